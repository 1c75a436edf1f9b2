package models

import "throughline/models/day"

// Overdue is a date whose day has passed and that nobody held; it counts as missed once the next one of its kind has come (R23).
const Overdue = "overdue"

// Standings say how the dates of a strategy stand today. The list of reviews, the calendar, the page of a date and the first page all ask them.
type Standings struct {
	today  day.Day
	latest map[string]day.Day // the last date of each clock that has come
}

// Standings reads how the dates of a strategy stand.
func (r *Read) Standings(strategyID string) (s Standings, err error) {
	s = Standings{today: r.Today(), latest: map[string]day.Day{}}
	var rows []struct {
		Clock string
		Last  day.Day
	}
	err = r.DB().Model(&Review{}).Select("clock, MAX(day) AS last").Where("strategy_id = ? AND removed_at IS NULL AND day <= ?", strategyID, string(s.today)).
		Group("clock").Limit(most).Scan(&rows).Error
	for _, row := range rows {
		s.latest[row.Clock] = row.Last
	}
	return s, err
}

// Of is how a date stands: as it was said of it, or, when nobody said anything and its day has passed, overdue or missed.
func (s Standings) Of(v *Review) string {
	switch {
	case v.State != Scheduled || !v.Day.Before(s.today):
		return v.State
	case s.latest[v.Clock].After(v.Day):
		return Missed
	}
	return Overdue
}
