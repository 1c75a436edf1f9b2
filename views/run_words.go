package views

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/views/say"
)

// runTone is the mark and the sign of a run's state.
func runTone(state string) (mark, icon string) {
	switch state {
	case models.RunDone:
		return "ok", "ok"
	case models.RunFailed:
		return "off", "off"
	case models.RunBlocked:
		return "risk", "stop"
	case models.RunCancelled:
		return "none", "close"
	case models.RunRunning:
		return "redesign", "progress"
	case models.RunWaiting, models.RunQueued:
		return "none", "clock"
	}
	return "none", "none"
}

// stepTone is the mark, the sign and the word of a block in a run; for one that the run has not come to there is a word too.
func stepTone(s *models.BlockRun, live bool) (mark, icon, word string) {
	if s == nil {
		if live {
			return "none", "none", "Not reached yet"
		}
		return "none", "none", "Not taken"
	}
	switch s.State {
	case models.RunStepDone:
		return "ok", "ok", "Done"
	case models.RunStepFailed:
		return "off", "off", "Failed"
	case models.RunStepWaiting:
		return "none", "clock", "Waiting"
	case models.RunStepSkipped:
		return "none", "none", "Left out"
	}
	if s.Error != "" {
		return "risk", "again", "Failed, tried again"
	}
	return "redesign", "progress", "Next"
}

func runTitle(v *models.RunNow) string {
	if about := runAbout(v); about != "" {
		return v.Rule + ": " + about
	}
	return v.Rule
}

// runAbout is what a run is about, in words.
func runAbout(v *models.RunNow) string {
	if v.Hidden {
		return "Something that you may not see"
	}
	return strings.TrimSpace(v.EntityRef + " " + v.EntityTitle)
}

// took says how long something took.
func took(d time.Duration) string {
	count := func(n int, one string) string { return blocks.Count(n, one) }
	switch {
	case d < time.Second:
		return "under a second"
	case d < 90*time.Second:
		return count(int(d.Seconds()), "second")
	case d < 90*time.Minute:
		return count(int(d.Minutes()), "minute")
	case d < 36*time.Hour:
		return count(int(d.Hours()), "hour")
	}
	return count(int(d.Hours()/24), "day")
}

// condition is one row as people read it.
func condition(w blocks.Words, s blocks.Seen) string {
	field, op := w.Field(s.Field), w.Operator(s.Field, s.Op)
	if field == "" {
		field = s.Field
	}
	if op == "" {
		op = s.Op
	}
	values := make([]string, len(s.Values))
	for i, value := range s.Values {
		if values[i] = w.Value(s.Field, value); values[i] == "" {
			values[i] = value
		}
	}
	return say.Upper(strings.TrimSpace(field + " " + op + " " + strings.Join(values, ", ")))
}

func joinWords(j blocks.Join) string {
	switch j {
	case blocks.Any:
		return "Any of these"
	case blocks.None:
		return "None of these"
	}
	return "All of these"
}

func metWords(s blocks.Seen) string {
	if s.Why != "" {
		return s.Why
	}
	if s.Met == "" {
		return "Empty"
	}
	return s.Met
}

// didWords tells what a step did to a thing.
func didWords(e *models.RunEffect) string {
	switch e.Did {
	case models.DidCreate:
		return "Made"
	case models.DidReroute:
		return "Routed anew"
	case models.DidTell:
		return "Told"
	case "changed":
		return "Changed"
	case "asked":
		return "Asked"
	case "called":
		return "Called"
	}
	return say.Upper(e.Did)
}

// tryWords says what a server outside answered to a try, and how soon; empty where nobody outside was asked.
func tryWords(a *models.StepAttempt) string {
	switch {
	case a.Code != 0:
		return ", status " + itoa(a.Code) + " after " + itoa(a.Ms) + " ms"
	case a.Ms > 0:
		return ", no answer in " + itoa(a.Ms) + " ms"
	}
	return ""
}

func effectName(e *models.RunEffect) string {
	if e.Did == models.DidTell && e.EntityTitle != "" {
		return e.EntityTitle
	}
	if name := strings.TrimSpace(e.EntityRef + " " + e.EntityTitle); name != "" {
		return name
	}
	return "Something that you may not see"
}
