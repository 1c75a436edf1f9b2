package demo

import (
	"time"

	"throughline/models"
)

// issue is one issue of the example: how many working days ago it was raised, what it holds up, who owns it, and what happened since.
type issue struct {
	title, detail string
	holds         string // references of outcomes, goals and objectives
	raised, owner string
	ago, due      int // working days: since it was raised, and from then on until its first next action
	next          string
	steps         []issueStep
}

// issueStep is one thing that happened to an issue: a move, a comment, a climb or its end. Due is counted in working days from then.
type issueStep struct {
	ago, due  int
	by        string
	do, words string
	owner     string // of a hand-over
	next      string
}

const climb = "climb"

// issues of the example: fresh and old, waiting, escalated and resolved.
var issues = []issue{
	{title: "Clinic A’s ticket export gives no callback times", holds: "O1 B5", raised: "Priya Raman", owner: "Rasmus Kivi", ago: 3, due: 4,
		detail: "The weekly first-fix figure needs them. The export has the field, but it is empty since their update.", next: "Ask the maker for the old field, with two examples",
		steps: []issueStep{{2, 0, "Takumi Hayashida", models.IssueSaidNote, "It is empty for Clinic C as well.", "", ""}}},
	{title: "Renewal calls wait for the new price list", holds: "O3 G3 B12", raised: "Samuel Brandt", owner: "Élodie Marchais", ago: 17, due: 3, next: "Get the list signed",
		detail: "Nobody promises a price that finance has not signed.",
		steps: []issueStep{
			{14, 5, "Élodie Marchais", models.IssueSaidMove, "Finance wants the three largest clinics worked out first.", "", "Work out the three largest clinics with finance"},
			{8, 0, "", climb, "", "", ""},
			{2, 0, "Samuel Brandt", models.IssueSaidNote, "Two clinics have asked again. The next renewal is in two weeks.", "", ""},
		}},
	{title: "No room in the van for label printers", holds: "O1", raised: "Łukasz Nowak", owner: "Łukasz Nowak", ago: 11, due: 2, next: "Order two racks",
		steps: []issueStep{{9, 15, "Łukasz Nowak", models.IssueSaidWait, "The racks are ordered; the maker delivers in three weeks.", "", "Fit the racks when they come"}}},
	{title: "Two project managers share one contract", holds: "O2 B1", raised: "Hanneke Dijkstra", owner: "Tom Okafor", ago: 7, due: 4, next: "Decide who leads the Riverside contract",
		steps: []issueStep{{5, 6, "Tom Okafor", models.IssueSaidHandOver, "It is about people on two teams.", "Hanneke Dijkstra", "Propose one lead for each contract"}}},
	{title: "The dashboard shows yesterday’s projects", holds: "G6 B11", raised: "Hanneke Dijkstra", owner: "Tom Okafor", ago: 24, due: 3, next: "Find where the night run stops",
		steps: []issueStep{
			{22, 4, "Tom Okafor", models.IssueSaidMove, "It stops where a project has no end date.", "", "Give every project an end date"},
			{18, 0, "Tom Okafor", models.IssueSaidResolve, "Every project has an end date, and the run finishes before six.", "", ""},
		}},
}

// loadIssues raises the issues of the example as they came up, and lets happen what happened to them.
func (l *loader) loadIssues() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, one := range issues {
		i := &models.Issue{Row: models.Row{ID: id("issue", one.title)}, Title: one.title, Detail: one.detail, OwnerPersonID: l.person(one.owner), NextAction: one.next,
			NextDay: l.work(one.due - one.ago), Holds: l.affected(one.holds)}
		if one.due == one.ago {
			i.NextDay = l.today
		}
		if err := l.act(one.raised, l.at(l.work(-one.ago), 10), now, func() error { return l.tx.RaiseIssue(i) }); err != nil {
			return err
		}
		for _, s := range one.steps {
			if err := l.stepOn(i.Ref, s, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// stepOn is one thing that happens to an issue.
func (l *loader) stepOn(ref string, s issueStep, now time.Time) error {
	i, err := l.tx.IssueByRef(ref)
	if err != nil {
		return err
	}
	at := l.at(l.work(-s.ago), 11)
	if s.do == climb {
		if l.tx.Now, l.tx.Who = at, models.Background; at.After(now) {
			l.tx.Now = now
		}
		return l.tx.ClimbIssue(i.ID)
	}
	return l.act(s.by, at, now, func() error {
		switch s.do {
		case models.IssueSaidNote:
			return l.tx.CommentOnIssue(i, s.words)
		case models.IssueSaidResolve:
			return l.tx.ResolveIssue(i, s.words)
		}
		m := i.Move()
		m.Words, m.Next, m.Day, m.Wait = s.words, s.next, l.work(s.due-s.ago), s.do == models.IssueSaidWait
		if s.owner != "" {
			m.Owner = *l.person(s.owner)
		}
		return l.tx.MoveIssue(i, *m)
	})
}
