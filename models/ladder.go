package models

import (
	"slices"
	"strconv"
	"strings"

	"throughline/models/form"
)

// Whom a rung of the ladder of silence tells. Whoever has to answer is the receiver; after a question, another date or a refusal it is
// the giver, and the receiver waits.
const (
	RungSilent       = "silent"        // whoever has to answer
	RungWaiting      = "waiting"       // whoever waits for the answer
	RungGiverLead    = "giver-lead"    // the lead above the giver
	RungReceiverLead = "receiver-lead" // the lead above the receiver
	RungExecutive    = "executive"
)

// rungOptions are what a rung can be, as the settings offer it.
var rungOptions = []form.Option{
	{Value: RungSilent, Label: "Who has to answer"},
	{Value: RungWaiting, Label: "Who waits for it"},
	{Value: RungGiverLead, Label: "The giver’s lead"},
	{Value: RungReceiverLead, Label: "The receiver’s lead"},
	{Value: RungExecutive, Label: "An executive"},
}

// Bounds of the ladder.
const (
	mostRungs    = 8
	mostRungDays = 60 // working days
)

// Rung is one step of the ladder that an unanswered handoff climbs (R27): whom it tells, so many working days after the answer-by day.
type Rung struct {
	Who  string
	Days int
}

// Whom is the rung's side in words.
func (r Rung) Whom() string {
	for _, o := range rungOptions {
		if o.Value == r.Who {
			return o.Label
		}
	}
	return ""
}

// UsualLadder is the ladder of a company that has set none: the receiver on the answer-by day and a working day later, the giver after
// three, the giver's lead after seven.
var UsualLadder = []Rung{{RungSilent, 0}, {RungSilent, 1}, {RungWaiting, 3}, {RungGiverLead, 7}}

// Rungs are the steps of the company's ladder in the order in which they come.
func (c *Company) Rungs() []Rung {
	var list []Rung
	for _, line := range strings.Split(c.Ladder, "\n") {
		who, days, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(days)
		if r := (Rung{who, n}); err == nil && r.Whom() != "" && n >= 0 && n <= mostRungDays && !slices.Contains(list, r) && len(list) < mostRungs {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return slices.Clone(UsualLadder)
	}
	slices.SortStableFunc(list, func(a, b Rung) int { return a.Days - b.Days })
	return list
}

// ladderLines writes rungs as they are kept.
func ladderLines(list []Rung) string {
	var b strings.Builder
	for i, r := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(r.Who + " " + itoa(r.Days))
	}
	return b.String()
}

// LadderForm asks for the rungs. Those that are given are its rows; when a form is filled, its rows are those that were sent.
func LadderForm(given []Rung, version int, loc form.Locale) (*form.Form, *form.Rows) {
	next := 0
	rows := form.Repeat("rungs", "The ladder", func(string) *form.Row {
		r := &Rung{}
		if next < len(given) {
			*r = given[next]
			next++
		}
		return &form.Row{Of: r, Fields: []*form.Field{
			form.Choice("who", "Who is told", &r.Who, rungOptions...).Required("Choose who is told."),
			form.Whole("days", "After", &r.Days).Required("Give the working days; 0 is the answer-by day itself.").Between(0, mostRungDays).In("working days"),
		}}
	}).Adds("Add a rung").AtMost(mostRungs)
	f := form.Of()
	f.Version = version
	for range given {
		rows.Blank(loc)
	}
	f.Rows = append(f.Rows, rows)
	return f, rows
}

// JudgeLadder puts a sentence beside what makes no ladder.
func JudgeLadder(rows *form.Rows) {
	list := form.ItemsOf[Rung](rows)
	if len(list) == 0 && rows.Problem == "" {
		rows.Problem = "Keep at least one rung, so that no silence goes unseen."
	}
	for i, r := range list {
		for _, before := range list[:i] {
			if *before == *r {
				rows.Items[i].Blame("who", "This rung stands above already. Choose somebody else, or remove it.")
			}
		}
		if i > 0 && r.Days < list[i-1].Days {
			rows.Items[i].Blame("days", "The rung above comes after "+itoa(list[i-1].Days)+". Give at least as many, or move this one up.")
		}
	}
}

// SetLadder writes the company's ladder over the version it was made from. Handoffs that wait for an answer climb the new one from where
// they are.
func (tx *Tx) SetLadder(list []Rung, version int) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	if c.Version != version {
		return tx.stale(c)
	}
	if len(list) == 0 || len(list) > mostRungs {
		return AgainstRule("A ladder has 1 to " + itoa(mostRungs) + " rungs.")
	}
	before := *c
	if c.Ladder = ladderLines(list); c.Ladder == ladderLines(before.Rungs()) {
		return nil
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	if err := tx.Emit(CompanyChanged, c, &before, c); err != nil {
		return err
	}
	return tx.lookAgain(c)
}
