package models

// aClose reads an outcome that was closed.
func (s *story) aClose() error {
	var c OutcomeClose
	if err := s.after(&c); err != nil {
		return err
	}
	o, err := s.tx.OutcomeByID(c.OutcomeID)
	if err != nil {
		return err
	}
	s.outcome, s.words = o, c.Verdict
	s.is("outcome", o.Ref, o.Title)
	s.may = func(r *Read) error { return r.seenOutcome(o) }
	return nil
}

func (s *story) wasClosed() string { return s.by() + " closed it: " + s.words + "." }
