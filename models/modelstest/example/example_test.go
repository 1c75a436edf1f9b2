package example_test

import (
	"context"
	"reflect"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

func TestACopyOfTheExampleIsTheExample(t *testing.T) {
	for range 2 { // the first is loaded, the second copied
		modelstest.Each(t, func(t *testing.T, db *models.DB) {
			var c *demo.Company
			write := func(f func(tx *models.Tx) error) {
				t.Helper()
				if err := db.Write(context.Background(), models.CommandLine, f); err != nil {
					t.Fatal(err)
				}
			}
			write(func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
			if c.Lead != c.People["Priya Raman"] || c.Lead.Name != "Priya Raman" {
				t.Error("one person became two, or a test before changed her")
			}
			c.Lead.Name = "Somebody else"
			if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
				counts := map[string]int64{}
				for _, name := range []string{"people", "events", "tasks", "handoffs", "notices", "readings"} {
					var n int64
					if err := r.DB().Table(name).Count(&n).Error; err != nil {
						return err
					}
					counts[name] = n
				}
				if first == nil {
					first = counts
				}
				if counts["tasks"] < 50 || !reflect.DeepEqual(counts, first) {
					t.Errorf("%v, at first %v", counts, first)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

var first map[string]int64
