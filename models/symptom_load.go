package models

import (
	"slices"
)

// AnswersFor is how much one person answers for.
type AnswersFor struct {
	PersonID, Ref                                      string
	TeamID                                             *string // one of their teams
	Outcomes, Objectives, Initiatives, Tasks, Rules, N int
}

// usualAnswers is how much one person answers for at most where the company says nothing else.
const usualAnswers = 25

// MayAnswerFor is how much one person may answer for before it is a symptom.
func (c *Company) MayAnswerFor() int {
	if c.AnswersLimit < 1 {
		return usualAnswers
	}
	return c.AnswersLimit
}

// answerFacts counts what people answer for. Tasks that are somebody's own and serve nothing are left out: not everybody may see them.
func (r *Read) answerFacts(f *SymptomFacts, inForce string) error {
	var rows []struct {
		PersonID, Kind string
		N              int
	}
	err := r.DB().Raw(`SELECT person_id, kind, n FROM (
		SELECT owner_person_id AS person_id, 'outcome' AS kind, COUNT(*) AS n FROM outcomes WHERE removed_at IS NULL AND owner_person_id IS NOT NULL
			AND (strategy_id IS NULL OR strategy_id = @s) AND state IN ('draft', 'active') GROUP BY owner_person_id
		UNION ALL SELECT owner_person_id, 'objective', COUNT(*) FROM objectives WHERE removed_at IS NULL AND owner_person_id IS NOT NULL
			AND (strategy_id IS NULL OR strategy_id = @s) AND state NOT IN ('done', 'missed', 'dropped') GROUP BY owner_person_id
		UNION ALL SELECT owner_person_id, 'initiative', COUNT(*) FROM initiatives WHERE removed_at IS NULL AND owner_person_id IS NOT NULL
			AND state NOT IN ('done', 'dropped') GROUP BY owner_person_id
		UNION ALL SELECT owner_person_id, 'rule', COUNT(*) FROM rules WHERE removed_at IS NULL AND owner_person_id IS NOT NULL
			AND (strategy_id IS NULL OR strategy_id = @s) AND state IN ('published', 'paused') GROUP BY owner_person_id
		UNION ALL SELECT owner_person_id, 'task', COUNT(*) FROM tasks WHERE removed_at IS NULL AND owner_person_id IS NOT NULL
			AND team_id IS NOT NULL AND state IN @open GROUP BY owner_person_id
		) counted ORDER BY person_id, kind LIMIT 50000`, map[string]any{"s": inForce, "open": openStates}).Scan(&rows).Error
	if err != nil {
		return err
	}
	at := map[string]*AnswersFor{}
	for _, row := range rows {
		a := at[row.PersonID]
		if a == nil {
			a = &AnswersFor{PersonID: row.PersonID}
			at[row.PersonID] = a
		}
		*map[string]*int{"outcome": &a.Outcomes, "objective": &a.Objectives, "initiative": &a.Initiatives, "rule": &a.Rules, "task": &a.Tasks}[row.Kind] = row.N
		a.N += row.N
	}
	var over []string
	for id, a := range at {
		if a.N > f.Company.MayAnswerFor() {
			over = append(over, id)
		}
	}
	if len(over) == 0 {
		return nil
	}
	var members []*Membership
	if err := r.DB().Where("person_id IN ?", over).Order("created_at, id").Limit(5 * most).Find(&members).Error; err != nil {
		return err
	}
	for _, m := range members {
		if at[m.PersonID].TeamID == nil {
			at[m.PersonID].TeamID = &m.TeamID
		}
	}
	slices.Sort(over)
	for _, id := range over {
		f.Answers = append(f.Answers, *at[id])
	}
	return nil
}

// loadSigns are people who answer for more than the company's limit. Their lead is asked to act: who carries too much cannot put it down alone.
func loadSigns(f *SymptomFacts) (list []*Sign) {
	limit := f.Company.MayAnswerFor()
	for _, a := range f.Answers {
		p := f.here(&a.PersonID)
		if p == nil || a.N <= limit {
			continue
		}
		s := &Sign{Key: []string{p.ID}, Title: p.Name, Weight: float64(a.N) / float64(limit), TeamID: a.TeamID, Owner: f.leadOver(p.ID, a.TeamID)}
		step := a.N / 5 * 5
		s.Facts = []SymptomFact{{"Person", p.Name}, {"Answers for", "from " + itoa(step) + " to " + itoa(step+4)}, {"Limit", itoa(limit)}}
		for _, m := range []struct {
			name string
			n    int
		}{{"Outcomes", a.Outcomes}, {"Objectives", a.Objectives}, {"Initiatives", a.Initiatives}, {"Tasks", a.Tasks}, {"Handoff rules", a.Rules}} {
			if m.n > 0 {
				s.Measures = append(s.Measures, SymptomFact{m.name, itoa(m.n)})
			}
		}
		s.Value, s.Unit = ptr(float64(a.N)), unitThings
		s.Wrong = p.Name + " answers for " + itoa(a.N) + " open things, and the limit is " + itoa(limit) + "."
		s.Do = "Hand some of it to others, or end what no longer serves. Begin with what is due last."
		s.About = []SymptomThing{{Kind: "person", ID: p.ID, Ref: p.Ref, Title: p.Name, Team: f.teamName(a.TeamID)}}
		list = append(list, s)
	}
	return list
}

// leadOver is the nearest lead above somebody who is not that person; nil when there is none.
func (f *SymptomFacts) leadOver(personID string, teamID *string) *string {
	for _, t := range f.above(teamID) {
		if p := f.here(t.LeadPersonID); p != nil && p.ID != personID {
			return &p.ID
		}
	}
	return f.First
}

// accountableSigns are processes with steps for which not exactly one answers.
func accountableSigns(f *SymptomFacts) (list []*Sign) {
	for _, p := range f.Processes {
		v := p.Current
		if v == nil || v.State != ProcessWritten && v.State != ProcessInUse || !slices.ContainsFunc(v.Steps, func(s *ProcessStep) bool { return len(s.Duties) > 0 }) {
			continue
		}
		s := &Sign{Key: []string{p.ID}, Title: p.Name, TeamID: p.TeamID, Owner: f.owned(p.OwnerPersonID)}
		for _, step := range v.Steps {
			if say := step.AccountableProblem(); say != "" {
				s.Evidence = append(s.Evidence, SymptomThing{Kind: "step", ID: step.ID, Title: step.Title, Say: say})
				s.Facts = append(s.Facts, SymptomFact{"Step “" + step.Title + "”", say})
			}
		}
		n := len(s.Evidence)
		if n == 0 {
			continue
		}
		s.Value, s.Unit, s.Weight = ptr(float64(n)), unitSteps, float64(n)
		s.Wrong = itoa(n) + " of " + itoa(len(v.Steps)) + " steps" + " of " + p.Ref + " " + p.Name + " do not have exactly one who is accountable."
		s.Do = "Name for each step the one person or team who answers for it."
		s.About = []SymptomThing{{Kind: "process", ID: p.ID, Ref: p.Ref, Title: p.Name, Team: f.teamName(p.TeamID), Owner: f.personName(p.OwnerPersonID), Say: "version " + itoa(v.N) + ", " + v.State}}
		list = append(list, s)
	}
	return list
}
