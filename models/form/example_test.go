package form_test

import (
	"fmt"
	"net/url"

	"throughline/models/form"
)

// A save reads the thing as it is stored now, fills it with the post, and settles what others saved
// meanwhile. Only a valid form without clashes is saved, over the stored version.
func ExampleForm_Settle() {
	fifteen := 15.0
	stored, version := outcome{Title: "Faster handoffs", Target: &fifteen}, 4
	values := url.Values{
		"version": {"3"},
		"title":   {"Faster handoffs to delivery"}, "was.title": {"Faster handoffs"},
		"target": {"10"}, "was.target": {"10"},
	}

	f := form.Of(stored.Fields()...)
	f.Version = version
	f.Fill(values, form.Locale{}, form.Draft)
	notes, clashes := f.Settle(values, "Tom")
	switch {
	case !f.Valid():
		fmt.Println("show the form again, with status 422:", f.Problems())
	case len(clashes) > 0:
		fmt.Println("show the conflict page, with status 409:", clashes)
	default:
		fmt.Println("save:", stored.Title, *stored.Target, notes)
	}
	// Output: save: Faster handoffs to delivery 15 [Target: kept “15 days”, which Tom saved.]
}
