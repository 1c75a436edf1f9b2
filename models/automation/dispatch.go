package automation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

// How often a rule may run before it is paused as running away.
const (
	mostForOne  = 10 // for one thing in forOne
	forOne      = 10 * time.Minute
	mostForRule = 200 // in forRule
	forRule     = time.Hour
)

// dispatch looks which published rules an event starts: one run for each that matches, one count for each that does not.
func (e *Engine) dispatch(tx *models.Tx, w *models.Work) error {
	events, err := tx.EventsByID([]string{w.Ref})
	if err != nil || len(events) == 0 {
		return err // the example was removed meanwhile
	}
	h, err := Happen(&tx.Read, events[0])
	if err != nil || h.Draft {
		return err
	}
	d := &dispatching{engine: e, tx: tx, h: h}
	if d.clock, err = clockOf(&tx.Read); err != nil {
		return err
	}
	listeners, err := tx.Listeners(models.TriggersOf(h.Event.Type))
	if err != nil {
		return err
	}
	ids := make([]string, len(listeners))
	for i, l := range listeners {
		ids[i] = l.RuleVersionID
	}
	versions, err := e.versions(&tx.Read, ids)
	if err != nil {
		return err
	}
	d.listeners = listeners
	for _, l := range listeners {
		if v := versions[l.RuleVersionID]; v != nil && h.Starts(v.says.Trigger) && (h.Event.Type != blocks.OnSchedule || h.Event.EntityID == l.RuleID) {
			if err := d.look(l, v.says); err != nil {
				return err
			}
		}
	}
	if err := d.wake(); err != nil {
		return err
	}
	if err := tx.CountSkips(d.skips); err != nil {
		return err
	}
	err = tx.BeginRuns(d.runs, func(run *models.Run) *models.Work {
		def := versions[run.RuleVersionID].says
		return stepWork(def, run.ID, first(def.Steps), "", "")
	})
	if err != nil {
		return err
	}
	var targets []*models.Work
	for _, run := range d.runs {
		if at, has := d.target(versions[run.RuleVersionID].says); has && run.Live() {
			targets = append(targets, models.TargetWork(run.ID, at))
		}
	}
	return tx.EnqueueAll(targets)
}

// dispatching is one event on its way to rules.
type dispatching struct {
	engine *Engine
	tx     *models.Tx
	h      *Happened
	clock  blocks.Clock
	facts  string // as JSON, made once
	skips  []*models.RunSkip
	runs   []*models.Run

	listeners []models.Listener
	ran       map[string]models.RunCount // how often each of their rules ran lately; nil until it was asked for
}

// look asks one rule whether it runs for the event.
func (d *dispatching) look(l models.Listener, def *blocks.Definition) error {
	held, seen := def.Trigger.Where.Holds(d.h.Facts, d.clock)
	trace, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	if !held {
		d.skip(l, failing(d.h.Event.Type, def.Trigger.Where, seen), trace)
		return nil
	}
	if d.facts == "" {
		b, err := json.Marshal(d.h.Facts)
		if err != nil {
			return err
		}
		d.facts = string(b)
	}
	run := &models.Run{
		RuleID: l.RuleID, RuleVersionID: l.RuleVersionID, EventID: d.h.Event.ID, EntityType: d.h.Event.EntityType, EntityID: d.h.Event.EntityID, EntityRef: d.h.Ref,
		EntityTitle: d.h.Title, TeamID: d.h.TeamID, Facts: d.facts, Trace: string(trace), Depth: d.h.Event.Depth + 1, RootID: d.h.Event.RootID,
		Chain: strings.TrimSpace(d.h.Event.RuleChain + " " + l.RuleID), State: models.RunRunning, OccurredAt: &d.h.Event.OccurredAt,
	}
	if run.RootID == "" {
		run.RootID = d.h.Event.ID
	}
	if run.Reason, err = d.guard(l, def); err != nil {
		return err
	}
	if run.Reason != "" {
		run.State = models.RunBlocked
		d.begin(run, def)
		return nil
	}
	return d.queue(l, def, run, trace)
}

// guard says what keeps a rule from running that may be running in circles; a rule that runs away is paused.
func (d *dispatching) guard(l models.Listener, def *blocks.Definition) (why string, err error) {
	if !def.Reenter && models.InChain(d.h.Event.RuleChain, l.RuleID) {
		return "It was started by what it had caused itself.", nil
	}
	if d.h.Event.Depth >= models.MostDepth {
		return fmt.Sprintf("%d rules already follow from one another; no further one is started.", models.MostDepth), nil
	}
	ran, err := d.lately(l.RuleID)
	if err != nil {
		return "", err
	}
	for _, limit := range []struct {
		entity string
		since  time.Duration
		n      int
		most   int
		say    string
	}{
		{d.h.Event.EntityID, forOne, ran.ForOne, d.engine.ForOne, fmt.Sprintf("It ran %d times within 10 minutes for %s.", d.engine.ForOne, strings.TrimSpace(d.h.Ref+" "+d.h.Title))},
		{"", forRule, ran.Ran, d.engine.ForRule, fmt.Sprintf("It ran %d times within an hour.", d.engine.ForRule)},
	} {
		if limit.n >= limit.most/2 && limit.n < limit.most { // others may be adding to it at this moment: near the limit, one after another
			if err = d.tx.LockRule(l.RuleID); err == nil {
				limit.n, err = d.tx.CountRuns(l.RuleID, limit.entity, d.tx.Now.Add(-limit.since), limit.most)
			}
			if err != nil {
				return "", err
			}
		}
		if limit.n >= limit.most {
			return limit.say, d.tx.PauseRule(l.RuleID, limit.say+" Look whether it starts itself, then resume it.")
		}
	}
	return "", nil
}

// lately is how often a rule ran lately. It is counted once for all rules that hear the event.
func (d *dispatching) lately(ruleID string) (models.RunCount, error) {
	if d.ran == nil {
		ids := make([]string, len(d.listeners))
		for i, l := range d.listeners {
			ids[i] = l.RuleID
		}
		var err error
		if d.ran, err = d.tx.CountRunsOf(ids, d.tx.Now.Add(-forRule), d.h.Event.EntityID, d.tx.Now.Add(-forOne)); err != nil {
			return models.RunCount{}, err
		}
	}
	return d.ran[ruleID], nil
}

// queue starts a run as its rule's mode says when another one for the same thing is under way.
func (d *dispatching) queue(l models.Listener, def *blocks.Definition, run *models.Run, trace []byte) error {
	if def.Mode == blocks.Parallel {
		d.begin(run, def)
		return nil
	}
	if err := d.tx.LockRule(l.RuleID); err != nil {
		return err
	}
	before, err := d.tx.LiveRunsFor(l.RuleID, run.EntityID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(before, func(o *models.Run) bool { return o.EventID == run.EventID && o.RerunNo == 0 }) {
		return nil // this event was dispatched already
	}
	switch {
	case len(before) == 0:
	case def.Mode == blocks.Single:
		d.skip(l, "It was still running for the same thing.", trace)
		return nil
	case def.Mode == blocks.Restart:
		for _, o := range slices.Backward(before) {
			if _, err := d.tx.EndRun(o, models.RunCancelled, "It began anew for the same thing."); err != nil {
				return err
			}
		}
	default:
		run.State = models.RunQueued
	}
	d.begin(run, def)
	return nil
}

// begin has a run written down with the others of this event. One without steps is done.
func (d *dispatching) begin(run *models.Run, def *blocks.Definition) {
	if len(def.Steps) == 0 && run.State == models.RunRunning {
		run.State = models.RunDone
	}
	d.runs = append(d.runs, run)
}

// target is by when the work of a rule that makes some is to have reached its owner.
func (d *dispatching) target(def *blocks.Definition) (at time.Time, has bool) {
	def.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		has = has || s.Do == blocks.CreateTask || s.Do == blocks.CreateHandoff
	})
	if !has || def.Deadline == nil {
		return at, false
	}
	clock := d.clock
	clock.Now = d.h.Event.OccurredAt
	at, err := (&step{facts: d.h.Facts, clock: clock}).after(def.Deadline)
	return at, err == nil
}

func (d *dispatching) skip(l models.Listener, why string, trace []byte) {
	d.skips = append(d.skips, &models.RunSkip{RuleID: l.RuleID, RuleVersionID: l.RuleVersionID, Day: d.clock.Calendar.Today(d.tx.Now), Reason: why,
		LastEventID: d.h.Event.ID, Trace: string(trace)})
}

// failing names the condition that did not hold, without the value that it met: so that many are counted as one reason.
func failing(trigger string, g *blocks.Group, seen []blocks.Seen) string {
	s := blocks.Failing(g.Join, seen)
	if s == nil {
		return "None of its conditions held."
	}
	if s.Field == "" {
		return "A group of conditions did not hold."
	}
	words := s.Field
	if f, known := FieldOf(trigger, s.Field); known {
		words = f.Label
	}
	did := "did not hold"
	if s.Held {
		did = "held, and is not to"
	}
	op := s.Op
	if o, known := blocks.OperatorOf(s.Kind, s.Op); known {
		op = o.Label
	}
	why := fmt.Sprintf("“%s %s %s” %s.", words, op, strings.Join(s.Values, ", "), did)
	if runes := []rune(why); len(runes) > 200 {
		why = string(runes[:199]) + "…"
	}
	return why
}
