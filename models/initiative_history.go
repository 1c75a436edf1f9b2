package models

import (
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// InitiativeChangeNow is one change of an initiative in words: who did what, and when.
type InitiativeChangeNow struct {
	By   string
	At   time.Time
	Says []string
}

// mostInitiativeHistory is how many changes an initiative's page tells, the newest of them.
const mostInitiativeHistory = 40

// initiativeHistory gives the newest changes of an initiative, from the record of events.
func (r *Read) initiativeHistory(i *Initiative) ([]*InitiativeChangeNow, error) {
	var events []*Event
	err := r.DB().Where("entity_type = 'initiative' AND entity_id = ? AND type <> ?", i.ID, string(InitiativeReviewMoved)).
		Order("occurred_at DESC, id DESC").Limit(mostInitiativeHistory).Find(&events).Error
	if err != nil {
		return nil, err
	}
	type change struct{ before, after *Initiative }
	list := make([]change, len(events))
	asTasks := []*Task{}
	for n, e := range events {
		var c Change
		if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
			return nil, err
		}
		if err := errors.Join(json.Unmarshal(c.Before, &list[n].before), json.Unmarshal(c.After, &list[n].after)); err != nil {
			return nil, err
		}
		for _, one := range []*Initiative{list[n].before, list[n].after} {
			if one != nil {
				asTasks = append(asTasks, one.links())
			}
		}
	}
	names, err := r.taskNames(asTasks)
	if err != nil {
		return nil, err
	}
	var out []*InitiativeChangeNow
	for n, e := range events {
		if says := initiativeSays(EventType(e.Type), list[n].before, list[n].after, names); len(says) > 0 {
			out = append(out, &InitiativeChangeNow{By: e.ActorName, At: e.OccurredAt, Says: says})
		}
	}
	return out, nil
}

// links is what an initiative points at, in the shape in which names are looked up.
func (i *Initiative) links() *Task {
	return &Task{OwnerPersonID: i.OwnerPersonID, TeamID: i.TeamID, OutcomeIDs: i.OutcomeIDs, ObjectiveIDs: i.ObjectiveIDs}
}

func initiativeSays(kind EventType, a, b *Initiative, n taskNames) []string {
	switch {
	case b == nil:
		return nil
	case a == nil:
		return []string{"Proposed it."}
	case kind == InitiativeRemoved:
		return []string{"Removed it."}
	case kind == InitiativePutBack:
		return []string{"Put it back."}
	}
	var says []string
	if a.State != b.State {
		says = append(says, initiativeStateSays(a, b))
	}
	if a.Name != b.Name {
		says = append(says, "Renamed it, from “"+a.Name+"”.")
	}
	if a.Description != b.Description {
		says = append(says, "Changed what it changes.")
	}
	if !same(a.OwnerPersonID, b.OwnerPersonID) {
		says = append(says, "Gave it to "+orNobody(nameIn(n.people, b.OwnerPersonID))+", from "+orNobody(nameIn(n.people, a.OwnerPersonID))+".")
	}
	if !same(a.TeamID, b.TeamID) {
		says = append(says, "Moved it to "+teamIn(n.teams, b.TeamID)+", from "+teamIn(n.teams, a.TeamID)+".")
	}
	if a.SuccessMetric != b.SuccessMetric || !same(a.MetricID, b.MetricID) || !sameNumber(a.MetricTarget, b.MetricTarget) {
		says = append(says, "Changed how success is told.")
	}
	if a.ReviewDay != b.ReviewDay {
		says = append(says, "Moved the review from "+dayOrNone(a.ReviewDay)+" to "+dayOrNone(b.ReviewDay)+".")
	}
	if a.StartDay != b.StartDay || a.DueDay != b.DueDay {
		says = append(says, "It runs from "+dayOrNone(b.StartDay)+" to "+dayOrNone(b.DueDay)+".")
	}
	if tied := n.changed(b.links(), a.links()); len(tied) > 0 {
		says = append(says, "Tied it to "+strings.Join(tied, ", ")+".")
	}
	if loose := n.changed(a.links(), b.links()); len(loose) > 0 {
		says = append(says, "Loosened it from "+strings.Join(loose, ", ")+".")
	}
	return says
}

func initiativeStateSays(a, b *Initiative) string {
	say := map[string]string{Candidate: "Made it a candidate again", Committed: "Committed to it", Active: "Started it", Paused: "Paused it", Done: "Said that it is done", Dropped: "Dropped it"}[b.State]
	if a.Over() && b.State == Active || a.State == Paused && b.State == Active {
		say = "Went on with it"
	}
	if b.StateReason != "" {
		return say + ": “" + b.StateReason + "”"
	}
	return say + "."
}
