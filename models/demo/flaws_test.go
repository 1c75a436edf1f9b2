package demo

import (
	"context"
	"testing"

	"throughline/models"
	"throughline/models/statement"
)

func checkStatus(t *testing.T, db *models.DB, c *Company) {
	t.Helper()
	want := map[string]models.Status{"O1": models.OnTrack, "O2": models.AtRisk, "O3": models.OffTrack, "O4": models.OnTrack, "O5": models.Stale, "O6": models.NotMeasured}
	if err := db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
		for ref, status := range want {
			o := c.Outcomes[ref]
			m := o.Measures[0]
			readings, err := r.ReadingsOf([]string{m.MetricID})
			if err != nil {
				return err
			}
			track := models.Track(o, m, readings[m.MetricID], c.Company.Thresholds(), r.Today())
			if track.Status != status {
				t.Errorf("%s on %s is %q: %s", ref, r.Today(), track.Status, track.Why)
			}
			if n := len(models.Standing(readings[m.MetricID])); status != models.NotMeasured && status != models.Stale && n != 13 {
				t.Errorf("%s has %d readings", ref, n)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestTheAuditOfTheExampleShowsItsGaps(t *testing.T) {
	db, c := monday(t)
	if err := db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
		workflows, err := r.Workflows()
		if err != nil {
			return err
		}
		outcomes, err := r.OutcomesOf(c.Strategy.ID)
		if err != nil {
			return err
		}
		gap := models.ExecutionGap(workflows, outcomes)
		if len(outcomes) != 5 || len(gap.Unserved) != 1 || gap.Unserved[0].Ref != "O5" {
			t.Errorf("%d outcomes, without a workflow: %+v", len(outcomes), gap.Unserved)
		}
		share, _ := gap.ShareOfHours()
		if gap.All.Count != 58 || gap.All.Unknown != 0 || share < 75 || share > 90 {
			t.Errorf("%d workflows, %.1f of %.1f hours mapped (%.1f%%)", gap.All.Count, gap.Mapped.Hours, gap.All.Hours, share)
		}
		if gap.Undecided.Count != 2 || gap.OutcomeMissing.Count != 2 || gap.Stopping.Count != 11 {
			t.Errorf("%d undecided, %d say an outcome is missing, %d stop", gap.Undecided.Count, gap.OutcomeMissing.Count, gap.Stopping.Count)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for name, w := range c.Workflows {
		decided := w.Verdict != models.Undecided
		if decided != (w.VerdictReason != "" && w.VerdictPersonID != nil && w.VerdictDay.Valid()) {
			t.Errorf("%s: %s because %q, %v by %s", name, w.Verdict, w.VerdictReason, w.VerdictPersonID, w.VerdictDay)
		}
	}
}

func checkBriefs(t *testing.T, db *models.DB, c *Company) {
	if err := db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
		issued, err := r.NewestEditions(c.Strategy.ID)
		if err != nil || len(issued) != 8 {
			t.Errorf("%d briefs were issued, %v", len(issued), err)
		}
		brief, err := models.LoadBrief(r, c.Strategy, c.Teams["Service Desk"])
		if err != nil {
			return err
		}
		for _, check := range brief.Checks {
			if check.Next.Before(r.Today()) || check.Owner == "" {
				t.Errorf("on %s: %s Called by %q.", r.Today(), check.Words(), check.Owner)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestGoalsAndObjectivesMissEachOtherWhereTheExampleSaysSo(t *testing.T) {
	_, c := monday(t)
	under, owned := map[string]int{}, map[string]int{}
	for ref, o := range c.Objectives {
		if (len(o.GoalIDs) == 0) != (ref == "B17") {
			t.Errorf("%s delivers %d goals", ref, len(o.GoalIDs))
		}
		for _, id := range o.GoalIDs {
			under[id]++
		}
		owned[*o.OwnerPersonID]++
	}
	for ref, g := range c.Goals {
		if (under[g.ID] == 0) != (ref == "G7") || len(g.OutcomeIDs) == 0 {
			t.Errorf("%s has %d objectives and serves %d outcomes", ref, under[g.ID], len(g.OutcomeIDs))
		}
	}
	for name, p := range c.People {
		if (owned[p.ID] > 5) != (name == "Tom Okafor") {
			t.Errorf("%s owns %d objectives", name, owned[p.ID])
		}
	}
}

func checkWords(t *testing.T, _ *models.DB, c *Company) {
	if problems, advice := statement.CheckIntent(c.Intent.Statement); len(problems)+len(advice) > 0 {
		t.Errorf("the intent has %v and %v", problems, advice)
	}
	for ref, o := range c.Outcomes {
		m := o.Measures[0]
		wish := false
		for _, f := range statement.CheckOutcome(o.Title, m.Metric.Name, m.TargetText) {
			wish = wish || f.Code == statement.Wish
			if ref != "O6" {
				t.Errorf("%s: %s", ref, f.Say)
			}
		}
		if wish != (ref == "O6") {
			t.Errorf("%s is a wish: %v", ref, wish)
		}
	}
	for ref, g := range c.Goals {
		if kind, _ := statement.ReadsLike(g.Title); kind != statement.Goal {
			t.Errorf("%s reads like %s", ref, kind)
		}
	}
	for ref, o := range c.Objectives {
		want := statement.Objective
		switch ref {
		case "B16":
			want = statement.Goal
		case "B17":
			want = statement.Unsure
		}
		if kind, _ := statement.ReadsLike(o.Title); kind != want {
			t.Errorf("%s reads like %s", ref, kind)
		}
	}
}

func TestTheProcessesOfTheExampleStandAtEveryStage(t *testing.T) {
	_, c := monday(t)
	stages := map[string]int{}
	for name, p := range c.Processes {
		v := p.Current
		stages[v.State]++
		locked := v.Inputs == "" || v.Outputs == "" || len(v.Steps) == 0
		if locked != (v.State == models.ProcessDraft) || locked && v.Technology+v.Automation != "" {
			t.Errorf("%s is %s with %d steps and technology %q", name, v.State, len(v.Steps), v.Technology)
		}
		if (v.State == models.ProcessInUse) != (v.ApprovedPersonID != nil && v.ApprovedAt != nil) {
			t.Errorf("%s is %s, approved at %v", name, v.State, v.ApprovedAt)
		}
	}
	if stages[models.ProcessInUse] != 2 || stages[models.ProcessWritten] != 3 || stages[models.ProcessDraft] != 1 {
		t.Errorf("the stages are %v", stages)
	}
	redesigned := 0
	for _, w := range c.Workflows {
		for _, p := range c.Processes {
			if w.Verdict == models.Redesign && p.WorkflowID != nil && *p.WorkflowID == w.ID {
				redesigned++
			}
		}
	}
	if redesigned != 5 {
		t.Errorf("%d redesigned workflows have a process", redesigned)
	}
}
