package views

import (
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// DecisionsPage is the board of decisions.
type DecisionsPage struct {
	*models.DecisionBoard
	Team string // reference of the team picked
}

// DecisionListPage is one page of all decisions.
type DecisionListPage struct {
	Tree   *models.Tree
	Rows   []*models.DecisionNow
	Team   string
	Paging parts.Paging
}

// DecisionForms are the forms of a decision's page; one that is not filled is made new.
type DecisionForms struct {
	Reverse   *form.Form
	HandOver  *form.Form      // nil for those who may not, and while there is nothing to hand over
	Receivers *form.Directory // people and teams
}

// DecisionPage is one decision.
type DecisionPage struct {
	*models.DecisionDetail
	DecisionForms
}

// DecisionFormPage asks for a decision; Of is the proposal that is changed.
type DecisionFormPage struct {
	Form      *form.Form
	Of        *models.Decision
	People    *form.Directory
	MayAccept bool // it can be accepted in the same act
}

// stageWords say what each column of the board holds, and what an empty one means.
var stageWords = map[string]struct{ title, empty string }{
	models.StageNone:    {"No handoff yet", "Every accepted decision has been handed over."},
	models.StageWaiting: {"Waiting for an answer", "Nobody owes an answer."},
	models.StageBack:    {"Back with the giver", "No question, other date or refusal is open."},
	models.StageWorking: {"In work", "Nothing is in work."},
	models.StageDone:    {"Done", "Nothing is done yet."},
}

// counted says how far the handoffs of a decision are: "2 waiting, 1 done".
func (p Page) counted(c models.HandoffCounts) string {
	text := ""
	for _, one := range []struct {
		n    int
		word string
	}{{c.Waiting, "waiting for an answer"}, {c.Back, "back with the giver"}, {c.Working, "in work"}, {c.Done, "done"}, {c.Cancelled, "cancelled"}} {
		if one.n == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += p.Loc.Number(float64(one.n)) + " " + one.word
	}
	if text == "" {
		return "No handoff yet"
	}
	return text
}

func decisionTone(state string) (mark, icon string) {
	switch state {
	case models.DecisionAccepted:
		return "ok", "ok"
	case models.DecisionProposed:
		return "none", "progress"
	case models.DecisionReversed:
		return "off", "stop"
	}
	return "none", "again"
}

func decisionFor(t *models.Team) string {
	if t == nil {
		return "The whole company"
	}
	return t.Name
}

func (v DecisionPage) facts(p Page) []Fact {
	list := []Fact{
		{Label: "Decided by", Text: v.Decider, Missing: "Nobody is named"},
		{Label: "On", Text: v.DecidedDay.Short()},
		{Label: "For", Text: decisionFor(v.Team)},
	}
	if v.Team != nil {
		list[2].Href = link.TeamOutcomes(v.Team.Ref)
	}
	if v.Proposer != "" {
		list = append(list, Fact{Label: "Recorded", Text: say.Instant(v.CreatedAt, p.Zone) + " by " + v.Proposer})
	}
	if v.AcceptedAt != nil {
		list = append(list, Fact{Label: "Accepted", Text: byAt(p, v.AcceptedAt, v.Accepter)})
	}
	if v.EndedAt != nil {
		list = append(list, Fact{Label: say.Upper(v.State), Text: byAt(p, v.EndedAt, v.Ender)})
	}
	if v.Before != nil {
		list = append(list, Fact{Label: "Supersedes", Text: v.Before.Ref + " " + v.Before.Title, Href: link.Decision(v.Before.Ref)})
	}
	return list
}

// action is where the form of a decision is sent.
func (v DecisionFormPage) action() string {
	if v.Of != nil {
		return link.DecisionEdit(v.Of.Ref)
	}
	return link.Decisions("")
}

func byAt(p Page, at *time.Time, name string) string {
	text := say.Instant(*at, p.Zone)
	if name != "" {
		text += " by " + name
	}
	return text
}

// problems are what has to be mended in the forms of the page.
func (f DecisionForms) problems() []form.Problem {
	list := f.Reverse.Problems()
	if f.HandOver != nil {
		list = append(list, f.HandOver.Problems()...)
	}
	return list
}

// openHandoffs is how many handoffs of the decision are not over.
func (v DecisionPage) openHandoffs() int {
	return v.Handoffs.Waiting + v.Handoffs.Back + v.Handoffs.Working
}
