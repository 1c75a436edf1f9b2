package models

import (
	"encoding/json"
	"slices"
)

// NoticeWordings records how the intent in force and the page of each team read now, where that differs from what was recorded last. From
// then on people are asked to read it (R22). It runs each hour, so that several changes of one hour ask once.
func (tx *Tx) NoticeWordings() error {
	strategy, intent, err := tx.InForce()
	if err != nil || strategy == nil {
		return err
	}
	source, err := tx.briefs(strategy, circle{})
	if err != nil {
		return err
	}
	teams := source.Tree.All()
	ids := []string{strategy.ID}
	for _, t := range teams {
		ids = append(ids, t.ID)
	}
	last, err := tx.newestWordings(ids)
	if err != nil {
		return err
	}
	var fresh []*Wording
	note := func(kind, id, hash, content string) {
		n := 1
		if was := last[id]; was != nil {
			if was.Hash == hash {
				return
			}
			n = was.N + 1
		}
		fresh = append(fresh, &Wording{EntityType: kind, EntityID: id, N: n, Hash: hash, Content: content})
	}
	if intent != nil && intent.State == InForce {
		note("strategy", strategy.ID, hash(intent.Statement), intent.Statement)
	}
	for _, t := range teams {
		b := source.brief(t)
		content, err := json.Marshal(b)
		if err != nil {
			return err
		}
		note("team", t.ID, b.WordingHash(), string(content))
	}
	if err := InsertAll[Wording](tx, fresh); err != nil {
		return err
	}
	return tx.tellWordings(strategy, fresh, source.Tree)
}

// tellWordings records for each new wording whom it asks to read. Where an edition with the same wording was issued, that one has told them.
func (tx *Tx) tellWordings(strategy *Strategy, fresh []*Wording, tree *Tree) error {
	editions, err := tx.newestEditions(tx.DB().Omit("content"), strategy.ID)
	if err != nil {
		return err
	}
	var teams []*Team
	var ids []string
	for _, w := range fresh {
		ids = append(ids, w.EntityID)
		if t := tree.ByID[w.EntityID]; t != nil {
			teams = append(teams, t)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	readers, err := tx.wordingReaders(tree, teams, len(teams) < len(fresh))
	if err != nil {
		return err
	}
	read, err := tx.readBy(strategy, ids, nil)
	if err != nil {
		return err
	}
	for _, w := range fresh {
		if e := editions[w.EntityID]; e != nil && e.Wording == w.Hash {
			continue
		}
		team := tree.ByID[w.EntityID]
		asked := Asked{Name: ReadersOf(team), TeamRef: refOf(team), People: waiting(linesOf(w, readers[refOf(team)], read))}
		if len(asked.People) == 0 {
			continue
		}
		if err := tx.Emit(WordingNew, w, nil, asked); err != nil {
			return err
		}
	}
	return nil
}

// Asked is the payload of an event that asks people to read something.
type Asked struct {
	Name    string   `json:"name"`     // "the intent", "the page of Delivery", "edition 2 of the Delivery brief"
	TeamRef string   `json:"team_ref"` // empty for the intent and the company brief
	Edition string   `json:"edition"`  // reference; empty for a page
	People  []string `json:"people"`   // ids of those who are asked
}

func refOf(team *Team) string {
	if team == nil {
		return ""
	}
	return team.Ref
}

// ReadersOf names what is to be read within a sentence: "the page of Delivery", or "the intent" without a team.
func ReadersOf(team *Team) string {
	if team == nil {
		return "the intent"
	}
	return "the page of " + team.Name
}

// waiting are the ids of those who are asked and have not read it.
func waiting(lines []*ReaderLine) (ids []string) {
	for _, l := range lines {
		if !l.Gone && !l.Issued && l.ReadAt.IsZero() {
			ids = append(ids, l.PersonID)
		}
	}
	return ids
}

// newestWordings gives the newest wording of each of these things, by the id of the thing.
func (r *Read) newestWordings(ids []string) (map[string]*Wording, error) {
	last := r.DB().Model(&Wording{}).Select("entity_id || ' ' || MAX(n)").Where("entity_id IN ?", ids).Group("entity_id")
	var list []*Wording
	err := r.DB().Where("entity_id IN ? AND entity_id || ' ' || n IN (?)", ids, last).Limit(mostTeams).Find(&list).Error
	out := map[string]*Wording{}
	for _, w := range list {
		out[w.EntityID] = w
	}
	return out, err
}

// RemindReaders has those told once more who have not read something yet, as far as the person who asks may know of them; nobody twice on one
// day. It gives how many are told. Subject is the edition or wording, and lines are its readers.
func (tx *Tx) RemindReaders(subject Entity, asked Asked, lines []*ReaderLine) (people int, err error) {
	if tx.Who.Reach(SeeReceipts) < Teams {
		return 0, tx.Who.Must(SeeReceipts)
	}
	open := waiting(lines)
	if len(open) == 0 {
		return 0, AgainstRule("Everybody who is asked has read it.")
	}
	c, err := tx.Company()
	if err != nil {
		return 0, err
	}
	day := tx.Today().Time()
	since := tx.Now.AddDate(0, 0, -1)
	if cal := c.Calendar(); cal.Zone != nil {
		since = dayStart(day, cal.Zone)
	}
	var today []*Event
	err = tx.DB().Where("entity_type = ? AND entity_id = ? AND type = ? AND occurred_at >= ?", EntityType(subject), subject.Identity(), ReadersReminded, since).
		Order("occurred_at, id").Limit(most).Find(&today).Error
	if err != nil {
		return 0, err
	}
	for _, e := range today {
		var before struct{ After Asked }
		if err := json.Unmarshal([]byte(e.Payload), &before); err != nil {
			return 0, err
		}
		open = slices.DeleteFunc(open, func(id string) bool { return slices.Contains(before.After.People, id) })
	}
	if len(open) == 0 {
		return 0, AgainstRule("All of them were reminded today already. Speak to them, or remind them tomorrow.")
	}
	asked.People = open
	return len(open), tx.Tell(ReadersReminded, subject, nil, asked)
}
