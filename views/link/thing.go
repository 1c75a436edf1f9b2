package link

// Thing is the page of a thing by its kind and reference; empty when that kind has no page of its own.
func Thing(kind, ref string) string {
	switch kind {
	case "outcome":
		return Outcome(ref)
	case "goal":
		return Goal(ref)
	case "objective":
		return Objective(ref)
	case "workflow":
		return Workflow(ref)
	case "process":
		return Process(ref)
	case "decision":
		return Decision(ref)
	case "task":
		return Task(ref)
	case "handoff":
		return Handoff(ref)
	case "recall":
		return RecallAnswer(ref)
	case "issue":
		return Issue(ref)
	case "pulse":
		return Pulse(ref)
	case "review":
		return Review(ref)
	case "sheet":
		return Sheet(ref)
	case "edition":
		return Edition(ref)
	case "readings":
		return Update()
	case "briefs":
		return Briefs()
	case "absences":
		return Absences("")
	case "strategy":
		if ref != "" {
			return StrategyRecord(ref)
		}
		return Strategy()
	case "calendar":
		return Calendar("")
	case "work":
		return Work()
	case "rule":
		return Rule(ref, "")
	case "run":
		return Run(ref)
	case "approval":
		return Question(ref)
	case "approval_chain":
		return Chain(ref)
	case "team":
		return TeamOutcomes(ref)
	case "allocation":
		return Allocation(ref)
	case "change":
		return Change(ref)
	case "initiative":
		return Initiative(ref)
	case "operations_strategy", "operations strategy":
		return OperationsStrategy(ref)
	case "layers":
		return Layers()
	case "initiatives":
		return Initiatives("", 1)
	case "workflows":
		return Operations("", 1)
	case "objectives":
		return Objectives("", 1)
	case "goals":
		return Goals("", 1)
	case "outcomes":
		return Outcomes("", 1)
	case "allocations":
		return Allocations("", "", "", "")
	case "rules":
		return Rules(nil, 1)
	case "decisions":
		return Decisions("")
	case "tasks":
		return Tasks()
	case "gap":
		return GapPart(ref, "", false, 1)
	case "gap-page":
		return Gap("")
	case "symptom":
		return Symptom(ref)
	case "symptoms":
		return with(PathSymptoms, "kind", ref, "whose", "mine")
	case "audit":
		return AuditRun(ref)
	}
	return ""
}

// Findings is the list of the things of one kind that have one finding; workflows and teams say it in their whole list. It is empty when
// that kind has no list.
func Findings(kind, code string) string {
	switch kind {
	case "workflow":
		return PathOperations
	case "team":
		return PathTeams
	}
	path := map[string]string{"outcome": PathOutcomes, "goal": PathGoals, "objective": PathObjectives, "initiative": PathInitiatives, "task": PathTasks}[kind]
	if path == "" {
		return ""
	}
	return with(path, "finding", code)
}
