package models

import "time"

// RunKept is for how many days what went into a run and came out of its steps is kept after its end. The run itself stays, with what it made.
const RunKept = 90

// runBatch is how many runs one transaction clears.
const runBatch = 500

// ClearRuns empties a batch of runs that ended long ago: what their steps were given and gave, and the fields of what happened. Their rows
// stay, so every count does. More tells that there are more.
func (tx *Tx) ClearRuns() (more bool, err error) {
	var ids []string
	err = tx.DB().Model(&Run{}).Where("cleared_at IS NULL AND finished_at IS NOT NULL AND finished_at <= ?", tx.Now.Add(-RunKept*24*time.Hour)).
		Order("finished_at, id").Limit(runBatch).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return false, err
	}
	if err := tx.DB().Model(&RunStep{}).Where("run_id IN ?", ids).Updates(map[string]any{"input": "", "output": ""}).Error; err != nil {
		return false, err
	}
	err = tx.DB().Model(&Run{}).Where("id IN ?", ids).Updates(map[string]any{"facts": "{}", "trace": "", "cleared_at": tx.Now}).Error
	return len(ids) == runBatch, err
}

// ClearSkips takes out the counts of what was left out longer ago than any page shows.
func (tx *Tx) ClearSkips() (more bool, err error) {
	old := tx.DB().Model(&RunSkip{}).Select("id").Where("day < ?", string(tx.Today().Add(-skipsShown-1))).Limit(runBatch)
	gone := tx.DB().Where("id IN (?)", old).Delete(&RunSkip{})
	return gone.RowsAffected == runBatch, gone.Error
}
