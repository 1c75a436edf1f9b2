package models

import "slices"

// WayApart is how a symptom went whose two things somebody keeps apart in the alignment: it was not mended.
const WayApart = "apart"

// Merges tells whether the two things a symptom is about can be made one here.
func (s *Symptom) Merges(says *SymptomSays) bool {
	return s.State != SymptomGone && s.twoOfAKind(says)
}

// Parts tells whether the two things a symptom is about were made one here, so that they can be made two again.
func (s *Symptom) Parts(says *SymptomSays) bool {
	return s.State == SymptomGone && s.Way == WayMerged && s.twoOfAKind(says)
}

func (s *Symptom) twoOfAKind(says *SymptomSays) bool {
	return slices.Contains([]string{"twins", "processes"}, s.Kind) && len(says.About) == 2 && says.About[0].Kind == says.About[1].Kind && MergesWork(says.About[0].Kind)
}

// MergeTwins makes the two things that a symptom is about one: the kept one takes over everything of the other. The symptom is gone by that.
// Where something rests on an objective that goes, it waits until somebody has looked at that: it gives the change, and the symptom stays until
// then.
func (tx *Tx) MergeTwins(s *Symptom, keepRef string) (*PlannedChange, error) {
	if err := tx.maySettle(s); err != nil {
		return nil, err
	}
	says, err := s.Says()
	if err != nil {
		return nil, err
	}
	if !s.Merges(says) {
		return nil, AgainstRule("Only two things of one kind are made one here. Of others, end one on its page.")
	}
	at := slices.IndexFunc(says.About, func(t SymptomThing) bool { return t.Ref == keepRef })
	if at < 0 {
		return nil, AgainstRuleAt("keep", "Choose which of the two stays.")
	}
	keep, drop := says.About[at], says.About[1-at]
	if drop.Kind == "task" && drop.Say != "" {
		return nil, AgainstRuleAt("keep", drop.Ref+" stands for "+drop.Say+". Let that side stay, or cancel them on the list of tasks.")
	}
	for _, t := range says.About {
		if err := tx.mayMerge(t); err != nil {
			return nil, err
		}
	}
	if keep.Kind == "objective" {
		if c, err := tx.joinObjectivesByID(keep.ID, drop.ID); err != nil || c != nil {
			return c, err
		}
	} else if err := tx.MergeWork(keep.Kind, keep.ID, drop.ID, "Made one with "+keep.Ref+" “"+keep.Title+"”, as "+s.Ref+" asked."); err != nil {
		return nil, err
	}
	return nil, tx.symptomGone(s, WayMerged, drop.Ref+" was made one with "+keep.Ref+".")
}

func (tx *Tx) joinObjectivesByID(keepID, dropID string) (*PlannedChange, error) {
	keep, err := tx.ObjectiveByID(keepID)
	if err != nil {
		return nil, err
	}
	drop, err := tx.ObjectiveByID(dropID)
	if err != nil {
		return nil, err
	}
	return tx.JoinObjectives(keep, drop)
}

// mayMerge refuses what is gone or over meanwhile, and who does not lead the team of it.
func (tx *Tx) mayMerge(t SymptomThing) error {
	list, err := kindByKey(t.Kind).load(&tx.Read, []string{t.ID})
	if err != nil {
		return err
	}
	here, team := false, (*string)(nil)
	for _, e := range list {
		var of *string
		switch e := e.(type) {
		case *Objective:
			of, team, here = e.StrategyID, e.TeamID, e.RemovedAt == nil
		case *Process:
			of, team, here = e.StrategyID, e.TeamID, e.RemovedAt == nil
		case *Initiative:
			team, here = e.TeamID, e.RemovedAt == nil && e.State != Done && e.State != Dropped
		case *Workflow:
			team, here = e.TeamID, e.RemovedAt == nil
		case *Task:
			team, here = e.TeamID, e.RemovedAt == nil && !e.Over()
		}
		if err := tx.seen("This "+t.Kind, of); err != nil {
			return err
		}
	}
	if !here {
		return AgainstRule(t.Ref + " is gone or over meanwhile. Look again; the symptom will be gone.")
	}
	if !tx.Who.May(Decide, OfTeam(team)) {
		return NotAllowed("Making two one is for who leads both teams, and for executives. You may hand this to one of them.")
	}
	return nil
}

// PartTwins makes two again of what MergeTwins made one, and opens the symptom again.
func (tx *Tx) PartTwins(s *Symptom) error {
	if err := tx.maySettle(s); err != nil {
		return err
	}
	says, err := s.Says()
	if err != nil {
		return err
	}
	if !s.Parts(says) {
		return AgainstRule("They were not made one here, or they are two again already.")
	}
	for n, t := range says.About {
		m, err := tx.LastMerge(t.ID)
		if err != nil {
			return err
		}
		if m == nil || m.Kept != says.About[1-n].ID {
			continue
		}
		defer tx.For("Made two again, with " + s.Ref + ".")()
		if err := tx.Unmerge(m); err != nil {
			return err
		}
		return tx.openSymptom(s)
	}
	return AgainstRule("They were made two again meanwhile.")
}

// twinsMerged says of the symptom that two objectives are the same that it is gone: they were made one.
func (tx *Tx) twinsMerged(keep, drop *Objective) error {
	list, err := found[*Symptom](tx.DB().Where("kind = 'twins' AND state <> ? AND content LIKE ? AND content LIKE ?", SymptomGone, "%\""+keep.ID+"\"%", "%\""+drop.ID+"\"%").Order("id").Limit(most))
	for _, s := range list {
		if err := tx.symptomGone(s, WayMerged, drop.Ref+" was made one with "+keep.Ref+"."); err != nil {
			return err
		}
	}
	return err
}
