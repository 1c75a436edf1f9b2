package models

import (
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"gorm.io/gorm"
)

// WorkKind names a sort of work, and with it the function that does it.
type WorkKind string

// Every kind of work in the product. A new kind is its line here, its title below, and the function in the list that serve starts.
const (
	ClearEnded  WorkKind = "housekeeping.ended"
	ClearWork   WorkKind = "housekeeping.work"
	FoldJournal WorkKind = "housekeeping.journal"
	LookAtWords WorkKind = "wording.look"
	ClimbIssues WorkKind = "issue.climb"
	ClearTold   WorkKind = "housekeeping.notices"
	TellEvent   WorkKind = "event.told"
	RepeatLook  WorkKind = "task.repeat_look"
	RepeatTasks WorkKind = "task.repeat"
	RungDue     WorkKind = "handoff.rung"
	LookSilence WorkKind = "handoff.silence"
	LookIssues  WorkKind = "issue.morning"
	LookDates   WorkKind = "date.morning"
	Morning     WorkKind = "company.morning"
	LookMetrics WorkKind = "metric.morning"
	LookAudits  WorkKind = "strategy.week"
	LookWrong   WorkKind = "symptom.morning"
	TendPulses  WorkKind = "pulse.tend"
	ApplyOnDay  WorkKind = "change.day"
	ChangeEve   WorkKind = "change.eve"

	StrategyBegins WorkKind = "strategy.begins"

	DispatchEvent WorkKind = "event.dispatched"
	DoRunStep     WorkKind = "run.step"
	CallOutside   WorkKind = "run.call"
	RunDue        WorkKind = "run.due"
	RunGoesOn     WorkKind = "run.goes_on"
	FireSchedule  WorkKind = "rule.schedule"
	PlanSchedules WorkKind = "rule.planned"
	SweepRuns     WorkKind = "run.sweep"
	RunTarget     WorkKind = "run.target"
	ClearRuns     WorkKind = "housekeeping.runs"
	ClearSkips    WorkKind = "housekeeping.skips"

	ClearSent    WorkKind = "housekeeping.deliveries"
	SendDelivery WorkKind = "delivery.sent"
	MailHourly   WorkKind = "mail.hourly"
	DigestsDue   WorkKind = "digest.due"
	DigestsOf    WorkKind = "digest.zone"
	MailDigest   WorkKind = "mail.digest"
)

// Title is the kind in words; a kind that this program does not know has none.
func (k WorkKind) Title() string {
	switch k {
	case ClearEnded:
		return "Clear away ended sessions, links and lists"
	case ClearWork:
		return "Clear away finished background work"
	case LookAtWords:
		return "Look whether the intent or a team's page reads otherwise"
	case LookAudits:
		return "Keep the week’s strategy audit and execution gap"
	case LookWrong:
		return "Look where strategy and work come apart"
	case StrategyBegins:
		return "Put the next strategy in force on its day"
	case FoldJournal:
		return "Fold the journal of the database into its file"
	case ApplyOnDay:
		return "Make a change count on its day"
	case ChangeEve:
		return "Remind of a change that counts from tomorrow on"
	case TendPulses:
		return "Prepare the next pulse, and note those that were missed"
	case ClimbIssues:
		return "Take an issue that nobody moved up to the next lead"
	case LookDates:
		return "See which reviews are near and which tasks are overdue"
	case LookIssues:
		return "See that every issue whose day has come goes up"
	case ClearTold:
		return "Clear away old notices"
	case RepeatLook:
		return "Look which repeating tasks come today"
	case RepeatTasks:
		return "Make the next of a repeating task"
	case TellEvent:
		return "Tell people what happened"
	case RungDue:
		return "Tell whom the ladder of silence names next"
	case LookSilence:
		return "See that every handoff without an answer has its next reminder"
	case Morning:
		return "Begin the company’s day"
	case LookMetrics:
		return "Look for quiet metrics and outcomes that the calendar turned"
	case DispatchEvent:
		return "Look which rules something starts"
	case DoRunStep:
		return "Do a step of a run"
	case CallOutside:
		return "Call another system for a run"
	case RunDue:
		return "Go on with a run whose time has come"
	case RunGoesOn:
		return "Go on with a run that waited"
	case FireSchedule:
		return "Start a rule by the calendar"
	case PlanSchedules:
		return "See when rules come next by the calendar"
	case SweepRuns:
		return "See that no run is stuck"
	case RunTarget:
		return "See whether the work of a run has reached its owner"
	case ClearRuns:
		return "Clear away what went into old runs"
	case ClearSkips:
		return "Clear away old counts of what rules left out"
	case ClearSent:
		return "Clear away old deliveries"
	case SendDelivery:
		return "Send a message"
	case MailHourly:
		return "Put the mail of an hour together"
	case DigestsDue, DigestsOf:
		return "Look whose Monday it is"
	case MailDigest:
		return "Put the page of Monday together"
	}
	return ""
}

// States of work.
const (
	WorkReady  = "ready"  // waits for its time and for somebody free
	WorkLeased = "leased" // somebody does it until the lease ends
	WorkDone   = "done"   // its effect is in the database
	WorkDead   = "dead"   // given up after the last try; an administrator can have it tried again
)

const (
	workTries = 6                   // how often work is tried when it does not say
	workKept  = 30 * 24 * time.Hour // how long finished work is kept: its key cannot come a second time as long
	workBatch = 500                 // finished rows that one transaction clears away
)

// WorkLease is how long a program has work for itself; while it is at it, it renews the lease.
const WorkLease = time.Minute

// Background is the actor of work that the program does by itself.
var Background = Who{Name: "Throughline", System: true}

// ErrLostLease tells that somebody else has the work by now: the effect must be rolled back.
var ErrLostLease = errors.New("models: the lease on this work has ended")

// Work is one thing to be done after a change. It is written in the transaction of the change, so that neither is there without the
// other; its effect and its end are one transaction too, so that it takes effect once.
type Work struct {
	Row
	Key        string    // names the occasion; a key is taken once
	Kind       WorkKind  // which function does it
	Ref        string    // what it is about, as the function reads it
	Lane       string    // work of one lane is done one after the other in the order it came; empty is no lane
	State      string    // ready, leased, done or dead
	RunAt      time.Time // not before; as soon as possible when zero
	LeaseUntil *time.Time
	Owner      string // the program that has it
	Attempt    int    // how often it was begun
	Max        int    // how often it is tried
	LastError  string // why the last try failed, in words

	Pause time.Duration `gorm:"-"` // how long the other side asked to be left alone, for the try that fails now; a day at most
}

// TableName is the table of work.
func (Work) TableName() string { return "work" }

// Enqueue has something done after this transaction, and not without it. Work whose key has come before is left as it is.
func (tx *Tx) Enqueue(w *Work) error {
	now, err := tx.readyWork(w)
	if err != nil {
		return err
	}
	added := tx.DB().Clauses(onceByKey).Create(w)
	if added.Error != nil || added.RowsAffected == 0 || w.RunAt.After(now) {
		return added.Error
	}
	return tx.poke()
}

// forgetWork takes out the work of a lane that nobody has begun: what it waited for will not come.
func (tx *Tx) forgetWork(lane string) error {
	return tx.DB().Where("lane = ? AND state = 'ready' AND lane <> ''", lane).Delete(&Work{}).Error
}

// FinishWork marks work as done. It is the last statement of the transaction that has the effect: when the lease was lost, its error
// rolls the effect back, because somebody else has done or will do it.
func (tx *Tx) FinishWork(w *Work) error {
	if err := tx.settle(w, map[string]any{"state": WorkDone, "last_error": "", "lease_until": nil}); err != nil {
		return err
	}
	return tx.takeNext()
}

// FailWork records in words why a try failed. The work comes back after a while that grows with each try; after its last try it is given
// up, with an event.
func (tx *Tx) FailWork(w *Work, why string) error {
	now, err := tx.workNow()
	if err != nil {
		return err
	}
	if w.Attempt >= w.Max {
		return tx.buryWork(w, why)
	}
	return tx.settle(w, map[string]any{"state": WorkReady, "last_error": why, "lease_until": nil, "run_at": now.Add(max(workPause(w.Attempt), min(w.Pause, 24*time.Hour)))})
}

// LastTry tells whether work that fails now is given up.
func (w *Work) LastTry() bool { return w.Attempt >= w.Max }

func (tx *Tx) buryWork(w *Work, why string) error {
	before := *w
	if err := tx.settle(w, map[string]any{"state": WorkDead, "last_error": why, "lease_until": nil}); err != nil {
		return err
	}
	w.State, w.LastError, w.LeaseUntil = WorkDead, why, nil
	w.Version++
	if slices.Contains([]WorkKind{DoRunStep, CallOutside, RunDue, RunGoesOn}, w.Kind) {
		if err := tx.stepGivenUp(w, why); err != nil {
			return err
		}
	}
	return tx.Emit(WorkGivenUp, w, &before, w)
}

// settle ends one try of work, if it still belongs to the one who tried.
func (tx *Tx) settle(w *Work, to map[string]any) error {
	to["version"], to["updated_at"] = gorm.Expr("version + 1"), tx.Now
	done := tx.DB().Model(&Work{}).Where("id = ? AND state = 'leased' AND owner = ? AND attempt = ?", w.ID, w.Owner, w.Attempt).Updates(to)
	if done.Error == nil && done.RowsAffected != 1 {
		return ErrLostLease
	}
	return done.Error
}

// workPauses are the waits before the second try, the third, and so on; the last holds for all further ones.
var workPauses = []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour}

// workPause is how long work rests after its nth try: up to a fifth more than the list says, so that what failed together does not come
// back together.
func workPause(tries int) time.Duration {
	if tries <= 0 {
		return 0
	}
	pause := workPauses[min(tries, len(workPauses))-1]
	return pause + rand.N(pause/5)
}
