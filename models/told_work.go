package models

// aMention reads who is named in a comment, and on which task.
func (s *story) aMention() error {
	var m TaskMention
	if err := s.after(&m); err != nil {
		return err
	}
	c, err := one("This comment", func() ([]*TaskComment, error) {
		return found[*TaskComment](s.tx.DB().Where("id = ? AND removed_at IS NULL", m.TaskCommentID))
	})
	if err != nil {
		return err
	}
	t, err := one("This task", func() ([]*Task, error) {
		return found[*Task](s.tx.DB().Where("id = ? AND removed_at IS NULL", c.TaskID))
	})
	if err != nil {
		return err
	}
	if err := s.tx.fillTaskLinks([]*Task{t}); err != nil {
		return err
	}
	if s.ActorPersonID == nil && c.PersonID != nil { // recorded for who said it
		s.ActorPersonID = c.PersonID
		if s.ActorName, err = s.tx.PersonName(c.PersonID); err != nil {
			return err
		}
	}
	s.words, s.person = c.Words, m.PersonID
	s.is("task", t.Ref, t.Title)
	s.thing.part = "c-" + c.ID
	s.may = func(r *Read) error { return r.seenTask(t) }
	return nil
}

func (s *story) mentioned() ([]addressee, error) {
	return []addressee{{id: s.person, because: "the comment names you"}}, nil
}

func (s *story) namesYou() string { return s.by() + " " + saying("names you in a comment", s.words) }

// someWork is background work that was given up; administrators alone see it.
func (s *story) someWork() error {
	var w Work
	if err := s.after(&w); err != nil {
		return err
	}
	s.words, s.unmailed = w.LastError, w.Kind == SendDelivery // mail about mail that does not go out would have no end
	title := w.Kind.Title()
	if title == "" {
		title = "Work that this version does not know"
	}
	s.is("work", string(w.Kind), title)
	s.may = func(r *Read) error { return r.Who.Must(ManagePeople) }
	return nil
}

// administrators are all who hold that role.
func (s *story) administrators() ([]addressee, error) {
	return s.holding("administrator", "you are an administrator")
}

// holding gives everybody of the given role who is here.
func (s *story) holding(column, because string) (list []addressee, err error) {
	var ids []string
	err = s.tx.DB().Model(&Person{}).Where(map[string]any{column: true, "active": true}).Order("id").Limit(most).Pluck("id", &ids).Error
	for _, id := range ids {
		list = append(list, addressee{id: id, because: because})
	}
	return list, err
}

func (s *story) workGivenUp() string {
	return saying("Given up after several tries", s.words) + " Look at it and have it tried again."
}
