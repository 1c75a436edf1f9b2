package models

import (
	"encoding/json"
	"slices"

	"throughline/models/blocks"
)

// course is the way of one request through the stages of a chain, as they were when it was asked, with all that tells who is asked there.
type course struct {
	Team    string        `json:"team,omitempty"`    // that it happens in
	Outcome string        `json:"outcome,omitempty"` // that it serves
	Owner   string        `json:"owner,omitempty"`   // of the chain, who is asked where nobody else can be
	Barred  []string      `json:"barred,omitempty"`  // ids of those who began it, or wrote what is approved: they do not decide it
	Stages  []courseStage `json:"stages"`
}

type courseStage struct {
	ID   string          `json:"id"`
	Name string          `json:"name"`
	Need string          `json:"need"`
	Yes  int             `json:"yes,omitempty"`
	By   []*blocks.Party `json:"by"`
}

// ChainAbout is what a chain is asked about.
type ChainAbout struct {
	TeamID, OutcomeID string
	Barred            []string // ids of those who do not decide it
}

func courseOf(c *ApprovalChain, about ChainAbout) course {
	way := course{Team: about.TeamID, Outcome: about.OutcomeID, Owner: text(c.OwnerPersonID), Barred: about.Barred}
	way.Stages = stagesOf(c)
	return way
}

func stagesOf(c *ApprovalChain) (list []courseStage) {
	for _, s := range c.Stages {
		one := courseStage{ID: s.ID, Name: s.Title(), Need: s.Need, Yes: s.YesCount}
		for _, a := range s.Approvers {
			one.By = append(one.By, a.Party())
		}
		list = append(list, one)
	}
	return list
}

func (w course) String() string {
	b, err := json.Marshal(w)
	if err != nil {
		panic("models: " + err.Error()) // strings, numbers and lists of them only
	}
	return string(b)
}

// course reads the way of a request; without stages where it goes by no chain.
func (a *Approval) course() (w course, err error) {
	if a.Course != "" {
		err = json.Unmarshal([]byte(a.Course), &w)
	}
	return w, err
}

// at is the place of a stage from 0; -1 when it is none of them.
func (w course) at(stage string) int {
	return slices.IndexFunc(w.Stages, func(s courseStage) bool { return s.ID == stage })
}

// anew is the same request by the stages that a chain has now: those passed stay as they were, the present one and those to come are the
// chain's. Where the present one is gone, it goes on behind the last that was passed.
func (w course) anew(stage string, c *ApprovalChain) (to course, at int) {
	now := stagesOf(c)
	at = max(w.at(stage), 0)
	passed := w.Stages[:min(at, len(w.Stages))]
	from := slices.IndexFunc(now, func(s courseStage) bool { return s.ID == stage })
	if from < 0 {
		from = 0
		for i, s := range now {
			if slices.ContainsFunc(passed, func(p courseStage) bool { return p.ID == s.ID }) {
				from = i + 1
			}
		}
	}
	to = w
	to.Owner = text(c.OwnerPersonID)
	to.Stages = slices.Clone(passed)
	for _, s := range now[from:] {
		if !slices.ContainsFunc(passed, func(p courseStage) bool { return p.ID == s.ID }) {
			to.Stages = append(to.Stages, s)
		}
	}
	return to, at
}

// HoldersIn gives the ids of those whom a party means in a team and for an outcome, whether or not they are here. Roles that only a run
// knows, as who began it, mean nobody.
func (r *Read) HoldersIn(p *blocks.Party, teamID, outcomeID string) ([]string, error) {
	if p.Person != "" {
		return []string{p.Person}, nil
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	lead := func(id string) []string {
		if t := tree.ByID[id]; t != nil && t.LeadPersonID != nil {
			return []string{*t.LeadPersonID}
		}
		return nil
	}
	if p.Team != "" {
		teamID = p.Team
	}
	switch p.Role {
	case "team_lead":
		return lead(teamID), nil
	case "department_head":
		if d := tree.Department(teamID); d != nil {
			return lead(d.ID), nil
		}
	case "members":
		return r.PeopleOn(teamID)
	case "outcome_owner":
		list, err := found[*Outcome](r.DB().Where("id = ?", outcomeID))
		if err != nil || len(list) == 0 {
			return nil, err
		}
		if o := list[0]; o.OwnerPersonID != nil {
			return []string{*o.OwnerPersonID}, nil
		}
		return lead(text(list[0].OwnerTeamID)), nil
	case "working_on_outcome":
		teams, err := r.TeamsWorkingOn(outcomeID)
		var all []string
		for _, id := range teams {
			all = append(all, lead(id)...)
		}
		return all, err
	}
	return nil, nil
}

// stagePeople gives whom a stage asks at this moment, and how many of them have to say yes. Whoever has left or may not decide it counts for
// nobody; where too few are left, the chain's owner is asked too, and then the executives, so that nothing is stuck.
func (r *Read) stagePeople(w course, s courseStage) (ids []string, need int, err error) {
	var named []string
	for _, p := range s.By {
		holders, err := r.HoldersIn(p, w.Team, w.Outcome)
		if err != nil {
			return nil, 0, err
		}
		named = append(named, holders...)
	}
	take := func(wanted []string) error {
		here, err := r.PeopleHere(wanted)
		for _, p := range here {
			if !slices.Contains(ids, p.ID) && !slices.Contains(w.Barred, p.ID) {
				ids = append(ids, p.ID)
			}
		}
		return err
	}
	if err := take(named); err != nil {
		return nil, 0, err
	}
	meant, least := len(ids), 1
	if s.Need == NeedCount {
		least = max(s.Yes, 1)
	}
	if len(ids) < least {
		if err := take([]string{w.Owner}); err != nil {
			return nil, 0, err
		}
	}
	if len(ids) < least {
		var executives []string
		if err := r.DB().Model(&Person{}).Where("active = ? AND executive = ?", true, true).Order("name, id").Limit(mostShown).Pluck("id", &executives).Error; err != nil {
			return nil, 0, err
		}
		if err := take(executives); err != nil {
			return nil, 0, err
		}
	}
	switch s.Need {
	case NeedAll:
		return ids, max(meant, 1), nil
	case NeedCount:
		return ids, max(min(least, len(ids)), 1), nil
	}
	return ids, 1, nil
}
