package models

import "slices"

// owedSymptoms are the open symptoms that this person is asked to act on: one line for each kind with more than one, so that many of a kind
// do not bury what else is owed.
func (r *Read) owedSymptoms(*Owed) ([]*Duty, int, error) {
	var rows []struct {
		Kind string
		N    int
		Ref  string
	}
	err := r.DB().Model(&Symptom{}).Select("kind, COUNT(*) AS n, MAX(ref) AS ref").
		Where("owner_person_id = ? AND state = ?", r.Who.PersonID, SymptomOpen).Group("kind").Order("kind").Limit(100).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	var single []string
	for _, row := range rows {
		if row.N == 1 {
			single = append(single, row.Ref)
		}
	}
	alone, err := found[*Symptom](r.DB().Where("ref IN ?", append(single, "")))
	if err != nil {
		return nil, 0, err
	}
	named, err := r.symptomsNow(alone)
	var list []*Duty
	for _, kind := range SymptomKinds {
		for _, row := range rows {
			if row.Kind != kind.Key {
				continue
			}
			d := &Duty{Title: itoa(row.N) + " of the kind “" + kind.Title + "”", Kind: "symptoms", Ref: kind.Key, Said: []string{"mend, hand on, or accept with a reason"}}
			if at := slices.IndexFunc(named, func(s *SymptomNow) bool { return s.Symptom.Ref == row.Ref }); row.N == 1 && at >= 0 {
				d.Title, d.Kind, d.Ref, d.Said = named[at].Wrong, "symptom", row.Ref, []string{kind.Title}
			}
			list = append(list, d)
		}
	}
	return list, len(list), err
}
