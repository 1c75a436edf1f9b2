package models

import (
	"maps"
	"slices"
	"strings"
)

// MapRow is how many things stand under one thing, in one layer, before the row is put together by team or turned over in pages.
const MapRow = 12

// How much of the map is drawn at once before it is folded, put together or turned over in pages.
const (
	mapRowLength = MapRow
	mapReadable  = 60 // cards that open by themselves
	mapTallest   = 48 // cards in one column that open because a layer is asked for: beyond that the rest stays folded
	mapSideOpen  = 8  // workflows and processes that stand open at the side by themselves
)

// mapView is one drawing of the web: what is left in, what is open, and the cards that come of it.
type mapView struct {
	web     *mapWeb
	tree    *Tree
	q       MapQuery
	filter  mapFilter
	scope   string // id of the strategy whose thread it is; empty for what belongs to none
	intent  *Intent
	at      *mapThing
	atTask  *mapTask
	loosely bool // what hangs loose is shown

	in      map[*mapThing]bool
	over    map[*mapThing]bool // what the followed thing is for
	tallies map[string][]*mapTally
	bare    []*mapTally
	decided []*mapTally
	down    MapLayer
	asked   MapLayer           // down to which all is asked for; beyond down that is open of some things only
	opened  map[*mapThing]bool // which
	visible map[*mapThing]bool

	rows   map[string][]*mapTask // tasks that were read, by the key of their row
	wishes []mapWish

	nodes   []*MapNode
	placed  map[string]*MapNode // by id
	serves  map[string][]string // ids, by the key of a task
	teams   map[string]string   // ids, by the key of a thing or task
	skipped []func()
}

// mapWish is a row of tasks to be read for the map.
type mapWish struct {
	key         string
	thing       string  // id of what they serve; empty: those that hang loose
	decided     bool    // of these: those that came with a decision
	team        *string // id, or empty for no team; nil: of any
	from, count int
	all         int // in the whole row
}

// newMapView narrows the web to what is asked for.
func newMapView(web *mapWeb, tree *Tree, q MapQuery, filter mapFilter, all []*mapTally) *mapView {
	return &mapView{web: web, tree: tree, q: q, filter: filter, tallies: map[string][]*mapTally{}, bare: all}
}

// narrow leaves in what fits, with all that it is for; and of a thread that is followed, what is above and below.
func (v *mapView) narrow() {
	all := v.bare
	v.bare, v.in, v.over = nil, map[*mapThing]bool{}, map[*mapThing]bool{}
	thread, below := v.followed()
	fits := map[*mapThing]bool{}
	for _, t := range v.web.list {
		if v.filter.fits(t.team, t.ownerID, t.mark) {
			fits[t] = true
		}
	}
	for _, t := range all {
		if !v.filter.task(t) || thread != nil && !t.servesAny(v.web, below) {
			continue
		}
		if t.loose {
			v.bare = append(v.bare, t)
		} else if t.bare(v.web) {
			v.decided = append(v.decided, t)
		}
		for _, id := range t.serves {
			if thing := v.web.byID[id]; thing != nil {
				v.tallies[id], fits[thing] = append(v.tallies[id], t), true
			}
		}
	}
	if v.atTask != nil {
		v.tallies = map[string][]*mapTally{}
	}
	if v.at != nil {
		fits[v.at] = true
	}
	for t := range v.over {
		fits[t] = true
	}
	addAbove(fits, slices.Collect(maps.Keys(fits))...)
	for t := range fits {
		if thread == nil || thread[t] {
			v.in[t] = true
		}
	}
}

// followed gives the thread that is followed, and the part of it below; nil for the whole map.
func (v *mapView) followed() (thread, below map[*mapThing]bool) {
	switch {
	case v.atTask != nil:
		var serves []*mapThing
		for _, id := range v.atTask.serves {
			if t := v.web.byID[id]; t != nil {
				serves, v.over[t] = append(serves, t), true
			}
		}
		addAbove(v.over, serves...)
		return v.over, nil
	case v.at == nil:
		return nil, nil
	}
	addAbove(v.over, v.at)
	delete(v.over, v.at)
	below = v.at.within()
	thread = map[*mapThing]bool{}
	for _, some := range []map[*mapThing]bool{v.over, below} {
		for t := range some {
			thread[t] = true
		}
	}
	for _, t := range v.at.side {
		for one := range t.within() {
			thread[one] = true
		}
	}
	return thread, below
}

func (t *mapTally) servesAny(web *mapWeb, some map[*mapThing]bool) bool {
	return slices.ContainsFunc(t.serves, func(id string) bool { return some[web.byID[id]] })
}

// shows tells whether what stands under a thing in one layer is shown.
func (v *mapView) shows(t *mapThing, layer MapLayer) bool {
	switch {
	case slices.Contains(v.q.Fold, t.ref):
		return false
	case slices.Contains(v.q.Open, t.ref), v.over[t], t.layer == MapSide:
		return true
	}
	return layer <= v.down || v.opened[t] && layer <= v.asked
}

// under gives what is left in under a thing.
func (v *mapView) under(t *mapThing) []*mapThing {
	return v.left(t.down)
}

func (v *mapView) left(list []*mapThing) []*mapThing {
	return slices.DeleteFunc(slices.Clone(list), func(t *mapThing) bool { return !v.in[t] })
}

// roots are the things that the map begins with.
func (v *mapView) roots() (list []*mapThing) {
	for _, t := range v.web.list {
		switch {
		case !v.in[t]:
		case v.at != nil || v.atTask != nil:
			if t.layer > MapSide && len(v.left(t.up)) == 0 || t == v.at && t.layer == MapSide && len(v.left(t.up)) == 0 {
				list = append(list, t)
			}
		case t.kind == "outcome" && t.strategy == v.scope:
			list = append(list, t)
		}
	}
	return list
}

func tasksIn(list []*mapTally) (n int) {
	for _, t := range list {
		n += t.n
	}
	return n
}

// count counts things with all that is under them, and tasks beside these. What is reached by two ways counts once.
func (v *mapView) count(things []*mapThing, tasks []*mapTally) (c MapCount) {
	seen, tallied := map[*mapThing]bool{}, map[*mapTally]bool{}
	add := func(list []*mapTally) {
		for _, t := range list {
			if !tallied[t] {
				tallied[t] = true
				c.add("task", t.mark(), t.n)
			}
		}
	}
	add(tasks)
	for queue := slices.Clone(things); len(queue) > 0; queue = queue[1:] {
		t := queue[0]
		if seen[t] || !v.in[t] {
			continue
		}
		seen[t] = true
		c.add(t.kind, t.mark, 1)
		add(v.tallies[t.id])
		queue = append(queue, t.down...)
	}
	return c
}

// open tells whether a card that holds many in one is open.
func (v *mapView) open(key string, byItself bool) bool {
	if slices.Contains(v.q.Fold, key) {
		return false
	}
	return byItself || slices.Contains(v.q.Open, key)
}

func layerLetter(layer MapLayer) string {
	return []string{"w", "o", "g", "b", "t"}[layer]
}

// teamOf names a team for a card: its reference and its name.
func (v *mapView) teamOf(id string) (ref, name string) {
	if t := v.tree.ByID[id]; t != nil {
		return t.Ref, t.Name
	}
	return "-", "No team"
}

// byTeam puts things into teams, in the order of the teams' names.
func (v *mapView) byTeam(teams []string) []string {
	slices.SortFunc(teams, func(a, b string) int {
		ra, na := v.teamOf(a)
		rb, nb := v.teamOf(b)
		if (ra == "-") != (rb == "-") {
			return strings.Compare(rb, ra)
		}
		if c := strings.Compare(na, nb); c != 0 {
			return c
		}
		return strings.Compare(ra, rb)
	})
	return slices.Compact(teams)
}
