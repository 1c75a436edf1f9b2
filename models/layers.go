package models

import (
	"unicode"
	"unicode/utf8"

	"throughline/models/day"
	"throughline/models/statement"
)

// Flags of the two layers (R03, R04). They are shown with their reason and never block.
const (
	LayerNoHorizon    = "no_horizon"      // nobody said until when it holds
	LayerHorizon      = "horizon"         // outside the range of its layer
	LayerNoOwner      = "no_owner"        // nobody answers for it
	LayerOwner        = "owner"           // an operations strategy owned by an executive, or the organizational one by nobody of them
	LayerOtherMeasure = "other_measure"   // a measure of the other layer
	LayerNoAnchor     = "no_anchor"       // an operations strategy that serves no outcome in force
	LayerAlone        = "no_operations"   // an organizational strategy with no operations strategy under it
	LayerPastCap      = "past_long_goal"  // a goal that runs longer than the long-term goal above it
	LayerNoCap        = "under_long_goal" // a goal that stands under no long-term goal, where there are some
)

// The ranges of horizons (R02): three to five years, and 90 days to twelve months.
const (
	leastYears, mostYears    = 3, 5
	leastDays, mostRunMonths = 90, 12
	sayYears, sayNinetyDay   = "three to five years", "90 days to twelve months"
)

// LayerFlag is one thing that does not fit the layer it stands in.
type LayerFlag struct {
	Code  string
	Layer string // Organizational or Operations
	ID    string // of the strategy or operations strategy that it stands in
	Ref   string // of the operations strategy; empty for the organizational one
	Name  string // what it is called
	Say   string // what is the matter, as a sentence
	Why   string // which rule says so, as a sentence
	Kind  string // of the thing that mends it, where that is another: "outcome", "goal"; empty otherwise
	On    string // its reference
	Step  string // of the operations strategy's steps, at which it is mended
	What  string // which one, where several of a strategy may be flagged alike: the name of the measure or of the long-term goal

	OnID, OnTitle   string
	TeamID, OwnerID *string // who runs what it stands in, and who answers for it
}

// OrganizationLayer is the organizational strategy as the rules of layers look at it. Strategy is nil while none is in force.
type OrganizationLayer struct {
	Strategy *Strategy
	Owner    *Person
	Outcomes []*OutcomeNow
	Goals    []*Goal
	Long     []*LongGoal
}

// OperationsLayer is one operations strategy as the rules of layers look at it.
type OperationsLayer struct {
	*OperationsStrategy
	Team    *Team
	Owner   *Person
	Anchors []*OutcomeNow // those of the outcomes it serves that are in force
}

// LayerFlags tells what does not fit the two layers, in the order of the rules: first the organizational strategy, then each operations
// strategy. It is the one place where that is told: pages, audit and symptoms ask it.
func LayerFlags(o OrganizationLayer, operations []*OperationsLayer) (flags []LayerFlag) {
	if o.Strategy != nil {
		flags = append(flags, o.flags()...)
		if len(operations) == 0 {
			flags = append(flags, LayerFlag{Code: LayerAlone,
				Say: "No operations strategy stands under it.",
				Why: "It says where the company goes, and nothing yet says how the work runs well enough to get there. One without the other breaks."})
		}
		for i := range flags {
			flags[i].Layer, flags[i].ID, flags[i].Name, flags[i].OwnerID = Organizational, o.Strategy.ID, o.Strategy.Title, o.Strategy.OwnerPersonID
		}
	}
	for _, s := range operations {
		flags = append(flags, s.Flags(o.Strategy != nil)...)
	}
	return flags
}

// of is the kind of the strategy that a flag stands in.
func (f LayerFlag) of() string {
	if f.Layer == Operations {
		return "operations_strategy"
	}
	return "strategy"
}

// key tells a flag from every other one, whatever its words say.
func (f LayerFlag) key() []string {
	return []string{f.Code, f.of() + " " + f.ID, f.Kind + " " + f.OnID, "of " + f.What}
}

func (o OrganizationLayer) flags() (flags []LayerFlag) {
	s := o.Strategy
	add := func(code, say, why string) {
		flags = append(flags, LayerFlag{Code: code, Say: say, Why: why})
	}
	switch {
	case !s.FromDay.Valid() || !s.ToDay.Valid():
		add(LayerNoHorizon, "It does not say from when to when it holds.", "An organizational strategy looks "+sayYears+" ahead.")
	case s.ToDay.Add(1).Before(s.FromDay.AddMonths(12 * leastYears)):
		add(LayerHorizon, "Its horizon is "+horizonWords(s.FromDay, s.ToDay)+", shorter than three years.", "An organizational strategy looks "+sayYears+" ahead. What is nearer belongs to operations.")
	case s.ToDay.After(s.FromDay.AddMonths(12 * mostYears)):
		add(LayerHorizon, "Its horizon is "+horizonWords(s.FromDay, s.ToDay)+", longer than five years.", "An organizational strategy looks "+sayYears+" ahead. Beyond that it is a hope.")
	}
	switch {
	case o.Owner == nil:
		add(LayerNoOwner, "Nobody is named who answers for it.", "The organizational strategy belongs to the executives and the board.")
	case !o.Owner.Executive:
		add(LayerOwner, o.Owner.Name+" owns it and is no executive.", "The organizational strategy belongs to the executives and the board.")
	}
	for _, out := range o.Outcomes {
		for _, m := range out.Metrics {
			name := metricName(m.Measure)
			if sign := statement.LayerOfMeasure(name); sign.Layer == statement.LayerOperations {
				flags = append(flags, LayerFlag{Code: LayerOtherMeasure, Kind: "outcome", On: out.Ref, OnID: out.ID, OnTitle: out.Title, What: name,
					Say: out.Ref + " is measured by “" + name + "”, which tells " + sign.What + ".",
					Why: "“" + upperFirst(sign.Words) + "” is a measure of operations. The organizational strategy is told by market position, growth, and what customers say."})
			}
		}
	}
	return append(flags, o.capFlags()...)
}

// capFlags tells which goals do not fit under the long-term goals (R05).
func (o OrganizationLayer) capFlags() (flags []LayerFlag) {
	if len(o.Long) == 0 {
		return nil
	}
	over := map[string][]*LongGoal{}
	for _, l := range o.Long {
		for _, id := range l.GoalIDs {
			over[id] = append(over[id], l)
		}
	}
	for _, g := range o.Goals {
		if len(over[g.ID]) == 0 {
			flags = append(flags, LayerFlag{Code: LayerNoCap, Kind: "goal", On: g.Ref, OnID: g.ID, OnTitle: g.Title,
				Say: g.Ref + " “" + g.Title + "” stands under no long-term goal.", Why: "Long-term goals cap goals and objectives: what serves none of them is not part of this strategy."})
			continue
		}
		for _, l := range over[g.ID] {
			if g.DueDay.After(l.DueDay) {
				flags = append(flags, LayerFlag{Code: LayerPastCap, Kind: "goal", On: g.Ref, OnID: g.ID, OnTitle: g.Title, What: l.Title,
					Say: g.Ref + " “" + g.Title + "” runs until " + g.DueDay.Long() + ", longer than “" + l.Title + "” above it.",
					Why: "Long-term goals cap goals and objectives: a goal ends before the long-term goal that it serves."})
			}
		}
	}
	return flags
}

// Flags tells what does not fit in one operations strategy. Anchored says whether there is an organizational strategy in force to serve.
func (s *OperationsLayer) Flags(anchorable bool) (flags []LayerFlag) {
	add := func(code, step, say, why string) {
		flags = append(flags, LayerFlag{Code: code, Layer: Operations, ID: s.ID, Ref: s.Ref, Name: s.Name, Step: step, Say: say, Why: why, TeamID: s.TeamID, OwnerID: s.OwnerPersonID})
	}
	switch {
	case !s.FromDay.Valid() || !s.ToDay.Valid():
		add(LayerNoHorizon, "runs", "It does not say from when to when it holds.", "An operations strategy looks "+sayNinetyDay+" ahead.")
	case s.ToDay.Sub(s.FromDay)+1 < leastDays:
		add(LayerHorizon, "runs", "Its horizon is "+horizonWords(s.FromDay, s.ToDay)+", shorter than 90 days.", "An operations strategy looks "+sayNinetyDay+" ahead. What is nearer is this week's work.")
	case s.ToDay.After(s.FromDay.AddMonths(mostRunMonths)):
		add(LayerHorizon, "runs", "Its horizon is "+horizonWords(s.FromDay, s.ToDay)+", longer than twelve months.", "An operations strategy looks "+sayNinetyDay+" ahead. What is farther belongs to the organizational strategy.")
	}
	switch {
	case s.Owner == nil:
		add(LayerNoOwner, "runs", "Nobody is named who answers for it.", "An operations strategy belongs to a department head or a team lead.")
	case s.Owner.Executive:
		add(LayerOwner, "runs", s.Owner.Name+" owns it and is an executive.", "An operations strategy belongs to a department head or a team lead, who run what it is about. Executives own the organizational strategy.")
	}
	for _, m := range s.Measures {
		if sign := statement.LayerOfMeasure(m.Name); sign.Layer == statement.LayerOrganizational {
			add(LayerOtherMeasure, "measures", "“"+m.Name+"” tells "+sign.What+".",
				"“"+upperFirst(sign.Words)+"” is a measure of the organizational strategy. Operations is told by how long work takes, how much of the time is used, and how often it goes wrong.")
			flags[len(flags)-1].What = m.Name
		}
	}
	if len(s.Anchors) == 0 {
		say := "It serves no outcome of the strategy."
		switch {
		case len(s.OutcomeIDs) > 0:
			say = "The outcomes that it served are no longer in force."
		case !anchorable:
			say = "It serves no outcome, and no organizational strategy is in force yet."
		}
		add(LayerNoAnchor, "outcomes", say, "A team without an anchor optimizes for itself: it may run well and lead nowhere.")
	}
	return flags
}

func metricName(m *OutcomeMetric) string {
	if m == nil || m.Metric == nil {
		return ""
	}
	return m.Metric.Name
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// horizonWords is how long a horizon is, in the unit that people use: "100 days", "9 months", "4 years". Both days are counted.
func horizonWords(from, to day.Day) string {
	end, months := to.Add(1), 0
	for months < 1200 && !from.AddMonths(months+1).After(end) {
		months++
	}
	switch days := end.Sub(from); {
	case months < 4 && (months == 0 || from.AddMonths(months) != end):
		return countOf(days, "day")
	case months >= 24 && months%12 == 0:
		return countOf(months/12, "year")
	default:
		return countOf(months, "month")
	}
}

func countOf(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return itoa(n) + " " + thing + "s"
}

// Horizon says for how long a strategy holds: "1 January 2027 to 31 December 2029, 3 years"; empty while a day is missing.
func Horizon(from, to day.Day) string {
	if !from.Valid() || !to.Valid() || !to.After(from) {
		return ""
	}
	return from.Long() + " to " + to.Long() + ", " + horizonWords(from, to)
}
