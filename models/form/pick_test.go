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
