package automation_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/modelstest/killed"
	"throughline/models/work"
)

// asDecider, when set to a database's address, makes the test binary decide, and carry out what its rules say, until it is killed. With
// careless it makes tasks apart from the end of their step.
const (
	asDecider = "THROUGHLINE_TEST_AS_DECIDER"
	careless  = "THROUGHLINE_TEST_CARELESS"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(asDecider); address != "" {
		fmt.Fprintln(os.Stderr, decideUntilKilled(address, os.Stdout))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// unbridled is an engine that pauses no rule for running often.
func unbridled() *automation.Engine {
	e := automation.New()
	e.ForOne, e.ForRule = 1_000_000, 1_000_000
	return e
}

func decideUntilKilled(address string, said io.Writer) error {
	ctx := context.Background()
	db, err := models.Open(ctx, address, models.Options{})
	if err != nil {
		return err
	}
	kinds := unbridled().Work()
	if os.Getenv(careless) != "" {
		kinds = unbridled().Careless(db)
	}
	l := work.New(db, nil, kinds...)
	l.Lease = killed.Lease
	go l.Run(ctx)
	for {
		d, err := decide(ctx, db)
		if err != nil {
			return err
		}
		fmt.Fprintln(said, d.ID)
		time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
	}
}

// decide has the executive of the example accept one more decision.
func decide(ctx context.Context, db *models.DB) (d *models.Decision, err error) {
	var who models.Who
	var p models.Person
	err = db.Read(ctx, models.Nobody, func(r *models.Read) error {
		if err := r.DB().Where("executive = ? AND active = ?", true, true).Order("id").First(&p).Error; err != nil {
			return err
		}
		who, err = r.WhoIs(&p)
		return err
	})
	if err != nil {
		return nil, err
	}
	d = &models.Decision{Title: "Take the next step", Statement: "We take the next step now.", Context: "It is time.", Weighed: "To wait.", DeciderPersonID: &p.ID}
	return d, db.Write(ctx, who, func(tx *models.Tx) error {
		d.DecidedDay = tx.Today()
		if err := tx.AddDecision(d); err != nil {
			return err
		}
		return tx.AcceptDecision(d)
	})
}

const carryOn = `{"trigger":{"type":"decision.accepted","where":{"all":[{"f":"decision.title","op":"is","v":"Take the next step"}]}},"mode":"parallel","steps":[
 {"k":"a","do":"create_handoff","title":"Step %s","owner":{"role":"rule_owner"},"due":{"working_days":5},"tries":1000},
 {"k":"b","do":"if","tries":1000,"if":{"all":[{"f":"a.ref","op":"filled"}]},"then":[{"k":"c","do":"notify","tries":1000,"title":"{{a.ref}} is yours","to":[{"role":"rule_owner"}]}]},
 {"k":"d","do":"create_task","tries":1000,"title":"Follow {{a.ref}}","owner":{"role":"rule_owner"},"due":{"working_days":9}}]}`

// prepare loads the example and publishes rules for its decisions.
func prepare(t *testing.T, address string, rules int) {
	t.Helper()
	killed.Open(t, address, func(db *models.DB) {
		err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			c, err := example.Load(tx)
			if err != nil {
				return err
			}
			for i := range rules {
				rule := &models.Rule{Name: fmt.Sprint("Carry on ", i), OwnerPersonID: &c.Head.ID, PublisherPersonID: &c.Owner.ID}
				if err := publish(tx, rule, fmt.Sprintf(carryOn, fmt.Sprint(i))); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTortureEveryDecisionIsOneRunOfEachRuleAndOneHandoffThoughProgramsAreKilled(t *testing.T) {
	killed.Each(t, func(t *testing.T, address string) {
		prepare(t, address, 2)
		var ids []string
		for range killed.Rounds(2, 60) {
			ids = append(ids, killed.Programs(t, asDecider+"="+address)...)
			killed.Open(t, address, func(db *models.DB) { killed.Rested(t, db, models.DispatchEvent, models.DoRunStep, models.RunGoesOn) })
		}
		if len(ids) == 0 {
			t.Fatal("no program got to decide anything")
		}
		if wrong := reckon(t, address, ids); len(wrong) > 0 {
			t.Fatalf("of %d decisions: %s", len(ids), strings.Join(wrong, "; "))
		}
		t.Logf("%d decisions became one run of each rule, with one handoff and one task", len(ids))
	})
}

func TestTortureAnEngineThatActsApartFromTheEndOfItsStepIsNoticed(t *testing.T) {
	address := "sqlite:" + modelstest.File(t)
	prepare(t, address, 2)
	for range 10 {
		ids := killed.Programs(t, asDecider+"="+address, careless+"=1")
		if len(reckon(t, address, ids)) > 0 {
			return
		}
	}
	t.Error("an engine that makes tasks apart from the end of their step doubles nothing, so the loop would not see it")
}

// reckon does what is left to do, as a program does that starts after the last kill, and says what then is wrong.
func reckon(t *testing.T, address string, ids []string) (wrong []string) {
	t.Helper()
	killed.Open(t, address, func(db *models.DB) {
		l := work.New(db, nil, unbridled().Work()...)
		l.Lease = killed.Lease
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { l.Run(ctx); close(ended) }()
		defer func() { stop(); <-ended }()
		const left = "SELECT count(*) FROM work WHERE state IN ('ready', 'leased') AND kind IN ('event.dispatched', 'run.step', 'run.goes_on')" // one run of the example waits for days
		done := int64(-1)
		for moved := time.Now(); killed.Count(t, db, left) > 0; time.Sleep(50 * time.Millisecond) {
			killed.Rested(t, db, models.DispatchEvent, models.DoRunStep, models.RunGoesOn)
			if now := killed.Count(t, db, "SELECT count(*) FROM work WHERE state = 'done'"); now != done {
				done, moved = now, time.Now()
			} else if time.Since(moved) > 3*time.Minute {
				t.Fatalf("nothing of %d works was done for three minutes", killed.Count(t, db, left))
			}
		}
		if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error { return tx.SweepRuns() }); err != nil {
			t.Fatal(err)
		}
		const theirs = "runs WHERE rule_id IN (SELECT id FROM rules WHERE name LIKE 'Carry on%')"
		const decided = "FROM decisions d WHERE d.title = 'Take the next step' AND d.state = 'accepted'"
		wrong = append(wrong, killed.Wrong(t, db, map[string]string{
			"decisions that are not one run of each rule": "SELECT count(*) " + decided + " AND (SELECT count(*) FROM " + theirs + " AND entity_id = d.id) <> 2",
			"runs that are not done":                      "SELECT count(*) FROM " + theirs + " AND state <> 'done'",
			"decisions without their two handoffs":        "SELECT count(*) " + decided + " AND (SELECT count(*) FROM handoffs h WHERE h.decision_id = d.id) <> 2",
			"runs without their task":                     "SELECT count(*) FROM " + theirs + " AND (SELECT count(*) FROM run_effects e JOIN tasks t ON t.id = e.entity_id WHERE e.run_id = runs.id AND e.entity_type = 'task') <> 1",
			"tasks too many":                              "SELECT (SELECT count(*) FROM tasks WHERE title LIKE 'Follow H%') - (SELECT count(*) FROM " + theirs + ")",
			"runs told of more or less than once":         "SELECT count(*) FROM " + theirs + " AND (SELECT count(*) FROM events e WHERE e.entity_type = 'run' AND e.entity_id = runs.id AND e.type = 'run.told') <> 1",
			"works given up":                              "SELECT count(*) FROM work WHERE state = 'dead'",
		}, "decisions", ids)...)
	})
	return wrong
}
