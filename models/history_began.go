package models

import (
	"strings"
	"time"
)

// Beginning is where what is known of a thing begins.
type Beginning struct {
	Made     time.Time  // when it came into Throughline
	Imported bool       // it came with an import: what it was before is not known here
	Draft    *time.Time // it was a draft until then, and what was written in it is for its authors and executives; nil for those who may read it
}

// RecordBegan says where what this person may know of a thing begins.
func (r *Read) RecordBegan(kind *HistoryKind, it HistoryName) (b Beginning, err error) {
	var made []time.Time
	if err := kind.rows(r).Where("id = ?", it.ID).Limit(1).Pluck("created_at", &made).Error; err != nil || len(made) == 0 {
		return b, err
	}
	b.Made = made[0]
	var n int64
	if err := r.DB().Table("external_refs").Where("kind = ? AND entity_id = ?", kind.Key, it.ID).Count(&n).Error; err != nil {
		return b, err
	}
	b.Imported = n > 0
	if kind.strat && it.StrategyID != nil {
		drafts, err := r.draftingOf([]string{*it.StrategyID})
		if err != nil {
			return b, err
		}
		if since := drafts.since[*it.StrategyID]; since != nil && drafts.hides(it.StrategyID, b.Made) {
			b.Draft = since
		}
	}
	return b, nil
}

// Labels are the names of the fields of a kind, to choose one of them.
func (k *HistoryKind) Labels() (list []string) {
	seen := map[string]bool{}
	for _, f := range k.fields {
		if label := f.label(); label != "" && f.reads != asWhy && !seen[label] {
			seen[label] = true
			list = append(list, label)
		}
	}
	return list
}

// Told are the fields of a kind that its history tells, as the record calls them.
func (k *HistoryKind) Told() (list []string) {
	for _, f := range k.fields {
		name, _, _ := strings.Cut(f.key, ".")
		list = append(list, name)
	}
	return list
}
