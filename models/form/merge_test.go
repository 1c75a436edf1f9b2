package form_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models/form"
)

// opened is the page as a person had it: the answers and what they started from.
func opened(o outcome, version string, loc form.Locale) url.Values {
	f := form.Of(o.Fields()...)
	f.Show(loc)
	values := url.Values{"version": {version}}
	for _, field := range f.Fields {
		values[field.Name] = field.WasValues()
		values[field.WasName()] = field.WasValues()
	}
	return values
}

func numbered(n float64) outcome {
	return outcome{Title: "Faster", Target: &n, TargetText: point.Typed(n), Place: 2, Due: "2027-01-01", Kind: "reduce", Teams: []string{"a"}}
}

func save(stored *outcome, values url.Values, version int, loc form.Locale, mode form.Mode) (*form.Form, []string, []form.Clash) {
	f := form.Of(stored.Fields()...)
	f.Version = version
	f.Fill(values, loc, mode)
	notes, clashes := f.Settle(values, "Tom")
	return f, notes, clashes
}

func TestAFieldThatOnlyOneSideChangedMergesWithANote(t *testing.T) {
	values := opened(numbered(10), "1", point)
	values.Set("title", "Much faster")
	stored := numbered(15)
	stored.Teams, stored.Secret = []string{"a", "b"}, true
	f, notes, clashes := save(&stored, values, 2, point, form.Strict)
	if len(clashes) != 0 || !f.Valid() || stored.Title != "Much faster" || *stored.Target != 15 || stored.TargetText != "15" || len(stored.Teams) != 2 || !stored.Secret {
		t.Errorf("clashes %v, problems %v, merged %+v", clashes, f.Problems(), stored)
	}
	want := []string{"Target: kept “15 days”, which Tom saved.", "Teams: kept “Alpha, Beta”, which Tom saved.", "Keep it inside: kept “Yes”, which Tom saved."}
	if !slices.Equal(notes, want) || f.Field("target").Typed != "15" {
		t.Errorf("notes %q, shown %q", notes, f.Field("target").Typed)
	}
}

func TestAFieldThatBothChangedDifferentlyIsAClashWithAllThreeTexts(t *testing.T) {
	values := opened(numbered(10), "1", point)
	values.Set("target", "20")
	values.Set("kind", "increase")
	stored := numbered(15)
	stored.Kind = "increase"
	f, notes, clashes := save(&stored, values, 2, point, form.Strict)
	if len(clashes) != 1 || len(notes) != 0 {
		t.Fatalf("clashes %v, notes %q", clashes, notes)
	}
	c := clashes[0]
	if c.Field != f.Field("target") || c.Base != "10 days" || c.Theirs != "15 days" || c.Mine != "20 days" || c.KeepName() != "keep.target" || c.Field.Typed != "20" {
		t.Errorf("%+v, shown %q", c, c.Field.Typed)
	}
}

func TestTheDecisionSettlesAClash(t *testing.T) {
	for keep, want := range map[string]float64{"mine": 20, "theirs": 15} {
		// The conflict page sends the newest version, with its values as the start, and the decision.
		values := opened(numbered(15), "2", point)
		values.Set("target", "20")
		values.Set("keep.target", keep)
		stored := numbered(15)
		_, _, clashes := save(&stored, values, 2, point, form.Strict)
		if len(clashes) != 0 || *stored.Target != want {
			t.Errorf("%s: clashes %v, target %v", keep, clashes, *stored.Target)
		}
		// It may also still send what the person started from at first.
		for name, was := range opened(numbered(10), "2", point) {
			if strings.HasPrefix(name, "was.") {
				values[name] = was
			}
		}
		stored = numbered(15)
		_, _, clashes = save(&stored, values, 2, point, form.Strict)
		if len(clashes) != 0 || *stored.Target != want {
			t.Errorf("%s with the first start: clashes %v, target %v", keep, clashes, *stored.Target)
		}
	}
}

func TestADecisionDoesNotCountOnceSomebodySavedAgain(t *testing.T) {
	values := opened(numbered(15), "2", point)
	values.Set("target", "20")
	values.Set("keep.target", "mine")
	stored := numbered(17)
	_, _, clashes := save(&stored, values, 3, point, form.Strict)
	if len(clashes) != 1 || clashes[0].Theirs != "17 days" {
		t.Errorf("%v", clashes)
	}
}

func TestWithoutAStaleVersionNothingIsMerged(t *testing.T) {
	values := opened(numbered(10), "2", point)
	values.Set("target", "20")
	stored := numbered(15)
	f, notes, clashes := save(&stored, values, 2, point, form.Strict)
	if f.Contested() || len(notes)+len(clashes) != 0 || *stored.Target != 20 {
		t.Errorf("notes %q, clashes %v, target %v", notes, clashes, *stored.Target)
	}
}

func TestWithoutKnowingTheStartEveryDifferenceIsAClash(t *testing.T) {
	values := url.Values{"version": {"1"}, "target": {"20"}, "title": {"Faster"}, "teams": {"a"}}
	stored := numbered(15)
	_, notes, clashes := save(&stored, values, 2, point, form.Strict)
	if len(clashes) != 1 || len(notes) != 0 || clashes[0].Base != form.NotAnswered {
		t.Errorf("notes %q, clashes %v", notes, clashes)
	}
}

func TestTheSameAnswerTypedDifferentlyIsNoClash(t *testing.T) {
	start := numbered(1200.5)
	values := opened(start, "1", comma)
	values.Set("target", "1 300,0")
	values.Set("due", "1 Jan 2027")
	stored := numbered(1300)
	_, notes, clashes := save(&stored, values, 2, comma, form.Strict)
	if len(clashes)+len(notes) != 0 || *stored.Target != 1300 {
		t.Errorf("notes %q, clashes %v", notes, clashes)
	}
}

func TestWhatTheOtherSideFilledInIsNoLongerMissing(t *testing.T) {
	start := numbered(10)
	start.Target, start.TargetText = nil, ""
	stored := numbered(15)
	f, notes, clashes := save(&stored, opened(start, "1", point), 2, point, form.Strict)
	if !f.Valid() || len(clashes) != 0 || len(notes) != 1 || *stored.Target != 15 {
		t.Errorf("problems %v, notes %q, clashes %v", f.Problems(), notes, clashes)
	}
}

func TestAnAnswerThatCannotBeHeldStaysAProblemInAConflict(t *testing.T) {
	values := opened(numbered(10), "1", point)
	values.Set("title", "a\x00b")
	stored := numbered(10)
	stored.Title = "Theirs"
	f, _, clashes := save(&stored, values, 2, point, form.Draft)
	if f.Valid() || len(clashes) != 0 || stored.Title != "Theirs" || f.Field("title").Typed != "a�b" {
		t.Errorf("problems %v, clashes %v, kept %q", f.Problems(), clashes, stored.Title)
	}
}

func TestThreeListsFromOneDeclarationCanBeMergedToo(t *testing.T) {
	base, theirs, mine := numbered(10), numbered(15), numbered(10)
	base.Why, theirs.Why, mine.Why = "", "Theirs", "Mine"
	mine.Due, theirs.Place = "2028-01-01", 5
	notes, clashes := form.Merge(base.Fields(), theirs.Fields(), mine.Fields())
	if len(clashes) != 1 || clashes[0].Field.Key != "why" || mine.Why != "Mine" || *mine.Target != 15 || mine.Due != "2028-01-01" || mine.Place != 5 {
		t.Errorf("clashes %v, merged %+v", clashes, mine)
	}
	if len(notes) != 2 || notes[0] != "Target: kept “15 days”, which somebody else saved." {
		t.Errorf("%q", notes)
	}
	*mine.Target = 99
	if *theirs.Target != 15 {
		t.Error("the merge shares its number with theirs")
	}
}

func TestRowsAreMergedEachByItsOwnVersion(t *testing.T) {
	f, rows := steps(&step{ID: "a", Text: "theirs"}, &step{ID: "b", Text: "stored", Kind: "wait"})
	values := post("step.a.version", "2", "was.step.a.text", "start", "step.a.text", "mine", "step.a.hours", "", "was.step.a.hours", "",
		"step.b.version", "2", "was.step.b.text", "stored", "step.b.text", "my words", "was.step.b.kind", "work", "step.b.kind", "work", "was.step.b.manual", "")
	f.Fill(values, point, form.Strict)
	notes, clashes := f.Settle(values, "")
	a, b := rows.Row("a"), rows.Row("b")
	if len(clashes) != 1 || len(a.Clashes) != 1 || len(b.Clashes) != 0 || a.Clashes[0].KeepName() != "keep.step.a.text" {
		t.Errorf("%v", clashes)
	}
	if s := b.Of.(*step); s.Text != "my words" || s.Kind != "wait" || len(notes) != 1 || notes[0] != "Kind: kept “Wait”, which somebody else saved." {
		t.Errorf("%+v, notes %q", s, notes)
	}
}

func FuzzFillingAFormNeverPanicsAndKeepsOnlyWhatAColumnCanHold(f *testing.F) {
	for _, seed := range []string{"", "80 %", "1e400", "NaN", "a\x00b", "\xff", "31/12/2026", "end of 2021-July", "👨‍👩‍👧", "1.200,5", strings.Repeat("x", 400), "step.new1.text"} {
		f.Add(seed, seed, true)
	}
	f.Fuzz(func(t *testing.T, a, b string, decimalComma bool) {
		loc := form.Locale{DecimalComma: decimalComma, Order: "DMY"}
		var o outcome
		_, rows := steps(&step{ID: "a", Text: "stored"})
		fields := form.Form{Fields: o.Fields(), Rows: []*form.Rows{rows}}
		values := url.Values{"do": {a}, "step.order": {a, b}, "step." + a + ".text": {b}, "step.a.hours": {a}, "version": {a}, "keep.title": {"mine"}}
		for _, field := range fields.Fields {
			values[field.Name], values[field.WasName()] = []string{a, b}, []string{b}
		}
		for _, mode := range []form.Mode{form.Draft, form.Strict} {
			fields.Fill(values, loc, mode)
			verb, group, id := form.Action(values)
			fields.Apply(verb, group, id, loc)
			fields.Settle(values, a)
			fields.Problems()
			for _, text := range []string{o.Title, o.Why, o.TargetText, o.DueText} {
				if clean, problem := form.Clean(text, false); problem != "" || clean != text {
					t.Fatalf("kept %q: %s", text, problem)
				}
			}
			if o.Target != nil && (*o.Target != *o.Target || *o.Target-*o.Target != 0) || o.Due != "" && !o.Due.Valid() {
				t.Fatalf("kept %+v", o)
			}
		}
		fields.Show(loc)
		shown := o
		again := url.Values{}
		for _, field := range fields.Fields {
			again[field.Name] = field.WasValues()
		}
		fields.Fill(again, loc, form.Draft)
		if shown.Title != o.Title || shown.TargetText != o.TargetText || shown.Due != o.Due || shown.DueText != o.DueText || shown.Target != o.Target {
			t.Fatalf("sent back as shown, %+v became %+v", shown, o)
		}
	})
}
