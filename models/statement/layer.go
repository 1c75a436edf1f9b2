package statement

import "strings"

// The two layers that a measure can belong to: the organizational strategy tells where the company stands, operations how well it runs.
const (
	LayerOrganizational = "organizational"
	LayerOperations     = "operations"
)

// LayerSign is what tells the layer of a measure: the words found in its name, and what they measure.
type LayerSign struct {
	Layer string // empty when nothing in the name tells, or both layers are named
	Words string // as the list has them: "cycle time"
	What  string // what they tell, as the end of a sentence: "how long work takes"
}

// layerWords are the names of measures that belong to one layer, by what they tell. A few common ones: a name that holds none of them is
// not judged. Words are compared without their plural s, and "utilisation" reads as "utilization".
var layerWords = []struct{ layer, what, names string }{
	{LayerOrganizational, "where the company stands in its market",
		"market position, market share, share of market, share of wallet, market rank, market penetration, brand awareness, brand recognition, share of voice"},
	{LayerOrganizational, "how the company grows",
		"revenue growth, growth in revenue, growth of revenue, sales growth, annual recurring revenue, recurring revenue, revenue, annual turnover, valuation, return on equity, ebitda, profit margin, operating margin, gross margin"},
	{LayerOrganizational, "whether customers speak well of the company",
		"net promoter score, net promoter, nps, customer loyalty, customer lifetime value, lifetime value"},
	{LayerOperations, "how long work takes",
		"cycle time, lead time, turnaround time, turnaround, throughput time, response time, time to respond, answer time, time to answer, resolution time, time to resolve, time to repair, mttr, handling time, waiting time, wait time, handoff lag, queue time, time to deploy"},
	{LayerOperations, "how much of the time and people is used",
		"utilization, utilization rate, billable share, billable hour, capacity used, occupancy, overtime, idle time, throughput, velocity, backlog, inventory turnover, stock turnover"},
	{LayerOperations, "how often work goes wrong",
		"error rate, error, defect rate, defect, rework, rework rate, failure rate, change failure rate, complaint rate, first contact, first time right, first pass yield, scrap rate, downtime, uptime, on time delivery, delivered on time, missed visit"},
}

type layerName struct {
	words []string
	sign  LayerSign
}

var layerNames = func() (list []layerName) {
	for _, l := range layerWords {
		for _, name := range strings.Split(l.names, ",") {
			name = strings.TrimSpace(name)
			list = append(list, layerName{plainWords(name), LayerSign{l.layer, name, l.what}})
		}
	}
	return list
}()

// LayerOfMeasure tells from its name which layer a measure belongs to (R03). The longest words decide where one name lies within another,
// as "inventory turnover". A name with words of both layers is not judged, as "revenue per billable hour".
func LayerOfMeasure(name string) LayerSign {
	text := plainWords(name)
	taken := make([]int, len(text)) // how long the name is that a word belongs to
	type hit struct {
		from, to int
		sign     LayerSign
	}
	var hits []hit
	for _, n := range layerNames {
		for i := 0; i+len(n.words) <= len(text); i++ {
			if !sameWords(text[i:i+len(n.words)], n.words) {
				continue
			}
			hits = append(hits, hit{i, i + len(n.words), n.sign})
			for at := i; at < i+len(n.words); at++ {
				taken[at] = max(taken[at], len(n.words))
			}
		}
	}
	var best LayerSign
	longest := 0
	for _, h := range hits {
		covered := false // by a longer name
		for at := h.from; at < h.to; at++ {
			covered = covered || taken[at] > h.to-h.from
		}
		if covered {
			continue
		}
		if best.Layer != "" && best.Layer != h.sign.Layer {
			return LayerSign{}
		}
		if h.to-h.from > longest {
			best, longest = h.sign, h.to-h.from
		}
	}
	return best
}

func sameWords(a, b []string) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// plainWords are the words of a name in small letters, without their plural s.
func plainWords(name string) []string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) })
	for i, w := range words {
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			w = strings.TrimSuffix(w, "s")
		}
		words[i] = strings.ReplaceAll(w, "utilisation", "utilization")
	}
	return words
}
