package models

import (
	"time"

	"throughline/models/secret"
)

// CalendarFeed is a person's private address of the calendar. The table holds its token's fingerprint only; the token is shown when it
// is made, and never again.
type CalendarFeed struct {
	Row
	PersonID  string
	TokenHash string
	FetchedAt *time.Time // when a calendar asked last, to the hour
}

// feedNoted is how exactly it is kept when a calendar asked last: programs ask every few minutes.
const feedNoted = time.Hour

// FeedOf gives a person's own feed; nil when they have none.
func (r *Read) FeedOf(personID string) (*CalendarFeed, error) {
	list, err := found[*CalendarFeed](r.DB().Where("person_id = ?", personID))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// MakeFeed gives the person a new private address and its token. An earlier address is worth nothing any more.
func (tx *Tx) MakeFeed() (token string, err error) {
	if err := tx.Who.Must(ManageSelf); err != nil {
		return "", err
	}
	feed, err := tx.FeedOf(tx.Who.PersonID)
	if err != nil {
		return "", err
	}
	token = secret.Token()
	if feed == nil {
		feed = &CalendarFeed{PersonID: tx.Who.PersonID, TokenHash: secret.Fingerprint(token)}
		err = tx.Insert(feed)
	} else {
		feed.TokenHash, feed.FetchedAt = secret.Fingerprint(token), nil
		err = tx.Save(feed)
	}
	if err != nil {
		return "", err
	}
	return token, tx.Emit(CalendarFeedMade, feed, nil, map[string]string{"person_id": tx.Who.PersonID})
}

// EndFeed makes a person's private address worth nothing; without one nothing happens.
func (tx *Tx) EndFeed(personID string) error {
	if err := tx.Who.Must(ManageSelf, OfPerson(&personID)); err != nil && !tx.Who.May(ManagePeople) {
		return err
	}
	return tx.endFeed(personID)
}

// endFeed ends a private address together with what made it unsafe: its person left, or their password or rights were changed.
func (tx *Tx) endFeed(personID string) error {
	feed, err := tx.FeedOf(personID)
	if err != nil || feed == nil {
		return err
	}
	if err := tx.Delete(feed); err != nil {
		return err
	}
	return tx.Emit(CalendarFeedEnded, feed, map[string]string{"person_id": personID}, nil)
}

// FeedFor finds who a private address belongs to, with the rights of this moment. Whoever was switched off has none.
func (r *Read) FeedFor(token string) (Who, *CalendarFeed, error) {
	feed, err := one("This calendar", func() ([]*CalendarFeed, error) {
		return found[*CalendarFeed](r.DB().Where("token_hash = ?", secret.Fingerprint(token)))
	})
	if err != nil {
		return Nobody, nil, err
	}
	p, err := one("This calendar", func() ([]*Person, error) {
		return found[*Person](r.DB().Where("id = ? AND active = ?", feed.PersonID, true))
	})
	if err != nil {
		return Nobody, nil, err
	}
	who, err := r.WhoIs(p)
	return who, feed, err
}

// NoteFetch keeps when a calendar asked last. It writes at most once an hour.
func (tx *Tx) NoteFetch(feed *CalendarFeed) error {
	return tx.DB().Model(&CalendarFeed{}).Where("id = ? AND token_hash = ?", feed.ID, feed.TokenHash).Update("fetched_at", tx.Now).Error
}

// Noted tells whether it is kept recently enough that a calendar asked.
func (f *CalendarFeed) Noted(now time.Time) bool {
	return f.FetchedAt != nil && now.Sub(*f.FetchedAt) < feedNoted
}
