package link

import "net/url"

// The paths of decisions and handoffs.
const (
	PathDecisions        = "/decisions"
	PathDecisionNew      = "/decisions/new"
	PathDecision         = "/decisions/:ref"
	PathDecisionEdit     = "/decisions/:ref/edit"
	PathDecisionAccept   = "/decisions/:ref/acceptance"
	PathDecisionReverse  = "/decisions/:ref/reversal"
	PathDecisionWithdraw = "/decisions/:ref/removal"
	PathHandoffs         = "/decisions/:ref/handoffs"
	PathHandoffList      = "/handoffs"
	PathLatency          = "/latency"
	PathHandoff          = "/handoffs/:ref"
	PathHandoffAnswers   = "/handoffs/:ref/answers"
	PathDecisionBack     = "/decisions/:ref/removal/removal"
)

// Decisions is the board of decisions by the state of their handoffs, for a team or all. It is also where one is recorded (POST).
func Decisions(team string) string { return with(PathDecisions, "team", team) }

// DecisionList is one page of all decisions, newest first, for a team or all.
func DecisionList(team string, page int) string {
	return with(PathDecisions, "show", "all", "team", team, "page", later(page))
}

// DecisionNew records a decision: about one thing, or one that supersedes another; both are references and may be empty.
func DecisionNew(about, supersedes string) string {
	return with(PathDecisionNew, "about", about, "supersedes", supersedes)
}

// Decision is one decision.
func Decision(ref string) string { return fill(PathDecision, ref) }

// DecisionEdit changes a decision while it is proposed.
func DecisionEdit(ref string) string { return fill(PathDecisionEdit, ref) }

// DecisionAccept accepts a proposed decision (POST).
func DecisionAccept(ref string) string { return fill(PathDecisionAccept, ref) }

// DecisionReverse takes an accepted decision back with a reason (POST).
func DecisionReverse(ref string) string { return fill(PathDecisionReverse, ref) }

// DecisionWithdraw takes a proposed decision out of sight (POST).
func DecisionWithdraw(ref string) string { return fill(PathDecisionWithdraw, ref) }

// DecisionBack undoes DecisionWithdraw (POST).
func DecisionBack(ref string) string { return fill(PathDecisionBack, ref) }

// Handoffs hands a decision over (POST).
func Handoffs(decision string) string { return fill(PathHandoffs, decision) }

// HandoffList is one page of the handoffs that fit a query.
func HandoffList(q url.Values, page int) string { return queried(PathHandoffList, q, page) }

// Latency is how long handoffs take, narrowed as a query says.
func Latency(q url.Values) string { return queried(PathLatency, q, 1) }

// Handoff is one passage from a decision to work, with what was said about it.
func Handoff(ref string) string { return fill(PathHandoff, ref) }

// HandoffAnswers says something about a handoff: its receiver's answer, or the giver's back (POST).
func HandoffAnswers(ref string) string { return fill(PathHandoffAnswers, ref) }

// later is the number of a page beyond the first; empty for the first.
func later(page int) string {
	if page > 1 {
		return numbered(page)
	}
	return ""
}
