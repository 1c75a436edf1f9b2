package models

import "gorm.io/gorm"

// drafted are the kinds of things that may belong to a draft, with the rows of each that a person may know of.
var drafted = map[string]func(*Read) *gorm.DB{
	"strategy":            func(r *Read) *gorm.DB { return r.visibleStrategies(r.DB().Model(&Strategy{})) },
	"operations_strategy": func(r *Read) *gorm.DB { return r.visibleOperations(r.DB().Model(&OperationsStrategy{})) },
	"intent":              func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Intent{})) },
	"outcome":             func(r *Read) *gorm.DB { return r.visibleOutcomes(r.DB().Model(&Outcome{})) },
	"goal":                func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Goal{})) },
	"objective":           func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Objective{})) },
	"process":             func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Process{})) },
	"rule":                func(r *Read) *gorm.DB { return r.visible(r.DB().Model(&Rule{})) },
}

// hiddenThings gives, of things of one kind, those that belong to a draft this person may not know of.
func (r *Read) hiddenThings(kind string, ids []string) (map[string]bool, error) {
	known := drafted[kind]
	if known == nil || len(ids) == 0 || r.Who.Reach(ReadDraft) == All {
		return nil, nil
	}
	var there []string
	if err := known(r).Where("id IN ?", ids).Limit(len(ids)).Pluck("id", &there).Error; err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for _, id := range ids {
		hidden[id] = true
	}
	for _, id := range there {
		delete(hidden, id)
	}
	return hidden, nil
}

// hideDrafts takes the names of drafts out of runs for whom they are not.
func (r *Read) hideDrafts(list []*RunNow) error {
	ids := map[string][]string{}
	for _, n := range list {
		ids[n.EntityType] = append(ids[n.EntityType], n.EntityID)
	}
	for kind, of := range ids {
		hidden, err := r.hiddenThings(kind, of)
		if err != nil {
			return err
		}
		for _, n := range list {
			if n.EntityType == kind && hidden[n.EntityID] {
				n.Hidden, n.EntityRef, n.EntityTitle, n.Reason = true, "", "", ""
			}
		}
	}
	return nil
}

// hideEffects takes the names of what this person may not read out of what runs made.
func (r *Read) hideEffects(list []*RunEffect) error {
	ids := map[string][]string{}
	for _, e := range list {
		ids[e.EntityType] = append(ids[e.EntityType], e.EntityID)
	}
	for kind, of := range ids {
		hidden, err := r.Unseen(kind, of)
		if err != nil {
			return err
		}
		for _, e := range list {
			if e.EntityType == kind && hidden[e.EntityID] {
				e.EntityRef, e.EntityTitle, e.Prior = "", "", ""
			}
		}
	}
	return nil
}
