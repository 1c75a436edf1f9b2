package models

import (
	"cmp"
	"slices"
	"time"
)

// wordingReaders gives whom the pages of some teams address, by the reference of the team, and under "" whom the intent does when it is asked
// for: everybody who can sign in.
func (r *Read) wordingReaders(tree *Tree, teams []*Team, intent bool) (map[string][]*Reader, error) {
	byTeam, err := r.readers(tree, teams, false)
	if err != nil {
		return nil, err
	}
	out := map[string][]*Reader{}
	for _, t := range teams {
		out[t.Ref] = byTeam[t.ID]
	}
	if !intent {
		return out, nil
	}
	var all []*Person
	if err := r.DB().Select("id, ref, name, created_at").Where("active = ? AND email IS NOT NULL", true).Order("name, id").Limit(mostReaders).Find(&all).Error; err != nil {
		return nil, err
	}
	for _, p := range all {
		out[""] = append(out[""], &Reader{PersonID: p.ID, Ref: p.Ref, Name: p.Name, Since: p.CreatedAt})
	}
	return out, nil
}

// linesOf says where each reader of a wording stands, by name. Who has read it and is no longer a reader is left out.
func linesOf(w *Wording, readers []*Reader, read map[readKey]time.Time) []*ReaderLine {
	var list []*ReaderLine
	for _, reader := range readers {
		l := &ReaderLine{Reader: reader, AskedAt: w.CreatedAt, ReadAt: read[readKey{reader.PersonID, w.EntityID, w.Hash}]}
		if reader.Since.After(l.AskedAt) {
			l.AskedAt = reader.Since
		}
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b *ReaderLine) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
	})
	return list
}

// WordingLines gives the newest wording of a team's page, or of the intent without a team, and where its readers stand, by name. Executives
// see all; a lead sees the people of the teams they lead, and themselves. Who sees nobody gets not found, and so does everybody while
// there is no wording.
func (r *Read) WordingLines(team *Team) (*Wording, []*ReaderLine, error) {
	strategy, w, err := r.newestWording(team)
	if err != nil {
		return nil, nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, nil, err
	}
	var teams []*Team
	if team != nil {
		teams = []*Team{team}
	}
	readers, err := r.wordingReaders(tree, teams, team == nil)
	if err != nil {
		return nil, nil, err
	}
	read, err := r.readBy(strategy, []string{w.EntityID}, nil)
	if err != nil {
		return nil, nil, err
	}
	lines := linesOf(w, readers[refOf(team)], read)
	if r.Who.Reach(SeeReceipts) == All || team != nil && r.Who.Below[team.ID] {
		return w, lines, nil
	}
	if team != nil || len(r.Who.Below) == 0 {
		return nil, nil, NotFound("The list of readers")
	}
	below := keys(r.Who.Below)
	var ids []string
	err = r.DB().Raw(`SELECT person_id FROM memberships WHERE team_id IN ? UNION SELECT lead_person_id FROM teams WHERE id IN ? AND lead_person_id IS NOT NULL LIMIT ?`,
		below, below, mostReaders).Scan(&ids).Error
	mine := map[string]bool{r.Who.PersonID: true}
	for _, id := range ids {
		mine[id] = true
	}
	return w, slices.DeleteFunc(lines, func(l *ReaderLine) bool { return !mine[l.PersonID] }), err
}

// newestWording gives the newest wording of a team's page, or of the intent without a team; not found while there is none.
func (r *Read) newestWording(team *Team) (*Strategy, *Wording, error) {
	strategy, _, err := r.InForce()
	if err != nil {
		return nil, nil, err
	}
	if strategy == nil {
		return nil, nil, NotFound("This wording")
	}
	id := strategy.ID
	if team != nil {
		id = team.ID
	}
	newest, err := r.newestWordings([]string{id})
	if err == nil && newest[id] == nil {
		err = NotFound("This wording")
	}
	return strategy, newest[id], err
}

// OwnPage tells whether the person who asks is asked to read a team's page, or the intent without a team; nil when they are not.
func (r *Read) OwnPage(team *Team) (*PageToRead, error) {
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil || !r.Who.SignedIn() || team != nil && !r.Who.addresses(&team.ID) {
		return nil, err
	}
	id := strategy.ID
	if team != nil {
		id = team.ID
	}
	list, err := r.unread(strategy, []string{id})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// ReadPage says that the person has read a wording of a team's page, or of the intent without a team. Said twice, it counts once. With a page
// the intent at its top was read, too.
func (tx *Tx) ReadPage(team *Team, hash string) error {
	if err := tx.Who.Must(SignReceipt, OfPerson(&tx.Who.PersonID)); err != nil {
		return err
	}
	if team != nil && !tx.Who.addresses(&team.ID) {
		return NotAllowed("You are not asked to read this page. A team's page asks its lead and members.")
	}
	strategy, w, err := tx.newestWording(team)
	if err != nil {
		return err
	}
	if w.Hash != hash {
		return AgainstRule("The wording changed again while you read. Open the page once more and read it as it stands now.")
	}
	if err := tx.giveWordingReceipt(strategy, w); err != nil || team == nil {
		return err
	}
	return tx.readIntent(strategy, "")
}

// readIntent notes with something that was read that the intent stood in it; statement is the sentence there, empty for the one of now.
func (tx *Tx) readIntent(strategy *Strategy, statement string) error {
	newest, err := tx.newestWordings([]string{strategy.ID})
	if err != nil || newest[strategy.ID] == nil || statement != "" && newest[strategy.ID].Hash != hash(statement) {
		return err
	}
	return tx.giveWordingReceipt(strategy, newest[strategy.ID])
}

func (tx *Tx) giveWordingReceipt(strategy *Strategy, w *Wording) error {
	known, err := tx.readBy(strategy, []string{w.EntityID}, []string{tx.Who.PersonID})
	if err != nil {
		return err
	}
	if _, said := known[readKey{tx.Who.PersonID, w.EntityID, w.Hash}]; said {
		return nil
	}
	receipt := &WordingReceipt{EntityType: w.EntityType, EntityID: w.EntityID, Hash: w.Hash, PersonID: tx.Who.PersonID, PersonName: tx.Who.Name, ReadAt: tx.Now}
	if err := tx.Insert(receipt); err != nil {
		return err
	}
	return tx.Emit(WordingRead, receipt, nil, receipt)
}
