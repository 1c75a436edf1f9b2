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
	link.PathPeopleList: 4 << 20,
}

// routes is every page and every change, in the order of the menu, with the act it takes.
func (a *App) routes() []route {
	return []route{
		{GET, link.PathHome, a.showHome, models.ReadCompany},
		{GET, link.PathTeamOutcomes, a.showTeamOutcomes, models.ReadCompany},
		{GET, link.PathPersonOutcomes, a.showPersonOutcomes, models.ReadPerson},
		{POST, link.PathTasks, a.addTask, models.AddTask},
		{GET, link.PathTask, a.showTask, models.ReadCompany},
		{POST, link.PathTaskClosure, a.closeTask, models.TickTask},
		{POST, link.PathTaskReopening, a.reopenTask, models.TickTask},

		{GET, link.PathBriefs, a.showBriefs, models.ReadCompany},
		{GET, link.PathCompanyBrief, a.showCompanyBrief, models.ReadCompany},
		{GET, link.PathTeamBrief, a.showTeamBrief, models.ReadCompany},
		{GET, link.PathEdition, a.showEdition, models.ReadCompany},

		{GET, link.PathHealth, a.showHealth, public},
		{GET, link.PathReady, a.showReady, public},
		{GET, link.PathStatic, a.showStatic, public},

		{GET, link.PathFirstRun, a.showFirstRun, public},
		{POST, link.PathFirstRun, a.firstRun, public},
		{GET, link.PathSignIn, a.showSignIn, public},
		{POST, link.PathSignIn, a.signIn, public},
		{GET, link.PathAlignment, a.showAlignment, models.Align},
		{GET, link.PathAnswers, a.showAnswers, models.Align},
		{POST, link.PathInForce, a.putInForce, models.PutInForce},
		{POST, link.PathAdvice, a.setAdviceAside, models.Align},
		{POST, link.PathAuthors, a.saveAuthors, models.ChooseAuthors},
		{GET, link.PathStep, a.showStep, models.Align},
		{POST, link.PathStep, a.saveStep, models.Align},
		{GET, link.PathStepItem, a.showStep, models.Align},
		{POST, link.PathStepItem, a.saveStep, models.Align},
		{GET, link.PathReview, a.showReview, models.ReadCompany},
		{POST, link.PathReview, a.moveReview, models.MoveReview},

		{POST, link.PathSignOut, a.signOut, public},
		{GET, link.PathWelcome, a.showWelcome, public},
		{POST, link.PathWelcome, a.useWelcome, public},
	}
}
