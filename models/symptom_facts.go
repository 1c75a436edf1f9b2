package models

import (
	"cmp"
	"slices"
	"time"

	"throughline/models/day"
)

// SymptomFacts is everything that symptoms are found in: what everybody who is signed in may read, and nothing of drafts. All lists are bounded.
type SymptomFacts struct {
	Today   day.Day
	Now     time.Time
	Company *Company
	Tree    *Tree
	People  map[string]*Person
	First   *string // the executive who answers for what is nearest to nobody

	Efforts   []*Undertaking
	Measured  []*TeamMeasure
	Processes []*Process
	Waits     []*TeamWait
	Answers   []AnswersFor
	Flags     []AllocationFlag
	Gap       Gap
	Quiet     []quietMetric
	Rules     []*QuietRule
	Layers    []LayerFlag
}

// Undertaking is one piece of work that a team has taken on, as it is compared with those of other teams.
type Undertaking struct {
	Kind, ID, Ref, Title string
	TeamID, OwnerID      *string
	Parent               string   // id of what it is a part of
	Delivers             string   // id of the objective that an initiative is for
	Apart                []string `gorm:"-"` // ids of things that somebody keeps apart from it with a reason
	N                    int      // of a group of tasks: how many
}

// symptomFacts reads them, in a fixed number of queries.
func (r *Read) symptomFacts() (*SymptomFacts, error) {
	f := &SymptomFacts{Today: r.Today(), Now: r.Now}
	var err error
	if f.Company, err = r.Company(); err != nil {
		return nil, err
	}
	if f.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	s, _, err := r.InForce()
	if err != nil {
		return nil, err
	}
	inForce := ""
	if s != nil {
		inForce = s.ID
	}
	for _, read := range []func(*SymptomFacts, string) error{r.effortFacts, r.measureFacts, r.processFacts, r.waitFacts, r.answerFacts, r.moneyFacts, r.quietFacts} {
		if err := read(f, inForce); err != nil {
			return nil, err
		}
	}
	return f, r.symptomPeople(f)
}

// symptomPeople reads everybody who may be asked to act, and the first executive.
func (r *Read) symptomPeople(f *SymptomFacts) error {
	var named []*string
	for _, t := range f.Tree.ByID {
		named = append(named, t.LeadPersonID)
	}
	for _, e := range f.Efforts {
		named = append(named, e.OwnerID)
	}
	for _, m := range f.Measured {
		named = append(named, m.OwnerID)
	}
	for _, p := range f.Processes {
		named = append(named, p.OwnerPersonID)
	}
	for _, flag := range f.Flags {
		if flag.Outcome != nil {
			named = append(named, flag.Outcome.OwnerPersonID)
		}
	}
	for _, q := range f.Quiet {
		for _, o := range q.silence.Outcomes {
			named = append(named, o.OwnerPersonID)
		}
	}
	for _, q := range f.Rules {
		named = append(named, q.Rule.OwnerPersonID)
	}
	for _, flag := range f.Layers {
		named = append(named, flag.OwnerID)
	}
	var first []*Person
	if err := r.DB().Where("executive = ? AND active = ?", true, true).Order("created_at, id").Limit(1).Find(&first).Error; err != nil {
		return err
	}
	if len(first) > 0 {
		f.First, named = &first[0].ID, append(named, &first[0].ID)
	}
	for _, a := range f.Answers {
		named = append(named, &a.PersonID)
	}
	people, err := r.peopleByID(named...)
	f.People = people
	return err
}

// here gives a person when they are active.
func (f *SymptomFacts) here(id *string) *Person {
	if id == nil || f.People[*id] == nil || !f.People[*id].Active {
		return nil
	}
	return f.People[*id]
}

func (f *SymptomFacts) personName(id *string) string {
	if id == nil || f.People[*id] == nil {
		return ""
	}
	return f.People[*id].Name
}

func (f *SymptomFacts) teamName(id *string) string {
	if id == nil || f.Tree.ByID[*id] == nil {
		return ""
	}
	return f.Tree.ByID[*id].Name
}

// above lists a team and those above it, the nearest first.
func (f *SymptomFacts) above(id *string) (list []*Team) {
	for id != nil && f.Tree.ByID[*id] != nil && !slices.Contains(list, f.Tree.ByID[*id]) {
		list = append(list, f.Tree.ByID[*id])
		id = f.Tree.ByID[*id].ParentTeamID
	}
	return list
}

// nearest is the lead of a team or the nearest above who is here; else the first executive.
func (f *SymptomFacts) nearest(teamID *string) *string {
	for _, t := range f.above(teamID) {
		if p := f.here(t.LeadPersonID); p != nil {
			return &p.ID
		}
	}
	return f.First
}

// together is the lowest team that some teams stand under, or are; nil when there is none.
func (f *SymptomFacts) together(teams ...*string) *string {
	if len(teams) == 0 {
		return nil
	}
	common := f.above(teams[0])
	for _, id := range teams[1:] {
		over := f.above(id)
		common = slices.DeleteFunc(common, func(t *Team) bool { return !slices.Contains(over, t) })
	}
	if len(common) == 0 {
		return nil
	}
	return &common[0].ID
}

// owned is a person who is here, or else nobody.
func (f *SymptomFacts) owned(id *string) *string {
	if p := f.here(id); p != nil {
		return &p.ID
	}
	return nil
}

// thing is an effort as a symptom names it.
func (f *SymptomFacts) thing(e *Undertaking) SymptomThing {
	t := SymptomThing{Kind: e.Kind, ID: e.ID, Ref: e.Ref, Title: e.Title, Team: f.teamName(e.TeamID), Owner: f.personName(e.OwnerID)}
	if e.N > 1 {
		t.Say = itoa(e.N) + " open tasks of this title"
	}
	return t
}

func byID(a, b *Undertaking) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) }
