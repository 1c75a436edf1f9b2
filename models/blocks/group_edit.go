package blocks

import (
	"slices"
	"strconv"
	"strings"
)

// Which group of conditions of a rule or of a block is meant.
const (
	InTrigger = "where" // what must hold when it happens
	InIf      = "if"
	InTasks   = "tasks" // which tasks are routed anew
	InWait    = "wait"  // what must hold of the event that is waited for
)

// Nest is a place in a group of conditions: the indices from the outside in. An empty one is the group itself.
type Nest []int

// ReadNest reads 0.2.1; what is none is refused.
func ReadNest(text string) (Nest, error) {
	var n Nest
	for part := range strings.SplitSeq(text, ".") {
		if text == "" {
			break
		}
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i >= MostRows || len(n) >= MostDeep {
			return nil, Refusal("There is no condition at “" + text + "”.")
		}
		n = append(n, i)
	}
	return n, nil
}

func (n Nest) String() string {
	var parts []string
	for _, i := range n {
		parts = append(parts, strconv.Itoa(i))
	}
	return strings.Join(parts, ".")
}

// Inner is the place so many rows further in.
func (n Nest) Inner(i int) Nest { return append(n[:len(n):len(n)], i) }

// Group is one group of conditions: the trigger's where key is empty, else that of a block. There is an empty one where none is yet.
func (d *Definition) Group(key, which string) *Group {
	if at := d.groupAt(key, which); at != nil && *at != nil {
		return *at
	}
	return &Group{Join: All}
}

func (d *Definition) groupAt(key, which string) **Group {
	if key == "" {
		if which == InTrigger {
			return &d.Trigger.Where
		}
		return nil
	}
	s, _ := d.Find(key)
	switch {
	case s == nil:
	case which == InIf:
		return &s.If
	case which == InTasks:
		return &s.Tasks
	case which == InWait && s.Wait != nil:
		return &s.Wait.Where
	}
	return nil
}

// SetGroup puts a group of conditions in place of the one that is there. One without rows goes.
func (d *Definition) SetGroup(key, which string, g *Group) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		at := d.groupAt(key, which)
		if at == nil {
			return gone
		}
		*at = nil
		if g != nil && len(g.Rows) > 0 {
			*at = g
		}
		return nil
	})
}

// AddRow puts a condition, or a group, at the end of the group at a place.
func (g *Group) AddRow(at Nest, row Row) error {
	in, err := g.inner(at)
	if err != nil {
		return err
	}
	if len(in.Rows) >= MostRows {
		return Refusal("A group holds at most 50 conditions. Put some of them into a group inside.")
	}
	if row.Group != nil && len(at)+2 > MostDeep {
		return tooDeep
	}
	in.Rows = append(in.Rows, row)
	return nil
}

// RemoveRow takes a condition out, or a group with all in it. A group inside that is empty then goes too.
func (g *Group) RemoveRow(at Nest) error {
	if len(at) == 0 {
		g.Rows = nil
		return nil
	}
	in, err := g.inner(at[:len(at)-1])
	if err != nil {
		return err
	}
	i := at[len(at)-1]
	if i >= len(in.Rows) {
		return Refusal("This condition is not here any more.")
	}
	in.Rows = slices.Delete(in.Rows, i, i+1)
	if len(in.Rows) == 0 && len(at) > 1 {
		return g.RemoveRow(at[:len(at)-1])
	}
	return nil
}

// inner finds the group at a place.
func (g *Group) inner(at Nest) (*Group, error) {
	for _, i := range at {
		if i >= len(g.Rows) || g.Rows[i].Group == nil {
			return nil, Refusal("This group of conditions is not here any more.")
		}
		g = g.Rows[i].Group
	}
	return g, nil
}

// Conditions visits every condition of a group, with its place.
func (g *Group) Conditions(visit func(at Nest, c *Condition)) { g.each(nil, visit) }

func (g *Group) each(at Nest, visit func(Nest, *Condition)) {
	if g == nil {
		return
	}
	for i, r := range g.Rows {
		if r.Group != nil {
			r.Group.each(at.Inner(i), visit)
		} else if r.Condition != nil {
			visit(at.Inner(i), r.Condition)
		}
	}
}
