package models

import (
	"net/url"

	"gorm.io/gorm"

	"throughline/models/day"
)

// IssueQuery is how the list of issues is narrowed. It is kept in the page's address.
type IssueQuery struct {
	Whose string // "mine" (one's own), "raised" (by oneself), "climbed" (to anybody), or empty for all
	State string // a state, "all", or empty for what is not resolved
	Team  string // reference; with the teams below it
	Owner string // name, mail address or reference of a person
	Late  string // "late": the day of the next action has passed
	Holds string // reference of what is held up
}

// ReadIssueQuery reads it from an address.
func ReadIssueQuery(v url.Values) IssueQuery {
	return IssueQuery{Whose: v.Get("whose"), State: v.Get("state"), Team: v.Get("team"), Owner: v.Get("owner"), Late: v.Get("late"), Holds: v.Get("holds")}
}

// Values are how the query stands in an address; what is empty is left out.
func (q IssueQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"whose": q.Whose, "state": q.State, "team": q.Team, "owner": q.Owner, "late": q.Late, "holds": q.Holds} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// IssueNow is an issue as a list shows it.
type IssueNow struct {
	*Issue
	Owner, Raiser, Escalated string // names
	Team                     *Team
	Overdue                  bool
	Raised, Moved            day.Day // in the company's zone
}

// IssuesFound gives one page of the issues that fit, those that climbed highest and whose day comes first before the others, and how many fit.
func (r *Read) IssuesFound(q IssueQuery, from, count int) ([]*IssueNow, int64, error) {
	fit, err := r.issuesFitting(q)
	if err != nil {
		return nil, 0, err
	}
	var all int64
	if err := fit().Model(&Issue{}).Count(&all).Error; err != nil {
		return nil, 0, err
	}
	order := "CASE WHEN state = 'resolved' THEN 1 ELSE 0 END, level DESC, next_day, created_at, id"
	if q.State == IssueResolved {
		order = "resolved_at DESC, id"
	}
	var list []*Issue
	if err := fit().Order(order).Offset(from).Limit(count).Find(&list).Error; err != nil {
		return nil, 0, err
	}
	named, err := r.issuesNow(list)
	return named, all, err
}

func (r *Read) issuesFitting(q IssueQuery) (func() *gorm.DB, error) {
	owner, err := r.askedOwner(TaskQuery{Owner: q.Owner})
	if err != nil {
		return nil, err
	}
	var held []string
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	if q.Holds != "" {
		things, _, err := r.thingsByRef(holdables, []string{q.Holds})
		if err != nil {
			return nil, err
		}
		held = []string{""}
		if len(things) > 0 {
			held = []string{things[0].ID}
		}
	}
	return func() *gorm.DB {
		g := r.DB()
		switch q.State {
		case "":
			g = g.Where("state <> ?", IssueResolved)
		case "all":
		default:
			g = g.Where("state = ?", q.State)
		}
		switch q.Whose {
		case "mine":
			g = g.Where("owner_person_id = ?", r.Who.PersonID)
		case "raised":
			g = g.Where("raised_person_id = ?", r.Who.PersonID)
		case "climbed":
			g = g.Where("level > 0")
		}
		if q.Late == "late" {
			g = g.Where("state <> ? AND next_day < ?", IssueResolved, string(r.Today()))
		}
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if owner != "" {
			g = g.Where("owner_person_id = ?", owner)
		} else if q.Owner != "" {
			g = g.Where("owner_person_id = ''")
		}
		if held != nil {
			g = g.Where("id IN (?)", r.DB().Model(&IssueLink{}).Select("issue_id").Where("entity_id IN ?", held))
		}
		return g
	}, nil
}

// issuesNow names people and teams of issues and what they hold up, in a fixed number of queries.
func (r *Read) issuesNow(list []*Issue) ([]*IssueNow, error) {
	if len(list) == 0 {
		return nil, nil
	}
	var named []*string
	for _, i := range list {
		named = append(named, i.OwnerPersonID, i.RaisedPersonID, i.EscalatedPersonID)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	name := func(id *string) string {
		if id == nil || people[*id] == nil {
			return ""
		}
		return people[*id].Name
	}
	zone, today := c.Calendar().Zone, r.Today()
	out := make([]*IssueNow, len(list))
	for n, i := range list {
		out[n] = &IssueNow{Issue: i, Owner: name(i.OwnerPersonID), Raiser: name(i.RaisedPersonID), Escalated: name(i.EscalatedPersonID), Overdue: i.Late(today),
			Raised: day.Of(i.CreatedAt, zone), Moved: day.Of(i.MovedAt, zone)}
		if i.TeamID != nil {
			out[n].Team = tree.ByID[*i.TeamID]
		}
	}
	return out, r.fillHolds(list)
}

// fewIssues is how many issues the page of a thing lists.
const fewIssues = 8

// IssuesAbout gives the issues that hold one thing up, those not resolved first, at most a few.
func (r *Read) IssuesAbout(kind, id string) ([]*IssueNow, error) {
	tied := r.DB().Model(&IssueLink{}).Select("issue_id").Where("entity_id = ? AND entity_type = ?", id, kind)
	var list []*Issue
	err := r.DB().Where("id IN (?)", tied).Order("CASE WHEN state = 'resolved' THEN 1 ELSE 0 END, level DESC, next_day, id").Limit(fewIssues).Find(&list).Error
	if err != nil {
		return nil, err
	}
	return r.issuesNow(list)
}

// OwedIssues gives the issues that a person owns or that climbed to them, the next day first: what they have to see to.
func (r *Read) OwedIssues() ([]*IssueNow, error) {
	if !r.Who.SignedIn() {
		return nil, nil
	}
	var list []*Issue
	err := r.DB().Where("state <> ? AND (owner_person_id = ? OR escalated_person_id = ?)", IssueResolved, r.Who.PersonID, r.Who.PersonID).
		Order("next_day, id").Limit(mostOwed).Find(&list).Error
	if err != nil {
		return nil, err
	}
	return r.issuesNow(list)
}
