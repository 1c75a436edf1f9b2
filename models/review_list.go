package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// ReviewLine is one review in the list: a date of the cadence, or the review of an initiative.
type ReviewLine struct {
	Name, Ref  string // Ref of the date, or of the initiative
	Initiative bool
	Day        day.Day
	Planned    day.Day
	State      string // scheduled, overdue, missed, held, skipped
	Owner      string
	Sheets     []*ReviewSheet
	Teams      map[string]*Team
}

// ReviewList is all reviews: what comes within half a year, what is overdue or missed, what was held or skipped within two years.
func (r *Read) ReviewList() (list []*ReviewLine, err error) {
	b, err := r.strategyBoard()
	if err != nil || b.Strategy == nil {
		return nil, err
	}
	today := b.Today
	reviews, err := found[*Review](r.DB().Where("strategy_id = ? AND removed_at IS NULL AND clock IN ? AND day >= ? AND day <= ?", b.Strategy.ID,
		[]string{ClockStrategy, ClockOperations}, string(today.AddMonths(-24)), string(today.AddMonths(6))).Order("day, clock, id"))
	if err != nil {
		return nil, err
	}
	initiatives, err := found[*Initiative](r.DB().Where("removed_at IS NULL AND review_day <> '' AND review_day <= ? AND state IN ?", string(today.AddMonths(6)),
		[]string{Committed, Active, Paused}).Order("review_day, id"))
	if err != nil {
		return nil, err
	}
	sheets, err := found[*ReviewSheet](r.DB().Where("day >= ?", string(today.AddMonths(-24))).Order("day DESC, created_at, id"))
	if err != nil {
		return nil, err
	}
	var people []*string
	for _, v := range reviews {
		people = append(people, v.OwnerPersonID)
	}
	for _, i := range initiatives {
		people = append(people, i.OwnerPersonID)
	}
	names, err := r.peopleByID(people...)
	if err != nil {
		return nil, err
	}
	standing, err := r.Standings(b.Strategy.ID)
	if err != nil {
		return nil, err
	}
	for _, v := range reviews {
		l := &ReviewLine{Name: v.Name(), Ref: v.Ref, Day: v.Day, Planned: v.PlannedDay, State: standing.Of(v), Owner: nameIn(names, v.OwnerPersonID), Teams: b.Tree.ByID}
		for _, s := range sheets {
			if s.ReviewID != nil && *s.ReviewID == v.ID {
				l.Sheets = append(l.Sheets, s)
			}
		}
		list = append(list, l)
	}
	for _, i := range initiatives {
		l := &ReviewLine{Name: "Review: " + i.Name, Ref: i.Ref, Initiative: true, Day: i.ReviewDay, Planned: i.ReviewDay, State: Scheduled, Owner: nameIn(names, i.OwnerPersonID)}
		if i.ReviewOverdue(today) {
			l.State = Overdue
		}
		for _, s := range sheets {
			if s.InitiativeID != nil && *s.InitiativeID == i.ID && s.State == SheetOpen {
				l.Sheets = append(l.Sheets, s)
			}
		}
		list = append(list, l)
	}
	ended, err := r.endedInitiativeReviews(sheets)
	list = append(list, ended...)
	slices.SortStableFunc(list, func(a, b *ReviewLine) int { return cmp.Compare(a.Day, b.Day) })
	return list, err
}

// endedInitiativeReviews are the reviews of initiatives that were held or skipped.
func (r *Read) endedInitiativeReviews(sheets []*ReviewSheet) (list []*ReviewLine, err error) {
	var ids []string
	for _, s := range sheets {
		if s.InitiativeID != nil && s.State != SheetOpen {
			ids = append(ids, *s.InitiativeID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := found[*Initiative](r.DB().Where("id IN ?", ids))
	of := map[string]*Initiative{}
	for _, i := range rows {
		of[i.ID] = i
	}
	for _, s := range sheets {
		if s.InitiativeID != nil && s.State != SheetOpen && of[*s.InitiativeID] != nil {
			i := of[*s.InitiativeID]
			list = append(list, &ReviewLine{Name: "Review: " + i.Name, Ref: i.Ref, Initiative: true, Day: s.Day, Planned: s.Day, State: s.State, Owner: s.HeldName, Sheets: []*ReviewSheet{s}})
		}
	}
	return list, err
}

// SheetsOf gives the reviews of one date, by department.
func (r *Read) SheetsOf(reviewID string) ([]*ReviewSheet, error) {
	return found[*ReviewSheet](r.DB().Where("review_id = ?", reviewID).Order("created_at, id"))
}
