package models_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

// figuresWorld is a small company that a seed draws: what there is, who has it, and what is tied to what. The same seed gives the same company;
// another seed draws the order in which it is written down, and with it all ids and references.
type figuresWorld struct {
	*rand.Rand
	ids   []string
	rows  []models.Entity
	teams []*string // the last: none
	boss  *models.Person
	s     *models.Strategy
}

// row is a row with an id that says nothing of when it was made.
func (w *figuresWorld) row() models.Row {
	id := w.ids[0]
	w.ids = w.ids[1:]
	return models.Row{ID: id}
}

// of draws one of some.
func of[T any](w *figuresWorld, list ...T) T { return list[w.IntN(len(list))] }

// some draws which of some ids something is tied to: none, one or two.
func (w *figuresWorld) some(ids []string, tie func(id string)) {
	for _, at := range w.Perm(len(ids))[:min(of(w, 0, 0, 1, 1, 2), len(ids))] {
		tie(ids[at])
	}
}

// figuresOf gives a database with the company of a seed, written in another order for each order.
func figuresOf(t *testing.T, seed, order uint64) *models.DB {
	t.Helper()
	db := modelstest.Open(t)
	w := &figuresWorld{Rand: rand.New(rand.NewPCG(seed, 7))}
	shuffled := rand.New(rand.NewPCG(order, 11))
	for range 400 {
		w.ids = append(w.ids, models.NewID())
	}
	shuffle(shuffled, w.ids)
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		began := tx.Now.AddDate(0, -4, 0)
		c := models.NewCompany("Test")
		c.TimeZone, c.Confirmed = "UTC", true
		w.s = &models.Strategy{Row: w.row(), Kind: models.Organizational, Title: "Strategy", State: models.InForce, InForceAt: &began}
		w.boss = &models.Person{Row: w.row(), Name: "Bo", Active: true, Executive: true}
		if err := insertEach(tx, c); err != nil {
			return err
		}
		w.rows = append(w.rows, w.s, w.boss)
		for n, under := range []int{-1, 0, 0, 1, 1} {
			team := &models.Team{Row: w.row(), Name: fmt.Sprint("Team ", n)}
			if under >= 0 {
				team.ParentTeamID = w.teams[under]
			}
			w.rows, w.teams = append(w.rows, team), append(w.teams, &team.ID)
		}
		w.teams = append(w.teams, nil)
		w.aims(tx.Today())
		w.decided(tx.Now)
		shuffle(shuffled, w.rows)
		return insertEach(tx, w.rows...)
	})
	return db
}

// aims draws outcomes with their metrics, goals, objectives, workflows and initiatives.
func (w *figuresWorld) aims(today day.Day) {
	var outcomes, goals, objectives, initiatives []string
	for n := range 5 {
		o := &models.Outcome{Row: w.row(), StrategyID: &w.s.ID, Title: fmt.Sprint("Outcome ", n), State: models.OutcomeActive, OwnerTeamID: of(w, w.teams...), Priority: 1 + w.IntN(3), Deadline: today.Add(of(w, -20, 100))}
		m := &models.Metric{Row: w.row(), Name: fmt.Sprint("Metric ", n), CadenceDays: 7}
		tie := &models.OutcomeMetric{Row: w.row(), OutcomeID: o.ID, MetricID: m.ID, Position: 1, Direction: models.Increase, Unit: "%", Baseline: ptrTo(10.0), BaselineDay: today.Add(-120)}
		if w.IntN(3) > 0 {
			tie.Target = ptrTo(90.0)
		}
		w.rows, outcomes = append(w.rows, o, m, tie), append(outcomes, o.ID)
		for k := range w.IntN(5) {
			w.rows = append(w.rows, &models.Reading{Row: w.row(), MetricID: m.ID, OutcomeID: &o.ID, Day: today.Add(-7*k - w.IntN(3)), Value: ptrTo(float64(w.IntN(90))), ValueText: "x"})
		}
	}
	for n := range 5 {
		g := &models.Goal{Row: w.row(), StrategyID: &w.s.ID, Title: fmt.Sprint("Goal ", n), State: of(w, models.Active, models.Active, models.Done, models.Dropped), TeamID: of(w, w.teams...), DueDay: today.Add(30)}
		w.rows, goals = append(w.rows, g), append(goals, g.ID)
		w.some(outcomes, func(id string) {
			w.rows = append(w.rows, &models.GoalOutcome{Row: w.row(), GoalID: g.ID, OutcomeID: id})
		})
	}
	for n := range 6 {
		o := &models.Objective{Row: w.row(), StrategyID: &w.s.ID, Title: fmt.Sprint("Objective ", n), State: of(w, models.Active, models.Active, models.Dropped), TeamID: of(w, w.teams...), DueDay: today.Add(20)}
		w.rows, objectives = append(w.rows, o), append(objectives, o.ID)
		w.some(goals, func(id string) {
			w.rows = append(w.rows, &models.ObjectiveGoal{Row: w.row(), ObjectiveID: o.ID, GoalID: id})
		})
	}
	for n := range 9 {
		f := &models.Workflow{Row: w.row(), Name: fmt.Sprint("Workflow ", n), TeamID: of(w, w.teams...), Hours: of(w, nil, ptrTo(3.1), ptrTo(0.7), ptrTo(12.0)), Verdict: of(w, models.Undecided, models.Keep, models.Stop, models.OutcomeMissing)}
		w.rows = append(w.rows, f)
		w.some(outcomes, func(id string) {
			w.rows = append(w.rows, &models.WorkflowOutcome{Row: w.row(), WorkflowID: f.ID, OutcomeID: id})
		})
	}
	for n := range 5 {
		i := &models.Initiative{Row: w.row(), Name: fmt.Sprint("Initiative ", n), State: of(w, models.Candidate, models.Candidate, models.Dropped), TeamID: of(w, w.teams...), OwnerPersonID: of(w, nil, &w.boss.ID), SuccessMetric: of(w, "", "9 of 10 clinics"), ReviewDay: of(w, "", today.Add(9))}
		w.rows, initiatives = append(w.rows, i), append(initiatives, i.ID)
		w.some(outcomes, func(id string) {
			w.rows = append(w.rows, &models.InitiativeOutcome{Row: w.row(), InitiativeID: i.ID, OutcomeID: id})
		})
	}
	for n := range 16 {
		t := &models.Task{Row: w.row(), Title: fmt.Sprint("Task ", n), State: of(w, models.TaskOpen, models.TaskOpen, models.TaskBlocked, models.TaskFinished, models.TaskCancelled), TeamID: of(w, w.teams...), OwnerPersonID: of(w, nil, &w.boss.ID), DueDay: today.Add(w.IntN(40) - 20), CreatedDay: today.Add(-40)}
		if w.IntN(4) == 0 {
			t.InitiativeID = &initiatives[w.IntN(len(initiatives))]
		}
		w.rows = append(w.rows, t)
		switch w.IntN(5) {
		case 0:
			w.rows = append(w.rows, &models.TaskGoal{Row: w.row(), TaskID: t.ID, GoalID: goals[w.IntN(len(goals))]})
		case 1:
			w.rows = append(w.rows, &models.TaskObjective{Row: w.row(), TaskID: t.ID, ObjectiveID: objectives[w.IntN(len(objectives))]})
		case 2:
			w.rows = append(w.rows, &models.TaskOutcome{Row: w.row(), TaskID: t.ID, OutcomeID: outcomes[w.IntN(len(outcomes))]})
		}
		for range w.IntN(3) {
			w.moved("task", t.ID, today)
		}
	}
	for range 14 {
		w.moved("goal", goals[w.IntN(2)], today)
	}
}

// moved draws a promised date that was moved.
func (w *figuresWorld) moved(kind, id string, today day.Day) {
	by := w.IntN(30) - 8
	m := &models.PromiseMove{Row: w.row(), EventID: models.NewID(), EntityType: kind, EntityID: id, Promise: "due", FromDay: today, ToDay: today.Add(by), Days: by, Reason: of(w, "", "The carrier is late."), ByName: "Bo", MovedDay: today.Add(-w.IntN(200))}
	if w.IntN(5) == 0 {
		back := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
		m.TakenBackAt, m.TakenBackBy = &back, "Bo"
	}
	w.rows = append(w.rows, m)
}

// decided draws decisions with what was handed over for them.
func (w *figuresWorld) decided(now time.Time) {
	outcome := w.rows[slices.IndexFunc(w.rows, func(e models.Entity) bool { _, is := e.(*models.Outcome); return is })].Identity()
	var decisions []string
	for n := range 5 {
		at := now.AddDate(0, -3, n)
		d := &models.Decision{Row: w.row(), Title: fmt.Sprint("Decision ", n), State: models.DecisionAccepted, AcceptedAt: &at, DeciderPersonID: &w.boss.ID, TeamID: of(w, w.teams...)}
		w.rows, decisions = append(w.rows, d), append(decisions, d.ID)
		if n < 3 {
			w.rows = append(w.rows, &models.DecisionLink{Row: w.row(), DecisionID: d.ID, EntityType: "outcome", EntityID: outcome})
		}
	}
	for n := range 10 {
		given := now.AddDate(0, 0, -7*n-w.IntN(5)).Add(time.Duration(n) * time.Minute)
		team := of(w, w.teams...)
		task := &models.Task{Row: w.row(), Title: fmt.Sprint("Handed over ", n), TeamID: team, OwnerPersonID: &w.boss.ID, State: models.TaskOpen, CreatedDay: day.Of(given, time.UTC), DueDay: day.Of(given, time.UTC).Add(10)}
		h := &models.Handoff{Row: w.row(), DecisionID: decisions[w.IntN(4)], TaskID: task.ID, ReceiverPersonID: w.boss.ID, Work: task.Title, TeamID: team, State: models.HandoffNew, AnswerDay: day.Of(given, time.UTC).Add(2), DueDay: task.DueDay}
		h.CreatedAt = given
		steps := []struct {
			state string
			at    **time.Time
		}{{models.HandoffShown, &h.DeliveredAt}, {models.HandoffAcknowledged, &h.AcknowledgedAt}, {models.HandoffInWork, &h.StartedAt}, {models.HandoffFinished, &h.DoneAt}}
		at := given
		for _, step := range steps[:w.IntN(len(steps)+1)] {
			at = at.Add(time.Duration(1+w.IntN(90)) * time.Hour)
			then := at
			h.State, *step.at = step.state, &then
		}
		switch {
		case h.State == models.HandoffFinished:
			task.State, task.DoneDay = models.TaskFinished, day.Of(at, time.UTC)
		case w.IntN(6) == 0:
			h.State, task.State = models.HandoffStopped, models.TaskCancelled
		}
		w.rows = append(w.rows, task, h)
	}
}

// only is what was read of the company, or fails the test.
func only[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(errors.Join(errors.New("the company drawn cannot be read"), err))
		}
		return value
	}
}
