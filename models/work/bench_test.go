package work_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/killed"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
	"throughline/models/work"
)

// Twenty decisions a second for ten seconds: how long after a decision is committed its handoff can be read.
func TestBenchFromACommitToItsEffect(t *testing.T) {
	ratio.Wanted(t)
	addresses := map[string]string{"SQLite": "sqlite:" + modelstest.File(t)}
	if scratch.Have() {
		addresses["PostgreSQL"] = modelstest.Postgres(t)
	}
	for on, address := range addresses {
		killed.Open(t, address, func(db *models.DB) {
			l := work.New(db, nil, work.Kind{Name: errand, Do: func(tx *models.Tx, w *models.Work) error {
				return tx.Insert(&models.Team{Name: "handoff", Mission: w.Ref})
			}})
			defer run(t, l)()
			var all sync.WaitGroup
			took := make([]time.Duration, 200)
			each := time.NewTicker(50 * time.Millisecond)
			defer each.Stop()
			for i := range took {
				<-each.C
				all.Go(func() {
					ref := fmt.Sprint("decision ", i)
					enqueue(t, db, &models.Work{Key: ref, Ref: ref})
					committed := time.Now()
					for killed.Count(t, db, "SELECT count(*) FROM teams WHERE mission = ?", ref) == 0 {
						time.Sleep(time.Millisecond)
					}
					took[i] = time.Since(committed)
				})
			}
			all.Wait()
			slices.Sort(took)
			ratio.AtMost(t, "20 commits a second to their effects, 99 of 100, "+on, fmt.Sprintf("the wall; half take %.1f ms", took[100].Seconds()*1000), took[198].Seconds()*1000, 250, " ms")
		})
	}
}
