package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm/clause"
)

// ChangeStory is what the event of an applied change tells: to everybody whom it concerns once, what changed for them.
type ChangeStory struct {
	Ref, Title, Says string
	People           map[string]string // by person
}

// mostTold is how many things are said to one person one by one.
const mostTold = 5

// tell notes what changes for somebody.
func (a *applying) tell(person *string, line string) {
	if person == nil || *person == "" || slices.Contains(a.concerned[*person], line) {
		return
	}
	if len(a.concerned[*person]) >= mostTold {
		if a.more == nil {
			a.more = map[string]int{}
		}
		a.more[*person]++
		return
	}
	a.concerned[*person] = append(a.concerned[*person], line)
}

// owners are the people whose thing something is.
func owners(e Entity) []*string {
	switch t := e.(type) {
	case *Outcome:
		return []*string{t.OwnerPersonID}
	case *Strategy:
		return []*string{t.OwnerPersonID}
	case *OperationsStrategy:
		return []*string{t.OwnerPersonID}
	case *Goal:
		return []*string{t.OwnerPersonID}
	case *Objective:
		return []*string{t.OwnerPersonID}
	case *Workflow:
		return []*string{t.OwnerPersonID, t.VerdictPersonID}
	case *Process:
		return []*string{t.OwnerPersonID}
	case *Rule:
		return []*string{t.OwnerPersonID}
	case *ApprovalChain:
		return []*string{t.OwnerPersonID}
	case *Initiative:
		return []*string{t.OwnerPersonID}
	case *Task:
		return []*string{t.OwnerPersonID}
	case *TaskSeries:
		return []*string{t.OwnerPersonID}
	case *Handoff:
		return []*string{&t.ReceiverPersonID, t.GiverPersonID}
	case *Decision:
		return []*string{t.DeciderPersonID, t.ProposedPersonID}
	case *Issue:
		return []*string{t.OwnerPersonID}
	case *Review:
		return []*string{t.OwnerPersonID}
	case *Cadence:
		return []*string{t.OwnerPersonID}
	case *Team:
		return []*string{t.LeadPersonID}
	}
	return nil
}

// teamOf is the team whose thing something is.
func teamOf(e Entity) *string {
	switch t := e.(type) {
	case *Outcome:
		return t.OwnerTeamID
	case *Goal:
		return t.TeamID
	case *Objective:
		return t.TeamID
	case *Workflow:
		return t.TeamID
	case *Process:
		return t.TeamID
	case *Initiative:
		return t.TeamID
	case *Allocation:
		return &t.TeamID
	}
	return nil
}

// calledBy is what people know a thing by.
func calledBy(e Entity) (ref, title string) {
	b, err := json.Marshal(e)
	var n struct{ Ref, Title, Name, Work, Clock string }
	if err != nil || json.Unmarshal(b, &n) != nil {
		return "", ""
	}
	for _, s := range []string{n.Title, n.Name, n.Work, n.Clock} {
		if title == "" {
			title = s
		}
	}
	return n.Ref, title
}

// stopped is what stopping a thing of a kind is called.
var stopped = map[string]string{"goal": "is dropped", "objective": "is dropped", "workflow": "stops", "process": "is removed", "rule": "is retired", "initiative": "is dropped",
	"allocation": "is taken back", "task": "is cancelled", "handoff": "is cancelled", "decision": "is withdrawn"}

// Says is what the choice does to the thing, in words.
func (i *PlannedItem) says(w *changeWords) string {
	name := strings.TrimSpace(i.Ref + " " + i.Title)
	switch i.Choice {
	case ChoiceHand:
		return name + " goes to " + w.of[i.ToID] + "."
	case ChoiceStop:
		return name + " " + stopped[i.Kind] + ": " + strings.TrimRight(i.Reason, ".") + "."
	case ChoiceRetarget:
		var parts []string
		if i.ToID != "" {
			parts = append(parts, "is for "+w.of[i.ToID]+" from now on")
		}
		if i.Day != "" {
			parts = append(parts, "has "+i.Day.Long()+" as its day")
		}
		return name + " " + strings.Join(parts, " and ") + "."
	}
	return name + " stays as it is."
}

// concerns notes whom a changed thing concerns: whose it was, whose it is, and who leads the team that has it.
func (a *applying) concerns(k *changeKind, it *PlannedItem, was, is Entity) error {
	if err := a.names.names(&a.tx.Read, []string{it.ToID}); err != nil {
		return err
	}
	line := it.says(a.names)
	circle, err := a.circle(it)
	if err != nil {
		return err
	}
	tell := func(id *string) {
		if circle == nil || id != nil && circle[*id] {
			a.tell(id, line)
		}
	}
	for _, id := range append(owners(was), owners(is)...) {
		tell(id)
	}
	tree, err := a.tree()
	if err != nil {
		return err
	}
	for _, id := range []*string{teamOf(was), teamOf(is)} {
		if id != nil && tree.ByID[*id] != nil {
			tell(tree.ByID[*id].LeadPersonID)
		}
	}
	return nil
}

func (a *applying) tree() (*Tree, error) {
	if a.teams == nil {
		var err error
		if a.teams, err = a.tx.Tree(); err != nil {
			return nil, err
		}
	}
	return a.teams, nil
}

// tellKept notes those whose goals, objectives, workflows, processes and initiatives rest on what changes and stay as they are.
func (a *applying) tellKept(chosen []*PlannedItem) error {
	if !a.x.shared {
		return nil
	}
	stay := " rests on it and stays as it is."
	if a.c.Joins() {
		stay = " goes over to the one that stays."
	}
	taken := map[string]bool{}
	for _, i := range chosen {
		if i.Choice != ChoiceKeep {
			taken[i.Kind+" "+i.ThingID] = true
		}
	}
	for _, kind := range []string{"outcome", "goal", "objective", "workflow", "process", "initiative"} {
		q := a.x.of(kind)
		if q == nil || taken[kind+" "] {
			continue
		}
		k := kindByKey(kind)
		var list []*RadiusRow
		if err := q.Select("?", k.row()).Where("? IS NOT NULL", k.column("owner_person_id")).Order(clause.OrderByColumn{Column: k.column("id")}).Limit(most).Find(&list).Error; err != nil {
			return err
		}
		for _, row := range list {
			if !taken[kind+" "+row.ID] {
				a.tell(row.OwnerPersonID, "Your "+k.One+" "+row.Ref+" "+row.Title+stay)
			}
		}
	}
	return nil
}

// story is what is told to whom.
func (a *applying) story(c *PlannedChange) *ChangeStory {
	s := &ChangeStory{Ref: c.Ref, Title: c.Title, People: map[string]string{}}
	for id, lines := range a.concerned {
		text := strings.Join(lines, " ")
		if n := a.more[id]; n > 0 {
			text += fmt.Sprintf(" %d more of your things change with it.", n)
		}
		s.People[id] = text
	}
	s.Says = a.said
	return s
}

// toldOf is what was told when a change was applied.
func (r *Read) toldOf(c *PlannedChange) (*ChangeStory, error) {
	var e Event
	if err := r.DB().Where("entity_type = ? AND entity_id = ? AND type = ?", EntityType(c), c.ID, string(ChangeMade)).Order("occurred_at DESC").Limit(1).Find(&e).Error; err != nil || e.ID == "" {
		return &ChangeStory{Ref: c.Ref, Title: c.Title}, err
	}
	var change struct{ After *ChangeStory }
	err := json.Unmarshal([]byte(e.Payload), &change)
	return change.After, err
}

// aChange reads what was changed and undone, and whom it concerns.
func (s *story) aChange() error {
	if err := s.after(&s.planned); err != nil {
		return err
	}
	s.is("change", s.planned.Ref, s.planned.Title)
	return nil
}

// concernedBy are those for whom something changed, each with what it was.
func (s *story) concernedBy() (list []addressee, err error) {
	for id, line := range s.planned.People {
		say := s.by() + " made this change: " + s.planned.Says + " " + line
		if EventType(s.Type) == ChangeTakenBack {
			say = s.by() + " undid this change. What it changed for you is as it was, unless somebody has changed it since."
		}
		list = append(list, addressee{id: id, because: "something of yours rests on it", say: strings.TrimSpace(say)})
	}
	return list, nil
}

func (s *story) changed() string { return s.by() + " made this change." }
