package link

import "strconv"

// The paths of what a person is told.
const (
	PathNotices     = "/notices"
	PathNoticesRead = "/notices/reading"
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
