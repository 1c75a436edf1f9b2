package models

// NoticeChoice is how one person wants to be told of one topic by mail.
type NoticeChoice struct {
	Row
	PersonID string
	Topic    TopicKey
	Rhythm   Rhythm
}
