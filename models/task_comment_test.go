package models

import (
	"slices"
	"testing"

	"throughline/models/form"
)

func TestAnAtAndANameBringACommentBeforeThatPersonAlone(t *testing.T) {
	people := form.NewDirectory("people", []form.Option{{Value: "1", Label: "Ada Berg"}, {Value: "2", Label: "Ada Berg Olsen"}, {Value: "3", Label: "José Luis O'Neill"}, {Value: "4", Label: "Bo (PE9)"}, {Value: "5", Label: "Bo (PE12)"}, {Value: "6", Label: "Inês Carvalho"}})
	for text, want := range map[string][]string{
		"@Ada Berg, look":              {"1"},
		"@ada berg olsen and @Inês.":   {"2", "6"},
		"(@José Luis O'Neill)":         {"3"},
		"@Bo (PE12) not the other":     {"5"},
		"@Bo":                          {"?@Bo"},
		"@Ada":                         {"?@Ada"},
		"@Zorro, @Zorro":               {"?@Zorro", "?@Zorro"},
		"mail ada@Ada.example, or a@b": nil,
		"@ 5 o'clock, @":               nil,
		"@Inês Carvalho @Inês":         {"6"},
		"@Ada\nBerg":                   {"?@Ada"},
		"@1":                           {"?@1"},
	} {
		var got []string
		named, unknown := mentionsIn(text, people)
		for _, n := range named {
			got = append(got, n.id)
		}
		for _, words := range unknown {
			got = append(got, "?"+words)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q names %q, not %q", text, got, want)
		}
	}
}
