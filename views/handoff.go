package views

import (
	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// HandoffPage is one handoff.
type HandoffPage struct {
	*models.HandoffDetail
	Reply *form.Form
}

// Answered says what an answer did.
func Answered(do string, h *models.Handoff) string {
	switch do {
	case models.SayAcknowledge:
		return "Acknowledged. It is due on " + h.DueDay.Long() + " and stands among your tasks."
	case models.SayTakeBack:
		return "Taken back. It waits for your answer again."
	case models.SayAgree:
		return "Agreed. It is due on " + h.DueDay.Long() + " now."
	case models.SayCancel:
		return "Cancelled, and its task with it."
	case models.SayNote:
		return "Kept with the handoff."
	case models.SayAnswer, models.SayKeep, models.SayAgain:
		return "Sent. It is to be answered by " + h.AnswerDay.Long() + "."
	}
	return "Sent to whoever handed it over."
}

// saidWords tell what a line of the thread did.
var saidWords = map[string]string{
	models.SayAcknowledge: "acknowledged it", models.SayAsk: "asked", models.SayDate: "proposed another day", models.SayDecline: "declined", models.SayTakeBack: "took the acknowledgement back",
	models.SayAnswer: "answered", models.SayAgree: "agreed to the day", models.SayKeep: "kept the day", models.SayAgain: "asked again",
	models.SayHandOn: "handed it on", models.SayCancel: "cancelled it", models.SayNote: "wrote",
}

// saidInWords tells what a line of the thread did, with the day it was about.
func saidInWords(s *models.HandoffAnswer) string {
	if s.Day.Valid() {
		return saidWords[s.Kind] + ": " + s.Day.Long()
	}
	return saidWords[s.Kind]
}

// replies are the buttons under the words that this person can send now.
func (v HandoffPage) replies() (list []parts.Btn) {
	all := []parts.Btn{
		{Label: "Ask", Value: models.SayAsk}, {Label: "Propose this day", Value: models.SayDate}, {Label: "Decline", Value: models.SayDecline},
	}
	if !v.Sides.Receives {
		all = []parts.Btn{
			{Label: "Answer", Value: models.SayAnswer, Kind: "main"}, {Label: "Keep the day", Value: models.SayKeep}, {Label: "Ask again", Value: models.SayAgain, Kind: "main"},
			{Label: "Cancel the handoff", Value: models.SayCancel},
		}
	}
	if !v.WaitsForReceiver() || !v.Sides.Receives {
		all = append(all, parts.Btn{Label: "Only write this down", Value: models.SayNote})
	}
	for _, b := range all {
		if b.Name = "do"; v.Offers(b.Value) {
			list = append(list, b)
		}
	}
	return list
}

// speaks tells whether this person has a part in the handoff.
func (v HandoffPage) speaks() bool {
	return !v.Over() && (v.Sides.Receives || v.Sides.Gives)
}

// replyTitle heads the form of words.
func (v HandoffPage) replyTitle() string {
	switch {
	case v.Sides.Receives && v.WaitsForReceiver():
		return "Or ask, propose another day, or decline"
	case v.WaitsForGiver() && !v.Sides.Receives:
		return "Your answer back"
	}
	return "Say something about it"
}

// handoffTone is the sign and colour of a state.
func handoffTone(state string) (mark, icon string) {
	switch state {
	case models.HandoffAcknowledged, models.HandoffFinished:
		return "ok", "ok"
	case models.HandoffInWork:
		return "redesign", "progress"
	case models.HandoffQuestioned, models.HandoffDateProposed:
		return "risk", "risk"
	case models.HandoffDeclined:
		return "off", "off"
	case models.HandoffStopped:
		return "none", "stop"
	}
	return "none", "none"
}

// receiverWords name who got a handoff, and as what.
func receiverWords(h *models.HandoffNow) string {
	if h.Team != nil {
		return h.Receiver + ", lead of " + h.Team.Name
	}
	if h.Role != "" {
		return h.Receiver + ", " + h.Role
	}
	return h.Receiver
}

func (v HandoffPage) facts(p Page) []Fact {
	list := []Fact{
		{Label: "To", Text: receiverWords(v.HandoffNow) + awayBehind(v.Away)},
		{Label: "From", Text: v.Giver + awayBehind(v.GiverAway), Missing: "The program"},
		{Label: "Answer by", Text: v.AnswerDay.Short()},
		{Label: "Due", Text: v.DueDay.Short()},
		{Label: "It worked when", Text: v.Measure},
		{Label: "Its task", Text: v.Task.Ref + ", " + v.Task.State, Href: link.Task(v.Task.Ref)},
		{Label: "Created", Text: say.Instant(v.CreatedAt, p.Zone)},
	}
	if v.WaitsForGiver() {
		list[2].Label = "Answer back by"
	}
	if v.AcknowledgedAt != nil {
		list[2] = Fact{Label: "Acknowledged", Text: say.Instant(*v.AcknowledgedAt, p.Zone)}
	}
	if v.DeliveredAt != nil {
		list = append(list, Fact{Label: "First seen", Text: say.Instant(*v.DeliveredAt, p.Zone)})
	}
	if v.StartedAt != nil {
		list = append(list, Fact{Label: "Started", Text: say.Instant(*v.StartedAt, p.Zone)})
	}
	if v.DoneAt != nil {
		list = append(list, Fact{Label: "Done", Text: say.Instant(*v.DoneAt, p.Zone)})
	}
	return list
}
