package models

import (
	"cmp"
	"slices"

	"throughline/models/statement"
)

// SymptomKind is one sort of symptom: what it is called, why it matters, its figure with the rule behind it, and the function that finds it in
// the facts. That function is pure: it reads nothing and does not depend on the order of the facts.
type SymptomKind struct {
	Key    string // as addresses name it
	Title  string
	Why    string
	Figure string // the name of the figure of one symptom; empty where its symptoms have none
	Reads  string // how that figure reads in a list, with … for the number and its unit; empty: as it stands
	Rule   string // how it is counted, and from where on it is a symptom
	find   func(*SymptomFacts) []*Sign
}

// SymptomKinds are all kinds, in the order of the page. To find one more: its line here and its function.
var SymptomKinds = []SymptomKind{
	{"twins", "Similar efforts in two teams", "Two teams that work on the same thing apart pay twice and disagree later.", "Likeness", "… alike",
		"The words of both titles without small words and endings are cut into groups of three letters. Likeness is twice the groups they share, divided by the groups of both; 100% is said of equal titles only. From " +
			percentOf(statement.Alike) + " on, two titles of different teams are taken for the same; from " + percentOf(alikeShort) + " on where one has fewer than four such words. Names of meetings, such as a weekly sync, are not compared. Of each title only the closest is named. Compared are the 3,000 newest of each kind that are open.", twinSigns},
	{"metrics", "One metric, two teams", "Two teams that move one figure from two sides cannot both answer for it.", "Teams that set it", "",
		"Counted are the teams whose open outcomes, objectives or initiatives name the same metric, or state the same measure in the same words. From two on it is a symptom.", metricSigns},
	{"processes", "One process, two teams", "The same way of working, written twice, drifts apart.", "Likeness", "… alike",
		"Names of processes of different teams are compared as titles are. Two processes of different teams that redesign the same workflow are one too, whatever their names.", processSigns},
	{"waits", "Teams that wait for each other", "Work stands still between teams, where nobody looks.", "Median wait", "median …",
		"Counted are handoffs that wait for an answer or are past their day, open issues of one team that hold up work of another, and tasks that are blocked or late under another team’s initiative. " +
			"The figure is the median of the working days they have waited, by the nearest rank; weekends and holidays do not count, as in the days to answer. It is a symptom from two waits on, or from one that lasts more than twice the days to answer.", waitSigns},
	{"owners", "Owners over their limit", "Who answers for everything drives nothing.", "Answers for", "",
		"Counted are the open outcomes, objectives, initiatives, tasks of a team and handoff rules of a person who is here. More than the limit in the company’s settings is a symptom. It comes back when the number has moved into another five.", loadSigns},
	{"people", "People for no outcome", "Work that moves nothing agreed is paid all the same.", "People, or hours a week", "",
		"An allocation of people in the next twelve months that names no outcome; or a team with known hours of which none move an outcome in force.", idleSigns},
	{"unfunded", "Priority 1 without money", "What comes first in words and last in money does not come first.", "Money decided", "",
		"An outcome in force of priority 1 for which no money is decided in the next twelve months.", unfundedSigns},
	{"money", "Money for no outcome", "Money that names no outcome cannot be missed where it is.", "What is put there", "",
		"An allocation of money or of a tool in the next twelve months that names no outcome.", adriftSigns},
	{"quiet", "Metrics that nobody reads", "Silence is never green.", "Time without a reading", "silent for …",
		"A metric of an outcome in force without a reading for its cadence and 3 days. Calendar days are counted, as in the cadence. One that was never read counts from the day of its baseline, or from when the strategy came in force.", quietSigns},
	{"rules", "Rules that should have run", "An automation that silently never ran is worse than one that fails.", "Time without a run", "quiet for …",
		"A published rule that says how often it is expected to run, and did not for so long. Calendar days are counted, as in its expectation.", stillSigns},
	{"layers", "Layers that are mixed", "Where to go and how to run are two questions; one answer for both answers neither.", "", "",
		"What the page of the two layers flags: a horizon outside its range, an owner or a measure of the other layer, and one layer without the other.", layerSigns},
	{"accountable", "Steps without exactly one accountable", "Where two answer, or nobody, nobody does.", "Steps without exactly one", "",
		"Counted are the steps of the newest version of a process that is documented or approved and names duties in any step. Exactly one person or team is accountable for each.", accountableSigns},
}

func percentOf(share float64) string { return itoa(int(Rounded(100*share, 0))) + "%" }

// SymptomKindOf finds a kind by its key.
func SymptomKindOf(key string) (SymptomKind, bool) {
	at := slices.IndexFunc(SymptomKinds, func(k SymptomKind) bool { return k.Key == key })
	if at < 0 {
		return SymptomKind{}, false
	}
	return SymptomKinds[at], true
}

// mostOfKind is how many symptoms of one kind are kept, the worst first; the rest is counted.
const mostOfKind = 300

// mostSigns is how many pieces of evidence a symptom lists; the rest is counted.
const mostSigns = 20

// Signs finds the symptoms that show in some facts: of each kind the worst, and how many there are of each.
func Signs(f *SymptomFacts) (list []*Sign, counts map[string]int) {
	counts = map[string]int{}
	for _, kind := range SymptomKinds {
		signs := kind.find(f)
		for _, s := range signs {
			s.Kind, s.Day = kind.Key, f.Today
			s.SymptomSays = s.SymptomSays.short()
			if s.Owner == nil {
				s.Owner = f.nearest(s.TeamID)
			}
		}
		slices.SortFunc(signs, func(a, b *Sign) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Mark(), b.Mark())) })
		signs = slices.CompactFunc(signs, func(a, b *Sign) bool { return a.Mark() == b.Mark() })
		counts[kind.Key] = len(signs)
		list = append(list, signs[:min(len(signs), mostOfKind)]...)
	}
	return list, counts
}

// short bounds the evidence.
func (s SymptomSays) short() SymptomSays {
	if n := len(s.Evidence); n > mostSigns {
		s.Evidence, s.More = s.Evidence[:mostSigns], s.More+n-mostSigns
	}
	return s
}
