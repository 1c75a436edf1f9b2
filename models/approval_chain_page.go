package models

import (
	"slices"
	"strings"
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
	Uses   []*ChainUse
	Open   []*ApprovalNow // requests that are not decided, those that this person may know of
	Behind int            // how many of all open ones go by stages as they were
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
	return d, r.fillOpenRequests(d)
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
