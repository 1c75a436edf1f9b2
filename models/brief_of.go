package models

import (
	"cmp"
	"slices"

	"throughline/models/form"
)

// brief writes the brief of the company, or of one team with the teams below it.
func (s *briefs) brief(team *Team) *Brief {
	b := &Brief{Company: s.Company.Name, Title: s.Strategy.Title, Strategy: s.Strategy.Ref, Day: s.Today, AnswerDays: s.Company.AnswerDays, Checks: s.checks}
	if s.Intent != nil {
		b.Intent = s.Intent.Statement
		if s.Intent.InForceAt != nil {
			b.KeptUntil = s.Company.Calendar().Today(*s.Intent.InForceAt).AddMonths(12)
		}
	}
	for _, p := range s.executives {
		b.Deciders = append(b.Deciders, BriefDecider{Matter: "Direction", Name: p.Name})
	}
	teams := s.Tree.All()
	if team == nil {
		b.Gap = s.gap
		b.TradeOffs = lines(s.Strategy.TradeOffs)
		b.MoreTradeOffs = max(len(b.TradeOffs)-briefTradeOffs, 0)
		b.TradeOffs = b.TradeOffs[:min(len(b.TradeOffs), briefTradeOffs)]
	}
	if team != nil {
		b.Team, b.TeamRef = team.Name, team.Ref
		if team.LeadPersonID != nil && s.People[*team.LeadPersonID] != nil {
			b.Lead = s.People[*team.LeadPersonID].Name
			b.Deciders = append(b.Deciders, BriefDecider{Matter: team.Name + " workflows", Name: b.Lead})
		}
		teams = nil
		for _, id := range s.Tree.Under(team.ID) {
			teams = append(teams, s.Tree.ByID[id])
		}
	}
	within := map[string]bool{}
	for _, t := range teams {
		if t != nil {
			within[t.ID] = true
		}
	}
	ours := func(id *string) bool { return team == nil || id != nil && within[*id] }
	s.writeOutcomes(b, team, ours)
	s.writeObjectives(b, ours)
	s.writeTasks(b, within)
	s.writeStops(b, ours)
	return b
}

func (s *briefs) writeOutcomes(b *Brief, team *Team, ours func(*string) bool) {
	mine := slices.DeleteFunc(slices.Clone(s.Workflows), func(w *Workflow) bool { return !ours(w.TeamID) })
	gap := ExecutionGap(mine, s.plainOutcomes())
	for i, o := range s.Outcomes {
		out := frozen(o)
		if team != nil {
			out.Ours = o.OwnerTeamID != nil && ours(o.OwnerTeamID) || gap.ByOutcome[i].Count > 0
			if effort := gap.ByOutcome[i]; effort.Count > 0 {
				out.Hours, out.How = Rounded(effort.Hours, 1), append(out.How, effort.Explain(s.Today))
			}
		}
		b.Outcomes = append(b.Outcomes, out)
	}
	b.MoreOutcomes = max(len(b.Outcomes)-briefOutcomes, 0)
	b.Outcomes = b.Outcomes[:min(len(b.Outcomes), briefOutcomes)]
	left := briefMetrics
	for i := range b.Outcomes {
		o := &b.Outcomes[i]
		keep := min(len(o.Others), left)
		b.MoreMetrics += len(o.Others) - keep
		o.Others, left = o.Others[:keep], left-keep
	}
}

func (s *briefs) writeObjectives(b *Brief, ours func(*string) bool) {
	_, _, b.Quarter = s.Company.Calendar().Quarter(s.Today)
	most := briefObjectives
	if len(b.TradeOffs) > 0 {
		most-- // the sheet has room for one of the two
	}
	for _, o := range s.Objectives {
		// What belongs to no strategy stands on the live pages; a brief is of this strategy alone.
		if !ours(o.TeamID) || o.StrategyID == nil {
			continue
		}
		if len(b.Objectives) == most {
			b.MoreObjectives++
			continue
		}
		out := BriefObjective{Ref: o.Ref, Title: o.Title, Measure: o.Measure, Owner: o.OwnedBy.Name, By: o.DueDay, Target: o.Course().Undated().Said(form.Locale{})}
		for _, served := range o.Serves {
			out.Serves = append(out.Serves, served.Ref)
		}
		b.Objectives = append(b.Objectives, out)
	}
}

func (s *briefs) writeTasks(b *Brief, within map[string]bool) {
	var list []*Task
	all := 0
	for id := range within {
		list = append(list, s.tasks[id]...)
		all += s.counts[id]
	}
	slices.SortFunc(list, func(a, b *Task) int {
		return cmp.Or(cmp.Compare(a.DueDay, b.DueDay), a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	list = list[:min(len(list), briefTasks)]
	for _, t := range list {
		b.Monday = append(b.Monday, BriefTask{Ref: t.Ref, Title: t.Title, By: t.DueDay, Owner: ownerOf(nil, t.OwnerPersonID, t.OwnerText, nil, s.owners).Name})
	}
	b.MoreTasks = all - len(list)
}

func (s *briefs) writeStops(b *Brief, ours func(*string) bool) {
	var stops []BriefStop
	for _, w := range s.Workflows {
		if w.Verdict != Stop || !ours(w.TeamID) {
			continue
		}
		stop := BriefStop{Name: w.Name, Until: w.VerdictDay, Owner: ownerOf(nil, w.VerdictPersonID, "", nil, s.People).Name}
		if h, known := WeeklyHours(w); known {
			stop.Hours, stop.How = ptr(Rounded(h, 1)), ptr(ExplainWeeklyHours(w, s.Today))
		}
		stops = append(stops, stop)
	}
	// The most hours first: that is what people feel.
	slices.SortStableFunc(stops, func(a, b BriefStop) int { return cmp.Compare(hoursOr0(b.Hours), hoursOr0(a.Hours)) })
	b.MoreStops = max(len(stops)-briefStops, 0)
	b.Stops = stops[:min(len(stops), briefStops)]
}

func hoursOr0(h *float64) float64 {
	if h == nil {
		return 0
	}
	return *h
}
