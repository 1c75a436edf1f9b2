package form

import (
	"fmt"
	"slices"
	"strings"
)

// Clash is a field that two people changed to different values. The texts are as a person reads them.
type Clash struct {
	Field              *Field
	Base, Theirs, Mine string
}

// KeepName is the name of the two radio buttons that settle the clash; their values are "mine" and "theirs".
func (c Clash) KeepName() string { return "keep." + c.Field.Name }

// Merge joins two people's changes to one thing. The three lists come from one declaration over three
// structs: base is what this person started from, theirs what is stored now, mine what was typed. A field
// that only one side changed takes that change; where it was theirs, a note says so. A field that both
// changed to different values takes mine or theirs as the person decided (Field.Keep), else it is a clash
// and keeps what was typed. After it the values bound to mine hold the merge. Fields are matched by their
// names; without a base every difference is a clash. by names who saved theirs.
func Merge(base, theirs, mine []*Field, by ...string) (notes []string, clashes []Clash) {
	who := "somebody else"
	if len(by) > 0 && by[0] != "" {
		who = by[0]
	}
	for _, field := range mine {
		their, was := named(theirs, field.Name), named(base, field.Name)
		if their == nil || field.unheld || field.Locked != "" || field.Kind == KindPassword {
			continue
		}
		their.loc = field.loc
		if was != nil {
			was.loc = field.loc
		}
		theyChanged, iChanged := was == nil || !their.same(was), was == nil || !field.same(was)
		switch {
		case field.same(their):
		case !theyChanged && field.Keep != "theirs":
		case !iChanged:
			field.take(their)
			notes = append(notes, fmt.Sprintf("%s: kept “%s”, which %s saved.", field.Label, field.Answer(), who))
		case field.Keep == "mine":
		case field.Keep == "theirs":
			field.take(their)
		default:
			clash := Clash{Field: field, Base: NotAnswered, Theirs: their.Answer(), Mine: field.Answer()}
			if was != nil {
				clash.Base = was.Answer()
			}
			clashes = append(clashes, clash)
		}
	}
	return notes, clashes
}

func named(fields []*Field, name string) *Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// same tells whether two fields hold the same answer, however it was typed.
func (f *Field) same(other *Field) bool { return f.plain() == other.plain() }

// plain is the bound value as one text that is equal when the answers are.
func (f *Field) plain() string {
	switch f.Kind {
	case KindNumber:
		if f.words != nil && *f.words != "" {
			if n, err := ParseNumber(*f.words, f.loc); err != nil || *f.num == nil || n != **f.num {
				return *f.words
			}
		}
		if *f.num == nil {
			return ""
		}
		return Locale{}.Typed(**f.num)
	case KindWhole:
		return fmt.Sprint(*f.whole)
	case KindDate:
		if !f.date.Valid() && f.words != nil {
			return *f.words
		}
		return string(*f.date)
	case KindMany:
		list := slices.Sorted(slices.Values(*f.list))
		return strings.Join(list, "\x00")
	case KindPick:
		if *f.str == "" && f.words != nil {
			return *f.words
		}
	case KindTick:
		return fmt.Sprint(*f.tick)
	}
	return *f.str
}

// take makes the other field's answer this field's.
func (f *Field) take(other *Field) {
	switch f.Kind {
	case KindNumber:
		*f.num = nil
		if *other.num != nil {
			n := **other.num
			*f.num = &n
		}
	case KindWhole:
		*f.whole = *other.whole
	case KindDate:
		*f.date = *other.date
	case KindMany:
		*f.list = slices.Clone(*other.list)
	case KindTick:
		*f.tick = *other.tick
	default:
		*f.str = *other.str
	}
	if f.words != nil && other.words != nil {
		*f.words = *other.words
	}
	f.draw()
	if f.Problem = ""; f.strict {
		f.check()
	}
}

// detached is the field over a copy of its bound value.
func (f *Field) detached() *Field {
	c := *f
	c.stored = nil
	c.str, c.num, c.words, c.whole, c.date, c.list, c.tick = copied(f.str), copied(f.num), copied(f.words), copied(f.whole), copied(f.date), copied(f.list), copied(f.tick)
	return &c
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}
