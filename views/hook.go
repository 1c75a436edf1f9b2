package views

import (
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/form"
)

// HookPage is the form of one hook, with its last calls.
type HookPage struct {
	Hook  *models.Webhook // without an id while it is new
	Form  *form.Form
	Calls []*models.CallNow
	Rules []*models.Rule // that start at it
	By    string         // who set it up
	Say   string         // why it was not taken out
	Now   time.Time
}

func (v HookPage) problems() []form.Problem {
	if v.Say != "" {
		return []form.Problem{{Say: v.Say}}
	}
	return v.Form.Problems()
}

// callWord is how a call ended, in a word.
func callWord(c *models.CallNow) string {
	switch {
	case c.Taken && c.Reason != "":
		return "Came before"
	case c.Taken:
		return "Taken"
	}
	return "Refused with " + itoa(c.Code)
}

// kindWord is a sort of field in a word.
func kindWord(k blocks.FieldKind) string {
	if k == blocks.YesField {
		return "yes or no"
	}
	return string(k)
}

// bytesWord is a size in words.
func bytesWord(n int) string {
	if n < 1024 {
		return blocks.Count(n, "byte")
	}
	return itoa((n+512)/1024) + " KB"
}
