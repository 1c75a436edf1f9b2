package models

import "throughline/models/day"

// IssueDetail is one issue with its thread and its clock.
type IssueDetail struct {
	*IssueNow
	Resolver string // name
	Thread   []*IssueLine
	Company  *Company
	Climbs   day.Day // when it goes to the next lead if nobody moves it; empty when it does not
	NextLead string  // to whom
}

// IssueLine is one line of the thread with the name of whom it went to.
type IssueLine struct {
	*IssueNote
	To string
}

// mostLines bounds the thread that a page shows.
const mostLines = 500

// IssuePage reads one issue with its thread.
func (r *Read) IssuePage(ref string) (*IssueDetail, error) {
	i, err := r.IssueByRef(ref)
	if err != nil {
		return nil, err
	}
	now, err := r.issuesNow([]*Issue{i})
	if err != nil {
		return nil, err
	}
	p := &IssueDetail{IssueNow: now[0]}
	if p.Company, err = r.Company(); err != nil {
		return nil, err
	}
	if p.Resolver, err = r.PersonName(i.ResolvedPersonID); err != nil {
		return nil, err
	}
	var notes []*IssueNote
	if err := r.DB().Where("issue_id = ?", i.ID).Order("created_at, id").Limit(mostLines).Find(&notes).Error; err != nil {
		return nil, err
	}
	var to []*string
	for _, n := range notes {
		to = append(to, n.ToPersonID)
	}
	people, err := r.peopleByID(to...)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		line := &IssueLine{IssueNote: n}
		if n.ToPersonID != nil && people[*n.ToPersonID] != nil {
			line.To = people[*n.ToPersonID].Name
		}
		p.Thread = append(p.Thread, line)
	}
	return p, r.fillClimb(p)
}

// fillClimb says when and to whom an issue climbs next.
func (r *Read) fillClimb(p *IssueDetail) error {
	if p.Over() {
		return nil
	}
	line, err := r.leadsAbove(p.Issue)
	if err != nil || p.Level >= len(line) {
		return err
	}
	p.Climbs = p.climbsOn(p.Company)
	p.NextLead, err = r.PersonName(&line[p.Level])
	return err
}
