// Package models is the product without pages: every table and every rule of the method. One file owns all writes to one table.
//
// Strategy: strategy.go intent.go outcome.go metric.go goal.go objective.go task.go
// Operations: workflow.go process.go rule.go edition.go
// From decision to work: decision*.go handoff*.go
// Rules and their runs: rule*.go run*.go approval*.go wait_rows.go schedule_rows.go; what carries them out is models/automation
// Silence and latency: ladder.go silence*.go latency*.go handoff_list.go metric_silence.go day_due.go
// What one owes: owed*.go weight*.go repeat.go task_series*.go
// The strategy at work: layers.go operations_*.go foundation*.go audit*.go gap*.go map*.go outcome_close*.go why*.go
// Changes and what was before: radius*.go planned_*.go history*.go promise*.go
// Finding and remembering: search*.go pin.go recall*.go
// The rhythm: pulse*.go issue*.go review*.go initiative*.go allocation*.go
// Who is away, and who has read what: absence*.go stand_ins.go wording*.go receipt*.go
// Figures: track.go alignment.go figure.go thread.go
// What pages and paper are drawn from: board.go role_outcomes.go flag.go outcome_now.go outcome_page.go strategy_page.go operations.go listing.go brief*.go
// People: company*.go team*.go person*.go people_list.go hand_over.go access.go who.go
// The door: setup.go first_run.go sign_in.go session.go password.go one_time_link.go
// Who is told of what: told*.go telling.go topics.go notice*.go; the work that does it is models/notify
// What is done after a change: work.go work_claim.go work_wake.go work_health.go; the loop that does it is models/work
// The ground under them: db.go migrate.go tx.go event.go refusal.go finding.go
package models
