package models

import "strings"

// Unseen gives, of things of one kind, those whose names this person may not read: what belongs to a draft, and what stands on somebody's
// personal page alone.
func (r *Read) Unseen(kind string, ids []string) (map[string]bool, error) {
	if kind != "task" || len(ids) == 0 {
		return r.hiddenThings(kind, ids)
	}
	var there, seen []string
	of := r.DB().Model(&Task{}).Where("id IN ?", ids).Limit(len(ids))
	if err := of.Pluck("id", &there).Error; err != nil {
		return nil, err
	}
	if err := r.seenTasks(r.DB().Model(&Task{}).Where("id IN ?", ids)).Limit(len(ids)).Pluck("id", &seen).Error; err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for _, id := range there {
		hidden[id] = true
	}
	for _, id := range seen {
		delete(hidden, id)
	}
	return hidden, nil
}

// unseenWords stand in place of a name that somebody may not read.
const unseenWords = "something that you may not see"

// hideWords takes the names of tasks that this person may not read out of everything a run says: a block that goes through tasks puts their
// names into what it makes, and it does so with the rights of whoever published the rule.
func (r *Read) hideWords(d *RunDetail, tasks []string) error {
	for _, e := range d.Effects {
		if e.EntityType == "task" {
			tasks = append(tasks, e.EntityID)
		}
	}
	hidden, err := r.Unseen("task", tasks)
	if err != nil || len(hidden) == 0 {
		return err
	}
	rows, err := found[*Task](r.DB().Select("id", "ref", "title").Where("id IN ?", keys(hidden)))
	if err != nil {
		return err
	}
	var pairs []string
	for _, t := range rows {
		for _, words := range []string{t.Title, t.Ref} {
			if words != "" {
				pairs = append(pairs, words, unseenWords)
			}
		}
	}
	cover := strings.NewReplacer(pairs...)
	d.Reason = cover.Replace(d.Reason)
	for _, e := range d.Effects {
		e.EntityTitle = cover.Replace(e.EntityTitle)
	}
	for _, q := range d.Questions {
		q.Question = cover.Replace(q.Question)
	}
	for _, list := range d.Done {
		for _, s := range list {
			s.Error = cover.Replace(s.Error)
			for _, said := range [][]Labelled{s.Given, s.Gave} {
				for i := range said {
					said[i].Text = cover.Replace(said[i].Text)
				}
			}
			for i := range s.Seen {
				s.Seen[i].Met = cover.Replace(s.Seen[i].Met)
			}
			for _, a := range s.Attempts {
				a.Error = cover.Replace(a.Error)
			}
		}
	}
	return nil
}
