package models

import (
	"maps"
	"slices"

	"throughline/models/day"
)

// How much a role page shows of each list; the rest is counted.
const (
	mostPriorities = 5
	mostMonday     = 10
)

// RoleOutcomes is what the strategy means for one team or one person (R19): the intent first, then how their work connects to it,
// the priorities of this quarter and, apart from them, what to do on Monday.
type RoleOutcomes struct {
	*Board
	Team   *Team     // nil on a personal page
	Person *Person   // nil on a team's page
	Lead   *Person   // of the team; nil when nobody leads it
	Teams  []*Team   // personal page: the teams this person is on or leads
	Crew   []*Person // team page: who is on it, for those who may open their pages

	Connected      []*Connected // outcomes this work moves or answers for
	Apart          int          // outcomes in force it has no part in
	Gap            Gap          // of the workflows on this page
	Quarter        string       // "Q4 2026"
	Priorities     []*ObjectiveNow
	MorePriorities int
	Monday         []*TaskNow // to do by the end of next week, overdue first
	MoreMonday     int
	Undated        int        // open tasks without a day
	DoneThisWeek   []*TaskNow // ticked since Monday
	Flags          []Flag
	Next           []*Review   // the next date of each clock
	WindDowns      []*WindDown // stops that are still to end here, the first of them
	MoreWindDowns  int
	Edition        *Edition              // the newest issued brief; nil when none
	Ask            *PageToRead           // team page: its wording, while the person who asks is to read it; nil otherwise
	Decisions      []*DecisionNow        // team page: those that affect the team
	Operations     []*OperationsStrategy // team page: in force, of the team or owned by it; none: those of its department
	Away           []*Away               // who is away today: of the team, or the person themselves
}

// Connected is an outcome with the reasons why it stands on a role page.
type Connected struct {
	*OutcomeNow
	Owned      bool            // the team or person answers for it
	Effort     Effort          // hours a week of their workflows that move it
	Objectives []*ObjectiveNow // of theirs that serve it
}

// Explain says how the effort of the team or person on this outcome came about; nothing when there is none.
func (c *Connected) Explain(at day.Day) []Explanation {
	if c.Effort.Count == 0 {
		return nil
	}
	e := OutcomeEffort{Ref: c.Ref, Title: c.Title, Effort: c.Effort}.Explain(at)
	e.Figure = "Hours a week from here that move " + c.Ref
	return []Explanation{e}
}

// TeamOutcomes gives a team's role page, with the work of all teams below it. Everyone of the company may read it.
func (r *Read) TeamOutcomes(team *Team) (*RoleOutcomes, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	return r.teamOutcomes(b, team)
}

func (r *Read) teamOutcomes(b *Board, team *Team) (*RoleOutcomes, error) {
	p, under, err := r.teamRole(b, team)
	if err != nil {
		return nil, err
	}
	if team.LeadPersonID != nil {
		p.Lead = b.People[*team.LeadPersonID]
	}
	if r.Who.May(ReadPerson, OfTeam(&team.ID)) {
		if p.Crew, err = r.peopleOnTeams([]string{team.ID}, team.LeadPersonID); err != nil {
			return nil, err
		}
	}
	if p.Ask, err = r.OwnPage(team); err != nil {
		return nil, err
	}
	if p.Away, err = r.AwayOf([]string{team.ID}); err != nil {
		return nil, err
	}
	if err := r.fillGuides(p, team); err != nil {
		return nil, err
	}
	if err := r.fillTasks(p, taskCircle{teams: under}); err != nil {
		return nil, err
	}
	lead := ""
	if team.LeadPersonID != nil && *team.LeadPersonID == r.Who.PersonID {
		lead = r.Who.PersonID
	}
	if err := r.fillWindDowns(p, under, lead); err != nil {
		return nil, err
	}
	return p, r.fillRhythm(p, &team.ID)
}

// teamRole is how the work of a team and of all teams below it connects to the strategy.
func (r *Read) teamRole(b *Board, team *Team) (*RoleOutcomes, []string, error) {
	under := b.Tree.Under(team.ID)
	p := &RoleOutcomes{Board: b, Team: team}
	if err := r.fillWork(b, circle{teams: under}); err != nil {
		return nil, nil, err
	}
	p.connect(under, b.leadsOf(under))
	p.Flags = append(p.outcomeFlags(), b.workFlags()...)
	return p, under, nil
}

// PersonOutcomes gives a personal role page. Only that person and the leads above may open it; for others it is not there.
func (r *Read) PersonOutcomes(person *Person) (*RoleOutcomes, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	p, err := r.personRole(b, person)
	if err != nil {
		return nil, err
	}
	if err := r.fillTasks(p, taskCircle{own: person.ID}); err != nil {
		return nil, err
	}
	if err := r.fillWindDowns(p, nil, person.ID); err != nil {
		return nil, err
	}
	var first *string
	if len(p.Teams) > 0 {
		first = &p.Teams[0].ID
	}
	return p, r.fillRhythm(p, first)
}

// personRole is how the work of a person connects to the strategy, for that person and the leads above.
func (r *Read) personRole(b *Board, person *Person) (*RoleOutcomes, error) {
	p := &RoleOutcomes{Board: b, Person: person}
	var err error
	if p.Teams, err = r.teamsOf(person, b.Tree); err != nil {
		return nil, err
	}
	var teams []string
	for _, t := range p.Teams {
		teams = append(teams, t.ID)
	}
	if !r.Who.May(ReadPerson, Scope{People: []string{person.ID}, Teams: teams}) {
		return nil, NotFound("This personal page")
	}
	if err := r.fillWork(b, circle{teams: teams, person: person.ID}); err != nil {
		return nil, err
	}
	standIns, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	if away := standIns.Of(person.ID); away != nil {
		p.Away = []*Away{away}
	}
	p.connect(nil, []string{person.ID})
	p.Flags = append(p.outcomeFlags(), b.workFlags()...)
	return p, nil
}

// teamsOf gives the teams a person leads, then those they are on.
func (r *Read) teamsOf(person *Person, tree *Tree) ([]*Team, error) {
	members, err := found[*Membership](r.DB().Where("person_id = ?", person.ID))
	if err != nil {
		return nil, err
	}
	var leads, on []*Team
	for _, t := range tree.All() {
		switch {
		case t.LeadPersonID != nil && *t.LeadPersonID == person.ID:
			leads = append(leads, t)
		case slices.ContainsFunc(members, func(m *Membership) bool { return m.TeamID == t.ID }):
			on = append(on, t)
		}
	}
	return append(leads, on...), nil
}

func (b *Board) leadsOf(teams []string) []string {
	var list []string
	for _, id := range teams {
		if t := b.Tree.ByID[id]; t != nil && t.LeadPersonID != nil {
			list = append(list, *t.LeadPersonID)
		}
	}
	return list
}

// connect finds the outcomes that these teams and people answer for, or move by a workflow or an objective on the board.
func (p *RoleOutcomes) connect(teams, people []string) {
	p.Gap = ExecutionGap(p.Workflows, p.plainOutcomes())
	for i, o := range p.Outcomes {
		c := &Connected{OutcomeNow: o, Effort: p.Gap.ByOutcome[i].Effort}
		c.Owned = holds(teams, o.OwnerTeamID) || holds(people, o.OwnerPersonID)
		for _, objective := range p.Objectives {
			if slices.Contains(objective.Serves, o) {
				c.Objectives = append(c.Objectives, objective)
			}
		}
		if c.Owned || c.Effort.Count > 0 || len(c.Objectives) > 0 {
			p.Connected = append(p.Connected, c)
		} else {
			p.Apart++
		}
	}
	_, _, p.Quarter = p.Company.Calendar().Quarter(p.Today)
	p.Priorities = p.Objectives[:min(len(p.Objectives), mostPriorities)]
	p.MorePriorities = len(p.Objectives) - len(p.Priorities)
}

func holds(list []string, id *string) bool { return id != nil && slices.Contains(list, *id) }

func (r *Read) fillTasks(p *RoleOutcomes, c taskCircle) error {
	w, err := held(r, "week of "+c.key()+" at "+string(r.Today()), partTasks, func() (*week, error) { return r.week(c) })
	if err != nil {
		return err
	}
	p.MoreMonday, p.Undated = int(w.due)-w.monday, int(w.undated)
	named, err := r.tasksNow(p.Board, copies(w.tasks))
	if err != nil {
		return err
	}
	p.Monday, p.DoneThisWeek = named[:w.monday], named[w.monday:]
	return nil
}

// tasksNow names the owners of tasks and the objectives they serve; those who are not on the board yet, in two queries.
func (r *Read) tasksNow(b *Board, list []*Task) ([]*TaskNow, error) {
	objectives := map[string]*Objective{}
	for _, o := range b.Objectives {
		objectives[o.ID] = o.Objective
	}
	var owners []*string
	want := map[string]bool{}
	for _, t := range list {
		if t.OwnerPersonID != nil && b.People[*t.OwnerPersonID] == nil {
			owners = append(owners, t.OwnerPersonID)
		}
		for _, id := range t.ObjectiveIDs {
			if objectives[id] == nil {
				want[id] = true
			}
		}
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	maps.Copy(people, b.People)
	if len(want) > 0 {
		rows, err := found[*Objective](r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", keys(want))))
		if err != nil {
			return nil, err
		}
		for _, o := range rows {
			objectives[o.ID] = o
		}
	}
	out := make([]*TaskNow, len(list))
	for i, t := range list {
		out[i] = &TaskNow{Task: t, OwnedBy: ownerOf(nil, t.OwnerPersonID, t.OwnerText, b.Tree.ByID, people)}
		out[i].Overdue = t.DueDay.Before(b.Today) && slices.Contains(openStates, t.State)
		for _, id := range t.ObjectiveIDs {
			if objectives[id] != nil {
				out[i].Objectives = append(out[i].Objectives, objectives[id])
			}
		}
	}
	return out, nil
}

// fillRhythm reads the next dates of the cadence and the newest brief.
func (r *Read) fillRhythm(p *RoleOutcomes, teamID *string) error {
	if p.Strategy == nil {
		return nil
	}
	var err error
	p.Next = p.next
	p.Edition, err = r.newestIssue(p.Strategy.ID, teamID)
	return err
}

// nextDates gives the next date of each clock of a strategy's cadence.
func (r *Read) nextDates(strategyID string) ([]*Review, error) {
	list, err := r.ReviewsOf(strategyID, r.Today(), 60)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(v *Review) bool {
		again := seen[v.Clock] || v.State != "scheduled"
		seen[v.Clock] = seen[v.Clock] || !again
		return again
	}), nil
}

// TeamOutcomesOf gives the role page of the team with a reference.
func (r *Read) TeamOutcomesOf(ref string) (*RoleOutcomes, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	for _, team := range b.Tree.ByID {
		if team.Ref == ref {
			return r.teamOutcomes(b, team)
		}
	}
	return nil, NotFound("This team")
}

// PersonOutcomesOf gives the personal role page of the person with a reference.
func (r *Read) PersonOutcomesOf(ref string) (*RoleOutcomes, error) {
	person, err := one("This personal page", func() ([]*Person, error) { return found[*Person](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	return r.PersonOutcomes(person)
}
