package models

import "gorm.io/gorm"

var historyDecision = &HistoryKind{
	Key: "decision", Title: "Decision", Many: "Decisions",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Decision{}).Select("id, ref, team_id, title AS name, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.DB().Model(&Decision{}) },
	now: func(r *Read, ids []string) (any, error) {
		list, err := found[*Decision](r.DB().Where("id IN ?", ids))
		if err != nil {
			return nil, err
		}
		return list, r.fillAffects(list)
	},
	fields: []HistoryField{
		titleField, {key: "Statement", noun: "words of the decision", reads: asText}, {key: "Context", noun: "reason for it", reads: asText}, {key: "Weighed", noun: "options weighed", reads: asText},
		stateField, teamField, {key: "DeciderPersonID", noun: "decider", reads: asThing, of: "person"}, {key: "DecidedDay", noun: "day of the decision", reads: asDay},
		{key: "ProposedPersonID", noun: "person who proposed it", reads: asThing, of: "person"}, {key: "SupersedesDecisionID", noun: "decision it supersedes", reads: asThing, of: "decision"},
		{key: "EndReason", reads: asWhy}, {key: "Affects", noun: "what it affects", reads: asAny},
	},
	states: map[string]string{DecisionAccepted: "Accepted it", DecisionSuperseded: "Another decision superseded it", DecisionReversed: "Reversed it"},
	does:   map[EventType]string{DecisionRecorded: "Recorded it as a proposal", DecisionTaken: "Accepted it", DecisionWithdrawn: "Withdrew it", DecisionPutBack: "Put it back"},
}

var historyHandoff = &HistoryKind{
	Key: "handoff", Title: "Handoff", Many: "Handoffs",
	names: func(r *Read) *gorm.DB { return r.DB().Model(&Handoff{}).Select("id, ref, team_id, work AS name") },
	rows:  func(r *Read) *gorm.DB { return r.DB().Model(&Handoff{}) },
	now:   plainRows[Handoff],
	fields: []HistoryField{
		{key: "Work", noun: "work", reads: asText}, {key: "Measure", noun: "measure of its success", reads: asText}, stateField, teamField,
		{key: "GiverPersonID", noun: "giver", reads: asThing, of: "person"}, {key: "ReceiverPersonID", noun: "receiver", reads: asThing, of: "person"}, {key: "DecisionID", noun: "decision", reads: asThing, of: "decision"},
		{key: "TaskID", noun: "task", reads: asThing, of: "task"}, {key: "AnswerDay", noun: "day to answer by", reads: asDay}, {key: "DueDay", noun: "due date", reads: asDay}, {key: "ProposedDay", noun: "day proposed", reads: asDay},
	},
	states: map[string]string{HandoffShown: "It was shown to the receiver", HandoffAcknowledged: "Acknowledged it", HandoffQuestioned: "Asked a question", HandoffDateProposed: "Proposed another date", HandoffDeclined: "Declined it",
		HandoffInWork: "Started it", HandoffFinished: "Said that it is done", HandoffStopped: "Cancelled it"},
	does: map[EventType]string{HandoffCreated: "Handed it over", HandoffUnanswered: "Nobody answered, so it went up the ladder", HandoffHandedOn: "Handed it on to somebody else"},
}

var historyIssue = &HistoryKind{
	Key: "issue", Title: "Issue", Many: "Issues",
	names: func(r *Read) *gorm.DB { return r.DB().Model(&Issue{}).Select("id, ref, team_id, title AS name") },
	rows:  func(r *Read) *gorm.DB { return r.DB().Model(&Issue{}) },
	now: func(r *Read, ids []string) (any, error) {
		list, err := found[*Issue](r.DB().Where("id IN ?", ids))
		if err != nil {
			return nil, err
		}
		return list, r.fillHolds(list)
	},
	fields: []HistoryField{
		titleField, {key: "Detail", noun: "detail", reads: asText}, stateField, ownerField, teamField, {key: "NextAction", noun: "next action", reads: asText}, {key: "NextDay", noun: "day of the next action", reads: asDay},
		{key: "RaisedPersonID", noun: "person who raised it", reads: asThing, of: "person"}, {key: "Level", noun: "steps it has climbed", reads: asNumber}, {key: "EscalatedPersonID", noun: "person it has climbed to", reads: asThing, of: "person"},
		{key: "Resolution", noun: "resolution", reads: asText}, {key: "Holds", noun: "what it holds up", reads: asAny},
	},
	states: map[string]string{IssueOpen: "Opened it again", IssueWaiting: "Said that it waits on something outside", IssueResolved: "Resolved it"},
	does:   map[EventType]string{IssueRaised: "Raised it", IssueCommented: "Commented on it", IssueEscalated: "It went up to the next lead"},
}

var historyRule = &HistoryKind{
	Key: "rule", Title: "Handoff rule", Many: "Handoff rules", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Rule{}).Select("id, ref, team_id, name, strategy_id, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Rule{})) },
	now:    plainRows[Rule],
	called: func(name string) string { return orWords(name, "A rule without a name") },
	fields: []HistoryField{
		nameField, stateField, teamField, ownerField, {key: "Draft", noun: "draft", reads: asSaid, tell: func(_, _ string) string { return "Changed what its draft does." }},
		{key: "VersionID", noun: "published version", reads: asSaid, tell: func(_, _ string) string { return "Published what its draft says." }},
		{key: "PublisherPersonID", noun: "person with whose rights it acts", reads: asThing, of: "person"}, {key: "PausedReason", reads: asWhy},
	},
	states: map[string]string{RuleDraft: "Made it a draft", RulePublished: "Published it", RulePaused: "Paused it", RuleRetired: "Retired it"},
	does: map[EventType]string{RuleCreated: "Wrote it", RuleRemoved: "Removed it", RulePutBack: "Put it back", RuleTried: "Tried its draft out", RuleFailed: "A run of it failed", RuleResumed: "Took it up again",
		HandoffBreached: "Its work did not reach its owner in time"},
}

var historyChain = &HistoryKind{
	Key: "approval_chain", Title: "Approval chain", Many: "Approval chains",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&ApprovalChain{}).Select("id, ref, team_id, name, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.DB().Model(&ApprovalChain{}) },
	now:  func(r *Read, ids []string) (any, error) { return r.chains(r.DB().Where("id IN ?", ids)) },
	fields: []HistoryField{
		nameField, ownerField, {key: "TeamID", noun: "team", reads: asThing, of: "team"},
		{key: "Stages", noun: "stage", reads: asRows, link: "Name", differ: stagesDiffer, shown: stagesShown, rows: []HistoryField{
			{key: "Approvers", noun: "person asked", reads: asLinks, of: "person", link: "PersonID"},
		}},
	},
	does: map[EventType]string{ChainCreated: "Wrote it", ChainRemoved: "Removed it", ChainPutBack: "Put it back"},
}

var historyPulse = &HistoryKind{
	Key: "pulse", Title: "Pulse", Many: "Pulses",
	names:  func(r *Read) *gorm.DB { return r.DB().Model(&Pulse{}).Select("id, ref, title AS name") },
	rows:   func(r *Read) *gorm.DB { return r.DB().Model(&Pulse{}) },
	now:    plainRows[Pulse],
	called: func(name string) string { return orWords(name, "Pulse") },
	fields: []HistoryField{titleField, stateField, {key: "FacilitatorPersonID", noun: "person who runs it", reads: asThing, of: "person"}, {key: "Words", noun: "closing words", reads: asText}, {key: "Reason", reads: asWhy}},
	states: map[string]string{Held: "Ended it", Missed: "It was missed"},
	does:   map[EventType]string{PulseScheduled: "It was put on the calendar", PulseStarted: "Started it", PulseHeld: "Ended it", PulseMissed: "It was missed", PulseExplained: "Said why it was missed"},
	parts: []historyPart{{entity: "pulse_line", of: func(r *Read, id string) *gorm.DB {
		return r.DB().Model(&PulseLine{}).Select("id").Where("pulse_id = ?", id)
	}, whose: whose(&PulseLine{}, "pulse_id"),
		fields: []HistoryField{{key: "OutcomeID", noun: "outcome", reads: asThing, of: "outcome"}, {key: "MetricID", noun: "metric", reads: asThing, of: "metric"}, {key: "Words", noun: "report", reads: asText}, {key: "Notes", noun: "notes", reads: asText}},
		title:  "Reports", now: reportsNow,
		does: map[EventType]string{PulseReported: "Reported to it", PulseNoted: "Wrote a note"}}},
}

var historyReview = &HistoryKind{
	Key: "review", Title: "Review", Many: "Reviews", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Review{}).Select("id, ref, clock AS name, strategy_id, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Review{})) },
	now:    plainRows[Review],
	called: func(clock string) string { return CalendarDate{Clock: clock}.Name() },
	fields: []HistoryField{{key: "Day", noun: "day", reads: asDay}, stateField, {key: "OwnerPersonID", noun: "person who calls it", reads: asThing, of: "person"}},
	states: map[string]string{Held: "It was held", Missed: "It was missed", Skipped: "It was skipped", Scheduled: "Put it on the calendar again"},
	does:   map[EventType]string{ReviewScheduled: "Put it on the calendar", ReviewDue: "Its day came"},
}

var historyTeam = &HistoryKind{
	Key: "team", Title: "Team", Many: "Teams",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Team{}).Select("id, ref, id AS team_id, name, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.DB().Model(&Team{}) },
	now:  plainRows[Team],
	fields: []HistoryField{
		nameField, {key: "ParentTeamID", noun: "team above", reads: asThing, of: "team"}, {key: "LeadPersonID", noun: "lead", reads: asThing, of: "person"}, {key: "Department", noun: "department", reads: asYes},
		{key: "Kind", noun: "kind"}, {key: "Mission", noun: "mission", reads: asText}, {key: "BudgetCeiling", noun: "ceiling of its spending", reads: asMoney},
	},
	does: map[EventType]string{TeamAdded: "Added it", TeamRemoved: "Closed it", TeamPutBack: "Opened it again"},
}

var historyPerson = &HistoryKind{
	Key: "person", Title: "Person", Many: "People",
	names: func(r *Read) *gorm.DB { return r.DB().Model(&Person{}).Select("id, ref, name") },
	rows:  (*Read).peopleInHistory,
	now:   plainRows[Person],
	fields: []HistoryField{
		nameField, {key: "Email", noun: "e-mail address"}, {key: "RoleTitle", noun: "role"}, {key: "ManagerPersonID", noun: "manager", reads: asThing, of: "person"}, {key: "Status", noun: "status as written"},
		{key: "Administrator", noun: "administrator", reads: asYes}, {key: "Executive", noun: "executive", reads: asYes}, {key: "Active", noun: "here", reads: asYes},
	},
	does: map[EventType]string{PersonAdded: "Added them", PersonLeft: "Said that they left", PersonReturned: "Said that they are back", PersonTeamsChanged: "Changed their teams"},
}

var historyAbsence = &HistoryKind{
	Key: "absence", Title: "Absence", Many: "Absences",
	names: func(r *Read) *gorm.DB {
		return r.DB().Table("absences").Select("absences.id AS id, absences.id AS ref, people.name AS name, absences.removed_at AS removed_at").Joins("JOIN people ON people.id = absences.person_id")
	},
	rows:   (*Read).absencesInHistory,
	now:    plainRows[Absence],
	called: func(name string) string { return name + " is away" },
	fields: []HistoryField{{key: "FromDay", noun: "first day", reads: asDay}, {key: "ToDay", noun: "last day", reads: asDay}, {key: "PersonID", noun: "person", reads: asThing, of: "person"}, {key: "DeputyPersonID", noun: "deputy", reads: asThing, of: "person"},
		{key: "Note", noun: "note", reads: asText}},
	does: map[EventType]string{AbsenceEntered: "Entered it", AbsenceEnded: "Ended it early", AbsenceRemoved: "Took it out"},
}

var historyCompany = &HistoryKind{
	Key: "company", Title: "Company settings", Many: "Company settings",
	names: func(r *Read) *gorm.DB { return r.DB().Model(&Company{}).Select("id, 'settings' AS ref, name") },
	rows:  (*Read).companyInHistory,
	now:   plainRows[Company],
	fields: []HistoryField{
		nameField, {key: "TimeZone", noun: "time zone"}, {key: "WorkingDays", noun: "working days"}, {key: "FiscalStart", noun: "month in which the fiscal year starts", reads: asNumber},
		{key: "AtRiskAfter", noun: "points behind for at risk", reads: asNumber}, {key: "OffTrackAfter", noun: "points behind for off track", reads: asNumber}, {key: "AnswerDays", noun: "days to answer a handoff", reads: asNumber},
		{key: "IssueDays", noun: "days an issue may stay unmoved", reads: asNumber}, {key: "OwnerLimit", noun: "number of things one person carries", reads: asNumber},
		{key: "AnswersLimit", noun: "number of things one person answers for", reads: asNumber}, {key: "Holidays", noun: "days off", reads: asText},
		{key: "Currency", noun: "currency"}, {key: "Ladder", noun: "ladder", reads: asText}, {key: "Example", noun: "example data", reads: asYes}, {key: "Confirmed", noun: "settings looked through", reads: asYes},
	},
	does: map[EventType]string{CompanySetUp: "Set the company up", ExampleRemoved: "Removed the example", ImportDone: "Imported material", TasksChanged: "Changed several tasks at once"},
}
