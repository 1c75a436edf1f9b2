package models

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// historyOrder is every kind whose changes are told, in the order in which people read them. A new field of a thing is a line in its kind;
// a test names what was forgotten.
var historyOrder = []*HistoryKind{
	historyStrategy, historyOutcome, historyGoal, historyObjective, historyWorkflow, historyProcess, historyInitiative, historyAllocation, historyOperations,
	historyDecision, historyHandoff, historyTask, historyIssue, historyRule, historyChain, historyPulse, historyReview, historyTeam, historyPerson,
	historyAbsence, historyCompany,
}

// Fields that many kinds have.
var (
	ownerField    = HistoryField{key: "OwnerPersonID", noun: "owner", reads: asThing, of: "person", tell: gaveTo}
	ownerWords    = HistoryField{key: "OwnerText", noun: "owner as written"}
	teamField     = HistoryField{key: "TeamID", noun: "team", reads: asThing, of: "team", tell: broughtTo}
	titleField    = HistoryField{key: "Title", noun: "title", tell: calledAnew}
	nameField     = HistoryField{key: "Name", noun: "name", tell: calledAnew}
	stateField    = HistoryField{key: "State", noun: "state", reads: asWord}
	priorityField = HistoryField{key: "Priority", noun: "priority", reads: asNumber}
	aboutField    = HistoryField{key: "Description", noun: "description", reads: asText}
	outcomesField = HistoryField{key: "OutcomeIDs", noun: "outcomes it serves", reads: asThings, of: "outcome"}
)

func calledAnew(was, is string) string {
	switch {
	case was == "":
		return fullStop("Called it " + is)
	case is == "":
		return fullStop("Took its name away; it was " + was)
	}
	return fullStop("Renamed it from " + was + " to " + is)
}

func gaveTo(was, is string) string {
	return "Gave it to " + orNobody(is) + ", from " + orNobody(was) + "."
}

func broughtTo(was, is string) string {
	none := func(s string) string {
		if s == "" {
			return "no team"
		}
		return s
	}
	return "Moved it to " + none(is) + ", from " + none(was) + "."
}

var historyStrategy = &HistoryKind{
	Key: "strategy", Title: "Strategy", Many: "Strategies", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Strategy{}).Select("id, ref, title AS name, id AS strategy_id, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return drafted["strategy"](r) },
	called: func(name string) string { return orWords(name, "The strategy") },
	now:    plainRows[Strategy],
	fields: append([]HistoryField{
		titleField, stateField, {key: "AuthorPersonID", noun: "author", reads: asThing, of: "person"},
		{key: "InForceAt", noun: "day it came in force", reads: asInstant}, {key: "SupersededAt", noun: "day it was superseded", reads: asInstant},
		{key: "FollowsStrategyID", noun: "strategy it follows", reads: asThing, of: "strategy"}, {key: "BeginsDay", noun: "day it comes in force", reads: asDay},
		{key: "BeginsPersonID", noun: "person who set that day", reads: asThing, of: "person"},
	}, foundationFields...),
	states: map[string]string{InForce: "Put it in force", Superseded: "Superseded it"},
	does: map[EventType]string{StrategyStarted: "Began the draft", StrategyAuthorsSet: "Said who works on the draft", StrategyInForce: "Put it in force", StrategySuperseded: "Superseded it",
		FoundationSaved: "Wrote what it stands on", StrategyDaySet: "Set or took back the day on which it comes in force", StrategyHeldUp: "It could not come in force on its day",
		StrategyRemoved: "Threw the draft away", StrategyPutBack: "Put the draft back",
		StrategyCloseSaid: "Said how an outcome of the strategy before ends"},
	parts: []historyPart{
		{entity: "intent", of: ofStrategy(&Intent{}), whose: whose(&Intent{}, "strategy_id"), about: func(map[string]any) string { return "The intent" },
			fields: []HistoryField{{key: "Statement", noun: "sentence", reads: asText}, stateField, {key: "ChangeReason", reads: asWhy}}, title: "Intent", now: sentencesNow, within: saidThen,
			does: map[EventType]string{IntentSaved: "Wrote the intent", IntentChanged: "Changed the intent", IntentInForce: "Put the intent in force"}},
		{entity: "strategy_choice", of: ofStrategy(&StrategyChoice{}), whose: whose(&StrategyChoice{}, "strategy_id"), inside: true,
			about:  func(now map[string]any) string { return deepText(now, "Ref") + " " + deepText(now, "Title") },
			fields: []HistoryField{{key: "Choice", noun: "choice", reads: asWord}, {key: "Reason", reads: asWhy}},
			does:   map[EventType]string{StrategyChosen: "Chose what becomes of it in the next strategy"}},
		{entity: "alignment_step", of: ofStrategy(&AlignmentStep{}), whose: whose(&AlignmentStep{}, "strategy_id"), inside: true,
			about: func(now map[string]any) string {
				return "The step “" + deepText(now, "Step") + "” of the alignment"
			},
			fields: []HistoryField{{key: "OverrideReason", reads: asWhy}, {key: "LookAgain", noun: "reason to look again"}},
			does: map[EventType]string{StepDone: "Marked the step as done", StepReopened: "Opened the step again", StepLookAgain: "An earlier answer changed, so the step needs another look",
				VerdictsGiven: "Gave verdicts to several workflows at once"}},
		{entity: "cadence", of: ofStrategy(&Cadence{}), whose: whose(&Cadence{}, "strategy_id"),
			about:  func(now map[string]any) string { return CalendarDate{Clock: deepText(now, "Clock")}.Name() },
			fields: []HistoryField{{key: "FirstDay", noun: "first day", reads: asDay}, {key: "OwnerPersonID", noun: "person who calls it", reads: asThing, of: "person"}},
			title:  "Clocks", now: clocksNow,
			does: map[EventType]string{CadenceChanged: "Changed a clock", CadenceLocked: "Agreed or reopened a clock"}},
	},
}

var historyOutcome = &HistoryKind{
	Key: "outcome", Title: "Outcome", Many: "Outcomes", strat: true, narrow: (*Read).withoutWithheld,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Outcome{}).Select("id, ref, owner_team_id AS team_id, title AS name, strategy_id, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.visibleOutcomes(r.DB().Model(&Outcome{})) },
	now: func(r *Read, ids []string) (any, error) {
		return r.outcomes(r.DB().Where("id IN ?", ids).Limit(len(ids)))
	},
	fields: []HistoryField{
		titleField, stateField, {key: "Deadline", noun: "deadline", reads: asDay}, {key: "DeadlineText", noun: "deadline as written"},
		{key: "OwnerTeamID", noun: "owner, a team", reads: asThing, of: "team"}, {key: "OwnerPersonID", noun: "owner, a person", reads: asThing, of: "person", tell: gaveTo}, ownerWords,
		priorityField, {key: "Period", noun: "period"},
		{key: "GoalID", noun: "goal it came under", reads: asThing, of: "goal"}, {key: "ObjectiveID", noun: "objective it came under", reads: asThing, of: "objective"},
		{key: "FollowsOutcomeID", noun: "outcome it goes on", reads: asThing, of: "outcome"},
		{key: "StatusText", noun: "status as written"}, {key: "StatusOverride", noun: "status set by hand", reads: asWord}, {key: "OverrideReason", reads: asWhy},
		{key: "Measures", noun: "metric", reads: asRows, link: "Metric.Name", rows: []HistoryField{
			{key: "Metric.Name", noun: "name"}, {key: "Direction", noun: "direction", reads: asWord}, {key: "Unit", noun: "unit"},
			{key: "Baseline", noun: "baseline", reads: asNumber, of: "Unit"}, {key: "BaselineDay", noun: "day of the baseline", reads: asDay},
			{key: "Target", noun: "target", reads: asNumber, of: "Unit"}, {key: "Low", noun: "lower end", reads: asNumber, of: "Unit"}, {key: "High", noun: "upper end", reads: asNumber, of: "Unit"},
			{key: "TargetWithheld", noun: "target is known and not shown", reads: asYes}, {key: "Weight", noun: "weight", reads: asNumber},
			{key: "Metric.CadenceDays", noun: "days between readings", reads: asNumber},
		}},
	},
	states: map[string]string{OutcomeActive: "Made it active", OutcomeAchieved: "Said that it is achieved", OutcomeMissed: "Said that it is missed", OutcomeRetired: "Retired it", OutcomeAside: "Set it aside", OutcomeDraft: "Made it a draft"},
	does: map[EventType]string{OutcomeCreated: "Added it", OutcomePicked: "Took it into the strategy", OutcomeSetAside: "Set it aside", OutcomeRemoved: "Removed it", OutcomePutBack: "Put it back",
		OutcomeOffTrack: "It went off track", OutcomeBackOnTrack: "It came back on track"},
	parts: []historyPart{{entity: "reading", of: func(r *Read, id string) *gorm.DB {
		return r.DB().Model(&Reading{}).Select("id").Where("outcome_id = ?", id)
	}, whose: whose(&Reading{}, "outcome_id"),
		fields: []HistoryField{{key: "Value", noun: "value", reads: asNumber}, {key: "Day", noun: "day", reads: asDay}, {key: "Note", noun: "note", reads: asText}, {key: "Confidence", noun: "confidence", reads: asNumber}, {key: "Reason", reads: asWhy}},
		does:   map[EventType]string{ReadingRecorded: "Recorded a reading", ReadingTakenBack: "Took a reading back"}}, {entity: "outcome_close", of: func(r *Read, id string) *gorm.DB {
		return r.DB().Model(&OutcomeClose{}).Select("id").Where("outcome_id = ?", id)
	}, whose: whose(&OutcomeClose{}, "outcome_id"),
		fields: []HistoryField{{key: "Verdict", noun: "result", reads: asWord}, {key: "Score", noun: "score", reads: asNumber}, {key: "Learnt", noun: "what was learnt", reads: asText}, {key: "Reason", reads: asWhy}},
		does:   map[EventType]string{OutcomeClosed: "Closed it", OutcomeCloseTakenBack: "Took the close back"}}},
}

// aimFields are what goals and objectives have in common.
var aimFields = []HistoryField{
	titleField, aboutField, stateField, teamField, ownerField, ownerWords,
	{key: "Measure", noun: "measure"}, {key: "Unit", noun: "unit"}, {key: "Direction", noun: "direction", reads: asWord},
	{key: "Baseline", noun: "baseline", reads: asNumber, of: "Unit"}, {key: "BaselineText", noun: "baseline as written"}, {key: "Target", noun: "target", reads: asNumber, of: "Unit"}, {key: "TargetText", noun: "target as written"},
	{key: "StartDay", noun: "start", reads: asDay}, {key: "DueDay", noun: "due date", reads: asDay}, {key: "DueText", noun: "due date as written"}, {key: "Period", noun: "period"},
	priorityField, {key: "LevelText", noun: "level"}, {key: "StatusText", noun: "status as written"}, {key: "Labels", noun: "labels"}, {key: "Joint", noun: "shared by several", reads: asYes},
}

var aimStates = map[string]string{Draft: "Made it a draft", Active: "Made it active", Done: "Said that it is done", Missed: "Said that it is missed", Dropped: "Dropped it"}

var historyGoal = &HistoryKind{
	Key: "goal", Title: "Goal", Many: "Goals", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Goal{}).Select("id, ref, team_id, title AS name, strategy_id, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Goal{})) },
	now:    func(r *Read, ids []string) (any, error) { return r.goals(r.DB().Where("id IN ?", ids)) },
	fields: append([]HistoryField{{key: "ParentGoalID", noun: "goal above", reads: asThing, of: "goal"}, outcomesField}, aimFields...),
	states: aimStates,
	does:   map[EventType]string{GoalCreated: "Added it", GoalRemoved: "Removed it", GoalPutBack: "Put it back"},
}

var historyObjective = &HistoryKind{
	Key: "objective", Title: "Objective", Many: "Objectives", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Objective{}).Select("id, ref, team_id, title AS name, strategy_id, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Objective{})) },
	now:  func(r *Read, ids []string) (any, error) { return r.objectives(r.DB().Where("id IN ?", ids)) },
	fields: append([]HistoryField{{key: "ParentObjectiveID", noun: "objective above", reads: asThing, of: "objective"},
		{key: "GoalIDs", noun: "goals it delivers", reads: asThings, of: "goal"}, {key: "KindKeptReason", reads: asWhy}}, aimFields...),
	states: aimStates,
	does:   map[EventType]string{ObjectiveCreated: "Added it", ObjectiveRemoved: "Removed it", ObjectivePutBack: "Put it back"},
}

func orWords(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

// ofStrategy gives the ids of the rows of one table that belong to a strategy.
func ofStrategy(model any) func(*Read, string) *gorm.DB {
	return func(r *Read, id string) *gorm.DB {
		return r.DB().Model(model).Select("id").Where("strategy_id = ?", id)
	}
}

// whose finds in a column of a table the things that some rows belong to.
func whose(model any, column string) func(*Read, []string) (map[string]string, error) {
	return func(r *Read, ids []string) (map[string]string, error) {
		var rows []struct{ ID, Whose string }
		err := r.DB().Model(model).Select("id, ? AS whose", clause.Column{Name: column}).Where("id IN ?", ids).Limit(len(ids)).Scan(&rows).Error
		out := make(map[string]string, len(rows))
		for _, row := range rows {
			out[row.ID] = row.Whose
		}
		return out, err
	}
}

// plainRows reads rows that keep nothing beside their own columns.
func plainRows[E any](r *Read, ids []string) (any, error) {
	return found[*E](r.DB().Where("id IN ?", ids))
}
