package demo

import "throughline/models"

// removal takes the example out, table by table. What stays: the company's settings, the accounts of administrators with how they sign in,
// the record about these, and the secrets of the installation. Short references begin anew, but not those of people, some of whom stay.
var removal = []string{
	"DELETE FROM planned_items",
	"DELETE FROM planned_changes",
	"DELETE FROM uploads",
	"DELETE FROM deliveries",
	"DELETE FROM notices",
	"DELETE FROM notice_choices WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM recall_counts",
	"DELETE FROM recall_asked",
	"DELETE FROM recall_rounds",
	"DELETE FROM pins",
	"DELETE FROM recents",
	"DELETE FROM receipts",
	"DELETE FROM read_requests",
	"DELETE FROM wording_receipts",
	"DELETE FROM wordings",
	"DELETE FROM editions",
	"DELETE FROM audits",
	"DELETE FROM gap_weeks",
	"DELETE FROM symptoms",
	"DELETE FROM symptom_looks",
	"DELETE FROM review_items",
	"DELETE FROM review_sheets",
	"DELETE FROM review_moves",
	"DELETE FROM pulse_items",
	"DELETE FROM pulse_lines",
	"DELETE FROM pulses",
	"DELETE FROM reviews",
	"DELETE FROM cadences",
	"DELETE FROM work WHERE kind IN ('event.dispatched', 'run.step', 'run.call', 'run.due', 'run.goes_on', 'run.target', 'rule.schedule', 'rule.planned')",
	"DELETE FROM approval_votes",
	"DELETE FROM approvals",
	"DELETE FROM waits",
	"DELETE FROM run_effects",
	"DELETE FROM step_attempts",
	"DELETE FROM run_steps",
	"DELETE FROM run_skips",
	"DELETE FROM runs",
	"DELETE FROM schedules",
	"DELETE FROM rule_versions",
	"DELETE FROM rule_edits",
	"DELETE FROM rules",
	"DELETE FROM issue_notes",
	"DELETE FROM issue_links",
	"DELETE FROM issues",
	"DELETE FROM work WHERE kind IN ('issue.climb', 'pulse.tend', 'strategy.begins')",
	"DELETE FROM allocations",
	"DELETE FROM operations_priorities",
	"DELETE FROM operations_measures",
	"DELETE FROM operations_anchors",
	"DELETE FROM operations_strategies",
	"DELETE FROM long_goal_caps",
	"DELETE FROM long_goals",
	"DELETE FROM capabilities",
	"DELETE FROM work WHERE kind = 'handoff.rung'",
	"DELETE FROM handoff_rungs",
	"DELETE FROM handoff_answers",
	"DELETE FROM handoffs",
	"DELETE FROM decision_links",
	"DELETE FROM decisions",
	"DELETE FROM task_mentions",
	"DELETE FROM task_comments",
	"DELETE FROM task_items",
	"DELETE FROM task_outcomes",
	"DELETE FROM task_goals",
	"DELETE FROM task_objectives",
	"DELETE FROM tasks",
	"DELETE FROM task_series",
	"DELETE FROM initiative_moves",
	"DELETE FROM initiative_objectives",
	"DELETE FROM initiative_outcomes",
	"DELETE FROM initiatives",
	"DELETE FROM step_duties",
	"DELETE FROM version_authors",
	"DELETE FROM process_steps",
	"DELETE FROM process_versions",
	"DELETE FROM processes",
	"DELETE FROM chain_approvers",
	"DELETE FROM chain_stages",
	"DELETE FROM approval_chains",
	"DELETE FROM workflow_outcomes",
	"DELETE FROM workflows",
	"DELETE FROM readings",
	"DELETE FROM outcome_metrics",
	"DELETE FROM metrics",
	"DELETE FROM goal_outcomes",
	"DELETE FROM outcome_closes",
	"DELETE FROM outcomes",
	"DELETE FROM objective_goals",
	"DELETE FROM objectives",
	"DELETE FROM goals",
	"DELETE FROM intents",
	"DELETE FROM alignment_steps",
	"DELETE FROM strategy_authors",
	"DELETE FROM strategy_choices",
	"DELETE FROM strategies",
	"DELETE FROM findings",
	"DELETE FROM dismissals",
	"DELETE FROM external_refs",
	"DELETE FROM absences",
	"DELETE FROM memberships",
	"DELETE FROM channels WHERE team_id IS NOT NULL",
	"UPDATE channel_hosts SET person_id = NULL WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"UPDATE webhooks SET person_id = NULL WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM webhook_calls",
	"UPDATE hook_secrets SET person_id = NULL WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM teams",
	"DELETE FROM sessions WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM calendar_feeds WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM links WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"DELETE FROM passwords WHERE person_id IN (SELECT id FROM people WHERE NOT administrator)",
	"UPDATE people SET manager_person_id = NULL",
	"DELETE FROM people WHERE NOT administrator",
	"DELETE FROM promise_moves",
	"DELETE FROM events WHERE entity_type <> 'company' AND entity_id NOT IN (SELECT id FROM people)",
	"DELETE FROM counters WHERE kind <> 'PE'",
}

// Remove takes the example company out in one act. Only an administrator may, and only while the company is the example.
func Remove(tx *models.Tx) error {
	if err := tx.Who.Must(models.ManagePeople); err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	if !c.Example {
		return models.AgainstRule("There is no example data here to remove.")
	}
	for _, statement := range removal {
		if err := tx.DB().Exec(statement).Error; err != nil {
			return err
		}
	}
	before := *c
	c.Example = false
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(models.ExampleRemoved, c, &before, c)
}
