package models

// waits notes what is dropped only once somebody has looked at what rests on it.
func (d *SheetDetail) waits(c *PlannedChange, err error) error {
	if c != nil {
		d.Held = append(d.Held, c)
	}
	return err
}

// dropItem carries out what can be carried out at once: an objective and an initiative are dropped with the words of the review. Where
// something rests on one, it waits until somebody has looked at that.
func (tx *Tx) dropItem(d *SheetDetail, i *ReviewItem) error {
	switch i.EntityType {
	case "initiative":
		list, err := tx.initiatives(tx.DB().Where("id = ?", i.EntityID))
		if err != nil || len(list) == 0 {
			return err
		}
		if d.Initiative != nil {
			list[0] = d.Initiative
		}
		return d.waits(tx.DropInitiative(list[0], i.Words))
	case "objective":
		list, err := tx.objectives(tx.DB().Where("id = ?", i.EntityID))
		if err != nil || len(list) == 0 {
			return err
		}
		may, err := tx.mayDecideOn(list[0])
		if err != nil {
			return err
		}
		if !may {
			return AgainstRuleAt("verdict-"+i.EntityRef, i.EntityRef+" belongs to another part of the company. Its leads drop it, or an executive does. Here it is kept or changed.")
		}
		return d.waits(tx.DropObjective(list[0], i.Words))
	}
	return nil
}

// fillWaits finds the drops that a held review has decided and that still wait for somebody to look at what rests on them.
func (r *Read) fillWaits(d *SheetDetail) error {
	var ids []string
	for _, i := range d.Items {
		if i.Verdict == VerdictDrop && (i.EntityType == ChangeObjective || i.EntityType == ChangeInitiative) {
			ids = append(ids, i.EntityID)
		}
	}
	d.Waits = map[string]*PlannedChange{}
	if d.State != Held || len(ids) == 0 {
		return nil
	}
	list, err := found[*PlannedChange](r.DB().Where("kind IN ? AND subject_id IN ? AND state = ?", []string{ChangeObjective, ChangeInitiative}, ids, ChangePrepared).Order("updated_at DESC, id").Limit(most))
	for _, c := range list {
		if c.Stops() && d.Waits[c.SubjectID] == nil {
			d.Waits[c.SubjectID] = c
		}
	}
	return err
}

// Wrote tells whether somebody has written a change.
func (w Who) Wrote(c *PlannedChange) bool {
	return c.AuthorPersonID != nil && *c.AuthorPersonID == w.PersonID
}
