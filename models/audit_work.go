package models

import (
	"cmp"
	"slices"
	"strings"

	"throughline/models/blocks"
)

// resourceKinds are the three kinds of decision on resources, in their order, as people say them.
var resourceKinds = []struct{ kind, key, title, rule string }{
	{Headcount, "people", "Outcomes with people decided on", "Some team’s people are decided on for the outcome, by an accepted decision that is not over."},
	{Budget, "money", "Outcomes with money decided on", "Some team’s money is decided on for the outcome, by an accepted decision that is not over."},
	{Tooling, "tools", "Outcomes with tools decided on", "Some team’s tool is decided on for the outcome, by an accepted decision that is not over."},
}

// resourceChecks ask for decisions on people, money and tools, each for a team and an outcome.
func (f *AuditFacts) resourceChecks() (checks []AuditCheck) {
	open := f.openOutcomes()
	none := "There is no outcome that anything could be decided for."
	if len(open) > 0 && len(f.Allocations) == 0 {
		none = "" // said below by each outcome
	}
	for _, k := range resourceKinds {
		var looks []look
		for _, o := range open {
			looks = append(looks, f.resource(o, k.kind))
		}
		checks = append(checks, checked(AuditCheck{Key: k.key, Title: k.title, Rule: k.rule, None: none, List: "allocations"}, looks))
	}
	return append(checks, f.teamsCheck(open))
}

// resource looks at what is decided of one kind for one outcome.
func (f *AuditFacts) resource(o *Outcome, kind string) look {
	i := AuditItem{Kind: "outcome", Ref: o.Ref, Title: o.Title}
	var decided, proposed []string
	for _, a := range f.Allocations {
		if a.Kind != kind || a.OutcomeID == nil || *a.OutcomeID != o.ID {
			continue
		}
		if a.State != Decided {
			proposed = append(proposed, a.Ref)
			continue
		}
		said := a.Ref
		if t := f.Tree.ByID[a.TeamID]; t != nil {
			said += " of " + t.Name
		}
		if d := f.decision(a); d != nil {
			said += " by " + d.Ref
		}
		decided = append(decided, said)
	}
	switch {
	case len(decided) > 0:
		i.Say = strings.Join(decided, ", ")
	case len(proposed) > 0:
		i.Say = "only proposed: " + strings.Join(proposed, ", ")
	default:
		i.Say = "nothing decided"
	}
	return look{i, len(decided) > 0}
}

// teamsCheck looks at each team that answers for an outcome or moves one by a workflow that stays: whether anything of it is decided for that.
func (f *AuditFacts) teamsCheck(open []*Outcome) AuditCheck {
	c := AuditCheck{Key: "teams", Title: "Teams with something decided for an outcome they work on", List: "allocations",
		Rule: "People, money or a tool of the team are decided for the outcome. Looked at is each pair of an outcome and a team that answers for it, or moves it by a workflow that is kept or redesigned.",
		None: "No team answers for an outcome or moves one."}
	given := map[string]string{}
	for _, a := range f.Allocations {
		if a.State == Decided && a.OutcomeID != nil {
			at := a.TeamID + " " + *a.OutcomeID
			given[at] = strings.TrimPrefix(given[at]+", "+a.Ref, ", ")
		}
	}
	var looks []look
	for _, o := range open {
		for _, t := range f.workOn(o) {
			say, holds := given[t.ID+" "+o.ID], given[t.ID+" "+o.ID] != ""
			if !holds {
				say = "nothing decided for " + o.Ref
			}
			looks = append(looks, look{AuditItem{Kind: "team", Ref: t.Ref, Title: t.Name + " for " + o.Ref, Say: say}, holds})
		}
	}
	return checked(c, looks)
}

// workOn are the teams that answer for an outcome or move it by a workflow that stays, by name.
func (f *AuditFacts) workOn(o *Outcome) (teams []*Team) {
	add := func(id *string) {
		if id != nil && f.Tree.ByID[*id] != nil && !slices.Contains(teams, f.Tree.ByID[*id]) {
			teams = append(teams, f.Tree.ByID[*id])
		}
	}
	add(o.OwnerTeamID)
	for _, w := range f.Workflows {
		if w.Verdict != Stop && slices.ContainsFunc(w.Outcomes, func(l *WorkflowOutcome) bool { return l.OutcomeID == o.ID }) {
			add(w.TeamID)
		}
	}
	slices.SortFunc(teams, func(a, b *Team) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return teams
}

// ownershipChecks ask for a name in each of people, process and technology.
func (f *AuditFacts) ownershipChecks() []AuditCheck {
	const rule = "Somebody who is here answers for it by name: its owner, or the lead of its team."
	who := func(kind, ref, title string, person, team *string, words string) look {
		name, lacks := f.named(person, team, words)
		return look{AuditItem{Kind: kind, Ref: ref, Title: title, Say: cmp.Or(name, lacks)}, lacks == ""}
	}
	var people, process, technology []look
	answer, nobody := "People: outcomes, goals and objectives with a name", "There is no outcome, goal or objective that somebody could answer for."
	if s := f.Operations; s != nil {
		answer = "People: the strategy and the objectives of its teams with a name"
		people = append(people, who("operations_strategy", s.Ref, s.Name, s.OwnerPersonID, nil, ""))
	} else {
		for _, o := range f.openOutcomes() {
			people = append(people, who("outcome", o.Ref, o.Title, o.OwnerPersonID, o.OwnerTeamID, o.OwnerText))
		}
	}
	for _, g := range f.Goals {
		people = append(people, who("goal", g.Ref, g.Title, g.OwnerPersonID, g.TeamID, g.OwnerText))
	}
	for _, o := range f.Objectives {
		if o.State != Done && o.State != Missed && o.State != Dropped {
			people = append(people, who("objective", o.Ref, o.Title, o.OwnerPersonID, o.TeamID, o.OwnerText))
		}
	}
	for _, w := range f.Workflows {
		if w.Verdict == Stop || !f.moves(w) && f.Strategy != nil && f.Operations == nil {
			continue
		}
		process = append(process, who("workflow", w.Ref, w.Name, w.OwnerPersonID, nil, w.OwnerText))
		if strings.TrimSpace(w.Technology) != "" {
			technology = append(technology, who("workflow", w.Ref, "Technology of "+w.Name, w.OwnerPersonID, w.TeamID, w.OwnerText))
		}
	}
	for _, p := range f.Processes {
		process = append(process, who("process", p.Ref, p.Name, p.OwnerPersonID, p.TeamID, ""))
		if p.usesTechnology() {
			technology = append(technology, who("process", p.Ref, "Technology of "+p.Name, p.OwnerPersonID, p.TeamID, ""))
		}
	}
	for _, a := range f.Allocations {
		if a.Kind == Tooling && a.State == Decided {
			technology = append(technology, who("allocation", a.Ref, a.Name, nil, &a.TeamID, ""))
		}
	}
	return []AuditCheck{
		checked(AuditCheck{Key: "owner-people", Title: answer, Rule: rule, List: "outcomes", None: nobody}, people),
		checked(AuditCheck{Key: "owner-process", Title: "Process: workflows and processes with a name", Rule: "Somebody who is here answers for it by name. Looked at are processes, and the workflows that move an outcome and stay.", List: "workflows",
			None: "No workflow moves an outcome, and no process is written. Steps 3 and 4 of the alignment do that."}, process),
		checked(AuditCheck{Key: "owner-technology", Title: "Technology: tools with a name", Rule: rule + " Looked at are processes and workflows that say what technology they use, and tools that are decided on.", List: "allocations",
			None: "No process or workflow says what technology it uses, and no tool is decided on. Step 4 of the alignment asks for it."}, technology),
	}
}

func (p *Process) usesTechnology() bool {
	if p.Current == nil {
		return false
	}
	return strings.TrimSpace(p.Current.Technology+p.Current.Automation) != "" || slices.ContainsFunc(p.Current.Steps, func(s *ProcessStep) bool { return strings.TrimSpace(s.Tool) != "" })
}

// moves tells whether a workflow moves an outcome of the strategy.
func (f *AuditFacts) moves(w *Workflow) bool { return len(movedBy(w, f.Outcomes)) > 0 }

// triggerChecks ask for moments with an owner and a deadline.
func (f *AuditFacts) triggerChecks() []AuditCheck {
	none := "No handoff rule is written. Step 6 of the alignment writes the moments when a decision becomes work."
	if f.Strategy == nil {
		none = "Nothing that was brought in says when a decision becomes work. Step 6 of the alignment writes such rules."
	}
	if f.Operations != nil {
		none = "No handoff rule belongs to its teams. Step 6 of the alignment writes the moments when a decision becomes work; give the rule the team that it is for."
	}
	var published, owned, dated []look
	for _, rule := range f.Rules {
		if rule.State == RuleRetired {
			continue
		}
		i := AuditItem{Kind: "rule", Ref: rule.Ref, Title: rule.Name, Say: rule.State}
		published = append(published, look{i, f.runs(rule)})
		name, lacks := f.named(rule.OwnerPersonID, nil, "")
		i.Say = cmp.Or(name, lacks)
		owned = append(owned, look{i, lacks == ""})
		due := f.deadline(rule)
		i.Say = cmp.Or(due, "no deadline is given")
		dated = append(dated, look{i, due != ""})
	}
	return []AuditCheck{
		checked(AuditCheck{Key: "published", Title: "Handoff rules that run", Rule: "The rule is published and not paused.", None: none, List: "rules"}, published),
		checked(AuditCheck{Key: "rule-owner", Title: "Handoff rules with a named owner", Rule: "Somebody who is here owns the rule.", None: none, List: "rules"}, owned),
		checked(AuditCheck{Key: "rule-deadline", Title: "Handoff rules with a deadline", Rule: "The rule says within which time its work reaches its owner, or until when the work it makes is due.", None: none, List: "rules"}, dated),
	}
}

// runs tells whether a rule is published, at the moment that these facts are about.
func (f *AuditFacts) runs(rule *Rule) bool {
	return rule.State == RulePublished && rule.VersionID != nil && f.Versions[*rule.VersionID] != nil
}

// deadline is the time that a rule gives, in words; empty when it gives none.
func (f *AuditFacts) deadline(rule *Rule) string {
	says := f.says(rule)
	if says.Deadline.Given() {
		return "the work reaches its owner " + dueWords(says.Deadline)
	}
	due := ""
	says.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		if due == "" && s.Due.Given() {
			due = "its work is due " + dueWords(s.Due)
		}
	})
	return due
}

func dueWords(d *blocks.Due) string {
	if d.Day != "" {
		return "by a day that comes with the event"
	}
	return d.Says(nil)
}
