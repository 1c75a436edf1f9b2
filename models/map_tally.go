package models

import "gorm.io/gorm"

// mapTally is tasks that stand alike. It is all that the map knows of tasks that it does not show, so that a fold costs the same however many
// tasks are in it.
type mapTally struct {
	taskSum
	loose bool // nothing asks for them, and they came with no decision
}

func (t *mapTally) mark() MapMark {
	mark, _ := taskMark(t.state, t.late)
	return mark
}

// bare tells whether nothing is served: an initiative that serves nothing itself asks for nothing.
func (t *mapTally) bare(web *mapWeb) bool { return !t.asked(web.asking) }

// mapTallies gives the tasks in groups; owner narrows them to one person's. Those that stand on a personal page alone are counted for who may
// see them.
func (r *Read) mapTallies(web *mapWeb, owner string) (list []*mapTally, err error) {
	sums, err := r.taskSums()
	if owner != "" && err == nil {
		sums, err = r.sumsOf("of "+owner, func(q *gorm.DB) *gorm.DB { return q.Where("tasks.owner_person_id = ?", owner) })
	}
	if err != nil {
		return nil, err
	}
	everybodys, hidden := r.Who.Reach(TickTask) == All, false
	add := func(s taskSum) { list = append(list, &mapTally{s, !s.handed && !s.asked(web.asking)}) }
	for _, s := range sums {
		switch personal := s.personal(web.asking); {
		case !personal:
			add(s)
		case everybodys:
			s.serves = nil
			add(s)
		default:
			hidden = true
		}
	}
	if !hidden {
		return list, nil
	}
	own, err := r.sumsOf("alone of "+owner+" for "+r.Who.PersonID, func(q *gorm.DB) *gorm.DB {
		if owner != "" {
			q = q.Where("tasks.owner_person_id = ?", owner)
		}
		return q.Where("tasks.team_id IS NULL").Where("tasks.owner_person_id = ? OR tasks.owner_person_id IN (?)", r.Who.PersonID, r.peopleLed())
	})
	for _, s := range own {
		if s.personal(web.asking) {
			s.serves = nil
			add(s)
		}
	}
	return list, err
}

// sumsOf gives some tasks by how they stand. They are found by whose they are, so that it costs as much as those people have.
func (r *Read) sumsOf(whose string, narrow func(*gorm.DB) *gorm.DB) ([]taskSum, error) {
	today := r.Today()
	return held(r, "sums of tasks "+whose+" on "+string(today), partTasks|partPeople|partCompany, func() (list []taskSum, err error) {
		rows, err := r.counted(narrow(r.DB().Table("tasks")), today)
		for _, row := range rows {
			list = append(list, row.sum())
		}
		return list, err
	})
}
