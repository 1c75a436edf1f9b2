package models

import (
	"encoding/json"
	"time"
)

// Event is the append-only record of one change: who did what to which thing, when, and how it stood before and after.
type Event struct {
	ID            string `gorm:"primaryKey"`
	Type          string
	EntityType    string
	EntityID      string
	EntityVersion int
	ActorPersonID *string
	ActorName     string
	Payload       string
	DedupeKey     *string
	CauseRunID    string // the run of a rule that made it; empty when a person or the calendar did
	RootID        string // the event that began the chain; empty for one that began itself
	Depth         int    // how many runs stand between the two
	RuleChain     string // ids of the rules that led here, a blank between two
	OccurredAt    time.Time
}

// EventType is the name of what happened: entity.past-word in the product's own words.
type EventType string

// Every event the product can record. A new trigger is its line here and one Emit; who is told of it, if anybody, is a line in told.go.
const (
	CompanySetUp         EventType = "company.set_up"
	CompanyChanged       EventType = "company.changed"
	ExampleRemoved       EventType = "company.example_removed"
	ImportDone           EventType = "company.imported"
	PersonAdded          EventType = "person.added"
	PersonChanged        EventType = "person.changed"
	PersonRolesChanged   EventType = "person.roles_changed"
	PersonLeft           EventType = "person.left"
	PersonReturned       EventType = "person.returned"
	PersonTeamsChanged   EventType = "person.teams_changed"
	PersonInvited        EventType = "person.invited"
	PersonPasswordSet    EventType = "person.password_set"
	PersonSignedIn       EventType = "person.signed_in"
	PersonSignInFailed   EventType = "person.sign_in_failed"
	PersonSignedOut      EventType = "person.signed_out"
	TeamAdded            EventType = "team.added"
	TeamChanged          EventType = "team.changed"
	TeamRemoved          EventType = "team.removed"
	TeamPutBack          EventType = "team.put_back"
	StrategyStarted      EventType = "strategy.started"
	StrategyAuthorsSet   EventType = "strategy.authors_set"
	StrategyInForce      EventType = "strategy.in_force"
	StrategySuperseded   EventType = "strategy.superseded"
	IntentInForce        EventType = "intent.in_force"
	StepDone             EventType = "alignment_step.done"
	StepReopened         EventType = "alignment_step.reopened"
	StepLookAgain        EventType = "alignment_step.look_again"
	IntentSaved          EventType = "intent.saved"
	IntentChanged        EventType = "intent.changed"
	OutcomeCreated       EventType = "outcome.created"
	OutcomeChanged       EventType = "outcome.changed"
	OutcomePicked        EventType = "outcome.picked"
	OutcomeSetAside      EventType = "outcome.set_aside"
	OutcomeRemoved       EventType = "outcome.removed"
	OutcomePutBack       EventType = "outcome.put_back"
	OutcomeOffTrack      EventType = "outcome.off_track"
	OutcomeBackOnTrack   EventType = "outcome.back_on_track"
	MetricStale          EventType = "metric.stale"
	ReadingRecorded      EventType = "reading.recorded"
	ReadingTakenBack     EventType = "reading.taken_back"
	WorkflowCreated      EventType = "workflow.created"
	WorkflowChanged      EventType = "workflow.changed"
	WorkflowVerdictGiven EventType = "workflow.verdict_given"
	VerdictsGiven        EventType = "alignment_step.verdicts_given"
	WorkflowEnded        EventType = "workflow.ended"
	WorkflowGoesOn       EventType = "workflow.goes_on"
	WorkflowRemoved      EventType = "workflow.removed"
	WorkflowPutBack      EventType = "workflow.put_back"
	UploadCameIn         EventType = "upload.taken_in"
	UploadWentBack       EventType = "upload.taken_back"
	ProcessCreated       EventType = "process.created"
	ProcessChanged       EventType = "process.changed"
	ProcessDocumented    EventType = "process.documented"
	ProcessApproved      EventType = "process.approved"
	ProcessReturned      EventType = "process.returned"
	ProcessTakenBack     EventType = "process.taken_back"
	ProcessSucceeded     EventType = "process.succeeded"
	ProcessOrdered       EventType = "process.ordered"
	StepAdded            EventType = "process_step.added"
	StepChanged          EventType = "process_step.changed"
	StepRemoved          EventType = "process_step.removed"
	StepPutBack          EventType = "process_step.put_back"
	ProcessRemoved       EventType = "process.removed"
	ProcessPutBack       EventType = "process.put_back"
	GoalCreated          EventType = "goal.created"
	GoalChanged          EventType = "goal.changed"
	GoalRemoved          EventType = "goal.removed"
	GoalPutBack          EventType = "goal.put_back"
	ObjectiveCreated     EventType = "objective.created"
	ObjectiveChanged     EventType = "objective.changed"
	ObjectiveRemoved     EventType = "objective.removed"
	ObjectivePutBack     EventType = "objective.put_back"
	ThingsMerged         EventType = "merge.done"
	MergeUndone          EventType = "merge.undone"
	TaskCreated          EventType = "task.created"
	TaskChanged          EventType = "task.changed"
	TaskDone             EventType = "task.done"
	TaskReopened         EventType = "task.reopened"
	DecisionRecorded     EventType = "decision.proposed"
	DecisionChanged      EventType = "decision.changed"
	DecisionTaken        EventType = "decision.accepted"
	DecisionReplaced     EventType = "decision.superseded"
	DecisionTurned       EventType = "decision.reversed"
	DecisionWithdrawn    EventType = "decision.withdrawn"
	DecisionPutBack      EventType = "decision.put_back"
	HandoffCreated       EventType = "handoff.created"
	HandoffDelivered     EventType = "handoff.delivered"
	HandoffAnswered      EventType = "handoff.answered"
	HandoffStarted       EventType = "handoff.started"
	HandoffDone          EventType = "handoff.done"
	HandoffReopened      EventType = "handoff.reopened"
	HandoffCancelled     EventType = "handoff.cancelled"
	HandoffUnanswered    EventType = "handoff.unanswered"
	HandoffHandedOn      EventType = "handoff.handed_on"
	TaskStarted          EventType = "task.started"
	TaskHeldUp           EventType = "task.blocked"
	TaskDropped          EventType = "task.cancelled"
	TasksChanged         EventType = "company.tasks_changed"
	TaskItemAdded        EventType = "task_item.added"
	TaskItemTicked       EventType = "task_item.ticked"
	TaskItemUnticked     EventType = "task_item.unticked"
	TaskItemMoved        EventType = "task_item.moved"
	TaskItemRemoved      EventType = "task_item.removed"
	TaskItemPutBack      EventType = "task_item.put_back"
	CommentAdded         EventType = "task_comment.added"
	CommentRemoved       EventType = "task_comment.removed"
	CommentPutBack       EventType = "task_comment.put_back"
	MentionMade          EventType = "task_mention.made"
	MentionRead          EventType = "task_mention.read"
	SeriesBegun          EventType = "task_series.begun"
	SeriesChanged        EventType = "task_series.changed"
	SeriesWentOn         EventType = "task_series.went_on"
	SeriesOver           EventType = "task_series.ended"
	SeriesResumed        EventType = "task_series.resumed"
	SeriesHandedOver     EventType = "task_series.handed_over"
	MentionUnread        EventType = "task_mention.reading_taken_back"
	IssueRaised          EventType = "issue.raised"
	IssueMoved           EventType = "issue.moved"
	IssueHandedOver      EventType = "issue.handed_over"
	IssueCommented       EventType = "issue.commented"
	IssueEscalated       EventType = "issue.escalated"
	IssueClosed          EventType = "issue.resolved"
	IssueReopened        EventType = "issue.opened_again"
	AbsenceEntered       EventType = "absence.entered"
	AbsenceChanged       EventType = "absence.changed"
	AbsenceEnded         EventType = "absence.ended"
	AbsenceRemoved       EventType = "absence.removed"
	PulseScheduled       EventType = "pulse.scheduled"
	PulseReported        EventType = "pulse_line.reported"
	PulseNoted           EventType = "pulse_line.noted"
	PulseStarted         EventType = "pulse.started"
	PulseTurned          EventType = "pulse.turned"
	PulseHeld            EventType = "pulse.held"
	PulseMissed          EventType = "pulse.missed"
	PulseExplained       EventType = "pulse.explained"
	PulseItemMade        EventType = "pulse_item.made"
	ReviewMissed         EventType = "review.missed"
	RuleCreated          EventType = "rule.created"
	RuleChanged          EventType = "rule.changed"
	RuleRemoved          EventType = "rule.removed"
	RulePutBack          EventType = "rule.put_back"
	CadenceChanged       EventType = "cadence.changed"
	CadenceLocked        EventType = "cadence.locked"
	ReviewScheduled      EventType = "review.scheduled"
	ReviewMoved          EventType = "review.moved"
	ReviewHandedOver     EventType = "review.handed_over"
	CalendarFeedMade     EventType = "calendar_feed.made"
	CalendarFeedEnded    EventType = "calendar_feed.ended"
	InitiativeChanged    EventType = "initiative.changed"
	EditionIssued        EventType = "edition.issued"
	ReceiptGiven         EventType = "receipt.given"
	ReceiptTakenBack     EventType = "receipt.taken_back"
	WordingNew           EventType = "wording.renewed"
	WordingRead          EventType = "wording.read"
	ReadersReminded      EventType = "wording.reminded"
	ChannelAdded         EventType = "channel.added"
	ChannelChanged       EventType = "channel.changed"
	ChannelSealed        EventType = "channel.sealed"
	ChannelRemoved       EventType = "channel.removed"
	ChannelHostAllowed   EventType = "channel_host.allowed"
	ChannelHostForbidden EventType = "channel_host.forbidden"
	AdviceDismissed      EventType = "advice.dismissed"
	AdviceTakenBack      EventType = "advice.taken_back"
	FindingSettled       EventType = "finding.settled"
	WorkGivenUp          EventType = "work.given_up"
	WorkTriedAgain       EventType = "work.tried_again"
)

// The events of reviews, initiatives and allocations.
const (
	ReviewHeld            EventType = "review.held"
	ReviewSkipped         EventType = "review.skipped"
	SheetPrepared         EventType = "review_sheet.prepared"
	SheetSaved            EventType = "review_sheet.saved"
	SheetHeld             EventType = "review_sheet.held"
	SheetSkipped          EventType = "review_sheet.skipped"
	AllocationProposed    EventType = "allocation.proposed"
	AllocationChanged     EventType = "allocation.changed"
	AllocationDecided     EventType = "allocation.decided"
	AllocationReopened    EventType = "allocation.reopened"
	AllocationRemoved     EventType = "allocation.removed"
	AllocationPutBack     EventType = "allocation.put_back"
	InitiativeProposed    EventType = "initiative.proposed"
	InitiativeCommitted   EventType = "initiative.committed"
	InitiativeStarted     EventType = "initiative.started"
	InitiativePaused      EventType = "initiative.paused"
	InitiativeDone        EventType = "initiative.done"
	InitiativeDropped     EventType = "initiative.dropped"
	InitiativeReopened    EventType = "initiative.reopened"
	InitiativeReviewMoved EventType = "initiative.review_moved"
	InitiativeRemoved     EventType = "initiative.removed"
	InitiativePutBack     EventType = "initiative.put_back"
)

// The events of rules, their runs and approvals, and those that the calendar brings about for rules.
const (
	RuleFailed       EventType = "rule.failed"
	WebhookAdded     EventType = "webhook.added"
	WebhookChanged   EventType = "webhook.changed"
	WebhookRenewed   EventType = "webhook.renewed"
	WebhookRemoved   EventType = "webhook.removed"
	HookSecretAdded  EventType = "hook_secret.added"
	HookSecretSet    EventType = "hook_secret.set"
	HookSecretGone   EventType = "hook_secret.removed"
	RuleHalted       EventType = "rule.paused"
	RulePublishedNow EventType = "rule.published"
	RuleResumed      EventType = "rule.resumed"
	RuleRetiredNow   EventType = "rule.retired"
	RuleTried        EventType = "rule.tried"
	RunTold          EventType = "run.told"
	RunCancelledBy   EventType = "run.cancelled"
	RunGoneOn        EventType = "run.retried"
	RunMovedOn       EventType = "run.moved"
	RunUndone        EventType = "run.undone"
	HandoffBreached  EventType = "handoff.breached"
	ApprovalAsked    EventType = "approval.requested"
	ApprovalDecided  EventType = "approval.decided"

	ApprovalMoved     EventType = "approval.stage_reached"
	ApprovalAskedAnew EventType = "approval.asked_anew"
	ApprovalNear      EventType = "approval.due"
	ChainCreated      EventType = "approval_chain.created"
	ChainChanged      EventType = "approval_chain.changed"
	ChainRemoved      EventType = "approval_chain.removed"
	ChainPutBack      EventType = "approval_chain.put_back"

	ScheduleFired EventType = "schedule.fired"
	WebhookCame   EventType = "webhook.received"
	ReviewDue     EventType = "review.due"
	TaskOverdue   EventType = "task.overdue"
)

// Change is an event's payload: how the thing stood before and after. Either may be nothing.
type Change struct {
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// Emit records one change in the same transaction as the change itself.
func (tx *Tx) Emit(kind EventType, subject Entity, before, after any) error {
	e, err := tx.event(kind, subject, before, after)
	if err != nil {
		return err
	}
	return tx.record(e)
}

// Tell records what happened to a thing that was not saved itself, as that an outcome went off track by a reading. It stands for no
// version of the thing.
func (tx *Tx) Tell(kind EventType, subject Entity, before, after any) error {
	e, err := tx.event(kind, subject, before, after)
	if err != nil {
		return err
	}
	e.EntityVersion = 0
	return tx.record(e)
}

// record keeps an event, with the work of telling it to those whom it concerns and of looking for rules that it starts.
func (tx *Tx) record(e *Event) error {
	if err := tx.DB().Create(e).Error; err != nil {
		return err
	}
	if err := tx.tellLater(e); err != nil {
		return err
	}
	return tx.dispatchLater(e)
}

func (tx *Tx) event(kind EventType, subject Entity, before, after any) (*Event, error) {
	b, err := toJSON(before)
	if err != nil {
		return nil, err
	}
	a, err := toJSON(after)
	if err != nil {
		return nil, err
	}
	payload, err := json.Marshal(Change{Before: b, After: a})
	if err != nil {
		return nil, err
	}
	e := &Event{
		ID: NewID(), Type: string(kind), EntityType: EntityType(subject), EntityID: subject.row().ID, EntityVersion: subject.row().Version,
		ActorName: tx.Who.Name, Payload: string(payload), OccurredAt: tx.Now,
	}
	if tx.Who.PersonID != "" {
		e.ActorPersonID = &tx.Who.PersonID
	}
	tx.blame(e)
	return e, nil
}

// AsOf fills into with how a thing stood at one of its versions, from the events. Found is false when that version was not recorded.
func (r *Read) AsOf(entityType, id string, version int, into any) (found bool, err error) {
	var e Event
	q := r.DB().Where("entity_type = ? AND entity_id = ? AND entity_version = ?", entityType, id, version).Order("occurred_at DESC, id DESC").Limit(1).Find(&e)
	if q.Error != nil || q.RowsAffected == 0 {
		return false, q.Error
	}
	var c Change
	if err := json.Unmarshal([]byte(e.Payload), &c); err != nil || len(c.After) == 0 || string(c.After) == "null" {
		return false, err
	}
	return true, json.Unmarshal(c.After, into)
}
