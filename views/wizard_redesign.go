package views

import (
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// process is the process on the page, with its newest version.
func (p WizardStep) process() *models.Process {
	for _, one := range p.world().Processes {
		if one.ID == p.Sheet.Query.Item || one.Ref == p.Sheet.Query.Item {
			return one
		}
	}
	return &models.Process{Current: &models.ProcessVersion{State: models.ProcessDraft}}
}

// stepName is how a step is called: "Step 2: Check the invoice".
func stepName(row *form.Row, i int) string {
	name := "Step " + strconv.Itoa(i+1)
	if title := field(row, "title").Typed; title != "" {
		name += ": " + title
	}
	return name
}

// stepTitle is what a step is called while its number changes.
func stepTitle(row *form.Row) string {
	if title := field(row, "title").Typed; title != "" {
		return title
	}
	return "The step without a name"
}

// stepFacts is what a folded step already says: "Tool SAP, consulted Finance".
func stepFacts(row *form.Row) string {
	var list []string
	for _, fact := range []struct{ word, key string }{{"In:", "input"}, {"Out:", "output"}, {"Tool:", "tool"}, {"R:", models.Responsible}, {"C:", models.Consulted}, {"I:", models.Informed}} {
		if typed := field(row, fact.key).Typed; typed != "" {
			list = append(list, fact.word+" "+typed)
		}
	}
	return strings.Join(list, " · ")
}

// stepOpen tells whether what is folded in a step has something to mend.
func stepOpen(row *form.Row) bool {
	for _, key := range []string{"input", "output", "tool", models.Responsible, models.Consulted, models.Informed} {
		if f := field(row, key); f.Problem != "" || len(f.Advice) > 0 {
			return true
		}
	}
	return false
}

// unanswered counts the steps nobody is accountable for.
func unanswered(one *models.Process) (n int) {
	for _, s := range one.Current.Steps {
		if len(s.With(models.Accountable)) == 0 {
			n++
		}
	}
	return n
}

// unwrittenAt is the element where something is still to be written.
func unwrittenAt(one *models.Process, u models.Unwritten) string {
	switch {
	case u.Step != nil:
		return "steps." + u.Step.ID + "." + u.Key
	case u.Key == "steps":
		return "steps"
	}
	return "processes." + one.ID + "." + u.Key
}
