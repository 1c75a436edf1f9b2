package demo

import (
	"maps"
	"slices"
	"time"

	"throughline/models"
)

// Tasks that come again, by their titles.
var repeats = map[string]models.Repeat{
	"Review the five tickets that were reopened last week":   {Every: 1, Unit: models.EveryWeek, Weekdays: []time.Weekday{time.Monday}},
	"Note the missing part for each second visit of a month": {Every: 1, Unit: models.EveryMonth, In: models.OnLastWorking},
	"Fill the four-week plan for all field engineers":        {Every: 4, Unit: models.EveryWeek, Weekdays: []time.Weekday{time.Monday}},
}

// series makes the series of those tasks and ties the tasks to them.
func (l *loader) series() ([]*models.TaskSeries, error) {
	var list []*models.TaskSeries
	for _, title := range slices.Sorted(maps.Keys(repeats)) {
		t, p := l.Tasks[title], repeats[title]
		next, err := p.After(t.DueDay, t.DueDay, l.cal)
		if err != nil {
			return nil, err
		}
		s := &models.TaskSeries{Row: l.row("task_series", title, t.CreatedDay), Rule: p.Rule(), StartDay: t.DueDay, Title: t.Title, Description: t.Description, TeamID: t.TeamID,
			OwnerPersonID: t.OwnerPersonID, State: models.SeriesActive, Made: 1, LastDay: t.DueDay, NextDay: next}
		t.TaskSeriesID, t.SeriesDay = &s.ID, t.DueDay
		list = append(list, s)
	}
	return list, nil
}
