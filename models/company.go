package models

import (
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// Company is the one organisation this installation belongs to, and the settings its figures and calendar rest on.
type Company struct {
	Row
	Name          string
	TimeZone      string  // IANA name, "Europe/Berlin"
	WorkingDays   string  // "1,2,3,4,5": Monday is 1, Sunday 7
	FiscalStart   int     // month in which the fiscal year starts, 1 to 12
	AtRiskAfter   float64 // points behind expected progress; more is at risk
	OffTrackAfter float64 // points behind; more is off track
	AnswerDays    int     // working days to answer a handoff
	IssueDays     int     // working days that an open issue may stay unmoved before it climbs; see StillDays
	OwnerLimit    int     // how much one person carries before advice says so; see Carries
	AnswersLimit  int     // how much one person may answer for before it is a symptom; see MayAnswerFor
	Holidays      string  // days on which nobody works, one a line: "2026-12-25 Christmas Day"
	Currency      string  // ISO code of the money that amounts are kept in, "EUR"
	Ladder        string  // whom silence climbs to, a rung a line; see Rungs
	Example       bool    // holds the example company's data
	Confirmed     bool    // first run has asked what import could not know
}

// Company gives the one company; not found before first run.
func (r *Read) Company() (*Company, error) {
	if r.company != nil {
		return r.company, nil
	}
	stored, err := held(r, "company", partCompany, func() (*Company, error) {
		c := &Company{}
		return c, r.DB().Order("id").First(c).Error
	})
	if err != nil {
		return nil, err
	}
	own := *stored // settings are typed over it
	r.company = &own
	return r.company, nil
}

// NewCompany is a company with the defaults: UTC, Monday to Friday, a year that starts in January, flags after 10 and 25 points.
func NewCompany(name string) *Company {
	return &Company{Name: name, TimeZone: "UTC", WorkingDays: "1,2,3,4,5", FiscalStart: 1, AtRiskAfter: 10, OffTrackAfter: 25, AnswerDays: 2, IssueDays: usualStill, OwnerLimit: usualLimit, AnswersLimit: usualAnswers, Currency: usualCurrency}
}

// EnsureCompany gives the one company, and sets it up under this name, with the defaults, when there is none yet.
// First run then asks only for what could not be known.
func (tx *Tx) EnsureCompany(name string) (*Company, error) {
	if c, err := tx.Company(); !errors.Is(err, gorm.ErrRecordNotFound) {
		return c, err
	}
	c := NewCompany(name)
	if err := tx.Insert(c); err != nil {
		return nil, err
	}
	tx.company = c
	return c, tx.Emit(CompanySetUp, c, nil, c)
}

// EnsureStrategy gives the organizational strategy that is being worked on or in force, and starts an empty draft when there is none (R01).
func (tx *Tx) EnsureStrategy() (*Strategy, error) {
	var s Strategy
	found := tx.DB().Where("kind = ? AND state <> ?", Organizational, Superseded).Order("created_at DESC, id DESC").Limit(1).Find(&s)
	if found.Error != nil || found.RowsAffected == 1 {
		return &s, found.Error
	}
	s = Strategy{Kind: Organizational, State: Draft, Title: "Strategy " + tx.Today().Time().Format("2006")}
	if err := tx.Insert(&s); err != nil {
		return nil, err
	}
	return &s, tx.Emit(StrategyStarted, &s, nil, &s)
}

// Calendar is the company's own: its zone, its working days, its fiscal year.
func (c *Company) Calendar() day.Calendar {
	zone, err := day.Zone(c.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	cal := day.Calendar{Zone: zone, FiscalStart: time.Month(c.FiscalStart), Off: c.daysOff()}
	for _, n := range strings.Split(c.WorkingDays, ",") {
		if len(n) == 1 && n[0] >= '1' && n[0] <= '7' {
			cal.Working[int(n[0]-'0')%7] = true // time.Weekday counts from Sunday
		}
	}
	return cal
}
