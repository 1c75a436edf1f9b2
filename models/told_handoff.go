package models

import "cmp"

// aHandoff reads a handoff as it stood after the event. Everybody reads decisions and what was handed over for them.
func (s *story) aHandoff() error {
	if err := s.after(&s.handoff); err != nil {
		return err
	}
	said, err := found[*HandoffAnswer](s.tx.DB().Where("handoff_id = ? AND created_at = ?", s.handoff.ID, s.OccurredAt).Order("id"))
	if err != nil {
		return err
	}
	if len(said) > 0 {
		s.answer = said[0]
	}
	s.is("handoff", s.handoff.Ref, s.handoff.Work)
	return nil
}

// receiver is who gets the work of a handoff.
func (s *story) receiver() ([]addressee, error) {
	because := "the work is handed to you"
	if s.handoff.RoleType != "" {
		words, err := s.tx.roleWords([]*Handoff{&s.handoff})
		if err != nil {
			return nil, err
		}
		because = "you are the " + words[s.handoff.RoleType+s.handoff.RoleEntity]
	}
	if s.handoff.LeadOfTeamID != nil {
		teams, err := found[*Team](s.tx.DB().Where("id = ?", *s.handoff.LeadOfTeamID))
		if err != nil {
			return nil, err
		}
		if len(teams) > 0 {
			because = "you lead " + teams[0].Name
		}
	}
	return []addressee{{id: s.handoff.ReceiverPersonID, because: because}}, nil
}

// giver is who handed the work over; where nobody did, who made the decision.
func (s *story) giver() ([]addressee, error) {
	if s.handoff.GiverPersonID != nil {
		return []addressee{{id: *s.handoff.GiverPersonID, because: "you handed it over"}}, nil
	}
	d, err := found[*Decision](s.tx.DB().Where("id = ?", s.handoff.DecisionID))
	if err != nil || len(d) == 0 || d[0].DeciderPersonID == nil {
		return nil, err
	}
	return []addressee{{id: *d[0].DeciderPersonID, because: "you made the decision " + d[0].Ref}}, nil
}

// otherSide is the one of both whom an answer is for, and whoever was away while a deputy answered for them.
func (s *story) otherSide() ([]addressee, error) {
	switch {
	case s.answer != nil && s.answer.ForName != "":
		return s.bothSides()
	case s.byActor(&s.handoff.ReceiverPersonID):
		return s.giver()
	}
	return s.receiver()
}

func (s *story) bothSides() ([]addressee, error) {
	one, err := s.giver()
	if err != nil {
		return nil, err
	}
	other, err := s.receiver()
	return append(one, other...), err
}

func (s *story) handedOver() string {
	return s.by() + " hands you this work. Answer by " + s.handoff.AnswerDay.Long() + "; it is due on " + s.handoff.DueDay.Long() + "."
}

// answered says what was said about a handoff, with the words.
func (s *story) answered() string {
	if s.answer == nil {
		return s.by() + " answered. It is " + s.handoff.State + " now."
	}
	day := cmp.Or(s.answer.Day, s.handoff.DueDay).Long()
	did := map[string]string{
		SayAcknowledge: "acknowledges it, due on " + day + ".",
		SayAsk:         "asks",
		SayDate:        "proposes " + day + ".",
		SayDecline:     "declines",
		SayAnswer:      "answers",
		SayAgree:       "agrees to " + day + ".",
		SayKeep:        "keeps " + day,
		SayAgain:       "asks you again",
	}[s.answer.Kind]
	by := s.by()
	if s.answer.ForName != "" {
		by += ", for " + s.answer.ForName + ","
	}
	return by + " " + saying(cmp.Or(did, "answers"), s.answer.Words)
}

func (s *story) workDone() string { return s.by() + " has done this work." }

func (s *story) workCancelled() string {
	words := ""
	if s.answer != nil {
		words = s.answer.Words
	}
	return s.by() + " " + saying("cancelled this work", words)
}

// saying puts somebody's words behind what they did, cut to the length of a line or two.
func saying(did, words string) string {
	const most = 280
	runes := []rune(words)
	switch {
	case words == "" && did[len(did)-1] == '.':
		return did
	case words == "":
		return did + "."
	case len(runes) > most:
		words = string(runes[:most-1]) + "…"
	}
	if did[len(did)-1] == '.' {
		did = did[:len(did)-1]
	}
	return did + ": “" + words + "”"
}
