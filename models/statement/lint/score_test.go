package lint

import (
	"os"
	"strings"
	"testing"
	"time"

	"throughline/models/statement"
)

// ours are sentences of our own, of organisations that do not exist.
const ours = "../testdata/own.tsv"

// theirs is where labelled statements of real organisations may lie beside the repository; without them there is nothing to measure.
var theirs = []string{"../../../../shared/data/statements-dev.tsv", "../../../../../shared/data/statements-dev.tsv"}

func open(t *testing.T, name string) *File {
	t.Helper()
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f, err := Read(in, true)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func atLeast(t *testing.T, what string, got, least float64) {
	t.Helper()
	t.Logf("%s %.3f", what, got)
	if got < least {
		t.Errorf("%s is %.3f, under %.3f", what, got, least)
	}
}

func measure(t *testing.T, f *File, strict, lenient, macro float64) {
	t.Helper()
	s := Of(f.Lines)
	a, b := s.Accuracy()
	atLeast(t, "kind, strict", a, strict)
	atLeast(t, "kind, with the second label", b, lenient)
	atLeast(t, "macro-F1", s.MacroF1(), macro)
	atLeast(t, "metric F1", s.Metric.F1(), 0.97)
	atLeast(t, "deadline F1", s.Due.F1(), 0.97)
	atLeast(t, "one sentence", s.SingleAccuracy(), 0.99)
	if wrong, all := s.WrongFindings(); all == 0 || wrong*20 > all {
		t.Errorf("%d of %d findings are wrong; at most 1 in 20 may be", wrong, all)
	}
}

func TestOurOwnSentencesAreReadAsTheyAreMeant(t *testing.T) {
	f := open(t, ours)
	measure(t, f, 0.93, 0.95, 0.93)
	count := map[statement.Kind]int{}
	for _, l := range f.Lines {
		count[l.Label.Kind]++
		if l.Label.Kind != statement.KindOf(l.Statement) && l.Label.Alt != statement.KindOf(l.Statement) {
			t.Logf("%s reads like %s, is %s: %s", l.ID, statement.KindOf(l.Statement), l.Label.Kind, l.Statement)
		}
	}
	for _, k := range statement.Kinds {
		if count[k] < 20 {
			t.Errorf("only %d sentences of kind %s", count[k], k)
		}
	}
}

func TestTheChecksAgreeWithPeopleOnLabelledStatements(t *testing.T) {
	for _, name := range theirs {
		if _, err := os.Stat(name); err == nil {
			measure(t, open(t, name), 0.85, 0.89, 0.84)
			return
		}
	}
	t.Log("no labelled statements lie beside the repository")
}

func TestEachRuleBringsSomething(t *testing.T) {
	lines := open(t, ours).Lines
	all := Of(lines)
	for _, rule := range statement.Rules {
		s := Of(lines, rule)
		if s.Strict > all.Strict {
			t.Errorf("without %q %d lines are right, with it %d", rule, s.Strict, all.Strict)
		}
	}
	if s := Of(lines, statement.Rules...); s.Strict*3 > all.Strict {
		t.Errorf("without any rule %d of %d lines are still right", s.Strict, s.Lines)
	}
}

func TestAnOrganisationIsLeftOutWhole(t *testing.T) {
	lines := open(t, ours).Lines
	names := Organisations(lines)
	if len(names) < 5 {
		t.Fatalf("organisations: %v", names)
	}
	seen := 0
	for _, name := range names {
		its, others := Split(lines, name)
		if len(its)+len(others) != len(lines) || len(its) == 0 {
			t.Fatalf("%s: %d and %d of %d lines", name, len(its), len(others), len(lines))
		}
		for _, l := range others {
			if l.Label.Organisation == name {
				t.Fatalf("a line of %s stands among the others", name)
			}
		}
		seen += len(its)
	}
	if seen != len(lines) {
		t.Errorf("%d of %d lines belong to an organisation", seen, len(lines))
	}
}

func TestFiguresAreCountedAsTheyAreCalled(t *testing.T) {
	line := func(text string, kind, alt statement.Kind, metric, due bool) Line {
		return Line{Statement: text, Label: &Label{Kind: kind, Alt: alt, Metric: metric, Deadline: due, Single: true}}
	}
	s := Of([]Line{
		line("Cut waiting from 9 to 3 days by May 2027", statement.KindOutcome, "", true, true),
		line("Cut waiting from 9 days to 3", statement.KindOutcome, statement.KindObjective, true, true),
		line("Improve morale", statement.KindTask, "", true, false),
	})
	if s.Lines != 3 || s.Strict != 1 || s.Lenient != 2 || s.Single != 3 {
		t.Errorf("%+v", s)
	}
	if s.Metric != (Tally{Right: 2, Missed: 1}) || s.Due != (Tally{Right: 1, Missed: 1}) {
		t.Errorf("metric %+v, deadline %+v", s.Metric, s.Due)
	}
	if got := s.Metric.F1(); got != 0.8 {
		t.Errorf("F1 %v", got)
	}
	if wish := s.Findings[statement.Wish]; wish == nil || *wish != (Tally{Wrong: 1}) {
		t.Errorf("findings %+v", s.Findings)
	}
	if s.Confusion[statement.KindTask][statement.KindWish] != 1 {
		t.Errorf("confusion %v", s.Confusion)
	}
}

func TestTenThousandStatementsTakeSeconds(t *testing.T) {
	lines := open(t, ours).Lines
	var many []Line
	for len(many) < 10_000 {
		many = append(many, lines...)
	}
	var out strings.Builder
	start := time.Now()
	if err := Print(&out, many[:10_000]); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	t.Logf("10,000 statements took %v", took)
	if took > 15*time.Second {
		t.Errorf("10,000 statements took %v", took)
	}
}
