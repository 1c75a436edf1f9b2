package views

import (
	"throughline/models"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// ReadersPage is one edition with where its readers stand, as far as the person who asks may see it.
type ReadersPage struct {
	Edition *models.Edition // nil: readers of a page or of the intent
	Wording *models.Wording // of a page or of the intent; nil: readers of an edition
	Team    *models.Team    // nil: the company's brief, or the intent
	Newer   *models.Edition // the newest edition, when that is another one
	Show    string          // "" not yet, "read", "gone"
	Lines   []*models.ReaderLine
	Paging  parts.Paging

	waiting, read, gone []*models.ReaderLine
}

// Sort puts a reader under what they have done.
func (v *ReadersPage) Sort(l *models.ReaderLine) {
	switch {
	case l.Issued || !l.ReadAt.IsZero():
		v.read = append(v.read, l)
	case l.Gone:
		v.gone = append(v.gone, l)
	default:
		v.waiting = append(v.waiting, l)
	}
}

// Shown is the list that was asked for.
func (v *ReadersPage) Shown() []*models.ReaderLine {
	switch v.Show {
	case "read":
		return v.read
	case "gone":
		return v.gone
	}
	return v.waiting
}

// Name is the edition within a sentence.
func (v *ReadersPage) Name() string {
	if v.Wording != nil {
		return models.ReadersOf(v.Team)
	}
	t := models.ToRead{Edition: v.Edition, Team: v.Team}
	if v.Team == nil && v.Edition.TeamID != nil {
		return "edition " + itoa(v.Edition.N) // of a team that was removed
	}
	return t.Name()
}

// To is one page of those who have not read it yet, or of show.
func (v *ReadersPage) To(show string, page int) string {
	if v.Wording != nil {
		return link.PageReaders(refOf(v.Team), show, page)
	}
	return link.Readers(v.Edition.Ref, show, page)
}

func refOf(t *models.Team) string {
	if t == nil {
		return ""
	}
	return t.Ref
}

// back is where the list was opened from, and remind where those who have not read it are reminded.
func (v *ReadersPage) back() (label, href, remind string) {
	switch {
	case v.Wording == nil:
		return "Edition " + itoa(v.Edition.N), link.Edition(v.Edition.Ref), link.ReadersRemind(v.Edition.Ref)
	case v.Team == nil:
		return "Strategy", link.Strategy(), link.PageRemind("")
	}
	return "Outcomes of " + v.Team.Name, link.TeamOutcomes(v.Team.Ref), link.PageRemind(v.Team.Ref)
}

// Reminded says how many people are reminded.
func Reminded(n int) string {
	return count(n, "person is", "people are") + " reminded. Nobody is reminded twice on one day."
}

type readerChoice struct{ show, label string }

func (v ReadersPage) choices() []readerChoice {
	list := []readerChoice{{"", "Not yet (" + itoa(len(v.waiting)) + ")"}, {"read", "Read (" + itoa(len(v.read)) + ")"}}
	if len(v.gone) > 0 {
		list = append(list, readerChoice{"gone", "Asked before, no longer counted (" + itoa(len(v.gone)) + ")"})
	}
	return list
}

func (v ReadersPage) lead(p Page) string {
	if p.Who.Reach(models.SeeReceipts) != models.All {
		return "You see yourself and the people of the teams you lead. Whoever joins is asked from that day on; whoever leaves is no longer counted."
	}
	return "Whoever joins is asked from that day on; whoever leaves is no longer counted."
}

func (v ReadersPage) nobody() string {
	switch v.Show {
	case "read":
		return "Nobody has told yet that they have read it."
	case "gone":
		return "Nobody who was asked has left."
	}
	if len(v.read) == 0 {
		return "Nobody is asked to read it."
	}
	return "Everybody who is asked has read it."
}

// readWords says when somebody told that they have read it.
func (p Page) readWords(l *models.ReaderLine) string {
	switch {
	case !l.ReadAt.IsZero():
		return say.Instant(l.ReadAt, p.Zone)
	case l.Issued:
		return "Issued it"
	}
	return "Not yet"
}

func readerNames(list []*models.Reader, most int) (names []string) {
	for _, r := range list[:min(len(list), most)] {
		names = append(names, r.Name)
	}
	return names
}

// planWords says how many briefs would be issued and how many stay.
func (p Page) planWords(plan *models.IssuePlan) string {
	if len(plan.Editions) == 0 {
		return "A new edition freezes what the briefs say today."
	}
	text := say.Upper(say.Count(p.Loc, len(plan.Editions), "brief says", "briefs say")) + " something else than the last edition."
	if plan.Unchanged > 0 {
		text += " " + say.Upper(say.Count(p.Loc, plan.Unchanged, "brief says", "briefs say")) + " the same and stays at its edition."
		if plan.Unchanged > 1 {
			text = text[:len(text)-len("stays at its edition.")] + "stay at theirs."
		}
	}
	return text
}

// askWords says before it happens how many people are asked.
func (p Page) askWords(plan *models.IssuePlan) string {
	if plan.People == 0 {
		return "No wording is new, so nobody is asked to read again."
	}
	return say.Upper(say.Count(p.Loc, plan.People, "person", "people")) + " will be asked to read, because the wording is new."
}

func (p Page) issueLabel(plan *models.IssuePlan) string {
	text := "Issue " + say.Count(p.Loc, len(plan.Editions), "edition", "editions")
	if plan.People > 0 {
		text += " and ask " + say.Count(p.Loc, plan.People, "person", "people") + " to read"
	}
	return text
}

// plannedWords says in one line what a new edition brings and whom it asks.
func (p Page) plannedWords(e *models.PlannedEdition) string {
	text := p.differs(e.Changes)
	if e.Last == nil {
		text = "The first one."
	}
	switch {
	case !e.Rewords():
		return text + " Nobody is asked."
	case len(e.Readers) == 0:
		return text + " Nobody is there to be asked."
	}
	return text + " " + say.Upper(say.Count(p.Loc, len(e.Readers), "person is", "people are")) + " asked to read."
}

// pageSince says since when a page reads as it does.
func pageSince(p Page, t *models.PageToRead) string {
	if t.Was == nil {
		return "It reads like this since " + p.day(t.CreatedAt)
	}
	return "It reads otherwise since " + p.day(t.CreatedAt)
}

// mostChanges is how many changes a page lists above its text.
const mostChanges = 6

// changesOf are the first changes since this person read it; none when the older wording cannot be read any more.
func (p Page) changesOf(t *models.PageToRead) []models.BriefChange {
	list, err := t.Changes(p.Loc)
	if err != nil {
		return nil
	}
	return list[:min(len(list), mostChanges)]
}
