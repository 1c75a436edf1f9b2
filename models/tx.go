package models

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"sync"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"throughline/models/day"
	"throughline/models/secret"
)

// Row is what every table's row has: an id that never changes, a version that rises with each save, and two instants in UTC.
type Row struct {
	ID        string    `gorm:"primaryKey" json:"id"`
	Version   int       `json:"version"`
	CreatedAt time.Time `gorm:"autoCreateTime:false" json:"created_at"`
	UpdatedAt time.Time `gorm:"autoUpdateTime:false" json:"updated_at"`
}

func (r *Row) row() *Row { return r }

// Identity is the row's id.
func (r *Row) Identity() string { return r.ID }

// Edition is how often the row was saved: its version.
func (r *Row) Edition() int { return r.Version }

// Since is when the row was written first.
func (r *Row) Since() time.Time { return r.CreatedAt }

// Identify gives a new row its id.
func (r *Row) Identify(id string) { r.ID = id }

// Entity is any row of the product's own tables.
type Entity interface {
	row() *Row
	Identity() string
	Edition() int
	Since() time.Time
	Identify(id string)
}

// referred is an entity that people meet by a short reference: O3, T17.
type referred interface {
	reference() (prefix string, at *string)
}

// Read is one picture of the database for one person: finders are its methods.
type Read struct {
	g       *gorm.DB
	ctx     context.Context
	Now     time.Time // the instant of this reading, UTC
	Who     Who
	company *Company
	shared  *shared
	key     *secret.Key
	marks   *marks // of this picture, once they were asked for
	touched *parts // what this write has changed so far; nil outside a write

	serverTime bool      // work is timed by the clock of the database server
	workAt     time.Time // that time, once it was asked for
}

// Tx is one transaction: everything in it has one clock, one actor, and is kept whole or not at all.
// All finders of Read work on it too.
type Tx struct {
	Read
	program string          // that writes
	pokes   bool            // there will be work to do once this is kept
	hushed  bool            // nobody is told of what is recorded from here on
	reason  string          // why it is done, as somebody said it
	follows bool            // a date moves because another one did, or because what stood on it was held: no promise moves by it
	plan    string          // the planned change of which everything from here on is part: who is concerned is told once, of the whole
	undoing bool            // a planned change is being taken back: no date moves by it
	cause   *Cause          // the run on whose behalf things are done; nil when a person or the calendar does them
	hears   map[string]bool // events that a rule hears, once they were asked for
	carries *carrying       // by whom and for how long it does work; nil outside the loop
}

// DB gives a fresh query on this transaction. It carries no conditions of earlier queries.
func (r *Read) DB() *gorm.DB { return r.g.Session(&gorm.Session{NewDB: true, Context: r.ctx}) }

// Context ends when the work's time is up.
func (r *Read) Context() context.Context { return r.ctx }

// Today is the company's day, in its own time zone. Without a company it is the day in UTC.
func (r *Read) Today() day.Day {
	if c, err := r.Company(); err == nil {
		return c.Calendar().Today(r.Now)
	}
	return day.Of(r.Now, time.UTC)
}

// NewID makes an id: UUID version 7, so that rows made later sort later.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Insert adds a row; id, reference, version and instants are filled when empty.
func (tx *Tx) Insert(e Entity) error {
	if err := tx.prepare(e); err != nil {
		return err
	}
	return tx.DB().Omit(clause.Associations).Create(e).Error
}

// InsertAll adds many rows of one kind in few statements.
func InsertAll[E any, P interface {
	*E
	Entity
}](tx *Tx, rows []P) error {
	if len(rows) == 0 {
		return nil
	}
	if err := giveRefs(tx, rows); err != nil {
		return err
	}
	for _, e := range rows {
		if err := tx.prepare(e); err != nil {
			return err
		}
	}
	return tx.DB().Omit(clause.Associations).CreateInBatches(rows, 100).Error
}

func (tx *Tx) prepare(e Entity) error {
	r := e.row()
	if r.ID == "" {
		r.ID = NewID()
	}
	if r.Version == 0 {
		r.Version = 1
	}
	if r.CreatedAt.IsZero() {
		r.CreatedAt = tx.Now
	}
	if r.UpdatedAt.IsZero() {
		r.UpdatedAt = tx.Now
	}
	if known, ok := e.(referred); ok {
		if prefix, at := known.reference(); *at == "" {
			ref, err := tx.nextRef(prefix)
			if err != nil {
				return err
			}
			*at = ref
		}
	}
	return nil
}

// Save writes a changed row under its version. Somebody else's save in between is Refusal Stale, and nothing is written.
func (tx *Tx) Save(e Entity) error {
	r := e.row()
	was := r.Version
	r.Version, r.UpdatedAt = was+1, tx.Now
	done := tx.DB().Model(e).Omit(clause.Associations, "created_at").Where("version = ?", was).Select("*").Updates(e)
	if done.Error == nil && done.RowsAffected == 1 {
		return nil
	}
	r.Version = was
	if done.Error != nil {
		return done.Error
	}
	return tx.stale(e)
}

// Delete takes a row out for good; only links between things are deleted, the things themselves are removed.
func (tx *Tx) Delete(e Entity) error {
	return tx.DB().Where("id = ?", e.row().ID).Delete(e).Error
}

// Remove takes a thing out of sight; it rests 30 days and can be put back.
func (tx *Tx) Remove(e Entity) error { return tx.setRemoved(e, &tx.Now) }

// PutBack undoes Remove.
func (tx *Tx) PutBack(e Entity) error { return tx.setRemoved(e, nil) }

func (tx *Tx) setRemoved(e Entity, at *time.Time) error {
	field := reflect.ValueOf(e).Elem().FieldByName("RemovedAt")
	if !field.IsValid() {
		return errors.New("models: " + EntityType(e) + " cannot be removed")
	}
	field.Set(reflect.ValueOf(at))
	return tx.Save(e)
}

// ErrDuplicate tells that a row with the same unique value is already there.
func ErrDuplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }

// EntityType is the name of an entity in events and addresses: "outcome", "process_version".
func EntityType(e any) string {
	t := reflect.TypeOf(e)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if known, ok := entityTypes.Load(t); ok {
		return known.(string)
	}
	name := schema.NamingStrategy{}.ColumnName("", t.Name())
	entityTypes.Store(t, name)
	return name
}

var entityTypes sync.Map

// JSON is how a row is kept in events and editions: field names as in the database.
func toJSON(v any) (json.RawMessage, error) {
	if v == nil {
		return json.RawMessage("null"), nil
	}
	return json.Marshal(v)
}
