package views

import (
	"throughline/models"
	"throughline/models/form"
)

// AbsencesPage is who is away and who stands in.
type AbsencesPage struct {
	*models.Absences
	Own, StandsIn []*models.AbsenceNow // of the person who asks
	Tree          *models.Tree
	Team          string // reference of the team picked
}

// AbsencePage enters an absence, or changes one.
type AbsencePage struct {
	Of     *models.Absence // nil for a new one
	Name   string          // whose it is, when it is there
	Form   *form.Form
	People *form.Directory
}

// endWords is what the button says that ends an absence.
func endWords(a *models.AbsenceNow, p Page) string {
	switch {
	case a.FromDay.Before(p.Today) && a.PersonID == p.Who.PersonID:
		return "I am back"
	case a.FromDay.Before(p.Today):
		return "Is back"
	}
	return "Take it out"
}

// awayBehind says behind a name that somebody is away; empty when they are here.
func awayBehind(a *models.Away) string {
	if a == nil {
		return ""
	}
	return " (" + a.Words() + ")"
}
