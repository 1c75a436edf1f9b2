package models

import (
	"cmp"
	"slices"

	"throughline/models/blocks"
)

// SecretUse is one place that needs a secret.
type SecretUse struct {
	Rule   *Rule  // nil where it is a hook
	Runs   int    // runs of the rule under way by an earlier version that needs it
	Draft  bool   // only its draft names it
	Hook   string // its name
	HookID string
	Hidden bool // it belongs to a draft that is not for this person
	Holds  bool // the secret cannot be deleted meanwhile
}

// Words names the place.
func (u SecretUse) Words() string {
	if u.Hidden {
		return "a rule of a draft that you may not read"
	}
	if u.Rule == nil {
		return "the hook “" + u.Hook + "”"
	}
	return "rule " + u.Rule.Ref + " “" + u.Rule.Name + "”"
}

// Mend says what has to be done before the secret can go.
func (u SecretUse) Mend() string {
	switch {
	case u.Rule == nil:
		return "Choose another secret there first."
	case u.Runs > 0:
		return "Wait until its runs that need it are over, or cancel them."
	}
	return "Choose another secret in the rule and publish that, or retire the rule."
}

// SecretUses says where each of some secrets is used: in rules and by hooks.
func (r *Read) SecretUses(list []*HookSecret) (map[string][]SecretUse, error) {
	uses := map[string][]SecretUse{}
	if len(list) == 0 {
		return uses, nil
	}
	known := map[string]bool{}
	for _, s := range list {
		known[s.ID] = true
	}
	named := func(definition string) (ids []string) {
		d, err := blocks.Read([]byte(definition))
		if err != nil {
			return nil
		}
		d.Walk(func(s *blocks.Step, _ []*blocks.Step) {
			if s.Hook != nil && known[s.Hook.Secret] && !slices.Contains(ids, s.Hook.Secret) {
				ids = append(ids, s.Hook.Secret)
			}
		})
		return ids
	}
	const calls = `%"hook":%`
	rules, err := found[*Rule](r.DB().Where("removed_at IS NULL AND state <> ? AND (draft LIKE ? OR version_id IN (?))", RuleRetired, calls,
		r.DB().Model(&RuleVersion{}).Select("id").Where("definition LIKE ?", calls)).Order("name, id"))
	if err != nil {
		return nil, err
	}
	var versions []string
	for _, rule := range rules {
		if rule.VersionID != nil {
			versions = append(versions, *rule.VersionID)
		}
	}
	under, err := r.callsUnderWay(calls)
	if err != nil {
		return nil, err
	}
	for id := range under {
		versions = append(versions, id)
	}
	rows, err := found[*RuleVersion](r.DB().Where("id IN ?", versions))
	if err != nil {
		return nil, err
	}
	at, byRule := map[string]*RuleVersion{}, map[string]*Rule{}
	for _, v := range rows {
		at[v.ID] = v
	}
	for _, rule := range rules {
		byRule[rule.ID] = rule
		published := []string{}
		if rule.VersionID != nil && at[*rule.VersionID] != nil {
			published = named(at[*rule.VersionID].Definition)
		}
		for _, id := range published {
			uses[id] = append(uses[id], SecretUse{Rule: rule, Holds: true})
		}
		for _, id := range named(rule.Draft) {
			if !slices.Contains(published, id) {
				uses[id] = append(uses[id], SecretUse{Rule: rule, Draft: true})
			}
		}
	}
	for _, v := range rows {
		n := under[v.ID]
		rule := byRule[v.RuleID]
		if n == 0 || rule != nil && rule.VersionID != nil && *rule.VersionID == v.ID {
			continue
		}
		if rule == nil {
			if rule, err = r.RuleByID(v.RuleID); err != nil {
				return nil, err
			}
		}
		for _, id := range named(v.Definition) {
			uses[id] = append(uses[id], SecretUse{Rule: rule, Runs: n, Holds: true})
		}
	}
	hooks, err := found[*Webhook](r.DB().Select("id", "name", "secret_id").Where("secret_id IS NOT NULL AND removed_at IS NULL").Order("name, id"))
	if err != nil {
		return nil, err
	}
	for _, w := range hooks {
		if known[*w.SecretID] {
			uses[*w.SecretID] = append(uses[*w.SecretID], SecretUse{Hook: w.Name, HookID: w.ID, Holds: true})
		}
	}
	if err := r.hideUses(uses); err != nil {
		return nil, err
	}
	for id := range uses {
		slices.SortStableFunc(uses[id], func(a, b SecretUse) int { return cmp.Compare(a.Words(), b.Words()) })
	}
	return uses, nil
}

// hideUses marks the rules that this person may not know of.
func (r *Read) hideUses(uses map[string][]SecretUse) error {
	var ids []string
	for _, list := range uses {
		for _, u := range list {
			if u.Rule != nil {
				ids = append(ids, u.Rule.ID)
			}
		}
	}
	hidden, err := r.hiddenThings("rule", ids)
	for _, list := range uses {
		for i := range list {
			list[i].Hidden = list[i].Rule != nil && hidden[list[i].Rule.ID]
		}
	}
	return err
}

// callsUnderWay counts the runs that are not over by those versions that make calls.
func (r *Read) callsUnderWay(calls string) (map[string]int, error) {
	var groups []struct {
		RuleVersionID string
		N             int
	}
	err := r.DB().Model(&Run{}).Select("rule_version_id, COUNT(*) AS n").
		Where("state IN ? AND rule_version_id IN (?)", liveRuns, r.DB().Model(&RuleVersion{}).Select("id").Where("definition LIKE ?", calls)).
		Group("rule_version_id").Limit(most).Scan(&groups).Error
	under := map[string]int{}
	for _, g := range groups {
		under[g.RuleVersionID] = g.N
	}
	return under, err
}
