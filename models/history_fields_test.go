package models_test

import (
	"reflect"
	"slices"
	"testing"

	"throughline/models"
)

// untold are the fields that no history tells, with why.
var untold = map[string]string{
	"id": "its name", "version": "counts the changes", "created_at": "is the first change", "updated_at": "is the last change",
	"Ref": "never changes", "RemovedAt": "removing is a change of its own",
}

// untoldOf are those of one kind.
var untoldOf = map[string]map[string]string{
	"task":                {"CreatedDay": "never changes", "DoneDay": "done is told", "DonePersonID": "who did it is told", "SeriesDay": "belongs to the series", "SeriesNote": "the program's own words"},
	"workflow":            {},
	"decision":            {"AcceptedPersonID": "who accepted is told", "AcceptedAt": "when is told", "EndedPersonID": "who is told", "EndedAt": "when is told"},
	"handoff":             {"LeadOfTeamID": "never changes", "Turn": "counts the answers", "RoleType": "never changes", "RoleEntity": "never changes", "DeliveredAt": "the state says it", "AcknowledgedAt": "the state says it", "StartedAt": "the state says it", "DoneAt": "the state says it", "CancelledAt": "the state says it"},
	"issue":               {"MovedAt": "when is told", "EscalatedAt": "when is told", "ResolvedAt": "when is told", "ResolvedPersonID": "who is told"},
	"rule":                {"StrategyID": "never changes", "DraftRev": "counts the edits", "TriggerType": "follows from the version", "Tried": "trying is a change of its own", "TriedAt": "when is told"},
	"pulse":               {"ReviewID": "never changes", "StartedAt": "starting is told", "EndedAt": "ending is told", "Speaker": "of the room", "SpeakerAt": "of the room", "Beat": "of the room", "Minutes": "have a page of their own", "ReasonPersonID": "who is told", "ReasonAt": "when is told"},
	"review":              {"StrategyID": "never changes", "Clock": "never changes", "PlannedDay": "never changes"},
	"person":              {"DecimalComma": "their own setting", "DateOrder": "their own setting", "TimeZone": "their own setting", "Theme": "their own setting", "KeysOff": "their own setting", "Visit": "their own setting"},
	"absence":             {"EnteredPersonID": "who is told"},
	"strategy":            {"Kind": "never changes"},
	"operations_strategy": {"Line": "never changes"},
	"outcome":             {"StrategyID": "taking it into a strategy is a change of its own"},
	"goal":                {"StrategyID": "taking it into a strategy is a change of its own"},
	"objective":           {"StrategyID": "taking it into a strategy is a change of its own"},
	"process":             {"StrategyID": "never changes"},
	"initiative":          {"ObjectiveID": "is among the objectives it serves"},
}

func TestEveryFieldOfAThingIsToldInItsHistoryOrLeftOutOnPurpose(t *testing.T) {
	for _, row := range []any{models.Strategy{}, models.Outcome{}, models.Goal{}, models.Objective{}, models.Workflow{}, models.Process{}, models.Initiative{}, models.Allocation{}, models.OperationsStrategy{}, models.Decision{},
		models.Handoff{}, models.Task{}, models.Issue{}, models.Rule{}, models.ApprovalChain{}, models.Pulse{}, models.Review{}, models.Team{}, models.Person{}, models.Absence{}, models.Company{}} {
		kind := models.HistoryOf(models.EntityType(row))
		if kind == nil {
			t.Errorf("%T has no history", row)
			continue
		}
		told := kind.Told()
		for _, f := range reflect.VisibleFields(reflect.TypeOf(row)) {
			name := f.Name
			if f.Anonymous || !f.IsExported() || f.Tag.Get("json") == "-" {
				continue
			}
			if tag := f.Tag.Get("json"); tag != "" {
				name = tag
			}
			if untold[name] == "" && untoldOf[kind.Key][name] == "" && !slices.Contains(told, name) {
				t.Errorf("%s: nobody is told when %s changes", kind.Key, name)
			}
		}
	}
}
