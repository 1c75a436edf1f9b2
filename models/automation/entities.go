package automation

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm/schema"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// entities are the rows that triggers are about, by the names they have in events. Each column of them is a field of a rule.
var entities = map[string]reflect.Type{
	"decision": of[models.Decision](), "handoff": of[models.Handoff](), "strategy": of[models.Strategy](), "intent": of[models.Intent](), "outcome": of[models.Outcome](),
	"metric": of[models.Metric](), "reading": of[models.Reading](), "edition": of[models.Edition](), "goal": of[models.Goal](), "objective": of[models.Objective](),
	"initiative": of[models.Initiative](), "allocation": of[models.Allocation](), "task": of[models.Task](), "issue": of[models.Issue](), "workflow": of[models.Workflow](),
	"process": of[models.Process](), "review": of[models.Review](), "pulse": of[models.Pulse](), "pulse_line": of[models.PulseLine](), "person": of[models.Person](),
	"team": of[models.Team](), "absence": of[models.Absence](), "rule": of[models.Rule](), "approval": of[models.Approval](), "approval_chain": of[models.ApprovalChain](),
}

func of[E any]() reflect.Type { return reflect.TypeFor[E]() }

// hidden columns are no field: what was typed beside a number, what the program keeps for itself, and settings of a person.
var hidden = strings.Fields(`removed_at beat minutes content sha256 wording draft draft_rev version_id trigger_type paused_reason publisher_person_id tried tried_at strategy_id
	email visit theme date_order decimal_comma time_zone status last_update_text legacy series_note series_day task_series_id role_entity role_type turn run_id step_key iter course stage_id process_version_id
	allocation_level speaker speaker_at position parent_task_id note status_text owner_text deadline_text due_text level_text baseline_text target_text value_text frequency_text effort_text`)

// labels are the words for columns that do not read well by themselves.
var labels = map[string]string{
	"owner_person_id": "owner", "owner_team_id": "owning team", "team_id": "team", "lead_person_id": "lead", "decider_person_id": "decider", "receiver_person_id": "receiver",
	"giver_person_id": "giver", "parent_team_id": "team above", "id": "which one", "ref": "reference", "state_reason": "reason for its state", "due_day": "due", "done_day": "done on",
	"created_day": "made on", "verdict_person_id": "who carries the verdict out", "verdict_day": "verdict by", "verdict_reason": "reason of the verdict", "decided_day": "decided on",
	"answer_day": "to be answered by", "next_day": "next action by", "by_person_id": "by whom", "objective_ids": "objectives it serves", "goal_ids": "goals it serves",
	"outcome_ids": "outcomes it serves", "review_day": "looked at again on", "lead_of_team_id": "team whose lead got it", "planned_day": "first planned for",
	"deputy_person_id": "deputy", "person_id": "person", "from_day": "from", "to_day": "to", "role_title": "role", "metric_id": "metric", "parent_objective_id": "objective above",
	"parent_goal_id": "goal above", "target_then": "target on its day", "baseline_then": "baseline on its day", "n": "number", "kind": "sort",
}

// options are the values of columns that have only a few.
var options = map[string][]string{
	"decision.state": {models.DecisionProposed, models.DecisionAccepted, models.DecisionSuperseded, models.DecisionReversed}, "handoff.state": models.HandoffStates,
	"outcome.state": {models.OutcomeDraft, models.OutcomeActive, models.OutcomeAchieved, models.OutcomeMissed, models.OutcomeRetired},
	"task.state":    models.TaskStates, "initiative.state": models.InitiativeStates, "objective.state": {models.Draft, models.Active, models.Done, models.Missed, models.Dropped},
	"workflow.verdict": {models.Undecided, models.Keep, models.Redesign, models.Stop, models.OutcomeMissing}, "review.state": {"scheduled", "held", "missed", "skipped"},
	"review.clock": {models.ClockReadings, models.ClockPulse, models.ClockStrategy, models.ClockOperations}, "strategy.kind": {"organizational", "operations"},
	"approval.state": {models.ApprovalPending, models.ApprovalApproved, models.ApprovalRefused, models.ApprovalLate, models.ApprovalOver},
	"rule.state":     {models.RuleDraft, models.RulePublished, models.RulePaused, models.RuleRetired},
	"pulse.state":    {"scheduled", "open", "held", "missed"}, "issue.state": {"open", "escalated", "resolved"},
}

// column is one field of a row.
type column struct {
	name  string // as in the database
	kind  blocks.FieldKind
	index []int
}

var (
	dayType  = reflect.TypeFor[day.Day]()
	timeType = reflect.TypeFor[time.Time]()
)

// columnsOf are the columns of each entity that are fields, in the order of their structs.
var columnsOf = func() map[string][]column {
	all := map[string][]column{}
	for entity, t := range entities {
		id := map[string]blocks.FieldKind{"team": blocks.TeamField, "person": blocks.PersonField}[entity]
		all[entity] = []column{{"id", cmp.Or(id, blocks.ChoiceField), []int{0, 0}}}
		for i := range t.NumField() {
			f := t.Field(i)
			name := schema.NamingStrategy{}.ColumnName("", f.Name)
			if kind, is := kindOf(entity, name, f.Type); is && !f.Anonymous && !slices.Contains(hidden, name) {
				all[entity] = append(all[entity], column{name, kind, f.Index})
			}
		}
	}
	return all
}()

// kindOf says what sort of field a column is; rows inside rows are none.
func kindOf(entity, name string, t reflect.Type) (kind blocks.FieldKind, is bool) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case strings.HasSuffix(name, "person_id"):
		return blocks.PersonField, true
	case strings.HasSuffix(name, "team_id"):
		return blocks.TeamField, true
	case t == dayType:
		return blocks.DayField, true
	case t == timeType:
		return blocks.InstantField, true
	case options[entity+"."+name] != nil, strings.HasSuffix(name, "_id"), name == "state":
		return blocks.ChoiceField, true
	}
	switch t.Kind() {
	case reflect.String:
		return blocks.TextField, true
	case reflect.Bool:
		return blocks.YesField, true
	case reflect.Int, reflect.Int64, reflect.Float64:
		return blocks.NumberField, true
	case reflect.Slice:
		return blocks.ListField, t.Elem().Kind() == reflect.String
	}
	return "", false
}

// label is a column in words.
func label(name string) string {
	if words := labels[name]; words != "" {
		return words
	}
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_person_id"), "_id"), "_at")
	return strings.ReplaceAll(name, "_", " ")
}
