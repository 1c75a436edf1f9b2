package wizard

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// drafting is a process with two steps: the desk does the first, Tom answers for both.
func drafting(t *testing.T, db *models.DB) (maja models.Who, q Query, now func() *models.Process) {
	t.Helper()
	maja, w := redesigning(t, db)
	mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
	now = func() *models.Process { return world(t, db, maja).Processes[0] }
	q = Query{Item: now().Ref}
	mustSave(t, db, maja, "redesign", q, url.Values{"steps.new1.title": {"Answer"}, "steps.new1.who": {"Maja"}, "steps.new1.accountable": {"Tom"},
		"steps.new2.title": {"Fix"}, "steps.new2.accountable": {"Tom"}}, false)
	return maja, q, now
}

func TestDutiesAreChosenInTheirTable(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, q, now := drafting(t, db)
		w := world(t, db, maja)
		first, second := now().Current.Steps[0], now().Current.Steps[1]
		tom, doer := first.With(models.Accountable)[0].Party(), first.Doer()
		cell := func(step *models.ProcessStep, who models.Party, was, is string) url.Values {
			name := DutyCell(step.ID, who)
			return url.Values{name: {is}, "was." + name: {was}}
		}
		held := func(step int, duty string) string { return now().Current.Steps[step].HolderNames(duty, w.PartyName) }
		for _, c := range []struct {
			post       url.Values
			step       int
			r, a, c, i string
		}{
			{cell(first, doer, "R", "RA"), 0, "Maja", "Tom, Maja", "", ""}, // a draft keeps two, and says so
			{cell(first, tom, "A", "C"), 0, "Maja", "Maja", "Tom", ""},
			{cell(first, tom, "A", "A"), 0, "Maja", "Maja", "Tom", ""}, // an old page that did not touch it
			{cell(first, tom, "C", "R"), 0, "Maja, Tom", "Maja", "", ""},
			{cell(first, doer, "RA", "A"), 0, "Tom", "Maja", "", ""},
			{cell(second, doer, "", "I"), 1, "", "Tom", "", "Maja"},
			{cell(second, tom, "A", ""), 1, "", "", "", "Maja"},
			{cell(second, tom, "", "<b>"), 1, "", "", "", "Maja"},
			{url.Values{"do": {"join"}, "join": {"The night shift"}, "join_duty": {"C"}, "join_step": {everyStep}}, 0, "Tom", "Maja", "The night shift", ""},
			{url.Values{"do": {"join"}, "join": {"Maja"}, "join_duty": {"A"}, "join_step": {second.ID}}, 1, "", "Maja", "The night shift", "Maja"},
		} {
			if s := mustSave(t, db, maja, "redesign", q, c.post, false); !s.Saved {
				t.Fatalf("%v: %v", c.post, s.Form.Problems())
			}
			for duty, want := range map[string]string{models.Responsible: c.r, models.Accountable: c.a, models.Consulted: c.c, models.Informed: c.i} {
				if got := held(c.step, duty); got != want {
					t.Errorf("after %v %s is %q, not %q", c.post, duty, got, want)
				}
			}
		}
		if first.AccountableProblem() != "" || now().Current.Steps[0].AccountableProblem() != "" {
			t.Error("one is accountable, and still something is wrong")
		}
		for field, post := range map[string]url.Values{"join": {}, "join_duty": {"join": {"Tom"}, "join_step": {everyStep}}, "join_step": {"join": {"Tom"}, "join_duty": {"I"}}} {
			post.Set("do", "join")
			if s := mustSave(t, db, maja, "redesign", q, post, false); s.Saved || s.Form.Field(field).Problem == "" {
				t.Errorf("%s may be missing", field)
			}
		}
	})
}

func TestAnApprovedVersionHasNoTableToChange(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, q, now := drafting(t, db)
		step := now().Current.Steps[0]
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			return tx.DB().Model(&models.ProcessVersion{}).Where("process_id = ?", now().ID).UpdateColumn("state", models.ProcessInUse).Error
		}); err != nil {
			t.Fatal(err)
		}
		name := DutyCell(step.ID, step.Doer())
		mustSave(t, db, maja, "redesign", q, url.Values{name: {"I"}, "was." + name: {"R"}}, false)
		if got := now().Current.Steps[0]; len(got.Duties) != 1 {
			t.Errorf("an approved version got %d duties", len(got.Duties))
		}
	})
}
