package models

import (
	"slices"
	"strings"
	"time"

	"throughline/models/day"
)

// What receiver and giver say to each other about a handoff (R27).
const (
	SayAcknowledge = "acknowledge" // the receiver's, as the next three
	SayAsk         = "ask"
	SayDate        = "date" // proposes another day
	SayDecline     = "decline"
	SayTakeBack    = "take back" // the receiver's, of the last acknowledgement while it is fresh
	SayAnswer      = "answer"    // the giver's, as the next four
	SayAgree       = "agree"     // to the day proposed
	SayKeep        = "keep"      // the day as it was
	SayAgain       = "again"     // asks again after a refusal
	SayCancel      = "cancel"
	SayNote        = "note" // either side's; it changes nothing
)

// freshAnswer is how long an acknowledgement can be taken back. After it somebody may count on it.
const freshAnswer = 15 * time.Minute

// HandoffReply is one answer as somebody gives it.
type HandoffReply struct {
	Do    string
	Words string
	Day   day.Day // of another date
}

// handoffAct is what one kind of answer takes, and where it leads.
type handoffAct struct {
	giver bool     // it is the giver's
	from  []string // states in which it can be said
	to    string   // the state it leads to
	ask   string   // the sentence when its words are missing; empty where it needs none
}

var (
	unanswered  = append(slices.Clone(waitsOnReceiver), waitsOnGiver...)
	handoffActs = map[string]handoffAct{
		SayAcknowledge: {false, unanswered, HandoffAcknowledged, ""},
		SayAsk:         {false, waitsOnReceiver, HandoffQuestioned, "Write your question."},
		SayDate:        {false, append(slices.Clone(waitsOnReceiver), HandoffQuestioned), HandoffDateProposed, ""},
		SayDecline:     {false, append(slices.Clone(waitsOnReceiver), HandoffQuestioned, HandoffDateProposed), HandoffDeclined, "Say in a sentence why you decline."},
		SayTakeBack:    {false, []string{HandoffAcknowledged}, HandoffShown, ""},
		SayAnswer:      {true, []string{HandoffQuestioned}, HandoffShown, "Write the answer."},
		SayAgree:       {true, []string{HandoffDateProposed}, HandoffAcknowledged, ""},
		SayKeep:        {true, []string{HandoffDateProposed}, HandoffShown, "Say in a sentence why the day stays."},
		SayAgain:       {true, []string{HandoffDeclined}, HandoffShown, "Say what changed, or why you ask again."},
		SayCancel:      {true, append(slices.Clone(unanswered), inWork...), HandoffStopped, "Say in a sentence why it is cancelled."},
	}
)

// Offers tells whether an answer can be given in the handoff's state, by whoever it belongs to.
func (h *Handoff) Offers(do string) bool {
	if do == SayNote {
		return !h.Over()
	}
	return slices.Contains(handoffActs[do].from, h.State)
}

// Receives tells whether this person is the receiver; nobody else answers.
func (w Who) Receives(h *Handoff) bool { return w.PersonID != "" && w.PersonID == h.ReceiverPersonID }

// Gives tells whether this person answers back for the giver: the giver, or whoever may hand the decision over; never the receiver.
func (w Who) Gives(h *Handoff, d *Decision) bool {
	if w.PersonID == "" || w.Receives(h) {
		return false
	}
	return h.GiverPersonID != nil && *h.GiverPersonID == w.PersonID || w.MayHandOver(d)
}

// AnswerHandoff gives one answer, keeps it in the thread and moves the handoff on.
func (tx *Tx) AnswerHandoff(h *Handoff, d *Decision, say HandoffReply) error {
	say.Words = strings.TrimSpace(say.Words)
	act, known := handoffActs[say.Do]
	sides, err := tx.mayAnswer(h, d, say.Do, act)
	if err != nil {
		return err
	}
	switch {
	case say.Do == SayNote && say.Words == "":
		return AgainstRuleAt("words", "Write something first.")
	case say.Do != SayNote && !known:
		return AgainstRule("Use one of the buttons on the page of the handoff.")
	case !h.Offers(say.Do):
		return AgainstRule("It is " + h.State + " now, so this cannot be said any more. Open the page again to see what was said meanwhile.")
	case act.ask != "" && say.Words == "":
		return AgainstRuleAt("words", act.ask)
	case say.Do == SayTakeBack && (h.AcknowledgedAt == nil || tx.Now.Sub(*h.AcknowledgedAt) > freshAnswer):
		return AgainstRule("It was acknowledged more than a quarter of an hour ago. Write to whoever handed it over.")
	}
	if say.Do == SayDate {
		if err := tx.judgeDate(h, say.Day); err != nil {
			return err
		}
	}
	before := *h
	if say.Do == SayAgree {
		say.Day = h.ProposedDay
	}
	line := &HandoffAnswer{HandoffID: h.ID, PersonID: tx.actor(), ByName: tx.Who.Name, ForName: sides.forName(), Kind: say.Do, Words: say.Words, Day: say.Day}
	if err := tx.Insert(line); err != nil || say.Do == SayNote {
		return err
	}
	if err := tx.moveHandoff(h, act, say); err != nil {
		return err
	}
	kind := HandoffAnswered
	if say.Do == SayCancel {
		kind = HandoffCancelled
	}
	if say.Words == "" && say.Do == SayAgree {
		if err := tx.DB().Model(&HandoffAnswer{}).Where("handoff_id = ? AND kind = ?", h.ID, SayDate).Order("created_at DESC, id DESC").Limit(1).Pluck("words", &say.Words).Error; err != nil {
			return err
		}
	}
	defer tx.For(say.Words)()
	return tx.Emit(kind, h, &before, h)
}

// mayAnswer refuses who speaks for the other side, and says in whose name the others speak.
func (tx *Tx) mayAnswer(h *Handoff, d *Decision, do string, act handoffAct) (Sides, error) {
	sides, err := tx.SidesOf(h, d)
	if err != nil {
		return sides, err
	}
	receiver, err := tx.PersonName(&h.ReceiverPersonID)
	if err != nil {
		return sides, err
	}
	own := h.GiverPersonID != nil && *h.GiverPersonID == tx.Who.PersonID
	switch {
	case do == SayNote && (sides.Receives || sides.Gives):
	case act.giver && !sides.Gives:
		return sides, NotAllowed("Who handed it over answers back, their deputy while they are away, or who may hand over " + d.Ref + ".")
	case !act.giver && own:
		return sides, NotAllowed("You handed this over yourself. Nobody acknowledges their own work, not even as a deputy.")
	case !act.giver && !sides.Receives:
		return sides, NotAllowed("This was handed to " + receiver + ". Nobody answers for somebody else, but a deputy while they are away.")
	}
	return sides, nil
}

// judgeDate says why another day cannot be proposed.
func (tx *Tx) judgeDate(h *Handoff, d day.Day) error {
	c, err := tx.Company()
	if err != nil {
		return err
	}
	switch off := c.Calendar().WhyOff(d); {
	case !d.Valid() || d.Before(tx.Today()):
		return AgainstRuleAt("day", "Give a day from "+tx.Today().Long()+" on.")
	case d == h.DueDay:
		return AgainstRuleAt("day", "It is due on "+d.Long()+" already. Give another day, or acknowledge it.")
	case d.After(tx.Today().AddMonths(24)):
		return AgainstRuleAt("day", "Give a day within two years.")
	case off != "":
		return AgainstRuleAt("day", d.Long()+" is no working day: "+off+". Give another day.")
	}
	return nil
}

// moveHandoff takes a handoff to where an answer leads, and its task with it.
func (tx *Tx) moveHandoff(h *Handoff, act handoffAct, say HandoffReply) error {
	before := *h
	h.State = act.to
	switch say.Do {
	case SayAcknowledge:
		h.AcknowledgedAt, h.ProposedDay = &tx.Now, ""
	case SayTakeBack:
		h.AcknowledgedAt = nil
	case SayDate:
		h.ProposedDay = say.Day
	case SayAgree:
		h.AcknowledgedAt, h.DueDay, h.ProposedDay = &tx.Now, say.Day, "" // the receiver named this day, so it counts as acknowledged
	case SayAnswer, SayKeep, SayAgain, SayDecline:
		h.ProposedDay = ""
	case SayCancel:
		h.CancelledAt = &tx.Now
	}
	if h.Unanswered() { // whoever has to answer now has the company's days for it
		by, err := tx.answerBy()
		if err != nil {
			return err
		}
		h.AnswerDay = by
	}
	if err := tx.keepHandoff(&before, h); err != nil || say.Do != SayAgree && say.Do != SayCancel {
		return err
	}
	return tx.taskFollows(h)
}

// taskFollows takes the task of a handoff to the day agreed on, or cancels it with the handoff.
func (tx *Tx) taskFollows(h *Handoff) error {
	list, err := found[*Task](tx.DB().Where("id = ?", h.TaskID))
	if err != nil || len(list) == 0 {
		return err
	}
	t := list[0]
	if err := tx.fillTaskLinks([]*Task{t}); err != nil {
		return err
	}
	before := *t
	t.DueDay = h.DueDay
	if h.State == HandoffStopped && t.State != TaskFinished {
		t.State = TaskCancelled
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	tx.follows = true
	defer func() { tx.follows = false }()
	return tx.Emit(TaskChanged, t, &before, t)
}

// cancelOpen cancels the handoffs of a decision that are not done, with their tasks.
func (tx *Tx) cancelOpen(d *Decision, words string) error {
	list, err := found[*Handoff](tx.DB().Where("decision_id = ? AND state NOT IN ?", d.ID, handoffOver).Order("id"))
	if err != nil {
		return err
	}
	for _, h := range list {
		before := *h
		if err := tx.Insert(&HandoffAnswer{HandoffID: h.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: SayCancel, Words: words}); err != nil {
			return err
		}
		if err := tx.moveHandoff(h, handoffActs[SayCancel], HandoffReply{Do: SayCancel}); err != nil {
			return err
		}
		if err := tx.Emit(HandoffCancelled, h, &before, h); err != nil {
			return err
		}
	}
	return nil
}
