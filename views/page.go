package views

import (
	"strconv"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/layout"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// Page is what a page knows about who reads it: the house around it, how they write numbers and days, and what they may do.
type Page struct {
	Shell layout.Shell
	Loc   form.Locale
	Zone  *time.Location
	Who   models.Who
	Today day.Day
	Past  *models.ThingHistory // the newest changes of the thing that the page is about; nil elsewhere
	Signs *models.SymptomsHere // the open symptoms that name it; nil where none does
}

// Fact is one line of a list of facts. Missing is said when there is no text.
type Fact struct {
	Label, Text, Missing string
	Href                 string
	How                  parts.How // where the text is a figure: how it was counted
}

// sparkPoints is how many readings a sparkline draws.
const sparkPoints = 26

func (p Page) spark(o *models.OutcomeNow) parts.SparkLine {
	_, values := models.Sparkline(o.Readings, sparkPoints)
	line := parts.SparkLine{Readings: values, Label: say.Course(p.Loc, o)}
	if m := o.Measure; m != nil && m.Direction != models.Band {
		line.Target = m.Target
	}
	return line
}

// how is the panel that explains a figure, or several that stand together, to this reader.
func (p Page) how(list ...models.Explanation) parts.How { return parts.How{Loc: p.Loc, List: list} }

// panel is how under an id, for figures beside it that it explains too.
func (p Page) panel(id string, list ...models.Explanation) parts.How {
	return parts.How{ID: id, Loc: p.Loc, List: list}
}

// cards is panel, floating under the row of cards that its card stands in.
func (p Page) cards(id string, list ...models.Explanation) parts.How {
	return parts.How{ID: id, Loc: p.Loc, List: list, Aside: true}
}

// beside is how, floating beside a figure in a sentence or a table.
func (p Page) beside(list ...models.Explanation) parts.How {
	return parts.How{Loc: p.Loc, List: list, Aside: true}
}

// besideEnd is beside, for a figure at the end of its line.
func (p Page) besideEnd(list ...models.Explanation) parts.How {
	return parts.How{Loc: p.Loc, List: list, Aside: true, End: true}
}

// when says a day with how far it is: "31 Jan 2027"; the distance is in its title.
func (p Page) far(d day.Day) string { return d.Relative(p.Today) }

// ownerHref leads to the page of a team that answers for something; people have pages of their own only for themselves and their leads.
func ownerHref(o models.Owner) string {
	if o.Team && o.Ref != "" {
		return link.TeamOutcomes(o.Ref)
	}
	return ""
}

func teamName(tree *models.Tree, id *string) string {
	if id == nil || tree.ByID[*id] == nil {
		return ""
	}
	return tree.ByID[*id].Name
}

func teamHref(tree *models.Tree, id *string) string {
	if id == nil || tree.ByID[*id] == nil {
		return ""
	}
	return link.TeamOutcomes(tree.ByID[*id].Ref)
}

func itoa(n int) string { return strconv.Itoa(n) }
