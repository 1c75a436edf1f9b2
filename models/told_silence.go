package models

import (
	"encoding/json"
	"strconv"
)

// aSilence reads whom the ladder of a handoff told.
func (s *story) aSilence() error {
	if err := s.after(&s.silence); err != nil {
		return err
	}
	s.is("handoff", s.silence.Ref, s.silence.Work)
	return nil
}

// reached is the one person whom a rung of the ladder told.
func (s *story) reached() ([]addressee, error) {
	because := "nobody has answered, and its ladder comes to you next"
	if s.silence.ToldID == s.silence.SilentID {
		because = "it waits for your answer"
	}
	return []addressee{{id: s.silence.ToldID, because: because}}, nil
}

func (s *story) stillSilent() string {
	n, was := s.silence, "The answer of "+s.silence.Silent+" was due on "
	if n.ToldID == n.SilentID {
		was = "Your answer was due on "
		if n.Days == 0 && n.LateDays == 0 {
			return "Today is the day to answer by."
		}
	}
	ago := ""
	switch {
	case n.Days == 1:
		ago = ", one working day ago"
	case n.Days > 1:
		ago = ", " + strconv.Itoa(n.Days) + " working days ago"
	}
	if n.LateDays > 0 {
		ago = "" // the program stood still, so it is longer ago
	}
	return was + n.AnswerBy.Long() + ago + "."
}

// aQuietMetric reads the metric that nobody reads. What it measures in force is read by everybody.
func (s *story) aQuietMetric() error {
	if err := s.after(&s.quiet); err != nil {
		return err
	}
	if len(s.quiet.Outcomes) > 0 {
		s.is("outcome", s.quiet.Outcomes[0].Ref, s.quiet.Outcomes[0].Title)
	}
	return nil
}

// quietOwners are those who answer for what a quiet metric measures, each told of their own outcome.
func (s *story) quietOwners() (list []addressee, err error) {
	tree, err := s.tx.Tree()
	if err != nil {
		return nil, err
	}
	for _, o := range s.quiet.Outcomes {
		id := o.OwnerPersonID
		because := "you own " + o.Ref
		if id == nil && o.OwnerTeamID != nil && tree.ByID[*o.OwnerTeamID] != nil {
			id, because = tree.ByID[*o.OwnerTeamID].LeadPersonID, "you lead the team that owns "+o.Ref
		}
		if id != nil {
			list = append(list, addressee{id: *id, because: because, about: &thing{"outcome", o.Ref, o.Title, ""}})
		}
	}
	return list, nil
}

func (s *story) metricQuiet() string {
	if s.quiet.Never {
		return s.quiet.Metric + " was never read. Until somebody does, the outcome shows no status."
	}
	return "Nobody has read " + s.quiet.Metric + " since " + s.quiet.Since.Long() + ". Until somebody does, the outcome shows no status."
}

// newSide is who got a handoff that somebody left: its new receiver, or who answers back for it from now on.
func (s *story) newSide() ([]addressee, error) {
	var was Handoff
	if err := json.Unmarshal(s.change.Before, &was); err != nil {
		return nil, err
	}
	if was.ReceiverPersonID != s.handoff.ReceiverPersonID {
		return s.receiver()
	}
	return s.giver()
}

func (s *story) handedOn() string {
	if s.handoff.WaitsForReceiver() {
		return s.by() + " passes this on to you. Answer by " + s.handoff.AnswerDay.Long() + "; it is due on " + s.handoff.DueDay.Long() + "."
	}
	return s.by() + " passes this on to you. It is " + s.handoff.State + ", and due on " + s.handoff.DueDay.Long() + "."
}
