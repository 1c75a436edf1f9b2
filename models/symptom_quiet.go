package models

import (
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"throughline/models/form"
)

// loc is how symptoms write numbers: the same for everybody.
func (f *SymptomFacts) loc() form.Locale { return form.Locale{} }

// quietFacts reads the metrics that nobody reads, the rules that did not run, and what does not fit its layer.
func (r *Read) quietFacts(f *SymptomFacts, inForce string) error {
	h := &RuleHealth{Now: r.Now}
	published := func(q *gorm.DB, _ clause.Column) *gorm.DB {
		return q.Where("rules.strategy_id IS NULL OR rules.strategy_id = ?", inForce)
	}
	if err := r.fillQuiet(h, published); err != nil {
		return err
	}
	f.Rules = h.Quiet
	var err error
	if f.Layers, err = r.Layers(); err != nil || inForce == "" {
		return err
	}
	s, _, err := r.InForce()
	if err != nil {
		return err
	}
	outcomes, err := r.outcomes(r.DB().Where("strategy_id = ? AND state = ? AND removed_at IS NULL", inForce, OutcomeActive).Limit(most))
	if err != nil {
		return err
	}
	var metrics []string
	for _, o := range outcomes {
		metrics = append(metrics, metricsOf(o)...)
	}
	readings, err := r.ReadingsOf(metrics)
	if err != nil {
		return err
	}
	f.Quiet = quietMetrics(outcomes, readings, r.inForceDay(s), f.Today)
	return nil
}

// quietSigns are metrics of outcomes in force that nobody reads.
func quietSigns(f *SymptomFacts) (list []*Sign) {
	for _, q := range f.Quiet {
		days := f.Today.Sub(q.silence.Since)
		s := &Sign{Key: []string{q.metric.ID}, Title: q.metric.Name, Weight: float64(days), SymptomSays: SymptomSays{Value: ptr(float64(days)), Unit: unitCalendar}}
		name := strings.TrimRight(q.metric.Name, ".") // some are named by a whole sentence
		s.Wrong = name + " has no reading since " + q.silence.Since.Long() + ", and is to be read every " + itoa(q.silence.Cadence) + " days."
		if q.silence.Never {
			s.Wrong = name + " was never read, and is to be read every " + itoa(q.silence.Cadence) + " days."
		}
		s.Do = "Record a reading, or name another metric that somebody does read."
		s.Facts = []SymptomFact{{"Silent since", q.silence.Since.Long()}, {"Read every", itoa(q.silence.Cadence) + " days"}}
		for _, o := range q.silence.Outcomes {
			s.About = append(s.About, SymptomThing{Kind: "outcome", ID: o.ID, Ref: o.Ref, Title: o.Title, Team: f.teamName(o.OwnerTeamID), Owner: f.personName(o.OwnerPersonID), Say: "measured by it"})
			if s.TeamID == nil && s.Owner == nil {
				s.TeamID, s.Owner = o.OwnerTeamID, f.owned(o.OwnerPersonID)
			}
		}
		list = append(list, s)
	}
	return list
}

// stillSigns are rules that were expected to run and did not.
func stillSigns(f *SymptomFacts) (list []*Sign) {
	zone := f.Company.Calendar().Zone
	for _, q := range f.Rules {
		days := q.QuietDays(f.Today, zone)
		s := &Sign{Key: []string{q.Rule.ID}, Title: q.Rule.Name, Owner: f.owned(q.Rule.OwnerPersonID), Weight: float64(days), SymptomSays: SymptomSays{Value: ptr(float64(days)), Unit: unitCalendar}}
		last := "it never ran"
		if q.LastRun != nil {
			last = "its last run was on " + f.Company.Calendar().Today(*q.LastRun).Long()
		}
		s.Wrong = q.Rule.Ref + " " + q.Rule.Name + " should run at least every " + itoa(q.Expected) + " days, and " + last + "."
		s.Do = "See whether its moment no longer comes, and mend, pause or retire it."
		s.Facts = []SymptomFact{{"Expected every", itoa(q.Expected) + " days"}, {"Since", f.Company.Calendar().Today(q.Since).Long()}}
		s.About = []SymptomThing{{Kind: "rule", ID: q.Rule.ID, Ref: q.Rule.Ref, Title: q.Rule.Name, Say: last}}
		list = append(list, s)
	}
	return list
}

// layerSigns are what does not fit the layer it stands in (R03, R04).
func layerSigns(f *SymptomFacts) (list []*Sign) {
	for _, flag := range f.Layers {
		s := flag.sign()
		s.Title, s.TeamID, s.Owner = upperFirst(strings.TrimSuffix(flag.Say, ".")), flag.TeamID, f.owned(flag.OwnerID)
		s.Wrong, s.Do = flag.Name+": "+flag.Say, flag.Why
		s.About = []SymptomThing{{Kind: flag.of(), ID: flag.ID, Ref: flag.Ref, Title: flag.Name, Team: f.teamName(flag.TeamID), Owner: f.personName(flag.OwnerID)}}
		if flag.On != "" {
			s.About = append(s.About, SymptomThing{Kind: flag.Kind, ID: flag.OnID, Ref: flag.On, Title: flag.OnTitle})
		}
		list = append(list, s)
	}
	return list
}
