package exchange

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// A date that came in from elsewhere binds like one that was typed here: moved here it stands in the ledger, and the folder that comes again
// neither moves it back nor counts.
func TestADateThatCameInStandsInTheLedgerOnceItIsMovedHere(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	files := []string{
		"teams.csv", "team_id,name\nco,Acme\n", "people.csv", "person_id,name,email,team_ids\np1,Ada,ada@example.org,co\n",
		"tasks.csv", "task_id,title,team_id,assignee_ref,due\nt1,Write it,co,p1,2027-03-01\nt2,Read it,co,p1,2027-03-01\n",
	}
	take(t, db, folder(files...), "acme")
	who := owner(t, db, "Erik Owner")
	ledger := func() (l *models.Ledger) {
		if err := db.Read(t.Context(), who, func(r *models.Read) (err error) { l, err = r.PromiseLedger(models.LedgerQuery{}, 0, 50); return err }); err != nil {
			t.Fatal(err)
		}
		return l
	}
	if l := ledger(); l.Moves != 0 || len(l.Rows) != 0 {
		t.Errorf("what came in was moved %d times", l.Moves)
	}
	one := called[models.Task](t, db, "title = ?", "Write it")
	change(t, db, who, func(tx *models.Tx) error {
		before, err := tx.TaskToChange(one.Ref)
		if err != nil {
			return err
		}
		after := *before
		after.DueDay = "2027-03-15"
		defer tx.For("The printer is late.")()
		return tx.ChangeTask(before, &after)
	})
	for i, again := range []string{"2027-03-01", "2027-06-01"} { // as it was, and as the other tool moved it since
		files[len(files)-1] = strings.Replace(files[len(files)-1], "p1,2027-03-01\nt2", "p1,"+again+"\nt2", 1)
		take(t, db, folder(files...), "acme")
		l := ledger()
		if now := called[models.Task](t, db, "title = ?", "Write it"); now.DueDay != "2027-03-15" || l.Moves != 1 || len(l.Rows) != 1 {
			t.Fatalf("folder %d: due %s, %d moves of %d dates", i, now.DueDay, l.Moves, len(l.Rows))
		}
		p := l.Rows[0]
		if p.Thing.Ref != one.Ref || p.Days != 14 || p.Trail[0].FromDay != "2027-03-01" || p.Trail[0].Reason != "The printer is late." || p.Trail[0].ByName != "Erik Owner" {
			t.Errorf("the ledger says %+v of %+v", p.Trail[0], p.Thing)
		}
	}
	if err := db.Read(t.Context(), who, func(r *models.Read) error {
		it, err := r.HistoryThing(models.HistoryOf("task"), one.Ref)
		if err != nil {
			return err
		}
		b, err := r.RecordBegan(models.HistoryOf("task"), it)
		if !b.Imported || b.Made.IsZero() {
			t.Errorf("it is known since %+v", b)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
