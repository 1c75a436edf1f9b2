package exchange

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestATargetNotShownIsInNoFileOfAnExport(t *testing.T) {
	db := modelstest.Open(t)
	target := 83.7
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		m := &models.OutcomeMetric{Metric: &models.Metric{Name: "Margin"}, Direction: models.Increase, Target: &target, TargetText: "83.7", TargetWithheld: true}
		o := &models.Outcome{Title: "We earn enough", State: models.OutcomeDraft, Measures: []*models.OutcomeMetric{m}}
		if err := tx.AddOutcome(o); err != nil {
			return err
		}
		value := 71.0
		return tx.RecordReading(o, m, &models.Reading{Day: tx.Today(), Value: &value})
	}); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "out")
	if _, err := Export(context.Background(), db, models.CommandLine, folder); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	readings := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "83.7") {
			t.Errorf("%s holds the target", filepath.Base(f))
		}
		readings += strings.Count(string(text), ",71,")
	}
	if readings == 0 {
		t.Error("the reading itself is missing")
	}
}
