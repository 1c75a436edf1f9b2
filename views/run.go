package views

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// RunsPage is the list of runs, of one rule or of all.
type RunsPage struct {
	Query   models.RunQuery
	Rule    *models.Rule // nil for all
	Rules   []*models.Rule
	Tree    *models.Tree
	Months  []day.Day
	Rows    []*models.RunNow
	All     int
	More    bool // there are more than were counted
	Paging  parts.Paging
	Skipped []*models.SkippedNow
	Pace    *models.Pace // of the rule, where the list of its runs is not narrowed
	Words   blocks.Words // of the rule, for the conditions of what was left out; nil for all rules
	Now     time.Time
}

// RunPage is one run with the words of its rule.
type RunPage struct {
	*models.RunDetail
	Words   blocks.Words
	Why     *form.Form // cancels it with a reason; nil for those who may not
	MayTend bool       // cancel it, try again, do it again, undo it
	Now     time.Time

	Problems []form.Problem
	Trial    bool // nothing of it happened
}

// over tells whether a run has ended a block: nothing more comes of its branches.
func over(done []*models.BlockRun) bool {
	return len(done) > 0 && !slices.ContainsFunc(done, func(s *models.BlockRun) bool {
		return s.State == models.RunStepReady || s.State == models.RunStepWaiting
	})
}

// far says how far a run has come.
func (v RunsPage) far(p Page, n *models.RunNow) string {
	switch {
	case n.State == models.RunBlocked, n.State == models.RunFailed, n.State == models.RunCancelled:
		if n.Reason != "" {
			return say.Clip(n.Reason, 140)
		}
	case n.State == models.RunQueued:
		return "After the run before it"
	case len(n.WaitsFor) > 0:
		text := "Waits for " + strings.Join(n.WaitsFor, " and ")
		if n.WaitsUntil != nil {
			text += ", until " + say.Instant(*n.WaitsUntil, p.Zone)
		}
		return text
	}
	return say.Upper(say.Count(p.Loc, n.StepsDone, "block", "blocks")) + " done"
}

func (v RunsPage) address(q models.RunQuery) string {
	if v.Rule != nil {
		q.Rule = ""
		return link.RuleRunsPage(v.Rule.Ref, q.Values(), 1)
	}
	return link.Runs(q.Values())
}

// quick are the ways of looking at runs that people take most.
func (v RunsPage) quick() (list []quickTasks) {
	bare := models.RunQuery{Team: v.Query.Team, Rule: v.Query.Rule}
	plain := v.Query
	plain.Rule = bare.Rule
	for _, one := range []struct{ label, state string }{{"All", ""}, {"Under way", "live"}, {"Waiting", models.RunWaiting}, {"Failed", models.RunFailed}, {"Blocked", models.RunBlocked}, {"Left out", models.RunSkipped}} {
		q := bare
		q.State = one.state
		list = append(list, quickTasks{one.label, v.address(q), plain == q})
	}
	return list
}

func (v RunsPage) choices() (list []choice) {
	var rules, states, teams, months []form.Option
	for _, r := range v.Rules {
		rules = append(rules, form.Option{Value: r.Ref, Label: r.Name})
	}
	for _, s := range models.RunStates {
		states = append(states, form.Option{Value: s, Label: say.Upper(s)})
	}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, m := range v.Months {
		months = append(months, form.Option{Value: string(m)[:7], Label: say.Month(m)})
	}
	if v.Rule == nil {
		list = append(list, choice{"rule", "Rule", "All rules", v.Query.Rule, rules})
	}
	return append(list, choice{"state", "State", "Any state", v.Query.State, states}, choice{"team", "Team", "All teams", v.Query.Team, teams}, choice{"month", "Began in", "Any month", v.Query.Month, months})
}

func (v RunsPage) count(p Page) string {
	if v.More {
		return "More than " + p.Loc.Number(float64(models.MostRunsCounted)) + " runs. Choose a month or a rule to see older ones."
	}
	return say.Upper(say.Count(p.Loc, v.All, "run", "runs"))
}

func (v RunsPage) title() string {
	if v.Rule != nil {
		return "Runs of " + v.Rule.Name
	}
	return "Runs"
}

// seen reads the conditions of what was left out as they were kept.
func (v RunsPage) seen(s *models.SkippedNow) (list []blocks.Seen) {
	if v.Words == nil || s.Trace == "" || json.Unmarshal([]byte(s.Trace), &list) != nil {
		return nil
	}
	return list
}

func (v RunPage) facts(p Page) []Fact {
	list := []Fact{{Label: "Rule", Text: v.Rule, Href: link.Thing("rule", v.RuleRef)}, {Label: "Version", Text: v.versions()}, {Label: "Owner", Text: v.Owner, Missing: "Nobody"},
		{Label: "About", Text: runAbout(v.RunNow), Missing: "Nothing in particular", Href: link.Thing(v.EntityType, v.EntityRef)}}
	if v.EntityRef == "" {
		list[3].Href = ""
	}
	if v.Decision != nil {
		list = append(list, Fact{Label: "Carries out", Text: v.Decision.Ref + " " + v.Decision.Title, Href: link.Decision(v.Decision.Ref)})
	} else if v.Says.Decision != "" {
		list = append(list, Fact{Label: "Carries out", Text: "“" + v.Says.Decision + "”"})
	}
	if v.Team != nil {
		list = append(list, Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)})
	}
	if v.Event != nil {
		list = append(list, Fact{Label: "Started by", Text: v.startedBy(p)})
	}
	list = append(list, Fact{Label: "Began", Text: say.Instant(v.CreatedAt, p.Zone)})
	if v.FinishedAt != nil {
		list = append(list, Fact{Label: "Ended", Text: say.Instant(*v.FinishedAt, p.Zone)})
	}
	if d := v.Took(v.Now); d > 0 {
		label := "Took"
		if v.Live() {
			label = "Has taken"
		}
		list = append(list, Fact{Label: label, Text: took(d)})
	}
	if v.Earlier != nil {
		list = append(list, Fact{Label: "Done again from", Text: v.Earlier.Ref, Href: link.Run(v.Earlier.Ref)})
	}
	for _, again := range v.Again {
		list = append(list, Fact{Label: "Done again as", Text: again.Ref + ", " + again.State, Href: link.Run(again.Ref)})
	}
	return list
}

// versions is the version that the run goes by, and the one that it began with where that is another.
func (v RunPage) versions() string {
	if v.Began == nil {
		return itoa(v.N)
	}
	return itoa(v.N) + ", begun by " + itoa(v.Began.N)
}

func (v RunPage) startedBy(p Page) string {
	text := v.Words.Trigger(v.Says.Trigger.Type)
	if text == "" {
		text = v.Event.Type
	}
	text = say.Upper(text)
	if v.Event.ActorName != "" {
		text += ", by " + v.Event.ActorName
	}
	return text + ", " + say.Instant(v.Event.OccurredAt, p.Zone)
}

// sentence is what a block says, with a capital letter.
func (v RunPage) sentence(s *blocks.Step) string { return s.Says(v.Words).Upper().String() }

// dataName is the name of a value that a step was given or gave, in words.
func (v RunPage) dataName(name string) string {
	if words := v.Words.Field(name); words != "" {
		return say.Upper(words)
	}
	return say.Upper(strings.NewReplacer("_", " ", ".", " ").Replace(name))
}

// waitWords say what a block waits for, and until when.
func (v RunPage) waitWords(p Page, w *models.Wait) string {
	text := "It waits for its time"
	if w.EventType != "" {
		text = "It waits until " + v.Words.Trigger(w.EventType)
	}
	if w.DueAt == nil {
		return text + "."
	}
	text += ", until " + say.Instant(*w.DueAt, p.Zone)
	if late := w.Late(v.Now); late > 5*time.Minute {
		text += ", which is overdue by " + took(late)
	}
	return text + "."
}

// undoes tells whether something that the run did can be taken back.
func (v RunPage) undoes() bool {
	return v.UndoneAt == nil && slices.ContainsFunc(v.Effects, func(e *models.RunEffect) bool {
		return e.UndoneAt == nil && (e.Did == models.DidCreate || e.Did == models.DidReroute || e.Did == "changed")
	})
}

// newer tells whether another version of the rule is in force than the one the run went by.
func (v RunPage) newer() bool {
	return v.RuleNow.VersionID != nil && *v.RuleNow.VersionID != v.RuleVersionID
}
