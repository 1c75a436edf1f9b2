package wizard

import (
	"fmt"
	"strings"

	"throughline/models"
)

func auditGaps(w *World) (gaps []Gap) {
	if len(w.Workflows) == 0 {
		return []Gap{{Group: "workflows", Say: "List at least one workflow: something a team does today."}}
	}
	for _, f := range w.Workflows {
		if _, dropped := w.Dropped[f.ID]; dropped {
			continue
		}
		miss := func(key, say string, wrong bool) {
			gaps = append(gaps, Gap{Group: "workflows", Row: f.ID, Key: key, Name: f.Name, Say: say, Wrong: wrong})
		}
		if f.Name == "" {
			miss("name", "Name the workflow.", false)
		}
		effortGaps(f, miss)
		mapped := len(w.maps(f)) > 0
		switch f.Verdict {
		case models.Undecided, "":
			miss("verdict", "Give a verdict.", false)
		case models.Keep, models.Redesign:
			if !mapped {
				miss("verdict", "It moves no outcome. Tick the outcome it moves, or choose stop or outcome missing.", true)
			}
		case models.Stop, models.OutcomeMissing:
			if mapped {
				miss("verdict", "It moves an outcome. Choose keep or redesign, or clear the outcome.", true)
			}
		}
		if f.Verdict == models.Stop {
			stopGaps(f, miss)
		}
		if f.Verdict == models.OutcomeMissing && f.VerdictReason == "" {
			miss("reason", "Say in one sentence which result is missing from the outcomes.", false)
		}
	}
	return gaps
}

// effortGaps names numbers that no effort can have. An effort that nobody knows is no gap.
func effortGaps(f *models.Workflow, miss func(key, say string, wrong bool)) {
	for _, n := range []struct {
		key, name string
		at        *float64
	}{{"hours", "Hours a week", f.Hours}, {"times", "How often", f.Times}, {"minutes", "Minutes each time", f.Minutes}, {"attendees", "People each time", f.Attendees}} {
		if n.at != nil && (*n.at < 0 || *n.at > mostEffort) {
			miss(n.key, n.name+": give a number from 0 to 100,000.", true)
		}
	}
	for _, l := range f.Outcomes {
		if l.Weight != nil && (*l.Weight < 0 || *l.Weight > mostWeight) {
			miss("weight-"+l.OutcomeID, "Give a weight from 0 to 100.", true)
		}
	}
}

// The most a number of an effort and a weight may be.
const (
	mostEffort = 100_000
	mostWeight = 100
)

func stopGaps(f *models.Workflow, miss func(key, say string, wrong bool)) {
	if f.VerdictReason == "" {
		miss("reason", "Say in one sentence why this can stop.", false)
	}
	if f.VerdictPersonID == nil {
		miss("carrier", "Name who winds it down.", false)
	}
	if f.VerdictDay == "" {
		miss("day", "Say by when it has stopped.", false)
	}
}

func auditFlags(w *World) (flags []Flag) {
	all := len(w.Outcomes)
	for _, f := range w.Workflows {
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "workflows", Row: f.ID, Key: key, Entity: f, Code: code, Say: say, Name: f.Name})
		}
		if f, left := w.leftFlag(Flag{Group: "workflows", Row: f.ID, Key: "outcomes", Entity: f, Name: f.Name}, f.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if why, dropped := w.Dropped[f.ID]; dropped {
			flag("outcomes", "workflow.dropped", "It is dropped with the strategy in force: "+why+" It stops when this one comes in force, so it needs no verdict here.")
			continue
		}
		mapped := len(w.maps(f))
		if mapped == 0 && (f.Verdict == models.Undecided || f.Verdict == "") && all > 0 {
			flag("outcomes", "workflow.unmapped", "Maps to no outcome. Can it stop, or is an outcome missing?")
		}
		if all > 2 && mapped == all {
			flag("outcomes", "workflow.all", "All outcomes are ticked. If it moves everything, which one would it move first?")
		}
		if f.OwnerPersonID == nil {
			flag("outcomes", "workflow.owner", "Nobody owns it yet. Open it to name an owner.")
		}
		if _, known := models.WeeklyHours(f); !known && !saidUnknown(f) {
			flag("outcomes", "workflow.effort", "Its effort is not known, so it counts in no hours.")
		}
	}
	return flags
}

// SaidUnknown is what a team types for an effort that nobody knows: an answer too, and asked about no more.
const SaidUnknown = "unknown"

func saidUnknown(f *models.Workflow) bool {
	return f.Hours == nil && strings.EqualFold(strings.TrimSpace(f.EffortText), SaidUnknown)
}

func auditFact(w *World) string {
	if len(w.Workflows) == 0 {
		return "No workflows listed yet"
	}
	return fmt.Sprintf("%d of %d workflows have a verdict", w.decided(), len(w.Workflows))
}
