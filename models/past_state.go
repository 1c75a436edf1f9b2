package models

import (
	"encoding/json"
	"slices"
	"time"

	"gorm.io/gorm"
)

// stateAt is how one thing stood at a moment, as the record keeps it.
type stateAt struct {
	Stood PastStanding
	of    map[string]any // nil where it did not stand, or is not for this person
}

// wholeBefore and wholeAfter find the events that keep the thing as a whole, before and after the change.
const (
	wholeBefore = `{"before":{"id":"%`
	wholeAfter  = `%,"after":{"id":"%`
)

// statesAt computes how some things of one kind, that this person may open, stood at a moment: each as the first change after it found it, or
// as it stands today where nothing was changed since. It takes a few queries for all of them together.
func (r *Read) statesAt(kind *HistoryKind, ids []string, m PastMoment) (map[string]stateAt, error) {
	rows, err := r.rowsAt(kind.Key, kind.now, ids, m)
	if err != nil {
		return nil, err
	}
	states := make(map[string]stateAt, len(rows))
	for _, row := range rows {
		states[deepText(row, "id")] = stateAt{of: row}
	}
	if err := r.coverPast(kind, ids, states, m); err != nil {
		return nil, err
	}
	for id, s := range states {
		if s.of == nil {
			continue
		}
		if s.Stood = stoodAt(s.of, m); s.Stood == NotYet {
			s.of = nil
		}
		states[id] = s
	}
	return states, nil
}

// stoodAt tells whether a recorded row was there at a moment.
func stoodAt(of map[string]any, m PastMoment) PastStanding {
	switch made, known := instantIn(of["created_at"]); {
	case known && !m.passed(made):
		return NotYet
	case of["RemovedAt"] != nil:
		return Gone
	}
	return Stood
}

func instantIn(v any) (time.Time, bool) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, s)
	return t, err == nil
}

// coverPast takes out of past states what this person may not read: all of a draft that is not for them, what is inside a draft version, and
// targets that were not shown then or are not shown now.
func (r *Read) coverPast(kind *HistoryKind, ids []string, states map[string]stateAt, m PastMoment) error {
	var of facts
	if kind.strat {
		var strategies []string
		whose := map[string]*string{}
		for part := range slices.Chunk(ids, 500) {
			var names []HistoryName
			if err := kind.named(r).Where("id IN ?", part).Limit(len(part)).Scan(&names).Error; err != nil {
				return err
			}
			for _, n := range names {
				if whose[n.ID] = n.StrategyID; n.StrategyID != nil {
					strategies = append(strategies, *n.StrategyID)
				}
			}
		}
		slices.Sort(strategies)
		drafts, err := r.draftingOf(slices.Compact(strategies))
		if err != nil {
			return err
		}
		for id := range states {
			if drafts.hides(whose[id], m.last()) {
				states[id] = stateAt{Stood: InDraft}
			}
		}
	}
	var inner map[string]bool
	if kind.drafts != nil {
		var err error
		if inner, err = kind.drafts(r, ids); err != nil {
			return err
		}
	}
	for id, s := range states {
		if s.of == nil {
			continue
		}
		if kind.drafts != nil && !inner[id] {
			coverDraft(s.of)
		}
		of = append(of, s.of)
	}
	if kind.narrow == nil {
		return nil
	}
	return kind.narrow(r, ids, of)
}

// rowsAt gives rows as they are recorded at a moment, in the order in which they stand today: those that were made later too.
func (r *Read) rowsAt(entity string, now func(*Read, []string) (any, error), ids []string, m PastMoment) ([]map[string]any, error) {
	var rows []map[string]any
	for part := range slices.Chunk(ids, 500) {
		today, err := now(r, part)
		if err != nil {
			return nil, err
		}
		some, err := recordedAs(today)
		if err != nil {
			return nil, err
		}
		later, err := r.firstLater(entity, part, m)
		if err != nil {
			return nil, err
		}
		for i, row := range some {
			e := later[deepText(row, "id")]
			if e == nil {
				continue
			}
			var c struct{ Before json.RawMessage }
			if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
				return nil, err
			}
			if was := asObject(c.Before); deepText(was, "id") == e.EntityID { // a sentence that replaced another one names that one before it
				some[i] = was
			}
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// recordedAs brings things as they stand into the shape in which events keep them.
func recordedAs(list any) (rows []map[string]any, err error) {
	b, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	return rows, json.Unmarshal(b, &rows)
}

// firstLater is for each of some rows the first change after a moment that says how the whole row stood before it.
func (r *Read) firstLater(entity string, ids []string, m PastMoment) (map[string]*Event, error) {
	about := r.DB().Model(&Event{}).Where("entity_type = ? AND entity_id IN ? AND payload LIKE ?", entity, ids, wholeBefore)
	ranked := about.Where(m.later(r.DB())).Select("id, ROW_NUMBER() OVER (PARTITION BY entity_id ORDER BY occurred_at, id) AS place")
	return r.eachOf(ranked, len(ids))
}

// lastBefore is for each of some rows the last change before a moment that says how the whole row stood after it.
func (r *Read) lastBefore(entity string, ids []string, m PastMoment) (map[string]*Event, error) {
	about := r.DB().Model(&Event{}).Where("entity_type = ? AND entity_id IN ? AND payload LIKE ?", entity, ids, wholeAfter)
	ranked := about.Where(m.earlier(r.DB())).Select("id, ROW_NUMBER() OVER (PARTITION BY entity_id ORDER BY occurred_at DESC, id DESC) AS place")
	return r.eachOf(ranked, len(ids))
}

// eachOf reads the events that come first among those about the same row.
func (r *Read) eachOf(ranked *gorm.DB, count int) (map[string]*Event, error) {
	var list []*Event
	first := r.DB().Table("(?) AS ranked", ranked).Select("id").Where("place = 1")
	if err := r.DB().Where("id IN (?)", first).Limit(count).Find(&list).Error; err != nil {
		return nil, err
	}
	by := make(map[string]*Event, len(list))
	for _, e := range list {
		by[e.EntityID] = e
	}
	return by, nil
}
