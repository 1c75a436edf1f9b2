package models_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestABriefSaysTheSameEachTimeItIsRead(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		var first string
		for range 3 {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				b, err := models.LoadBrief(r, c.Strategy, c.Teams["Delivery"])
				if err != nil {
					return err
				}
				text, err := json.Marshal(b)
				if first == "" {
					first = string(text)
				}
				if string(text) != first {
					t.Errorf("%s\nis not\n%s", text, first)
				}
				return err
			})
		}
	})
}

func TestABriefHoldsWhatFitsOneSheetAndCountsTheRest(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		team := c.Teams["Service Desk"]
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := crowd(tx, c, team, 30); err != nil {
				return err
			}
			first, err := tx.OutcomeByRef("O1")
			if err != nil {
				return err
			}
			before := *first
			for i := range 6 {
				first.Measures = append(first.Measures, &models.OutcomeMetric{Direction: models.Increase, Metric: &models.Metric{Name: fmt.Sprint("Further ", i)}})
			}
			if err := tx.SaveOutcome(models.OutcomeChanged, &before, first); err != nil {
				return err
			}
			for i := range 30 {
				w := &models.Workflow{Name: fmt.Sprint("Ends ", i), TeamID: &team.ID, Verdict: models.Stop, Hours: ptrTo(float64(i))}
				if err := tx.AddWorkflow(w); err != nil {
					return err
				}
				o := &models.Outcome{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("Too many ", i), State: models.OutcomeActive, Priority: 10 + i}
				if err := tx.AddOutcome(o); err != nil {
					return err
				}
			}
			return nil
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			b, err := models.LoadBrief(r, c.Strategy, team)
			if err != nil {
				return err
			}
			if len(b.Outcomes) != 5 || len(b.Objectives) != 5 || len(b.Monday) != 5 || len(b.Stops) != 3 || len(b.Checks) > 4 || len(b.Deciders) > 4 {
				t.Errorf("%d outcomes, %d objectives, %d tasks, %d stops, %d checks", len(b.Outcomes), len(b.Objectives), len(b.Monday), len(b.Stops), len(b.Checks))
			}
			if b.MoreOutcomes < 30 || b.MoreObjectives < 25 || b.MoreTasks < 30 || b.MoreStops < 27 {
				t.Errorf("more: %d %d %d %d", b.MoreOutcomes, b.MoreObjectives, b.MoreTasks, b.MoreStops)
			}
			further := 0
			for _, o := range b.Outcomes {
				further += len(o.Others)
			}
			if further != 3 || b.MoreMetrics < 3 || !strings.Contains(models.BriefMarkdown(b), "more metrics on the outcomes' own pages") {
				t.Errorf("%d further metrics, and %d more", further, b.MoreMetrics)
			}
			if *b.Stops[0].Hours != 29 {
				t.Errorf("the largest that stops comes first, not %v", *b.Stops[0].Hours)
			}
			if text := models.BriefMarkdown(b); !strings.Contains(text, "… and 30 more on the live page") {
				t.Error("what is left out is not counted:\n" + text)
			}
			return nil
		})
	})
}

func TestMarkdownKeepsTypedTextLiteralAndOnItsLine(t *testing.T) {
	b := &models.Brief{Company: "A|B", Intent: "Grow *fast*\n# now [x](http://evil.example) <script>", Quarter: "Q1",
		Outcomes: []models.BriefOutcome{{Ref: "O1", Title: "Pipe | and `code`", Status: models.NotMeasured}},
		Stops:    []models.BriefStop{{Name: "Slides_of_1"}}}
	text := models.BriefMarkdown(b)
	for _, want := range []string{`Strategy brief: A\|B`, `> Grow \*fast\* \# now \[x\](http://evil.example) \<script\>`, `O1 Pipe \| and \` + "`code\\`", "Not measured | No number yet | No date yet | nobody yet",
		`Slides\_of\_1`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestAWithheldTargetIsOnNoBrief(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef("O1")
			if err != nil {
				return err
			}
			before := *o
			o.Measures[0].TargetWithheld, o.Measures[0].Target, o.Measures[0].TargetText = true, ptrTo(8080.0), "8080 secret"
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			b, err := models.LoadBrief(r, c.Strategy, nil)
			if err != nil {
				return err
			}
			text, err := json.Marshal(b)
			if strings.Contains(string(text)+models.BriefMarkdown(b), "8080") {
				t.Error("the brief tells the target")
			}
			return err
		})
	})
}

func TestEditionsAreFrozenNumberedAndCarryTheirHash(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		team := c.Teams["Service Desk"]
		var first models.Edition
		read(t, db, models.CommandLine, func(r *models.Read) error {
			e, err := r.NewestEdition(c.Strategy.ID, &team.ID)
			first = *e
			return err
		})
		if b, err := first.Brief(); err != nil || !first.Genuine() || first.N != 2 || b.Team != team.Name || len(first.SHA256) != 64 {
			t.Fatalf("%+v %v", first, err)
		}
		lead := as(t, db, c.Lead)
		refusedAs(t, db.Write(t.Context(), lead, func(tx *models.Tx) error { _, err := tx.IssueEditions(c.Strategy, "because"); return err }), models.KindNotAllowed)
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef("O1")
			if err != nil {
				return err
			}
			before := *o
			o.Title = "Every problem is fixed at first contact"
			if err := tx.SaveOutcome(models.OutcomeChanged, &before, o); err != nil {
				return err
			}
			list, err := tx.IssueEditions(c.Strategy, "because")
			if len(list) != len(c.Teams)+1 && len(list) != len(c.Teams)+2 {
				t.Errorf("%d editions for %d teams and the company", len(list), len(c.Teams))
			}
			return err
		})
		read(t, db, lead, func(r *models.Read) error {
			old, err := r.EditionByRef(first.Ref)
			if err != nil {
				return err
			}
			if old.Content != first.Content || !old.Genuine() || strings.Contains(old.Content, "Every problem") {
				t.Error("the first edition changed")
			}
			newest, err := r.NewestEdition(c.Strategy.ID, &team.ID)
			if err != nil {
				return err
			}
			if newest.N != 3 || newest.IssuedName != c.Owner.Name || !strings.Contains(newest.Content, "Every problem") {
				t.Errorf("edition %d by %s", newest.N, newest.IssuedName)
			}
			all, err := r.NewestEditions(c.Strategy.ID)
			if err != nil {
				return err
			}
			if all[""] == nil || all[""].N != 3 || all[team.ID] == nil {
				t.Error("the list of briefs misses some")
			}
			live, err := models.LoadBrief(r, c.Strategy, team)
			if live.LastEdition != 3 || live.EditionWords() != "Edition 3 was issued on 16 November 2026; nothing has changed since." {
				t.Error(live.EditionWords())
			}
			forged := *newest
			forged.Content += " "
			if forged.Genuine() {
				t.Error("a changed content passes as genuine")
			}
			return err
		})
	})
}
