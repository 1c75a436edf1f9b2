package form

import "net/url"

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
// with clashes nothing is saved and the page asks, field by field. by names who saved meanwhile.
func (f *Form) Settle(values url.Values, by string) (notes []string, clashes []Clash) {
	notes, clashes = settle(f.Fields, values, by, f.Stale())
	for _, rows := range f.Rows {
		notes = append(notes, rows.Notes...)
		for _, row := range rows.Items {
			if row.New {
				continue
			}
			rowNotes, rowClashes := settle(row.Fields, values, by, row.Stale())
			row.Clashes = rowClashes
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
		if was, sent := values[field.WasName()]; sent {
			start := field.stored.detached()
			start.read(url.Values{field.Name: was}, field.loc)
			base = append(base, start)
		}
	}
	return Merge(base, theirs, mine, by)
}
