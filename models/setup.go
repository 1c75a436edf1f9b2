package models

// Setup says what first run still has to ask.
type Setup struct {
	Company       *Company // nil before anything exists
	Confirmed     bool     // the company's settings are confirmed
	Administrator bool     // an administrator can sign in
}

// Done tells whether the pages can be used.
func (s Setup) Done() bool { return s.Confirmed && s.Administrator }

// Setup reads how far first run is.
func (r *Read) Setup() (Setup, error) {
	var s Setup
	c, err := r.Company()
	if _, missing := AsRefusal(err); missing {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.Company, s.Confirmed = c, c.Confirmed
	var n int64
	err = r.DB().Raw(`SELECT COUNT(*) FROM people p JOIN passwords w ON w.person_id = p.id WHERE p.administrator = ? AND p.active = ?`, true, true).Scan(&n).Error
	s.Administrator = n > 0
	return s, err
}
