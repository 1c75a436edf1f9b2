package link

import "strconv"

// The paths of the strategy audit.
const (
	PathAudit     = "/audit"
	PathAuditRuns = "/audit/runs"
	PathAuditRun  = "/audit/runs/:ref"
	PathAuditList = "/audit/checks/:check"
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

// AuditList is everything that one check of the audit looks at, of one strategy by its reference.
func AuditList(of, check string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(fill(PathAuditList, check), "of", of, "page", n)
}
