package models

import (
	"throughline/models/day"
	"throughline/models/form"
)

// ReadingEntry is what a person types for one reading.
type ReadingEntry struct {
	Value      *float64
	Text       string // the value as typed
	Day        day.Day
	Confidence int
	Note       string
	Corrects   *Reading // the reading it corrects; nil for none
	Reason     string   // why that one was wrong
}

// Correcting is the entry that corrects a reading, filled with what that one says.
func Correcting(r *Reading) *ReadingEntry {
	return &ReadingEntry{Value: r.Value, Text: r.ValueText, Day: r.Day, Confidence: r.Confidence, Note: r.Note, Corrects: r}
}

// Fields of the form that records one reading of a metric, or corrects one.
func (e *ReadingEntry) Fields(m *OutcomeMetric) []*form.Field {
	list := e.short(m)
	list[0].Required("Give the value as a number, for example 80.")
	list[1].Asked, list[2].Asked = false, false
	list = []*form.Field{list[0], form.Date("day", "Measured on", &e.Day, nil).Required("Give the day this was measured."), list[1], list[2]}
	if e.Corrects != nil {
		list = append(list, form.Line("reason", "Why the earlier reading was wrong", &e.Reason).Required("Say why the earlier reading was wrong.").Max(500))
	}
	return list
}

// short are value, confidence and one line, as one row of the weekly update asks for them.
func (e *ReadingEntry) short(m *OutcomeMetric) []*form.Field {
	return []*form.Field{
		form.Quantity("value", "Value", &e.Value, &e.Text).In(unitOf(m)).Wanted(),
		form.Whole("confidence", "Confidence", &e.Confidence).Between(1, MostConfidence).In("of 10").Wanted(),
		form.Line("note", "One line", &e.Note).Max(500).Wanted(),
	}
}

// Check adds what only the rules know: a value is a number in the metric's unit, of a day from its baseline to today.
func (e *ReadingEntry) Check(f *form.Form, m *OutcomeMetric, today day.Day, loc form.Locale) {
	if say := e.valueProblem(m, loc); say != "" {
		f.Blame("value", say)
	}
	if say := DayProblem(e.Day, m, today); say != "" && e.Day.Valid() {
		f.Blame("day", say)
	}
	if old := e.Corrects; old != nil && sameNumber(old.Value, e.Value) && old.Day == e.Day && old.Confidence == e.Confidence && old.Note == e.Note {
		f.Blame("value", "This says the same as the reading that it corrects.")
	}
}

func (e *ReadingEntry) valueProblem(m *OutcomeMetric, loc form.Locale) string {
	if say := UnitProblem(e.Text, unitOf(m), loc); say != "" {
		return say
	}
	if !known(e.Value) {
		return "Give the value as a number, for example 80."
	}
	return ""
}

// reading is the entry as it is recorded.
func (e *ReadingEntry) reading() *Reading {
	r := &Reading{Day: e.Day, Value: e.Value, ValueText: e.Text, Confidence: e.Confidence, Note: e.Note}
	if e.Corrects != nil {
		r.CorrectsReadingID, r.Reason = &e.Corrects.ID, e.Reason
	}
	return r
}

// RecordEntry records what the form says, for the metric that the page shows.
func (tx *Tx) RecordEntry(p *OutcomeDetail, e *ReadingEntry) error {
	if p.Shown.Measure == nil {
		return AgainstRule("This outcome has no metric yet. Give it one in step 2 of the alignment, then record readings.")
	}
	for _, m := range p.stored.Measures {
		if m.ID == p.Shown.Measure.ID {
			return tx.RecordReading(p.stored, m, e.reading())
		}
	}
	return NotFound("This metric")
}
