package blocks

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"throughline/models/day"
)

// atNine is Monday 16 November 2026, 09:00 in Berlin, in a company that works from Monday to Friday.
func atNine(t testing.TB) Clock {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return Clock{Now: time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC), Calendar: day.Calendar{Zone: zone, Working: [7]bool{false, true, true, true, true, true, false}}}
}

var facts = Facts{
	"title":   {Kind: TextField, Text: "Cut the handoff lag"},
	"pct":     {Kind: NumberField, Text: "-12.5"},
	"none":    {Kind: NumberField},
	"due":     {Kind: DayField, Text: "2026-11-20"},
	"at":      {Kind: InstantField, Text: "2026-11-15T23:30:00Z"}, // the 16th in Berlin
	"urgent":  {Kind: YesField, Text: "yes"},
	"state":   {Kind: ChoiceField, Text: "active"},
	"owner":   {Kind: PersonField, Text: "p1", Name: "Amina Diallo"},
	"team":    {Kind: TeamField, Text: ""},
	"changed": {Kind: ListField, List: []string{"target", "deadline"}},
}

func TestEachOperatorComparesAsItsWordsSay(t *testing.T) {
	for _, c := range []struct {
		field, op, with string // values with | between
		held            bool
	}{
		{"title", "is", "cut the handoff lag", true}, {"title", "is", "Cut", false}, {"title", "is_not", "Cut", true}, {"title", "contains", "HANDOFF", true},
		{"title", "lacks", "price", true}, {"title", "starts", "cut", true}, {"title", "in", "a|Cut the handoff lag", true}, {"title", "not_in", "a|b", true},
		{"title", "empty", "", false}, {"title", "filled", "", true},
		{"pct", "eq", "-12.5", true}, {"pct", "ne", "3", true}, {"pct", "gt", "-13", true}, {"pct", "gt", "-12.5", false}, {"pct", "gte", "-12.5", true}, {"pct", "lt", "0", true},
		{"pct", "lte", "-12.5", true}, {"pct", "between", "0|-20", true}, {"pct", "between", "0|10", false}, {"pct", "abs_gte", "10", true}, {"pct", "abs_gte", "13", false},
		{"pct", "abs_lt", "13", true}, {"pct", "gt", "much", false},
		{"none", "empty", "", true}, {"none", "gt", "0", false}, {"none", "lt", "0", false}, {"none", "ne", "0", true},
		{"due", "on", "2026-11-20", true}, {"due", "before", "+5d", true}, {"due", "before", "+4d", false}, {"due", "by", "+4d", true}, {"due", "after", "today", true},
		{"due", "from", "+4wd", true}, {"due", "from", "+5wd", false}, {"due", "between", "today|+1w", true}, {"due", "after", "-1m", true}, {"due", "before", "soon", false},
		{"at", "on", "today", true}, {"at", "before", "today", false}, {"at", "by", "2026-11-16", true},
		{"urgent", "is", "yes", true}, {"urgent", "is", "no", false},
		{"state", "in", "draft|active", true}, {"state", "not_in", "draft", true}, {"state", "is", "active", true},
		{"owner", "in", "p1", true}, {"owner", "not_in", "p1", false}, {"owner", "filled", "", true}, {"team", "empty", "", true}, {"team", "in", "t1", false},
		{"changed", "has", "owner|target", true}, {"changed", "has", "owner", false}, {"changed", "has_all", "target|deadline", true}, {"changed", "has_all", "target|owner", false},
		{"changed", "has_none", "owner", true}, {"changed", "has_none", "target", false},
		{"unknown", "is", "x", false}, {"unknown", "empty", "", true}, {"title", "gt", "1", false}, {"title", "is", "", false}, {"pct", "between", "1", false},
	} {
		var with []string
		if c.with != "" {
			with = strings.Split(c.with, "|")
		}
		g := &Group{Join: All, Rows: []Row{{Condition: &Condition{c.field, c.op, with}}}}
		held, seen := g.Holds(facts, atNine(t))
		if held != c.held || len(seen) != 1 || seen[0].Held != held {
			t.Errorf("%s %s %s: %t, %+v", c.field, c.op, c.with, held, seen)
		}
	}
}

func TestEveryOperatorOfEveryKindCanBeCompared(t *testing.T) {
	for _, v := range facts {
		for _, o := range Operators(v.Kind) {
			with := map[FieldKind][]string{NumberField: {"1", "2"}, DayField: {"today", "+1d"}, InstantField: {"today", "+1d"}}[v.Kind]
			if with == nil {
				with = []string{"a", "b"}
			}
			held, seen := (&Group{Rows: []Row{{Condition: &Condition{"f", o.Op, with}}}}).Holds(Facts{"f": v}, atNine(t))
			if o.Label == "" || seen[0].Why != "" || held != seen[0].Held {
				t.Errorf("%s of %s: %+v", o.Op, v.Kind, seen)
			}
		}
	}
}

func TestGroupsJoinTheirRowsAlsoInsideOneAnother(t *testing.T) {
	yes, no := Row{Condition: &Condition{"urgent", "is", []string{"yes"}}}, Row{Condition: &Condition{"urgent", "is", []string{"no"}}}
	in := func(join Join, rows ...Row) Row { return Row{Group: &Group{join, rows}} }
	for name, c := range map[string]struct {
		row  Row
		held bool
	}{
		"nothing":     {in(All), true},
		"any of none": {in(Any), true},
		"all":         {in(All, yes, no), false},
		"any":         {in(Any, no, yes), true},
		"none":        {in(None, no, no), true},
		"not none":    {in(None, no, yes), false},
		"nested":      {in(All, yes, in(Any, no, in(None, no))), true},
		"nested, not": {in(All, yes, in(None, in(All, yes))), false},
	} {
		if held, seen := c.row.Group.Holds(facts, atNine(t)); held != c.held {
			t.Errorf("%s: %t, %+v", name, held, seen)
		}
	}
	var absent *Group
	if held, _ := absent.Holds(facts, atNine(t)); !held {
		t.Error("no conditions at all do not hold")
	}
}

func TestTheTraceNamesTheValueThatWasMetAndTheRowThatFailed(t *testing.T) {
	g := &Group{All, []Row{{Condition: &Condition{"urgent", "is", []string{"yes"}}}, {Group: &Group{Any, []Row{{Condition: &Condition{"owner", "in", []string{"p2"}}}}}}}}
	held, seen := g.Holds(facts, atNine(t))
	at := Failing(All, seen)
	if held || at == nil || at.Field != "owner" || at.Met != "Amina Diallo" {
		t.Errorf("%t, %+v", held, seen)
	}
	if held, seen := (&Group{None, []Row{{Condition: &Condition{"urgent", "is", []string{"yes"}}}}}).Holds(facts, atNine(t)); held || Failing(None, seen).Field != "urgent" {
		t.Errorf("none: %+v", seen)
	}
}

func TestTextsAreFilledWithWhatHappened(t *testing.T) {
	for text, want := range map[string]string{
		"{{title}} for {{ owner }} by {{due}}": "Cut the handoff lag for Amina Diallo by 20 November 2026",
		"{{nobody}} and {{":                    "– and {{",
		"{{changed}}":                          "target, deadline",
		"no field":                             "no field",
	} {
		if got := facts.Fill(text); got != want {
			t.Errorf("%q reads %q", text, got)
		}
	}
	if got := Names("{{a}} {{ b }} {{a}} {{"); strings.Join(got, " ") != "a b" {
		t.Errorf("the fields named are %v", got)
	}
}

func FuzzConditionsAnswerWithoutFailing(f *testing.F) {
	f.Add([]byte(sample), "title", "is", "x", "text")
	f.Add([]byte(`{"trigger":{"type":"x","where":{"none":[{"f":"due","op":"between","v":["+9999999d","-1wd"]}]}}}`), "due", "before", "+5wd", "day")
	f.Add([]byte(`{"steps":[{"k":"a","do":"if","if":{"any":[{"all":[{"f":"pct","op":"abs_gte","v":1e999}]}]}}]}`), "pct", "between", "1", "number")
	f.Fuzz(func(t *testing.T, text []byte, field, op, value, kind string) {
		at := atNine(t)
		some := Facts{field: {Kind: FieldKind(kind), Text: value, List: []string{value, op}}}
		c := &Group{Any, []Row{{Condition: &Condition{field, op, []string{value}}}}}
		held, seen := c.Holds(some, at)
		if len(seen) != 1 || seen[0].Held != held {
			t.Fatalf("%+v", seen)
		}
		if utf8.ValidString(value) && !utf8.ValidString(some.Fill("{{"+field+"}}"+value)) {
			t.Fatal("text that cannot be kept")
		}
		d, err := Read(text)
		if err != nil {
			return
		}
		again, err := Read([]byte(d.Write()))
		if err != nil || again.Write() != d.Write() {
			t.Fatalf("it does not read back as it was written: %v", err)
		}
		groups := []*Group{d.Trigger.Where}
		d.Walk(func(s *Step, _ []*Step) { groups = append(groups, s.If, s.Tasks) })
		for _, g := range groups {
			held, seen := g.Holds(facts, at)
			other, _ := g.Holds(facts, at)
			if held != other {
				t.Fatal("the same conditions hold once and not another time")
			}
			if _, err := json.Marshal(seen); err != nil {
				t.Fatal(err)
			}
			if g != nil && !held && len(g.Rows) > 0 && Failing(g.Join, seen) == nil && g.Join != Any {
				t.Fatalf("nothing is named that failed: %+v", seen)
			}
		}
	})
}
