package models

import (
	"strings"
	"time"

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
	Example       bool    // holds the example company's data
	Confirmed     bool    // first run has asked what import could not know
}

// Company gives the one company; not found before first run.
func (r *Read) Company() (*Company, error) {
	if r.company != nil {
		return r.company, nil
	}
	var c Company
	if err := r.DB().Order("id").First(&c).Error; err != nil {
		return nil, err
	}
	r.company = &c
	return &c, nil
}

// NewCompany is a company with the defaults: UTC, Monday to Friday, a year that starts in January, flags after 10 and 25 points.
func NewCompany(name string) *Company {
	return &Company{Name: name, TimeZone: "UTC", WorkingDays: "1,2,3,4,5", FiscalStart: 1, AtRiskAfter: 10, OffTrackAfter: 25, AnswerDays: 2}
}

// Calendar is the company's own: its zone, its working days, its fiscal year.
func (c *Company) Calendar() day.Calendar {
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	cal := day.Calendar{Zone: zone, FiscalStart: time.Month(c.FiscalStart)}
	for _, n := range strings.Split(c.WorkingDays, ",") {
		if len(n) == 1 && n[0] >= '1' && n[0] <= '7' {
			cal.Working[int(n[0]-'0')%7] = true // time.Weekday counts from Sunday
		}
	}
	return cal
}
