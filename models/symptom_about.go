package models

import (
	"encoding/json"
	"slices"

	"gorm.io/gorm"
)

// SymptomsHere are the open symptoms that name one thing, as its own page tells them.
type SymptomsHere struct {
	About string        // reference of the thing
	All   int64         // how many name it
	List  []*SymptomNow // the worst of those that this person may read
}

// fewSymptoms is how many symptoms the page of a thing tells; the rest is counted.
const fewSymptoms = 4

// SymptomsAbout gives the open symptoms that name a thing; of a team also those that name something of it. It is nil where there are none to
// be told of.
func (r *Read) SymptomsAbout(ref string) (*SymptomsHere, error) {
	type naming struct {
		rows []*Symptom
		all  int64
	}
	found, err := held(r, "symptoms about "+ref, partRhythm|partCompany, func() (n naming, err error) {
		fit, err := r.symptomsFitting(SymptomQuery{About: ref})
		if err != nil {
			return n, err
		}
		if err = fit().Order("weight DESC, id").Limit(fewSymptoms).Find(&n.rows).Error; err != nil || len(n.rows) < fewSymptoms {
			n.all = int64(len(n.rows))
			return n, err
		}
		return n, fit().Count(&n.all).Error
	})
	if err != nil || len(found.rows) == 0 {
		return nil, err
	}
	list, err := r.symptomsNow(copies(found.rows))
	if list = slices.DeleteFunc(list, (*SymptomNow).hidden); err != nil || len(list) == 0 {
		return nil, err
	}
	return &SymptomsHere{About: ref, All: found.all, List: list}, nil
}

// aboutThing narrows symptoms to those that name the thing of a reference, and where that is a team also to those that name something of it.
func (r *Read) aboutThing(ref string) (func(*gorm.DB) *gorm.DB, error) {
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	named := []string{inContent("ref", ref)}
	for _, t := range tree.All() {
		if t.Ref == ref {
			named = append(named, inContent("team", t.Name))
		}
	}
	return func(g *gorm.DB) *gorm.DB {
		return g.Where(`(content LIKE ? ESCAPE '\' OR content LIKE ? ESCAPE '\')`, named[0], named[len(named)-1])
	}, nil
}

// inContent is how a name with its value stands in what a symptom says.
func inContent(name, value string) string {
	text, _ := json.Marshal(value) // a text always has JSON
	return "%" + escapeLike(`"`+name+`":`+string(text)) + "%"
}

// hidden tells whether the person who asks may not read something that the symptom is about.
func (s *SymptomNow) hidden() bool {
	unseen := func(t SymptomThing) bool { return t.Hidden }
	return slices.ContainsFunc(s.About, unseen) || slices.ContainsFunc(s.Evidence, unseen)
}

// KeptPair is two objectives that say almost the same and stay both, for the reason given when their symptom was accepted.
type KeptPair struct {
	IDs    [2]string
	Reason string
}

// KeptPairs gives the pairs of objectives that somebody keeps as they are with a reason, as a symptom, so that the alignment does not ask for
// the same reason again.
func (r *Read) KeptPairs() ([]KeptPair, error) {
	return held(r, "pairs kept as symptoms", partRhythm, func() (list []KeptPair, err error) {
		rows, err := found[*Symptom](r.DB().Where("kind = ? AND state = ?", "twins", SymptomAccepted).Order("id").Limit(mostOfKind))
		for _, s := range rows {
			says, err := s.Says()
			if err != nil {
				return nil, err
			}
			if len(says.About) == 2 && says.About[0].Kind == "objective" {
				list = append(list, KeptPair{[2]string{says.About[0].ID, says.About[1].ID}, s.Reason})
			}
		}
		return list, err
	})
}
