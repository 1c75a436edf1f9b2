package automation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// Problem is something that keeps a rule from being published, or that is worth a second look. Key is the block it stands on, empty for the
// rule itself; Field is the field that mends it.
type Problem struct {
	Key, Field, Say string
	Advice          bool // it keeps nobody from publishing
}

// Stops are the problems that keep a rule from being published.
func Stops(list []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(list), func(p Problem) bool { return p.Advice })
}

// checker goes through a definition.
type checker struct {
	d    *blocks.Definition
	w    *World
	said blocks.Words
	list []Problem
	key  string // of the block it is at
}

func (c *checker) say(field, say string) {
	if !slices.ContainsFunc(c.list, func(p Problem) bool { return p.Key == c.key && p.Field == field && p.Say == say }) {
		c.list = append(c.list, Problem{Key: c.key, Field: field, Say: say})
	}
}

func (c *checker) advise(field, say string) {
	c.list = append(c.list, Problem{Key: c.key, Field: field, Say: say, Advice: true})
}

func (c *checker) lacks(s blocks.Sentence) {
	for _, p := range s.Lacks() {
		c.say(p.Key, p.Say)
	}
}

// Check says what keeps a definition from being published, block by block in the order people read them.
func Check(d *blocks.Definition, w *World) []Problem {
	c := &checker{d: d, w: w, said: w.In(d)}
	c.trigger()
	if d.DecisionID == "" && strings.TrimSpace(d.Decision) == "" {
		c.say("decision", "Choose the accepted decision that it carries out.")
	} else if d.DecisionID == "" {
		c.say("decision", "Choose the recorded decision that it carries out. Words alone are not enough to publish.")
	}
	if !d.Deadline.Given() {
		c.say("deadline", "Say within which time the work has to have reached its owner.")
	}
	if len(d.Steps) == 0 {
		c.say("steps", "Add a block: what is done.")
	}
	d.Walk(func(s *blocks.Step, around []*blocks.Step) {
		c.key = s.Key
		c.lacks(s.Says(c.said))
		c.step(s)
		c.parties(s)
		c.texts(s)
	})
	References(d.Copy(), func(r Reference) string {
		if r.ID == blocks.LeftOpen {
			c.key = r.Key
			c.say(r.Field, "It was left open when the rule came in from a file. Choose the "+strings.ReplaceAll(r.Kind, "_", " ")+" here, or take it out.")
		}
		return r.ID
	})
	return c.list
}

func (c *checker) trigger() {
	t := c.d.Trigger
	if s := t.Schedule; t.Type == blocks.OnSchedule {
		if s == nil || c.said.Value("schedule", s.Start+" "+s.Rule) == "" {
			c.say("trigger", "Say when it runs: a first day and a time.")
		} else if _, err := day.Zone(s.Zone); s.Zone != "" && err != nil {
			c.say("trigger", "There is no time zone “"+s.Zone+"”.")
		}
	} else if _, known := TriggerOf(t.Type); t.Type != "" && !known {
		c.say("trigger", "This moment is not known any more. Choose another one.")
	}
	if t.Type == "" {
		c.say("trigger", "Choose the moment it starts at.")
	}
	if t.Type == blocks.OnWebhook {
		c.hook(t)
	}
	c.group(blocks.InTrigger, t.Where, t.Type)
}

func (c *checker) step(s *blocks.Step) {
	c.group(blocks.InIf, s.If, c.d.Trigger.Type)
	c.group(blocks.InTasks, s.Tasks, "task.changed")
	switch s.Do {
	case blocks.If:
		if len(s.Then) == 0 && len(s.Else) == 0 {
			c.say("then", "Nothing is done either way. Put a block into it, or remove it.")
		}
	case blocks.Each:
		if len(s.Then) == 0 {
			c.say("then", "Nothing is done each time. Put a block into it, or remove it.")
		}
	case blocks.Approval:
		if len(s.Late) == 0 {
			c.say("late", "Say what happens when nobody decides in time: put a block there, a stop for example.")
		}
		if s.Need == "count" && s.Of < 1 && s.By == "" {
			c.say("of", "Say how many have to approve.")
		}
		c.leavers(s.By)
	case blocks.ChangeChain:
		c.chain(s.Chain)
	case blocks.Wait:
		if s.Wait != nil && s.Wait.Event != "" && len(s.Late) == 0 {
			c.say("late", "Say what happens when it does not come in time: put a block there, a stop for example.")
		}
		if s.Wait != nil && s.Wait.Event != "" {
			c.group(blocks.InWait, s.Wait.Where, s.Wait.Event)
		}
	case blocks.RunRule:
		if s.Rule != "" && c.w.Thing("rule", s.Rule) == "" {
			c.say("rule", "This rule is not there any more. Choose another one.")
		}
	case blocks.CallWebhook:
		c.call(s.Hook)
	}
	if !slices.Contains(Kinds(), s.Do) && s.Do != "" {
		c.say("do", "This program does not know what “"+string(s.Do)+"” does.")
	}
	if s.OnError == blocks.FailBranch && len(s.Failed) == 0 {
		c.say("failed", "Say what happens when it fails: put a block there.")
	}
	if _, at := c.d.Find(s.Key); s.Do == blocks.Stop && at.At < len(*at.List)-1 {
		c.advise("do", "What stands after a stop is never done.")
	}
	if emitted := emits[s.Do]; slices.Contains(emitted, c.d.Trigger.Type) || s.Do == blocks.SetField && strings.HasSuffix(c.d.Trigger.Type, ".changed") {
		c.advise("do", "This makes the very thing happen that the rule starts at. A rule does not run again for what it caused itself, so it comes to nothing the second time.")
	}
}

// emits are the events that a block of a kind can bring about.
var emits = map[blocks.Kind][]string{
	blocks.CreateTask: {"task.created"}, blocks.CreateHandoff: {"handoff.created", "task.created"}, blocks.RerouteTasks: {"task.changed", "task.reassigned"},
	blocks.AdjustProcess: {"process.changed", "process.documented", "process.succeeded"}, blocks.ChangeChain: {"approval_chain.changed", "approval.asked_anew"},
	blocks.Approval: {"approval.requested", "approval.decided"},
}

func (c *checker) parties(s *blocks.Step) {
	look := func(field string, p *blocks.Party, one bool) {
		switch {
		case p.Empty():
			return
		case p.Person != "" && c.w.Left[p.Person]:
			c.say(field, c.w.Thing("person", p.Person)+" has left. Choose somebody else.")
		case p.Person != "" && c.w.Thing("person", p.Person) == "", p.Team != "" && c.w.Thing("team", p.Team) == "":
			c.say(field, "Whom it names is not here any more. Choose somebody else.")
		case one && p.Several():
			c.say(field, "One person has to own it. Choose a role that one person holds.")
		case one && p.Role != "" && p.Role != "rule_owner" && p.Fallback == "":
			c.say(field, "Name who takes it when nobody holds the role.")
		}
		if id, named := strings.CutPrefix(p.Fallback, "person:"); named && c.w.Left[id] {
			c.say(field, c.w.Thing("person", id)+", who stands in, has left. Choose somebody else.")
		}
	}
	look("owner", s.Owner, true)
	for _, p := range s.To {
		look("to", p, false)
	}
	if s.Process != nil {
		look("who", s.Process.Who, false)
	}
	if s.Chain != nil && s.Chain.Do != "remove" { // whoever is removed may have left
		look("who", s.Chain.Who, false)
	}
	for _, v := range s.Via {
		if room, is := strings.CutPrefix(v, inRoom); is && c.w.Thing("channel", room) == "" {
			c.say("via", "This chat room is not there any more. Choose another one.")
		} else if !is && v != "app" && v != "mail" {
			c.say("via", "A rule tells people in the app, by mail and in chat rooms. Choose one of these.")
		}
	}
}

func (c *checker) texts(s *blocks.Step) {
	body, stage := "", ""
	if s.Chain != nil {
		stage = s.Chain.Title
	}
	if s.Hook != nil {
		body = s.Hook.Body
	}
	for _, f := range [][2]string{{"title", s.Title}, {"text", s.Text}, {"value", s.Value}, {"body", body}, {"stage_title", stage}} {
		for _, name := range blocks.Names(f[1]) {
			if !c.knows(name, c.d.Trigger.Type) {
				c.say(f[0], "{{"+name+"}} is not known at this moment. Choose a field from the list.")
			}
		}
	}
	if s.Over != "" && !slices.ContainsFunc(Lists(c.d.Trigger.Type), func(f Field) bool { return f.Name == s.Over }) {
		c.say("over", "This list is not known at this moment. Choose another one.")
	}
	if s.Due != nil && s.Due.Day != "" && !c.knows(s.Due.Day, c.d.Trigger.Type) {
		c.say("due", "This day is not known at this moment. Choose another one.")
	}
}

// knows tells whether a field can be asked for: one of the trigger, or of what an earlier block gave.
func (c *checker) knows(name, trigger string) bool {
	if _, known := c.field(name, trigger); known {
		return true
	}
	key, _, _ := strings.Cut(name, ".")
	s, _ := c.d.Find(key)
	return s != nil || key == "item"
}

func (c *checker) group(field string, g *blocks.Group, trigger string) {
	g.Conditions(func(_ blocks.Nest, cond *blocks.Condition) {
		f, known := c.field(cond.Field, trigger)
		if cond.Field == "" {
			c.say(field, "Choose what the condition asks for.")
			return
		}
		if !known {
			if !c.knows(cond.Field, trigger) {
				c.say(field, "“"+cond.Field+"” is not known at this moment. Choose another field.")
			}
			return
		}
		op, there := blocks.OperatorOf(f.Kind, cond.Op)
		switch {
		case !there:
			c.say(field, "Choose how "+f.Says()+" is compared.")
		case op.Values > 0 && len(cond.Values) != op.Values || op.Values == blocks.Several && len(cond.Values) == 0:
			c.say(field, "Give the value that "+f.Says()+" is compared with.")
		default:
			for _, v := range cond.Values {
				if say := unfit(f.Kind, v); say != "" {
					c.say(field, say)
				}
			}
		}
	})
}

// unfit says why a value cannot be compared with a field of a kind; empty when it can.
func unfit(kind blocks.FieldKind, value string) string {
	switch kind {
	case blocks.NumberField:
		if _, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil {
			return "“" + value + "” is no number."
		}
	case blocks.DayField, blocks.InstantField:
		if _, ok := (blocks.Clock{Now: time.Unix(0, 0)}).DayOf(value); !ok {
			return "“" + value + "” is no day. Give one as 2026-12-01, today, +5d or -2w."
		}
	case blocks.YesField:
		if value != "yes" && value != "no" {
			return "Choose yes or no."
		}
	}
	return ""
}

// CheckRule is Check with what stands beside the definition: the rule's owner and the recorded decision (R16).
func CheckRule(r *models.Read, rule *models.Rule, d *blocks.Definition, w *World) ([]Problem, error) {
	var list []Problem
	if rule.OwnerPersonID == nil {
		list = append(list, Problem{Field: "owner", Say: "Name the owner of the rule."})
	} else if w.Left[*rule.OwnerPersonID] {
		list = append(list, Problem{Field: "owner", Say: w.Thing("person", *rule.OwnerPersonID) + " has left. Name another owner."})
	}
	if d.DecisionID != "" {
		decided, err := r.DecisionByID(d.DecisionID)
		switch _, refused := models.AsRefusal(err); {
		case refused:
			list = append(list, Problem{Field: "decision", Say: "Its decision is not here any more. Choose another one."})
		case err != nil:
			return nil, err
		case decided.State != models.DecisionAccepted:
			list = append(list, Problem{Field: "decision", Say: decided.Ref + " is " + decided.State + ". A rule carries out an accepted decision."})
		}
	}
	if list = append(list, Check(d, w)...); rule.Untried(d) && len(Stops(list)) == 0 {
		list = append(list, Problem{Field: InTrial, Say: "Try this draft first: it changes how work goes."})
	}
	return list, nil
}

// InTrial is where a problem is mended by trying the draft.
const InTrial = "trial"
