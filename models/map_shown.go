package models

import (
	"slices"

	"throughline/models/day"
)

// MapNode is one card on the map: a thing, or many of them in one.
type MapNode struct {
	Key      string // in the address; no two cards of a map have the same
	Kind     string // of a thing, or "intent", "bundle" for many in one card, "pager" for a row that is turned over, "gap" for what is missing
	Of       string // of a bundle: the kind of things in it
	Ref      string
	Title    string
	Layer    MapLayer
	Mark     MapMark
	Word     string   // of the mark
	Verdict  string   // of a workflow
	Progress *float64 // of an outcome; nil when it is not known or not shown
	Hours    float64  // a week, of workflows
	Owner    Owner
	Due      day.Day
	DueText  string
	Above    []string // keys of the cards it is tied to, towards the intent; it stands under the first
	Under    MapCount // what is under it and not shown
	Fold     MapFold
	At       bool // the thread is followed from here
	Beside   bool // it does not fit the filter itself; something under it does
	Loose    bool // nothing asks for it
	From, To int  // of a pager: which part of All is shown
	All      int
	Decided  bool // a task that came with a decision

	of string // id of the thing a bundle belongs to
}

// MapFold says whether what is under a card is shown.
type MapFold string

// A card with nothing under it has no fold.
const (
	MapOpen MapFold = "open"
	MapShut MapFold = "shut" // some or all of what is under it is not shown
)

// build makes the cards. Tasks that were not read yet are wished for and left out.
func (v *mapView) build() {
	v.nodes, v.placed, v.serves, v.teams, v.wishes, v.skipped = nil, map[string]*MapNode{}, map[string][]string{}, map[string]string{}, nil, nil
	var top *MapNode
	if v.intent != nil {
		top = v.put(nil, &MapNode{Key: "intent", Kind: "intent", Title: v.intent.Statement, Layer: MapOutcomes})
	}
	roots := v.roots()
	if v.at != nil || v.atTask != nil {
		for _, t := range roots {
			v.place(t, v.topOf(t, top))
		}
	} else {
		v.row(top, "all", MapOutcomes, roots)
	}
	for len(v.skipped) > 0 {
		again := v.skipped
		v.skipped = nil
		for _, place := range again {
			place()
		}
	}
	if v.atTask != nil {
		v.placeTask(v.atTask, nil)
	}
	if v.loosely {
		v.loose()
	}
	v.tieShown()
}

// topOf is the intent for the outcomes of its strategy; other things stand by themselves.
func (v *mapView) topOf(t *mapThing, top *MapNode) *MapNode {
	if t.kind == "outcome" && t.strategy == v.scope {
		return top
	}
	return nil
}

func (v *mapView) put(above *MapNode, n *MapNode) *MapNode {
	if above != nil {
		n.Above = []string{above.Key}
		n.Loose = n.Loose || above.Loose
	}
	v.nodes = append(v.nodes, n)
	return n
}

// row puts things of one layer under a card: one by one, or by team when there are many, or in pages.
func (v *mapView) row(above *MapNode, key string, layer MapLayer, list []*mapThing) {
	teams := []string{}
	for _, t := range list {
		teams = append(teams, t.team)
	}
	if teams = v.byTeam(teams); len(list) <= mapRowLength || !worthTeams(len(teams), len(list)) {
		v.pages(above, key, layer, len(list), func(from, to int) {
			for _, t := range list[from:to] {
				v.place(t, above)
			}
		})
		return
	}
	of := map[string][]*mapThing{}
	for _, t := range list {
		of[t.team] = append(of[t.team], t)
	}
	v.pages(above, key, layer, len(teams), func(from, to int) {
		for _, team := range teams[from:to] {
			some := of[team]
			n := v.bundle(above, key, layer, team, some[0].kind, v.count(some, nil))
			for _, t := range some {
				n.Hours += t.hours
			}
			if n.Fold == MapOpen {
				v.pages(n, n.Key, layer, len(some), func(from, to int) {
					for _, t := range some[from:to] {
						v.place(t, n)
					}
				})
			}
		}
	})
}

// worthTeams tells whether a long row is shorter by team: where most teams have one thing in it, their names would only stand in the way.
func worthTeams(teams, things int) bool { return teams > 1 && 2*teams <= things }

// bundle is the card of one team's things in a long row.
func (v *mapView) bundle(above *MapNode, key string, layer MapLayer, team, kind string, under MapCount) *MapNode {
	ref, name := v.teamOf(team)
	n := &MapNode{Key: key + "." + ref, Kind: "bundle", Of: kind, Title: name, Layer: layer, Under: under, Mark: under.Worst, Fold: MapShut}
	if above != nil {
		n.of = above.of
	}
	if v.open(n.Key, false) {
		n.Fold = MapOpen
	}
	return v.put(above, n)
}

// pages puts one page of a long row, and a card to turn it over.
func (v *mapView) pages(above *MapNode, key string, layer MapLayer, all int, put func(from, to int)) {
	from := v.q.From[key]
	if from >= all {
		from = 0
	}
	from -= from % mapRowLength
	to := min(from+mapRowLength, all)
	put(from, to)
	if all > mapRowLength {
		v.put(above, &MapNode{Key: key + ".more", Kind: "pager", Of: key, Layer: layer, From: from + 1, To: to, All: all})
	}
}

// place puts a thing under a card, unless it stands already, and then what is shown under it.
func (v *mapView) place(t *mapThing, above *MapNode) {
	if v.placed[t.id] != nil {
		return
	}
	n := v.put(above, &MapNode{Key: t.ref, Kind: t.kind, Ref: t.ref, Title: t.title, Layer: t.layer, Mark: t.mark, Word: t.word, Verdict: t.verdict, Progress: t.progress, Hours: t.hours,
		Owner: t.owner, Due: t.due, DueText: t.dueText, At: t == v.at, of: t.id})
	n.Beside = v.filter.narrow() && !v.filter.fits(t.team, t.ownerID, t.mark)
	v.placed[t.id], v.teams[n.Key] = n, t.team
	v.placeSide(t, n)
	rows := map[MapLayer][]*mapThing{}
	for _, d := range v.under(t) {
		rows[d.layer] = append(rows[d.layer], d)
	}
	var hidden []*mapThing
	for layer := MapSide; layer < MapTasks; layer++ {
		if list := rows[layer]; len(list) > 0 && v.shows(t, layer) {
			v.row(n, t.ref+"."+layerLetter(layer), layer, v.nearer(t, n, list))
		} else {
			hidden = append(hidden, list...)
		}
	}
	tasks, shut := v.tallies[t.id], []*mapTally(nil)
	if v.over[t] {
		tasks = nil
	}
	if len(tasks) > 0 && v.shows(t, MapTasks) {
		v.taskRow(n, t.ref+".t", mapWish{thing: t.id}, tasks)
	} else {
		shut = tasks
	}
	switch {
	case len(hidden)+len(shut) > 0:
		n.Fold, n.Under = MapShut, v.count(hidden, shut)
	case (len(rows) > 0 || len(tasks) > 0) && !v.over[t]:
		n.Fold = MapOpen
	}
}

// nearer leaves out of a row what stands nearer to another card that is shown. It is put here at last, if that one had no room for it.
func (v *mapView) nearer(t *mapThing, n *MapNode, list []*mapThing) []*mapThing {
	return slices.DeleteFunc(list, func(d *mapThing) bool {
		later := slices.ContainsFunc(d.up, func(up *mapThing) bool {
			return up != t && up.layer > t.layer && v.visible[up] && v.shows(up, d.layer) && v.placed[up.id] == nil && !up.within()[t]
		})
		if later {
			v.skipped = append(v.skipped, func() { v.place(d, n) })
		}
		return later
	})
}

// placeSide puts what operations runs for an outcome at its side.
func (v *mapView) placeSide(t *mapThing, n *MapNode) {
	list := v.left(t.side)
	switch {
	case t.kind != "outcome":
		return
	case v.at != nil && v.at.layer == MapSide:
		for _, w := range list {
			v.place(w, n)
		}
		return
	case len(list) == 0:
		if t.strategy == v.scope && v.intent != nil && !v.filter.narrow() && (v.at == nil && v.atTask == nil || v.at == t) {
			v.put(n, &MapNode{Key: t.ref + ".w", Kind: "gap", Of: "workflow", Layer: MapSide, Mark: MapRisk, of: t.id})
		}
		return
	}
	b := &MapNode{Key: t.ref + ".w", Kind: "bundle", Of: "workflow", Layer: MapSide, Under: v.count(list, nil), Fold: MapShut, of: t.id}
	b.Mark = b.Under.Worst
	for _, w := range list {
		b.Hours += w.hours
	}
	v.put(n, b)
	if v.open(b.Key, v.at == t && len(list) <= mapSideOpen) {
		b.Fold = MapOpen
		v.row(b, b.Key, MapSide, list)
	}
}

// holder is the open card of a thing's workflows, or of one team's things under it, that a card belongs in as well; else the thing's own card.
func (v *mapView) holder(at map[string]*MapNode, above, n *MapNode) *MapNode {
	key := above.Ref + "." + layerLetter(n.Layer)
	if b := at[key]; b != nil && b.Kind == "bundle" {
		if above = b; b.Fold != MapOpen {
			above = v.placed[b.of]
		}
	}
	ref, _ := v.teamOf(v.teams[n.Key])
	if b := at[key+"."+ref]; b != nil && b.Kind == "bundle" && b.Fold == MapOpen {
		return b
	}
	return above
}

// tieShown ties every card to all cards that it serves, beside the one that it stands under.
func (v *mapView) tieShown() {
	at := map[string]*MapNode{}
	for _, n := range v.nodes {
		at[n.Key] = n
	}
	tie := func(n *MapNode, up string) {
		above := v.placed[up]
		if above != nil && v.placed[n.of] == n {
			above = v.holder(at, above, n)
		}
		if above == nil || above == n || slices.Contains(n.Above, above.Key) {
			return
		}
		if len(n.Above) > 0 && at[n.Above[0]].Kind == "bundle" && at[n.Above[0]].of == up {
			return
		}
		n.Above = append(n.Above, above.Key)
	}
	for _, n := range v.nodes {
		if t := v.web.byID[n.of]; t != nil && v.placed[n.of] == n {
			for _, up := range t.up {
				tie(n, up.id)
			}
		}
		for _, id := range v.serves[n.Key] {
			tie(n, id)
		}
	}
}
