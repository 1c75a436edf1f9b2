package models

import (
	"slices"
	"strings"

	"throughline/models/blocks"
)

// Where a stage of a request stands.
const (
	StagePassed  = "passed"
	StageReached = "now"
	StageLater   = "later"
	StageOver    = "over" // it was decided at this stage, otherwise than by a yes, or ended before it
)

// StageNow is one stage of a request as pages show it.
type StageNow struct {
	ID, Name string
	Need     string // how many have to say yes, in words
	Who      string // whom it asks, in words
	State    string
	Votes    []*VoteNow // who was asked there, by name
}

// PartyNames names people and teams; it knows nothing else of what rules name.
type PartyNames struct {
	People map[string]*Person
	Tree   *Tree
}

// Thing is the name of a person or a team; empty when it is not known.
func (n PartyNames) Thing(kind, id string) string {
	if p := n.People[id]; kind == "person" && p != nil {
		return p.Name
	}
	if kind == "team" && n.Tree != nil && n.Tree.ByID[id] != nil {
		return n.Tree.ByID[id].Name
	}
	return ""
}

// Trigger knows none.
func (PartyNames) Trigger(string) string { return "" }

// Field knows none.
func (PartyNames) Field(string) string { return "" }

// Value knows none.
func (PartyNames) Value(string, string) string { return "" }

// Operator knows none.
func (PartyNames) Operator(string, string) string { return "" }

// coursesOf reads the ways of some requests, with the ids of the people whom their stages name.
func coursesOf(rows []*Approval) (ways []course, named []*string, err error) {
	ways = make([]course, len(rows))
	for i, a := range rows {
		if ways[i], err = a.course(); err != nil {
			return nil, nil, err
		}
		for _, s := range ways[i].Stages {
			for _, p := range s.By {
				if p.Person != "" {
					named = append(named, &p.Person)
				}
			}
		}
	}
	return ways, named, nil
}

// stages lays out the way of a request.
func (now *ApprovalNow) stages(w course, n blocks.Words) {
	at := w.at(now.StageID)
	for i, s := range w.Stages {
		one := &StageNow{ID: s.ID, Name: s.Name, Need: needWords(s.Need, s.Yes), State: StageLater}
		var who []string
		for _, p := range s.By {
			who = append(who, partySays(p, n))
		}
		one.Who = strings.Join(who, ", ")
		switch {
		case i < at || now.State == ApprovalApproved:
			one.State = StagePassed
		case i == at && now.Open():
			one.State = StageReached
		case i == at:
			one.State = StageOver
		}
		now.Stages = append(now.Stages, one)
	}
}

// put adds one who was asked: to the present ones where it counts, and to its stage.
func (now *ApprovalNow) put(v *VoteNow) {
	if now.Counts(v.ApprovalVote) {
		now.Votes = append(now.Votes, v)
	}
	for _, s := range now.Stages {
		if s.ID == v.StageID && (v.Said != "" || s.State == StageReached && !v.Excused) {
			s.Votes = append(s.Votes, v)
			slices.SortStableFunc(s.Votes, byPerson)
		}
	}
}

// At is the stage that a request has reached, from 1, and its name; 0 without a chain.
func (now *ApprovalNow) At() (n int, name string) {
	for i, s := range now.Stages {
		if s.ID == now.StageID {
			return i + 1, s.Name
		}
	}
	return 0, ""
}
