package models

import (
	"net/url"
	"slices"

	"gorm.io/gorm"

	"throughline/models/day"
)

// TaskQuery is how the list of tasks is narrowed. It is kept in the page's address.
type TaskQuery struct {
	View    string // "board", or empty for the list
	Whose   string // "mine", or empty for everybody's
	Team    string // reference; with the teams below it
	Owner   string // name or reference of a person
	State   string // a state, "all", or empty for what is still to do
	Due     string // "overdue", "week" (by the end of this one), "later", "none", or empty
	Serves  string // reference of an objective, goal or outcome, with what is under it
	Thread  string // "none": work that nobody asked for; ThreadGap: without what stands on personal pages alone
	Finding string // code
}

// ThreadGap asks for the very tasks that the execution gap counts: work that nobody asked for and that everybody may see.
const ThreadGap = "gap"

// ReadTaskQuery reads it from an address.
func ReadTaskQuery(v url.Values) TaskQuery {
	return TaskQuery{View: v.Get("view"), Whose: v.Get("whose"), Team: v.Get("team"), Owner: v.Get("owner"), State: v.Get("state"), Due: v.Get("due"),
		Serves: v.Get("serves"), Thread: v.Get("thread"), Finding: v.Get("finding")}
}

// Values are how the query stands in an address; what is empty is left out.
func (q TaskQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"view": q.View, "whose": q.Whose, "team": q.Team, "owner": q.Owner, "state": q.State, "due": q.Due,
		"serves": q.Serves, "thread": q.Thread, "finding": q.Finding} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// OnBoard tells whether the tasks stand on the board by state.
func (q TaskQuery) OnBoard() bool { return q.View == "board" }

// TasksFound gives one page of the tasks that fit, the first due first, and how many fit. A person or thing that is not there fits nothing.
func (r *Read) TasksFound(q TaskQuery, from, count int) ([]*TaskNow, int64, error) {
	fit, err := r.fitting(q)
	if err != nil {
		return nil, 0, err
	}
	var all int64
	if err := inStates(fit(), q.State).Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var list []*Task
	if err := inStates(fit(), q.State).Order(orderOfTasks(q.State)).Offset(from).Limit(count).Find(&list).Error; err != nil {
		return nil, 0, err
	}
	named, err := r.namedTasks(list)
	return named, all, err
}

func orderOfTasks(state string) string {
	switch state {
	case TaskFinished:
		return "done_day DESC, updated_at DESC, id"
	case "all":
		return "CASE WHEN state IN ('done', 'cancelled') THEN 1 ELSE 0 END, CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id"
	}
	return "CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id"
}

func inStates(q *gorm.DB, state string) *gorm.DB {
	switch state {
	case "":
		return q.Where("state IN ?", openStates)
	case "all":
		return q
	}
	return q.Where("state = ?", state)
}

// namedTasks adds to tasks who does them, whether they are late, and what they serve.
func (r *Read) namedTasks(list []*Task) ([]*TaskNow, error) {
	if err := r.fillTaskLinks(list); err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	named, err := r.tasksNow(b, list)
	if err != nil {
		return nil, err
	}
	tied, err := r.tiedNames(list)
	if err != nil {
		return nil, err
	}
	ids, decided := make([]string, len(list)), []string{}
	for i, t := range list {
		ids[i] = t.ID
	}
	if err := r.DB().Model(&Handoff{}).Where("task_id IN ?", ids).Limit(len(ids)).Pluck("task_id", &decided).Error; err != nil {
		return nil, err
	}
	for _, t := range named {
		t.Decided = slices.Contains(decided, t.ID)
		for _, kind := range []string{"outcome", "goal", "objective"} {
			for _, id := range *t.links(kind) {
				if name, seen := tied[kind+id]; seen {
					t.Tied = append(t.Tied, name)
				}
			}
		}
		if t.Under.asks() {
			t.Tied = append(t.Tied, TiedTo{Kind: "initiative", ID: t.Under.ID, Ref: t.Under.Ref, Title: t.Under.Name})
		}
	}
	return named, nil
}

// fitting gives the tasks that a query asks for and this person may see, of all states.
func (r *Read) fitting(q TaskQuery) (func() *gorm.DB, error) {
	serves, err := r.serving(q.Serves)
	if err != nil {
		return nil, err
	}
	owner, err := r.askedOwner(q)
	if err != nil {
		return nil, err
	}
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	today := r.Today()
	return func() *gorm.DB {
		g := r.seenTasks(r.DB().Model(&Task{}).Where("removed_at IS NULL"))
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if owner != "" {
			g = g.Where("owner_person_id = ?", owner)
		}
		if serves != nil {
			g = serves(g)
		}
		switch q.Thread {
		case "none":
			g = r.threadless(g)
		case ThreadGap:
			g = r.threadless(g).Where(forAll)
		}
		if q.Finding != "" {
			g = g.Where("id IN (?)", r.openFindings().Select("entity_id").Where("entity_type = 'task' AND code = ?", q.Finding))
		}
		return dueWithin(g, q.Due, today)
	}, nil
}

func dueWithin(g *gorm.DB, due string, today day.Day) *gorm.DB {
	endOfWeek := string(today.Monday().Add(6))
	switch due {
	case "overdue":
		return g.Where("due_day <> '' AND due_day < ? AND state IN ?", string(today), openStates)
	case "week":
		return g.Where("due_day <> '' AND due_day <= ?", endOfWeek)
	case "later":
		return g.Where("due_day > ?", endOfWeek)
	case "none":
		return g.Where("due_day = ''")
	}
	return g
}

// askedOwner is whose tasks are asked for: one's own, or those of a person by name or reference; empty for everybody's.
func (r *Read) askedOwner(q TaskQuery) (string, error) {
	if q.Whose == "mine" {
		return r.Who.PersonID, nil
	}
	return r.PersonTyped(q.Owner)
}

// threadless keeps the tasks that serve nothing, by themselves or by their initiative, and came with no decision (R25).
func (r *Read) threadless(g *gorm.DB) *gorm.DB { return g.Where(noThread) }

// seenTasks leaves out what stands on a personal page alone and is not this person's to see, as seenTask does for one.
func (r *Read) seenTasks(g *gorm.DB) *gorm.DB {
	if r.Who.Reach(TickTask) == All {
		return g
	}
	return g.Where(`team_id IS NOT NULL OR owner_person_id IS NULL OR owner_person_id = ? OR owner_person_id IN (?)
		OR EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id) OR EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id)
		OR EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id) OR `+underInitiative, r.Who.PersonID, r.peopleLed())
}

// seenSeries keeps the repeating tasks this person may see: not those of one person alone, except for that person and those above.
func (r *Read) seenSeries(q *gorm.DB) *gorm.DB {
	if r.Who.Reach(TickTask) == All {
		return q
	}
	return q.Where("team_id IS NOT NULL OR owner_person_id IS NULL OR owner_person_id = ? OR owner_person_id IN (?)", r.Who.PersonID, r.peopleLed())
}

// peopleLed finds the people whose personal pages this person may open beside their own.
func (r *Read) peopleLed() *gorm.DB {
	below := []string{}
	if r.Who.Reach(ReadPerson) >= Teams {
		below = keys(r.Who.Below)
	}
	return r.DB().Model(&Membership{}).Select("person_id").Where("team_id IN ?", below)
}

// serving keeps the tasks under an objective, a goal or an outcome; nil where none is asked for.
func (r *Read) serving(ref string) (func(*gorm.DB) *gorm.DB, error) {
	if ref == "" {
		return nil, nil
	}
	var outcomes, goals, objectives []string
	pluck := func(q *gorm.DB, column string, into *[]string) error {
		var some []string
		err := q.Limit(most).Pluck(column, &some).Error
		*into = append(*into, some...)
		return err
	}
	objective := r.visible(r.DB().Model(&Objective{})).Where("ref = ? AND removed_at IS NULL", ref)
	goal := r.visible(r.DB().Model(&Goal{})).Where("ref = ? AND removed_at IS NULL", ref)
	outcome := r.visibleOutcomes(r.DB().Model(&Outcome{})).Where("ref = ? AND removed_at IS NULL", ref)
	for _, err := range []error{pluck(objective, "id", &objectives), pluck(goal, "id", &goals), pluck(outcome, "id", &outcomes)} {
		if err != nil {
			return nil, err
		}
	}
	for _, err := range []error{
		pluck(r.DB().Model(&GoalOutcome{}).Where("outcome_id IN ?", outcomes), "goal_id", &goals),
		pluck(r.DB().Model(&Outcome{}).Where("id IN ? AND goal_id IS NOT NULL", outcomes), "goal_id", &goals),
		pluck(r.DB().Model(&Outcome{}).Where("id IN ? AND objective_id IS NOT NULL", outcomes), "objective_id", &objectives),
	} {
		if err != nil {
			return nil, err
		}
	}
	if err := pluck(r.DB().Model(&ObjectiveGoal{}).Where("goal_id IN ?", goals), "objective_id", &objectives); err != nil {
		return nil, err
	}
	by := r.DB().Table("initiatives i").Select("i.id").Where(asking).Where("i.goal_id IN ? OR i.objective_id IN ? OR i.id IN (?) OR i.id IN (?)", goals, objectives,
		r.DB().Model(&InitiativeOutcome{}).Select("initiative_id").Where("outcome_id IN ?", outcomes), r.DB().Model(&InitiativeObjective{}).Select("initiative_id").Where("objective_id IN ?", objectives))
	return func(g *gorm.DB) *gorm.DB {
		return g.Where("initiative_id IN (?) OR id IN (?) OR id IN (?) OR id IN (?)", by, r.DB().Model(&TaskObjective{}).Select("task_id").Where("objective_id IN ?", objectives),
			r.DB().Model(&TaskGoal{}).Select("task_id").Where("goal_id IN ?", goals), r.DB().Model(&TaskOutcome{}).Select("task_id").Where("outcome_id IN ?", outcomes))
	}, nil
}

// FindingsOfTasks gives what does not fit the method yet about some tasks, by task, until it is settled.
func (r *Read) FindingsOfTasks(ids []string) (map[string][]*Finding, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := found[*Finding](r.openFindings().Where("entity_type = 'task' AND entity_id IN ?", ids).Order("created_at, id"))
	by := map[string][]*Finding{}
	for _, f := range list {
		by[f.EntityID] = append(by[f.EntityID], f)
	}
	return by, err
}
