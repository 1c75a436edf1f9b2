package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

func TestThoseWhomAnOperationsStrategyConcernsAreToldOnceWhenItComesInForce(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		ref := c.Operations["line"].Ref
		var next *models.OperationsStrategy
		begin := func(tx *models.Tx) (err error) {
			next, err = tx.NextOperations(operationsBy2(tx, ref))
			return err
		}
		isTold(t, toldAfter(t, db, clock, c.People["Tom Okafor"], c.People["Hanneke Dijkstra"], begin)) // a draft is told to nobody
		about := next.Name + ": Tom Okafor put it in force. It holds from " + next.FromDay.Long() + " to " + next.ToDay.Long() + ". "
		since := clock.Now()
		isTold(t, toldAfter(t, db, clock, c.People["Tom Okafor"], c.People["Hanneke Dijkstra"], func(tx *models.Tx) error {
			return tx.PutOperationsInForce(operationsBy2(tx, next.Ref))
		}), about+"(you answer for it)")
		told := 0
		for name, person := range c.People {
			n := len(toldOf(t, db, person, since))
			if told += n; n > 1 {
				t.Errorf("%s is told %d times", name, n)
			}
		}
		if told < 2 {
			t.Errorf("%d people are told, who answer for it, for its objectives or for what it serves", told)
		}
		for _, person := range []*models.Person{c.People["Tom Okafor"], c.Member, c.Administrator} {
			for _, said := range toldOf(t, db, person, since) {
				t.Errorf("%s is told: %s", person.Name, said)
			}
		}
	})
}
