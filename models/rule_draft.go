package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"throughline/models/blocks"
)

// mostRuleEdits is how many edits of a draft can be undone.
const mostRuleEdits = 100

// RuleEdit is one edit of a rule's draft, kept so that it can be undone and done again.
type RuleEdit struct {
	Row
	RuleID   string
	N        int    // rises with each edit
	Said     string // what was done, in words
	Before   string // the draft as it was, with name, owner and team, JSON
	After    string
	PersonID *string
	Undone   bool
}

// ruleFace is what an edit of a rule can change.
type ruleFace struct {
	Name  string          `json:"name"`
	Owner *string         `json:"owner"`
	Team  *string         `json:"team"`
	Draft json.RawMessage `json:"draft"`
}

func (rule *Rule) face() string {
	draft := rule.Draft
	if draft == "" {
		draft = "{}"
	}
	b, err := json.Marshal(ruleFace{rule.Name, rule.OwnerPersonID, rule.TeamID, json.RawMessage(draft)})
	if err != nil {
		panic("models: the draft of a rule is not JSON: " + err.Error()) // only definitions are written there
	}
	return string(b)
}

func (rule *Rule) wear(face string) error {
	var f ruleFace
	if err := json.Unmarshal([]byte(face), &f); err != nil {
		return err
	}
	rule.Name, rule.OwnerPersonID, rule.TeamID, rule.Draft = f.Name, f.Owner, f.Team, string(f.Draft)
	return nil
}

// Definition reads the draft.
func (rule *Rule) Definition() (*blocks.Definition, error) { return blocks.Read([]byte(rule.Draft)) }

// MayWriteRule tells whether this person may edit a rule's draft: executives any, heads and leads those of their teams, authors of the
// alignment too.
func (w Who) MayWriteRule(rule *Rule) bool {
	return w.May(WriteRule, OfTeam(rule.TeamID)) || w.Author && w.SignedIn()
}

// MayStartRule tells whether this person may begin a rule at all.
func (w Who) MayStartRule() bool { return w.Reach(WriteRule) >= Teams || w.Author }

// MayPublishRule tells whether this person may publish, pause and retire a rule: executives any, heads those of their own teams.
func (w Who) MayPublishRule(rule *Rule) bool { return w.May(PublishRule, OfTeam(rule.TeamID)) }

// NoRuleWriter refuses those who may not write a rule.
var NoRuleWriter = NotAllowed("Executives and authors of the alignment write rules; heads and leads do for their teams.")

func (tx *Tx) mustWriteRule(rule *Rule) error {
	switch {
	case !tx.Who.MayWriteRule(rule):
		return NoRuleWriter
	case rule.State == RuleRetired:
		return AgainstRule("This rule is retired. Copy it to go on with it.")
	}
	return nil
}

// StartRule writes a new rule as a draft, for a team or the whole company. It belongs to the strategy in force, if there is one.
func (tx *Tx) StartRule(name string, team *string, d *blocks.Definition) (*Rule, error) {
	rule := &Rule{Name: name, TeamID: team, Draft: d.Write(), DraftRev: 1}
	if tx.Who.SignedIn() {
		rule.OwnerPersonID = tx.actor()
	}
	if !tx.Who.MayStartRule() || !tx.Who.MayWriteRule(rule) {
		return nil, NoRuleWriter
	}
	strategy, _, err := tx.InForce()
	if err != nil {
		return nil, err
	}
	if strategy != nil {
		rule.StrategyID = &strategy.ID
	}
	return rule, tx.AddRule(rule)
}

// Edit is one edit of a draft: what it is called, and what it does to the rule and its definition.
type Edit struct {
	Said string
	Do   func(rule *Rule, d *blocks.Definition) (*blocks.Definition, error)
}

// EditDraft makes an edit of a rule's draft. Rev is the revision that the person had before them: a later one refuses, and says who edited.
func (tx *Tx) EditDraft(rule *Rule, rev int, edit Edit) error {
	if err := tx.mustWriteRule(rule); err != nil {
		return err
	}
	if rev != rule.DraftRev {
		return tx.draftMoved(rule)
	}
	d, err := rule.Definition()
	if err != nil {
		return err
	}
	before, was := *rule, rule.face()
	to, err := edit.Do(rule, d)
	var no blocks.Refusal
	switch {
	case errors.As(err, &no):
		*rule = before
		return AgainstRule(string(no))
	case err != nil:
		return err
	}
	rule.Draft = to.Write()
	if !tx.Who.MayWriteRule(rule) {
		return NotAllowed("A rule of yours is for one of your teams. An executive can make it one for others.")
	}
	is := rule.face()
	if is == was {
		return nil
	}
	if err := tx.saveDraft(&before, rule); err != nil {
		return err
	}
	if err := tx.DB().Where("rule_id = ? AND undone = ?", rule.ID, true).Delete(&RuleEdit{}).Error; err != nil {
		return err
	}
	if err := tx.Insert(&RuleEdit{RuleID: rule.ID, N: rule.DraftRev, Said: edit.Said, Before: was, After: is, PersonID: tx.actor()}); err != nil {
		return err
	}
	return tx.DB().Where("rule_id = ? AND n <= ?", rule.ID, rule.DraftRev-mostRuleEdits).Delete(&RuleEdit{}).Error
}

func (tx *Tx) saveDraft(before, rule *Rule) error {
	rule.DraftRev = before.DraftRev + 1
	return tx.SaveRule(RuleChanged, before, rule)
}

func (tx *Tx) draftMoved(rule *Rule) error {
	by, at, err := tx.SavedBy(rule)
	if err != nil {
		return err
	}
	say := "This rule was edited meanwhile."
	if by != "" {
		say = by + " edited this rule meanwhile."
	}
	return &Refusal{Kind: KindStale, Say: say + " It stands here as it is now; make your edit again if it is still wanted.", By: by, At: at}
}

// EditsOf are the edit that would be undone next and the one that would be done again; nil where there is none.
func (r *Read) EditsOf(rule *Rule) (undo, redo *RuleEdit, err error) {
	last := func(undone bool, order string) (*RuleEdit, error) {
		var list []*RuleEdit
		err := r.DB().Where("rule_id = ? AND undone = ?", rule.ID, undone).Order(order).Limit(1).Find(&list).Error
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return list[0], nil
	}
	if undo, err = last(false, "n DESC"); err != nil {
		return nil, nil, err
	}
	redo, err = last(true, "n")
	return undo, redo, err
}

// UndoEdit takes the last edit of a draft back, whoever made it; again does the last one that was taken back once more.
func (tx *Tx) UndoEdit(rule *Rule, rev int, again bool) (said string, err error) {
	if err := tx.mustWriteRule(rule); err != nil {
		return "", err
	}
	if rev != rule.DraftRev {
		return "", tx.draftMoved(rule)
	}
	edit, redo, err := tx.EditsOf(rule)
	if err != nil {
		return "", err
	}
	from, to := func(e *RuleEdit) string { return e.After }, func(e *RuleEdit) string { return e.Before }
	if again {
		edit, from, to = redo, to, from
	}
	switch {
	case edit == nil && again:
		return "", AgainstRule("There is nothing to do again.")
	case edit == nil:
		return "", AgainstRule("There is nothing to undo.")
	case from(edit) != rule.face():
		return "", AgainstRule("The rule was changed elsewhere since, in step 6 of the alignment perhaps. That edit cannot be undone any more.")
	}
	before := *rule
	if err := rule.wear(to(edit)); err != nil {
		return "", err
	}
	if !tx.Who.MayWriteRule(rule) {
		return "", NotAllowed("Undoing this would make it a rule of a team that is not yours.")
	}
	edit.Undone = !again
	if err := tx.Save(edit); err != nil {
		return "", err
	}
	return edit.Said, tx.saveDraft(&before, rule)
}

// RuleNamed is a short name for a rule out of what it says.
func RuleNamed(d *blocks.Definition, words blocks.Words) string {
	name := strings.TrimSpace(d.Trigger.Says(words).String())
	for _, s := range d.Steps {
		if s.Title != "" {
			return s.Title
		}
	}
	if name == "" {
		return "A new rule"
	}
	return fmt.Sprintf("%s%s", strings.ToUpper(name[:1]), name[1:])
}
