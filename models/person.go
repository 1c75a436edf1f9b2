package models

import "throughline/models/day"

// Person is somebody of the company, whether or not they can sign in.
type Person struct {
	Row
	Ref             string
	Name            string
	Email           *string // lower case; empty for an open position
	RoleTitle       string
	ManagerPersonID *string
	Status          string // as imported: filled, open position, starting later
	Administrator   bool
	Executive       bool
	Active          bool // false: switched off, cannot sign in
	DecimalComma    bool
	DateOrder       string // dmy, mdy, ymd
	TimeZone        string // empty: the company's
	Theme           string // empty: the system's; light, dark
}

func (p *Person) reference() (string, *string) { return "PE", &p.Ref }

// Order is how this person types dates.
func (p *Person) Order() day.Order {
	switch p.DateOrder {
	case "mdy":
		return day.MDY
	case "ymd":
		return day.YMD
	}
	return day.DMY
}

// Membership puts a person on a team. One person may be on several.
type Membership struct {
	Row
	PersonID string
	TeamID   string
}
