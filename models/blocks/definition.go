// Package blocks is what a handoff rule says: its trigger, its conditions and its blocks, as a tree. It knows no database and no page: what
// a block does is in models/automation.
package blocks

import (
	"encoding/json"
	"errors"
	"fmt"
)

// SchemaVersion is the shape that this program writes. It reads every older one.
const SchemaVersion = 1

// What a definition may hold at most. A rule that needs more is two rules.
const (
	MostBytes = 256 << 10 // of its JSON
	MostSteps = 200       // blocks in all
	MostDeep  = 8         // blocks inside blocks, and groups inside groups
	MostRows  = 50        // conditions in one group
	MostText  = 4000      // characters of one text
	MostEach  = 200       // how often "for each" goes round
)

// Definition is a rule as it is drafted, published and run: one moment, the judgment that it carries out, and what is done (R16).
type Definition struct {
	SchemaVersion int     `json:"schema_version"`
	Trigger       Trigger `json:"trigger"`
	Decision      string  `json:"decision"`                // the judgment already made, in words
	DecisionID    string  `json:"decision_id,omitempty"`   // the recorded decision; asked for when it is published
	Deadline      *Due    `json:"deadline,omitempty"`      // within which the work has reached its owner
	Mode          Mode    `json:"mode,omitempty"`          // what happens when it is asked for while it runs for the same thing; queue when empty
	ExpectedDays  int     `json:"expected_days,omitempty"` // it is quiet when it did not run for longer; 0: nobody expects it
	MinutesSaved  int     `json:"minutes_saved,omitempty"` // by hand, for one run, as a person estimated it; 0: nobody did
	Reenter       bool    `json:"reenter,omitempty"`       // it may run for what it has caused itself
	Steps         []*Step `json:"steps"`
}

// Mode says what happens when a rule is asked for while it still runs for the same thing.
type Mode string

// The four modes.
const (
	Parallel Mode = "parallel" // both run
	Single   Mode = "single"   // the new one is left out, which is shown
	Queue    Mode = "queue"    // the new one waits until the first has ended
	Restart  Mode = "restart"  // the first is cancelled
)

// Trigger is the moment that starts a rule: something that happened, a date, or a call from outside.
type Trigger struct {
	Type     string    `json:"type"`               // name of an event, or one of the two below
	Where    *Group    `json:"where,omitempty"`    // what must hold then
	Schedule *Schedule `json:"schedule,omitempty"` // of OnSchedule
	Hook     string    `json:"hook,omitempty"`     // of OnWebhook: id of the hook that the call comes in at
}

// Triggers that are no event of the product itself.
const (
	OnSchedule = "schedule.fired"
	OnWebhook  = "webhook.received"
)

// Schedule is when a rule runs by the calendar.
type Schedule struct {
	Start string `json:"start"`          // first time, on the wall clock of its zone: 2026-03-29T07:00
	Rule  string `json:"rule"`           // how it goes on, an RRULE of RFC 5545 without DTSTART; empty: once
	Zone  string `json:"zone,omitempty"` // IANA name; empty is the company's
}

// Join says how the rows of a group count.
type Join string

// The three joins.
const (
	All  Join = "all"
	Any  Join = "any"
	None Join = "none"
)

// Group is conditions that are looked at together. A group without rows holds.
type Group struct {
	Join Join
	Rows []Row
}

// Row is one condition, or a group inside the group.
type Row struct {
	Condition *Condition
	Group     *Group
}

// Condition compares one field of what happened, or of what an earlier step gave, with values.
type Condition struct {
	Field  string   // as the catalogue names it: outcome.target, change.pct, 01A.state
	Op     string   // see the operators
	Values []string // as typed; a day may be relative to now: +5d, -2w, today
}

// Kind is what a step does.
type Kind string

// Every kind of step. What a step of each kind reads of Step stands beside it.
const (
	CreateTask    Kind = "create_task"    // Title, Text, Owner, Due, Links
	CreateHandoff Kind = "create_handoff" // Title: the work; Text: how one sees that it worked; Owner, Due, Answer
	RerouteTasks  Kind = "reroute_tasks"  // Tasks (which), Owner, Most
	Notify        Kind = "notify"         // To, Via, Title, Text
	AdjustProcess Kind = "adjust_process" // Process
	ChangeChain   Kind = "change_chain"   // Chain
	SetField      Kind = "set_field"      // Field, Value
	Approval      Kind = "approval"       // Title, By or To with Need and Of, Due; Then, Else, Late
	Wait          Kind = "wait"           // Wait; Late when an event does not come
	CallWebhook   Kind = "call_webhook"   // Hook
	RunRule       Kind = "run_rule"       // Rule
	Stop          Kind = "stop"           // Text: why
	If            Kind = "if"             // If; Then, Else
	Each          Kind = "each"           // Over, Most; Then
)

// Step is one block. Its key survives edits, so that a run finds it again in a later version.
type Step struct {
	Key   string   `json:"k"`
	Do    Kind     `json:"do"`
	Title string   `json:"title,omitempty"` // may hold {{field}}
	Text  string   `json:"text,omitempty"`  // may hold {{field}}
	Owner *Party   `json:"owner,omitempty"`
	To    []*Party `json:"to,omitempty"`
	Via   []string `json:"via,omitempty"` // app, mail, chat:ID
	Due   *Due     `json:"due,omitempty"`
	// Answer is how many working days the receiver of a handoff has to answer; 0 is the company's.
	Answer  int      `json:"answer,omitempty"`
	Links   []string `json:"links,omitempty"` // what a task serves beside what the event is about: outcome:ID, objective:ID, goal:ID
	Tasks   *Group   `json:"tasks,omitempty"` // which open tasks are routed anew
	Most    int      `json:"most,omitempty"`  // no more than so many; 0 is 200
	By      string   `json:"by,omitempty"`    // id of the approval chain that is asked, in place of those in To
	Need    string   `json:"need,omitempty"`  // any, all or count
	Of      int      `json:"of,omitempty"`    // how many of those asked must say yes, where need is count
	Over    string   `json:"over,omitempty"`  // the list that each goes through, as the catalogue names it
	Field   string   `json:"field,omitempty"`
	Value   string   `json:"value,omitempty"`
	Rule    string   `json:"rule,omitempty"` // id of the rule that is run
	Process *Change  `json:"process,omitempty"`
	Chain   *Chain   `json:"chain,omitempty"`
	Wait    *Pause   `json:"wait,omitempty"`
	Hook    *Call    `json:"hook,omitempty"`
	If      *Group   `json:"if,omitempty"`
	Then    []*Step  `json:"then,omitempty"` // if it holds; approved; each time round
	Else    []*Step  `json:"else,omitempty"` // if it does not hold; refused
	Late    []*Step  `json:"late,omitempty"` // nobody decided in time; the event did not come
	OnError string   `json:"on_error,omitempty"`
	Tries   int      `json:"tries,omitempty"`  // how often it is tried; 0 is the usual
	Failed  []*Step  `json:"failed,omitempty"` // where OnError is branch
}

// What happens when a step has failed for the last time.
const (
	FailStop     = "stop" // the run fails; also when nothing is said
	FailContinue = "continue"
	FailBranch   = "branch"
)

// Party is whom a step is for: a role that is looked up at that moment, a person or a team, and who stands in when nobody holds the role.
type Party struct {
	Role     string `json:"role,omitempty"`     // rule_owner, outcome_owner, owner, team_lead, department_head, members, actor, decider, working_on_outcome, round_robin
	Person   string `json:"person,omitempty"`   // id
	Team     string `json:"team,omitempty"`     // id; with a role: whose lead, head or members. Empty is the team that it happens in
	Fallback string `json:"fallback,omitempty"` // person:ID
}

// Due is a time from the moment a step runs. One of the three is given; Day names a field that holds a day.
type Due struct {
	WorkingDays int    `json:"working_days"` // -1: not given yet, in a draft
	Hours       int    `json:"hours,omitempty"`
	Day         string `json:"day,omitempty"`
}

// Pause is what a wait waits for.
type Pause struct {
	For   *Due   `json:"for,omitempty"`   // a while
	Until string `json:"until,omitempty"` // a day, 2026-12-01, or a field that holds one
	Event string `json:"event,omitempty"` // an event of the thing that the rule is about; For says how long at most
	Where *Group `json:"where,omitempty"` // what must hold of that event
}

// Change is one change of a process's steps; it makes a new version (R14).
type Change struct {
	Process string `json:"process,omitempty"` // id; empty is the process that it is about
	Do      string `json:"do"`                // insert, move, skip, assign
	Step    string `json:"step,omitempty"`    // key of the process step that is moved, skipped or assigned
	After   string `json:"after,omitempty"`   // key of the step before it; empty is the beginning
	Title   string `json:"title,omitempty"`   // of an inserted step
	Who     *Party `json:"who,omitempty"`
}

// Chain is a change of an approval chain.
type Chain struct {
	Chain string `json:"chain,omitempty"` // id
	Do    string `json:"do"`              // add, remove, replace somebody; stage, drop: a whole stage
	Stage string `json:"stage,omitempty"` // id of the stage that it is about; empty is every stage, where somebody is removed or replaced
	After string `json:"after,omitempty"` // id of the stage before a new one; empty is the beginning
	Title string `json:"title,omitempty"` // of a new stage
	Who   *Party `json:"who,omitempty"`   // who is added, or removed
	For   *Party `json:"for,omitempty"`   // who is replaced
	Open  bool   `json:"open,omitempty"`  // also for what waits for approval now
}

// Call is a call to a server outside.
type Call struct {
	URL    string `json:"url"`
	Secret string `json:"secret,omitempty"` // id of the sealed secret that signs it
	Body   string `json:"body,omitempty"`   // may hold {{field}}; empty: the fields of the event
}

// LeftOpen stands where a rule that came from a file names something that nobody has chosen here yet. Nothing has it as its id.
const LeftOpen = "?"

// ErrTooLarge tells that a definition holds more than a rule may.
var ErrTooLarge = errors.New("the rule is too large")

// Read reads a definition. What it gives can be edited and checked; whether it can be published is said by the checks.
func Read(text []byte) (*Definition, error) {
	d := &Definition{}
	if len(text) > MostBytes {
		return nil, ErrTooLarge
	}
	if len(text) == 0 {
		d.SchemaVersion = SchemaVersion
		return d, nil
	}
	if err := json.Unmarshal(text, d); err != nil {
		return nil, fmt.Errorf("the rule cannot be read: %w", err)
	}
	if d.SchemaVersion > SchemaVersion {
		return nil, fmt.Errorf("the rule has schema version %d; this program reads up to %d", d.SchemaVersion, SchemaVersion)
	}
	d.SchemaVersion = SchemaVersion
	if err := d.within(); err != nil {
		return d, err
	}
	d.Walk(func(s *Step, _ []*Step) {
		if (s.Do == Notify || s.Do == Approval) && len(s.To) == 0 && s.Owner != nil { // how step 6 wrote it once
			s.To, s.Owner = []*Party{s.Owner}, nil
		}
	})
	return d, nil
}

// Write gives the definition as it is kept.
func (d *Definition) Write() string {
	b, err := json.Marshal(d)
	if err != nil {
		panic("blocks: " + err.Error()) // strings, numbers and lists of them only
	}
	return string(b)
}

// within refuses what is larger or deeper than a rule may be, and steps that share a key or have none.
func (d *Definition) within() error {
	if d.Trigger.Where.deep() > MostDeep {
		return ErrTooLarge
	}
	seen := map[string]bool{}
	var look func(list []*Step, deep int) error
	look = func(list []*Step, deep int) error {
		for _, s := range list {
			switch {
			case s == nil || s.Key == "":
				return errors.New("a block has no key")
			case seen[s.Key]:
				return fmt.Errorf("two blocks have the key %q", s.Key)
			case deep > MostDeep || len(seen) >= MostSteps || s.If.deep() > MostDeep || s.Tasks.deep() > MostDeep:
				return ErrTooLarge
			}
			seen[s.Key] = true
			for _, b := range s.Branches() {
				if err := look(*b.Steps, deep+1); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return look(d.Steps, 1)
}

func (g *Group) deep() int {
	if g == nil {
		return 0
	}
	most := 0
	for _, r := range g.Rows {
		most = max(most, r.Group.deep())
	}
	return most + 1
}
