package models

import (
	"net/url"

	"gorm.io/gorm"
)

// SymptomQuery is how the page of symptoms is narrowed. It is kept in the page's address.
type SymptomQuery struct {
	Kind  string // key of a kind; empty for all
	State string // a state, "all", or empty for those that are open
	Team  string // reference; with the teams below it
	Whose string // "mine", or empty for everybody's
	Owner string // name, mail address or reference of a person
	About string // reference of a thing that it names
}

// ReadSymptomQuery reads it from an address.
func ReadSymptomQuery(v url.Values) SymptomQuery {
	return SymptomQuery{Kind: v.Get("kind"), State: v.Get("state"), Team: v.Get("team"), Whose: v.Get("whose"), Owner: v.Get("owner"), About: v.Get("about")}
}

// Values are how the query stands in an address; what is empty is left out.
func (q SymptomQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"kind": q.Kind, "state": q.State, "team": q.Team, "whose": q.Whose, "owner": q.Owner, "about": q.About} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// SymptomNow is a symptom as a list shows it.
type SymptomNow struct {
	*Symptom
	*SymptomSays
	Of    SymptomKind
	Owner string // name
	Team  *Team
}

// SymptomGroup is the symptoms of one kind: how many fit, and the worst of them.
type SymptomGroup struct {
	SymptomKind
	All  int
	List []*SymptomNow
}

// worstShown is how many symptoms of each kind stand on the page of all kinds.
const worstShown = 5

// SymptomGroups gives the symptoms that fit by kind, the worst of each.
func (r *Read) SymptomGroups(q SymptomQuery) ([]*SymptomGroup, error) {
	fit, err := r.symptomsFitting(q)
	if err != nil {
		return nil, err
	}
	var counts []struct {
		Kind string
		N    int
	}
	if err := fit().Select("kind, COUNT(*) AS n").Group("kind").Order("kind").Limit(100).Scan(&counts).Error; err != nil {
		return nil, err
	}
	ranked := fit().Select("symptoms.*, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY weight DESC, id) AS place")
	var rows []*Symptom
	if err := r.DB().Table("(?) AS ranked", ranked).Where("place <= ?", worstShown).Order("weight DESC, id").Limit(worstShown * len(SymptomKinds)).Find(&rows).Error; err != nil {
		return nil, err
	}
	list, err := r.symptomsNow(rows)
	if err != nil {
		return nil, err
	}
	var groups []*SymptomGroup
	for _, kind := range SymptomKinds {
		g := &SymptomGroup{SymptomKind: kind}
		for _, c := range counts {
			if c.Kind == kind.Key {
				g.All = c.N
			}
		}
		for _, s := range list {
			if s.Kind == kind.Key {
				g.List = append(g.List, s)
			}
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// SymptomsFound gives one page of the symptoms that fit, the worst first, and how many fit.
func (r *Read) SymptomsFound(q SymptomQuery, from, count int) ([]*SymptomNow, int64, error) {
	fit, err := r.symptomsFitting(q)
	if err != nil {
		return nil, 0, err
	}
	var all int64
	if err := fit().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var rows []*Symptom
	if err := fit().Order("weight DESC, id").Offset(from).Limit(count).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	list, err := r.symptomsNow(rows)
	return list, all, err
}

func (r *Read) symptomsFitting(q SymptomQuery) (func() *gorm.DB, error) {
	owner, err := r.askedOwner(TaskQuery{Whose: q.Whose, Owner: q.Owner})
	if err != nil {
		return nil, err
	}
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	about, err := r.aboutThing(q.About)
	if err != nil {
		return nil, err
	}
	return func() *gorm.DB {
		g := r.DB().Model(&Symptom{})
		if q.About != "" {
			g = about(g)
		}
		switch q.State {
		case "":
			g = g.Where("state = ?", SymptomOpen)
		case "all":
		default:
			g = g.Where("state = ?", q.State)
		}
		if q.Kind != "" {
			g = g.Where("kind = ?", q.Kind)
		}
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if owner != "" {
			g = g.Where("owner_person_id = ?", owner)
		} else if q.Owner != "" {
			g = g.Where("owner_person_id = ''")
		}
		return g
	}, nil
}

// symptomsNow reads what symptoms say, with names, in a fixed number of queries. What became part of a draft or somebody's own since it was
// found loses its words for those who may not read that; the symptom itself is counted for all alike.
func (r *Read) symptomsNow(rows []*Symptom) ([]*SymptomNow, error) {
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	var named []*string
	for _, s := range rows {
		named = append(named, s.OwnerPersonID)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	list := make([]*SymptomNow, len(rows))
	for i, s := range rows {
		n := &SymptomNow{Symptom: s, Owner: nameIn(people, s.OwnerPersonID)}
		if n.SymptomSays, err = s.Says(); err != nil {
			return nil, err
		}
		n.Of, _ = SymptomKindOf(s.Kind)
		if s.TeamID != nil {
			n.Team = tree.ByID[*s.TeamID]
		}
		list[i] = n
	}
	return list, r.hideSymptomThings(list)
}

func (r *Read) hideSymptomThings(list []*SymptomNow) error {
	things := map[string][]*SymptomThing{}
	for _, s := range list {
		for _, side := range [][]SymptomThing{s.About, s.Evidence} {
			for i := range side {
				if side[i].ID == "" {
					continue // a step of a process, which is hidden with the process
				}
				things[side[i].Kind] = append(things[side[i].Kind], &side[i])
			}
		}
	}
	hidden := map[string]bool{}
	for kind, some := range things {
		var ids []string
		for _, t := range some {
			ids = append(ids, t.ID)
		}
		unseen, err := r.Unseen(kind, ids)
		if err != nil {
			return err
		}
		for _, t := range some {
			if unseen[t.ID] {
				*t = SymptomThing{Kind: kind, ID: t.ID, Title: unseenWords, Hidden: true}
				hidden[t.ID] = true
			}
		}
	}
	for _, s := range list {
		if s.hidden() {
			s.Symptom.Title, s.Wrong, s.Facts, s.Measures, s.Changed, s.Reason = "Something that you may not see", "It is about "+unseenWords+" any more. The next look settles it.", nil, nil, "", ""
		}
	}
	return nil
}
