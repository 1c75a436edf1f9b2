package models_test

import (
	"slices"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// issued is the example with its clock, and what a test about editions does again and again.
type issued struct {
	*testing.T
	db    *models.DB
	clock *modelstest.Clock
	c     *demo.Company
}

func withEditions(t *testing.T, test func(x issued)) {
	t.Helper()
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		x := issued{T: t, db: db, clock: clock}
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) {
			x.c, err = example.Load(tx)
			return err
		})
		test(x)
	})
}

// issue issues editions a day later, in the owner's name.
func (x issued) issue() (list []*models.Edition) {
	x.Helper()
	x.clock.Advance(24 * time.Hour)
	write(x.T, x.db, as(x.T, x.db, x.c.Owner), func(tx *models.Tx) (err error) {
		list, err = tx.IssueEditions(x.c.Strategy, "because")
		return err
	})
	return list
}

func (x issued) newest(team *models.Team) (e *models.Edition) {
	x.Helper()
	read(x.T, x.db, models.CommandLine, func(r *models.Read) (err error) {
		var id *string
		if team != nil {
			id = &team.ID
		}
		e, err = r.NewestEdition(x.c.Strategy.ID, id)
		return err
	})
	return e
}

// owed is what a person is asked to read, in words.
func (x issued) owed(p *models.Person) (names []string) {
	x.Helper()
	read(x.T, x.db, as(x.T, x.db, p), func(r *models.Read) error {
		list, err := r.ToRead()
		for _, t := range list {
			names = append(names, t.Name())
		}
		return err
	})
	return names
}

func (x issued) says(p *models.Person, team *models.Team) error {
	return x.db.Write(x.Context(), as(x.T, x.db, p), func(tx *models.Tx) error { return tx.GiveReceipt(x.newest(team)) })
}

// lines says for each reader of the newest edition of a brief where they stand, as somebody sees it.
func (x issued) lines(who *models.Person, team *models.Team) (out map[string]string) {
	x.Helper()
	out = map[string]string{}
	read(x.T, x.db, as(x.T, x.db, who), func(r *models.Read) error {
		list, err := r.ReaderLines(x.newest(team))
		for _, l := range list {
			say := "asked " + l.AskedAt.Format("2 Jan")
			switch {
			case l.Issued:
				say = "issued"
			case !l.ReadAt.IsZero():
				say = "read " + l.ReadAt.Format("2 Jan")
			}
			if l.Gone {
				say += ", gone"
			}
			out[l.Name] = say
		}
		return err
	})
	return out
}

// reword moves the target of O2, which every brief shows.
func (x issued) reword(target float64) {
	x.Helper()
	write(x.T, x.db, models.CommandLine, func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O2")
		if err != nil {
			return err
		}
		before := *o
		o.Measures[0].Target, o.Measures[0].TargetText = &target, ""
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
}

func (x issued) reading(value float64) {
	x.Helper()
	write(x.T, x.db, models.CommandLine, func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O2")
		if err != nil {
			return err
		}
		return tx.Insert(&models.Reading{MetricID: o.Measures[0].MetricID, OutcomeID: &o.ID, Day: tx.Today(), Value: &value})
	})
}

func TestAnEditionIsReadOnceAndAskedForAgainOnlyWhenItsWordingChanges(t *testing.T) {
	withEditions(t, func(x issued) {
		desk := x.c.Teams["Service Desk"]
		if got := x.owed(x.c.Lead); !slices.Equal(got, []string{"edition 2 of the company brief", "edition 2 of the Service Desk brief"}) {
			t.Fatalf("the lead is asked to read %q", got)
		}
		if got := x.owed(x.c.Member); !slices.Equal(got, []string{"edition 2 of the Service Desk brief"}) {
			t.Fatalf("the member is asked to read %q", got)
		}
		for range 2 { // said twice, it counts once
			if err := x.says(x.c.Member, desk); err != nil {
				t.Fatal(err)
			}
		}
		if got := x.owed(x.c.Member); len(got) != 0 {
			t.Errorf("after reading, the member is asked to read %q", got)
		}
		x.reading(4.4)
		x.issue()
		if e := x.newest(desk); e.N != 3 || e.Wording != x.first(desk).Wording {
			t.Errorf("figures alone gave edition %d with new wording", e.N)
		}
		if got := x.owed(x.c.Member); len(got) != 0 {
			t.Errorf("figures alone ask for %q again", got)
		}
		if got := x.owed(x.c.Lead); !slices.Contains(got, "edition 3 of the Service Desk brief") {
			t.Errorf("who has not read the first edition reads the newest: %q", got)
		}
		x.reword(91)
		x.issue()
		if got := x.owed(x.c.Member); !slices.Equal(got, []string{"edition 4 of the Service Desk brief"}) {
			t.Errorf("new wording asks for %q", got)
		}
		if err := x.says(x.c.Lead, desk); err != nil {
			t.Fatal(err)
		}
		if got := x.lines(x.c.Lead, desk); got[x.c.Lead.Name] != "read 18 Nov" || got[x.c.Member.Name] != "asked 18 Nov" {
			t.Errorf("%v", got)
		}
		var receipts, events int64
		read(t, x.db, models.CommandLine, func(r *models.Read) error {
			r.DB().Model(&models.Receipt{}).Where("person_id = ?", x.c.Member.ID).Count(&receipts)
			return r.DB().Model(&models.Event{}).Where("type = ? AND actor_person_id IN ?", models.ReceiptGiven, []string{x.c.Lead.ID, x.c.Member.ID}).Count(&events).Error
		})
		if receipts != 1 || events != 2 {
			t.Errorf("%d receipts of the member, %d events", receipts, events)
		}
		for _, table := range []string{"receipts", "read_requests"} {
			err := x.db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
				return tx.DB().Table(table).Where("person_id = ?", x.c.Lead.ID).Update("version", 9).Error
			})
			if err == nil {
				t.Errorf("%s can be changed", table)
			}
		}
	})
}

func (x issued) first(team *models.Team) (e *models.Edition) {
	read(x.T, x.db, models.CommandLine, func(r *models.Read) (err error) {
		e, err = r.EditionNumbered(x.c.Strategy.ID, &team.ID, 1)
		return err
	})
	return e
}

func TestTheDutyToReadFollowsTheRoleAndItsDay(t *testing.T) {
	withEditions(t, func(x issued) {
		desk := x.c.Teams["Service Desk"]
		x.clock.Advance(48 * time.Hour)
		newcomer := &models.Person{Name: "Nia New", Email: ptrTo("nia@harbour.example"), Active: true}
		vacancy := &models.Person{Name: "Open position", Active: true}
		var successor *models.Person
		for _, p := range x.c.People {
			who := as(t, x.db, p)
			if !p.Executive && !p.Administrator && len(who.Leads) == 0 && !slices.Contains(who.MemberOf, desk.ID) && (successor == nil || p.Name < successor.Name) {
				successor = p
			}
		}
		write(t, x.db, models.CommandLine, func(tx *models.Tx) error {
			for _, p := range []*models.Person{newcomer, vacancy} {
				if err := tx.Insert(p); err != nil {
					return err
				}
				if err := tx.PutOnTeam(p, desk); err != nil {
					return err
				}
			}
			before := *desk
			desk.LeadPersonID = &successor.ID
			return tx.SaveTeam(&before, desk)
		})
		got := x.lines(x.c.Owner, desk)
		if got["Nia New"] != "asked 18 Nov" || got[successor.Name] != "asked 18 Nov" || got[x.c.Member.Name] != "asked 25 Aug" {
			t.Errorf("who came later is asked from their day on: %v", got)
		}
		if _, there := got["Open position"]; there {
			t.Error("somebody who cannot sign in is asked")
		}
		if _, there := x.lines(x.c.Owner, nil)[successor.Name]; !there || !slices.Contains(x.owed(successor), "edition 2 of the Service Desk brief") {
			t.Error("the new lead is not asked")
		}
		write(t, x.db, models.CommandLine, func(tx *models.Tx) error { return tx.TakeOffTeam(x.c.Member, desk) })
		if got := x.lines(x.c.Owner, desk); got[x.c.Member.Name] != "asked 25 Aug, gone" || len(x.owed(x.c.Member)) != 0 {
			t.Errorf("who left is still counted: %v", got)
		}
		refusedAs(t, x.says(x.c.Member, desk), models.KindNotAllowed)
	})
}

func TestReceiptsAreSeenByThatPersonTheLeadsAboveAndExecutives(t *testing.T) {
	withEditions(t, func(x issued) {
		desk, other := x.c.Teams["Service Desk"], x.c.Teams["Accounts"]
		if all, below := x.lines(x.c.Owner, nil), x.lines(x.c.Head, nil); len(all) <= len(below) || len(below) < 2 {
			t.Errorf("the owner sees %v, the head %v", all, below)
		}
		if own := x.lines(x.c.Lead, nil); len(own) != 1 || own[x.c.Lead.Name] == "" {
			t.Errorf("of the company brief a lead sees %v", own)
		}
		if len(x.lines(x.c.Head, desk)) < 3 {
			t.Error("the head does not see the readers of a team below")
		}
		for _, p := range []*models.Person{x.c.Lead, x.c.Administrator} {
			read(t, x.db, as(t, x.db, p), func(r *models.Read) error {
				_, err := r.ReaderLines(x.newest(other))
				refusedAs(t, err, models.KindNotFound)
				return nil
			})
		}
		if who := as(t, x.db, x.c.Member); who.May(models.SeeReceipts) {
			t.Error("a member sees lists of readers")
		}
		x.reword(91)
		x.issue()
		if got := x.owed(x.c.Owner); len(got) != 0 {
			t.Errorf("the owner is asked to read what she issued: %q", got)
		}
		if got := x.lines(x.c.Owner, nil); got[x.c.Owner.Name] != "issued" {
			t.Errorf("%v", got)
		}
		refusedAs(t, x.says(x.c.Administrator, desk), models.KindNotAllowed)
		var first *models.Edition
		read(t, x.db, models.CommandLine, func(r *models.Read) (err error) {
			first, err = r.EditionNumbered(x.c.Strategy.ID, &desk.ID, 1)
			return err
		})
		refusedAs(t, x.db.Write(t.Context(), as(t, x.db, x.c.Lead), func(tx *models.Tx) error { return tx.GiveReceipt(first) }), models.KindRule)
		forged := *x.newest(desk)
		forged.Content += " "
		refusedAs(t, x.db.Write(t.Context(), as(t, x.db, x.c.Lead), func(tx *models.Tx) error { return tx.GiveReceipt(&forged) }), models.KindRule)
	})
}
