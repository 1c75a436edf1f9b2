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
	// In by a password, by a link that still works, or already in: one of them is enough.
	err = r.DB().Raw(`SELECT COUNT(*) FROM people p WHERE p.administrator = ? AND p.active = ? AND (
		EXISTS (SELECT 1 FROM passwords w WHERE w.person_id = p.id)
		OR EXISTS (SELECT 1 FROM links l WHERE l.person_id = p.id AND l.used_at IS NULL AND l.expires_at > ?)
		OR EXISTS (SELECT 1 FROM sessions s WHERE s.person_id = p.id AND s.ends_at > ?))`, true, true, r.Now, r.Now).Scan(&n).Error
	s.Administrator = n > 0
	return s, err
}
