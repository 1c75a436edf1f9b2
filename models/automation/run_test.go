package automation_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
)

const askFirst = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","decision":"Targets are agreed.","steps":[
 {"k":"a","do":"approval","title":"Agree {{outcome.ref}}","to":[{"role":"rule_owner"},{"role":"actor"}],"need":"all","due":{"working_days":2},
  "then":[{"k":"b","do":"notify","title":"Agreed","to":[{"role":"rule_owner"}]}],"else":[{"k":"c","do":"notify","title":"Not agreed","to":[{"role":"rule_owner"}]}],"late":[{"k":"d","do":"notify","title":"Nobody said","to":[{"role":"rule_owner"}]}]},
 {"k":"e","do":"stop","text":"After the yes"}]}`

func (s *stage) asked(run *models.Run) (a *models.Approval) {
	s.Helper()
	err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { a, err = r.ApprovalOf(run.ID, "a", ""); return err })
	if err != nil || a == nil {
		s.Fatalf("nothing was asked: %v", err)
	}
	return a
}

func (s *stage) vote(p *models.Person, a *models.Approval, yes bool, reason string) error {
	return s.db.Write(s.Context(), s.as(p), func(tx *models.Tx) error { _, err := tx.Vote(a.Ref, yes, reason); return err })
}

func TestARunWaitsForItsApprovalAndGoesOnOnceItIsDecided(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Ask first", askFirst)
		s.retarget("O1", 0.7) // by the owner of the company, who is asked too, and not by themselves
		run := s.only(rule, models.RunWaiting)
		a := s.asked(run)
		if a.Asked != 1 || a.Need != 1 || a.State != models.ApprovalPending || !a.DueAt.Equal(s.clock.Now().Add(48*time.Hour)) {
			s.Errorf("%+v", a)
		}
		if err := s.vote(s.c.Owner, a, true, ""); err == nil {
			s.Error("whoever began it approves it")
		}
		if err := s.vote(s.c.Member, a, true, ""); err == nil {
			s.Error("somebody who is not asked approves it")
		}
		if err := s.vote(s.c.Head, a, false, " "); err == nil {
			s.Error("a no without a reason is taken")
		}
		if err := s.vote(s.c.Head, a, true, ""); err != nil {
			s.Fatal(err)
		}
		if err := s.vote(s.c.Head, a, false, "No"); err == nil {
			s.Error("it is decided twice")
		}
		run = s.only(rule, models.RunDone)
		if run.Reason != "After the yes" || s.count("SELECT count(*) FROM run_steps WHERE run_id = ? AND step_key IN ('c', 'd')", run.ID) != 0 || s.step(run, "b", "").State != models.RunStepDone {
			s.Errorf("%+v", run)
		}
		if n := s.count("SELECT count(*) FROM work WHERE lane = ? AND state <> 'done'", "run:"+run.ID); n != 0 {
			s.Errorf("%d works are left of it", n)
		}
	})
}

func TestARefusalTakesItsBranchAndNothingBehindTheApprovalIsDone(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Ask first", askFirst)
		s.retarget("O1", 0.7)
		if err := s.vote(s.c.Head, s.asked(s.only(rule, models.RunWaiting)), false, "Too early"); err != nil {
			s.Fatal(err)
		}
		run := s.only(rule, models.RunDone)
		if s.step(run, "c", "").State != models.RunStepDone || s.count("SELECT count(*) FROM run_steps WHERE run_id = ? AND step_key IN ('b', 'e')", run.ID) != 0 {
			s.Error("what stands behind the approval was done")
		}
	})
}

func TestWhenNobodyDecidesTheRunTakesTheBranchForThatOnceAndSaysHowLateItIs(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Ask first", askFirst)
		s.retarget("O1", 0.7)
		a := s.asked(s.only(rule, models.RunWaiting))
		s.clock.Advance(72 * time.Hour)
		s.settle()
		run := s.only(rule, models.RunDone)
		if s.step(run, "d", "").State != models.RunStepDone || !strings.Contains(s.step(run, "a", "").Output, `"late_by":{"k":"text","v":"24h0m0s"}`) {
			s.Errorf("%+v", s.step(run, "a", ""))
		}
		if err := s.vote(s.c.Head, a, true, ""); err == nil {
			s.Error("it is decided after its time")
		}
	})
}

func TestARunWaitsForAnEventOfWhatItMadeOrForItsTime(t *testing.T) {
	const rule = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"create_task","title":"Plan","owner":{"role":"rule_owner"},"due":{"working_days":2}},
	 {"k":"w","do":"wait","wait":{"event":"task.done","for":{"working_days":3}},"late":[{"k":"l","do":"notify","title":"Late","to":[{"role":"rule_owner"}]}]},
	 {"k":"z","do":"notify","title":"Over","to":[{"role":"rule_owner"}]}]}`
	onStage(t, func(s *stage) {
		r := s.publish("Wait", rule)
		s.retarget("O1", 0.7)
		run := s.only(r, models.RunWaiting)
		s.write(s.as(s.c.Head), func(tx *models.Tx) error {
			e, err := tx.EffectsOfRun(run.ID)
			if err != nil {
				return err
			}
			task, err := tx.TaskByRef(e[0].EntityRef)
			if err != nil {
				return err
			}
			return tx.CloseTask(task)
		})
		run = s.only(r, models.RunDone)
		if s.count("SELECT count(*) FROM run_steps WHERE run_id = ? AND step_key = 'l'", run.ID) != 0 || s.step(run, "z", "").State != models.RunStepDone {
			s.Error("it went the way for being late")
		}
		s.retarget("O2", 0.7)
		s.settle()
		s.clock.Advance(10 * 24 * time.Hour)
		s.settle()
		late := s.runs(r)[1]
		if late.State != models.RunDone || s.step(late, "l", "").State != models.RunStepDone {
			s.Errorf("%+v", late)
		}
	})
}

func TestARuleThatStartsItselfIsBlockedAndOneThatRunsAwayIsPausedAndItsOwnerTold(t *testing.T) {
	const itself = `{"trigger":{"type":"task.created"},"steps":[{"k":"a","do":"create_task","title":"Another","owner":{"role":"rule_owner"},"due":{"working_days":2}}]}`
	const often = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"stop"}]}`
	onStage(t, func(s *stage) {
		loop := s.publish("Again and again", itself)
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			return tx.AddTask(&models.Task{Title: "First", OwnerPersonID: &s.c.Head.ID})
		})
		s.settle()
		list := s.runs(loop)
		if len(list) != 2 || list[0].State != models.RunDone || list[1].State != models.RunBlocked || list[1].Depth != 2 || list[1].RootID != list[0].EventID {
			s.Errorf("%d runs: %+v", len(list), list)
		}
		away := s.publish("Away", often)
		for i := range 12 {
			s.retarget("O1", 1+float64(i+1)/100)
		}
		s.settle()
		var rule *models.Rule
		if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { rule, err = r.RuleByID(away.ID); return err }); err != nil {
			s.Fatal(err)
		}
		if rule.State != models.RulePaused || !strings.Contains(rule.PausedReason, "10 times within 10 minutes") {
			s.Errorf("%+v", rule)
		}
		if n := s.count("SELECT count(*) FROM runs WHERE rule_id = ? AND state = 'done'", away.ID); n != 10 {
			s.Errorf("it ran %d times", n)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'rule.paused' AND person_id = ?", s.c.Head.ID); n != 1 {
			s.Errorf("its owner was told %d times", n)
		}
	})
}

func TestAStepThatMayNotBeDoneFailsLoudlyOrAsItsBlockSays(t *testing.T) {
	const refused = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"create_handoff","title":"Plan","owner":{"role":"rule_owner"},"due":{"working_days":2}%s},{"k":"z","do":"notify","title":"Over","to":[{"role":"rule_owner"}]}]}`
	onStage(t, func(s *stage) {
		stops := s.publish("Stops", strings.Replace(refused, "%s", "", 1))
		goes := s.publish("Goes on", strings.Replace(refused, "%s", `,"on_error":"continue"`, 1))
		takes := s.publish("Takes the branch", strings.Replace(refused, "%s", `,"on_error":"branch","failed":[{"k":"f","do":"stop","text":"As said"}]`, 1))
		s.retarget("O1", 0.7)
		run := s.only(stops, models.RunFailed)
		if !strings.Contains(run.Reason, "names no recorded decision") || s.step(run, "a", "").State != models.RunStepFailed || s.count("SELECT count(*) FROM step_attempts WHERE run_step_id = ?", s.step(run, "a", "").ID) != 1 {
			s.Errorf("%+v", run)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'rule.failed' AND person_id = ?", s.c.Head.ID); n != 1 {
			s.Errorf("its owner was told %d times", n)
		}
		if s.step(s.only(goes, models.RunDone), "z", "").State != models.RunStepDone {
			s.Error("it did not go on")
		}
		if run := s.only(takes, models.RunDone); run.Reason != "As said" {
			s.Errorf("%+v", run)
		}
	})
}

func TestForEachGoesRoundOnceForEveryThingAndNoFurther(t *testing.T) {
	const rule = `{"trigger":{"type":"outcome.retargeted"},"steps":[{"k":"e","do":"each","over":"teams","then":[
	 {"k":"i","do":"if","if":{"all":[{"f":"item.title","op":"filled"}]},"then":[{"k":"n","do":"notify","title":"For {{item.title}}","to":[{"role":"team_lead"}]}]}]},{"k":"z","do":"stop","text":"Through"}]}`
	onStage(t, func(s *stage) {
		r := s.publish("Each", rule)
		o := s.retarget("O1", 0.7)
		run := s.only(r, models.RunDone)
		var teams []string
		if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { teams, err = r.TeamsWorkingOn(o.ID); return err }); err != nil {
			s.Fatal(err)
		}
		if n := s.count("SELECT count(DISTINCT iter) FROM run_steps WHERE run_id = ? AND step_key = 'n'", run.ID); len(teams) < 2 || int(n) != len(teams) || run.Reason != "Through" {
			s.Errorf("%d rounds for %d teams: %s", n, len(teams), run.Reason)
		}
		if n := s.count("SELECT count(DISTINCT person_id) FROM notices WHERE type = 'run.told'"); n < 2 {
			s.Errorf("only %d leads were told", n)
		}
	})
}

func TestWhatIsUnderWayForTheSameThingIsWaitedForLeftOutOrCancelled(t *testing.T) {
	const waits = `{"trigger":{"type":"outcome.retargeted"},"mode":"%s","steps":[{"k":"w","do":"wait","wait":{"for":{"hours":5}}}]}`
	onStage(t, func(s *stage) {
		by := map[string]*models.Rule{}
		for _, mode := range []string{"parallel", "single", "queue", "restart"} {
			by[mode] = s.publish(mode, strings.Replace(waits, "%s", mode, 1))
		}
		s.retarget("O1", 0.7)
		s.settle()
		s.clock.Advance(time.Minute)
		s.retarget("O1", 0.8)
		s.settle()
		s.retarget("O2", 0.8) // is another thing
		s.settle()
		for mode, want := range map[string]string{"parallel": "waiting waiting waiting", "single": "waiting waiting", "queue": "waiting queued waiting", "restart": "cancelled waiting waiting"} {
			var states []string
			for _, run := range s.runs(by[mode]) {
				states = append(states, run.State)
			}
			if got := strings.Join(states, " "); got != want {
				s.Errorf("%s: %s", mode, got)
			}
		}
		if n := s.count("SELECT COALESCE(SUM(n), 0) FROM run_skips WHERE rule_id = ?", by["single"].ID); n != 1 {
			s.Errorf("%d were left out", n)
		}
		s.clock.Advance(6 * time.Hour)
		s.settle()
		if list := s.runs(by["queue"]); list[0].State != models.RunDone || list[1].State != models.RunWaiting {
			s.Errorf("the next one in the queue is %s", list[1].State)
		}
	})
}

func TestAPublisherWhoHasLeftPausesTheRule(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan again", planAgain)
		s.write(models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Person{}).Where("id = ?", s.c.Owner.ID).Update("active", false).Error
		})
		s.write(models.CommandLine, func(tx *models.Tx) error {
			o, err := tx.OutcomeByID(s.c.Outcomes["O1"].ID)
			if err != nil {
				return err
			}
			before, m := *o, *o.Measures[0]
			target := *m.Target * 2
			m.Target, o.Measures = &target, []*models.OutcomeMetric{&m}
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
		run := s.only(rule, models.RunFailed)
		if !strings.Contains(run.Reason, "has left") || s.count("SELECT count(*) FROM rules WHERE id = ? AND state = 'paused'", rule.ID) != 1 || s.count("SELECT count(*) FROM run_effects WHERE run_id = ?", run.ID) != 0 {
			s.Errorf("%+v", run)
		}
	})
}
