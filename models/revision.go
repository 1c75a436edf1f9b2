package models

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"strings"

	"gorm.io/gorm"
)

// parts names pieces of the database, each a few tables that change and are read together. What was read of some parts holds until one
// of them is changed.
type parts uint16

// The parts, in the order of their columns in the table of revisions.
const (
	partAccess parts = 1 << iota
	partPeople
	partCompany
	partStrategy
	partAlignment
	partOutcomes
	partGoals
	partWorkflows
	partProcesses
	partRhythm
	partTasks
	partNotices

	everyPart = partNotices<<1 - 1
	noPart    = parts(0)
	partCount = 12
)

// tableParts says to which part each table belongs. Nothing is held of the tables that belong to none.
var tableParts = map[string]parts{
	"sessions": partAccess, "passwords": partAccess, "links": partAccess,
	"people": partPeople, "memberships": partPeople, "absences": partPeople,
	"companies": partCompany, "teams": partCompany,
	"strategies": partStrategy, "strategy_authors": partStrategy, "intents": partStrategy, "strategy_choices": noPart,
	"alignment_steps": partAlignment, "dismissals": partAlignment,
	"outcomes": partOutcomes, "outcome_closes": partOutcomes, "outcome_metrics": partOutcomes, "metrics": partOutcomes, "readings": partOutcomes,
	"goals": partGoals, "goal_outcomes": partGoals, "objectives": partGoals, "objective_goals": partGoals,
	"workflows": partWorkflows, "workflow_outcomes": partWorkflows,
	"processes": partProcesses, "process_versions": partProcesses, "process_steps": partProcesses, "step_duties": partProcesses, "version_authors": partProcesses,
	"rules": partRhythm, "rule_versions": partRhythm, "rule_edits": partRhythm, "cadences": partRhythm, "reviews": partRhythm, "review_moves": partRhythm, "editions": partRhythm, "read_requests": partRhythm, "receipts": partRhythm, "wordings": partRhythm, "wording_receipts": partRhythm,
	"tasks": partTasks, "task_objectives": partTasks, "task_goals": partTasks, "initiatives": partTasks, "initiative_outcomes": partTasks, "initiative_objectives": partTasks, "initiative_moves": noPart, "handoffs": partTasks,
	"decisions": noPart, "decision_links": noPart, "handoff_answers": noPart,
	"handoff_rungs": noPart,
	"task_touched":  noPart, "task_standings": noPart, "task_sums": noPart, "task_sum_days": noPart,
	"task_outcomes": partTasks, "task_items": partTasks, "task_series": partTasks, "task_comments": partTasks, "task_mentions": partTasks,
	"pulses": noPart, "pulse_lines": noPart, "pulse_items": noPart,
	"issues": noPart, "issue_links": noPart, "issue_notes": noPart,
	"events": noPart, "external_refs": noPart, "findings": noPart, "counters": noPart, "secrets": noPart, "failed_sign_ins": noPart, "calendar_feeds": noPart, "uploads": noPart,
	"work": noPart, "deliveries": noPart, "channels": noPart, "channel_hosts": noPart, "hook_secrets": noPart, "webhooks": noPart, "webhook_calls": noPart,
	"notices": partNotices, "notice_choices": noPart,
	"operations_strategies": noPart, "operations_anchors": noPart, "operations_measures": noPart, "operations_priorities": noPart,
	"capabilities": noPart, "long_goals": noPart, "long_goal_caps": noPart,
	"allocations": noPart, "review_sheets": noPart, "review_items": noPart,
	"runs": noPart, "run_skips": noPart, "run_steps": noPart, "step_attempts": noPart, "run_effects": noPart, "waits": noPart, "approvals": noPart, "approval_votes": noPart, "approval_chains": noPart, "chain_stages": noPart, "chain_approvers": noPart, "schedules": noPart,
	"audits": noPart, "gap_weeks": noPart,
	"recall_rounds": noPart, "recall_asked": noPart, "recall_counts": noPart,
	"pins": partNotices, "recents": noPart, "search_docs": noPart, "search_text": noPart,
	"promise_moves": noPart, "planned_changes": noPart, "planned_items": noPart, "symptoms": partRhythm, "symptom_looks": noPart, "revision": noPart,
}

const (
	readRevision = "SELECT mark, access, people, company, strategy, alignment, outcomes, goals, workflows, processes, rhythm, tasks, notices FROM revision WHERE id = 1"
	nextRevision = `INSERT INTO revision (id, mark, access, people, company, strategy, alignment, outcomes, goals, workflows, processes, rhythm, tasks, notices)
		VALUES (1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark,
		access = CASE WHEN $2 THEN excluded.mark ELSE revision.access END, people = CASE WHEN $3 THEN excluded.mark ELSE revision.people END,
		company = CASE WHEN $4 THEN excluded.mark ELSE revision.company END, strategy = CASE WHEN $5 THEN excluded.mark ELSE revision.strategy END,
		alignment = CASE WHEN $6 THEN excluded.mark ELSE revision.alignment END, outcomes = CASE WHEN $7 THEN excluded.mark ELSE revision.outcomes END,
		goals = CASE WHEN $8 THEN excluded.mark ELSE revision.goals END, workflows = CASE WHEN $9 THEN excluded.mark ELSE revision.workflows END,
		processes = CASE WHEN $10 THEN excluded.mark ELSE revision.processes END, rhythm = CASE WHEN $11 THEN excluded.mark ELSE revision.rhythm END,
		tasks = CASE WHEN $12 THEN excluded.mark ELSE revision.tasks END, notices = CASE WHEN $13 THEN excluded.mark ELSE revision.notices END`
)

// Revision is a mark that every committed change makes anew, whichever program on this database made it. As long as it is the same,
// nothing that a page shows has changed but the time of day. Empty before the first change. Rights is one for what decides who somebody
// is and what they may: it stays when something else is changed. Notices is one for what anybody was told.
type Revision struct{ Mark, Rights, Notices string }

// marks are those of the whole database and of its parts.
type marks struct {
	whole string
	parts [partCount]string
}

func (m *marks) scan(row *sql.Row) error {
	into := []any{&m.whole}
	for i := range m.parts {
		into = append(into, &m.parts[i])
	}
	err := row.Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return err
}

// of is one mark for some parts together.
func (m *marks) of(some parts) string {
	var b strings.Builder
	for i, mark := range m.parts {
		if some&(1<<i) != 0 {
			b.WriteString(mark)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Revision reads the mark of the last change.
func (db *DB) Revision(ctx context.Context) (Revision, error) {
	ctx, cancel := limit(ctx, readLimit)
	defer cancel()
	var m marks
	if err := m.scan(db.revision.QueryRowContext(ctx)); err != nil {
		return Revision{}, err
	}
	return Revision{Mark: m.whole, Rights: m.of(partAccess | partPeople | partCompany | partStrategy), Notices: m.of(partNotices)}, nil
}

// prepareRevision readies the one query that comes before every page.
func (db *DB) prepareRevision(ctx context.Context) error {
	pool, err := db.read.DB()
	if err != nil {
		return err
	}
	db.revision, err = pool.PrepareContext(ctx, readRevision)
	return err
}

// touchedKey finds in a write's context which parts it has changed so far.
type touchedKey struct{}

// noteTouched lets every statement that changes rows note the part they belong to. A statement that is written out counts for all parts.
func noteTouched(g *gorm.DB) error {
	note := func(of func(g *gorm.DB) parts) func(g *gorm.DB) {
		return func(g *gorm.DB) {
			if touched, inside := g.Statement.Context.Value(touchedKey{}).(*parts); inside {
				*touched |= of(g)
			}
		}
	}
	row := note(func(g *gorm.DB) parts {
		if part, known := tableParts[g.Statement.Table]; known {
			return part
		}
		return everyPart
	})
	callbacks := g.Callback()
	return errors.Join(
		callbacks.Create().Before("gorm:create").Register("throughline:touched", row),
		callbacks.Update().Before("gorm:update").Register("throughline:touched", row),
		callbacks.Delete().Before("gorm:delete").Register("throughline:touched", row),
		callbacks.Raw().Before("gorm:raw").Register("throughline:touched", note(func(*gorm.DB) parts { return everyPart })),
	)
}

// change is the last act of a write: on PostgreSQL others who write wait for this row, so it is held for the commit alone, and every
// other lock that the commit needs is taken before it. The mark is chance and not a number: after a backup was restored, a number
// would come up a second time with other content.
func (tx *Tx) change() error {
	args := []any{rand.Text()}
	for i := range partCount {
		args = append(args, *tx.touched&(1<<i) != 0)
	}
	if tx.g.Name() == "postgres" {
		if err := tx.DB().Exec("SET CONSTRAINTS ALL IMMEDIATE").Error; err != nil {
			return err // in the words of GORM, which knows a broken rule by its number
		}
	}
	if err := tx.keepTaskSums(); err != nil {
		return err
	}
	_, err := tx.g.Statement.ConnPool.ExecContext(tx.ctx, nextRevision, args...)
	return err
}
