package exchange

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"throughline/models"
)

// The longest texts that come in: names, other texts, and anything in a file of our own, which fitted once.
const (
	maxName = 1_000
	maxText = 20_000
	maxOwn  = 4_000_000
)

// first reads what one row is by itself: its id, its kind, its words and numbers. What no column can hold refuses the row.
func (im *importer) first(s *sheet, l line) *item {
	it := &item{sheet: s, line: l, kind: s.kind}
	if s.kind.choose != nil && !s.own {
		it.kind = of(s.kind.choose(it))
	}
	it.entity = it.kind.blank()
	if err := im.words(it); err != nil {
		it.refused = err.Error()
		return it
	}
	it.external = it.text(s.kind.name + "_id")
	if it.external == "" && !s.own {
		it.external = it.text("id")
	}
	if it.kind.title != "" {
		it.name = it.field(it.kind.title).String()
		if strings.TrimSpace(it.name) == "" {
			it.refused = "It has no " + it.kind.title + "."
			return it
		}
	}
	if it.external == "" {
		it.external = it.name // without an id, the name is what tells it from the others
	}
	if err := fits("The id", it.external, maxName); err != nil {
		it.refused = err.Error()
		return it
	}
	if it.external == "" {
		it.refused = "It has neither an id nor a name."
		return it
	}
	it.id = im.id(s.kind.name, it.external)
	for _, k := range s.kind.kinds {
		if _, twice := im.stored[k][it.id]; twice {
			it.refused = fmt.Sprintf("The id %q stands on an earlier line too.", short(it.external))
			return it
		}
	}
	it.field("id").SetString(it.id)
	if s.kind.many {
		it.external, it.name = strings.Clone(it.external), strings.Clone(it.name) // of the row nothing else stays
	}
	if s.kind.parent != "" {
		it.under = it.above()
	}
	im.keep(it)
	im.mentions(it)
	return it
}

// words fills the columns that hold words, numbers, days and instants.
func (im *importer) words(it *item) error {
	most := maxText
	if it.sheet.own {
		most = maxOwn
	}
	for _, f := range it.kind.schema.Fields {
		if f.DBName == "" || f.DBName == "id" || names(f.DBName) != "" || it.byThought(f.DBName) {
			continue
		}
		cell := it.text(append([]string{f.DBName}, it.sheet.kind.others(f.DBName, it.sheet.own)...)...)
		limit := most
		if f.DBName == it.kind.title && !it.sheet.own {
			limit = maxName
		}
		if err := fits(f.DBName, cell, limit); err != nil {
			return err
		}
		if !it.sheet.own && slices.Contains(leave, f.DBName) {
			continue
		}
		err := set(it.field(f.DBName), cell)
		var much tooMuch
		if errors.As(err, &much) || err != nil && it.sheet.own {
			return fmt.Errorf("%s: %q is %w", f.DBName, short(cell), err)
		}
		if err != nil {
			it.find("not_read", f.DBName+": "+cell)
		}
	}
	for name := range it.sheet.kind.also {
		if it.sheet.own {
			break
		}
		if err := fits(name, it.text(name), maxText); err != nil {
			return err
		}
		if f := it.text(name); f != "" && numeric[name] {
			if _, err := number(strings.TrimSpace(f)); err != nil && err != errNot {
				return err
			}
		}
	}
	for i, cell := range it.line.cells {
		if err := fits(fmt.Sprintf("Cell %d", i+1), cell, most); err != nil {
			return err
		}
	}
	if more := it.sheet.beyond(it.line); more != "" {
		if it.sheet.own {
			return tooMuch("It has more cells than there are headings.")
		}
		it.find("wide", more)
	}
	return nil
}

// leave are the columns that foreign files do not fill.
var leave = []string{"version", "created_at", "updated_at", "removed_at", "ref", "state", "verdict", "administrator", "executive", "active"}

// numeric are the headings beyond the columns whose cells may be numbers.
var numeric = map[string]bool{"baseline": true, "target": true, "value": true, "effort_hours_per_month": true, "effort_hours_per_week": true}

func (k *kind) others(column string, own bool) []string {
	if own {
		return nil
	}
	return k.alias[column]
}

// text is the cell of a row under the first of these headings that has one.
func (it *item) text(headings ...string) string { return it.sheet.cell(it.line, headings...) }

// values are a row's unique columns, as cells.
func (k *kind) values(e models.Entity) (out []string) {
	for _, column := range k.unique {
		out = append(out, write(k.at(e, column)))
	}
	return out
}

func (k *kind) idOf(e models.Entity) string { return k.at(e, "id").String() }

func (k *kind) at(e models.Entity, column string) reflect.Value {
	return reflect.ValueOf(e).Elem().FieldByIndex(k.schema.LookUpField(column).StructField.Index)
}

func (it *item) field(column string) reflect.Value { return it.kind.at(it.entity, column) }

func short(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
