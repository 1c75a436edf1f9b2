package handlers

import (
	"net/url"
	"slices"

	"throughline/models/form"
)

// meanwhile is what stands now in the fields that this person left as they were, where somebody else changed them. A page
// that saves by itself has to show it: its next save carries the new versions, and would put the old answers back.
func meanwhile(f *form.Form, posted url.Values) map[string][]string {
	changed := map[string][]string{}
	look := func(fields []*form.Field) {
		for _, field := range fields {
			was, known := posted[field.WasName()]
			now := field.Picked
			if len(now) == 0 {
				now = []string{field.Typed}
			}
			if known && slices.Equal(was, orEmpty(posted[field.Name])) && !slices.Equal(was, now) && field.Problem == "" {
				changed[field.Name] = now
			}
		}
	}
	look(f.Fields)
	for _, rows := range f.Rows {
		for _, row := range rows.Items {
			look(row.Fields)
		}
	}
	return changed
}

// orEmpty is a post without any pick as the page wrote it down: one empty text.
func orEmpty(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}
