package models

import (
	"slices"

	"throughline/models/day"
)

// Stand is how far one of the five elements is there (R07).
type Stand string

// The three standings.
const (
	Present Stand = "present"
	Partial Stand = "partial"
	Missing Stand = "missing"
)

// The five elements of a strategy, in the order in which execution needs them.
const (
	ElementIntent    = "intent"
	ElementGoals     = "goals"
	ElementResources = "resources"
	ElementOwnership = "ownership"
	ElementTriggers  = "triggers"
)

// StrategyAudit is the five-element audit of one strategy on one day, computed from live data (R07 to R09). A run keeps it as this JSON.
type StrategyAudit struct {
	Strategy string         `json:"strategy,omitempty"` // reference; empty for what was brought in and belongs to none
	Title    string         `json:"title"`
	State    string         `json:"state,omitempty"` // of the strategy then
	Layer    string         `json:"layer,omitempty"` // Operations for an operations strategy
	Day      day.Day        `json:"day"`
	Elements []AuditElement `json:"elements"`
}

// AuditElement is one element with the checks it is judged by.
type AuditElement struct {
	Key      string       `json:"key"`
	Standing Stand        `json:"standing"`
	Checks   []AuditCheck `json:"checks"`
}

// AuditCheck looks at some things one by one: for how many of them it holds, and the evidence on both sides.
type AuditCheck struct {
	Key   string `json:"key"`
	Title string `json:"title"` // what holds: "Metrics read every week"
	Rule  string `json:"rule"`  // when it holds for one of them
	N     int    `json:"n"`
	Of    int    `json:"of"`
	None  string `json:"none,omitempty"` // while there is nothing to look at: what could not be found, and what to do

	Found     []AuditItem `json:"found,omitempty"`
	Lacking   []AuditItem `json:"lacking,omitempty"`
	MoreFound int         `json:"more_found,omitempty"`
	MoreLack  int         `json:"more_lacking,omitempty"`

	looks []look // everything that it looks at; a run that was kept names the first only
	List  string `json:"list,omitempty"` // the kind of thing whose whole list this is about
}

// AuditItem is one piece of evidence: a thing that has a page, and what is known or missing of it.
type AuditItem struct {
	Kind  string `json:"kind,omitempty"`
	Ref   string `json:"ref,omitempty"`
	Title string `json:"title"`
	Say   string `json:"say,omitempty"`
}

// mostEvidence is how many things each side of a check names; the rest is counted.
const mostEvidence = 30

// ElementTitle is an element's name on a page.
func ElementTitle(key string) string {
	return map[string]string{ElementIntent: "Intent", ElementGoals: "Prioritized goals with measurable outcomes", ElementResources: "Resource allocation",
		ElementOwnership: "Role clarity and ownership", ElementTriggers: "Operational handoff triggers"}[key]
}

// ElementNeeds says what an element needs to be there (R08).
func ElementNeeds(key string) string {
	return map[string]string{
		ElementIntent:    "A destination and a why, in one sentence.",
		ElementGoals:     "An order of priority, a number to reach, and metrics that are really read every week.",
		ElementResources: "Decisions on people, money and tools, each for a team and an outcome.",
		ElementOwnership: "A name in each of people, process and technology.",
		ElementTriggers:  "Moments that turn a decision into work, each with a named owner and a deadline.",
	}[key]
}

// Needs says what an element of this strategy needs to be there. Operations is asked the same in its own layer.
func (a *StrategyAudit) Needs(key string) string {
	if a.Layer == Operations {
		if say := operationsNeeds[key]; say != "" {
			return say
		}
	}
	return ElementNeeds(key)
}

// Title is the element's name on a page.
func (e AuditElement) Title() string { return ElementTitle(e.Key) }

// StandingRule says how the standing of an element follows from its checks.
const StandingRule = "Present when every check holds for everything it looks at. Missing when no check holds for anything. Partial in between."

// stands gives the standing of an element by its checks.
func stands(checks []AuditCheck) Stand {
	whole, none := true, true
	for _, c := range checks {
		whole = whole && c.Holds() == Present
		none = none && c.N == 0
	}
	switch {
	case len(checks) == 0 || none:
		return Missing
	case whole:
		return Present
	}
	return Partial
}

// Holds is a check in the words of an element: present when it holds for everything, missing when for nothing.
func (c AuditCheck) Holds() Stand {
	switch {
	case c.N == 0:
		return Missing
	case c.N == c.Of:
		return Present
	}
	return Partial
}

// Standing is how the element with this key stands; missing when the audit knows none.
func (a *StrategyAudit) Standing(key string) Stand {
	for _, e := range a.Elements {
		if e.Key == key {
			return e.Standing
		}
	}
	return Missing
}

// Breaks names the element where execution breaks first: the first that is missing, or when none is, the first that is partial. It is nil
// when all five are present (R07).
func (a *StrategyAudit) Breaks() *AuditElement {
	for _, standing := range []Stand{Missing, Partial} {
		if at := slices.IndexFunc(a.Elements, func(e AuditElement) bool { return e.Standing == standing }); at >= 0 {
			return &a.Elements[at]
		}
	}
	return nil
}

// Explain says how the number of a check came about.
func (c AuditCheck) Explain(at day.Day) Explanation {
	e := Explanation{Figure: c.Title, Result: Input{Value: ptr(float64(c.N)), Of: ptr(float64(c.Of))}, Formula: c.Rule, Day: at, Kind: c.List}
	list := []Input{count("Holds for", c.N), count("Looked at", c.Of)}
	for _, side := range [][]AuditItem{c.Lacking, c.Found} {
		for _, i := range side {
			list = append(list, Input{Name: i.Title, Text: i.Say, Kind: i.Kind, Ref: i.Ref})
		}
	}
	e = e.of(list...)
	e.More += c.MoreFound + c.MoreLack
	return e
}

// look is one thing that a check looks at.
type look struct {
	AuditItem
	holds bool
}

// checked counts what a check holds for, with the first things on both sides.
func checked(c AuditCheck, list []look) AuditCheck {
	c.Of = len(list)
	for _, l := range list {
		side, more := &c.Lacking, &c.MoreLack
		if l.holds {
			c.N++
			side, more = &c.Found, &c.MoreFound
		}
		if len(*side) < mostEvidence {
			*side = append(*side, l.AuditItem)
		} else {
			*more++
		}
	}
	if c.looks = list; c.Of > 0 {
		c.None = ""
	}
	return c
}

// Check is the check of this key as it stands, with everything that it looks at: first what lacks it, then what it holds for. Nil when the audit
// knows none.
func (a *StrategyAudit) Check(key string) (c *AuditCheck, lacking, found []AuditItem) {
	for _, e := range a.Elements {
		at := slices.IndexFunc(e.Checks, func(c AuditCheck) bool { return c.Key == key })
		if at < 0 {
			continue
		}
		for _, l := range e.Checks[at].looks {
			if l.holds {
				found = append(found, l.AuditItem)
			} else {
				lacking = append(lacking, l.AuditItem)
			}
		}
		return &e.Checks[at], lacking, found
	}
	return nil, nil, nil
}
