package views

import "throughline/views/link"

// lists are the long lists, in the order of the thread.
var lists = []struct{ kind, label, href string }{
	{"outcome", "Outcomes", link.Outcomes("", 1)},
	{"goal", "Goals", link.Goals("", 1)},
	{"objective", "Objectives", link.Objectives("", 1)},
	{"initiative", "Initiatives", link.Initiatives("", 1)},
	{"task", "Tasks", link.Tasks()},
}
