package models

import (
	"strings"

	"throughline/models/day"
)

// mostDueSeries is how many series one look enqueues; the rest comes with the next look.
const mostDueSeries = 500

// RepeatDue has the next task made of every series whose day has come. It is looked at each hour, so that neither an import nor a clock
// that was set, nor another time zone, leaves one out.
func (tx *Tx) RepeatDue() error {
	list, err := found[*TaskSeries](tx.DB().Where("state = ? AND next_day <> '' AND next_day <= ?", SeriesActive, string(tx.Today())).Order("next_day, id").Limit(mostDueSeries))
	if err != nil {
		return err
	}
	for _, s := range list {
		if err := tx.askNext(s); err != nil {
			return err
		}
	}
	return nil
}

// askNext has the next task of a series made. Of one series never two are made at a time.
func (tx *Tx) askNext(s *TaskSeries) error {
	return tx.Enqueue(&Work{Key: "repeat:" + s.ID + ":" + string(s.NextDay) + ":" + itoa(s.Version), Kind: RepeatTasks, Ref: s.ID + " " + string(s.NextDay), Lane: "repeat:" + s.ID})
}

// seriesFollows asks for the next task of a series when its newest one is over.
func (tx *Tx) seriesFollows(t *Task) error {
	if t.TaskSeriesID == nil || !t.Over() {
		return nil
	}
	s, err := tx.seriesByID(*t.TaskSeriesID)
	if err != nil || s.State != SeriesActive || s.NextDay == "" || t.SeriesDay != s.LastDay {
		return err
	}
	return tx.askNext(s)
}

// MakeNext makes the next task of a series: that of the day asked for or, when further days have passed since, the latest of them alone. What
// was made already, or is not to be made any more, stays as it is.
func (tx *Tx) MakeNext(ref string) error {
	id, asked, _ := strings.Cut(ref, " ")
	list, err := found[*TaskSeries](tx.DB().Where("id = ?", id))
	if err != nil || len(list) == 0 {
		return err
	}
	s := list[0]
	if s.State != SeriesActive || s.NextDay == "" || string(s.NextDay) != asked {
		return nil
	}
	former, err := tx.newestOf(s)
	if err != nil {
		return err
	}
	if s.NextDay.After(tx.Today()) && (former == nil || !former.Over()) {
		return nil // opened again meanwhile: it comes on its day
	}
	p, err := s.Repeat()
	if err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	on, note := s.NextDay, ""
	if missed, err := p.Missed(s.StartDay, s.NextDay, tx.Today(), c.Calendar()); err != nil {
		return err
	} else if len(missed) > 1 {
		if on, err = p.Latest(s.StartDay, tx.Today(), c.Calendar()); err != nil {
			return err
		}
		note = missedWords(missed[:len(missed)-1])
	}
	next, err := tx.nextOf(s, former, on, note)
	if err != nil {
		return err
	}
	before := *s
	s.Made, s.LastDay = s.Made+1, on
	if s.NextDay, err = p.After(s.StartDay, on, c.Calendar()); err != nil {
		return err
	}
	if p.Times > 0 && s.Made >= p.Times {
		s.NextDay = ""
	}
	kind := SeriesWentOn
	if s.NextDay == "" {
		s.State, kind = SeriesEnded, SeriesOver
	}
	if err := tx.Emit(TaskCreated, next, nil, next); err != nil {
		return err
	}
	return tx.saveSeries(kind, &before, s)
}

func missedWords(days []day.Day) string {
	n := len(days)
	switch {
	case n == 1:
		return "The one of " + days[0].Long() + " was not made: its day had passed."
	case n >= mostMissed-1:
		return "More than " + itoa(mostMissed-1) + " earlier ones, from " + days[0].Long() + " on, were not made: their days had passed."
	}
	return itoa(n) + " earlier ones, from " + days[0].Long() + " to " + days[n-1].Long() + ", were not made: their days had passed."
}

// newestOf gives the newest task of a series; nil when there is none.
func (r *Read) newestOf(s *TaskSeries) (*Task, error) {
	list, err := found[*Task](r.DB().Where("task_series_id = ? AND series_day = ?", s.ID, string(s.LastDay)))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], r.fillTaskLinks(list[:1])
}

// nextOf writes the task of a day: what the series says, with the links and the checklist of the former one.
func (tx *Tx) nextOf(s *TaskSeries, former *Task, on day.Day, note string) (*Task, error) {
	t := &Task{Title: s.Title, Description: s.Description, State: TaskOpen, TeamID: s.TeamID, OwnerPersonID: s.OwnerPersonID, DueDay: on, CreatedDay: tx.Today(),
		TaskSeriesID: &s.ID, SeriesDay: on}
	left, err := tx.heir(t)
	if err != nil {
		return nil, err
	}
	t.SeriesNote = strings.TrimSpace(note + " " + left)
	if former == nil {
		return t, tx.Insert(t)
	}
	t.Kind, t.Labels, t.InitiativeID, t.ParentTaskID = former.Kind, former.Labels, former.InitiativeID, former.ParentTaskID
	for _, kind := range []string{"objective", "goal", "outcome"} {
		table := map[string]any{"objective": &Objective{}, "goal": &Goal{}, "outcome": &Outcome{}}[kind]
		ids := *former.links(kind)
		if len(ids) == 0 {
			continue
		}
		if err := tx.DB().Model(table).Where("id IN ? AND removed_at IS NULL", ids).Order("id").Limit(mostTies).Pluck("id", t.links(kind)).Error; err != nil {
			return nil, err
		}
	}
	if err := tx.Insert(t); err != nil {
		return nil, err
	}
	if err := tx.saveTaskLinks(t); err != nil {
		return nil, err
	}
	items, err := tx.TaskItems(former)
	if err != nil {
		return nil, err
	}
	lines := make([]*TaskItem, len(items))
	for i, item := range items {
		lines[i] = &TaskItem{TaskID: t.ID, Position: i, Words: item.Words}
	}
	return t, InsertAll[TaskItem](tx, lines)
}

// heir gives a task whose owner has left to the lead of its team, or of the nearest team above that has one, and says so.
func (tx *Tx) heir(t *Task) (string, error) {
	if t.OwnerPersonID == nil {
		return "", nil
	}
	owner, err := tx.PersonByID(*t.OwnerPersonID)
	if err != nil || owner.Active {
		return "", err
	}
	tree, err := tx.Tree()
	if err != nil {
		return "", err
	}
	if t.TeamID == nil {
		on, err := tx.TeamsOf(owner.ID)
		if err != nil {
			return "", err
		}
		if len(on) > 0 {
			t.TeamID = &on[0]
		}
	}
	t.OwnerPersonID = nil
	id := t.TeamID
	for range most {
		if id == nil || tree.ByID[*id] == nil {
			break
		}
		team := tree.ByID[*id]
		if team.LeadPersonID != nil && *team.LeadPersonID != owner.ID {
			lead, err := tx.PersonByID(*team.LeadPersonID)
			if err != nil {
				return "", err
			}
			if lead.Active {
				t.OwnerPersonID = &lead.ID
				return owner.Name + " left, so it is with the lead of " + team.Name + ".", nil
			}
		}
		id = team.ParentTeamID
	}
	t.OwnerText = owner.Name
	return owner.Name + " left, and nobody leads the team: it needs an owner.", nil
}
