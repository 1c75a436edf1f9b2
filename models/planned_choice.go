package models

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"throughline/models/day"
)

// Choose is what somebody chose on the page of a change: for the things that were ticked, or for all others of their group.
type Choose struct {
	Kind   string
	IDs    []string // of the things; empty with All
	All    bool
	Find   string // for all things of the group that hold these words
	Choice string
	To     string // "outcome:ID", "person:ID"
	Day    day.Day
	Reason string
	Seen   map[string]string // the versions that were looked at, by id; under "" how the group stood
}

// Choose keeps what is chosen for some things that a change reaches, or for all others of a group. Nothing of it counts before the change is applied.
func (tx *Tx) Choose(c *PlannedChange, ch Choose) error {
	if !c.Open() {
		return AgainstRule("This change was " + c.State + " already. Nothing can be chosen for it any more.")
	}
	if c.Joins() {
		return AgainstRule("All of it goes over to the one that stays. What should go elsewhere is changed by itself.")
	}
	ch.Reason = strings.TrimSpace(ch.Reason)
	k := kindByKey(ch.Kind)
	x, err := tx.spanOf(c)
	if err != nil {
		return err
	}
	if k == nil || x.of(ch.Kind) == nil {
		return NotFound("This group")
	}
	if err := tx.judgeChoice(x, k, &ch); err != nil {
		return err
	}
	if ch.All {
		return tx.chooseAll(x, k, ch)
	}
	if ch.Find != "" {
		return tx.chooseFound(x, k, ch)
	}
	if len(ch.IDs) == 0 {
		return AgainstRuleAt("pick", "Tick what this is for, or choose it for all others.")
	}
	var rows []*RadiusRow
	g := &RadiusGroup{changeKind: k}
	if err := x.of(k.Key).Select("?", k.row()).Where("? IN ?", k.column("id"), ch.IDs).Order(x.order(g, nil)).Limit(mostChosen).Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		if err := tx.mayChoose(c, k, ch.Choice, row); err != nil {
			return err
		}
		seen := strconv.Itoa(row.Version)
		if was, looked := ch.Seen[row.ID]; looked {
			seen = was
		}
		if err := tx.keepChoice(c, k, row.ID, seen, row, ch); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) chooseAll(x *span, k *changeKind, ch Choose) error {
	g := &RadiusGroup{changeKind: k}
	if err := x.count(g); err != nil {
		return err
	}
	if ch.Choice != ChoiceKeep && g.All > mostReached {
		return AgainstRule("These are " + itoa(int(g.All)) + ". At most " + itoa(mostReached) + " things of a group can be changed at once: keep them, and change them in parts.")
	}
	if any, err := tx.mayChooseAny(x.c, k, ch.Choice); err != nil {
		return err
	} else if !any {
		return NotAllowed("Not all of these are yours to change. Choose one by one, or find those that are.")
	}
	seen := g.Mark
	if was, looked := ch.Seen[forAllOthers]; looked {
		seen = was
	}
	return tx.keepChoice(x.c, k, forAllOthers, seen, &RadiusRow{}, ch)
}

// mostReached is how many things of one group a change can change at once.
const mostReached = 20_000

// handsOver tells whether handing things on belongs to the change itself: a team or a person goes, and whoever may do that says who has it then.
func (c *PlannedChange) handsOver(choice string) bool {
	return choice == ChoiceHand && c.OfPeople()
}

// mayChoose refuses what this person may not do with a thing.
func (tx *Tx) mayChoose(c *PlannedChange, k *changeKind, choice string, row *RadiusRow) error {
	if any, err := tx.mayChooseAny(c, k, choice); err != nil || any {
		return err
	}
	return tx.mayChooseOne(k, row)
}

// mayChooseAny tells whether this person may do it with every thing of a kind.
func (tx *Tx) mayChooseAny(c *PlannedChange, k *changeKind, choice string) (bool, error) {
	if choice == ChoiceKeep || c.handsOver(choice) || tx.Who.Reach(k.act) == All {
		return true, nil
	}
	if k.act != Align || c.OfPeople() {
		return false, nil
	}
	of, err := tx.strategyBehind(c)
	if err == nil {
		err = tx.mayWorkOn(of)
	}
	if refused, is := AsRefusal(err); is && refused.Kind == KindNotAllowed {
		return false, nil
	}
	return err == nil, err
}

// mayChooseOne refuses what is not theirs to change.
func (tx *Tx) mayChooseOne(k *changeKind, row *RadiusRow) error {
	if k.act != Align && tx.Who.May(k.act, Owned(row.TeamID, row.OwnerPersonID)) {
		return nil
	}
	return NotAllowed(row.Ref + " " + row.Title + " is not yours to change. Keep it, or ask whoever owns it.")
}

// judgeChoice says what a choice lacks, at its field.
func (tx *Tx) judgeChoice(x *span, k *changeKind, ch *Choose) error {
	if !k.May(ch.Choice) {
		return AgainstRuleAt("choice", "Choose what becomes of it.")
	}
	to, id, _ := strings.Cut(ch.To, ":")
	switch ch.Choice {
	case ChoiceHand:
		if id == "" || to != "team" && to != "person" {
			return AgainstRuleAt("to", "Name the person or the team that it goes to.")
		}
		return tx.judgeParty(x, k, to, id)
	case ChoiceStop:
		if ch.Reason == "" {
			return AgainstRuleAt("reason", "Say in a sentence why it stops.")
		}
	case ChoiceRetarget:
		if id == "" && ch.Day == "" {
			return AgainstRuleAt("target", "Choose what it is for from now on, or give another day.")
		}
		if ch.Day != "" && (!ch.Day.Valid() || ch.Day.Before(tx.Today())) {
			return AgainstRuleAt("day", "Give a day from "+tx.Today().Long()+" on.")
		}
		if id == "" {
			return nil
		}
		targets, err := x.targets(k.Key)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(targets, func(t TiedTo) bool { return t.Kind+":"+t.ID == ch.To }) {
			return AgainstRuleAt("target", "Choose one from the list.")
		}
	}
	return nil
}

// peopleOnly are the kinds that a person has and never a team.
var peopleOnly = []string{"handoff", "review", "cadence", "team", "decision", "issue", "approval_chain", "strategy", "operations_strategy"}

// judgeParty refuses to hand something to whoever is not here, or whose going is just what the change is about.
func (tx *Tx) judgeParty(x *span, k *changeKind, to, id string) error {
	if id == x.c.SubjectID || id == x.person {
		return AgainstRuleAt("to", "It has to go to somebody else.")
	}
	if to == "team" {
		if slices.Contains(peopleOnly, k.Key) {
			return AgainstRuleAt("to", "Name a person: a team cannot have "+k.Many+".")
		}
		_, err := one("This team", func() ([]*Team, error) {
			return found[*Team](tx.DB().Where("id = ? AND removed_at IS NULL", id))
		})
		return err
	}
	if k.Key == "allocation" {
		return AgainstRuleAt("to", "Name a team: an allocation belongs to one.")
	}
	p, err := tx.PersonByID(id)
	if err == nil && !p.Active {
		err = AgainstRuleAt("to", p.Name+" has left. Name somebody who is here.")
	}
	return err
}

// keepChoice writes one choice over the one that was there.
func (tx *Tx) keepChoice(c *PlannedChange, k *changeKind, id, seen string, row *RadiusRow, ch Choose) error {
	it := &PlannedItem{PlannedChangeID: c.ID, Kind: k.Key, ThingID: id}
	list, err := found[*PlannedItem](tx.DB().Where("planned_change_id = ? AND kind = ? AND thing_id = ?", c.ID, k.Key, id))
	if err != nil {
		return err
	}
	if len(list) > 0 {
		it = list[0]
	}
	if it.take(seen, row, ch); len(list) > 0 {
		return tx.Save(it)
	}
	return tx.Insert(it)
}

// take notes what is chosen for a thing, as it was looked at.
func (i *PlannedItem) take(seen string, row *RadiusRow, ch Choose) {
	i.Ref, i.Title, i.Seen, i.Choice, i.Day, i.Reason, i.ToKind, i.ToID = row.Ref, row.Title, seen, ch.Choice, "", ch.Reason, "", ""
	if ch.Choice == ChoiceHand || ch.Choice == ChoiceRetarget {
		i.ToKind, i.ToID, _ = strings.Cut(ch.To, ":")
	}
	if ch.Choice == ChoiceRetarget {
		i.Day = ch.Day
	}
}

// targets are what a thing of a kind can be for in place of what changes: other outcomes, goals and objectives in force.
func (x *span) targets(kind string) ([]TiedTo, error) {
	if kind == "process" && x.c.Kind == ChangeWorkflow {
		return x.otherWorkflows()
	}
	kinds := map[string][]string{"goal": {"outcome"}, "objective": {"goal"}, "workflow": {"outcome"}, "process": {"outcome"}, "initiative": {"outcome"},
		"allocation": {"outcome"}, "task": {"outcome", "goal", "objective"}}[kind]
	var list []TiedTo
	for _, k := range kinds {
		q := x.r.inForceOnly(x.table(k)).Where("id NOT IN ? AND strategy_id = ?", append([]string{""}, x.under()...), x.strategy)
		if k == "outcome" {
			q = q.Where("state = ?", OutcomeActive)
		} else {
			q = q.Where("state NOT IN ?", overGoal)
		}
		var some []TiedTo
		if err := q.Select("id, ref, title").Order("ref").Limit(200).Find(&some).Error; err != nil {
			return nil, err
		}
		for _, one := range some {
			one.Kind = k
			list = append(list, one)
		}
	}
	return list, nil
}

// otherWorkflows are those that a process can be of in place of the one that changes.
func (x *span) otherWorkflows() (list []TiedTo, err error) {
	err = x.table("workflow").Where("removed_at IS NULL AND verdict <> ? AND id <> ?", Stop, x.c.SubjectID).Select("id, ref, name AS title").Order("ref").Limit(200).Find(&list).Error
	for i := range list {
		list[i].Kind = "workflow"
	}
	return list, err
}

// Targets are what the things of a group can be for from now on.
func (rad *Radius) Targets(g *RadiusGroup) ([]TiedTo, error) {
	if !g.May(ChoiceRetarget) || !rad.span.shared {
		return nil, nil
	}
	return rad.span.targets(g.Key)
}

// errMoved rolls an application back; what stands in its way was noted.
var errMoved = errors.New("models: something was changed since it was looked at")
