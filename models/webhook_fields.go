package models

import (
	"encoding/json"
	"maps"
	"slices"

	"throughline/models/blocks"
)

// PayloadPrefix begins the names of the fields that came in with a call.
const PayloadPrefix = "payload"

// PayloadFacts are the fields of what came in with a call.
func PayloadFacts(payload []byte) blocks.Facts {
	return blocks.Flatten(PayloadPrefix, payload, payloadBounds)
}

// payloadBounds is how much of a call rules can ask for.
var payloadBounds = blocks.Bounds{Fields: 200, Text: 1000}

// PayloadField is a field that calls at a hook have had, with an example.
type PayloadField struct {
	Name   string           `json:"n"` // payload.ticket.priority
	Kind   blocks.FieldKind `json:"k"`
	Sample string           `json:"v,omitempty"`
}

// mostSample bounds an example of a field.
const mostSample = 100

// Known are the fields that calls at the hook have had: those of the latest, and those of earlier ones that it lacked.
func (w *Webhook) Known() (list []PayloadField) {
	if w.Fields != "" && json.Unmarshal([]byte(w.Fields), &list) != nil {
		return nil
	}
	return list
}

// learn keeps what a call held as the sample, and adds its fields to those that are known.
func (w *Webhook) learn(payload []byte, facts blocks.Facts) error {
	known := map[string]PayloadField{}
	for name, v := range facts {
		sample := v.Says()
		if v.Kind == blocks.DayField || v.Kind == blocks.InstantField {
			sample = v.Text
		}
		if runes := []rune(sample); len(runes) > mostSample {
			sample = string(runes[:mostSample-1]) + "…"
		}
		known[name] = PayloadField{name, v.Kind, sample}
	}
	for _, f := range w.Known() {
		if now, there := known[f.Name]; !there && len(known) < payloadBounds.Fields {
			known[f.Name] = f
		} else if there && now.Kind == blocks.TextField && now.Sample == "" {
			known[f.Name] = f // it is empty this once
		}
	}
	list := make([]PayloadField, 0, len(known))
	for _, name := range slices.Sorted(maps.Keys(known)) {
		list = append(list, known[name])
	}
	b, err := json.Marshal(list)
	w.Sample, w.Fields = string(payload), string(b)
	return err
}
