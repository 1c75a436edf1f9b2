package blocks

import "strings"

// mostSaid is how many blocks the sentence of a whole rule spells out.
const mostSaid = 4

// Says reads the rule as one sentence: "When any outcome goes off track, create the task “Write a plan” for the outcome's owner, done within
// 2 working days, carrying out the decision “Every miss gets a plan”. Tom answers for it." What is missing stands in its place.
func (d *Definition) Says(n Words, owner string) Sentence {
	w := &writer{n: n}
	w.moment(d.Trigger)
	w.list[0].Text = "When "
	w.plain(", ")
	said := 0
	if len(d.Steps) == 0 {
		w.part("steps", "", "do something", "Add a block: what is done.")
	}
	w.steps(d.Steps, &said)
	all := 0
	d.Walk(func(*Step, []*Step) { all++ })
	if more := all - said; more > 0 {
		w.plain("; and " + Count(more, "more block"))
	}
	w.plain(", carrying out ")
	decision := ""
	if q := quoted(d.Decision); q != "" {
		decision = "the decision " + q
	}
	w.part("decision", decision, "no decision yet", "Name the decision it carries out.")
	w.plain(". ")
	w.part("owner", owner, "Nobody", "Name the owner of the rule.")
	w.plain(" answers for it.")
	return w.list
}

func (w *writer) steps(list []*Step, said *int) {
	for i, s := range list {
		if *said == mostSaid {
			return
		}
		if i > 0 {
			w.plain("; then ")
		}
		*said++
		for _, p := range s.Says(w.n) {
			if p.Missing || p.Key != "" {
				p.Key = s.Key + "." + p.Key
			}
			w.list = append(w.list, p)
		}
		for _, b := range s.Branches() {
			if len(*b.Steps) == 0 || *said == mostSaid {
				continue
			}
			w.plain(" (" + BranchWord(s, b.Name) + ": ")
			w.steps(*b.Steps, said)
			w.plain(")")
		}
	}
}

// BranchWord is the word above a branch of a block.
func BranchWord(s *Step, branch string) string {
	switch {
	case branch == "failed":
		return "if it fails"
	case branch == "late" && s.Do == Approval:
		return "if nobody decides in time"
	case branch == "late":
		return "if it does not come in time"
	case s.Do == Approval && branch == "then":
		return "if approved"
	case s.Do == Approval:
		return "if refused"
	case s.Do == Each:
		return "each time"
	case branch == "else":
		return "otherwise"
	}
	return "then"
}

// Upper begins a sentence with a capital letter.
func (s Sentence) Upper() Sentence {
	again := append(Sentence{}, s...)
	if len(again) > 0 && again[0].Text != "" {
		first, rest := again[0].Text[:1], again[0].Text[1:]
		again[0].Text = strings.ToUpper(first) + rest
	}
	return again
}

// StepOf takes apart the key of a piece of a whole rule's sentence: which block it is of, if any, and which field.
func (p Part) StepOf() (step, field string) {
	if step, field, found := strings.Cut(p.Key, "."); found {
		return step, field
	}
	return "", p.Key
}
