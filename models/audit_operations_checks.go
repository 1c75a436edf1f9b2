package models

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// operationsNeeds says what the elements of an operations strategy need, where that is said otherwise than for the organizational one.
var operationsNeeds = map[string]string{
	ElementIntent:    "What is run, for how long, and which outcomes it serves: that is its why.",
	ElementGoals:     "A few priorities in order, objectives that deliver them, and measures with a number that are really read every week.",
	ElementResources: "A stated capacity with room in it, and decisions on people, money and tools for each outcome that it serves.",
	ElementTriggers:  "Moments that turn a decision into work of its teams, each with a named owner and a deadline.",
}

func (f *AuditFacts) itself(title, say string, holds bool) []look {
	return []look{{AuditItem{Kind: "operations_strategy", Ref: f.Operations.Ref, Title: title, Say: say}, holds}}
}

// runsChecks ask what is run, for how long, and for which outcomes.
func (f *AuditFacts) runsChecks() []AuditCheck {
	s := f.Operations
	runs := AuditCheck{Key: "runs", Title: "What is run", Rule: "It says what is run, day by day.", None: "Nobody has said what is run. The first step of the operations strategy asks for it."}
	if said := strings.TrimSpace(s.Runs); said != "" {
		runs = checked(runs, f.itself(said, "", true))
	}
	horizon, off := Horizon(s.FromDay, s.ToDay), ""
	for _, flag := range s.Flags(true) {
		if flag.Code == LayerHorizon || flag.Code == LayerNoHorizon {
			off = flag.Say
		}
	}
	if horizon == "" {
		horizon = s.Name
	}
	ahead := checked(AuditCheck{Key: "horizon", Title: "A horizon of 90 days to twelve months", Rule: "It holds for 90 days to twelve months."}, f.itself(horizon, off, off == ""))
	serves := AuditCheck{Key: "serves", Title: "Outcomes that it serves", Rule: "The outcome is in force and not over.", List: "outcomes",
		None: "It serves no outcome of the strategy, so nothing says why it should run well. Its second step ties it to outcomes."}
	var looks []look
	for _, id := range s.OutcomeIDs {
		at := slices.IndexFunc(f.Known, func(o *Outcome) bool { return o.ID == id })
		if at < 0 {
			looks = append(looks, look{AuditItem{Title: "An outcome", Say: "is not in force any more"}, false})
			continue
		}
		o := f.Known[at]
		i := AuditItem{Kind: "outcome", Ref: o.Ref, Title: o.Title}
		over := !slices.Contains(f.openOutcomes(), o)
		if over {
			i.Say = o.State
		}
		looks = append(looks, look{i, !over})
	}
	return []AuditCheck{runs, ahead, checked(serves, looks)}
}

// firstChecks ask for priorities in order, objectives that deliver them, and measures with numbers that are read.
func (f *AuditFacts) firstChecks() []AuditCheck {
	s := f.Operations
	none := "Nothing is said to come first in the next 90 days. Its fourth step asks for it."
	var order, delivered []look
	for i, p := range s.Priorities {
		order = append(order, look{AuditItem{Title: p.Title, Say: "place " + itoa(i+1)}, strings.TrimSpace(p.Title) != ""})
		delivered = append(delivered, f.delivers(p))
	}
	unmeasured := "It has no measure. Its third step asks how one tells that it runs well."
	var numbers, weekly []look
	for _, m := range s.Measures {
		lacks := strings.TrimSuffix(m.problem(), ".")
		i := AuditItem{Title: namedOr(m.Name, "A measure"), Say: lacks}
		if lacks == "" {
			i.Say = m.Course(s.ToDay).Said(form.Locale{})
		}
		numbers = append(numbers, look{i, lacks == ""})
		weekly = append(weekly, f.readWeekly(m))
	}
	return []AuditCheck{
		checked(AuditCheck{Key: "first-order", Title: "Priorities for 90 days, in order", Rule: "It stands in the order of what comes first.", None: none}, order),
		checked(AuditCheck{Key: "first-objective", Title: "Priorities that an objective delivers", Rule: "An objective of the strategy in force, which was not missed or dropped, delivers it.", None: none, List: "objectives"}, delivered),
		checked(AuditCheck{Key: "measure-numbers", Title: "Measures with a number to reach", Rule: "The measure has a direction, a baseline and a target, or a band.", None: unmeasured}, numbers),
		checked(AuditCheck{Key: "measure-weekly", Title: "Measures read every week", None: unmeasured,
			Rule: "The measure has a reading in each of the last four weeks, up to three days late; in fewer weeks while the strategy is younger."}, weekly),
	}
}

// delivers looks whether an objective delivers a priority.
func (f *AuditFacts) delivers(p *OperationsPriority) look {
	i := AuditItem{Title: p.Title, Say: "no objective delivers it"}
	at := slices.IndexFunc(f.Aims, func(o *Objective) bool { return o.ID == idOf(p.ObjectiveID) })
	if at < 0 {
		return look{i, false}
	}
	o := f.Aims[at]
	i.Kind, i.Ref, i.Say = "objective", o.Ref, o.State
	return look{i, o.State != Missed && o.State != Dropped}
}

// readWeekly looks whether somebody has read a measure in each of the last weeks.
func (f *AuditFacts) readWeekly(m *OperationsMeasure) look {
	i := AuditItem{Title: namedOr(m.Name, "A measure"), Say: "has no reading of the last weeks"}
	if m.MetricID == nil || f.Metrics[*m.MetricID] == nil {
		return look{i, false}
	}
	read, of, newest := f.weeks(m.Plan(f.Operations.FromDay, f.Metrics[*m.MetricID]))
	switch {
	case newest == "":
	case read < of:
		i.Say = "read in " + itoa(read) + " of " + itoa(of) + " weeks, newest on " + newest.Short()
	default:
		i.Say = "newest on " + newest.Short()
	}
	return look{i, newest != "" && read == of}
}

// capacityChecks ask for a capacity with room in it, and for decisions on people, money and tools of its teams for each outcome it serves.
func (f *AuditFacts) capacityChecks() []AuditCheck {
	room, say := f.Load.Room(), "the capacity is not stated"
	taken := Input{Value: &f.Load.Taken.Hours, Unit: UnitHours}.Words(form.Locale{}) + " are taken"
	if room != nil {
		say = f.Load.Stated.Words(form.Locale{}) + ", of which " + taken
	}
	checks := []AuditCheck{checked(AuditCheck{Key: "capacity", Title: "A capacity with room in it", Rule: "The capacity is stated, and the workflows take no more than it.", List: "workflows"},
		f.itself(f.Operations.Name, say, room != nil && *room >= 0))}
	for _, k := range resourceKinds {
		var looks []look
		for _, o := range f.openOutcomes() {
			looks = append(looks, f.resource(o, k.kind))
		}
		checks = append(checks, checked(AuditCheck{Key: k.key, Title: k.title, Rule: strings.Replace(k.rule, "Some team’s", "Its teams’", 1), List: "allocations",
			None: "It serves no outcome that anything could be decided for."}, looks))
	}
	return checks
}
