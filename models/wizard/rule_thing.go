package wizard

import (
	"encoding/json"
	"math"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/form"
)

// Definition is a rule's draft as it is kept: one trigger, one action with owner and deadline, and the decision it carries out (R16).
// The shape is that of the handoff engine's definitions, schema version 1.
type Definition struct {
	SchemaVersion int        `json:"schema_version"`
	Trigger       Trigger    `json:"trigger"`
	Decision      string     `json:"decision"` // the judgment already made that the rule carries out
	Steps         []RuleStep `json:"steps"`
}

// Trigger is the moment that starts the rule.
type Trigger struct {
	Type  string `json:"type"`
	Where *Where `json:"where,omitempty"`
}

// Where narrows a trigger: all of its conditions must hold.
type Where struct {
	All []Condition `json:"all"`
}

// Condition is one condition on what happened.
type Condition struct {
	Field  string   `json:"f"`
	Op     string   `json:"op"`
	Values []string `json:"v"`
}

// RuleStep is one action of a rule. Its key survives edits.
type RuleStep struct {
	Key   string    `json:"k"`
	Do    string    `json:"do"`
	Title string    `json:"title"`
	Owner RuleOwner `json:"owner"`
	Due   RuleDue   `json:"due"`
}

// RuleOwner says who gets the work: a role that is looked up, or the rule's owner when nobody holds it.
type RuleOwner struct {
	Role     string `json:"role"`
	Team     string `json:"team,omitempty"` // whose lead or head; empty is the team that it happens in
	Fallback string `json:"fallback,omitempty"`
}

// RuleDue is the deadline in working days from the trigger.
type RuleDue struct {
	WorkingDays int `json:"working_days"`
}

// Triggers are the moments a rule can start at.
var Triggers = []form.Option{
	{Value: "decision.accepted", Label: "a decision is accepted"},
	{Value: "outcome.off_track", Label: "an outcome turns off track"},
	{Value: "outcome.changed", Label: "an outcome changes its target, deadline or owner"},
	{Value: "intent.changed", Label: "the intent changes"},
	{Value: "workflow.verdict_given", Label: "a workflow gets its verdict"},
	{Value: "objective.done", Label: "an objective is done"},
	{Value: "review.due", Label: "a review is due"},
	{Value: "person.left", Label: "a person leaves"},
}

// Actions are what a rule can do.
var Actions = []form.Option{
	{Value: "create_task", Label: "create a task"}, {Value: "notify", Label: "tell"}, {Value: "approval", Label: "ask for approval"},
}

// Receivers are whom the action reaches.
var Receivers = []form.Option{
	{Value: "rule_owner", Label: "the rule's owner"}, {Value: "outcome_owner", Label: "the outcome's owner"},
	{Value: "team_lead", Label: "the lead of the team"}, {Value: "department_head", Label: "the department head"},
}

type ruleThing struct {
	*models.Rule
	def                                                Definition
	world                                              *World // nil where no sentence is read
	trigger, outcome, do, title, receiver, team, owner string
	days                                               *float64
	beyond                                             bool // it says more than this page can show; the builder keeps it
}

func bindRule(rule *models.Rule) *ruleThing {
	t := &ruleThing{Rule: rule, owner: text(rule.OwnerPersonID)}
	if rule.Draft != "" && json.Unmarshal([]byte(rule.Draft), &t.def) != nil {
		t.def = Definition{}
	}
	t.trigger, t.outcome = t.def.Trigger.Type, t.def.Trigger.about()
	if len(t.def.Steps) > 0 {
		s := t.def.Steps[0]
		days := float64(s.Due.WorkingDays)
		t.do, t.title, t.receiver, t.team, t.days = s.Do, s.Title, s.Owner.Role, s.Owner.Team, &days
	}
	t.beyond = t.saysMore()
	return t
}

// saysMore tells whether a draft holds anything that this page would lose: it is read and written as the page does, and compared.
func (t *ruleThing) saysMore() bool {
	whole, err := blocks.Read([]byte(t.Draft))
	if err != nil {
		return true
	}
	text, err := json.Marshal(t.def)
	if err != nil || t.Draft == "" {
		return false
	}
	shown, err := blocks.Read(text)
	return err != nil || len(whole.Steps) > 1 || shown.Write() != whole.Write()
}

func (t *ruleThing) entity() models.Entity { return t.Rule }
func (t *ruleThing) copy() thing           { t.settle(); return bindRule(clone(t.Rule)).in(t.world) }
func (t *ruleThing) join(w *World)         { w.Rules = append(w.Rules, t.Rule) }

func (t *ruleThing) settle() {
	t.OwnerPersonID = pointer(t.owner)
	if t.beyond {
		return
	}
	if t.Draft == "" && t.trigger == "" && t.do == "" && t.title == "" && t.receiver == "" && t.days == nil && t.def.Decision == "" {
		return
	}
	t.def.SchemaVersion, t.def.Trigger.Type = 1, t.trigger
	t.def.Trigger.only(t.outcome)
	var s RuleStep
	if len(t.def.Steps) > 0 {
		s = t.def.Steps[0]
	}
	if s.Key == "" {
		s.Key = models.NewID()
	}
	s.Do, s.Title, s.Owner.Role, s.Owner.Team, s.Owner.Fallback = t.do, t.title, t.receiver, t.team, ""
	if t.owner != "" {
		s.Owner.Fallback = "person:" + t.owner
	}
	s.Due.WorkingDays = noDeadline
	if _, say := t.unheld(); t.days != nil && say == "" {
		s.Due.WorkingDays = int(*t.days)
	}
	t.def.Steps = []RuleStep{s}
	if b, err := json.Marshal(t.def); err == nil {
		t.Draft = string(b)
	}
	t.Name = t.ruleName()
}

// mostDays is the longest deadline of a rule, in working days: a year.
const mostDays = 260

// unheld refuses a deadline that is not a whole number of working days: the rule keeps nothing else.
func (t *ruleThing) unheld() (key, say string) {
	if d := t.days; d != nil && (*d != math.Trunc(*d) || *d < 0 || *d > mostDays) {
		return "days", "Give a whole number of working days from 0 to 260, for example 2."
	}
	return "", ""
}

// noDeadline marks a draft whose deadline was not given yet; 0 working days would mean the same day.
const noDeadline = -1

func (t *ruleThing) fields(w *World) []*form.Field {
	if t.beyond {
		return []*form.Field{form.Pick("owner", "Owner, who answers for it", &t.owner, nil, w.People).Wanted().Help("Everything else of this rule is written in the builder.")}
	}
	if t.days != nil && *t.days == noDeadline {
		t.days = nil
	}
	return []*form.Field{
		form.Choice("trigger", "When", &t.trigger, Triggers...).Wanted(),
		form.Choice("outcome", "Which outcome", &t.outcome, w.outcomeOptions()...).Help("Where an outcome starts it. Without a choice it is any of them."),
		form.Choice("do", "Then", &t.do, Actions...).Wanted(),
		form.Choice("receiver", "For", &t.receiver, Receivers...).Wanted(),
		form.Choice("team", "Of which team", &t.team, w.teamOptions()...).Help("For a lead or a head. Without a choice it is the team that it happens in."),
		form.Line("title", "What is to be done", &t.title).Wanted().Max(300),
		form.Number("days", "Due in working days", &t.days).Between(0, mostDays).Wanted(),
		form.Pick("owner", "Owner, who answers for it", &t.owner, nil, w.People).Wanted(),
		form.Line("decision", "The decision it carries out", &t.def.Decision).Wanted().Max(500).Help("Automation carries a judgment already made: name it."),
	}
}

// in gives the rule the alignment it is read in.
func (t *ruleThing) in(w *World) *ruleThing { t.world = w; return t }

func (t *ruleThing) add(tx *models.Tx, w *World) error {
	t.StrategyID = &w.Strategy.ID
	return tx.AddRule(t.Rule)
}

func (t *ruleThing) save(tx *models.Tx, before thing) error {
	return tx.SaveRule(models.RuleChanged, before.(*ruleThing).Rule, t.Rule)
}

func (t *ruleThing) remove(tx *models.Tx) error {
	before := *t.Rule
	t.RemovedAt = &tx.Now
	return tx.SaveRule(models.RuleRemoved, &before, t.Rule)
}

func (t *ruleThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Rule{}
	found, err := r.AsOf("rule", t.ID, version, was)
	return bindRule(was).in(t.world), found, err
}

func restoreRule(tx *models.Tx, w *World, id string) error {
	rule, err := tx.RuleByID(id)
	if err != nil || rule.RemovedAt == nil || !w.reaches(rule.StrategyID) {
		return err
	}
	before := *rule
	rule.RemovedAt = nil
	return tx.SaveRule(models.RulePutBack, &before, rule)
}
