package views

import (
	"fmt"
	"strconv"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// PulsesPage is the list of pulses.
type PulsesPage struct{ *models.PulseList }

// PulsePage is one pulse with its agenda.
type PulsePage struct {
	*models.PulseDetail
	Reason *form.Form // why it was missed
}

// PulseLinePage asks a lead for the one metric and its figure.
type PulseLinePage struct {
	*models.PulseDetail
	Line *models.PulseLine
	Form *form.Form
}

// RoomForms are the forms of a room that were sent and have to be mended; fresh ones take the place of those that are nil.
type RoomForms struct {
	Issue, Decision *form.Form // nil for those who may not
	End             *form.Form
	Bad             map[string]*form.Form // notes, by line
}

// RoomPage is a meeting while it runs.
type RoomPage struct {
	*models.PulseDetail
	RoomForms
	Notes             map[string]*form.Form // by line; none where the reader may not write
	People, Receivers *form.Directory
	About             bool // the issue's form was asked for about one thing
}

// PulseTitle names a pulse: "Pulse of 3 December 2026", with its group where there are several.
func PulseTitle(p *models.PulseNow) string {
	title := "Pulse of " + p.Day.Long()
	if p.Title != "" {
		title += ", " + p.Title
	}
	return title
}

// clockWords write a length of time as a clock does: "19:04". Below zero it says how much too long it takes.
func clockWords(d time.Duration) string {
	over := ""
	if d < 0 {
		d, over = -d, "−"
	}
	s := int(d / time.Second)
	return fmt.Sprintf("%s%d:%02d", over, s/60, s%60)
}

func millis(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// figure is what a lead reports: "71.4%, at risk".
func (p Page) reported(f models.PulseFigure) string {
	if f.Value == nil {
		return say.NotMeasured
	}
	return models.Figure(p.Loc, f.Value, f.Unit)
}

// lacking says what a line still needs; empty when it is reported.
func lacking(f models.PulseFigure) string {
	switch {
	case f.Reported:
		return ""
	case f.Metric == "":
		return "No metric chosen yet"
	}
	return "Proposed, not reported yet"
}

func pulseTag(p *models.PulseNow) (mark, icon, word string) {
	switch {
	case p.Running():
		return "redesign", "progress", "Running"
	case p.State == models.Held:
		return "ok", "ok", "Held"
	case p.State == models.Missed:
		return "off", "off", "Missed"
	}
	return "none", "clock", "To come"
}

// byID are the figures of the agenda by their line.
func (v RoomPage) figure(l *models.PulseLine) models.PulseFigure {
	for _, f := range v.Agenda.Reports {
		if f.LineID == l.ID {
			return f
		}
	}
	return models.PulseFigure{}
}

// speaking is the line whose turn it is; nil before the first.
func (v RoomPage) speaking() *models.PulseLine {
	for _, l := range v.Lines {
		if l.Place == v.Speaker {
			return l
		}
	}
	return nil
}

func (v RoomPage) speakerID() string {
	if l := v.speaking(); l != nil {
		return l.ID
	}
	return ""
}

// notes is the form of a line: that which was sent and has to be mended, or a fresh one; nil where the reader may not write.
func (v RoomPage) notes(l *models.PulseLine) *form.Form {
	if bad := v.Bad[l.ID]; bad != nil {
		return bad
	}
	return v.Notes[l.ID]
}

func (v RoomPage) problems() (list []form.Problem) {
	forms := []*form.Form{v.Issue, v.Decision, v.End}
	for _, f := range v.Bad {
		forms = append(forms, f)
	}
	for _, f := range forms {
		if f != nil {
			list = append(list, f.Problems()...)
		}
	}
	return list
}

// share says the equal part of each lead: "3:20 for each of 6".
func (v RoomPage) share() string {
	return clockWords(models.Share(len(v.Lines))) + " for each of " + itoa(len(v.Lines))
}

// lasted says how long a pulse took.
func lasted(p *models.Pulse) string {
	if p.StartedAt == nil || p.EndedAt == nil {
		return ""
	}
	return clockWords(p.EndedAt.Sub(*p.StartedAt)) + " of " + clockWords(models.PulseLasts)
}

func (v PulsePage) facts(p Page) []Fact {
	list := []Fact{{Label: "Date", Text: v.Day.Long()}, {Label: "For", Text: v.Title, Missing: "The whole company"}, {Label: "Leads", Text: itoa(v.Leads)}}
	if v.State == models.Scheduled {
		list = append(list, Fact{Label: "Reported", Text: itoa(v.Reported) + " of " + itoa(v.Leads)})
	}
	if v.StartedAt != nil {
		list = append(list, Fact{Label: "Started", Text: byAt(p, v.StartedAt, v.Facilitator)})
	}
	if v.EndedAt != nil {
		list = append(list, Fact{Label: "Took", Text: lasted(v.Pulse)})
	}
	return list
}

func overdueWords(h models.PulseHandoff) string {
	if h.Answer {
		return "answer was due " + h.Due.Short()
	}
	return "due " + h.Due.Short()
}

// pulseHref is the room while a pulse runs, else its page.
func pulseHref(p *models.PulseNow) string {
	if p.Running() {
		return link.PulseRoom(p.Ref)
	}
	return link.Pulse(p.Ref)
}

func ownTone(l *models.PulseLine) string {
	if l.ReportedAt != nil {
		return "ok"
	}
	return ""
}

// startKind leaves the first place to one's own line while that is open.
func startKind(v PulsePage) string {
	if v.Mine != nil && v.Mine.ReportedAt == nil {
		return ""
	}
	return "main"
}

func startSay(p Page, v PulsePage) string {
	if v.Day == p.Today {
		return ""
	}
	return "It is scheduled for " + v.Day.Long() + "."
}

func (v PulsePage) lineAt(f models.PulseFigure) *models.PulseLine {
	for _, l := range v.Lines {
		if l.Place == f.Place {
			return l
		}
	}
	return nil
}

// figureNow is how the line stands before it is sent.
func (v PulseLinePage) figureNow() models.PulseFigure {
	for _, f := range v.Agenda.Reports {
		if f.LineID == v.Line.ID {
			return f
		}
	}
	return models.PulseFigure{}
}
