package automation

import (
	"encoding/json"
	"slices"
	"strings"

	"throughline/models"
)

// Undo takes back what a run has made and changed, as far as nobody has touched it since: tasks and handoffs are cancelled, tasks go back to
// whom they had, fields and processes to what they were. What somebody has touched is left alone, and named. It is done with the rights of
// whoever asks for it.
func (e *Engine) Undo(tx *models.Tx, run *models.Run) (undone int, alone []string, err error) {
	if _, err := mustTend(tx, run); err != nil {
		return 0, nil, err
	}
	if run.Live() {
		return 0, nil, models.AgainstRule("This run is not over. Cancel it first.")
	}
	if run.UndoneAt != nil {
		return 0, nil, models.AgainstRule("What this run did was taken back already.")
	}
	effects, err := tx.EffectsOfRun(run.ID)
	if err != nil {
		return 0, nil, err
	}
	for _, f := range slices.Backward(effects) {
		undo := map[string]func(*models.Tx, *models.Run, *models.RunEffect) (bool, error){
			"created task": dropTask, "created handoff": dropHandoff, "rerouted task": routeBack, "changed task": setBack, "changed objective": setBackObjective, "changed process": adjustBack,
			"changed approval_chain": chainBack,
		}[f.Did+" "+f.EntityType]
		if undo == nil || f.UndoneAt != nil {
			continue
		}
		done, err := undo(tx, run, f)
		if r, refused := models.AsRefusal(err); refused && r.Kind != models.KindStale {
			done, err = false, nil
		}
		if err != nil {
			return 0, nil, err
		}
		if !done {
			alone = append(alone, strings.TrimSpace(f.EntityRef+" "+f.EntityTitle))
			continue
		}
		if err := tx.EffectUndone(f); err != nil {
			return 0, nil, err
		}
		undone++
	}
	return undone, alone, tx.RunUndone(run)
}

// untouched finds the task of an effect as the run left it; nil when somebody has changed it since.
func untouched(tx *models.Tx, f *models.RunEffect) (*models.Task, error) {
	t, err := tx.TaskByRef(f.EntityRef)
	if err != nil || t.Version != f.EntityVersion {
		return nil, err
	}
	return t, nil
}

func dropTask(tx *models.Tx, run *models.Run, f *models.RunEffect) (bool, error) {
	t, err := untouched(tx, f)
	if err != nil || t == nil {
		return false, err
	}
	return true, tx.MoveTask(t, models.TaskCancelled, "What run "+run.Ref+" did was taken back.")
}

func dropHandoff(tx *models.Tx, run *models.Run, f *models.RunEffect) (bool, error) {
	h, err := tx.HandoffByRef(f.EntityRef)
	if err != nil || h.State != models.HandoffNew && h.State != models.HandoffShown {
		return false, err
	}
	d, err := tx.DecisionByID(h.DecisionID)
	if err != nil {
		return false, err
	}
	return true, tx.AnswerHandoff(h, d, models.HandoffReply{Do: models.SayCancel, Words: "What run " + run.Ref + " did was taken back."})
}

func routeBack(tx *models.Tx, _ *models.Run, f *models.RunEffect) (bool, error) {
	t, err := untouched(tx, f)
	if err != nil || t == nil {
		return false, err
	}
	var was routed
	if err := json.Unmarshal([]byte(f.Prior), &was); err != nil {
		return false, err
	}
	before := *t
	t.OwnerPersonID, t.TeamID = was.OwnerPersonID, was.TeamID
	return true, tx.ChangeTask(&before, t)
}

func setBack(tx *models.Tx, run *models.Run, f *models.RunEffect) (bool, error) {
	t, err := untouched(tx, f)
	if err != nil || t == nil {
		return false, err
	}
	var was models.Task
	if err := json.Unmarshal([]byte(f.Prior), &was); err != nil {
		return false, err
	}
	if t.State != was.State {
		if t.State == models.TaskFinished || t.State == models.TaskCancelled {
			if err := tx.ReopenTask(t); err != nil {
				return false, err
			}
		}
		if err := tx.MoveTask(t, was.State, was.StateReason); err != nil {
			return false, err
		}
	}
	if t.DueDay == was.DueDay {
		return true, nil
	}
	before := *t
	t.DueDay = was.DueDay
	return true, tx.TakeRunBack(run, t, func() error { return tx.ChangeTask(&before, t) })
}

func setBackObjective(tx *models.Tx, _ *models.Run, f *models.RunEffect) (bool, error) {
	o, err := tx.ObjectiveByID(f.EntityID)
	if err != nil || o.Version != f.EntityVersion {
		return false, err
	}
	if err := tx.Who.Must(models.Align); err != nil {
		return false, err
	}
	var was models.Objective
	if err := json.Unmarshal([]byte(f.Prior), &was); err != nil {
		return false, err
	}
	before := *o
	o.State = was.State
	return true, tx.SaveObjective(models.ObjectiveChanged, &before, o)
}

// adjustBack undoes the one change of a process in the version that the run made, as long as that is not in use and reads as the run left it.
func adjustBack(tx *models.Tx, _ *models.Run, f *models.RunEffect) (bool, error) {
	p, err := tx.ProcessByID(f.EntityID)
	if err != nil {
		return false, err
	}
	var was adjusted
	if err := json.Unmarshal([]byte(f.Prior), &was); err != nil {
		return false, err
	}
	if p.Version != f.EntityVersion || p.Current.N != was.Version || p.Current.State == models.ProcessInUse || !slices.Equal(stepKeys(p), was.After) {
		return false, nil
	}
	if !tx.Who.Aligns() && !tx.Who.May(models.ApproveProcess, models.OfTeam(p.TeamID)) {
		return false, nil
	}
	if err := tx.TakeBackProcess(p); err != nil {
		return false, err
	}
	at := slices.IndexFunc(p.Current.Steps, func(s *models.ProcessStep) bool { return s.StepKey == was.Step })
	switch {
	case was.Change == "insert" && at >= 0:
		return true, tx.RemoveStep(p, p.Current.Steps[at])
	case was.Change == "assign" && at >= 0:
		s := p.Current.Steps[at]
		before := *s
		s.Who, s.WhoPersonID, s.WhoTeamID = was.Words, was.Person, was.Team
		return true, tx.SaveStep(p, &before, s)
	case was.Change == "skip":
		id, err := tx.SkippedStep(p.Current.ID, was.Step)
		if err != nil || id == "" {
			return false, err
		}
		return true, tx.PutBackStep(id)
	case was.Change == "move":
		order := make([]*models.ProcessStep, 0, len(was.Before))
		for _, key := range was.Before {
			i := slices.IndexFunc(p.Current.Steps, func(s *models.ProcessStep) bool { return s.StepKey == key })
			if i < 0 {
				return false, nil
			}
			order = append(order, p.Current.Steps[i])
		}
		return true, tx.OrderSteps(p, order)
	}
	return false, nil
}
