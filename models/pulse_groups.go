package models

import "strings"

// mostLeads is how many leads one pulse takes; more are split into several meetings.
const mostLeads = 12

// pulseLead is a lead with the topmost team they lead.
type pulseLead struct{ personID, teamID string }

// pulseGroup is the leads of one meeting. Its title names the parts of the company it is for; it is empty when one meeting takes all.
type pulseGroup struct {
	title string
	leads []pulseLead
}

// pulseGroups puts the leads of a company into meetings of at most twelve: all in one if they fit, else by parts of the company as the team
// tree has them. Parts beside each other share a meeting as long as they fit; a part with too many leads is split by the parts below it, and
// whoever leads it goes with the first of these.
func pulseGroups(tree *Tree, here map[string]bool) []pulseGroup {
	seen := map[string]bool{}
	var parts []pulseGroup
	for _, root := range tree.Roots {
		parts = append(parts, partsOf(tree, root, here, seen)...)
	}
	all := 0
	for _, part := range parts {
		all += len(part.leads)
	}
	if all == 0 {
		return nil
	}
	if all <= mostLeads {
		one := pulseGroup{}
		for _, part := range parts {
			one.leads = append(one.leads, part.leads...)
		}
		return []pulseGroup{one}
	}
	meetings := (all + mostLeads - 1) / mostLeads
	even := (all + meetings - 1) / meetings
	var groups []pulseGroup
	var titles []string
	for _, part := range parts {
		last := len(groups) - 1
		if last >= 0 && len(groups[last].leads)+len(part.leads) <= even {
			groups[last].leads = append(groups[last].leads, part.leads...)
			titles = append(titles, part.title)
		} else {
			groups, last, titles = append(groups, pulseGroup{leads: part.leads}), last+1, []string{part.title}
		}
		groups[last].title = partTitle(titles)
	}
	return groups
}

// partsOf are the parts at and below a team that each fit one meeting, in the order of the tree.
func partsOf(tree *Tree, t *Team, here, seen map[string]bool) []pulseGroup {
	own := leadAt(t, here, seen)
	var below []pulseGroup
	for _, child := range tree.Direct[t.ID] {
		below = append(below, partsOf(tree, child, here, seen)...)
	}
	whole := pulseGroup{title: t.Name, leads: own}
	for _, part := range below {
		whole.leads = append(whole.leads, part.leads...)
	}
	switch {
	case len(whole.leads) == 0:
		return nil
	case len(whole.leads) <= mostLeads:
		return []pulseGroup{whole}
	case len(own) == 0:
		return below
	case len(below[0].leads) < mostLeads:
		below[0].leads = append(own, below[0].leads...)
		return below
	}
	return append([]pulseGroup{{title: t.Name, leads: own}}, below...)
}

// leadAt is the lead of a team who has no place yet.
func leadAt(t *Team, here, seen map[string]bool) []pulseLead {
	if t.LeadPersonID == nil || seen[*t.LeadPersonID] || !here[*t.LeadPersonID] {
		return nil
	}
	seen[*t.LeadPersonID] = true
	return []pulseLead{{*t.LeadPersonID, t.ID}}
}

// partTitle names the parts of the company that one meeting is for.
func partTitle(names []string) string {
	switch n := len(names); {
	case n == 1:
		return names[0]
	case n <= 3:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return names[0] + " to " + names[n-1]
	}
}
