package statement

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// check runs every check on a text and fails when words stand outside of it or cut a character.
func check(t *testing.T, text string) {
	t.Helper()
	edges := make([]bool, len(text)+1)
	edges[len(text)] = true
	for i := range text {
		edges[i] = true
	}
	inside := func(what string, in string, spans ...Span) {
		for _, s := range spans {
			if s.From < 0 || s.To > len(in) || s.From >= s.To {
				t.Fatalf("%s: words at %v of %d bytes", what, s, len(in))
			}
			if in == text && (!edges[s.From] || !edges[s.To]) {
				t.Fatalf("%s: words at %v cut a character", what, s)
			}
		}
	}
	sentences := Sentences(text)
	inside("sentences", text, sentences...)
	for i := 1; i < len(sentences); i++ {
		if sentences[i].From < sentences[i-1].To {
			t.Fatalf("sentences %v and %v overlap", sentences[i-1], sentences[i])
		}
	}
	problems, advice := CheckIntent(text)
	kind, found := ReadsLike(text)
	if kind != Goal && kind != Objective && kind != Unsure {
		t.Fatalf("kind %q", kind)
	}
	reading := Read(text)
	if !slices.Contains(Kinds, reading.Kind) || reading.Lead < 0 {
		t.Fatalf("kind %q, lead %d", reading.Kind, reading.Lead)
	}
	for _, e := range reading.Evidence {
		inside(e.Rule, text, e.Words)
	}
	for _, as := range []Place{AsIntent, AsOutcome, AsGoal, AsObjective} {
		found = append(found, Advise(text, as, false, Known{Scope: OneTeam, Days: 120})...)
	}
	for _, f := range append(append(append(problems, advice...), found...), CheckOutcome(text, text, "")...) {
		inside(f.Code, text, f.Words...)
		if f.Say == "" {
			t.Fatalf("%s says nothing", f.Code)
		}
	}
	for _, f := range CheckOutcome("Grow", "NPS", text) {
		if f.Code == OpenTarget {
			inside(f.Code, text, f.Words...)
		}
	}
	inside("metric", text, HasMetric(text).Words...)
	inside("deadline", text, HasDeadline(text).Words...)
	if target, ok := ParseTarget(text); ok {
		inside("target", text, target.Words)
		if !finite(target.Value) || target.Low != nil && !finite(*target.Low, *target.High) || target.Baseline != nil && !finite(*target.Baseline) {
			t.Fatalf("target %+v", target)
		}
	}
}

func FuzzAnyTextIsReadWithoutHarm(f *testing.F) {
	for _, seed := range []string{
		"", ".", "...", "We grow. We sell.", "By 31.12.2027, cut 1.234,5 % (e.g. “here”).[^2] Next", "\xff\xfe.\x80 A", "a\u200d. B", "🚀.🚀A", "「。」。A", "$N", "N%",
		"1. 2. 3.", "((((", "\"\"\"", "٢٠٪؟ نعم", "9999999999999999999999999999999999999999999e9", "from 1 to 2 million to 3", "in 3-", "within a", "Q3/", "FY'", "2027-", "d'ici 2028",
		"at or above", "no more than ten percentage", "-", "- 5", "http://", "www.", "https://a.b/ﬃ.", "İ. İ", "ǅ. a", "a.\r\n\r\nB", "•", ":•", "[^1]", "zero", "a million", "twenty one",
		strings.Repeat("9", 400), "±5", "5 ± 2e308", "1/2/3", "1-2-3", "mid-2027", "~2 months", "\u2028", "。", "A.B.C.", "co-", "re-", "12 345 678", "1,2,3", "1.2.3.4",
	} {
		f.Add(seed)
	}
	f.Fuzz(check)
}

func TestALongTextTakesTimeInProportion(t *testing.T) {
	for _, piece := range []string{
		"We grow. ", "$.", "(", "\"a.\" ", "from 1 in 2020 ", "1. ", "- a\n", "[^1].", "We grow (a. b.) ", "9.", "a-", "of the end of the ", "not just 1 ",
		"...", "🚀", "by 2027 ", "improve and ", "$N ", "a\"", "\xff", "9 999 ", "we build, ",
	} {
		text := strings.Repeat(piece, 10_000/len(piece))
		start := time.Now()
		check(t, text)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%d bytes of %q took %v", len(text), piece, took)
		}
	}
}
