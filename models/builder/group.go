package builder

import (
	"slices"
	"strconv"
	"strings"

	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

// Conditions are a group of conditions as a form asks for it, with the groups inside.
type Conditions struct {
	Which string // which group of the block it is
	At    blocks.Nest
	Join  *form.Field
	Rows  []*ConditionRow
	join  string
}

// ConditionRow is one condition, or a group inside.
type ConditionRow struct {
	At     blocks.Nest
	Field  *form.Field
	Op     *form.Field
	Values []*form.Field
	Inner  *Conditions
	enter  *conditionEntry
}

// conditionEntry is what one condition is bound to.
type conditionEntry struct {
	was, field, op string
	one, two       string
	n1, n2         *float64
	many           []string
	kind           blocks.FieldKind
	values         int
}

var joins = []form.Option{{Value: "all", Label: "All of these hold"}, {Value: "any", Label: "Any of these holds"}, {Value: "none", Label: "None of these holds"}}

// enterGroup binds a group; fields are what it can ask for.
func enterGroup(which string, g *blocks.Group, at blocks.Nest, fields []automation.Field, w *automation.World) *Conditions {
	c := &Conditions{Which: which, At: at, join: string(blocks.All)}
	if g != nil && g.Join != "" {
		c.join = string(g.Join)
	}
	name := which
	if len(at) > 0 {
		name += "." + at.String()
	}
	c.Join = form.Choice(name+".join", "It holds when", &c.join, joins...).Required()
	if g == nil {
		return c
	}
	for i, r := range g.Rows {
		row := &ConditionRow{At: at.Inner(i)}
		if r.Group != nil {
			row.Inner = enterGroup(which, r.Group, row.At, fields, w)
		} else {
			cond := r.Condition
			if cond == nil {
				cond = &blocks.Condition{}
			}
			row.bind(which+"."+row.At.String(), cond, fields, w)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// choosable are the fields that a condition can be about: an id of something that nobody can pick here is none.
func choosable(fields []automation.Field, w *automation.World) []automation.Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f automation.Field) bool {
		return f.Of != "" && len(thingOptions(f.Of, w)) == 0 || f.Kind == blocks.ListField && len(f.Options) == 0
	})
}

func thingOptions(kind string, w *automation.World) (list []form.Option) {
	switch kind {
	case "outcome":
		for _, o := range w.Outcomes {
			list = append(list, form.Option{Value: o.ID, Label: o.Ref + " " + o.Title})
		}
	case "process":
		for _, p := range w.Processes {
			list = append(list, form.Option{Value: p.ID, Label: p.Ref + " " + p.Name})
		}
	case "rule":
		for _, r := range w.Rules {
			list = append(list, form.Option{Value: r.ID, Label: r.Ref + " " + r.Name})
		}
	case "approval_chain":
		for _, c := range w.Chains {
			list = append(list, form.Option{Value: c.ID, Label: c.Ref + " " + c.Name})
		}
	case "team":
		list = teamOptions(w)
	}
	return list
}

func (row *ConditionRow) bind(name string, c *blocks.Condition, fields []automation.Field, w *automation.World) {
	e := &conditionEntry{was: c.Field, field: c.Field, op: c.Op}
	row.enter = e
	var about automation.Field
	var options []form.Option
	for _, f := range choosable(fields, w) {
		options = append(options, form.Option{Value: f.Name, Label: f.Label, Group: f.Group})
	}
	for _, f := range fields {
		if f.Name == c.Field {
			about = f
		}
	}
	row.Field = form.Choice(name+".f", "What", &e.field, options...).Wanted()
	if about.Name == "" {
		return
	}
	e.kind = about.Kind
	var ops []form.Option
	for _, o := range blocks.Operators(about.Kind) {
		ops = append(ops, form.Option{Value: o.Op, Label: o.Label})
	}
	op, known := blocks.OperatorOf(about.Kind, c.Op)
	if !known {
		op = blocks.Operators(about.Kind)[0]
		e.op = op.Op
	}
	row.Op = form.Choice(name+".op", "How", &e.op, ops...).Required()
	e.values = op.Values
	row.Values = e.bindValues(name+".v", about, op, c.Values, w)
}

func (e *conditionEntry) bindValues(name string, f automation.Field, op blocks.Operator, values []string, w *automation.World) []*form.Field {
	if op.Values == 0 {
		return nil
	}
	e.one, e.two = at(values, 0), at(values, 1)
	options := f.Options
	switch {
	case f.Of != "":
		options = thingOptions(f.Of, w)
	case f.Kind == blocks.TeamField:
		options = teamOptions(w)
	case f.Kind == blocks.YesField:
		options = []form.Option{{Value: "yes", Label: "yes"}, {Value: "no", Label: "no"}}
	}
	switch {
	case f.Kind == blocks.PersonField:
		return []*form.Field{form.Pick(name, "Who", &e.one, nil, w.People).Wanted()}
	case len(options) > 0 && op.Values == blocks.Several:
		e.many = values
		return []*form.Field{form.Many(name, "Which", &e.many, options...).Wanted()}
	case len(options) > 0:
		return []*form.Field{form.Choice(name, "Which", &e.one, options...).Wanted()}
	case f.Kind == blocks.NumberField:
		e.n1, e.n2 = number(e.one), number(e.two)
		list := []*form.Field{form.Number(name, "Value", &e.n1).Wanted()}
		if op.Values == 2 {
			list = append(list, form.Number(name+"2", "And", &e.n2).Wanted())
		}
		return list
	case op.Values == blocks.Several:
		e.one = strings.Join(values, "\n")
		return []*form.Field{form.Text(name, "Values, one a line", &e.one).Max(2000).Wanted()}
	}
	first := form.Line(name, "Value", &e.one).Wanted()
	if f.Kind == blocks.DayField || f.Kind == blocks.InstantField {
		first.Help("A day, as 2026-12-01, or one counted from that moment: today, +5d, -2w.")
	}
	if op.Values == 2 {
		return []*form.Field{first, form.Line(name+"2", "And", &e.two).Wanted()}
	}
	return []*form.Field{first}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func number(text string) *float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &n
}

// fields are all fields of a group and those inside.
func (c *Conditions) fields() (list []*form.Field) {
	if c == nil {
		return nil
	}
	list = append(list, c.Join)
	for _, r := range c.Rows {
		if r.Inner != nil {
			list = append(list, r.Inner.fields()...)
			continue
		}
		list = append(list, r.Field)
		if r.Op != nil {
			list = append(list, r.Op)
		}
		list = append(list, r.Values...)
	}
	return list
}

// group is what was answered.
func (c *Conditions) group() *blocks.Group {
	g := &blocks.Group{Join: blocks.Join(c.join)}
	for _, r := range c.Rows {
		if r.Inner != nil {
			g.Rows = append(g.Rows, blocks.Row{Group: r.Inner.group()})
		} else {
			g.Rows = append(g.Rows, blocks.Row{Condition: r.enter.condition()})
		}
	}
	return g
}

func (e *conditionEntry) condition() *blocks.Condition {
	c := &blocks.Condition{Field: e.field, Op: e.op}
	if e.field != e.was { // its values were those of another field
		return &blocks.Condition{Field: e.field}
	}
	switch {
	case e.n1 != nil || e.n2 != nil:
		for _, n := range []*float64{e.n1, e.n2} {
			if n != nil {
				c.Values = append(c.Values, strconv.FormatFloat(*n, 'f', -1, 64))
			}
		}
	case len(e.many) > 0:
		c.Values = e.many
	case e.values == blocks.Several:
		for line := range strings.Lines(e.one) {
			if line = strings.TrimSpace(line); line != "" {
				c.Values = append(c.Values, line)
			}
		}
	default:
		for _, v := range []string{e.one, e.two} {
			if v != "" {
				c.Values = append(c.Values, v)
			}
		}
	}
	if op, known := blocks.OperatorOf(e.kind, c.Op); known && op.Values >= 0 && len(c.Values) > op.Values {
		c.Values = c.Values[:op.Values]
	}
	return c
}
