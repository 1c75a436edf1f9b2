package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestNobodyCommitsToAnInitiativeWithoutOwnerMetricAndReviewDate(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		desk, review := c.Teams["Service Desk"].ID, c.Company.Calendar().Today(db.Now()).Add(30)
		whole := models.Initiative{Name: "Whole", TeamID: &desk, OwnerPersonID: &c.Member.ID, SuccessMetric: "9 of 10 calls are answered at once", ReviewDay: review}
		metric := c.Outcomes["O1"].Measures[0].MetricID
		for _, one := range []struct {
			field string
			spoil func(*models.Initiative)
		}{
			{"", func(*models.Initiative) {}},
			{"owner", func(i *models.Initiative) { i.OwnerPersonID, i.OwnerText = nil, "somebody who left" }},
			{"success", func(i *models.Initiative) { i.SuccessMetric = "" }},
			{"success", func(i *models.Initiative) { i.SuccessMetric = "Calls are answered better" }},
			{"success", func(i *models.Initiative) { i.SuccessMetric = "Calls are answered better by 2027" }},
			{"", func(i *models.Initiative) { i.SuccessMetric = "Greetings last 8 seconds" }},
			{"success", func(i *models.Initiative) { i.SuccessMetric, i.MetricID = "", &metric }},
			{"", func(i *models.Initiative) { i.SuccessMetric, i.MetricID, i.MetricTarget = "", &metric, new(float64) }},
			{"review", func(i *models.Initiative) { i.ReviewDay = "" }},
		} {
			i := whole
			one.spoil(&i)
			if fields := lacking(&i); fields != one.field {
				t.Errorf("lacks %q, not %q: %+v", fields, one.field, i)
			}
			write(t, db, as(t, db, c.Lead), func(tx *models.Tx) error { return tx.AddInitiative(&i) }) // flagged, not refused
			err := tryWrite(t, db, as(t, db, c.Lead), func(tx *models.Tx) error { return tx.MoveInitiative(&i, models.Committed, "") })
			r, refused := models.AsRefusal(err)
			if one.field == "" && err != nil || one.field != "" && (!refused || r.About != one.field || i.State != models.Candidate) {
				t.Errorf("%q: %v, it is %s", one.field, err, i.State)
			}
		}
	})
}

func lacking(i *models.Initiative) string {
	var fields []string
	for _, l := range i.Lacks() {
		fields = append(fields, l.Field)
	}
	return strings.Join(fields, " ")
}

func TestACommittedInitiativeKeepsItsThreeAndTracesItsReview(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		get := func() (i *models.Initiative) {
			read(t, db, lead, func(r *models.Read) (err error) {
				i, err = r.InitiativeByRef(c.Initiatives["notes"].Ref)
				return err
			})
			return i
		}
		before := get()
		for field, spoil := range map[string]func(*models.Initiative){
			"owner":   func(i *models.Initiative) { i.OwnerPersonID = nil },
			"success": func(i *models.Initiative) { i.MetricTarget = nil },
			"review":  func(i *models.Initiative) { i.ReviewDay = "" },
			"moved":   func(i *models.Initiative) { i.ReviewDay = before.ReviewDay.Add(7) },
			"name":    func(i *models.Initiative) { i.Name = " " },
			"due":     func(i *models.Initiative) { i.DueDay = i.StartDay.Add(-1) },
		} {
			after := *before
			spoil(&after)
			err := tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.ChangeInitiative(before, &after, " ") })
			if r, refused := models.AsRefusal(err); !refused || r.About != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		after := *before
		after.ReviewDay, after.ObjectiveIDs = before.ReviewDay.Add(7), append(after.ObjectiveIDs, c.Objectives["B5"].ID)
		write(t, db, lead, func(tx *models.Tx) error { return tx.ChangeInitiative(before, &after, "The count comes on Friday.") })
		read(t, db, lead, func(r *models.Read) error {
			p, err := r.InitiativePage(before.Ref)
			if err != nil {
				return err
			}
			if len(p.Moves) != 1 || p.Moves[0].FromDay != before.ReviewDay || p.Moves[0].Reason != "The count comes on Friday." || p.Moves[0].ByName != c.Lead.Name {
				t.Errorf("the trace: %+v", p.Moves)
			}
			past, err := r.LatestOf("initiative", before.Ref, models.ReadsAs{})
			if err != nil {
				return err
			}
			said := saidOf(past.Deeds[0])
			if !strings.Contains(said, "Moved the review") || !strings.Contains(said, "Tied it to B5") || p.Measured == nil || p.Measured.Now == nil || len(p.Tasks) != 1 || p.Intent == nil {
				t.Errorf("the page says %q, %+v", said, p.Measured)
			}
			if len(p.Objectives) != 2 || len(p.Served) == 0 {
				t.Errorf("the thread: %d objectives, %d outcomes", len(p.Objectives), len(p.Served))
			}
			return nil
		})
	})
}

func TestWhoMayCommitStartPauseAndDropAnInitiative(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner, lead := as(t, db, c.Member), as(t, db, c.Lead)
		i := &models.Initiative{Name: "Mine", TeamID: &c.Teams["Service Desk"].ID, OwnerPersonID: &c.Member.ID, SuccessMetric: "Twice as many notes, 40 of them", ReviewDay: "2027-03-01"}
		write(t, db, owner, func(tx *models.Tx) error { return tx.AddInitiative(i) })
		move := func(who models.Who, state, reason, want string) {
			t.Helper()
			err := tryWrite(t, db, who, func(tx *models.Tx) error { return tx.MoveInitiative(i, state, reason) })
			r, refused := models.AsRefusal(err)
			if want == "" && err != nil || want != "" && (!refused || !strings.Contains(r.Say, want)) {
				t.Errorf("%s to %s: %v", who.Name, state, err)
			}
		}
		move(owner, models.Committed, "", "are decisions")
		move(as(t, db, c.People["Tom Okafor"]), models.Committed, "", "are decisions")
		move(lead, models.Active, "", "cannot become active")
		move(lead, models.Committed, "", "")
		move(owner, models.Active, "", "")
		move(as(t, db, c.People["Yusuf Haddad"]), models.Paused, "x", "You may not run an initiative")
		move(owner, models.Paused, " ", "what it waits for")
		move(owner, models.Paused, "A printer.", "")
		move(owner, models.Dropped, "Enough.", "are decisions")
		move(owner, models.Done, "Forty notes are there.", "")
		move(owner, models.Paused, "A printer.", "") // the state before, taken again: that is undo
		move(owner, "gone", "", "This state")
		move(lead, models.Dropped, "Nobody reads them.", "")
		if i.StateReason != "Nobody reads them." {
			t.Errorf("it keeps %q", i.StateReason)
		}
		err := tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.RemoveInitiative(i) })
		if r, refused := models.AsRefusal(err); !refused || !strings.Contains(r.Say, "Only a candidate") {
			t.Error(err)
		}
	})
}

func TestInitiativesAreFoundByWhatTheAddressAsksFor(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.Insert(&models.Initiative{Name: "Named", State: models.Candidate, OwnerText: "somebody who left"})
		})
		read(t, db, as(t, db, c.People["Aroha Ngata"]), func(r *models.Read) error {
			for _, one := range []struct {
				q    models.InitiativeQuery
				want string // the first letters of those found
			}{
				{models.InitiativeQuery{Whose: "mine"}, "Clinics book"},
				{models.InitiativeQuery{Team: c.Teams["Client Services"].Ref, State: "all"}, "A fix note, Clinics book, Evening hours, Learning hour, A chat robot"},
				{models.InitiativeQuery{State: models.Done}, "One price"},
				{models.InitiativeQuery{Serves: c.Outcomes["O5"].Ref}, "One contract"},
				{models.InitiativeQuery{Serves: c.Objectives["B3"].Ref}, "A fix note"},
				{models.InitiativeQuery{Serves: "O999"}, ""},
				{models.InitiativeQuery{Review: "overdue"}, "Network kits"},
				{models.InitiativeQuery{Missing: "any"}, "Early warning, Named"},
			} {
				rows, all, err := r.InitiativesFound(one.q, 0, 50)
				if err != nil {
					return err
				}
				var names []string
				for _, i := range rows {
					names = append(names, strings.Join(strings.Fields(i.Name + " .")[:min(2, len(strings.Fields(i.Name)))], " "))
				}
				got := strings.Join(names, ", ")
				if want := shortNames(one.want); got != want || int(all) != len(rows) {
					t.Errorf("%+v finds %q of %d, not %q", one.q, got, all, want)
				}
			}
			gaps, err := r.InitiativeGaps()
			for _, g := range gaps {
				if g.OwnedBy.Name == "Chiara Bellandi" && (g.Initiatives != 1 || g.NoMetric != 1 || g.NoReview != 1) {
					t.Errorf("%+v", g)
				}
			}
			if len(gaps) < 6 {
				t.Errorf("%d owners, a mere name among them", len(gaps))
			}
			return err
		})
	})
}

// shortNames keeps two words of each name.
func shortNames(list string) string {
	if list == "" {
		return ""
	}
	names := strings.Split(list, ", ")
	for n, name := range names {
		words := strings.Fields(name)
		names[n] = strings.Join(words[:min(2, len(words))], " ")
	}
	return strings.Join(names, ", ")
}

// tryWrite is write for what may be refused.
func tryWrite(t *testing.T, db *models.DB, who models.Who, f func(tx *models.Tx) error) error {
	t.Helper()
	return db.Write(t.Context(), who, f)
}
