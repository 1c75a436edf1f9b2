package models

import "slices"

// Rhythm is how soon mail about something goes out. In the app it stands at once, always.
type Rhythm string

// The rhythms that a person can choose.
const (
	AtOnce   Rhythm = "at once"
	Hourly   Rhythm = "hourly" // one mail an hour at most, with all that came together
	InDigest Rhythm = "digest" // with the page of Monday morning
	NoMail   Rhythm = "none"
)

// TopicKey names a group of events that people choose the rhythm of.
type TopicKey string

// Every topic. The last is the page of Monday morning, which is no event.
const (
	TopicMentions    TopicKey = "mentions"
	TopicHandoffs    TopicKey = "handoffs"
	TopicAnswers     TopicKey = "answers"
	TopicDecisions   TopicKey = "decisions"
	TopicOutcomes    TopicKey = "outcomes"
	TopicInitiatives TopicKey = "initiatives"
	TopicDates       TopicKey = "dates"
	TopicIssues      TopicKey = "issues"
	TopicTexts       TopicKey = "texts"
	TopicApprovals   TopicKey = "approvals"
	TopicRules       TopicKey = "rules"
	TopicSymptoms    TopicKey = "symptoms"
	TopicRunning     TopicKey = "running"
	TopicDigest      TopicKey = "digest"
)

// Topic is one group of events as people choose about it.
type Topic struct {
	Key    TopicKey
	Title  string
	Help   string
	Rhythm Rhythm // as long as a person chooses nothing
	Admins bool   // only administrators are told of it
}

// Topics are all groups of events, in the order of the page of choices. At once is a mention or a new handoff; everything else comes
// together, one mail an hour at most.
var Topics = []Topic{
	{TopicMentions, "Mentions", "Somebody names you in a comment.", AtOnce, false},
	{TopicHandoffs, "New handoffs", "Somebody hands work to you.", AtOnce, false},
	{TopicAnswers, "What becomes of handoffs", "Answers, questions, other dates, reminders of what waits, done and cancelled.", Hourly, false},
	{TopicDecisions, "Decisions", "A decision is accepted, or something in force is changed, that affects what you answer for.", Hourly, false},
	{TopicOutcomes, "Outcomes", "An outcome of yours goes off track, comes back or is closed, or nobody reads its metric.", Hourly, false},
	{TopicInitiatives, "Initiatives and allocations", "An initiative of yours is committed to, paused, dropped or done, or an allocation is decided.", Hourly, false},
	{TopicDates, "Dates", "Reviews and pulses that you call or attend are agreed, moved, held, skipped or missed.", Hourly, false},
	{TopicIssues, "Issues", "An issue becomes yours, goes up to you because nobody moved it, is talked about or resolved.", Hourly, false},
	{TopicTexts, "Texts to read", "An edition of a brief is issued that you are asked to read.", Hourly, false},
	{TopicApprovals, "Approvals", "A rule or a process waits for your approval, or your process is approved or sent back.", Hourly, false},
	{TopicRules, "Rules", "A rule tells you something, or one of yours fails or is paused.", Hourly, false},
	{TopicSymptoms, "Symptoms", "Throughline finds where strategy and work come apart, and you are nearest to it.", Hourly, false},
	{TopicRunning, "Running Throughline", "Background work was given up and waits for you.", Hourly, true},
}

// TopicOf finds a topic by its key.
func TopicOf(key TopicKey) (Topic, bool) {
	at := slices.IndexFunc(Topics, func(t Topic) bool { return t.Key == key })
	if at < 0 {
		return Topic{}, false
	}
	return Topics[at], true
}
