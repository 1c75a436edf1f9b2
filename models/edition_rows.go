package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"gorm.io/gorm"

	"throughline/models/form"
)

// mostEditions is how many editions of one brief are listed.
const mostEditions = 500

// ofBrief narrows a query about editions to one brief: the company's, or a team's.
func ofBrief(q *gorm.DB, strategyID string, teamID *string) *gorm.DB {
	if teamID == nil {
		return q.Where("strategy_id = ? AND team_id IS NULL", strategyID)
	}
	return q.Where("strategy_id = ? AND team_id = ?", strategyID, *teamID)
}

// NewestEdition gives the edition issued last for the company, or for a team; nil when none was.
func (r *Read) NewestEdition(strategyID string, teamID *string) (*Edition, error) {
	var list []*Edition
	err := ofBrief(r.DB(), strategyID, teamID).Order("n DESC, id DESC").Limit(1).Find(&list).Error
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// newestIssue is NewestEdition without its content, as a page names it.
func (r *Read) newestIssue(strategyID string, teamID *string) (*Edition, error) {
	list, err := heldRows(r, "newest issue of "+strategyID+" "+briefID(teamID), partRhythm, func() (list []*Edition, err error) {
		err = ofBrief(r.DB(), strategyID, teamID).Omit("content").Order("n DESC, id DESC").Limit(1).Find(&list).Error
		return list, err
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// EditionByRef finds one issued brief. Everyone who is signed in reads those of a strategy that is or was in force.
func (r *Read) EditionByRef(ref string) (*Edition, error) {
	e, err := one("This edition", func() ([]*Edition, error) { return found[*Edition](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	return e, r.seen("This edition", &e.StrategyID)
}

// EditionNumbered finds an edition of one brief by its number.
func (r *Read) EditionNumbered(strategyID string, teamID *string, n int) (*Edition, error) {
	return one("This edition", func() ([]*Edition, error) {
		return found[*Edition](ofBrief(r.DB().Where("n = ?", n), strategyID, teamID).Order("id"))
	})
}

// EditionsOf lists the editions of one brief, newest first, without their contents.
func (r *Read) EditionsOf(strategyID string, teamID *string) ([]*Edition, error) {
	var list []*Edition
	err := ofBrief(r.DB().Omit("content"), strategyID, teamID).Order("n DESC, id DESC").Limit(mostEditions).Find(&list).Error
	return list, err
}

// NewestEditions gives the newest edition of each brief of a strategy, without their contents; by team id, the company's under "".
func (r *Read) NewestEditions(strategyID string) (map[string]*Edition, error) {
	return r.newestEditions(r.DB().Omit("content"), strategyID)
}

func (r *Read) newestEditions(q *gorm.DB, strategyID string) (map[string]*Edition, error) {
	last := r.DB().Model(&Edition{}).Select("COALESCE(team_id, '') || ' ' || MAX(n)").Where("strategy_id = ?", strategyID).Group("COALESCE(team_id, '')")
	var list []*Edition
	err := q.Where("strategy_id = ? AND COALESCE(team_id, '') || ' ' || n IN (?)", strategyID, last).Order("id").Limit(mostTeams).Find(&list).Error
	out := map[string]*Edition{}
	for _, e := range list {
		out[briefID(e.TeamID)] = e
	}
	return out, err
}

// EarlierEditions gives the newest editions of strategies that are no longer in force, the latest first, without their contents; at most 100.
func (r *Read) EarlierEditions() ([]*Edition, error) {
	old := r.DB().Model(&Strategy{}).Select("id").Where("kind = ? AND state = ?", Organizational, Superseded)
	last := r.DB().Model(&Edition{}).Select("strategy_id || COALESCE(team_id, '') || ' ' || MAX(n)").Where("strategy_id IN (?)", old).Group("strategy_id, COALESCE(team_id, '')")
	var list []*Edition
	err := r.DB().Omit("content").Where("strategy_id || COALESCE(team_id, '') || ' ' || n IN (?)", last).Order("issued_at DESC, team_id IS NOT NULL, id").Limit(100).Find(&list).Error
	return list, err
}

// briefID names a brief within its strategy: the team's id, or nothing for the company's.
func briefID(teamID *string) string {
	if teamID == nil {
		return ""
	}
	return *teamID
}

// Brief is the frozen content of an edition.
func (e *Edition) Brief() (*Brief, error) {
	var b Brief
	return &b, json.Unmarshal([]byte(e.Content), &b)
}

// changesTo says in words what reads otherwise in a later brief. Of a content that cannot be read any more, everything does.
func (e *Edition) changesTo(later *Brief, loc form.Locale) []BriefChange {
	was, err := e.Brief()
	if err != nil {
		was = &Brief{}
	}
	return BriefChanges(was, later, loc)
}

// Genuine tells whether the content is still the one that was issued.
func (e *Edition) Genuine() bool { return e.SHA256 == hash(e.Content) }

func hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}
