package builder

import (
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

func adjust(e *Entry, s *blocks.Step) {
	if s.Process == nil {
		s.Process = &blocks.Change{}
	}
	p := s.Process
	var steps []form.Option
	for _, process := range e.w.Processes {
		if process.ID == p.Process && process.Current != nil {
			for _, st := range process.Current.Steps {
				steps = append(steps, form.Option{Value: st.StepKey, Label: st.Title})
			}
		}
	}
	who := enterParty(p.Who)
	e.add(form.Choice("process", "Which process", &p.Process, thingOptions("process", e.w)...).Wanted(),
		form.Choice("change", "What is changed", &p.Do, form.Option{Value: "insert", Label: "a step is put in"}, form.Option{Value: "move", Label: "a step moves"},
			form.Option{Value: "skip", Label: "a step is left out"}, form.Option{Value: "assign", Label: "a step gets somebody else"}).Wanted())
	if p.Process != "" {
		if p.Do != "insert" && p.Do != "" {
			e.add(form.Choice("step", "Which step", &p.Step, steps...).Wanted())
		}
		if p.Do == "insert" {
			e.add(form.Line("step_title", "The new step", &p.Title).Wanted().Max(300))
		}
		if p.Do == "insert" || p.Do == "move" {
			e.add(form.Choice("after", "After which step", &p.After, steps...).Help("Without a choice it comes first."))
		}
		if p.Do == "insert" || p.Do == "assign" {
			e.add(who.fields("who", "Who does it", e.w, false)...)
		}
	}
	was := p.Process
	e.then(func() {
		if p.Process != was { // the steps were those of another process
			p.Step, p.After = "", ""
		}
		if p.Do == "insert" || p.Do == "assign" {
			p.Who = who.party()
		}
	})
}

// Ways to wait.
const (
	waitFor   = "for"
	waitDay   = "day"
	waitEvent = "event"
)

func wait(e *Entry, s *blocks.Step) {
	if s.Wait == nil {
		s.Wait = &blocks.Pause{}
	}
	p, way := s.Wait, waitFor
	switch {
	case p.Event != "":
		way = waitEvent
	case p.Until != "":
		way = waitDay
	}
	was := way
	due := enterDue(p.For)
	e.add(form.Choice("way", "It waits", &way, form.Option{Value: waitFor, Label: "for some time"}, form.Option{Value: waitDay, Label: "until a day"},
		form.Option{Value: waitEvent, Label: "until something happens"}).Required())
	switch way {
	case waitDay:
		var days []form.Option
		for _, f := range e.days() {
			days = append(days, form.Option{Value: f.Name, Label: f.Says()})
		}
		at, field := p.Until, ""
		if _, known := e.w.FieldIn(e.d.Trigger, p.Until); known {
			at, field = "", p.Until
		}
		e.add(form.Choice("until_field", "Until the day", &field, days...), form.Line("until", "Or a day of your own", &at).Max(40).Help("As 2026-12-01, or counted from that moment: +5d, +2w."))
		e.then(func() {
			if p.Until = at; field != "" {
				p.Until = field
			}
		})
	case waitEvent:
		e.add(form.Choice("event", "What is waited for", &p.Event, triggerOptions(false)...).Wanted())
		if p.Event != untold {
			e.group(blocks.InWait, p.Where, automation.Fields(p.Event), func(g *blocks.Group) { p.Where = g })
		}
		e.add(due.fields("for", "At most", nil)...)
		e.then(func() { p.For = due.due(e.Form, "for") })
	default:
		e.add(due.fields("for", "How long", nil)...)
		e.then(func() { p.For = due.due(e.Form, "for") })
	}
	e.then(func() {
		if way == was {
			return
		}
		*p = blocks.Pause{}
		switch way {
		case waitDay:
			p.Until = "+5d"
		case waitEvent:
			p.Event = untold
		}
	})
}

// untold stands for an event to wait for until one was chosen, so that the block has its branch already.
const untold = "?"

// triggerOptions are the moments that can be chosen, under their headings; those of the calendar and of calls only to start a rule.
func triggerOptions(start bool) (list []form.Option) {
	for _, t := range automation.Triggers() {
		if start || t.Type != blocks.OnSchedule && t.Type != blocks.OnWebhook {
			list = append(list, form.Option{Value: t.Type, Label: t.Says, Group: t.Group})
		}
	}
	return list
}
