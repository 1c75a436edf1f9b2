package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// TaskEntry is the one plain form that adds a task: for a team, or for a person.
type TaskEntry struct {
	Title     string
	Objective string // reference; empty when it serves none
	Owner     string // reference of a person; empty when nobody took it yet
	Team      string // reference
	Due       day.Day
}

// TaskChoices are what the form offers.
type TaskChoices struct {
	Objectives []form.Option
	Owners     []form.Option
	Teams      []form.Option
}

// Fields of the form that adds a task.
func (e *TaskEntry) Fields(c TaskChoices) []*form.Field {
	list := []*form.Field{form.Line("title", "What is to be done", &e.Title).Required("Say what is to be done.").Max(300)}
	if len(c.Owners) > 0 {
		list = append(list, form.Choice("owner", "Who does it", &e.Owner, c.Owners...))
	}
	if len(c.Teams) > 0 {
		list = append(list, form.Choice("team", "For which team", &e.Team, c.Teams...))
	}
	list = append(list, form.Date("due", "By when", &e.Due, nil).Required("Give the day by which it is done."))
	if len(c.Objectives) > 0 {
		list = append(list, form.Choice("objective", "Which objective it serves", &e.Objective, c.Objectives...))
	}
	return list
}

// TaskChoices gives what may be chosen for a task that is added on a role page: its people, teams and objectives.
func (r *Read) TaskChoices(p *RoleOutcomes) (TaskChoices, error) {
	var c TaskChoices
	for _, o := range p.Objectives[:min(len(p.Objectives), 200)] {
		c.Objectives = append(c.Objectives, form.Option{Value: o.Ref, Label: o.Ref + " " + o.Title})
	}
	if p.Person != nil {
		for _, t := range p.Teams {
			c.Teams = append(c.Teams, form.Option{Value: t.Ref, Label: t.Name})
		}
		return c, nil
	}
	people, under := p.Crew, p.Tree.Under(p.Team.ID)
	var err error
	if p.Crew == nil || len(under) > 1 {
		people, err = r.peopleOnTeams(under, p.Team.LeadPersonID)
	}
	for _, person := range people {
		c.Owners = append(c.Owners, form.Option{Value: person.Ref, Label: person.Name})
	}
	return c, err
}

// peopleOnTeams gives the active people on some teams, and one more by id, by name.
func (r *Read) peopleOnTeams(teams []string, also *string) ([]*Person, error) {
	key := "people on " + strings.Join(teams, " ") + " and "
	if also != nil {
		key += *also
	}
	return heldRows(r, key, partPeople, func() (list []*Person, err error) {
		on := r.DB().Model(&Membership{}).Select("person_id").Where("team_id IN ?", teams)
		err = r.DB().Where("active = ? AND (id IN (?) OR id = ?)", true, on, also).Order("name, id").Limit(500).Find(&list).Error
		return list, err
	})
}

// TaskFrom makes the task that a filled form describes, on the page of a team or person.
func (r *Read) TaskFrom(e *TaskEntry, p *RoleOutcomes) (*Task, error) {
	t := &Task{Title: e.Title, DueDay: e.Due, State: TaskOpen}
	for _, o := range p.Objectives {
		if o.Ref == e.Objective {
			t.ObjectiveIDs = []string{o.ID}
		}
	}
	if p.Person != nil {
		t.OwnerPersonID = &p.Person.ID
		for _, team := range p.Teams {
			if team.Ref == e.Team {
				t.TeamID = &team.ID
			}
		}
		return t, nil
	}
	t.TeamID = &p.Team.ID
	if e.Owner == "" {
		return t, nil
	}
	var owner Person
	if err := r.DB().Where("ref = ?", e.Owner).First(&owner).Error; err != nil {
		return nil, err
	}
	t.OwnerPersonID = &owner.ID
	return t, nil
}
