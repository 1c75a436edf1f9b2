package automation_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/work"
)

// stage is the example company with an engine that works.
type stage struct {
	*testing.T
	db    *models.DB
	clock *modelstest.Clock
	c     *demo.Company
	shut  func() // ends the loop, as a program that is stopped
}

// onStage runs a test in the example company, with the queue at work beside it.
func onStage(t *testing.T, test func(s *stage)) {
	t.Helper()
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		s := &stage{T: t, db: db, clock: clock}
		s.write(models.CommandLine, func(tx *models.Tx) (err error) {
			s.c, err = example.Load(tx)
			return err
		})
		s.open(automation.New().Work()...)
		t.Cleanup(func() { s.shut() })
		test(s)
	})
}

// open begins the loop, as a program that is started.
func (s *stage) open(kinds ...work.Kind) {
	ctx, stop := context.WithCancel(s.Context())
	ended := make(chan struct{})
	tell := work.Kind{Name: models.TellEvent, Do: func(tx *models.Tx, w *models.Work) error { _, err := tx.TellEvent(w); return err }}
	l := work.New(s.db, nil, append(kinds, tell)...)
	go func() { l.Run(ctx); close(ended) }()
	s.shut = func() { stop(); <-ended }
}

func (s *stage) write(who models.Who, f func(tx *models.Tx) error) {
	s.Helper()
	if err := s.db.Write(s.Context(), who, f); err != nil {
		s.Fatal(err)
	}
}

// as gives a person's rights.
func (s *stage) as(p *models.Person) (who models.Who) {
	s.Helper()
	err := s.db.Read(s.Context(), models.Nobody, func(r *models.Read) (err error) { who, err = r.WhoIs(p); return err })
	if err != nil {
		s.Fatal(err)
	}
	return who
}

func (s *stage) count(statement string, args ...any) (n int64) {
	s.Helper()
	err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error { return r.DB().Raw(statement, args...).Scan(&n).Error })
	if err != nil {
		s.Fatal(err)
	}
	return n
}

// settle waits until nothing is left to do at this time of the clock.
func (s *stage) settle() {
	s.Helper()
	for began := time.Now(); time.Since(began) < 3*time.Minute; time.Sleep(10 * time.Millisecond) {
		if s.count("SELECT count(*) FROM work WHERE state IN ('leased', 'ready') AND run_at <= ? AND kind IN ('event.dispatched', 'run.step', 'run.due', 'run.goes_on', 'run.target', 'rule.schedule', 'rule.planned', 'event.told')", s.clock.Now()) == 0 {
			return
		}
	}
	s.Fatal("the queue does not come to rest")
}

// publish puts a rule in force, as the owner of the example company.
func (s *stage) publish(name, definition string) *models.Rule {
	s.Helper()
	rule := &models.Rule{Name: name, OwnerPersonID: &s.c.Head.ID, PublisherPersonID: &s.c.Owner.ID, StrategyID: &s.c.Strategy.ID}
	s.write(s.as(s.c.Owner), func(tx *models.Tx) error { return publish(tx, rule, definition) })
	return rule
}

// publish writes a rule, its version, and points to it.
func publish(tx *models.Tx, rule *models.Rule, definition string) error {
	d, err := blocks.Read([]byte(definition))
	if err != nil {
		return err
	}
	rule.Draft = d.Write()
	if err := tx.AddRule(rule); err != nil {
		return err
	}
	v := &models.RuleVersion{RuleID: rule.ID, N: 1, Definition: d.Write(), OwnerPersonID: rule.OwnerPersonID, PublisherPersonID: rule.PublisherPersonID}
	if d.DecisionID != "" {
		v.DecisionID = &d.DecisionID
	}
	if err := tx.Insert(v); err != nil {
		return err
	}
	before := *rule
	rule.State, rule.VersionID, rule.TriggerType = models.RulePublished, &v.ID, d.Trigger.Type
	return tx.SaveRule(models.RuleChanged, &before, rule)
}

// retarget gives an outcome another target, as the owner of the company.
func (s *stage) retarget(ref string, times float64) *models.Outcome {
	s.Helper()
	var o *models.Outcome
	s.write(s.as(s.c.Owner), func(tx *models.Tx) (err error) {
		if o, err = tx.OutcomeByID(s.c.Outcomes[ref].ID); err != nil {
			return err
		}
		before, m := *o, *o.Measures[0]
		target := *m.Target * times
		m.Target, o.Measures = &target, []*models.OutcomeMetric{&m}
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
	return o
}

// runs gives the runs of a rule, oldest first.
func (s *stage) runs(rule *models.Rule) (list []*models.Run) {
	s.Helper()
	err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error {
		return r.DB().Where("rule_id = ?", rule.ID).Order("created_at, id").Find(&list).Error
	})
	if err != nil {
		s.Fatal(err)
	}
	return list
}

// only gives the one run of a rule, in a state.
func (s *stage) only(rule *models.Rule, state string) *models.Run {
	s.Helper()
	s.settle()
	list := s.runs(rule)
	if len(list) != 1 || list[0].State != state {
		for _, r := range list {
			s.Logf("%s is %s: %s", r.Ref, r.State, r.Reason)
		}
		s.Fatalf("%d runs, not one that is %s", len(list), state)
	}
	return list[0]
}

// step gives what a step of a run was given and made.
func (s *stage) step(run *models.Run, key, iter string) (row *models.RunStep) {
	s.Helper()
	err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { row, err = r.StepOfRun(run.ID, key, iter); return err })
	if err != nil || row == nil {
		s.Fatalf("the run did not come to %s %s: %v", key, iter, err)
	}
	return row
}

const planAgain = `{"trigger":{"type":"outcome.retargeted","where":{"all":[{"f":"change.pct","op":"abs_gte","v":10}]}},"decision":"Every new target gets a plan.",
 "steps":[{"k":"a","do":"create_task","title":"Re-plan {{outcome.title}}","owner":{"role":"outcome_owner"},"due":{"working_days":2}},
  {"k":"b","do":"if","if":{"all":[{"f":"change.pct","op":"abs_gte","v":25}]},"then":[{"k":"c","do":"notify","title":"{{outcome.ref}} has another target; {{a.ref}} is due on {{a.due}}","to":[{"role":"working_on_outcome"}]}],"else":[]},
  {"k":"d","do":"notify","title":"Plan again","to":[{"role":"rule_owner"}]}]}`

func TestAnotherTargetBecomesAnOwnedDatedTaskAndPeopleAreTold(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan again", planAgain)
		o := s.retarget("O1", 0.7)
		run := s.only(rule, models.RunDone)
		if run.EntityRef != o.Ref || run.FirstHandoffAt == nil || run.Depth != 1 || run.Chain != rule.ID {
			s.Errorf("the run: %+v", run)
		}
		var task models.Task
		err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error {
			if err := r.DB().Where("title LIKE 'Re-plan %'").First(&task).Error; err != nil {
				return err
			}
			full, err := r.TaskByRef(task.Ref)
			task = *full
			return err
		})
		if err != nil || task.OwnerPersonID == nil || task.DueDay != "2026-11-18" || len(task.OutcomeIDs) != 1 || task.OutcomeIDs[0] != o.ID {
			s.Errorf("the task: %+v, %v", task, err)
		}
		var made models.Event
		s.write(models.Background, func(tx *models.Tx) error {
			return tx.DB().Where("type = 'task.created' AND entity_id = ?", task.ID).First(&made).Error
		})
		if made.CauseRunID != run.ID || made.RuleChain != rule.ID || made.Depth != 1 || made.ActorName != "Rule "+rule.Ref+" Plan again" || made.ActorPersonID != nil {
			s.Errorf("the event of the task: %+v", made)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'run.told' AND sentence LIKE '%has another target; T%'"); n == 0 {
			s.Error("nobody who works on it was told")
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'run.told' AND person_id = ? AND sentence = 'Plan again'", s.c.Head.ID); n != 1 {
			s.Errorf("the owner of the rule was told %d times", n)
		}
		if n := s.count("SELECT count(*) FROM run_effects WHERE run_id = ?", run.ID); n != 3 {
			s.Errorf("%d effects", n)
		}
	})
}

func TestWhatDoesNotHoldIsCountedWithTheConditionAndTheValueItMet(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan again", planAgain)
		s.retarget("O1", 0.95)
		s.settle() // so that the second is the last
		s.retarget("O1", 0.96)
		s.settle()
		if list := s.runs(rule); len(list) != 0 {
			s.Fatalf("it ran: %+v", list[0])
		}
		var skips []*models.RunSkip
		if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { skips, err = r.SkipsOf(rule.ID, "2026-01-01"); return err }); err != nil {
			s.Fatal(err)
		}
		var seen []blocks.Seen
		if len(skips) != 1 || skips[0].N != 2 || json.Unmarshal([]byte(skips[0].Trace), &seen) != nil || seen[0].Met != "-4" {
			s.Errorf("%+v %+v", skips, seen)
		}
		if skips[0].Reason != "“change of its figure, in percent is at least, up or down, 10” did not hold." {
			s.Error(skips[0].Reason)
		}
	})
}
