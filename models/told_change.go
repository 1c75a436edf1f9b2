package models

// aWaitingChange reads a change that has somebody leave on a day.
func (s *story) aWaitingChange() error {
	var c PlannedChange
	if err := s.after(&c); err != nil {
		return err
	}
	s.is("change", c.Ref, c.Title)
	s.words = c.Stuck
	return nil
}

func (s *story) changeNear() string {
	return "Tomorrow this person leaves, and what was chosen for everything in their name counts. It can be changed until then."
}

func (s *story) changeStuck() string {
	return "This person should have left by now, but nothing was changed: " + s.words + " Mend it, then apply the change."
}
