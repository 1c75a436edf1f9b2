package models

import (
	"strings"
)

// MapFound is what the words of a search lead to on the map.
type MapFound struct {
	List []MapHit
	More bool // there is more than is listed
}

// MapHit is one thing that was found.
type MapHit struct{ Kind, Ref, Title, State string }

// mostFound bounds how much a search on the map lists of the things of the strategy, and of tasks.
const mostFound = 20

// FindOnMap finds things on the map by their reference or by words of their title. What this person may not open is not found.
func (r *Read) FindOnMap(words string) (*MapFound, error) {
	f := &MapFound{}
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return f, nil
	}
	web, err := r.mapWeb()
	if err != nil {
		return nil, err
	}
	if t := web.byRef[strings.ToUpper(words)]; t != nil {
		f.List = append(f.List, MapHit{t.kind, t.ref, t.title, t.word})
		return f, nil
	}
	for _, t := range web.list {
		if holdsWords(strings.ToLower(t.title), words) {
			if len(f.List) == mostFound {
				f.More = true
				break
			}
			f.List = append(f.List, MapHit{t.kind, t.ref, t.title, t.word})
		}
	}
	return f, r.findTasksOnMap(f, words)
}

func holdsWords(title, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(title, word) {
			return false
		}
	}
	return true
}

// findTasksOnMap adds the tasks: one by its reference, or those whose title holds all words, open ones first.
func (r *Read) findTasksOnMap(f *MapFound, words string) error {
	if ref := strings.ToUpper(words); strings.HasPrefix(ref, "T") && refNumber(ref) > 0 {
		t, err := r.TaskByRef(ref)
		if err == nil && r.seenTask(t) == nil {
			f.List = append([]MapHit{{"task", t.Ref, t.Title, t.State}}, f.List...)
			return nil
		}
		if _, refused := AsRefusal(err); err != nil && !refused {
			return err
		}
	}
	q := r.seenTasks(r.DB().Model(&Task{}).Where("removed_at IS NULL"))
	for _, word := range strings.Fields(words)[:min(6, len(strings.Fields(words)))] {
		q = q.Where(`LOWER(title) LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	var rows []MapHit
	err := q.Select("'task' AS kind, ref, title, state").Order("CASE WHEN state IN ('done', 'cancelled') THEN 1 ELSE 0 END, created_at DESC, id").Limit(mostFound + 1).Find(&rows).Error
	if len(rows) > mostFound {
		rows, f.More = rows[:mostFound], true
	}
	f.List = append(f.List, rows...)
	return err
}
