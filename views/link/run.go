package link

import "net/url"

// The paths of runs, of what they ask people, and of how rules fare.
const (
	PathRuns          = "/runs"
	PathRunsFile      = "/runs/file"
	PathRuleRuns      = "/rules/:ref/runs"
	PathRun           = "/runs/:ref"
	PathRunEnd        = "/runs/:ref/cancellation"
	PathRunTries      = "/runs/:ref/tries"
	PathRunResume     = "/runs/:ref/resumption"
	PathRunAgain      = "/runs/:ref/reruns"
	PathRunUndo       = "/runs/:ref/removal"
	PathQuestions     = "/approvals"
	PathQuestion      = "/approvals/:ref"
	PathQuestionVotes = "/approvals/:ref/votes"
	PathRuleHealth    = "/rules/health"
	PathRuleSaved     = "/rules/saved"
	PathRulePace      = "/rules/latency"
	PathRuleTrial     = "/rules/:ref/trial"
)

// Runs is the list of runs, narrowed as a query says.
func Runs(q url.Values) string { return queried(PathRuns, q, 1) }

// RunsPage is one page of it.
func RunsPage(q url.Values, page int) string { return queried(PathRuns, q, page) }

// RunsFile is the same list as a file.
func RunsFile(q url.Values) string { return queried(PathRunsFile, q, 1) }

// RuleRuns is the list of the runs of one rule.
func RuleRuns(ref string) string { return fill(PathRuleRuns, ref) }

// RuleRunsPage is one page of it, narrowed as a query says.
func RuleRunsPage(ref string, q url.Values, page int) string {
	return queried(fill(PathRuleRuns, ref), q, page)
}

// Run is one run of a rule.
func Run(ref string) string { return fill(PathRun, ref) }

// RunEnd ends a run that is not over (POST).
func RunEnd(ref string) string { return fill(PathRunEnd, ref) }

// RunTries has a run that failed go on from the block at which it did (POST).
func RunTries(ref string) string { return fill(PathRunTries, ref) }

// RunResume ends the wait of a run (POST).
func RunResume(ref string) string { return fill(PathRunResume, ref) }

// RunAgain does a run again (POST).
func RunAgain(ref string) string { return fill(PathRunAgain, ref) }

// RunUndo takes back what a run changed (POST).
func RunUndo(ref string) string { return fill(PathRunUndo, ref) }

// Questions are the approvals that wait for whoever asks.
func Questions() string { return PathQuestions }

// Question is one approval that a run asked for.
func Question(ref string) string { return fill(PathQuestion, ref) }

// QuestionVotes answers it (POST).
func QuestionVotes(ref string) string { return fill(PathQuestionVotes, ref) }

// RuleHealth is what keeps rules from doing their work.
func RuleHealth() string { return PathRuleHealth }

// RulePace is how soon rules bring work to people, narrowed as a query says.
func RulePace(q url.Values) string { return queried(PathRulePace, q, 1) }

// RuleSaved is what rules did that people no longer do by hand, in a month; empty for the last 90 days.
func RuleSaved(month string) string { return with(PathRuleSaved, "month", month) }

// RuleTrial tries a rule before it is published. It is also where what is tried is chosen (POST), which changes nothing.
func RuleTrial(ref string) string { return fill(PathRuleTrial, ref) }

// RuleTrialBack is the same page with the events of the last 90 days, or only those for which one version would have run and the other not.
func RuleTrialBack(ref string, differing bool) string {
	show := ""
	if differing {
		show = "differing"
	}
	return with(fill(PathRuleTrial, ref), "show", show)
}
