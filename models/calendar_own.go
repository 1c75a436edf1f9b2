package models

import (
	"errors"
	"time"

	"throughline/models/day"
)

// DueThing is something of a person's own with its day: an objective, a goal, a task, an answer to a handoff, or the end of a workflow.
type DueThing struct {
	Kind, ID, Ref, Title string
	Day                  day.Day
	Version              int
	UpdatedAt            time.Time
	Cancelled            bool // it was on the calendar and does not come any more
}

// cancelledShown is how long a calendar still hears that something was cancelled.
const cancelledShown = 60 * 24 * time.Hour

// mostDue bounds how much of one's own stands in a calendar.
const mostDue = 500

var errNobody = errors.New("models: a calendar belongs to a person")

// OwnDue lists what is due in a person's own name between two days, soonest first, at most 500: their objectives and goals of the strategy in
// force, tasks, handoffs that wait for their answer, and workflows that they wind down. What was cancelled lately is among it, and says so.
func (r *Read) OwnDue(from, to day.Day) ([]*DueThing, error) {
	if r.Who.PersonID == "" {
		return nil, errNobody
	}
	var list []*DueThing
	err := r.DB().Raw(`SELECT * FROM (
		SELECT 'objective' AS kind, o.id, o.ref, o.title, o.due_day AS day, o.version, o.updated_at, 0 AS cancelled FROM objectives o JOIN strategies s ON s.id = o.strategy_id
			WHERE o.owner_person_id = @who AND o.removed_at IS NULL AND o.state = @active AND s.state = @inforce
		UNION ALL SELECT 'goal', g.id, g.ref, g.title, g.due_day, g.version, g.updated_at, 0 FROM goals g JOIN strategies s ON s.id = g.strategy_id
			WHERE g.owner_person_id = @who AND g.removed_at IS NULL AND g.state = @active AND s.state = @inforce
		UNION ALL SELECT 'task', t.id, t.ref, t.title, t.due_day, t.version, t.updated_at, CASE WHEN t.state = @cancelled THEN 1 ELSE 0 END FROM tasks t
			WHERE t.owner_person_id = @who AND t.removed_at IS NULL AND t.state <> @finished AND (t.state <> @cancelled OR t.updated_at > @lately)
				AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = t.id AND h.state IN @uncommitted AND h.acknowledged_at IS NULL)
		UNION ALL SELECT 'handoff', h.id, h.ref, h.work, h.answer_day, h.version, h.updated_at, CASE WHEN h.state = @stopped THEN 1 ELSE 0 END FROM handoffs h
			WHERE h.receiver_person_id = @who AND (h.state IN @waiting OR h.state = @stopped AND h.acknowledged_at IS NULL AND h.updated_at > @lately)
		UNION ALL SELECT 'workflow', w.id, w.ref, w.name, w.verdict_day, w.version, w.updated_at, 0 FROM workflows w
			WHERE w.verdict_person_id = @who AND w.removed_at IS NULL AND w.verdict = @stop AND w.ended_day = ''
		) due WHERE day >= @from AND day <= @to ORDER BY day, ref LIMIT @most`,
		map[string]any{"who": r.Who.PersonID, "active": Active, "inforce": InForce, "finished": TaskFinished, "cancelled": TaskCancelled, "uncommitted": uncommitted,
			"stopped": HandoffStopped, "waiting": waitsOnReceiver, "stop": Stop, "lately": r.Now.Add(-cancelledShown), "from": string(from), "to": string(to), "most": mostDue}).Scan(&list).Error
	return list, err
}
