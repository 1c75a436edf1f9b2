package models

import (
	"strconv"
	"strings"
	"time"
)

// PasteSteps puts many steps at once into the draft of a process: behind those it has, or in their place. It gives the stamp by which
// UnpasteSteps takes all of it back.
func (tx *Tx) PasteSteps(p *Process, steps []*ProcessStep, instead bool) (stamp string, err error) {
	if instead {
		for _, s := range append([]*ProcessStep{}, p.Current.Steps...) {
			if err := tx.RemoveStep(p, s); err != nil {
				return "", err
			}
		}
	}
	for _, s := range steps {
		if err := tx.AddStep(p, s, MostSteps); err != nil {
			return "", err
		}
	}
	return p.ID + "@" + strconv.FormatInt(tx.Now.UnixMicro(), 10), nil
}

// UnpasteSteps takes the steps of one pasting out again, and puts those back whose place they took.
func (tx *Tx) UnpasteSteps(stamp string) error {
	id, micro, _ := strings.Cut(stamp, "@")
	n, err := strconv.ParseInt(micro, 10, 64)
	if err != nil {
		return NotFound("What was pasted")
	}
	p, err := tx.ProcessByID(id)
	if err != nil {
		return err
	}
	at := time.UnixMicro(n).UTC()
	for _, s := range append([]*ProcessStep{}, p.Current.Steps...) {
		if s.CreatedAt.Equal(at) {
			if err := tx.RemoveStep(p, s); err != nil {
				return err
			}
		}
	}
	var gone []string
	err = tx.DB().Model(&ProcessStep{}).Where("process_version_id = ? AND removed_at = ? AND created_at <> ?", p.Current.ID, at, at).Order("position, id").Limit(MostSteps).Pluck("id", &gone).Error
	if err != nil {
		return err
	}
	for _, id := range gone {
		if err := tx.PutBackStep(id); err != nil {
			return err
		}
	}
	return nil
}
