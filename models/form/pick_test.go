package form

import (
	"net/url"
	"testing"
)

func TestAPickFindsAPersonByNameWhateverTheCase(t *testing.T) {
	dir := NewDirectory("people", []Option{{Value: "p1", Label: "Łukasz Nowak"}, {Value: "p2", Label: "Ana"}})
	for _, c := range []struct{ typed, id, words, problem string }{
		{"łukasz  nowak", "p1", "", ""},
		{"Ana", "p2", "", ""},
		{"", "", "", ""},
		{"The engineers", "", "The engineers", "Nobody here is called “The engineers”. Choose a name from the list."},
	} {
		id, words := "p2", ""
		f := Of(Pick("owner", "Owner", &id, &words, dir))
		f.Fill(url.Values{"owner": {c.typed}}, Locale{}, Strict)
		if id != c.id || words != c.words || f.Fields[0].Problem != c.problem {
			t.Errorf("%q: id %q words %q problem %q", c.typed, id, words, f.Fields[0].Problem)
		}
	}
	id := "p1"
	f := Of(Pick("owner", "Owner", &id, nil, dir))
	f.Fill(url.Values{"owner": {"nobody"}}, Locale{}, Draft)
	if id != "p1" || f.Fields[0].Problem == "" || f.Fields[0].Typed != "nobody" {
		t.Errorf("id %q, problem %q, typed %q", id, f.Fields[0].Problem, f.Fields[0].Typed)
	}
}

func TestANameThatPicksNobodyIsAnsweredWithWhomItCouldMean(t *testing.T) {
	d := NewDirectory("people", []Option{{Value: "1", Label: "Maja Holm"}, {Value: "2", Label: "Maja Lind"}, {Value: "3", Label: "Tom Berg (PE3)"}, {Value: "4", Label: "Tom Berg (PE4)"},
		{Value: "5", Label: "Ann Holm"}, {Value: "6", Label: "Bo Holm"}, {Value: "7", Label: "Cy Holm"}, {Value: "8", Label: "Di Holm"}, {Value: "9", Label: "Eva Unger"}})
	for typed, say := range map[string]string{
		"Nobody":    "Nobody here is called “Nobody”. Choose a name from the list.",
		"tom  berg": "Several here are called “tom  berg”: write Tom Berg (PE3) or Tom Berg (PE4).",
		"Maja":      "“Maja” fits Maja Holm and Maja Lind. Write the whole name.",
		"unger":     "Nobody here is called just “unger”. If you mean Eva Unger, write the whole name.",
		"holm":      "“holm” fits many names. Write the whole name.",
		"EVA UNGER": "",
	} {
		var id string
		f := Of(Pick("lead", "Lead", &id, nil, d))
		f.Fill(map[string][]string{"lead": {typed}}, Locale{}, Strict)
		if got := f.Field("lead").Problem; got != say {
			t.Errorf("%s: %q, not %q", typed, got, say)
		}
	}
	if got := d.Like("holm", 2); len(got) != 2 || got[0].Label != "Maja Holm" {
		t.Errorf("%v", got)
	}
	if got := d.Like("ma", 10); len(got) != 2 {
		t.Errorf("%v", got)
	}
}
