// Package example brings the example company into test databases. It is loaded once for a test binary, kind of database and instant;
// from then on its rows are copied, which takes a fraction of the time.
package example

import (
	"maps"
	"reflect"
	"sync"
	"time"

	"gorm.io/gorm/clause"

	"throughline/models"
	"throughline/models/demo"
)

// at is where and when the example was loaded: its dates lie around the day of the clock.
type at struct {
	dialect string
	now     time.Time
}

// table is all rows of one table, by their columns.
type table struct {
	name string
	rows []map[string]any
}

type image struct {
	company *demo.Company
	tables  []table
}

var images = struct {
	sync.Mutex
	of map[at]*image
}{of: map[at]*image{}}

// Load brings the example into a test database with nothing in it, and gives it as demo.Load does.
func Load(tx *models.Tx) (*demo.Company, error) {
	images.Lock()
	defer images.Unlock()
	key := at{tx.DB().Name(), tx.Now}
	if known := images.of[key]; known != nil {
		return copyOf(known.company), known.put(tx)
	}
	c, err := demo.Load(tx, demo.Options{})
	if err != nil {
		return nil, err
	}
	made, err := take(tx)
	if err != nil {
		return nil, err
	}
	made.company = copyOf(c)
	images.of[key] = made
	return c, nil
}

// take reads every row there is.
func take(tx *models.Tx) (*image, error) {
	names, err := tx.DB().Migrator().GetTables()
	if err != nil {
		return nil, err
	}
	i := &image{}
	for _, name := range names {
		if name == "goose_db_version" || name == "revision" || name == "sqlite_sequence" {
			continue // every database has its own
		}
		var rows []map[string]any
		if err := tx.DB().Table(name).Find(&rows).Error; err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			i.tables = append(i.tables, table{name, rows})
		}
	}
	return i, nil
}

// put writes the rows; what they hold on to is there when all of them are.
func (i *image) put(tx *models.Tx) error {
	whole := "PRAGMA defer_foreign_keys = ON"
	if tx.DB().Name() == "postgres" {
		whole = "SET LOCAL session_replication_role = 'replica'"
	}
	if err := tx.DB().Exec(whole).Error; err != nil {
		return err
	}
	for _, t := range i.tables {
		per := max(1, 20_000/len(t.rows[0]))
		for from := 0; from < len(t.rows); from += per {
			var rows []map[string]any
			for _, row := range t.rows[from:min(from+per, len(t.rows))] {
				rows = append(rows, maps.Clone(row)) // GORM writes into what it is given
			}
			if err := tx.DB().Table(t.name).Clauses(clause.OnConflict{DoNothing: true}).Create(rows).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// copyOf gives each test things of its own to change. What is one thing under two names stays one.
func copyOf(c *demo.Company) *demo.Company {
	return cloned(reflect.ValueOf(c), map[thing]reflect.Value{}).Interface().(*demo.Company)
}

// thing is what a pointer leads to; a thing and its first field lie at one place.
type thing struct {
	place uintptr
	kind  reflect.Type
}

func cloned(v reflect.Value, seen map[thing]reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		here := thing{v.Pointer(), v.Type()}
		if known, ok := seen[here]; ok {
			return known
		}
		fresh := reflect.New(v.Type().Elem())
		seen[here] = fresh
		fresh.Elem().Set(cloned(v.Elem(), seen))
		return fresh
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		fresh := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, key := range v.MapKeys() {
			fresh.SetMapIndex(key, cloned(v.MapIndex(key), seen))
		}
		return fresh
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			fresh.Index(i).Set(cloned(v.Index(i), seen))
		}
		return fresh
	case reflect.Struct:
		fresh := reflect.New(v.Type()).Elem()
		fresh.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fresh.Field(i).Set(cloned(v.Field(i), seen))
			}
		}
		return fresh
	}
	return v
}
