package link

import "net/url"

// The paths of the ledger of moved dates.
const (
	PathPromises     = "/promises"
	PathPromisesFile = "/promises.csv"
)

// Promises is one page of the ledger, narrowed as a query says.
func Promises(q url.Values, page int) string { return queried(PathPromises, q, page) }

// PromisesFile is the same as a file.
func PromisesFile(q url.Values) string { return queried(PathPromisesFile, q, 1) }
