package handlers

import (
	"net/http"

	"throughline/models"
	"throughline/views/link"
)

// The two methods there are: GET shows and changes nothing, POST changes.
const (
	GET  = http.MethodGet
	POST = http.MethodPost
)

// uploads names the few routes that take more than 1 MB.
var uploads = map[string]int64{
	link.PathPeopleList:     2 << 20,
	link.PathPeopleListDone: 3 << 20,
	link.PathUploads:        6 << 20,
}

// routes is every page and every change, in the order of the menu, with the act it takes.
func (a *App) routes() []route {
	return []route{
		{GET, link.PathFirstRun, a.showFirstRun, public},
		{POST, link.PathFirstRun, a.firstRun, public},
		{GET, link.PathSignIn, a.showSignIn, public},
		{POST, link.PathSignIn, a.signIn, public},
		{POST, link.PathSignOut, a.signOut, public},
		{GET, link.PathWelcome, a.showWelcome, public},
		{POST, link.PathWelcome, a.useWelcome, public},

		{GET, link.PathHome, a.showHome, models.ReadCompany},
		{GET, link.PathVisit, a.showVisit, models.ReadCompany},
		{POST, link.PathVisit, a.takeVisit, models.ManageSelf},
		{GET, link.PathPersonOutcomes, a.showPersonOutcomes, models.ReadPerson},
		{GET, link.PathTasks, a.showTasks, models.ReadCompany},
		{POST, link.PathTasks, a.addTask, models.AddTask},
		{GET, link.PathTask, a.showTask, models.ReadCompany},
		{POST, link.PathTask, a.saveTask, models.ChangeTask},
		{POST, link.PathTaskClosure, a.closeTask, models.TickTask},
		{POST, link.PathTaskReopening, a.reopenTask, models.TickTask},
		{POST, link.PathTaskState, a.moveTask, models.TickTask},
		{POST, link.PathTaskItems, a.changeItems, models.ChangeTask},
		{POST, link.PathTaskLinks, a.tieTask, models.ChangeTask},
		{POST, link.PathTaskComments, a.sayOnTask, models.CommentTask},
		{POST, link.PathMentionRead, a.readMention, models.ManageSelf},

		{GET, link.PathAlignment, a.showAlignment, models.Align},
		{GET, link.PathAnswers, a.showAnswers, models.Align},
		{POST, link.PathInForce, a.putInForce, models.PutInForce},
		{GET, link.PathAdvice, a.showAdvice, models.Align},
		{POST, link.PathAdvice, a.setAdviceAside, models.Align},
		{POST, link.PathAdviceBack, a.takeAdviceBack, models.Align},
		{POST, link.PathWording, a.showWording, models.Align},
		{POST, link.PathSentence, a.showSentence, models.Align},
		{POST, link.PathAuthors, a.saveAuthors, models.ChooseAuthors},
		{GET, link.PathUploads, a.showUploads, models.Align},
		{POST, link.PathUploads, a.readUpload, models.Align},
		{GET, link.PathUpload, a.showUpload, models.Align},
		{POST, link.PathUpload, a.saveUpload, models.Align},
		{POST, link.PathUploadGone, a.dropUpload, models.Align},
		{POST, link.PathUploadBack, a.takeUploadBack, models.Align},
		{GET, link.PathVerdicts, a.showVerdicts, models.Align},
		{POST, link.PathVerdicts, a.giveVerdicts, models.Align},
		{POST, link.PathTakeBack, a.takeBackVerdicts, models.Align},
		{GET, link.PathStep, a.showStep, models.Align},
		{POST, link.PathStep, a.saveStep, models.Align},
		{POST, link.PathGoalMoves, a.moveObjective, models.Align},
		{POST, link.PathGoalMerges, a.mergeAims, models.Align},
		{GET, link.PathStepsList, a.showStepsList, models.Align},
		{POST, link.PathStepsList, a.previewStepsList, models.Align},
		{GET, link.PathStepItem, a.showStep, models.Align},
		{POST, link.PathStepItem, a.saveStep, models.Align},

		{GET, link.PathStrategy, a.showStrategy, models.ReadCompany},
		{GET, link.PathOutcomes, a.showOutcomes, models.ReadCompany},
		{GET, link.PathGoals, a.showGoals, models.ReadCompany},
		{GET, link.PathGoal, a.showGoal, models.ReadCompany},
		{GET, link.PathObjectives, a.showObjectives, models.ReadCompany},
		{GET, link.PathObjective, a.showObjective, models.ReadCompany},
		{GET, link.PathOutcome, a.showOutcome, models.ReadCompany},
		{GET, link.PathUpdate, a.showUpdate, models.RecordReading},
		{POST, link.PathUpdate, a.saveUpdate, models.RecordReading},
		{POST, link.PathReadings, a.recordReading, models.RecordReading},
		{POST, link.PathOutcomeStatus, a.setStatus, models.RecordReading},
		{GET, link.PathReview, a.showReview, models.ReadCompany},
		{POST, link.PathReview, a.moveReview, models.MoveReview},
		{GET, link.PathCalendar, a.showCalendar, models.ReadCompany},
		{GET, link.PathCalendarFile, a.sendCalendar, models.ReadCompany},
		{POST, link.PathFeed, a.makeFeed, models.ManageSelf},
		{POST, link.PathFeedEnd, a.endFeed, models.ManageSelf},
		{GET, link.PathFeedOf, a.sendFeed, public},

		{GET, link.PathOperations, a.showOperations, models.ReadCompany},
		{GET, link.PathWorkflow, a.showWorkflow, models.ReadCompany},
		{POST, link.PathEnding, a.endWorkflow, models.EndWork},
		{POST, link.PathEndingGone, a.goOnWorkflow, models.EndWork},
		{GET, link.PathProcess, a.showProcess, models.ReadCompany},
		{GET, link.PathComparison, a.showComparison, models.ReadCompany},
		{GET, link.PathProcessSheet, a.showProcessSheet, models.ReadCompany},
		{POST, link.PathApproval, a.approveProcess, models.ApproveProcess},
		{POST, link.PathProcessReturn, a.returnProcess, models.ApproveProcess},
		{GET, link.PathInitiatives, a.showInitiatives, models.ReadCompany},

		{GET, link.PathDecisions, a.showDecisions, models.ReadCompany},
		{POST, link.PathDecisions, a.addDecision, models.Decide},
		{GET, link.PathDecisionNew, a.showDecisionNew, models.Decide},
		{GET, link.PathDecision, a.showDecision, models.ReadCompany},
		{GET, link.PathDecisionEdit, a.showDecisionEdit, models.Decide},
		{POST, link.PathDecisionEdit, a.saveDecision, models.Decide},
		{POST, link.PathDecisionAccept, a.acceptDecision, models.Decide},
		{POST, link.PathDecisionReverse, a.reverseDecision, models.Decide},
		{POST, link.PathDecisionWithdraw, a.withdrawDecision, models.Decide},
		{POST, link.PathDecisionBack, a.putBackDecision, models.Decide},
		{POST, link.PathHandoffs, a.addHandoff, models.Decide},
		{GET, link.PathHandoff, a.showHandoff, models.ReadCompany},
		{POST, link.PathHandoffAnswers, a.answerHandoff, models.AnswerHandoff},

		{GET, link.PathBriefs, a.showBriefs, models.ReadCompany},
		{GET, link.PathCompanyBrief, a.showCompanyBrief, models.ReadCompany},
		{GET, link.PathTeamBrief, a.showTeamBrief, models.ReadCompany},
		{GET, link.PathBriefChanges, a.showBriefChanges, models.ReadCompany},
		{GET, link.PathEditionNew, a.showEditionNew, models.PutInForce},
		{POST, link.PathEditions, a.issueEditions, models.PutInForce},
		{GET, link.PathBriefPDF, a.sendBriefPDF, models.ReadCompany},
		{GET, link.PathEdition, a.showEdition, models.ReadCompany},
		{GET, link.PathEditionPDF, a.sendEditionPDF, models.ReadCompany},
		{GET, link.PathReceipts, a.showReaders, models.SeeReceipts},
		{POST, link.PathReceipts, a.giveReceipt, models.SignReceipt},

		{GET, link.PathTeamOutcomes, a.showTeamOutcomes, models.ReadCompany},
		{GET, link.PathTeams, a.showTeams, models.ReadCompany},
		{GET, link.PathTeamNew, a.showTeamNew, models.ManagePeople},
		{POST, link.PathTeamNew, a.addTeam, models.ManagePeople},
		{GET, link.PathTeamEdit, a.showTeamEdit, models.ManagePeople},
		{POST, link.PathTeamEdit, a.saveTeam, models.ManagePeople},
		{POST, link.PathTeamMembers, a.putOnTeam, models.ManagePeople},
		{POST, link.PathTeamMemberGone, a.takeOffTeam, models.ManagePeople},
		{POST, link.PathTeamRemove, a.removeTeam, models.ManagePeople},
		{POST, link.PathTeamPutBack, a.putBackTeam, models.ManagePeople},

		{GET, link.PathPeople, a.showPeople, models.ReadCompany},
		{GET, link.PathNames, a.showNames, models.ReadCompany},
		{GET, link.PathPersonNew, a.showPersonNew, models.ManagePeople},
		{POST, link.PathPersonNew, a.addPerson, models.ManagePeople},
		{GET, link.PathPeopleList, a.showPeopleList, models.ManagePeople},
		{POST, link.PathPeopleList, a.previewPeopleList, models.ManagePeople},
		{POST, link.PathPeopleListDone, a.addPeopleList, models.ManagePeople},
		{GET, link.PathPerson, a.showPerson, models.ManagePeople},
		{POST, link.PathPerson, a.savePerson, models.ManagePeople},
		{POST, link.PathPersonLink, a.makeLink, models.ManagePeople},
		{POST, link.PathPersonLeave, a.switchOff, models.ManagePeople},
		{POST, link.PathPersonReturn, a.switchOn, models.ManagePeople},
		{POST, link.PathPersonHandOver, a.handOver, models.ManagePeople},

		{GET, link.PathSettings, a.showSettings, models.ManageSelf},
		{POST, link.PathSettings, a.saveSettings, models.ManageSelf},
		{POST, link.PathPassword, a.savePassword, models.ManageSelf},
		{POST, link.PathTheme, a.saveTheme, models.ManageSelf},
		{POST, link.PathSessionEnd, a.endSession, models.ManageSelf},
		{POST, link.PathSessionsEnd, a.endSessions, models.ManageSelf},
		{GET, link.PathCompanySettings, a.showCompany, models.ManagePeople},
		{POST, link.PathCompanySettings, a.saveCompany, models.ManagePeople},
		{POST, link.PathExampleGone, a.removeExample, models.ManagePeople},
		{GET, link.PathWork, a.showWork, models.ManagePeople},
		{POST, link.PathWorkTries, a.tryWorkAgain, models.ManagePeople},

		{GET, link.PathHealth, a.showHealth, public},
		{GET, link.PathReady, a.showReady, public},
		{GET, link.PathStatic, a.showStatic, public},
	}
}
