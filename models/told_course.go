package models

// anInitiative reads an initiative that took a turn, or whose review moved. Everybody reads initiatives.
func (s *story) anInitiative() error {
	if err := s.after(&s.initiative); err != nil {
		return err
	}
	moves, err := found[*InitiativeMove](s.tx.DB().Where("initiative_id = ? AND created_at = ?", s.initiative.ID, s.OccurredAt).Order("id"))
	if err != nil {
		return err
	}
	if len(moves) > 0 {
		s.move = &ReviewMove{FromDay: moves[0].FromDay, ToDay: moves[0].ToDay, Reason: moves[0].Reason}
	}
	s.is("initiative", s.initiative.Ref, s.initiative.Name)
	return nil
}

// initiativeOwner is who has an initiative in writing (R21).
func (s *story) initiativeOwner() (list []addressee, err error) {
	if s.initiative.OwnerPersonID != nil {
		list = append(list, addressee{id: *s.initiative.OwnerPersonID, because: "you own this initiative"})
	}
	return list, nil
}

// initiativePeople are its owner, and who leads its team.
func (s *story) initiativePeople() ([]addressee, error) {
	list, _ := s.initiativeOwner()
	lead, err := s.leadOf(s.initiative.TeamID, "you lead its team")
	return append(list, lead...), err
}

// leadOf gives who leads a team; nobody when there is none.
func (s *story) leadOf(teamID *string, because string) ([]addressee, error) {
	tree, err := s.tx.Tree()
	if err != nil || teamID == nil || tree.ByID[*teamID] == nil || tree.ByID[*teamID].LeadPersonID == nil {
		return nil, err
	}
	return []addressee{{id: *tree.ByID[*teamID].LeadPersonID, because: because}}, nil
}

func (s *story) committed() string {
	return s.by() + " committed to it. It is reviewed on " + s.initiative.ReviewDay.Long() + "."
}

func (s *story) paused() string { return s.by() + " " + saying("paused it", s.initiative.StateReason) }
func (s *story) dropped() string {
	return s.by() + " " + saying("dropped it", s.initiative.StateReason)
}
func (s *story) isDone() string {
	return s.by() + " " + saying("marked it done", s.initiative.StateReason)
}

func (s *story) lookedAtLater() string {
	if s.move == nil {
		return s.by() + " moved its review to " + s.initiative.ReviewDay.Long() + "."
	}
	return s.by() + " moved its review from " + s.move.FromDay.Long() + " to " + saying(s.move.ToDay.Long(), s.move.Reason)
}

// anAllocation reads an allocation that was decided or is open again, with the decision. Everybody reads allocations.
func (s *story) anAllocation() (err error) {
	if err := s.after(&s.allocation); err != nil {
		return err
	}
	s.is("allocation", s.allocation.Ref, s.allocation.Name)
	if s.allocation.DecisionID != nil {
		s.decision, err = s.tx.decisionByID(*s.allocation.DecisionID)
	}
	return err
}

// allocationPeople are who proposed an allocation, and who leads the team that puts it in.
func (s *story) allocationPeople() (list []addressee, err error) {
	if s.allocation.ProposedPersonID != nil {
		list = append(list, addressee{id: *s.allocation.ProposedPersonID, because: "you proposed it"})
	}
	lead, err := s.leadOf(&s.allocation.TeamID, "you lead the team that puts it in")
	return append(list, lead...), err
}

func (s *story) putIn() string {
	if s.decision == nil {
		return s.by() + " decided it."
	}
	return s.by() + " decided it with " + saying(s.decision.Ref, s.decision.Title)
}

func (s *story) proposedAnew() string {
	return s.by() + " took back the decision that had decided it. It is proposed again."
}

// anEndedReview reads a date of the cadence that was held or skipped, with what was reviewed on it.
func (s *story) anEndedReview() error {
	if err := s.aReview(); err != nil {
		return err
	}
	sheets, err := s.tx.SheetsOf(s.review.ID)
	if err != nil || len(sheets) == 0 {
		return err
	}
	if len(sheets) == 1 {
		s.is("sheet", sheets[0].Ref, s.review.Name())
	}
	for _, one := range sheets {
		if one.State == Skipped {
			s.words = one.Reason
		}
	}
	return s.countVerdicts(sheets)
}

// aSheet reads the review of one department or of one initiative, which was held.
func (s *story) aSheet() (err error) {
	var sheet ReviewSheet
	if err := s.after(&sheet); err != nil {
		return err
	}
	name := ""
	switch {
	case sheet.InitiativeID != nil:
		list, err := s.tx.initiatives(s.tx.DB().Where("id = ?", *sheet.InitiativeID))
		if err != nil || len(list) == 0 {
			return errNone(err)
		}
		s.initiative, name = *list[0], "Review: "+list[0].Name
	case sheet.TeamID != nil:
		tree, err := s.tx.Tree()
		if err != nil {
			return err
		}
		if name = "Review of operations"; tree.ByID[*sheet.TeamID] != nil {
			name += ", " + tree.ByID[*sheet.TeamID].Name
		}
	}
	s.sheet = sheet
	s.is("sheet", sheet.Ref, name)
	return s.countVerdicts([]*ReviewSheet{&sheet})
}

// countVerdicts counts what reviews changed and dropped.
func (s *story) countVerdicts(sheets []*ReviewSheet) error {
	var ids []string
	for _, one := range sheets {
		ids = append(ids, one.ID)
	}
	var rows []struct {
		Verdict string
		N       int
	}
	err := s.tx.DB().Model(&ReviewItem{}).Select("verdict, COUNT(*) AS n").Where("review_sheet_id IN ?", ids).Group("verdict").Limit(10).Scan(&rows).Error
	s.verdicts = map[string]int{}
	for _, row := range rows {
		s.verdicts[row.Verdict] = row.N
	}
	return err
}

// sheetPeople are who owns the initiative that was reviewed, or who leads the department. The review of the strategy tells with its date.
func (s *story) sheetPeople() ([]addressee, error) {
	if s.sheet.InitiativeID != nil {
		return s.initiativeOwner()
	}
	return s.leadOf(s.sheet.TeamID, "you lead the department")
}

func (s *story) wasHeld() string {
	changed, dropped := s.verdicts[VerdictChange], s.verdicts[VerdictDrop]
	switch {
	case changed+dropped == 0:
		return s.by() + " held it. Everything was kept."
	case dropped == 0:
		return s.by() + " held it. " + counted(changed, "One thing was changed.", "things were changed.")
	case changed == 0:
		return s.by() + " held it. " + counted(dropped, "One thing was dropped.", "things were dropped.")
	}
	return s.by() + " held it. " + counted(changed, "One thing was changed", "things were changed") + " and " + itoa(dropped) + " dropped."
}

func (s *story) wasSkipped() string { return s.by() + " " + saying("skipped it", s.words) }
