package wizard

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

func aRule(n int) url.Values {
	at := "rules." + newID(n) + "."
	return url.Values{at + "trigger": {"outcome.off_track"}, at + "do": {"create_task"}, at + "receiver": {"outcome_owner"}, at + "title": {"Write a plan"},
		at + "days": {"2"}, at + "owner": {"Tom"}, at + "decision": {"Every miss gets a plan"}}
}

func TestWhatARuleNeeds(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		mustSave(t, db, maja, "handoff", Query{}, aRule(1), false)
		rule := world(t, db, maja).Rules[0]
		if gaps := ruleGaps(rule); len(gaps) > 0 || !strings.Contains(rule.Draft, `"working_days":2`) || !strings.Contains(rule.Draft, "person:") ||
			rule.Name != "Write a plan" ||
			Sentence(world(t, db, maja).RuleSentence(rule)) != "When any outcome goes off track, Tom hands “Write a plan” to the outcome's owner, answer within 2 working days, done within 2 working days, carrying out the decision “Every miss gets a plan”." {
			t.Fatalf("%+v %+v", gaps, rule)
		}
		for _, key := range []string{"trigger", "do", "receiver", "title", "days", "owner", "decision"} {
			mustSave(t, db, maja, "handoff", Query{}, url.Values{"rules." + rule.ID + "." + key: {""}}, false)
			w := world(t, db, maja)
			if g := gapAt(w, "handoff", rule.ID, key); g.Say == "" {
				t.Errorf("without %s it is a whole rule: %s", key, w.Rules[0].Draft)
			}
			again := url.Values{"rules." + rule.ID + "." + key: aRule(1)["rules."+newID(1)+"."+key]}
			if mustSave(t, db, maja, "handoff", Query{}, again, false); len(ruleGaps(world(t, db, maja).Rules[0])) > 0 {
				t.Errorf("%s did not come back", key)
			}
		}
		for typed, say := range map[string]string{"2.5": "whole number", "-1": "whole number", "261": "whole number", "NaN": "cannot be counted with", "1e400": "too large", "soon": "Give a number"} {
			sheet := mustSave(t, db, maja, "handoff", Query{}, url.Values{"rules." + rule.ID + ".days": {typed}}, false)
			f := sheet.Form.Field("rules." + rule.ID + ".days")
			if sheet.Saved || !strings.Contains(f.Problem, say) || f.Typed != typed {
				t.Errorf("%s days: saved %v, %q, shows %q", typed, sheet.Saved, f.Problem, f.Typed)
			}
		}
		if mustSave(t, db, maja, "handoff", Query{}, url.Values{"rules." + rule.ID + ".days": {"0"}}, false); len(ruleGaps(world(t, db, maja).Rules[0])) > 0 {
			t.Error("the same day is no deadline")
		}
		mustSave(t, db, maja, "handoff", Query{}, url.Values{"do": {"remove:rules:" + rule.ID}}, false)
		for range 2 {
			mustSave(t, db, maja, "handoff", Query{}, url.Values{"do": {"restore:" + rule.ID}}, false)
		}
		if len(world(t, db, maja).Rules) != 1 {
			t.Error("the removed rule did not come back")
		}
	})
}

func cadence(first string) url.Values {
	v := url.Values{}
	for _, clock := range Clocks {
		v.Set("cadence."+clock.Key+".first", first)
		v.Set("cadence."+clock.Key+".owner", "Maja")
	}
	return v
}

func TestRulesGoAheadOfTheAuditOnlyWithAWrittenReason(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		v := aRule(1)
		for name, list := range cadence("4 Jan 2027") {
			v[name] = list
		}
		v.Set("do", "lock")
		sheet := mustSave(t, db, maja, "handoff", Query{}, v, true)
		if f := sheet.Form.Field("override.override.reason"); f == nil || !strings.Contains(f.Problem, "Step 3 is not done") {
			t.Fatal(sheet.Form.Problems())
		}
		sheet = mustSave(t, db, maja, "handoff", Query{}, url.Values{"override.override.reason": {"The board wants the rules now"}}, true)
		if state, _ := world(t, db, maja).State(ByKey("handoff")); !sheet.Form.Valid() || state != Done {
			t.Fatal(state, sheet.Form.Problems())
		}
		if missing := world(t, db, maja).Missing(); len(missing) == 0 {
			t.Fatal("it can come in force without an audit")
		}
	})
}

func TestTheCadenceIsLockedOnceItIsComplete(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		lock := func(v url.Values) error {
			v.Set("do", "lock")
			_, err := Save(context.Background(), db, maja, ByKey("handoff"), Query{}, v, false)
			return err
		}
		if err := lock(url.Values{}); err == nil {
			t.Fatal("an empty cadence was locked")
		}
		if err := lock(cadence("15 Nov 2026")); err == nil {
			t.Fatal("a cadence that began yesterday was locked")
		}
		if err := lock(cadence("16 Nov 2026")); err != nil || !world(t, db, maja).CadenceLocked() {
			t.Fatal(err)
		}
		mustSave(t, db, maja, "handoff", Query{}, cadence("1 Mar 2027"), false)
		if got := world(t, db, maja).clocks()[0].FirstDay; got != "2026-11-16" {
			t.Fatalf("a locked day was moved by hand to %s", got)
		}
		mustSave(t, db, maja, "handoff", Query{}, url.Values{"do": {"unlock"}}, false)
		mustSave(t, db, maja, "handoff", Query{}, cadence("1 Mar 2027"), false)
		w := world(t, db, maja)
		if w.clocks()[0].FirstDay != "2027-03-01" || w.CadenceLocked() {
			t.Fatalf("%+v", w.clocks()[0])
		}
		sheet := mustSave(t, db, maja, "handoff", Query{}, url.Values{"cadence.pulse.first": {"31 February 2027"}}, false)
		if f := sheet.Form.Field("cadence.pulse.first"); sheet.Saved || f.Problem == "" || f.Typed != "31 February 2027" {
			t.Fatalf("%+v", f)
		}
	})
}

func TestInForceTheCadenceIsThreeYearsOfWorkingDaysAndAMovedDateLeavesATrace(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom, _ := company(t, db)
		walkTo(t, db, maja)
		s, err := PutInForce(context.Background(), db, maja)
		if err != nil {
			t.Fatal(err)
		}
		var list []*models.Review
		if err := db.Read(context.Background(), maja, func(r *models.Read) (err error) {
			list, err = r.ReviewsOf(s.ID, "2030-01-01", 200)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		for _, r := range list {
			count[r.Clock]++
			if weekday := r.Day.Time().Weekday(); weekday == 0 || weekday == 6 {
				t.Errorf("%s is on a %s", r.Clock, weekday)
			}
			if r.Day.Before("2030-01-06") || r.Day.After("2033-01-08") || r.PlannedDay != r.Day {
				t.Errorf("%+v", r)
			}
		}
		if count[models.ClockPulse] != 36 || count[models.ClockStrategy] != 12 || count[models.ClockOperations] != 13 {
			t.Fatalf("%v", count)
		}
		move := func(who models.Who, to day.Day, why string) error {
			return db.Write(context.Background(), who, func(tx *models.Tx) error {
				r, err := tx.ReviewByRef(list[0].Ref)
				if err != nil {
					return err
				}
				return tx.MoveReview(r, models.ReviewChange{To: to, Reason: why, Version: r.Version})
			})
		}
		for _, bad := range []error{move(maja, "2030-02-01", ""), move(maja, "2026-11-15", "Holidays"), move(maja, "nonsense", "Holidays"), move(models.Who{PersonID: models.NewID()}, "2030-02-01", "Holidays")} {
			if _, refused := models.AsRefusal(bad); !refused {
				t.Fatalf("moved, or failed otherwise: %v", bad)
			}
		}
		if err := move(tom, "2030-02-01", "Holidays"); err != nil {
			t.Fatal(err)
		}
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			moves, err := r.ReviewMoves([]string{list[0].ID})
			if len(moves) != 1 || moves[0].FromDay != list[0].Day || moves[0].ToDay != "2030-02-01" || moves[0].ByName != "Tom" || moves[0].Reason != "Holidays" {
				t.Fatalf("%+v", moves)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestARuleOfMoreBlocksThanTheStepShowsIsNeverOverwrittenByIt(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		mustSave(t, db, maja, "handoff", Query{}, aRule(1), false)
		rule := world(t, db, maja).Rules[0]
		for _, more := range []string{`{"schema_version":1,"trigger":{"type":"outcome.off_track"},"decision":"D","steps":[{"k":"a","do":"stop"},{"k":"b","do":"stop"}]}`,
			`{"schema_version":1,"trigger":{"type":"outcome.off_track","where":{"any":[{"f":"x","op":"is","v":["1"]}]}},"decision":"D","steps":[{"k":"a","do":"create_task","title":"T","owner":{"role":"owner"},"due":{"working_days":2}}]}`} {
			if err := db.Write(context.Background(), maja, func(tx *models.Tx) error {
				stored, err := tx.RuleByID(rule.ID)
				if err != nil {
					return err
				}
				before := *stored
				stored.Draft = more
				return tx.SaveRule(models.RuleChanged, &before, stored)
			}); err != nil {
				t.Fatal(err)
			}
			at := "rules." + rule.ID + "."
			mustSave(t, db, maja, "handoff", Query{}, url.Values{at + "owner": {"Maja"}, at + "title": {"Another"}, at + "trigger": {"person.left"}}, false)
			after := world(t, db, maja).Rules[0]
			if after.Draft != more || after.OwnerPersonID == nil {
				t.Errorf("the draft became\n%s", after.Draft)
			}
		}
	})
}
