package automation

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/work"
)

// Engine carries rules out. It holds nothing but versions that were read once: everything else stands in the database.
type Engine struct {
	ForOne  int // how often a rule may run for one thing within 10 minutes before it is paused as running away
	ForRule int // and within an hour for all things

	db   *models.DB // both for calls to servers outside; nil in an engine that makes none
	call Caller

	mu       sync.Mutex
	known    map[string]*published    // by id
	answered map[string]models.Answer // by the id of the work, until the step is ended
}

// New makes an engine. It makes no call to servers outside: see Calling.
func New() *Engine {
	return &Engine{ForOne: mostForOne, ForRule: mostForRule, known: map[string]*published{}, answered: map[string]models.Answer{}}
}

// Caller makes one call to a server outside, once.
type Caller func(context.Context, models.Call) models.Answer

// Calling has the engine make calls to servers outside.
func (e *Engine) Calling(db *models.DB, call Caller) *Engine {
	e.db, e.call = db, call
	return e
}

// Work is what the engine does in the background.
func (e *Engine) Work() []work.Kind {
	list := []work.Kind{
		{Name: models.DispatchEvent, Do: e.dispatch},
		{Name: models.DoRunStep, Do: e.doStep, Failed: e.stepFailed},
		{Name: models.RunDue, Do: e.due}, {Name: models.RunGoesOn, Do: e.goesOn},
		{Name: models.SweepRuns, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return errors.Join(tx.SweepRuns(), e.Plan(tx)) }},
		{Name: models.FireSchedule, Do: e.fire}, {Name: models.PlanSchedules, Do: func(tx *models.Tx, _ *models.Work) error { return e.Plan(tx) }},
		{Name: models.RunTarget, Do: (*models.Tx).LookAtTarget},
		{Name: models.ClearRuns, Hourly: true, Do: work.InBatches((*models.Tx).ClearRuns)}, {Name: models.ClearSkips, Hourly: true, Quiet: true, Do: work.InBatches((*models.Tx).ClearSkips)},
	}
	if e.call != nil {
		list = append(list, work.Kind{Name: models.CallOutside, Before: e.callOutside, Do: e.doStep, Failed: e.stepFailed})
	}
	return list
}

// action is what a kind of step does. It runs in the transaction that ends the step, with the rights of whoever published the rule.
type action func(*step) (result, error)

// actions are all kinds of steps that can be carried out.
var actions map[blocks.Kind]action

func init() {
	actions = map[blocks.Kind]action{
		blocks.CreateTask: createTask, blocks.CreateHandoff: createHandoff, blocks.RerouteTasks: rerouteTasks, blocks.Notify: notify,
		blocks.SetField: setField, blocks.Stop: stop, blocks.If: branch, blocks.Each: each,
		blocks.Wait: waitFor, blocks.Approval: approval, blocks.RunRule: runRule, blocks.AdjustProcess: adjustProcess,
		blocks.CallWebhook: callWebhook,
		blocks.ChangeChain: changeChain,
	}
}

// Kinds lists what a block can do, in the order of the palette. What is not in it cannot be carried out.
func Kinds() (list []blocks.Kind) {
	for _, k := range []blocks.Kind{blocks.CreateHandoff, blocks.CreateTask, blocks.RerouteTasks, blocks.Notify, blocks.Approval, blocks.AdjustProcess, blocks.ChangeChain, blocks.SetField,
		blocks.CallWebhook, blocks.RunRule, blocks.If, blocks.Each, blocks.Wait, blocks.Stop} {
		if actions[k] != nil {
			list = append(list, k)
		}
	}
	return list
}

// published is a version of a rule with what it says. Neither ever changes.
type published struct {
	*models.RuleVersion
	says *blocks.Definition
}

// mostKnown bounds how many versions are held.
const mostKnown = 5000

// versions gives some versions by their ids, and reads only those that were not read before.
func (e *Engine) versions(r *models.Read, ids []string) (map[string]*published, error) {
	out := map[string]*published{}
	var missing []string
	e.mu.Lock()
	for _, id := range ids {
		if p := e.known[id]; p != nil {
			out[id] = p
		} else if !slices.Contains(missing, id) {
			missing = append(missing, id)
		}
	}
	e.mu.Unlock()
	if len(missing) == 0 {
		return out, nil
	}
	rows, err := r.DefinitionsOf(missing)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		d, err := blocks.Read([]byte(row.Definition))
		if err != nil {
			return nil, models.AgainstRule("The published rule cannot be read any more: " + err.Error())
		}
		out[row.ID] = &published{row, d}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.known) > mostKnown {
		clear(e.known)
	}
	for _, row := range rows {
		e.known[row.ID] = out[row.ID]
	}
	return out, nil
}

// version gives one version.
func (e *Engine) version(r *models.Read, id string) (*published, error) {
	all, err := e.versions(r, []string{id})
	if err != nil {
		return nil, err
	}
	if all[id] == nil {
		return nil, models.NotFound("This version of the rule")
	}
	return all[id], nil
}

// definition gives what one version says.
func (e *Engine) definition(r *models.Read, id string) (*blocks.Definition, error) {
	p, err := e.version(r, id)
	if err != nil {
		return nil, err
	}
	return p.says, nil
}

// place reads which step of which round a work is about.
func place(w *models.Work) (runID, key, iter string) {
	part := strings.SplitN(w.Ref, " ", 3)
	for len(part) < 3 {
		part = append(part, "")
	}
	return part[0], part[1], part[2]
}

// clockOf is the moment at which conditions of this transaction are looked at.
func clockOf(r *models.Read) (blocks.Clock, error) {
	c, err := r.Company()
	if err != nil {
		return blocks.Clock{}, err
	}
	return blocks.Clock{Now: r.Now, Calendar: c.Calendar()}, nil
}

func nameOf(ref, name string) string { return "Rule " + ref + " " + cmp.Or(name, "without a name") }
