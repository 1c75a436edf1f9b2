package models

import (
	"slices"

	"gorm.io/gorm"

	"throughline/models/day"
)

// ChangeDetail is a change as its page shows it: what it changes, what rests on it while it is open, and what was done once it was applied.
type ChangeDetail struct {
	*PlannedChange
	Mine    bool // this person may make it
	Kinds   []Difference
	Radius  *Radius             // while it is open
	Targets map[string][]TiedTo // what the things of a group can be for instead, by kind
	Names   map[string]string   // of people, teams, outcomes, goals and objectives, by id
	Moved   string              // who has saved the subject since the change was written over it
	Lines   []*ChangeLine       // what was done, one page of it
	More    bool                // there may be another page of it
	Subject struct{ Kind, Ref string }
	SetBy   string // who has set the day on which it counts
	Datable bool   // somebody who is here leaves: a day can be set
}

// ChangeLine is one thing that a change has changed, in words.
type ChangeLine struct {
	*PlannedItem
	Says string
}

// ChangePage reads a change for its page: one group from a place on, or all with their first page. Who may not make it reads what was applied,
// as far as it was about things of theirs.
func (r *Read) ChangePage(ref, only string, from int) (*ChangeDetail, error) {
	return r.ChangePageOf(ref, RadiusQuery{Only: only, From: from})
}

// ChangePageOf is ChangePage of which a part is shown.
func (r *Read) ChangePageOf(ref string, part RadiusQuery) (*ChangeDetail, error) {
	c, err := one("This change", func() ([]*PlannedChange, error) { return found[*PlannedChange](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	d := &ChangeDetail{PlannedChange: c, Targets: map[string][]TiedTo{}, Names: map[string]string{}}
	if d.Mine, err = r.MayMake(c); err != nil {
		return nil, err
	}
	if !d.Mine {
		if err := r.toldOfChange(c); err != nil {
			return nil, err
		}
	}
	if d.Kinds, err = r.Differences(c); err != nil {
		return nil, err
	}
	if err := r.subjectOf(d); err != nil {
		return nil, err
	}
	if !c.Open() {
		return d, r.fillLines(d, part.From)
	}
	if d.Radius, err = r.RadiusOf(c, part); err != nil {
		return nil, err
	}
	if err := r.fillDay(d); err != nil {
		return nil, err
	}
	w := &changeWords{}
	var ids []string
	for _, g := range d.Radius.Groups {
		if d.Targets[g.Key], err = d.Radius.Targets(g); err != nil {
			return nil, err
		}
		if g.Others != nil {
			ids = append(ids, g.Others.ToID)
		}
		for _, row := range g.Rows {
			ids = append(ids, text(row.OwnerPersonID), text(row.TeamID))
			if row.Choice != nil {
				ids = append(ids, row.Choice.ToID)
			}
		}
	}
	err = w.names(r, ids)
	d.Names = w.of
	return d, err
}

// toldOfChange refuses whoever has nothing to do with a change: an open one is for those who may make it, one that was applied also for whoever
// was told of it.
func (r *Read) toldOfChange(c *PlannedChange) error {
	if c.State == ChangeApplied || c.State == ChangeUndone {
		var n int64
		err := r.DB().Model(&Notice{}).Where("person_id = ? AND thing_kind = 'change' AND thing_ref = ?", r.Who.PersonID, c.Ref).Count(&n).Error
		if err != nil || n > 0 {
			return err
		}
	}
	return NotFound("This change")
}

// subjectOf finds where the subject stands, and who has saved it since the change was written.
func (r *Read) subjectOf(d *ChangeDetail) error {
	table, cols := "intents", "'' AS ref, version"
	switch d.Kind {
	case ChangeIntent:
	case ChangeMembership:
		table, cols = "memberships", "(SELECT ref FROM people WHERE people.id = memberships.person_id) AS ref, version"
	default:
		table, cols = kindByKey(d.Kind).table, "ref, version"
	}
	var now []struct {
		Ref     string
		Version int
	}
	if err := r.DB().Table(table).Select(cols).Where("id = ?", d.SubjectID).Limit(1).Find(&now).Error; err != nil || len(now) == 0 {
		return err
	}
	d.Subject.Kind, d.Subject.Ref = d.Kind, now[0].Ref
	if !d.Open() || now[0].Version == d.SubjectVersion {
		return nil
	}
	var err error
	d.Moved, err = r.whoSaved(d.Kind, d.SubjectID)
	return err
}

// LinesPage is how many changed things a page of an applied change lists.
const LinesPage = 50

// fillLines reads one page of what was done.
func (r *Read) fillLines(d *ChangeDetail, from int) error {
	open := func() *gorm.DB {
		q := r.DB().Model(&PlannedItem{}).Where("planned_change_id = ? AND result <> '' AND choice <> ?", d.ID, ChoiceChange)
		if !d.Mine {
			own := "%\"" + r.Who.PersonID + "\"%"
			q = q.Where("was LIKE ? OR became LIKE ?", own, own)
		}
		return q
	}
	var items []*PlannedItem
	if err := open().Order("CASE WHEN result = 'stands' THEN 0 ELSE 1 END, kind, ref, id").Offset(from).Limit(LinesPage).Find(&items).Error; err != nil {
		return err
	}
	seen, err := r.mayRead(items)
	if err != nil {
		return err
	}
	w := &changeWords{}
	var ids []string
	for _, i := range items {
		ids = append(ids, i.ToID)
	}
	if err := w.names(r, ids); err != nil {
		return err
	}
	for _, i := range items {
		if seen[i.ThingID] {
			d.Lines = append(d.Lines, &ChangeLine{i, i.says(w)})
		}
	}
	d.More = len(items) == LinesPage
	return nil
}

// mayRead tells which of some things this person may read: drafts and personal tasks are for those whose they are.
func (r *Read) mayRead(items []*PlannedItem) (map[string]bool, error) {
	of, seen := map[string][]string{}, map[string]bool{}
	for _, i := range items {
		of[i.Kind] = append(of[i.Kind], i.ThingID)
	}
	for kind, ids := range of {
		if kindByKey(kind).table == "" { // a step of the alignment: it is nobody's
			for _, id := range ids {
				seen[id] = true
			}
			continue
		}
		q := r.DB().Table(kindByKey(kind).table).Where("id IN ?", ids)
		switch kind {
		case "task":
			q = r.seenTasks(q)
		case "outcome":
			q = r.visibleOutcomes(q)
		case "task_series":
			q = r.seenSeries(q)
		case "goal", "objective", "process", "rule", "review", "cadence":
			q = r.visible(q)
		case "strategy":
			q = r.visibleStrategies(q)
		case "operations_strategy":
			q = r.visibleOperations(q)
		}
		var some []string
		if err := q.Limit(len(ids)).Pluck("id", &some).Error; err != nil {
			return nil, err
		}
		for _, id := range some {
			seen[id] = true
		}
	}
	return seen, nil
}

// Explain says how many things rest on what changes, and of which kinds (R30).
func (rad *Radius) Explain(today day.Day) Explanation {
	e := Explanation{Figure: "Things that rest on it", Result: Input{Value: ptr(float64(rad.All))}, Day: today,
		Formula: "Everything that is not over and hangs on it, each thing once: by what it serves, whose it is, or what it names. Drafts and personal things count only for those who may read them."}
	var list []Input
	for _, g := range rad.Groups {
		if g.Key != "person" {
			list = append(list, count(g.Many, int(g.All)))
		}
	}
	return e.of(list...)
}

// Chosen says in words what is chosen for a thing, or for all others of a group; empty where it is kept.
func (d *ChangeDetail) Chosen(k *RadiusGroup, i *PlannedItem) string {
	if i == nil || i.Choice == ChoiceKeep {
		return ""
	}
	switch i.Choice {
	case ChoiceHand:
		return "Goes to " + d.Names[i.ToID]
	case ChoiceStop:
		return k.Stops + ": " + i.Reason
	}
	words := ""
	if i.ToID != "" {
		words = "For " + d.Names[i.ToID]
	}
	if i.Day != "" {
		if words != "" {
			words += ", "
		}
		words += "on " + i.Day.Long()
	}
	return words
}

// HandAll hands everything that is not chosen for one by one to one person or team, in every group that can go there.
func (tx *Tx) HandAll(c *PlannedChange, to string) error {
	x, err := tx.spanOf(c)
	if err != nil {
		return err
	}
	handed := 0
	for _, k := range changeKinds {
		if x.of(k.Key) == nil || !k.May(ChoiceHand) {
			continue
		}
		g := &RadiusGroup{changeKind: k}
		if err := x.count(g); err != nil {
			return err
		}
		if g.All == 0 && !c.OfPeople() {
			continue
		}
		err := tx.Choose(c, Choose{Kind: k.Key, All: true, Choice: ChoiceHand, To: to, Seen: map[string]string{}})
		if refused, is := AsRefusal(err); is && refused.About == "to" && slices.Contains(append([]string{"allocation"}, peopleOnly...), k.Key) {
			continue // it cannot go there; its group says so, and it is kept until somebody chooses
		}
		if err != nil {
			return err
		}
		handed++
	}
	if handed == 0 {
		return AgainstRuleAt("all.to", "Nothing here can go there. Choose in each group.")
	}
	return nil
}
