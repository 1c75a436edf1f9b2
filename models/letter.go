package models

import "time"

// Kinds of letters.
const (
	LetterNotice = "notice" // one thing, at once
	LetterHourly = "hourly" // what came together
	LetterDigest = "digest" // the page of Monday morning
	LetterTest   = "test"
)

// Letter is what a mail says, before it is put in words of HTML or plain text: kept with its delivery, so that each try sends the same.
type Letter struct {
	Kind     string
	Subject  string
	To       string // name of who gets it
	Lead     string // one sentence at the top
	Parts    []LetterPart
	Topic    TopicKey // what the link at its foot stops; empty: it cannot be stopped
	PersonID string   // whose choice that is
}

// LetterPart is one list in a letter.
type LetterPart struct {
	Title string
	Lines []LetterLine
}

// LetterLine is one line: a thing that leads to its page, a sentence about it and why the person is told.
type LetterLine struct {
	Kind, Ref, Part, Title string
	Say                    string
	Because                string
	At                     time.Time // zero where no moment is meant
}

// line is how a letter says a notice.
func (n *Notice) line() LetterLine {
	return LetterLine{Kind: n.ThingKind, Ref: n.ThingRef, Part: n.ThingPart, Title: n.ThingTitle, Say: n.Sentence, Because: n.Reason, At: n.HappenedAt}
}
