package models

import "strings"

// aDecision reads a decision with what it affects. Everybody reads decisions.
func (s *story) aDecision() error {
	var d Decision
	if err := s.after(&d); err != nil {
		return err
	}
	s.decision = &d
	s.is("decision", d.Ref, d.Title)
	return s.tx.fillAffects([]*Decision{&d})
}

// ownedRows is where the owners of what a decision affects stand.
var ownedRows = map[string]struct{ table, columns string }{
	"outcome":   {"outcomes", "ref, owner_person_id, owner_team_id AS team_id"},
	"goal":      {"goals", "ref, owner_person_id, team_id"},
	"objective": {"objectives", "ref, owner_person_id, team_id"},
	"workflow":  {"workflows", "ref, owner_person_id, team_id"},
	"process":   {"processes", "ref, owner_person_id, team_id"},
}

// affected are those who answer for what a decision affects, and who proposed it or is its decider.
func (s *story) affected() (list []addressee, err error) {
	add := func(id *string, because string) {
		if id != nil && *id != "" {
			list = append(list, addressee{id: *id, because: because})
		}
	}
	add(s.decision.DeciderPersonID, "you are its decider")
	add(s.decision.ProposedPersonID, "you proposed it")
	tree, err := s.tx.Tree()
	if err != nil {
		return nil, err
	}
	lead := func(teamID *string, because string) {
		if teamID != nil && tree.ByID[*teamID] != nil {
			add(tree.ByID[*teamID].LeadPersonID, because)
		}
	}
	for kind, rows := range ownedRows {
		ids := s.decision.idsOf(kind)
		if len(ids) == 0 {
			continue
		}
		var owned []struct {
			Ref           string
			OwnerPersonID *string
			TeamID        *string
		}
		if err := s.tx.DB().Table(rows.table).Select(rows.columns).Where("id IN ?", ids).Order("ref").Limit(most).Scan(&owned).Error; err != nil {
			return nil, err
		}
		for _, o := range owned {
			add(o.OwnerPersonID, "you own "+o.Ref+", which it affects")
			lead(o.TeamID, "you lead the team that has "+o.Ref+", which it affects")
		}
	}
	for _, a := range s.decision.Affects {
		if a.Type == "team" {
			lead(&a.ID, "you lead "+a.Title+", which it affects")
		}
	}
	lead(s.decision.TeamID, "it is made for the team that you lead")
	return list, nil
}

func (s *story) decided() string { return s.by() + " accepted this decision. From now on it holds." }

// anOutcome reads an outcome that has turned.
func (s *story) anOutcome() error {
	if err := s.after(&s.turn); err != nil {
		return err
	}
	o, err := s.tx.OutcomeByID(s.EntityID)
	if err != nil {
		return err
	}
	s.outcome = o
	s.is("outcome", o.Ref, s.turn.Title)
	s.may = func(r *Read) error { return r.seenOutcome(o) }
	return nil
}

// outcomeOwners are the person who owns an outcome, or who leads the team that does.
func (s *story) outcomeOwners() (list []addressee, err error) {
	if s.outcome.OwnerPersonID != nil {
		list = append(list, addressee{id: *s.outcome.OwnerPersonID, because: "you own this outcome"})
	}
	if s.outcome.OwnerTeamID == nil {
		return list, nil
	}
	teams, err := found[*Team](s.tx.DB().Where("id = ?", *s.outcome.OwnerTeamID))
	if err == nil && len(teams) > 0 && teams[0].LeadPersonID != nil {
		list = append(list, addressee{id: *teams[0].LeadPersonID, because: "you lead " + teams[0].Name + ", which owns it"})
	}
	return list, err
}

func (s *story) wentOffTrack() string {
	if s.turn.Metric == "" {
		return "It went off track."
	}
	return "It went off track: " + s.turn.Metric + "."
}

func (s *story) cameBack() string { return "It is back on track." }

// aProcess reads a process whose version was documented, approved or sent back.
func (s *story) aProcess() (err error) {
	if s.process, err = s.tx.ProcessByID(s.EntityID); err != nil {
		return err
	}
	name := strings.TrimSpace(s.process.Name)
	if name == "" {
		name = "A process without a name"
	}
	s.is("process", s.process.Ref, name)
	s.may = func(r *Read) error { return r.seen("This process", s.process.StrategyID) }
	return nil
}

// approvers are those who may approve the version that waits now: executives, and the heads above the team.
func (s *story) approvers() ([]addressee, error) {
	list, err := s.holding("executive", "you may approve it")
	if err != nil {
		return nil, err
	}
	tree, err := s.tx.Tree()
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for id := s.process.TeamID; id != nil && tree.ByID[*id] != nil && !seen[*id]; id = tree.ByID[*id].ParentTeamID {
		seen[*id] = true
		if lead := tree.ByID[*id].LeadPersonID; lead != nil {
			list = append(list, addressee{id: *lead, because: "you may approve it"})
		}
	}
	s.may = func(r *Read) error {
		if bar := s.process.Bar(r.Who); bar != "" {
			return NotAllowed(bar)
		}
		return r.seen("This process", s.process.StrategyID)
	}
	return list, nil
}

// processOwners are who owns a process and who wrote in its newest version.
func (s *story) processOwners() (list []addressee, err error) {
	if s.process.OwnerPersonID != nil {
		list = append(list, addressee{id: *s.process.OwnerPersonID, because: "you own this process"})
	}
	for _, id := range s.process.Current.Authors {
		list = append(list, addressee{id: id, because: "you wrote in this version"})
	}
	return list, nil
}

func (s *story) waitsForApproval() string {
	return s.by() + " asks for approval of version " + itoa(s.process.Current.N) + "."
}

func (s *story) processApproved() string { return s.by() + " approved it. It is in use now." }

func (s *story) processReturned() string {
	return s.by() + " " + saying("sent it back", s.process.Current.ReturnReason)
}
