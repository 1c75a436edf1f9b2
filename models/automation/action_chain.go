package automation

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/blocks"
)

// chained is how the stages of an approval chain were before a rule changed them, for undoing.
type chained struct {
	Stages string `json:"stages"`
	Open   bool   `json:"open"` // open requests were asked anew
}

// changeChain changes who approves, with the rights of whoever published the rule. A stage that would ask nobody any more fails the step.
// New requests go by the chain as it is from then on; those that are open only where the block says so. The same again changes nothing.
func changeChain(s *step) (result, error) {
	change := s.at.Chain
	if change == nil || change.Chain == "" {
		return result{}, models.AgainstRule("The block names no approval chain.")
	}
	c, err := s.tx.ChainByID(change.Chain)
	if err != nil {
		return result{}, err
	}
	if c.RemovedAt != nil {
		return result{}, models.NotFound("This approval chain")
	}
	if err := s.tx.Who.Must(models.ManageChain, models.OfTeam(c.TeamID)); err != nil {
		return result{}, err
	}
	who, err := s.approver(change.Who)
	if err != nil {
		return result{}, err
	}
	instead, err := s.approver(change.For)
	if err != nil {
		return result{}, err
	}
	before := c.Copy()
	changed, err := ApplyChain(c, change, line(s.facts.Fill(change.Title)), who, instead)
	if err != nil {
		return result{}, err
	}
	anew := 0
	given := func() blocks.Facts {
		return blocks.Facts{"ref": {Kind: blocks.TextField, Text: c.Ref}, "title": {Kind: blocks.TextField, Text: c.Name},
			"changed": {Kind: blocks.YesField, Text: map[bool]string{true: "yes", false: "no"}[changed]}, "open": {Kind: blocks.NumberField, Text: itoa(anew)}}
	}
	s.input(map[string]string{"approval chain": c.Ref + " " + c.Name, "change": change.Do})
	if !changed {
		return result{given: given()}, nil
	}
	if err := s.tx.SaveChain(before, c); err != nil {
		return result{}, err
	}
	if change.Open {
		if anew, err = s.tx.AskAnew(c); err != nil {
			return result{}, err
		}
	}
	s.input(map[string]string{"approval chain": c.Ref + " " + c.Name, "change": change.Do, "open requests asked anew": fmt.Sprint(anew)})
	prior, err := json.Marshal(chained{before.Stored(), change.Open})
	if err != nil {
		return result{}, err
	}
	return result{given: given()}, s.made(&models.RunEffect{Did: "changed", EntityType: "approval_chain", EntityID: c.ID, EntityRef: c.Ref, EntityTitle: c.Name, EntityVersion: c.Version, TeamID: c.TeamID, Prior: string(prior)})
}

// approver makes an approver of a party: a role that a chain can ask stays one, any other is whoever holds it at this moment. Nil where
// nobody is named.
func (s *step) approver(p *blocks.Party) (*models.ChainApprover, error) {
	if p.Empty() {
		return nil, nil
	}
	comes := s.at.Chain.Who == p && s.at.Chain.Do != "remove" // whoever goes may have left already
	if a := models.NewApprover(p); a != nil && (p.Person == "" || !comes) {
		return a, nil
	}
	person, err := s.person(p)
	if err != nil {
		return nil, err
	}
	return models.NewApprover(&blocks.Party{Person: person.ID}), nil
}

// ApplyChain makes one change of an approval chain in memory; changed is false when it says that already.
func ApplyChain(c *models.ApprovalChain, change *blocks.Chain, title string, who, instead *models.ChainApprover) (changed bool, err error) {
	if who == nil && change.Do != "drop" {
		return false, models.AgainstRule("The block does not say who approves.")
	}
	switch change.Do {
	case "add":
		return c.AddApprover(change.Stage, who)
	case "remove":
		return c.TakeApprover(change.Stage, who)
	case "replace":
		if instead == nil {
			return false, models.AgainstRule("The block does not say who is replaced.")
		}
		return c.Replace(change.Stage, instead, who)
	case "stage":
		if slices.ContainsFunc(c.Stages, func(s *models.ChainStage) bool { return s.Name != "" && s.Name == title }) {
			return false, nil
		}
		after := change.After
		return true, c.AddStage(&models.ChainStage{Name: title, Need: models.NeedAny, Approvers: []*models.ChainApprover{who}}, after)
	case "drop":
		if s, _ := c.Stage(cmp.Or(change.Stage, "?")); s == nil {
			return false, nil
		}
		return true, c.DropStage(change.Stage)
	}
	return false, models.AgainstRule("In an approval chain somebody can be added, removed or replaced, and a stage added or left out.")
}

// chainBack brings an approval chain back to what it was before the run, as long as nobody has changed it since; where the run reached open
// requests, they follow.
func chainBack(tx *models.Tx, _ *models.Run, f *models.RunEffect) (bool, error) {
	c, err := tx.ChainByID(f.EntityID)
	if err != nil {
		return false, err
	}
	var was chained
	if err := json.Unmarshal([]byte(f.Prior), &was); err != nil {
		return false, err
	}
	if c.Version != f.EntityVersion || c.RemovedAt != nil || !tx.Who.MayChangeChain(c) {
		return false, nil
	}
	before := c.Copy()
	if err := c.Restore(was.Stages); err != nil {
		return false, err
	}
	if err := tx.SaveChain(before, c); err != nil || !was.Open {
		return true, err
	}
	_, err = tx.AskAnew(c)
	return true, err
}
