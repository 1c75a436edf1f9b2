package models

import (
	"cmp"
	"slices"
	"strings"
)

// pastFields tells all fields of a recorded thing; of lists of rows a field for each row and each of its values.
func (h *historyReader) pastFields(fields []HistoryField, of map[string]any) (list []PastField) {
	for _, f := range fields {
		if f.reads == asWhy || f.reads == asSaid || f.noun == "" {
			continue
		}
		if f.reads != asRows {
			list = append(list, PastField{Label: f.label(), Value: h.pastValue(f, of), Text: f.reads == asText, key: f.key, Note: keptNote(f, of)})
			continue
		}
		if f.shown != nil {
			for i, say := range f.shown(h, of) {
				list = append(list, PastField{Label: f.label() + " " + itoa(i+1), Value: say, key: f.key})
			}
			continue
		}
		for i, row := range rowsIn(deep(of, f.key)) {
			name := rowName(f, row, i)
			for _, inner := range h.pastFields(f.rows, row) {
				if inner.Value == "" || inner.Value == name {
					continue
				}
				inner.Label, inner.key = f.label()+" “"+name+"”: "+strings.ToLower(inner.Label[:1])+inner.Label[1:], f.key
				list = append(list, inner)
			}
		}
	}
	return list
}

// pastValue is how a field reads; a tick that was not set is nothing, and what a list holds that is not for this person is not told at all.
func (h *historyReader) pastValue(f HistoryField, of map[string]any) string {
	v := deep(of, f.key)
	switch {
	case f.reads == asYes && v != true:
		return ""
	case f.lists():
		return strings.Join(slices.DeleteFunc(h.members(f, v), func(name string) bool { return name == unseenWords }), ", ")
	}
	return h.value(f, of)
}

// keptNote says of a field that the record did not keep at that time that it did not.
func keptNote(f HistoryField, of map[string]any) string {
	if keptIn(of, f.key) {
		return ""
	}
	return "Throughline did not keep this yet."
}

// keptIn tells whether a recorded thing has a field at all.
func keptIn(of map[string]any, key string) bool {
	head, _, _ := strings.Cut(key, ".")
	_, kept := of[head]
	return kept
}

// lists are the ways to read a field that holds several things.
func (f HistoryField) lists() bool {
	return f.reads == asThings || f.reads == asLinks || f.reads == asAny || f.reads == asRows
}

// fillMakers says of each field which change made it what it was, and where the record is silent on that. It looks back from the moment as far as
// pastBatches reach.
func (r *Read) fillMakers(h *historyReader, p *Past) error {
	open := map[string]bool{} // keys of fields in which something stood
	for _, f := range p.Fields {
		if f.Value != "" && f.Note == "" {
			open[f.key] = true
		}
	}
	if p.Stood == Gone {
		open[removedKey] = true
	}
	made, born := map[string]*recordedDeed{}, map[string]*recordedDeed{}
	var from *place
	for batch := 0; ; batch++ {
		if p.Short = batch == pastBatches; p.Short {
			break
		}
		events, err := r.ofThingBefore(p, from)
		if err != nil {
			return err
		}
		list, err := r.readDeeds(events)
		if err != nil {
			return err
		}
		if list, err = h.admitted(list); err != nil {
			return err
		}
		for _, d := range list {
			d.makes(p.Kind, func(key string) {
				if d.was == nil {
					born[key] = d // the oldest stays
				} else if made[key] == nil {
					made[key] = d
					delete(open, key)
				}
			})
		}
		if len(events) < historyBatch || len(open) == 0 {
			break
		}
		last := events[len(events)-1]
		from = &place{last.OccurredAt, last.ID}
	}
	for key, d := range born {
		made[key] = cmp.Or(made[key], d)
	}
	told, err := r.deedsOf(h, made)
	if err != nil {
		return err
	}
	for i := range p.Fields {
		if d := made[p.Fields[i].key]; d != nil {
			p.Fields[i].Made = told[d]
		}
	}
	if d := made[removedKey]; d != nil && p.Stood == Gone {
		p.Ended = told[d]
	}
	return r.fillSilence(h, p, made)
}

// ofThingBefore reads one batch of the changes of the thing itself before a moment, or before a place, the newest first.
func (r *Read) ofThingBefore(p *Past, from *place) ([]*Event, error) {
	g := r.DB().Where("entity_type = ? AND entity_id = ?", p.Kind.Key, p.Thing.ID).Where(p.Moment.earlier(r.DB()))
	if from != nil {
		g = g.Where(from.after(r.DB()))
	}
	var list []*Event
	err := g.Order("occurred_at DESC, id DESC").Limit(historyBatch).Find(&list).Error
	return list, err
}

// makes calls back with the keys of the fields that a change made what they were after it: all in which something stood where it brought the
// thing in.
func (d *recordedDeed) makes(kind *HistoryKind, each func(key string)) {
	if d.part != nil || d.is == nil {
		return
	}
	for _, f := range kind.fields {
		is := deep(d.is, f.key)
		if f.reads == asWhy {
			continue
		}
		if d.was != nil && !sameValue(deep(d.was, f.key), is) || d.was == nil && !blankValue(is) {
			each(f.key)
		}
	}
	if d.is["RemovedAt"] != nil && (d.was == nil || d.was["RemovedAt"] == nil) {
		each(removedKey)
	}
}

// removedKey stands for that a thing was removed, beside the keys of its fields.
const removedKey = "RemovedAt"

// deedsOf tells some changes in words.
func (r *Read) deedsOf(h *historyReader, made map[string]*recordedDeed) (map[*recordedDeed]*Deed, error) {
	var list []*recordedDeed
	for _, d := range made {
		if !slices.Contains(list, d) {
			list = append(list, d)
			h.wants(d.fields(), d.was)
			h.wants(d.fields(), d.is)
			h.wish("person", text(d.ActorPersonID))
		}
	}
	if err := h.readNames(); err != nil {
		return nil, err
	}
	runs, err := r.runRefs(list)
	told := map[*recordedDeed]*Deed{}
	for _, d := range list {
		if told[d] = h.deed(d); told[d] != nil {
			told[d].Run = runs[d.CauseRunID]
		}
	}
	return told, err
}

// fillSilence notes the fields that changed without being recorded, and a thing of which nothing is on record.
func (r *Read) fillSilence(h *historyReader, p *Past, made map[string]*recordedDeed) error {
	ids := []string{p.Thing.ID}
	before, err := r.lastBefore(p.Kind.Key, ids, p.Moment)
	if err != nil {
		return err
	}
	after, err := r.firstLater(p.Kind.Key, ids, p.Moment)
	if err != nil {
		return err
	}
	last, next := before[p.Thing.ID], after[p.Thing.ID]
	p.Silent = last == nil && next == nil && len(made) == 0
	if last == nil {
		return nil
	}
	d := &recordedDeed{Event: last, kind: p.Kind, thing: p.Thing.ID}
	if err := d.parse(); err != nil || d.is == nil {
		return err
	}
	if err := r.coverPast(p.Kind, ids, map[string]stateAt{p.Thing.ID: {of: d.is}}, p.Moment); err != nil {
		return err
	}
	until := "today"
	if next != nil {
		until = r.dayOf(next.OccurredAt).Short()
	}
	h.wants(p.Kind.fields, d.is)
	if err := h.readNames(); err != nil {
		return err
	}
	unsaid := map[string]bool{}
	for _, f := range p.Kind.fields {
		// A list that is nothing may not have been looked at when the change was recorded.
		if keptIn(d.is, f.key) && !(f.lists() && blankValue(deep(d.is, f.key))) {
			unsaid[f.key] = len(h.difference(f, d.is, p.of)) > 0
		}
	}
	for i, f := range p.Fields {
		if f.Note != "" || !unsaid[f.key] {
			continue
		}
		p.Fields[i].Made = nil
		p.Fields[i].Note = "It changed between " + r.dayOf(last.OccurredAt).Short() + " and " + until + ". The record does not say when."
	}
	return nil
}

// fillBeginning finds the change that brought a thing in, where it is recorded and for this person.
func (r *Read) fillBeginning(h *historyReader, p *Past) error {
	var list []*Event
	if err := r.DB().Where("entity_type = ? AND entity_id = ?", p.Kind.Key, p.Thing.ID).Order("occurred_at, id").Limit(1).Find(&list).Error; err != nil {
		return err
	}
	first, err := r.readDeeds(list)
	if err != nil {
		return err
	}
	if first, err = h.admitted(first); err != nil || len(first) == 0 || first[0].was != nil || first[0].is == nil {
		return err
	}
	told, err := r.deedsOf(h, map[string]*recordedDeed{"": first[0]})
	p.Made = told[first[0]]
	return err
}
