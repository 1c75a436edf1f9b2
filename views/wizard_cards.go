package views

// place is where a field stands on a card of twelve columns. Banded fields are asked only for a band, straight ones only without.
type place struct {
	key, span        string
	banded, straight bool
}

var layouts = map[string][]place{
	"goal": {
		{key: "title", span: "s12"}, {key: "outcomes", span: "s12"}, {key: "owner", span: "s4"}, {key: "team", span: "s4"}, {key: "due", span: "s4"},
		{key: "measure", span: "s8"}, {key: "direction", span: "s4"}, {key: "baseline", span: "s4"}, {key: "target", span: "s4"}, {key: "unit", span: "s4"}, {key: "why", span: "s12"},
	},
	"objective": {
		{key: "title", span: "s12"}, {key: "goals", span: "s12"}, {key: "team", span: "s4"}, {key: "owner", span: "s8"}, {key: "start", span: "s4"}, {key: "due", span: "s4"},
		{key: "measure", span: "s8"}, {key: "direction", span: "s4"}, {key: "baseline", span: "s4"}, {key: "target", span: "s4"}, {key: "unit", span: "s4"}, {key: "kept", span: "s12"}, {key: "why", span: "s12"},
	},
	"rule": {
		{key: "trigger", span: "s6"}, {key: "outcome", span: "s6"}, {key: "do", span: "s4"}, {key: "receiver", span: "s4"}, {key: "team", span: "s4"}, {key: "title", span: "s12"},
		{key: "days", span: "s4"}, {key: "owner", span: "s8"}, {key: "decision", span: "s12"},
	},
}
