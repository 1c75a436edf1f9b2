package wizard

import (
	"fmt"

	"throughline/models"
	"throughline/models/form"
)

var handoffStep = Step{
	Key:      "handoff",
	Title:    "Handoff",
	Question: "When a decision is made, who does what by when, without anybody having to ask?",
	Lead:     "Write each defined moment as a rule, and agree the dates on which you look at how it goes.",
	Why:      "A decision that nobody carries on stalls for weeks. A rule carries out a judgment already made, and the calendar brings everybody back to it.",
	Good:     "When an outcome turns off track, create a task for its owner, due in 2 working days, because the leadership decided that every miss gets a plan.",
	Poor:     "Notify everyone about everything. No owner, no deadline, no decision behind it.",
	Needs:    []string{"audit", "goals"},
	sheet:    handoffSheet,
	gaps:     handoffGaps,
	fact:     handoffFact,
	behind:   handoffBehind,
	flags:    handoffFlags,
	acts:     map[string]act{"lock": lockCadence, "unlock": unlockCadence, "restore": restoreRule},
}

// overrideThing is the written reason for going ahead of the audit (R16), kept on the step itself.
type overrideThing struct{ *models.AlignmentStep }

func (t *overrideThing) entity() models.Entity { return t.AlignmentStep }
func (t *overrideThing) copy() thing           { return &overrideThing{clone(t.AlignmentStep)} }
func (t *overrideThing) settle()               {}
func (t *overrideThing) join(*World)           {}
func (t *overrideThing) remove(*models.Tx) error {
	return models.AgainstRule("Clear the reason instead.")
}

func (t *overrideThing) fields(*World) []*form.Field {
	return []*form.Field{form.Line("reason", "Why the rules go ahead of the audit", &t.OverrideReason).Max(500).
		Help("Needed only while step 3 is not done.")}
}

func (t *overrideThing) add(tx *models.Tx, w *World) error {
	if err := tx.Insert(t.AlignmentStep); err != nil {
		return err
	}
	return tx.Emit(models.StepReopened, t.AlignmentStep, nil, t.AlignmentStep)
}

func (t *overrideThing) save(tx *models.Tx, before thing) error {
	if err := tx.Save(t.AlignmentStep); err != nil {
		return err
	}
	return tx.Emit(models.StepReopened, t.AlignmentStep, before.entity(), t.AlignmentStep)
}

func (t *overrideThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.AlignmentStep{}
	found, err := r.AsOf("alignment_step", t.ID, version, was)
	return &overrideThing{was}, found, err
}

// AuditDone tells whether step 3 is done, which publishing rules rests on (R16).
func (w *World) AuditDone() bool {
	st := w.Steps[auditStep.Key]
	return st != nil && st.DoneAt != nil
}

func handoffSheet(w *World, _ Query) *form.Form {
	rules := repeat(w, "rules", "Handoff rules", func() *ruleThing { return bindRule(&models.Rule{}).in(w) }).Adds("Add a rule")
	var list []*ruleThing
	for _, rule := range w.Rules {
		list = append(list, bindRule(rule).in(w))
	}
	cadence := form.Repeat("cadence", "Review cadence", nil)
	for _, c := range w.clocks() {
		t := bindCadence(c)
		cadence.Stored(c.Clock, c.Version, t, t.fields(w))
	}
	groups := []*form.Rows{stored(rules, w, list), cadence}
	if !w.AuditDone() {
		st := w.Steps["handoff"]
		if st == nil {
			st = &models.AlignmentStep{StrategyID: w.Strategy.ID, Step: "handoff"}
		}
		t := &overrideThing{st}
		override := form.Repeat("override", "Ahead of the audit", nil)
		override.Stored("override", st.Version, t, t.fields(w))
		groups = append(groups, override)
	}
	return &form.Form{Rows: groups}
}

func handoffGaps(w *World) (gaps []Gap) {
	if len(w.Rules)+w.CarriedRules == 0 {
		gaps = append(gaps, Gap{Group: "rules", Say: "Write at least one rule: the moment a decision becomes work."})
	}
	for _, rule := range w.Rules {
		gaps = append(gaps, ruleGaps(rule)...)
	}
	if st := w.Steps["handoff"]; !w.AuditDone() && (st == nil || st.OverrideReason == "" && !(w.Live() && st.DoneAt != nil)) {
		gaps = append(gaps, Gap{Group: "override", Row: "override", Key: "reason",
			Say: "Step 3 is not done. Finish the audit first, or say in writing why the rules go ahead of it."})
	}
	return append(gaps, cadenceGaps(w)...)
}

func handoffFlags(w *World) (flags []Flag) {
	owns := map[string]int{}
	for _, rule := range w.Rules {
		owns[text(rule.OwnerPersonID)]++
	}
	for _, rule := range w.Rules {
		if f, left := w.leftFlag(Flag{Group: "rules", Row: rule.ID, Key: "owner", Entity: rule, Name: rule.Name}, rule.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if id := text(rule.OwnerPersonID); id != "" && owns[id] > 5 {
			flags = append(flags, Flag{Group: "rules", Row: rule.ID, Key: "owner", Entity: rule, Code: "owner.many", Name: rule.Name,
				Say: fmt.Sprintf("%s owns %d rules. More than five is more than one person can answer for.", w.Person(&id), owns[id])})
		}
	}
	return flags
}

func handoffFact(w *World) string {
	cadence := "cadence not agreed"
	if w.CadenceLocked() {
		cadence = "cadence agreed"
	}
	if w.CarriedRules > 0 {
		return count(len(w.Rules), "rule") + " of its own, " + fmt.Sprint(w.CarriedRules) + " carried; " + cadence
	}
	if len(w.Rules) == 0 {
		return "No rules yet; " + cadence
	}
	return count(len(w.Rules), "rule") + "; " + cadence
}
