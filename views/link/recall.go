package link

// The paths of the recall test.
const (
	PathRecall       = "/recall"
	PathRecallAnswer = "/recall/:ref"
)

// Recall is what answers from memory said, round by round, and where a round is started (POST).
func Recall() string { return PathRecall }

// RecallAnswer is where a person writes the priorities (POST).
func RecallAnswer(ref string) string { return fill(PathRecallAnswer, ref) }
