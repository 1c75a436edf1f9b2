package models

import (
	"slices"
	"strconv"
)

// unmoved refuses when something that was chosen for is not as it was looked at, naming the first and how many there are. It gives the choices
// for what the change still reaches: what was finished or went elsewhere since is left alone.
func (tx *Tx) unmoved(x *span, chosen []*PlannedItem, strict bool) ([]*PlannedItem, error) {
	moved, first := 0, ""
	gone := map[*PlannedItem]bool{}
	for _, k := range changeKinds {
		var ids []string
		seen := map[string]*PlannedItem{}
		for _, i := range chosen {
			if i.Kind != k.Key || i.Choice == ChoiceKeep {
				continue
			}
			if i.Whole() && !strict {
				continue
			}
			if i.Whole() {
				g := &RadiusGroup{changeKind: k}
				if err := x.count(g); err != nil {
					return nil, err
				}
				if g.Mark != i.Seen {
					moved++
					first = "The " + k.Many + " have changed since you chose for all of them."
				}
				continue
			}
			ids, seen[i.ThingID] = append(ids, i.ThingID), i
		}
		now, err := x.editions(k, ids)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			at, there := now[id]
			switch {
			case !there:
				gone[seen[id]] = true
				if err := tx.DB().Where("id = ?", seen[id].ID).Delete(&PlannedItem{}).Error; err != nil {
					return nil, err
				}
			case strict && strconv.Itoa(at) != seen[id].Seen:
				by, err := tx.whoSaved(k.Key, id)
				if err != nil {
					return nil, err
				}
				moved++
				first = seen[id].Ref + " " + seen[id].Title + ": " + by
			}
		}
	}
	switch moved {
	case 0:
		return slices.DeleteFunc(chosen, func(i *PlannedItem) bool { return gone[i] }), nil
	case 1:
		return nil, &Refusal{Kind: KindStale, Say: "Nothing was changed. " + first + " Look at it again; it is marked below."}
	}
	return nil, &Refusal{Kind: KindStale, Say: "Nothing was changed. " + itoa(moved) + " things have changed since you looked at them. " + first + " Look at them again; they are marked below."}
}

// whoSaved says who saved a thing last, and when.
func (r *Read) whoSaved(kind, id string) (string, error) {
	var last Event
	err := r.DB().Where("entity_type = ? AND entity_id = ? AND entity_version > 0", kind, id).Order("occurred_at DESC, id DESC").Limit(1).Find(&last).Error
	if err != nil || last.ID == "" {
		return "It was changed since you looked at it.", err
	}
	c, err := r.Company()
	if err != nil {
		return "", err
	}
	at := last.OccurredAt.In(c.Calendar().Zone)
	return last.ActorName + " changed it on " + at.Format("2 January 2006") + " at " + at.Format("15:04") + ".", nil
}
