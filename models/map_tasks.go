package models

// taskRow puts tasks under a card: one by one, or by team when there are many, or in pages.
func (v *mapView) taskRow(above *MapNode, key string, wish mapWish, list []*mapTally) {
	of := map[string][]*mapTally{}
	teams := []string{}
	for _, t := range list {
		if of[t.team] == nil {
			teams = append(teams, t.team)
		}
		of[t.team] = append(of[t.team], t)
	}
	all := tasksIn(list)
	if teams = v.byTeam(teams); all <= mapRowLength || !worthTeams(len(teams), all) {
		v.taskPages(above, key, wish, all)
		return
	}
	v.pages(above, key, MapTasks, len(teams), func(from, to int) {
		for _, team := range teams[from:to] {
			n := v.bundle(above, key, MapTasks, team, "task", v.count(nil, of[team]))
			if n.Fold == MapOpen {
				mine := wish
				mine.team = &team
				v.taskPages(n, n.Key, mine, tasksIn(of[team]))
			}
		}
	})
}

func (v *mapView) taskPages(above *MapNode, key string, wish mapWish, all int) {
	v.pages(above, key, MapTasks, all, func(from, to int) {
		wish.key, wish.from, wish.count, wish.all = key, from, to-from, all
		v.wishes = append(v.wishes, wish)
		for _, t := range v.rows[key] {
			v.placeTask(t, above)
		}
	})
}

func (v *mapView) placeTask(t *mapTask, above *MapNode) {
	if v.placed[t.id] != nil {
		return
	}
	mark, word := taskMark(t.state, t.late)
	n := v.put(above, &MapNode{Key: t.ref, Kind: "task", Ref: t.ref, Title: t.title, Layer: MapTasks, Mark: mark, Word: word, Owner: t.owner, Due: t.due, DueText: t.dueText,
		At: v.atTask != nil && t.id == v.atTask.id, Decided: t.decided, of: t.id})
	v.placed[t.id], v.serves[n.Key], v.teams[n.Key] = n, t.serves, t.team
}

// loose puts what nothing asks for: it hangs on no thread, and is shown so that somebody asks why it is there.
func (v *mapView) loose() {
	kinds := []struct {
		letter, kind string
		layer        MapLayer
	}{{"w", "workflow", MapSide}, {"g", "goal", MapGoals}, {"b", "objective", MapObjectives}, {"i", "initiative", MapObjectives}}
	for _, k := range kinds {
		var list []*mapThing
		for _, t := range v.web.list {
			if t.kind == k.kind && v.in[t] && len(t.up) == 0 && (t.strategy == v.scope || k.letter == "w" || k.letter == "i") && !(k.letter == "w" && t.verdict == Stop) {
				list = append(list, t)
			}
		}
		if len(list) == 0 {
			continue
		}
		n := v.looseBundle("loose."+k.letter, k.kind, k.layer, v.count(list, nil))
		for _, t := range list {
			n.Hours += t.hours
		}
		if n.Fold == MapOpen {
			v.row(n, n.Key, k.layer, list)
		}
	}
	for _, some := range []struct {
		key     string
		list    []*mapTally
		decided bool
	}{{"loose.t", v.bare, false}, {"loose.d", v.decided, true}} {
		if len(some.list) == 0 {
			continue
		}
		n := v.looseBundle(some.key, "task", MapTasks, v.count(nil, some.list))
		if n.Decided = some.decided; n.Fold == MapOpen {
			v.taskRow(n, n.Key, mapWish{decided: some.decided}, some.list)
		}
	}
}

func (v *mapView) looseBundle(key, kind string, layer MapLayer, under MapCount) *MapNode {
	n := v.put(nil, &MapNode{Key: key, Kind: "bundle", Of: kind, Layer: layer, Under: under, Mark: under.Worst, Fold: MapShut, Loose: true})
	if v.open(key, false) {
		n.Fold = MapOpen
	}
	return n
}
