package models

import (
	"cmp"
	"slices"
	"strings"
)

// AgendaPart is one part of an agenda: the things of one kind; in a review of operations, those of one team.
type AgendaPart struct {
	Key   string // as names of fields have it: "workflow-TM3"
	Title string
	From  int // the place of its first thing on the whole agenda
	Items []*ReviewItem
}

// Answered tells whether it was said of a thing what becomes of it, and why.
func (i *ReviewItem) Answered() bool { return i.Verdict != "" && strings.TrimSpace(i.Words) != "" }

// Left is how many of the part's things are not answered yet.
func (p AgendaPart) Left() (n int) {
	for _, i := range p.Items {
		if !i.Answered() {
			n++
		}
	}
	return n
}

// kindsReviewed are the kinds of things on agendas in their order, with the heads of their parts.
var kindsReviewed = []struct{ kind, title string }{
	{"outcome", "Outcomes"}, {"goal", "Goals"}, {"operations_strategy", "Operations strategies"}, {"objective", "Objectives"}, {"workflow", "Workflows"}, {"process", "Processes"}, {"initiative", "Initiatives"},
}

func kindPlace(kind string) int {
	for n, k := range kindsReviewed {
		if k.kind == kind {
			return n
		}
	}
	return len(kindsReviewed)
}

// sortAgenda puts the things of a kind together, and of these those of a team, in the order of the tree; what belongs to no team comes last.
func (d *SheetDetail) sortAgenda(tree *Tree) {
	place := map[string]int{}
	for n, t := range tree.All() {
		place[t.ID] = n
	}
	at := func(i *ReviewItem) int {
		if i.Team == nil {
			return len(place)
		}
		return place[i.Team.ID]
	}
	slices.SortStableFunc(d.Items, func(a, b *ReviewItem) int {
		return cmp.Or(kindPlace(a.EntityType)-kindPlace(b.EntityType), at(a)-at(b))
	})
}

// Parts are the parts of the agenda, in its order; none for an initiative, whose review looks at that alone.
func (d *SheetDetail) Parts() (list []AgendaPart) {
	if d.Initiative != nil {
		return nil
	}
	for n, i := range d.Items {
		key, title := i.EntityType, i.EntityType
		if k := kindPlace(i.EntityType); k < len(kindsReviewed) {
			title = kindsReviewed[k].title
		}
		if i.Team != nil {
			key, title = key+"-"+i.Team.Ref, title+", "+i.Team.Name
		} else if len(list) > 0 && strings.HasPrefix(list[len(list)-1].Key, i.EntityType+"-") {
			title = "More " + strings.ToLower(title)
		}
		if len(list) == 0 || list[len(list)-1].Key != key {
			list = append(list, AgendaPart{Key: key, Title: title, From: n})
		}
		list[len(list)-1].Items = append(list[len(list)-1].Items, i)
	}
	return list
}

// KeepRest keeps, for one reason, what in a part of the agenda has no verdict yet, and saves the review as it was written so far. A line that
// stands at a thing already stays. Who thinks otherwise answers again. It gives how many were kept.
func (tx *Tx) KeepRest(d *SheetDetail, key, why string) (n int, err error) {
	if err := tx.mayWriteSheet(d); err != nil {
		return 0, err
	}
	parts := d.Parts()
	at := slices.IndexFunc(parts, func(p AgendaPart) bool { return p.Key == key })
	if at < 0 {
		return 0, AgainstRule("This part of the agenda is not there any more. Look at the agenda again.")
	}
	if why = strings.TrimSpace(why); why == "" {
		return 0, AgainstRuleAt("keep-"+key, "Say in a line why they are kept.")
	}
	for _, i := range parts[at].Items {
		if i.Verdict != "" {
			continue
		}
		if i.Verdict = VerdictKeep; strings.TrimSpace(i.Words) == "" {
			i.Words = why
		}
		n++
	}
	if n == 0 {
		return 0, AgainstRuleAt("keep-"+key, "Each of them has a verdict already.")
	}
	return n, tx.SaveSheet(d)
}
