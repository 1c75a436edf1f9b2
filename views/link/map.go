package link

import "net/url"

// The addresses of the map.
const (
	PathMap     = "/map"
	PathMapFile = "/map.svg"
)

// Map is the thread as a layered map, as a query asks for it.
func Map(q url.Values) string { return queried(PathMap, q, 1) }

// MapFile is the same as a drawing to keep.
func MapFile(q url.Values) string { return queried(PathMapFile, q, 1) }

// OnMap is the thread of one thing on the map.
func OnMap(ref string) string { return with(PathMap, "at", ref) }
