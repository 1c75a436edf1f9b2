package models

import (
	"strings"
	"time"

	"throughline/models/day"
)

// SheetOpen is the state of a review that is prepared and not held yet; Held and Skipped end it.
const SheetOpen = "open"

// What a review says of each thing on its agenda.
const (
	VerdictKeep   = "keep"
	VerdictChange = "change"
	VerdictDrop   = "drop"
)

// ReviewSheet is what one review looks at and says: of the strategy, of the operations of one department, or of one initiative. Held, it
// is not changed any more.
type ReviewSheet struct {
	Row
	Ref          string
	ReviewID     *string // the date of the cadence; nil for an initiative
	TeamID       *string // the department whose operations are reviewed
	InitiativeID *string
	Day          day.Day // for which it was called
	State        string
	Market       string // strategy: what has changed in the markets
	Competition  string // strategy: what competitors do now
	Notes        string
	Reason       string // why it was skipped
	Figures      string // the execution data as it stood when it was held, one line each
	HeldAt       *time.Time
	HeldPersonID *string
	HeldName     string
}

func (s *ReviewSheet) reference() (string, *string) { return "RS", &s.Ref }

// ReviewItem is one thing on the agenda: kept, changed or dropped, with a line why.
type ReviewItem struct {
	Row
	ReviewSheetID string
	EntityType    string
	EntityID      string
	EntityRef     string
	Title         string
	Stood         string // its figures: now while the review is open, of that moment once it was held
	Position      int
	Verdict       string
	Words         string
	DecisionID    *string // that carries out what was changed or dropped

	Team *Team `gorm:"-" json:"-"` // whose it is, on the agenda of an open review of operations
}

// layerOf says which review a kind of thing belongs to (R06): three to five years with the strategy, 90 days to 12 months with operations.
var layerOf = map[string]string{"outcome": ClockStrategy, "goal": ClockStrategy, "objective": ClockOperations, "workflow": ClockOperations, "operations_strategy": ClockOperations, "process": ClockOperations, "initiative": ClockInitiative}

// MixedLayers says why a thing cannot stand on an agenda of another layer, and where it belongs (R06); empty when it may.
func MixedLayers(clock, kind, ref string) string {
	switch {
	case layerOf[kind] == clock || kind == "initiative" && clock == ClockOperations:
		return ""
	case layerOf[kind] == "":
		return ref + " is not reviewed. Put outcomes and goals on the agenda of the strategy; operations strategies, objectives, workflows and initiatives on that of operations."
	case clock == ClockStrategy:
		return ref + " is a matter of 90 days to 12 months, and this review looks at three to five years. The layers are never mixed: take it to the review of operations."
	case clock == ClockOperations:
		return ref + " is a matter of years, and this review looks at the next 90 days. The layers are never mixed: take it to the review of the strategy."
	}
	return "The review of an initiative looks at that one alone. Take " + ref + " to the review of its own layer."
}

// IntentClock is how long the intent in force has stood, and when it may and should change (R24).
type IntentClock struct {
	Since  day.Day
	Stable day.Day // until then a change needs a written reason
	Due    day.Day // from then on it is due for another look
	Today  day.Day
}

// IntentClock reads the clock of the intent in force; nil while there is none.
func (r *Read) IntentClock() (*IntentClock, error) {
	_, intent, err := r.InForce()
	if err != nil || intent == nil || intent.InForceAt == nil {
		return nil, err
	}
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	since := day.Of(*intent.InForceAt, c.Calendar().Zone)
	return &IntentClock{Since: since, Stable: since.AddMonths(12), Due: since.AddMonths(24), Today: r.Today()}, nil
}

// DueNow tells whether the intent has stood for 24 months.
func (c *IntentClock) DueNow() bool { return !c.Today.Before(c.Due) }

// Words say the clock in a sentence or two.
func (c *IntentClock) Words() string {
	text := "The intent stands since " + c.Since.Long() + ". "
	switch {
	case c.DueNow():
		return text + "It has stood for 24 months and is due for another look since " + c.Due.Long() + ", even if it stays."
	case c.Today.Before(c.Stable):
		return text + "Until " + c.Stable.Long() + " a change needs a written reason. It is due for another look on " + c.Due.Long() + "."
	}
	return text + "It has stood for a year and may change. It is due for another look on " + c.Due.Long() + "."
}

// MayHold tells whether this person may prepare and hold a review: who calls it, the lead of the department and above, whoever may change the
// initiative, executives.
func (w Who) MayHold(s *ReviewSheet, calledBy *string, i *Initiative) bool {
	if i != nil {
		return w.MayChangeInitiative(i)
	}
	return w.May(HoldReview, Owned(s.TeamID, calledBy))
}

// lines are the lines of a text that are not empty.
func lines(text string) (list []string) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// Data are the figures that were kept when the review was held.
func (s *ReviewSheet) Data() []string { return lines(s.Figures) }
