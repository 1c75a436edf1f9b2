package models

import (
	"slices"

	"gorm.io/gorm"
)

// Chains gives all approval chains with their stages, by name.
func (r *Read) Chains() ([]*ApprovalChain, error) {
	return r.chains(r.DB().Where("removed_at IS NULL").Order("name, id"))
}

// ChainByRef finds one approval chain.
func (r *Read) ChainByRef(ref string) (*ApprovalChain, error) {
	return one("This approval chain", func() ([]*ApprovalChain, error) {
		return r.chains(r.DB().Where("ref = ? AND removed_at IS NULL", ref))
	})
}

// RemovedChain finds one that was removed.
func (r *Read) RemovedChain(ref string) (*ApprovalChain, error) {
	return one("This approval chain", func() ([]*ApprovalChain, error) {
		return r.chains(r.DB().Where("ref = ? AND removed_at IS NOT NULL", ref))
	})
}

// ChainByID finds one approval chain, removed ones too.
func (r *Read) ChainByID(id string) (*ApprovalChain, error) {
	return one("This approval chain", func() ([]*ApprovalChain, error) { return r.chains(r.DB().Where("id = ?", id)) })
}

func (r *Read) chains(q *gorm.DB) ([]*ApprovalChain, error) {
	list, err := found[*ApprovalChain](q)
	if err != nil || len(list) == 0 {
		return list, err
	}
	at := map[string]*ApprovalChain{}
	for _, c := range list {
		at[c.ID] = c
	}
	var stages []*ChainStage
	if err := r.DB().Where("approval_chain_id IN ?", keys(at)).Order("position, id").Limit(MostStages * most).Find(&stages).Error; err != nil {
		return nil, err
	}
	in := map[string]*ChainStage{}
	for _, s := range stages {
		in[s.ID] = s
		at[s.ApprovalChainID].Stages = append(at[s.ApprovalChainID].Stages, s)
	}
	if len(in) == 0 {
		return list, nil
	}
	var approvers []*ChainApprover
	within := r.DB().Model(&ChainStage{}).Select("id").Where("approval_chain_id IN ?", keys(at))
	if err := r.DB().Where("chain_stage_id IN (?)", within).Order("position, id").Limit(MostStages * MostApprovers * most).Find(&approvers).Error; err != nil {
		return nil, err
	}
	for _, a := range approvers {
		in[a.ChainStageID].Approvers = append(in[a.ChainStageID].Approvers, a)
	}
	return list, nil
}

// MayChangeChain tells whether this person may write, change and remove an approval chain: executives any, heads those of their own teams.
func (w Who) MayChangeChain(c *ApprovalChain) bool { return w.May(ManageChain, OfTeam(c.TeamID)) }

// SaveChain writes a new or changed chain with its stages and approvers. Before is nil for a new one.
func (tx *Tx) SaveChain(before, c *ApprovalChain) error {
	if err := tx.Who.Must(ManageChain, OfTeam(c.TeamID)); err != nil {
		return err
	}
	if before == nil {
		if c.ID == "" {
			c.ID = NewID()
		}
		if err := c.Sound(); err != nil {
			return err
		}
		if err := tx.Insert(c); err != nil {
			return err
		}
		if err := tx.saveStages(&ApprovalChain{}, c); err != nil {
			return err
		}
		return tx.Emit(ChainCreated, c, nil, c)
	}
	if err := tx.Who.Must(ManageChain, OfTeam(before.TeamID)); err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	if err := tx.saveStages(before, c); err != nil {
		return err
	}
	return tx.Emit(ChainChanged, c, before, c)
}

// saveStages writes what differs between the stages of a chain as they are stored and as they shall be. The chain's own version guards them.
func (tx *Tx) saveStages(before, c *ApprovalChain) error {
	var gone []string
	stored, asked := map[string]*ChainStage{}, map[string]*ChainApprover{}
	for _, s := range before.Stages {
		stored[s.ID] = s
		for _, a := range s.Approvers {
			asked[a.ID] = a
			if now, _ := c.Stage(s.ID); now == nil || !slices.ContainsFunc(now.Approvers, func(o *ChainApprover) bool { return o.ID == a.ID }) {
				gone = append(gone, a.ID)
			}
		}
	}
	if len(gone) > 0 {
		if err := tx.DB().Where("id IN ?", gone).Delete(&ChainApprover{}).Error; err != nil {
			return err
		}
	}
	for _, s := range before.Stages {
		if now, _ := c.Stage(s.ID); now == nil {
			if err := tx.Delete(s); err != nil {
				return err
			}
		}
	}
	for _, s := range c.Stages {
		was := stored[s.ID]
		if was == nil {
			if err := tx.Insert(s); err != nil {
				return err
			}
		} else if was.Position != s.Position || was.Name != s.Name || was.Need != s.Need || was.YesCount != s.YesCount {
			s.Version = was.Version
			if err := tx.Save(s); err != nil {
				return err
			}
		}
		for _, a := range s.Approvers {
			if err := tx.saveApprover(asked[a.ID], a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) saveApprover(was, a *ChainApprover) error {
	switch {
	case was == nil:
		return tx.Insert(a)
	case was.Position != a.Position || !was.Same(a):
		a.Version = was.Version
		return tx.Save(a)
	}
	return nil
}

// RemoveChain takes a chain out of sight that nothing goes by any more; PutBackChain undoes it.
func (tx *Tx) RemoveChain(c *ApprovalChain) error {
	if err := tx.Who.Must(ManageChain, OfTeam(c.TeamID)); err != nil {
		return err
	}
	used, err := tx.ChainUses(c)
	if err != nil {
		return err
	}
	if len(used) > 0 {
		return AgainstRule(used[0].Ref + " " + used[0].Title + " goes by this chain. Choose another chain there first.")
	}
	before := c.Copy()
	if err := tx.Remove(c); err != nil {
		return err
	}
	return tx.Emit(ChainRemoved, c, before, c)
}

// PutBackChain undoes that.
func (tx *Tx) PutBackChain(c *ApprovalChain) error {
	if err := tx.Who.Must(ManageChain, OfTeam(c.TeamID)); err != nil {
		return err
	}
	before := c.Copy()
	if err := tx.PutBack(c); err != nil {
		return err
	}
	return tx.Emit(ChainPutBack, c, before, c)
}

// ChainUse is something that goes by a chain: a process, a rule, or a request that is open.
type ChainUse struct{ Kind, Ref, Title, State, StrategyID string }

// ChainUses lists the processes and rules that go by a chain: rules whose draft or version in force asks it or changes it.
func (r *Read) ChainUses(c *ApprovalChain) (list []*ChainUse, err error) {
	like := "%\"" + c.ID + "\"%"
	err = r.DB().Raw(`SELECT * FROM (
		SELECT 'process' AS kind, ref, name AS title, '' AS state, COALESCE(strategy_id, '') AS strategy_id FROM processes WHERE approval_chain_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'rule', r.ref, r.name, r.state, COALESCE(r.strategy_id, '') FROM rules r LEFT JOIN rule_versions v ON v.id = r.version_id
			WHERE r.removed_at IS NULL AND r.state <> @retired AND (r.draft LIKE @like OR v.definition LIKE @like)
		) used ORDER BY kind, title, ref LIMIT 200`, map[string]any{"id": c.ID, "retired": RuleRetired, "like": like}).Scan(&list).Error
	return list, err
}
