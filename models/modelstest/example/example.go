// Package example brings the example company into test databases. It is loaded once for a test binary, kind of database and instant;
// from then on its rows are copied, which takes a fraction of the time.
package example

import (
	"reflect"
	"sync"
	"time"

	"throughline/models"
	"throughline/models/demo"
)

// at is where and when the example was loaded: its dates lie around the day of the clock.
type at struct {
	dialect string
	now     time.Time
}

// rows are those of every table, in a shape that the database itself writes back: a call for each row would take longer than most tests.
type rows interface{ put(tx *models.Tx) error }

type image struct {
	company *demo.Company
	rows    rows
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
		return copyOf(known.company), known.rows.put(tx)
	}
	c, err := demo.Load(tx, demo.Options{})
	if err != nil {
		return nil, err
	}
	made := &image{company: copyOf(c)}
	if key.dialect == "sqlite" {
		made.rows, err = takeSQLite(tx)
	} else {
		made.rows, err = takePostgres(tx)
	}
	if err != nil {
		return nil, err
	}
	images.of[key] = made
	return c, nil
}

// ownRows are the tables whose rows every database has for itself.
var ownRows = []string{"goose_db_version", "revision", "sqlite_sequence"}

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
