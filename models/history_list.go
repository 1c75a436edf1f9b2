package models

import (
	"cmp"
	"slices"

	"gorm.io/gorm"
)

// History gives one page of the company's changes, as far as this person may read them, the newest first.
func (r *Read) History(q HistoryQuery, reader ReadsAs, count int) (*HistoryList, error) {
	s, err := r.sieveOf(q)
	if err != nil {
		return nil, err
	}
	return r.deeds(q, s, reader, count, func(from place, started bool) ([]*Event, error) {
		next := func() *gorm.DB {
			g := s.narrow(r, r.DB().Model(&Event{}))
			if started {
				g = from.after(g)
			}
			return g.Order("occurred_at DESC, id DESC").Limit(historyBatch)
		}
		var list []*Event
		if q.Kind == "" {
			err := next().Find(&list).Error
			return list, err
		}
		kind := HistoryOf(q.Kind)
		names := []string{kind.Key}
		for _, p := range kind.parts {
			names = append(names, p.entity)
		}
		for _, name := range names {
			var some []*Event
			if err := next().Where("entity_type = ?", name).Find(&some).Error; err != nil {
				return nil, err
			}
			list = append(list, some...)
		}
		return newest(list), nil
	})
}

// newest puts events of several queries in order and keeps one batch of them.
func newest(list []*Event) []*Event {
	slices.SortFunc(list, func(a, b *Event) int {
		return cmp.Or(b.OccurredAt.Compare(a.OccurredAt), cmp.Compare(b.ID, a.ID))
	})
	return list[:min(len(list), historyBatch)]
}

// HistoryOfThing gives one page of the changes of one thing and of what belongs to it.
func (r *Read) HistoryOfThing(kind *HistoryKind, id string, q HistoryQuery, reader ReadsAs, count int) (*HistoryList, error) {
	s, err := r.sieveOf(q)
	if err != nil {
		return nil, err
	}
	return r.deeds(q, s, reader, count, func(from place, started bool) ([]*Event, error) {
		about := r.DB().Where("entity_type = ? AND entity_id = ?", kind.Key, id)
		for _, p := range kind.parts {
			about = about.Or("entity_type = ? AND entity_id IN (?)", p.entity, p.of(r, id))
		}
		g := s.narrow(r, r.DB().Model(&Event{}).Where(about))
		if started {
			g = from.after(g)
		}
		var list []*Event
		err := g.Order("occurred_at DESC, id DESC").Limit(historyBatch).Find(&list).Error
		return list, err
	})
}

// deeds reads batches of events until a page is full, there are no more, or enough was looked at.
func (r *Read) deeds(q HistoryQuery, s sieve, reader ReadsAs, count int, batch func(from place, started bool) ([]*Event, error)) (*HistoryList, error) {
	h, err := r.historyReader(reader.Loc, reader.Zone)
	if err != nil {
		return nil, err
	}
	page := &HistoryList{}
	from, started := readPlace(q.Before)
	for range historyBatches {
		events, err := batch(from, started)
		if err != nil {
			return nil, err
		}
		deeds, err := r.tellDeeds(h, events)
		if err != nil {
			return nil, err
		}
		for _, d := range deeds {
			if !s.fits(d) {
				continue
			}
			if len(page.Deeds) == count {
				last := page.Deeds[count-1]
				page.Next = place{last.At, last.ID}.String()
				return page, nil
			}
			page.Deeds = append(page.Deeds, d)
		}
		if len(events) < historyBatch {
			return page, nil
		}
		last := events[len(events)-1]
		from, started = place{last.OccurredAt, last.ID}, true
	}
	page.Next, page.Until = from.String(), from.at
	return page, nil
}

// HistoryThing finds a thing of one kind by its reference, removed or not, that this person may open.
func (r *Read) HistoryThing(kind *HistoryKind, ref string) (HistoryName, error) {
	var ids []string
	if err := kind.named(r).Where("ref = ?", ref).Limit(1).Pluck("id", &ids).Error; err != nil {
		return HistoryName{}, err
	}
	if len(ids) == 0 {
		return HistoryName{}, NotFound("This " + kind.Title)
	}
	return r.historyThing(kind, ids[0])
}

func (r *Read) historyThing(kind *HistoryKind, id string) (HistoryName, error) {
	var seen int64
	if err := kind.rows(r).Where("id = ?", id).Count(&seen).Error; err != nil || seen == 0 {
		return HistoryName{}, cmp.Or(err, error(NotFound("This "+kind.Title)))
	}
	names, err := r.historyNames(kind.Key, []string{id})
	if err != nil || len(names) == 0 {
		return HistoryName{}, cmp.Or(err, error(NotFound("This "+kind.Title)))
	}
	return names[0], nil
}

// fewDeeds is how many changes a thing's own page shows; all of them stand on the page of its history.
const fewDeeds = 6

// ThingHistory is the newest changes of a thing, for its own page.
type ThingHistory struct {
	*HistoryList
	Kind, Ref string
}

// LatestOf gives the newest changes of a thing that this person may open; nothing for a kind that has no history.
func (r *Read) LatestOf(kind, ref string, reader ReadsAs) (*ThingHistory, error) {
	k := HistoryOf(kind)
	it, err := r.HistoryThing(k, ref)
	if err != nil {
		return nil, err
	}
	list, err := r.HistoryOfThing(k, it.ID, HistoryQuery{}, reader, fewDeeds)
	return &ThingHistory{list, kind, ref}, err
}

// HistoryThings lists things of one kind that this person may open, removed ones too, at most so many.
func (r *Read) HistoryThings(kind *HistoryKind, count int) ([]HistoryName, error) {
	var ids []string
	if err := kind.rows(r).Order("id").Limit(count).Pluck("id", &ids).Error; err != nil {
		return nil, err
	}
	return r.historyNames(kind.Key, ids)
}
