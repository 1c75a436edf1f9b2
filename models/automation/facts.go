package automation

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// Happened is one event as rules see it: its fields, and what it is about.
type Happened struct {
	Event  *models.Event
	Facts  blocks.Facts
	TeamID *string
	Ref    string // of the thing
	Title  string
	Draft  bool // it is part of a strategy that is not in force; it starts nothing
}

// Happen reads what happened from the snapshot in an event, as the thing stood then, with the names of those it concerns as they are now.
func Happen(r *models.Read, e *models.Event) (*Happened, error) {
	var c models.Change
	if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
		return nil, err
	}
	h := &Happened{Event: e, Facts: blocks.Facts{}}
	after, before := rowIn(e, c.After), rowIn(e, c.Before)
	if after == nil && before == nil && entities[e.EntityType] != nil {
		now, err := r.ThingNow(entities[e.EntityType], e.EntityID) // nothing of it was kept with the event, as when it went off track
		if err != nil {
			return nil, err
		}
		after = now
	}
	stands := after
	if stands == nil {
		stands = before // it was removed
	}
	h.take(e.EntityType+".", e.EntityType, stands)
	h.take("before.", e.EntityType, before)
	h.compare(e.EntityType, before, after)
	h.extras(c.After)
	return h, h.surround(r, stands)
}

// rowIn reads a row from one side of a change; nil when there is none, or it is no row of its kind.
func rowIn(e *models.Event, side json.RawMessage) any {
	t := entities[e.EntityType]
	if t == nil || len(side) == 0 || string(side) == "null" {
		return nil
	}
	row := reflect.New(t)
	if json.Unmarshal(side, row.Interface()) != nil || row.Interface().(models.Entity).Identity() != e.EntityID {
		return nil
	}
	return row.Interface()
}

// take makes fields of the columns of a row.
func (h *Happened) take(prefix, entity string, row any) {
	if row == nil {
		for _, c := range columnsOf[entity] {
			h.Facts[prefix+c.name] = blocks.Value{Kind: c.kind}
		}
		return
	}
	v := reflect.ValueOf(row).Elem()
	for _, c := range columnsOf[entity] {
		h.Facts[prefix+c.name] = value(c.kind, v.FieldByIndex(c.index))
	}
	if o, is := row.(*models.Outcome); is {
		m := &models.OutcomeMetric{}
		if len(o.Measures) > 0 {
			m = o.Measures[0]
		}
		h.Facts[prefix+"target"], h.Facts[prefix+"baseline"] = number(m.Target), number(m.Baseline)
		h.Facts[prefix+"low"], h.Facts[prefix+"high"] = number(m.Low), number(m.High)
		h.Facts[prefix+"unit"] = blocks.Value{Kind: blocks.TextField, Text: m.Unit}
		if m.Metric != nil {
			h.Facts[prefix+"metric"] = blocks.Value{Kind: blocks.TextField, Text: m.Metric.Name}
		}
	}
}

func number(n *float64) blocks.Value {
	v := blocks.Value{Kind: blocks.NumberField}
	if n != nil {
		v.Text = strconv.FormatFloat(*n, 'f', -1, 64)
	}
	return v
}

// value is what stands in one column.
func value(kind blocks.FieldKind, v reflect.Value) blocks.Value {
	out := blocks.Value{Kind: kind}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return out
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case time.Time:
		if !x.IsZero() {
			out.Text = x.UTC().Format(time.RFC3339)
		}
	case day.Day:
		out.Text = string(x)
	case bool:
		out.Text = map[bool]string{true: "yes", false: "no"}[x]
	case []string:
		out.List = slices.Clone(x)
	default:
		switch v.Kind() {
		case reflect.String:
			out.Text = v.String()
		case reflect.Int, reflect.Int64:
			out.Text = strconv.FormatInt(v.Int(), 10)
		case reflect.Float64:
			out.Text = strconv.FormatFloat(v.Float(), 'f', -1, 64)
		}
	}
	return out
}

// figures are the columns whose change is given in percent, the first that both sides have.
var figures = []string{"target", "amount", "people", "value", "hours", "metric_target"}

// compare says which columns differ, and by how many percent the figure did.
func (h *Happened) compare(entity string, before, after any) {
	changed := blocks.Value{Kind: blocks.ListField}
	pct := blocks.Value{Kind: blocks.NumberField}
	if before != nil && after != nil {
		names := []string{}
		for _, c := range columnsOf[entity] {
			names = append(names, c.name)
		}
		if entity == "outcome" {
			names = append(names, "target", "baseline", "low", "high")
		}
		for _, name := range names {
			was, is := h.Facts["before."+name], h.Facts[entity+"."+name]
			if was.Text != is.Text || !slices.Equal(was.List, is.List) {
				changed.List = append(changed.List, name)
			}
		}
		for _, name := range figures {
			was, one := blocks.Number(h.Facts["before."+name].Text)
			is, two := blocks.Number(h.Facts[entity+"."+name].Text)
			if one && two {
				if was != 0 {
					pct.Text = strconv.FormatFloat(math.Round((is-was)/math.Abs(was)*1000)/10, 'f', -1, 64)
				}
				break
			}
		}
	}
	h.Facts["change.fields"], h.Facts["change.pct"] = changed, pct
}

// extras are what an event says that is no column: the status that an outcome turned to.
func (h *Happened) extras(after json.RawMessage) {
	if h.Event.Type == blocks.OnWebhook {
		h.called(after)
	}
	if h.Event.EntityType != "outcome" {
		return
	}
	var turn models.StatusTurn
	status := blocks.Value{Kind: blocks.ChoiceField}
	if len(after) > 0 && json.Unmarshal(after, &turn) == nil {
		status.Text = string(turn.Status)
	}
	h.Facts["outcome.status"] = status
}

// Starts tells whether an event meets the whole of a moment but its conditions: of a call, that it came in at the rule's own hook.
func (h *Happened) Starts(t blocks.Trigger) bool {
	return h.Meets(t.Type) && (t.Type != blocks.OnWebhook || t.Hook == h.Event.EntityID)
}

// Meets tells whether an event meets a trigger: it is its event, and for a moment the change is the one named.
func (h *Happened) Meets(trigger string) bool {
	m, is := models.MomentOf(trigger)
	if !is {
		return trigger == h.Event.Type
	}
	if h.Event.Type != string(m.Of) || m.State != "" && h.Facts[h.Event.EntityType+".state"].Text != m.State {
		return false
	}
	changed := h.Facts["change.fields"].List
	return slices.ContainsFunc(m.Changed, func(name string) bool { return slices.Contains(changed, name) })
}
