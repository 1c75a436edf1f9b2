package views

import (
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/form"
)

// formProblems are what has to be mended in the form that is open.
func (v RulePage) formProblems() []form.Problem {
	for _, f := range []*form.Form{entryForm(v.Entry), whenForm(v.When), aboutForm(v.About)} {
		if f != nil && !f.Valid() {
			return f.Problems()
		}
	}
	if v.Say != "" {
		return []form.Problem{{Say: v.Say}}
	}
	return nil
}

func entryForm(e *builder.Entry) *form.Form {
	if e == nil {
		return nil
	}
	return e.Form
}

func whenForm(w *builder.When) *form.Form {
	if w == nil {
		return nil
	}
	return w.Form
}

func aboutForm(a *builder.About) *form.Form {
	if a == nil {
		return nil
	}
	return a.Form
}

// plain are the fields of a form that are no conditions.
func plainFields(list []*form.Field, groups []*builder.Conditions) (plain []*form.Field) {
	drawn := map[*form.Field]bool{}
	var mark func(c *builder.Conditions)
	mark = func(c *builder.Conditions) {
		drawn[c.Join] = true
		for _, r := range c.Rows {
			if r.Inner != nil {
				mark(r.Inner)
				continue
			}
			drawn[r.Field], drawn[r.Op] = true, true
			for _, f := range r.Values {
				drawn[f] = true
			}
		}
	}
	for _, c := range groups {
		mark(c)
	}
	for _, f := range list {
		if !drawn[f] {
			plain = append(plain, f)
		}
	}
	return plain
}

func asksTokens(list []*form.Field) bool {
	for _, f := range list {
		if f.As == builder.AsTokens {
			return true
		}
	}
	return false
}

// tokenGroup is the fields of one heading that can be put into a text.
type tokenGroup struct {
	Title  string
	Fields []automation.Field
}

func (v RulePage) tokens() (groups []tokenGroup) {
	for _, f := range v.World.FieldsIn(v.Draft.Trigger) {
		if f.Of != "" || f.Kind == blocks.PersonField || f.Kind == blocks.TeamField {
			continue // an id says nothing in a text; its name is a field of its own
		}
		if n := len(groups); n == 0 || groups[n-1].Title != f.Group {
			groups = append(groups, tokenGroup{Title: f.Group})
		}
		groups[len(groups)-1].Fields = append(groups[len(groups)-1].Fields, f)
	}
	return groups
}

// groupTitle is the heading of conditions.
func groupTitle(which string) string {
	return map[string]string{blocks.InTrigger: "Only when", blocks.InIf: "What must hold", blocks.InTasks: "Which tasks", blocks.InWait: "And only when"}[which]
}

func saveVerb(open string) string {
	if open == builder.OpenWhen || open == builder.OpenAbout {
		return open
	}
	return "save:" + open
}

func conditionVerb(verb, open, which, nest string) string {
	if open == builder.OpenWhen {
		open = ""
	}
	return verb + ":" + open + ":" + which + ":" + nest
}

func conditionsOf(w *builder.When) []*builder.Conditions {
	if w.Where == nil {
		return nil
	}
	return []*builder.Conditions{w.Where}
}
