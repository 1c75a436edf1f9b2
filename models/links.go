package models

import "gorm.io/gorm"

// wanted is one link a thing should have: the other thing's id, and a weight where the link has one.
type wanted struct {
	other  string
	weight *float64
}

// replaceLinks makes a thing's links just the wanted ones: it adds what is new, changes weights, and deletes what is gone.
func replaceLinks[L any, P interface {
	*L
	Entity
}](tx *Tx, want []wanted, find func() ([]P, error), other func(P) *string, weight func(P) **float64, make func() P) error {
	old, err := find()
	if err != nil {
		return err
	}
	have := map[string]P{}
	for _, l := range old {
		have[*other(l)] = l
	}
	seen := map[string]bool{}
	var added []P
	for _, w := range want {
		if seen[w.other] || w.other == "" {
			continue
		}
		seen[w.other] = true
		if l, ok := have[w.other]; ok {
			if weight != nil && !sameNumber(*weight(l), w.weight) {
				*weight(l) = w.weight
				if err := tx.Save(l); err != nil {
					return err
				}
			}
			continue
		}
		l := make()
		*other(l) = w.other
		if weight != nil {
			*weight(l) = w.weight
		}
		added = append(added, l)
	}
	for id, l := range have {
		if !seen[id] {
			if err := tx.Delete(l); err != nil {
				return err
			}
		}
	}
	return InsertAll[L, P](tx, added)
}

func sameNumber(a, b *float64) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// plain turns ids into links without weights.
func plain(ids []string) []wanted {
	list := make([]wanted, len(ids))
	for i, id := range ids {
		list[i] = wanted{other: id}
	}
	return list
}

// found runs a bounded query for rows of one table.
func found[P any](q *gorm.DB) ([]P, error) {
	var list []P
	err := q.Limit(most).Find(&list).Error
	return list, err
}
