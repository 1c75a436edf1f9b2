package handlers

import (
	"throughline/models"
	"throughline/views/link"
)

// strategyRoutes are the pages on which the strategy is at work: its gap, its audit, its two layers and its symptoms.
func (a *App) strategyRoutes() []route {
	return []route{
		{GET, link.PathGap, a.showGap, models.ReadCompany},
		{GET, link.PathGapJSON, a.sendGapJSON, models.ReadCompany},
		{GET, link.PathGapCSV, a.sendGapCSV, models.ReadCompany},
		{GET, link.PathGapPart, a.showGapPart, models.ReadCompany},
		{GET, link.PathMap, a.showMap, models.ReadCompany},
		{GET, link.PathMapFile, a.sendMapFile, models.ReadCompany},
		{GET, link.PathAudit, a.showAudit, models.ReadCompany},
		{GET, link.PathAuditRuns, a.showAuditRuns, models.ReadCompany},
		{POST, link.PathAuditRuns, a.runAudit, models.RunAudit},
		{GET, link.PathAuditRun, a.showAuditRun, models.ReadCompany},
		{GET, link.PathAuditList, a.showAuditList, models.ReadCompany},

		{GET, link.PathStrategies, a.showStrategies, models.ReadCompany},
		{GET, link.PathStrategyNext, a.showStrategyNext, models.PutInForce},
		{POST, link.PathStrategyNext, a.beginNext, models.PutInForce},
		{GET, link.PathStrategyRecord, a.showStrategyRecord, models.ReadCompany},
		{GET, link.PathStrategyBeside, a.showStrategyBeside, models.ReadCompany},
		{GET, link.PathStrategyPast, a.showStrategyPast, models.ReadCompany},
		{GET, link.PathStrategyCompared, a.showStrategyCompared, models.ReadCompany},
		{GET, link.PathStrategyChoices, a.showStrategyChoices, models.Align},
		{POST, link.PathStrategyChoices, a.chooseForNext, models.Align},
		{POST, link.PathStrategyDay, a.setStrategyDay, models.PutInForce},
		{POST, link.PathStrategyRemoval, a.removeNext, models.PutInForce},
		{POST, link.PathStrategyBack, a.putBackNext, models.PutInForce},

		{GET, link.PathLayers, a.showLayers, models.ReadCompany},
		{GET, link.PathFoundation, a.showFoundation, models.Align},
		{POST, link.PathFoundation, a.saveFoundation, models.Align},
		{GET, link.PathOperationsAll, a.showOperationsAll, models.ReadCompany},
		{POST, link.PathOperationsAll, a.startOperations, models.RunOperations},
		{GET, link.PathOperationsNew, a.showOperationsNew, models.RunOperations},
		{GET, link.PathOperationsOne, a.showOperationsStrategy, models.ReadCompany},
		{GET, link.PathOperationsStep, a.showOperationsStep, models.RunOperations},
		{POST, link.PathOperationsStep, a.saveOperationsStep, models.RunOperations},
		{GET, link.PathOperationsReading, a.showOperationsReading, models.RecordReading},
		{POST, link.PathOperationsReading, a.recordOperationsReading, models.RecordReading},
		{POST, link.PathOperationsForce, a.putOperationsInForce, models.RunOperations},
		{POST, link.PathOperationsNext, a.nextOperations, models.RunOperations},
		{POST, link.PathOperationsEnd, a.endOperations, models.RunOperations},
		{POST, link.PathOperationsRemoval, a.removeOperations, models.RunOperations},
		{POST, link.PathOperationsBack, a.putBackOperations, models.RunOperations},

		{GET, link.PathSymptoms, a.showSymptoms, models.ReadCompany},
		{POST, link.PathSymptomLooks, a.lookForSymptoms, models.LookSymptoms},
		{GET, link.PathSymptom, a.showSymptom, models.ReadCompany},
		{POST, link.PathSymptomKept, a.acceptSymptom, models.AnswerSymptom},
		{POST, link.PathSymptomKeptGone, a.reopenSymptom, models.AnswerSymptom},
		{POST, link.PathSymptomSplit, a.splitSymptom, models.AnswerSymptom},
		{POST, link.PathSymptomMerge, a.mergeSymptom, models.AnswerSymptom},
		{POST, link.PathSymptomParted, a.partSymptom, models.AnswerSymptom},
		{POST, link.PathSymptomOwner, a.handSymptom, models.AnswerSymptom},
	}
}
