package models

import (
	"encoding/json"
	"slices"
	"strings"
)

// recordedDeed is an event with the thing it is about and how that stood before and after.
type recordedDeed struct {
	*Event
	kind    *HistoryKind
	part    *historyPart // nil where it is about the thing itself
	thing   string       // its id
	was, is map[string]any
	whole   bool // before and after are the thing as a whole
	joined  string
	left    string
}

// tellDeeds tells some events in words, those that this person may read and that say something, in the order given.
func (r *Read) tellDeeds(h *historyReader, events []*Event) ([]*Deed, error) {
	list, err := r.readDeeds(events)
	if err != nil {
		return nil, err
	}
	if list, err = h.admitted(list); err != nil {
		return nil, err
	}
	for _, d := range list {
		h.wants(d.fields(), d.was)
		h.wants(d.fields(), d.is)
		h.wish("person", text(d.ActorPersonID))
		h.wish("team", d.joined)
		h.wish("team", d.left)
	}
	if err := h.readNames(); err != nil {
		return nil, err
	}
	runs, err := r.runRefs(list)
	if err != nil {
		return nil, err
	}
	var deeds []*Deed
	for _, d := range list {
		if one := h.deed(d); one != nil {
			one.Run = runs[d.CauseRunID]
			deeds = append(deeds, one)
		}
	}
	return deeds, nil
}

// readDeeds finds what events are about, and reads what was recorded. Events that are told to nobody are left out.
func (r *Read) readDeeds(events []*Event) (list []*recordedDeed, err error) {
	parts := map[string][]string{}
	for _, e := range events {
		d := &recordedDeed{Event: e, kind: historyKinds[e.EntityType], thing: e.EntityID}
		if p := historyParts[e.EntityType]; p != nil {
			d.kind, d.part = p.kind, p.historyPart
			parts[e.EntityType] = append(parts[e.EntityType], e.EntityID)
		}
		if d.kind == nil {
			continue
		}
		if err := d.parse(); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	for entity, ids := range parts {
		slices.Sort(ids)
		belongs, err := historyParts[entity].whose(r, slices.Compact(ids))
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			if d.part != nil && d.EntityType == entity {
				d.thing = belongs[d.EntityID]
			}
		}
	}
	return slices.DeleteFunc(list, func(d *recordedDeed) bool { return d.thing == "" }), nil
}

func (d *recordedDeed) parse() error {
	var c struct{ Before, After json.RawMessage }
	if err := json.Unmarshal([]byte(d.Payload), &c); err != nil {
		return err
	}
	// A payload that is a list or a word says what an event of its own needs, and not how the thing stood.
	was, is := asObject(c.Before), asObject(c.After)
	d.joined, d.left = deepText(is, "joined"), deepText(was, "left")
	if is != nil && deepText(is, "id") == d.EntityID {
		d.is = is
	}
	if was != nil && deepText(was, "id") == d.EntityID {
		d.was = was
	}
	d.whole = d.is != nil && d.was != nil
	return nil
}

func asObject(raw json.RawMessage) map[string]any {
	var of map[string]any
	if json.Unmarshal(raw, &of) != nil {
		return nil
	}
	return of
}

// fields are those in which a change of the thing, or of the part, is told.
func (d *recordedDeed) fields() []HistoryField {
	if d.part != nil {
		return d.part.fields
	}
	return d.kind.fields
}

// admitted keeps what this person may read: of things that they may open, nothing of a draft that is not for them, and no target that is
// not shown.
func (h *historyReader) admitted(list []*recordedDeed) ([]*recordedDeed, error) {
	byKind := map[*HistoryKind][]*recordedDeed{}
	for _, d := range list {
		byKind[d.kind] = append(byKind[d.kind], d)
		h.wish(d.kind.Key, d.thing)
	}
	if err := h.readNames(); err != nil {
		return nil, err
	}
	var strategies []string
	for _, d := range list {
		if id := h.names[d.kind.Key][d.thing].StrategyID; d.kind.strat && id != nil {
			strategies = append(strategies, *id)
		}
	}
	slices.Sort(strategies)
	drafts, err := h.r.draftingOf(slices.Compact(strategies))
	if err != nil {
		return nil, err
	}
	out := map[*recordedDeed]bool{}
	for kind, some := range byKind {
		if err := h.admit(kind, some, drafts, out); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(list, func(d *recordedDeed) bool { return out[d] }), nil
}

// admit marks those deeds on things of one kind that this person may not read, and narrows the others.
func (h *historyReader) admit(kind *HistoryKind, list []*recordedDeed, drafts drafting, out map[*recordedDeed]bool) error {
	ids, open := []string{}, map[string]bool{}
	for _, d := range list {
		ids = append(ids, d.thing)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for part := range slices.Chunk(ids, 500) {
		var seen []string
		if err := kind.rows(h.r).Where("id IN ?", part).Limit(len(part)).Pluck("id", &seen).Error; err != nil {
			return err
		}
		for _, id := range seen {
			open[id] = true
		}
	}
	var inner map[string]bool
	if kind.drafts != nil {
		var err error
		if inner, err = kind.drafts(h.r, ids); err != nil {
			return err
		}
	}
	var of facts
	for _, d := range list {
		strategy := h.names[kind.Key][d.thing].StrategyID
		switch {
		case !open[d.thing], kind.strat && drafts.hides(strategy, d.OccurredAt),
			d.part != nil && d.part.inside && !drafts.may[text(strategy)], d.part != nil && kind.drafts != nil && !inner[d.thing]:
			out[d] = true
			continue
		case kind.drafts != nil && !inner[d.thing]:
			coverDraft(d.was)
			coverDraft(d.is)
		}
		if d.part == nil {
			of = append(of, d.was, d.is)
		}
	}
	if kind.narrow == nil {
		return nil
	}
	return kind.narrow(h.r, ids, of)
}

// runRefs gives the references of the runs that some deeds were done by, where this person may open them.
func (r *Read) runRefs(list []*recordedDeed) (map[string]string, error) {
	var ids []string
	for _, d := range list {
		if d.CauseRunID != "" {
			ids = append(ids, d.CauseRunID)
		}
	}
	refs := map[string]string{}
	if len(ids) == 0 {
		return refs, nil
	}
	slices.Sort(ids)
	rules := r.visible(r.DB().Model(&Rule{})).Select("id")
	var rows []struct{ ID, Ref string }
	err := r.DB().Model(&Run{}).Select("id, ref").Where("id IN ? AND rule_id IN (?)", slices.Compact(ids), rules).Limit(len(ids)).Scan(&rows).Error
	for _, row := range rows {
		refs[row.ID] = row.Ref
	}
	return refs, err
}

// deed tells one change; nil when there is nothing to say of it.
func (h *historyReader) deed(d *recordedDeed) *Deed {
	it := h.names[d.kind.Key][d.thing]
	one := &Deed{ID: d.ID, Type: d.Type, At: d.OccurredAt, By: d.ActorName, Depth: d.Depth, Kind: d.kind, Ref: it.Ref, Title: it.Name, Gone: it.RemovedAt != nil, Why: d.Reason, team: it.TeamID}
	switch {
	case d.CauseRunID != "":
	case d.ActorPersonID == nil && d.ActorName == "":
		one.By = "Throughline"
	case d.ActorPersonID != nil:
		one.ByRef = h.names["person"][*d.ActorPersonID].Ref
	}
	one.Does = d.says()
	if d.whole {
		one.Lines = h.differences(d.fields(), d.was, d.is)
		one.Lines = slices.DeleteFunc(one.Lines, func(l DeedLine) bool { return l.Label == "State" && one.Does != "" && d.part == nil })
	} else if d.part != nil && d.is != nil && d.was == nil {
		one.Lines = h.differences(d.fields(), map[string]any{}, d.is)
	}
	if one.Why == "" {
		one.Why = d.why()
	}
	if team := h.thing("team", d.joined); team != "" && d.Type == string(PersonTeamsChanged) {
		one.Does = "Put them on the team " + team
	} else if team := h.thing("team", d.left); team != "" && d.Type == string(PersonTeamsChanged) {
		one.Does = "Took them off the team " + team
	}
	if one.Does == "" && len(one.Lines) == 0 {
		return nil
	}
	if one.Does != "" && d.part != nil && d.part.about != nil {
		one.Does += ": " + d.part.about(d.now())
		one.Lines = slices.DeleteFunc(one.Lines, func(l DeedLine) bool {
			return l.Was == "" && (l.Label == "State" || l.Is != "" && strings.Contains(one.Does, l.Is))
		})
	}
	if one.Does != "" && !strings.HasSuffix(one.Does, "”") {
		one.Does += "."
	}
	return one
}

// now is how the thing, or the part, stood after; before where it is gone.
func (d *recordedDeed) now() map[string]any {
	if d.is != nil {
		return d.is
	}
	return d.was
}

// says is what the event is called: by itself, or by the state it led to.
func (d *recordedDeed) says() string {
	does := d.kind.does
	if d.part != nil {
		does = d.part.does
	}
	if say := does[EventType(d.Type)]; say != "" {
		return say
	}
	if d.part != nil || !d.whole || deepText(d.was, "State") == deepText(d.is, "State") {
		return ""
	}
	return d.kind.states[deepText(d.is, "State")]
}

// why is the reason that was given with a change: what a field of reasons says after it, and did not say before.
func (d *recordedDeed) why() string {
	if d.is == nil {
		return ""
	}
	for _, f := range d.fields() {
		if is := deepText(d.is, f.key); f.reads == asWhy && is != "" && is != deepText(d.was, f.key) {
			return is
		}
	}
	return ""
}
