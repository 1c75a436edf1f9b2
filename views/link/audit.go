package link

// The paths of the strategy audit.
const (
	PathAudit     = "/audit"
	PathAuditRuns = "/audit/runs"
	PathAuditRun  = "/audit/runs/:ref"
)

// Audit is the five-element audit of one strategy, by its reference, or of what was brought in; of the one in force where none is named.
func Audit(of string) string { return with(PathAudit, "of", of) }

// AuditRuns is the history of the audit of one strategy, and where a run is kept (POST).
func AuditRuns(of string) string { return with(PathAuditRuns, "of", of) }

// AuditCompared is the history with two of its runs compared.
func AuditCompared(of, from, to string) string {
	return with(PathAuditRuns, "of", of, "from", from, "to", to)
}

// AuditRun is one run as it was kept.
func AuditRun(ref string) string { return fill(PathAuditRun, ref) }
