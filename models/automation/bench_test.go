package automation_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/modelstest/killed"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
	"throughline/models/work"
)

// measuredOn runs a measurement on SQLite and, where there is a server, on PostgreSQL.
func measuredOn(t *testing.T, do func(t *testing.T, on, address string)) {
	t.Helper()
	ratio.Wanted(t)
	do(t, "SQLite", "sqlite:"+modelstest.File(t))
	if scratch.Have() {
		do(t, "PostgreSQL", modelstest.Postgres(t))
	}
}

// working has the engine work on a database until the function given back is called.
func working(t *testing.T, db *models.DB) (end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	l := work.New(db, nil, unbridled().Work()...)
	go func() { l.Run(ctx); close(ended) }()
	return func() { stop(); <-ended }
}

func TestBenchEventsDispatchedWithTwoHundredRules(t *testing.T) {
	const rules, matching, events = 200, 10, 100
	measuredOn(t, func(t *testing.T, on, address string) {
		killed.Open(t, address, func(db *models.DB) {
			var outcome *models.Outcome
			err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
				c, err := example.Load(tx)
				if err != nil {
					return err
				}
				outcome = c.Outcomes["O1"]
				if err := tx.DB().Exec("UPDATE rules SET state = 'paused' WHERE state = 'published'").Error; err != nil { // those of the example
					return err
				}
				for i := range rules {
					pct := "1000"
					if i < matching {
						pct = "0"
					}
					rule := &models.Rule{Name: fmt.Sprint("Rule ", i), OwnerPersonID: &c.Head.ID, PublisherPersonID: &c.Owner.ID}
					if err := publish(tx, rule, `{"trigger":{"type":"outcome.off_track","where":{"all":[{"f":"outcome.status","op":"is","v":"off"},{"f":"outcome.priority","op":"gte","v":`+pct+`}]}},"mode":"parallel","steps":[{"k":"a","do":"stop","text":"Seen"}]}`); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			err = db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
				for range events {
					if err := tx.Tell(models.OutcomeOffTrack, outcome, nil, models.StatusTurn{Ref: outcome.Ref, Title: outcome.Title, Status: models.OffTrack}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			defer working(t, db)()
			began := time.Now()
			for killed.Count(t, db, "SELECT count(*) FROM work WHERE kind IN ('event.dispatched', 'run.step') AND state <> 'done'") > 0 {
				time.Sleep(20 * time.Millisecond)
			}
			took := time.Since(began).Seconds()
			if n := killed.Count(t, db, "SELECT count(*) FROM runs WHERE state = 'done' AND rule_id IN (SELECT id FROM rules WHERE name LIKE 'Rule %')"); n != events*matching {
				t.Fatalf("%d runs, not %d", n, events*matching)
			}
			ratio.AtLeast(t, "events a second, 200 rules of which 10 run, to the end of their runs, "+on, fmt.Sprintf("the wall; %.0f runs a second", events*matching/took), events/took, 10, "")
		})
	})
}

func TestBenchFromADecisionToItsTask(t *testing.T) {
	const decisions = 200
	measuredOn(t, func(t *testing.T, on, address string) {
		prepare(t, address, 1)
		killed.Open(t, address, func(db *models.DB) {
			defer working(t, db)()
			var mu sync.Mutex
			waiting := map[string]time.Time{} // since when, by the id of the decision
			var decided sync.WaitGroup
			decided.Go(func() {
				each := time.NewTicker(50 * time.Millisecond)
				defer each.Stop()
				for range decisions {
					<-each.C
					decided.Go(func() {
						d, err := decide(t.Context(), db)
						if err != nil {
							t.Error(err)
							return
						}
						mu.Lock()
						waiting[d.ID] = time.Now()
						mu.Unlock()
					})
				}
			})
			var took []time.Duration
			for began := time.Now(); len(took) < decisions; time.Sleep(3 * time.Millisecond) { // one looks for all, so that looking takes little
				if time.Since(began) > 2*time.Minute {
					t.Fatalf("%d of %d decisions became a task", len(took), decisions)
				}
				mu.Lock()
				ids := slices.Collect(maps.Keys(waiting))
				mu.Unlock()
				var handed []string
				err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
					return r.DB().Table("handoffs").Where("decision_id IN ?", ids).Pluck("decision_id", &handed).Error
				})
				if err != nil {
					t.Fatal(err)
				}
				mu.Lock()
				for _, id := range handed {
					took = append(took, time.Since(waiting[id]))
					delete(waiting, id)
				}
				mu.Unlock()
			}
			decided.Wait()
			slices.Sort(took)
			ratio.AtMost(t, "20 decisions a second to their tasks, 99 of 100, "+on, fmt.Sprintf("the wall; half take %.1f ms", took[decisions/2].Seconds()*1000), took[decisions*99/100].Seconds()*1000, 250, " ms")
		})
	})
}

func TestBenchAMillionStoredRunsSlowNeitherTheListNorTheQueue(t *testing.T) {
	measuredOn(t, func(t *testing.T, on, address string) {
		prepare(t, address, 1)
		killed.Open(t, address, func(db *models.DB) {
			var ruleID, versionID string
			err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
				list, err := r.Listeners([]string{"decision.accepted"})
				ruleID, versionID = list[0].RuleID, list[0].RuleVersionID
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			list := func(q models.RunQuery) func() {
				return func() {
					err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
						runs, _, _, err := r.RunsFound(q, 0, 50)
						if err == nil && len(runs) != 50 {
							err = fmt.Errorf("%d runs", len(runs))
						}
						return err
					})
					if err != nil {
						t.Fatal(err)
					}
				}
			}
			claim := func() {
				err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
					_, err := tx.ClaimWork("bench", []models.WorkKind{models.DoRunStep, models.DispatchEvent, models.RunDue}, 6, time.Minute)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			store := func(from, to int) {
				for ; from < to; from += 10_000 {
					err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
						upTo := min(from+10_000, to)
						if err := tx.DB().Exec(`WITH RECURSIVE n(i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
							INSERT INTO runs (id, version, created_at, updated_at, ref, rule_id, rule_version_id, event_id, entity_id, state, facts)
							SELECT 'run-' || i, 1, ?, ?, 'N-' || i, ?, ?, 'event-' || i, 'entity-' || (i % 1000), 'done', '{}' FROM n`, from, upTo-1, tx.Now, tx.Now, ruleID, versionID).Error; err != nil {
							return err
						}
						return tx.DB().Exec(`WITH RECURSIVE n(i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
							INSERT INTO work (id, version, created_at, updated_at, key, kind, ref, lane, state, run_at, owner, attempt, max, last_error)
							SELECT 'work-' || i, 1, ?, ?, 'run-' || i, 'run.step', '', 'run:run-' || i, 'done', ?, '', 1, 6, '' FROM n`, from, upTo-1, tx.Now, tx.Now, tx.Now).Error
					})
					if err != nil {
						t.Fatal(err)
					}
				}
			}
			var rule *models.Rule
			if err := db.Read(t.Context(), models.Background, func(r *models.Read) (err error) { rule, err = r.RuleByID(ruleID); return err }); err != nil {
				t.Fatal(err)
			}
			things := []ratio.Thing{{Do: claim}}
			names := []string{"taking work"}
			for name, q := range map[string]models.RunQuery{"the list of runs": {}, "the runs of a rule": {Rule: rule.Ref}, "the runs in a state": {State: models.RunDone}, "the runs of a rule in a state": {Rule: rule.Ref, State: models.RunDone}} {
				things, names = append(things, ratio.Thing{Do: list(q)}), append(names, name)
			}
			store(0, 2*models.MostRunsCounted)
			few := ratio.Times(things...)
			store(2*models.MostRunsCounted, 1_000_000)
			many := ratio.Times(things...)
			for i, what := range names {
				ratio.AtMost(t, what+" with 1,000,000 stored runs, "+on, fmt.Sprintf("with 2,000: %.2f ms", few[i].Seconds()*1000), many[i].Seconds()/few[i].Seconds(), 1.5, " times")
			}
		})
	})
}
