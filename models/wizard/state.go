package wizard

import (
	"fmt"
	"strings"

	"throughline/models"
)

// State is where a step stands on the task list.
type State string

// The states of a step. Done is a decision by a person, never a guess from filled fields.
const (
	NotStarted State = "not started"
	InProgress State = "in progress"
	Problem    State = "problem"
	Done       State = "done"
	LookAgain  State = "look again"
)

// State tells where a step stands, and with how many problems.
func (w *World) State(s *Step) (State, int) {
	st := w.Steps[s.Key]
	if st == nil || st.SavedAt == nil && st.DoneAt == nil && st.LookAgain == "" {
		return NotStarted, 0
	}
	wrong, gaps := 0, s.gaps(w)
	for _, g := range gaps {
		if g.Wrong {
			wrong++
		}
	}
	switch {
	case st.LookAgain != "" && st.DoneAt != nil:
		return LookAgain, wrong
	case wrong > 0:
		return Problem, wrong
	case st.DoneAt != nil && len(gaps) == 0:
		return Done, 0
	}
	return InProgress, 0
}

// DoneCount is how many of the steps are done and need no other look.
func (w *World) DoneCount() int {
	n := 0
	for _, s := range Steps {
		if state, _ := w.State(s); state == Done {
			n++
		}
	}
	return n
}

// Resume is the step to go on with: the first that is not done; nil when all are.
func (w *World) Resume() *Step {
	for _, s := range Steps {
		if state, _ := w.State(s); state != Done {
			return s
		}
	}
	return nil
}

// settleStep records that a step was saved, done, or is no longer done, and marks the later steps that rest on it (R18).
// w is the world as it stands after the save.
func (s *Sheet) settleStep(tx *models.Tx, w *World, changed, mark bool) error {
	st, err := stepRow(tx, w, s.Step.Key)
	if err != nil {
		return err
	}
	before, was := *st, *st
	gaps := s.Step.gaps(w)
	if changed {
		st.SavedAt = &tx.Now
	}
	if mark && len(gaps) == 0 {
		st.SavedAt, st.DoneAt, st.LookAgain = &tx.Now, &tx.Now, ""
		st.DonePersonID = pointer(tx.Who.PersonID)
	}
	if !mark && st.DoneAt != nil && len(gaps) > 0 && (!w.Live() || s.Step.running) {
		st.DoneAt, st.DonePersonID = nil, nil
	}
	if *st != was {
		kind := models.StepReopened
		if st.DoneAt != nil && (before.DoneAt == nil || before.LookAgain != "") {
			kind = models.StepDone
		}
		if err := tx.Save(st); err != nil {
			return err
		}
		if (before.DoneAt == nil) != (st.DoneAt == nil) || before.LookAgain != st.LookAgain {
			if err := tx.Emit(kind, st, &before, st); err != nil {
				return err
			}
		}
	}
	w.Steps[s.Step.Key] = st
	if changed {
		if err := markLater(tx, w, s.Step, "Step "+fmt.Sprint(s.Step.Number())+", "+s.Step.Title+", changed after this step was done."); err != nil {
			return err
		}
	}
	fresh := Show(w, s.Step, s.Query)
	s.World, s.advised = w, false
	if mark && len(gaps) > 0 {
		fresh.blame(gaps)
	}
	s.Form = fresh.Form
	return nil
}

// stepRow finds a step's row, or makes it.
func stepRow(tx *models.Tx, w *World, key string) (*models.AlignmentStep, error) {
	if st := w.Steps[key]; st != nil {
		return st, nil
	}
	st := &models.AlignmentStep{StrategyID: w.Strategy.ID, Step: key, OpenedAt: &tx.Now}
	w.Steps[key] = st
	return st, tx.Insert(st)
}

// markLater asks for another look at the done steps that rest on a changed one (R18).
func markLater(tx *models.Tx, w *World, changed *Step, why string) error {
	for _, s := range Steps {
		if !strings.Contains(" "+strings.Join(s.Needs, " ")+" ", " "+changed.Key+" ") {
			continue
		}
		if err := askAgain(tx, w, s, why); err != nil {
			return err
		}
	}
	return nil
}

// askAgain marks one done step as needing another look.
func askAgain(tx *models.Tx, w *World, s *Step, why string) error {
	st := w.Steps[s.Key]
	if st == nil || st.DoneAt == nil || st.LookAgain == why {
		return nil
	}
	before := *st
	st.LookAgain = why
	if err := tx.Save(st); err != nil {
		return err
	}
	return tx.Emit(models.StepLookAgain, st, &before, st)
}
