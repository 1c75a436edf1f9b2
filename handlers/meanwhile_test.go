package handlers

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/models/day"
	"throughline/models/form"
)

func TestASaveByItselfTellsWhatOthersChangedInFieldsLeftAlone(t *testing.T) {
	title, target, serves := "Theirs", "12", []string{"2"} // as somebody else saved them
	fields := []*form.Field{
		form.Line("title", "Title", &title),
		form.Line("target", "Target", &target),
		form.Many("serves", "Serves", &serves, form.Option{Value: "1", Label: "One"}, form.Option{Value: "2", Label: "Two"}),
	}
	rows := form.Repeat("outs", "Outcomes", nil).Stored("a", 4, nil, fields)
	f := &form.Form{Rows: []*form.Rows{rows}}
	posted := url.Values{
		"outs.order": {"a"}, "outs.a.version": {"3"},
		"outs.a.title": {"Old"}, "was.outs.a.title": {"Old"},
		"outs.a.target": {"15"}, "was.outs.a.target": {"10"},
		"was.outs.a.serves": {""},
	}
	f.Fill(posted, form.Locale{Order: day.DMY}, form.Draft)
	f.Fields = nil
	if _, clashes := f.Settle(posted, "Tom"); len(clashes) != 1 {
		t.Fatalf("there are %d clashes; the target alone was changed by both", len(clashes))
	}
	want := map[string][]string{"outs.a.title": {"Theirs"}, "outs.a.serves": {"2"}}
	if diff := cmp.Diff(want, meanwhile(f, posted)); diff != "" {
		t.Error(diff)
	}
}
