package models

// RunTelling is what a block of a rule tells people.
type RunTelling struct {
	RuleRef string   `json:"rule_ref"`
	Rule    string   `json:"rule"`
	RunRef  string   `json:"run_ref"`
	Says    string   `json:"says"`
	Kind    string   `json:"kind"` // of the thing it is about
	Ref     string   `json:"ref"`
	Title   string   `json:"title"`
	People  []string `json:"people"` // ids
	Mail    bool     `json:"mail"`   // also by mail, as each has chosen
}

// aTelling reads what a rule tells. A task on a personal page stays there.
func (s *story) aTelling() error {
	if err := s.after(&s.rule); err != nil {
		return err
	}
	s.is(s.rule.Kind, s.rule.Ref, s.rule.Title)
	s.unmailed = !s.rule.Mail
	if s.rule.Kind == "task" {
		s.may = func(r *Read) error { _, err := r.TaskToChange(s.rule.Ref); return err }
	}
	return nil
}

func (s *story) toldByRule() (list []addressee, err error) {
	for _, id := range s.rule.People {
		list = append(list, addressee{id: id, because: "rule " + s.rule.RuleRef + " " + s.rule.Rule + " names you or your role"})
	}
	return list, nil
}

func (s *story) ruleSays() string { return s.rule.Says }

// aFailure reads which rule failed, and why.
func (s *story) aFailure() error {
	if err := s.after(&s.failure); err != nil {
		return err
	}
	s.is("run", s.failure.RunRef, "Rule "+s.failure.RuleRef+" "+s.failure.Rule)
	return nil
}

func (s *story) failedOwner() ([]addressee, error) {
	return []addressee{{id: text(s.failure.OwnerID), because: "you own the rule"}}, nil
}

func (s *story) ruleFailed() string {
	return saying("A run of it failed", s.failure.Why) + " Look at it, mend what keeps it, and try the step again."
}

func (s *story) workLate() string {
	return saying("Its work has not reached its owner within the rule’s deadline", s.failure.Why)
}

// aPausedRule reads a rule that was paused by a guard, or because nobody stands for it any more.
func (s *story) aPausedRule() error {
	var r Rule
	if err := s.after(&r); err != nil {
		return err
	}
	s.words, s.person = r.PausedReason, text(r.OwnerPersonID)
	s.is("rule", r.Ref, "Rule "+r.Ref+" "+r.Name)
	return nil
}

func (s *story) pausedOwner() ([]addressee, error) {
	list := []addressee{{id: s.person, because: "you own the rule"}}
	var r Rule
	if err := s.after(&r); err != nil {
		return nil, err
	}
	return append(list, addressee{id: text(r.PublisherPersonID), because: "you published the rule"}), nil
}

func (s *story) rulePaused() string { return saying("It was paused and starts nothing", s.words) }

// anApproval reads what is to be approved.
func (s *story) anApproval() error {
	if err := s.after(&s.approval); err != nil {
		return err
	}
	s.is("approval", s.approval.Ref, s.approval.Question)
	return nil
}

// askedToApprove are those whom this very event asks: at the stage that was reached, and only those who were not asked there before. When
// its time is near, they are all who have not answered.
func (s *story) askedToApprove() (list []addressee, err error) {
	votes, err := s.tx.votesOf(s.approval.ID)
	for _, v := range votes {
		if s.approval.Counts(v) && v.Said == "" && (v.AskedAt == nil || v.AskedAt.Equal(s.OccurredAt) || EventType(s.Type) == ApprovalNear) {
			list = append(list, addressee{id: v.PersonID, because: "you are asked to decide"})
		}
	}
	return list, err
}

func (s *story) approvalAsked() string {
	stage := ""
	if way, err := s.approval.course(); err == nil && len(way.Stages) > 1 {
		at := max(way.at(s.approval.StageID), 0)
		stage = ", stage " + itoa(at+1) + " of " + itoa(len(way.Stages))
	}
	asks := s.by() + " asks you to approve this"
	switch EventType(s.Type) {
	case ApprovalMoved:
		asks = "The stage before has approved it. You are asked to approve it now"
	case ApprovalAskedAnew:
		asks = "You are asked now to approve this"
	case ApprovalNear:
		asks = "Your answer is still missing. You are asked to approve this"
	}
	if s.approval.DueAt != nil {
		asks += " by " + s.tx.dayOf(*s.approval.DueAt).Long()
	}
	return asks + stage + "."
}
