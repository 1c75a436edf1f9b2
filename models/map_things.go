package models

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// mostOnMap bounds how many things of one kind the map knows of.
const mostOnMap = 20_000

// mapStock is every thing of a strategy that one circle of readers may know of, untied. It does not hold tasks.
type mapStock struct {
	list  []*mapThing
	links []mapLink
}

// mapLink ties what is nearer to the intent to what is nearer to the work.
type mapLink struct {
	up, down string // ids
	side     bool   // a workflow or a process at the side of an outcome
}

// mapRow is what the tables of the strategy's things have in common.
type mapRow struct {
	ID, Ref, Title, State, Verdict           string
	StrategyID, TeamID, OwnerPersonID        *string
	OwnerText                                string
	Priority                                 int
	DueDay, ReviewDay                        day.Day
	DueText                                  string
	ParentID, GoalID, ObjectiveID, OutcomeID *string
	WorkflowID                               *string
}

// draftsSeen says which drafts this person may know of: "all", or the ids of those.
func (r *Read) draftsSeen() (string, error) {
	if r.Who.Reach(ReadDraft) == All {
		return "all", nil
	}
	own := r.DB().Model(&StrategyAuthor{}).Select("strategy_id").Where("person_id = ?", r.Who.PersonID)
	var ids []string
	err := r.DB().Model(&Strategy{}).Where("state = ? AND (author_person_id = ? OR id IN (?))", Draft, r.Who.PersonID, own).Order("id").Limit(most).Pluck("id", &ids).Error
	return strings.Join(ids, " "), err
}

// mapWeb gives what one may know of, tied into the thread. Those who may know of the same share it.
func (r *Read) mapWeb() (*mapWeb, error) {
	seen, err := r.draftsSeen()
	if err != nil {
		return nil, err
	}
	slow := partCompany | partPeople | partStrategy | partOutcomes | partGoals | partWorkflows | partProcesses
	return held(r, "map for drafts "+seen+" on "+string(r.Today()), slow|partTasks, func() (*mapWeb, error) {
		stock, err := held(r, "map things for drafts "+seen+" on "+string(r.Today()), slow, r.mapStock)
		if err != nil {
			return nil, err
		}
		more, err := r.mapInitiatives()
		if err != nil {
			return nil, err
		}
		return tieMap(append(slices.Clone(stock.list), more.list...), append(slices.Clone(stock.links), more.links...)), nil
	})
}

func (r *Read) mapStock() (*mapStock, error) {
	s := &mapStock{}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	if err := r.stockOutcomes(s, tree); err != nil {
		return nil, err
	}
	for _, aims := range []struct {
		kind    string
		layer   MapLayer
		table   any
		columns string
	}{
		{"goal", MapGoals, &Goal{}, "id, ref, title, state, strategy_id, team_id, owner_person_id, owner_text, priority, due_day, due_text, parent_goal_id AS parent_id"},
		{"objective", MapObjectives, &Objective{}, "id, ref, title, state, strategy_id, team_id, owner_person_id, owner_text, priority, due_day, due_text, parent_objective_id AS parent_id"},
	} {
		rows, err := r.stockRows(s, r.visible(r.DB().Model(aims.table)).Where("removed_at IS NULL").Select(aims.columns), aims.kind, aims.layer, tree)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			s.tie(row.ParentID, &row.ID)
		}
	}
	if err := r.stockWork(s, tree); err != nil {
		return nil, err
	}
	for _, pairs := range []*gorm.DB{
		r.DB().Model(&GoalOutcome{}).Select("outcome_id AS up, goal_id AS down"),
		r.DB().Model(&ObjectiveGoal{}).Select("goal_id AS up, objective_id AS down"),
	} {
		if err := s.tieAll(pairs, false); err != nil {
			return nil, err
		}
	}
	return s, s.tieAll(r.DB().Model(&WorkflowOutcome{}).Select("outcome_id AS up, workflow_id AS down"), true)
}

// stockOutcomes adds the outcomes as everybody may read them: a withheld target leaves no progress.
func (r *Read) stockOutcomes(s *mapStock, tree *Tree) error {
	list, err := r.outcomes(r.visibleOutcomes(r.DB().Where("removed_at IS NULL")).Limit(mostOnMap))
	if err != nil {
		return err
	}
	for some := range slices.Chunk(list, 500) {
		now, err := r.OutcomesNow(some, tree)
		if err != nil {
			return err
		}
		for _, o := range now {
			progress := o.Track.Progress
			if len(o.Metrics) > 1 {
				progress = o.Together.Progress
			}
			s.list = append(s.list, &mapThing{id: o.ID, kind: "outcome", ref: o.Ref, title: cmp.Or(o.Title, o.Name()), strategy: idOf(o.StrategyID), team: idOf(o.OwnerTeamID), ownerID: idOf(o.OwnerPersonID),
				owner: o.OwnedBy, due: o.Deadline, dueText: o.DeadlineText, mark: outcomeMark(o.Track.Status), word: o.Track.Status.Word(), progress: progress, priority: o.Priority,
				closed: o.Track.Status.Closed(), layer: MapOutcomes})
			s.tie(&o.ID, o.GoalID)
			s.tie(&o.ID, o.ObjectiveID)
		}
	}
	return nil
}

// stockWork adds what operations runs today: the workflows, and the processes that redesign them or were made for an outcome.
func (r *Read) stockWork(s *mapStock, tree *Tree) error {
	strategy, _, err := r.InForce()
	if err != nil {
		return err
	}
	var flows []*Workflow
	if err := r.DB().Where("removed_at IS NULL").Order("created_at, id").Limit(mostOnMap).Find(&flows).Error; err != nil {
		return err
	}
	if strategy == nil {
		withoutVerdicts(flows)
	}
	var owners []*string
	for _, w := range flows {
		owners = append(owners, w.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return err
	}
	for _, w := range flows {
		hours, _ := WeeklyHours(w)
		s.list = append(s.list, &mapThing{id: w.ID, kind: "workflow", ref: w.Ref, title: w.Name, team: idOf(w.TeamID), ownerID: idOf(w.OwnerPersonID),
			owner: ownerOf(w.TeamID, w.OwnerPersonID, w.OwnerText, tree.ByID, people), mark: verdictMark(w.Verdict), word: upperFirst(w.Verdict), verdict: w.Verdict, hours: hours, layer: MapSide})
	}
	q := r.notOver(r.visible(r.DB().Model(&Process{}))).Where("removed_at IS NULL").Select(`id, ref, name AS title, strategy_id, team_id, owner_person_id, workflow_id, outcome_id,
		COALESCE((SELECT v.state FROM process_versions v WHERE v.process_id = processes.id ORDER BY v.n DESC LIMIT 1), 'draft') AS state`)
	rows, err := r.stockRows(s, q, "process", MapSide, tree)
	for _, row := range rows {
		s.tie(row.WorkflowID, &row.ID)
		if row.OutcomeID != nil {
			s.links = append(s.links, mapLink{up: *row.OutcomeID, down: row.ID, side: true})
		}
	}
	return err
}

func verdictMark(verdict string) MapMark {
	switch verdict {
	case Keep, Redesign, Stop:
		return MapPlain
	case OutcomeMissing:
		return MapRisk
	}
	return MapNone
}

// mapInitiatives gives the initiatives with what they serve; one that was dropped hangs on nothing.
func (r *Read) mapInitiatives() (*mapStock, error) {
	s := &mapStock{}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	q := r.DB().Model(&Initiative{}).Where("removed_at IS NULL").
		Select("id, ref, name AS title, state, team_id, owner_person_id, owner_text, due_day, due_text, review_day, goal_id, objective_id")
	rows, err := r.stockRows(s, q, "initiative", MapObjectives, tree)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		s.tie(row.GoalID, &row.ID)
		s.tie(row.ObjectiveID, &row.ID)
	}
	if err := s.tieAll(r.DB().Model(&InitiativeOutcome{}).Select("outcome_id AS up, initiative_id AS down"), false); err != nil {
		return nil, err
	}
	err = s.tieAll(r.DB().Model(&InitiativeObjective{}).Select("objective_id AS up, initiative_id AS down"), false)
	served := map[string]bool{}
	for _, l := range s.links {
		served[l.down] = true
	}
	dropped := map[string]bool{}
	for _, t := range s.list {
		t.asks = served[t.id] && t.word != "Dropped"
		dropped[t.id] = t.word == "Dropped"
	}
	s.links = slices.DeleteFunc(s.links, func(l mapLink) bool { return dropped[l.down] })
	return s, err
}

// stockRows reads the rows of one kind and adds them as things, with who answers for them.
func (r *Read) stockRows(s *mapStock, q *gorm.DB, kind string, layer MapLayer, tree *Tree) ([]*mapRow, error) {
	var rows []*mapRow
	if err := q.Order("created_at, id").Limit(mostOnMap).Find(&rows).Error; err != nil {
		return nil, err
	}
	var owners []*string
	for _, row := range rows {
		owners = append(owners, row.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		t := &mapThing{id: row.ID, kind: kind, ref: row.Ref, title: row.Title, strategy: idOf(row.StrategyID), team: idOf(row.TeamID), ownerID: idOf(row.OwnerPersonID),
			owner: ownerOf(row.TeamID, row.OwnerPersonID, row.OwnerText, tree.ByID, people), due: row.DueDay, dueText: row.DueText, priority: row.Priority, layer: layer}
		t.mark, t.word = rowMark(kind, row, r.Today())
		t.closed = t.mark == MapFine || t.mark == MapClosed
		s.list = append(s.list, t)
	}
	return rows, nil
}

func rowMark(kind string, row *mapRow, today day.Day) (MapMark, string) {
	switch kind {
	case "process":
		mark := map[string]MapMark{ProcessInUse: MapFine, ProcessReplaced: MapClosed, ProcessWritten: MapPlain}[row.State]
		if mark == "" {
			mark = MapNone
		}
		return mark, upperFirst(row.State)
	case "initiative":
		mark, word := aimMark(row.State, row.DueDay, today)
		if mark == MapPlain && row.ReviewDay.Before(today) {
			return MapRisk, "Review overdue"
		}
		return mark, word
	}
	return aimMark(row.State, row.DueDay, today)
}

func (s *mapStock) tie(up, down *string) {
	if up != nil && down != nil && *up != "" && *down != "" {
		s.links = append(s.links, mapLink{up: *up, down: *down})
	}
}

func (s *mapStock) tieAll(pairs *gorm.DB, side bool) error {
	var list []struct{ Up, Down string }
	err := pairs.Order("id").Limit(5 * mostOnMap).Find(&list).Error
	for _, l := range list {
		s.links = append(s.links, mapLink{up: l.Up, down: l.Down, side: side})
	}
	return err
}
