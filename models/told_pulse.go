package models

import "strconv"

// anIssue reads an issue as it stands now. Everybody reads issues.
func (s *story) anIssue() error {
	i, err := one("This issue", func() ([]*Issue, error) { return found[*Issue](s.tx.DB().Where("id = ?", s.EntityID)) })
	if err != nil {
		return err
	}
	s.issue = i
	s.is("issue", i.Ref, i.Title)
	return nil
}

// issueOwner is who has to see to an issue.
func (s *story) issueOwner() ([]addressee, error) {
	if s.issue.OwnerPersonID == nil {
		return nil, nil
	}
	return []addressee{{id: *s.issue.OwnerPersonID, because: "you own it"}}, nil
}

// aroundIssue are its owner, who raised it, and to whom it climbed.
func (s *story) aroundIssue() ([]addressee, error) {
	list, err := s.issueOwner()
	if id := s.issue.EscalatedPersonID; id != nil {
		list = append(list, addressee{id: *id, because: "you are the next lead above its owner"})
	}
	if id := s.issue.RaisedPersonID; id != nil {
		list = append(list, addressee{id: *id, because: "you raised it"})
	}
	return list, err
}

func (s *story) nextOfIssue() string {
	return "Next: " + s.issue.NextAction + ", by " + s.issue.NextDay.Long() + "."
}

func (s *story) issueYours() string { return s.by() + " made this issue yours. " + s.nextOfIssue() }

func (s *story) issueClimbed() string {
	return "Nobody moved it in time, so it goes up to the next lead. " + s.nextOfIssue()
}

func (s *story) issueOver() string {
	return s.by() + " resolved it: " + s.issue.Resolution
}

func (s *story) issueTalk() string {
	var said struct{ Words string }
	if err := s.after(&said); err != nil || said.Words == "" {
		return s.by() + " commented on it."
	}
	return s.by() + " comments: " + said.Words
}

// aPulse reads a pulse with its date, and how much was made in its room.
func (s *story) aPulse() error {
	p, err := one("This pulse", func() ([]*Pulse, error) { return found[*Pulse](s.tx.DB().Where("id = ?", s.EntityID)) })
	if err != nil {
		return err
	}
	date, err := s.tx.pulseDate(p)
	if err != nil {
		return err
	}
	s.pulse, s.review = p, *date
	if p.State == Held {
		s.words = p.Words
	}
	var made []struct {
		EntityType string
		N          int
	}
	if err := s.tx.DB().Model(&PulseItem{}).Select("entity_type, COUNT(*) AS n").Where("pulse_id = ?", p.ID).Group("entity_type").Limit(2).Scan(&made).Error; err != nil {
		return err
	}
	s.made = map[string]int{}
	for _, m := range made {
		s.made[m.EntityType] = m.N
	}
	title := "Pulse of " + date.Day.Long()
	if p.Title != "" {
		title += ", " + p.Title
	}
	s.is("pulse", p.Ref, title)
	return nil
}

// pulseLeads are the leads who report to a pulse, and who calls it.
func (s *story) pulseLeads() ([]addressee, error) {
	lines, err := s.tx.linesOf(s.pulse)
	if err != nil {
		return nil, err
	}
	var list []addressee
	for _, l := range lines {
		list = append(list, addressee{id: l.PersonID, because: "you report to it"})
	}
	if s.review.OwnerPersonID != nil {
		list = append(list, addressee{id: *s.review.OwnerPersonID, because: "you call it"})
	}
	return list, nil
}

func (s *story) pulseOpen() string {
	return "Your line is open: one metric, its figure, one sentence. It takes a minute."
}

func (s *story) pulseMissed() string {
	return "Nobody held it. It stays on the list until somebody says why."
}

// pulseHeld says what stays from a pulse; its minutes are on the page.
func (s *story) pulseHeld() string {
	say := "It was held, and its minutes are there"
	if n := s.made["decision"]; n == 1 {
		say += ", with 1 decision"
	} else if n > 1 {
		say += ", with " + strconv.Itoa(n) + " decisions"
	}
	if n := s.made["issue"]; n == 1 {
		say += ", with 1 issue"
	} else if n > 1 {
		say += ", with " + strconv.Itoa(n) + " issues"
	}
	if s.words != "" {
		return say + ": " + s.words
	}
	return say + "."
}
