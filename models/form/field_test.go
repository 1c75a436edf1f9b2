package form_test

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models/day"
	"throughline/models/form"
)

func post(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return values
}

func TestADraftTakesWhatAColumnCanHoldAndStrictSaysWhatIsMissing(t *testing.T) {
	values := post("title", "", "target", "TBD", "due", "end of 2021-July", "place", "12", "kind", "", "why", "")
	var o outcome
	f := form.Of(o.Fields()...)
	f.Fill(values, point, form.Draft)
	if !f.Valid() || o.TargetText != "TBD" || o.Target != nil || o.DueText != "end of 2021-July" || o.Due != "" || o.Place != 12 {
		t.Errorf("draft: %v, kept %+v", f.Problems(), o)
	}
	f.Fill(values, point, form.Strict)
	want := []form.Problem{
		{ID: "title", Say: "Fill in “Title”."}, {ID: "target", Say: "Give a number, for example 80."},
		{ID: "place", Say: "Give a number from 1 to 9."}, {ID: "due", Say: "Give a day, for example 31 December 2026."},
	}
	got := f.Problems()
	if len(got) != len(want) || f.Invalid() == nil {
		t.Fatalf("problems: %v", got)
	}
	for i := range want {
		if got[i].ID != want[i].ID || got[i].Say != want[i].Say || got[i].Field.Typed != values.Get(want[i].ID) {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestANumberWithoutATextBesideItMustBeANumberInADraftToo(t *testing.T) {
	five := 5.0
	number, whole, due := &five, 3, day.Day("2026-01-01")
	f := form.Of(form.Number("n", "N", &number), form.Whole("w", "W", &whole), form.Date("d", "D", &due, nil))
	f.Fill(post("n", "TBD", "w", "2.5", "d", "soon"), point, form.Draft)
	if len(f.Problems()) != 3 || number != &five || whole != 3 || due != "2026-01-01" {
		t.Errorf("problems %v, kept %v %v %v", f.Problems(), *number, whole, due)
	}
	for typed, say := range map[string]string{"many": "whole number, for example 3", "2.5": "without decimals", "NaN": "cannot be counted", "1e400": "too large", "3000000000": "too large", "1e300": "too large"} {
		f.Fill(post("w", typed), point, form.Draft)
		if got := f.Field("w"); !strings.Contains(got.Problem, say) || got.Typed != typed {
			t.Errorf("%q: %q, shown %q", typed, got.Problem, got.Typed)
		}
	}
	f.Fill(post("n", "", "w", "", "d", ""), point, form.Draft)
	if !f.Valid() || number != nil || whole != 0 || due != "" {
		t.Errorf("emptied: %v, kept %v %v %v", f.Problems(), number, whole, due)
	}
}

func TestAQuantityThatCannotBeCountedWithIsRefusedInADraftToo(t *testing.T) {
	for _, typed := range []string{"NaN", "Inf", "-Infinity", "1e400"} {
		var o outcome
		f := form.Of(o.Fields()...)
		f.Fill(post("target", typed), point, form.Draft)
		if f.Field("target").Problem == "" || o.TargetText != "" || f.Field("target").Typed != typed {
			t.Errorf("%q was kept as %q", typed, o.TargetText)
		}
	}
}

func TestAQuantityKeepsItsTextBesideTheNumber(t *testing.T) {
	var o outcome
	f := form.Of(o.Fields()...)
	f.Fill(post("title", "x", "target", " >80 % "), point, form.Strict)
	if !f.Valid() || o.Target == nil || *o.Target != 80 || o.TargetText != ">80 %" || f.Field("target").Answer() != ">80 %" {
		t.Errorf("%v, kept %+v, answer %q", f.Problems(), o, f.Field("target").Answer())
	}
}

func TestWhatIsNotPostedStaysExceptTicksAndPicks(t *testing.T) {
	eighty := 80.0
	o := outcome{Title: "Stays", Why: "Stays", Target: &eighty, TargetText: "80", Place: 2, Due: "2027-01-01", Kind: "reduce", Teams: []string{"a"}, Secret: true}
	f := form.Of(o.Fields()...)
	f.Fill(url.Values{}, point, form.Strict)
	if !f.Valid() || o.Title != "Stays" || o.Target != &eighty || o.Place != 2 || o.Due != "2027-01-01" || o.Kind != "reduce" || o.Teams != nil || o.Secret {
		t.Errorf("%v, kept %+v", f.Problems(), o)
	}
}

func TestAPageSentBackAsItWasShownChangesNothing(t *testing.T) {
	third := 1.0 / 3
	o := outcome{Title: "T", Why: "a\nb", Target: &third, TargetText: "about a third", Place: 2, Due: "2027-07-31", DueText: "end of 2027-July", Kind: "retired kind", Teams: []string{"a", "gone"}, Secret: true}
	before := o
	before.Teams = slices.Clone(o.Teams)
	f := form.Of(o.Fields()...)
	f.Show(comma)
	values := url.Values{}
	for _, field := range f.Fields {
		for _, v := range field.WasValues() {
			values.Add(field.Name, strings.ReplaceAll(v, "\n", "\r\n"))
		}
	}
	f.Fill(values, comma, form.Draft)
	if !f.Valid() || o.Title != before.Title || o.Why != before.Why || *o.Target != third || o.TargetText != before.TargetText || o.Due != before.Due ||
		o.DueText != before.DueText || o.Kind != before.Kind || !slices.Equal(o.Teams, before.Teams) || !o.Secret {
		t.Errorf("%v\nkept   %+v\nbefore %+v", f.Problems(), o, before)
	}
}

func TestAnOptionThatDoesNotExistIsAProblemAndChangesNothing(t *testing.T) {
	o := outcome{Kind: "reduce", Teams: []string{"a"}}
	f := form.Of(o.Fields()...)
	f.Fill(post("kind", "sideways", "teams", "b", "teams", "00000000-0000-0000-0000-000000000000"), point, form.Draft)
	if f.Field("kind").Problem == "" || f.Field("teams").Problem == "" || o.Kind != "reduce" || !slices.Equal(o.Teams, []string{"a"}) {
		t.Errorf("%v, kept %+v", f.Problems(), o)
	}
	if !f.Field("teams").Has("b") {
		t.Error("the pick that exists is no longer shown")
	}
}

func TestALockedFieldIsNeitherReadNorAskedFor(t *testing.T) {
	kept := "approved"
	f := form.Of(form.Line("tool", "Technology", &kept).Required().Lock("Write the steps first."), form.Line("open", "Open", new(string)).Required().Lock(""))
	f.Fill(post("tool", ""), point, form.Strict)
	if kept != "approved" || f.Field("tool").Problem != "" || f.Field("open").Problem == "" {
		t.Errorf("kept %q, problems %v", kept, f.Problems())
	}
}

func TestRangesAndFirstDaysAreSaidInWords(t *testing.T) {
	var n *float64
	var d day.Day
	var mail string
	for _, c := range []struct {
		field      *form.Field
		typed, say string
	}{
		{form.Number("f", "F", &n).Between(0, math.Inf(1)), "-1", "Give a number of 0 or more."},
		{form.Number("f", "F", &n).Between(math.Inf(-1), 1000), "1000.5", "Give a number of 1,000 or less."},
		{form.Number("f", "F", &n).Between(0.5, 168), "200", "Give a number from 0.5 to 168."},
		{form.Number("f", "F", &n).Between(0, 5), "5", ""},
		{form.Number("f", "F", &n).Required("Give the target as a number."), "", "Give the target as a number."},
		{form.Date("f", "F", &d, nil).NotBefore("2026-11-22", ""), "21/11/2026", "Give a day from 22 November 2026 on."},
		{form.Date("f", "F", &d, nil).NotBefore("2026-11-22", ""), "22/11/2026", ""},
		{form.Date("f", "F", &d, new(string)), "31/04/2027", "April 2027 has 30 days. Give a day that exists."},
		{form.Date("f", "Due", &d, nil).Required(), "", "Give a day for “Due”, for example 31 December 2026."},
		{form.Email("f", "F", &mail), "Eve <eve@example.org>", "Write an address such as name@example.org."},
		{form.Email("f", "F", &mail), "eve", "Write an address such as name@example.org."},
		{form.Email("f", "F", &mail), "eve.o'neil+x@example.org", ""},
		{form.Line("f", "Name", &mail).Required(), " \u200b\u200d ", "Fill in “Name”."},
		{form.Choice("f", "Owner", &mail).Required(), "", "Choose an answer for “Owner”."},
		{form.Many("f", "Teams", new([]string)).Required(), "", "Choose at least one for “Teams”."},
		{form.Tick("f", "I agree", new(bool)).Required(), "", "Tick “I agree” to go on."},
		{form.Whole("f", "Seats", new(int)).Required(), "", "Give a number for “Seats”, for example 80."},
		{form.Whole("f", "Seats", new(int)).Required().Between(0, 5), "0", ""},
	} {
		f := form.Of(c.field)
		f.Fill(post("f", c.typed), point, form.Strict)
		if c.field.Problem != c.say {
			t.Errorf("%s %q: %q, want %q", c.field.Kind, c.typed, c.field.Problem, c.say)
		}
		f.Fill(post("f", c.typed), point, form.Draft)
		if !f.Valid() {
			t.Errorf("%s %q is refused in a draft: %q", c.field.Kind, c.typed, c.field.Problem)
		}
	}
}

func TestAnswersAreShownAsAPersonReadsThem(t *testing.T) {
	n := 1200.5
	o := outcome{Title: "Faster", Target: &n, TargetText: "1200,5", Place: 3, Due: "2026-12-31", DueText: "31/12/2026", Kind: "reduce", Teams: []string{"a", "b"}, Secret: true}
	for loc, want := range map[form.Locale]string{
		comma: "Faster|Not answered|1\u00a0200,5 days|3|31 December 2026|Less is better|Alpha, Beta|Yes",
		point: "Faster|Not answered|1,200.5 days|3|31 December 2026|Less is better|Alpha, Beta|Yes",
	} {
		f := form.Of(o.Fields()...)
		f.Show(loc)
		var answers []string
		for _, field := range f.Fields {
			answers = append(answers, field.Answer())
		}
		if got := strings.Join(answers, "|"); got != want {
			t.Errorf("decimal comma %v: %q, want %q", loc.DecimalComma, got, want)
		}
	}
	for _, field := range (&outcome{}).Fields() {
		if want := form.NotAnswered; field.Answer() != want && field.Kind != form.KindTick {
			t.Errorf("%s without an answer says %q", field.Key, field.Answer())
		}
	}
	o = outcome{Due: "2021-07-31", DueText: "end of 2021-July", Kind: "retired kind"}
	if got := form.Of(o.Fields()...).Field("due").Answer(); got != "31 July 2021 (“end of 2021-July”)" {
		t.Error(got)
	}
	if got := form.Of(o.Fields()...).Field("kind").Answer(); got != "As stored (no longer on the list)" {
		t.Error(got)
	}
	n = 80
	if got := form.Number("n", "N", &[]*float64{&n}[0]).In("%").Answer(); got != "80\u00a0%" {
		t.Error(got)
	}
}

func TestAPostWithFarTooManyNamesIsNotReadAndSaysSo(t *testing.T) {
	values := url.Values{}
	for i := range 10_001 {
		values.Set(strings.Repeat("x", 1+i%40)+string(rune('a'+i%26))+strings.Repeat("y", i/40), "1")
	}
	o := outcome{Title: "as stored"}
	values.Set("title", "new")
	f := form.Of(o.Fields()...)
	f.Fill(values, point, form.Draft)
	if o.Title != "as stored" || f.Valid() || !strings.Contains(f.Problem, "at once") || f.Field("title").Typed != "as stored" {
		t.Errorf("%d names: %q, kept %q", len(values), f.Problem, o.Title)
	}
}

func TestARuleCanPutASentenceAtItsField(t *testing.T) {
	var o outcome
	f := form.Of(o.Fields()...)
	f.Blame("title", "This name is taken. Choose another.")
	f.Blame("title", "A second sentence.")
	f.Blame("nowhere", "Ask an administrator.")
	got := f.Problems()
	if len(got) != 2 || got[0].ID != "" || got[0].Say != "Ask an administrator." || got[1].Say != "This name is taken. Choose another." {
		t.Errorf("%+v", got)
	}
}
