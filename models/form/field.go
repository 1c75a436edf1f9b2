package form

import (
	"slices"

	"throughline/models/day"
)

// The kinds of field. Each kind is drawn in one way and read in one way.
const (
	KindLine     = "line"
	KindText     = "text"
	KindEmail    = "email"
	KindPassword = "password"
	KindNumber   = "number"
	KindWhole    = "whole"
	KindDate     = "date"
	KindChoice   = "choice"
	KindMany     = "many"
	KindTick     = "tick"
)

// Option is one answer that a choice offers. Options with the same Group stand together under that heading.
type Option struct{ Value, Label, Group string }

// Span is a part of a typed text, in bytes, To not included.
type Span struct{ From, To int }

// Advice is something worth a second thought. It never blocks; it names the words that made it.
type Advice struct {
	Code, Say string
	Words     []Span
	Shape     string // a sentence to fill in that would settle it
	About     string // what it can be set aside for, as "goal:ID"; empty when it cannot be
	Must      bool   // the whole cannot be done before it is mended
}

// Wording is the advice on a field's own words, given again while somebody types.
type Wording struct{ Advice []Advice }

// Field is one question of a form, bound to the value that its answer fills.
type Field struct {
	Name     string // the element's name and id: Key, or "<group>.<row>.<Key>" in a row
	Key      string // the short name, the same in every row
	Label    string
	Hint     string
	Kind     string
	Unit     string // shown after a number, such as "hours a week"
	As       string // how the page likes to draw it, such as "chips"; empty is the usual way
	Complete string // the browser's autocomplete word, such as "new-password"
	Options  []Option
	Need     bool
	Asked    bool   // wanted before the whole is done, though a draft may wait
	Limit    int    // the most characters it can hold
	Locked   string // why it cannot be changed now; a locked field is not read from a post

	Typed   string   // what stands in the box: as stored after Show, as typed after Fill
	Picked  []string // what is picked of Options; "on" for a tick
	Problem string   // what to mend, as a sentence
	Advice  []Advice
	Wording *Wording // nil when nothing is said about the field's words
	Keep    string   // "mine" or "theirs": the answer to a clash, see Merge

	say       string
	lo, hi    *float64
	atLeast   int
	notBefore day.Day
	beforeSay string
	loc       Locale
	strict    bool     // the last Fill asked for complete answers
	unheld    bool     // the last Fill met an answer that no column can hold
	was       []string // what the person started from, as it stood in the field
	stored    *Field   // the answer before the last Fill

	str   *string // the bound value: one of these, by Kind
	num   **float64
	dir   *Directory
	words *string // the text kept beside a number, a date or a pick
	whole *int
	date  *day.Day
	list  *[]string
	tick  *bool
}

// Line is one line of text; line breaks in it become blanks. It holds 300 characters unless Max says otherwise.
func Line(name, label string, into *string) *Field {
	f := bare(KindLine, name, label, 300)
	f.str = into
	return f
}

// Text is text of several lines, at most 20,000 characters unless Max says otherwise.
func Text(name, label string, into *string) *Field {
	f := bare(KindText, name, label, 20_000)
	f.str = into
	return f
}

// Email is one e-mail address.
func Email(name, label string, into *string) *Field {
	f := bare(KindEmail, name, label, 254)
	f.str, f.Complete = into, "email"
	return f
}

// Password is a secret: never shown back, never trimmed, never merged.
func Password(name, label string, into *string) *Field {
	f := bare(KindPassword, name, label, 1_000)
	f.str, f.Complete = into, "current-password"
	return f
}

// Number is a number that may have decimals; nil is no answer.
func Number(name, label string, into **float64) *Field {
	f := bare(KindNumber, name, label, 100)
	f.num = into
	return f
}

// Quantity is a number with the text as it was typed kept beside it: of ">80 %" the number is 80. A draft
// keeps a text that is no number, such as "TBD", with the number nil.
func Quantity(name, label string, into **float64, text *string) *Field {
	f := bare(KindNumber, name, label, 500)
	f.num, f.words = into, text
	return f
}

// Whole is a whole number that fits 32 bits. No answer is 0, so 0 is shown as empty unless Between allows it.
func Whole(name, label string, into *int) *Field {
	f := bare(KindWhole, name, label, 100)
	f.whole = into
	return f
}

// Date is a day. With a text bound too, the text keeps the words as typed, and a draft keeps words that
// are no day; text may be nil.
func Date(name, label string, into *day.Day, text *string) *Field {
	f := bare(KindDate, name, label, 200)
	f.date, f.words = into, text
	return f
}

// Choice is one of the options, or none. A stored value that is no longer offered stays allowed.
func Choice(name, label string, into *string, options ...Option) *Field {
	f := bare(KindChoice, name, label, 0)
	f.str, f.Options = into, options
	return f
}

// Many is any number of the options, kept in the order of the options.
func Many(name, label string, into *[]string, options ...Option) *Field {
	f := bare(KindMany, name, label, 0)
	f.list, f.Options = into, options
	return f
}

// Tick is yes or no.
func Tick(name, label string, into *bool) *Field {
	f := bare(KindTick, name, label, 0)
	f.tick = into
	return f
}

func bare(kind, name, label string, limit int) *Field {
	return &Field{Name: name, Key: name, Label: label, Kind: kind, Limit: limit}
}

// Required asks for an answer before the form counts as complete; say replaces the usual sentence.
func (f *Field) Required(say ...string) *Field {
	f.Need = true
	if len(say) > 0 {
		f.say = say[0]
	}
	return f
}

// Wanted marks a field that a draft may leave open and the finished thing may not: the page does not call it optional.
func (f *Field) Wanted() *Field { f.Asked = true; return f }

// Max is the most characters the field can hold, counted as people count letters in code points.
func (f *Field) Max(n int) *Field { f.Limit = n; return f }

// AtLeast is the fewest characters of an answer.
func (f *Field) AtLeast(n int) *Field { f.atLeast = n; return f }

// Help is the hint under the label.
func (f *Field) Help(hint string) *Field { f.Hint = hint; return f }

// In names the unit of a number.
func (f *Field) In(unit string) *Field { f.Unit = unit; return f }

// Drawn says how the page likes to draw the field, such as "chips" or "radios".
func (f *Field) Drawn(as string) *Field { f.As = as; return f }

// Completes sets the browser's autocomplete word.
func (f *Field) Completes(word string) *Field { f.Complete = word; return f }

// Lock closes the field and says why; an empty why leaves it open.
func (f *Field) Lock(why string) *Field { f.Locked = why; return f }

// Between is the range of a number, both ends allowed. An infinite end is no bound.
func (f *Field) Between(lo, hi float64) *Field { f.lo, f.hi = &lo, &hi; return f }

// NotBefore is the first day allowed; say is the sentence when an earlier one is given. A day that is none is no bound.
func (f *Field) NotBefore(d day.Day, say string) *Field {
	f.notBefore, f.beforeSay = d, say
	return f
}

// Worded asks for advice on the field's own words, while somebody types and after each save.
func (f *Field) Worded() *Field { f.Wording = &Wording{}; return f }

// Has tells whether an option is picked.
func (f *Field) Has(value string) bool { return slices.Contains(f.Picked, value) }

// Ticked tells whether a tick is set.
func (f *Field) Ticked() bool { return f.Has("on") }

// Order is the order in which this person types days.
func (f *Field) Order() day.Order { return f.loc.Order }

// ID is the id of the field's element, which is its name.
func (f *Field) ID() string { return f.Name }

func (f *Field) offers(value string) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value })
}
