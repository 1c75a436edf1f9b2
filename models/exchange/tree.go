package exchange

import "fmt"

// breakCircles refuses the row that closes a circle: a team that stands under itself by way of others. A manager's circle only leaves the manager out.
func (im *importer) breakCircles() {
	above := map[*sheet]map[string]string{}
	for _, it := range im.items {
		k := it.sheet.kind
		if k.parent == "" || it.refused != "" {
			continue
		}
		named := it.under
		if named == "" {
			continue
		}
		_, parent, ok := im.resolve(k.name, named)
		if !ok {
			continue
		}
		if above[it.sheet] == nil {
			above[it.sheet] = map[string]string{}
		}
		edges := above[it.sheet]
		for up := parent; up != ""; up = edges[up] {
			if up != it.id {
				continue
			}
			if k.name == "person" {
				it.alone = true
				it.find("manager_circle", named)
			} else {
				it.refused = fmt.Sprintf("Its %s %q closes a circle: it would stand under itself.", k.parent, short(named))
				delete(im.stored[it.kind.name], it.id)
			}
			parent = ""
			break
		}
		if parent != "" {
			edges[it.id] = parent
		}
	}
	im.above = above
}

// above is what a row says it stands under.
func (it *item) above() string {
	k := it.sheet.kind
	if k.also["parent"] != "" && !it.sheet.own {
		return it.text("parent_objective_id", "parent_goal_id", "parent_id", "parent")
	}
	return it.text(append([]string{k.parent}, k.others(k.parent, it.sheet.own)...)...)
}

// findRoot finds the team that most others stand under; the company is named after it.
func (im *importer) findRoot() {
	below := map[string]int{}
	var top []*item
	for _, it := range im.items {
		if it.sheet.kind.name != "team" || it.refused != "" {
			continue
		}
		edges := im.above[it.sheet]
		up := edges[it.id]
		if up == "" {
			top = append(top, it)
		}
		for ; up != ""; up = edges[up] {
			below[up]++
		}
	}
	for _, it := range top {
		if im.root == nil || below[it.id] > below[im.root.id] {
			im.root = it
		}
	}
}
