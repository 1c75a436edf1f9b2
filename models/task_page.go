package models

// TaskDetail is one task as its page shows it: the thread that asks for it, its checklist, and what was said about it.
type TaskDetail struct {
	*TaskThread
	Items    []*TaskItem
	Comments []*CommentNow
	Older    int // comments before those
	Tied     []TiedTo
	Series   *SeriesNow  // nil for a task that does not repeat
	Issues   []*IssueNow // that hold it up; the first few
}

// TiedTo is one thing that a task serves straight, as its own link says.
type TiedTo struct{ Kind, ID, Ref, Title string }

// Done counts the lines of the checklist that are ticked.
func (d *TaskDetail) Done() (n int) {
	for _, i := range d.Items {
		if i.DoneDay != "" {
			n++
		}
	}
	return n
}

// TaskDetail reads a task for its page.
func (r *Read) TaskDetail(ref string) (*TaskDetail, error) {
	thread, err := r.TaskPage(ref)
	if err != nil {
		return nil, err
	}
	d := &TaskDetail{TaskThread: thread}
	t := thread.Task.Task
	if d.Series, err = r.SeriesOf(t); err != nil {
		return nil, err
	}
	if d.Items, err = r.TaskItems(t); err != nil {
		return nil, err
	}
	if d.Comments, d.Older, err = r.TaskComments(t); err != nil {
		return nil, err
	}
	if d.Issues, err = r.IssuesAbout("task", t.ID); err != nil {
		return nil, err
	}
	names, err := r.tiedNames([]*Task{t})
	if err != nil {
		return nil, err
	}
	for _, kind := range []string{"outcome", "goal", "objective"} {
		for _, id := range *t.links(kind) {
			if name, seen := names[kind+id]; seen {
				d.Tied = append(d.Tied, name)
			}
		}
	}
	return d, nil
}

// tiedNames names what tasks serve straight, as far as this person may know of it; by kind and id.
func (r *Read) tiedNames(list []*Task) (map[string]TiedTo, error) {
	names := map[string]TiedTo{}
	for _, kind := range []string{"outcome", "goal", "objective"} {
		want := map[string]bool{}
		for _, t := range list {
			for _, id := range *t.links(kind) {
				want[id] = true
			}
		}
		if len(want) == 0 {
			continue
		}
		q := r.visible(r.DB().Model(&Objective{}))
		switch kind {
		case "outcome":
			q = r.visibleOutcomes(r.DB().Model(&Outcome{}))
		case "goal":
			q = r.visible(r.DB().Model(&Goal{}))
		}
		rows, err := found[nameLineOfThing](q.Select("id, ref, title").Where("id IN ? AND removed_at IS NULL", keys(want)).Order("ref"))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			names[kind+row.ID] = TiedTo{Kind: kind, ID: row.ID, Ref: row.Ref, Title: row.Title}
		}
	}
	return names, nil
}

type nameLineOfThing struct{ ID, Ref, Title string }

// mostOffered is how many things of a kind are offered to tie a task to.
const mostOffered = 200

// TieChoices are the objectives, goals and outcomes of the strategy in force that a task may be tied to.
func (r *Read) TieChoices() ([]TiedTo, error) {
	b, err := r.strategyBoard()
	if err != nil || b.Strategy == nil {
		return nil, err
	}
	objectives, err := held(r, "objectives to tie", partGoals|partStrategy, func() ([]nameLineOfThing, error) {
		return found[nameLineOfThing](r.DB().Model(&Objective{}).Select("id, ref, title").
			Where("strategy_id = ? AND removed_at IS NULL AND state IN ?", b.Strategy.ID, []string{Draft, Active}).Order("created_at, id").Limit(mostOffered))
	})
	if err != nil {
		return nil, err
	}
	var list []TiedTo
	for _, o := range objectives {
		list = append(list, TiedTo{"objective", o.ID, o.Ref, o.Title})
	}
	for _, g := range b.Goals[:min(len(b.Goals), mostOffered)] {
		list = append(list, TiedTo{"goal", g.ID, g.Ref, g.Title})
	}
	for _, o := range b.Outcomes {
		list = append(list, TiedTo{"outcome", o.ID, o.Ref, o.Title})
	}
	return list, nil
}
