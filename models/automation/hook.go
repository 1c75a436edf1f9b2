package automation

import (
	"encoding/json"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// called adds what came in with a call.
func (h *Happened) called(after json.RawMessage) {
	var c models.HookCalled
	if json.Unmarshal(after, &c) != nil {
		return
	}
	h.Facts["webhook.name"] = blocks.Value{Kind: blocks.TextField, Text: c.Name}
	for name, v := range models.PayloadFacts(c.Payload) {
		h.Facts[name] = v
	}
}

// sampled makes a sample of the latest call at a hook; without one nothing came in with it.
func (h *Happened) sampled(r *models.Read, hookID string) error {
	w, facts, err := r.WebhookSample(hookID)
	if err != nil || w == nil {
		return err
	}
	h.Event.EntityID, h.Title = w.ID, w.Name
	for _, name := range []string{"webhook.name", "thing.title"} {
		h.Facts[name] = blocks.Value{Kind: blocks.TextField, Text: w.Name}
	}
	for name, v := range facts {
		h.Facts[name] = v
	}
	return nil
}

// hookOf finds a hook; nil when it is not there.
func (w *World) hookOf(id string) *models.Webhook {
	for _, h := range w.Hooks {
		if h.ID == id {
			return h
		}
	}
	return nil
}

// FieldsIn lists the typed fields of a moment: those of its trigger, and of a call those that calls at its hook have had.
func (w *World) FieldsIn(t blocks.Trigger) []Field {
	list := Fields(t.Type)
	hook := w.hookOf(t.Hook)
	if t.Type != blocks.OnWebhook || hook == nil {
		return list
	}
	var all []Field
	for _, f := range hook.Known() {
		all = append(all, Field{Name: f.Name, Label: strings.TrimPrefix(f.Name, models.PayloadPrefix+"."), Group: "What came in", Kind: f.Kind, Sample: f.Sample})
	}
	return append(all, list...)
}

// FieldIn finds a field of a moment by its name.
func (w *World) FieldIn(t blocks.Trigger, name string) (Field, bool) {
	if f, known := FieldOf(t.Type, name); known {
		return f, true
	}
	if t.Type == blocks.OnWebhook && strings.HasPrefix(name, models.PayloadPrefix) {
		for _, f := range w.FieldsIn(t) {
			if f.Name == name {
				return f, true
			}
		}
	}
	return Field{}, false
}

// field finds a field of the rule's own moment, or of another that a block waits for.
func (c *checker) field(name, trigger string) (Field, bool) {
	if trigger == c.d.Trigger.Type {
		return c.w.FieldIn(c.d.Trigger, name)
	}
	return FieldOf(trigger, name)
}

// hook looks at the hook that a rule starts at.
func (c *checker) hook(t blocks.Trigger) {
	hook := c.w.hookOf(t.Hook)
	switch {
	case t.Hook == "":
		c.say("trigger", "Choose the hook that the call comes in at.")
	case hook == nil:
		c.say("trigger", "This hook is not there any more. Choose another one.")
	case hook.Paused:
		c.advise("trigger", "The hook “"+hook.Name+"” is paused: calls at it are refused.")
	case hook.SampleAt == nil:
		c.advise("trigger", "No call has come in at “"+hook.Name+"” yet. Send one, and its fields can be chosen here.")
	}
}
