package models

import (
	"cmp"
	"slices"

	"gorm.io/gorm"

	"throughline/models/form"
)

// GapRow is one thing that a part of the gap counts as amiss.
type GapRow struct {
	Kind, Ref, Title string
	TeamID           *string
	OwnedBy          Owner
	Say              string       // what is missing, where that differs from row to row
	How              *Explanation // how its hours were counted; nil where it has none
}

// GapList is one page of what a part of the gap counts as amiss.
type GapList struct {
	GapPart
	Team *Team // nil: the whole company
	Tree *Tree
	Rows []GapRow
	All  int // rows altogether
}

// GapRows gives one page of what a part counts as amiss: of the company, of a team with those below it, or of a team alone. With alone and no
// team it is what belongs to none. They are the very things behind the figure.
func (r *Read) GapRows(key, team string, alone bool, from, count int, loc form.Locale) (*GapList, error) {
	kind, known := GapKindOf(key)
	if !known {
		return nil, NotFound("This part of the execution gap")
	}
	f, err := r.gapFacts()
	if err != nil {
		return nil, err
	}
	l := &GapList{Tree: f.Tree}
	if team != "" {
		if l.Team, err = r.TeamByRef(team); err != nil {
			return nil, err
		}
	}
	within := f.circle(l.Team, alone)
	l.GapPart = summed(f.tallies(), within)[slices.IndexFunc(GapKinds, func(k GapKind) bool { return k.Key == kind.Key })]
	if key == GapTasks || key == GapDecisions {
		return l, r.gapCounted(l, key, alone, from, count)
	}
	rows := slices.DeleteFunc(f.rows(key, loc), func(row GapRow) bool { return !within(row.TeamID) })
	l.All = len(rows)
	l.Rows = rows[min(from, len(rows)):min(from+count, len(rows))]
	return l, r.nameGapRows(f, l)
}

// gapCounted lists what the database counts.
func (r *Read) gapCounted(l *GapList, key string, alone bool, from, count int) error {
	unasked, err := r.unaskedTasks()
	if err != nil {
		return err
	}
	fit := func() *gorm.DB {
		q := unasked.Session(&gorm.Session{})
		if key == GapDecisions {
			q = r.acceptedDecisions().Where(noHandoff)
		}
		switch {
		case l.Team != nil && alone:
			q = q.Where("team_id = ?", l.Team.ID)
		case l.Team != nil:
			q = q.Where("team_id IN ?", l.Tree.Under(l.Team.ID))
		case alone:
			q = q.Where("team_id IS NULL OR team_id NOT IN ?", keys(l.Tree.ByID))
		}
		return q
	}
	l.All = int(l.Amiss)
	var owners []*string
	if key == GapDecisions {
		var list []*Decision
		if err := fit().Order("accepted_at, id").Offset(from).Limit(count).Find(&list).Error; err != nil {
			return err
		}
		for _, d := range list {
			l.Rows = append(l.Rows, GapRow{Kind: "decision", Ref: d.Ref, Title: d.Title, TeamID: d.TeamID})
			owners = append(owners, d.DeciderPersonID)
		}
	} else {
		var list []*Task
		if err := fit().Order("CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id").Offset(from).Limit(count).Find(&list).Error; err != nil {
			return err
		}
		for _, t := range list {
			l.Rows = append(l.Rows, GapRow{Kind: "task", Ref: t.Ref, Title: t.Title, TeamID: t.TeamID, OwnedBy: Owner{Name: t.OwnerText}})
			owners = append(owners, t.OwnerPersonID)
		}
	}
	people, err := r.peopleByID(owners...)
	for i := range l.Rows {
		l.Rows[i].OwnedBy = ownerOf(nil, owners[i], l.Rows[i].OwnedBy.Name, nil, people)
	}
	return err
}

// rows are all things that a part counts as amiss, in their order.
func (f *GapFacts) rows(key string, loc form.Locale) (list []GapRow) {
	gap := ExecutionGap(f.Workflows, f.Outcomes)
	switch key {
	case GapEffort, GapWorkflows:
		// What takes most comes first: it is where most is won.
		parts := slices.Clone(gap.Unmapped.Parts)
		slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Compare(b.Hours, a.Hours) })
		for _, p := range parts {
			if key == GapEffort && !p.Known {
				continue
			}
			row := GapRow{Kind: "workflow", Ref: p.Ref, Title: p.Name, Say: "effort unknown"}
			if p.TeamID != "" {
				row.TeamID = ptr(p.TeamID)
			}
			if p.Known {
				row.Say = Hours(loc, p.Hours) + " a week"
			}
			list = append(list, row)
		}
	case GapOutcomes:
		for _, o := range f.Outcomes {
			if slices.ContainsFunc(gap.Unserved, func(e OutcomeEffort) bool { return e.OutcomeID == o.ID }) {
				list = append(list, GapRow{Kind: "outcome", Ref: o.Ref, Title: o.Title, TeamID: o.OwnerTeamID})
			}
		}
	case GapGoals:
		delivered := f.delivered()
		for _, g := range f.openGoals() {
			if !delivered[g.ID] {
				list = append(list, GapRow{Kind: "goal", Ref: g.Ref, Title: g.Title, TeamID: g.TeamID})
			}
		}
	case GapInitiatives:
		for _, i := range f.Initiatives {
			var lacks []string
			for _, l := range i.Lacks() {
				lacks = append(lacks, l.Name)
			}
			if len(lacks) > 0 {
				list = append(list, GapRow{Kind: "initiative", Ref: i.Ref, Title: i.Name, TeamID: i.TeamID, Say: "lacks " + inWords(lacks)})
			}
		}
	}
	return list
}

// nameGapRows adds who answers for the rows of one page.
func (r *Read) nameGapRows(f *GapFacts, l *GapList) error {
	type owned struct {
		person *string
		text   string
	}
	at := map[string]owned{}
	hours := map[string]*Workflow{}
	for _, w := range f.Workflows {
		hours["workflow"+w.Ref] = w
		at["workflow"+w.Ref] = owned{w.OwnerPersonID, w.OwnerText}
	}
	for _, o := range f.Outcomes {
		at["outcome"+o.Ref] = owned{o.OwnerPersonID, o.OwnerText}
	}
	for _, g := range f.Goals {
		at["goal"+g.Ref] = owned{g.OwnerPersonID, g.OwnerText}
	}
	for _, i := range f.Initiatives {
		at["initiative"+i.Ref] = owned{i.OwnerPersonID, i.OwnerText}
	}
	var owners []*string
	for _, row := range l.Rows {
		owners = append(owners, at[row.Kind+row.Ref].person)
	}
	people, err := r.peopleByID(owners...)
	for i, row := range l.Rows {
		o := at[row.Kind+row.Ref]
		l.Rows[i].OwnedBy = ownerOf(nil, o.person, o.text, nil, people)
		if w := hours[row.Kind+row.Ref]; w != nil {
			l.Rows[i].How = ptr(ExplainWeeklyHours(w, f.Today))
		}
	}
	return err
}
