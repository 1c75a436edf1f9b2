package models

import (
	"strings"

	"throughline/models/blocks"
)

// Publication is what goes with a version when it is published.
type Publication struct {
	Note     string // what changed, in the publisher's words
	Override string // why it goes ahead of the audit, where that is not done (R16)
	Flight   string // what becomes of the runs that are under way: FlightFinish, FlightCancel or FlightMove; empty is FlightFinish
}

// VersionsOf lists the published versions of a rule, newest first, at most a hundred.
func (r *Read) VersionsOf(rule *Rule) ([]*RuleVersion, error) {
	var list []*RuleVersion
	err := r.DB().Where("rule_id = ?", rule.ID).Order("n DESC").Limit(100).Find(&list).Error
	return list, err
}

// VersionOf finds one version of a rule by its number.
func (r *Read) VersionOf(rule *Rule, n int) (*RuleVersion, error) {
	return one("This version", func() ([]*RuleVersion, error) {
		return found[*RuleVersion](r.DB().Where("rule_id = ? AND n = ?", rule.ID, n))
	})
}

// PublishedOf is the version that runs follow; nil when there is none.
func (r *Read) PublishedOf(rule *Rule) (*RuleVersion, error) {
	if rule.VersionID == nil {
		return nil, nil
	}
	return one("This version", func() ([]*RuleVersion, error) {
		return found[*RuleVersion](r.DB().Where("id = ?", *rule.VersionID))
	})
}

// PublishRule writes the draft as an immutable version, which new runs follow from now on. Runs under way keep theirs. The checks of what it
// says come before, in package builder.
func (tx *Tx) PublishRule(rule *Rule, d *blocks.Definition, p Publication) (*RuleVersion, error) {
	if err := tx.mustPublishRule(rule); err != nil {
		return nil, err
	}
	if rule.OwnerPersonID == nil {
		return nil, AgainstRuleAt("owner", "Name the owner of the rule.")
	}
	list, err := tx.VersionsOf(rule)
	if err != nil {
		return nil, err
	}
	v := &RuleVersion{RuleID: rule.ID, N: 1, Definition: d.Write(), OwnerPersonID: rule.OwnerPersonID, PublisherPersonID: tx.actor(), OverrideReason: p.Override, Note: p.Note}
	if len(list) > 0 {
		v.N = list[0].N + 1
	}
	if d.DecisionID != "" {
		v.DecisionID = &d.DecisionID
	}
	if err := tx.Insert(v); err != nil {
		return nil, err
	}
	before := *rule
	rule.VersionID, rule.TriggerType, rule.State, rule.PublisherPersonID, rule.PausedReason = &v.ID, d.Trigger.Type, RulePublished, tx.actor(), ""
	return v, tx.SaveRule(RulePublishedNow, &before, rule)
}

func (tx *Tx) mustPublishRule(rule *Rule) error {
	switch {
	case !tx.Who.MayPublishRule(rule):
		return NotAllowed("Executives publish, pause and retire rules; heads of departments do for their own teams.")
	case rule.State == RuleRetired:
		return AgainstRule("This rule is retired.")
	}
	return nil
}

// MoveRule pauses a published rule with a reason, lets a paused one go on, or retires one. A paused rule starts no runs; those under way go on.
func (tx *Tx) MoveRule(rule *Rule, state, reason string) error {
	if err := tx.mustPublishRule(rule); err != nil {
		return err
	}
	before, reason := *rule, strings.TrimSpace(reason)
	var kind EventType
	switch {
	case state == RulePaused && rule.State == RulePublished:
		if reason == "" {
			return AgainstRuleAt("reason", "Say in a sentence why it is paused.")
		}
		kind, rule.PausedReason = RuleHalted, reason
	case state == RulePublished && rule.State == RulePaused:
		kind, rule.PausedReason, rule.PublisherPersonID = RuleResumed, "", tx.actor()
	case state == RuleRetired:
		kind, rule.TriggerType = RuleRetiredNow, ""
	default:
		return AgainstRule("The rule is " + rule.State + ". That does not fit any more.")
	}
	rule.State = state
	return tx.SaveRule(kind, &before, rule)
}
