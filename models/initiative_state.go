package models

import (
	"slices"
	"strings"
)

// nextStates are the states that an initiative may come into from each.
var nextStates = map[string][]string{
	Candidate: {Committed, Dropped},
	Committed: {Active, Dropped, Candidate},
	Active:    {Paused, Done, Dropped},
	Paused:    {Active, Done, Dropped},
	Done:      {Active},
	Dropped:   {Candidate},
}

// MayBecome tells whether an initiative can come into a state from where it stands.
func (i *Initiative) MayBecome(state string) bool { return slices.Contains(nextStates[i.State], state) }

// AskInitiativeReason is what is asked when an initiative comes into a state; empty when nothing is.
func AskInitiativeReason(state string) string {
	return map[string]string{Paused: "What it waits for", Done: "What came of it", Dropped: "Why it is dropped"}[state]
}

// movedTo names the event of each new state.
var movedTo = map[string]EventType{Candidate: InitiativeReopened, Committed: InitiativeCommitted, Active: InitiativeStarted, Paused: InitiativePaused,
	Done: InitiativeDone, Dropped: InitiativeDropped}

// MoveInitiative brings an initiative into another state. Committing needs the three of R21; pausing and ending need a reason. The state
// that it stood in just before can always be taken again.
func (tx *Tx) MoveInitiative(i *Initiative, state, reason string) error {
	if i.State == state {
		return nil
	}
	decides := state == Committed || state == Dropped || i.State == Dropped || state == Candidate
	switch {
	case decides && !tx.Who.MayCommit(i):
		return NotAllowed("Committing to an initiative and dropping it are decisions. The leads of its team and above may, and executives.")
	case !decides:
		if err := tx.Who.Must(RunInitiative, i.scope()); err != nil {
			return err
		}
	}
	back, err := tx.stoodIn(i, state)
	if err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case !slices.Contains(InitiativeStates, state):
		return NotFound("This state")
	case !i.MayBecome(state) && !back:
		return AgainstRule("An initiative that is " + i.State + " cannot become " + state + ".")
	case AskInitiativeReason(state) != "" && reason == "":
		return AgainstRuleAt("reason", askInitiative[state])
	}
	before := *i
	i.State, i.StateReason = state, reason
	if AskInitiativeReason(state) == "" {
		i.StateReason = ""
	}
	if i.Bound() {
		for _, l := range i.Lacks() {
			i.State, i.StateReason = before.State, before.StateReason
			return AgainstRuleAt(l.Field, l.Say)
		}
	}
	if err := tx.Save(i); err != nil {
		return err
	}
	return tx.Emit(movedTo[state], i, &before, i)
}

var askInitiative = map[string]string{
	Paused:  "Say in a sentence what it waits for.",
	Done:    "Say in a sentence what came of it.",
	Dropped: "Say in a sentence why it is dropped.",
}

// stoodIn tells whether an initiative stood in a state just before its last change.
func (r *Read) stoodIn(i *Initiative, state string) (bool, error) {
	was := &Initiative{}
	found, err := r.AsOf("initiative", i.ID, i.Version-1, was)
	return found && was.State == state, err
}
