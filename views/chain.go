package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

// ChainsPage lists the approval chains.
type ChainsPage struct {
	List   []*models.ChainNow
	MayAdd bool
}

// StageForms are the forms of one stage: what it is, and somebody more whom it asks.
type StageForms struct{ Edit, Add *form.Form }

// ChainPage is one approval chain with the forms of those who may change it.
type ChainPage struct {
	*models.ChainDetail
	MayChange  bool
	Choices    models.ChainChoices
	About, New *form.Form
	Stages     []StageForms
	Opened     string // the form that was sent and has to be mended
	Problems   []form.Problem
	Refused    string // what was refused, where no form says so
}

// Put puts a form in its place that was sent and has to be mended.
func (v *ChainPage) Put(name string, f *form.Form) {
	verb, id, _ := strings.Cut(name, ":")
	_, at := v.Stage(id)
	switch {
	case verb == "about":
		v.About = f
	case verb == "stage":
		v.New = f
	case verb == "save" && at >= 0:
		v.Stages[at].Edit = f
	case verb == "add" && at >= 0:
		v.Stages[at].Add = f
	}
}

func (v ChainPage) facts() []Fact {
	team := v.Names.Thing("team", textOf(v.TeamID))
	if team == "" {
		team = "The whole company"
	}
	return []Fact{{Label: "Owner", Text: v.Names.Thing("person", textOf(v.OwnerPersonID)), Missing: "Nobody yet"}, {Label: "Whose chain", Text: team}}
}

func useHref(u *models.ChainUse) string { return link.Thing(u.Kind, u.Ref) }

func chainUseWords(u *models.ChainUse) string {
	if u.Kind == "process" {
		return "Its versions are approved by this chain"
	}
	return "Asks it or changes it, " + u.State
}

// stageAt says where a request stands: "stage 2 of 3, Finance".
func stageAt(q *models.ApprovalNow) string {
	n, name := q.At()
	if n == 0 {
		return ""
	}
	return "stage " + itoa(n) + " of " + itoa(len(q.Stages)) + ", " + name
}

// stageTone is the mark, the sign and the word of a stage of a request.
func stageTone(state string) (mark, icon, word string) {
	switch state {
	case models.StagePassed:
		return "ok", "ok", "Approved"
	case models.StageReached:
		return "risk", "clock", "Asked now"
	case models.StageOver:
		return "off", "close", "Ended here"
	}
	return "none", "none", "Still to come"
}
