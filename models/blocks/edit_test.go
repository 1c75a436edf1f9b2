package blocks

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const nested = `{"steps":[{"k":"a","do":"notify"},{"k":"b","do":"if","then":[{"k":"c","do":"notify"},{"k":"d","do":"wait"}],"else":[{"k":"e","do":"stop"}]},{"k":"f","do":"each","then":[]},{"k":"g","do":"stop"}]}`

func reading(t *testing.T, text string) *Definition {
	t.Helper()
	d, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// shape writes the tree on one line: a b[then: c d; else: e] f g.
func shape(list []*Step) string {
	var words []string
	for _, s := range list {
		var inner []string
		for _, b := range s.Branches() {
			if len(*b.Steps) > 0 {
				inner = append(inner, b.Name+": "+shape(*b.Steps))
			}
		}
		word := s.Key
		if len(inner) > 0 {
			word += "[" + strings.Join(inner, "; ") + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestABlockMovesByKeysThroughTheRuleAsPeopleReadIt(t *testing.T) {
	for _, c := range []struct{ key, way, want string }{
		{"a", Up, "It is the first block already."},
		{"g", Down, "It is the last block already."},
		{"a", Down, "b[then: c d; else: e] a f g"},
		{"g", Up, "a b[then: c d; else: e] g f"},
		{"d", Up, "a b[then: d c; else: e] f g"},
		{"d", Down, "a b[then: c; else: d e] f g"},
		{"e", Up, "a b[then: c d e] f g"},
		{"e", Down, "a b[then: c d] e f g"},
		{"c", Up, "a c b[then: d; else: e] f g"},
		{"c", Out, "a b[then: d; else: e] c f g"},
		{"g", Into, "a b[then: c d; else: e] f[then: g]"},
		{"f", Into, "a b[then: c d f; else: e] g"},
		{"b", Into, "The block above it takes no blocks inside. An “if”, an approval and a “for each” do."},
		{"a", Out, "It stands in no other block."},
		{"x", Up, string(gone)},
	} {
		d := reading(t, nested)
		to, err := d.Step(c.key, c.way)
		got := fmt.Sprint(err)
		if err == nil {
			got = shape(to.Steps)
		}
		if got != c.want {
			t.Errorf("%s %s: %s\nnot %s", c.key, c.way, got, c.want)
		}
		if may := d.May(c.key, c.way); may != (err == nil) {
			t.Errorf("%s %s: told that it may %v, and then %v", c.key, c.way, may, err)
		}
		if shape(d.Steps) != "a b[then: c d; else: e] f g" {
			t.Errorf("%s %s changed the definition itself", c.key, c.way)
		}
	}
}

func TestEditsOfBlocks(t *testing.T) {
	n := 0
	fresh := func() string { n++; return fmt.Sprint("n", n) }
	for name, c := range map[string]struct {
		do   func(*Definition) (*Definition, error)
		want string
	}{
		"insert first":      {func(d *Definition) (*Definition, error) { return d.Insert(&Step{Key: "x", Do: Stop}, Spot{}) }, "x a b[then: c d; else: e] f g"},
		"insert at the end": {func(d *Definition) (*Definition, error) { return d.Insert(&Step{Key: "x", Do: Stop}, Spot{At: 99}) }, "a b[then: c d; else: e] f g x"},
		"insert in a branch": {func(d *Definition) (*Definition, error) {
			return d.Insert(&Step{Key: "x", Do: Stop}, Spot{"b", "else", 0})
		}, "a b[then: c d; else: x e] f g"},
		"insert in no branch": {func(d *Definition) (*Definition, error) {
			return d.Insert(&Step{Key: "x", Do: Stop}, Spot{"b", "late", 0})
		},
			"Nothing can stand there any more: the block has changed."},
		"insert a key twice": {func(d *Definition) (*Definition, error) { return d.Insert(&Step{Key: "c", Do: Stop}, Spot{}) }, "This block is here already."},
		"move down a list":   {func(d *Definition) (*Definition, error) { return d.Move("a", Spot{At: 3}) }, "b[then: c d; else: e] f a g"},
		"move where it is":   {func(d *Definition) (*Definition, error) { return d.Move("f", Spot{At: 3}) }, "a b[then: c d; else: e] f g"},
		"move into itself":   {func(d *Definition) (*Definition, error) { return d.Move("b", Spot{"b", "then", 0}) }, "A block cannot stand inside itself."},
		"move with a branch": {func(d *Definition) (*Definition, error) { return d.Move("b", Spot{"f", "then", 0}) }, "a f[then: b[then: c d; else: e]] g"},
		"remove with all":    {func(d *Definition) (*Definition, error) { return d.Remove("b") }, "a f g"},
		"duplicate with all": {func(d *Definition) (*Definition, error) { return d.Duplicate("b", fresh) }, "a b[then: c d; else: e] n1[then: n2 n3; else: n4] f g"},
		"another kind":       {func(d *Definition) (*Definition, error) { return d.Set("b", func(s *Step) { s.Do = Each }) }, "a b[then: c d] f g"},
	} {
		to, err := c.do(reading(t, nested))
		got := fmt.Sprint(err)
		if err == nil {
			got = shape(to.Steps)
		}
		if got != c.want {
			t.Errorf("%s: %s\nnot %s", name, got, c.want)
		}
	}
}

func TestConditionsAreAddedAndRemoved(t *testing.T) {
	d := reading(t, sample)
	g := d.Group("", InTrigger)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(g.AddRow(Nest{1}, Row{Condition: &Condition{Field: "x", Op: "is", Values: []string{"1"}}}))
	must(g.AddRow(nil, Row{Group: &Group{Join: None, Rows: []Row{{Condition: &Condition{Field: "y"}}}}}))
	must(g.RemoveRow(Nest{1, 0}))
	if g.AddRow(Nest{0}, Row{}) == nil || g.RemoveRow(Nest{7}) == nil {
		t.Error("a place that is not there was taken")
	}
	var at []string
	g.Conditions(func(n Nest, c *Condition) { at = append(at, n.String()+" "+c.Field) })
	if got := strings.Join(at, ", "); got != "0 outcome.horizon, 1.0 outcome.stale, 1.1 x, 2.0 y" {
		t.Errorf("the conditions are %s", got)
	}
	must(g.RemoveRow(Nest{2, 0}))
	if len(g.Rows) != 2 {
		t.Error("a group inside that is empty stays")
	}
	to, err := d.SetGroup("b", InIf, nil)
	if err != nil || to.Group("b", InIf).Rows != nil {
		t.Errorf("without conditions it reads %+v, %v", to.Group("b", InIf), err)
	}
	deep := &Group{Join: All}
	var in Nest
	for range MostDeep - 1 {
		must(deep.AddRow(in, Row{Group: &Group{Join: All}}))
		in = in.Inner(0)
	}
	if deep.AddRow(in, Row{Group: &Group{}}) == nil {
		t.Error("groups nest deeper than they may")
	}
	for _, bad := range []string{"x", "1.", "-1", "1.2.3.4.5.6.7.8.9", "99"} {
		if _, err := ReadNest(bad); err == nil {
			t.Errorf("%q is a place", bad)
		}
	}
}

// Whatever is done, and in whatever order, a rule keeps its keys apart and stays within its limits.
func TestEveryEditKeepsKeysUniqueAndLimits(t *testing.T) {
	kinds := []Kind{CreateTask, Notify, If, Approval, Each, Wait, Stop}
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		d, n := reading(t, nested), 0
		fresh := func() string { n++; return fmt.Sprint("n", n) }
		refused := 0
		for range 90 {
			var keys []string
			d.Walk(func(s *Step, _ []*Step) { keys = append(keys, s.Key) })
			key := append(keys, "nobody")[r.IntN(len(keys)+1)]
			in, branch := "", ""
			if s, _ := d.Find(key); s != nil && len(s.Branches()) > 0 {
				b := s.Branches()
				in, branch = key, b[r.IntN(len(b))].Name
			}
			spot := Spot{in, branch, r.IntN(5) - 1}
			var to *Definition
			var err error
			switch r.IntN(7) {
			case 0, 1:
				to, err = d.Insert(&Step{Key: fresh(), Do: kinds[r.IntN(len(kinds))]}, spot)
			case 2:
				to, err = d.Move(append(keys, "nobody")[r.IntN(len(keys)+1)], spot)
			case 3:
				to, err = d.Step(key, []string{Up, Down, Into, Out}[r.IntN(4)])
			case 4:
				to, err = d.Duplicate(key, fresh)
			case 5:
				to, err = d.Set(key, func(s *Step) { s.Do, s.OnError = kinds[r.IntN(len(kinds))], []string{"", FailBranch}[r.IntN(2)] })
			case 6:
				if r.IntN(3) == 0 {
					to, err = d.Remove(key)
				} else {
					to, err = d.Copy(), nil
				}
			}
			if err != nil {
				refused++
				continue
			}
			d = to
			again, err := Read([]byte(d.Write()))
			if err != nil || again.Write() != d.Write() {
				t.Fatalf("seed %d: %v\n%s", seed, err, d.Write())
			}
			seen := map[string]bool{}
			d.Walk(func(s *Step, around []*Step) {
				if seen[s.Key] || len(around) >= MostDeep || len(seen) >= MostSteps {
					t.Fatalf("seed %d: %s", seed, d.Write())
				}
				seen[s.Key] = true
			})
		}
		if refused > 80 {
			t.Errorf("seed %d: nearly every edit was refused", seed)
		}
	}
}

func TestLimitsAreSaid(t *testing.T) {
	d := &Definition{}
	var err error
	for i := range MostSteps {
		if d, err = d.Insert(&Step{Key: fmt.Sprint(i), Do: Stop}, Spot{}); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := d.Insert(&Step{Key: "one more", Do: Stop}, Spot{}); err != full {
		t.Errorf("one block more: %v", err)
	}
	d, in := &Definition{}, ""
	for i := range MostDeep {
		if d, err = d.Insert(&Step{Key: fmt.Sprint(i), Do: Each}, Spot{In: in, Branch: "then"}); err != nil {
			t.Fatal(i, err)
		}
		in = fmt.Sprint(i)
	}
	if _, err := d.Insert(&Step{Key: "deeper", Do: Stop}, Spot{In: in, Branch: "then"}); err != tooDeep {
		t.Errorf("one block deeper: %v", err)
	}
	if _, err := d.Set("0", func(s *Step) { s.Text = strings.Repeat("x", MostBytes) }); err != tooLarge {
		t.Errorf("a text that is too long: %v", err)
	}
}

func TestWhatADefinitionDiffersIn(t *testing.T) {
	was := reading(t, `{"decision":"Old","steps":[{"k":"a","do":"notify","title":"Hello"},{"k":"b","do":"if","then":[{"k":"c","do":"stop"}]},{"k":"d","do":"stop","text":"why"}]}`)
	is := reading(t, `{"decision":"New","steps":[{"k":"b","do":"if","then":[{"k":"e","do":"stop","text":"new"}]},{"k":"a","do":"notify","title":"Bye"},{"k":"c","do":"stop"}]}`)
	var got []string
	for _, x := range Diff(was, is, plainWords{}) {
		got = append(got, strings.Join([]string{x.Did, x.What, x.Was, x.Is}, " | "))
	}
	want := []string{
		"changed | The decision | Old | New",
		"added |  |  | Stop: new",
		"changed |  | Tell somebody “Hello” | Tell somebody “Bye”",
		"moved |  | first | Tell somebody “Bye”, now after “If something holds”",
		"moved |  | first in “then” of “If something holds” | Stop, now after “Tell somebody “Bye””",
		"removed |  | Stop: why | ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the differences are\n%s", strings.Join(got, "\n"))
	}
	if same := Diff(is, is.Copy(), plainWords{}); len(same) > 0 {
		t.Errorf("a copy differs: %+v", same)
	}
}
