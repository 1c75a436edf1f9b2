package wizard

import (
	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// World is everything one alignment rests on, loaded once for a page. The steps' rules are pure functions over it.
type World struct {
	Strategy   *models.Strategy
	Company    *models.Company
	Today      day.Day
	Intent     *models.Intent
	Outcomes   []*models.Outcome
	Workflows  []*models.Workflow
	Processes  []*models.Process
	Goals      []*models.Goal
	Objectives []*models.Objective
	Rules      []*models.Rule
	Cadences   []*models.Cadence
	Steps      map[string]*models.AlignmentStep
	Teams      []*models.Team
	People     *form.Directory   // people by name
	Owners     *form.Directory   // teams and people by name, "team:ID" and "person:ID"
	Dismissed  map[string]string // entity id and code to the reason
	away       map[string]*models.Dismissal
	Left       map[string]bool            // ids of the people who are switched off
	TaskLoads  map[string]models.TaskLoad // open tasks by their owner, where a page shows who carries how much
	Metrics    []*models.Metric           // to pick from in step 2; loaded for it alone
	Who        models.Who
	Standing   string         // the intent as it stood when this was loaded
	Before     *models.Intent // in force in another strategy, whose place this draft would take; nil when there is none

	Held []*models.PlannedChange // changes of this person that do not count yet
	why  string                  // why all that the matrix of workflows changes is changed

	Dropped      map[string]string // of a draft after the strategy in force: why a workflow is dropped with it, by id
	CarriedRules int               // handoff rules that go over from the strategy in force

	carried    map[string]*Burden // who carries how much, as loaded
	compared   map[string]compared
	metricList *form.Directory
}

// Current is the strategy the wizard works on: the one being drafted, else the one in force.
func Current(r *models.Read) (*models.Strategy, error) {
	s, err := r.StrategyToAlign()
	if err != nil {
		return nil, err
	}
	if err := MayOpen(r, s); err != nil {
		return nil, err
	}
	return s, nil
}

// Of is the strategy with a reference, for those who may work on it; an empty one names the strategy that the wizard works on.
func Of(r *models.Read, ref string) (*models.Strategy, error) {
	if ref == "" {
		return Current(r)
	}
	s, err := r.OrganizationalByRef(ref)
	if err != nil {
		return nil, err
	}
	return s, MayOpen(r, s)
}

// Beside is the strategy in force beside a draft, and the draft beside the one in force, for those who may work on it; nil when there is none.
func Beside(r *models.Read, s *models.Strategy) (*models.Strategy, error) {
	other, err := r.StrategyToAlign()
	if s.State == models.Draft {
		other, _, err = r.InForce()
	}
	if err != nil || other == nil || other.ID == s.ID {
		return nil, err
	}
	if err := MayOpen(r, other); err != nil {
		if _, refused := models.AsRefusal(err); refused {
			err = nil
		}
		return nil, err
	}
	return other, nil
}

// strategy is the one that a query is about.
func (q Query) strategy(r *models.Read) (*models.Strategy, error) {
	if !q.InForce {
		return Current(r)
	}
	s, _, err := r.InForce()
	if err == nil && s == nil {
		err = models.NotFound("The strategy in force")
	}
	if err != nil {
		return nil, err
	}
	return s, MayOpen(r, s)
}

// MayOpen lets executives and authors at an alignment. For everybody else a draft does not exist, and one in force is not theirs to change.
func MayOpen(r *models.Read, s *models.Strategy) error {
	if r.Who.Reach(models.Align) == models.All {
		return nil
	}
	if r.Who.SignedIn() {
		if s.AuthorPersonID != nil && *s.AuthorPersonID == r.Who.PersonID {
			return nil
		}
		var n int64
		if err := r.DB().Model(&models.StrategyAuthor{}).Where("strategy_id = ? AND person_id = ?", s.ID, r.Who.PersonID).Count(&n).Error; err != nil || n > 0 {
			return err
		}
	}
	if s.State == models.Draft {
		return models.NotFound("The alignment")
	}
	return r.Who.Must(models.Align, models.Scope{})
}

// Load reads everything the alignment of a strategy rests on, in a fixed number of queries.
func Load(r *models.Read, s *models.Strategy) (*World, error) {
	w := &World{Strategy: s, Today: r.Today(), Who: r.Who, Steps: map[string]*models.AlignmentStep{}, Dismissed: map[string]string{}, away: map[string]*models.Dismissal{}}
	var steps []*models.AlignmentStep
	var away []*models.Dismissal
	var owners *models.Owners
	var kept []models.KeptPair
	for _, load := range []func() error{
		func() (err error) { w.Company, err = r.Company(); return },
		func() (err error) { w.Intent, err = r.IntentOf(s.ID); return },
		func() (err error) { w.Outcomes, err = r.OutcomesOf(s.ID); return },
		func() (err error) { w.Workflows, err = r.Workflows(); return },
		func() (err error) { w.Processes, err = r.ProcessesOf(s.ID); return },
		func() (err error) { w.Goals, err = r.GoalsOf(s.ID); return },
		func() (err error) { w.Objectives, err = r.ObjectivesOf(s.ID); return },
		func() (err error) { w.Rules, err = r.RulesOf(s.ID); return },
		func() (err error) { w.Cadences, err = r.Cadences(s.ID); return },
		func() (err error) { steps, err = r.AlignmentSteps(s.ID); return },
		func() (err error) { away, err = r.Dismissals(); return },
		func() (err error) { kept, err = r.KeptPairs(); return },
		func() (err error) { w.Teams, err = r.Teams(); return },
		func() (err error) { owners, err = r.Owners(); return },
		func() (err error) { w.Dropped, w.CarriedRules, err = r.DroppedNext(s); return },
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	w.Standing = w.Intent.Statement
	if s.State == models.Draft {
		now, intent, err := r.InForce()
		if err != nil {
			return nil, err
		}
		if now != nil && now.ID != s.ID {
			w.Before = intent
		}
	}
	w.People, w.Owners, w.Left = owners.People, owners.Both, owners.Left
	for _, st := range steps {
		w.Steps[st.Step] = st
	}
	for _, d := range away {
		w.Dismissed[d.EntityID+" "+d.Code] = d.Reason
		w.away[d.EntityID+" "+d.Code] = d
	}
	for _, pair := range kept { // set aside as a symptom, it is set aside here
		for n, id := range pair.IDs {
			if key := id + " twin." + pair.IDs[1-n]; w.Dismissed[key] == "" {
				w.Dismissed[key] = pair.Reason
			}
		}
	}
	return w, nil
}

// Live tells whether the strategy is in force: then every change counts at once and must be sound.
func (w *World) Live() bool { return w.Strategy.State == models.InForce }

// Follows tells whether this is a draft that takes the place of a strategy in force.
func (w *World) Follows() bool {
	return w.Strategy.State == models.Draft && w.Strategy.FollowsStrategyID != nil
}

// Open tells whether a step may be worked on: the first always, the others once the intent holds (R10).
func (w *World) Open(s *Step) bool { return s == &intentStep || w.IntentHolds() }

// IntentHolds tells whether the intent is one sentence with a verb and marked done (R10).
func (w *World) IntentHolds() bool {
	st := w.Steps[intentStep.Key]
	return st != nil && st.DoneAt != nil && len(intentGaps(w)) == 0
}

// Outcome finds one of the strategy's outcomes; nil when it has none of that id.
func (w *World) Outcome(id string) *models.Outcome {
	for _, o := range w.Outcomes {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// OutcomeByRef finds one of the strategy's outcomes by its reference; nil when it has none of that.
func (w *World) OutcomeByRef(ref string) *models.Outcome {
	for _, o := range w.Outcomes {
		if ref != "" && o.Ref == ref {
			return o
		}
	}
	return nil
}

// goal finds one of the strategy's goals; nil when it has none of that id.
func (w *World) goal(id string) *models.Goal {
	for _, g := range w.Goals {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// Workflow finds a workflow by its id.
func (w *World) Workflow(id string) *models.Workflow {
	for _, f := range w.Workflows {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Team gives a team's name; empty for none.
func (w *World) Team(id *string) string {
	for _, t := range w.Teams {
		if id != nil && t.ID == *id {
			return t.Name
		}
	}
	return ""
}

// Person gives a person's name; empty for none.
func (w *World) Person(id *string) string {
	if id == nil {
		return ""
	}
	return w.People.Label(*id)
}

// serving counts, for each outcome, the workflows that move it.
func (w *World) serving() map[string]int {
	n := map[string]int{}
	for _, f := range w.Workflows {
		for _, l := range f.Outcomes {
			if w.Outcome(l.OutcomeID) != nil {
				n[l.OutcomeID]++
			}
		}
	}
	return n
}

// maps lists the strategy's outcomes a workflow moves. A link to an outcome of no strategy does not count.
func (w *World) maps(f *models.Workflow) []*models.Outcome {
	var list []*models.Outcome
	for _, o := range w.Outcomes {
		for _, l := range f.Outcomes {
			if l.OutcomeID == o.ID {
				list = append(list, o)
			}
		}
	}
	return list
}

func (w *World) outcomeOptions() []form.Option {
	list := make([]form.Option, len(w.Outcomes))
	for i, o := range w.Outcomes {
		list[i] = form.Option{Value: o.ID, Label: o.Ref + " " + o.Title}
	}
	return list
}

// noTeam says where teams come from, as long as there is none to choose.
func (w *World) noTeam() string {
	if len(w.Teams) > 0 {
		return ""
	}
	return "There is no team yet. An administrator adds them on the page “Teams”."
}

func (w *World) teamOptions() []form.Option {
	list := make([]form.Option, len(w.Teams))
	for i, t := range w.Teams {
		list[i] = form.Option{Value: t.ID, Label: t.Name}
	}
	return list
}
