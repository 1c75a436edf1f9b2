package models

import "slices"

// DeliveryNow is a delivery as an administrator sees it.
type DeliveryNow struct {
	*Delivery
	Person string // name; empty when it goes to nobody of the company
	Next   *Work  // the work that sends it; nil when that is done and cleared away
}

// Again tells whether it can be tried again by hand: it was given up or refused.
func (d *DeliveryNow) Again() bool {
	return d.Content != "" && (d.Status == DeliveryFailed || d.Status == DeliveryGivenUp)
}

// Deliveries lists what went out and what did not, newest first, in one state or in all, and counts each state. Administrators only.
func (r *Read) Deliveries(status string, from, count int) (list []*DeliveryNow, counts map[string]int, err error) {
	if err := r.Who.Must(ManagePeople); err != nil {
		return nil, nil, err
	}
	var byState []struct {
		Status string
		N      int
	}
	if err := r.DB().Model(&Delivery{}).Select("status, COUNT(*) AS n").Group("status").Limit(len(DeliveryStates)).Scan(&byState).Error; err != nil {
		return nil, nil, err
	}
	counts = map[string]int{}
	for _, s := range byState {
		counts[s.Status] = s.N
	}
	q := r.DB().Omit("content")
	if slices.Contains(DeliveryStates, status) {
		q = q.Where("status = ?", status)
	}
	var rows []*Delivery
	if err := q.Select("*").Order("created_at DESC, id DESC").Offset(from).Limit(count).Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	var people []*string
	var keys []string
	for _, d := range rows {
		people, keys = append(people, d.PersonID), append(keys, "deliver:"+d.ID)
	}
	named, err := r.peopleByID(people...)
	if err != nil {
		return nil, nil, err
	}
	works, err := found[*Work](r.DB().Where(map[string]any{"key": keys}))
	if err != nil {
		return nil, nil, err
	}
	rooms, err := found[*Channel](r.DB().Select("id, name"))
	if err != nil {
		return nil, nil, err
	}
	for _, d := range rows {
		now := &DeliveryNow{Delivery: d, Person: nameIn(named, d.PersonID)}
		if at := slices.IndexFunc(rooms, func(c *Channel) bool { return c.ID == d.Target }); at >= 0 {
			now.Person, d.Target = rooms[at].Name, ""
		}
		if at := slices.IndexFunc(works, func(w *Work) bool { return w.Ref == d.ID }); at >= 0 {
			now.Next = works[at]
		}
		list = append(list, now)
	}
	return list, counts, nil
}

// TryDeliveryAgain sends once more what was given up or refused, with all its tries. Administrators only.
func (tx *Tx) TryDeliveryAgain(id string) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	d, err := one("This delivery", func() ([]*Delivery, error) { return found[*Delivery](tx.DB().Where("id = ?", id)) })
	if err != nil {
		return err
	}
	if !(&DeliveryNow{Delivery: d}).Again() {
		return AgainstRule("This one is " + d.Status + " now, so it is not tried again by hand. Look at the list again.")
	}
	d.Status = DeliveryWaiting
	if err := tx.Save(d); err != nil {
		return err
	}
	if err := tx.DB().Where(map[string]any{"key": "deliver:" + d.ID}).Delete(&Work{}).Error; err != nil {
		return err
	}
	return tx.Enqueue(&Work{Key: "deliver:" + d.ID, Kind: SendDelivery, Ref: d.ID, Max: deliveryTries})
}
