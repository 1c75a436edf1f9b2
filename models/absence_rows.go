package models

import (
	"gorm.io/gorm"

	"throughline/models/day"
)

// mostAbsences bounds how many absences one page lists.
const mostAbsences = 200

// AbsenceNow is an absence as a list shows it.
type AbsenceNow struct {
	*Absence
	Person, Deputy *Person
	Lacking        string // why nobody stands in although it has begun; empty otherwise
	Mine           bool   // the person who asks may change it
	Shows          bool   // the person who asks reads its note
}

// Absences is who is away now and who will be, the soonest first.
type Absences struct {
	Today  day.Day
	Now    []*AbsenceNow
	Coming []*AbsenceNow
	More   bool // there are more than the page lists
}

// AbsenceByID finds one absence, taken out or not.
func (r *Read) AbsenceByID(id string) (*Absence, error) {
	return one("This absence", func() ([]*Absence, error) { return found[*Absence](r.DB().Where("id = ?", id)) })
}

// Absences lists the absences that are not over: of the people of some teams, or of everybody when teams is nil.
func (r *Read) Absences(teams []string) (*Absences, error) {
	q := r.DB().Where("removed_at IS NULL AND to_day >= ?", string(r.Today()))
	if teams != nil {
		q = q.Where(`person_id IN (SELECT person_id FROM memberships WHERE team_id IN ?) OR person_id IN (SELECT lead_person_id FROM teams WHERE id IN ?)`, teams, teams)
	}
	return r.absences(q)
}

// AbsencesOf lists the absences of one person that are not over, and with them those in which they stand in for somebody.
func (r *Read) AbsencesOf(personID string) (own, standsIn []*AbsenceNow, err error) {
	list, err := r.absences(r.DB().Where("removed_at IS NULL AND to_day >= ?", string(r.Today())).Where("person_id = ? OR deputy_person_id = ?", personID, personID))
	if err != nil {
		return nil, nil, err
	}
	for _, a := range append(list.Now, list.Coming...) {
		if a.PersonID == personID {
			own = append(own, a)
		} else {
			standsIn = append(standsIn, a)
		}
	}
	return own, standsIn, nil
}

func (r *Read) absences(q *gorm.DB) (*Absences, error) {
	var rows []*Absence
	if err := q.Order("from_day, to_day, id").Limit(mostAbsences + 1).Find(&rows).Error; err != nil {
		return nil, err
	}
	list := &Absences{Today: r.Today(), More: len(rows) > mostAbsences}
	rows = rows[:min(len(rows), mostAbsences)]
	var ids []*string
	for _, a := range rows {
		ids = append(ids, &a.PersonID, &a.DeputyPersonID)
	}
	people, err := r.peopleByID(ids...)
	if err != nil {
		return nil, err
	}
	led, err := r.ledPeople(rows)
	if err != nil {
		return nil, err
	}
	standIns, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	for _, a := range rows {
		now := &AbsenceNow{Absence: a, Person: people[a.PersonID], Deputy: people[a.DeputyPersonID]}
		if now.Person == nil || now.Deputy == nil || !now.Person.Active {
			continue
		}
		now.Mine = r.Who.Reach(EnterAbsence) == All || a.PersonID == r.Who.PersonID || led[a.PersonID]
		now.Shows = now.Mine || a.DeputyPersonID == r.Who.PersonID
		if !a.Begun(list.Today) {
			list.Coming = append(list.Coming, now)
			continue
		}
		if away := standIns.Of(a.PersonID); away != nil && away.AbsenceID == a.ID {
			now.Lacking = away.Lacking
		}
		list.Now = append(list.Now, now)
	}
	return list, nil
}

// ledPeople tells which of the people of these absences are on a team below the person who asks, or lead one.
func (r *Read) ledPeople(rows []*Absence) (map[string]bool, error) {
	led := map[string]bool{}
	if len(rows) == 0 || len(r.Who.Below) == 0 {
		return led, nil
	}
	people := make([]string, len(rows))
	for i, a := range rows {
		people[i] = a.PersonID
	}
	below := keys(r.Who.Below)
	var ids []string
	err := r.DB().Raw(`SELECT person_id FROM memberships WHERE person_id IN ? AND team_id IN ? UNION SELECT lead_person_id FROM teams WHERE lead_person_id IN ? AND id IN ? LIMIT ?`,
		people, below, people, below, mostAbsences).Scan(&ids).Error
	for _, id := range ids {
		led[id] = true
	}
	return led, err
}
