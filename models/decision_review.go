package models

// ReviewLeft is what a review decided about a thing and nobody has carried out yet: the thing itself still stands as it did.
type ReviewLeft struct {
	*ReviewItem
	Sheet string // the reference of the review
}

// reviewLeft finds what a review left to do by an accepted decision; nil when the decision came from no review, or is carried out. An objective
// and an initiative that were dropped ended with the review itself; something changed stays to be looked at.
func (r *Read) reviewLeft(d *Decision) (*ReviewLeft, error) {
	if d.State != DecisionAccepted {
		return nil, nil
	}
	items, err := found[*ReviewItem](r.DB().Where("decision_id = ?", d.ID).Order("created_at, id"))
	if err != nil || len(items) == 0 {
		return nil, err
	}
	left := &ReviewLeft{ReviewItem: items[0]}
	if left.Verdict == VerdictDrop {
		q := r.DB().Model(&Outcome{}).Where("state IN ?", []string{Draft, OutcomeActive})
		switch left.EntityType {
		case "outcome":
		case "goal":
			q = r.DB().Model(&Goal{}).Where("state IN ?", []string{Draft, Active})
		case "workflow":
			q = r.DB().Model(&Workflow{}).Where("verdict <> ? AND ended_day = ''", Stop)
		default:
			return nil, nil
		}
		var stands int64
		if err := q.Where("id = ? AND removed_at IS NULL", left.EntityID).Limit(1).Count(&stands).Error; err != nil || stands == 0 {
			return nil, err
		}
	}
	sheets, err := found[*ReviewSheet](r.DB().Where("id = ?", left.ReviewSheetID))
	if err != nil || len(sheets) == 0 {
		return nil, err
	}
	left.Sheet = sheets[0].Ref
	return left, nil
}
