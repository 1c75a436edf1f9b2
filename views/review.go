package views

import (
	"slices"

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

// rest are the fields that belong to no item and to no part of the agenda.
func (v SheetPage) rest() []*form.Field {
	return v.Answers.Fields[2*len(v.Items)+len(v.Parts()):]
}

// KeepButton begins what the button that keeps the rest of a part sends; the key of the part follows.
const KeepButton = "keep:"

func partID(key string) string { return "part-" + key }

// NextPart is where on the page the next part stands that is not answered; the whole agenda when none is left.
func NextPart(d *models.SheetDetail) string {
	for _, part := range d.Parts() {
		if part.Left() > 0 {
			return "#" + partID(part.Key)
		}
	}
	return "#agenda"
}

// opens tells whether a part is shown open: the first one that is not answered, and each with something to mend.
func (v SheetPage) opens(part models.AgendaPart) bool {
	fields := append(slices.Clone(v.Answers.Fields[2*part.From:2*(part.From+len(part.Items))]), v.Answers.Field("keep-"+part.Key))
	return NextPart(v.SheetDetail) == "#"+partID(part.Key) || slices.ContainsFunc(fields, func(f *form.Field) bool { return f.Problem != "" })
}

// answeredWord says that all of a part is answered.
func answeredWord(p Page, part models.AgendaPart) string {
	if len(part.Items) == 1 {
		return "Answered"
	}
	return "All " + p.Loc.Number(float64(len(part.Items))) + " answered"
}

// answered says how far the agenda is.
func (v SheetPage) answered(p Page) string {
	n := 0
	for _, i := range v.Items {
		if i.Answered() {
			n++
		}
	}
	return p.Loc.Number(float64(n)) + " of " + p.Loc.Number(float64(len(v.Items))) + " answered"
}

// changeForm is where a thing of the agenda is changed, for those who may; empty where that is nowhere.
func (p Page) changeForm(sheet string, i *models.ReviewItem) string {
	switch {
	case i.EntityType == "initiative":
		return link.InitiativeEdit(i.EntityRef, link.Sheet(sheet))
	case i.EntityType == "operations_strategy" && p.Who.May(models.RunOperations):
		return link.OperationsStrategy(i.EntityRef)
	case !p.Who.Aligns():
		return ""
	case i.EntityType == "outcome":
		return link.BackTo(link.Step("outcomes"), link.Sheet(sheet)) + "#outcomes." + i.EntityID
	case i.EntityType == "workflow":
		return link.BackTo(link.StepItem("audit", i.EntityRef), link.Sheet(sheet))
	case i.EntityType == "goal", i.EntityType == "objective":
		return link.BackTo(link.StepItem("goals", i.EntityRef), link.Sheet(sheet))
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
	return reviewTag(s.State)
}

func (v SheetPage) ended(p Page) string {
	if v.HeldAt == nil {
		return "For " + v.Day.Long()
	}
	return say.Upper(v.State) + " on " + say.Instant(*v.HeldAt, p.Zone) + by(v.HeldName) + ", for " + v.Day.Long()
}
