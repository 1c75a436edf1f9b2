package form_test

import (
	"net/url"
	"slices"
	"testing"

	"throughline/models/form"
)

// again is what a page that carries the form posts next.
func again(f *form.Form) url.Values {
	values := url.Values{}
	for _, sent := range f.Carry() {
		values.Add(sent.Name, sent.Value)
	}
	return values
}

func TestTheStartIsNotForgottenWhenAPageComesBackWithAProblem(t *testing.T) {
	values := opened(numbered(10), "1", point)
	values.Set("target", "20")
	values.Set("title", "")
	stored := numbered(10)
	f, _, _ := save(&stored, values, 1, point, form.Strict)
	if f.Valid() || !slices.Equal(f.Field("target").WasValues(), []string{"10"}) || f.Field("target").Typed != "20" {
		t.Fatalf("start %q, shown %q", f.Field("target").WasValues(), f.Field("target").Typed)
	}
	// Somebody saves while the page is mended: the change of the target must still count as this person's.
	values = again(f)
	values.Set("title", "Mended")
	stored = numbered(10)
	stored.Place = 7
	_, notes, clashes := save(&stored, values, 2, point, form.Strict)
	if len(clashes) != 0 || len(notes) != 1 || *stored.Target != 20 || stored.Place != 7 || stored.Title != "Mended" {
		t.Errorf("notes %q, clashes %v, merged %+v", notes, clashes, stored)
	}
}

func TestTheConflictPageCarriesEverythingAndOneButtonDecidesAll(t *testing.T) {
	for _, c := range []struct {
		target, why, all string
		wantTarget       float64
		wantWhy          string
	}{
		{"mine", "theirs", "", 20, "Theirs"}, {"mine", "mine", "theirs", 15, "Theirs"}, {"theirs", "theirs", "mine", 20, "Mine\nin two lines"},
	} {
		values := opened(numbered(10), "1", point)
		values.Set("target", "20")
		values.Set("why", "Mine\r\nin two lines")
		values.Set("place", "4")
		stored := numbered(15)
		stored.Why, stored.Kind = "Theirs", "increase"
		f, notes, clashes := save(&stored, values, 2, point, form.Draft)
		if len(clashes) != 2 || len(notes) != 1 || f.Contested() {
			t.Fatalf("notes %q, clashes %v", notes, clashes)
		}
		values = again(f)
		values.Set("keep.target", c.target)
		values.Set("keep.why", c.why)
		values.Set("all", c.all)
		stored = numbered(15)
		stored.Why, stored.Kind = "Theirs", "increase"
		_, _, clashes = save(&stored, values, 2, point, form.Draft)
		if len(clashes) != 0 || *stored.Target != c.wantTarget || stored.Why != c.wantWhy || stored.Place != 4 || stored.Kind != "increase" || stored.Title != "Faster" {
			t.Errorf("%+v: clashes %v, merged %+v", c, clashes, stored)
		}
	}
}

func TestAStartThatIsNoLongerAnOptionLeavesADifferenceToThePerson(t *testing.T) {
	values := opened(numbered(10), "1", point)
	values["was.kind"] = []string{"an option that is gone"}
	values.Set("kind", "increase")
	stored := numbered(10)
	_, _, clashes := save(&stored, values, 2, point, form.Draft)
	if len(clashes) != 1 || clashes[0].Field.Key != "kind" {
		t.Errorf("%v", clashes)
	}
}

func TestAfterASaveTheFormStartsFromWhatWasSaved(t *testing.T) {
	f, rows := steps(&step{ID: "a", Text: "one"})
	f.Version = 1
	values := post("version", "1", "was.step.a.text", "zero", "step.a.text", "two", "step.a.version", "3", "step.new1.text", "three")
	f.Fill(values, point, form.Draft)
	f.Version, rows.Items[0].Version = 2, 4
	f.Show(point)
	got := again(f)
	if got.Get("version") != "2" || got.Get("step.a.version") != "4" || got.Get("was.step.a.text") != "two" || !slices.Equal(got["step.order"], []string{"a", "new1"}) || got.Has("step.new1.version") {
		t.Errorf("%v", got)
	}
}

func TestALockedFieldAndAPasswordAreNotCarried(t *testing.T) {
	secret := "a secret of many characters"
	f := form.Of(form.Password("password", "Password", &secret), form.Line("tool", "Tool", new(string)).Lock("Write the steps first."))
	f.Show(point)
	if got := f.Carry(); len(got) != 1 || got[0] != (form.Sent{Name: "version", Value: "0"}) || f.Fields[0].WasValues() != nil {
		t.Errorf("%v", got)
	}
}
