package exchange_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/modelstest"
)

// A file of many rows is gone through part by part; what rows name across the parts is found all the same.
func TestTasksInManyPartsAreTakenAsOneFile(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		var tasks strings.Builder
		tasks.WriteString("task_id,title,parent,status,due\n")
		for i := range 2_500 {
			parent, due := "", "2026-12-01"
			switch i {
			case 10:
				parent = "k2400" // in a part that comes later
			case 2_300:
				parent = "the First of all" // by its name, in the first part
			case 1_500:
				due = "soon, we hope"
			case 1_200:
				tasks.WriteString(",,,,\n\n")
			}
			title := fmt.Sprintf("\"Call \"\"ticket\"\"\nnumber %d\"", i)
			if i == 3 {
				title = "The first of all"
			}
			fmt.Fprintf(&tasks, "k%d,%s,%s,open,%s\n", i, title, parent, due)
		}
		tasks.WriteString("k7,Again,,open,2026-12-01\n")
		folder := fstest.MapFS{"tasks.csv": {Data: []byte(tasks.String())}}
		sum, err := exchange.Import(context.Background(), db, models.CommandLine, folder, "desk")
		if err != nil {
			t.Fatal(err)
		}
		if f := sum.Files[0]; f.Read != 2_501 || f.Refused != 1 || f.Taken+f.Drafted != 2_500 {
			t.Errorf("%+v", f)
		}
		if sum.Findings["dangling"] != 0 || sum.Findings["deadline_words"] != 1 {
			t.Errorf("%v", sum.Findings)
		}
		if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
			var n, under, origins int64
			if err := r.DB().Model(&models.Task{}).Count(&n).Error; err != nil {
				return err
			}
			if err := r.DB().Model(&models.Task{}).Where("parent_task_id IS NOT NULL AND title LIKE ?", "Call%").Count(&under).Error; err != nil {
				return err
			}
			if err := r.DB().Model(&models.ExternalRef{}).Where("kind = ?", "task").Count(&origins).Error; err != nil {
				return err
			}
			if n != 2_500 || under != 2 || origins != 2_500 {
				t.Errorf("%d tasks, %d under another, %d origins", n, under, origins)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		sum, err = exchange.Import(context.Background(), db, models.CommandLine, folder, "desk")
		if err != nil || sum.Files[0].There != 2_500 {
			t.Errorf("a second time: %v %+v", err, sum)
		}
	})
}
