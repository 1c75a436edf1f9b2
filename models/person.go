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
	KeysOff         bool   // single keys do nothing on pages
	Visit           string // where they stand on the guided visit; empty: it was not offered yet
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

// PersonName gives a person's name; empty for nobody.
func (r *Read) PersonName(id *string) (string, error) {
	if id == nil {
		return "", nil
	}
	var names []string
	err := r.DB().Model(&Person{}).Where("id = ?", *id).Limit(1).Pluck("name", &names).Error
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// CountPeople is how many people can sign in or be invited to.
func (r *Read) CountPeople() (int, error) {
	var n int64
	err := r.DB().Model(&Person{}).Where("active = ?", true).Count(&n).Error
	return int(n), err
}
