package link

// The paths of things as they were.
const (
	PathPast             = "/history/:kind/:ref/day"
	PathPastCompared     = "/history/:kind/:ref/days"
	PathStrategyPast     = "/strategies/:ref/past"
	PathStrategyCompared = "/strategies/:ref/past/days"
)

// Past is a thing as it was at the end of a day; of today where none is named.
func Past(kind, ref, on string) string { return with(fill(PathPast, kind, ref), "on", on) }

// PastBeside is a thing as it was right before or after one change; side is "before" or "after".
func PastBeside(kind, ref, change, side string) string {
	return with(fill(PathPast, kind, ref), "change", change, "side", side)
}

// PastCompared is a thing at the ends of two days.
func PastCompared(kind, ref, from, to string) string {
	return with(fill(PathPastCompared, kind, ref), "from", from, "to", to)
}

// PastComparedFrom is a later page of what was changed between them.
func PastComparedFrom(kind, ref, from, to, before string) string {
	return with(fill(PathPastCompared, kind, ref), "from", from, "to", to, "before", before)
}

// StrategyPast is a whole strategy as it was at the end of a day.
func StrategyPast(ref, on string) string { return with(fill(PathStrategyPast, ref), "on", on) }

// StrategyCompared is a whole strategy at the ends of two days.
func StrategyCompared(ref, from, to string) string {
	return with(fill(PathStrategyCompared, ref), "from", from, "to", to)
}

// OneChange is one change in the history of a thing, with those of its day.
func OneChange(kind, ref, day, id string) string {
	return with(fill(PathHistoryOfThing, kind, ref), "until", day) + "#e-" + id
}
