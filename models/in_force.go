package models

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// InForce gives the company's strategy in force and its intent; both nil while there is none.
func (r *Read) InForce() (*Strategy, *Intent, error) {
	s, err := heldRows(r, "strategy in force", partStrategy, func() (s []*Strategy, err error) {
		err = r.DB().Where("kind = ? AND state = ?", Organizational, InForce).Order("in_force_at DESC, id").Limit(1).Find(&s).Error
		return s, err
	})
	if err != nil || len(s) == 0 {
		return nil, nil, err
	}
	intent, err := r.standingIntent(s[0].ID)
	return s[0], intent, err
}

// standingIntent is the sentence a strategy stands on now: the one in force, or the draft while none is.
func (r *Read) standingIntent(strategyID string) (*Intent, error) {
	list, err := heldRows(r, "standing intent "+strategyID, partStrategy, func() (list []*Intent, err error) {
		err = r.DB().Where("strategy_id = ? AND state <> ?", strategyID, Superseded).
			Order("CASE WHEN in_force_at IS NULL THEN 1 ELSE 0 END, in_force_at DESC, created_at DESC, id").Limit(1).Find(&list).Error
		return list, err
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// MaySee tells whether this person may know of things that belong to a strategy: all may of one in force, and of what belongs to
// none yet, as imported material does; a draft is for its authors and the executives.
func (r *Read) MaySee(strategyID *string) (bool, error) {
	if strategyID == nil || *strategyID == "" || r.Who.Reach(ReadDraft) == All {
		return r.Who.SignedIn() || r.Who.System, nil
	}
	var s Strategy
	if err := r.DB().Where("id = ?", *strategyID).First(&s).Error; err != nil {
		return false, err
	}
	if s.State != Draft {
		return r.Who.SignedIn(), nil
	}
	if !r.Who.SignedIn() {
		return false, nil
	}
	if s.AuthorPersonID != nil && *s.AuthorPersonID == r.Who.PersonID {
		return true, nil
	}
	var n int64
	err := r.DB().Model(&StrategyAuthor{}).Where("strategy_id = ? AND person_id = ?", s.ID, r.Who.PersonID).Count(&n).Error
	return n > 0, err
}

// seen refuses with not found what belongs to a draft this person may not know of.
func (r *Read) seen(what string, strategyID *string) error {
	ok, err := r.MaySee(strategyID)
	if err == nil && !ok {
		return NotFound(what)
	}
	return err
}

// visible keeps of a table of strategies' things what this person may know of.
func (r *Read) visible(q *gorm.DB) *gorm.DB {
	if r.Who.Reach(ReadDraft) == All {
		return q
	}
	own := r.DB().Model(&StrategyAuthor{}).Select("strategy_id").Where("person_id = ?", r.Who.PersonID)
	known := r.DB().Model(&Strategy{}).Select("id").Where("state <> ? OR author_person_id = ? OR id IN (?)", Draft, r.Who.PersonID, own)
	return q.Where("strategy_id IS NULL OR strategy_id IN (?)", known)
}

// visibleStrategies keeps the organizational strategies that are or were in force, and drafts for those who work on them.
func (r *Read) visibleStrategies(q *gorm.DB) *gorm.DB {
	if r.Who.Reach(ReadDraft) == All {
		return q
	}
	own := r.DB().Model(&StrategyAuthor{}).Select("strategy_id").Where("person_id = ?", r.Who.PersonID)
	return q.Where("(state <> ? OR author_person_id = ? OR id IN (?))", Draft, r.Who.PersonID, own)
}

// visibleOutcomes is visible for outcomes: what was set aside in a draft stays with those who draft, also when the rest came in force.
func (r *Read) visibleOutcomes(q *gorm.DB) *gorm.DB {
	if r.Who.Reach(ReadDraft) == All {
		return q
	}
	drafts := r.DB().Model(&Strategy{}).Select("id").Where("state = ?", Draft)
	return r.visible(q).Where("state <> ? OR strategy_id IN (?)", OutcomeAside, drafts)
}

// seenOutcome refuses with not found an outcome this person may not know of.
func (r *Read) seenOutcome(o *Outcome) error {
	var n int64
	if err := r.visibleOutcomes(r.DB().Model(&Outcome{}).Where("id = ?", o.ID)).Count(&n).Error; err != nil || n > 0 {
		return err
	}
	return NotFound("This outcome")
}

// Tree is the company's teams as a tree, without those that were removed.
type Tree struct {
	ByID   map[string]*Team
	Roots  []*Team
	Direct map[string][]*Team // the teams right below one
}

// Tree reads the team tree in one query.
func (r *Read) Tree() (*Tree, error) {
	var list []*Team
	if err := r.DB().Where("removed_at IS NULL").Order("name, id").Limit(5 * most).Find(&list).Error; err != nil {
		return nil, err
	}
	return treeOf(list), nil
}

func treeOf(list []*Team) *Tree {
	t := &Tree{ByID: map[string]*Team{}, Direct: map[string][]*Team{}}
	for _, team := range list {
		t.ByID[team.ID] = team
	}
	for _, team := range list {
		if team.ParentTeamID != nil && t.ByID[*team.ParentTeamID] != nil {
			t.Direct[*team.ParentTeamID] = append(t.Direct[*team.ParentTeamID], team)
		} else {
			t.Roots = append(t.Roots, team)
		}
	}
	return t
}

// Under gives the ids of a team and of all teams below it.
func (t *Tree) Under(id string) []string {
	seen := map[string]bool{id: true}
	list := []string{id}
	for i := 0; i < len(list); i++ {
		for _, below := range t.Direct[list[i]] {
			if !seen[below.ID] {
				seen[below.ID] = true
				list = append(list, below.ID)
			}
		}
	}
	return list
}

// Top is the team that all others stand under, but for some that stand alone: the company itself. Nil where there is none, or several.
func (t *Tree) Top() (top *Team) {
	for _, root := range t.Roots {
		switch {
		case len(t.Direct[root.ID]) == 0:
		case top != nil:
			return nil
		default:
			top = root
		}
	}
	return top
}

// Department is the part of the company a team belongs to: the nearest team above, or itself, that is marked as one; else the team
// right below the top; else the topmost. Nil when the team is not known.
func (t *Tree) Department(id string) *Team {
	var above []*Team
	seen := map[string]bool{}
	for team := t.ByID[id]; team != nil && !seen[team.ID]; {
		seen[team.ID] = true
		above = append(above, team)
		if team.Department {
			return team
		}
		if team.ParentTeamID == nil {
			break
		}
		team = t.ByID[*team.ParentTeamID]
	}
	switch {
	case len(above) == 0:
		return nil
	case len(above) > 1 && t.Top() == above[len(above)-1]:
		return above[len(above)-2]
	}
	return above[len(above)-1]
}

// All gives every team by name.
func (t *Tree) All() []*Team {
	list := make([]*Team, 0, len(t.ByID))
	for _, team := range t.ByID {
		list = append(list, team)
	}
	slices.SortFunc(list, func(a, b *Team) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return list
}

// peopleByID reads some people in one query; ids may be empty or repeated.
func (r *Read) peopleByID(named ...*string) (map[string]*Person, error) {
	want := map[string]bool{}
	for _, id := range named {
		if id != nil && *id != "" {
			want[*id] = true
		}
	}
	out := map[string]*Person{}
	if len(want) == 0 {
		return out, nil
	}
	ids := keys(want)
	slices.Sort(ids)
	list, err := heldRows(r, "people "+strings.Join(ids, " "), partPeople, func() (list []*Person, err error) {
		err = r.DB().Where("id IN ?", ids).Limit(5 * most).Find(&list).Error
		return list, err
	})
	for _, p := range list {
		out[p.ID] = p
	}
	return out, err
}
