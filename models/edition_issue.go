package models

import (
	"encoding/json"

	"throughline/models/form"
)

// IssuePlan is what would be issued now: a new edition of each brief that says something else than its last one. Briefs that say
// the same keep their edition and its number.
type IssuePlan struct {
	Strategy  *Strategy
	Editions  []*PlannedEdition // the company's first, then teams by name
	Unchanged int               // briefs that keep their edition
	People    int               // who will be asked to read, each counted once
	Seal      string            // stands for all of it; another seal means that something changed meanwhile
}

// PlannedEdition is one brief of the plan.
type PlannedEdition struct {
	Team    *Team // nil: the company's
	N       int
	Last    *Edition // nil: it is the first
	Changes []BriefChange
	Readers []*Reader // who will be asked to read; nobody when the wording is the same (R22)

	content, wording string
}

// PlanEditions compares each brief of a strategy with its last edition.
func (r *Read) PlanEditions(strategy *Strategy, loc form.Locale) (*IssuePlan, error) {
	source, err := r.briefs(strategy, circle{})
	if err != nil {
		return nil, err
	}
	newest, err := r.newestEditions(r.DB(), strategy.ID)
	if err != nil {
		return nil, err
	}
	readers, err := r.readers(source.Tree, source.Tree.All(), true)
	if err != nil {
		return nil, err
	}
	plan := &IssuePlan{Strategy: strategy}
	people := map[string]bool{}
	var sealed []any
	for _, team := range append([]*Team{nil}, source.Tree.All()...) {
		e, err := planned(source.brief(team), team, newest, loc)
		if err != nil {
			return nil, err
		}
		if e == nil {
			plan.Unchanged++
			continue
		}
		if e.Last == nil || e.wording != e.Last.Wording {
			for _, reader := range readers[e.briefID()] {
				if reader.PersonID != r.Who.PersonID { // nobody acknowledges their own work (R27)
					e.Readers = append(e.Readers, reader)
					people[reader.PersonID] = true
				}
			}
		}
		plan.Editions = append(plan.Editions, e)
		sealed = append(sealed, e.briefID(), e.N, e.Changes)
	}
	plan.People = len(people)
	text, err := json.Marshal(sealed)
	plan.Seal = hash(string(text))
	return plan, err
}

// planned is the next edition of a brief; nil when the brief says the same as its last one.
func planned(b *Brief, team *Team, newest map[string]*Edition, loc form.Locale) (*PlannedEdition, error) {
	content, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	e := &PlannedEdition{Team: team, N: 1, content: string(content)}
	if e.Last = newest[e.briefID()]; e.Last == nil {
		e.wording = b.WordingHash()
		return e, nil
	}
	if e.Changes = e.Last.changesTo(b, loc); len(e.Changes) == 0 {
		return nil, nil
	}
	e.N, e.wording = e.Last.N+1, e.Last.Wording
	if e.wording == "" || len(Worded(e.Changes)) > 0 {
		e.wording = b.WordingHash()
	}
	return e, nil
}

func (e *PlannedEdition) briefID() string {
	if e.Team == nil {
		return ""
	}
	return e.Team.ID
}

// Rewords tells whether people will be asked to read: it is the first edition of its brief, or its wording is new.
func (e *PlannedEdition) Rewords() bool { return e.Last == nil || e.wording != e.Last.Wording }

// IssueEditions freezes the briefs of a strategy as they read now: the company's and each team's, where one says something else than
// its last edition. Whoever is to read a new wording is asked. It is refused when nothing has changed. Nothing that was issued is ever changed.
func (tx *Tx) IssueEditions(strategy *Strategy, note string) ([]*Edition, error) {
	if err := tx.Who.Must(PutInForce); err != nil {
		return nil, err
	}
	if err := tx.Hold(strategy); err != nil {
		return nil, err
	}
	plan, err := tx.PlanEditions(strategy, form.Locale{})
	if err != nil {
		return nil, err
	}
	return tx.issue(plan, note)
}

func (tx *Tx) issue(plan *IssuePlan, note string) ([]*Edition, error) {
	if len(plan.Editions) == 0 {
		return nil, AgainstRule("Every brief says the same as its last edition, so there is nothing to issue.")
	}
	var list []*Edition
	for _, p := range plan.Editions {
		e := &Edition{StrategyID: plan.Strategy.ID, N: p.N, Content: p.content, SHA256: hash(p.content), IssuedAt: tx.Now, IssuedName: tx.Who.Name, Note: note, Wording: p.wording}
		if p.Team != nil {
			e.TeamID = &p.Team.ID
		}
		if tx.Who.SignedIn() {
			e.IssuedPersonID = &tx.Who.PersonID
		}
		list = append(list, e)
	}
	if err := InsertAll[Edition](tx, list); err != nil {
		return nil, err
	}
	var asked []*ReadRequest
	for i, p := range plan.Editions {
		for _, reader := range p.Readers {
			asked = append(asked, &ReadRequest{EditionID: list[i].ID, PersonID: reader.PersonID, Role: string(reader.Role), AskedAt: tx.Now})
		}
	}
	if err := InsertAll[ReadRequest](tx, asked); err != nil {
		return nil, err
	}
	// One event stands for all: the first edition with the number of briefs issued beside it.
	return list, tx.Emit(EditionIssued, list[0], nil, map[string]any{"ref": list[0].Ref, "n": list[0].N, "briefs": len(list), "sha256": list[0].SHA256, "note": note, "people": plan.People})
}

// IssueAsShown is IssueEditions for somebody who was shown what will be issued and how many will be asked. When that has changed
// meanwhile, nothing is issued and the new plan is given back, to be shown again. People is how many are asked.
func (tx *Tx) IssueAsShown(strategy *Strategy, entry *IssueEntry, loc form.Locale) (list []*Edition, people int, changed *IssuePlan, err error) {
	if err := tx.Who.Must(PutInForce); err != nil {
		return nil, 0, nil, err
	}
	if err := tx.Hold(strategy); err != nil {
		return nil, 0, nil, err
	}
	plan, err := tx.PlanEditions(strategy, loc)
	if err != nil || len(plan.Editions) > 0 && plan.Seal != entry.Seal {
		return nil, 0, plan, err
	}
	list, err = tx.issue(plan, entry.Note)
	return list, plan.People, nil, err
}
