package link

// PathVisit is the guided visit: what it shows, and where it is begun, gone on with and left (POST).
const PathVisit = "/visit"

// Visit is the page about the guided visit, and where each of its steps is taken (POST).
func Visit() string { return PathVisit }
