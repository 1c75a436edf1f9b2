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
		return asked + ", " + strconv.Itoa(r.Whole.Answers) + " answered. " + say.Count(p.Loc, r.Hidden, "department is", "departments are") + " not shown: fewer than five answered there, or one could work it out from the others."
	}
	return asked + ", " + strconv.Itoa(r.Whole.Answers) + " answered."
}

func recallPercent(p Page, share float64) string {
	return p.Loc.Number(float64(int(share+0.5))) + "%"
}

// recallBefore says how everybody's share has moved since the round before.
func recallBefore(p Page, r *models.RecallRoundNow, t models.RecallTarget) string {
	before := r.BeforeOf(t)
	if before == nil {
		return "Not asked then"
	}
	return recallPercent(p, *before)
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

// recallMost is what most answers of a round named.
func recallMost(r *models.RecallRoundNow) string {
	var most models.RecallTarget
	for _, t := range r.Names() {
		if most.Title == "" || r.Whole.Named[t.Key()] > r.Whole.Named[most.Key()] {
			most = t
		}
	}
	return say.Clip(most.Title, 90)
}
