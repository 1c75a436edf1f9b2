package models

import "gorm.io/gorm"

// foundationFields are what a strategy stands on, as its history tells it.
var foundationFields = []HistoryField{
	{key: "Mission", noun: "mission", reads: asText}, {key: "Position", noun: "competitive position", reads: asText}, {key: "Markets", noun: "markets", reads: asText},
	{key: "TradeOffs", noun: "trade-offs", reads: asText}, {key: "Ambition", noun: "tie of ambition and budget", reads: asText},
	{key: "FromDay", noun: "first day", reads: asDay}, {key: "ToDay", noun: "last day", reads: asDay}, ownerField, {key: "OwnerDay", noun: "day since when it is owned", reads: asDay},
}

var historyOperations = &HistoryKind{
	Key: "operations_strategy", Title: "Operations strategy", Many: "Operations strategies", strat: true,
	names: func(r *Read) *gorm.DB {
		return r.DB().Model(&OperationsStrategy{}).Select("id, ref, team_id, name, id AS strategy_id, removed_at")
	},
	rows: func(r *Read) *gorm.DB { return r.visibleOperations(r.DB().Model(&OperationsStrategy{})) },
	now: func(r *Read, ids []string) (any, error) {
		return r.operationsStrategies(r.DB().Where("id IN ?", ids))
	},
	fields: []HistoryField{
		nameField, stateField, {key: "N", noun: "version", reads: asNumber}, {key: "Scope", noun: "scope", reads: asWord}, {key: "System", noun: "delivery system"}, teamField, ownerField,
		{key: "OwnerDay", noun: "day since when it is owned", reads: asDay}, {key: "FromDay", noun: "first day", reads: asDay}, {key: "ToDay", noun: "last day", reads: asDay},
		{key: "Runs", noun: "words on what is run", reads: asText}, {key: "Capacity", noun: "capacity", reads: asNumber}, {key: "CapacityUnit", noun: "unit of the capacity", reads: asWord},
		{key: "CapacityNote", noun: "limit of the capacity", reads: asText}, {key: "AuthorPersonID", noun: "author", reads: asThing, of: "person"}, {key: "EndReason", reads: asWhy},
		{key: "InForceAt", noun: "day it came in force", reads: asInstant}, {key: "SupersededAt", noun: "day it was superseded", reads: asInstant}, outcomesField,
		{key: "Measures", noun: "measure", reads: asRows, link: "Name", rows: []HistoryField{
			{key: "Unit", noun: "unit"}, {key: "Direction", noun: "direction", reads: asWord}, {key: "Baseline", noun: "baseline", reads: asNumber}, {key: "Target", noun: "target", reads: asNumber},
			{key: "Low", noun: "lowest value", reads: asNumber}, {key: "High", noun: "highest value", reads: asNumber},
		}},
		{key: "Priorities", noun: "priority", reads: asRows, link: "Title", rows: []HistoryField{{key: "ObjectiveID", noun: "objective that delivers it", reads: asThing, of: "objective"}}},
	},
	states: map[string]string{InForce: "Put it in force", Superseded: "Ended it"},
	does: map[EventType]string{OperationsStarted: "Began the draft", OperationsChanged: "Changed the draft", OperationsInForceNow: "Put it in force", OperationsSuperseded: "Put the next version in its place",
		OperationsEnded: "Ended it", OperationsHandedOver: "Handed it over", OperationsRemoved: "Removed the draft", OperationsPutBack: "Put the draft back"},
}
