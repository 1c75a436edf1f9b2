package link

import "net/url"

// The paths of issues.
const (
	PathIssues        = "/issues"
	PathIssueNew      = "/issues/new"
	PathIssue         = "/issues/:ref"
	PathIssueEnd      = "/issues/:ref/resolution"
	PathIssueEndGone  = "/issues/:ref/resolution/removal"
	PathIssueComments = "/issues/:ref/comments"
)

// Issues is the list of issues, narrowed as a query says. It is also where one is raised (POST).
func Issues(q url.Values) string { return queried(PathIssues, q, 1) }

// IssuesPage is one page of it.
func IssuesPage(q url.Values, page int) string { return queried(PathIssues, q, page) }

// IssueNew raises an issue about one thing, by its reference; empty for none.
func IssueNew(about string) string { return with(PathIssueNew, "about", about) }

// Issue is one issue with its thread. It is also where its next action is set (POST).
func Issue(ref string) string { return fill(PathIssue, ref) }

// IssueEnd resolves an issue (POST).
func IssueEnd(ref string) string { return fill(PathIssueEnd, ref) }

// IssueEndGone opens it again (POST).
func IssueEndGone(ref string) string { return fill(PathIssueEndGone, ref) }

// IssueComments adds a comment to an issue (POST).
func IssueComments(ref string) string { return fill(PathIssueComments, ref) }
