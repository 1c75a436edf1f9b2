package models

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// ChainNow is an approval chain as pages show it.
type ChainNow struct {
	*ApprovalChain
	Names    PartyNames
	Problems []string // what keeps it from working well, in sentences
}

// ChainDetail is one approval chain with what goes by it.
type ChainDetail struct {
	*ChainNow
	Uses    []*ChainUse
	Open    []*ApprovalNow // requests that are not decided, those that this person may know of
	Behind  int            // how many of all open ones go by stages as they were
	History []ChainEvent   // newest first
}

// ChainEvent is one line of a chain's history.
type ChainEvent struct {
	At   time.Time
	By   string
	Says []string // what was changed, in words
}

// ChainList gives all approval chains as pages show them, by name.
func (r *Read) ChainList() ([]*ChainNow, error) {
	list, err := r.Chains()
	if err != nil {
		return nil, err
	}
	return r.chainsNow(list)
}

func (r *Read) chainsNow(list []*ApprovalChain) (now []*ChainNow, err error) {
	var named []*string
	for _, c := range list {
		named = append(named, c.OwnerPersonID)
		for _, s := range c.Stages {
			for _, a := range s.Approvers {
				named = append(named, a.PersonID)
			}
		}
	}
	n := PartyNames{}
	if n.People, err = r.peopleByID(named...); err != nil {
		return nil, err
	}
	if n.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	for _, c := range list {
		one := &ChainNow{ApprovalChain: c, Names: n}
		one.judge()
		now = append(now, one)
	}
	return now, nil
}

// judge says what keeps a chain from working well: people who have left, and stages where nobody is left.
func (c *ChainNow) judge() {
	gone := func(id *string) bool { return id != nil && (c.Names.People[*id] == nil || !c.Names.People[*id].Active) }
	if gone(c.OwnerPersonID) {
		c.Problems = append(c.Problems, c.Names.Thing("person", *c.OwnerPersonID)+", who owns it, has left. Name another owner.")
	}
	for _, s := range c.Stages {
		left := 0
		for _, a := range s.Approvers {
			if gone(a.PersonID) {
				left++
				c.Problems = append(c.Problems, c.Names.Thing("person", *a.PersonID)+", who is asked at “"+s.Title()+"”, has left. Ask somebody else in their place.")
			}
		}
		if left == len(s.Approvers) {
			c.Problems = append(c.Problems, "“"+s.Title()+"” has nobody left to ask. Until that is mended the chain's owner is asked, or an executive.")
		}
	}
}

// ChainPage is one approval chain. Everybody signed in reads it; what goes by it is shown as far as they may know of that.
func (r *Read) ChainPage(ref string) (*ChainDetail, error) {
	c, err := r.ChainByRef(strings.ToUpper(ref))
	if err != nil {
		return nil, err
	}
	list, err := r.chainsNow([]*ApprovalChain{c})
	if err != nil {
		return nil, err
	}
	d := &ChainDetail{ChainNow: list[0]}
	if d.Uses, err = r.ChainUses(c); err != nil {
		return nil, err
	}
	if d.Uses, err = r.withoutHiddenUses(d.Uses); err != nil {
		return nil, err
	}
	if err := r.fillOpenRequests(d); err != nil {
		return nil, err
	}
	d.History, err = r.chainHistory(d.ChainNow)
	return d, err
}

func (r *Read) withoutHiddenUses(list []*ChainUse) ([]*ChainUse, error) {
	known := map[string]bool{"": true}
	for _, u := range list {
		if _, asked := known[u.StrategyID]; !asked {
			may, err := r.MaySee(&u.StrategyID)
			if err != nil {
				return nil, err
			}
			known[u.StrategyID] = may
		}
	}
	return slices.DeleteFunc(list, func(u *ChainUse) bool { return !known[u.StrategyID] }), nil
}

func (r *Read) fillOpenRequests(d *ChainDetail) error {
	all, err := r.OpenRequests(d.ApprovalChain)
	if err != nil || len(all) == 0 {
		return err
	}
	for _, a := range all {
		way, err := a.course()
		if err != nil {
			return err
		}
		if to, _ := way.anew(a.StageID, d.ApprovalChain); to.String() != a.Course {
			d.Behind++
		}
	}
	rules := r.visible(r.DB().Model(&Rule{})).Select("id")
	runs := r.DB().Model(&Run{}).Select("id").Where("rule_id IN (?)", rules)
	versions := r.DB().Model(&ProcessVersion{}).Select("id").Where("process_id IN (?)", r.visible(r.DB().Model(&Process{})).Select("id"))
	var shown []*Approval
	err = r.DB().Where("approval_chain_id = ? AND state = ?", d.ID, ApprovalPending).Where("run_id IN (?) OR process_version_id IN (?)", runs, versions).
		Order("created_at, id").Limit(mostShown).Find(&shown).Error
	if err == nil {
		d.Open, err = r.approvalsNow(shown)
	}
	return err
}

// chainHistory reads what was changed in a chain, in words.
func (r *Read) chainHistory(c *ChainNow) ([]ChainEvent, error) {
	var events []*Event
	err := r.DB().Where("entity_type = 'approval_chain' AND entity_id = ?", c.ID).Order("occurred_at DESC, id DESC").Limit(mostShown).Find(&events).Error
	if err != nil {
		return nil, err
	}
	var changes []struct{ Before, After *ApprovalChain }
	var named []*string
	for _, e := range events {
		var change struct{ Before, After *ApprovalChain }
		if err := json.Unmarshal([]byte(e.Payload), &change); err != nil {
			return nil, err
		}
		changes = append(changes, change)
		for _, one := range []*ApprovalChain{change.Before, change.After} {
			if one == nil {
				continue
			}
			named = append(named, one.OwnerPersonID)
			for _, s := range one.Stages {
				for _, a := range s.Approvers {
					named = append(named, a.PersonID)
				}
			}
		}
	}
	n := PartyNames{Tree: c.Names.Tree}
	if n.People, err = r.peopleByID(named...); err != nil {
		return nil, err
	}
	var list []ChainEvent
	for i, e := range events {
		line := ChainEvent{At: e.OccurredAt, By: e.ActorName}
		switch EventType(e.Type) {
		case ChainCreated:
			line.Says = []string{"wrote it"}
		case ChainRemoved:
			line.Says = []string{"removed it"}
		case ChainPutBack:
			line.Says = []string{"put it back"}
		default:
			line.Says = ChainChanges(changes[i].Before, changes[i].After, n)
		}
		list = append(list, line)
	}
	return list, nil
}

// ChainChanges says in words what differs between two states of a chain.
func ChainChanges(was, is *ApprovalChain, n PartyNames) (says []string) {
	if was == nil || is == nil {
		return []string{"changed it"}
	}
	if was.Name != is.Name {
		says = append(says, "called it “"+is.Name+"”, before “"+was.Name+"”")
	}
	if text(was.OwnerPersonID) != text(is.OwnerPersonID) {
		says = append(says, "made "+n.Thing("person", text(is.OwnerPersonID))+" its owner")
	}
	if text(was.TeamID) != text(is.TeamID) {
		team := n.Thing("team", text(is.TeamID))
		if team == "" {
			team = "the whole company"
		}
		says = append(says, "made it the chain of "+team)
	}
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
	if len(says) == 0 {
		says = []string{"saved it"}
	}
	return says
}
