package models

import (
	"net/mail"
	"strings"

	"gorm.io/gorm"
)

// PersonLine is one row of the list of people: a person with their teams and roles.
type PersonLine struct {
	*Person
	Teams  []*Team // the teams they are on or lead, by name
	Leads  []*Team
	Roles  []Role
	SignIn bool // has a password

	Leaving *PlannedChange // with the day on which they leave; nil where none is set, and for whoever does not manage people
}

// PersonByRef finds one person, switched off or not.
func (r *Read) PersonByRef(ref string) (*Person, error) {
	return one("This person", func() ([]*Person, error) { return found[*Person](r.DB().Where("ref = ?", ref)) })
}

// PersonByID finds a person by their id.
func (r *Read) PersonByID(id string) (*Person, error) {
	return one("This person", func() ([]*Person, error) { return found[*Person](r.DB().Where("id = ?", id)) })
}

// PersonByEmail finds the person with an address, however it is written.
func (r *Read) PersonByEmail(email string) (*Person, error) {
	return one("This person", func() ([]*Person, error) { return found[*Person](r.DB().Where("email = ?", EmailKey(email))) })
}

// PickedPerson is the id of the person whose mail address or reference was typed in place of a name; anything else stays as it was typed.
func (r *Read) PickedPerson(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || typed != storable(typed) { // no address is what no column can hold; the form says so
		return typed, nil
	}
	list, err := found[*Person](r.DB().Where("active = ? AND (email = ? OR ref = ?)", true, EmailKey(typed), strings.ToUpper(typed)).Limit(2))
	if err != nil || len(list) != 1 {
		return typed, err
	}
	return list[0].ID, nil
}

// PersonTyped finds the id of somebody by reference, address or name, as typed to narrow a list; an empty one is nobody.
func (r *Read) PersonTyped(typed string) (string, error) {
	if typed = strings.TrimSpace(typed); typed == "" {
		return "", nil
	}
	id, err := r.PickedPerson(typed)
	if err != nil || id != typed {
		return id, err
	}
	owners, err := r.Owners()
	if err != nil {
		return "", err
	}
	id, _ = owners.People.Find(typed)
	return id, nil
}

// PeopleFound gives one page of the people whose name, role title or, for those who manage people, address holds the words, and how many there are.
// Off asks for the people who were switched off.
func (r *Read) PeopleFound(words string, off bool, from, count int) (list []*PersonLine, all int64, err error) {
	q := r.DB().Model(&Person{}).Where("active = ?", !off)
	if words = strings.TrimSpace(words); words != "" {
		like := "%" + escapeLike(words) + "%"
		if r.Who.May(ManagePeople) {
			q = q.Where(`(LOWER(name) LIKE LOWER(?) ESCAPE '\' OR LOWER(role_title) LIKE LOWER(?) ESCAPE '\' OR email LIKE LOWER(?) ESCAPE '\')`, like, like, like)
		} else {
			q = q.Where(`(LOWER(name) LIKE LOWER(?) ESCAPE '\' OR LOWER(role_title) LIKE LOWER(?) ESCAPE '\')`, like, like)
		}
	}
	q = q.Session(&gorm.Session{})
	if err := q.Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var people []*Person
	if err := q.Order("name, id").Offset(from).Limit(count).Find(&people).Error; err != nil {
		return nil, 0, err
	}
	list, err = r.lines(people)
	return list, all, err
}

// PersonLineOf is a person with their teams and roles.
func (r *Read) PersonLineOf(p *Person) (*PersonLine, error) {
	list, err := r.lines([]*Person{p})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// lines adds teams and roles to people, in a fixed number of queries.
func (r *Read) lines(people []*Person) ([]*PersonLine, error) {
	list, at := make([]*PersonLine, len(people)), map[string]*PersonLine{}
	for i, p := range people {
		list[i] = &PersonLine{Person: p}
		at[p.ID] = list[i]
	}
	if len(list) == 0 {
		return list, nil
	}
	if r.Who.May(ManagePeople) {
		leaving, err := r.leavingOf(keys(at))
		if err != nil {
			return nil, err
		}
		for _, c := range leaving {
			at[c.SubjectID].Leaving = c
		}
	}
	var on []*Membership
	if err := r.DB().Where("person_id IN ?", keys(at)).Limit(10 * most).Find(&on).Error; err != nil {
		return nil, err
	}
	teams, err := r.Teams()
	if err != nil {
		return nil, err
	}
	member, above := map[[2]string]bool{}, map[string]bool{}
	for _, m := range on {
		member[[2]string{m.PersonID, m.TeamID}] = true
	}
	for _, t := range teams {
		if t.ParentTeamID != nil {
			above[*t.ParentTeamID] = true
		}
	}
	heads := map[string]bool{}
	for _, t := range teams {
		if t.LeadPersonID != nil && at[*t.LeadPersonID] != nil {
			l := at[*t.LeadPersonID]
			l.Leads = append(l.Leads, t)
			heads[l.ID] = heads[l.ID] || t.Department || above[t.ID]
		}
	}
	for _, l := range list {
		for _, t := range teams {
			if member[[2]string{l.ID, t.ID}] || t.LeadPersonID != nil && *t.LeadPersonID == l.ID {
				l.Teams = append(l.Teams, t)
			}
		}
		for role, held := range map[Role]bool{Administrator: l.Administrator, Executive: l.Executive, DepartmentHead: heads[l.ID], TeamLead: len(l.Leads) > 0} {
			if held {
				l.Roles = append(l.Roles, role)
			}
		}
		if len(l.Roles) == 0 {
			l.Roles = []Role{Member}
		}
		sortRoles(l.Roles)
	}
	var can []string
	if err := r.DB().Model(&Password{}).Where("person_id IN ?", keys(at)).Limit(10*most).Pluck("person_id", &can).Error; err != nil {
		return nil, err
	}
	for _, id := range can {
		at[id].SignIn = true
	}
	return list, nil
}

func sortRoles(list []Role) {
	next := 0
	for _, r := range Roles {
		for i := next; i < len(list); i++ {
			if list[i] == r {
				list[i], list[next] = list[next], list[i]
				next++
				break
			}
		}
	}
}

// escapeLike takes the meaning from the signs that LIKE would read as wildcards.
func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// EmailKey is how an address is kept: without blanks around it, in small letters.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// SoundEmail tells whether a text is one plain address, as in ada@example.org.
func SoundEmail(email string) bool {
	email = EmailKey(email)
	parsed, err := mail.ParseAddress(email)
	at := strings.LastIndex(email, "@")
	return err == nil && parsed.Address == email && len(email) <= 254 && at > 0 && !strings.ContainsAny(email, " \"<>(),;:\\") && email == storable(email)
}

// TeamsOf gives the ids of the teams a person is on.
func (r *Read) TeamsOf(personID string) ([]string, error) {
	var ids []string
	err := r.DB().Raw(`SELECT m.team_id FROM memberships m JOIN teams t ON t.id = m.team_id WHERE m.person_id = ? AND t.removed_at IS NULL ORDER BY t.name, t.id LIMIT ?`,
		personID, mostTeams).Scan(&ids).Error
	return ids, err
}
