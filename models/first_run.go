package models

// FirstRun is the actor of the page that sets the company up, before anybody can sign in.
var FirstRun = Who{Name: "first run", System: true}

// FirstAdministrator makes somebody the first administrator, who is an executive too, with the hash of their password. Somebody who came
// with an import under the same address is that person.
func (tx *Tx) FirstAdministrator(name, email, hash string) (*Person, error) {
	p, err := tx.PersonByEmail(email)
	_, unknown := AsRefusal(err)
	switch {
	case unknown:
		p = &Person{Name: name, Email: &email, Administrator: true, Executive: true, DateOrder: "dmy"}
		err = tx.AddToPeople(p)
	case err == nil:
		before := *p
		p.Administrator, p.Executive, p.Active = true, true, true
		err = tx.SavePerson(&before, p)
	}
	if err != nil {
		return nil, err
	}
	return p, tx.SetPassword(p, hash, "")
}
