package models

import "slices"

// reach is whom the ladder of one handoff can tell: the two sides, and those above them.
type reach struct {
	silent, waiting           *Person // either may be nobody: the program gave it, or nobody is named
	silentIs, waitingIs       string  // what each has to do with the handoff
	back                      bool    // the giver has to answer
	decider                   *Person
	aboveGiver, aboveReceiver []above
	executives                []above
	already                   map[string]bool // told in this turn
	stoodIn                   map[string]bool // told in place of whoever has to answer
}

// above is somebody who can be told in place of another, and why.
type above struct {
	person *Person
	why    string
}

// reachOf reads whom a handoff's ladder can tell.
func (r *Read) reachOf(h *Handoff, d *Decision, climbed []*HandoffRung) (*reach, error) {
	giverID := h.GiverPersonID
	if giverID == nil {
		giverID = d.DeciderPersonID
	}
	people, err := r.peopleByID(giverID, &h.ReceiverPersonID, d.DeciderPersonID)
	if err != nil {
		return nil, err
	}
	at := func(id *string) *Person {
		if id == nil {
			return nil
		}
		return people[*id]
	}
	out := &reach{silent: at(&h.ReceiverPersonID), waiting: at(giverID), silentIs: "has to answer", waitingIs: "handed it over", decider: at(d.DeciderPersonID),
		already: map[string]bool{}, stoodIn: map[string]bool{}}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	if out.aboveGiver, err = r.leadsOver(tree, out.waiting); err != nil {
		return nil, err
	}
	if out.aboveReceiver, err = r.leadsOver(tree, out.silent); err != nil {
		return nil, err
	}
	if out.back = h.WaitsForGiver(); out.back {
		out.silent, out.waiting = out.waiting, out.silent
		out.silentIs, out.waitingIs = "has to answer back", "waits for the answer"
	}
	var chiefs []*Person
	if err := r.DB().Where("executive = ? AND active = ?", true, true).Order("name, id").Limit(50).Find(&chiefs).Error; err != nil {
		return nil, err
	}
	for _, p := range chiefs {
		out.executives = append(out.executives, above{p, "executive"})
	}
	for _, c := range climbed {
		if c.Turn == h.Turn && c.ToldPersonID != nil {
			out.note(c)
		}
	}
	return out, nil
}

// note remembers that a rung told somebody.
func (c *reach) note(row *HandoffRung) {
	if row.ToldPersonID == nil {
		return
	}
	c.already[*row.ToldPersonID] = true
	if row.Who == RungSilent && (c.silent == nil || c.silent.ID != *row.ToldPersonID) {
		c.stoodIn[*row.ToldPersonID] = true
	}
}

// next is whom a rung tells, and why; nobody when everybody above was told already. A side is told as often as the ladder says; whoever
// stands in for another, and whoever leads, is told once.
func (c *reach) next(r Rung) (*Person, string) {
	var list []above
	switch r.Who {
	case RungSilent:
		if c.silent != nil && c.silent.Active {
			return c.silent, c.silentIs
		}
		if because := left(c.silent); !c.back && c.waiting != nil {
			list = append(list, above{c.waiting, c.waitingIs + because})
		}
		list = append(list, c.over(left(c.silent))...)
	case RungWaiting:
		if c.waiting != nil && c.waiting.Active && !c.stoodIn[c.waiting.ID] {
			return c.waiting, c.waitingIs
		}
		list = c.over(left(c.waiting))
	case RungGiverLead:
		list = c.aboveGiver
	case RungReceiverLead:
		list = c.aboveReceiver
	}
	for _, a := range slices.Concat(list, c.executives) {
		side := samePerson(a.person, c.silent) || r.Who != RungSilent && samePerson(a.person, c.waiting)
		if a.person.Active && !side && !c.already[a.person.ID] {
			return a.person, a.why
		}
	}
	return nil, "Nobody is left above who was not told already."
}

// over are the decider and those above the giver: they can answer for the giver, or hand the work to somebody else.
func (c *reach) over(because string) (list []above) {
	if c.decider != nil {
		list = append(list, above{c.decider, "decided it" + because})
	}
	return append(list, c.aboveGiver...)
}

// left says that somebody has left; empty for who is here.
func left(p *Person) string {
	if p == nil || p.Active {
		return ""
	}
	return ", as " + p.Name + " has left"
}

func samePerson(a, b *Person) bool { return a != nil && b != nil && a.ID == b.ID }

// leadsOver gives those who lead above a person, the nearest first: the leads of the teams the person is on and of all teams above, and
// whoever the person reports to.
func (r *Read) leadsOver(tree *Tree, p *Person) ([]above, error) {
	if p == nil {
		return nil, nil
	}
	var from []string
	on, err := r.teamsAround(p.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range on {
		// Who leads a team has their lead in the team above it.
		if t := tree.ByID[id]; t != nil && t.LeadPersonID != nil && *t.LeadPersonID == p.ID {
			from = append(from, id)
		}
	}
	if len(from) == 0 {
		from = on
	}
	var leads []*Team
	for seen := map[string]bool{}; len(from) > 0; {
		var up []string
		for _, id := range from {
			t := tree.ByID[id]
			if t == nil || seen[id] {
				continue
			}
			seen[id] = true
			if t.LeadPersonID != nil && *t.LeadPersonID != p.ID {
				leads = append(leads, t)
			}
			if t.ParentTeamID != nil {
				up = append(up, *t.ParentTeamID)
			}
		}
		from = up
	}
	named := []*string{p.ManagerPersonID}
	for _, t := range leads {
		named = append(named, t.LeadPersonID)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	var list []above
	for _, t := range leads {
		if lead := people[*t.LeadPersonID]; lead != nil {
			list = append(list, above{lead, "leads " + t.Name + ", above " + p.Name})
		}
	}
	if p.ManagerPersonID != nil && people[*p.ManagerPersonID] != nil {
		list = append(list, above{people[*p.ManagerPersonID], p.Name + " reports to them"})
	}
	return list, nil
}
