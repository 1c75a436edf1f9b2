package builder_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/work"
)

// stage is the example company with an engine at work.
type stage struct {
	*testing.T
	db    *models.DB
	c     *demo.Company
	owner models.Who
	rule  *models.Rule
}

func onStage(t *testing.T, test func(s *stage)) {
	t.Helper()
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		s := &stage{T: t, db: db}
		s.write(models.CommandLine, func(tx *models.Tx) (err error) {
			if s.c, err = example.Load(tx); err == nil {
				s.owner, err = tx.WhoIs(s.c.Owner)
			}
			return err
		})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		engine := automation.New()
		engine.ForOne, engine.ForRule = 1_000_000, 1_000_000
		l := work.New(db, nil, engine.Work()...)
		go func() { l.Run(ctx); close(ended) }()
		t.Cleanup(func() { stop(); <-ended })
		test(s)
	})
}

func (s *stage) write(who models.Who, do func(tx *models.Tx) error) {
	s.Helper()
	if err := s.db.Write(s.Context(), who, do); err != nil {
		s.Fatal(err)
	}
}

func (s *stage) count(statement string, args ...any) (n int) {
	s.Helper()
	if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error { return r.DB().Raw(statement, args...).Scan(&n).Error }); err != nil {
		s.Fatal(err)
	}
	return n
}

// until waits for something to come true.
func (s *stage) until(what string, holds func() bool) {
	s.Helper()
	for began := time.Now(); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > 3*time.Minute {
			s.Fatal(what)
		}
	}
}

// settle waits until the engine has nothing to do at this time.
func (s *stage) settle() {
	s.Helper()
	s.until("the queue does not come to rest", func() bool {
		return s.count("SELECT count(*) FROM work WHERE state IN ('ready', 'leased') AND kind IN ('event.dispatched', 'run.step', 'run.goes_on')") == 0
	})
}

// publish puts steps in force as the next version of the one rule.
func (s *stage) publish(flight string, steps ...*blocks.Step) (v *models.RuleVersion) {
	s.Helper()
	s.write(s.owner, func(tx *models.Tx) (err error) {
		decided, err := tx.AcceptedDecisions()
		if err != nil {
			return err
		}
		d := &blocks.Definition{SchemaVersion: 1, DecisionID: decided[0].ID, Decision: decided[0].Title, Deadline: &blocks.Due{WorkingDays: 1}, Mode: blocks.Parallel, Trigger: blocks.Trigger{Type: "decision.accepted"}, Steps: steps}
		if s.rule == nil {
			if s.rule, err = tx.StartRule("Carry on", nil, d); err != nil {
				return err
			}
		} else if s.rule, err = tx.RuleByID(s.rule.ID); err != nil {
			return err
		}
		return tx.EditDraft(s.rule, s.rule.DraftRev, models.Edit{Said: "edited", Do: func(*models.Rule, *blocks.Definition) (*blocks.Definition, error) { return d, nil }})
	})
	s.write(s.owner, func(tx *models.Tx) (err error) {
		v, err = builder.Publish(tx, s.rule, s.rule.DraftRev, models.Publication{Override: "now", Flight: flight})
		return err
	})
	return v
}

// decide accepts one more decision, which starts the rule.
func (s *stage) decide() *models.Decision {
	s.Helper()
	d := &models.Decision{Title: "Take the next step", Statement: "We take the next step now.", Context: "It is time.", Weighed: "To wait.", DeciderPersonID: &s.c.Owner.ID}
	s.write(s.owner, func(tx *models.Tx) error {
		d.DecidedDay = tx.Today()
		if err := tx.AddDecision(d); err != nil {
			return err
		}
		return tx.AcceptDecision(d)
	})
	return d
}

func (s *stage) page(run string) (d *models.RunDetail) {
	s.Helper()
	if err := s.db.Read(s.Context(), s.owner, func(r *models.Read) (err error) { d, err = r.RunPage(run); return err }); err != nil {
		s.Fatal(err)
	}
	return d
}

func (s *stage) runs() (list []*models.Run) {
	s.Helper()
	if err := s.db.Read(s.Context(), s.owner, func(r *models.Read) (err error) { list, err = r.RunsOf(s.rule.ID, 500); return err }); err != nil {
		s.Fatal(err)
	}
	return list
}

// waiting is the one run that waits.
func (s *stage) waiting() *models.Run {
	s.Helper()
	for _, run := range s.runs() {
		if run.State == models.RunWaiting {
			return run
		}
	}
	s.Fatal("no run waits")
	return nil
}

func tell(key, title string) *blocks.Step {
	return &blocks.Step{Key: key, Do: blocks.Notify, Title: title, To: []*blocks.Party{{Role: "rule_owner"}}, Via: []string{"app"}}
}

func (s *stage) asking(key string) *blocks.Step {
	return &blocks.Step{Key: key, Do: blocks.Approval, Title: "Go on?", To: []*blocks.Party{{Person: s.c.Head.ID}}, Need: "any", Due: &blocks.Due{WorkingDays: 3},
		Late: []*blocks.Step{{Key: key + "late", Do: blocks.Stop, Text: "Nobody decided"}}}
}

// answer lets the head say yes to the question of a run.
func (s *stage) answer(run string) {
	s.Helper()
	d := s.page(run)
	var head models.Who
	s.write(models.CommandLine, func(tx *models.Tx) (err error) { head, err = tx.WhoIs(s.c.Head); return err })
	s.write(head, func(tx *models.Tx) error { _, err := tx.Vote(d.Questions[0].Ref, true, ""); return err })
}

func TestRunsThatWaitGoOnByTheNewVersionWhenThatIsAskedAndTheirBlockIsThere(t *testing.T) {
	onStage(t, func(s *stage) {
		s.publish("", tell("a", "First"), s.asking("b"), tell("c", "By version 1"))
		s.decide()
		s.settle()
		moved := s.waiting().Ref
		s.publish(models.FlightMove, s.asking("b"), tell("d", "By version 2"))
		if d := s.page(moved); d.N != 2 || d.Began == nil || d.Began.N != 1 || len(d.Left()) != 1 || d.Left()[0].Key != "a" {
			t.Errorf("the moved run goes by version %d, began by %+v, and has left %v", d.N, d.Began, d.Left())
		}
		if n := s.count("SELECT count(*) FROM events WHERE type = 'run.moved'"); n != 1 {
			t.Errorf("%d events say that it was moved", n)
		}
		s.answer(moved)
		s.settle()
		if d := s.page(moved); d.State != models.RunDone || len(d.Of("d")) != 1 || len(d.Of("c")) != 0 {
			t.Errorf("it is %s, %s", d.State, d.Reason)
		}

		s.decide()
		s.settle()
		stays := s.waiting().Ref
		s.publish(models.FlightMove, s.asking("e"), tell("f", "By version 3"))
		if d := s.page(stays); d.N != 2 || d.Began != nil {
			t.Errorf("a run whose block is gone was moved to version %d", d.N)
		}
		s.answer(stays)
		s.settle()
		if d := s.page(stays); d.State != models.RunDone || len(d.Of("d")) != 1 {
			t.Errorf("it is %s, %s", d.State, d.Reason)
		}
	})
}

func TestWhatIsUnderWayIsCancelledWithTheVersionThatAsksForIt(t *testing.T) {
	onStage(t, func(s *stage) {
		s.publish("", s.asking("b"))
		s.decide()
		s.decide()
		s.settle()
		s.publish(models.FlightCancel, s.asking("b"), tell("c", "By version 2"))
		for _, run := range s.runs() {
			if run.State != models.RunCancelled || !strings.Contains(run.Reason, "Version 2 of the rule was published") {
				t.Errorf("%s is %s: %s", run.Ref, run.State, run.Reason)
			}
		}
		if n := s.count("SELECT count(*) FROM approvals WHERE state = 'pending' AND run_id IN (SELECT id FROM runs WHERE rule_id = ?)", s.rule.ID); n != 0 {
			t.Errorf("%d questions of cancelled runs are open", n)
		}
		s.decide()
		s.settle()
		s.write(s.owner, func(tx *models.Tx) error { return builder.Move(tx, s.rule, models.RulePaused, "Holidays", "") })
		run := s.waiting() // the pause cancelled nothing
		s.write(s.owner, func(tx *models.Tx) error {
			return builder.Move(tx, s.rule, models.RuleRetired, "", models.FlightCancel)
		})
		if d := s.page(run.Ref); d.State != models.RunCancelled {
			t.Errorf("retired with what is under way it is %s", d.State)
		}
	})
}

// Every version has blocks of its own, so a run that leaves its path would do a block of another version, or fail.
func TestRepublishingUnderLoadTakesNoRunOffItsVersionsPath(t *testing.T) {
	onStage(t, func(s *stage) {
		chain := func(n int) (list []*blocks.Step) {
			for i := range 4 {
				list = append(list, tell(fmt.Sprintf("v%d-%d", n, i), "On"))
			}
			return append(list, s.asking("ask"), tell(fmt.Sprintf("v%d-last", n), "Last"))
		}
		s.publish("", chain(1)...)
		const versions, decisions = 8, 24
		var both sync.WaitGroup
		both.Go(func() {
			for range decisions {
				s.decide()
			}
		})
		moving := []string{models.FlightFinish, models.FlightMove}
		answered := map[string]bool{}
		answer := func() { // so that runs go on in the same moment in which the next version moves them
			for _, run := range s.runs() {
				if run.State == models.RunWaiting && !answered[run.ID] {
					answered[run.ID] = true
					s.answer(run.Ref)
				}
			}
		}
		for n := 2; n <= versions; n++ {
			answer()
			s.publish(moving[n%2], chain(n)...)
		}
		both.Wait()
		s.settle()
		answer()
		s.settle()
		runs := s.runs()
		if len(runs) != decisions {
			t.Errorf("%d decisions became %d runs", decisions, len(runs))
		}
		for _, run := range runs {
			d := s.page(run.Ref)
			own, began := fmt.Sprintf("v%d-", d.N), fmt.Sprintf("v%d-", d.N)
			if d.Began != nil {
				began = fmt.Sprintf("v%d-", d.Began.N)
			}
			for key := range d.Done {
				if !strings.HasPrefix(key, own) && !strings.HasPrefix(key, began) && key != "ask" {
					t.Errorf("%s goes by version %d, begun by %s, and did %s", run.Ref, d.N, began, key)
				}
			}
			if d.State != models.RunDone || len(d.Of(own+"last")) != 1 || len(d.Of(began+"3")) != 1 || len(d.Done) != 6 {
				t.Errorf("%s is %s after %d blocks: %s", run.Ref, d.State, len(d.Done), d.Reason)
			}
		}
	})
}
