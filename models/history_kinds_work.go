package models

import "gorm.io/gorm"

var historyWorkflow = &HistoryKind{
	Key: "workflow", Title: "Workflow", Many: "Workflows",
	names: func(r *Read) *gorm.DB { return r.DB().Model(&Workflow{}).Select("id, ref, team_id, name, removed_at") },
	rows:  func(r *Read) *gorm.DB { return r.DB().Model(&Workflow{}) },
	now:   func(r *Read, ids []string) (any, error) { return r.workflows(r.DB().Where("id IN ?", ids)) },
	fields: []HistoryField{
		nameField, aboutField, teamField, ownerField, ownerWords,
		{key: "Hours", noun: "hours a week", reads: asNumber}, {key: "Times", noun: "number of times", reads: asNumber}, {key: "Per", noun: "period of the times", reads: asWord},
		{key: "Minutes", noun: "minutes each time", reads: asNumber}, {key: "Attendees", noun: "people each time", reads: asNumber},
		{key: "FrequencyText", noun: "frequency as written"}, {key: "EffortText", noun: "effort as written"},
		{key: "Inputs", noun: "inputs", reads: asText}, {key: "Outputs", noun: "outputs", reads: asText}, {key: "Steps", noun: "steps", reads: asText}, {key: "Technology", noun: "technology", reads: asText},
		{key: "Verdict", noun: "verdict", reads: asWord}, {key: "VerdictReason", reads: asWhy}, {key: "VerdictPersonID", noun: "person who carries the verdict out", reads: asThing, of: "person"},
		{key: "VerdictDay", noun: "day of the verdict", reads: asDay}, {key: "PromisedHours", noun: "hours promised to be freed", reads: asNumber}, {key: "FreedHours", noun: "hours freed", reads: asNumber},
		{key: "EndedDay", noun: "day it ended", reads: asDay}, {key: "Outcomes", noun: "outcomes it moves", reads: asLinks, of: "outcome", link: "OutcomeID"},
	},
	does: map[EventType]string{WorkflowCreated: "Added it", WorkflowEnded: "Reported that it has ended", WorkflowGoesOn: "Said that it goes on", WorkflowRemoved: "Removed it", WorkflowPutBack: "Put it back"},
}

var historyProcess = &HistoryKind{
	Key: "process", Title: "Process", Many: "Processes", strat: true, drafts: (*Read).processDrafts,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Process{}).Select("id, ref, team_id, name, strategy_id, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Process{})) },
	now:    func(r *Read, ids []string) (any, error) { return r.processes(r.DB().Where("id IN ?", ids)) },
	called: func(name string) string { return orWords(name, "A process without a name") },
	fields: []HistoryField{
		nameField, {key: "WorkflowID", noun: "workflow it redesigns", reads: asThing, of: "workflow"}, {key: "OutcomeID", noun: "outcome it was made for", reads: asThing, of: "outcome"},
		ownerField, teamField, {key: "ApprovalChainID", noun: "approval chain", reads: asThing, of: "approval_chain"},
		{key: "Current.N", noun: "version", reads: asNumber}, {key: "Current.State", noun: "state of the version", reads: asWord},
		{key: "Current.Inputs", noun: "inputs", reads: asText}, {key: "Current.Outputs", noun: "outputs", reads: asText},
		{key: "Current.PeopleChange", noun: "change for people", reads: asText}, {key: "Current.PeopleSame", noun: "no change for people", reads: asYes},
		{key: "Current.ProcessChange", noun: "change in the process", reads: asText}, {key: "Current.ProcessSame", noun: "no change in the process", reads: asYes},
		{key: "Current.TechnologyChange", noun: "change in technology", reads: asText}, {key: "Current.TechnologySame", noun: "no change in technology", reads: asYes},
		{key: "Current.Technology", noun: "tools", reads: asText}, {key: "Current.Automation", noun: "what runs by itself", reads: asText},
		{key: "Current.ReturnReason", reads: asWhy},
	},
	does: map[EventType]string{ProcessCreated: "Added it", ProcessDocumented: "Documented it and asked for approval", ProcessApproved: "Approved it", ProcessReturned: "Sent it back",
		ProcessTakenBack: "Took the request for approval back", ProcessSucceeded: "Began a new version", ProcessOrdered: "Put the steps in another order", ProcessRemoved: "Removed it", ProcessPutBack: "Put it back"},
	parts: []historyPart{{entity: "process_step", of: func(r *Read, id string) *gorm.DB {
		versions := r.DB().Model(&ProcessVersion{}).Select("id").Where("process_id = ?", id)
		return r.DB().Model(&ProcessStep{}).Select("id").Where("process_version_id IN (?)", versions)
	}, whose: func(r *Read, ids []string) (map[string]string, error) {
		var rows []struct{ ID, Whose string }
		err := r.DB().Table("process_steps s").Select("s.id AS id, v.process_id AS whose").Joins("JOIN process_versions v ON v.id = s.process_version_id").Where("s.id IN ?", ids).Limit(len(ids)).Scan(&rows).Error
		out := map[string]string{}
		for _, row := range rows {
			out[row.ID] = row.Whose
		}
		return out, err
	}, about: func(now map[string]any) string { return "The step “" + deepText(now, "Title") + "”" },
		fields: []HistoryField{{key: "Title", noun: "title"}, {key: "Who", noun: "role that does it"}, {key: "WhoPersonID", noun: "person who does it", reads: asThing, of: "person"}, {key: "WhoTeamID", noun: "team that does it", reads: asThing, of: "team"},
			{key: "Input", noun: "input", reads: asText}, {key: "Output", noun: "output", reads: asText}, {key: "Tool", noun: "tool"}, {key: "Duties", noun: "duties", reads: asSaid}},
		title: "Steps", now: stepsNow, within: currentOnly,
		does: map[EventType]string{StepAdded: "Added a step", StepChanged: "Changed a step", StepRemoved: "Took a step out", StepPutBack: "Put a step back"}}},
}

var historyInitiative = &HistoryKind{
	Key: "initiative", Title: "Initiative", Many: "Initiatives",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Initiative{}).Select("id, ref, team_id, name, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.DB().Model(&Initiative{}) },
	now:  func(r *Read, ids []string) (any, error) { return r.initiatives(r.DB().Where("id IN ?", ids)) },
	fields: []HistoryField{
		nameField, aboutField, stateField, {key: "StateReason", reads: asWhy}, teamField, ownerField, ownerWords,
		{key: "SuccessMetric", noun: "success metric", reads: asText}, {key: "MetricID", noun: "metric of its success", reads: asThing, of: "metric"}, {key: "MetricTarget", noun: "level the metric is to reach", reads: asNumber},
		{key: "ReviewDay", noun: "review", reads: asDay}, {key: "StartDay", noun: "start", reads: asDay}, {key: "DueDay", noun: "end", reads: asDay}, {key: "DueText", noun: "end as written"},
		{key: "StatusText", noun: "status as written"}, {key: "LastUpdateText", noun: "last update as written"},
		{key: "GoalID", noun: "goal it came under", reads: asThing, of: "goal"}, {key: "OutcomeIDs", noun: "outcomes it serves", reads: asThings, of: "outcome"}, {key: "ObjectiveIDs", noun: "objectives it serves", reads: asThings, of: "objective"},
	},
	states: map[string]string{Candidate: "Made it a candidate again", Committed: "Committed to it", Active: "Started it", Paused: "Paused it", Done: "Said that it is done", Dropped: "Dropped it"},
	does:   map[EventType]string{InitiativeProposed: "Proposed it", InitiativeRemoved: "Removed it", InitiativePutBack: "Put it back"},
}

var historyAllocation = &HistoryKind{
	Key: "allocation", Title: "Allocation", Many: "Allocations",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Allocation{}).Select("id, ref, team_id, name, removed_at")
	},
	rows:   func(r *Read) *gorm.DB { return r.DB().Model(&Allocation{}) },
	now:    plainRows[Allocation],
	called: func(name string) string { return orWords(name, "People, money or a tool") },
	fields: []HistoryField{
		{key: "Kind", noun: "kind", reads: asWord}, stateField, teamField, {key: "OutcomeID", noun: "outcome", reads: asThing, of: "outcome"}, nameField,
		{key: "People", noun: "people", reads: asHundred}, {key: "Amount", noun: "amount", reads: asMoney}, {key: "FromDay", noun: "first day", reads: asDay}, {key: "ToDay", noun: "last day", reads: asDay},
		{key: "Note", noun: "note", reads: asText}, {key: "DecisionID", noun: "decision", reads: asThing, of: "decision"}, {key: "ProposedPersonID", noun: "person who proposed it", reads: asThing, of: "person"},
	},
	states: map[string]string{Decided: "Decided it", Proposed: "Made it a proposal again"},
	does:   map[EventType]string{AllocationProposed: "Proposed it", AllocationRemoved: "Removed it", AllocationPutBack: "Put it back"},
}

var historyTask = &HistoryKind{
	Key: "task", Title: "Task", Many: "Tasks",
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&Task{}).Select("id, ref, team_id, title AS name, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.seenTasks(r.DB().Model(&Task{})) },
	now: func(r *Read, ids []string) (any, error) {
		list, err := found[*Task](r.DB().Where("id IN ?", ids))
		if err != nil {
			return nil, err
		}
		return list, r.fillTaskLinks(list)
	},
	fields: []HistoryField{
		titleField, aboutField, stateField, {key: "StateReason", reads: asWhy}, ownerField, ownerWords, teamField,
		{key: "DueDay", noun: "due date", reads: asDay}, {key: "DueText", noun: "due date as written"}, {key: "InitiativeID", noun: "initiative", reads: asThing, of: "initiative"}, {key: "ParentTaskID", noun: "task above", reads: asThing, of: "task"},
		{key: "ObjectiveIDs", noun: "objectives it serves", reads: asThings, of: "objective"}, {key: "GoalIDs", noun: "goals it serves", reads: asThings, of: "goal"}, outcomesField,
		{key: "TaskSeriesID", noun: "repeating", reads: asSaid, tell: func(was, is string) string {
			return map[bool]string{true: "Let it come again.", false: "It comes again no more."}[is != ""]
		}},
		{key: "StatusText", noun: "status as written"}, {key: "Labels", noun: "labels"}, {key: "Kind", noun: "kind"}, {key: "ExternalURL", noun: "address elsewhere"},
	},
	states: map[string]string{TaskOpen: "Opened it again", TaskInProgress: "Started it", TaskBlocked: "Said that it is blocked", TaskFinished: "Marked it done", TaskCancelled: "Cancelled it"},
	does:   map[EventType]string{TaskCreated: "Added it"},
	parts: []historyPart{{entity: "task_item", of: func(r *Read, id string) *gorm.DB {
		return r.DB().Model(&TaskItem{}).Select("id").Where("task_id = ?", id)
	}, whose: whose(&TaskItem{}, "task_id"), about: func(now map[string]any) string { return "“" + deepText(now, "Words") + "”" },
		fields: []HistoryField{{key: "Words", noun: "line"}, {key: "DoneDay", noun: "done", reads: asDay}},
		title:  "Checklist", now: linesNow,
		does: map[EventType]string{TaskItemAdded: "Put a line on the checklist", TaskItemTicked: "Ticked a line of the checklist", TaskItemUnticked: "Took back the tick at a line of the checklist",
			TaskItemRemoved: "Took a line off the checklist", TaskItemPutBack: "Put a line back on the checklist"}}},
}
