package parts

import "strconv"

// Mark of a status: shape, word and colour always go together.
const (
	OnTrack     = "ok"
	AtRisk      = "risk"
	OffTrack    = "off"
	NotMeasured = "none"
)

var statusWords = map[string]string{
	OnTrack: "On track", AtRisk: "At risk", OffTrack: "Off track", NotMeasured: "Not measured",
}

// State is how far a step of the alignment has come.
type State string

// The states of a step. Done is a decision of the person, never a guess. Again means that an earlier step changed since.
const (
	NotStarted State = "todo"
	InProgress State = "progress"
	HasProblem State = "problem"
	Done       State = "done"
	Again      State = "again"
	Shut       State = "shut"
)

// Word is what a state is called on the page; problems counts what the step still refuses.
func (s State) Word(problems int) string {
	switch s {
	case InProgress:
		return "In progress"
	case HasProblem:
		if problems > 1 {
			return strconv.Itoa(problems) + " problems"
		}
		return "1 problem"
	case Done:
		return "Done"
	case Again:
		return "Needs another look"
	case Shut:
		return "Not open yet"
	}
	return "Not started"
}

func (s State) icon() string {
	switch s {
	case InProgress:
		return "progress"
	case HasProblem:
		return "off"
	case Done:
		return "ok"
	case Again:
		return "again"
	case Shut:
		return "lock"
	}
	return "none"
}

func (s State) tone() string {
	switch s {
	case HasProblem:
		return "off"
	case Done:
		return "ok"
	case Again:
		return "risk"
	}
	return "none"
}

// Verdict is one answer to the audit's question about a workflow, as it is stored and as it is shown.
type VerdictWord struct{ Value, Kind, Icon, Word string }

// Verdicts are the answers of the audit, in the order in which they are offered.
var Verdicts = []VerdictWord{
	{"undecided", "none", "none", "Undecided"},
	{"keep", "keep", "ok", "Keep"},
	{"redesign", "redesign", "redesign", "Redesign"},
	{"stop", "stop", "stop", "Stop"},
	{"outcome missing", "missing", "missing", "Outcome missing"},
}

func verdict(value string) VerdictWord {
	for _, v := range Verdicts {
		if v.Value == value {
			return v
		}
	}
	return Verdicts[0]
}
