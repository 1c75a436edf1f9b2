package models

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/models/day"
)

// Flag is something that needs a look, as one sentence, with the thing it is about.
type Flag struct {
	Code   string // what kind of flag: the constants below
	Say    string
	Kind   string // of the thing: outcome, workflow, objective, team
	Ref    string // its reference
	TeamID string // whose it is; empty when nobody's
	Status Status // how bad: off, risk or none
}

// The flags of role pages and of the executive's home.
const (
	FlagOffTarget = "off target"
	FlagSilent    = "no fresh reading"
	FlagUnserved  = "no workflow serves it"
	FlagNoOwner   = "no owner"
	FlagOverdue   = "overdue"
	FlagUndecided = "no verdict"
	FlagUnmapped  = "hours without an outcome"
)

// outcomeFlags are the flags of the outcomes on a role page.
func (p *RoleOutcomes) outcomeFlags() []Flag {
	var list []Flag
	for _, c := range p.Connected {
		list = append(list, c.OutcomeNow.flags()...)
	}
	if p.Strategy != nil && len(p.Outcomes) > 0 && len(p.Connected) == 0 && p.Team != nil {
		list = append(list, Flag{Code: FlagUnserved, Kind: "team", Ref: p.Team.Ref, TeamID: p.Team.ID, Status: OffTrack,
			Say: "Nothing this team does is tied to an outcome yet."})
	}
	return list
}

func (o *OutcomeNow) flags() []Flag {
	var list []Flag
	add := func(code string, status Status, say string) {
		f := Flag{Code: code, Say: "“" + o.Title + "” " + say, Kind: "outcome", Ref: o.Ref, Status: status}
		if o.OwnerTeamID != nil {
			f.TeamID = *o.OwnerTeamID
		}
		list = append(list, f)
	}
	switch o.Track.Status {
	case OffTrack:
		add(FlagOffTarget, OffTrack, "is off track.")
	case AtRisk:
		add(FlagOffTarget, AtRisk, "is at risk.")
	case Stale:
		add(FlagSilent, NotMeasured, "has no recent reading.")
	case NotMeasured:
		add(FlagSilent, NotMeasured, "has never been measured.")
	case CannotTell:
		add(FlagSilent, NotMeasured, "cannot be judged yet. "+o.Track.Why)
	}
	if o.Workflows == 0 {
		add(FlagUnserved, OffTrack, "has no workflow that serves it.")
	}
	if o.OwnedBy.None() {
		add(FlagNoOwner, OffTrack, "has no owner.")
	}
	return list
}

// workFlags are the flags of the objectives and workflows on a board, most pressing first, at most a handful of each kind.
func (b *Board) workFlags() []Flag {
	var list []Flag
	late := 0
	for _, o := range b.Objectives {
		f := Flag{Kind: "objective", Ref: o.Ref}
		if o.TeamID != nil {
			f.TeamID = *o.TeamID
		}
		if o.Overdue {
			if late++; late <= mostPriorities {
				f.Code, f.Status, f.Say = FlagOverdue, OffTrack, fmt.Sprintf("Objective %s was due on %s.", o.Ref, o.DueDay.Long())
				list = append(list, f)
			}
		}
		if o.StrategyID != nil && o.OwnedBy.None() {
			f.Code, f.Status, f.Say = FlagNoOwner, OffTrack, fmt.Sprintf("Objective %s has no owner.", o.Ref)
			list = append(list, f)
		}
	}
	if late > mostPriorities {
		list = append(list, Flag{Code: FlagOverdue, Kind: "objectives", Status: OffTrack, Say: fmt.Sprintf("%d more objectives are past their day.", late-mostPriorities)})
	}
	ownerless := slices.DeleteFunc(slices.Clone(b.Workflows), func(w *Workflow) bool {
		return w.OwnerPersonID != nil || w.OwnerText != ""
	})
	switch n := len(ownerless); {
	case n == 1:
		list = append(list, Flag{Code: FlagNoOwner, Kind: "workflow", Ref: ownerless[0].Ref, Status: AtRisk, Say: "The workflow " + ownerless[0].Name + " has no owner."})
	case n > 1:
		list = append(list, Flag{Code: FlagNoOwner, Kind: "workflows", Status: AtRisk, Say: fmt.Sprintf("%d workflows have no owner.", n)})
	}
	return append(list, b.auditFlags()...)
}

// auditFlags are what the audit leaves open: workflows without a verdict, hours that move no outcome.
func (b *Board) auditFlags() []Flag {
	if b.Strategy == nil {
		return nil
	}
	var list []Flag
	gap := ExecutionGap(b.Workflows, b.plainOutcomes())
	if n := gap.Undecided.Count; n > 0 {
		say := fmt.Sprintf("%d workflows have no verdict.", n)
		if n == 1 {
			say = "The workflow " + gap.Undecided.Parts[0].Name + " has no verdict."
		}
		list = append(list, Flag{Code: FlagUndecided, Kind: "workflows", Status: NotMeasured, Say: say})
	}
	idle := 0.0
	for _, part := range gap.Unmapped.Parts {
		if part.Verdict != Stop {
			idle += part.Hours
		}
	}
	if hours := math.Round(idle); hours > 0 {
		list = append(list, Flag{Code: FlagUnmapped, Kind: "workflows", Status: AtRisk,
			Say: fmt.Sprintf("%.0f hours a week go into work that moves no outcome and does not stop.", hours)})
	}
	return list
}

// DepartmentFlags are the flags of one part of the company; without a team they are the company's own.
type DepartmentFlags struct {
	Team  *Team
	Flags []Flag
}

// Explain says how the number of flags came about: how many there are of each kind.
func (d DepartmentFlags) Explain(at day.Day) Explanation {
	of := map[string]int{}
	var kinds []string
	for _, f := range d.Flags {
		if of[f.Code] == 0 {
			kinds = append(kinds, f.Code)
		}
		of[f.Code]++
	}
	e := Explanation{Figure: "What needs a look", Day: at, Result: count("", len(d.Flags)),
		Formula: "One for each outcome, objective or workflow that is off its target, silent, overdue or without what it needs; several of one kind on work are said as one."}
	inputs := make([]Input, len(kinds))
	for i, k := range kinds {
		inputs[i] = count(strings.ToUpper(k[:1])+k[1:], of[k])
	}
	return e.of(inputs...)
}

// FlagsByDepartment shares out everything that needs a look over the parts of the company, those with the most first. A part with
// nothing to flag is left out.
func (b *Board) FlagsByDepartment() []DepartmentFlags {
	parts := map[string]*Board{}
	part := func(teamID *string) *Board {
		id := ""
		if teamID != nil {
			if d := b.Tree.Department(*teamID); d != nil {
				id = d.ID
			}
		}
		if parts[id] == nil {
			copied := *b
			copied.Objectives, copied.Workflows = nil, nil
			parts[id] = &copied
		}
		return parts[id]
	}
	for _, o := range b.Objectives {
		p := part(o.TeamID)
		p.Objectives = append(p.Objectives, o)
	}
	for _, w := range b.Workflows {
		p := part(w.TeamID)
		p.Workflows = append(p.Workflows, w)
	}
	flags := map[string][]Flag{}
	for _, o := range b.Outcomes {
		part(o.OwnerTeamID)
		id := ""
		if o.OwnerTeamID != nil {
			if d := b.Tree.Department(*o.OwnerTeamID); d != nil {
				id = d.ID
			}
		}
		flags[id] = append(flags[id], o.flags()...)
	}
	var list []DepartmentFlags
	for id, p := range parts {
		if all := append(flags[id], p.workFlags()...); len(all) > 0 {
			list = append(list, DepartmentFlags{Team: b.Tree.ByID[id], Flags: all})
		}
	}
	slices.SortFunc(list, func(a, b DepartmentFlags) int {
		return cmp.Or(cmp.Compare(len(b.Flags), len(a.Flags)), cmp.Compare(nameOf(a.Team), nameOf(b.Team)))
	})
	return list
}

func nameOf(t *Team) string {
	if t == nil {
		return ""
	}
	return t.Name
}
