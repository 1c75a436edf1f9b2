package link

import (
	"net/url"
	"strconv"
)

// The paths of handoff rules.
const (
	PathRules           = "/rules"
	PathRuleNew         = "/rules/new"
	PathRule            = "/rules/:ref"
	PathRuleEdits       = "/rules/:ref/edits"
	PathRulePublication = "/rules/:ref/publication"
	PathRuleState       = "/rules/:ref/state"
	PathRuleFile        = "/rules/:ref/file"
	PathRuleImport      = "/rules/import"
	PathRuleImportDone  = "/rules/import/draft"
)

// Rules is one page of the rules that fit a query. It is also where a new one is begun (POST).
func Rules(q url.Values, page int) string { return queried(PathRules, q, page) }

// RuleNew begins a rule: empty, or from a recipe that is shown first, by its key.
func RuleNew(recipe string) string { return with(PathRuleNew, "recipe", recipe) }

// Rule is the page of a rule, where it is built; open is what is open for editing: a block by its key, "when" or "about".
func Rule(ref, open string) string { return with(fill(PathRule, ref), "open", open) }

// RuleEdits makes an edit of a rule's draft (POST).
func RuleEdits(ref string) string { return fill(PathRuleEdits, ref) }

// RulePublication shows what publishing a rule's draft would change, and publishes it (POST).
func RulePublication(ref string) string { return fill(PathRulePublication, ref) }

// RuleState pauses a rule, lets it go on or retires it (POST).
func RuleState(ref string) string { return fill(PathRuleState, ref) }

// RuleFile is a rule as a JSON file: a published version by its number, or the draft where it is 0.
func RuleFile(ref string, version int) string {
	n := ""
	if version > 0 {
		n = strconv.Itoa(version)
	}
	return with(fill(PathRuleFile, ref), "version", n)
}

// RuleImport takes such a file in, and asks what its names mean here (POST).
func RuleImport() string { return PathRuleImport }

// RuleImportDone writes the rule of a file as a draft (POST).
func RuleImportDone() string { return PathRuleImportDone }
