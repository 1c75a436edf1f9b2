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
	first := ""
	for _, s := range steps {
		if err := tx.AddStep(p, s, MostSteps); err != nil {
			return "", err
		}
		if first == "" {
			first = s.ID
		}
	}
	return p.ID + "@" + strconv.FormatInt(tx.Now.UnixMicro(), 10) + "@" + first, nil
}

// UnpasteSteps takes the steps of one pasting out again, and puts those back whose place they took.
func (tx *Tx) UnpasteSteps(stamp string) error {
	id, rest, _ := strings.Cut(stamp, "@")
	micro, first, _ := strings.Cut(rest, "@")
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
		if s.CreatedAt.Equal(at) && s.ID >= first { // ids rise with time
			if err := tx.RemoveStep(p, s); err != nil {
				return err
			}
		}
	}
	var gone []string
	err = tx.DB().Model(&ProcessStep{}).Where("process_version_id = ? AND removed_at = ? AND id < ?", p.Current.ID, at, first).Order("position, id").Limit(MostSteps).Pluck("id", &gone).Error
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
