package models

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// RadiusPage is how many things of a group a page shows at once.
const RadiusPage = 10

// Radius is everything that a change reaches, grouped (R28). Drafts and personal things are in it only for those who may read them, and
// count in nothing for others.
type Radius struct {
	Change *PlannedChange
	Groups []*RadiusGroup
	All    int64 // things in all groups that something can be chosen for
	People int64 // whose things they are

	span *span
}

// RadiusGroup is what a change reaches of one kind: how many, one page of them, and what is chosen for all that are not chosen one by one.
type RadiusGroup struct {
	*changeKind
	All    int64
	Find   string // words that narrow it
	Found  int64  // how many hold them
	From   int
	Rows   []*RadiusRow
	Others *PlannedItem     // for all others; nil: they are kept
	Single map[string]int64 // how many are chosen one by one, by the choice
	Mark   string           // how the group stands now
	Moved  bool             // it was changed since somebody chose for all others
	Stale  int              // how many of those chosen one by one were changed since
}

// Rest is how many the choice for all others is for.
func (g *RadiusGroup) Rest() int64 {
	n := g.All
	for _, one := range g.Single {
		n -= one
	}
	return n
}

// RadiusRow is one thing that a change reaches, as a list shows it.
type RadiusRow struct {
	ID, Ref, Title, State string
	OwnerPersonID         *string
	TeamID                *string
	Day                   day.Day
	Version               int
	Kind                  string       `gorm:"-"`
	Choice                *PlannedItem `gorm:"-"` // what is chosen for it, by itself or with all others; nil: it is kept
	Moved                 string       `gorm:"-"` // who changed it since it was looked at
}

// Radius works out what a change reaches: all groups with their first page, or one group from a place on.
func (r *Read) Radius(c *PlannedChange, only string, from int) (*Radius, error) {
	return r.RadiusOf(c, RadiusQuery{Only: only, From: from})
}

// RadiusOf is Radius of which a page shows a part.
func (r *Read) RadiusOf(c *PlannedChange, part RadiusQuery) (*Radius, error) {
	x, err := r.spanOf(c)
	if err != nil {
		return nil, err
	}
	chosen, err := r.choices(c)
	if err != nil {
		return nil, err
	}
	out := &Radius{Change: c, span: x}
	for _, k := range changeKinds {
		q := x.of(k.Key)
		if q == nil || part.Only != "" && k.Key != part.Only {
			continue
		}
		g := &RadiusGroup{changeKind: k}
		if k.Key == part.Only {
			g.From, g.Find = part.From, strings.TrimSpace(part.Find)
		}
		if err := x.count(g); err != nil {
			return nil, err
		}
		if g.All == 0 {
			continue
		}
		if err := x.fill(g, q, chosen); err != nil {
			return nil, err
		}
		out.Groups = append(out.Groups, g)
		if k.Key == "person" {
			out.People = g.All
		} else {
			out.All += g.All
		}
	}
	return out, nil
}

// RadiusSize is how many things rest on what a change is about.
func (r *Read) RadiusSize(c *PlannedChange) (n int64, err error) {
	x, err := r.spanOf(c)
	if err != nil {
		return 0, err
	}
	for _, k := range changeKinds {
		if k.Key == "person" || x.of(k.Key) == nil {
			continue
		}
		g := &RadiusGroup{changeKind: k}
		if err := x.count(g); err != nil {
			return 0, err
		}
		n += g.All
	}
	return n, nil
}

// stand is how many rows a group has, with the sum of their versions: any change of one of them, or of which there are, changes it.
type stand struct {
	N   int64
	Sum int64
}

// count says how many things a group has, and how it stands. What nobody changed since is not counted again.
func (x *span) count(g *RadiusGroup) error {
	load := func() (*stand, error) {
		s := &stand{}
		return s, x.of(g.Key).Select("COUNT(*) AS n, COALESCE(SUM(?), 0) AS sum", g.column("version")).Scan(s).Error
	}
	var s *stand
	var err error
	if g.Key == "task" && x.shared {
		s, err = held(x.r, "tasks that "+x.key+" reaches", partTasks|partGoals|partOutcomes|partStrategy, load)
	} else {
		s, err = load()
	}
	if err != nil {
		return err
	}
	g.All, g.Mark = s.N, fmt.Sprintf("%d:%d", s.N, s.Sum)
	return nil
}

// fill reads one page of a group with what was chosen for each. What was changed since it was chosen for comes first.
func (x *span) fill(g *RadiusGroup, q *gorm.DB, chosen []*PlannedItem) error {
	if g.Key == "task" && g.All > most && x.shared {
		q = x.inTurn()
	}
	of := map[string]*PlannedItem{}
	var ids []string
	for _, i := range chosen {
		switch {
		case i.Kind != g.Key:
		case i.Whole():
			g.Others = i
		default:
			of[i.ThingID] = i
			ids = append(ids, i.ThingID)
		}
	}
	now, err := x.editions(g.changeKind, ids)
	if err != nil {
		return err
	}
	g.Single = map[string]int64{}
	var moved []string
	for _, id := range ids {
		at, there := now[id]
		if !there {
			continue
		}
		g.Single[of[id].Choice]++
		if of[id].Choice != ChoiceKeep && of[id].Seen != strconv.Itoa(at) {
			moved = append(moved, id)
		}
	}
	g.Stale = len(moved)
	if g.Find != "" {
		if err := x.narrowed(g).Count(&g.Found).Error; err != nil {
			return err
		}
		err = x.narrowed(g).Order(inOrder).Offset(g.From).Limit(RadiusPage).Find(&g.Rows).Error
	} else {
		err = q.Select("?", g.row()).Order(x.order(g, moved)).Offset(g.From).Limit(RadiusPage).Find(&g.Rows).Error
	}
	if err != nil {
		return err
	}
	g.Moved = g.Others != nil && g.Others.Choice != ChoiceKeep && g.Others.Seen != g.Mark
	for _, row := range g.Rows {
		row.Kind = g.Key
		row.Choice = g.Others
		one := of[row.ID]
		if one == nil {
			continue
		}
		if row.Choice = one; one.Seen != strconv.Itoa(row.Version) && one.Choice != ChoiceKeep {
			by, err := x.r.whoSaved(g.Key, row.ID)
			if err != nil {
				return err
			}
			row.Moved = by
		}
	}
	return nil
}

// editions are the versions of those of some things that the change still reaches, by id.
func (x *span) editions(k *changeKind, ids []string) (map[string]int, error) {
	at := map[string]int{}
	for part := range slices.Chunk(ids, 500) {
		var now []struct {
			ID      string
			Version int
		}
		if err := x.of(k.Key).Select("?, ?", k.column("id"), k.column("version")).Where("? IN ?", k.column("id"), part).Find(&now).Error; err != nil {
			return nil, err
		}
		for _, n := range now {
			at[n.ID] = n.Version
		}
	}
	return at, nil
}

// order puts what was changed since on top, then what is due first. Of very many tasks the page is cut by their own order, which takes no sorting.
func (x *span) order(g *RadiusGroup, moved []string) clause.OrderBy {
	id := g.column("id")
	first := gorm.Expr("CASE WHEN ? IN ? THEN 0 ELSE 1 END", id, moved[:min(len(moved), 500)])
	switch many := g.Key == "task" && g.All > most; {
	case many && len(moved) == 0:
		return clause.OrderBy{Columns: []clause.OrderByColumn{{Column: id}}}
	case many:
		return clause.OrderBy{Expression: gorm.Expr("?, ?", first, id)}
	case len(moved) == 0:
		return clause.OrderBy{Expression: gorm.Expr("CASE WHEN ? IS NULL THEN 1 ELSE 0 END, ?, ?", g.column(g.byDay), g.column(g.byDay), id)}
	}
	return clause.OrderBy{Expression: gorm.Expr("?, CASE WHEN ? IS NULL THEN 1 ELSE 0 END, ?, ?", first, g.column(g.byDay), g.column(g.byDay), id)}
}
