package models

import (
	"time"

	"throughline/models/day"
)

// GapWeek is one figure of the execution gap as it stood at the beginning of a week. The score of a week is computed from its figures.
type GapWeek struct {
	Row
	Week       day.Day // its Monday
	Figure     string  // key of the part
	Amiss      float64
	OfAll      float64
	StrategyID *string // the strategy in force then; nil: what was brought in
}

// GapPoint is the gap of one week.
type GapPoint struct {
	Week   day.Day
	Parts  []GapPart
	Score  *float64
	Weight float64

	BroughtIn bool // no strategy was in force: these are figures of what was brought in, and not to be held against later ones
}

// KeepGap keeps the company's figures for the week of today, once. A week that is kept stays as it was.
func (tx *Tx) KeepGap() error {
	f, err := tx.gapFacts()
	if err != nil {
		return err
	}
	return tx.keepGap(f)
}

// KeepGapOf keeps the figures of an earlier week as they would have stood at an instant of it, as far as rows tell when they came. It is for a
// past that was brought in with its data.
func (tx *Tx) KeepGapOf(at time.Time) error {
	f, err := tx.gapBefore(at)
	if err != nil {
		return err
	}
	return tx.keepGap(f)
}

func (tx *Tx) keepGap(f *GapFacts) error {
	week := f.Today.Monday()
	var kept int64
	if err := tx.DB().Model(&GapWeek{}).Where("week = ?", string(week)).Count(&kept).Error; err != nil || kept > 0 {
		return err
	}
	var rows []*GapWeek
	for _, p := range GapOf(f, nil).Parts {
		row := &GapWeek{Week: week, Figure: p.Key, Amiss: p.Amiss, OfAll: p.Of}
		if f.Strategy != nil {
			row.StrategyID = &f.Strategy.ID
		}
		rows = append(rows, row)
	}
	return InsertAll(tx, rows)
}

// mostGapWeeks is how many weeks the trend goes back.
const mostGapWeeks = 53

// GapTrend gives the weeks that are kept, the oldest first.
func (r *Read) GapTrend() ([]*GapPoint, error) {
	var rows []*GapWeek
	if err := r.DB().Order("week DESC, figure").Limit(mostGapWeeks * len(GapKinds)).Find(&rows).Error; err != nil {
		return nil, err
	}
	at := map[day.Day]map[string]*GapWeek{}
	var weeks []day.Day
	for _, row := range rows {
		if at[row.Week] == nil {
			at[row.Week] = map[string]*GapWeek{}
			weeks = append([]day.Day{row.Week}, weeks...)
		}
		at[row.Week][row.Figure] = row
	}
	var list []*GapPoint
	for _, week := range weeks {
		p := &GapPoint{Week: week}
		for _, k := range GapKinds {
			part := GapPart{GapKind: k}
			if row := at[week][k.Key]; row != nil {
				part.Amiss, part.Of = row.Amiss, row.OfAll
				p.BroughtIn = row.StrategyID == nil
			}
			p.Parts = append(p.Parts, part)
		}
		p.Score, p.Weight = GapScore(p.Parts)
		list = append(list, p)
	}
	return list, nil
}
