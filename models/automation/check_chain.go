package automation

import (
	"throughline/models"
	"throughline/models/blocks"
)

// chainOf finds an approval chain by its id; nil when there is none.
func (w *World) chainOf(id string) *models.ApprovalChain {
	for _, c := range w.Chains {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// chain tries a change of an approval chain on the chain as it is now, where the block says whom it is about.
func (c *checker) chain(change *blocks.Chain) {
	if change == nil || change.Chain == "" {
		return // the sentence says so
	}
	chain := c.w.chainOf(change.Chain)
	if chain == nil {
		return
	}
	c.leavers(chain.ID)
	for _, f := range [][2]string{{"stage", change.Stage}, {"after", change.After}} {
		if s, _ := chain.Stage(f[1]); f[1] != "" && s == nil {
			c.say(f[0], "This stage is not in the chain any more. Choose another one.")
			return
		}
	}
	who, instead := models.NewApprover(change.Who), models.NewApprover(change.For)
	if who == nil && change.Do != "drop" || instead == nil && change.Do == "replace" {
		return // known only when it runs
	}
	changed, err := ApplyChain(chain.Copy(), change, change.Title, who, instead)
	refused, is := models.AsRefusal(err)
	switch {
	case is:
		c.say("change", refused.Say)
	case err == nil && !changed && (change.Do == "remove" || change.Do == "replace"):
		c.advise("change", "The chain does not ask them now, so this changes nothing.")
	case err == nil && !changed:
		c.advise("change", "The chain says so already, so this changes nothing.")
	}
}

// leavers advises where an approval chain names people who have left.
func (c *checker) leavers(id string) {
	chain := c.w.chainOf(id)
	if chain == nil {
		return
	}
	for _, s := range chain.Stages {
		for _, a := range s.Approvers {
			if a.PersonID != nil && c.w.Left[*a.PersonID] {
				c.advise("by", c.w.Thing("person", *a.PersonID)+" has left, and the chain “"+chain.Name+"” still asks them at “"+s.Title()+"”.")
			}
		}
	}
}
