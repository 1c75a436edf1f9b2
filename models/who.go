package models

// mostTeams bounds how many teams one person can lead or see below them.
const mostTeams = 10_000

// WhoIs reads a person's rights of this very moment: what they hold, which teams they lead and what is below, which teams they are on.
func (r *Read) WhoIs(p *Person) (Who, error) {
	w := Who{PersonID: p.ID, Name: p.Name, Administrator: p.Administrator, Executive: p.Executive, Below: map[string]bool{}}
	var led []struct {
		ID   string
		Head bool
	}
	err := r.DB().Raw(`SELECT t.id AS id, (t.department OR EXISTS (SELECT 1 FROM teams b WHERE b.parent_team_id = t.id AND b.removed_at IS NULL)) AS head
		FROM teams t WHERE t.lead_person_id = ? AND t.removed_at IS NULL ORDER BY t.id LIMIT ?`, p.ID, mostTeams).Scan(&led).Error
	if err != nil {
		return Nobody, err
	}
	for _, t := range led {
		w.Leads = append(w.Leads, t.ID)
		if t.Head {
			w.Heads = append(w.Heads, t.ID)
		}
	}
	if len(led) > 0 {
		var below []string
		// UNION drops what was there before, so even a circle of teams ends.
		err := r.DB().Raw(`WITH RECURSIVE below(id) AS (
			SELECT id FROM teams WHERE lead_person_id = ? AND removed_at IS NULL
			UNION SELECT t.id FROM teams t JOIN below b ON t.parent_team_id = b.id WHERE t.removed_at IS NULL)
			SELECT id FROM below LIMIT ?`, p.ID, mostTeams).Scan(&below).Error
		if err != nil {
			return Nobody, err
		}
		for _, id := range below {
			w.Below[id] = true
		}
	}
	err = r.DB().Raw(`SELECT m.team_id FROM memberships m JOIN teams t ON t.id = m.team_id
		WHERE m.person_id = ? AND t.removed_at IS NULL ORDER BY m.team_id LIMIT ?`, p.ID, mostTeams).Scan(&w.MemberOf).Error
	if err != nil {
		return Nobody, err
	}
	var written int64
	err = r.DB().Raw(`SELECT COUNT(*) FROM strategies s WHERE s.state <> ? AND s.removed_at IS NULL AND (s.author_person_id = ?
		OR EXISTS (SELECT 1 FROM strategy_authors a WHERE a.strategy_id = s.id AND a.person_id = ?))`, Superseded, p.ID, p.ID).Scan(&written).Error
	w.Author = written > 0
	return w, err
}

// rights are a person with what they may.
type rights struct {
	person Person
	who    Who
}

// RightsOf gives a person and their rights of this very moment, read anew only after people, teams or strategies were changed. Nobody may change
// what is in them.
func (r *Read) RightsOf(personID string) (*Person, Who, error) {
	of, err := held(r, "rights of "+personID, partPeople|partCompany|partStrategy, func() (*rights, error) {
		p, err := r.PersonByID(personID)
		if err != nil {
			return nil, err
		}
		who, err := r.WhoIs(p)
		return &rights{*p, who}, err
	})
	if err != nil {
		return nil, Nobody, err
	}
	p := of.person
	return &p, of.who, nil
}
