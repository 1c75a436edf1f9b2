package parts

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"throughline/models/form"
	"throughline/views/link"
)

// How a page may like a field to be drawn (form.Field.Drawn). Anything else is the usual way for its kind.
const (
	AsOpen     = "open"     // Choice: without one it is left open, which is an answer
	AsChips    = "chips"    // Many: letter-wide boxes; the first word of each label is seen, the rest is read out
	AsRadios   = "radios"   // Choice: all answers in sight
	AsVerdict  = "verdict"  // Choice: the list that wears the verdict's badge
	AsSentence = "sentence" // Text: the intent, written in the face it is read in
)

// described lists the ids of what explains a field, for aria-describedby.
func described(f *form.Field) string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	if f.Problem != "" {
		ids = append(ids, f.ID()+"-problem")
	}
	if f.Unit != "" {
		ids = append(ids, f.ID()+"-unit")
	}
	if len(f.Advice) > 0 {
		ids = append(ids, f.ID()+"-advice")
	}
	if f.Wording != nil {
		ids = append(ids, f.ID()+WordingPlace)
	}
	return strings.Join(ids, " ")
}

// said are the attributes that tie a control to what explains it.
func said(f *form.Field) templ.Attributes {
	a := templ.Attributes{}
	if ids := described(f); ids != "" {
		a["aria-describedby"] = ids
	}
	if f.Problem != "" {
		a["aria-invalid"] = "true"
	}
	if f.Wording != nil {
		// Only the advice below is swapped, so what is typed, the focus and the caret stay as they are.
		a["hx-post"], a["hx-trigger"], a["hx-sync"] = link.Wording(), "input changed delay:400ms", "this:replace"
		a["hx-target"], a["hx-swap"], a["data-only"] = "next [data-wording]", "outerMorph", f.Name
	}
	return a
}

// typing are the attributes of a one-line box, by kind.
func typing(f *form.Field) templ.Attributes {
	a := said(f)
	a["type"], a["class"], a["dir"] = "text", "input", "auto"
	if f.Complete != "" {
		a["autocomplete"], a["class"] = f.Complete, "input mid" // what a browser can fill in is short
	}
	if f.Kind == form.KindLine && f.Suggests() != "" {
		a["list"], a["autocomplete"] = f.Suggests(), "off"
	}
	switch f.Kind {
	case form.KindPick:
		a["list"], a["autocomplete"], a["class"] = f.Suggests(), "off", "input mid"
	case form.KindEmail:
		a["type"], a["autocapitalize"], a["spellcheck"], a["class"] = "email", "none", "false", "input mid"
	case form.KindPassword:
		a["type"], a["autocapitalize"], a["spellcheck"], a["class"] = "password", "none", "false", "input mid"
	case form.KindNumber:
		a["inputmode"], a["class"], a["autocomplete"] = "decimal", "input day", "off"
	case form.KindWhole:
		a["inputmode"], a["class"], a["autocomplete"] = "numeric", "input short", "off"
	case form.KindDate:
		a["data-day"], a["class"], a["autocomplete"] = string(f.Order()), "input day", "off"
	}
	return a
}

// optionID is the id of one answer; the first has the field's own, so that the summary's link finds it.
func optionID(f *form.Field, i int) string {
	if i == 0 {
		return f.ID()
	}
	return f.ID() + "-" + strconv.Itoa(i+1)
}

// grouped tells fieldsets from single controls.
func grouped(f *form.Field) bool {
	return f.Kind == form.KindMany || f.Kind == form.KindChoice && f.As == AsRadios
}

// span is how much of a row's twelve columns a field takes on a wide screen.
func span(f *form.Field) string {
	switch f.Kind {
	case form.KindNumber, form.KindWhole, form.KindDate:
		return "s4"
	case form.KindChoice, form.KindEmail, form.KindPassword:
		if f.As == "" {
			return "s4"
		}
	}
	return "s12"
}

// optionGroup is a run of options under one heading; the heading may be "".
type optionGroup struct {
	Name    string
	Options []numbered
}

type numbered struct {
	form.Option
	No int
}

func groups(list []form.Option) []optionGroup {
	var out []optionGroup
	for i, o := range list {
		if len(out) == 0 || out[len(out)-1].Name != o.Group {
			out = append(out, optionGroup{Name: o.Group})
		}
		last := &out[len(out)-1]
		last.Options = append(last.Options, numbered{o, i})
	}
	return out
}

// short and rest split an option's label for a chip: "O1 Fixed at first contact".
func short(label string) string { head, _, _ := strings.Cut(label, " "); return head }

// words are what advice is about, cut from what was typed; at most four, never outside the text.
func words(f *form.Field, a form.Advice) []string {
	var out []string
	for _, w := range a.Words {
		if w.From >= 0 && w.From < w.To && w.To <= len(f.Typed) && len(out) < 4 {
			out = append(out, strings.ToValidUTF8(f.Typed[w.From:w.To], ""))
		}
	}
	return out
}

// rowName is how a row is called: "Outcomes, row 2".
func rowName(r *form.Rows, row *form.Row) string {
	for i, it := range r.Items {
		if it == row {
			return r.Label + ", row " + strconv.Itoa(i+1)
		}
	}
	return r.Label
}

// ClashFields turns the clashes of a form into the choices of a Conflict.
func ClashFields(list []form.Clash) []ClashField {
	var out []ClashField
	for _, c := range list {
		out = append(out, ClashField{
			Name: c.KeepName(), Label: c.Field.Label, Was: c.Base, Mine: c.Mine, Theirs: c.Theirs, Choice: c.Field.Keep,
		})
	}
	return out
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func problemID(f *form.Field) string {
	if f.Problem == "" {
		return ""
	}
	return f.ID() + "-problem"
}
