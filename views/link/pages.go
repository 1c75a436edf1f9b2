package link

import "strconv"

// The paths of the strategy in force and of what teams and people do about it.
const (
	PathStrategy        = "/strategy"
	PathStrategies      = "/strategies"
	PathStrategyRecord  = "/strategies/:ref"
	PathStrategyNext    = "/strategies/next"
	PathStrategyChoices = "/strategies/:ref/choices"
	PathStrategyBeside  = "/strategies/:ref/comparison"
	PathStrategyDay     = "/strategies/:ref/day"
	PathStrategyRemoval = "/strategies/:ref/removal"
	PathStrategyBack    = "/strategies/:ref/removal/undo"
	PathOutcomes        = "/outcomes"
	PathOutcome         = "/outcomes/:ref"
	PathReadings        = "/outcomes/:ref/readings"
	PathUpdate          = "/readings"
	PathOutcomeStatus   = "/outcomes/:ref/status"
	PathClosure         = "/outcomes/:ref/closure"
	PathClosureGone     = "/outcomes/:ref/closure/removal"
	PathWhy             = "/outcomes/:ref/why"
	PathGoals           = "/goals"
	PathGoal            = "/goals/:ref"
	PathObjectives      = "/objectives"
	PathObjective       = "/objectives/:ref"
	PathOperations      = "/operations"
	PathWorkflow        = "/workflows/:ref"
	PathEnding          = "/workflows/:ref/end"
	PathEndingGone      = "/workflows/:ref/end/removal"
	PathProcess         = "/processes/:ref"
	PathComparison      = "/processes/:ref/comparison"
	PathProcessSheet    = "/processes/:ref/sheet"
	PathApproval        = "/processes/:ref/approval"
	PathProcessReturn   = "/processes/:ref/return"
	PathTeamOutcomes    = "/teams/:ref/outcomes"
	PathPersonOutcomes  = "/people/:ref/outcomes"
	PathTasks           = "/tasks"
	PathTask            = "/tasks/:ref"
	PathTaskClosure     = "/tasks/:ref/closure"
	PathTaskReopening   = "/tasks/:ref/closure/removal"
	PathTaskMoves       = "/tasks/moves"
	PathTaskChanges     = "/tasks/changes"
	PathTaskChangesBack = "/tasks/changes/removal"
	PathTaskState       = "/tasks/:ref/state"
	PathTaskItems       = "/tasks/:ref/checklist"
	PathTaskComments    = "/tasks/:ref/comments"
	PathTaskLinks       = "/tasks/:ref/links"
	PathTaskRepeat      = "/tasks/:ref/repeat"
	PathMentionRead     = "/mentions/:id/reading"
	PathMentionUnread   = "/mentions/:id/reading/removal"
	PathMyOutcomes      = "/my/outcomes"
	PathBriefs          = "/briefs"
	PathCompanyBrief    = "/briefs/company"
	PathTeamBrief       = "/briefs/:ref"
	PathBriefChanges    = "/briefs/:ref/changes"
	PathBriefPDF        = "/briefs/:ref/pdf"
	PathEditionPDF      = "/editions/:ref/pdf"
	PathEditions        = "/editions"
	PathEditionNew      = "/editions/new"
	PathEdition         = "/editions/:ref"
	PathReceipts        = "/editions/:ref/receipts"
	PathReceiptBack     = "/editions/:ref/receipts/removal"
	PathReadersRemind   = "/editions/:ref/receipts/reminders"
	PathPageReceipts    = "/teams/:ref/outcomes/receipts"
	PathPageRemind      = "/teams/:ref/outcomes/receipts/reminders"
	PathIntentReceipts  = "/strategy/receipts"
	PathIntentRemind    = "/strategy/receipts/reminders"
)

// Strategy is the strategy in force: intent, outcomes, goals and objectives.
func Strategy() string { return PathStrategy }

// Strategies is the list of the organizational strategies: the one in force and those before it.
func Strategies() string { return PathStrategies }

// StrategyRecord is one organizational strategy as it stands or stood, with how its outcomes ended.
func StrategyRecord(ref string) string { return fill(PathStrategyRecord, ref) }

// StrategyNext is where the strategy after the one in force is begun.
func StrategyNext() string { return PathStrategyNext }

// StrategyChoices is where everything of the strategy in force is carried into a draft, or dropped.
func StrategyChoices(ref string) string { return fill(PathStrategyChoices, ref) }

// StrategyDay is where the day is set on which a draft takes the place of the strategy in force.
func StrategyDay(ref string) string { return fill(PathStrategyDay, ref) }

// StrategyRemoval throws the draft of the next strategy away (POST).
func StrategyRemoval(ref string) string { return fill(PathStrategyRemoval, ref) }

// StrategyBack brings it back (POST).
func StrategyBack(ref string) string { return fill(PathStrategyBack, ref) }

// StrategyBeside lays a strategy beside the one before it.
func StrategyBeside(ref string) string { return fill(PathStrategyBeside, ref) }

// Outcomes is the list of all outcomes, by team; from page 2 on the page is given.
func Outcomes(team string, page int) string { return paged(PathOutcomes, team, page) }

// Outcome is one outcome with its metric, readings and figures.
func Outcome(ref string) string { return fill(PathOutcome, ref) }

// Readings records a reading of one of an outcome's metrics (POST); no metric is the first.
func Readings(ref, metric string) string { return with(fill(PathReadings, ref), "metric", metric) }

// Correction corrects a reading (POST); without an id it is Readings.
func Correction(ref, metric, reading string) string {
	return with(fill(PathReadings, ref), "metric", metric, "correct", reading)
}

// ToCorrect is the page of an outcome with the form that corrects a reading.
func ToCorrect(ref, metric, reading string) string {
	return with(Outcome(ref), "metric", metric, "correct", reading) + "#record"
}

// Update is the weekly update: the readings of all metrics that a person answers for.
func Update() string { return PathUpdate }

// Closure closes an outcome with its score (POST), and is the page that asks for it.
func Closure(ref string) string { return fill(PathClosure, ref) }

// ClosureGone takes the close of an outcome back.
func ClosureGone(ref string) string { return fill(PathClosureGone, ref) }

// Why is what the data says of an outcome's whole period: what held, what was weak and what failed.
func Why(ref string) string { return fill(PathWhy, ref) }

// OutcomeStatus sets another status with a reason, or takes that back.
func OutcomeStatus(ref string) string { return fill(PathOutcomeStatus, ref) }

// Goals is the list of all goals, by team; from page 2 on the page is given.
func Goals(team string, page int) string { return paged(PathGoals, team, page) }

// Goal is one goal with the objectives that deliver it.
func Goal(ref string) string { return fill(PathGoal, ref) }

// Objectives is the list of all objectives, by team; from page 2 on the page is given.
func Objectives(team string, page int) string { return paged(PathObjectives, team, page) }

// Objective is one objective with its thread upwards and its tasks.
func Objective(ref string) string { return fill(PathObjective, ref) }

// Operations is the list of workflows with the execution gap, by team.
func Operations(team string, page int) string { return paged(PathOperations, team, page) }

// Ending records that a stopped workflow has ended.
func Ending(ref string) string { return fill(PathEnding, ref) }

// EndingGone takes that back: the workflow still runs.
func EndingGone(ref string) string { return fill(PathEndingGone, ref) }

// Workflow is one workflow.
func Workflow(ref string) string { return fill(PathWorkflow, ref) }

// Process is one process with its versions.
func Process(ref string) string { return fill(PathProcess, ref) }

// ProcessVersion is one version of a process.
func ProcessVersion(ref, n string) string { return with(Process(ref), "version", n) }

// Comparison says in words how two versions of a process differ.
func Comparison(ref, from, to string) string {
	return with(fill(PathComparison, ref), "from", from, "to", to)
}

// ProcessSheet is one version of a process on paper.
func ProcessSheet(ref, n string) string { return with(fill(PathProcessSheet, ref), "version", n) }

// Approval approves the version of a process that waits for it (POST).
func Approval(ref string) string { return fill(PathApproval, ref) }

// ProcessReturn sends that version back with a reason (POST).
func ProcessReturn(ref string) string { return fill(PathProcessReturn, ref) }

// TeamOutcomes is what the strategy means for a team.
func TeamOutcomes(ref string) string { return fill(PathTeamOutcomes, ref) }

// PersonOutcomes is what the strategy means for a person.
func PersonOutcomes(ref string) string { return fill(PathPersonOutcomes, ref) }

// MyOutcomes is the role page of whoever asks: of the highest team they lead, else their own.
func MyOutcomes() string { return PathMyOutcomes }

// Briefs is the list of strategy briefs.
func Briefs() string { return PathBriefs }

// CompanyBrief is the company's brief, live.
func CompanyBrief() string { return PathCompanyBrief }

// TeamBrief is a team's brief, live.
func TeamBrief(ref string) string { return fill(PathTeamBrief, ref) }

// Edition is one issued brief, as it was.
func Edition(ref string) string { return fill(PathEdition, ref) }

// Company is what stands for the company where an address names a team.
const Company = "company"

// Brief is the live brief of a team; of the company without a reference.
func Brief(ref string) string {
	if ref == "" {
		return CompanyBrief()
	}
	return TeamBrief(ref)
}

// BriefChanges says what changed in a brief from one edition to another; from or to 0 is the live page. Without a reference it is the
// company's brief.
func BriefChanges(ref string, from, to int) string {
	return with(fill(PathBriefChanges, orCompany(ref)), "from", numbered(from), "to", numbered(to))
}

// EarlierChanges compares the editions of one brief of a strategy that is no longer in force; edition is any of them.
func EarlierChanges(ref, edition string) string {
	return with(fill(PathBriefChanges, orCompany(ref)), "of", edition)
}

// BriefPDF is a live brief as a PDF; the company's without a reference.
func BriefPDF(ref string) string { return fill(PathBriefPDF, orCompany(ref)) }

// EditionPDF is one issued brief as a PDF.
func EditionPDF(ref string) string { return fill(PathEditionPDF, ref) }

// EditionNew shows what would be issued now; it leads back to a brief, to the company's without a reference.
func EditionNew(ref string) string { return with(PathEditionNew, "brief", orCompany(ref)) }

// Editions issues editions (POST).
func Editions() string { return PathEditions }

// Receipts is who has read an edition, and where one says so oneself (POST).
func Receipts(ref string) string { return fill(PathReceipts, ref) }

// ReceiptBack takes back that one has just said to have read an edition (POST).
func ReceiptBack(ref string) string { return fill(PathReceiptBack, ref) }

// ReadersRemind reminds those who have not read an edition (POST).
func ReadersRemind(ref string) string { return fill(PathReadersRemind, ref) }

// PageReceipts is who has read the wording of a team's page, or of the intent without a team, and where one says so oneself (POST).
func PageReceipts(team string) string {
	if team == "" {
		return PathIntentReceipts
	}
	return fill(PathPageReceipts, team)
}

// PageRemind reminds those who have not read the wording of a team's page, or of the intent without a team (POST).
func PageRemind(team string) string {
	if team == "" {
		return PathIntentRemind
	}
	return fill(PathPageRemind, team)
}

// PageReaders is one page of those who have not read the wording of a team's page, or of the intent without a team, or of show: read.
func PageReaders(team, show string, page int) string {
	return with(PageReceipts(team), "show", show, "page", later(page))
}

// Readers is one page of those who have not read an edition yet, or of show: read, gone.
func Readers(ref, show string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(Receipts(ref), "show", show, "page", n)
}

func orCompany(ref string) string {
	if ref == "" {
		return Company
	}
	return ref
}

func numbered(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func paged(path, team string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(path, "team", team, "page", n)
}

// OutcomeReadings is one outcome with the readings of one of its metrics, or a further page of them. No metric is the first.
func OutcomeReadings(ref, metric string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(Outcome(ref), "metric", metric, "page", n)
}

// Listed is one page of a long list at a path, narrowed to a team and a finding.
func Listed(path, team, finding string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(path, "team", team, "finding", finding, "page", n)
}
