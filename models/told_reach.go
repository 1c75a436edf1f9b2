package models

import (
	"encoding/json"
	"slices"
)

// anAbsence reads an absence as it stood after the event, or before it was taken out.
func (s *story) anAbsence() error {
	if err := s.after(&s.absence); err != nil || s.absence.ID != "" {
		return s.absenceOf(err)
	}
	list, err := found[*Absence](s.tx.DB().Where("id = ?", s.EntityID))
	if err != nil || len(list) == 0 {
		return gone(err)
	}
	s.absence = *list[0]
	return s.absenceOf(nil)
}

func (s *story) absenceOf(err error) error {
	if err != nil {
		return err
	}
	s.person, err = s.tx.PersonName(&s.absence.PersonID)
	s.is("absences", "", "Who is away")
	return err
}

// bothAway are who is away and who stands in, and who stood in until it was changed.
func (s *story) bothAway() ([]addressee, error) {
	list := []addressee{
		{id: s.absence.DeputyPersonID, because: "you stand in"},
		{id: s.absence.PersonID, because: "it is your absence"},
	}
	var before Absence
	if EventType(s.Type) != AbsenceChanged || json.Unmarshal(s.change.Before, &before) != nil {
		return list, nil
	}
	if before.DeputyPersonID != "" && before.DeputyPersonID != s.absence.DeputyPersonID {
		list = append(list, addressee{id: before.DeputyPersonID, because: "you stood in until now", say: "Somebody else stands in for " + s.person + " now. You do not any more."})
	}
	return list, nil
}

func (s *story) isAway() string {
	days := s.absence.FromDay.Long() + " to " + s.absence.ToDay.Long()
	switch EventType(s.Type) {
	case AbsenceRemoved:
		return s.by() + " took out the absence of " + s.person + " from " + days + "."
	case AbsenceEnded:
		return s.person + " is back, so nobody stands in any more."
	case AbsenceChanged:
		return s.by() + " changed the absence of " + s.person + ": now from " + days + "."
	}
	if s.byActor(&s.absence.PersonID) {
		return s.person + " is away from " + days + ", and you stand in."
	}
	return s.by() + " entered that " + s.person + " is away from " + days + "."
}

// aWording reads what people are asked to read.
func (s *story) aWording() error {
	if err := s.after(&s.asked); err != nil {
		return err
	}
	switch {
	case s.asked.Edition != "":
		s.is("edition", s.asked.Edition, "A text to read")
	case s.asked.TeamRef != "":
		s.is("team", s.asked.TeamRef, "A page to read")
	default:
		s.is("strategy", "", "The intent")
	}
	return nil
}

// toRead are those who are asked, as many as one batch tells and one more.
func (s *story) toRead() (list []addressee, err error) {
	people := slices.Sorted(slices.Values(s.asked.People))
	for _, id := range people {
		if id > s.from && len(list) <= tellBatch {
			list = append(list, addressee{id: id, because: "you are one of its readers"})
		}
	}
	return list, nil
}

func (s *story) readsAnew() string {
	if EventType(s.Type) == ReadersReminded {
		return s.by() + " reminds you to read " + s.asked.Name + "."
	}
	return "The wording of " + s.asked.Name + " is new. You are asked to read it."
}

// withDeputies adds those who stand in today for whom a handoff concerns: new handoffs, answers and reminders go to both.
func (s *story) withDeputies(line *telling, all []addressee) ([]addressee, error) {
	if line.topic != TopicHandoffs && line.topic != TopicAnswers && !slices.Contains([]EventType{ApprovalAsked, ApprovalMoved, ApprovalAskedAnew, ApprovalNear}, EventType(s.Type)) {
		return all, nil
	}
	standIns, err := s.tx.StandIns()
	if err != nil {
		return nil, err
	}
	for _, a := range slices.Clone(all) {
		if away := standIns.Of(a.id); away != nil && away.DeputyID != "" {
			all = append(all, addressee{id: away.DeputyID, because: "you stand in for " + away.Person + " until " + away.Until.Long(), say: a.say, about: a.about})
		}
	}
	return all, nil
}
