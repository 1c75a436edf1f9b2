package wizard

import (
	"fmt"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/models/statement"
)

var intentStep = Step{
	Key:      "intent",
	Title:    "Intent",
	Question: "Where are we going, and why?",
	Lead:     "Say it in one sentence that a new colleague understands on the first day.",
	Why:      "Everything later rests on this sentence: outcomes show it coming true, and work that does not serve it can stop. One sentence forces the choice that a page of text avoids.",
	Good:     "By the end of 2027, mid-size clinics in the north trust us to keep them running, because we answer first and fix for good.",
	Poor:     "Be the leading provider of world-class IT. Grow revenue and delight customers.",
	sheet:    intentSheet,
	gaps:     intentGaps,
	fact:     intentFact,
	behind:   intentBehind,
	flags:    intentFlags,
}

// theSentence is the row of the one intent; it keeps its name when the sentence in force is replaced.
const theSentence = "sentence"

type intentThing struct{ *models.Intent }

func (t *intentThing) entity() models.Entity { return t.Intent }
func (t *intentThing) copy() thing           { return &intentThing{clone(t.Intent)} }
func (t *intentThing) settle()               {}
func (t *intentThing) join(*World)           {}
func (t *intentThing) remove(*models.Tx) error {
	return models.AgainstRule("The intent cannot be removed. Write another sentence in its place.")
}

func (t *intentThing) fields(w *World) []*form.Field {
	fields := []*form.Field{
		form.Text("statement", "Our intent, in one sentence", &t.Statement).Wanted().Drawn("sentence").Max(1000).Worded().Help("Where we are going, and why. At most 35 words read best."),
	}
	if t.State == models.InForce || w.Before != nil {
		fields = append(fields, form.Line("change_reason", "Why it changes now", &t.ChangeReason).Max(500).
			Help("Asked when the sentence changes before it has stood for 12 months."))
	}
	return fields
}

func (t *intentThing) add(tx *models.Tx, _ *World) error { return tx.SaveIntent(nil, t.Intent) }

func (t *intentThing) save(tx *models.Tx, before thing) error {
	return tx.SaveIntent(before.(*intentThing).Intent, t.Intent)
}

func (t *intentThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &intentThing{&models.Intent{}}
	if version == 0 {
		return was, true, nil
	}
	found, err := r.AsOf("intent", t.ID, version, was.Intent)
	return was, found, err
}

func intentSheet(w *World, _ Query) *form.Form {
	t := &intentThing{w.Intent}
	if w.Live() {
		t.ChangeReason = "" // a new change needs its own reason
	}
	rows := form.Repeat("intent", "Intent", nil)
	rows.Stored(theSentence, t.Version, t, t.fields(w))
	return &form.Form{Rows: []*form.Rows{rows}}
}

func intentGaps(w *World) []Gap {
	if w.Intent.Statement == "" {
		return []Gap{{Group: "intent", Row: theSentence, Key: "statement", Say: "Write the intent as one sentence: where we are going, and why."}}
	}
	var gaps []Gap
	if w.changesTooSoon() && w.Intent.ChangeReason == "" {
		gaps = append(gaps, Gap{Group: "intent", Row: theSentence, Key: "change_reason", Wrong: true,
			Say: "The intent in force has stood for less than 12 months. Say in a sentence why it changes now."})
	}
	problems, _ := statement.CheckIntent(w.Intent.Statement)
	for _, p := range problems {
		gaps = append(gaps, Gap{Group: "intent", Row: theSentence, Key: "statement", Say: p.Say, Wrong: true})
	}
	return gaps
}

// changesTooSoon tells whether the sentence takes the place of one that has stood for less than 12 months (R24): in the same strategy, or, while
// this one is still a draft, in the strategy in force.
func (w *World) changesTooSoon() bool {
	since, standing := w.Intent.InForceAt, w.Standing
	switch {
	case w.Before != nil:
		since, standing = w.Before.InForceAt, w.Before.Statement
	case w.Intent.State != models.InForce:
		return false
	}
	return since != nil && w.Intent.Statement != standing && w.Today.Before(day.Of(*since, w.Company.Calendar().Zone).AddMonths(12))
}

func intentFlags(w *World) []Flag {
	if w.Intent.Statement == "" {
		return nil
	}
	flags := w.intentWording().flags(w.Intent.Statement)
	if due := IntentDue(w); due != "" && due.Before(w.Today) {
		flags = append(flags, Flag{Group: "intent", Row: theSentence, Key: "statement", Entity: w.Intent, Code: "intent.old", Name: "Intent",
			Say: "This intent has stood for 24 months. Look at it again, even if it stays."})
	}
	return flags
}

// IntentDue is the day on which the intent in force is due for another look: after 24 months (R24). Empty for a draft.
func IntentDue(w *World) day.Day {
	if w.Intent.InForceAt == nil {
		return ""
	}
	return day.Of(*w.Intent.InForceAt, w.Company.Calendar().Zone).AddMonths(24)
}

func intentFact(w *World) string {
	if w.Intent.Statement == "" {
		return "Not written yet"
	}
	if n := len(statement.Sentences(w.Intent.Statement)); n != 1 {
		return fmt.Sprintf("%d sentences; it takes one", n)
	}
	if w.Intent.UpdatedAt.IsZero() {
		return "One sentence"
	}
	return "One sentence, saved " + day.Of(w.Intent.UpdatedAt, w.Company.Calendar().Zone).Long()
}
