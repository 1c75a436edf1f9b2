package views

import (
	"throughline/models"
	"throughline/views/layout"
	"throughline/views/link"
)

// VisitPage is what the guided visit shows, and where it is begun.
type VisitPage struct {
	Page
	Thread models.Visit
	There  bool // a strategy is in force
}

// visitStop is one stop of the guided visit: what it is called, and what there is to see for whoever reads.
type visitStop struct{ Title, Say string }

// visitStops are the five stops, with what each role finds at the last.
func visitStops(who models.Who) [models.VisitStops]visitStop {
	last := "This is your page. What is yours to do stands here, and each line leads up to the reason for it."
	switch {
	case who.Executive:
		last = "This is your page: how each outcome stands, and what needs a look in each department. Your leads and members find here what to do on Monday, in their own words."
	case len(who.Leads) > 0:
		last = "This is your team’s page: first why, then its outcomes and objectives, and apart from them what to do on Monday. Each line leads up to the intent."
	case len(who.MemberOf) > 0:
		last = "This is your page: first why, then your team’s outcomes, and apart from them what to do on Monday. A task that serves nothing is shown as such."
	case who.Administrator:
		last = "This is your page: what setup still misses. Leads and members find here what to do on Monday."
	}
	return [models.VisitStops]visitStop{
		{"The intent: where we are going, and why", "One sentence carries everything else. The thread begins here; on every role page you find it again at the top."},
		{"An outcome: how we will know", "Each outcome has a metric, where it began, where it must be and by when. Its status is computed from readings, and opens to how."},
		{"A workflow: what we do today, and whether it helps", "Each workflow says how many hours a week it takes and which outcome it moves. What moves none is stopped, or shows that an outcome is missing."},
		{"An objective: a near step of one team", "It delivers a goal, which serves an outcome. It has an owner and a day, so it is never only a wish."},
		{"What to do on Monday", last},
	}
}

// VisitAt is the page of the stop that somebody stands at. Where the strategy has nothing for a stop, its list is shown.
func VisitAt(v models.Visit) string {
	first := func(ref string, page func(string) string, list string) string {
		if ref == "" {
			return list
		}
		return page(ref)
	}
	switch v.Stop {
	case 1:
		return link.Strategy()
	case 2:
		return first(v.Outcome, link.Outcome, link.Outcomes("", 1))
	case 3:
		return first(v.Workflow, link.Workflow, link.Operations("", 1))
	case 4:
		return first(v.Objective, link.Objective, link.Objectives("", 1))
	}
	return link.MyOutcomes()
}

// VisitPanel is the panel of the guided visit on a page.
func VisitPanel(v models.Visit, who models.Who, path string) *layout.Visit {
	stop := visitStops(who)[v.Stop-1]
	panel := &layout.Visit{Stop: v.Stop, Of: models.VisitStops, Title: stop.Title, Say: stop.Say}
	if at := VisitAt(v); at != path {
		panel.Href = at
	}
	return panel
}
