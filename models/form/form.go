// Package form is the one vocabulary for asking people things. A field is declared once, beside the
// struct that it fills, and bound by pointer: that line reads what was typed, checks it, is drawn by the
// page, and is shown again on the page of all answers. The package knows no database and no HTTP.
package form

import (
	"fmt"
	"net/url"
	"strconv"
)

// Mode says how much is asked of the answers.
type Mode int

// A draft takes everything a column can hold; strict asks for complete and sound answers.
const (
	Draft Mode = iota
	Strict
)

// mostNames is how many names one post may hold.
const mostNames = 10_000

// Form is the fields and rows of one page. Version is that of the stored thing, Seen the one the person
// had before them; set Version before Fill.
type Form struct {
	Fields  []*Field
	Rows    []*Rows
	Problem string
	Version int
	Seen    int
}

// Problem is one line of the summary: what to mend, and the id of the element where it stands. ID is
// empty when it concerns the whole page. Where names the row: what it is called, or "Outcomes, row 2" while it has no name.
type Problem struct {
	Field          *Field
	ID, Say, Where string
}

// Invalid carries a filled form whose answers cannot be taken, back to the page that shows it.
type Invalid struct{ Form *Form }

func (Invalid) Error() string { return "There is a problem with the answers." }

// Of is a form of these fields.
func Of(fields ...*Field) *Form { return &Form{Fields: fields} }

// Fill takes the posted values into the bound values and notes each problem at its field. After it every
// field shows what was typed. Fields that are not in the post stay as they are, except ticks and picks.
func (f *Form) Fill(values url.Values, loc Locale, mode Mode) {
	f.Seen, f.Problem = f.Version, ""
	if len(values) > mostNames {
		f.Show(loc)
		f.Problem = fmt.Sprintf("This page sent %s answers; %s can be read at once. Nothing was saved. Save in smaller parts.",
			loc.count(len(values)), loc.count(mostNames))
		return
	}
	f.Seen = version(values, "version", f.Version)
	fill(f.Fields, values, loc, mode, f.Seen == f.Version)
	for _, rows := range f.Rows {
		rows.fill(values, loc, mode)
	}
}

func fill(fields []*Field, values url.Values, loc Locale, mode Mode, current bool) {
	for _, field := range fields {
		field.read(values, loc)
		if field.strict = mode == Strict; field.strict {
			field.check()
		}
		// An answer to a clash counts only while what is stored is what the person decided about.
		if keep := values.Get("keep." + field.Name); current && decided(keep) {
			if field.Keep = keep; decided(values.Get("all")) {
				field.Keep = values.Get("all")
			}
		}
	}
}

func decided(keep string) bool { return keep == "mine" || keep == "theirs" }

// version reads a posted version. None posted counts as the stored one, one that is no number as stale.
func version(values url.Values, name string, stored int) int {
	posted, sent := values[name]
	if !sent || len(posted) == 0 {
		return stored
	}
	n, err := strconv.Atoi(posted[0])
	if err != nil {
		return -1
	}
	return n
}

// Show sets what stands in every field from the bound values, as the start of the next change. Call it
// for a fresh page, and after a save that answers with the form itself, with the new versions set.
func (f *Form) Show(loc Locale) {
	f.Seen = f.Version
	for _, rows := range f.Rows {
		for _, row := range rows.Items {
			row.Seen = row.Version
		}
	}
	for field := range f.all() {
		field.show(loc)
	}
}

// Stale tells whether somebody saved after this person opened the page.
func (f *Form) Stale() bool { return f.Seen != f.Version }

// Valid tells whether nothing has to be mended.
func (f *Form) Valid() bool { return len(f.Problems()) == 0 }

// Invalid is nil when the form is valid, else the error that carries it.
func (f *Form) Invalid() error {
	if f.Valid() {
		return nil
	}
	return Invalid{f}
}

// Problems lists what to mend, in the order of the page.
func (f *Form) Problems() []Problem {
	var list []Problem
	if f.Problem != "" {
		list = append(list, Problem{Say: f.Problem})
	}
	list = append(list, problems(f.Fields, "")...)
	for _, rows := range f.Rows {
		if rows.Problem != "" {
			list = append(list, Problem{ID: rows.Group, Say: rows.Problem})
		}
		for i, row := range rows.Items {
			where := row.Called()
			if where == "" {
				where = fmt.Sprintf("%s, row %d", rows.Label, i+1)
			}
			if row.Problem != "" {
				list = append(list, Problem{ID: row.ElementID(), Say: row.Problem, Where: where})
			}
			list = append(list, problems(row.Fields, where)...)
		}
	}
	return list
}

func problems(fields []*Field, where string) (list []Problem) {
	for _, field := range fields {
		if field.Problem != "" {
			list = append(list, Problem{Field: field, ID: field.ID(), Say: field.Problem, Where: where})
		}
	}
	return list
}

// Field finds a field by its full name; nil when there is none.
func (f *Form) Field(name string) *Field {
	for field := range f.all() {
		if field.Name == name {
			return field
		}
	}
	return nil
}

// Blame puts a sentence at the named field, or at the whole form when it has no such field. The first
// sentence at a field stays.
func (f *Form) Blame(name, say string) {
	field := f.Field(name)
	switch {
	case field == nil && f.Problem == "":
		f.Problem = say
	case field != nil && field.Problem == "":
		field.Problem = say
	}
}

func (f *Form) all() func(yield func(*Field) bool) {
	return func(yield func(*Field) bool) {
		for _, field := range f.Fields {
			if !yield(field) {
				return
			}
		}
		for _, rows := range f.Rows {
			for _, row := range rows.Items {
				for _, field := range row.Fields {
					if !yield(field) {
						return
					}
				}
			}
		}
	}
}
