package link

import "strconv"

// The paths of what a person is told.
const (
	PathNotices     = "/notices"
	PathNoticesRead = "/notices/reading"

	PathNoticeChoices = "/notices/choices"
	PathStopMail      = "/mail/stop/:token"

	PathMail          = "/settings/mail"
	PathMailTests     = "/settings/mail/tests"
	PathDeliveries    = "/settings/deliveries"
	PathDeliveryTries = "/settings/deliveries/:id/tries"
)

// Notices is what a person was told, narrowed to what is unread ("unread") and to a topic; from page 2 on the page is given.
func Notices(show, topic string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(PathNotices, "show", show, "topic", topic, "page", n)
}

// NoticesRead says that one has read what one was told (POST).
func NoticesRead() string { return PathNoticesRead }

// NoticeOf is the page that a notice is about, at its place; empty when that kind has no page.
func NoticeOf(kind, ref, part string) string {
	address := Thing(kind, ref)
	if address != "" && part != "" {
		address += "#" + part
	}
	return address
}

// NoticeChoices is how a person wants to be told by mail.
func NoticeChoices() string { return PathNoticeChoices }

// StopMail is the link at the foot of a mail: it shows a button, and the button (POST) ends mail of that kind.
func StopMail(token string) string { return fill(PathStopMail, token) }

// Mail is how mail is connected, for administrators.
func Mail() string { return PathMail }

// MailTests sends the administrator a test (POST).
func MailTests() string { return PathMailTests }

// Deliveries is what went out of the house and what did not, in one state or all; from page 2 on the page is given.
func Deliveries(state string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(PathDeliveries, "state", state, "page", n)
}

// DeliveryTries has a delivery tried again (POST).
func DeliveryTries(id string) string { return fill(PathDeliveryTries, id) }
