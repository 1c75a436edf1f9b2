package exchange

import (
	"math"
	"strings"

	"throughline/models"
)

// takeWorkflow reads effort and rhythm as far as they are plain; the verdict is still to be given.
func takeWorkflow(im *importer, it *item) error {
	w := it.entity.(*models.Workflow)
	w.Verdict = models.Undecided
	w.FrequencyText = it.text("frequency_text", "frequency")
	w.OwnerPersonID, w.OwnerText = im.owner(it, false)
	if w.FrequencyText != "" && w.Times == nil {
		if times, per := rhythm(w.FrequencyText); per != "" {
			w.Times, w.Per = &times, per
		} else {
			it.find("frequency_words", w.FrequencyText)
		}
	}
	if w.EffortText != "" && w.Minutes == nil {
		if minutes := length(w.EffortText); minutes > 0 {
			w.Minutes = &minutes
		} else {
			it.find("frequency_words", w.EffortText)
		}
	}
	for heading, share := range map[string]float64{"effort_hours_per_month": 12.0 / 52, "effort_hours_per_week": 1} {
		if hours, err := number(it.text(heading)); err == nil && hours >= 0 && w.Hours == nil {
			hours = math.Round(hours*share*1000) / 1000
			w.Hours = &hours
		} else if it.text(heading) != "" && w.Hours == nil {
			it.find("not_read", heading+": "+it.text(heading))
		}
	}
	for _, one := range append(list(it.text("mapped_outcome_ids")), list(it.text("outcome_ids"))...) {
		_, outcome, ok := im.resolve("outcome", one)
		if !ok {
			it.find("dangling", "outcome: "+one)
			continue
		}
		im.link(&models.WorkflowOutcome{Row: models.Row{ID: im.made("workflow_outcome", it.id, outcome)}, WorkflowID: it.id, OutcomeID: outcome})
	}
	return nil
}

// takeInitiative takes a candidate, and lists what R21 still asks of it.
func takeInitiative(im *importer, it *item) error {
	i := it.entity.(*models.Initiative)
	i.State = models.Candidate
	if named := it.text("objective_id"); named != "" {
		switch kind, id, ok := im.resolve("objective", named); {
		case !ok:
			it.find("dangling", "objective_id: "+named)
		case kind == "goal":
			i.GoalID = &id
		default:
			i.ObjectiveID = &id
		}
	}
	for _, one := range append(list(it.text("outcome_id")), list(it.text("outcome_ids"))...) {
		_, outcome, ok := im.resolve("outcome", one)
		if !ok {
			it.find("dangling", "outcome: "+one)
			continue
		}
		im.link(&models.InitiativeOutcome{Row: models.Row{ID: im.made("initiative_outcome", it.id, outcome)}, InitiativeID: it.id, OutcomeID: outcome})
	}
	i.OwnerPersonID, i.OwnerText = im.owner(it, false)
	i.DueDay, i.DueText = im.due(it, dueWords)
	if i.SuccessMetric == "" {
		it.find("success_missing", "")
	}
	if i.ReviewDay == "" {
		it.find("review_missing", "")
	}
	return nil
}

// states are the words of other tools for the five states of a task.
var states = map[string]string{
	"": models.TaskOpen, "open": models.TaskOpen, "new": models.TaskOpen, "to do": models.TaskOpen, "todo": models.TaskOpen, "backlog": models.TaskOpen, "planned": models.TaskOpen,
	"in progress": models.TaskInProgress, "doing": models.TaskInProgress, "started": models.TaskInProgress, "active": models.TaskInProgress,
	"blocked": models.TaskBlocked,
	"done":    models.TaskFinished, "closed": models.TaskFinished, "completed": models.TaskFinished, "resolved": models.TaskFinished,
	"cancelled": models.TaskCancelled, "canceled": models.TaskCancelled, "descoped": models.TaskCancelled, "dropped": models.TaskCancelled,
}

// takeTask settles a task's state, thread, owner and due day. Only work still to do needs an owner.
func takeTask(im *importer, it *item) error {
	t := it.entity.(*models.Task)
	status := it.text("state", "status")
	known := false
	if t.State, known = states[strings.ToLower(strings.ReplaceAll(status, "_", " "))]; !known {
		t.State = models.TaskOpen
		it.find("status_words", status)
	}
	for _, heading := range []string{"objective_id", "goal_id"} {
		for _, one := range list(it.text(heading)) {
			switch kind, id, ok := im.resolve(strings.TrimSuffix(heading, "_id"), one); {
			case !ok:
				it.find("dangling", heading+": "+one)
			case kind == "goal":
				im.link(&models.TaskGoal{Row: models.Row{ID: im.made("task_goal", it.id, id)}, TaskID: it.id, GoalID: id})
			default:
				im.link(&models.TaskObjective{Row: models.Row{ID: im.made("task_objective", it.id, id)}, TaskID: it.id, ObjectiveID: id})
			}
		}
	}
	over := t.State == models.TaskFinished || t.State == models.TaskCancelled
	t.OwnerPersonID, t.OwnerText = im.owner(it, over)
	ask := dueWords
	if over {
		ask = dueOver
	}
	t.DueDay, t.DueText = im.due(it, ask)
	if t.State != models.TaskFinished {
		t.DoneDay = ""
	}
	return nil
}
