package models

import (
	"slices"

	"throughline/models/day"
)

// owedAhead is how far ahead a review or an allocation is owed: not before the week in which it falls.
const owedAhead = 7

// owedReviews are reviews of the next seven days, and those whose day passed, that are not held yet: dates of the cadence that this person
// calls, holds or attends, and the reviews of initiatives that they own (R23).
func (r *Read) owedReviews(o *Owed) ([]*Duty, int, error) {
	list, err := r.owedDates(o.Today)
	if err != nil {
		return nil, 0, err
	}
	more, err := r.owedInitiativeReviews(o.Today)
	list = append(list, more...)
	slices.SortStableFunc(list, byDay)
	return list, len(list), err
}

func byDay(a, b *Duty) int {
	switch {
	case a.Due.Before(b.Due):
		return -1
	case b.Due.Before(a.Due):
		return 1
	}
	return 0
}

// nearDates are the dates of some clocks that are due by a week from today and not held or skipped. A date that the next one of its kind has
// overtaken is missed, and nobody can hold it any more.
func (r *Read) nearDates(today day.Day, clocks ...string) (list []*Review, err error) {
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil {
		return nil, err
	}
	all, err := r.ReviewsOf(strategy.ID, today.AddMonths(-4), 60)
	if err != nil {
		return nil, err
	}
	standing, err := r.Standings(strategy.ID)
	for _, v := range all {
		if stands := standing.Of(v); (stands == Scheduled || stands == Overdue) && !v.Day.After(today.Add(owedAhead)) && slices.Contains(clocks, v.Clock) {
			list = append(list, v)
		}
	}
	return list, err
}

// owedDates are reviews of the strategy for who calls them and for executives, and those of operations for who calls them, for the lead of
// each department, and, while they are still to come, for the leads below.
func (r *Read) owedDates(today day.Day) (list []*Duty, err error) {
	dates, err := r.nearDates(today, ClockStrategy, ClockOperations)
	if err != nil || len(dates) == 0 {
		return nil, err
	}
	var ids []string
	for _, v := range dates {
		ids = append(ids, v.ID)
	}
	sheets, err := found[*ReviewSheet](r.DB().Where("review_id IN ?", ids).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	departments, err := r.Departments()
	if err != nil {
		return nil, err
	}
	for _, v := range dates {
		calls := v.OwnerPersonID != nil && *v.OwnerPersonID == r.Who.PersonID
		if v.Clock == ClockStrategy {
			if calls || r.Who.Executive {
				list = append(list, reviewDuty(v, nil, sheetOf(sheets, v, nil), today))
			}
			continue
		}
		waiting := 0
		for _, t := range departments {
			s := sheetOf(sheets, v, &t.ID)
			if s != nil && s.State != SheetOpen {
				continue
			}
			waiting++
			holds := slices.Contains(r.Who.Leads, t.ID)
			if holds || !v.Day.Before(today) && r.leadsWithin(t) {
				list = append(list, reviewDuty(v, t, s, today))
				if !holds {
					list[len(list)-1].Said = append(list[len(list)-1].Said, "you attend")
				}
			}
		}
		if calls && waiting > 0 {
			d := reviewDuty(v, nil, nil, today)
			d.Said = append(d.Said, itoa(waiting)+" of "+itoa(len(departments))+" departments have not held theirs")
			list = append(list, d)
		}
	}
	return list, nil
}

// leadsWithin tells whether the person who asks leads a team of a department.
func (r *Read) leadsWithin(department *Team) bool {
	tree, err := r.sharedTree()
	return err == nil && slices.ContainsFunc(r.Who.Leads, func(id string) bool {
		d := tree.Department(id)
		return d != nil && d.ID == department.ID
	})
}

// sheetOf is the review of a date and a department, nil for the whole company; nil while nobody has prepared it.
func sheetOf(sheets []*ReviewSheet, v *Review, team *string) *ReviewSheet {
	at := slices.IndexFunc(sheets, func(s *ReviewSheet) bool { return s.ReviewID != nil && *s.ReviewID == v.ID && same(s.TeamID, team) })
	if at < 0 {
		return nil
	}
	return sheets[at]
}

func reviewDuty(v *Review, t *Team, s *ReviewSheet, today day.Day) *Duty {
	d := &Duty{Title: v.Name(), Kind: "review", Ref: v.Ref, DueWord: "on", Due: v.Day, Late: v.Day.Before(today)}
	if t != nil {
		d.Title += ", " + t.Name
	}
	d.prepared(s)
	return d
}

// prepared leads to the sheet of a review where there is one.
func (d *Duty) prepared(s *ReviewSheet) {
	if s != nil {
		d.Kind, d.Ref, d.Said = "sheet", s.Ref, append(d.Said, "prepared")
	}
}

// owedInitiativeReviews are the reviews of this person's own initiatives; a candidate is not nagged about.
func (r *Read) owedInitiativeReviews(today day.Day) (list []*Duty, err error) {
	mine, err := found[*Initiative](r.DB().Where("owner_person_id = ? AND removed_at IS NULL AND review_day <> '' AND review_day <= ? AND state IN ?",
		r.Who.PersonID, string(today.Add(owedAhead)), []string{Committed, Active, Paused}).Order("review_day, id"))
	if err != nil || len(mine) == 0 {
		return nil, err
	}
	var ids []string
	for _, i := range mine {
		ids = append(ids, i.ID)
	}
	sheets, err := found[*ReviewSheet](r.DB().Where("initiative_id IN ? AND state = ?", ids, SheetOpen).Order("created_at, id"))
	for _, i := range mine {
		d := &Duty{Title: "Review: " + i.Name, Kind: "initiative", Ref: i.Ref, DueWord: "on", Due: i.ReviewDay, Late: i.ReviewOverdue(today)}
		for _, s := range sheets {
			if *s.InitiativeID == i.ID {
				d.prepared(s)
				break
			}
		}
		list = append(list, d)
	}
	return list, err
}
