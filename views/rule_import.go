package views

import (
	"strconv"

	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
	"throughline/models/rulefile"
	"throughline/views/say"
)

// RuleImportPage asks for the file of a rule.
type RuleImportPage struct {
	Form  *form.Form
	Wrong string // what is wrong with the file that was sent
}

func (v RuleImportPage) problems() []form.Problem {
	if v.Wrong != "" {
		return []form.Problem{{ID: "file", Say: v.Wrong}}
	}
	return v.Form.Problems()
}

// RuleMappingPage asks what each name of a file is here.
type RuleMappingPage struct {
	*rulefile.Mapping
	World   *automation.World
	Carried string // the file, sent on with the answers
}

// preview is the rule of the file with what is chosen by now.
func (v RuleMappingPage) preview() RuleNewPage {
	return RuleNewPage{World: v.World, Draft: v.Definition()}
}

func (v RuleMappingPage) moment() blocks.Sentence {
	d := v.Definition()
	return d.Trigger.Says(v.World.In(d)).Upper()
}

// from says where a file comes from.
func (v RuleMappingPage) from() string {
	words := "It comes from a draft"
	if n := v.File.Version; n > 0 {
		words = "It comes from version " + strconv.Itoa(n)
	}
	if v.File.Ref != "" {
		words += " of " + say.Clip(v.File.Ref, 20) + " elsewhere"
	}
	return words
}

// found says what a name of the file is here.
func (v RuleMappingPage) found(p Page, m *rulefile.Match) string {
	words := "Nothing here has this name. Choose what is meant, or leave it open."
	switch {
	case m.Found:
		words = "Found here by its name. Choose another one where that is not meant."
	case m.Kind == "process_step" && m.For == "":
		words = "Its steps can be chosen once the process is."
	}
	if m.Places > 1 {
		words += " The rule names it " + say.Count(p.Loc, m.Places, "time", "times") + "."
	}
	return words
}
