package automation_test

import (
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

// tables counts the rows of every table.
func (s *stage) tables() map[string]int64 {
	s.Helper()
	statement := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if s.db.Dialect() == "postgres" {
		statement = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
	}
	var names []string
	if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error { return r.DB().Raw(statement).Scan(&names).Error }); err != nil {
		s.Fatal(err)
	}
	counts := map[string]int64{}
	for _, name := range names {
		counts[name] = s.count(`SELECT count(*) FROM "` + name + `"`)
	}
	return counts
}

func TestATrialShowsEveryEffectAndMakesNone(t *testing.T) {
	onStage(t, func(s *stage) {
		rule := s.publish("Plan after a new target", `{"schema_version":1,"decision":"x","trigger":{"type":"outcome.retargeted"},"steps":[
			{"k":"a","do":"create_task","title":"Plan {{outcome.title}}","owner":{"person":"`+s.c.Lead.ID+`"},"due":{"working_days":2}},
			{"k":"b","do":"notify","title":"A new target","to":[{"person":"`+s.c.Member.ID+`"}],"via":["app","mail"]},
			{"k":"w","do":"wait","wait":{"for":{"working_days":5}}},
			{"k":"c","do":"approval","title":"Agreed?","to":[{"person":"`+s.c.Lead.ID+`"}],"need":"any","due":{"working_days":2},
				"then":[{"k":"d","do":"stop","text":"Agreed"}],"else":[{"k":"e","do":"create_task","title":"Ask why","owner":{"person":"`+s.c.Lead.ID+`"},"due":{"working_days":1}}],"late":[]}]}`)
		s.retarget("O1", 1.5)
		s.settle()
		var picks []*automation.Past
		var back *automation.Backtest
		d, err := blocks.Read([]byte(rule.Draft))
		if err != nil {
			t.Fatal(err)
		}
		never, err := blocks.Read([]byte(`{"schema_version":1,"trigger":{"type":"outcome.retargeted","where":{"all":[{"f":"change.pct","op":"gt","v":["900"]}]}},"steps":[]}`))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) (err error) {
			if picks, err = automation.Picks(r, d.Trigger); err != nil {
				return err
			}
			back, err = automation.LookBack(r, d, never)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(picks) == 0 || back.Runs[0] != len(back.List) || back.Runs[0] == 0 || back.Runs[1] != 0 || back.Looked < back.Runs[0] {
			t.Fatalf("%d to pick, and looking back gives %+v", len(picks), back)
		}
		before := s.tables()
		for answer, effects := range map[string]int{models.ApprovalApproved: 3, models.ApprovalRefused: 4, models.ApprovalLate: 3} {
			for _, event := range []string{picks[0].Event.ID, ""} {
				tried, err := automation.New().Try(s.Context(), s.db, s.as(s.c.Owner), automation.TrialAsk{Rule: rule, Definition: d, EventID: event, Answer: answer})
				if err != nil {
					t.Fatal(err)
				}
				if !tried.Held || tried.Run == nil || tried.Run.State != models.RunDone || len(tried.Run.Effects) != effects {
					t.Errorf("%s: %+v", answer, tried.Run)
				}
			}
		}
		if tried, err := automation.New().Try(s.Context(), s.db, s.as(s.c.Owner), automation.TrialAsk{Rule: rule, Definition: never, EventID: picks[0].Event.ID}); err != nil || tried.Held || tried.Run != nil || len(tried.Seen) != 1 {
			t.Errorf("a condition that does not hold: %+v, %v", tried, err)
		}
		if _, err := automation.New().Try(s.Context(), s.db, s.as(s.c.Member), automation.TrialAsk{Rule: rule, Definition: d}); err == nil {
			t.Error("somebody tried a rule that they may not write")
		}
		for name, n := range s.tables() {
			if n != before[name] {
				t.Errorf("%s has %d rows, and had %d before the trials", name, n, before[name])
			}
		}
	})
}
