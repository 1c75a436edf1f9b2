package link

// The paths of reviews. A date of the cadence, or an initiative, leads to the sheets of what is reviewed.
const (
	PathReviews           = "/reviews"
	PathReviewSheets      = "/reviews/:ref/sheets"
	PathInitiativeReviews = "/initiatives/:ref/reviews"
	PathSheet             = "/reviews/sheets/:ref"
	PathSheetItems        = "/reviews/sheets/:ref/items"
	PathSheetSkip         = "/reviews/sheets/:ref/skip"
	PathMinutes           = "/reviews/sheets/:ref/minutes"
)

// Reviews is the list of reviews: coming, overdue, held, skipped.
func Reviews() string { return PathReviews }

// ReviewSheets prepares the review of a date (POST).
func ReviewSheets(ref string) string { return fill(PathReviewSheets, ref) }

// InitiativeReviews prepares the review of an initiative (POST).
func InitiativeReviews(ref string) string { return fill(PathInitiativeReviews, ref) }

// Sheet is one review with its agenda.
func Sheet(ref string) string { return fill(PathSheet, ref) }

// SheetItems puts one more thing on the agenda (POST).
func SheetItems(ref string) string { return fill(PathSheetItems, ref) }

// SheetSkip says that the review is not held, and why (POST).
func SheetSkip(ref string) string { return fill(PathSheetSkip, ref) }

// BackTo is a form that leads back to a page of ours once it is saved.
func BackTo(path, page string) string { return with(path, "back", page) }

// Minutes is the review on paper.
func Minutes(ref string) string { return fill(PathMinutes, ref) }
