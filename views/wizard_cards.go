package views

import (
	"strings"

	"throughline/models/form"
)

// place is where a field stands on a card of twelve columns. Banded fields are asked only for a band, straight ones only without.
type place struct {
	key, span        string
	banded, straight bool
}

var layouts = map[string][]place{
	"goal": {
		{key: "title", span: "s12"}, {key: "outcomes", span: "s12"}, {key: "owner", span: "s4"}, {key: "team", span: "s4"}, {key: "due", span: "s4"},
		{key: "measure", span: "s8"}, {key: "direction", span: "s4"}, {key: "baseline", span: "s4"}, {key: "target", span: "s4"}, {key: "unit", span: "s4"},
	},
	"objective": {
		{key: "title", span: "s12"}, {key: "goals", span: "s12"}, {key: "team", span: "s4"}, {key: "owner", span: "s8"}, {key: "start", span: "s4"}, {key: "due", span: "s4"},
		{key: "measure", span: "s8"}, {key: "direction", span: "s4"}, {key: "baseline", span: "s4"}, {key: "target", span: "s4"}, {key: "unit", span: "s4"}, {key: "kept", span: "s12"},
	},
	"rule": {
		{key: "trigger", span: "s6"}, {key: "do", span: "s3"}, {key: "receiver", span: "s3"}, {key: "title", span: "s12"},
		{key: "days", span: "s4"}, {key: "owner", span: "s8"}, {key: "decision", span: "s12"},
	},
}

// rowSentence says in one line what a folded card holds.
func rowSentence(p WizardStep, row *form.Row, what string) string {
	if row.New {
		return ""
	}
	var say []string
	add := func(before, key string) {
		if f := row.Field(key); f != nil && f.Answer() != form.NotAnswered {
			say = append(say, before+f.Answer())
		}
	}
	switch what {
	case "goal", "objective":
		add("by ", "due")
		add("\u00b7 ", "owner")
	case "rule":
		if t, ok := row.Of.(interface{ Sentence() string }); ok {
			say = append(say, t.Sentence())
		}
		add("\u00b7 ", "owner")
	}
	return strings.Join(say, " ")
}
