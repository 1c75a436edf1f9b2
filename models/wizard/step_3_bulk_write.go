package wizard

import (
	"encoding/json"

	"throughline/models"
	"throughline/models/form"
)

// stood is how one workflow stood before a bulk verdict, kept for the way back.
type stood struct {
	ID       string           `json:"id"`
	Workflow *models.Workflow `json:"workflow"`
}

// left is the version in which a bulk verdict left one workflow.
type left struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// Give writes a bulk verdict in the one transaction it is called in, with an event for each workflow, and one that names them all:
// its id leads back. A row whose fate is not to change is left alone, and one that others rest on waits in what the world holds.
func (b *Bulk) Give(tx *models.Tx, w *World, fates []Fate) (undo string, n int, err error) {
	if !w.Open(&auditStep) {
		return "", 0, models.AgainstRule("Finish step 1 first: the other steps open once the intent holds.")
	}
	var ids []string
	for _, f := range fates {
		if f.Changes {
			ids = append(ids, f.ID)
		}
	}
	if len(ids) == 0 {
		return "", 0, nil
	}
	batch, err := saveAudit(tx, w, ids, b.onto, true)
	if err != nil || len(batch.before) == 0 {
		return "", 0, err
	}
	undo, err = batch.record(tx, w, models.VerdictsGiven)
	return undo, len(batch.before), err
}

// batch is the workflows that one change touched together.
type batch struct {
	before []stood
	after  []left
}

// saveAudit changes some workflows at once as a save of their matrix would: with an event each, the later steps asked again, and a
// strategy in force kept sound. With hold, what changes something that others rest on is held back there.
func saveAudit(tx *models.Tx, w *World, ids []string, change func(*workflowThing), hold bool) (*batch, error) {
	if err := tx.Hold(w.Strategy); err != nil {
		return nil, err
	}
	sheet, before, base := Show(w, &auditStep, Query{Rows: ids}), map[*form.Row]thing{}, map[string]string{}
	had, b := gapSet(auditGaps(w)), &batch{}
	for _, row := range sheet.Form.Rows[0].Items {
		t := row.Of.(*workflowThing)
		before[row], base[row.ID] = t.copy(), state(t)
		was := clone(t.Workflow)
		change(t)
		held := len(w.Held)
		if t.settle(); hold && w.Live() && t.bears(before[row]) {
			if err := w.holdEntity(tx, t, before[row]); err != nil {
				return nil, err
			}
		}
		if len(w.Held) == held {
			b.before = append(b.before, stood{ID: row.ID, Workflow: was})
		}
	}
	changed, err := sheet.write(tx, before, base)
	if err != nil {
		return nil, err
	}
	for _, row := range sheet.Form.Rows[0].Items {
		if n := len(b.after); n < len(b.before) && b.before[n].ID == row.ID {
			b.after = append(b.after, left{ID: row.ID, Version: row.Of.(*workflowThing).Version})
		}
	}
	now, err := Load(&tx.Read, w.Strategy)
	if err != nil {
		return nil, err
	}
	if sheet.refuse(now, had) {
		return nil, models.AgainstRule("The strategy is in force, and would not be sound after this: " + sheet.Form.Problems()[0].Say)
	}
	return b, sheet.settleStep(tx, now, changed, false)
}

func (b *batch) record(tx *models.Tx, w *World, kind models.EventType) (string, error) {
	st, err := stepRow(tx, w, auditStep.Key)
	if err != nil {
		return "", err
	}
	if err := tx.Emit(kind, st, b.before, b.after); err != nil {
		return "", err
	}
	var e models.Event
	err = tx.DB().Where("type = ? AND entity_id = ?", string(kind), st.ID).Order("occurred_at DESC, id DESC").Limit(1).Find(&e).Error
	return e.ID, err
}

// TakeBackVerdicts undoes a bulk verdict. What somebody changed since is left alone and named.
func TakeBackVerdicts(tx *models.Tx, w *World, undo string) (n int, alone []string, err error) {
	var e models.Event
	err = tx.DB().Where("id = ? AND type = ?", undo, string(models.VerdictsGiven)).Limit(1).Find(&e).Error
	if err != nil {
		return 0, nil, err
	}
	if st := w.Steps[auditStep.Key]; e.ID == "" || st == nil || e.EntityID != st.ID {
		return 0, nil, models.NotFound("This change")
	}
	var change models.Change
	var b batch
	if err := json.Unmarshal([]byte(e.Payload), &change); err != nil {
		return 0, nil, err
	}
	if err := json.Unmarshal(change.Before, &b.before); err != nil {
		return 0, nil, err
	}
	if err := json.Unmarshal(change.After, &b.after); err != nil {
		return 0, nil, err
	}
	was, ids := map[string]stood{}, []string{}
	for i, s := range b.before {
		f := w.Workflow(s.ID)
		if f == nil || i >= len(b.after) || f.Version != b.after[i].Version {
			alone = append(alone, s.Workflow.Name)
			continue
		}
		was[s.ID], ids = s, append(ids, s.ID)
	}
	if len(ids) == 0 {
		return 0, alone, nil
	}
	_, err = saveAudit(tx, w, ids, func(t *workflowThing) {
		s := was[t.ID]
		t.Verdict, t.VerdictReason, t.VerdictDay, t.carrier = s.Workflow.Verdict, s.Workflow.VerdictReason, s.Workflow.VerdictDay, text(s.Workflow.VerdictPersonID)
		t.outcomes, t.kept = nil, nil
		for _, l := range s.Workflow.Outcomes {
			t.outcomes, t.weights[l.OutcomeID] = append(t.outcomes, l.OutcomeID), &l.Weight
		}
	}, false)
	return len(ids), alone, err
}
