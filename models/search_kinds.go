package models

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// SearchKind is one kind of thing that can be found, with the rows of it that a person may know of: by the same conditions as on its pages. In the
// conditions d is the line of the index.
type SearchKind struct {
	Key, One, Many string
	model          any
	stated         bool // its rows have a state worth saying
	seen           func(r *Read, q *gorm.DB) *gorm.DB
}

func everyone(_ *Read, q *gorm.DB) *gorm.DB { return q }

func standing(_ *Read, q *gorm.DB) *gorm.DB { return q.Where("removed_at IS NULL") }

func ofStrategies(r *Read, q *gorm.DB) *gorm.DB { return r.visible(q.Where("removed_at IS NULL")) }

// SearchKinds are all kinds, in the order in which things that fit equally well are shown.
var SearchKinds = []SearchKind{
	{"strategy", "Strategy", "Strategies", &Strategy{}, true, func(r *Read, q *gorm.DB) *gorm.DB { return r.visibleStrategies(q.Where("removed_at IS NULL")) }},
	{"intent", "Intent", "Intents", &Intent{}, true, seenIntents},
	{"operations_strategy", "Operations strategy", "Operations strategies", &OperationsStrategy{}, true, func(r *Read, q *gorm.DB) *gorm.DB { return r.visibleOperations(q.Where("removed_at IS NULL")) }},
	{"outcome", "Outcome", "Outcomes", &Outcome{}, true, func(r *Read, q *gorm.DB) *gorm.DB { return r.visibleOutcomes(q.Where("removed_at IS NULL")) }},
	{"metric", "Metric", "Metrics", &Metric{}, false, seenMetrics},
	{"goal", "Goal", "Goals", &Goal{}, true, ofStrategies},
	{"objective", "Objective", "Objectives", &Objective{}, true, ofStrategies},
	{"initiative", "Initiative", "Initiatives", &Initiative{}, true, standing},
	{"decision", "Decision", "Decisions", &Decision{}, true, standing},
	{"team", "Team", "Teams", &Team{}, false, standing},
	{"person", "Person", "People", &Person{}, false, func(_ *Read, q *gorm.DB) *gorm.DB { return q.Where("active = ?", true) }},
	{"process", "Process", "Processes", &Process{}, false, ofStrategies},
	{"workflow", "Workflow", "Workflows", &Workflow{}, false, standing},
	{"rule", "Handoff rule", "Handoff rules", &Rule{}, true, ofStrategies},
	{"issue", "Issue", "Issues", &Issue{}, true, everyone},
	{"pulse", "Pulse", "Pulses", &Pulse{}, true, everyone},
	{"sheet", "Review", "Reviews", &ReviewSheet{}, true, everyone},
	{"edition", "Brief", "Briefs", &Edition{}, false, func(r *Read, q *gorm.DB) *gorm.DB { return r.visible(q) }},
	{"approval_chain", "Approval chain", "Approval chains", &ApprovalChain{}, false, standing},
	{"allocation", "Allocation", "Allocations", &Allocation{}, true, standing},
	{"handoff", "Handoff", "Handoffs", &Handoff{}, true, everyone},
	{"task", "Task", "Tasks", &Task{}, true, func(r *Read, q *gorm.DB) *gorm.DB { return r.seenTasks(q.Where("removed_at IS NULL")) }},
}

// SearchKindOf finds a kind by its key.
func SearchKindOf(key string) (SearchKind, bool) {
	at := slices.IndexFunc(SearchKinds, func(k SearchKind) bool { return k.Key == key })
	if at < 0 {
		return SearchKind{}, false
	}
	return SearchKinds[at], true
}

// seenIntents keeps the sentences that are or were in force, and drafts of one for those who work on them: also the draft of a new sentence for a
// strategy in force.
func seenIntents(r *Read, q *gorm.DB) *gorm.DB {
	q = q.Where("strategy_id NOT IN (?)", r.DB().Model(&Strategy{}).Select("id").Where("removed_at IS NOT NULL"))
	if r.Who.Reach(ReadDraft) == All {
		return q
	}
	own := r.DB().Model(&StrategyAuthor{}).Select("strategy_id").Where("person_id = ?", r.Who.PersonID)
	drawn := r.DB().Model(&Strategy{}).Select("id").Where("author_person_id = ? OR id IN (?)", r.Who.PersonID, own)
	return q.Where("(state <> ? OR strategy_id IN (?))", Draft, drawn)
}

// seenMetrics keeps the metrics of outcomes that this person may know of.
func seenMetrics(r *Read, q *gorm.DB) *gorm.DB {
	tied := r.DB().Model(&OutcomeMetric{}).Select("outcome_id").Where("metric_id = d.entity_id")
	return q.Where("removed_at IS NULL AND EXISTS (?)", r.visibleOutcomes(r.DB().Model(&Outcome{}).Select("1").Where("removed_at IS NULL AND id IN (?)", tied)))
}

// seenLines is the condition that a line d of the index is about a thing that this person may know of, of one kind, or of any when kind is empty.
func (r *Read) seenLines(kind string) *gorm.DB {
	either := r.DB().Where("1 = 0")
	if !r.Who.SignedIn() && !r.Who.System {
		return either
	}
	for _, k := range SearchKinds {
		if kind != "" && kind != k.Key {
			continue
		}
		there := r.DB().Model(k.model)
		name := r.tableOf(k.model)
		either = either.Or("d.kind = ? AND EXISTS (?)", k.Key, k.seen(r, there.Select("1").Where("? = d.entity_id", clause.Column{Table: name, Name: "id"})))
	}
	return either
}

// tableOf is the table of a model.
func (r *Read) tableOf(model any) string {
	s := &gorm.Statement{DB: r.DB()}
	if err := s.Parse(model); err != nil {
		panic("models: " + err.Error()) // every kind names a model of ours
	}
	return s.Schema.Table
}
