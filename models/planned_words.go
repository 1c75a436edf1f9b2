package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/models/day"
)

// Difference is one value that a change changes, in words.
type Difference struct{ Label, From, To string }

// changeWords are the names that the words about a change need, each read once.
type changeWords struct{ of map[string]string }

// spoken is one field of a thing as people know it, and what its value means.
type spoken struct{ field, label, means string }

// saidFields are the fields that changes speak of, in the order in which they are said.
var saidFields = []spoken{
	{"Statement", "Sentence", ""}, {"Title", "Title", ""}, {"Name", "Name", ""}, {"Measures", "", "measures"},
	{"Deadline", "Deadline", "day"}, {"DueDay", "Due", "day"}, {"Day", "Day", "day"}, {"ToDay", "Until", "day"}, {"ReviewDay", "Review", "day"}, {"StartDay", "Starts", "day"},
	{"Measure", "Measured by", ""}, {"SuccessMetric", "Success metric", ""}, {"Direction", "Direction", ""}, {"Baseline", "From", ""}, {"Target", "To", ""}, {"MetricTarget", "Level to reach", ""}, {"Unit", "Unit", ""}, {"Hours", "Hours a week", ""},
	{"OwnerTeamID", "Owner", "id"}, {"OwnerPersonID", "Owner", "id"}, {"TeamID", "Team", "id"}, {"LeadPersonID", "Lead", "id"}, {"ParentTeamID", "Under", "id"},
	{"ReceiverPersonID", "Receiver", "id"}, {"GiverPersonID", "Giver", "id"}, {"DeciderPersonID", "Decider", "id"},
	{"State", "State", ""}, {"StateReason", "Reason", ""}, {"Verdict", "Verdict", ""}, {"VerdictReason", "Reason", ""}, {"VerdictPersonID", "Carried out by", "id"}, {"VerdictDay", "By", "day"},
	{"WorkflowID", "Workflow", "id"}, {"OutcomeID", "Outcome", "id"}, {"OutcomeIDs", "Outcomes", "ids"}, {"Outcomes", "Outcomes", "links"}, {"GoalID", "Goal", "id"}, {"GoalIDs", "Goals", "ids"},
	{"ObjectiveID", "Objective", "id"}, {"ObjectiveIDs", "Objectives", "ids"}, {"DecisionID", "Decision", "there"}, {"Stages", "Approvers", "stages"},
	{"StrategyID", "In the strategy", "there"}, {"Into", "Becomes part of", "id"}, {"RemovedAt", "Removed", "there"}, {"Active", "Can sign in", ""},
}

// differences says what differs between two states of a thing.
func (r *Read) differences(w *changeWords, was, is Entity) ([]Difference, error) {
	a, errA := json.Marshal(was)
	b, errB := json.Marshal(is)
	if errA != nil || errB != nil {
		return nil, fmt.Errorf("models: %w %w", errA, errB)
	}
	raw, err := rawDifferences(string(a), string(b))
	if err != nil {
		return nil, err
	}
	if err := w.learn(r, raw); err != nil {
		return nil, err
	}
	return w.say(raw), nil
}

// rawDifference is a field whose values differ, before names are known.
type rawDifference struct {
	spoken
	was, is any
}

func rawDifferences(was, is string) (list []rawDifference, err error) {
	var a, b map[string]any
	if err := json.Unmarshal([]byte(was), &a); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(is), &b); err != nil {
		return nil, err
	}
	for _, f := range saidFields {
		x, errX := json.Marshal(a[f.field])
		y, errY := json.Marshal(b[f.field])
		if errX == nil && errY == nil && string(x) != string(y) {
			list = append(list, rawDifference{f, a[f.field], b[f.field]})
		}
	}
	return list, nil
}

// learn reads the names that some differences need and that are not known yet.
func (w *changeWords) learn(r *Read, list []rawDifference) error {
	var ids []string
	for _, d := range list {
		for _, v := range []any{d.was, d.is} {
			ids = append(ids, idsIn(v, d.means)...)
		}
	}
	return w.names(r, ids)
}

func idsIn(v any, means string) (ids []string) {
	switch t := v.(type) {
	case string:
		if means == "id" || means == "ids" {
			return []string{t}
		}
	case []any:
		for _, one := range t {
			if link, ok := one.(map[string]any); ok && means == "links" {
				one = link["OutcomeID"]
			} else if means != "ids" {
				continue
			}
			ids = append(ids, idsIn(one, "id")...)
		}
	}
	return ids
}

// names reads what people, teams, outcomes, goals and objectives are called.
func (w *changeWords) names(r *Read, ids []string) error {
	if w.of == nil {
		w.of = map[string]string{}
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { _, known := w.of[id]; return known || id == "" })
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, id := range ids {
		w.of[id] = "something that is not here"
	}
	for part := range slices.Chunk(ids, 400) {
		var list []struct{ ID, Name string }
		err := r.DB().Raw(`SELECT id, name FROM people WHERE id IN @ids UNION ALL SELECT id, name FROM teams WHERE id IN @ids
			UNION ALL SELECT id, ref || ' ' || title FROM outcomes WHERE id IN @ids UNION ALL SELECT id, ref || ' ' || title FROM goals WHERE id IN @ids
			UNION ALL SELECT id, ref || ' ' || title FROM objectives WHERE id IN @ids UNION ALL SELECT id, ref || ' ' || name FROM workflows WHERE id IN @ids
			UNION ALL SELECT id, ref || ' ' || name FROM initiatives WHERE id IN @ids LIMIT 3000`, map[string]any{"ids": part}).Scan(&list).Error
		if err != nil {
			return err
		}
		for _, n := range list {
			w.of[n.ID] = n.Name
		}
	}
	return nil
}

// say puts differences into words. Two fields of one label, as an owner who is a team or a person, are one line.
func (w *changeWords) say(list []rawDifference) (out []Difference) {
	for _, d := range list {
		if d.means == "measures" {
			out = append(out, measureDifferences(d.was, d.is)...)
			continue
		}
		one := Difference{d.label, w.value(d.was, d.means), w.value(d.is, d.means)}
		if n := len(out); n > 0 && out[n-1].Label == one.Label {
			if one.From != none {
				out[n-1].From = one.From
			}
			if one.To != none {
				out[n-1].To = one.To
			}
			continue
		}
		out = append(out, one)
	}
	return slices.DeleteFunc(out, func(d Difference) bool { return d.From == d.To })
}

// none is said where there is no value.
const none = "none"

func (w *changeWords) value(v any, means string) string {
	switch t := v.(type) {
	case nil:
		if means == "there" {
			return "no"
		}
		return none
	case bool:
		if t {
			return "yes"
		}
		return "no"
	case float64:
		return strconv.FormatFloat(t, 'f', -1, 64)
	case string:
		switch {
		case t == "":
			return none
		case means == "id", means == "ids":
			return w.of[t]
		case means == "there":
			return "yes"
		case means == "day":
			return day.Day(t).Long()
		}
		if at, err := time.Parse(time.RFC3339Nano, t); err == nil {
			return day.Of(at, time.UTC).Long()
		}
		return t
	case []any:
		if means == "stages" {
			return strconv.Itoa(len(t)) + " stages, asked as the chain says"
		}
		var names []string
		for _, id := range idsIn(v, means) {
			names = append(names, w.of[id])
		}
		slices.Sort(names)
		if len(names) == 0 {
			return none
		}
		return strings.Join(names, ", ")
	}
	return none
}

// measureDifferences says what differs in the metrics of an outcome.
func measureDifferences(was, is any) (out []Difference) {
	read := func(v any) (list []*OutcomeMetric) {
		b, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(b, &list)
		}
		if err != nil {
			return nil
		}
		return list
	}
	a, b := read(was), read(is)
	for i := range max(len(a), len(b)) {
		x, y := &OutcomeMetric{}, &OutcomeMetric{}
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		name := func(m *OutcomeMetric) string {
			if m.Metric == nil || m.Metric.Name == "" {
				return none
			}
			return m.Metric.Name
		}
		of := ""
		if max(len(a), len(b)) > 1 {
			of = " of " + name(y)
		}
		number := func(n *float64, text, unit string) string {
			switch {
			case n != nil:
				return strings.TrimSpace(strconv.FormatFloat(*n, 'f', -1, 64) + " " + unit)
			case text != "":
				return text
			}
			return none
		}
		for _, d := range []Difference{
			{"Metric", name(x), name(y)}, {"Direction" + of, orNothing(x.Direction), orNothing(y.Direction)},
			{"Baseline" + of, number(x.Baseline, x.BaselineText, x.Unit), number(y.Baseline, y.BaselineText, y.Unit)},
			targetDifference("Target"+of, x, y, number(x.Target, x.TargetText, x.Unit), number(y.Target, y.TargetText, y.Unit)),
			targetDifference("Low"+of, x, y, number(x.Low, "", x.Unit), number(y.Low, "", y.Unit)), targetDifference("High"+of, x, y, number(x.High, "", x.Unit), number(y.High, "", y.Unit)),
		} {
			if d.From != d.To {
				out = append(out, d)
			}
		}
	}
	return out
}

// targetDifference says how a target, or an end of a band, changes. One that was withheld is not said; where it is withheld from now on, neither is
// the one before, which may be the very number.
func targetDifference(label string, x, y *OutcomeMetric, from, to string) Difference {
	d := Difference{label, from, to}
	if from == to {
		return d
	}
	if x.TargetWithheld || y.TargetWithheld {
		d.From = heldBack
	}
	if y.TargetWithheld {
		d.To = "another target, not shown here"
	}
	return d
}

func orNothing(s string) string {
	if s == "" {
		return none
	}
	return s
}

func lowered(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// Differences says what a change changes about its subject.
func (r *Read) Differences(c *PlannedChange) ([]Difference, error) {
	raw, err := rawDifferences(c.Was, c.Wanted)
	if err != nil {
		return nil, err
	}
	w := &changeWords{}
	if err := w.learn(r, raw); err != nil {
		return nil, err
	}
	return w.say(raw), nil
}
