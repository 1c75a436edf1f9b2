package models

import (
	"cmp"
	"slices"
	"time"

	"gorm.io/gorm"

	"throughline/models/blocks"
	"throughline/models/day"
)

// What a run can do to a thing; each is one step that nobody did by hand.
const (
	DidCreate  = "created"
	DidReroute = "rerouted"
	DidTell    = "told"
)

// SavedKinds are the steps that are counted, in the order people read them.
var SavedKinds = []struct{ Did, Title string }{
	{DidTell, "Reminders and messages sent"},
	{DidCreate, "Tasks and handoffs created"},
	{DidReroute, "Tasks routed anew"},
}

// savedDays is the time that is looked at while no month is asked for.
const savedDays = 90

// mostSaved bounds how many groups are read: rules by teams by what was done.
const mostSaved = 20_000

// Saved is what rules did in a time that people no longer do by hand.
type Saved struct {
	Month       string // 2026-11; empty for the last 90 days
	From, Until day.Day
	All         *SavedBy
	Rules       []*SavedBy // those that did most first
	Teams       []*SavedBy
}

// SavedBy is what one rule, or all rules for one team, did.
type SavedBy struct {
	Rule    *Rule
	Team    *Team
	Counts  map[string]int // by what was done
	Runs    int            // of the rule, that were done
	Minutes int            // as a person estimated them for one run, times the runs; 0 where nobody did
	Rated   int            // runs that an estimate is given for
	Each    []int          // the estimates, one for each version that has another
}

// Steps are all manual steps together.
func (s *SavedBy) Steps() (n int) {
	for _, k := range SavedKinds {
		n += s.Counts[k.Did]
	}
	return n
}

// Saved counts what rules did in a month, or in the last 90 days. What was undone since does not count, nor does what this person may not
// know of.
func (r *Read) Saved(month string) (*Saved, error) {
	since, until, err := r.monthOf(month)
	if err != nil {
		return nil, err
	}
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	s := &Saved{Month: month, All: &SavedBy{Counts: map[string]int{}}}
	if since.IsZero() {
		s.Month = ""
		since, until = startOf(r.Today().Add(-savedDays), c.Calendar().Zone), r.Now.Add(time.Second)
	}
	s.From, s.Until = day.Of(since, c.Calendar().Zone), day.Of(until.Add(-time.Second), c.Calendar().Zone)
	hidden, err := r.hiddenRules()
	if err != nil {
		return nil, err
	}
	known := func(g *gorm.DB) *gorm.DB {
		if len(hidden) > 0 {
			g = g.Where("runs.rule_id NOT IN ?", hidden)
		}
		return g
	}
	var groups []struct {
		RuleID, Did string
		TeamID      *string
		N           int
	}
	dids := []string{}
	for _, k := range SavedKinds {
		dids = append(dids, k.Did)
	}
	err = known(r.DB().Model(&RunEffect{}).Select("runs.rule_id AS rule_id, run_effects.did AS did, run_effects.team_id AS team_id, COUNT(*) AS n").
		Joins("JOIN runs ON runs.id = run_effects.run_id").Where("run_effects.created_at >= ? AND run_effects.created_at < ? AND run_effects.undone_at IS NULL AND run_effects.did IN ?", since, until, dids)).
		Group("runs.rule_id, run_effects.did, run_effects.team_id").Limit(mostSaved).Scan(&groups).Error
	if err != nil {
		return nil, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	rules, teams := map[string]*SavedBy{}, map[string]*SavedBy{}
	for _, g := range groups {
		of(rules, g.RuleID).Counts[g.Did] += g.N
		team := text(g.TeamID)
		of(teams, team).Counts[g.Did] += g.N
		teams[team].Team = tree.ByID[team]
		s.All.Counts[g.Did] += g.N
	}
	if err := r.fillMinutes(s, rules, known(r.DB().Model(&Run{}).Where("state = ? AND created_at >= ? AND created_at < ? AND undone_at IS NULL", RunDone, since, until))); err != nil {
		return nil, err
	}
	s.Rules, s.Teams = ordered(rules), ordered(teams)
	return s, nil
}

func of(by map[string]*SavedBy, id string) *SavedBy {
	if by[id] == nil {
		by[id] = &SavedBy{Counts: map[string]int{}}
	}
	return by[id]
}

// fillMinutes adds the runs of each rule, with the minutes that a person entered for the version they went by.
func (r *Read) fillMinutes(s *Saved, rules map[string]*SavedBy, done *gorm.DB) error {
	var groups []struct {
		RuleID, RuleVersionID string
		N                     int
	}
	if err := done.Select("rule_id, rule_version_id, COUNT(*) AS n").Group("rule_id, rule_version_id").Limit(mostSaved).Scan(&groups).Error; err != nil {
		return err
	}
	var ids []string
	for _, g := range groups {
		ids = append(ids, g.RuleVersionID)
	}
	versions, err := r.DefinitionsOf(ids)
	if err != nil {
		return err
	}
	minutes := map[string]int{}
	for _, v := range versions {
		if d, err := blocks.Read([]byte(v.Definition)); err == nil {
			minutes[v.ID] = d.MinutesSaved
		}
	}
	for _, g := range groups {
		each := minutes[g.RuleVersionID]
		for _, one := range []*SavedBy{s.All, of(rules, g.RuleID)} {
			one.Runs += g.N
			one.Minutes += each * g.N
			if each > 0 {
				one.Rated += g.N
				if !slices.Contains(one.Each, each) {
					one.Each = append(one.Each, each)
				}
			}
		}
	}
	named, err := found[*Rule](r.DB().Select("id", "ref", "name").Where("id IN ?", keys(rules)))
	for _, rule := range named {
		rules[rule.ID].Rule = rule
	}
	return err
}

func ordered(by map[string]*SavedBy) (list []*SavedBy) {
	for _, id := range sortedKeys(by) {
		if by[id].Steps() > 0 || by[id].Runs > 0 {
			list = append(list, by[id])
		}
	}
	slices.SortStableFunc(list, func(a, b *SavedBy) int { return cmp.Or(cmp.Compare(b.Steps(), a.Steps()), cmp.Compare(b.Runs, a.Runs)) })
	return list
}

// Explain says how a count of steps came about.
func (s *SavedBy) Explain(t *Saved, did string) Explanation {
	title, rule := "Steps that nobody did by hand", "Each message that a block sent, each task or handoff created and each task routed anew counts as one. What was undone since does not."
	n := s.Steps()
	var parts []Input
	for _, k := range SavedKinds {
		if did == k.Did {
			title, rule, n = k.Title, "What runs did in this time, one by one. What was undone since does not count.", s.Counts[did]
		}
		if did == "" || did == k.Did {
			parts = append(parts, count(k.Title, s.Counts[k.Did]))
		}
	}
	e := Explanation{Figure: title, Result: Input{Value: ptr(float64(n))}, Formula: rule + " From " + t.From.Long() + " to " + t.Until.Long() + ".", Day: t.Until}
	return e.of(parts...)
}

// ExplainHours says how the hours came about; they rest on what people entered, never on a guess.
func (s *SavedBy) ExplainHours(t *Saved) Explanation {
	e := Explanation{Figure: "Hours", Result: Input{Value: ptr(Rounded(float64(s.Minutes)/60, 1)), Unit: "h"}, Day: t.Until,
		Formula: "The minutes that a person entered for one run of a rule, times its runs that were done. Runs of rules without an estimate are left out."}
	list := []Input{count("Runs done", s.Runs), count("Runs with an estimate", s.Rated)}
	for _, each := range s.Each {
		list = append(list, Input{Name: "Entered for one run", Value: ptr(float64(each)), Unit: "min"})
	}
	return e.of(list...)
}
