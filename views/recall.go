package views

import (
	"strconv"
	"strings"

	"throughline/models"
	"throughline/views/say"
)

// RecallView is what answers from memory said, and the form that starts a round.
type RecallView struct {
	*models.RecallPage
	Picked  string // reference of the team picked
	Problem string
}

// recallFor says whom a round asked and when.
func recallFor(r *models.RecallRoundNow) string {
	who := "The whole company"
	if r.Team != nil {
		who = r.Team.Name + " and the teams below it"
	}
	return who + ", " + r.FromDay.Short() + " to " + r.UntilDay.Short()
}

// recallSay says how a round stands.
func recallSay(p Page, r *models.RecallRoundNow) string {
	asked := say.Count(p.Loc, r.Asked, "person was", "people were") + " asked"
	switch {
	case r.Open:
		return asked + ". It is open until " + r.UntilDay.Long() + "; nothing is shown before it is over, so that nobody can watch an answer come in."
	case r.Whole == nil:
		return asked + ", and fewer than five answered. Nothing is shown."
	case r.Hidden > 0:
		return asked + ", " + strconv.Itoa(r.Answered) + " answered. " + say.Count(p.Loc, r.Hidden, "group is", "groups are") + " not shown: too few answered there, or what is left of everybody would be too few."
	}
	return asked + ", " + strconv.Itoa(r.Answered) + " answered."
}

func recallShare(p Page, g models.RecallGroup, t models.RecallTarget) string {
	return p.Loc.Number(float64(int(g.Share(t)+0.5))) + "%"
}

// recallExample is how one answer is counted, by the function that counts all.
func recallExample() (answer string, lines []string) {
	answer = "fix problems on first contact; keep the clients"
	targets := []models.RecallTarget{{Kind: "outcome", Ref: "O1", Title: "Problems are fixed at first contact"}, {Kind: "outcome", Ref: "O2", Title: "New clinics are up in two weeks"}}
	for _, m := range models.MatchRecall(answer, targets) {
		words := "“" + m.Target.Title + "” has the words " + strings.Join(m.Words, ", ") + ". Named: " + strconv.Itoa(len(m.Named)) + " of " + strconv.Itoa(len(m.Words))
		if len(m.Named) > 0 {
			words += " (" + strings.Join(m.Named, ", ") + ")"
		}
		if m.Counts {
			lines = append(lines, words+". It counts.")
		} else {
			lines = append(lines, words+". It does not count.")
		}
	}
	return answer, lines
}
