package views

import (
	"throughline/models"
	"throughline/views/link"
	"throughline/views/say"
)

// wholeDuties is the page where all duties of a kind stand; empty where there is none but this.
func wholeDuties(kind string) string {
	switch kind {
	case "answers", "back":
		return link.Decisions("")
	case "mentions", "tasks":
		return link.TaskList(models.TaskQuery{Whose: "mine"}.Values())
	case "readings":
		return link.Update()
	case "recall":
		return link.Recall()
	case "texts":
		return link.Briefs()
	case "issues":
		return link.Issues(models.IssueQuery{Whose: "mine"}.Values())
	case "pulses":
		return link.Pulses()
	case "reviews":
		return link.Reviews()
	case "symptoms":
		return link.Symptoms(models.SymptomQuery{Whose: "mine"}.Values())
	case "allocations":
		return link.Allocations("", "", "", "")
	case "stops":
		return link.Operations("", 1) + "#wind-downs"
	case "approvals":
		return link.Questions()
	case "decisions":
		return link.Decisions("")
	}
	return ""
}

// wholeLabel leads to the whole list of a kind: how many more there are, or where to do all of it at once.
func (p Page) wholeLabel(k *models.OwedKind) string {
	switch {
	case k.Key == "readings":
		return "All of them on one screen"
	case k.More() > 0:
		return p.Loc.Number(float64(k.More())) + " more"
	}
	return "All your tasks"
}

// dutyHref is the page of what is owed.
func dutyHref(d *models.Duty) string {
	switch {
	case d.Mention != nil:
		return link.TaskComment(d.Mention.TaskRef, d.Mention.CommentID)
	case d.Kind == "pulse line":
		return link.PulseLine(d.Ref, d.Part)
	case d.Kind == "pulse room":
		return link.PulseRoom(d.Ref)
	case d.Kind == "settings":
		return link.CompanySettings()
	case d.Kind == "rule health":
		return link.RuleHealth()
	case d.Kind == "people":
		return link.People()
	case d.Kind == "teams":
		return link.Teams()
	case d.Kind == "alignment":
		return link.Alignment()
	}
	return link.Thing(d.Kind, d.Ref)
}

func (p Page) owedWords(o *models.Owed) string {
	text := say.Count(p.Loc, o.Count(), "thing", "things")
	if late := o.Late(); late > 0 {
		text += ", " + p.Loc.Number(float64(late)) + " of them late"
	}
	return text
}

// lateTag says of what is late what it means: a reading has no day on which it is overdue, it is only missed. A review is late as the list and
// the calendar of reviews say it.
func lateTag(d *models.Duty) (tone, icon, word string) {
	switch {
	case d.Reading != nil:
		return "off", "clock", "No recent reading"
	case d.Kind == "review", d.Kind == "sheet", d.Kind == "initiative":
		return reviewTag(models.Overdue)
	}
	return "off", "clock", "Overdue"
}

func weightWords(w *models.TaskWeight) string {
	if w.First == nil {
		return "Place " + itoa(w.Place)
	}
	return "Place " + itoa(w.Place) + ", for " + w.First.Ref
}

// figureNow is the newest figure of an outcome with what it measures; "Not measured" when there is none.
func (p Page) figureNow(o *models.OutcomeNow) string {
	if o.Track.Now == nil {
		return say.NotMeasured
	}
	return o.Name() + " " + models.Figure(p.Loc, o.Track.Now, o.Unit())
}
