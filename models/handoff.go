package models

import (
	"slices"
	"time"

	"throughline/models/day"
)

// States of a handoff, as they are stored. Overdue is computed, see HandoffNow.
const (
	HandoffNew          = "created"
	HandoffShown        = "delivered" // the receiver was shown it
	HandoffAcknowledged = "acknowledged"
	HandoffQuestioned   = "questioned"
	HandoffDateProposed = "date proposed"
	HandoffDeclined     = "declined"
	HandoffInWork       = "started"
	HandoffFinished     = "done"
	HandoffStopped      = "cancelled"
)

// HandoffStates are all states, in the order in which a handoff goes through them.
var HandoffStates = []string{HandoffNew, HandoffShown, HandoffQuestioned, HandoffDateProposed, HandoffDeclined, HandoffAcknowledged, HandoffInWork, HandoffFinished, HandoffStopped}

// Who has to act next in a state: the receiver answers, the giver answers back, or the work goes on.
var (
	waitsOnReceiver = []string{HandoffNew, HandoffShown}
	waitsOnGiver    = []string{HandoffQuestioned, HandoffDateProposed, HandoffDeclined}
	inWork          = []string{HandoffAcknowledged, HandoffInWork}
	handoffOver     = []string{HandoffFinished, HandoffStopped}
	uncommitted     = append(slices.Clone(waitsOnReceiver), append(slices.Clone(waitsOnGiver), HandoffStopped)...)
)

// Handoff is one passage from a decision to work. Its receiver is the person who held the role at that moment, and stays so (R27).
type Handoff struct {
	Row
	Ref              string
	DecisionID       string
	TaskID           string // its one task, made in the same transaction
	GiverPersonID    *string
	ReceiverPersonID string
	LeadOfTeamID     *string // the team whose lead the receiver was; nil: handed to the person
	Work             string
	Measure          string // how one sees that it succeeded
	State            string
	Turn             int     // how often it was somebody's turn to answer
	TeamID           *string // the team that the work came to
	RoleType         string  // what the receiver was given it as the owner of, such as "outcome"; empty: as a person or lead
	RoleEntity       string  // its id
	AnswerDay        day.Day // the last day to answer, for whoever has to
	DueDay           day.Day
	ProposedDay      day.Day // another day the receiver proposes, while that is open
	DeliveredAt      *time.Time
	AcknowledgedAt   *time.Time
	StartedAt        *time.Time
	DoneAt           *time.Time
	CancelledAt      *time.Time
}

func (h *Handoff) reference() (string, *string) { return "H", &h.Ref }

// HandoffAnswer is one line of what receiver and giver said about a handoff. It is never changed.
type HandoffAnswer struct {
	Row
	HandoffID string
	PersonID  *string
	ByName    string
	ForName   string  // in whose name a deputy said it; empty when somebody spoke for themselves
	Kind      string  // what it did: one of the Say constants
	Words     string  // may be empty where the act says it all
	Day       day.Day // the day proposed or agreed on
}

// WaitsForReceiver tells whether the receiver has to answer.
func (h *Handoff) WaitsForReceiver() bool { return slices.Contains(waitsOnReceiver, h.State) }

// WaitsForGiver tells whether the giver has to answer back.
func (h *Handoff) WaitsForGiver() bool { return slices.Contains(waitsOnGiver, h.State) }

// Over tells whether nothing more is to happen with it.
func (h *Handoff) Over() bool { return slices.Contains(handoffOver, h.State) }

// Overdue tells whether a day has passed: that to answer while an answer is open, or that of the work while it is not done.
func (h *Handoff) Overdue(today day.Day) bool {
	return h.Unanswered() && h.AnswerDay.Before(today) || !h.Over() && h.DueDay.Before(today)
}
