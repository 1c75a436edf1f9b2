package models

import "slices"

// ClimbIssue takes an issue whose day has passed, or that nobody moved, to the next lead above its owner, with a line in its thread and an
// event. What was moved meanwhile, or is not due yet, stays. At the top it stays with who has it.
func (tx *Tx) ClimbIssue(id string) error {
	list, err := found[*Issue](tx.DB().Where("id = ?", id))
	if err != nil || len(list) == 0 {
		return err
	}
	i := list[0]
	c, err := tx.Company()
	if err != nil {
		return err
	}
	switch on := i.climbsOn(c); {
	case !on.Valid():
		return nil
	case tx.Today().Before(on): // holidays or the company's days were changed meanwhile
		return tx.watchIssue(i)
	}
	line, err := tx.leadsAbove(i)
	if err != nil {
		return err
	}
	if i.Level >= len(line) && i.Level > 0 {
		return nil
	}
	before := *i
	i.Level, i.EscalatedAt = i.Level+1, &tx.Now
	if i.EscalatedPersonID = nil; i.Level <= len(line) {
		i.EscalatedPersonID = &line[i.Level-1]
	}
	if err := tx.Save(i); err != nil {
		return err
	}
	why := "Nobody moved it for " + itoa(c.StillDays()) + " working days."
	if before.Level == 0 && i.Late(tx.Today()) {
		why = "The day of its next action passed: " + i.NextDay.Long() + "."
	}
	said := &IssueNote{IssueID: i.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: IssueSaidClimb, Words: why, ToPersonID: i.EscalatedPersonID}
	if err := tx.Insert(said); err != nil {
		return err
	}
	if err := tx.Emit(IssueEscalated, i, &before, i); err != nil {
		return err
	}
	if i.Level >= len(line) {
		return nil
	}
	return tx.watchIssue(i)
}

// mostClimbs is how many issues one morning takes up; the others come the next morning.
const mostClimbs = 500

// LookAtIssues sees each morning that every issue whose day to climb has come is looked at, also one that came in with an import and that
// nobody has moved here yet.
func (tx *Tx) LookAtIssues() error {
	c, err := tx.Company()
	if err != nil {
		return err
	}
	list, err := found[*Issue](tx.DB().Where("state <> ?", IssueResolved).Order("moved_at, id").Limit(mostClimbs))
	if err != nil {
		return err
	}
	for _, i := range list {
		if on := i.climbsOn(c); on.Valid() && !tx.Today().Before(on) {
			if err := tx.watchIssue(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// leadsAbove is the line of leads above the owner of an issue, from the nearest up: those who lead the owner's team and the teams above it, each
// once, without the owner and without who has left.
func (r *Read) leadsAbove(i *Issue) ([]string, error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	var line []string
	id := i.TeamID
	for range most {
		if id == nil || tree.ByID[*id] == nil {
			break
		}
		team := tree.ByID[*id]
		if lead := team.LeadPersonID; lead != nil && *lead != idOf(i.OwnerPersonID) && !slices.Contains(line, *lead) {
			line = append(line, *lead)
		}
		id = team.ParentTeamID
	}
	people, err := r.peopleByID(pointers(line)...)
	return slices.DeleteFunc(line, func(id string) bool { return people[id] == nil || !people[id].Active }), err
}

func pointers(list []string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
