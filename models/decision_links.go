package models

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// affectable is one kind of thing that a decision can be tied to: how its references begin, and where its rows and names are.
type affectable struct {
	kind, prefix, table, name string
	known                     func(*Read, *gorm.DB) *gorm.DB // keeps what this person may know of
	stays                     bool                           // its rows are never removed
}

// affectables are all kinds, in the order in which they are listed.
var affectables = []affectable{
	{"outcome", "O", "outcomes", "id, ref, title", (*Read).visibleOutcomes, false},
	{"goal", "G", "goals", "id, ref, title", (*Read).visible, false},
	{"objective", "B", "objectives", "id, ref, title", (*Read).visible, false},
	{"workflow", "W", "workflows", "id, ref, name AS title", nil, false},
	{"process", "P", "processes", "id, ref, name AS title", (*Read).visible, false},
	{"initiative", "I", "initiatives", "id, ref, name AS title", nil, false},
	{"operations_strategy", "OS", "operations_strategies", "id, ref, name AS title", (*Read).visibleOperations, false},
	{"allocation", "A", "allocations", "id, ref, name AS title", nil, false},
	{"team", "TM", "teams", "id, ref, name AS title", nil, false},
}

// rows gives the things of the kind that a condition finds and this person may know of.
func (k affectable) rows(r *Read, where string, values []string) (list []*Affected, err error) {
	if len(values) == 0 {
		return nil, nil
	}
	q := r.DB().Table(k.table).Select(k.name).Where(where, values)
	if !k.stays {
		q = q.Where("removed_at IS NULL")
	}
	if k.known != nil {
		q = k.known(r, q)
	}
	err = q.Order("ref").Limit(most).Find(&list).Error
	for _, a := range list {
		a.Type = k.kind
	}
	return list, err
}

// affectedByRef finds things that a decision can affect by their references; missing are those that name nothing this person may know of.
func (r *Read) affectedByRef(refs []string) (list []*Affected, missing []string, err error) {
	return r.thingsByRef(affectables, refs)
}

// thingsByRef finds things of some kinds by their references, as affectedByRef does.
func (r *Read) thingsByRef(kinds []affectable, refs []string) (list []*Affected, missing []string, err error) {
	by := map[string]*Affected{}
	for _, k := range kinds {
		var of []string
		for _, ref := range refs {
			if digits, ok := strings.CutPrefix(ref, k.prefix); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
				of = append(of, ref)
			}
		}
		found, err := k.rows(r, "ref IN ?", of)
		if err != nil {
			return nil, nil, err
		}
		for _, a := range found {
			by[a.Ref] = a
		}
	}
	for _, ref := range refs {
		switch a := by[ref]; {
		case a == nil:
			missing = append(missing, ref)
		case !slices.Contains(list, a):
			list = append(list, a)
		}
	}
	return list, missing, nil
}

// thingsByID finds things of some kinds by their ids, as far as this person may know of them. Kind and id together are the key.
func (r *Read) thingsByID(kinds []affectable, ids map[string][]string) (map[string]*Affected, error) {
	things := map[string]*Affected{}
	for _, k := range kinds {
		found, err := k.rows(r, "id IN ?", ids[k.kind])
		if err != nil {
			return nil, err
		}
		for _, a := range found {
			things[a.Type+a.ID] = a
		}
	}
	return things, nil
}

// fillAffects puts into decisions what they affect, as far as this person may know of it, in one query for each kind.
func (r *Read) fillAffects(list []*Decision) error {
	at := map[string]*Decision{}
	for _, d := range list {
		at[d.ID], d.Affects = d, nil
	}
	if len(at) == 0 {
		return nil
	}
	var links []*DecisionLink
	if err := r.DB().Where("decision_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&links).Error; err != nil {
		return err
	}
	ids := map[string][]string{}
	for _, l := range links {
		ids[l.EntityType] = append(ids[l.EntityType], l.EntityID)
	}
	place := map[string]int{}
	for i, k := range affectables {
		place[k.kind] = i
	}
	things, err := r.thingsByID(affectables, ids)
	if err != nil {
		return err
	}
	for _, l := range links {
		if a := things[l.EntityType+l.EntityID]; a != nil {
			at[l.DecisionID].Affects = append(at[l.DecisionID].Affects, a)
		}
	}
	for _, d := range list {
		slices.SortStableFunc(d.Affects, func(a, b *Affected) int { return cmp.Compare(place[a.Type], place[b.Type]) })
	}
	return nil
}

// saveAffects makes a decision's links those it should have. What it is tied to and this person may not know of stays.
func (tx *Tx) saveAffects(d *Decision) error {
	old, err := found[*DecisionLink](tx.DB().Where("decision_id = ?", d.ID))
	if err != nil {
		return err
	}
	want := map[[2]string]bool{}
	var fresh []*DecisionLink
	for _, a := range d.Affects {
		key := [2]string{a.Type, a.ID}
		if !want[key] && !slices.ContainsFunc(old, func(l *DecisionLink) bool { return l.EntityType == a.Type && l.EntityID == a.ID }) {
			fresh = append(fresh, &DecisionLink{DecisionID: d.ID, EntityType: a.Type, EntityID: a.ID})
		}
		want[key] = true
	}
	known := &Decision{Row: Row{ID: d.ID}}
	if err := tx.fillAffects([]*Decision{known}); err != nil {
		return err
	}
	for _, l := range old {
		seen := slices.ContainsFunc(known.Affects, func(a *Affected) bool { return a.Type == l.EntityType && a.ID == l.EntityID })
		if seen && !want[[2]string{l.EntityType, l.EntityID}] {
			if err := tx.Delete(l); err != nil {
				return err
			}
		}
	}
	return InsertAll[DecisionLink](tx, fresh)
}

// idsOf lists the ids of the things of one kind that a decision affects.
func (d *Decision) idsOf(kind string) (ids []string) {
	for _, a := range d.Affects {
		if a.Type == kind {
			ids = append(ids, a.ID)
		}
	}
	return ids
}
