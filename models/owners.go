package models

import "throughline/models/form"

// Owners is whom one may pick as an owner: people, and people and teams together ("team:ID", "person:ID"). Two of one name are told apart by
// their reference. Who left or was closed is suggested to nobody and keeps a name where it owns something; who is absent today has a note that says so.
type Owners struct {
	People *form.Directory
	Both   *form.Directory
	Left   map[string]bool // ids of the people who are switched off
}

// nameLine is a person or team as far as a list of names needs it.
type nameLine struct{ ID, Ref, Name string }

// Owners gives whom one may pick. It is shared: nobody may change it.
func (r *Read) Owners() (*Owners, error) {
	return held(r, "owners at "+string(r.Today()), partPeople|partCompany, func() (*Owners, error) {
		o, err := r.readOwners()
		if err != nil {
			return nil, err
		}
		away, err := r.StandIns()
		if err != nil {
			return nil, err
		}
		people, both := map[string]string{}, map[string]string{}
		for _, a := range away.All() {
			people[a.PersonID], both["person:"+a.PersonID] = a.Words(), a.Words()
		}
		o.People, o.Both = o.People.Noting(people), o.Both.Noting(both)
		return o, nil
	})
}

func (r *Read) readOwners() (*Owners, error) {
	var people, left, closed []nameLine
	person := func(active bool, into *[]nameLine) error {
		return r.DB().Model(&Person{}).Select("id, ref, name").Where("active = ?", active).Order("name, id").Limit(20_000).Find(into).Error
	}
	if err := person(true, &people); err != nil {
		return nil, err
	}
	if err := person(false, &left); err != nil {
		return nil, err
	}
	if err := r.DB().Model(&Team{}).Select("id, ref, name").Where("removed_at IS NOT NULL").Order("name, id").Limit(most).Find(&closed).Error; err != nil {
		return nil, err
	}
	teams, err := r.Teams()
	if err != nil {
		return nil, err
	}
	return ownersOf(people, left, closed, teams), nil
}

func ownersOf(people, left, closed []nameLine, teams []*Team) *Owners {
	count := map[string]int{}
	for _, p := range people {
		count[p.Name]++
	}
	for _, t := range teams {
		count[t.Name]++
	}
	label := func(name, ref string) string {
		if count[name] > 1 {
			return name + " (" + ref + ")"
		}
		return name
	}
	only, both := make([]form.Option, 0, len(people)), make([]form.Option, 0, len(people)+len(teams))
	for _, t := range teams {
		both = append(both, form.Option{Value: "team:" + t.ID, Label: label(t.Name, t.Ref), Group: "Teams"})
	}
	for _, p := range people {
		only = append(only, form.Option{Value: p.ID, Label: label(p.Name, p.Ref)})
		both = append(both, form.Option{Value: "person:" + p.ID, Label: label(p.Name, p.Ref), Group: "People"})
	}
	o := &Owners{People: form.NewDirectory("people", only), Both: form.NewDirectory("owners", both), Left: map[string]bool{}}
	for _, p := range left {
		o.Left[p.ID] = true
		o.People.Knows([]form.Option{{Value: p.ID, Label: p.Name + " (left)"}})
		o.Both.Knows([]form.Option{{Value: "person:" + p.ID, Label: p.Name + " (left)"}})
	}
	for _, t := range closed {
		o.Both.Knows([]form.Option{{Value: "team:" + t.ID, Label: t.Name + " (closed)"}})
	}
	return o
}
