package models

// Setup says what first run still has to ask.
type Setup struct {
	Company       *Company // nil before anything exists
	Confirmed     bool     // the company's settings are confirmed
	Administrator bool     // an administrator can sign in
}

// AfterImport says what an administrator does once material was brought in from the command line, so that nobody stands before a database
// that nobody can sign in to.
func (s Setup) AfterImport() string {
	begin := "What came in waits in the steps of the alignment to be picked, and the strategy audit says where it breaks first."
	switch {
	case s.Done():
		return "What is next: sign in and open Alignment. " + begin
	case s.Administrator:
		return "What is next: run throughline serve on this database and open its page. It asks for what the files do not say, such as the time zone. Then sign in. " + begin
	}
	return "What is next: run throughline serve on this database and open its page. It asks for the time zone and for the first administrator; who gives an address that came in is that person. " +
		"The others are invited under People. " + begin
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
