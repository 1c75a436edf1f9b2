package automation

import (
	"encoding/json"
	"slices"

	"throughline/models"
	"throughline/models/blocks"
)

// adjusted is how a process was before a rule changed it, for undoing: the steps of the version that it changed, by their keys in order.
type adjusted struct {
	Version int      `json:"version"` // number of the version that was changed
	Before  []string `json:"before"`
	After   []string `json:"after"`
	Change  string   `json:"change"`
	Step    string   `json:"step"` // key of the process step that was changed
	Person  *string  `json:"person,omitempty"`
	Team    *string  `json:"team,omitempty"`
	Words   string   `json:"words,omitempty"`
}

// adjustProcess changes the sequence of a process. One that is in use is succeeded by a new version, which is then documented and waits
// for the approval of somebody else, as every version does (R14).
func adjustProcess(s *step) (result, error) {
	c := s.at.Process
	if c == nil {
		return result{}, models.AgainstRule("The block does not say what is changed.")
	}
	id := c.Process
	if id == "" && s.run.EntityType == "process" {
		id = s.run.EntityID
	}
	if id == "" {
		return result{}, models.AgainstRule("The block names no process.")
	}
	p, err := s.tx.ProcessByID(id)
	if err != nil {
		return result{}, err
	}
	if p.RemovedAt != nil {
		return result{}, models.NotFound("This process")
	}
	if err := s.mayAdjust(p); err != nil {
		return result{}, err
	}
	if p.Current.State == models.ProcessWritten {
		return result{}, models.AgainstRule(p.Ref + " has a version that waits for approval. It is changed once that is decided.")
	}
	if err := s.tx.SucceedProcess(p); err != nil {
		return result{}, err
	}
	did := adjusted{Version: p.Current.N, Before: stepKeys(p), Change: c.Do, Step: c.Step}
	s.input(map[string]string{"process": p.Ref, "change": c.Do, "step": c.Step, "title": c.Title})
	if err := s.change(p, c, &did); err != nil {
		return result{}, err
	}
	did.After = stepKeys(p)
	if len(p.Unwritten()) == 0 {
		if err := s.tx.DocumentProcess(p); err != nil {
			return result{}, err
		}
	}
	prior, err := json.Marshal(did)
	if err != nil {
		return result{}, err
	}
	given := blocks.Facts{"ref": {Kind: blocks.TextField, Text: p.Ref}, "title": {Kind: blocks.TextField, Text: p.Name}, "version": {Kind: blocks.NumberField, Text: itoa(p.Current.N)},
		"version_state": {Kind: blocks.TextField, Text: p.Current.State}}
	return result{given: given}, s.made(&models.RunEffect{Did: "changed", EntityType: "process", EntityID: p.ID, EntityRef: p.Ref, EntityTitle: p.Name, EntityVersion: p.Version, TeamID: p.TeamID, Prior: string(prior)})
}

// mayAdjust holds the right that a person needs to write in a process: those who align, and who approve processes of its team.
func (s *step) mayAdjust(p *models.Process) error {
	if s.tx.Who.Aligns() {
		return nil
	}
	return s.tx.Who.Must(models.ApproveProcess, models.OfTeam(p.TeamID))
}

func (s *step) change(p *models.Process, c *blocks.Change, did *adjusted) error {
	at := slices.IndexFunc(p.Current.Steps, func(x *models.ProcessStep) bool { return x.StepKey == c.Step })
	if c.Do != "insert" && at < 0 {
		return models.AgainstRule("The step that the block names is not in " + p.Ref + " any more.")
	}
	place := 0
	if c.After != "" {
		after := slices.IndexFunc(p.Current.Steps, func(x *models.ProcessStep) bool { return x.StepKey == c.After })
		if after < 0 {
			return models.AgainstRule("The step that the block puts it behind is not in " + p.Ref + " any more.")
		}
		place = after + 1
	}
	switch c.Do {
	case "insert":
		n := &models.ProcessStep{Title: line(s.facts.Fill(c.Title))}
		if c.Who != nil {
			who, err := s.person(c.Who)
			if err != nil {
				return err
			}
			n.WhoPersonID, n.Duties = &who.ID, []*models.StepDuty{{Duty: models.Accountable, PersonID: &who.ID}}
		}
		if n.Title == "" {
			return models.AgainstRule("The block does not say what is done in the new step.")
		}
		if err := s.tx.AddStep(p, n, place); err != nil {
			return err
		}
		did.Step = n.StepKey
		return nil
	case "move":
		order := slices.Clone(p.Current.Steps)
		moved := order[at]
		order = slices.Delete(order, at, at+1)
		if at < place {
			place--
		}
		return s.tx.OrderSteps(p, slices.Insert(order, place, moved))
	case "skip":
		return s.tx.RemoveStep(p, p.Current.Steps[at])
	case "assign":
		who, err := s.person(c.Who)
		if err != nil {
			return err
		}
		n := p.Current.Steps[at]
		before := *n
		did.Person, did.Team, did.Words = n.WhoPersonID, n.WhoTeamID, n.Who
		n.Who, n.WhoPersonID, n.WhoTeamID = "", &who.ID, nil
		return s.tx.SaveStep(p, &before, n)
	}
	return models.AgainstRule("A step of a process can be inserted, moved, skipped or assigned.")
}

func stepKeys(p *models.Process) (keys []string) {
	for _, s := range p.Current.Steps {
		keys = append(keys, s.StepKey)
	}
	return keys
}
