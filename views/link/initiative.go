package link

import (
	"net/url"
	"strconv"
)

// The paths of initiatives.
const (
	PathInitiatives       = "/initiatives"
	PathInitiativeNew     = "/initiatives/new"
	PathInitiative        = "/initiatives/:ref"
	PathInitiativeEdit    = "/initiatives/:ref/edit"
	PathInitiativeState   = "/initiatives/:ref/state"
	PathInitiativeTasks   = "/initiatives/:ref/tasks"
	PathInitiativeRemoval = "/initiatives/:ref/removal"
	PathInitiativeBack    = "/initiatives/:ref/removal/removal"
)

// Initiatives is the list of initiatives, by team.
func Initiatives(team string, page int) string { return paged(PathInitiatives, team, page) }

// InitiativesFound is one page of the initiatives that a query finds.
func InitiativesFound(query url.Values, page int) string {
	q := url.Values{}
	for name, values := range query {
		q[name] = values
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return PathInitiatives
	}
	return PathInitiatives + "?" + q.Encode()
}

// InitiativeNew proposes an initiative that serves something, by its reference; for nothing in particular when that is empty.
func InitiativeNew(serves string) string { return with(PathInitiativeNew, "serves", serves) }

// Initiative is one initiative.
func Initiative(ref string) string { return fill(PathInitiative, ref) }

// InitiativeEdit is the form that changes one; back is the page of ours to go to afterwards, its own when empty.
func InitiativeEdit(ref, back string) string {
	return with(fill(PathInitiativeEdit, ref), "back", back)
}

// InitiativeState brings an initiative into another state (POST).
func InitiativeState(ref string) string { return fill(PathInitiativeState, ref) }

// InitiativeTasks ties a task to an initiative or loosens it (POST).
func InitiativeTasks(ref string) string { return fill(PathInitiativeTasks, ref) }

// InitiativeRemoval takes a candidate out of sight (POST).
func InitiativeRemoval(ref string) string { return fill(PathInitiativeRemoval, ref) }

// InitiativeBack puts it back (POST).
func InitiativeBack(ref string) string { return fill(PathInitiativeBack, ref) }
