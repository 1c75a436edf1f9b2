package exchange

import (
	"regexp"
	"strings"

	"throughline/models"
	"throughline/models/day"
)

// The headings that goals and objectives share.
var (
	aimHeadings = map[string][]string{
		"title": {"statement", "name"}, "start_day": {"start_date", "start"}, "level_text": {"level_source", "level"},
		"status_text": {"status"}, "joint": {"is_joint"}, "labels": {"tags"},
	}
	aimAlso = map[string]string{
		"parent_objective_id": "objective", "parent_goal_id": "goal", "parent_id": "objective", "parent": "objective", "goal_id": "goal", "goal_ids": "goal",
		"owner_ref": "person", "owner": "person", "owner_person_id": "person", "owner_text": "", "level": "",
		"due_day": "", "due_text": "", "deadline": "", "deadline_text": "", "due_date": "", "end_date": "", "end": "",
	}
)

// goalOrObjective tells from the level what a row of objectives.csv is. Without a level nobody knows, and it comes in as a draft goal.
func goalOrObjective(it *item) string {
	switch strings.ToLower(it.text("level")) {
	case "tactical", "objective":
		return "objective"
	}
	return "goal"
}

// takeAim settles level, place, owner and deadline of a goal or an objective.
func takeAim(im *importer, it *item) error {
	level := strings.ToLower(it.text("level"))
	if it.sheet.kind.name == "objective" && level != "strategic" && level != "tactical" && level != "goal" && level != "objective" {
		it.find("horizon", it.text("level_text", "level_source", "level"))
	}
	parent := im.under(it)
	owner, words := im.owner(it, false)
	due, dueText := im.due(it, dueMust)
	switch aim := it.entity.(type) {
	case *models.Goal:
		aim.OwnerPersonID, aim.OwnerText, aim.DueDay, aim.DueText = owner, words, due, dueText
		if parent != nil && parent[0] == "goal" {
			aim.ParentGoalID = &parent[1]
		} else if parent != nil {
			it.find("goal_under_aim", it.above())
		}
		aim.State = state(it, aim.StatusText)
	case *models.Objective:
		aim.OwnerPersonID, aim.OwnerText, aim.DueDay, aim.DueText = owner, words, due, dueText
		goals := list(it.text("goal_ids", "goal_id"))
		if parent != nil && parent[0] == "objective" {
			aim.ParentObjectiveID = &parent[1]
		} else if parent != nil {
			im.deliver(it.id, parent[1])
		}
		for _, one := range goals {
			if kind, goal, ok := im.resolve("goal", one); ok && kind == "goal" {
				im.deliver(it.id, goal)
			} else {
				it.find("dangling", "goal_id: "+one)
			}
		}
		if parent == nil && len(goals) == 0 {
			it.find("goal_missing", "")
		}
		aim.State = state(it, aim.StatusText)
	}
	return nil
}

// under is the kind and id of what a goal or objective stands under.
func (im *importer) under(it *item) *[2]string {
	named := it.above()
	if named == "" {
		return nil
	}
	kind, id, ok := im.resolve(it.sheet.kind.name, named)
	if ok {
		return &[2]string{kind, id}
	}
	it.find("dangling", "parent: "+named)
	return nil
}

func (im *importer) deliver(objective, goal string) {
	im.link(&models.ObjectiveGoal{Row: models.Row{ID: im.made("objective_goal", objective, goal)}, ObjectiveID: objective, GoalID: goal})
}

// state is draft for what does not fit yet, else done or active.
func state(it *item, status string) string {
	switch {
	case len(it.found) > 0:
		return models.Draft
	case strings.EqualFold(strings.TrimRight(status, ". "), "done"):
		return models.Done
	}
	return models.Active
}

// owner reads who owns a row: the first of those named, and all of them in words. A team alone owns enough where team says so.
func (im *importer) owner(it *item, team bool) (*string, string) {
	words := it.text("owner_text")
	var refs, known, called []string
	for _, heading := range []string{"owner_ref", "owner_person_id", "assignee_ref", "owner", "assignee"} {
		if refs = list(it.text(heading)); len(refs) > 0 {
			break
		}
	}
	for _, ref := range refs {
		if _, id, ok := im.resolve("person", ref); ok {
			known = append(known, id)
			ref = firstOf(im.person[id], ref)
		} else {
			it.find("dangling", "owner: "+ref)
		}
		if !strings.Contains(words, ref) {
			called = append(called, ref)
		}
	}
	if len(called) > 0 && (len(refs) > 1 || len(known) < len(refs)) {
		if named := strings.Join(called, "; "); words == "" {
			words = named
		} else {
			words += " (" + named + ")"
		}
	}
	if len(refs) > 1 || len(refs) == 0 && !team {
		it.find("owner_one", words)
	}
	if len(known) == 0 {
		return nil, words
	}
	return &known[0], words
}

// quarters are words that mean nothing before the start of the fiscal year is known.
var quarters = regexp.MustCompile(`(?i)fy|q[1-4]`)

// What is asked of a deadline: nothing once the work is over; a day where there are words; a day after today.
const (
	dueOver = iota
	dueWords
	dueMust
)

// due reads a deadline: the day, and the words where there are some. What is past stays, with a finding.
func (im *importer) due(it *item, ask int) (day.Day, string) {
	typed := it.text("deadline", "due_day", "due_date", "due", "end_date", "end")
	words := it.text("deadline_text", "due_text")
	d, err := parseDay(typed)
	if err != nil {
		words, d = strings.Trim(typed+"; "+words, "; "), ""
	}
	if d == "" && words != "" && (im.confirmed || !quarters.MatchString(words)) {
		if read, sure := day.ParseWords(words, im.calendar, ""); sure {
			d = read
		}
	}
	switch {
	case ask == dueOver:
	case d == "" && words != "":
		it.find("deadline_words", words)
	case ask == dueWords:
	case d == "":
		it.find("deadline_missing", "")
	case d.Before(im.today) || d == im.today:
		it.find("deadline_past", d.Long())
	}
	return d, words
}
