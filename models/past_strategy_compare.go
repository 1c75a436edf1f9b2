package models

// PastStrategies is a strategy at the ends of two days.
type PastStrategies struct {
	From, To *PastStrategy
	Sentence []Piece // what became of the sentence; nil where it stayed
	Kinds    []*PastKindCompared
}

// PastKindCompared is what became of what belonged to a strategy of one kind.
type PastKindCompared struct {
	Kind    *HistoryKind
	Added   []*PastThing // belonged to it on the second day and not on the first
	Dropped []*PastThing // the other way round
	Changed []*PastChanged
	Same    int
}

// PastChanged is one thing that stayed and differs.
type PastChanged struct {
	*PastThing // as it was on the second day
	Lines      []DeedLine
}

// Differs tells whether anything became of the kind.
func (k *PastKindCompared) Differs() bool { return len(k.Added)+len(k.Dropped)+len(k.Changed) > 0 }

// Differs tells whether anything became of the strategy.
func (c *PastStrategies) Differs() bool {
	for _, k := range c.Kinds {
		if k.Differs() {
			return true
		}
	}
	return c.Sentence != nil
}

// ComparePastStrategy lays a strategy at the end of one day beside itself at the end of another.
func (r *Read) ComparePastStrategy(ref string, from, to PastMoment, reader ReadsAs) (*PastStrategies, error) {
	it, err := r.HistoryThing(historyStrategy, ref)
	if err != nil {
		return nil, err
	}
	h, err := r.historyReader(reader.Loc, reader.Zone)
	if err != nil {
		return nil, err
	}
	c := &PastStrategies{}
	if c.From, err = r.pastStrategy(h, it, from); err != nil {
		return nil, err
	}
	if c.To, err = r.pastStrategy(h, it, to); err != nil {
		return nil, err
	}
	for _, p := range []*PastStrategy{c.From, c.To} {
		if err := h.tellPast(p); err != nil {
			return nil, err
		}
	}
	if c.From.Stood != Stood || c.To.Stood != Stood {
		return c, nil
	}
	if c.From.Sentence != c.To.Sentence {
		c.Sentence = Differ(c.From.Sentence, c.To.Sentence)
	}
	for i, k := range c.To.Kinds {
		c.Kinds = append(c.Kinds, h.compareKind(c.From.Kinds[i], k))
	}
	return c, nil
}

func (h *historyReader) compareKind(from, to *PastKind) *PastKindCompared {
	k := &PastKindCompared{Kind: to.Kind}
	was := map[string]*PastThing{}
	for _, t := range from.Things {
		was[t.ID] = t
	}
	stayed := map[string]bool{}
	for _, t := range to.Things {
		before := was[t.ID]
		if before == nil {
			k.Added = append(k.Added, t)
			continue
		}
		stayed[t.ID] = true
		if lines := h.differences(to.Kind.fields, before.of, t.of); len(lines) > 0 {
			k.Changed = append(k.Changed, &PastChanged{t, lines})
		} else {
			k.Same++
		}
	}
	for _, t := range from.Things {
		if !stayed[t.ID] {
			k.Dropped = append(k.Dropped, t)
		}
	}
	return k
}
