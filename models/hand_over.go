package models

// Possession is one thing that stands in a person's name.
type Possession struct {
	Kind, Ref, Title string // Kind as people say it: outcome, workflow, open task
}

// OwnedBy lists what stands in a person's name and is not finished, at most 500 things. Drafts and personal tasks that are not for the reader are
// not among them, nor counted: handing all of it on takes them along.
func (r *Read) OwnedBy(p *Person) ([]*Possession, error) {
	var list []*Possession
	err := r.DB().Raw(`SELECT * FROM (
		SELECT 'team' AS kind, ref, name AS title, 0 AS place, '' AS strategy_id FROM teams WHERE lead_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'strategy', ref, title, 1, id FROM strategies WHERE owner_person_id = @id AND removed_at IS NULL AND state <> @superseded
		UNION ALL SELECT 'operations strategy', ref, name, 1, '' FROM operations_strategies WHERE owner_person_id = @id AND removed_at IS NULL AND state <> @superseded AND (@all OR state <> @draft)
		UNION ALL SELECT 'outcome', ref, title, 1, COALESCE(strategy_id, '') FROM outcomes WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'goal', ref, title, 2, COALESCE(strategy_id, '') FROM goals WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'objective', ref, title, 3, COALESCE(strategy_id, '') FROM objectives WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'workflow', ref, name, 4, '' FROM workflows WHERE (owner_person_id = @id OR verdict_person_id = @id) AND removed_at IS NULL
		UNION ALL SELECT 'process', ref, name, 5, COALESCE(strategy_id, '') FROM processes WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'initiative', ref, name, 6, '' FROM initiatives WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'open task', ref, title, 7, '' FROM tasks WHERE owner_person_id = @id AND removed_at IS NULL AND state NOT IN (@done, @cancelled) AND (@tasks OR `+forAll+`)
		UNION ALL SELECT 'issue', ref, title, 7, '' FROM issues WHERE owner_person_id = @id AND state <> 'resolved'
		UNION ALL SELECT 'repeating task', '', title, 7, '' FROM task_series WHERE owner_person_id = @id AND state = 'active' AND (@tasks OR team_id IS NOT NULL)
		UNION ALL SELECT 'handoff rule', ref, name, 8, COALESCE(strategy_id, '') FROM rules WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'review clock', '', clock, 9, COALESCE(strategy_id, '') FROM cadences WHERE owner_person_id = @id
		UNION ALL SELECT 'review', ref, day, 10, COALESCE(strategy_id, '') FROM reviews WHERE owner_person_id = @id AND removed_at IS NULL AND state = 'scheduled'
		UNION ALL SELECT 'open handoff', ref, work, 8, '' FROM handoffs WHERE (receiver_person_id = @id OR giver_person_id = @id) AND state NOT IN @over
		) owned WHERE @all OR NOT EXISTS (SELECT 1 FROM strategies s WHERE s.id = owned.strategy_id AND s.state = @draft) ORDER BY place, title, ref LIMIT 500`, map[string]any{"id": p.ID, "done": TaskFinished, "cancelled": TaskCancelled, "over": handoffOver,
		"draft": Draft, "superseded": Superseded, "all": r.Who.Reach(ReadDraft) == All, "tasks": r.Who.Reach(TickTask) == All}).Scan(&list).Error
	return list, err
}
