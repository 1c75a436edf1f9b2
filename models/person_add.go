package models

import (
	"slices"
	"strings"

	"throughline/models/secret"
)

// NewPerson is somebody as a command or a list names them.
type NewPerson struct {
	Email, Name, RoleTitle string
	Roles                  []Role // member when empty; the two leads become the lead of Team
	Team                   string // a team's ref or exact name; may be empty for all but the two leads
	Password               string // may be empty: an invitation gives one later
}

// AddPerson adds somebody, or, when the address is known, gives that person just these roles and this password.
// It works on an empty database: company and strategy are begun, and first run asks for the rest.
func AddPerson(tx *Tx, n NewPerson) error {
	if _, err := tx.EnsureCompany(""); err != nil {
		return err
	}
	if _, err := tx.EnsureStrategy(); err != nil {
		return err
	}
	team, err := n.check(tx)
	if err != nil {
		return err
	}
	p, err := tx.PersonByEmail(n.Email)
	if _, refused := AsRefusal(err); refused {
		email := EmailKey(n.Email)
		p = &Person{Name: strings.TrimSpace(n.Name), Email: &email, RoleTitle: strings.TrimSpace(n.RoleTitle), DateOrder: "dmy"}
		p.Administrator, p.Executive = n.has(Administrator), n.has(Executive)
		err = tx.AddToPeople(p)
	} else if err == nil {
		err = n.replace(tx, p)
	}
	if err != nil {
		return err
	}
	if err := n.placeOn(tx, p, team); err != nil || n.Password == "" {
		return err
	}
	hash, err := secret.Hash(tx.Context(), n.Password)
	if err != nil {
		return err
	}
	return tx.SetPassword(p, hash, "")
}

func (n NewPerson) has(r Role) bool { return slices.Contains(n.Roles, r) }
func (n NewPerson) leads() bool     { return n.has(TeamLead) || n.has(DepartmentHead) }
func (n NewPerson) nameOr() string  { return strings.TrimSpace(n.Name) }
func (n NewPerson) account() string {
	before, _, _ := strings.Cut(EmailKey(n.Email), "@")
	return before
}
func sound(s string, most int) bool { return s == storable(s) && len([]rune(s)) <= most }

// check refuses what cannot be taken, and finds the team.
func (n NewPerson) check(tx *Tx) (*Team, error) {
	for _, r := range n.Roles {
		if !slices.Contains(Roles, r) {
			return nil, AgainstRule("There is no role “" + string(r) + "”. There are administrator, executive, department-head, team-lead and member.")
		}
	}
	switch {
	case !SoundEmail(n.Email):
		return nil, AgainstRule("Write the e-mail address as in ada@example.org.")
	case n.nameOr() == "" || !sound(n.Name, 300):
		return nil, AgainstRule("Give a name of at most 300 characters.")
	case n.leads() && n.Team == "":
		return nil, AgainstRule("A team lead and a department head lead a team. Name it, by its ref or exact name.")
	}
	if n.Password != "" {
		c, err := tx.Company()
		if err != nil {
			return nil, err
		}
		if say := secret.Weak(n.Password, c.Name, n.Name, n.account()); say != "" {
			return nil, AgainstRule(say)
		}
	}
	if n.Team == "" {
		return nil, nil
	}
	return tx.TeamNamed(n.Team)
}

// replace gives a known person just these roles; they are let in again if they were switched off.
func (n NewPerson) replace(tx *Tx, p *Person) error {
	before := *p
	p.Name, p.Administrator, p.Executive = n.nameOr(), n.has(Administrator), n.has(Executive)
	if n.RoleTitle != "" {
		p.RoleTitle = n.RoleTitle
	}
	if err := tx.SavePerson(&before, p); err != nil {
		return err
	}
	if !p.Active {
		if err := tx.SwitchOn(p); err != nil {
			return err
		}
	}
	led, err := found[*Team](tx.DB().Where("lead_person_id = ? AND removed_at IS NULL", p.ID))
	if err != nil {
		return err
	}
	for _, t := range led {
		if n.leads() && (t.Ref == n.Team || t.Name == n.Team) {
			continue
		}
		was := *t
		t.LeadPersonID = nil
		if err := tx.SaveTeam(&was, t); err != nil {
			return err
		}
	}
	return nil
}

// placeOn puts a person on the team, as its lead when the roles say so. A department head's team counts as a department even
// with no team below it.
func (n NewPerson) placeOn(tx *Tx, p *Person, t *Team) error {
	if t == nil {
		return nil
	}
	if err := tx.PutOnTeam(p, t); err != nil || !n.leads() {
		return err
	}
	was := *t
	t.LeadPersonID = &p.ID
	if n.has(DepartmentHead) {
		below, err := found[*Team](tx.DB().Where("parent_team_id = ? AND removed_at IS NULL", t.ID))
		if err != nil {
			return err
		}
		t.Department = t.Department || len(below) == 0
	}
	if sameID(was.LeadPersonID, t.LeadPersonID) && was.Department == t.Department {
		return nil
	}
	return tx.SaveTeam(&was, t)
}

// NewPassword gives the person with an address a new password; their sessions end.
func NewPassword(tx *Tx, email, password string) error {
	p, err := tx.PersonByEmail(email)
	if err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	before, _, _ := strings.Cut(EmailKey(email), "@")
	if say := secret.Weak(password, c.Name, p.Name, before); say != "" {
		return AgainstRule(say)
	}
	hash, err := secret.Hash(tx.Context(), password)
	if err != nil {
		return err
	}
	return tx.SetPassword(p, hash, "")
}
