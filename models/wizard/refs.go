package wizard

// Ref is the short reference people meet a thing by, such as O3; empty while it is new.
func (t *outcomeThing) Ref() string { return t.Outcome.Ref }

// Ref is the goal's reference.
func (t *goalThing) Ref() string { return t.Goal.Ref }

// Ref is the objective's reference.
func (t *objectiveThing) Ref() string { return t.Objective.Ref }

// Parts are the rule's sentence in its pieces.
func (t *ruleThing) Parts() []SentencePart { return t.parts() }

// Ref is the rule's reference.
func (t *ruleThing) Ref() string { return t.Rule.Ref }
