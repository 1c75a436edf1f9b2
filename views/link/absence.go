package link

// The paths of absences.
const (
	PathAbsences    = "/absences"
	PathAbsenceNew  = "/absences/new"
	PathAbsence     = "/absences/:id"
	PathAbsenceEnd  = "/absences/:id/end"
	PathAbsenceBack = "/absences/:id/end/removal"
)

// Absences is who is away and who stands in, of the teams below one or of all. It is also where an absence is entered (POST).
func Absences(team string) string { return with(PathAbsences, "team", team) }

// AbsenceNew enters an absence: of the person with that reference, or one's own.
func AbsenceNew(person string) string { return with(PathAbsenceNew, "person", person) }

// Absence changes an absence.
func Absence(id string) string { return fill(PathAbsence, id) }

// AbsenceEnd says that somebody is back, or stays after all (POST).
func AbsenceEnd(id string) string { return fill(PathAbsenceEnd, id) }

// AbsenceBack undoes AbsenceEnd (POST).
func AbsenceBack(id string) string { return fill(PathAbsenceBack, id) }
