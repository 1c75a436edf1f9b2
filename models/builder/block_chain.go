package builder

import (
	"slices"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

// approval asks by whom: an approval chain, where there is one, or people that the block names.
func approval(e *Entry, s *blocks.Step) {
	e.title("What they approve", "As a question that yes or no answers.")
	if chains := thingOptions("approval_chain", e.w); len(chains) > 0 {
		e.add(form.Choice("by", "Ask by the approval chain", &s.By, chains...).Help("Its stages are asked one after another. Without a choice, those named here are asked."))
	}
	if s.By == "" {
		e.to("Who is asked")
		if s.Need == "" {
			s.Need = "any"
		}
		e.add(form.Choice("need", "It is approved when", &s.Need, form.Option{Value: "any", Label: "one of them says yes"}, form.Option{Value: "all", Label: "all of them say yes"},
			form.Option{Value: "count", Label: "so many of them say yes"}).Required(), form.Whole("of", "How many", &s.Of).Between(0, 50).Help("Where so many of them have to say yes."))
	}
	e.due("Decided within")
	e.text("What they have to know", "")
	e.then(func() {
		if s.By != "" { // the chain says whom, and how many
			s.To, s.Need, s.Of = nil, "", 0
		}
	})
}

// changeChain asks for one change of an approval chain; what it asks follows from the chain and from what is changed.
func changeChain(e *Entry, s *blocks.Step) {
	if s.Chain == nil {
		s.Chain = &blocks.Chain{}
	}
	c := s.Chain
	who, instead := enterParty(c.Who), enterParty(c.For)
	stages := stageOptions(c.Chain, e.w)
	e.add(form.Choice("chain", "Which approval chain", &c.Chain, thingOptions("approval_chain", e.w)...).Wanted(),
		form.Choice("change", "What is changed", &c.Do, form.Option{Value: "add", Label: "somebody is asked too"}, form.Option{Value: "remove", Label: "somebody is no longer asked"},
			form.Option{Value: "replace", Label: "somebody is asked in place of somebody else"}, form.Option{Value: "stage", Label: "a stage comes in"},
			form.Option{Value: "drop", Label: "a stage is left out"}).Wanted())
	if c.Chain != "" && c.Do != "" {
		if c.Do == "stage" {
			e.add(form.Line("stage_title", "The new stage", &c.Title).Wanted().Max(120), form.Choice("after", "After which stage", &c.After, stages...).Help("Without a choice it comes first."))
		} else {
			stage := form.Choice("stage", "At which stage", &c.Stage, stages...)
			if c.Do == "add" || c.Do == "drop" {
				stage.Wanted()
			} else {
				stage.Help("Without a choice at every stage.")
			}
			e.add(stage)
		}
		if c.Do == "replace" {
			e.add(instead.fields("for", "Who is replaced", e.w, false)...)
		}
		if c.Do != "drop" {
			label := map[string]string{"add": "Who is asked too", "remove": "Who is no longer asked", "replace": "Who is asked instead", "stage": "Who approves there"}[c.Do]
			e.add(who.fields("who", label, e.w, false)...)
		}
		e.add(form.Tick("open", "Open requests follow it too: who is new is asked, who is gone owes no answer", &c.Open))
	}
	was, did := c.Chain, c.Do
	e.then(func() {
		if c.Chain != was { // the stages were those of another chain
			c.Stage, c.After = "", ""
		}
		if did == "" || c.Chain == "" {
			return
		}
		c.Who, c.For = nil, nil
		if c.Do != "drop" {
			c.Who = who.party()
		}
		if c.Do == "replace" {
			c.For = instead.party()
		}
		if c.Do != "stage" {
			c.Title, c.After = "", ""
		} else {
			c.Stage = ""
		}
	})
}

// stageOptions are the stages of a chain in order.
func stageOptions(chain string, w *automation.World) (list []form.Option) {
	at := slices.IndexFunc(w.Chains, func(c *models.ApprovalChain) bool { return c.ID == chain })
	if at < 0 {
		return nil
	}
	for _, s := range w.Chains[at].Stages {
		list = append(list, form.Option{Value: s.ID, Label: s.Title()})
	}
	return list
}
