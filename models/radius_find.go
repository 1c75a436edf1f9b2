package models

import (
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// RadiusQuery is what part of everything that a change reaches a page shows: one group, from a place on, and of it what holds some words.
type RadiusQuery struct {
	Only string
	Find string
	From int
}

// mostWords is how many words narrow a group.
const mostWords = 6

// narrowed keeps those things of a group that hold all of some words in their reference or title, or in the name of their owner or team.
func (x *span) narrowed(g *RadiusGroup) *gorm.DB {
	q := x.r.DB().Table("(?) AS found", x.of(g.Key).Select("?", g.row()))
	words := strings.Fields(g.Find)
	for _, word := range words[:min(len(words), mostWords)] {
		like := "%" + escapeLike(strings.ToLower(word)) + "%"
		q = q.Where(`LOWER(found.title) LIKE ? ESCAPE '\' OR LOWER(found.ref) LIKE ? ESCAPE '\' OR found.owner_person_id IN (SELECT id FROM people WHERE LOWER(name) LIKE ? ESCAPE '\')
			OR found.team_id IN (SELECT id FROM teams WHERE LOWER(name) LIKE ? ESCAPE '\')`, like, like, like, like)
	}
	return q
}

// inOrder is the order of a narrowed group: what is due first.
const inOrder = "CASE WHEN COALESCE(found.day, '') = '' THEN 1 ELSE 0 END, found.day, found.id"

// chooseFound keeps what is chosen for all things of a group that hold some words, one by one.
func (tx *Tx) chooseFound(x *span, k *changeKind, ch Choose) error {
	g := &RadiusGroup{changeKind: k, Find: ch.Find}
	var rows []*RadiusRow
	if err := x.narrowed(g).Order(inOrder).Limit(mostChosen + 1).Find(&rows).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		return AgainstRuleAt("pick", "Nothing fits “"+ch.Find+"” any more.")
	}
	var there int64
	if err := tx.DB().Model(&PlannedItem{}).Where("planned_change_id = ?", x.c.ID).Count(&there).Error; err != nil {
		return err
	}
	if int(there)+len(rows) > mostChosen {
		return AgainstRuleAt("pick", "At most "+itoa(mostChosen)+" things can be chosen for one by one. Find fewer, or choose for all of the group.")
	}
	may, err := tx.mayChooseAny(x.c, k, ch.Choice)
	if err != nil {
		return err
	}
	var items []*PlannedItem
	var ids []string
	for _, row := range rows {
		if !may {
			if err := tx.mayChooseOne(k, row); err != nil {
				return err
			}
		}
		seen := strconv.Itoa(row.Version)
		if was, looked := ch.Seen[row.ID]; looked {
			seen = was
		}
		it := &PlannedItem{PlannedChangeID: x.c.ID, Kind: k.Key, ThingID: row.ID}
		it.take(seen, row, ch)
		items, ids = append(items, it), append(ids, row.ID)
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), 500)]
		ids = ids[len(part):]
		if err := tx.DB().Where("planned_change_id = ? AND kind = ? AND thing_id IN ?", x.c.ID, k.Key, part).Delete(&PlannedItem{}).Error; err != nil {
			return err
		}
	}
	return InsertAll(tx, items)
}
