package wizard

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// Bulk is one verdict for many workflows, with what the verdict asks for.
type Bulk struct {
	Verdict  string
	Outcomes []string // to tick beside those they move already
	Clear    bool     // outcomes are unticked where the verdict asks for none
	Reason   string
	Carrier  string
	Day      day.Day
}

// Form asks for the verdict and what it needs; the rows are chosen beside it.
func (b *Bulk) Form(w *World) *form.Form {
	offered := slices.Clone(Verdicts)
	return form.Of(
		form.Choice("verdict", "Verdict", &b.Verdict, offered...).Required("Choose the verdict.").Drawn("radios"),
		form.Many("outcomes", "Outcomes to tick as well", &b.Outcomes, w.outcomeOptions()...).Help("For keep and redesign. What is ticked already stays."),
		form.Tick("clear", "Untick the outcomes they move", &b.Clear).Help("For stop and outcome missing: such a workflow moves none."),
		form.Line("reason", "Why, in one sentence", &b.Reason).Max(500).Help("For stop and outcome missing."),
		form.Pick("carrier", "Who sees to it", &b.Carrier, nil, w.People).Help("For stop."),
		form.Date("day", "By when", &b.Day, nil).Help("For stop."),
	)
}

// Ask puts a sentence at each field that the verdict needs and that is empty.
func (b *Bulk) Ask(f *form.Form) {
	if (b.Verdict == models.Stop || b.Verdict == models.OutcomeMissing) && b.Reason == "" {
		f.Blame("reason", map[string]string{models.Stop: "Say in one sentence why they can stop.", models.OutcomeMissing: "Say in one sentence which result is missing from the outcomes."}[b.Verdict])
	}
	if b.Verdict == models.Stop && b.Carrier == "" {
		f.Blame("carrier", "Name who winds them down.")
	}
	if b.Verdict == models.Stop && b.Day == "" {
		f.Blame("day", "Say by when they have stopped.")
	}
}

// Fate is what a bulk verdict does to one workflow: it changes, it is so already, or it cannot, and why.
type Fate struct {
	*models.Workflow
	Changes, Same bool
	Say           string
}

// Fates says what a bulk verdict does to each of the workflows with these references. Nothing is changed by it.
func (b *Bulk) Fates(w *World, refs []string) []Fate {
	wanted, list := set(refs), []Fate{}
	for _, f := range w.Workflows {
		if wanted[f.Ref] {
			list = append(list, b.fate(w, f))
		}
	}
	slices.SortStableFunc(list, func(a, c Fate) int { return cmp.Compare(a.rank(), c.rank()) })
	return list
}

// rank puts what cannot be done first, and what changes nothing last.
func (f Fate) rank() int { return btoi(f.Changes) + 2*btoi(f.Same) }

func (b *Bulk) fate(w *World, f *models.Workflow) Fate {
	t, before := bindWorkflow(w, f, true).copy().(*workflowThing), w.maps(f)
	b.onto(t)
	t.settle()
	after := w.maps(t.Workflow)
	moves := b.Verdict == models.Keep || b.Verdict == models.Redesign
	switch {
	case moves && len(after) == 0:
		return Fate{Workflow: f, Say: "Cannot: it moves no outcome. Choose one to tick, or another verdict."}
	case !moves && b.Verdict != models.Undecided && len(after) > 0:
		return Fate{Workflow: f, Say: "Cannot: it moves " + refList(after) + ". Untick its outcomes too, or choose keep or redesign."}
	case state(t) == state(bindWorkflow(w, clone(f), true)):
		return Fate{Workflow: f, Same: true, Say: "Is so already."}
	}
	say := word(f.Verdict) + " becomes " + strings.ToLower(word(b.Verdict))
	if f.Verdict == b.Verdict {
		say = "Stays " + strings.ToLower(word(b.Verdict))
	}
	if more := missingFrom(before, after); len(more) > 0 {
		say += ", " + refList(more) + " ticked"
	}
	if less := missingFrom(after, before); len(less) > 0 {
		say += ", " + refList(less) + " unticked"
	}
	if f.Verdict == b.Verdict && say == "Stays "+strings.ToLower(word(b.Verdict)) {
		say += ", with why, who or by when as given here"
	}
	return Fate{Workflow: f, Changes: true, Say: say + "."}
}

// onto gives one workflow the verdict. What a verdict does not ask for stays as it was.
func (b *Bulk) onto(t *workflowThing) {
	t.Verdict = b.Verdict
	switch b.Verdict {
	case models.Keep, models.Redesign:
		for _, id := range b.Outcomes {
			if !slices.Contains(t.outcomes, id) {
				t.outcomes = append(t.outcomes, id)
			}
		}
	case models.Stop, models.OutcomeMissing:
		if b.Clear {
			t.outcomes = nil
		}
		t.VerdictReason, t.why = b.Reason, b.Reason
	}
	if b.Verdict == models.Stop {
		t.carrier, t.VerdictDay = b.Carrier, b.Day
	}
}

func word(verdict string) string {
	for _, v := range Verdicts {
		if v.Value == verdict {
			return v.Label
		}
	}
	return "Undecided"
}

func missingFrom(have, want []*models.Outcome) (list []*models.Outcome) {
	for _, o := range want {
		if !slices.Contains(have, o) {
			list = append(list, o)
		}
	}
	return list
}

func refList(list []*models.Outcome) string {
	refs := make([]string, len(list))
	for i, o := range list {
		refs[i] = o.Ref
	}
	return strings.Join(refs, ", ")
}

// Digest is what somebody has seen of a bulk verdict before they confirm it: when it would do something else by now, they look again.
func Digest(b *Bulk, fates []Fate) string {
	sum := sha256.New()
	fmt.Fprintln(sum, b.Verdict, b.Outcomes, b.Clear, b.Reason, b.Carrier, b.Day)
	for _, f := range fates {
		fmt.Fprintln(sum, f.Ref, f.Say)
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}
