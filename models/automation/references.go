package automation

import (
	"strings"

	"throughline/models/blocks"
)

// Reference is one place at which a rule names a thing of the company by its id.
type Reference struct {
	Key, Field string // the block and its field; Key is empty for the rule itself
	Kind       string // person, team, outcome, process, process_step, rule, decision, chat, secret, webhook, approval_chain, or another kind of thing
	In         string // the process that a process_step belongs to
	ID         string
}

// References visits every place of a definition at which a thing is named, in the order people read it, and puts there what visit gives.
func References(d *blocks.Definition, visit func(Reference) string) {
	v := visitor{d.Trigger.Type, visit, ""}
	v.one("decision", "decision", &d.DecisionID)
	v.one("trigger", "webhook", &d.Trigger.Hook)
	v.group(blocks.InTrigger, d.Trigger.Type, d.Trigger.Where)
	d.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		v.key = s.Key
		v.step(s)
	})
}

type visitor struct {
	trigger string
	visit   func(Reference) string
	key     string
}

func (v *visitor) one(field, kind string, id *string) {
	if *id != "" {
		*id = v.visit(Reference{Key: v.key, Field: field, Kind: kind, ID: *id})
	}
}

// tagged is an id behind its kind, as person:ID.
func (v *visitor) tagged(field string, code *string) {
	if kind, id, _ := strings.Cut(*code, ":"); id != "" {
		v.one(field, kind, &id)
		*code = kind + ":" + id
	}
}

func (v *visitor) party(field string, p *blocks.Party) {
	if p != nil {
		v.one(field, "person", &p.Person)
		v.one(field, "team", &p.Team)
		v.tagged(field, &p.Fallback)
	}
}

func (v *visitor) group(field, trigger string, g *blocks.Group) {
	g.Conditions(func(_ blocks.Nest, c *blocks.Condition) {
		f, known := FieldOf(trigger, c.Field)
		kind := f.Of
		switch {
		case !known:
			return
		case f.Kind == blocks.PersonField:
			kind = "person"
		case f.Kind == blocks.TeamField:
			kind = "team"
		}
		if kind != "" {
			for i := range c.Values {
				v.one(field, kind, &c.Values[i])
			}
		}
	})
}

func (v *visitor) step(s *blocks.Step) {
	v.party("owner", s.Owner)
	for _, p := range s.To {
		v.party("to", p)
	}
	for i := range s.Via {
		v.tagged("via", &s.Via[i])
	}
	for i := range s.Links {
		v.tagged("links", &s.Links[i])
	}
	v.group(blocks.InIf, v.trigger, s.If)
	v.group(blocks.InTasks, "task.changed", s.Tasks)
	v.one("rule", "rule", &s.Rule)
	v.one("by", "approval_chain", &s.By)
	if p := s.Process; p != nil {
		of := p.Process
		v.one("process", "process", &p.Process)
		v.processStep("step", of, &p.Step)
		v.processStep("after", of, &p.After)
		v.party("who", p.Who)
	}
	if c := s.Chain; c != nil {
		v.one("chain", "approval_chain", &c.Chain)
		v.one("stage", "chain_stage", &c.Stage)
		v.one("after", "chain_stage", &c.After)
		v.party("who", c.Who)
		v.party("for", c.For)
	}
	if s.Wait != nil {
		v.group(blocks.InWait, s.Wait.Event, s.Wait.Where)
	}
	if s.Hook != nil {
		v.one("secret", "secret", &s.Hook.Secret)
	}
}

// processStep visits a step of a process that is named; one of the process that the rule is about is known only when it runs.
func (v *visitor) processStep(field, process string, key *string) {
	if process != "" && *key != "" {
		*key = v.visit(Reference{Key: v.key, Field: field, Kind: "process_step", In: process, ID: *key})
	}
}
