package form

import (
	"net/url"
	"slices"
	"strconv"
)

// Contested tells whether somebody saved meanwhile, the whole or a row, or this post answers a clash.
func (f *Form) Contested() bool {
	for field := range f.all() {
		if field.Keep != "" {
			return true
		}
	}
	for _, rows := range f.Rows {
		for _, row := range rows.Items {
			if row.Stale() {
				return true
			}
		}
	}
	return f.Stale()
}

// Settle merges what was typed with what others saved meanwhile; call it after Fill, which must have run
// over the struct as it is stored now. What the person started from comes with the post under
// "was.<name>". Without clashes the bound values hold the merge and can be saved over the stored version;
// with clashes nothing is saved and the page asks, field by field. After it the form starts from what is
// stored now, so that the next post carries that version. by names who saved meanwhile.
func (f *Form) Settle(values url.Values, by string) (notes []string, clashes []Clash) {
	notes, clashes = settle(f.Fields, values, by, f.Stale())
	f.Seen = f.Version
	for _, rows := range f.Rows {
		notes = append(notes, rows.Notes...)
		for _, row := range rows.Items {
			if row.New {
				continue
			}
			rowNotes, rowClashes := settle(row.Fields, values, by, row.Stale())
			row.Clashes, row.Seen = rowClashes, row.Version
			notes, clashes = append(notes, rowNotes...), append(clashes, rowClashes...)
		}
	}
	return notes, clashes
}

func settle(fields []*Field, values url.Values, by string, stale bool) (notes []string, clashes []Clash) {
	var base, theirs, mine []*Field
	for _, field := range fields {
		if field.stored == nil || !stale && field.Keep == "" {
			continue
		}
		mine, theirs = append(mine, field), append(theirs, field.stored)
		start := field.stored.detached()
		// A start that can no longer be read, such as an option that is gone, counts as not known.
		if was, sent := values[field.WasName()]; sent {
			if start.read(url.Values{field.Name: was}, field.loc); !start.unheld {
				base = append(base, start)
			}
		}
	}
	notes, clashes = Merge(base, theirs, mine, by)
	for _, field := range mine {
		field.was = field.stored.standing()
	}
	return notes, clashes
}

// Changed tells whether the last Fill changed the answer, or met one that no column can hold.
func (f *Field) Changed() bool { return f.unheld || f.stored != nil && !f.same(f.stored) }

// WasName is the name of the hidden elements that send along what the person started from.
func (f *Field) WasName() string { return "was." + f.Name }

// WasValues are the values of those elements: one for a typed field, one for each pick, at least one.
func (f *Field) WasValues() []string {
	if f.Kind == KindPassword {
		return nil
	}
	return slices.Clone(f.was)
}

// Sent is one name and value of a post.
type Sent struct{ Name, Value string }

// Carry is everything the form would post as it stands now, for the hidden elements of a page that asks
// only about clashes. Passwords are left out.
func (f *Form) Carry() []Sent {
	list := carry([]Sent{{"version", strconv.Itoa(f.Seen)}}, f.Fields)
	for _, rows := range f.Rows {
		for _, row := range rows.Items {
			list = append(list, Sent{rows.OrderName(), row.ID})
			if !row.New {
				list = append(list, Sent{row.VersionName(), strconv.Itoa(row.Seen)})
			}
			list = carry(list, row.Fields)
		}
	}
	return list
}

func carry(list []Sent, fields []*Field) []Sent {
	for _, field := range fields {
		if field.Kind == KindPassword || field.Locked != "" {
			continue
		}
		for _, value := range field.standing() {
			list = append(list, Sent{field.Name, value})
		}
		for _, value := range field.was {
			list = append(list, Sent{field.WasName(), value})
		}
	}
	return list
}
