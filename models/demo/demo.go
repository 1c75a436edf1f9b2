// Package demo is the one example company: an IT services firm for clinics, 41 people in 6 teams, with a strategy in force.
// Tests, the demo command, first run and the screenshots all load it. Its dates lie around today.
//
// Some of it is wrong on purpose, so that the flags can be seen:
//   - O5 has lost its only workflow, and its metric has not been read for four weeks;
//   - O3 is off track, and with it the Accounts team; O2 is at risk;
//   - O6 is a wish: a direction without a number;
//   - two workflows came after the audit and are undecided, and two verdicts say that an outcome is missing;
//   - the briefs are in their second edition; the wording of some is new, and not everybody has read it;
//   - the process for O5 is locked: its inputs, outputs and steps are not written;
//   - B19 says almost the same as B3, in another team;
//   - B16 is an objective that reads like a goal, B17 has no goal, and G7 is a goal without an objective;
//   - Tom Okafor owns too much;
//   - Field would put in more people than it has, and money for a fair moves no outcome;
//   - one initiative lacks its success metric and its review date, and the review of another is overdue;
//   - the operations strategy of Accounts has a measure of the other layer, that of Finance serves no outcome, and that of Field is a draft;
//   - G7 stands under no long-term goal, and two outcomes are told by measures of operations;
//   - the strategy before it is superseded: one of its outcomes was achieved, one missed because decisions were not handed over, one given up;
//   - some tasks are overdue, one is blocked, and five serve nothing.
package demo

import (
	"time"

	"github.com/google/uuid"

	"throughline/models"
	"throughline/models/day"
)

// Options are what whoever loads the example may choose.
type Options struct {
	CompanyName   string         // empty: the name the company has, or Harbour IT when there is none yet
	TimeZone      string         // IANA name, only for a company that is not there yet; empty: Europe/Berlin
	Administrator *models.Person // the first administrator, who stays; nil: the example brings its own
}

// Company is what was loaded: the cast by role, and everything by the name or reference people know it by.
type Company struct {
	Company  *models.Company
	Strategy *models.Strategy
	Intent   *models.Intent

	Administrator *models.Person // installs the product; not an executive unless the one who was there already is
	Owner         *models.Person // the executive who sets direction
	Head          *models.Person // leads a department with two teams below
	Lead          *models.Person // leads one team
	Member        *models.Person // does the work in the lead's team

	Root        *models.Team
	Teams       map[string]*models.Team   // by name: "Service Desk"
	People      map[string]*models.Person // by name: "Priya Raman"
	Outcomes    map[string]*models.Outcome
	Workflows   map[string]*models.Workflow // by name
	Processes   map[string]*models.Process  // by name
	Goals       map[string]*models.Goal
	Objectives  map[string]*models.Objective
	Tasks       map[string]*models.Task
	Initiatives map[string]*models.Initiative
	Operations  map[string]*models.OperationsStrategy // by their keys: "desk 2", "accounts"
	Reviews     []*models.Review
}

// Load puts the example company into a database that has no people but the administrator given. All of it is one act of whoever the
// transaction belongs to, who must be allowed to put a strategy in force. A database with people, teams or a strategy is refused.
func Load(tx *models.Tx, opt Options) (*Company, error) {
	if err := onlyIntoEmpty(tx, opt.Administrator); err != nil {
		return nil, err
	}
	defer tx.Hush()()
	l := &loader{tx: tx, opt: opt, chainOf: map[string]*string{}, Company: &Company{
		Teams: map[string]*models.Team{}, People: map[string]*models.Person{}, Outcomes: map[string]*models.Outcome{},
		Workflows: map[string]*models.Workflow{}, Processes: map[string]*models.Process{}, Goals: map[string]*models.Goal{},
		Objectives: map[string]*models.Objective{}, Tasks: map[string]*models.Task{}, Initiatives: map[string]*models.Initiative{}, Operations: map[string]*models.OperationsStrategy{},
	}}
	for _, part := range []func() error{
		l.loadCompany, l.loadPeople, l.loadTeams, l.loadStrategy, l.loadOutcomes, l.loadReadings, l.loadWorkflows, l.loadChains, l.loadProcesses,
		l.loadGoals, l.loadObjectives, l.loadRules, l.loadReviews, l.loadSteps, l.loadFoundation, l.issueFirst, l.holdFirstReview, l.holdPulses,
		l.loadChange, l.loadSlips, l.laterReadings, l.laterWorkflows, l.loadTasks, l.loadInitiatives, l.loadDecisions, l.loadHistory, l.loadAllocations, l.loadOperationsStrategies, l.loadIssues, l.nextPulse, l.loadAbsences,
		l.laterReviews, l.prepareReviews, l.runRules, l.issueSecond, l.loadEarlier, l.loadRecall, l.auditPast, l.lookForSymptoms, l.tell, l.close,
	} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return l.Company, nil
}

func onlyIntoEmpty(tx *models.Tx, administrator *models.Person) error {
	keep := ""
	if administrator != nil {
		keep = administrator.ID
	}
	var people, teams, strategies int64
	if err := tx.DB().Model(&models.Person{}).Where("id <> ?", keep).Count(&people).Error; err != nil {
		return err
	}
	if err := tx.DB().Model(&models.Team{}).Count(&teams).Error; err != nil {
		return err
	}
	if err := tx.DB().Model(&models.Strategy{}).Count(&strategies).Error; err != nil {
		return err
	}
	if people+teams+strategies > 0 {
		return models.AgainstRule("The example company goes only into an empty installation. This one has people, teams or a strategy already.")
	}
	return nil
}

// loader carries one loading: its transaction, its calendar and what it has made so far.
type loader struct {
	*Company
	tx      *models.Tx
	opt     Options
	cal     day.Calendar
	today   day.Day
	inForce day.Day // the day the strategy came in force, a quarter ago
	made    int

	readings []*models.Reading  // those that came after the first edition
	chainOf  map[string]*string // id of the chain that approves the versions of a process, by the name of that
}

func (l *loader) loadCompany() error {
	c, err := l.tx.Company()
	if _, missing := models.AsRefusal(err); missing {
		c = models.NewCompany("Harbour IT")
		if c.TimeZone = l.opt.TimeZone; c.TimeZone == "" {
			c.TimeZone = "Europe/Berlin"
		}
		err = nil
	}
	if err != nil {
		return err
	}
	if l.opt.CompanyName != "" {
		c.Name = l.opt.CompanyName
	}
	c.Example, c.Confirmed = true, true
	if c.ID == "" {
		c.Row = models.Row{ID: id("company", "company")}
		err = l.tx.Insert(c)
	} else {
		err = l.tx.Save(c)
	}
	l.Company.Company, l.cal = c, c.Calendar()
	l.today = l.cal.Today(l.tx.Now)
	l.inForce = l.workday(l.today.Add(-91))
	return err
}

// close says in the record that the company is set up, once all of it is there.
func (l *loader) close() error {
	c := l.Company.Company
	return l.tx.Emit(models.CompanySetUp, c, nil, c)
}

var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("throughline:example-company"))

// id is the same for the same thing in every loading.
func id(kind, name string) string { return uuid.NewSHA1(namespace, []byte(kind+"/"+name)).String() }

// row is the ground of a row made on a day. Rows of one day follow each other by a second, so that they keep the order of the tables here.
func (l *loader) row(kind, name string, made day.Day) models.Row {
	l.made++
	at := l.at(made, 9).Add(time.Duration(l.made) * time.Second)
	if at.After(l.tx.Now) {
		at = l.tx.Now
	}
	return models.Row{ID: id(kind, name), Version: 1, CreatedAt: at, UpdatedAt: at}
}

// at is an hour of a day in the company's zone, as an instant.
func (l *loader) at(d day.Day, hour int) time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), hour, 0, 0, 0, l.cal.Zone).UTC()
}

// workday is the day itself, or the last working day before it.
func (l *loader) workday(d day.Day) day.Day {
	for n := 0; n < 7 && !l.cal.Works(d); n++ {
		d = d.Add(-1)
	}
	return d
}

// work is the n-th working day from today; 0 is today or the next working day.
func (l *loader) work(n int) day.Day {
	if n == 0 {
		return l.cal.AddWorkingDays(l.today.Add(-1), 1)
	}
	return l.cal.AddWorkingDays(l.today, n)
}

// monday is today when it is a Monday, else the coming one.
func (l *loader) monday() day.Day { return l.today.Add(6).Monday() }

// monthEnd is the last day of the month that lies n months from now.
func (l *loader) monthEnd(n int) day.Day {
	first := l.today.AddMonths(n)
	return first.Add(1 - first.Time().Day()).AddMonths(1).Add(-1)
}

// person is somebody of the cast by name; nil when the name is empty.
func (l *loader) person(name string) *string {
	if name == "" {
		return nil
	}
	return &l.People[name].ID
}

func (l *loader) team(name string) *string {
	if name == root {
		return &l.Root.ID
	}
	return &l.Teams[name].ID
}

func number(n float64) *float64 { return &n }
