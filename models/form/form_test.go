package form_test

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/models/day"
	"throughline/models/form"
)

type outcome struct {
	Title, Why, Kind, TargetText, DueText string
	Target                                *float64
	Place                                 int
	Due                                   day.Day
	Teams                                 []string
	Secret                                bool
}

func (o *outcome) Fields() []*form.Field {
	return []*form.Field{
		form.Line("title", "Title", &o.Title).Required().Max(40),
		form.Text("why", "Why", &o.Why),
		form.Quantity("target", "Target", &o.Target, &o.TargetText).Required().In("days"),
		form.Whole("place", "Place", &o.Place).Between(1, 9),
		form.Date("due", "By when", &o.Due, &o.DueText).NotBefore("2026-11-22", "Give a day from today on."),
		form.Choice("kind", "Kind", &o.Kind, form.Option{Value: "increase", Label: "More is better"}, form.Option{Value: "reduce", Label: "Less is better"}),
		form.Many("teams", "Teams", &o.Teams, form.Option{Value: "a", Label: "Alpha"}, form.Option{Value: "b", Label: "Beta"}),
		form.Tick("secret", "Keep it inside", &o.Secret),
	}
}

var (
	point = form.Locale{Order: day.DMY}
	comma = form.Locale{Order: day.DMY, DecimalComma: true}
)

func TestAFilledFormHoldsWhatWasTyped(t *testing.T) {
	var got outcome
	f := form.Of(got.Fields()...)
	f.Fill(url.Values{"title": {"  Faster handoffs\r\n"}, "why": {"One\r\ntwo\rthree "}, "target": {"1 200,5"}, "place": {"3"}, "due": {"31/12/2026"},
		"kind": {"reduce"}, "teams": {"b", "a", "b"}, "secret": {"on"}}, comma, form.Strict)
	target := 1200.5
	want := outcome{Title: "Faster handoffs", Why: "One\ntwo\nthree", Kind: "reduce", TargetText: "1 200,5", DueText: "31/12/2026",
		Target: &target, Place: 3, Due: "2026-12-31", Teams: []string{"a", "b"}, Secret: true}
	if diff := cmp.Diff(want, got); diff != "" || !f.Valid() {
		t.Errorf("problems %v, difference:\n%s", f.Problems(), diff)
	}
}
