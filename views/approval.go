package views

import (
	"slices"
	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// QuestionPage is one approval with the form of those who are asked.
type QuestionPage struct {
	*models.ApprovalDetail
	Form     *form.Form // nil for those who are not asked
	Problems []form.Problem
}

// QuestionsPage are the approvals that wait for whoever asks, and those they answered last.
type QuestionsPage struct {
	Waiting []*models.Duty
}

// questionPeople names who is asked.
func questionPeople(q *models.ApprovalNow) string {
	names := make([]string, len(q.Votes))
	for i, v := range q.Votes {
		names[i] = nobody(v.Person)
	}
	return models.AndMore(names[:min(len(names), 3)], len(names))
}

// questionUntil says who is asked, and until when.
func questionUntil(p Page, q *models.ApprovalNow) string {
	words := questionPeople(q)
	if q.DueAt != nil {
		words += ", until " + say.Instant(*q.DueAt, p.Zone)
	}
	return words + "."
}

// needWords say how many have to say yes.
func needWords(q *models.ApprovalNow) string {
	switch {
	case q.Asked == 1:
		return "One person is asked."
	case q.Need >= q.Asked:
		return "All " + itoa(q.Asked) + " have to say yes."
	case q.Need <= 1:
		return "One yes of " + itoa(q.Asked) + " is enough."
	}
	return itoa(q.Need) + " of " + itoa(q.Asked) + " have to say yes."
}

// questionWords say how an approval stands.
func questionWords(q *models.ApprovalNow) string {
	words := map[string]string{models.ApprovalPending: "waits", models.ApprovalApproved: "approved", models.ApprovalRefused: "refused", models.ApprovalLate: "nobody decided in time", models.ApprovalOver: "no longer asked, because the run is over"}[q.State]
	if at := stageAt(q); at != "" {
		words += " at " + at
	}
	return words + ", " + itoa(q.Yes) + " yes and " + itoa(q.No) + " no of " + itoa(q.Asked)
}

// questionTone is the mark, the sign and the word of an approval.
func questionTone(state string) (mark, icon, word string) {
	switch state {
	case models.ApprovalApproved:
		return "ok", "ok", "Approved"
	case models.ApprovalRefused:
		return "off", "off", "Refused"
	case models.ApprovalLate:
		return "risk", "clock", "Not decided in time"
	case models.ApprovalOver:
		return "none", "close", "No longer asked"
	}
	return "none", "clock", "Waits for an answer"
}

func voteTone(said string) (mark, icon, word string) {
	switch said {
	case models.VoteYes:
		return "ok", "ok", "Yes"
	case models.VoteNo:
		return "off", "off", "No"
	}
	return "none", "none", "No answer yet"
}

// forWhom names in whose place this person answers; empty when they answer for themselves.
func (v QuestionPage) forWhom(p Page) string {
	if v.Mine == nil || v.Mine.PersonID == p.Who.PersonID {
		return ""
	}
	return v.Mine.Person
}

// canAnswer tells whether anybody is left who can.
func (v QuestionPage) canAnswer() bool {
	return slices.ContainsFunc(v.Votes, func(one *models.VoteNow) bool { return one.Said == "" && !one.Gone })
}

func (v QuestionPage) facts(p Page) []Fact {
	var list []Fact
	if v.Process != nil {
		list = append(list, Fact{Label: "Process", Text: processName(v.Process), Href: link.Process(v.Process.Ref)})
		if n := v.Process.Current.N; n > 1 {
			list = append(list, Fact{Label: "What changed", Text: "Since version " + itoa(n-1), Href: link.Comparison(v.Process.Ref, itoa(n-1), itoa(n))})
		}
	} else {
		list = append(list, Fact{Label: "Rule", Text: v.Rule.Name, Href: link.Thing("rule", v.Rule.Ref)}, Fact{Label: "Run", Text: v.Run.Ref, Href: link.Run(v.Run.Ref)})
		if about := runAbout(v.Run); about != "" {
			f := Fact{Label: "About", Text: about}
			if v.Run.EntityRef != "" {
				f.Href = link.Thing(v.Run.EntityType, v.Run.EntityRef)
			}
			list = append(list, f)
		}
	}
	if v.Decision != nil {
		list = append(list, Fact{Label: "Carries out", Text: v.Decision.Ref + " " + v.Decision.Title, Href: link.Decision(v.Decision.Ref)})
	}
	list = append(list, Fact{Label: "Asked", Text: say.Instant(v.CreatedAt, p.Zone)})
	if v.DueAt != nil {
		list = append(list, Fact{Label: "Answer by", Text: say.Instant(*v.DueAt, p.Zone)})
	}
	if v.DecidedAt != nil {
		list = append(list, Fact{Label: "Decided", Text: say.Instant(*v.DecidedAt, p.Zone)})
	}
	return list
}
