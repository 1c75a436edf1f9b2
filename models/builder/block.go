package builder

import (
	"slices"

	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

// Entry is a block as its form asks for it. Fill the form, then Take.
type Entry struct {
	Form   *form.Form
	Groups []*Conditions // those of its fields that are conditions
	step   *blocks.Step  // a copy, filled by Take
	d      *blocks.Definition
	w      *automation.World
	take   []func()
}

// EntryOf makes the form of a block.
func EntryOf(d *blocks.Definition, key string, w *automation.World) *Entry {
	s, _ := d.Copy().Find(key)
	if s == nil {
		return nil
	}
	e := &Entry{step: s, d: d, w: w, Form: form.Of()}
	if make := forms[s.Do]; make != nil {
		make(e, s)
	}
	e.onError(s)
	return e
}

func (e *Entry) add(list ...*form.Field) { e.Form.Fields = append(e.Form.Fields, list...) }

func (e *Entry) then(take func()) { e.take = append(e.take, take) }

// Take moves what was filled in into a copy of the block.
func (e *Entry) Take() *blocks.Step {
	for _, take := range e.take {
		take()
	}
	return e.step
}

// Group is one of the block's groups of conditions; nil when it has none of that name.
func (e *Entry) Group(which string) *Conditions {
	for _, c := range e.Groups {
		if c.Which == which {
			return c
		}
	}
	return nil
}

// fields are what a text or a condition of the rule can ask for.
func (e *Entry) fields() []automation.Field { return e.w.FieldsIn(e.d.Trigger) }

func (e *Entry) days() []automation.Field { return ofKind(e.fields(), blocks.DayField) }

func ofKind(list []automation.Field, kind blocks.FieldKind) []automation.Field {
	return slices.DeleteFunc(slices.Clone(list), func(f automation.Field) bool { return f.Kind != kind })
}

// AsTokens marks a text into which fields of what happened can be put.
const AsTokens = "tokens"

func (e *Entry) title(label, help string) {
	e.add(form.Line("title", label, &e.step.Title).Wanted().Max(300).Help(help).Drawn(AsTokens))
}

func (e *Entry) text(label, help string) {
	e.add(form.Text("text", label, &e.step.Text).Max(blocks.MostText).Help(help).Drawn(AsTokens))
}

func (e *Entry) owner(label string) {
	p := enterParty(e.step.Owner)
	e.add(p.fields("owner", label, e.w, true)...)
	e.then(func() { e.step.Owner = p.party() })
}

func (e *Entry) to(label string) {
	p := enterParties(e.step.To, e.w)
	e.add(p.fields("to", label)...)
	e.then(func() { e.step.To = p.parties(e.Form, "to") })
}

func (e *Entry) due(label string) {
	d := enterDue(e.step.Due)
	e.add(d.fields("due", label, e.days())...)
	e.then(func() { e.step.Due = d.due(e.Form, "due") })
}

func (e *Entry) group(which string, g *blocks.Group, fields []automation.Field, into func(*blocks.Group)) {
	c := enterGroup(which, g, nil, fields, e.w)
	e.Groups = append(e.Groups, c)
	e.add(c.fields()...)
	e.then(func() {
		if g := c.group(); len(g.Rows) > 0 {
			into(g)
		} else {
			into(nil)
		}
	})
}

func (e *Entry) links() {
	var picked, kept []string
	var options []form.Option
	for _, o := range e.w.Outcomes {
		options = append(options, form.Option{Value: "outcome:" + o.ID, Label: o.Ref + " " + o.Title})
	}
	for _, l := range e.step.Links {
		if slices.ContainsFunc(options, func(o form.Option) bool { return o.Value == l }) {
			picked = append(picked, l)
		} else if l != "outcome:"+blocks.LeftOpen {
			kept = append(kept, l)
		}
	}
	if len(options) == 0 {
		return
	}
	e.add(form.Many("links", "Outcomes it serves", &picked, options...).Help("Beside what it happens to."))
	e.then(func() { e.step.Links = append(slices.Clone(picked), kept...) })
}

// onError asks what happens when the block fails for the last time.
func (e *Entry) onError(s *blocks.Step) {
	if s.Do == blocks.If || s.Do == blocks.Stop || s.Do == blocks.Each || s.Do == blocks.Wait {
		return
	}
	if s.OnError == "" {
		s.OnError = blocks.FailStop
	}
	e.add(form.Choice("on_error", "When it fails", &s.OnError, form.Option{Value: blocks.FailStop, Label: "the run stops, and the rule's owner is told"},
		form.Option{Value: blocks.FailContinue, Label: "the run goes on"}, form.Option{Value: blocks.FailBranch, Label: "other blocks are done"}).Required())
}

var forms = map[blocks.Kind]func(*Entry, *blocks.Step){
	blocks.CreateTask: func(e *Entry, _ *blocks.Step) {
		e.title("What is to be done", "")
		e.owner("Who does it")
		e.due("Done within")
		e.text("Context", "What whoever does it has to know. The decision, the outcome and its deadline come along by themselves.")
		e.links()
	},
	blocks.CreateHandoff: func(e *Entry, s *blocks.Step) {
		e.title("The work", "")
		e.owner("Who receives it")
		e.due("Done within")
		e.add(form.Whole("answer", "Answer within", &s.Answer).In("working days").Between(0, 60).Help("0 is what the company has agreed."))
		e.text("How one sees that it worked", "")
		e.links()
	},
	blocks.RerouteTasks: func(e *Entry, s *blocks.Step) {
		e.group(blocks.InTasks, s.Tasks, automation.TaskFields(), func(g *blocks.Group) { s.Tasks = g })
		e.owner("Who gets them")
		e.add(form.Whole("most", "At most", &s.Most).In("tasks").Between(0, blocks.MostEach).Help("0 is 200. More are left alone, and the run says so."))
	},
	blocks.Notify: func(e *Entry, s *blocks.Step) {
		e.to("Who is told")
		e.title("What they are told", "")
		e.text("More words", "")
		options := []form.Option{{Value: "app", Label: "in the app"}, {Value: "mail", Label: "by mail, as each of them chose"}}
		for _, c := range e.w.Rooms {
			options = append(options, form.Option{Value: "chat:" + c.ID, Label: "in the chat room " + c.Name})
		}
		e.add(form.Many("via", "How", &s.Via, options...).Help("In a chat room everybody of the room reads it. Without people above it is said in the room alone."))
	},
	blocks.AdjustProcess: adjust,
	blocks.SetField: func(e *Entry, s *blocks.Step) {
		var options []form.Option
		for _, f := range automation.Settable(e.d.Trigger.Type) {
			options = append(options, form.Option{Value: f.Name, Label: f.Label})
		}
		e.add(form.Choice("field", "What is set", &s.Field, options...).Wanted(),
			form.Line("value", "To", &s.Value).Wanted().Max(300).Drawn(AsTokens).Help("A day as 2026-12-01 or +5d, yes or no, a number, or words."))
	},
	blocks.Approval:    approval,
	blocks.ChangeChain: changeChain,
	blocks.Wait:        wait,
	blocks.CallWebhook: func(e *Entry, s *blocks.Step) {
		if s.Hook == nil {
			s.Hook = &blocks.Call{}
		}
		var secrets []form.Option
		for _, one := range e.w.Secrets {
			secrets = append(secrets, form.Option{Value: one.ID, Label: one.Name})
		}
		e.add(form.Line("url", "Address", &s.Hook.URL).Wanted().Max(2000).Help("As in https://tickets.example.com/hooks. Only servers that an administrator allowed are called."),
			form.Choice("secret", "Signed with", &s.Hook.Secret, secrets...).Help("So that the other side knows it comes from here. Without a choice the call is not signed."),
			form.Text("body", "What is sent, as JSON", &s.Hook.Body).Max(blocks.MostText).Drawn(AsTokens).
				Help(`As in {"title": "{{thing.title}}", "change": {{change.pct}}}: words stand in quotes, numbers do not. Empty: everything that is known of what happened.`))
	},
	blocks.RunRule: func(e *Entry, s *blocks.Step) {
		e.add(form.Choice("rule", "Which rule", &s.Rule, thingOptions("rule", e.w)...).Wanted())
	},
	blocks.Stop: func(e *Entry, _ *blocks.Step) { e.text("Why", "Stands in the history of the run.") },
	blocks.If: func(e *Entry, s *blocks.Step) {
		e.group(blocks.InIf, s.If, e.fields(), func(g *blocks.Group) { s.If = g })
	},
	blocks.Each: func(e *Entry, s *blocks.Step) {
		var options []form.Option
		for _, f := range automation.Lists(e.d.Trigger.Type) {
			options = append(options, form.Option{Value: f.Name, Label: f.Label})
		}
		e.add(form.Choice("over", "Which list", &s.Over, options...).Wanted(),
			form.Whole("most", "At most", &s.Most).In("times").Between(0, blocks.MostEach).Help("0 is 200."))
	},
}
