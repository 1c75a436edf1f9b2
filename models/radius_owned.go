package models

import (
	"slices"

	"gorm.io/gorm"
)

// ofTeam finds what a team has: what it owns, what it has to do, and who is on it.
func (x *span) ofTeam(kind string) *gorm.DB {
	q, id := x.table(kind), x.c.SubjectID
	switch kind {
	case "team":
		return q.Where("parent_team_id = ? AND removed_at IS NULL", id)
	case "outcome":
		return x.known(x.r.visibleOutcomes, q).Where("owner_team_id = ? AND removed_at IS NULL", id)
	case "operations_strategy":
		return x.known(x.r.visibleOperations, q).Where("team_id = ? AND removed_at IS NULL AND state <> ?", id, Superseded)
	case "goal", "objective":
		return x.known(x.r.visible, q).Where("team_id = ? AND removed_at IS NULL AND state NOT IN ?", id, overGoal)
	case "process":
		return x.known(x.r.visible, q).Where("team_id = ? AND removed_at IS NULL", id)
	case "rule":
		return x.known(x.r.visible, q).Where("team_id = ? AND removed_at IS NULL AND state <> ?", id, RuleRetired)
	case "workflow", "allocation":
		return q.Where("team_id = ? AND removed_at IS NULL", id)
	case "initiative":
		return q.Where("team_id = ? AND removed_at IS NULL AND state NOT IN ?", id, overGoal)
	case "approval_chain":
		return q.Where("removed_at IS NULL").Where(`team_id = ? OR EXISTS (SELECT 1 FROM chain_stages s JOIN chain_approvers a ON a.chain_stage_id = s.id
			WHERE s.approval_chain_id = approval_chains.id AND a.team_id = ?)`, id, id)
	case "task":
		return x.known(x.r.seenTasks, q.Where("team_id = ? AND removed_at IS NULL AND state NOT IN ?", id, []string{TaskFinished, TaskCancelled}))
	case "handoff":
		return q.Where("state NOT IN ? AND (team_id = ? OR lead_of_team_id = ?)", handoffOver, id, id)
	case "decision":
		return q.Where("team_id = ? AND removed_at IS NULL AND state = ?", id, DecisionProposed)
	case "issue":
		return q.Where("team_id = ? AND state <> ?", id, IssueResolved)
	case "task_series":
		return q.Where("team_id = ? AND state = ?", id, SeriesActive)
	case "person":
		return q.Where("active = ? AND id IN (SELECT person_id FROM memberships WHERE team_id = ?)", true, id)
	}
	return nil
}

// ofPerson finds what stands in a person's name and is not finished. Handing all of it on takes along what whoever does it may not read, so
// that nothing is left behind; nobody sees it or a number of it by that.
func (x *span) ofPerson(kind string) *gorm.DB {
	q, id := x.table(kind), x.person
	switch kind {
	case "team":
		return q.Where("lead_person_id = ? AND removed_at IS NULL", id)
	case "outcome":
		return x.known(x.r.visibleOutcomes, q).Where("owner_person_id = ? AND removed_at IS NULL", id)
	case "strategy":
		return x.known(x.r.visibleStrategies, q).Where("owner_person_id = ? AND removed_at IS NULL AND state <> ?", id, Superseded)
	case "operations_strategy":
		return x.known(x.r.visibleOperations, q).Where("owner_person_id = ? AND removed_at IS NULL AND state <> ?", id, Superseded)
	case "goal", "objective":
		return x.known(x.r.visible, q).Where("owner_person_id = ? AND removed_at IS NULL AND state NOT IN ?", id, overGoal)
	case "process":
		return x.known(x.r.visible, q).Where("owner_person_id = ? AND removed_at IS NULL", id)
	case "rule":
		return x.known(x.r.visible, q).Where("owner_person_id = ? AND removed_at IS NULL AND state <> ?", id, RuleRetired)
	case "workflow":
		return q.Where("(owner_person_id = ? OR verdict_person_id = ?) AND removed_at IS NULL", id, id)
	case "initiative":
		return q.Where("owner_person_id = ? AND removed_at IS NULL AND state NOT IN ?", id, overGoal)
	case "approval_chain":
		return q.Where("removed_at IS NULL").Where(`owner_person_id = ? OR EXISTS (SELECT 1 FROM chain_stages s JOIN chain_approvers a ON a.chain_stage_id = s.id
			WHERE s.approval_chain_id = approval_chains.id AND a.person_id = ?)`, id, id)
	case "task":
		return x.known(x.r.seenTasks, q.Where("owner_person_id = ? AND removed_at IS NULL AND state NOT IN ?", id, []string{TaskFinished, TaskCancelled}))
	case "handoff":
		return q.Where("state NOT IN ? AND (receiver_person_id = ? OR giver_person_id = ?)", handoffOver, id, id)
	case "decision":
		return q.Where("decider_person_id = ? AND removed_at IS NULL AND state = ?", id, DecisionProposed)
	case "issue":
		return q.Where("owner_person_id = ? AND state <> ?", id, IssueResolved)
	case "task_series":
		return x.known(x.r.seenSeries, q.Where("owner_person_id = ? AND state = ?", id, SeriesActive))
	case "review":
		return x.known(x.r.visible, q).Where("owner_person_id = ? AND removed_at IS NULL AND state = 'scheduled'", id)
	case "cadence":
		return x.known(x.r.visible, q).Where("owner_person_id = ?", id)
	}
	return nil
}

// onTeam are the kinds of things that somebody can have for a team.
var onTeam = []string{"operations_strategy", "goal", "objective", "workflow", "process", "rule", "initiative", "task", "handoff", "decision", "issue", "task_series"}

// ofMember finds what stands in the name of somebody who goes off a team, and is of that team.
func (x *span) ofMember(kind string) *gorm.DB {
	if !slices.Contains(onTeam, kind) {
		return nil
	}
	return x.ofPerson(kind).Where("team_id = ?", fieldOf(x.c.Was, "TeamID"))
}

// known keeps of a group what this person may know of.
func (x *span) known(seen func(*gorm.DB) *gorm.DB, q *gorm.DB) *gorm.DB {
	if x.blind {
		return q
	}
	return seen(q)
}
