package form_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/models/form"
)

func TestValidTextOfAnyKindPassesUnchanged(t *testing.T) {
	for _, text := range []string{
		"👨‍👩‍👧‍👦 and 👩🏽‍💻", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "שלום עולם", "مرحبا \u202Bبالعالم\u202C", "\u202Eright to left\u202C", "e\u0301 and é", "Zürich – “straße” №1", "数値目標", "a\u200db", "already broken: \uFFFD",
		"<script>alert(1)</script>", "'; DROP TABLE x;--", "=1+1", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "\u2066isolate\u2069",
	} {
		var line, long string
		f := form.Of(form.Line("line", "Line", &line), form.Text("long", "Long", &long))
		f.Fill(url.Values{"line": {text}, "long": {text}}, point, form.Strict)
		if !f.Valid() || line != text || long != text || f.Fields[0].Typed != text {
			t.Errorf("%q: kept %q and %q, problems %v", text, line, long, f.Problems())
		}
	}
}

func TestLineEndingsBecomeOneAndALineHasNone(t *testing.T) {
	var line, long string
	f := form.Of(form.Line("line", "Line", &line), form.Text("long", "Long", &long))
	f.Fill(url.Values{"line": {"\r\n one\r\ntwo\rthree\tfour\u2028five\n"}, "long": {"\u00a0 one\r\n\r\ntwo\r\tthree \n"}}, point, form.Draft)
	if line != "one two three four five" || long != "one\n\ntwo\n\tthree" || !f.Valid() {
		t.Errorf("kept %q and %q, problems %v", line, long, f.Problems())
	}
}

func TestWhatNoColumnCanHoldIsRefusedInADraftTooAndShownBack(t *testing.T) {
	for _, c := range []struct{ typed, say, shown string }{
		{"a\x00b", "Take out the hidden control character U+0000 after “a”.", "a�b"},
		{"\x00", "Take out the hidden control character U+0000.", "�"},
		{"a\xffb", "Some characters arrived broken", "a�b"},
		{"the bell\x07", "U+0007 after “the bell”", "the bell\x07"},
		{"del\x7f", "U+007F", "del\x7f"}, {"next\u0085line", "U+0085", "next\u0085line"}, {"\x1b[31mred", "U+001B.", "\x1b[31mred"},
		{strings.Repeat("x", 100_000), "Keep this to 300 characters; it has 100,000.", strings.Repeat("x", 100_000)},
		{strings.Repeat("é", 301), "Keep this to 300 characters; it has 301.", strings.Repeat("é", 301)},
	} {
		for _, mode := range []form.Mode{form.Draft, form.Strict} {
			kept := "as stored"
			f := form.Of(form.Line("line", "Line", &kept))
			f.Fill(url.Values{"line": {c.typed}}, point, mode)
			if got := f.Fields[0]; !strings.Contains(got.Problem, c.say) || got.Typed != c.shown || kept != "as stored" {
				t.Errorf("%.20q: problem %q, shown %.20q, kept %q", c.typed, got.Problem, got.Typed, kept)
			}
		}
	}
}

func TestLengthsAreCountedInCharactersAndSaidAsThePersonWritesNumbers(t *testing.T) {
	var kept string
	f := form.Of(form.Line("line", "Line", &kept).Max(7))
	f.Fill(url.Values{"line": {"  👨‍👩‍👧‍👦  "}}, point, form.Strict)
	if !f.Valid() || utf8.RuneCountInString(kept) != 7 {
		t.Errorf("a family of seven characters: %v, %q", f.Problems(), kept)
	}
	f = form.Of(form.Text("text", "Text", &kept))
	f.Fill(url.Values{"text": {strings.Repeat("é", 100_000)}}, comma, form.Draft)
	if say := f.Fields[0].Problem; say != "Keep this to 20\u00a0000 characters; it has 100\u00a0000." {
		t.Error(say)
	}
}

func TestAPasswordIsKeptAsTypedAndNeverShownBack(t *testing.T) {
	var secret string
	f := form.Of(form.Password("password", "Password", &secret).Required().AtLeast(12))
	f.Fill(url.Values{"password": {" twelve  characters "}}, point, form.Strict)
	if !f.Valid() || secret != " twelve  characters " || f.Fields[0].Typed != "" || f.Fields[0].Answer() != "Set, not shown" {
		t.Errorf("%v, %q", f.Problems(), secret)
	}
	for typed, say := range map[string]string{"short": "Use at least 12 characters; this has 5.", "": "Fill in “Password”.", "a\x00bcdefghijklmn": "control character", strings.Repeat("x", 1_001): "has 1,001"} {
		f.Fill(url.Values{"password": {typed}}, point, form.Strict)
		if got := f.Fields[0]; !strings.Contains(got.Problem, say) || got.Typed != "" {
			t.Errorf("%.20q: %q, shown %q", typed, got.Problem, got.Typed)
		}
	}
}
