package models

import "time"

// Wording is how the intent ("strategy" with its id) or the page of a team ("team") reads since a moment, apart from the figures, tasks and
// days that move by themselves. The newest of a thing is what people are asked to read (R22). Never changed.
type Wording struct {
	Row
	EntityType string
	EntityID   string
	N          int    // counts the wordings of one thing from 1
	Hash       string // SHA-256 of the wording, hexadecimal
	Content    string // what it says: the sentence of the intent, or the brief of the team as JSON
}

// WordingReceipt is the proof that a person has read one wording, given by that person. Never changed.
type WordingReceipt struct {
	Row
	EntityType string
	EntityID   string
	Hash       string
	PersonID   string
	PersonName string
	ReadAt     time.Time
}
