package link

import "strconv"

// The paths of searching and of what a person keeps at hand.
const (
	PathSearch       = "/search"
	PathPins         = "/search/pins"
	PathSearchOpened = "/search/opened"
)

// Search is what was found for some words, of one kind and one team when they are given; from page 2 on the page is given.
func Search(words, kind, team string, page int) string {
	n := ""
	if page > 1 {
		n = strconv.Itoa(page)
	}
	return with(PathSearch, "q", words, "kind", kind, "team", team, "page", n)
}

// Pins is where a thing is pinned and unpinned (POST).
func Pins() string { return PathPins }

// SearchOpened remembers what somebody searched for and opened (POST).
func SearchOpened() string { return PathSearchOpened }
