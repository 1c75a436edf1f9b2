package link

// The paths of allocations.
const (
	PathAllocations       = "/allocations"
	PathAllocationNew     = "/allocations/new"
	PathCeilings          = "/allocations/ceilings"
	PathAllocation        = "/allocations/:ref"
	PathAllocationEdit    = "/allocations/:ref/edit"
	PathAllocationDecided = "/allocations/:ref/decision"
	PathAllocationRemoval = "/allocations/:ref/removal"
	PathAllocationBack    = "/allocations/:ref/removal/removal"
)

// Allocations is who puts what into which outcome: a look ("people", "money", "tools"), a span ("quarter", "year") around a day, and a team.
func Allocations(look, span, at, team string) string {
	return with(PathAllocations, "look", look, "span", span, "at", at, "team", team)
}

// AllocationList is the same with the list behind one figure: of a team and an outcome by their references, or of all or none.
func AllocationList(look, span, at, team, row, column string) string {
	return with(PathAllocations, "look", look, "span", span, "at", at, "team", team, "row", row, "column", column) + "#parts"
}

// AllocationNew proposes an allocation of a team to an outcome; either may be open.
func AllocationNew(team, outcome string) string {
	return with(PathAllocationNew, "team", team, "outcome", outcome)
}

// Allocation is one allocation.
func Allocation(ref string) string { return fill(PathAllocation, ref) }

// AllocationEdit changes a proposed allocation.
func AllocationEdit(ref string) string { return fill(PathAllocationEdit, ref) }

// AllocationDecided says which accepted decision has decided it (POST).
func AllocationDecided(ref string) string { return fill(PathAllocationDecided, ref) }

// AllocationRemoval takes a proposed allocation out of sight (POST).
func AllocationRemoval(ref string) string { return fill(PathAllocationRemoval, ref) }

// AllocationBack puts it back (POST).
func AllocationBack(ref string) string { return fill(PathAllocationBack, ref) }

// Ceilings sets what a team and those below it may spend in a fiscal year (POST).
func Ceilings() string { return PathCeilings }
