package views

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// ChangeListPage lists the changes of what is in force.
type ChangeListPage struct {
	List   []*models.PlannedChange
	Now    time.Time
	Paging parts.Paging
}

// ChangePage is one change: with everything that rests on it while it is open, or with what it has changed.
type ChangePage struct {
	*models.ChangeDetail
	Now     time.Time
	Forms   map[string]*form.Form // by group; "all" hands everything on, "apply" makes it count
	Owners  *form.Directory
	Refused string
	Only    string // the one group that is shown
	Opened  string // the group that something was just chosen in
	Back    string // the review that it was written in; empty when it was written elsewhere
	From    int
}

// ChangeNewPage asks what changes about one thing in force.
type ChangeNewPage struct {
	Title, Back, Action string
	Row                 *form.Row
	Problems            []form.Problem
	Owners, Metrics     *form.Directory
	Gone                bool // it can be set aside
}

// Heading says what the change is, in words.
func (v ChangePage) Heading() string {
	switch {
	case v.Kind == models.ChangePerson:
		return v.Title + " leaves"
	case v.Kind == models.ChangeMembership:
		return v.Title
	case v.Kind == models.ChangeTeam && v.Gone():
		return v.Title + " is removed"
	case v.Kind == models.ChangeTeam:
		return teamHeading(v.PlannedChange)
	case v.Kind == models.ChangeIntent:
		return "Another intent"
	}
	title := strings.TrimSpace(v.Subject.Ref + " " + strings.TrimPrefix(v.Title, v.Subject.Ref+" "))
	switch {
	case v.Ends() != "":
		return title + " is closed: " + v.Ends()
	case v.Joins():
		return title + " becomes part of another"
	case v.Stops():
		return title + " is dropped"
	case v.Kind == models.ChangeOutcome && v.Gone():
		return title + " leaves the strategy"
	case v.Gone():
		return title + " goes"
	}
	return "A change of " + title
}

// teamHeading says what changes about a team: its lead, its place, or both.
func teamHeading(c *models.PlannedChange) string {
	switch lead, place := c.Moves("LeadPersonID"), c.Moves("ParentTeamID"); {
	case lead && place:
		return "Another lead and another place for " + c.Title
	case place:
		return "Another place for " + c.Title
	case c.Had("LeadPersonID"):
		return "Another lead for " + c.Title
	}
	return "A lead for " + c.Title
}

// changeTitle is the same for a list.
func changeTitle(c *models.PlannedChange) string {
	return ChangePage{ChangeDetail: &models.ChangeDetail{PlannedChange: c}}.Heading()
}

// ChoiceWords are what a choice is called for a group.
func ChoiceWords(g *models.RadiusGroup, choice string) string {
	switch choice {
	case models.ChoiceHand:
		return "Hand to"
	case models.ChoiceStop:
		return g.Stops
	case models.ChoiceRetarget:
		if g.Key == "review" {
			return "Move to another day"
		}
		return "Retarget"
	}
	return "Keep as it is"
}

// Dated tells whether the things of a kind have a day that can be moved.
func Dated(kind string) bool {
	return slices.Contains([]string{"goal", "objective", "initiative", "allocation", "task", "review"}, kind)
}

// handsAll tells whether everything can be handed on at once: where a person or a team goes, and where a team gets another lead.
func (v ChangePage) handsAll() bool {
	return v.Kind == models.ChangePerson || v.Kind == models.ChangeMembership || v.Kind == models.ChangeTeam && v.Radius.All > 0 && (v.Gone() || v.Moves("LeadPersonID"))
}

// until is the moment until which a change can be undone.
func (p Page) until(c *models.PlannedChange) string { return c.UndoUntil.In(p.Zone).Format("15:04") }

// appliedAt says when and by whom it was made to count.
func (p Page) appliedAt(c *models.PlannedChange) string {
	return c.AuthorName + " on " + p.day(*c.AppliedAt) + " at " + c.AppliedAt.In(p.Zone).Format("15:04")
}

func (v ChangePage) pager(g *models.RadiusGroup) parts.Paging {
	all := g.All
	if g.Find != "" {
		all = g.Found
	}
	p := parts.Paging{From: g.From + 1, To: g.From + len(g.Rows), Total: int(all)}
	if g.From > 0 {
		p.Prev = link.ChangeFound(v.Ref, g.Key, g.Find, max(0, g.From-models.RadiusPage)) + "#g-" + g.Key
	}
	if int64(g.From+len(g.Rows)) < all {
		p.Next = link.ChangeFound(v.Ref, g.Key, g.Find, g.From+models.RadiusPage) + "#g-" + g.Key
	}
	return p
}

// problems are what has to be mended on the page.
func (v ChangePage) problems() (list []form.Problem) {
	for _, f := range v.Forms {
		list = append(list, f.Problems()...)
	}
	return list
}

// rowTitleOf is what a line is called; dates of the calendar by their clock, a pulse by what it is.
func rowTitleOf(row *models.RadiusRow) string {
	switch row.Kind {
	case "review", "cadence":
		return models.CalendarDate{Clock: row.Title}.Name()
	case "pulse":
		return "Pulse"
	}
	if row.Title == "" {
		return "Without a name"
	}
	return row.Title
}

func rowHref(row *models.RadiusRow) string {
	if row.Kind == "person" || row.Ref == "" {
		return ""
	}
	return link.Thing(row.Kind, row.Ref)
}

// subjectHref leads to what the change is about.
func (v ChangePage) subjectHref() string {
	switch v.Kind {
	case models.ChangeOutcome:
		return link.Outcome(v.Subject.Ref)
	case models.ChangeTeam:
		return link.TeamEdit(v.Subject.Ref)
	case models.ChangePerson, models.ChangeMembership:
		return link.Person(v.Subject.Ref)
	case models.ChangeIntent:
		return link.Strategy()
	}
	return link.Thing(v.Kind, v.Subject.Ref)
}

// typedAt is where what was typed can be changed; empty where it is begun anew.
func (v ChangePage) typedAt() string {
	if !v.Open() || !v.Mine || v.Ends() == "" && !v.Typed() {
		return ""
	}
	switch v.Kind {
	case models.ChangeIntent:
		return link.ChangeIntent()
	case models.ChangeOutcome:
		if v.Ends() != "" {
			return link.Closure(v.Subject.Ref)
		}
		return link.ChangeOutcome(v.Subject.Ref)
	case models.ChangeGoal, models.ChangeObjective:
		return link.StepItem("goals", v.Subject.Ref)
	case models.ChangeWorkflow:
		return link.StepItem("audit", v.Subject.Ref)
	case models.ChangeProcess:
		return link.StepItem("redesign", v.Subject.Ref)
	}
	return ""
}

func changeState(c *models.PlannedChange, now time.Time) (kind, icon, word string) {
	switch {
	case c.Open() && c.Stuck != "":
		return "risk", "risk", "Did not count on its day"
	case c.Open() && c.OnDay != "":
		return "none", "clock", "Counts on " + c.OnDay.Long()
	case c.Open():
		return "none", "progress", "Not in force yet"
	case c.State == models.ChangeUndone:
		return "none", "undo", "Undone"
	case c.Undoable(now):
		return "ok", "ok", "In force, can be undone"
	case c.State == models.ChangeGivenUp:
		return "none", "off", "Given up"
	}
	return "ok", "ok", "In force"
}

// Standing is one choice in a group, and how many it is for.
type Standing struct {
	Say string
	N   int64
}

// standings are the choices of a group with how many each is for, those for all others last.
func (v ChangePage) standings(g *models.RadiusGroup) (list []Standing) {
	kept := g.Single[models.ChoiceKeep]
	whole := g.Others != nil && g.Others.Choice != models.ChoiceKeep
	if !whole {
		kept += g.Rest()
	}
	if kept > 0 {
		list = append(list, Standing{"Kept", kept})
	}
	for _, one := range []struct{ choice, say string }{{models.ChoiceRetarget, "Retargeted"}, {models.ChoiceHand, "Handed on"}, {models.ChoiceStop, stoppedWord(g)}} {
		if n := g.Single[one.choice]; n > 0 {
			list = append(list, Standing{one.say, n})
		}
	}
	if n := g.Rest(); whole && n > 0 {
		list = append(list, Standing{v.Chosen(g, g.Others), n})
	}
	return list
}

// stoppedWord is what stopping things of a group is called in its line.
func stoppedWord(g *models.RadiusGroup) string {
	word, _, _ := strings.Cut(g.Stops, ",")
	return word
}

// open tells whether a group shows its things at once: the first, one that was just chosen in, and one where something has to be looked at again.
func (v ChangePage) open(g *models.RadiusGroup) bool {
	return g == v.Radius.Groups[0] || g.Key == v.Only || g.Key == v.Opened || g.Moved || g.Stale > 0
}

// beyond says how many of a group are not on the page, and what is chosen for them.
func (v ChangePage) beyond(g *models.RadiusGroup) string {
	n := g.All - int64(len(g.Rows))
	if n <= 0 || len(g.Choices) < 2 || g.Find != "" {
		return ""
	}
	say := "And " + strconv.FormatInt(n, 10) + " more"
	if len(g.Single) > 0 {
		return say + "."
	}
	if g.Others == nil || g.Others.Choice == models.ChoiceKeep {
		return say + ", kept as well."
	}
	return say + ", same choice."
}

// restOf names those that a choice for the whole group is for.
func restOf(g *models.RadiusGroup) string {
	if len(g.Single) > 0 {
		return "For all " + strconv.FormatInt(g.Rest(), 10) + " others"
	}
	return "For all " + strconv.FormatInt(g.All, 10)
}

// stays is how many things stay in the name of whoever leaves, because nothing is chosen for them.
func (v ChangePage) stays() (n int64) {
	if !v.Leaves() || v.Only != "" {
		return 0
	}
	for _, g := range v.Radius.Groups {
		if len(g.Choices) < 2 {
			continue
		}
		n += g.Single[models.ChoiceKeep]
		if g.Others == nil || g.Others.Choice == models.ChoiceKeep {
			n += g.Rest()
		}
	}
	return n
}

// unread tells whether a change of a team, or of who is on it or here, may be about drafts and personal tasks that this person may not read. It is
// said to everybody who may not read all of them, so that it tells nothing of whether there are any.
func (v ChangePage) unread(who models.Who) bool {
	return v.OfPeople() && (who.Reach(models.ReadDraft) != models.All || who.Reach(models.TickTask) != models.All)
}
