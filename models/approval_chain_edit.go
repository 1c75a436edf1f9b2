package models

import (
	"slices"
	"strings"
)

// AddStage puts a stage into a chain, behind the one with that id; first when there is none. It has to ask somebody.
func (c *ApprovalChain) AddStage(s *ChainStage, after string) error {
	if len(c.Stages) >= MostStages {
		return AgainstRule("An approval chain has at most " + itoa(MostStages) + " stages.")
	}
	at := 0
	if after != "" {
		_, i := c.Stage(after)
		if i < 0 {
			return NotFound("This stage")
		}
		at = i + 1
	}
	if s.ID == "" {
		s.ID = NewID()
	}
	c.Stages = slices.Insert(c.Stages, at, s)
	c.number()
	return c.Sound()
}

// MoveStage moves a stage one place up or down.
func (c *ApprovalChain) MoveStage(id string, by int) error {
	_, i := c.Stage(id)
	if i < 0 {
		return NotFound("This stage")
	}
	if to := i + by; to >= 0 && to < len(c.Stages) {
		c.Stages[i], c.Stages[to] = c.Stages[to], c.Stages[i]
	}
	c.number()
	return nil
}

// DropStage takes a stage out. The last one stays.
func (c *ApprovalChain) DropStage(id string) error {
	_, i := c.Stage(id)
	if i < 0 {
		return NotFound("This stage")
	}
	if len(c.Stages) == 1 {
		return AgainstRule("It is the only stage of the chain, so nobody would approve any more. Remove the chain, or add another stage first.")
	}
	c.Stages = slices.Delete(c.Stages, i, i+1)
	c.number()
	return nil
}

// AddApprover has a stage ask somebody more; changed is false when it does already.
func (c *ApprovalChain) AddApprover(stage string, a *ChainApprover) (changed bool, err error) {
	s, _ := c.Stage(stage)
	if s == nil {
		return false, NotFound("This stage")
	}
	if slices.ContainsFunc(s.Approvers, a.Same) {
		return false, nil
	}
	if len(s.Approvers) >= MostApprovers {
		return false, AgainstRule("A stage asks at most " + itoa(MostApprovers) + ". A team can be asked as a whole.")
	}
	s.Approvers = append(s.Approvers, a)
	return true, nil
}

// TakeApprover has a stage, or every one when none is named, no longer ask somebody; changed is false when none did. No stage is left
// without anybody to ask.
func (c *ApprovalChain) TakeApprover(stage string, a *ChainApprover) (changed bool, err error) {
	err = c.within(stage, func(s *ChainStage) error {
		kept := slices.DeleteFunc(slices.Clone(s.Approvers), a.Same)
		if len(kept) == len(s.Approvers) {
			return nil
		}
		if len(kept) == 0 {
			return AgainstRule("“" + s.Title() + "” would ask nobody any more. Add somebody else first, or replace them.")
		}
		s.Approvers, changed = kept, true
		return nil
	})
	if err == nil && changed {
		err = c.Sound()
	}
	return changed, err
}

// Replace has a stage, or every one when none is named, ask somebody in place of somebody else.
func (c *ApprovalChain) Replace(stage string, was, is *ChainApprover) (changed bool, err error) {
	err = c.within(stage, func(s *ChainStage) error {
		at := slices.IndexFunc(s.Approvers, was.Same)
		if at < 0 || was.Same(is) {
			return nil
		}
		changed = true
		if slices.ContainsFunc(s.Approvers, is.Same) {
			s.Approvers = slices.Delete(s.Approvers, at, at+1)
			return nil
		}
		one := *is
		one.Row = Row{ID: NewID()}
		s.Approvers[at] = &one
		return nil
	})
	if err == nil && changed {
		err = c.Sound()
	}
	return changed, err
}

func (c *ApprovalChain) within(stage string, do func(*ChainStage) error) error {
	if s, _ := c.Stage(stage); stage != "" && s == nil {
		return NotFound("This stage")
	}
	for _, s := range c.Stages {
		if stage == "" || s.ID == stage {
			if err := do(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// number gives stages and approvers their places, and ties them together.
func (c *ApprovalChain) number() {
	for i, s := range c.Stages {
		s.Position, s.ApprovalChainID = i+1, c.ID
		for j, a := range s.Approvers {
			a.Position, a.ChainStageID = j+1, s.ID
		}
	}
}

// Sound refuses a chain that could not be gone through: it has no stage, a stage asks nobody, or fewer than have to say yes.
func (c *ApprovalChain) Sound() error {
	c.number()
	if strings.TrimSpace(c.Name) == "" {
		return AgainstRuleAt("name", "Give the chain a name.")
	}
	if len(c.Stages) == 0 {
		return AgainstRule("The chain has no stage, so nobody would approve.")
	}
	for _, s := range c.Stages {
		one := len(s.Approvers) > 0 && !slices.ContainsFunc(s.Approvers, func(a *ChainApprover) bool { return a.Role == "members" || a.Role == "working_on_outcome" })
		switch {
		case len(s.Approvers) == 0:
			return AgainstRuleAt("who", "“"+s.Title()+"” asks nobody. Name who approves there.")
		case !slices.Contains([]string{NeedAny, NeedAll, NeedCount}, s.Need):
			return AgainstRuleAt("need", "Choose how many have to say yes.")
		case s.Need == NeedCount && s.YesCount < 1:
			return AgainstRuleAt("yes", "Say how many have to say yes: at least one.")
		case s.Need == NeedCount && one && s.YesCount > len(s.Approvers):
			return AgainstRuleAt("yes", "“"+s.Title()+"” asks "+itoa(len(s.Approvers))+", so "+itoa(s.YesCount)+" cannot say yes.")
		}
	}
	return nil
}
