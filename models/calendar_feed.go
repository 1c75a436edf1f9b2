package models

import (
	"errors"
	"time"

	"throughline/models/day"
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

// DueThing is something of a person's own with its day: an objective, a goal or a task.
type DueThing struct {
	Kind, ID, Ref, Title string
	Day                  day.Day
	Version              int
	UpdatedAt            time.Time
}

var errNobody = errors.New("models: a calendar belongs to a person")

// OwnDue lists what is due in a person's own name between two days: their objectives and goals of the strategy in force, and open tasks,
// soonest first, at most 500.
func (r *Read) OwnDue(from, to day.Day) ([]*DueThing, error) {
	if r.Who.PersonID == "" {
		return nil, errNobody
	}
	var list []*DueThing
	err := r.DB().Raw(`SELECT * FROM (
		SELECT 'objective' AS kind, o.id, o.ref, o.title, o.due_day AS day, o.version, o.updated_at FROM objectives o JOIN strategies s ON s.id = o.strategy_id
			WHERE o.owner_person_id = @who AND o.removed_at IS NULL AND o.state = @active AND s.state = @inforce
		UNION ALL SELECT 'goal', g.id, g.ref, g.title, g.due_day, g.version, g.updated_at FROM goals g JOIN strategies s ON s.id = g.strategy_id
			WHERE g.owner_person_id = @who AND g.removed_at IS NULL AND g.state = @active AND s.state = @inforce
		UNION ALL SELECT 'task', t.id, t.ref, t.title, t.due_day, t.version, t.updated_at FROM tasks t
			WHERE t.owner_person_id = @who AND t.removed_at IS NULL AND t.state NOT IN (@finished, @cancelled)
				AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = t.id AND h.state IN @uncommitted)
		) due WHERE day >= @from AND day <= @to ORDER BY day, ref LIMIT 500`,
		map[string]any{"who": r.Who.PersonID, "active": Active, "inforce": InForce, "finished": TaskFinished, "cancelled": TaskCancelled, "uncommitted": uncommitted,
			"from": string(from), "to": string(to)}).Scan(&list).Error
	return list, err
}
