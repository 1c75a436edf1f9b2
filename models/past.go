package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// PastMoment is a place in the record: what was changed before it counts, what came later does not.
type PastMoment struct {
	Day   day.Day // the company's day whose end it is; empty beside one change
	Event string  // the change that it stands beside; empty for the end of a day
	After bool    // beside a change: what it made counts too

	at time.Time
}

// EndOf is the moment at the end of one of the company's days. A day that has not come yet has no state.
func (r *Read) EndOf(d day.Day) (PastMoment, error) {
	c, err := r.Company()
	if err != nil {
		return PastMoment{}, err
	}
	switch {
	case !d.Valid():
		return PastMoment{}, AgainstRule("Give a day, as 2027-03-09.")
	case d.After(r.Today()):
		return PastMoment{}, AgainstRule("That day has not come yet. Give today or a day before it.")
	}
	return PastMoment{Day: d, at: c.endOf(d)}, nil
}

// Beside is the moment before or after one change of a thing, where this person may read that change.
func (r *Read) Beside(kind *HistoryKind, id, event string, after bool) (PastMoment, error) {
	list, err := found[*Event](r.DB().Where("id = ?", event))
	if err != nil {
		return PastMoment{}, err
	}
	h, err := r.historyReader(ReadsAs{}.Loc, nil)
	if err != nil {
		return PastMoment{}, err
	}
	told, err := r.readDeeds(list)
	if err != nil {
		return PastMoment{}, err
	}
	if told, err = h.admitted(told); err != nil {
		return PastMoment{}, err
	}
	if len(told) == 0 || told[0].kind != kind || told[0].thing != id {
		return PastMoment{}, NotFound("This change")
	}
	return PastMoment{Event: event, After: after, at: told[0].OccurredAt}, nil
}

// later keeps the events that come after the moment.
func (m PastMoment) later(g *gorm.DB) *gorm.DB {
	if m.After {
		return g.Where("occurred_at > ? OR occurred_at = ? AND id > ?", m.at, m.at, m.Event)
	}
	return g.Where("occurred_at > ? OR occurred_at = ? AND id >= ?", m.at, m.at, m.Event)
}

// earlier keeps the events that come before the moment.
func (m PastMoment) earlier(g *gorm.DB) *gorm.DB {
	if m.After {
		return g.Where("occurred_at < ? OR occurred_at = ? AND id <= ?", m.at, m.at, m.Event)
	}
	return g.Where("occurred_at < ? OR occurred_at = ? AND id < ?", m.at, m.at, m.Event)
}

// At is the instant of the change that the moment stands beside.
func (m PastMoment) At() time.Time { return m.at }

// last is the latest instant that counts.
func (m PastMoment) last() time.Time {
	if m.After {
		return m.at
	}
	return m.at.Add(-time.Microsecond)
}

// passed tells whether something recorded at an instant counts.
func (m PastMoment) passed(at time.Time) bool { return !at.After(m.last()) }

// PastStanding is how a thing stood in the record at a moment.
type PastStanding int

// How it stood.
const (
	Stood   PastStanding = iota
	NotYet               // it came into Throughline later
	Gone                 // it was removed by then
	InDraft              // it was part of a draft that this person does not read
)

// Past is a thing as it was at a moment.
type Past struct {
	Kind   *HistoryKind
	Thing  HistoryName
	Moment PastMoment
	Stood  PastStanding
	Title  string // as it was called then
	Fields []PastField
	Parts  []PastPart
	Made   *Deed // the change that brought it in, where it is recorded
	Ended  *Deed // the change that removed it, for one that was gone
	Began  Beginning
	Silent bool // nothing of it is on record: it is shown as it is today
	Short  bool // its history is longer than was looked through, so some fields do not say who made them so

	of    map[string]any // as the record keeps it; nil where it did not stand
	parts [][]map[string]any
}

// PastField is one field with its value at that moment.
type PastField struct {
	Label string
	Value string // empty when nothing stood there
	Text  bool   // a text of several lines or sentences
	Made  *Deed  // the change that made it so; nil where none is on record
	Note  string // where the record does not reach
	key   string
}

// PastPart is the rows of one kind that belonged to the thing.
type PastPart struct {
	Title string
	Rows  []PastRow
}

// PastRow is one of them: its name and what stood in its fields.
type PastRow struct {
	Name   string
	Fields []PastField
}

// How much of a long history is looked through for who made a thing what it was, and how many rows that belong to it are shown.
const (
	pastBatches   = 10
	mostPastParts = 200
)

// PastOf is a thing as it was at a moment, for somebody who may open it.
func (r *Read) PastOf(kind *HistoryKind, it HistoryName, m PastMoment, reader ReadsAs) (*Past, error) {
	p, h, err := r.pastOf(kind, it, m, reader)
	if err != nil {
		return nil, err
	}
	if p.of == nil {
		return p, r.fillBeginning(h, p)
	}
	if err := r.fillPastParts(h, p); err != nil {
		return nil, err
	}
	h.wants(kind.fields, p.of)
	if err := h.readNames(); err != nil {
		return nil, err
	}
	p.Title, p.Fields = h.titleOf(kind, p.of), h.pastFields(kind.fields, p.of)
	if err := r.fillMakers(h, p); err != nil {
		return nil, err
	}
	return p, r.fillBeginning(h, p)
}

// pastOf is how a thing stood, before it is told.
func (r *Read) pastOf(kind *HistoryKind, it HistoryName, m PastMoment, reader ReadsAs) (*Past, *historyReader, error) {
	h, err := r.historyReader(reader.Loc, reader.Zone)
	if err != nil {
		return nil, nil, err
	}
	p := &Past{Kind: kind, Thing: it, Moment: m, Title: it.Name}
	if p.Began, err = r.RecordBegan(kind, it); err != nil {
		return nil, nil, err
	}
	states, err := r.statesAt(kind, []string{it.ID}, m)
	if err != nil {
		return nil, nil, err
	}
	s := states[it.ID]
	p.Stood, p.of = s.Stood, s.of
	return p, h, nil
}

// titleOf is what a recorded thing was called.
func (h *historyReader) titleOf(kind *HistoryKind, of map[string]any) string {
	for _, key := range []string{"Title", "Name", "Work", "Clock"} {
		name, known := of[key].(string)
		if !known {
			continue
		}
		if kind.called != nil {
			name = kind.called(name)
		}
		return name
	}
	if kind.Key == "absence" {
		return kind.called(h.thing("person", of["PersonID"]))
	}
	return kind.Title
}
