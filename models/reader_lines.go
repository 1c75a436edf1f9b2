package models

import (
	"cmp"
	"slices"
	"time"
)

// ReaderLines says who of an edition's readers has read its wording, by name: of the newest edition everybody it addresses today, of
// an older one those who were asked. Executives see all; a lead sees the readers in the teams they lead, and themselves. Who sees
// nobody gets not found.
func (r *Read) ReaderLines(e *Edition) ([]*ReaderLine, error) {
	editions, err := r.EditionsOf(e.StrategyID, e.TeamID)
	if err != nil {
		return nil, err
	}
	chain := sameWording(editions, e)
	lines := map[string]*ReaderLine{}
	line := func(person, name string) *ReaderLine {
		if lines[person] == nil {
			lines[person] = &ReaderLine{Reader: &Reader{PersonID: person, Name: name}, Gone: true}
		}
		return lines[person]
	}
	if err := r.askedAndRead(editions, e, chain, line); err != nil {
		return nil, err
	}
	for _, c := range chain {
		if c.IssuedPersonID != nil {
			line(*c.IssuedPersonID, c.IssuedName).Issued = true
		}
	}
	if len(editions) > 0 && editions[0].ID == e.ID {
		if err := r.addressedToday(e, chain, line); err != nil {
			return nil, err
		}
	}
	var list []*ReaderLine
	for _, l := range lines {
		issuedOnly := l.Gone && l.Issued && l.AskedAt.IsZero() && l.ReadAt.IsZero()
		if !issuedOnly && r.Who.sees(e, l) {
			list = append(list, l)
		}
	}
	if len(list) == 0 && r.Who.Reach(SeeReceipts) != All && (e.TeamID == nil || !r.Who.Below[*e.TeamID]) {
		return nil, NotFound("The list of readers")
	}
	slices.SortFunc(list, func(a, b *ReaderLine) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.PersonID, b.PersonID))
	})
	return list, nil
}

// sameWording gives the editions up to this one that share its wording, the newest first.
func sameWording(editions []*Edition, e *Edition) []*Edition {
	var chain []*Edition
	for _, other := range editions {
		switch {
		case other.N > e.N:
		case other.Wording != e.Wording:
			return chain
		default:
			chain = append(chain, other)
		}
	}
	return chain
}

// askedAndRead fills in the records about these editions.
func (r *Read) askedAndRead(editions []*Edition, e *Edition, chain []*Edition, line func(person, name string) *ReaderLine) error {
	inChain, upTo := map[string]bool{}, map[string]int{}
	for _, c := range chain {
		inChain[c.ID] = true
	}
	for _, other := range editions {
		if other.N <= e.N {
			upTo[other.ID] = other.N
		}
	}
	var asked []struct {
		PersonID, Ref, Name, Role string
		AskedAt                   time.Time
	}
	err := r.DB().Raw(`SELECT q.person_id, q.role, q.asked_at, p.ref, p.name FROM read_requests q JOIN people p ON p.id = q.person_id
		WHERE q.edition_id IN ? ORDER BY q.asked_at LIMIT ?`, keys(inChain), mostReaders).Scan(&asked).Error
	if err != nil {
		return err
	}
	for _, a := range asked {
		l := line(a.PersonID, a.Name)
		l.Ref, l.Role, l.AskedAt = a.Ref, Role(a.Role), a.AskedAt
	}
	var receipts []*Receipt
	if err := r.DB().Where("edition_id IN ?", keys(upTo)).Limit(mostReaders).Find(&receipts).Error; err != nil {
		return err
	}
	slices.SortFunc(receipts, func(a, b *Receipt) int { return cmp.Compare(upTo[a.EditionID], upTo[b.EditionID]) })
	last := map[string]*Receipt{}
	for _, given := range receipts {
		last[given.PersonID] = given
	}
	for person, given := range last {
		if inChain[given.EditionID] {
			line(person, given.PersonName).ReadAt = given.ReadAt
		}
	}
	return nil
}

// addressedToday adds whom the brief addresses now, with the day they are asked since.
func (r *Read) addressedToday(e *Edition, chain []*Edition, line func(person, name string) *ReaderLine) error {
	tree, err := r.Tree()
	if err != nil {
		return err
	}
	readers, err := r.readersOf(tree, e.TeamID)
	if err != nil {
		return err
	}
	first := chain[len(chain)-1].IssuedAt
	leads, err := r.leadsSince(first)
	if err != nil {
		return err
	}
	for _, reader := range readers {
		l := line(reader.PersonID, reader.Name)
		l.Reader, l.Gone = reader, false
		if !l.AskedAt.IsZero() {
			continue // asked when it was issued
		}
		l.AskedAt = first
		if reader.Since.After(l.AskedAt) {
			l.AskedAt = reader.Since
		}
		for _, team := range reader.TeamIDs {
			if since, ok := leads[[2]string{team, reader.PersonID}]; ok && since.After(l.AskedAt) {
				l.AskedAt = since
			}
		}
	}
	return nil
}

// sees tells whether this person may know where a reader stands.
func (w Who) sees(e *Edition, l *ReaderLine) bool {
	if w.Reach(SeeReceipts) == All || l.PersonID == w.PersonID {
		return true
	}
	if e.TeamID != nil {
		return w.Below[*e.TeamID]
	}
	return slices.ContainsFunc(l.TeamIDs, func(team string) bool { return w.Below[team] })
}
