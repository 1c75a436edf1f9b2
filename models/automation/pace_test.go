package automation_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

const inADay = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","decision":"Targets are agreed.","deadline":{"hours":24},"steps":[
 {"k":"a","do":"create_task","title":"Plan","owner":{"role":"rule_owner"},"due":{"working_days":2}}]}`

const handInADay = `{"trigger":{"type":"decision.accepted","where":{"all":[{"f":"decision.title","op":"is","v":"Take the next step"}]}},"mode":"parallel","deadline":{"hours":24},"steps":[
 {"k":"a","do":"create_handoff","title":"Step","owner":{"role":"rule_owner"},"due":{"working_days":5}}]}`

func (s *stage) pace(q models.PaceQuery) (p *models.Pace) {
	s.Helper()
	q.Months = 6
	if err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) (err error) { p, err = r.Pace(q); return err }); err != nil {
		s.Fatal(err)
	}
	return p
}

func TestARunKeepsWhenItBroughtWorkAndWhenItsOwnerTookItOnInTheTransactionsOfBoth(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan", inADay)
		s.retarget("O1", 0.7)
		run := s.only(rule, models.RunDone)
		if run.OccurredAt == nil || run.FirstHandoffAt == nil || run.AcknowledgedAt != nil {
			s.Fatalf("%+v", run)
		}
		s.clock.Advance(3 * time.Hour)
		s.write(s.as(s.c.Head), func(tx *models.Tx) error {
			effects, err := tx.EffectsOfRun(run.ID)
			if err != nil {
				return err
			}
			task, err := tx.TaskByRef(effects[0].EntityRef)
			if err != nil {
				return err
			}
			return tx.MoveTask(task, models.TaskInProgress, "")
		})
		if run = s.only(rule, models.RunDone); run.AcknowledgedAt == nil || !run.AcknowledgedAt.Equal(s.clock.Now()) {
			s.Errorf("the task was started, and the run was taken on at %v", run.AcknowledgedAt)
		}
		p := s.pace(models.PaceQuery{Rule: rule.Ref})
		if m := p.All.Taken.Median(); m == nil || *m < 0.12 || *m > 0.13 || len(p.All.Made.Measured) != 1 || len(p.Rules) != 1 || len(p.Teams) != 1 || len(p.Months) != 6 {
			s.Errorf("%+v", p.All)
		}
		for pace, want := range map[string]int{models.PaceMade: 1, models.PaceTaken: 1, models.PaceOpen: 0, models.PaceLate: 0} {
			err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) error {
				_, n, _, err := r.RunsFound(models.RunQuery{Rule: rule.Ref, Pace: pace, Since: string(p.From)[:7]}, 0, 10)
				if err == nil && n != want {
					s.Errorf("%s: the figure opens to %d runs, not %d", pace, n, want)
				}
				return err
			})
			if err != nil {
				s.Error(err)
			}
		}
	})
}

func TestWorkThatDoesNotReachItsOwnerByTheDeadlineIsToldToTheOwnerOfTheRuleOnce(t *testing.T) {
	onStage(t, func(s *stage) {
		slow := s.publish("Hand over", handInADay)
		quick := s.publish("Plan", inADay)
		d, err := decide(s.Context(), s.db)
		if err != nil {
			s.Fatal(err)
		}
		s.retarget("O1", 0.7)
		late, done := s.only(slow, models.RunDone), s.only(quick, models.RunDone)
		for range 2 {
			s.clock.Advance(25 * time.Hour)
			s.settle()
		}
		if n := s.count("SELECT count(*) FROM events WHERE type = 'handoff.breached' AND cause_run_id = ?", late.ID); n != 1 {
			s.Errorf("it was said %d times", n)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'handoff.breached' AND person_id = ? AND event_id IN (SELECT id FROM events WHERE cause_run_id = ?)", s.c.Head.ID, late.ID); n != 1 {
			s.Errorf("the owner of the rule was told %d times", n)
		}
		if s.count("SELECT count(*) FROM runs WHERE id = ? AND breached_at IS NOT NULL", late.ID) != 1 || s.count("SELECT count(*) FROM runs WHERE id = ? AND breached_at IS NOT NULL", done.ID) != 0 {
			s.Error("a task that was made counts as late, or a handoff that nobody acknowledged does not")
		}
		if p := s.pace(models.PaceQuery{Rule: slow.Ref}); p.All.Late != 1 {
			s.Errorf("%d are late in the figures", p.All.Late)
		}
		err = s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) error {
			list, err := r.RunsOfDecision(d)
			if err == nil && !slices.ContainsFunc(list, func(n *models.RunNow) bool { return n.ID == late.ID }) {
				s.Errorf("%d runs came from the decision", len(list))
			}
			return err
		})
		if err != nil {
			s.Error(err)
		}
	})
}

func TestWhatWentIntoARunIsClearedNinetyDaysAfterItsEndAndTheRunStays(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan", inADay)
		s.retarget("O1", 0.7)
		run := s.only(rule, models.RunDone)
		clear := func() {
			s.Helper()
			s.write(models.Background, func(tx *models.Tx) error { _, err := tx.ClearRuns(); return err })
		}
		s.clock.Advance(89 * 24 * time.Hour)
		clear()
		if s.step(run, "a", "").Input == "" {
			s.Fatal("it was cleared too soon")
		}
		s.clock.Advance(24 * time.Hour)
		clear()
		after := s.only(rule, models.RunDone)
		if step := s.step(run, "a", ""); step.Input != "" || step.Output != "" || step.State != models.RunStepDone || after.Facts != "{}" || after.ClearedAt == nil || after.FirstHandoffAt == nil {
			s.Errorf("%+v", after)
		}
		err := s.db.Write(s.Context(), s.as(s.c.Owner), func(tx *models.Tx) error { _, err := automation.New().Rerun(tx, after, false); return err })
		if err == nil || !strings.Contains(err.Error(), "cleared after 90 days") {
			s.Errorf("it is done again without knowing what happened: %v", err)
		}
	})
}

func TestWhatAStepKeepsIsCutWithASentenceThatSaysSo(t *testing.T) {
	kept := automation.Shortened(blocks.Facts{"body": {Kind: blocks.TextField, Text: strings.Repeat("ä long word ", 9000)}, "ref": {Kind: blocks.TextField, Text: "T1"}})
	b, err := json.Marshal(kept)
	if err != nil || len(b) > 33<<10 || !utf8.Valid(b) || !strings.HasSuffix(kept["body"].Text, "at most 32 KB are kept.)") || kept["ref"].Text != "T1" {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}
