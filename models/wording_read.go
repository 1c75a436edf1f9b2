package models

import (
	"cmp"
	"slices"
	"time"

	"gorm.io/gorm"
)

// dayStart is the instant at which a day begins in a zone.
func dayStart(d time.Time, zone *time.Location) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zone).UTC()
}

// PagesToRead gives the wordings that the person who asks is asked to read: of the pages of their teams, and of the intent. A page whose
// wording stands in an edition that waits for them is left to that edition; and who has a page or an edition to read, reads the intent at the
// top of it.
func (r *Read) PagesToRead() ([]*PageToRead, error) {
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil || !r.Who.SignedIn() {
		return nil, err
	}
	editions, err := r.ToRead()
	if err != nil {
		return nil, err
	}
	teams := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(r.Who.Leads), r.Who.MemberOf...))))
	list, err := r.unread(strategy, append([]string{strategy.ID}, teams...))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(p *PageToRead) bool {
		return p.Team != nil && slices.ContainsFunc(editions, func(e *ToRead) bool { return briefID(e.TeamID) == p.Team.ID && e.Wording == p.Hash })
	})
	if len(list)+len(editions) > 1 {
		list = slices.DeleteFunc(list, func(p *PageToRead) bool { return p.Team == nil })
	}
	return list, nil
}

// unread gives the newest wordings of some things that the person who asks has not read: the intent under the id of the strategy first, then
// teams by name.
func (r *Read) unread(strategy *Strategy, ids []string) ([]*PageToRead, error) {
	newest, err := r.newestWordings(ids)
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	read, err := r.readBy(strategy, ids, []string{r.Who.PersonID})
	if err != nil {
		return nil, err
	}
	named, err := found[*Team](r.DB().Where("id IN ? AND removed_at IS NULL", ids))
	if err != nil {
		return nil, err
	}
	addressed, err := r.isAddressed()
	if err != nil {
		return nil, err
	}
	var list []*PageToRead
	for id, w := range newest {
		if _, known := read[readKey{r.Who.PersonID, id, w.Hash}]; known {
			continue
		}
		if w.EntityType == "strategy" && !addressed {
			continue
		}
		p := &PageToRead{Wording: w}
		if w.EntityType == "team" {
			at := slices.IndexFunc(named, func(t *Team) bool { return t.ID == id })
			if at < 0 || named[at].LeadPersonID == nil && !slices.Contains(r.Who.MemberOf, id) {
				continue
			}
			p.Team = named[at]
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *PageToRead) int {
		return cmp.Or(cmp.Compare(refOf(a.Team), refOf(b.Team)), cmp.Compare(a.ID, b.ID))
	})
	return list, r.readBefore(list, read)
}

// isAddressed tells whether the person who asks has an address to sign in with: nobody else is asked to read.
func (r *Read) isAddressed() (bool, error) {
	var n int64
	err := r.DB().Model(&Person{}).Where("id = ? AND email IS NOT NULL", r.Who.PersonID).Count(&n).Error
	return n > 0, err
}

// readBefore adds to each what this person has read of it last.
func (r *Read) readBefore(list []*PageToRead, read map[readKey]time.Time) error {
	for _, p := range list {
		var hashes []string
		for k := range read {
			if k.entity == p.EntityID {
				hashes = append(hashes, k.hash)
			}
		}
		if len(hashes) == 0 {
			continue
		}
		earlier, err := found[*Wording](r.DB().Where("entity_id = ? AND hash IN ?", p.EntityID, hashes).Order("n DESC").Limit(1))
		if err != nil {
			return err
		}
		if len(earlier) > 0 {
			p.Was = earlier[0]
		}
	}
	return nil
}

// readKey is a person, a thing, and a wording of it.
type readKey struct{ person, entity, hash string }

// readBy gives which wordings of some things people have read, and when: as they said of the page, or of an edition with that wording.
// Whoever issued an edition, or put the intent in force, knows it: their time is that of the issue. Nil people are all.
func (r *Read) readBy(strategy *Strategy, ids, people []string) (map[readKey]time.Time, error) {
	out := map[readKey]time.Time{}
	var list []struct {
		PersonID, EntityID, Hash string
		At                       time.Time
	}
	own := func(q *gorm.DB, whose string) *gorm.DB {
		if people != nil {
			q = q.Where(whose, people)
		}
		return q.Limit(mostReaders)
	}
	said := r.DB().Model(&WordingReceipt{}).Select("person_id, entity_id, hash, read_at AS at").Where("entity_id IN ?", ids)
	if err := own(said, "person_id IN ?").Scan(&list).Error; err != nil {
		return nil, err
	}
	for _, one := range list {
		out[readKey{one.PersonID, one.EntityID, one.Hash}] = one.At
	}
	list = nil
	given := r.DB().Model(&Receipt{}).Select("receipts.person_id, editions.team_id AS entity_id, editions.wording AS hash, receipts.read_at AS at").
		Joins("JOIN editions ON editions.id = receipts.edition_id").Where("editions.strategy_id = ? AND editions.team_id IN ? AND editions.wording <> ''", strategy.ID, ids)
	if err := own(given, "receipts.person_id IN ?").Scan(&list).Error; err != nil {
		return nil, err
	}
	for _, one := range list {
		out[readKey{one.PersonID, one.EntityID, one.Hash}] = one.At
	}
	return out, r.knownAnyway(strategy, out)
}

// knownAnyway adds those who issued a wording themselves.
func (r *Read) knownAnyway(strategy *Strategy, out map[readKey]time.Time) error {
	_, intent, err := r.InForce()
	if err != nil {
		return err
	}
	var issued []*Edition
	err = r.DB().Omit("content").Where("strategy_id = ? AND issued_person_id IS NOT NULL", strategy.ID).Order("issued_at DESC, id").Limit(10 * most).Find(&issued).Error
	if err != nil {
		return err
	}
	for _, e := range issued {
		if e.TeamID != nil && e.Wording != "" {
			out[readKey{*e.IssuedPersonID, *e.TeamID, e.Wording}] = e.IssuedAt
		}
		if intent != nil && (intent.InForceAt == nil || !e.IssuedAt.Before(*intent.InForceAt)) { // it stands in each of them
			out[readKey{*e.IssuedPersonID, strategy.ID, hash(intent.Statement)}] = e.IssuedAt
		}
	}
	if intent == nil {
		return nil
	}
	var set []*Event
	err = r.DB().Where("entity_type = ? AND entity_id = ? AND type IN ? AND actor_person_id IS NOT NULL", "intent", intent.ID, []EventType{IntentInForce, IntentChanged}).Limit(10).Find(&set).Error
	for _, e := range set {
		out[readKey{*e.ActorPersonID, strategy.ID, hash(intent.Statement)}] = e.OccurredAt
	}
	return err
}
