package link

import "net/url"

// The paths of what was changed.
const (
	PathHistory        = "/history"
	PathHistoryOfThing = "/history/:kind/:ref"
)

// History is the company's changes, narrowed as a query says.
func History(q url.Values) string { return queried(PathHistory, q, 1) }

// HistoryOfThing is the changes of one thing, narrowed as a query says.
func HistoryOfThing(kind, ref string, q url.Values) string {
	return queried(fill(PathHistoryOfThing, kind, ref), q, 1)
}
