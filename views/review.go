package views

import (
	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// ReviewsPage is the list of reviews.
type ReviewsPage struct {
	Lines  []*models.ReviewLine
	Intent *models.IntentClock
}

// reviewGroup is one part of the list.
type reviewGroup struct {
	title, key string
	lines      []*models.ReviewLine
}

// groups are what needs somebody first, then what comes, then what was.
func (v ReviewsPage) groups() []reviewGroup {
	list := []reviewGroup{{title: "Overdue", key: "late"}, {title: "Coming", key: "coming"}, {title: "Held, skipped and missed", key: "past"}}
	for _, l := range v.Lines {
		at := 2
		switch l.State {
		case models.Overdue:
			at = 0
		case models.Scheduled:
			at = 1
		}
		list[at].lines = append(list[at].lines, l)
	}
	past := list[2].lines
	for i, j := 0, len(past)-1; i < j; i, j = i+1, j-1 {
		past[i], past[j] = past[j], past[i]
	}
	return list
}

func reviewLineHref(l *models.ReviewLine) string {
	switch {
	case len(l.Sheets) == 1:
		return link.Sheet(l.Sheets[0].Ref)
	case l.Initiative:
		return link.Initiative(l.Ref)
	}
	return link.Review(l.Ref)
}

// SheetPage is one review with its forms.
type SheetPage struct {
	*models.SheetDetail
	Answers, Item, Skip *form.Form
}

func (v SheetPage) problems() (list []form.Problem) {
	for _, f := range []*form.Form{v.Answers, v.Item, v.Skip} {
		list = append(list, f.Problems()...)
	}
	return list
}

// rest are the fields that belong to no item.
func (v SheetPage) rest() []*form.Field { return v.Answers.Fields[2*len(v.Items):] }

// changeForm is where a thing of the agenda is changed, for those who may; empty where that is nowhere.
func (p Page) changeForm(v SheetPage, i *models.ReviewItem) string {
	switch {
	case i.EntityType == "initiative":
		return link.InitiativeEdit(i.EntityRef, link.Sheet(v.Ref))
	case !p.Who.Aligns():
		return ""
	case i.EntityType == "outcome":
		return link.BackTo(link.Step("outcomes"), link.Sheet(v.Ref)) + "#outcomes." + i.EntityID
	case i.EntityType == "workflow":
		return link.BackTo(link.StepItem("audit", i.EntityRef), link.Sheet(v.Ref))
	case i.EntityType == "goal", i.EntityType == "objective":
		return link.BackTo(link.StepItem("goals", i.EntityRef), link.Sheet(v.Ref))
	}
	return ""
}

func verdictMark(verdict string) (tone, icon, word string) {
	switch verdict {
	case models.VerdictKeep:
		return "ok", "ok", "Kept"
	case models.VerdictChange:
		return "risk", "again", "Changed"
	case models.VerdictDrop:
		return "off", "stop", "Dropped"
	}
	return "none", "none", "Open"
}

// sheetState is how a review stands: shape and word.
func sheetState(s *models.ReviewSheet) (tone, icon, word string) {
	if s.State == models.SheetOpen {
		return "none", "progress", "In preparation"
	}
	return reviewTag(s.State, false)
}

func (v SheetPage) ended(p Page) string {
	if v.HeldAt == nil {
		return "For " + v.Day.Long()
	}
	return say.Upper(v.State) + " on " + say.Instant(*v.HeldAt, p.Zone) + by(v.HeldName) + ", for " + v.Day.Long()
}
