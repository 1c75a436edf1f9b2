package models

import (
	"encoding/json"
	"slices"
)

// stagesDiffer says what became of the stages of a recorded chain.
func stagesDiffer(h *historyReader, was, is map[string]any) []string {
	n, err := h.partyNames()
	if err != nil {
		return []string{"changed the stages"}
	}
	return stageChanges(chainOf(was), chainOf(is), n)
}

// stagesShown says what the stages of a recorded chain are.
func stagesShown(h *historyReader, of map[string]any) (says []string) {
	n, err := h.partyNames()
	if err != nil {
		return nil
	}
	for _, s := range chainOf(of).Stages {
		says = append(says, s.Title()+": "+s.Who(n)+", "+s.NeedWords())
	}
	return says
}

// partyNames are the names of those whom a recorded chain asks.
func (h *historyReader) partyNames() (PartyNames, error) {
	tree, err := h.r.sharedTree()
	n := PartyNames{Tree: tree, People: map[string]*Person{}}
	for id, name := range h.names["person"] {
		n.People[id] = &Person{Name: name.Name}
	}
	return n, err
}

// chainOf brings a recorded chain back with its stages.
func chainOf(of map[string]any) *ApprovalChain {
	c := &ApprovalChain{}
	if b, err := json.Marshal(of["Stages"]); err != nil || json.Unmarshal(b, &c.Stages) != nil {
		return &ApprovalChain{}
	}
	return c
}

// stageChanges says in words what differs between the stages of two states of a chain.
func stageChanges(was, is *ApprovalChain, n PartyNames) (says []string) {
	for _, s := range was.Stages {
		if now, _ := is.Stage(s.ID); now == nil {
			says = append(says, "took the stage “"+s.Title()+"” out")
		}
	}
	for i, s := range is.Stages {
		before, at := was.Stage(s.ID)
		if before == nil {
			says = append(says, "put the stage “"+s.Title()+"” in: "+s.Who(n)+", "+s.NeedWords())
			continue
		}
		if len(was.Stages) == len(is.Stages) && at > i {
			says = append(says, "moved “"+s.Title()+"” up to place "+itoa(i+1))
		}
		if before.Name != s.Name {
			says = append(says, "called the stage “"+s.Title()+"”, before “"+before.Title()+"”")
		}
		if before.NeedWords() != s.NeedWords() {
			says = append(says, "at “"+s.Title()+"” "+s.NeedWords()+", before "+before.NeedWords())
		}
		for _, a := range s.Approvers {
			if !slices.ContainsFunc(before.Approvers, a.Same) {
				says = append(says, "asks "+a.Says(n)+" at “"+s.Title()+"”")
			}
		}
		for _, a := range before.Approvers {
			if !slices.ContainsFunc(s.Approvers, a.Same) {
				says = append(says, "no longer asks "+a.Says(n)+" at “"+s.Title()+"”")
			}
		}
	}
	return says
}
