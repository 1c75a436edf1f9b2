package form_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models/form"
)

type step struct {
	ID     string
	Text   string
	Hours  *float64
	Kind   string
	Manual bool
}

func (s *step) Fields() []*form.Field {
	return []*form.Field{
		form.Line("text", "What happens", &s.Text).Required(),
		form.Number("hours", "Hours", &s.Hours),
		form.Choice("kind", "Kind", &s.Kind, form.Option{Value: "work", Label: "Work"}, form.Option{Value: "wait", Label: "Wait"}),
		form.Tick("manual", "By hand", &s.Manual),
	}
}

func steps(stored ...*step) (*form.Form, *form.Rows) {
	rows := form.Repeat("step", "Steps", func(string) *form.Row {
		s := &step{Kind: "work"}
		return &form.Row{Of: s, Fields: s.Fields()}
	}).Adds("Add a step")
	for _, s := range stored {
		rows.Stored(s.ID, 3, s, s.Fields())
	}
	return &form.Form{Rows: []*form.Rows{rows}}, rows
}

func texts(rows *form.Rows) string {
	var list []string
	for _, s := range form.ItemsOf[step](rows) {
		list = append(list, s.Text)
	}
	return strings.Join(list, " ")
}

func ids(rows *form.Rows) string {
	var list []string
	for _, row := range rows.Items {
		list = append(list, row.ID)
	}
	return strings.Join(list, " ")
}

func TestRowsAreFilledInTheOrderOfThePage(t *testing.T) {
	f, rows := steps(&step{ID: "a", Text: "one"}, &step{ID: "b", Text: "two", Manual: true})
	f.Fill(post("step.order", "b", "step.order", "new1", "step.order", "a", "step.a.text", "one, better", "step.a.version", "3", "step.b.text", "two", "step.b.version", "3",
		"step.b.manual", "on", "step.new1.text", "between", "step.new1.kind", "wait"), point, form.Strict)
	if got := texts(rows); !f.Valid() || got != "two between one, better" || !rows.Items[0].Of.(*step).Manual {
		t.Errorf("%q, %v", got, f.Problems())
	}
	if row := rows.Items[1]; !row.New || row.ID != "new1" || row.Field("text").Name != "step.new1.text" || row.Field("text").Key != "text" || row.Field("none") != nil {
		t.Errorf("the new row: %+v", row)
	}
}

func TestWithoutAnOrderRowsStandAsStoredAndNewOnesByNumber(t *testing.T) {
	f, rows := steps(&step{ID: "z", Text: "one"}, &step{ID: "b", Text: "two"})
	values := url.Values{}
	for i := 1; i <= 12; i++ {
		values.Set(fmt.Sprintf("step.new%d.text", i), fmt.Sprint(i))
	}
	values.Set("step.b.text", "B")
	values.Set("step.z.text", "Z")
	f.Fill(values, point, form.Strict)
	if got := texts(rows); got != "Z B 1 2 3 4 5 6 7 8 9 10 11 12" {
		t.Error(got)
	}
}

func TestANewRowLeftBlankIsIgnoredAndOneWithAProblemIsNot(t *testing.T) {
	f, rows := steps()
	f.Fill(post("step.order", "new1,new2,new3", "step.new1.text", "  ", "step.new1.hours", "", "step.new1.kind", "work", "step.new2.hours", "many", "step.new3.kind", "wait"), point, form.Strict)
	if got := ids(rows); got != "new2 new3" {
		t.Fatal(got)
	}
	got := f.Problems()
	want := []string{"step.new2.text", "step.new2.hours", "step.new3.text"}
	for i, p := range got {
		if i >= len(want) || p.ID != want[i] || p.Where != fmt.Sprintf("Steps, row %s", map[bool]string{true: "1", false: "2"}[i < 2]) {
			t.Errorf("problem %d: %+v", i, p)
		}
	}
	if len(got) != 3 {
		t.Errorf("%d problems", len(got))
	}
}

func TestARowThatIsNotInThePostStaysAsItIs(t *testing.T) {
	f, rows := steps(&step{ID: "a", Text: "one"}, &step{ID: "b", Text: "two", Manual: true}, &step{ID: "c", Text: "three", Manual: true})
	f.Fill(post("step.order", "c", "step.order", "a", "step.a.version", "3", "step.a.text", "ONE"), point, form.Strict)
	if got := texts(rows); got != "three ONE two" || len(rows.Removed) != 0 {
		t.Errorf("%q, removed %v", got, rows.Removed)
	}
	if !rows.Row("b").Of.(*step).Manual || !rows.Row("c").Of.(*step).Manual || !rows.Row("b").Field("manual").Ticked() {
		t.Error("a tick of a row that was not posted was lost")
	}
}

func TestARowWhoseOnlyAnswersAreUntickedIsStillRead(t *testing.T) {
	s := &step{ID: "a", Text: "one", Manual: true}
	f, _ := steps(s)
	f.Fill(post("step.order", "a", "step.a.version", "3"), point, form.Draft)
	if s.Manual {
		t.Error("the tick was not taken away")
	}
}

func TestRowButtonsAddRemoveAndMoveRows(t *testing.T) {
	for do, want := range map[string]string{
		"add:step": "a b c new1", "remove:step:b": "a c", "up:step:b": "b a c", "down:step:b": "a c b", "up:step:a": "a b c", "down:step:c": "a b c", "remove:step:gone": "a b c",
	} {
		f, rows := steps(&step{ID: "a", Text: "1"}, &step{ID: "b", Text: "2"}, &step{ID: "c", Text: "3"})
		values := post("do", do)
		f.Fill(values, point, form.Draft)
		verb, group, id := form.Action(values)
		if rows.Do(verb, id) != do || !f.Apply(verb, group, id, point) || ids(rows) != want {
			t.Errorf("%s: %s, want %s", do, ids(rows), want)
		}
		if removed := len(rows.Removed); removed != len("abc")-strings.Count(want, " ")-1 && verb == "remove" {
			t.Errorf("%s removed %d stored rows", do, removed)
		}
	}
	f, rows := steps()
	f.Fill(post("step.new1.text", "x", "step.new2.text", "y"), point, form.Draft)
	f.Apply("remove", "step", "new1", point)
	f.Apply("add", "step", "", point)
	if ids(rows) != "new2 new3" || len(rows.Removed) != 0 || !rows.Items[1].Field("kind").Has("work") {
		t.Errorf("%s, removed %v", ids(rows), rows.Removed)
	}
	for _, do := range []string{"save", "remove:other:a", "explode:step:new2", ""} {
		verb, group, id := form.Action(post("do", do))
		if f.Apply(verb, group, id, point) {
			t.Errorf("%q counts as a row button", do)
		}
	}
	if verb, group, id := form.Action(url.Values{}); verb+group+id != "" {
		t.Error("no button was named, yet one is found")
	}
}

func TestTooManyRowsAreRefusedWithBothCounts(t *testing.T) {
	values := url.Values{}
	for i := 1; i <= 1200; i++ {
		values.Set(fmt.Sprintf("step.new%d.text", i), "x")
	}
	f, rows := steps()
	f.Fill(values, point, form.Draft)
	if len(rows.Items) != 500 || !strings.Contains(rows.Problem, "at most 500 rows at a time; this has 1,200") || f.Problems()[0].ID != "step" {
		t.Errorf("%d rows, %q", len(rows.Items), rows.Problem)
	}
	f, rows = steps()
	rows.AtMost(2)
	f.Fill(post("step.new1.text", "x", "step.new2.text", "y", "step.new3.text", "z"), point, form.Draft)
	if rows.Problem != "Keep at most 2 rows; this list has 3." {
		t.Error(rows.Problem)
	}
	f, rows = steps()
	rows.AtMost(1)
	f.Apply("add", "step", "", point)
	f.Apply("add", "step", "", point)
	if len(rows.Items) != 1 || rows.Problem != "This list holds 1 rows and takes no more." {
		t.Errorf("%d rows, %q", len(rows.Items), rows.Problem)
	}
}

func TestWhatWasTypedInARowThatSomebodyRemovedIsKept(t *testing.T) {
	f, rows := steps(&step{ID: "a", Text: "one"})
	f.Fill(post("step.order", "gone", "step.order", "new1", "step.gone.text", "my words", "step.gone.version", "3", "was.step.gone.text", "old words", "step.new1.text", "x"), point, form.Draft)
	if got := texts(rows); got != "my words x one" || f.Valid() {
		t.Fatalf("%q, %v", got, f.Problems())
	}
	row := rows.Items[0]
	if !row.New || row.ID != "new2" || row.Field("text").Name != "step.new2.text" || !strings.Contains(row.Problem, "removed meanwhile") || f.Problems()[0].ID != "step.new2" {
		t.Errorf("%+v", row)
	}
	f, rows = steps()
	f.Fill(post("step.gone.text", "same", "was.step.gone.text", "same", "step.gone.kind", "wait", "was.step.gone.kind", "wait", "step.gone.manual", "on", "was.step.gone.manual", "on"), point, form.Strict)
	if len(rows.Items) != 0 || !f.Valid() || len(rows.Notes) != 1 {
		t.Errorf("a removed row nobody changed: %s, %v, %v", ids(rows), f.Problems(), rows.Notes)
	}
	fixed := form.Repeat("step", "Steps", nil)
	f = &form.Form{Rows: []*form.Rows{fixed}}
	f.Fill(post("step.x.text", "y"), point, form.Draft)
	if f.Valid() || len(fixed.Items) != 0 || fixed.AddLabel != "" || fixed.Blank(point) != nil {
		t.Errorf("a row that cannot be added: %v", f.Problems())
	}
}

func TestARowKnowsWhetherItIsStale(t *testing.T) {
	f, rows := steps(&step{ID: "a"}, &step{ID: "b"}, &step{ID: "c"})
	f.Fill(post("step.a.version", "3", "step.b.version", "2", "step.c.version", "x", "step.new1.text", "y"), point, form.Draft)
	var stale []bool
	for _, row := range rows.Items {
		stale = append(stale, row.Stale())
	}
	if !slices.Equal(stale, []bool{false, true, true, false}) || !f.Contested() || f.Stale() {
		t.Error(stale)
	}
}

func TestRowsInsideRowsHaveTheirOwnNames(t *testing.T) {
	s := &step{ID: "s", Text: "inner"}
	inner := form.Repeat("process.p.steps", "Steps", nil).Stored("s", 1, s, s.Fields())
	p := &step{ID: "p", Text: "outer"}
	outer := form.Repeat("process", "Processes", nil).Stored("p", 1, p, p.Fields())
	f := &form.Form{Rows: []*form.Rows{outer, inner}}
	f.Fill(post("process.order", "p", "process.p.text", "OUTER", "process.p.steps.order", "s", "process.p.steps.s.text", "INNER"), point, form.Strict)
	if !f.Valid() || p.Text != "OUTER" || s.Text != "INNER" || f.Field("process.p.steps.s.text") == nil {
		t.Errorf("%v: %q, %q", f.Problems(), p.Text, s.Text)
	}
}
