package models

// circle is who may read a draft that a changed thing belongs to; nil where everybody may know of it.
func (a *applying) circle(it *PlannedItem) (map[string]bool, error) {
	id := fieldOf(it.Was, "StrategyID")
	if it.Kind == "strategy" {
		id = it.ThingID
	}
	if id == "" {
		return nil, nil
	}
	if of, known := a.circles[id]; known {
		return of, nil
	}
	var s Strategy
	if err := a.tx.DB().Where("id = ?", id).Limit(1).Find(&s).Error; err != nil {
		return nil, err
	}
	if a.circles == nil {
		a.circles = map[string]map[string]bool{}
	}
	if s.State != Draft {
		a.circles[id] = nil
		return nil, nil
	}
	who, err := a.tx.draftedBy(&s)
	if err != nil {
		return nil, err
	}
	var executives []string
	if err := a.tx.DB().Model(&Person{}).Where("executive = ? AND active = ?", true, true).Limit(most).Pluck("id", &executives).Error; err != nil {
		return nil, err
	}
	of := map[string]bool{}
	for _, id := range append(who, executives...) {
		of[id] = true
	}
	a.circles[id] = of
	return of, nil
}

// draftedBy are the authors of a draft.
func (r *Read) draftedBy(s *Strategy) ([]string, error) {
	who, err := r.Authors(s.ID)
	if s.AuthorPersonID != nil {
		who = append(who, *s.AuthorPersonID)
	}
	return who, err
}

// inDrafts are the kinds of things that a draft can hold in somebody's name.
var inDrafts = []string{"outcome", "goal", "objective", "process", "rule"}

// tellDrafts tells the authors of drafts that hold something in the name of whoever goes, or of a team that changes: whoever makes the change
// may not know of it, so they look at it themselves.
func (a *applying) tellDrafts() error {
	if !a.c.OfPeople() || a.c.Kind == ChangeTeam && !a.c.Gone() {
		return nil
	}
	a.x.blind = true
	defer func() { a.x.blind = false }()
	drafts := a.tx.DB().Model(&Strategy{}).Select("id").Where("state = ? AND removed_at IS NULL", Draft)
	told := map[string]bool{}
	for _, kind := range inDrafts {
		q := a.x.of(kind)
		if q == nil {
			continue
		}
		var some []string
		if err := q.Where("strategy_id IN (?)", drafts).Distinct("strategy_id").Limit(most).Pluck("strategy_id", &some).Error; err != nil {
			return err
		}
		for _, id := range some {
			told[id] = true
		}
	}
	if q := a.x.of("strategy"); q != nil {
		var own []string
		if err := q.Where("state = ?", Draft).Limit(most).Pluck("id", &own).Error; err != nil {
			return err
		}
		for _, id := range own {
			told[id] = true
		}
	}
	if len(told) == 0 {
		return nil
	}
	list, err := found[*Strategy](a.tx.DB().Where("id IN ?", keys(told)).Order("id"))
	if err != nil {
		return err
	}
	for _, s := range list {
		who, err := a.tx.draftedBy(s)
		if err != nil {
			return err
		}
		for _, id := range who {
			a.tell(&id, "Your draft “"+s.Title+"” has something in this name. Look there at whose it is from now on.")
		}
	}
	return nil
}
