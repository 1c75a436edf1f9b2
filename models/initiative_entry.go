package models

import (
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// InitiativeEntry is an initiative as its form asks for it.
type InitiativeEntry struct {
	Name, Description string
	Owner             string // id of a person
	Team              string // id; empty for the whole company
	Success           string
	Metric            string // reference of a metric
	Target            *float64
	Review            day.Day
	Moved             string // why it changes; asked when the review moves, once somebody has committed to it
	Start, Due        day.Day
	Outcomes          []string // references
	Objectives        string   // references, apart by blanks or commas
}

// InitiativeChoices are what the form offers.
type InitiativeChoices struct {
	Teams    []form.Option
	Outcomes []form.Option
	Metrics  []form.Option
	People   *form.Directory
}

// InitiativeChoices gives what may be chosen for an initiative.
func (r *Read) InitiativeChoices() (c InitiativeChoices, err error) {
	b, err := r.strategyBoard()
	if err != nil {
		return c, err
	}
	for _, t := range b.Tree.All() {
		c.Teams = append(c.Teams, form.Option{Value: t.ID, Label: t.Name})
	}
	for _, o := range b.Outcomes {
		c.Outcomes = append(c.Outcomes, form.Option{Value: o.Ref, Label: o.Ref + " " + o.Title})
		for _, m := range o.Metrics {
			option := form.Option{Value: m.Measure.Metric.Ref, Label: m.Measure.Metric.Name}
			if !slices.Contains(c.Metrics, option) {
				c.Metrics = append(c.Metrics, option)
			}
		}
	}
	owners, err := r.Owners()
	if err == nil {
		c.People = owners.People
	}
	return c, err
}

// Fields of the form. The reason of another review date is asked of one that somebody has committed to.
func (e *InitiativeEntry) Fields(i *Initiative, c InitiativeChoices) []*form.Field {
	list := []*form.Field{
		form.Line("name", "Name", &e.Name).Required("Give it a name.").Max(200),
		form.Text("description", "What it changes", &e.Description).Max(5000),
		form.Pick("owner", "Owner", &e.Owner, nil, c.People).Wanted().Help("A person’s name, or a mail address."),
		form.Choice("team", "Team", &e.Team, c.Teams...).Help("Leave it empty when it is the whole company’s."),
		form.Line("success", "Success metric, in a sentence", &e.Success).Wanted().Max(300).Help("With a number, such as “9 of 10 clinics book their visits online”. Or choose a metric that has readings."),
	}
	if len(c.Metrics) > 0 {
		list = append(list,
			form.Choice("metric", "Or a metric that has readings", &e.Metric, c.Metrics...),
			form.Number("target", "Level it is to reach", &e.Target))
	}
	list = append(list, form.Date("review", "Review date", &e.Review, nil).Wanted().Help("The day on which it is looked at again."))
	list = append(list,
		form.Date("start", "Starts", &e.Start, nil),
		form.Date("due", "Ends", &e.Due, nil))
	if len(c.Outcomes) > 0 {
		list = append(list, form.Many("outcomes", "Outcomes it serves", &e.Outcomes, c.Outcomes...))
	}
	list = append(list, form.Line("objectives", "Objectives it serves", &e.Objectives).Max(400).Help("References, such as B3 B12."))
	if i.Bound() {
		list = append(list, form.Line("moved", WhyChanged, &e.Moved).Max(500).Help("Kept with it. Asked when the review date moves."))
	}
	return list
}

// InitiativeEntry is an initiative as its form shows it.
func (r *Read) InitiativeEntry(i *Initiative) (*InitiativeEntry, error) {
	e := &InitiativeEntry{Name: i.Name, Description: i.Description, Success: i.SuccessMetric, Target: i.MetricTarget, Review: i.ReviewDay, Start: i.StartDay, Due: i.DueDay}
	if i.OwnerPersonID != nil {
		e.Owner = *i.OwnerPersonID
	}
	if i.TeamID != nil {
		e.Team = *i.TeamID
	}
	if i.MetricID != nil {
		m, err := one("This metric", func() ([]*Metric, error) { return found[*Metric](r.DB().Where("id = ?", *i.MetricID)) })
		if err != nil {
			return nil, err
		}
		e.Metric = m.Ref
	}
	names, err := r.servedNames(i.OutcomeIDs, i.ObjectiveIDs)
	if err != nil {
		return nil, err
	}
	var refs []string
	for _, n := range names {
		if n.Kind == "outcome" {
			e.Outcomes = append(e.Outcomes, n.Ref)
		} else {
			refs = append(refs, n.Ref)
		}
	}
	e.Objectives = strings.Join(refs, " ")
	return e, nil
}

// servedNames names outcomes and objectives, as far as this person may know of them.
func (r *Read) servedNames(outcomes, objectives []string) (list []TiedTo, err error) {
	names, err := r.tiedNames([]*Task{{OutcomeIDs: outcomes, ObjectiveIDs: objectives}})
	if err != nil {
		return nil, err
	}
	for _, id := range outcomes {
		if n, seen := names["outcome"+id]; seen {
			list = append(list, n)
		}
	}
	for _, id := range objectives {
		if n, seen := names["objective"+id]; seen {
			list = append(list, n)
		}
	}
	return list, nil
}

// TakeInitiative puts a filled form into an initiative. What names nothing is said at its field; links that this person may not know of stay.
func (r *Read) TakeInitiative(e *InitiativeEntry, i *Initiative) error {
	known, err := r.servedNames(i.OutcomeIDs, i.ObjectiveIDs)
	if err != nil {
		return err
	}
	seen := func(id string) bool { return slices.ContainsFunc(known, func(n TiedTo) bool { return n.ID == id }) }
	outcomes, objectives := slices.DeleteFunc(slices.Clone(i.OutcomeIDs), seen), slices.DeleteFunc(slices.Clone(i.ObjectiveIDs), seen)
	i.Name, i.Description, i.SuccessMetric, i.MetricTarget = e.Name, e.Description, e.Success, e.Target
	i.ReviewDay, i.StartDay = e.Review, e.Start
	if i.DueDay = e.Due; e.Due != "" {
		i.DueText = ""
	}
	i.TeamID, i.OwnerPersonID, i.MetricID = asID(e.Team), asID(e.Owner), nil
	if i.OwnerPersonID != nil {
		i.OwnerText = ""
	}
	switch {
	case e.Metric != "":
		m, err := one("This metric", func() ([]*Metric, error) {
			return found[*Metric](r.DB().Where("ref = ? AND removed_at IS NULL", e.Metric))
		})
		if err != nil {
			return AgainstRuleAt("metric", "That metric is not here any more. Choose another.")
		}
		i.MetricID = &m.ID
	case e.Target != nil:
		return AgainstRuleAt("metric", "Choose the metric that is to reach this level, or take the level out.")
	}
	refs := strings.FieldsFunc(strings.ToUpper(e.Objectives), func(c rune) bool { return strings.ContainsRune(" ,;\n\t", c) })
	if len(refs) > mostTies {
		return AgainstRuleAt("objectives", "Name at most "+itoa(mostTies)+" objectives: what serves more serves nothing in particular.")
	}
	things, missing, err := r.affectedByRef(append(slices.Clone(e.Outcomes), refs...))
	if err != nil {
		return err
	}
	for _, ref := range missing {
		return AgainstRuleAt("objectives", "“"+ref+"” names nothing here. Give references of objectives, such as B3.")
	}
	for _, t := range things {
		switch {
		case t.Type == "outcome" && slices.Contains(e.Outcomes, t.Ref):
			outcomes = append(outcomes, t.ID)
		case t.Type == "objective":
			objectives = append(objectives, t.ID)
		default:
			return AgainstRuleAt("objectives", t.Ref+" is no objective. Give references of objectives, such as B3.")
		}
	}
	i.OutcomeIDs, i.ObjectiveIDs = outcomes, objectives
	return nil
}
