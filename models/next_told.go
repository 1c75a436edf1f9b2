package models

import (
	"maps"
	"slices"
	"strings"
)

// aStrategy reads a strategy that came in force.
func (s *story) aStrategy() error {
	if err := s.after(&s.strategy); err != nil {
		return err
	}
	s.is("strategy", s.strategy.Ref, orWords(s.strategy.Title, "The strategy"))
	return nil
}

// nextRows is where the owners of what goes over stand.
var nextRows = map[string]struct{ table, columns string }{
	"outcome":   {"outcomes", "id, owner_person_id, owner_team_id AS team_id"},
	"goal":      {"goals", "id, owner_person_id, team_id"},
	"objective": {"objectives", "id, owner_person_id, team_id"},
	"workflow":  {"workflows", "id, owner_person_id, team_id"},
	"process":   {"processes", "id, owner_person_id, team_id"},
	"rule":      {"rules", "id, owner_person_id, team_id"},
}

// takenOver are those who had something in the strategy before: each is told once, of all of it. The first strategy takes nobody's place, and
// who is asked to read a brief is told so by its edition.
func (s *story) takenOver() ([]addressee, error) {
	if s.strategy.FollowsStrategyID == nil {
		return nil, nil
	}
	chosen, err := s.tx.strategyChoices(s.strategy.ID)
	if err != nil {
		return nil, err
	}
	tree, err := s.tx.Tree()
	if err != nil {
		return nil, err
	}
	lines := map[string][]string{}
	for _, k := range nextKinds {
		of, ids := map[string]*StrategyChoice{}, []string{}
		for _, c := range chosen {
			if c.EntityType == k.key {
				of[c.EntityID], ids = c, append(ids, c.EntityID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		var owned []struct {
			ID                    string
			OwnerPersonID, TeamID *string
		}
		if err := s.tx.DB().Table(nextRows[k.key].table).Select(nextRows[k.key].columns).Where("id IN ?", ids).Order("id").Limit(most).Scan(&owned).Error; err != nil {
			return nil, err
		}
		for _, o := range owned {
			c, people := of[o.ID], []*string{o.OwnerPersonID}
			say := c.Ref + " " + c.Title + " is carried on."
			if c.Choice == LeftOut {
				say = c.Ref + " " + c.Title + " is dropped: " + sentence(c.Reason)
			}
			if o.TeamID != nil && tree.ByID[*o.TeamID] != nil {
				people = append(people, tree.ByID[*o.TeamID].LeadPersonID)
			}
			for _, id := range people {
				if id != nil && *id != "" && !slices.Contains(lines[*id], say) {
					lines[*id] = append(lines[*id], say)
				}
			}
		}
	}
	var out []addressee
	about := &thing{kind: "strategy", ref: s.strategy.Ref, title: s.thing.title}
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		if id <= s.from || len(out) > tellBatch {
			continue
		}
		out = append(out, addressee{id: id, because: "you own or lead what it takes over", say: s.cameInForce() + " " + fewLines(lines[id]), about: about})
	}
	return out, nil
}

// fewLines says what is dropped first, and of the rest how many there are.
func fewLines(list []string) string {
	slices.SortStableFunc(list, func(a, b string) int {
		carried := func(s string) int {
			if strings.HasSuffix(s, " is carried on.") {
				return 1
			}
			return 0
		}
		return carried(a) - carried(b)
	})
	if len(list) > mostTold {
		more := len(list) - mostTold
		list = append(slices.Clone(list[:mostTold]), "And "+counted(more, "one more.", "more."))
	}
	return strings.Join(list, " ")
}

// sentence ends words with a full stop.
func sentence(words string) string {
	if strings.HasSuffix(words, ".") || words == "" {
		return words
	}
	return words + "."
}

func (s *story) cameInForce() string { return "It is in force now." }
