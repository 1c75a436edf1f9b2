package models

import (
	"slices"
	"time"

	"gorm.io/gorm"
)

// peopleInHistory are the people whose changes this person may read: everybody's for administrators, else their own.
func (r *Read) peopleInHistory() *gorm.DB {
	q := r.DB().Model(&Person{})
	if r.Who.Reach(ManagePeople) == All {
		return q
	}
	return q.Where("id = ?", r.Who.PersonID)
}

// companyInHistory is the company for those who keep its settings.
func (r *Read) companyInHistory() *gorm.DB {
	q := r.DB().Model(&Company{})
	if r.Who.Reach(ManagePeople) == All {
		return q
	}
	return q.Where("1 = 0")
}

// absencesInHistory are those that this person may change, and those in which they stand in: they read the note too.
func (r *Read) absencesInHistory() *gorm.DB {
	q := r.DB().Model(&Absence{})
	if r.Who.Reach(EnterAbsence) == All {
		return q
	}
	below := keys(r.Who.Below)
	members := r.DB().Model(&Membership{}).Select("person_id").Where("team_id IN ?", below)
	leads := r.DB().Model(&Team{}).Select("lead_person_id").Where("id IN ? AND lead_person_id IS NOT NULL", below)
	return q.Where("person_id = ? OR deputy_person_id = ? OR person_id IN (?) OR person_id IN (?)", r.Who.PersonID, r.Who.PersonID, members, leads)
}

// drafting is what a person may read of strategies, organizational and of operations, from the time when they were drafts.
type drafting struct {
	since map[string]*time.Time // when each came in force; nil while it is a draft
	may   map[string]bool
}

// draftingOf reads when some strategies came in force, and whether this person may read what was written before.
func (r *Read) draftingOf(ids []string) (drafting, error) {
	d := drafting{since: map[string]*time.Time{}, may: map[string]bool{}}
	if len(ids) == 0 {
		return d, nil
	}
	rows, err := found[*Strategy](r.DB().Where("id IN ?", ids))
	if err != nil {
		return d, err
	}
	var own []string
	if r.Who.SignedIn() {
		if err := r.DB().Model(&StrategyAuthor{}).Where("strategy_id IN ? AND person_id = ?", ids, r.Who.PersonID).Limit(most).Pluck("strategy_id", &own).Error; err != nil {
			return d, err
		}
	}
	for _, s := range rows {
		d.since[s.ID] = s.InForceAt
		d.may[s.ID] = r.Who.Reach(ReadDraft) == All || s.AuthorPersonID != nil && r.Who.SignedIn() && *s.AuthorPersonID == r.Who.PersonID || slices.Contains(own, s.ID)
	}
	return d, r.draftingOperations(d, ids)
}

// hides tells whether something recorded at an instant belongs to the draft of a strategy that this person may not read.
func (d drafting) hides(strategyID *string, at time.Time) bool {
	if strategyID == nil || *strategyID == "" || d.may[*strategyID] {
		return false
	}
	since := d.since[*strategyID]
	return since == nil || at.Before(*since)
}

// after keeps of records of a strategy those that hides does not.
func (d drafting) after(q *gorm.DB, strategyID string) *gorm.DB {
	switch since := d.since[strategyID]; {
	case d.may[strategyID]:
		return q
	case since == nil:
		return q.Where("1 = 0")
	default:
		return q.Where("created_at >= ?", *since)
	}
}

// withoutWithheld takes out of recorded outcomes every target that is known and not shown: what is withheld today is withheld in the past
// too, and what was withheld then stays so.
func (r *Read) withoutWithheld(ids []string, of facts) error {
	var rows []struct {
		ID, OutcomeID  string
		TargetWithheld bool
	}
	for part := range slices.Chunk(ids, 500) {
		var some []struct {
			ID, OutcomeID  string
			TargetWithheld bool
		}
		if err := r.DB().Model(&OutcomeMetric{}).Select("id, outcome_id, target_withheld").Where("outcome_id IN ?", part).Limit(10 * most).Scan(&some).Error; err != nil {
			return err
		}
		for _, one := range some {
			rows = append(rows, one)
		}
	}
	shown, some := map[string]bool{}, map[string]bool{}
	for _, m := range rows {
		shown[m.ID] = !m.TargetWithheld
		some[m.OutcomeID] = some[m.OutcomeID] || m.TargetWithheld
	}
	for _, one := range of {
		for _, m := range rowsIn(one["Measures"]) {
			then, _ := m["TargetWithheld"].(bool)
			// A metric that was taken away may have had the very number that is withheld now.
			if then || some[deepText(one, "id")] && !shown[deepText(m, "id")] {
				for _, key := range []string{"Target", "TargetText", "Low", "High"} {
					delete(m, key)
				}
			}
		}
	}
	return nil
}

// processDrafts tells of which processes this person reads the drafts.
func (r *Read) processDrafts(ids []string) (map[string]bool, error) {
	list, err := r.processes(r.DB().Where("id IN ?", ids))
	may := map[string]bool{}
	for _, p := range list {
		may[p.ID] = p.DraftsFor(r.Who)
	}
	return may, err
}

// coverDraft leaves of a recorded process whose version was a draft what everybody may know: which version, and that it is a draft.
func coverDraft(of map[string]any) {
	current, ok := of["Current"].(map[string]any)
	if !ok || deepText(current, "State") != ProcessDraft {
		return
	}
	of["Current"] = map[string]any{"id": current["id"], "N": current["N"], "State": current["State"]}
}
