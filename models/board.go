package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// Board is the strategy in force as it stands today, with what a team, a person or the whole company does about it. It is read in a
// fixed number of queries however much there is, and role pages, briefs and the executive's home are drawn from it.
type Board struct {
	Company    *Company
	Today      day.Day
	Strategy   *Strategy // nil while none is in force
	Intent     *Intent   // nil while there is none
	Tree       *Tree
	Outcomes   []*OutcomeNow
	Goals      []*Goal
	Objectives []*ObjectiveNow // open ones that matter this quarter, in force first, then by due day
	Workflows  []*Workflow
	People     map[string]*Person // those who own or lead something on the board

	next []*Review // the next date of each clock
}

// ObjectiveNow is an objective as a list shows it, with the goals and outcomes it serves.
type ObjectiveNow struct {
	*Objective
	OwnedBy Owner
	Overdue bool
	Goals   []*Goal
	Serves  []*OutcomeNow
}

// circle says how much of the company a board is about: some teams, one person with the teams they are on, or everything.
type circle struct {
	teams  []string
	person string
}

func (c circle) all() bool { return c.teams == nil && c.person == "" }

// key tells it from other circles.
func (c circle) key() string {
	if c.all() {
		return "all"
	}
	return strings.Join(c.teams, " ") + " of " + c.person
}

// within keeps of a table what belongs to the circle.
func (c circle) within(q *gorm.DB) *gorm.DB {
	switch {
	case c.all():
		return q
	case c.person == "":
		return q.Where("team_id IN ?", c.teams)
	case len(c.teams) == 0:
		return q.Where("owner_person_id = ?", c.person)
	}
	return q.Where("owner_person_id = ? OR team_id IN ?", c.person, c.teams)
}

// strategyBoard reads what does not depend on who looks: the strategy in force, its outcomes and goals, and the team tree.
func (r *Read) strategyBoard() (*Board, error) {
	parts := partCompany | partPeople | partStrategy | partOutcomes | partGoals | partWorkflows | partRhythm
	b, err := held(r, "board "+string(r.Today()), parts, r.readBoard)
	if err != nil {
		return nil, err
	}
	return b.own(), nil
}

func (r *Read) readBoard() (b *Board, err error) {
	b = &Board{Today: r.Today()}
	company, err := r.Company()
	if err != nil {
		return nil, err
	}
	own := *company
	b.Company = &own
	if b.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	if b.Strategy, b.Intent, err = r.InForce(); err != nil {
		return nil, err
	}
	if b.Strategy != nil {
		if err := r.fillStrategy(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// own is a board of one's own over what all share, for work to be added to.
func (b *Board) own() *Board {
	copied := *b
	copied.Outcomes, copied.Goals = slices.Clip(b.Outcomes), slices.Clip(b.Goals)
	copied.People, copied.Objectives, copied.Workflows = map[string]*Person{}, nil, nil
	return &copied
}

// sharedTree gives the team tree that all share.
func (r *Read) sharedTree() (*Tree, error) { return held(r, "tree", partCompany, r.Tree) }

// KnownTree is Tree for whoever changes nothing in it: it is read anew only after some team was changed.
func (r *Read) KnownTree() (*Tree, error) { return r.sharedTree() }

// teamsUnder gives the ids of a team, found by its reference, and of all below it; nothing where no team is named, which narrows nothing.
func (r *Read) teamsUnder(ref string) ([]string, error) {
	if ref == "" {
		return nil, nil
	}
	team, err := r.TeamByRef(ref)
	if err != nil {
		return nil, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	return tree.Under(team.ID), nil
}

func (r *Read) fillStrategy(b *Board) error {
	outcomes, err := r.OutcomesOf(b.Strategy.ID)
	if err != nil {
		return err
	}
	if b.Outcomes, err = r.OutcomesNow(outcomes, b.Tree); err != nil {
		return err
	}
	if b.Goals, err = r.GoalsOf(b.Strategy.ID); err != nil {
		return err
	}
	b.next, err = r.nextDates(b.Strategy.ID)
	return err
}

// board reads the strategy in force and the work of one circle.
func (r *Read) board(c circle) (*Board, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	return b, r.fillWork(b, c)
}

func (r *Read) fillWork(b *Board, c circle) error {
	objectives, err := r.quarterObjectives(b, c)
	if err != nil {
		return err
	}
	if b.Workflows, err = heldRows(r, "workflows of "+c.key(), partWorkflows, func() ([]*Workflow, error) {
		return r.workflows(c.within(r.DB().Where("removed_at IS NULL")).Limit(most))
	}); err != nil {
		return err
	}
	var ids []*string
	for _, o := range objectives {
		ids = append(ids, o.OwnerPersonID)
	}
	for _, w := range b.Workflows {
		ids = append(ids, w.OwnerPersonID, w.VerdictPersonID)
	}
	for _, t := range b.Tree.ByID {
		if c.all() || slices.Contains(c.teams, t.ID) {
			ids = append(ids, t.LeadPersonID)
		}
	}
	if b.People, err = r.peopleByID(ids...); err != nil {
		return err
	}
	for _, o := range objectives {
		b.Objectives = append(b.Objectives, b.objectiveNow(o))
	}
	return nil
}

// quarterObjectives reads the circle's objectives that are open and due by the end of this fiscal quarter, overdue, or active.
func (r *Read) quarterObjectives(b *Board, c circle) ([]*Objective, error) {
	_, end, _ := b.Company.Calendar().Quarter(b.Today)
	inForce := ""
	if b.Strategy != nil {
		inForce = b.Strategy.ID
	}
	return heldRows(r, "objectives of "+inForce+" until "+string(end)+" of "+c.key(), partGoals, func() ([]*Objective, error) {
		q := r.DB().Where("removed_at IS NULL AND state NOT IN ?", []string{Done, Missed, Dropped}).
			Where("strategy_id = ? OR (strategy_id IS NULL AND (state = ? OR (due_day <> '' AND due_day <= ?)))", inForce, Active, string(end))
		var list []*Objective
		err := c.within(q).Order("CASE WHEN strategy_id IS NULL THEN 1 ELSE 0 END, CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id").Limit(most).Find(&list).Error
		if err != nil {
			return nil, err
		}
		return list, r.fillObjectives(list)
	})
}

func (b *Board) objectiveNow(o *Objective) *ObjectiveNow {
	now := &ObjectiveNow{
		Objective: o, OwnedBy: ownerOf(o.TeamID, o.OwnerPersonID, o.OwnerText, b.Tree.ByID, b.People),
		Overdue: o.State == Active && o.DueDay.Before(b.Today), // a draft has promised no day yet
	}
	now.Goals, now.Serves = b.thread(o)
	return now
}

// plain outcomes of the board, for the figures that count over them.
func (b *Board) plainOutcomes() []*Outcome {
	list := make([]*Outcome, len(b.Outcomes))
	for i, o := range b.Outcomes {
		list[i] = o.Outcome
	}
	return list
}

// InForceBoard gives the strategy in force with its outcomes and goals as they stand today, and the objectives of the whole company.
func (r *Read) InForceBoard() (*Board, error) { return r.board(circle{}) }
