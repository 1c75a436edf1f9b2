package models

import (
	"net/url"
	"strings"
	"time"

	"gorm.io/gorm"

	"throughline/models/blocks"
)

// RuleByRef finds one rule that this person may know of.
func (r *Read) RuleByRef(ref string) (*Rule, error) {
	return one("This rule", func() ([]*Rule, error) {
		return found[*Rule](r.visible(r.DB().Where("ref = ? AND removed_at IS NULL", ref)))
	})
}

// RuleQuery is how the list of rules is narrowed. It is kept in the page's address.
type RuleQuery struct {
	Words string // in its name or what it says
	Team  string // reference; with the teams below it
	State string // a state, or empty for all that are not retired
	Whose string // "mine": those one answers for
	Start string // a trigger
}

// ReadRuleQuery reads it from an address.
func ReadRuleQuery(v url.Values) RuleQuery {
	return RuleQuery{Words: strings.TrimSpace(v.Get("q")), Team: v.Get("team"), State: v.Get("state"), Whose: v.Get("whose"), Start: v.Get("start")}
}

// Values are how the query stands in an address; what is empty is left out.
func (q RuleQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"q": q.Words, "team": q.Team, "state": q.State, "whose": q.Whose, "start": q.Start} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// RuleNow is a rule as a list shows it.
type RuleNow struct {
	*Rule
	Owner   string // name; empty for nobody
	N       int    // of its published version; 0 when there is none
	Edited  bool   // its draft is not what runs
	Says    *blocks.Definition
	Draft   *blocks.Definition
	Broken  string // why the draft cannot be read; empty when it can
	Team    string
	TeamRef string

	LastRunAt *time.Time // nil when it never ran
}

// RulesFound gives one page of the rules that fit, those that run first, and how many fit.
func (r *Read) RulesFound(q RuleQuery, from, count int) ([]*RuleNow, int64, error) {
	fit, err := r.fittingRules(q)
	if err != nil {
		return nil, 0, err
	}
	var rows []*Rule
	var all int64
	if err := fit().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	const order = "CASE state WHEN 'paused' THEN 0 WHEN 'published' THEN 1 WHEN 'draft' THEN 2 ELSE 3 END, name, id"
	if err := fit().Order(order).Offset(from).Limit(count).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	list, err := r.rulesNow(rows)
	return list, all, err
}

func (r *Read) fittingRules(q RuleQuery) (func() *gorm.DB, error) {
	var teams []string
	if q.Team != "" {
		team, err := r.TeamByRef(q.Team)
		if err != nil {
			return nil, err
		}
		tree, err := r.sharedTree()
		if err != nil {
			return nil, err
		}
		teams = tree.Under(team.ID)
	}
	return func() *gorm.DB {
		g := r.visible(r.DB().Model(&Rule{}).Where("removed_at IS NULL"))
		if q.State != "" {
			g = g.Where("state = ?", q.State)
		} else {
			g = g.Where("state <> ?", RuleRetired)
		}
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if q.Whose == "mine" {
			g = g.Where("owner_person_id = ?", r.Who.PersonID)
		}
		if q.Start != "" {
			g = g.Where("trigger_type = ?", q.Start)
		}
		if q.Words != "" {
			like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(q.Words)) + "%"
			g = g.Where(`LOWER(name) LIKE ? ESCAPE '\' OR LOWER(draft) LIKE ? ESCAPE '\' OR LOWER(ref) LIKE ? ESCAPE '\'`, like, like, like)
		}
		return g
	}, nil
}

// rulesNow adds owners, teams and what is published, in a fixed number of queries.
func (r *Read) rulesNow(rows []*Rule) ([]*RuleNow, error) {
	var owners []*string
	versions := []string{}
	for _, rule := range rows {
		if owners = append(owners, rule.OwnerPersonID); rule.VersionID != nil {
			versions = append(versions, *rule.VersionID)
		}
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	published, err := found[*RuleVersion](r.DB().Where("id IN ?", versions))
	if err != nil {
		return nil, err
	}
	at := map[string]*RuleVersion{}
	for _, v := range published {
		at[v.ID] = v
	}
	ids := make([]string, len(rows))
	for i, rule := range rows {
		ids[i] = rule.ID
	}
	ran, err := r.LastRuns(ids)
	if err != nil {
		return nil, err
	}
	list := make([]*RuleNow, len(rows))
	for i, rule := range rows {
		now := &RuleNow{Rule: rule}
		if last, has := ran[rule.ID]; has {
			now.LastRunAt = &last
		}
		if now.Draft, err = rule.Definition(); err != nil {
			now.Broken, now.Draft = err.Error(), &blocks.Definition{}
		}
		now.Says = now.Draft
		if rule.VersionID != nil && at[*rule.VersionID] != nil {
			v := at[*rule.VersionID]
			if d, err := blocks.Read([]byte(v.Definition)); err == nil {
				now.N, now.Says, now.Edited = v.N, d, d.Write() != now.Draft.Write()
			}
		}
		if rule.OwnerPersonID != nil && people[*rule.OwnerPersonID] != nil {
			now.Owner = people[*rule.OwnerPersonID].Name
		}
		if rule.TeamID != nil && tree.ByID[*rule.TeamID] != nil {
			now.Team, now.TeamRef = tree.ByID[*rule.TeamID].Name, tree.ByID[*rule.TeamID].Ref
		}
		list[i] = now
	}
	return list, nil
}

// RulePage is one rule as a list shows it.
func (r *Read) RulePage(ref string) (*RuleNow, error) {
	rule, err := r.RuleByRef(ref)
	if err != nil {
		return nil, err
	}
	list, err := r.rulesNow([]*Rule{rule})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// RuleNames are the names of rules by their ids, with their references, as one picks them.
func (r *Read) RuleNames() ([]*Rule, error) {
	var list []*Rule
	err := r.visible(r.DB().Model(&Rule{}).Select("id", "ref", "name", "state").Where("removed_at IS NULL")).Order("name, id").Limit(most).Find(&list).Error
	return list, err
}

// AcceptedDecisions are the newest accepted decisions, which rules can carry out.
func (r *Read) AcceptedDecisions() ([]*Decision, error) {
	var list []*Decision
	err := r.DB().Where("state = ? AND removed_at IS NULL", DecisionAccepted).Order("accepted_at DESC, id").Limit(300).Find(&list).Error
	return list, err
}
