package blocks

import "slices"

// Refusal says in a sentence why an edit cannot be made.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Spot is where a block goes: into a branch of a block, or into the rule itself when In is empty, with so many others before it.
type Spot struct {
	In     string // key of the block around it
	Branch string // then, else, late, failed
	At     int    // more than there are: at the end
}

const (
	gone     = Refusal("This block is not here any more. Somebody may have removed it.")
	full     = Refusal("A rule holds at most 200 blocks. Make two rules of it, and let one run the other.")
	tooDeep  = Refusal("Blocks stand at most eight deep in each other. Make a rule of the inner part, and run it from here.")
	tooLarge = Refusal("The rule would become too large. Make two rules of it.")
)

// Copy gives the same definition once more, sharing nothing.
func (d *Definition) Copy() *Definition {
	again, err := Read([]byte(d.Write()))
	if err != nil {
		return &Definition{SchemaVersion: SchemaVersion, Trigger: d.Trigger, Steps: d.Steps}
	}
	return again
}

// edited makes an edit on a copy. What became larger than a rule may be is refused, and the definition stays as it was.
func (d *Definition) edited(edit func(*Definition) error) (*Definition, error) {
	to, err := Read([]byte(d.Write()))
	if err != nil {
		return nil, err
	}
	if err := edit(to); err != nil {
		return nil, err
	}
	to.prune()
	n, deepest := 0, 0
	to.Walk(func(_ *Step, around []*Step) { n++; deepest = max(deepest, len(around)+1) })
	switch {
	case n > MostSteps:
		return nil, full
	case deepest > MostDeep:
		return nil, tooDeep
	}
	text := to.Write()
	if len(text) > MostBytes {
		return nil, tooLarge
	}
	if again, err := Read([]byte(text)); err == nil {
		return again, nil
	} else if err == ErrTooLarge {
		return nil, tooDeep
	} else {
		return nil, err
	}
}

// prune drops what stands in branches that a block no longer has.
func (d *Definition) prune() {
	d.Walk(func(s *Step, _ []*Step) {
		kept := map[string][]*Step{}
		for _, b := range s.Branches() {
			kept[b.Name] = *b.Steps
		}
		s.Then, s.Else, s.Late, s.Failed = kept["then"], kept["else"], kept["late"], kept["failed"]
	})
}

// list finds the blocks of a branch.
func (d *Definition) list(in, branch string) (*[]*Step, error) {
	if in == "" {
		return &d.Steps, nil
	}
	s, _ := d.Find(in)
	if s == nil {
		return nil, gone
	}
	for _, b := range s.Branches() {
		if b.Name == branch {
			return b.Steps, nil
		}
	}
	return nil, Refusal("Nothing can stand there any more: the block has changed.")
}

func (d *Definition) put(s *Step, to Spot) error {
	list, err := d.list(to.In, to.Branch)
	if err != nil {
		return err
	}
	*list = slices.Insert(*list, max(0, min(to.At, len(*list))), s)
	return nil
}

func take(at Place) { *at.List = slices.Delete(*at.List, at.At, at.At+1) }

// Insert puts a new block in its place.
func (d *Definition) Insert(s *Step, to Spot) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		if had, _ := d.Find(s.Key); had != nil || s.Key == "" {
			return Refusal("This block is here already.")
		}
		return d.put(s, to)
	})
}

// Remove takes a block out, with all that stands in it.
func (d *Definition) Remove(key string) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		s, at := d.Find(key)
		if s == nil {
			return gone
		}
		take(at)
		return nil
	})
}

// Move brings a block elsewhere, with all that stands in it. The place is counted as people see it: with the block still where it was.
func (d *Definition) Move(key string, to Spot) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		s, at := d.Find(key)
		if s == nil {
			return gone
		}
		if to.In == key || within(s, to.In) {
			return Refusal("A block cannot stand inside itself.")
		}
		list, err := d.list(to.In, to.Branch)
		if err != nil {
			return err
		}
		if list == at.List && to.At > at.At {
			to.At--
		}
		take(at)
		return d.put(s, to)
	})
}

func within(s *Step, key string) bool {
	for _, b := range s.Branches() {
		if in, _ := find(b.Steps, s, b.Name, key); in != nil {
			return true
		}
	}
	return false
}

// Duplicate puts a copy of a block behind it, with all that stands in it, under keys that fresh gives.
func (d *Definition) Duplicate(key string, fresh func() string) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		s, at := d.Find(key)
		if s == nil {
			return gone
		}
		one, _ := d.Copy().Find(key)
		if one == nil {
			return gone
		}
		walk([]*Step{one}, nil, func(s *Step, _ []*Step) { s.Key = fresh() })
		*at.List = slices.Insert(*at.List, at.At+1, one)
		return nil
	})
}

// Set changes what a block says. Its key stays, and so do the blocks inside: those that have no branch any more go with it.
func (d *Definition) Set(key string, change func(*Step)) (*Definition, error) {
	return d.edited(func(d *Definition) error {
		s, _ := d.Find(key)
		if s == nil {
			return gone
		}
		change(s)
		s.Key = key
		return nil
	})
}

// Change changes what stands at the rule itself: its trigger, its decision, its deadline.
func (d *Definition) Change(change func(*Definition)) (*Definition, error) {
	return d.edited(func(d *Definition) error { change(d); return nil })
}
