package models

import (
	"cmp"
	"slices"
	"strings"
)

// TeamMeasure is one thing that names a metric or states a measure, with the team that answers for it.
type TeamMeasure struct {
	Kind, ID, Ref, Title string
	TeamID, OwnerID      *string
	MetricID             string
	Metric               string // name, or the measure in words
}

// measureFacts reads which open outcomes, objectives and initiatives are told by which metric.
func (r *Read) measureFacts(f *SymptomFacts, inForce string) error {
	for _, q := range []struct {
		kind, table, columns, join, where string
		args                              []any
	}{
		{"outcome", "outcomes x", "x.id, x.ref, x.title, x.owner_team_id AS team_id, x.owner_person_id AS owner_id, l.metric_id, m.name AS metric", "JOIN outcome_metrics l ON l.outcome_id = x.id JOIN metrics m ON m.id = l.metric_id",
			"x.owner_team_id IS NOT NULL AND (x.strategy_id IS NULL OR x.strategy_id = ?) AND x.state IN ?", []any{inForce, []string{OutcomeDraft, OutcomeActive}}},
		{"initiative", "initiatives x", "x.id, x.ref, x.name AS title, x.team_id, x.owner_person_id AS owner_id, x.metric_id, m.name AS metric", "JOIN metrics m ON m.id = x.metric_id",
			"x.team_id IS NOT NULL AND x.state NOT IN ?", []any{[]string{Done, Dropped}}},
		{"objective", "objectives x", "x.id, x.ref, x.title, x.team_id, x.owner_person_id AS owner_id, '' AS metric_id, x.measure AS metric", "",
			"x.team_id IS NOT NULL AND x.measure <> '' AND x.joint = ? AND (x.strategy_id IS NULL OR x.strategy_id = ?) AND x.state NOT IN ?", []any{false, inForce, []string{Done, Missed, Dropped}}},
	} {
		var rows []*TeamMeasure
		g := r.DB().Table(q.table).Select(q.columns).Where("x.removed_at IS NULL").Where(q.where, q.args...).Order("x.id DESC").Limit(mostCompared)
		if q.join != "" {
			g = g.Joins(q.join)
		}
		if err := g.Scan(&rows).Error; err != nil {
			return err
		}
		for _, m := range rows {
			m.Kind = q.kind
		}
		f.Measured = append(f.Measured, rows...)
	}
	return nil
}

// metricSigns are metrics that more than one team sets for itself.
func metricSigns(f *SymptomFacts) (list []*Sign) {
	by := map[string][]*TeamMeasure{}
	for _, m := range f.Measured {
		key := m.MetricID
		if words := strings.Fields(strings.ToLower(m.Metric)); key == "" && len(words) > 1 {
			key = "measure " + strings.Join(words, " ")
		}
		if key != "" && f.teamName(m.TeamID) != "" {
			by[key] = append(by[key], m)
		}
	}
	for key, all := range by {
		slices.SortFunc(all, func(a, b *TeamMeasure) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
		var teams []*string
		var names []string
		s := &Sign{Key: []string{key}, Title: all[0].Metric}
		for _, m := range all {
			if name := f.teamName(m.TeamID); !slices.Contains(names, name) {
				teams, names = append(teams, m.TeamID), append(names, name)
			}
			s.About = append(s.About, SymptomThing{Kind: m.Kind, ID: m.ID, Ref: m.Ref, Title: m.Title, Team: f.teamName(m.TeamID), Owner: f.personName(m.OwnerID), Say: "told by " + m.Metric})
		}
		if len(names) < 2 {
			continue
		}
		slices.Sort(names)
		if len(s.About) > 2 {
			s.Evidence = s.About[2:]
			s.About = s.About[:2]
		}
		s.TeamID, s.Weight, s.Value = f.together(teams...), float64(len(names)), ptr(float64(len(names)))
		s.Unit = unitTeams
		s.Facts = []SymptomFact{{"Metric", all[0].Metric}, {"Teams", strings.Join(names, ", ")}}
		s.Wrong = AndMore(names[:min(len(names), 4)], len(names)) + " are all told by the same metric: " + all[0].Metric + "."
		if len(names) == 2 {
			s.Wrong = names[0] + " and " + names[1] + " are told by the same metric: " + all[0].Metric + "."
		}
		s.Do = "Let one team answer for the metric and give the others the part of it that is theirs, or say why all of them need it."
		list = append(list, s)
	}
	return list
}

// processFacts reads the processes that are nobody's draft.
func (r *Read) processFacts(f *SymptomFacts, inForce string) (err error) {
	f.Processes, err = r.processes(r.DB().Where("removed_at IS NULL AND (strategy_id IS NULL OR strategy_id = ?)", inForce))
	return err
}

// processSigns are processes that two teams run, each its own.
func processSigns(f *SymptomFacts) (list []*Sign) {
	var all []*Undertaking
	of := map[string]*Process{}
	for _, p := range f.Processes {
		if p.TeamID != nil && strings.TrimSpace(p.Name) != "" {
			all = append(all, &Undertaking{Kind: "process", ID: p.ID, Ref: p.Ref, Title: p.Name, TeamID: p.TeamID, OwnerID: p.OwnerPersonID})
			of[p.ID] = p
		}
	}
	pairs := closest(all)
	slices.SortFunc(all, byID)
	first, same := map[string]*Undertaking{}, []alikePair(nil)
	for _, e := range all {
		w := idOf(of[e.ID].WorkflowID)
		if w == "" {
			continue
		}
		if was := first[w]; was != nil && apartTeams(was, e) {
			same = append(same, alikePair{was, e, 1, 0})
		} else if was == nil {
			first[w] = e
		}
	}
	const do = "Make them one that one team owns and the other takes part in, or say which part belongs to whom, or say why both are needed."
	for _, p := range same {
		s := f.pairSign(p, "processes", do)
		s.Weight, s.Value, s.Unit = 1, nil, ""
		s.Wrong = f.teamName(p.a.TeamID) + " and " + f.teamName(p.b.TeamID) + " each have a process for the same workflow: " + p.a.Ref + " and " + p.b.Ref + "."
		list = append(list, s)
	}
	for _, p := range pairs {
		if !slices.ContainsFunc(same, func(o alikePair) bool { return o.a == p.a && o.b == p.b }) {
			s := f.pairSign(p, "processes", do)
			s.Weight = p.like
			list = append(list, s)
		}
	}
	return list
}
