package views

import (
	"throughline/models"
	"throughline/models/form"
	"throughline/views/say"
)

// LadderPage asks for the rungs that an unanswered handoff climbs.
type LadderPage struct {
	Form   *form.Form
	Rows   *form.Rows
	Open   bool // rungs were added, removed or moved, and are not saved
	Answer int  // working days to answer
}

// ladderLead says in a sentence how the ladder stands.
func (v HandoffPage) ladderLead(p Page) string {
	l := v.Ladder
	switch {
	case l.Rests && v.Unanswered():
		return v.Decision.Ref + " no longer counts, so nobody is told any more."
	case !v.Unanswered():
		return "It was answered; nobody is told any more."
	case v.WaitsForGiver() && !v.AnswerDay.Before(p.Today):
		return nobody(l.Silent) + " has until " + v.AnswerDay.Long() + " to answer back. Any answer ends this."
	case v.AnswerDay.Before(p.Today):
		return "The answer of " + nobody(l.Silent) + " was due on " + v.AnswerDay.Long() + ". Any answer ends this."
	}
	return nobody(l.Silent) + " has until " + v.AnswerDay.Long() + " to answer. Any answer ends this."
}

// rungWhen says how far a rung is from the day of the answer.
func rungWhen(p Page, r models.RungNow) string {
	if r.Days == 0 {
		return "the day to answer by"
	}
	return say.Count(p.Loc, r.Days, "working day after it", "working days after it")
}

// LadderWords is a ladder in one line.
func LadderWords(list []models.Rung) string {
	text := ""
	for i, r := range list {
		if i > 0 {
			text += ", "
		}
		text += r.Whom() + " +" + itoa(r.Days)
	}
	return text
}
