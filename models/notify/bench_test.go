package notify_test

import (
	"context"
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
	"throughline/models/notify"
	"throughline/models/work"
)

// Twenty decisions a second for ten seconds, each handed over: how long after that is committed its receiver can read the notice.
func TestBenchFromADecisionToTheNoticeOfItsReceiver(t *testing.T) {
	ratio.Wanted(t)
	addresses := map[string]string{"SQLite": "sqlite:" + modelstest.File(t)}
	if scratch.Have() {
		addresses["PostgreSQL"] = modelstest.Postgres(t)
	}
	for on, address := range addresses {
		settle(t, address)
		killed.Open(t, address, func(db *models.DB) {
			l := work.New(db, nil, (&notify.Post{DB: db}).Kinds()...)
			ctx, end := context.WithCancel(t.Context())
			var ended, all sync.WaitGroup
			ended.Go(func() { l.Run(ctx) })
			defer ended.Wait()
			defer end()
			took := make([]time.Duration, 200)
			each := time.NewTicker(50 * time.Millisecond)
			defer each.Stop()
			for i := range took {
				<-each.C
				all.Go(func() {
					id, err := decide(t.Context(), db)
					committed := time.Now()
					for n := int64(0); n == 0 && err == nil; {
						time.Sleep(time.Millisecond)
						err = db.Read(t.Context(), models.Background, func(r *models.Read) error {
							return r.DB().Raw("SELECT count(*) FROM handoffs h JOIN notices n ON n.thing_kind = 'handoff' AND n.thing_ref = h.ref WHERE h.decision_id = ?", id).Scan(&n).Error
						})
					}
					if took[i] = time.Since(committed); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			slices.Sort(took)
			ratio.AtMost(t, "20 decisions a second to the notice of who gets the work, 99 of 100, "+on, fmt.Sprintf("the wall; half take %.1f ms", took[100].Seconds()*1000), took[198].Seconds()*1000, 250, " ms")
		})
	}
}
