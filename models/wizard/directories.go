package wizard

import (
	"throughline/models"
	"throughline/models/form"
)

// named is a person or team as far as a list of names needs it.
type named struct{ ID, Ref, Name string }

// loadDirectories reads whom one may pick as an owner. Two of one name are told apart by their reference. Who left or was closed is
// suggested to nobody and keeps a name where it owns something.
func (w *World) loadDirectories(r *models.Read) error {
	var people, left, closed []named
	person := func(active bool, into *[]named) error {
		return r.DB().Model(&models.Person{}).Select("id, ref, name").Where("active = ?", active).Order("name, id").Limit(20_000).Find(into).Error
	}
	if err := person(true, &people); err != nil {
		return err
	}
	if err := person(false, &left); err != nil {
		return err
	}
	if err := r.DB().Model(&models.Team{}).Select("id, ref, name").Where("removed_at IS NOT NULL").Order("name, id").Limit(2000).Find(&closed).Error; err != nil {
		return err
	}
	count := map[string]int{}
	for _, p := range people {
		count[p.Name]++
	}
	for _, t := range w.Teams {
		count[t.Name]++
	}
	label := func(name, ref string) string {
		if count[name] > 1 {
			return name + " (" + ref + ")"
		}
		return name
	}
	var only, owners []form.Option
	for _, t := range w.Teams {
		owners = append(owners, form.Option{Value: "team:" + t.ID, Label: label(t.Name, t.Ref), Group: "Teams"})
	}
	for _, p := range people {
		only = append(only, form.Option{Value: p.ID, Label: label(p.Name, p.Ref)})
		owners = append(owners, form.Option{Value: "person:" + p.ID, Label: label(p.Name, p.Ref), Group: "People"})
	}
	w.People, w.Owners = form.NewDirectory("people", only), form.NewDirectory("owners", owners)
	w.Left = map[string]bool{}
	for _, p := range left {
		w.Left[p.ID] = true
		w.People.Knows([]form.Option{{Value: p.ID, Label: p.Name + " (left)"}})
		w.Owners.Knows([]form.Option{{Value: "person:" + p.ID, Label: p.Name + " (left)"}})
	}
	for _, t := range closed {
		w.Owners.Knows([]form.Option{{Value: "team:" + t.ID, Label: t.Name + " (closed)"}})
	}
	return nil
}

// leftFlag is the advice on an owner who is no longer here; false while the owner is.
func (w *World) leftFlag(f Flag, owner *string) (Flag, bool) {
	if owner == nil || !w.Left[*owner] {
		return f, false
	}
	f.Code, f.Say = "owner.left", w.Person(owner)+" is still named as its owner. Name somebody who is here."
	return f, true
}
