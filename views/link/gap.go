package link

// The paths of the execution gap.
const (
	PathGap     = "/gap"
	PathGapJSON = "/gap.json"
	PathGapCSV  = "/gap.csv"
	PathGapPart = "/gap/:part"
)

// Gap is the execution gap in figures, of the company or of a team with those below it.
func Gap(team string) string { return with(PathGap, "team", team) }

// GapJSON is the same for other programs.
func GapJSON(team string) string { return with(PathGapJSON, "team", team) }

// GapCSV is the same as a table.
func GapCSV(team string) string { return with(PathGapCSV, "team", team) }

// GapPart lists what one part of the gap counts as amiss: of a team with those below it, or alone of it; alone and no team is what belongs to none.
func GapPart(part, team string, alone bool, page int) string {
	only := ""
	if alone {
		only = "1"
	}
	return with(fill(PathGapPart, part), "team", team, "alone", only, "page", later(page))
}
