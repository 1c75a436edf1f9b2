package exchange

import (
	"sync"

	"throughline/models"
)

// kinds lists every table that goes in and out, each behind those that its rows must name. It is made when it is first asked for: every start
// of the program would wait for it otherwise, and few need it.
func kinds() []*kind {
	known.Do(func() { known.list = everyKind() })
	return known.list
}

var known struct {
	sync.Once
	list []*kind
}

// Left are the tables that never leave the database in an export, and why.
var Left = map[string]string{
	"passwords":        "a secret",
	"sessions":         "a secret",
	"links":            "a secret",
	"calendar_feeds":   "a secret",
	"secrets":          "a secret",
	"failed_sign_ins":  "only guards this installation",
	"uploads":          "lists of workflows or readings that one person has not confirmed yet, and what takes a confirmed one back; both go after a while",
	"notices":          "follow from the history, and go after 90 days",
	"deliveries":       "what this installation has sent",
	"work":             "what this installation still has to do",
	"channels":         "its address is a secret; set the chat room anew",
	"channel_hosts":    "only guards this installation",
	"hook_secrets":     "a secret; set it anew",
	"webhooks":         "its address is a secret; make the hook anew",
	"webhook_calls":    "what came in at this installation",
	"rule_versions":    "history; a backup keeps it, and a rule comes in as a draft",
	"rule_edits":       "only serve to undo the last edits of a draft",
	"runs":             "history; a backup keeps it",
	"run_steps":        "history; a backup keeps it",
	"step_attempts":    "history; a backup keeps it",
	"run_effects":      "history; a backup keeps it",
	"run_skips":        "history; a backup keeps it",
	"waits":            "what this installation still has to do",
	"approvals":        "history; a backup keeps it",
	"approval_votes":   "history; a backup keeps it",
	"schedules":        "what this installation still has to do",
	"planned_changes":  "history; a backup keeps it",
	"planned_items":    "history; a backup keeps it",
	"counters":         "follow from the references",
	"events":           "history; a backup keeps it",
	"promise_moves":    "history; a backup keeps it",
	"goose_db_version": "the schema's own",
	"recall_rounds":    "asked in private; the answers stay in this installation",
	"recall_asked":     "asked in private; the answers stay in this installation",
	"recall_counts":    "asked in private; the answers stay in this installation",
	"search_docs":      "follows from everything else",
	"task_touched":     "follows from the tasks",
	"task_standings":   "follows from the tasks",
	"task_sums":        "follows from the tasks",
	"task_sum_days":    "follows from the tasks",
	"recents":          "what each person opened last",
	"revision":         "a mark of this database's last change",
}

func everyKind() []*kind {
	return []*kind{
		table[models.Company](kind{title: "name"}),
		table[models.Person](kind{
			title: "name", parent: "manager_person_id",
			alias: map[string][]string{"name": {"display_name"}, "manager_person_id": {"manager_id", "manager"}, "email": {"e_mail", "mail"}, "role_title": {"role", "job_title"}},
			also:  map[string]string{"team_ids": "team", "team_id": "team", "teams": "team"},
			take:  takePerson,
		}),
		table[models.NoticeChoice](kind{unique: []string{"person_id", "topic"}}),
		table[models.Team](kind{
			title: "name", parent: "parent_team_id",
			alias: map[string][]string{"parent_team_id": {"parent_id", "parent"}, "lead_person_id": {"lead_id", "lead"}, "mission": {"description"}},
			take:  takeTeam,
		}),
		table[models.Membership](kind{unique: []string{"person_id", "team_id"}}),
		table[models.Absence](kind{}),
		table[models.Strategy](kind{take: takeStrategy}),
		table[models.StrategyAuthor](kind{unique: []string{"strategy_id", "person_id"}}),
		table[models.AlignmentStep](kind{unique: []string{"strategy_id", "step"}}),
		table[models.Intent](kind{title: "statement"}),
		table[models.Goal](kind{title: "title", parent: "parent_goal_id", alias: aimHeadings, also: aimAlso, take: takeAim}),
		table[models.Objective](kind{
			title: "title", parent: "parent_objective_id", alias: aimHeadings, also: aimAlso, take: takeAim,
			choose: goalOrObjective, kinds: []string{"objective", "goal"},
		}),
		table[models.ObjectiveGoal](kind{unique: []string{"objective_id", "goal_id"}}),
		table[models.Outcome](kind{
			title: "title",
			alias: map[string][]string{"title": {"statement", "name", "metric"}, "owner_team_id": {"team_id"}, "status_text": {"status"}},
			also: map[string]string{
				"owner_ref": "person", "owner": "person", "owner_kind": "", "metric": "", "unit": "", "indicator_type": "", "direction": "",
				"baseline": "", "target": "", "target_withheld": "", "objective_id": "objective", "goal_id": "goal", "owner_person_id": "person", "deadline": "", "deadline_text": "", "due_date": "", "end_date": "",
			},
			take: takeOutcome,
		}),
		table[models.OutcomeClose](kind{}),
		table[models.GoalOutcome](kind{unique: []string{"goal_id", "outcome_id"}}),
		table[models.Metric](kind{title: "name"}),
		table[models.OutcomeMetric](kind{unique: []string{"outcome_id", "metric_id"}}),
		table[models.Reading](kind{
			alias: map[string][]string{"day": {"date"}, "status_text": {"status"}},
			also:  map[string]string{"value": "", "value_text": "", "outcome_id": "outcome", "metric_id": "metric"},
			take:  takeReading,
		}),
		table[models.Workflow](kind{
			title: "name", alias: map[string][]string{"name": {"title"}},
			also: map[string]string{
				"owner_ref": "person", "owner": "person", "owner_person_id": "person", "mapped_outcome_ids": "outcome", "outcome_ids": "outcome", "frequency": "",
				"effort_hours_per_month": "", "effort_hours_per_week": "",
			},
			take: takeWorkflow,
		}),
		table[models.WorkflowOutcome](kind{unique: []string{"workflow_id", "outcome_id"}}),
		table[models.ApprovalChain](kind{title: "name"}),
		table[models.ChainStage](kind{}),
		table[models.ChainApprover](kind{}),
		table[models.Process](kind{title: "name"}),
		table[models.ProcessVersion](kind{unique: []string{"process_id", "n"}}),
		table[models.ProcessStep](kind{}),
		table[models.StepDuty](kind{}),
		table[models.VersionAuthor](kind{unique: []string{"process_version_id", "person_id"}}),
		table[models.Initiative](kind{
			title: "name",
			alias: map[string][]string{
				"name": {"title", "statement"}, "review_day": {"review_date"}, "start_day": {"start_date", "start"}, "success_metric": {"measure"}, "status_text": {"status"},
			},
			also: map[string]string{
				"owner_ref": "person", "owner": "person", "owner_person_id": "person", "objective_id": "objective", "goal_id": "goal",
				"due_day": "", "due_text": "", "deadline": "", "deadline_text": "", "due_date": "", "end_date": "", "outcome_id": "outcome", "outcome_ids": "outcome",
			},
			take: takeInitiative,
		}),
		table[models.InitiativeOutcome](kind{unique: []string{"initiative_id", "outcome_id"}}),
		table[models.InitiativeObjective](kind{unique: []string{"initiative_id", "objective_id"}}),
		table[models.InitiativeMove](kind{}),
		table[models.TaskSeries](kind{title: "title"}),
		table[models.Task](kind{
			title: "title", parent: "parent_task_id",
			alias: map[string][]string{
				"title": {"name", "summary"}, "created_day": {"created"}, "done_day": {"closed", "done", "completed"}, "external_url": {"url"}, "parent_task_id": {"parent_id", "parent"},
			},
			also: map[string]string{
				"owner_ref": "person", "owner": "person", "owner_person_id": "person", "assignee_ref": "person", "assignee": "person", "objective_id": "objective",
				"goal_id": "goal", "state": "", "status": "", "due_day": "", "due_text": "", "due": "", "due_date": "", "deadline": "", "deadline_text": "",
			},
			take: takeTask, many: true, brings: []string{"task_objective", "task_goal", "external_ref", "finding"},
		}),
		table[models.TaskObjective](kind{unique: []string{"task_id", "objective_id"}}),
		table[models.TaskGoal](kind{unique: []string{"task_id", "goal_id"}}),
		table[models.Capability](kind{unique: []string{"strategy_id", "entity_type", "entity_id"}}),
		table[models.LongGoal](kind{title: "title"}),
		table[models.LongGoalCap](kind{unique: []string{"long_goal_id", "goal_id"}}),
		table[models.OperationsStrategy](kind{title: "name"}),
		table[models.OperationsAnchor](kind{unique: []string{"operations_strategy_id", "outcome_id"}}),
		table[models.OperationsMeasure](kind{}),
		table[models.OperationsPriority](kind{}),
		table[models.Decision](kind{title: "title", parent: "supersedes_decision_id"}),
		table[models.DecisionLink](kind{unique: []string{"decision_id", "entity_type", "entity_id"}}),
		table[models.Allocation](kind{}),
		table[models.Handoff](kind{title: "work", unique: []string{"task_id"}}),
		table[models.HandoffAnswer](kind{}),
		table[models.HandoffRung](kind{unique: []string{"handoff_id", "turn", "who", "days"}}),
		table[models.TaskOutcome](kind{unique: []string{"task_id", "outcome_id"}}),
		table[models.TaskItem](kind{}),
		table[models.TaskComment](kind{}),
		table[models.TaskMention](kind{unique: []string{"task_comment_id", "person_id"}}),
		table[models.Issue](kind{title: "title"}),
		table[models.IssueLink](kind{unique: []string{"issue_id", "entity_type", "entity_id"}}),
		table[models.Pin](kind{unique: []string{"person_id", "entity_type", "entity_id"}}),
		table[models.IssueNote](kind{}),
		table[models.Rule](kind{}),
		table[models.StrategyChoice](kind{title: "title", unique: []string{"strategy_id", "entity_type", "entity_id"}}),
		table[models.Cadence](kind{unique: []string{"strategy_id", "clock"}}),
		table[models.Review](kind{}),
		table[models.ReviewMove](kind{}),
		table[models.ReviewSheet](kind{}),
		table[models.ReviewItem](kind{unique: []string{"review_sheet_id", "entity_type", "entity_id"}}),
		table[models.Pulse](kind{}),
		table[models.PulseLine](kind{unique: []string{"person_id", "pulse_id"}}),
		table[models.PulseItem](kind{unique: []string{"pulse_id", "entity_type", "entity_id"}}),
		table[models.Edition](kind{}),
		table[models.ReadRequest](kind{unique: []string{"edition_id", "person_id"}}),
		table[models.Receipt](kind{unique: []string{"edition_id", "person_id"}}),
		table[models.Wording](kind{unique: []string{"entity_id", "entity_type", "n"}}),
		table[models.WordingReceipt](kind{unique: []string{"hash", "entity_id", "entity_type", "person_id"}}),
		table[models.AuditRun](kind{}),
		table[models.GapWeek](kind{unique: []string{"week", "figure"}}),
		table[models.Symptom](kind{unique: []string{"mark"}}),
		table[models.SymptomLook](kind{}),
		table[models.ExternalRef](kind{unique: []string{"external_id", "kind", "origin"}}),
		table[models.Finding](kind{}),
		table[models.Dismissal](kind{unique: []string{"entity_id", "entity_type", "code"}}),
	}
}
