package models

import (
	"encoding/json"

	"gorm.io/gorm"
)

// PlanChange holds back a change of what is in force, from how the subject stands to how it shall be. A second one of the same person for the
// same subject takes the place of the first, with what was chosen there.
func (tx *Tx) PlanChange(kind, title, reason string, was, wanted Entity) (*PlannedChange, error) {
	c := &PlannedChange{Kind: kind, SubjectID: was.Identity(), SubjectVersion: was.Edition(), Title: title, Reason: reason, State: ChangePrepared,
		AuthorPersonID: tx.actor(), AuthorName: tx.Who.Name}
	if err := c.writes(was, wanted); err != nil {
		return nil, err
	}
	if err := tx.mayChange(c); err != nil {
		return nil, err
	}
	list, err := tx.plannedOf(kind, []string{c.SubjectID})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		if err := tx.Insert(c); err != nil {
			return nil, err
		}
		return c, tx.Emit(ChangeWritten, c, nil, c)
	}
	now := list[0]
	c.Reason = orWords(c.Reason, now.Reason)
	if now.Wanted == c.Wanted && now.SubjectVersion == c.SubjectVersion && now.Reason == c.Reason {
		return now, nil
	}
	before := *now
	now.SubjectVersion, now.Title, now.Was, now.Wanted, now.Reason = c.SubjectVersion, c.Title, c.Was, c.Wanted, c.Reason
	if err := tx.Save(now); err != nil {
		return nil, err
	}
	return now, tx.Emit(ChangeWritten, now, &before, now)
}

// HoldBack plans a change of what is in force where anything rests on it. It gives nil where nothing does: then it can be saved at once.
func (tx *Tx) HoldBack(title, reason string, was, wanted Entity) (*PlannedChange, error) {
	c := &PlannedChange{Kind: EntityType(was), SubjectID: was.Identity()}
	if err := c.writes(was, wanted); err != nil {
		return nil, err
	}
	if n, err := tx.RadiusSize(c); err != nil || n == 0 {
		return nil, err
	}
	return tx.PlanChange(c.Kind, title, reason, was, wanted)
}

// Planned is what this person has changed of things of some kinds and what does not count yet, by the thing.
func (r *Read) Planned(kinds ...string) (map[string]*PlannedChange, error) {
	of := map[string]*PlannedChange{}
	list, err := found[*PlannedChange](r.DB().Where("kind IN ? AND state = ?", kinds, ChangePrepared).Where(r.ownChanges()).Order("updated_at DESC, id").Limit(most))
	for _, c := range list {
		if of[c.SubjectID] == nil {
			of[c.SubjectID] = c
		}
	}
	return of, err
}

// ownChanges keeps what this person has written.
func (r *Read) ownChanges() *gorm.DB {
	if r.Who.PersonID == "" {
		return r.DB().Where("author_person_id IS NULL")
	}
	return r.DB().Where("author_person_id = ?", r.Who.PersonID)
}

// writes keeps how the subject stands and how it shall be.
func (c *PlannedChange) writes(was, wanted Entity) error {
	for into, from := range map[*string]Entity{&c.Was: was, &c.Wanted: wanted} {
		b, err := json.Marshal(from)
		if err != nil {
			return err
		}
		*into = string(b)
	}
	return nil
}

// plannedOf gives this person's open changes of some subjects, the newest first.
func (r *Read) plannedOf(kind string, ids []string) ([]*PlannedChange, error) {
	q := r.DB().Where("kind = ? AND state = ? AND subject_id IN ?", kind, ChangePrepared, ids).Where(r.ownChanges())
	return found[*PlannedChange](q.Order("updated_at DESC, id"))
}

// PlannedOf gives this person's open changes of some subjects, by the subject: what they typed and what does not count yet.
func (r *Read) PlannedOf(kind string, ids ...string) (map[string]*PlannedChange, error) {
	of := map[string]*PlannedChange{}
	if len(ids) == 0 {
		return of, nil
	}
	list, err := r.plannedOf(kind, ids)
	for _, c := range list {
		if of[c.SubjectID] == nil {
			of[c.SubjectID] = c
		}
	}
	return of, err
}

// GiveUpChange drops a change that was not applied. Nothing has counted, so nothing is lost but the plan.
func (tx *Tx) GiveUpChange(c *PlannedChange) error {
	if c.State != ChangePrepared {
		return nil
	}
	before := *c
	c.State = ChangeGivenUp
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(ChangeDropped, c, &before, c)
}

// Changes lists the changes that this person may make or has made, those whose undo still runs first, then the newest; and how many there are.
func (r *Read) Changes(from, count int) (list []*PlannedChange, all int64, err error) {
	open := func() *gorm.DB {
		q := r.DB().Model(&PlannedChange{}).Where("state <> ?", ChangeGivenUp)
		aligns := r.Who.Reach(Align) == All
		switch manages := r.Who.May(ManagePeople); {
		case aligns && manages:
			return q
		case aligns:
			return q.Where("kind NOT IN ? OR author_person_id = ?", peopleKinds, r.Who.PersonID)
		case manages:
			return q.Where("kind IN ? OR author_person_id = ?", peopleKinds, r.Who.PersonID)
		}
		return q.Where("author_person_id = ? AND author_person_id <> ''", r.Who.PersonID)
	}
	if err = open().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	err = open().Order("CASE WHEN state = 'prepared' THEN 0 ELSE 1 END, updated_at DESC, id").Offset(from).Limit(count).Find(&list).Error
	return list, all, err
}

// choices are what was chosen in a change: one by one and for whole groups.
func (r *Read) choices(c *PlannedChange) ([]*PlannedItem, error) {
	var list []*PlannedItem
	err := r.DB().Where("planned_change_id = ? AND result = ''", c.ID).Order("kind, thing_id").Limit(mostChosen).Find(&list).Error
	return list, err
}

// mostChosen is how many things can be chosen for one by one in one change; a choice for all others of a group counts once.
const mostChosen = 5000
