package models

import (
	"time"

	"gorm.io/gorm"
)

// noticesKept is how long a notice is kept, read or not.
const noticesKept = 90 * 24 * time.Hour

// Notice is what one person is told of one event: a sentence about a thing, and why they are told.
type Notice struct {
	Row
	EventID    string
	PersonID   string
	Type       string
	Topic      TopicKey
	ThingKind  string // what it is about: its kind, its reference and its name at that moment
	ThingRef   string
	ThingTitle string
	ThingPart  string // the place on its page, where it has one
	Sentence   string
	Reason     string // continues "because"
	HappenedAt time.Time
	ReadAt     *time.Time
	Rhythm     Rhythm // by which mail about it goes out, as the person had chosen at that moment
	DeliveryID string // the mail it went out with; empty: none yet
}

// NoticeGroup is what a person was told about one thing, the newest first.
type NoticeGroup struct {
	Kind, Ref, Title string
	Unread, Told     int
	Notices          []*Notice `gorm:"-"` // at most five
}

// NoticeQuery narrows a person's notices.
type NoticeQuery struct {
	Unread bool     // only what is unread
	Topic  TopicKey // empty: all
}

const (
	noticesShown = 5   // of one thing
	noticesRead  = 500 // for one page
)

// notices are the rows that the query finds for the person who asks.
func (r *Read) notices(q NoticeQuery) *gorm.DB {
	g := r.DB().Model(&Notice{}).Where("person_id = ?", r.Who.PersonID)
	if q.Topic != "" {
		g = g.Where("topic = ?", q.Topic)
	}
	if q.Unread {
		g = g.Where("read_at IS NULL")
	}
	return g
}

// UnreadNotices counts what the person who asks was told and has not read.
func (r *Read) UnreadNotices() (int, error) {
	var n int64
	err := r.notices(NoticeQuery{Unread: true}).Count(&n).Error
	return int(n), err
}

// Notices gives what the person who asks was told, by the thing it is about, what happened last first; and of how many things they were told.
func (r *Read) Notices(q NoticeQuery, from, count int) (list []*NoticeGroup, all int64, err error) {
	if err := r.notices(q).Select("COUNT(DISTINCT thing_kind || ' ' || thing_ref)").Scan(&all).Error; err != nil || all == 0 {
		return nil, 0, err
	}
	err = r.notices(q).Select("thing_kind AS kind, thing_ref AS ref, COUNT(*) AS told, SUM(CASE WHEN read_at IS NULL THEN 1 ELSE 0 END) AS unread").
		Group("thing_kind, thing_ref").Order("MAX(happened_at) DESC, thing_kind, thing_ref").Offset(from).Limit(count).Scan(&list).Error
	if err != nil || len(list) == 0 {
		return nil, all, err
	}
	at, keys := map[string]*NoticeGroup{}, []string{}
	for _, g := range list {
		at[g.Kind+" "+g.Ref] = g
		keys = append(keys, g.Kind+" "+g.Ref)
	}
	var rows []*Notice
	if err := r.notices(q).Where("thing_kind || ' ' || thing_ref IN ?", keys).Order("happened_at DESC, id DESC").Limit(noticesRead).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	for _, n := range rows {
		g := at[n.ThingKind+" "+n.ThingRef]
		if len(g.Notices) == 0 {
			g.Title = n.ThingTitle
		}
		if len(g.Notices) < noticesShown {
			g.Notices = append(g.Notices, n)
		}
	}
	return list, all, nil
}

// ReadNotices says that one has read all one was told so far about a thing, or about everything that a query finds when no kind is given.
func (tx *Tx) ReadNotices(kind, ref string, q NoticeQuery) error {
	if err := tx.Who.Must(ManageSelf, OfPerson(&tx.Who.PersonID)); err != nil {
		return err
	}
	q.Unread = true
	g := tx.notices(q)
	if kind != "" {
		g = g.Where("thing_kind = ? AND thing_ref = ?", kind, ref)
	}
	return g.Updates(tx.noticesRead()).Error
}

func (tx *Tx) noticesRead() map[string]any {
	return map[string]any{"read_at": tx.Now, "updated_at": tx.Now, "version": gorm.Expr("version + 1")}
}

// actorKnows marks as read what the actor of an event was told earlier about the same thing: who acts on it has seen it.
func (s *story) actorKnows() error {
	if s.ActorPersonID == nil || s.from != "" {
		return nil
	}
	return s.tx.DB().Model(&Notice{}).Where("person_id = ? AND thing_kind = ? AND thing_ref = ? AND read_at IS NULL AND happened_at <= ?",
		*s.ActorPersonID, s.thing.kind, s.thing.ref, s.OccurredAt).Updates(s.tx.noticesRead()).Error
}

// PurgeNotices clears away a batch of notices that are old enough; more tells that there is more of it.
func (tx *Tx) PurgeNotices() (more bool, err error) {
	old := tx.DB().Model(&Notice{}).Select("id").Where("created_at <= ?", tx.Now.Add(-noticesKept)).Order("created_at, id").Limit(workBatch)
	gone := tx.DB().Where("id IN (?)", old).Delete(&Notice{})
	return gone.RowsAffected == workBatch, gone.Error
}
