package wizard

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestNothingComesInForceWhileAStepIsNotDone(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		refused := func(say string) {
			t.Helper()
			_, err := PutInForce(context.Background(), db, maja)
			if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindRule || !strings.Contains(r.Say, say) {
				t.Fatalf("%v", err)
			}
			w := world(t, db, maja)
			if w.Live() || w.Intent.State != models.Draft || w.Outcomes[0].State != models.OutcomeDraft {
				t.Fatalf("half in force: %q %q %q", w.Strategy.State, w.Intent.State, w.Outcomes[0].State)
			}
		}
		refused("Audit operations is not done")
	})
}

func TestAWorkflowThatCameAfterTheAuditWasDoneOpensItAgain(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			return tx.AddWorkflow(&models.Workflow{Name: "Imported last night"})
		}); err != nil {
			t.Fatal(err)
		}
		w := world(t, db, maja)
		if state, _ := w.State(ByKey("audit")); state != InProgress || w.DoneCount() != 5 || w.Resume() != ByKey("audit") {
			t.Fatalf("the audit is %s, %d done", state, w.DoneCount())
		}
		if _, err := PutInForce(context.Background(), db, maja); err == nil {
			t.Fatal("it came in force with an undecided workflow")
		}
	})
}

func TestComingInForceIsWholeOrNothingAndIssuesEditionOneOfEachBrief(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, team := company(t, db)
		walkTo(t, db, maja)
		s, err := PutInForce(context.Background(), db, maja)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			list, err := r.NewestEditions(s.ID)
			if err != nil || len(list) != 2 || list[""].N != 1 || list[team.ID].N != 1 {
				t.Fatalf("%v %+v", err, list)
			}
			e, err := r.NewestEdition(s.ID, nil)
			if err != nil || !e.Genuine() || !strings.Contains(e.Content, goodIntent) {
				t.Fatalf("%v %+v", err, e)
			}
			var n int64
			err = r.DB().Model(&models.Event{}).Where("type = ?", models.StrategyInForce).Count(&n).Error
			if n != 1 {
				t.Errorf("%d events say so", n)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAnEarlierStrategyGivesWay(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		old := &models.Strategy{Kind: models.Organizational, State: models.InForce}
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(old); err != nil {
				return err
			}
			return tx.Insert(&models.Intent{StrategyID: old.ID, State: models.InForce, Statement: "The old way."})
		}); err != nil {
			t.Fatal(err)
		}
		s, err := PutInForce(context.Background(), db, maja)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			now, intent, err := r.InForce()
			if now.ID != s.ID || intent.Statement != goodIntent {
				t.Fatalf("%+v %+v", now, intent)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAdviceSetAsideKeepsItsReason(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		w := world(t, db, maja)
		o := w.Outcomes[0]
		dismiss := func(id, code, reason string) error {
			return db.Write(context.Background(), maja, func(tx *models.Tx) error {
				s, err := Current(&tx.Read)
				if err != nil {
					return err
				}
				fresh, err := Load(&tx.Read, s)
				if err != nil {
					return err
				}
				return Dismiss(tx, fresh, id, code, reason)
			})
		}
		if err := dismiss(o.ID, "outcome.unserved", ""); err == nil {
			t.Fatal("set aside without a reason")
		}
		for range 2 {
			if err := dismiss(o.ID, "outcome.unserved", "It comes next year"); err != nil {
				t.Fatal(err)
			}
		}
		if err := dismiss(o.ID, "no.such.advice", "Why not"); err != nil {
			t.Fatal(err)
		}
		w = world(t, db, maja)
		if len(w.Dismissed) != 1 || w.Dismissed[o.ID+" outcome.unserved"] != "It comes next year" || flagsOn(w, "outcomes", o.ID)["outcome.unserved"] {
			t.Fatalf("%v", w.Dismissed)
		}
		if flagsOn(w, "outcomes", w.Outcomes[1].ID)["outcome.unserved"] == false {
			t.Fatal("the same advice on another outcome went too")
		}
	})
}

func TestThePageOfAnswersShowsEverythingAsPeopleReadIt(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		if list := Answers(world(t, db, maja), form.Locale{}); len(list) != 6 || len(list[1].Blocks) != 0 || len(list[0].Gaps) != 1 {
			t.Fatalf("%+v", list)
		}
		walkTo(t, db, maja)
		all := ""
		for _, section := range Answers(world(t, db, maja), form.Locale{}) {
			if len(section.Gaps) > 0 || section.State != Done {
				t.Errorf("%s: %s %+v", section.Step.Key, section.State, section.Gaps)
			}
			for _, b := range section.Blocks {
				all += b.Title + "\n"
				for _, qa := range b.Answers {
					all += qa.Label + ": " + qa.Answer + "\n"
				}
			}
		}
		for _, text := range []string{goodIntent, "Fixed at first contact", "Direction: Increase", "By when: 31 December 2030", "Owner, a team or a person: Desk", "Triage",
			"Inputs: A call", "Reduce delivery cycle time by 30%", "Pulse, every month, 20 minutes", "Who calls it: Maja", "Write a plan"} {
			if !strings.Contains(all, text) {
				t.Errorf("lacks %q in\n%s", text, all)
			}
		}
	})
}

func TestAPersonWhoLeftKeepsTheirNameWhereTheyOwnSomething(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, tom, _ := company(t, db)
		walkTo(t, db, maja)
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Person{}).Where("id = ?", tom.PersonID).Update("active", false).Error
		}); err != nil {
			t.Fatal(err)
		}
		w := world(t, db, maja)
		o := w.Objectives[0]
		row := Show(w, ByKey("goals"), Query{}).Form.Rows[1].Items[0]
		if row.Field("owner").Typed != "Tom (left)" || !flagsOn(w, "goals", o.ID)["owner.left"] {
			t.Fatalf("shows %q", row.Field("owner").Typed)
		}
		for _, option := range w.People.Suggestions(100) {
			if option.Value == tom.PersonID {
				t.Fatal("somebody who left is suggested")
			}
		}
		sheet := mustSave(t, db, maja, "goals", Query{}, url.Values{"objectives." + o.ID + ".owner": {"Tom (left)"}, "objectives." + o.ID + ".goals": o.GoalIDs, "objectives." + o.ID + ".measure": {"Hours"}}, false)
		if got := world(t, db, maja).Objectives[0]; !sheet.Saved || text(got.OwnerPersonID) != tom.PersonID || got.Measure != "Hours" {
			t.Fatalf("%+v", got)
		}
	})
}
