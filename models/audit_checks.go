package models

import (
	"fmt"
	"strings"

	"throughline/models/day"
	"throughline/models/statement"
)

// weeksRead is over how many weeks a metric must have been read to count as read every week.
const weeksRead = 4

// Audit judges a strategy on the five elements from what is known of it (R07, R08). It is pure: the same facts give the same audit.
func Audit(f *AuditFacts) *StrategyAudit {
	a := &StrategyAudit{Title: "What was brought in", Day: f.Today}
	if s := f.Strategy; s != nil {
		a.Strategy, a.Title, a.State = s.Ref, s.Title, s.State
		if a.Title == "" {
			a.Title = "Strategy " + s.Ref
		}
	}
	intent, goals, resources := f.intentChecks, f.goalChecks, f.resourceChecks
	if s := f.Operations; s != nil {
		a.Strategy, a.Title, a.State, a.Layer = s.Ref, s.Name, s.State, Operations
		intent, goals, resources = f.runsChecks, f.firstChecks, f.capacityChecks
	}
	for _, e := range []struct {
		key    string
		checks []AuditCheck
	}{
		{ElementIntent, intent()}, {ElementGoals, goals()}, {ElementResources, resources()},
		{ElementOwnership, f.ownershipChecks()}, {ElementTriggers, f.triggerChecks()},
	} {
		a.Elements = append(a.Elements, AuditElement{Key: e.key, Standing: stands(e.checks), Checks: e.checks})
	}
	return a
}

// intentChecks ask for one sentence with a destination and a why.
func (f *AuditFacts) intentChecks() []AuditCheck {
	sentence := AuditCheck{Key: "sentence", Title: "One sentence", Rule: "The intent is exactly one sentence with a verb.", List: "strategy"}
	where := AuditCheck{Key: "where", Title: "A destination", Rule: "The sentence says where the company is going: what will be true that is not true today.", List: "strategy"}
	why := AuditCheck{Key: "why", Title: "A why", Rule: "The sentence says why: so that, or because.", List: "strategy"}
	if f.Intent == nil || strings.TrimSpace(f.Intent.Statement) == "" {
		sentence.None = "No sentence of intent is written. Write where you are going and why in step 1 of the alignment."
		if f.Strategy == nil {
			sentence.None = "Nothing that was brought in is a sentence of intent. Write where you are going and why in step 1 of the alignment."
		}
		where.None, why.None = "There is no sentence yet that could say where.", "There is no sentence yet that could say why."
		return []AuditCheck{sentence, where, why}
	}
	problems, advice := statement.CheckIntent(f.Intent.Statement)
	says := map[string]string{}
	for _, finding := range append(problems, advice...) {
		says[finding.Code] = finding.Say
	}
	one := func(c AuditCheck, codes ...string) AuditCheck {
		for _, code := range codes {
			if say := says[code]; say != "" {
				return checked(c, []look{{AuditItem{Title: f.Intent.Statement, Say: say}, false}})
			}
		}
		return checked(c, []look{{AuditItem{Title: f.Intent.Statement}, true}})
	}
	return []AuditCheck{one(sentence, statement.NoSentence, statement.ManySentence, statement.NoVerb), one(where, statement.NoWhere), one(why, statement.NoWhy)}
}

// goalChecks ask for an order, a number to reach, and readings every week.
func (f *AuditFacts) goalChecks() []AuditCheck {
	goals := AuditCheck{Key: "goal-order", Title: "Goals in an order of priority", Rule: "The goal has a place in the order, and no other goal has the same.", List: "goals",
		None: "No goal is set. Step 5 of the alignment sets them."}
	var looks []look
	places := map[int]int{}
	for _, g := range f.Goals {
		places[g.Priority]++
	}
	for _, g := range f.Goals {
		looks = append(looks, placed(AuditItem{Kind: "goal", Ref: g.Ref, Title: g.Title}, g.Priority, places))
	}
	goals = checked(goals, looks)

	outcomes := AuditCheck{Key: "outcome-order", Title: "Outcomes in an order of priority", Rule: "The outcome has a place in the order, and no other outcome has the same.", List: "outcomes",
		None: "No outcome is set. Step 2 of the alignment sets three to five."}
	looks, places = nil, map[int]int{}
	open := f.openOutcomes()
	for _, o := range open {
		places[o.Priority]++
	}
	for _, o := range open {
		looks = append(looks, placed(AuditItem{Kind: "outcome", Ref: o.Ref, Title: o.Title}, o.Priority, places))
	}
	outcomes = checked(outcomes, looks)

	numbers := AuditCheck{Key: "numbers", Title: "Outcomes with a number to reach", Rule: "The outcome has a metric with a baseline, a direction and a target or band, and a deadline.", List: "outcomes",
		None: outcomes.None}
	looks = nil
	for _, o := range open {
		lacks := lacksNumber(o)
		looks = append(looks, look{AuditItem{Kind: "outcome", Ref: o.Ref, Title: o.Title, Say: lacks}, lacks == ""})
	}
	return []AuditCheck{goals, outcomes, checked(numbers, looks), f.weeklyCheck(open)}
}

// placed looks whether a thing has a place of its own in an order.
func placed(i AuditItem, priority int, places map[int]int) look {
	switch {
	case priority <= 0:
		i.Say = "has no place in the order"
	case places[priority] > 1:
		i.Say = fmt.Sprintf("shares place %d with another", priority)
	default:
		i.Say = fmt.Sprintf("place %d", priority)
		return look{i, true}
	}
	return look{i, false}
}

// openOutcomes are those that are not over.
func (f *AuditFacts) openOutcomes() (list []*Outcome) {
	for _, o := range f.Outcomes {
		if o.State != OutcomeAchieved && o.State != OutcomeMissed && o.State != OutcomeRetired {
			list = append(list, o)
		}
	}
	return list
}

// lacksNumber says what keeps an outcome from being measurable; empty when nothing does. A target that is known and not shown counts.
func lacksNumber(o *Outcome) string {
	if len(o.Measures) == 0 {
		return "has no metric"
	}
	var lacks []string
	m := o.Measures[0]
	if !known(m.Baseline) && m.Direction != Band {
		lacks = append(lacks, "baseline")
	}
	if m.Direction == "" {
		lacks = append(lacks, "direction")
	}
	if !m.TargetWithheld && !known(m.Target) && !(m.Direction == Band && (known(m.Low) || known(m.High))) {
		lacks = append(lacks, "target")
	}
	if !o.Deadline.Valid() {
		lacks = append(lacks, "deadline")
	}
	if len(lacks) == 0 {
		return ""
	}
	return "lacks its " + inWords(lacks)
}

// weeklyCheck looks at each metric of the outcomes: whether somebody has read it in each of the last weeks.
func (f *AuditFacts) weeklyCheck(open []*Outcome) AuditCheck {
	c := AuditCheck{Key: "weekly", Title: "Metrics read every week", List: "readings", Rule: "The metric has a reading in each of the last four weeks, up to three days late; in fewer weeks while the strategy is younger.",
		None: "No outcome has a metric that could be read."}
	var looks []look
	seen := map[string]bool{}
	for _, o := range open {
		for _, m := range o.Measures {
			if m.Metric == nil || seen[m.MetricID] {
				continue
			}
			seen[m.MetricID] = true
			name := m.Metric.Name
			if name == "" {
				name = o.Title
			}
			i := AuditItem{Kind: "outcome", Ref: o.Ref, Title: name}
			read, of, newest := f.weeks(m)
			switch {
			case newest == "":
				i.Say = "has no reading of the last weeks"
			case read < of:
				i.Say = fmt.Sprintf("read in %d of %d weeks, newest on %s", read, of, newest.Short())
			default:
				i.Say = "newest on " + newest.Short()
			}
			looks = append(looks, look{i, read == of})
		}
	}
	return checked(c, looks)
}

// weeks counts in how many of the last weeks a metric was read, of how many there are to look at.
func (f *AuditFacts) weeks(m *OutcomeMetric) (read, of int, newest day.Day) {
	began := max(f.InForceDay, m.BaselineDay)
	of = weeksRead
	if began.Valid() {
		of = min(max(f.Today.Sub(began)/7, 1), weeksRead)
	}
	days := []day.Day{}
	for _, r := range Standing(f.Readings[m.MetricID]) {
		if known(r.Value) && !r.Day.After(f.Today) {
			days = append(days, r.Day)
			newest = max(newest, r.Day)
		}
	}
	for week := range of {
		from, to := f.Today.Add(-7*(week+1)-staleGrace), f.Today.Add(-7*week)
		// The newest that fits stands for its week, and for no other: the days of grace overlap with the week before.
		for len(days) > 0 && days[len(days)-1].After(to) {
			days = days[:len(days)-1]
		}
		if n := len(days); n > 0 && days[n-1].After(from) {
			read++
			days = days[:n-1]
		}
	}
	return read, of, newest
}

// inWords joins words as a sentence does: "baseline, target and deadline".
func inWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
