package models

import (
	"maps"
	"slices"
)

// mapCards is how many cards would be drawn in each column.
type mapCards map[MapLayer]int

func (c mapCards) all() (n int) {
	for _, some := range c {
		n += some
	}
	return n
}

func (c mapCards) tallest() int { return slices.Max(append(slices.Collect(maps.Values(c)), 0)) }

// reach finds what would be shown if every row were drawn in full, and about how many cards that makes.
func (v *mapView) reach(down MapLayer) mapCards {
	v.down, v.visible = down, map[*mapThing]bool{}
	queue := v.roots()
	cards := mapCards{MapOutcomes: min(len(queue), mapRowLength)}
	for _, t := range queue {
		v.visible[t] = true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		t, row := queue[0], mapCards{}
		for _, d := range v.under(t) {
			if v.shows(t, d.layer) && !v.visible[d] {
				v.visible[d] = true
				row[d.layer]++
				queue = append(queue, d)
			}
		}
		if v.shows(t, MapTasks) {
			row[MapTasks] += tasksIn(v.tallies[t.id])
		}
		for layer, n := range row {
			cards[layer] += min(n, mapRowLength)
		}
	}
	return cards
}

// settle chooses down to which layer the map opens: by itself as far as it stays readable. Where a layer is asked for, all is open down to it, or
// as much of it as stays readable, from the first thing on.
func (v *mapView) settle() {
	at := slices.Index(MapDowns, v.q.Down)
	if at < 0 {
		v.asked = MapTasks
		for v.asked > MapOutcomes && v.reach(v.asked).all() > mapReadable {
			v.asked--
		}
		v.reach(v.asked)
		return
	}
	v.asked = MapOutcomes + MapLayer(at)
	down := v.asked
	for down > MapOutcomes && v.reach(down).tallest() > mapTallest {
		down--
	}
	cards := v.reach(down)
	if down == v.asked {
		return
	}
	v.opened = map[*mapThing]bool{}
	for _, t := range v.roots() {
		if !v.openUnder(t, cards) {
			break
		}
	}
	v.reach(down)
}

// openUnder opens a thing and what is under it, in the order of the map, and counts its cards. It tells whether all of it stayed readable.
func (v *mapView) openUnder(t *mapThing, cards mapCards) bool {
	row, under := mapCards{MapTasks: tasksIn(v.tallies[t.id])}, v.under(t)
	for _, d := range under {
		row[d.layer]++
	}
	for layer, n := range row {
		if layer <= v.down || layer > v.asked {
			delete(row, layer)
		} else if row[layer] = min(n, mapRowLength); cards[layer]+row[layer] > mapTallest {
			return false
		}
	}
	for layer, n := range row {
		cards[layer] += n
	}
	v.opened[t] = true
	for _, d := range under {
		if !v.openUnder(d, cards) {
			return false
		}
	}
	return true
}
