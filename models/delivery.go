package models

import (
	"encoding/json"
	"time"

	"gorm.io/gorm/clause"
)

// Delivery is one message that goes out of the house. Its key stays the same however often it is tried, and the message bears it, so that
// whoever gets it twice can tell: outside the database nothing better than "at least once" can be promised.
type Delivery struct {
	Row
	IdempotencyKey string
	Channel        string // ByMail, or another way that models/notify knows
	Kind           string // why it is sent: one of the Letter kinds
	PersonID       *string
	Target         string // the address
	Subject        string
	Content        string // what it says, as JSON; emptied when it was sent
	Status         string
	Code           int    // the last answer of the other side; 0 while there was none
	Attempts       int    // how often it was tried
	Error          string // why the last try failed, in words
	SentAt         *time.Time
}

// ByMail is the channel of mail.
const ByMail = "mail"

// States of a delivery.
const (
	DeliveryWaiting = "waiting"  // is tried until it works or every try is used up
	DeliverySent    = "sent"     // the other side took it
	DeliveryFailed  = "failed"   // the other side refused it for good
	DeliveryGivenUp = "given up" // every try failed
	DeliveryDropped = "dropped"  // not sent, because the person left or has no address any more
)

// DeliveryStates are all states, those that need a look first.
var DeliveryStates = []string{DeliveryWaiting, DeliveryGivenUp, DeliveryFailed, DeliveryDropped, DeliverySent}

const (
	deliveryTries = 12                  // over two days: half a minute, two and ten minutes, an hour, then every six hours
	deliveryKept  = 90 * 24 * time.Hour // how long it is kept what was sent
)

// Deliver has a message sent after this transaction, and not without it. One whose key has come before is left as it is.
func (tx *Tx) Deliver(d *Delivery) error {
	d.Status = DeliveryWaiting
	if err := tx.prepare(d); err != nil {
		return err
	}
	added := tx.DB().Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "idempotency_key"}}, DoNothing: true}).Create(d)
	if added.Error != nil || added.RowsAffected == 0 {
		return added.Error
	}
	return tx.Enqueue(&Work{Key: "deliver:" + d.ID, Kind: SendDelivery, Ref: d.ID, Max: deliveryTries})
}

// DeliverLetter is Deliver for a letter to a person by mail. People who left, who have no address, and those of the example get none.
func (tx *Tx) DeliverLetter(key string, p *Person, l *Letter) (*Delivery, error) {
	c, err := tx.Company()
	if err != nil || c.Example || !p.Active || p.Email == nil || *p.Email == "" {
		return nil, err
	}
	content, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	d := &Delivery{IdempotencyKey: key, Channel: ByMail, Kind: l.Kind, PersonID: &p.ID, Target: *p.Email, Subject: l.Subject, Content: string(content)}
	return d, tx.Deliver(d)
}

// DeliveryToSend gives a delivery that still has to go out, to the address that its person has now; nil when it has gone or will not go.
func (r *Read) DeliveryToSend(id string) (*Delivery, error) {
	list, err := found[*Delivery](r.DB().Where("id = ? AND status IN ?", id, []string{DeliveryWaiting, DeliveryGivenUp}))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	d := list[0]
	if d.PersonID == nil {
		return d, nil
	}
	p, err := r.PersonByID(*d.PersonID)
	if err != nil {
		return nil, err
	}
	if d.Channel == ByMail {
		d.Target = ""
		if p.Active && p.Email != nil {
			d.Target = *p.Email
		}
	}
	return d, nil
}

// Sent is how a try to send ended.
type Sent struct {
	Status string // DeliverySent, DeliveryFailed, DeliveryDropped; DeliveryWaiting when it is tried again
	Code   int
	Error  string
	Pause  time.Duration // how long the other side asked to be left alone
}

// NoteTry records how a try ended. What was sent or refused for good stays so, however late another try ends.
func (tx *Tx) NoteTry(d *Delivery, s Sent) error {
	to := map[string]any{"status": s.Status, "code": s.Code, "error": s.Error, "target": d.Target, "attempts": d.Attempts + 1, "updated_at": tx.Now, "version": d.Version + 1}
	if s.Status == DeliverySent {
		to["sent_at"], to["content"] = tx.Now, ""
	}
	return tx.DB().Model(&Delivery{}).Where("id = ? AND status IN ?", d.ID, []string{DeliveryWaiting, DeliveryGivenUp}).Updates(to).Error
}

// PurgeDeliveries clears away a batch of deliveries that are over and old enough; more tells that there is more of it.
func (tx *Tx) PurgeDeliveries() (more bool, err error) {
	old := tx.DB().Model(&Delivery{}).Select("id").Where("created_at <= ? AND status <> ?", tx.Now.Add(-deliveryKept), DeliveryWaiting).Order("created_at, id").Limit(workBatch)
	gone := tx.DB().Where("id IN (?)", old).Delete(&Delivery{})
	return gone.RowsAffected == workBatch, gone.Error
}

// KeepTest keeps how a test went. Its words are not kept, so it is not tried again.
func (tx *Tx) KeepTest(d *Delivery, s Sent) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	d.Status, d.Code, d.Error, d.Attempts, d.Content = s.Status, s.Code, s.Error, 1, ""
	if s.Status == DeliverySent {
		d.SentAt = &tx.Now
	}
	return tx.Insert(d)
}
