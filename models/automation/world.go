package automation

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
	"throughline/models/form"
)

// World is what rules name only by an id, loaded once: people, teams, outcomes, processes, rules and chat rooms. It puts definitions into
// words, offers what a block can name, and tells what is no longer there.
type World struct {
	Company   *models.Company
	People    *form.Directory // ids of people
	Both      *form.Directory // "person:ID", "team:ID"
	Left      map[string]bool // ids of the people who are switched off
	Tree      *models.Tree
	Outcomes  []*models.Outcome // of the strategy in force
	Processes []*models.Process
	Rules     []*models.Rule
	Chains    []*models.ApprovalChain
	Today     day.Day
	Hosts     map[string]*models.ChannelHost // servers that may be called, by name
	Secrets   []*models.HookSecret
	Hooks     []*models.Webhook
	Rooms     []*models.Channel // chat rooms, by name
	AuditDone bool              // step 3 is done, which publishing rests on (R16)
	names     map[string]string
}

// LoadWorld reads it in a fixed number of queries.
func LoadWorld(r *models.Read) (*World, error) {
	w := &World{Today: r.Today(), names: map[string]string{}}
	var owners *models.Owners
	for _, load := range []func() error{
		func() (err error) { w.Company, err = r.Company(); return },
		func() (err error) { owners, err = r.Owners(); return },
		func() (err error) { w.Tree, err = r.Tree(); return },
		func() (err error) { w.Processes, err = r.Processes(); return },
		func() (err error) { w.Rules, err = r.RuleNames(); return },
		func() (err error) { w.Hosts, err = r.HostsAllowed(); return },
		func() (err error) { w.Rooms, err = r.RoomNames(); return },
		func() (err error) { w.Hooks, err = r.Webhooks(); return },
		func() (err error) { w.Secrets, err = r.HookSecrets(); return },
		func() (err error) { w.Chains, err = r.Chains(); return },
		func() error { return w.loadStrategy(r) },
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	w.People, w.Both, w.Left = owners.People, owners.Both, owners.Left
	for _, o := range w.Outcomes {
		w.names["outcome "+o.ID] = o.Ref
	}
	for _, p := range w.Processes {
		w.names["process "+p.ID] = p.Name
		if p.Current != nil {
			for _, s := range p.Current.Steps {
				w.names["process_step "+p.ID+" "+s.StepKey] = s.Title
			}
		}
	}
	for _, c := range w.Rooms {
		w.names["channel "+c.ID] = c.Name
	}
	for _, h := range w.Hooks {
		w.names["webhook "+h.ID] = h.Name
	}
	for _, s := range w.Secrets {
		w.names["secret "+s.ID] = s.Name
	}
	for _, c := range w.Chains {
		w.names["approval_chain "+c.ID] = c.Name
		for _, s := range c.Stages {
			w.names["chain_stage "+s.ID] = s.Title()
		}
	}
	for _, rule := range w.Rules {
		w.names["rule "+rule.ID] = rule.Name
	}
	return w, nil
}

func (w *World) loadStrategy(r *models.Read) error {
	strategy, _, err := r.InForce()
	if err != nil {
		return err
	}
	if strategy == nil {
		if strategy, err = r.StrategyToAlign(); err != nil {
			if _, refused := models.AsRefusal(err); refused {
				return nil // there is no strategy at all yet
			}
			return err
		}
	} else if w.Outcomes, err = r.OutcomesOf(strategy.ID); err != nil {
		return err
	}
	steps, err := r.AlignmentSteps(strategy.ID)
	for _, st := range steps {
		w.AuditDone = w.AuditDone || st.Step == "audit" && st.DoneAt != nil
	}
	return err
}

// Thing is the name of a thing; empty when it is not there.
func (w *World) Thing(kind, id string) string {
	switch kind {
	case "person":
		return w.People.Label(id)
	case "team":
		if t := w.Tree.ByID[id]; t != nil {
			return t.Name
		}
		return ""
	}
	return w.names[kind+" "+id]
}

// In gives the words of a world for a rule that starts at a trigger.
func (w *World) In(d *blocks.Definition) blocks.Words { return words{w, d.Trigger} }

// words are a world, with the fields of one trigger.
type words struct {
	*World
	trigger blocks.Trigger
}

func (w words) Trigger(kind string) string {
	if t, known := TriggerOf(kind); known {
		return t.Says
	}
	return ""
}

func (w words) Field(name string) string {
	if f, known := w.FieldIn(w.trigger, name); known {
		return f.Says()
	}
	if f, known := TaskField(name); known {
		return f.Says()
	}
	for _, f := range Lists(w.trigger.Type) {
		if f.Name == name {
			return f.Label
		}
	}
	return ""
}

func (w words) Operator(field, op string) string {
	f, known := w.FieldIn(w.trigger, field)
	if !known {
		f, known = TaskField(field)
	}
	if o, there := blocks.OperatorOf(f.Kind, op); known && there {
		return o.Label
	}
	return ""
}

func (w words) Value(field, value string) string {
	switch field {
	case "schedule":
		return says(value)
	case "day":
		if d := day.Day(value); d.Valid() {
			return d.Long()
		}
		return ""
	}
	f, known := w.FieldIn(w.trigger, field)
	if !known {
		if f, known = TaskField(field); !known {
			return ""
		}
	}
	switch {
	case f.Kind == blocks.PersonField:
		return w.Thing("person", value)
	case f.Kind == blocks.TeamField:
		return w.Thing("team", value)
	case f.Of != "":
		return w.Thing(f.Of, value)
	case f.Kind == blocks.DayField && day.Day(value).Valid():
		return day.Day(value).Long()
	}
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return ""
}

// says is the first time of a schedule in words, with whether it comes back.
func says(start string) string {
	at, rule, _ := strings.Cut(start, " ")
	t, err := time.Parse("2006-01-02T15:04", at)
	if err != nil {
		return ""
	}
	if rule == "" {
		return "it is " + t.Format("2 January 2006 15:04")
	}
	p, err := models.ReadRepeat(rule)
	if err != nil {
		return ""
	}
	return "it is " + t.Format("15:04") + ", " + strings.ToLower(p.Words(day.Day(t.Format(time.DateOnly))))
}

// Says is the field within a sentence: with the thing that it belongs to, where that is not told by its own words.
func (f Field) Says() string {
	if entity, name, _ := strings.Cut(f.Name, "."); entity != "before" && entity != "change" && entity != "actor" && entity != "team" && entity != "owner" && entity != "event" && name != "" {
		switch {
		case name == "id":
			return "the " + strings.ReplaceAll(entity, "_", " ")
		case !strings.Contains(f.Label, " of "):
			return "the " + strings.ReplaceAll(entity, "_", " ") + "'s " + f.Label
		}
	}
	return "the " + f.Label
}

// TaskField finds a field of tasks, which blocks that route them anew ask for.
func TaskField(name string) (Field, bool) {
	if !strings.HasPrefix(name, "task.") {
		return Field{}, false
	}
	return FieldOf("task.changed", name)
}

// TaskFields are what tasks can be chosen by.
func TaskFields() (list []Field) {
	for _, f := range Fields("task.changed") {
		if strings.HasPrefix(f.Name, "task.") {
			list = append(list, f)
		}
	}
	return list
}
