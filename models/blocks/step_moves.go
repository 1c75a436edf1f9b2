package blocks

// The four moves of a block that need no pointer. Each goes one step through the rule as people read it.
const (
	Up   = "up"
	Down = "down"
	Into = "into"
	Out  = "out"
)

// Step brings a block one step up or down, into the block above it, or out behind the block around it. At the edge of a branch, up and down
// go on to the branch beside it, and from the outermost one out of the block.
func (d *Definition) Step(key, way string) (*Definition, error) {
	s, at := d.Find(key)
	if s == nil {
		return nil, gone
	}
	to, err := d.spot(at, way)
	if err != nil {
		return nil, err
	}
	return d.Move(key, to)
}

// May tells whether a block can make a move.
func (d *Definition) May(key, way string) bool {
	s, at := d.Find(key)
	if s == nil {
		return false
	}
	_, err := d.spot(at, way)
	return err == nil
}

func (d *Definition) spot(at Place, way string) (Spot, error) {
	around := ""
	if at.Parent != nil {
		around = at.Parent.Key
	}
	switch way {
	case Up:
		if at.At > 0 {
			return Spot{around, at.Branch, at.At - 1}, nil
		}
		if b := at.beside(-1); b != nil {
			return Spot{around, b.Name, len(*b.Steps)}, nil
		}
		if at.Parent != nil {
			return d.outside(at.Parent, 0), nil
		}
		return Spot{}, Refusal("It is the first block already.")
	case Down:
		if at.At < len(*at.List)-1 {
			return Spot{around, at.Branch, at.At + 2}, nil
		}
		if b := at.beside(1); b != nil {
			return Spot{around, b.Name, 0}, nil
		}
		if at.Parent != nil {
			return d.outside(at.Parent, 1), nil
		}
		return Spot{}, Refusal("It is the last block already.")
	case Into:
		if at.At > 0 {
			above := (*at.List)[at.At-1]
			if b := above.Branches(); len(b) > 0 {
				return Spot{above.Key, b[0].Name, len(*b[0].Steps)}, nil
			}
		}
		return Spot{}, Refusal("The block above it takes no blocks inside. An “if”, an approval and a “for each” do.")
	case Out:
		if at.Parent != nil {
			return d.outside(at.Parent, 1), nil
		}
		return Spot{}, Refusal("It stands in no other block.")
	}
	return Spot{}, Refusal("A block moves up, down, into the one above, or out.")
}

// beside is the branch before or after the one a block stands in; nil when there is none.
func (at Place) beside(by int) *Branch {
	if at.Parent == nil {
		return nil
	}
	list := at.Parent.Branches()
	for i, b := range list {
		if b.Name == at.Branch && i+by >= 0 && i+by < len(list) {
			return &list[i+by]
		}
	}
	return nil
}

// outside is the place before (0) or behind (1) a block.
func (d *Definition) outside(s *Step, by int) Spot {
	_, at := d.Find(s.Key)
	around := ""
	if at.Parent != nil {
		around = at.Parent.Key
	}
	return Spot{around, at.Branch, at.At + by}
}
