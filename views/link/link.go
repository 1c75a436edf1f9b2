// Package link is every address of the product: a path for the list of routes, and a function for the pages that lead there.
package link

import (
	"net/url"
	"strings"
)

// The paths as routes.go lists them; a name after a colon stands for one reference or token.
const (
	PathHome = "/"

	PathSignIn   = "/sign-in"
	PathSignOut  = "/sign-out"
	PathFirstRun = "/first-run"
	PathWelcome  = "/welcome/:token"

	PathPeople         = "/people"
	PathPersonNew      = "/people/new"
	PathPeopleList     = "/people/list"
	PathPeopleListDone = "/people/list/confirmation"
	PathNames          = "/names"
	PathPerson         = "/people/:ref"
	PathPersonLink     = "/people/:ref/links"
	PathPersonLeave    = "/people/:ref/leave"
	PathPersonReturn   = "/people/:ref/leave/removal"

	PathTeams          = "/teams"
	PathTeamNew        = "/teams/new"
	PathTeamEdit       = "/teams/:ref/edit"
	PathTeamMembers    = "/teams/:ref/members"
	PathTeamMemberGone = "/teams/:ref/members/:person/removal"
	PathTeamRemove     = "/teams/:ref/removal"
	PathTeamPutBack    = "/teams/:ref/removal/removal"

	PathSettings        = "/settings"
	PathPassword        = "/settings/password"
	PathTheme           = "/settings/theme"
	PathSessionEnd      = "/settings/sessions/:id/end"
	PathSessionsEnd     = "/settings/sessions/end"
	PathCompanySettings = "/settings/company"
	PathLadder          = "/settings/ladder"
	PathExampleGone     = "/settings/company/example/removal"
	PathWork            = "/settings/work"
	PathWorkTries       = "/settings/work/:id/tries"

	PathAlignment  = "/alignment"
	PathStep       = "/alignment/:step"
	PathStepItem   = "/alignment/:step/:item"
	PathVerdicts   = "/alignment/audit/verdicts"
	PathTakeBack   = "/alignment/audit/verdicts/removal"
	PathAnswers    = "/alignment/answers"
	PathInForce    = "/alignment/in-force"
	PathAdvice     = "/alignment/advice"
	PathAdviceBack = "/alignment/advice/removal"
	PathWording    = "/alignment/wording"
	PathAuthors    = "/alignment/authors"
	PathSentence   = "/alignment/sentence"
	PathReview     = "/reviews/:ref"
	PathStepsList  = "/alignment/redesign/:item/steps"

	PathGoalMoves  = "/alignment/goals/moves"
	PathGoalMerges = "/alignment/goals/merges"

	PathCalendar     = "/calendar"
	PathCalendarFile = "/calendar/throughline.ics"
	PathFeed         = "/calendar/feed"
	PathFeedEnd      = "/calendar/feed/removal"
	PathFeedOf       = "/calendar/feed/:token"

	PathStatic = "/static/*"
	PathHealth = "/healthz"
	PathReady  = "/readyz"
)

// fill puts values, in order, in the places that a path leaves open.
func fill(path string, values ...string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") && len(values) > 0 {
			parts[i], values = url.PathEscape(values[0]), values[1:]
		}
	}
	return strings.Join(parts, "/")
}

// with adds a query to an address; empty values are left out.
func with(address string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// Home is a person's own start: what they owe, and how the strategy stands.
func Home() string { return PathHome }

// SignIn is the page to sign in.
func SignIn() string { return PathSignIn }

// SignInTo is the page to sign in and go on from there to a local address.
func SignInTo(next string) string { return with(PathSignIn, "next", next) }

// SignOut ends this browser's session.
func SignOut() string { return PathSignOut }

// FirstRun is the page that sets the company up.
func FirstRun() string { return PathFirstRun }

// Welcome is where an invitation, a reset link or a one-time sign-in link leads.
func Welcome(token string) string { return fill(PathWelcome, token) }

// Me is a person's own settings: name shown, numbers and dates, password, where they are signed in.
func Me() string { return PathSettings }

// Theme keeps a person's choice of light, dark or the system's.
func Theme() string { return PathTheme }

// ExampleGone removes the example company's data.
func ExampleGone() string { return PathExampleGone }

// Alignment is the task list of the six steps.
func Alignment() string { return PathAlignment }

// Step is the page of one step.
func Step(key string) string { return fill(PathStep, key) }

// StepItem is the page of one thing in a step, such as a workflow of the audit.
func StepItem(key, ref string) string { return fill(PathStepItem, key, ref) }

// Verdicts is the page that gives one verdict to many workflows: those with these references, and the audit as it was narrowed.
func Verdicts(refs []string, back string) string {
	return with(PathVerdicts, "rows", strings.Join(refs, ","), "back", back)
}

// TakeBack undoes such a change.
func TakeBack() string { return PathTakeBack }

// StepsList is where the steps of a process are pasted as text.
func StepsList(ref string) string { return fill(PathStepsList, ref) }

// StepAdd is the page of a step with a blank row in one group.
func StepAdd(key, group string) string { return with(Step(key), "add", group) }

// StepAddOnce is StepAdd for a row of this id: opened again after the row is stored, it offers no other one.
func StepAddOnce(key, group, id string) string { return with(Step(key), "add", group, "id", id) }

// StepDrafts is the page of a step at one place in its list of drafts to pick from.
func StepDrafts(key, from string) string { return with(Step(key), "drafts", from) }

// StepMetric is step 2 with a blank metric offered on one outcome.
func StepMetric(outcome string) string { return with(Step("outcomes"), "metric", outcome) }

// Sentence is what the fields of one outcome say in a sentence, while they are typed (POST).
func Sentence(row string) string { return with(PathSentence, "row", row) }

// AuditOf is the audit narrowed to the workflows that move an outcome, or to a state such as "unmapped".
func AuditOf(only string) string { return with(Step("audit"), "only", only) }

// Answers is the page of all answers, before the strategy comes in force.
func Answers() string { return PathAnswers }

// InForce puts the strategy in force (POST).
func InForce() string { return PathInForce }

// AdviceOn asks for the reason why a piece of advice does not fit, then goes back to its step.
func AdviceOn(about, code string) string {
	return PathAdvice + "?" + url.Values{"about": {about}, "code": {code}}.Encode()
}

// AdviceBack lets a piece of advice that was set aside stand again (POST).
func AdviceBack() string { return PathAdviceBack }

// Wording gives advice on the words of one field while somebody types; it writes nothing (POST).
func Wording() string { return PathWording }

// Advice sets a piece of advice aside with its reason (POST).
func Advice() string { return PathAdvice }

// Authors chooses who works on a draft (POST).
func Authors() string { return PathAuthors }

// StepAdvice is a step with all of its advice.
func StepAdvice(key string) string { return with(Step(key), "open", "advice") }

// GoalBoard is the board of step 5 in one arrangement, narrowed to a team, an owner or what has something to mend, with the long list of the
// goal or team of that reference open.
func GoalBoard(view, team, owner, only, open string) string {
	return with(Step("goals"), "view", view, "team", team, "owner", owner, "only", only, "open", open)
}

// GoalMoves moves an objective to another goal or team (POST).
func GoalMoves() string { return PathGoalMoves }

// GoalMerges makes two goals or objectives one, or takes that back (POST).
func GoalMerges() string { return PathGoalMerges }

// Review is one date of the cadence, where it can be moved.
func Review(ref string) string { return fill(PathReview, ref) }

// Calendar is the year of reviews from a month on, "2027-01"; empty is this month.
func Calendar(from string) string { return with(PathCalendar, "from", from) }

// CalendarFile is the calendar as a file for calendar programs.
func CalendarFile() string { return PathCalendarFile }

// Feed makes or renews a person's private address of the calendar (POST).
func Feed() string { return PathFeed }

// FeedEnd ends a person's private address of the calendar (POST).
func FeedEnd() string { return PathFeedEnd }

// FeedOf is a private address of the calendar, for a calendar program.
func FeedOf(token string) string { return fill(PathFeedOf, token+".ics") }

// Password changes one's own password (POST).
func Password() string { return PathPassword }

// SessionEnd signs one of one's own browsers out (POST).
func SessionEnd(id string) string { return fill(PathSessionEnd, id) }

// SessionsEnd signs one out everywhere else (POST).
func SessionsEnd() string { return PathSessionsEnd }

// Work is how background work stands, for administrators.
func Work() string { return PathWork }

// WorkTries gives work that was given up all its tries once more (POST).
func WorkTries(id string) string { return fill(PathWorkTries, id) }

// CompanySettings is the company's settings.
func CompanySettings() string { return PathCompanySettings }

// Ladder is whom an unanswered handoff reaches, and when; also where that is set (POST).
func Ladder() string { return PathLadder }

// People is the list of people.
func People() string { return PathPeople }

// PeopleFound is the list of people with some words in it, those switched off, or a later page.
func PeopleFound(words, which, page string) string {
	return with(PathPeople, "q", words, "show", which, "page", page)
}

// PersonNew adds one person.
func PersonNew() string { return PathPersonNew }

// Names finds names of people, or of people and teams, that fit the words.
func Names(of, words string) string { return with(PathNames, "of", of, "q", words) }

// PeopleList adds many people from a list.
func PeopleList() string { return PathPeopleList }

// PeopleListDone adds the people of a list after its preview (POST).
func PeopleListDone() string { return PathPeopleListDone }

// Person is what an administrator may change about a person.
func Person(ref string) string { return fill(PathPerson, ref) }

// PersonLink makes a one-time link for a person (POST).
func PersonLink(ref string) string { return fill(PathPersonLink, ref) }

// PersonLeave switches a person off (POST); PersonReturn switches them on again (POST).
func PersonLeave(ref string) string { return fill(PathPersonLeave, ref) }

// PersonReturn switches a person on again (POST).
func PersonReturn(ref string) string { return fill(PathPersonReturn, ref) }

// Teams is the tree of teams.
func Teams() string { return PathTeams }

// TeamNew adds a team.
func TeamNew() string { return PathTeamNew }

// TeamEdit is what an administrator may change about a team.
func TeamEdit(ref string) string { return fill(PathTeamEdit, ref) }

// TeamMembers puts a person on a team (POST).
func TeamMembers(ref string) string { return fill(PathTeamMembers, ref) }

// TeamMemberGone takes a person off a team (POST).
func TeamMemberGone(team, person string) string { return fill(PathTeamMemberGone, team, person) }

// TeamRemove takes a team out of the tree (POST).
func TeamRemove(ref string) string { return fill(PathTeamRemove, ref) }

// TeamPutBack undoes TeamRemove (POST).
func TeamPutBack(ref string) string { return fill(PathTeamPutBack, ref) }
