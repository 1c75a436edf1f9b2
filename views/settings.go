package views

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// SettingsPage is a person's own settings: two forms, and where they are signed in.
type SettingsPage struct {
	Own, Password *form.Form
	Sessions      []*models.Session
	Here          string // the id of this browser's session
	Now           time.Time
	Zone          *time.Location
	Manages       bool // may open the company's settings
}

// CompanyForm is the company's settings in their two parts.
type CompanyForm struct {
	*form.Form
	Company, Thresholds, DaysOff []*form.Field
	Example                      bool
}

// At is an instant as a person reads it in their zone: today at 12:04, or the day and the time.
func At(at, now time.Time, zone *time.Location) string {
	at, now = at.In(zone), now.In(zone)
	if d := day.Of(at, zone); d == day.Of(now, zone) {
		return "today at " + at.Format("15:04")
	}
	return day.Of(at, zone).Long() + " at " + at.Format("15:04")
}

// browser names a browser and its system from what it says about itself.
func browser(agent string) string {
	name := "A browser"
	for _, known := range [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}} {
		if strings.Contains(agent, known[0]) {
			name = known[1]
			break
		}
	}
	for _, known := range [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}} {
		if strings.Contains(agent, known[0]) {
			return name + " on " + known[1]
		}
	}
	return name
}
