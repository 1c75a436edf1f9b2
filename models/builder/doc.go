// Package builder is how a handoff rule is written: the form of each block, the edits that a page can ask for, recipes, and the way in and
// out as JSON. What a rule says is in models/blocks, what it does in models/automation.
package builder
