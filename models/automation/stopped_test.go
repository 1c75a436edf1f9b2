package automation_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
)

func TestWhatFellDueInSevenDaysWithoutAProgramIsDoneOnceAndSaysHowLateItIs(t *testing.T) {
	const waits = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"w","do":"wait","wait":{"for":{"working_days":2}}},{"k":"z","do":"notify","title":"Over","to":[{"role":"rule_owner"}]}]}`
	onStage(t, func(s *stage) {
		waiting, asking := s.publish("Waits", waits), s.publish("Ask first", askFirst)
		s.retarget("O1", 0.7)
		s.settle()
		s.shut()
		s.clock.Advance(7 * 24 * time.Hour)
		for range 2 { // a second start does nothing again
			s.open(automation.New().Work()...)
			s.settle()
			s.shut()
		}
		for rule, key := range map[*models.Rule]string{waiting: "w", asking: "a"} {
			run := s.only(rule, models.RunDone)
			if late := s.step(run, key, "").Output; !strings.Contains(late, `"late_by":{"k":"text","v":"`) {
				t.Errorf("%s does not say how late it was: %s", rule.Name, late)
			}
			if n := s.count("SELECT count(*) FROM run_steps WHERE run_id = ? AND step_key = ?", run.ID, key); n != 1 {
				t.Errorf("%s: the block was done %d times", rule.Name, n)
			}
		}
		if n := s.count("SELECT count(*) FROM run_effects WHERE run_id = ? AND step_key = 'z'", s.only(waiting, models.RunDone).ID); n != 1 {
			t.Errorf("what stands behind the wait was done %d times", n)
		}
	})
}

func TestTwoRulesThatStartEachOtherAreStoppedAtTheSecondRound(t *testing.T) {
	const begins = `{"trigger":{"type":"task.created"},"mode":"parallel","steps":[{"k":"a","do":"set_field","field":"task.state","value":"in progress"}]}`
	const makes = `{"trigger":{"type":"task.started"},"mode":"parallel","steps":[{"k":"a","do":"create_task","title":"Another","owner":{"role":"rule_owner"},"due":{"working_days":2}}]}`
	onStage(t, func(s *stage) {
		first, second := s.publish("Begins", begins), s.publish("Makes", makes)
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			return tx.AddTask(&models.Task{Title: "First", OwnerPersonID: &s.c.Head.ID})
		})
		s.settle()
		list := s.runs(first)
		if len(list) != 2 || list[0].State != models.RunDone || list[1].State != models.RunBlocked || !strings.Contains(list[1].Reason, "started by what it had caused itself") {
			t.Errorf("%d runs of the first: %+v", len(list), list)
		}
		s.only(second, models.RunDone)
	})
}

func TestAStepThatTakesItsProgramDownEachTimeIsGivenUpAndItsRunFailsLoudly(t *testing.T) {
	const poison = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"create_task","title":"Plan","tries":2,"owner":{"role":"rule_owner"},"due":{"working_days":2}}]}`
	onStage(t, func(s *stage) {
		rule := s.publish("Poison", poison)
		s.shut()
		s.retarget("O1", 0.7)
		for _, k := range automation.New().Work() {
			if k.Name == models.DispatchEvent {
				s.open(k)
			}
		}
		const ready = "SELECT count(*) FROM work WHERE kind = 'run.step' AND state = 'ready'"
		for began := time.Now(); s.count(ready) == 0 && time.Since(began) < time.Minute; {
			time.Sleep(10 * time.Millisecond)
		}
		s.shut()
		for range 2 {
			s.write(models.Background, func(tx *models.Tx) error {
				list, err := tx.ClaimWork("gone", []models.WorkKind{models.DoRunStep}, 1, time.Minute)
				if err == nil && len(list) != 1 {
					t.Errorf("%d steps are to be done", len(list))
				}
				return err
			})
			s.clock.Advance(2 * time.Minute)
			s.write(models.Background, func(tx *models.Tx) error { _, err := tx.ReapWork(true); return err })
			s.clock.Advance(time.Hour)
		}
		s.open(automation.New().Work()...)
		s.settle()
		if run := s.only(rule, models.RunFailed); run.Reason == "" {
			t.Error("it does not say why")
		}
		if n := s.count("SELECT count(*) FROM work WHERE kind = 'run.step' AND state = 'dead'"); n != 1 {
			t.Errorf("%d works are given up", n)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'rule.failed' AND person_id = ?", s.c.Head.ID); n != 1 {
			t.Errorf("its owner was told %d times", n)
		}
	})
}
