package automation_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// silent are the kinds of events that start nothing: security, settings, what is too small to act on, and what the program notes for itself.
var silent = regexp.MustCompile(`^(audit|recall|symptom|symptoms|operations_strategy|strategy_choice|outcome_close|planned_change|company|channel|channel_host|hook_secret|calendar_feed|advice|finding|work|upload|merge|receipt|wording|cadence|alignment_step|task_item|task_comment|task_mention|` +
	`task_series|pulse_item|review_sheet|process_step|run|person\.(changed|roles_changed|invited|password_set|signed_in|sign_in_failed|signed_out)|strategy\.(started|authors_set|foundation_saved|day_set|held_up|removed|close_said)|` +
	`intent\.saved|outcome\.(picked|set_aside)|.*\.put_back|pulse_line\.noted|pulse\.(turned|explained)|process\.(taken_back|ordered|removed)|issue\.commented|initiative\.removed|` +
	`allocation\.removed|absence\.removed|review\.handed_over|rule\.(created|changed|removed|published|.*ed)|webhook\.(added|changed|renewed|removed))`)

func TestEveryEventIsATriggerOrLeftOutOnPurpose(t *testing.T) {
	source, err := os.ReadFile("../event.go")
	if err != nil {
		t.Fatal(err)
	}
	all := regexp.MustCompile(`EventType\s+= "([a-z_.]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(all) < 150 {
		t.Fatalf("only %d events were found", len(all))
	}
	events := []string{}
	for _, m := range all {
		events = append(events, m[1])
		if _, known := automation.TriggerOf(m[1]); !known && !silent.MatchString(m[1]) {
			t.Errorf("%s is no trigger and is not left out either", m[1])
		}
	}
	for _, m := range models.Moments {
		events = append(events, m.Name)
	}
	for _, trigger := range automation.Triggers() {
		if !slices.Contains(events, trigger.Type) {
			t.Errorf("%s is a trigger that never happens", trigger.Type)
		}
		if trigger.Says == "" || !slices.Contains(automation.Groups, trigger.Group) {
			t.Errorf("%s: %+v", trigger.Type, trigger)
		}
	}
}

func TestEveryTriggerHasTypedFieldsWithWordsAndASample(t *testing.T) {
	for _, trigger := range automation.Triggers() {
		seen := map[string]bool{}
		for _, f := range automation.Fields(trigger.Type) {
			if seen[f.Name] || f.Label == "" || f.Group == "" || len(blocks.Operators(f.Kind)) == 0 {
				t.Errorf("%s: %+v", trigger.Type, f)
			}
			if f.Sample == "" && !slices.Contains([]blocks.FieldKind{blocks.PersonField, blocks.TeamField, blocks.ChoiceField, blocks.ListField}, f.Kind) {
				t.Errorf("%s: %s has no sample", trigger.Type, f.Name)
			}
			seen[f.Name] = true
		}
		if !seen["actor.name"] || !seen["team.id"] && !seen["team.name"] || !seen["owner.id"] {
			t.Errorf("%s lacks what every event has", trigger.Type)
		}
	}
}

func TestWhatHappenedInTheExampleIsReadAsTheCatalogueNamesIt(t *testing.T) {
	db := modelstest.Open(t)
	err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		if _, err := example.Load(tx); err != nil {
			return err
		}
		var events []*models.Event
		if err := tx.DB().Where("type IN ?", []string{"outcome.off_track", "outcome.changed", "reading.recorded", "handoff.created", "decision.accepted", "task.created", "person.added",
			"process.approved", "objective.created", "workflow.verdict_given", "initiative.committed", "review.held", "pulse.held"}).Order("id").Limit(3000).Find(&events).Error; err != nil {
			return err
		}
		seen := map[string]int{}
		for _, e := range events {
			if seen[e.Type]++; seen[e.Type] > 5 {
				continue
			}
			h, err := automation.Happen(&tx.Read, e)
			if err != nil {
				t.Fatalf("%s: %v", e.Type, err)
			}
			if !h.Meets(e.Type) || h.Facts["thing.title"].Text == "" && e.EntityType != "review" && e.EntityType != "pulse" && e.EntityType != "reading" {
				t.Errorf("%s of %s has no name: %+v", e.Type, e.EntityID, h.Facts)
			}
			for _, f := range automation.Fields(e.Type) {
				if v, known := h.Facts[f.Name]; known && v.Kind != f.Kind {
					t.Errorf("%s: %s is a %s, not a %s", e.Type, f.Name, v.Kind, f.Kind)
				} else if !known && !strings.HasPrefix(f.Name, "outcome.") && f.Name != "decision.ref" && f.Name != "decision.title" {
					t.Errorf("%s: %s is not there", e.Type, f.Name)
				}
			}
		}
		if len(seen) < 8 {
			t.Errorf("the example has only %v", seen)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnotherTargetIsAMomentOfAChangedOutcomeWithItsPercent(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			c, err := example.Load(tx)
			if err != nil {
				return err
			}
			o, err := tx.OutcomeByID(c.Outcomes["O1"].ID)
			if err != nil {
				return err
			}
			before := *o
			m := *o.Measures[0]
			target := *m.Target * 0.8
			m.Target = &target
			o.Measures = []*models.OutcomeMetric{&m}
			if err := tx.SaveOutcome(models.OutcomeChanged, &before, o); err != nil {
				return err
			}
			var e models.Event
			if err := tx.DB().Where("type = ?", "outcome.changed").Order("id DESC").Limit(1).Find(&e).Error; err != nil {
				return err
			}
			h, err := automation.Happen(&tx.Read, &e)
			if err != nil {
				return err
			}
			if !h.Meets("outcome.retargeted") || h.Meets("outcome.deadline_moved") || h.Facts["change.pct"].Text != "-20" || h.Facts["outcome.owner_person_id"].Text != "" && h.Facts["owner.name"].Text == "" {
				t.Errorf("%+v", h.Facts)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
