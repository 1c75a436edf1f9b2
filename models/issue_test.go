package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/work"
)

// raising is the example with an issue of the Service Desk's member, raised on Monday 16 November 2026 at 10:00 in Berlin.
type raising struct {
	t     *testing.T
	db    *models.DB
	c     *demo.Company
	clock *modelstest.Clock
	i     *models.Issue
}

func eachRaising(t *testing.T, test func(h *raising)) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		h := &raising{t: t, db: db, clock: clock}
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { h.c, err = example.Load(tx); return err })
		h.i = &models.Issue{Title: "The lift is out", OwnerPersonID: &h.c.Member.ID, NextAction: "Ring the maker", NextDay: "2026-11-18",
			Holds: []*models.Affected{{Type: "outcome", ID: h.c.Outcomes["O1"].ID}}}
		if err := h.as(h.c.Lead, func(tx *models.Tx) error { return tx.RaiseIssue(h.i) }); err != nil {
			t.Fatal(err)
		}
		test(h)
	})
}

func (h *raising) as(who *models.Person, act func(tx *models.Tx) error) error {
	return h.db.Write(h.t.Context(), as(h.t, h.db, who), act)
}

// at runs what is due at an hour of a day in UTC, and reads the issue.
func (h *raising) at(dayOfMonth, hour int) *models.IssueDetail {
	h.t.Helper()
	h.clock.Set(time.Date(2026, 11, dayOfMonth, hour, 0, 0, 0, time.UTC))
	doWork(h.t, h.db, work.Clocks()...)
	return h.page()
}

func (h *raising) page() (p *models.IssueDetail) {
	h.t.Helper()
	read(h.t, h.db, as(h.t, h.db, h.c.Member), func(r *models.Read) (err error) { p, err = r.IssuePage(h.i.Ref); return err })
	return p
}

// doWork does all work of these kinds that is due now.
func doWork(t *testing.T, db *models.DB, kinds ...work.Kind) {
	t.Helper()
	var names []models.WorkKind
	do := map[models.WorkKind]work.Kind{}
	for _, k := range kinds {
		names, do[k.Name] = append(names, k.Name), k
	}
	for range 50 {
		var claimed []*models.Work
		write(t, db, models.Background, func(tx *models.Tx) (err error) {
			claimed, err = tx.ClaimWork("test", names, 10, models.WorkLease)
			return err
		})
		if len(claimed) == 0 {
			return
		}
		for _, w := range claimed {
			write(t, db, models.Background, func(tx *models.Tx) error {
				if err := do[w.Kind].Do(tx, w); err != nil {
					return err
				}
				return tx.FinishWork(w)
			})
		}
	}
	t.Fatal("the work does not end")
}

func TestAnIssueWhoseDayPassesGoesUpLeadByLeadUntilSomebodyMovesIt(t *testing.T) {
	eachRaising(t, func(h *raising) {
		if p := h.at(18, 20); p.Level != 0 || p.Climbs != "2026-11-19" || p.NextLead != h.c.Lead.Name {
			t.Fatalf("on its day: level %d, climbs on %s to %s", p.Level, p.Climbs, p.NextLead)
		}
		if p := h.at(19, 5); p.Level != 0 {
			t.Fatal("it climbed before the morning")
		}
		p := h.at(19, 7)
		if p.Level != 1 || p.Escalated != h.c.Lead.Name || len(p.Thread) != 1 || p.Thread[0].To != h.c.Lead.Name || p.OwnerPersonID == nil || *p.OwnerPersonID != h.c.Member.ID {
			t.Fatalf("the day after: %+v, %d lines", p.Issue, len(p.Thread))
		}
		var owed []*models.IssueNow
		read(t, h.db, as(t, h.db, h.c.Lead), func(r *models.Read) (err error) { owed, err = r.OwedIssues(); return err })
		if len(owed) == 0 || owed[0].Ref != h.i.Ref && owed[len(owed)-1].Ref != h.i.Ref {
			t.Error("the lead does not see it among what is theirs to see to")
		}
		if p := h.at(26, 23); p.Level != 1 {
			t.Error("it climbed again within five working days")
		}
		if p := h.at(27, 7); p.Level != 2 || p.Escalated != h.c.Head.Name {
			t.Errorf("a week later it is with %s, level %d", p.Escalated, p.Level)
		}
		if err := h.as(h.c.Member, func(tx *models.Tx) error {
			i, err := tx.IssueByRef(h.i.Ref)
			if err != nil {
				return err
			}
			return tx.MoveIssue(i, models.IssueMove{Words: "The maker comes on Monday.", Owner: h.c.Member.ID, Next: "Let the maker in", Day: "2026-11-30"})
		}); err != nil {
			t.Fatal(err)
		}
		if p := h.page(); p.Level != 0 || p.EscalatedPersonID != nil || p.Climbs != "2026-12-01" {
			t.Errorf("moved, it is still up: %+v, climbs %s", p.Issue, p.Climbs)
		}
		var told int64
		read(t, h.db, models.Nobody, func(r *models.Read) error {
			return r.DB().Model(&models.Event{}).Where("type = ? AND entity_id = ?", string(models.IssueEscalated), h.i.ID).Count(&told).Error
		})
		if told != 2 {
			t.Errorf("%d events say that it climbed", told)
		}
	})
}

func TestAnIssueNobodyMovesClimbsByItsClockAndOneThatWaitsDoesNot(t *testing.T) {
	eachRaising(t, func(h *raising) {
		move := func(m models.IssueMove) error {
			return h.as(h.c.Member, func(tx *models.Tx) error {
				i, err := tx.IssueByRef(h.i.Ref)
				if err != nil {
					return err
				}
				return tx.MoveIssue(i, m)
			})
		}
		wait := models.IssueMove{Owner: h.c.Member.ID, Next: "See whether the part is there", Day: "2026-12-21", Wait: true}
		if err := move(wait); err != nil {
			t.Fatal(err)
		}
		if p := h.at(30, 12); p.Level != 0 || p.State != models.IssueWaiting || p.Climbs != "2026-12-22" {
			t.Errorf("waiting: level %d, %s, climbs %s", p.Level, p.State, p.Climbs)
		}
		wait.Wait = false
		if err := move(wait); err != nil { // on Monday 30 November: five working days are over on Monday 7 December
			t.Fatal(err)
		}
		if p := h.page(); p.Climbs != "2026-12-08" {
			t.Errorf("open again it climbs on %s", p.Climbs)
		}
		refusedAt(t, move(wait), "words") // nothing is different
		if err := h.as(h.c.Owner, func(tx *models.Tx) error {
			i, err := tx.IssueByRef(h.i.Ref)
			if err != nil {
				return err
			}
			return tx.CommentOnIssue(i, "How is it going?")
		}); err != nil {
			t.Fatal(err)
		}
		if p := h.page(); p.Climbs != "2026-12-08" || len(p.Thread) != 3 {
			t.Errorf("a comment moved it: climbs %s, %d lines", p.Climbs, len(p.Thread))
		}
	})
}

func TestAnIssueThatCameWithAnImportClimbsThoughNobodyMovedItHere(t *testing.T) {
	eachRaising(t, func(h *raising) {
		write(h.t, h.db, models.Background, func(tx *models.Tx) error { // an import brings rows, and no work
			return tx.DB().Where("kind = ?", models.ClimbIssues).Delete(&models.Work{}).Error
		})
		if p := h.at(19, 12); p.Level != 0 {
			t.Fatalf("without its work it is at level %d", p.Level)
		}
		write(h.t, h.db, models.Background, (*models.Tx).BeginDay)
		if p := h.at(19, 13); p.Level != 1 {
			t.Errorf("after the morning it is at level %d", p.Level)
		}
	})
}

func TestAnIssueNeedsOwnerActionAndDayAndItsOwnPeople(t *testing.T) {
	eachRaising(t, func(h *raising) {
		raise := func(owner *models.Person, next string, on day.Day) error {
			return h.as(h.c.Member, func(tx *models.Tx) error {
				i := &models.Issue{Title: "No key", NextAction: next, NextDay: on}
				if owner != nil {
					i.OwnerPersonID = &owner.ID
				}
				return tx.RaiseIssue(i)
			})
		}
		refusedAt(t, raise(nil, "Look", "2026-11-20"), "owner")
		refusedAt(t, raise(h.c.Member, " ", "2026-11-20"), "next")
		refusedAt(t, raise(h.c.Member, "Look", ""), "day")
		refusedAt(t, raise(h.c.Member, "Look", "2026-11-13"), "day")
		refusedAt(t, raise(h.c.Member, "Look", "2028-11-13"), "day")
		foreign := h.c.People["Samuel Brandt"]
		on := func(who *models.Person, act func(*models.Tx, *models.Issue) error) error {
			return h.as(who, func(tx *models.Tx) error {
				i, err := tx.IssueByRef(h.i.Ref)
				if err != nil {
					return err
				}
				return act(tx, i)
			})
		}
		end := func(tx *models.Tx, i *models.Issue) error { return tx.ResolveIssue(i, "The lift runs.") }
		refusedAs(t, on(foreign, end), models.KindNotAllowed)
		over := func(tx *models.Tx, i *models.Issue) error {
			return tx.MoveIssue(i, models.IssueMove{Owner: foreign.ID, Next: "Ring the landlord", Day: "2026-11-23"})
		}
		if err := on(h.c.Lead, over); err != nil {
			t.Fatal(err)
		}
		if p := h.page(); p.Owner != foreign.Name || p.Team == nil || p.Team.Name != "Accounts" || p.Thread[0].Kind != models.IssueSaidHandOver {
			t.Errorf("handed over it is %+v", p.IssueNow)
		}
		if err := on(foreign, end); err != nil {
			t.Fatal(err)
		}
		if p := h.at(30, 12); !p.Over() || p.Level != 0 || p.Resolver != foreign.Name {
			t.Errorf("resolved it is %+v", p.Issue)
		}
		refusedAs(t, on(foreign, end), models.KindRule)
		if err := on(foreign, func(tx *models.Tx, i *models.Issue) error {
			return tx.ReopenIssue(i, models.IssueMove{Owner: foreign.ID, Next: "Ring again", Day: "2026-12-01"})
		}); err != nil {
			t.Fatal(err)
		}
		if p := h.page(); p.State != models.IssueOpen || p.ResolvedAt != nil || p.Resolution != "" {
			t.Errorf("opened again it is %+v", p.Issue)
		}
	})
}

func TestAnIssueClimbsAlsoWhenTheCompanyMovesToAnotherTimeZone(t *testing.T) {
	eachRaising(t, func(h *raising) {
		zone := func(name string) {
			write(t, h.db, models.CommandLine, func(tx *models.Tx) error { return tx.DB().Exec("UPDATE companies SET time_zone = ?", name).Error })
		}
		zone("Pacific/Auckland")
		h.i = &models.Issue{Title: "The door is stuck", OwnerPersonID: &h.c.Member.ID, NextAction: "Ring the maker", NextDay: "2026-11-18"}
		if err := h.as(h.c.Lead, func(tx *models.Tx) error { return tx.RaiseIssue(h.i) }); err != nil {
			t.Fatal(err)
		}
		zone("America/Los_Angeles")
		if p := h.at(18, 18); p.Level != 0 { // 07:00 of the 19th in Auckland, 10:00 of the 18th in Los Angeles
			t.Fatalf("it climbed on its day, to level %d", p.Level)
		}
		if p := h.at(19, 16); p.Level != 1 {
			t.Error("what came too early never comes again")
		}
	})
}
