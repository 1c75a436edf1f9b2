package models

// aClock reads one of the four clocks that was agreed.
func (s *story) aClock() error {
	if err := s.after(&s.clock); err != nil {
		return err
	}
	s.is("calendar", "", CalendarDate{Clock: s.clock.Clock}.Name())
	s.may = func(r *Read) error { return r.seen("This date", &s.clock.StrategyID) }
	return nil
}

func (s *story) clockOwner() ([]addressee, error) {
	if s.clock.OwnerPersonID == nil {
		return nil, nil
	}
	return []addressee{{id: *s.clock.OwnerPersonID, because: "you call it"}}, nil
}

func (s *story) datesAgreed() string {
	return s.by() + " agreed its dates, from " + s.clock.FirstDay.Long() + " on."
}

// aReview reads a date of the cadence, and how it moved.
func (s *story) aReview() error {
	if err := s.after(&s.review); err != nil {
		return err
	}
	moves, err := found[*ReviewMove](s.tx.DB().Where("review_id = ? AND created_at = ?", s.review.ID, s.OccurredAt).Order("id"))
	if err != nil {
		return err
	}
	if len(moves) > 0 {
		s.move = moves[0]
	}
	s.is("review", s.review.Ref, s.review.Name())
	s.may = func(r *Read) error { return r.seen("This date", &s.review.StrategyID) }
	return nil
}

// attending are who calls a review and those whose review it is: leads a pulse and operations, executives the strategy.
func (s *story) attending() (list []addressee, err error) {
	if s.review.OwnerPersonID != nil {
		list = append(list, addressee{id: *s.review.OwnerPersonID, because: "you call it"})
	}
	var more []addressee
	if s.review.Clock == ClockStrategy {
		more, err = s.holding("executive", "executives hold it")
	} else {
		more, err = s.leads("you lead a team")
	}
	return append(list, more...), err
}

// leads gives everybody who leads a team.
func (s *story) leads(because string) (list []addressee, err error) {
	var ids []string
	err = s.tx.DB().Model(&Team{}).Distinct().Where("lead_person_id > ? AND removed_at IS NULL", s.from).Order("lead_person_id").Limit(tellBatch+1).Pluck("lead_person_id", &ids).Error
	for _, id := range ids {
		list = append(list, addressee{id: id, because: because})
	}
	return list, err
}

func (s *story) dateMoved() string {
	if s.move == nil {
		return s.by() + " moved it to " + s.review.Day.Long() + "."
	}
	return s.by() + " moved it from " + s.move.FromDay.Long() + " to " + saying(s.move.ToDay.Long(), s.move.Reason)
}

// anEdition reads the edition that stands for all that were issued with it.
func (s *story) anEdition() error {
	e, err := one("This edition", func() ([]*Edition, error) {
		return found[*Edition](s.tx.DB().Omit("content").Where("id = ?", s.EntityID))
	})
	if err != nil {
		return err
	}
	s.edition, s.words = e, e.Note
	s.is("briefs", "", "Texts to read")
	return nil
}

// askedToRead are those who were asked to read one of the editions issued together, as many as one batch tells and one more.
func (s *story) askedToRead() (list []addressee, err error) {
	var asked []struct {
		PersonID string
		Texts    int
		Ref      string // of the one text, or of one of them
	}
	err = s.tx.DB().Raw(`SELECT q.person_id AS person_id, COUNT(*) AS texts, MIN(e.ref) AS ref FROM read_requests q JOIN editions e ON e.id = q.edition_id
		WHERE e.strategy_id = ? AND e.issued_at = ? AND q.person_id > ? GROUP BY q.person_id ORDER BY q.person_id LIMIT ?`,
		s.edition.StrategyID, s.edition.IssuedAt, s.from, tellBatch+1).Scan(&asked).Error
	for _, a := range asked {
		one := addressee{id: a.PersonID, because: "you are one of its readers", about: &thing{"edition", a.Ref, "A text to read", ""}}
		if a.Texts > 1 {
			one.because, one.about = "you are one of their readers", &thing{"briefs", "", "Texts to read", ""}
		}
		one.say = saying(s.by()+" issued "+counted(a.Texts, "a text that you are asked to read", "texts that you are asked to read"), s.words)
		list = append(list, one)
	}
	return list, err
}

func (s *story) textsIssued() string { return s.by() + " issued texts to read." }

func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return itoa(n) + " " + many
}
