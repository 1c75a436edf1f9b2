package automation_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/demo"
)

func (s *stage) run(run *models.Run) *models.Run {
	s.Helper()
	err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { run, err = r.RunByID(run.ID); return err })
	if err != nil {
		s.Fatal(err)
	}
	return run
}

func TestWhatARunDidIsTakenBackAsFarAsNobodyHasTouchedIt(t *testing.T) {
	const rule = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"create_task","title":"One","owner":{"role":"rule_owner"},"due":{"working_days":2}},
	 {"k":"b","do":"create_task","title":"Two","owner":{"role":"rule_owner"},"due":{"working_days":2}},{"k":"r","do":"reroute_tasks","owner":{"role":"rule_owner"},"tasks":{"all":[{"f":"task.title","op":"is_not","v":"Two"}]}}]}`
	onStage(t, func(s *stage) {
		owner := map[string]string{}
		var tasks []*models.Task
		read := func() {
			err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) {
				tasks, err = r.OpenTasksAround("outcome", s.c.Outcomes["O1"].ID, 100)
				return err
			})
			if err != nil {
				s.Fatal(err)
			}
		}
		read()
		for _, task := range tasks {
			if task.OwnerPersonID != nil {
				owner[task.ID] = *task.OwnerPersonID
			}
		}
		r := s.publish("Undo", rule)
		s.retarget("O1", 0.7)
		run := s.only(r, models.RunDone)
		rerouted := s.count("SELECT count(*) FROM run_effects WHERE run_id = ? AND did = 'rerouted'", run.ID)
		if len(owner) < 2 || rerouted < 2 {
			s.Fatalf("%d tasks around it, %d routed", len(owner), rerouted)
		}
		s.write(s.as(s.c.Head), func(tx *models.Tx) error {
			var two models.Task
			if err := tx.DB().Where("title = 'Two'").First(&two).Error; err != nil {
				return err
			}
			return tx.MoveTask(&two, models.TaskInProgress, "")
		})
		engine := automation.New()
		if err := s.db.Write(s.Context(), s.as(s.c.Member), func(tx *models.Tx) error { _, _, err := engine.Undo(tx, s.run(run)); return err }); err == nil {
			s.Error("somebody who has nothing to do with the rule takes it back")
		}
		var undone int
		var alone []string
		s.write(s.as(s.c.Owner), func(tx *models.Tx) (err error) {
			now, err := tx.RunByID(run.ID)
			if err != nil {
				return err
			}
			undone, alone, err = engine.Undo(tx, now)
			return err
		})
		if int64(undone) != rerouted+1 || len(alone) != 1 || !strings.HasSuffix(alone[0], "Two") {
			s.Errorf("%d were taken back, alone %v", undone, alone)
		}
		read()
		for _, task := range tasks {
			if was := owner[task.ID]; was != "" && *task.OwnerPersonID != was {
				s.Errorf("%s did not go back", task.Ref)
			}
		}
		if n := s.count("SELECT count(*) FROM tasks WHERE title = 'One' AND state = 'cancelled'"); n != 1 {
			s.Error("the task it made is open still")
		}
	})
}

func TestAFailedRunGoesOnFromItsStepAndARunIsRepeatedByTheVersionOfThenOrOfNow(t *testing.T) {
	const rule = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"n","do":"stop","text":"Before"}]}`
	const breaks = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"create_task","title":"One","owner":{"person":"nobody","fallback":"person:nobody"},"due":{"working_days":2}},{"k":"z","do":"stop","text":"Whole"}]}`
	onStage(t, func(s *stage) {
		engine := automation.New()
		r := s.publish("Breaks", breaks)
		s.write(models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Rule{}).Where("id = ?", r.ID).Update("owner_person_id", nil).Error
		})
		again := s.publish("Again", rule)
		s.retarget("O1", 0.7)
		run := s.only(r, models.RunFailed)
		s.write(models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Rule{}).Where("id = ?", r.ID).Update("owner_person_id", s.c.Head.ID).Error
		})
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error { return engine.Retry(tx, s.run(run)) })
		if run = s.only(r, models.RunDone); run.Reason != "Whole" || s.count("SELECT count(*) FROM tasks WHERE title = 'One'") != 1 {
			s.Errorf("%+v", run)
		}
		first := s.only(again, models.RunDone)
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			d, err := blocks.Read([]byte(strings.Replace(rule, "Before", "After", 1)))
			if err != nil {
				return err
			}
			v := &models.RuleVersion{RuleID: again.ID, N: 2, Definition: d.Write(), PublisherPersonID: &s.c.Owner.ID}
			if err := tx.Insert(v); err != nil {
				return err
			}
			now, err := tx.RuleByID(again.ID)
			if err != nil {
				return err
			}
			before := *now
			now.VersionID = &v.ID
			if err := tx.SaveRule(models.RuleChanged, &before, now); err != nil {
				return err
			}
			if _, err := engine.Rerun(tx, first, false); err != nil {
				return err
			}
			_, err = engine.Rerun(tx, first, true)
			return err
		})
		s.settle()
		var reasons []string
		for _, x := range s.runs(again) {
			reasons = append(reasons, x.Reason)
		}
		if got := strings.Join(reasons, " "); got != "Before Before After" {
			s.Error(got)
		}
	})
}

func TestARunThatNothingWouldTakeFurtherFailsLoudlyAndOneThatWaitsGoesOnByHand(t *testing.T) {
	const waits = `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"w","do":"wait","wait":{"for":{"working_days":5}}},{"k":"z","do":"stop","text":"Through"}]}`
	onStage(t, func(s *stage) {
		engine := automation.New()
		r := s.publish("Waits", waits)
		for _, ref := range []string{"O1", "O2", "O3"} {
			s.retarget(ref, 0.7)
		}
		s.settle()
		list := s.runs(r)
		s.write(models.Background, func(tx *models.Tx) error { return tx.SweepRuns() })
		if n := s.count("SELECT count(*) FROM runs WHERE state = 'waiting' AND rule_id = ?", r.ID); n != 3 {
			s.Fatalf("%d runs wait, and nothing was wrong", n)
		}
		s.write(models.Background, func(tx *models.Tx) error {
			if err := tx.DB().Exec("DELETE FROM work WHERE lane = ?", "run:"+list[0].ID).Error; err != nil {
				return err
			}
			return tx.SweepRuns()
		})
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error { return engine.Resume(tx, s.run(list[1])) })
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error { return engine.Cancel(tx, s.run(list[2]), "Not needed") })
		s.settle()
		for i, want := range []string{"failed", "done", "cancelled"} {
			if got := s.run(list[i]); got.State != want {
				s.Errorf("%s is %s: %s", got.Ref, got.State, got.Reason)
			}
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'rule.failed' AND person_id = ?", s.c.Head.ID); n != 1 {
			s.Errorf("its owner was told %d times", n)
		}
	})
}

func TestTheSequenceOfAProcessIsChangedAsANewVersionThatSomebodyElseApproves(t *testing.T) {
	onStage(t, func(s *stage) {
		var p *models.Process
		err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) (err error) {
			for _, one := range s.c.Processes {
				if p, err = r.ProcessByID(one.ID); err != nil || p.Current.State == models.ProcessInUse && len(p.Current.Steps) > 2 {
					return err
				}
			}
			return err
		})
		if err != nil || p.Current.State != models.ProcessInUse {
			s.Fatalf("no process in use: %v", err)
		}
		first, last := p.Current.Steps[0].StepKey, p.Current.Steps[len(p.Current.Steps)-1].StepKey
		rule := s.publish("Adjust", `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","steps":[{"k":"a","do":"adjust_process","process":{"process":"`+p.ID+`","do":"move","step":"`+last+`","after":"`+first+`"}}]}`)
		n := p.Current.N
		s.retarget("O1", 0.7)
		run := s.only(rule, models.RunDone)
		read := func() *models.Process {
			err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) (err error) { p, err = r.ProcessByID(p.ID); return err })
			if err != nil {
				s.Fatal(err)
			}
			return p
		}
		if read().Current.N != n+1 || p.Current.State == models.ProcessInUse || p.Current.Steps[1].StepKey != last {
			s.Errorf("version %d is %s", p.Current.N, p.Current.State)
		}
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			undone, alone, err := automation.New().Undo(tx, s.run(run))
			if undone != 1 || len(alone) != 0 {
				s.Errorf("%d taken back, alone %v", undone, alone)
			}
			return err
		})
		if steps := read().Current.Steps; steps[len(steps)-1].StepKey != last {
			s.Error("the step did not go back")
		}
	})
}

func TestEachTimeOnTheWallComesOnceThoughTheClocksChange(t *testing.T) {
	for _, c := range []struct{ name, zone, start, rule, after, want string }{
		{"a skipped hour comes later", "Europe/Berlin", "2026-03-28T02:30", "FREQ=DAILY", "", "28T02:30=01:30 29T02:30=01:30! 30T02:30=00:30"},
		{"a doubled hour comes once", "Europe/Berlin", "2026-10-24T02:30", "FREQ=DAILY", "", "24T02:30=00:30 25T02:30=00:30 26T02:30=01:30"},
		{"the other side of the world", "Australia/Lord_Howe", "2026-10-03T02:15", "FREQ=DAILY", "", "03T02:15=15:45 04T02:15=15:45! 05T02:15=15:15"},
		{"a zone that never changes", "Asia/Kolkata", "2026-03-28T02:30", "FREQ=WEEKLY;BYDAY=MO", "", "30T02:30=21:00 06T02:30=21:00 13T02:30=21:00"},
		{"the company's own", "", "2026-01-31T07:00", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-02-01T00:00", "28T07:00=07:00 31T07:00=07:00 30T07:00=07:00"},
		{"once", "UTC", "2026-01-31T07:00", "", "", "31T07:00=07:00"},
		{"no more", "UTC", "2026-01-31T07:00", "", "2026-01-31T07:00", ""},
	} {
		slots, err := automation.Upcoming(&blocks.Schedule{Start: c.start, Rule: c.rule, Zone: c.zone}, "UTC", c.after, 3)
		var got []string
		for _, slot := range slots {
			one := slot.Wall[8:] + "=" + slot.At.Format("15:04")
			if slot.Shifted {
				one += "!"
			}
			got = append(got, one)
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, %v", c.name, strings.Join(got, " "), err)
		}
	}
	for _, bad := range []blocks.Schedule{{Start: "soon"}, {Start: "2026-01-31T07:00", Rule: "often"}, {Start: "2026-01-31T07:00", Rule: "FREQ=MINUTELY"}, {Start: "2026-01-31T07:00", Zone: "Nowhere"}} {
		if _, err := automation.Upcoming(&bad, "UTC", "", 1); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

func TestARuleRunsByTheCalendarOnceForEachTimeAndMakesUpForTheLatestAlone(t *testing.T) {
	const rule = `{"trigger":{"type":"schedule.fired","schedule":{"start":"2026-11-16T11:00","rule":"FREQ=HOURLY","zone":"UTC"}},"mode":"parallel","steps":[{"k":"s","do":"stop"}]}`
	onStage(t, func(s *stage) {
		other := s.publish("Another", strings.Replace(rule, "2026-11-16T11:00", "2027-11-16T11:00", 1))
		r := s.publish("Hourly", rule)
		s.settle()
		s.clock.Set(time.Date(2026, 11, 16, 11, 0, 1, 0, time.UTC))
		s.settle()
		s.only(r, models.RunDone)
		s.clock.Set(time.Date(2026, 11, 16, 15, 20, 0, 0, time.UTC))
		s.settle()
		if list := s.runs(r); len(list) != 2 {
			s.Errorf("it ran %d times", len(list))
		}
		if n := s.count("SELECT COALESCE(SUM(n), 0) FROM run_skips WHERE rule_id = ?", r.ID); n != 3 {
			s.Errorf("%d times were left out", n)
		}
		if n := s.count("SELECT count(*) FROM events WHERE type = 'schedule.fired' AND dedupe_key LIKE 'sched:%T15:00'"); n != 1 || len(s.runs(other)) != 0 {
			s.Errorf("the latest came %d times", n)
		}
	})
}

func TestTheExampleIsRemovedWithTheRunsOfItsRules(t *testing.T) {
	onStage(t, func(s *stage) {
		s.publish("Ask first", askFirst)
		s.publish("Plan again", planAgain)
		s.retarget("O1", 0.7)
		s.settle()
		s.write(models.CommandLine, demo.Remove)
		s.settle()
		for _, table := range []string{"runs", "approvals", "waits", "run_effects", "run_skips", "rule_versions"} {
			if n := s.count("SELECT count(*) FROM " + table); n != 0 {
				s.Errorf("%d rows of %s are left", n, table)
			}
		}
	})
}

func TestOfTwoProgramsThatPlanARuleAtTheSameMomentTheSecondFindsItPlanned(t *testing.T) {
	onStage(t, func(s *stage) {
		s.shut()
		r := s.publish("Hourly", `{"trigger":{"type":"schedule.fired","schedule":{"start":"2026-11-16T11:00","rule":"FREQ=HOURLY","zone":"UTC"}},"mode":"parallel","steps":[{"k":"s","do":"stop"}]}`)
		plan, second := automation.New().Plan, make(chan error, 1)
		s.write(models.Background, func(tx *models.Tx) error {
			if err := plan(tx); err != nil {
				return err
			}
			go func() { second <- s.db.Write(s.Context(), models.Background, plan) }()
			for began := time.Now(); tx.DB().Name() == "postgres"; time.Sleep(5 * time.Millisecond) { // on SQLite it waits before it begins
				waits := 0
				if err := tx.DB().Raw("SELECT COUNT(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted AND a.datname = current_database()").Scan(&waits).Error; err != nil || waits > 0 {
					return err
				}
				if time.Since(began) > time.Minute {
					return errors.New("the second does not wait")
				}
			}
			return nil
		})
		if err := <-second; err != nil {
			s.Errorf("the second: %v", err)
		}
		if n := s.count("SELECT COUNT(*) FROM schedules WHERE rule_id = ?", r.ID); n != 1 {
			s.Errorf("planned %d times", n)
		}
	})
}
