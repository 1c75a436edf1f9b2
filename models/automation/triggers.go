package automation

import (
	"slices"

	"throughline/models"
)

// Trigger is one moment that a rule can start at, in words that continue "When".
type Trigger struct {
	Type   string // name of the event, or of a moment of it
	Entity string // kind of thing that it is about
	Group  string // under which it is listed
	Says   string
}

// Groups are the headings under which triggers are listed, in order.
var Groups = []string{"Decisions and handoffs", "Strategy and outcomes", "Goals and objectives", "Initiatives and allocations", "Work", "Workflows and processes",
	"Reviews and pulses", "People and teams", "Rules and approvals", "From outside"}

var triggers = slices.Concat(
	listed(Groups[0],
		"decision.proposed", "a decision is proposed", "decision.accepted", "a decision is accepted", "decision.superseded", "a decision is superseded",
		"decision.reversed", "a decision is reversed", "decision.changed", "a proposed decision is changed", "decision.withdrawn", "a proposed decision is withdrawn",
		"handoff.created", "a decision is handed over", "handoff.delivered", "a handoff is shown to its receiver", "handoff.answered", "a handoff is answered",
		"handoff.unanswered", "a handoff stays without an answer", "handoff.started", "the work of a handoff starts", "handoff.done", "the work of a handoff is done",
		"handoff.reopened", "the work of a handoff is opened again", "handoff.cancelled", "a handoff is cancelled", "handoff.handed_on", "a handoff is handed on",
		"handoff.breached", "the work of a rule does not reach its owner in time",
	),
	listed(Groups[1],
		"strategy.in_force", "a strategy comes in force", "strategy.superseded", "a strategy is superseded", "intent.in_force", "an intent comes in force",
		"intent.changed", "the intent in force changes", "outcome.off_track", "an outcome goes off track", "outcome.back_on_track", "an outcome comes back on track",
		"outcome.changed", "an outcome is changed", "outcome.retargeted", "an outcome gets another target", "outcome.deadline_moved", "the deadline of an outcome moves",
		"outcome.owner_changed", "an outcome gets another owner", "outcome.achieved", "an outcome is achieved", "outcome.missed", "an outcome is missed",
		"outcome.created", "an outcome is written", "outcome.removed", "an outcome is removed", "metric.stale", "a metric goes quiet", "reading.recorded", "a reading is recorded",
		"reading.taken_back", "a reading is taken back", "edition.issued", "briefs are issued",
	),
	listed(Groups[2],
		"goal.created", "a goal is written", "goal.changed", "a goal is changed", "goal.removed", "a goal is removed", "objective.created", "an objective is written",
		"objective.changed", "an objective is changed", "objective.done", "an objective is done", "objective.missed", "an objective is missed",
		"objective.dropped", "an objective is dropped", "objective.removed", "an objective is removed",
	),
	listed(Groups[3],
		"initiative.proposed", "an initiative is proposed", "initiative.committed", "an initiative is committed to", "initiative.started", "an initiative starts",
		"initiative.paused", "an initiative is paused", "initiative.done", "an initiative is done", "initiative.dropped", "an initiative is dropped",
		"initiative.reopened", "an initiative is opened again", "initiative.changed", "an initiative is changed", "initiative.review_moved", "an initiative is looked at later",
		"allocation.proposed", "an allocation is proposed", "allocation.changed", "an allocation is changed", "allocation.decided", "an allocation is decided",
		"allocation.reopened", "an allocation is proposed anew",
	),
	listed(Groups[4],
		"task.created", "a task is made", "task.changed", "a task is changed", "task.reassigned", "a task gets another owner", "task.due_moved", "the day of a task moves",
		"task.started", "a task is started", "task.blocked", "a task is blocked", "task.done", "a task is done", "task.reopened", "a task is opened again",
		"task.cancelled", "a task is cancelled", "task.overdue", "a task is overdue", "issue.raised", "an issue is raised", "issue.moved", "an issue is moved",
		"issue.handed_over", "an issue gets another owner", "issue.escalated", "an issue climbs", "issue.resolved", "an issue is resolved", "issue.opened_again", "an issue is opened again",
	),
	listed(Groups[5],
		"workflow.created", "a workflow is written down", "workflow.changed", "a workflow is changed", "workflow.verdict_given", "a workflow gets its verdict",
		"workflow.ended", "a workflow has ended", "workflow.goes_on", "a workflow that had ended goes on", "workflow.removed", "a workflow is removed",
		"process.created", "a process is written", "process.changed", "a process is changed", "process.documented", "a process waits for approval",
		"process.approved", "a process is approved", "process.returned", "a process is sent back", "process.succeeded", "the next version of a process is begun",
	),
	listed(Groups[6],
		"review.scheduled", "a review is put on the calendar", "review.due", "a review is a week away", "review.moved", "a review is moved", "review.held", "a review is held",
		"review.skipped", "a review is skipped", "review.missed", "a review is missed", "pulse.scheduled", "a pulse is put on the calendar", "pulse_line.reported", "a lead reports to a pulse",
		"pulse.started", "a pulse starts", "pulse.held", "a pulse is held", "pulse.missed", "a pulse is missed",
	),
	listed(Groups[7],
		"person.added", "a person is added", "person.left", "a person leaves", "person.returned", "a person is back", "person.teams_changed", "a person joins or leaves a team",
		"team.added", "a team is added", "team.changed", "a team is changed", "team.lead_changed", "a team gets another lead", "team.removed", "a team is closed",
		"absence.entered", "an absence is entered", "absence.changed", "an absence is changed", "absence.ended", "an absence ends",
	),
	listed(Groups[8],
		"rule.failed", "a rule fails", "rule.paused", "a rule is paused", "approval.requested", "an approval is asked for", "approval.decided", "an approval is decided",
		"approval.stage_reached", "an approval reaches its next stage", "approval.asked_anew", "an approval is asked anew", "approval.due", "an approval is to be decided within a day",
		"approval_chain.created", "an approval chain is written", "approval_chain.changed", "an approval chain is changed", "approval_chain.removed", "an approval chain is removed",
	),
	listed(Groups[9],
		"schedule.fired", "its time comes by the calendar", "webhook.received", "a call comes in at a hook",
	),
)

// listed makes the triggers of one group from pairs of a type and its words.
func listed(group string, pairs ...string) (list []Trigger) {
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, Trigger{Type: pairs[i], Entity: models.Subject(pairs[i]), Group: group, Says: pairs[i+1]})
	}
	return list
}

// Triggers lists every moment that a rule can start at. Drafts start nothing, nor do sign-in and other events of security.
func Triggers() []Trigger { return triggers }

// TriggerOf finds a trigger by its type.
func TriggerOf(kind string) (Trigger, bool) {
	for _, t := range triggers {
		if t.Type == kind {
			return t, true
		}
	}
	return Trigger{}, false
}
