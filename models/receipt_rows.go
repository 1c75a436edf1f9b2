package models

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"gorm.io/gorm"
)

// mostReaders bounds how many readers of one brief, or of all briefs at once, are read.
const mostReaders = 50_000

// readers gives whom the briefs of some teams address, and whom the company's does when it is asked for: by team id, the company's
// under "", each list by name.
func (r *Read) readers(tree *Tree, teams []*Team, company bool) (map[string][]*Reader, error) {
	var ids []string
	var leads []*string
	for _, t := range teams {
		ids, leads = append(ids, t.ID), append(leads, t.LeadPersonID)
	}
	if company {
		for _, t := range tree.ByID {
			leads = append(leads, t.LeadPersonID)
		}
	}
	led, err := r.peopleByID(leads...)
	if err != nil {
		return nil, err
	}
	out := map[string][]*Reader{}
	add := func(brief string, p *Person, role Role, team string, since time.Time) {
		at := slices.IndexFunc(out[brief], func(x *Reader) bool { return x.PersonID == p.ID })
		if at < 0 {
			out[brief] = append(out[brief], &Reader{PersonID: p.ID, Ref: p.Ref, Name: p.Name, Role: role, TeamIDs: []string{team}, Since: since})
			return
		}
		known := out[brief][at]
		known.TeamIDs = append(known.TeamIDs, team)
		if role == DepartmentHead {
			known.Role = role
		}
	}
	lead := func(brief string, t *Team) {
		if t.LeadPersonID == nil {
			return
		}
		if p := led[*t.LeadPersonID]; p != nil && p.Active && p.Email != nil {
			role := TeamLead
			if t.Department || len(tree.Direct[t.ID]) > 0 {
				role = DepartmentHead
			}
			add(brief, p, role, t.ID, time.Time{})
		}
	}
	if company {
		for _, t := range tree.All() {
			lead("", t)
		}
	}
	for _, t := range teams {
		lead(t.ID, t)
	}
	var on []struct {
		TeamID, ID, Ref, Name string
		CreatedAt             time.Time
	}
	if len(ids) > 0 {
		err = r.DB().Raw(`SELECT m.team_id, m.created_at, p.id, p.ref, p.name FROM memberships m JOIN people p ON p.id = m.person_id
			WHERE m.team_id IN ? AND p.active = ? AND p.email IS NOT NULL LIMIT ?`, ids, true, mostReaders).Scan(&on).Error
		if err != nil {
			return nil, err
		}
	}
	for _, m := range on {
		if lead := tree.ByID[m.TeamID]; lead == nil || lead.LeadPersonID == nil || *lead.LeadPersonID != m.ID {
			out[m.TeamID] = append(out[m.TeamID], &Reader{PersonID: m.ID, Ref: m.Ref, Name: m.Name, Role: Member, TeamIDs: []string{m.TeamID}, Since: m.CreatedAt})
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b *Reader) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
		})
	}
	return out, nil
}

// readersOf gives whom one brief addresses.
func (r *Read) readersOf(tree *Tree, teamID *string) ([]*Reader, error) {
	if teamID == nil {
		list, err := r.readers(tree, nil, true)
		return list[""], err
	}
	t := tree.ByID[*teamID]
	if t == nil {
		return nil, nil // the team was removed: nobody is addressed any more
	}
	list, err := r.readers(tree, []*Team{t}, false)
	return list[t.ID], err
}

// addresses tells whether a brief addresses the person who asks.
func (w Who) addresses(teamID *string) bool {
	if teamID == nil {
		return len(w.Leads) > 0
	}
	return slices.Contains(w.Leads, *teamID) || slices.Contains(w.MemberOf, *teamID)
}

// ToRead gives the editions that the person who asks is asked to read: the newest of each brief that addresses them, unless they
// have read this very wording, or issued it themselves.
func (r *Read) ToRead() ([]*ToRead, error) {
	if !r.Who.SignedIn() || len(r.Who.Leads)+len(r.Who.MemberOf) == 0 {
		return nil, nil
	}
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil {
		return nil, err
	}
	teams := append(slices.Clone(r.Who.Leads), r.Who.MemberOf...)
	mine := func(q *gorm.DB) *gorm.DB {
		if len(r.Who.Leads) > 0 {
			return q.Where("team_id IS NULL OR team_id IN ?", teams)
		}
		return q.Where("team_id IN ?", teams)
	}
	newest, err := r.newestEditions(mine(r.DB().Omit("content")), strategy.ID)
	if err != nil {
		return nil, err
	}
	known, err := r.knownTo(mine(r.DB()), strategy.ID)
	if err != nil {
		return nil, err
	}
	var list []*ToRead
	var ids []string
	for brief, e := range newest {
		if was := known[brief]; e.Wording != "" && (was == nil || was.Wording != e.Wording) {
			list, ids = append(list, &ToRead{Edition: e, Was: was}), append(ids, brief)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	named, err := found[*Team](r.DB().Where("id IN ? AND removed_at IS NULL", ids))
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		if at := slices.IndexFunc(named, func(team *Team) bool { return team.ID == briefID(t.TeamID) }); at >= 0 {
			t.Team = named[at]
		}
	}
	list = slices.DeleteFunc(list, func(t *ToRead) bool { return t.TeamID != nil && t.Team == nil })
	slices.SortFunc(list, func(a, b *ToRead) int { return cmp.Or(cmp.Compare(a.title(), b.title()), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

// title puts the company's brief first, then teams by name.
func (t *ToRead) title() string {
	if t.Team == nil {
		return ""
	}
	return t.Team.Name
}

// knownTo gives, of some briefs, the last edition that the person who asks has read or issued.
func (r *Read) knownTo(q *gorm.DB, strategyID string) (map[string]*Edition, error) {
	read := r.DB().Model(&Receipt{}).Select("edition_id").Where("person_id = ?", r.Who.PersonID)
	var list []*Edition
	err := q.Omit("content").Where("strategy_id = ?", strategyID).Where("issued_person_id = ? OR id IN (?)", r.Who.PersonID, read).Order("n").Limit(10 * most).Find(&list).Error
	out := map[string]*Edition{}
	for _, e := range list {
		out[briefID(e.TeamID)] = e
	}
	return out, err
}

// OwnReading is how one edition stands to the person who asks.
type OwnReading struct {
	Asked bool     // they are asked to read it, and have not said so yet
	Read  *Receipt // their own for this edition; nil when there is none
	Was   *Edition // the last edition of this brief that they have read or issued; nil when none
}

// OwnReadingOf tells whether the person who asks is asked to read an edition, given the newest of its brief.
func (r *Read) OwnReadingOf(e, newest *Edition) (OwnReading, error) {
	var own OwnReading
	given, err := found[*Receipt](r.DB().Where("edition_id = ? AND person_id = ?", e.ID, r.Who.PersonID))
	if err != nil {
		return own, err
	}
	if len(given) > 0 {
		own.Read = given[0]
	}
	known, err := r.knownTo(ofBrief(r.DB(), e.StrategyID, e.TeamID), e.StrategyID)
	if err != nil {
		return own, err
	}
	own.Was = known[briefID(e.TeamID)]
	own.Asked = r.Who.addresses(e.TeamID) && newest != nil && newest.Wording != "" && e.Wording == newest.Wording && (own.Was == nil || own.Was.Wording != newest.Wording)
	if own.Asked {
		strategy, _, err := r.InForce()
		own.Asked = err == nil && strategy != nil && strategy.ID == e.StrategyID
		return own, err
	}
	return own, nil
}

// GiveReceipt says that the person has read this very edition. Said twice, it counts once.
func (tx *Tx) GiveReceipt(e *Edition) error {
	if err := tx.Who.Must(SignReceipt, OfPerson(&tx.Who.PersonID)); err != nil {
		return err
	}
	newest, err := tx.NewestEdition(e.StrategyID, e.TeamID)
	if err != nil {
		return err
	}
	own, err := tx.OwnReadingOf(e, newest)
	switch {
	case err != nil || own.Read != nil:
		return err
	case !e.Genuine():
		return AgainstRule("The content of this edition does not match its hash, so nobody can say that they have read what was issued. Tell an executive.")
	case !tx.Who.addresses(e.TeamID):
		return NotAllowed("You are not asked to read this brief. The company brief asks department heads and team leads, a team's brief its lead and members.")
	case newest.Wording != e.Wording:
		return AgainstRule("Edition " + itoa(newest.N) + " was issued meanwhile with new wording. Open that one and read it.")
	case !own.Asked:
		return AgainstRule("Nobody is asked to read this edition.")
	}
	receipt := &Receipt{EditionID: e.ID, PersonID: tx.Who.PersonID, PersonName: tx.Who.Name, SHA256: e.SHA256, ReadAt: tx.Now}
	if err := tx.Insert(receipt); err != nil {
		return err
	}
	if err := tx.Emit(ReceiptGiven, receipt, nil, receipt); err != nil {
		return err
	}
	strategy, _, err := tx.InForce()
	if err != nil || strategy == nil || strategy.ID != e.StrategyID {
		return err
	}
	b, err := e.Brief()
	if err != nil || b.Intent == "" {
		return err
	}
	return tx.readIntent(strategy, b.Intent)
}

// leadsSince gives when people came to lead teams after an instant, by team and person, from the events of these teams.
func (r *Read) leadsSince(after time.Time) (map[[2]string]time.Time, error) {
	var list []*Event
	err := r.DB().Where("entity_type = ? AND type IN ? AND occurred_at > ?", "team", []EventType{TeamAdded, TeamChanged, TeamPutBack}, after).
		Order("occurred_at, id").Limit(mostReaders).Find(&list).Error
	out := map[[2]string]time.Time{}
	for _, e := range list {
		var c Change
		var was, is Team
		if json.Unmarshal([]byte(e.Payload), &c) != nil || json.Unmarshal(c.After, &is) != nil || is.LeadPersonID == nil {
			continue
		}
		if len(c.Before) > 0 && json.Unmarshal(c.Before, &was) == nil && sameID(was.LeadPersonID, is.LeadPersonID) && was.RemovedAt == nil {
			continue
		}
		out[[2]string{e.EntityID, *is.LeadPersonID}] = e.OccurredAt
	}
	return out, err
}
