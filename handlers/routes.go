package handlers

import (
	"net/http"

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
		{GET, link.PathHealth, a.showHealth, public},
		{GET, link.PathReady, a.showReady, public},
		{GET, link.PathStatic, a.showStatic, public},

		{GET, link.PathFirstRun, a.showFirstRun, public},
		{POST, link.PathFirstRun, a.firstRun, public},
		{GET, link.PathSignIn, a.showSignIn, public},
		{POST, link.PathSignIn, a.signIn, public},
		{POST, link.PathSignOut, a.signOut, public},
		{GET, link.PathWelcome, a.showWelcome, public},
		{POST, link.PathWelcome, a.useWelcome, public},
	}
}
