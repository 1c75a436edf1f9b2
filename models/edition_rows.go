package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// NewestEdition gives the edition issued last for the company, or for a team; nil when none was.
func (r *Read) NewestEdition(strategyID string, teamID *string) (*Edition, error) {
	q := r.DB().Where("strategy_id = ?", strategyID)
	if teamID == nil {
		q = q.Where("team_id IS NULL")
	} else {
		q = q.Where("team_id = ?", *teamID)
	}
	var list []*Edition
	err := q.Order("n DESC, id DESC").Limit(1).Find(&list).Error
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// EditionByRef finds one issued brief.
func (r *Read) EditionByRef(ref string) (*Edition, error) {
	return one("This edition", func() ([]*Edition, error) { return found[*Edition](r.DB().Where("ref = ?", ref)) })
}

// NewestEditions gives the newest edition of each brief of a strategy, without their contents; by team id, the company's under "".
func (r *Read) NewestEditions(strategyID string) (map[string]*Edition, error) {
	var list []*Edition
	newest := r.DB().Model(&Edition{}).Select("MAX(n)").Where("strategy_id = ?", strategyID)
	err := r.DB().Omit("content").Where("strategy_id = ? AND n = (?)", strategyID, newest).Order("id").Limit(5 * most).Find(&list).Error
	out := map[string]*Edition{}
	for _, e := range list {
		id := ""
		if e.TeamID != nil {
			id = *e.TeamID
		}
		out[id] = e
	}
	return out, err
}

// Brief is the frozen content of an edition.
func (e *Edition) Brief() (*Brief, error) {
	var b Brief
	return &b, json.Unmarshal([]byte(e.Content), &b)
}

// Genuine tells whether the content is still the one that was issued.
func (e *Edition) Genuine() bool { return e.SHA256 == hash(e.Content) }

func hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// IssueEditions freezes the briefs of a strategy as they read now: one for the company and one for each team, all under the next
// number. Nothing that was issued is ever changed.
func (tx *Tx) IssueEditions(strategy *Strategy) ([]*Edition, error) {
	if err := tx.Who.Must(PutInForce); err != nil {
		return nil, err
	}
	source, err := tx.briefs(strategy, circle{})
	if err != nil {
		return nil, err
	}
	var last int
	if err := tx.DB().Model(&Edition{}).Select("COALESCE(MAX(n), 0)").Where("strategy_id = ?", strategy.ID).Scan(&last).Error; err != nil {
		return nil, err
	}
	var list []*Edition
	for _, team := range append([]*Team{nil}, source.Tree.All()...) {
		content, err := json.Marshal(source.brief(team))
		if err != nil {
			return nil, err
		}
		e := &Edition{StrategyID: strategy.ID, N: last + 1, Content: string(content), SHA256: hash(string(content)), IssuedAt: tx.Now, IssuedName: tx.Who.Name}
		if team != nil {
			e.TeamID = &team.ID
		}
		if tx.Who.SignedIn() {
			e.IssuedPersonID = &tx.Who.PersonID
		}
		list = append(list, e)
	}
	if err := InsertAll[Edition](tx, list); err != nil {
		return nil, err
	}
	// One event stands for all: the company's edition with the number of briefs issued beside it.
	return list, tx.Emit(EditionIssued, list[0], nil, map[string]any{"ref": list[0].Ref, "n": last + 1, "briefs": len(list), "sha256": list[0].SHA256})
}
