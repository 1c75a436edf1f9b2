package demo

import (
	"context"
	"os"
	"reflect"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/models/modelstest"
)

// days are the days the example must load on: an ordinary Monday, a Sunday, a leap day late in the evening, the last and the first of a year.
var days = map[string]time.Time{
	"Monday":       time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC),
	"Sunday":       time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC),
	"leap day":     time.Date(2028, 2, 29, 22, 30, 0, 0, time.UTC),
	"31 December":  time.Date(2027, 12, 31, 23, 30, 0, 0, time.UTC),
	"1 January":    time.Date(2027, 1, 1, 0, 10, 0, 0, time.UTC),
	"early Friday": time.Date(2026, 5, 29, 4, 0, 0, 0, time.UTC),
}

func openAt(t *testing.T, now time.Time) *models.DB {
	t.Helper()
	return modelstest.Open(t, modelstest.At(now))
}

func load(t *testing.T, db *models.DB, opt Options) *Company {
	t.Helper()
	var c *Company
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) (err error) {
		c, err = Load(tx, opt)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return c
}

// mondays is the example as it was loaded on the ordinary Monday, for tests that only look at it: once for all of them.
var mondays struct {
	sync.Once
	company *Company
	file    []byte
}

// monday gives a database of its own with that example.
func monday(t *testing.T) (*models.DB, *Company) {
	t.Helper()
	clock := modelstest.At(days["Monday"])
	mondays.Do(func() {
		path := modelstest.File(t)
		db := openFile(t, path, clock)
		mondays.company = load(t, db, Options{})
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		mondays.file = file
	})
	if mondays.file == nil {
		t.Fatal("the test before could not load the example")
	}
	path := modelstest.File(t)
	if err := os.WriteFile(path, mondays.file, 0o600); err != nil {
		t.Fatal(err)
	}
	db := openFile(t, path, clock)
	t.Cleanup(func() { _ = db.Close() })
	return db, mondays.company
}

func openFile(t *testing.T, path string, clock *modelstest.Clock) *models.DB {
	t.Helper()
	db, err := models.Open(context.Background(), "sqlite:"+path, models.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestTheExampleHoldsTogetherOnAnyDay(t *testing.T) {
	for name, now := range days {
		t.Run(name, func(t *testing.T) {
			db := openAt(t, now)
			c := load(t, db, Options{})
			for say, check := range map[string]func(*testing.T, *models.DB, *Company){
				"its dates lie around the day":             checkDates,
				"each outcome stands as told":              checkStatus,
				"its first briefs name days to come":       checkBriefs,
				"its words read as they should":            checkWords,
				"the wizard finds the flags, and no other": checkSteps,
			} {
				t.Run(say, func(t *testing.T) { check(t, db, c) })
			}
		})
	}
	// The first of a month, because deadlines are month ends.
	for month := time.January; month <= time.December; month += 3 {
		db := openAt(t, time.Date(2027, month, 1, 12, 0, 0, 0, time.UTC))
		checkStatus(t, db, load(t, db, Options{}))
	}
}

func checkDates(t *testing.T, db *models.DB, c *Company) {
	today := c.Company.Calendar().Today(db.Now())
	if !c.Company.Example || !c.Company.Confirmed || c.Company.Name != "Harbour IT" || c.Root.Name != "Harbour IT" {
		t.Errorf("the company is %+v", c.Company)
	}
	for ref, o := range c.Outcomes {
		if o.Ref != ref || !o.Deadline.After(today.Add(150)) {
			t.Errorf("%s has the reference %s and the deadline %s", ref, o.Ref, o.Deadline)
		}
	}
	for ref, o := range c.Objectives {
		if span := o.DueDay.Sub(o.StartDay); o.Ref != ref || span < 90 || span > 366 || !c.Company.Calendar().Works(o.DueDay) {
			t.Errorf("%s (%s) lasts %d days, from %s to %s", ref, o.Ref, span, o.StartDay, o.DueDay)
		}
	}
	if way := c.Objectives["B1"].Course().Undated().Said(form.Locale{}); way != "from 52 to 24 hours" {
		t.Errorf("B1 goes %s", way)
	}
	for title, task := range c.Tasks {
		if task.CreatedDay.After(today) || task.DoneDay.After(today) || task.DoneDay.Valid() != (task.State == models.TaskFinished) {
			t.Errorf("%q was made on %s and done on %q, in state %s", title, task.CreatedDay, task.DoneDay, task.State)
		}
	}
	checkTasks(t, c, today)
	checkReviews(t, c, today)
}

func checkTasks(t *testing.T, c *Company, today day.Day) {
	t.Helper()
	monday, overdue, finished, astray := 0, 0, 0, 0
	for _, task := range c.Tasks {
		switch {
		case task.State == models.TaskFinished:
			finished++
		case task.Over():
		case task.DueDay.Before(today):
			overdue++
		case task.DueDay.Weekday() == time.Monday && task.DueDay.Sub(today) < 7:
			monday++
		}
		if !task.Threaded() {
			astray++
		}
	}
	if len(c.Tasks) < 60 || monday < 12 || overdue != 4 || finished < 15 || astray != 5 {
		t.Errorf("of %d tasks %d are for Monday, %d overdue, %d done, %d without a thread", len(c.Tasks), monday, overdue, finished, astray)
	}
}

func checkReviews(t *testing.T, c *Company, today day.Day) {
	t.Helper()
	count, moved := map[string]int{}, 0
	for _, r := range c.Reviews {
		count[r.Clock]++
		if r.Day != r.PlannedDay {
			moved++
		}
		if (r.State == "held" || r.State == "missed" && r.Clock == models.ClockPulse) != r.Day.Before(today) {
			t.Errorf("the %s review of %s is %s", r.Clock, r.Day, r.State)
		}
	}
	if count[models.ClockReadings] != 0 || count[models.ClockPulse] != 12 || count[models.ClockStrategy] != 4 || count[models.ClockOperations] != 4 || moved != 1 {
		t.Errorf("the year has %v, %d moved", count, moved)
	}
}

func TestEverybodyInTheExampleHasAnAddressOfTheirOwn(t *testing.T) {
	_, c := monday(t)
	plain, seen := regexp.MustCompile(`^[a-z]+(\.[a-z]+)+@harbour-it\.example$`), map[string]bool{}
	for name, p := range c.People {
		if !plain.MatchString(*p.Email) || seen[*p.Email] {
			t.Errorf("%s has the address %q", name, *p.Email)
		}
		seen[*p.Email] = true
	}
	if len(c.People) != 41 || len(c.Teams) != 7 {
		t.Errorf("%d people in %d teams", len(c.People), len(c.Teams))
	}
	if !c.Administrator.Administrator || !c.Owner.Executive || c.Owner.Administrator {
		t.Error("the administrator and the owner do not hold their roles")
	}
}

func TestTheExampleComesBackFromTheDatabaseAsItsHistoryHasIt(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c := load(t, db, Options{})
		if err := db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
			for _, o := range c.Outcomes {
				compare(t, r, o, func() (*models.Outcome, error) { return r.OutcomeByID(o.ID) })
			}
			for _, w := range c.Workflows {
				compare(t, r, w, func() (*models.Workflow, error) { return r.WorkflowByID(w.ID) })
			}
			for _, p := range c.Processes {
				compare(t, r, p, func() (*models.Process, error) { return r.ProcessByID(p.ID) })
				for _, s := range p.Current.Steps {
					compare(t, r, s, func() (*models.ProcessStep, error) { return s, nil })
				}
			}
			for _, g := range c.Goals {
				compare(t, r, g, func() (*models.Goal, error) { return r.GoalByID(g.ID) })
			}
			for _, o := range c.Objectives {
				compare(t, r, o, func() (*models.Objective, error) { return r.ObjectiveByID(o.ID) })
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// compare holds what the database gives against what the newest event has recorded; a later merge starts from that.
func compare[E any, P interface {
	*E
	models.Entity
}](t *testing.T, r *models.Read, made P, find func() (P, error)) {
	t.Helper()
	stored, err := find()
	if err != nil {
		t.Fatal(err)
	}
	var recorded E
	kind, known := models.EntityType(made), rowOf(stored)
	if found, err := r.AsOf(kind, known.ID, known.Version, &recorded); err != nil || !found {
		t.Fatalf("%s version %d has no event: %v", kind, known.Version, err)
	}
	loose := cmp.Options{cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b string) bool { return a < b }),
		cmpopts.SortSlices(func(a, b *models.WorkflowOutcome) bool { return a.ID < b.ID }),
		cmpopts.IgnoreFields(models.ProcessVersion{}, "Steps", "Authors"), cmpopts.IgnoreFields(models.ProcessStep{}, "Position")} // recorded by themselves
	if diff := cmp.Diff(&recorded, (*E)(stored), loose); diff != "" {
		t.Errorf("%s as recorded and as stored:\n%s", kind, diff)
	}
}

func rowOf(e any) models.Row {
	return reflect.ValueOf(e).Elem().FieldByName("Row").Interface().(models.Row)
}

func TestTheExampleIsTheSameEachTime(t *testing.T) {
	_, a := monday(t)
	b := load(t, openAt(t, days["Sunday"]), Options{})
	for name, p := range a.People {
		if b.People[name].ID != p.ID || b.People[name].Ref != p.Ref {
			t.Errorf("%s has another id or reference the second time", name)
		}
	}
	for title, task := range a.Tasks {
		if b.Tasks[title].ID != task.ID || b.Tasks[title].Ref != task.Ref {
			t.Errorf("task %q has another id or reference the second time", title)
		}
	}
}

func TestTheExampleGoesOnlyIntoAnEmptyInstallation(t *testing.T) {
	db, _ := monday(t)
	err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		_, err := Load(tx, Options{})
		return err
	})
	if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindRule {
		t.Fatalf("got %v", err)
	}
}

func TestTheFirstAdministratorAndTheCompanySettingsStay(t *testing.T) {
	db := openAt(t, days["Monday"])
	email := "kim@acme.example"
	first := &models.Person{Name: "Kim Castell", Email: &email, Administrator: true, Executive: true, Active: true, DateOrder: "ymd"}
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		company := models.NewCompany("Acme")
		company.TimeZone, company.FiscalStart = "Pacific/Auckland", 4
		if err := tx.Insert(company); err != nil {
			return err
		}
		return tx.Insert(first)
	}); err != nil {
		t.Fatal(err)
	}
	c := load(t, db, Options{Administrator: first})
	if c.Administrator != first || c.Company.Name != "Acme" || c.Root.Name != "Acme" || c.Company.TimeZone != "Pacific/Auckland" || c.Company.FiscalStart != 4 {
		t.Fatalf("administrator %s, company %+v", c.Administrator.Name, c.Company)
	}
	for _, p := range c.People {
		if p.Administrator && p != first {
			t.Errorf("%s is an administrator too", p.Name)
		}
	}
}

func TestCommentsOfTheExampleAreToldInTheNameOfThoseWhoWroteThem(t *testing.T) {
	db := modelstest.Open(t)
	c := load(t, db, Options{})
	if err := db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
		var names []string
		err := r.DB().Table("events").Where("type IN ?", []models.EventType{models.CommentAdded, models.MentionMade}).Limit(50).Pluck("actor_name", &names).Error
		for _, name := range names {
			if c.People[name] == nil {
				t.Errorf("%q names somebody", name)
			}
		}
		if len(names) < 9 {
			t.Errorf("%d events", len(names))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
