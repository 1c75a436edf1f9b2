package models

import (
	"slices"

	"throughline/models/day"
)

// mostAway bounds how many people are read who are away on one day.
const mostAway = 20_000

// Away is somebody who is absent today.
type Away struct {
	AbsenceID   string
	PersonID    string
	Person      string // name
	DeputyID    string // who stands in; empty while nobody does: the deputy has left, or is away too
	Deputy      string // name of whoever was named, standing in or not
	Lacking     string // why nobody stands in; empty when somebody does
	From, Until day.Day
}

// Words say it behind a name: "absent until 3 Dec 2026, Ada stands in".
func (a *Away) Words() string {
	words := "absent until " + a.Until.Short() + ", "
	if a.Lacking != "" {
		return words + "and nobody stands in because " + a.Lacking
	}
	return words + a.Deputy + " stands in"
}

// StandIns is who is away today and who stands in for them. It is the one answer to who else is told, and who may answer in whose name;
// it is shared, and nobody may change it.
type StandIns struct {
	all  []*Away            // by name
	away map[string]*Away   // by person
	acts map[string][]*Away // by deputy, by name of whom they stand in for
}

// StandIns reads who is away today and who stands in.
func (r *Read) StandIns() (*StandIns, error) {
	return held(r, "stand-ins at "+string(r.Today()), partPeople, r.readStandIns)
}

func (r *Read) readStandIns() (*StandIns, error) {
	today := r.Today()
	var list []struct {
		Away
		PersonActive, DeputyActive bool
	}
	err := r.DB().Raw(`SELECT a.id AS absence_id, a.person_id, p.name AS person, a.deputy_person_id AS deputy_id, d.name AS deputy, a.from_day AS "from", a.to_day AS until,
		p.active AS person_active, d.active AS deputy_active FROM absences a JOIN people p ON p.id = a.person_id JOIN people d ON d.id = a.deputy_person_id
		WHERE a.removed_at IS NULL AND a.from_day <= @today AND a.to_day >= @today ORDER BY p.name, a.id LIMIT @most`,
		map[string]any{"today": string(today), "most": mostAway}).Scan(&list).Error
	if err != nil {
		return nil, err
	}
	s := &StandIns{away: map[string]*Away{}, acts: map[string][]*Away{}}
	for i := range list {
		if list[i].PersonActive {
			s.all = append(s.all, &list[i].Away)
			s.away[list[i].PersonID] = &list[i].Away
		}
	}
	for i := range list {
		a := &list[i].Away
		switch {
		case !list[i].DeputyActive:
			a.Lacking = a.Deputy + " has left"
		case s.away[a.DeputyID] != nil:
			a.Lacking = a.Deputy + " is away too"
		}
		if a.Lacking != "" {
			a.DeputyID = ""
		} else if list[i].PersonActive {
			s.acts[a.DeputyID] = append(s.acts[a.DeputyID], a)
		}
	}
	return s, nil
}

// Of gives the absence of a person; nil when they are here.
func (s *StandIns) Of(personID string) *Away { return s.away[personID] }

// By lists for whom a person stands in, by name.
func (s *StandIns) By(deputyID string) []*Away { return s.acts[deputyID] }

// All lists everybody who is away, by name.
func (s *StandIns) All() []*Away { return s.all }

// Acts gives the absence in which one person stands in for another; nil when they do not.
func (s *StandIns) Acts(deputyID, personID string) *Away {
	if a := s.away[personID]; a != nil && deputyID != "" && a.DeputyID == deputyID {
		return a
	}
	return nil
}

// Names gives a person and all for whom they stand in: in whose names things are theirs to answer today.
func (s *StandIns) Names(personID string) []string {
	list := []string{personID}
	for _, a := range s.acts[personID] {
		list = append(list, a.PersonID)
	}
	return list
}

// Told gives these people and the deputies of those who are away, each once: who is told of something new, or reminded.
func (s *StandIns) Told(people ...string) []string {
	var list []string
	for _, id := range people {
		if id != "" && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	for _, id := range slices.Clone(list) {
		if a := s.away[id]; a != nil && a.DeputyID != "" && !slices.Contains(list, a.DeputyID) {
			list = append(list, a.DeputyID)
		}
	}
	return list
}

// AwayOf lists who is away today of the people on some teams and those who lead them.
func (r *Read) AwayOf(teams []string) ([]*Away, error) {
	s, err := r.StandIns()
	if err != nil || len(s.away) == 0 || len(teams) == 0 {
		return nil, err
	}
	people := keys(s.away)
	var ids []string
	err = r.DB().Raw(`SELECT person_id FROM memberships WHERE team_id IN ? AND person_id IN ? UNION SELECT lead_person_id FROM teams WHERE id IN ? AND lead_person_id IN ? LIMIT ?`,
		teams, people, teams, people, mostAway).Scan(&ids).Error
	return slices.DeleteFunc(slices.Clone(s.all), func(a *Away) bool { return !slices.Contains(ids, a.PersonID) }), err
}
