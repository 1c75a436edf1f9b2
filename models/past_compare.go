package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// PastCompared is a thing at the ends of two days: what differs, and all that was changed between.
type PastCompared struct {
	From, To *Past
	Lines    []PastLine
	Between  *HistoryList
	Short    bool // more was changed between than was looked through, so some lines do not say by whom
}

// PastLine is one difference between the two days, with the last change between that touched it.
type PastLine struct {
	DeedLine
	Made  *Deed // nil where none is on record
	Times int   // how many changes between touched it
	key   string
}

// ComparePast lays a thing at the end of one day beside itself at the end of another. The days may stand in either order: what differs is told
// from the first to the second.
func (r *Read) ComparePast(kind *HistoryKind, it HistoryName, from, to PastMoment, q HistoryQuery, reader ReadsAs, count int) (*PastCompared, error) {
	c := &PastCompared{}
	var h *historyReader
	var err error
	if c.From, _, err = r.pastOf(kind, it, from, reader); err != nil {
		return nil, err
	}
	if c.To, h, err = r.pastOf(kind, it, to, reader); err != nil {
		return nil, err
	}
	for _, p := range []*Past{c.From, c.To} {
		h.wants(kind.fields, p.of)
		if err := r.pastParts(h, p); err != nil {
			return nil, err
		}
	}
	if err := h.readNames(); err != nil {
		return nil, err
	}
	if c.From.of != nil && c.To.of != nil {
		c.Lines = h.pastLines(kind, c.From, c.To)
	}
	if err := r.fillDiffering(h, c); err != nil {
		return nil, err
	}
	q.From, q.To = between(from.Day, to.Day)
	c.Between, err = r.HistoryOfThing(kind, it.ID, q, reader, count)
	return c, err
}

// between are the days after the end of the earlier of two days, up to the end of the other.
func between(a, b day.Day) (from, to day.Day) {
	return min(a, b).Add(1), max(a, b)
}

// pastLines are the differences between two states, field by field and row by row.
func (h *historyReader) pastLines(kind *HistoryKind, from, to *Past) (lines []PastLine) {
	for _, f := range kind.fields {
		if f.reads == asWhy {
			continue
		}
		for _, l := range h.difference(f, from.of, to.of) {
			lines = append(lines, PastLine{DeedLine: l, key: f.key})
		}
	}
	for i, part := range kind.parts {
		if part.title == "" {
			continue
		}
		f := part.rowsField()
		for _, l := range h.changedRows(f, withNames(&part, from.parts[i]), withNames(&part, to.parts[i])) {
			lines = append(lines, PastLine{DeedLine: l, key: f.key})
		}
	}
	return lines
}

// withNames are rows with their names where rows of a thing have theirs.
func withNames(part *historyPart, rows []map[string]any) []map[string]any {
	for _, row := range rows {
		row[rowTitle] = part.name(row)
	}
	return rows
}

// rowTitle is where withNames puts them.
const rowTitle = "row title"

// fillDiffering says of each difference which change between made it, and how many touched it.
func (r *Read) fillDiffering(h *historyReader, c *PastCompared) error {
	early, late := c.From, c.To
	if early.Moment.at.After(late.Moment.at) {
		early, late = late, early
	}
	if len(c.Lines) == 0 {
		return nil
	}
	made, times := map[string]*recordedDeed{}, map[string]int{}
	var from *place
	for batch := 0; ; batch++ {
		if c.Short = batch == pastBatches; c.Short {
			break
		}
		events, err := r.ofThingBefore(late, from)
		if err != nil {
			return err
		}
		over := slices.IndexFunc(events, func(e *Event) bool { return early.Moment.passed(e.OccurredAt) })
		if over >= 0 {
			events = events[:over]
		}
		list, err := r.readDeeds(events)
		if err != nil {
			return err
		}
		if list, err = h.admitted(list); err != nil {
			return err
		}
		for _, d := range list {
			if d.was == nil {
				continue
			}
			d.makes(c.To.Kind, func(key string) {
				times[key]++
				made[key] = cmp.Or(made[key], d)
			})
		}
		if over >= 0 || len(events) < historyBatch {
			break
		}
		last := events[len(events)-1]
		from = &place{last.OccurredAt, last.ID}
	}
	told, err := r.deedsOf(h, made)
	for i := range c.Lines {
		l := &c.Lines[i]
		if d := made[l.key]; d != nil {
			l.Made, l.Times = told[d], times[l.key]
		}
	}
	return err
}

// PastSpan is two days that are worth comparing.
type PastSpan struct {
	Title    string
	From, To day.Day
}

// PastSpans are the days that people compare most: since the week began, since the last review of the strategy, since it came in force.
func (r *Read) PastSpans() (list []PastSpan, err error) {
	today := r.Today()
	list = append(list, PastSpan{"This week", today.Monday().Add(-1), today})
	s, _, err := r.InForce()
	if err != nil || s == nil {
		return list, err
	}
	var held []day.Day
	if err := r.DB().Model(&Review{}).Where("strategy_id = ? AND state = ? AND clock <> ? AND day < ? AND removed_at IS NULL", s.ID, Held, ClockPulse, string(today)).
		Order("day DESC").Limit(1).Pluck("day", &held).Error; err != nil {
		return nil, err
	}
	if len(held) > 0 {
		list = append(list, PastSpan{"Since the last review", held[0], today})
	}
	if s.InForceAt != nil {
		list = append(list, PastSpan{"Since the strategy came in force", r.dayOf(*s.InForceAt), today})
	}
	return list, nil
}
