package link

// The paths of pulses.
const (
	PathPulses         = "/pulses"
	PathPulse          = "/pulses/:ref"
	PathPulseRoom      = "/pulses/:ref/room"
	PathPulseStart     = "/pulses/:ref/start"
	PathPulseWord      = "/pulses/:ref/word"
	PathPulseEnd       = "/pulses/:ref/end"
	PathPulseReason    = "/pulses/:ref/reason"
	PathPulseIssues    = "/pulses/:ref/issues"
	PathPulseDecisions = "/pulses/:ref/decisions"
	PathPulseMinutes   = "/pulses/:ref/minutes"
	PathPulseBeat      = "/pulses/:ref/beat"
	PathPulseStream    = "/pulses/:ref/stream"
	PathPulseLine      = "/pulses/:ref/lines/:id"
	PathPulseNotes     = "/pulses/:ref/lines/:id/notes"
)

// Pulses is the list of pulses: to come, missed, held.
func Pulses() string { return PathPulses }

// Pulse is one pulse with its agenda.
func Pulse(ref string) string { return fill(PathPulse, ref) }

// PulseRoom is the meeting while it runs.
func PulseRoom(ref string) string { return fill(PathPulseRoom, ref) }

// PulseRoomAbout is the meeting with the form that raises an issue about one thing.
func PulseRoomAbout(ref, about string) string { return with(PulseRoom(ref), "about", about) + "#raise" }

// PulseStart starts its clock (POST).
func PulseStart(ref string) string { return fill(PathPulseStart, ref) }

// PulseWord gives the word to another lead (POST).
func PulseWord(ref string) string { return fill(PathPulseWord, ref) }

// PulseEnd ends the meeting (POST).
func PulseEnd(ref string) string { return fill(PathPulseEnd, ref) }

// PulseReason keeps why a pulse was missed (POST).
func PulseReason(ref string) string { return fill(PathPulseReason, ref) }

// PulseIssues raises an issue in the room (POST).
func PulseIssues(ref string) string { return fill(PathPulseIssues, ref) }

// PulseDecisions records a decision in the room (POST).
func PulseDecisions(ref string) string { return fill(PathPulseDecisions, ref) }

// PulseMinutes is the sheet of a pulse that was held.
func PulseMinutes(ref string) string { return fill(PathPulseMinutes, ref) }

// PulseBeat is the mark of the room, for browsers that ask again and again.
func PulseBeat(ref string) string { return fill(PathPulseBeat, ref) }

// PulseStream tells each new mark of the room as it comes.
func PulseStream(ref string) string { return fill(PathPulseStream, ref) }

// PulseLine is the form in which a lead reports. It is also where it is sent (POST).
func PulseLine(ref, id string) string { return fill(PathPulseLine, ref, id) }

// PulseNotes keeps the notes of the room about one lead's line (POST).
func PulseNotes(ref, id string) string { return fill(PathPulseNotes, ref, id) }
