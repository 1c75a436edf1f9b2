package views

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// RuleTrialPage tries a rule: on something that happened or a sample, and its conditions on the last 90 days.
type RuleTrialPage struct {
	Rule      *models.Rule
	Form      *form.Form // which event, which version, which answer to approvals
	Trial     *automation.Trial
	Words     blocks.Words
	Back      *automation.Backtest
	Versions  []string // what each definition that was looked back with is called
	Now       time.Time
	Differing bool // only events are listed for which one would have run and the other not
}

// shown are the events that are listed.
func (v RuleTrialPage) shown() (list []*automation.Past) {
	for _, past := range v.Back.List {
		if !v.Differing || past.Differs() {
			list = append(list, past)
		}
	}
	return list
}

// differ is how many events only one of the versions would have run for.
func (v RuleTrialPage) differ() (n int) {
	for _, only := range v.Back.Only {
		n += only
	}
	return n
}

// onlyWords says how often the others would not have run.
func (v RuleTrialPage) onlyWords(p Page, i int) string {
	if len(v.Versions) < 2 || v.Back.Only[i] == 0 {
		return ""
	}
	other := "the version in force"
	if i == 1 {
		other = "the draft"
	}
	return ", " + say.Count(p.Loc, v.Back.Only[i], "time", "times") + " where " + other + " would not"
}

func thingWords(ref, title string) string { return strings.TrimSpace(ref + " " + title) }

// Happened says what an event was: "O1 First contact, 12 Nov 2026, 10:00, by Ada".
func (p Page) Happened(e *models.Event, ref, title string) string {
	text := thingWords(ref, title)
	if text != "" {
		text += ", "
	}
	text += say.Instant(e.OccurredAt, p.Zone)
	if e.ActorName != "" {
		text += ", by " + e.ActorName
	}
	return text
}

// run is the run of a trial as the page of a run shows one.
func (v RuleTrialPage) run() RunPage {
	return RunPage{RunDetail: v.Trial.Run, Words: v.Words, Now: v.Now, Trial: true}
}

func (v RuleTrialPage) backWords(p Page, i int) string {
	return v.Versions[i] + " would have run " + say.Count(p.Loc, v.Back.Runs[i], "time", "times")
}

// wouldWords tells what a step would do to a thing.
func wouldWords(e *models.RunEffect) string {
	if word := map[string]string{models.DidCreate: "Would make", models.DidReroute: "Would route anew", models.DidTell: "Would tell", "changed": "Would change", "asked": "Would ask", "called": "Would call"}[e.Did]; word != "" {
		return word
	}
	return "Would have " + e.Did
}

// effectThing is the kind of a thing and its name; it is not there, so nothing leads to it.
func effectThing(e *models.RunEffect) string {
	if e.Did == "called" {
		return e.EntityTitle
	}
	kind := say.Upper(strings.ReplaceAll(e.EntityType, "_", " "))
	if e.Did == models.DidCreate {
		return kind + " “" + e.EntityTitle + "”"
	}
	return kind + " " + thingWords(e.EntityRef, e.EntityTitle)
}

func trialBack(rule *models.Rule) string { return link.Rule(rule.Ref, "") }
