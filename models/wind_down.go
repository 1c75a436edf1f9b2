package models

import (
	"throughline/models/day"
	"throughline/models/form"
)

// WindDown is a workflow with the verdict stop, on its way to its end (R12).
type WindDown struct {
	*WorkflowNow
	Overdue bool // its day has passed and nobody said that it ended
}

// Freed is what the stops promised and what they brought, in hours a week. Hours that nobody stated count in neither.
type Freed struct {
	Promised float64 // of all stops
	Achieved float64 // of those that ended
	Ended    int
	Open     int
	Overdue  int
	Unknown  int // stops that promise no known hours
}

// Promised is what a stop promises to free: the hours at its verdict, or those of today while none were kept.
func (w *Workflow) Promised() (hours float64, known bool) {
	if w.PromisedHours != nil {
		return *w.PromisedHours, true
	}
	return WeeklyHours(w)
}

// keepPromise holds on to the hours that a verdict of stop promises, and forgets the wind-down when the verdict is another.
func (w *Workflow) keepPromise() {
	if w.Verdict != Stop {
		w.PromisedHours, w.FreedHours, w.EndedDay = nil, nil, ""
		return
	}
	if h, known := WeeklyHours(w); w.PromisedHours == nil && known {
		w.PromisedHours = &h
	}
}

// HoursFreed adds up what some workflows promised and brought: the one place where this is counted.
func HoursFreed(list []*Workflow, today day.Day) Freed {
	var f Freed
	for _, w := range list {
		if w.Verdict != Stop || w.RemovedAt != nil {
			continue
		}
		if h, known := w.Promised(); known {
			f.Promised += h
		} else {
			f.Unknown++
		}
		switch {
		case w.EndedDay != "":
			f.Ended++
			if w.FreedHours != nil {
				f.Achieved += *w.FreedHours
			}
		default:
			f.Open++
			if w.overdue(today) {
				f.Overdue++
			}
		}
	}
	return f
}

func (w *Workflow) overdue(today day.Day) bool {
	return w.EndedDay == "" && w.VerdictDay != "" && w.VerdictDay.Before(today)
}

// Ends tells whether this is a stop that has not ended yet.
func (w *Workflow) Ends() bool { return w.Verdict == Stop && w.EndedDay == "" }

// WindDowns gives the stops of some teams, all when nil, and those one person carries out: open ones first, by their day. There are
// none while no strategy is in force.
func (r *Read) WindDowns(teams []string, person string) ([]*WindDown, Freed, error) {
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil {
		return nil, Freed{}, err
	}
	q := r.DB().Where("removed_at IS NULL AND verdict = ?", Stop)
	switch {
	case person != "" && len(teams) > 0:
		q = q.Where("verdict_person_id = ? OR team_id IN ?", person, teams)
	case person != "":
		q = q.Where("verdict_person_id = ?", person)
	case teams != nil:
		q = q.Where("team_id IN ?", teams)
	}
	list, err := heldRows(r, "stops of "+circle{teams: teams, person: person}.key(), partWorkflows, func() (list []*Workflow, err error) {
		err = q.Order("CASE WHEN ended_day = '' THEN 0 ELSE 1 END, verdict_day, name, id").Limit(500).Find(&list).Error
		return list, err
	})
	if err != nil {
		return nil, Freed{}, err
	}
	now, err := r.workflowsNow(list, nil)
	if err != nil {
		return nil, Freed{}, err
	}
	out := make([]*WindDown, len(now))
	for i, w := range now {
		out[i] = &WindDown{WorkflowNow: w, Overdue: w.overdue(r.Today())}
	}
	return out, HoursFreed(list, r.Today()), nil
}

// Ending is what somebody reports when a workflow has ended.
type Ending struct {
	Day   day.Day
	Freed *float64
}

// Fields ask for the day and for the hours a week that are free now.
func (e *Ending) Fields() []*form.Field {
	return []*form.Field{
		form.Date("ended", "It ended on", &e.Day, nil).Required("Say on which day it ended."),
		form.Number("freed", "Hours a week that are free now", &e.Freed).Required("Give the hours a week that are free now, 0 when none are.").Between(0, mostHours),
	}
}

// EndWorkflow records that a stopped workflow has ended, and what that freed.
func (tx *Tx) EndWorkflow(w *Workflow, e *Ending) error {
	if err := tx.Who.Must(EndWork, Owned(w.TeamID, w.VerdictPersonID)); err != nil {
		return err
	}
	if !w.Ends() {
		return AgainstRule("This workflow has no wind-down that is open.")
	}
	if tx.Today().Before(e.Day) {
		return AgainstRule("The day it ended cannot be later than today.")
	}
	before := *w
	w.EndedDay, w.FreedHours = e.Day, e.Freed
	if err := tx.Save(w); err != nil {
		return err
	}
	return tx.Emit(WorkflowEnded, w, &before, w)
}

// GoOnWorkflow takes that back: the workflow still runs.
func (tx *Tx) GoOnWorkflow(w *Workflow) error {
	if err := tx.Who.Must(EndWork, Owned(w.TeamID, w.VerdictPersonID)); err != nil {
		return err
	}
	if w.EndedDay == "" {
		return nil // pressed twice
	}
	before := *w
	w.EndedDay, w.FreedHours = "", nil
	if err := tx.Save(w); err != nil {
		return err
	}
	return tx.Emit(WorkflowGoesOn, w, &before, w)
}

// fillWindDowns puts the stops that are still to end on a role page: those of the teams, and those the person carries out.
func (r *Read) fillWindDowns(p *RoleOutcomes, teams []string, person string) error {
	list, _, err := r.WindDowns(teams, person)
	for _, w := range list {
		if !w.Ends() {
			continue
		}
		if len(p.WindDowns) < mostPriorities {
			p.WindDowns = append(p.WindDowns, w)
		} else {
			p.MoreWindDowns++
		}
	}
	return err
}

// ExplainFreed says how the hours of one stop came about: what it promises and what it brought when it ended.
func ExplainFreed(w *Workflow, at day.Day) Explanation {
	e := Explanation{Figure: "Hours a week that stopping " + w.Name + " frees", Day: at, Kind: "workflow", Ref: w.Ref, Result: said("", "Not known"),
		Formula: "Promised: its hours a week at the verdict of stop. Achieved: the hours a week that were reported free when it ended."}
	promised, achieved := said("Promised", "Not known"), said("Achieved", "Not ended yet")
	if h, ok := w.Promised(); ok {
		promised = input("Promised", &h, UnitHours)
		e.Result = input("", &h, UnitHours)
	}
	if w.EndedDay != "" {
		achieved = said("Achieved", "Not reported")
		if w.FreedHours != nil {
			achieved = input("Achieved", w.FreedHours, UnitHours)
			e.Result = input("", w.FreedHours, UnitHours)
		}
	}
	return e.of(promised, achieved)
}

// Explain says how the hours freed came about.
func (f Freed) Explain(at day.Day) Explanation {
	e := Explanation{Figure: "Hours freed a week", Day: at, Kind: "workflows",
		Formula: "Promised: the hours a week of each workflow at its verdict of stop. Achieved: the hours a week that were reported free when it ended."}
	e.Result = input("", &f.Achieved, UnitHours)
	return e.of(input("Promised", &f.Promised, UnitHours), input("Achieved", &f.Achieved, UnitHours), count("Ended", f.Ended), count("Still to end", f.Open),
		count("Overdue", f.Overdue), count("Stops of unknown hours", f.Unknown))
}
