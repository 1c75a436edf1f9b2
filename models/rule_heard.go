package models

import (
	"strings"

	"throughline/models/blocks"
)

// mostRules bounds how many rules are looked at for one event.
const mostRules = 5000

// dispatchLater has rules looked at for an event, in the transaction of the event, when one that is published listens for it. What comes
// in with an import starts nothing.
func (tx *Tx) dispatchLater(e *Event) error {
	if tx.hushed {
		return nil
	}
	if e.EntityType == "rule" && e.EntityVersion > 0 {
		if err := tx.planLater(e); err != nil {
			return err
		}
	}
	heard, err := tx.heard([]string{e.Type})
	if err != nil || len(heard) == 0 {
		return err
	}
	return tx.Enqueue(&Work{Key: "rules:" + e.ID, Kind: DispatchEvent, Ref: e.ID})
}

// heard keeps of some events those that a published rule listens for.
func (tx *Tx) heard(types []string) (list []string, err error) {
	if tx.hushed {
		return nil, nil
	}
	if tx.hears == nil || *tx.touched&partRhythm != 0 {
		if tx.hears, err = held(&tx.Read, "events that rules hear", partRhythm, tx.readHeard); err != nil {
			return nil, err
		}
	}
	for _, t := range types {
		if tx.hears[t] {
			list = append(list, t)
		}
	}
	return list, nil
}

// planLater has the calendar looked at when a rule with a schedule was published or taken up again.
func (tx *Tx) planLater(e *Event) error {
	var n int64
	err := tx.DB().Model(&Rule{}).Where("id = ? AND trigger_type = ? AND state = ?", e.EntityID, blocks.OnSchedule, RulePublished).Count(&n).Error
	if err != nil || n == 0 {
		return err
	}
	return tx.Enqueue(&Work{Key: "plan:" + e.ID, Kind: PlanSchedules})
}

// readHeard lists the events that start a published rule, or that a run of any version may wait for.
func (r *Read) readHeard() (map[string]bool, error) {
	heard := map[string]bool{}
	var triggers, waiting []string
	if err := r.DB().Model(&Rule{}).Distinct("trigger_type").Where("state = ? AND removed_at IS NULL", RulePublished).Limit(mostRules).Pluck("trigger_type", &triggers).Error; err != nil {
		return nil, err
	}
	for _, t := range triggers {
		heard[eventOf(t)] = true
	}
	if err := r.DB().Model(&RuleVersion{}).Where(`definition LIKE '%"event":"%'`).Order("created_at DESC").Limit(mostRules).Pluck("definition", &waiting).Error; err != nil {
		return nil, err
	}
	for _, text := range waiting {
		d, err := blocks.Read([]byte(text))
		if err != nil {
			continue
		}
		d.Walk(func(s *blocks.Step, _ []*blocks.Step) {
			if s.Wait != nil && s.Wait.Event != "" {
				heard[eventOf(s.Wait.Event)] = true
			}
		})
	}
	return heard, nil
}

// Listener is a published rule with the version that runs.
type Listener struct {
	RuleID        string
	RuleVersionID string
	Ref           string
	Name          string
	TriggerType   string
}

// Listeners gives the published rules whose trigger is one of some, oldest first. They are read anew only after some rule was changed.
func (r *Read) Listeners(triggers []string) ([]Listener, error) {
	return held(r, "listeners "+strings.Join(triggers, " "), partRhythm, func() (list []Listener, err error) {
		err = r.DB().Model(&Rule{}).Select("id AS rule_id, version_id AS rule_version_id, ref, name, trigger_type").
			Where("trigger_type IN ? AND state = ? AND version_id IS NOT NULL AND removed_at IS NULL", triggers, RulePublished).Order("id").Limit(mostRules).Scan(&list).Error
		return list, err
	})
}

// VersionByID finds one published wording of a rule.
func (r *Read) VersionByID(id string) (*RuleVersion, error) {
	return one("This version", func() ([]*RuleVersion, error) { return found[*RuleVersion](r.DB().Where("id = ?", id)) })
}

// DefinitionsOf gives some versions with what they say.
func (r *Read) DefinitionsOf(versionIDs []string) (list []*RuleVersion, err error) {
	if len(versionIDs) == 0 {
		return nil, nil
	}
	err = r.DB().Where("id IN ?", versionIDs).Limit(mostRules).Find(&list).Error
	return list, err
}

// PauseRule has a rule start nothing any more, until somebody publishes or resumes it, and tells its owner why.
func (tx *Tx) PauseRule(ruleID, why string) error {
	rule, err := tx.RuleByID(ruleID)
	if err != nil || rule.State != RulePublished {
		return err
	}
	before := *rule
	rule.State, rule.PausedReason = RulePaused, why
	return tx.SaveRule(RuleHalted, &before, rule)
}

// PublishedRules gives the rules that run, with their versions by id.
func (r *Read) PublishedRules() (rules []*Rule, versions map[string]*RuleVersion, err error) {
	if err := r.DB().Where("state = ? AND version_id IS NOT NULL AND removed_at IS NULL", RulePublished).Order("id").Limit(mostRules).Find(&rules).Error; err != nil {
		return nil, nil, err
	}
	ids := make([]string, len(rules))
	for i, rule := range rules {
		ids[i] = *rule.VersionID
	}
	var list []*RuleVersion
	err = r.DB().Where("id IN ?", ids).Limit(mostRules).Find(&list).Error
	versions = map[string]*RuleVersion{}
	for _, v := range list {
		versions[v.ID] = v
	}
	return rules, versions, err
}
