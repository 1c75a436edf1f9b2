package models_test

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
)

func TestTheWeeklyUpdateHoldsWhatOneAnswersForAndWhatIsDueFirst(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		names := func(p *models.Person) (list []string, due int) {
			read(t, db, as(t, db, p), func(r *models.Read) error {
				u, err := r.WeeklyUpdate()
				for _, row := range u.Rows {
					list = append(list, row.Metric().Ref)
				}
				due = u.Due
				return err
			})
			return list, due
		}
		if list, due := names(c.Lead); len(list) != 2 || due != 0 {
			t.Errorf("the lead of the team that owns O1: %v, %d due", list, due)
		}
		if list, due := names(c.Owner); len(list) != 1 || due != 1 {
			t.Errorf("the owner of O5, whose readings fell silent: %v, %d due", list, due)
		}
		if list, _ := names(c.Member); len(list) != 0 {
			t.Errorf("a member who owns nothing: %v", list)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef("O3")
			if err != nil {
				return err
			}
			before := *o
			o.OwnerTeamID, o.OwnerPersonID = nil, &c.Owner.ID
			first, err := tx.OutcomeByRef("O5")
			if err != nil {
				return err
			}
			shared := *first.Measures[0]
			shared.Row, shared.OutcomeID = models.Row{}, o.ID
			o.Measures = append(o.Measures, &shared)
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			u, err := r.WeeklyUpdate()
			if err != nil {
				return err
			}
			if len(u.Rows) != 3 || !u.Rows[0].IsDue || u.Rows[1].IsDue || len(u.Rows[0].Also) != 1 {
				t.Errorf("a metric of two outcomes: %d rows, %d due", len(u.Rows), u.Due)
			}
			return nil
		})
		// A team without a lead leaves its readings to the lead above.
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Team{}).Where("id = ?", c.Teams["Service Desk"].ID).Update("lead_person_id", nil).Error
		})
		if list, _ := names(c.Head); len(list) != 2 {
			t.Errorf("the head above a team without a lead: %v", list)
		}
	})
}

func TestOnlyFilledRowsAreRecordedAndAFormThatIsSentTwiceCountsOnce(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		send := func(values url.Values) (f *form.Form, good int, turned []string) {
			write(t, db, lead, func(tx *models.Tx) error {
				u, err := tx.WeeklyUpdate()
				if err != nil {
					return err
				}
				f = u.Form(form.Locale{})
				list := u.Fill(f, values, form.Locale{})
				good, turned = len(list), u.Turned
				return tx.RecordUpdate(u, list)
			})
			return f, good, turned
		}
		var first, second string
		read(t, db, lead, func(r *models.Read) error {
			u, err := r.WeeklyUpdate()
			first, second = u.Rows[0].Metric().Ref, u.Rows[1].Metric().Ref
			return err
		})
		values := url.Values{"day": {"2026-11-16"}, "r." + first + ".value": {"72 %"}, "r." + first + ".confidence": {"7"}, "r." + first + ".note": {"Well."},
			"r." + second + ".value": {""}, "r." + second + ".confidence": {"11"}}
		for range 2 {
			f, good, _ := send(values)
			if good != 1 || f.Field("r."+second+".confidence").Problem == "" || f.Field("r."+second+".value").Problem == "" {
				t.Errorf("%d good, %+v", good, f.Problems())
			}
		}
		var stored []*models.Reading
		var events int64
		read(t, db, models.CommandLine, func(r *models.Read) error {
			of := r.DB().Model(&models.Reading{}).Select("id").Where("day = ?", "2026-11-16")
			r.DB().Model(&models.Event{}).Where("type = ? AND entity_id IN (?)", models.ReadingRecorded, of).Count(&events)
			return r.DB().Where("day = ?", "2026-11-16").Find(&stored).Error
		})
		if len(stored) != 1 || stored[0].Confidence != 7 || *stored[0].Value != 72 || stored[0].ByName != c.Lead.Name || events != 1 {
			t.Errorf("%d readings, %d events", len(stored), events)
		}
		_, good, turned := send(url.Values{"day": {"2026-11-16"}, "r.M3.value": {"88"}, "r.M999.note": {"Mine"}})
		if good != 0 || len(turned) != 2 || !strings.Contains(strings.Join(turned, " "), "88") {
			t.Errorf("another's metric: %v", turned)
		}
		for _, bad := range []string{"2026-11-17", "", "2026-02-30", "2020-01-01"} {
			if f, good, _ := send(url.Values{"day": {bad}, "r." + first + ".value": {"73"}}); good != 0 || f.Valid() {
				t.Errorf("the day %q is taken", bad)
			}
		}
	})
}

func TestGoingOffTrackAndComingBackAreToldOnceEach(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		record := func(v float64) {
			write(t, db, lead, func(tx *models.Tx) error {
				o, err := tx.OutcomeByRef("O1")
				if err != nil {
					return err
				}
				return tx.RecordReading(o, o.Measures[0], &models.Reading{Day: "2026-11-16", Value: &v})
			})
		}
		told := func() (types []string) {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				return r.DB().Model(&models.Event{}).Where("type LIKE 'outcome.%track' AND entity_id = ?", c.Outcomes["O1"].ID).Order("occurred_at, id").Pluck("type", &types).Error
			})
			return types
		}
		for _, v := range []float64{72, 60, 61, 59, 80, 79, 60} {
			record(v)
		}
		if got := strings.Join(told(), " "); got != "outcome.off_track outcome.back_on_track outcome.off_track" {
			t.Errorf("told: %s", got)
		}
		write(t, db, lead, func(tx *models.Tx) error {
			o, err := tx.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			by, _, err := tx.SavedBy(o.Outcome)
			if err != nil || by == c.Lead.Name {
				t.Errorf("a reading counts as a save of its outcome by %q", by)
			}
			return tx.SetStatus(o, &models.StatusEntry{Status: "ok", Reason: "Counted wrong this week."})
		})
		if got := told(); len(got) != 4 || got[3] != string(models.OutcomeBackOnTrack) {
			t.Errorf("after the owner's word: %v", got)
		}
	})
}
