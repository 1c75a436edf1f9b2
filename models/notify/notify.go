// Package notify tells people: it writes the notices of an event to those whom it concerns, and sends messages out of the house. Who is
// told of what is models/told.go; only this package speaks to mail servers.
package notify

import (
	"context"
	"time"

	"throughline/models"
	"throughline/models/work"
)

// Sender sends over one channel.
type Sender interface {
	// Send tries once. Every try of one delivery bears the same key. An error of Refused is final; any other is tried again.
	Send(ctx context.Context, d *models.Delivery) (code int, err error)
}

// Refused tells that the other side refuses a message for good, in words.
type Refused struct{ Say string }

func (r *Refused) Error() string { return r.Say }

// Later tells that the other side does not take a message now, and how long it asked to be left alone.
type Later struct {
	Say   string
	After time.Duration
}

func (l *Later) Error() string { return l.Say }

// Post is all ways out of the house, by the name of the channel. Without one for mail, people read everything in the app alone.
type Post struct {
	DB      *models.DB
	Senders map[string]Sender
}

// Mails tells whether mail is connected.
func (p *Post) Mails() bool { return p.Senders[models.ByMail] != nil }

// Kinds is the work of telling people and of sending.
func (p *Post) Kinds() []work.Kind {
	s := &sending{post: p, tries: map[string]models.Sent{}}
	list := []work.Kind{
		{Name: models.TellEvent, Do: p.tell},
		{Name: models.SendDelivery, Before: s.before, Do: s.done},
		{Name: models.ClearSent, Quiet: true, Hourly: true, Do: work.InBatches((*models.Tx).PurgeDeliveries)},
	}
	if p.Mails() {
		list = append(list,
			work.Kind{Name: models.MailHourly, Do: (*models.Tx).MailHour},
			work.Kind{Name: models.DigestsDue, Quiet: true, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.DigestsDueNow() }},
			work.Kind{Name: models.DigestsOf, Quiet: true, Do: (*models.Tx).DigestsOfZone},
			work.Kind{Name: models.MailDigest, Do: (*models.Tx).MailDigestTo})
	}
	return list
}

// tell writes what people read of one event, and has mail about it sent.
func (p *Post) tell(tx *models.Tx, w *models.Work) error {
	list, err := tx.TellEvent(w)
	if err != nil || !p.Mails() {
		return err
	}
	return tx.MailNotices(list)
}
