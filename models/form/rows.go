package form

import (
	"fmt"
	"regexp"
	"strings"
)

// mostRows is how many rows of one group are read from one post.
const mostRows = 500

// Rows is a list of things on one page, each with the same fields: outcomes, workflows, steps. Element
// names are "<group>.<row id>.<field>"; "<group>.order" holds the row ids in the order of the page.
type Rows struct {
	Group, Label string
	AddLabel     string // the words on the add button; empty when no row can be added
	Hint         string
	Most         int // the most rows; 0 is no limit of its own
	Items        []*Row
	Removed      []*Row   // stored rows that this post took away
	Notes        []string // what happened meanwhile and needs no answer
	Problem      string
	Focus        string // the element where reading goes on after a button of a row; empty on any other showing

	blank func(id string) *Row
}

// Row is one thing in a list. Of is the struct that its fields fill. New rows have the ids new1, new2 and
// so on until they are saved.
type Row struct {
	ID      string
	Alias   string // a shorter name for the page's elements, where a list is long; the id when empty
	Version int    // as stored
	Seen    int    // as the person had it before them
	New     bool
	Of      any
	Name    string // what its thing is called, where no field of the row asks for that
	Fields  []*Field
	Problem string
	Clashes []Clash

	group string
}

// Repeat is an empty list of rows. The function makes the blank row of a new thing: its Of and Fields;
// it is nil when rows cannot be added. The label names the list, such as "Outcomes".
func Repeat(group, label string, blank func(id string) *Row) *Rows {
	r := &Rows{Group: group, Label: label, blank: blank}
	if blank != nil {
		r.AddLabel = "Add a row"
	}
	return r
}

// Adds sets the words on the add button, such as "Add an outcome".
func (r *Rows) Adds(label string) *Rows { r.AddLabel = label; return r }

// AtMost is the most rows the list may have.
func (r *Rows) AtMost(n int) *Rows { r.Most = n; return r }

// Stored appends the row of a stored thing.
func (r *Rows) Stored(id string, version int, of any, fields []*Field) *Rows {
	r.put(&Row{ID: id, Version: version, Seen: version, Of: of, Fields: fields})
	return r
}

// BlankAs appends an empty row that keeps one id over all its saves, "new-" and a UUID, so that a second save finds the first.
func (r *Rows) BlankAs(id string, loc Locale) *Row {
	row := r.Blank(loc)
	if row != nil {
		r.Rename(row, id)
	}
	return row
}

// Blank appends an empty row for a new thing, ready to be shown; nil when rows cannot be added.
func (r *Rows) Blank(loc Locale) *Row {
	if r.blank == nil || len(r.Items) >= r.most() {
		return nil
	}
	row := r.fresh(r.nextID())
	for _, field := range row.Fields {
		field.show(loc)
	}
	r.put(row)
	return row
}

// Rename gives a row of this list another id.
func (r *Rows) Rename(row *Row, id string) {
	row.ID = id
	r.place(row)
}

// Nickname gives a row of this list the alias that its elements are named by.
func (r *Rows) Nickname(row *Row, alias string) {
	row.Alias = alias
	r.place(row)
}

// Row finds a row by its id or alias; nil when there is none.
func (r *Rows) Row(id string) *Row {
	for _, row := range r.Items {
		if row.ID == id || id != "" && row.Alias == id {
			return row
		}
	}
	return nil
}

// OrderName is the name of the hidden element that each row has once, with the row's id as its value.
func (r *Rows) OrderName() string { return r.Group + ".order" }

// Do is the value of a button named "do" that acts on the list: Do("add", "") or Do("up", row.ID).
func (r *Rows) Do(verb, id string) string {
	if id == "" {
		return verb + ":" + r.Group
	}
	return verb + ":" + r.Group + ":" + id
}

// ElementID is the id of the element that holds the row.
func (row *Row) ElementID() string { return row.group + "." + row.name() }

func (row *Row) name() string {
	if row.Alias != "" {
		return row.Alias
	}
	return row.ID
}

// VersionName is the name of the hidden element with the version the person sees.
func (row *Row) VersionName() string { return row.ElementID() + ".version" }

// longestName is how much of a name a summary of problems shows.
const longestName = 80

// Called is what people call the row's thing: the title or name that stands in its own field, else the name it was stored with. It is
// empty while it has none.
func (row *Row) Called() string {
	name := row.Name
	for _, key := range []string{"title", "name"} {
		if f := row.Field(key); f != nil && f.Typed != "" {
			name = f.Typed
		}
	}
	if letters := []rune(name); len(letters) > longestName {
		return string(letters[:longestName-1]) + "…"
	}
	return name
}

// Stale tells whether somebody saved this row after the person opened the page.
func (row *Row) Stale() bool { return !row.New && row.Seen != row.Version }

// Field finds a field of the row by its short name; nil when there is none.
func (row *Row) Field(key string) *Field {
	for _, field := range row.Fields {
		if field.Key == key {
			return field
		}
	}
	return nil
}

// Blame puts a sentence at the field with this short name, or at the row. The first sentence stays.
func (row *Row) Blame(key, say string) {
	field := row.Field(key)
	switch {
	case field == nil && row.Problem == "":
		row.Problem = say
	case field != nil && field.Problem == "":
		field.Problem = say
	}
}

// ItemsOf is what the rows fill, in the order of the page.
func ItemsOf[T any](r *Rows) []*T {
	list := make([]*T, 0, len(r.Items))
	for _, row := range r.Items {
		if of, ok := row.Of.(*T); ok {
			list = append(list, of)
		}
	}
	return list
}

func (r *Rows) put(row *Row) {
	r.place(row)
	r.Items = append(r.Items, row)
}

// place gives the row's fields their full names.
func (r *Rows) place(row *Row) {
	row.group = r.Group
	for _, field := range row.Fields {
		field.Name = row.ElementID() + "." + field.Key
	}
}

func (r *Rows) fresh(id string) *Row {
	row := r.blank(id)
	row.ID, row.New = id, true
	r.place(row)
	return row
}

func (r *Rows) nextID() string {
	last := 0
	for _, row := range r.Items {
		if row.New {
			n := 0
			if _, err := fmt.Sscanf(row.ID, "new%d", &n); err == nil {
				last = max(last, n)
			}
		}
	}
	return fmt.Sprintf("new%d", last+1)
}

func (r *Rows) most() int {
	if r.Most > 0 {
		return min(r.Most, mostRows)
	}
	return mostRows
}

var newID = regexp.MustCompile(`^new([1-9][0-9]{0,3}|-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

// Action is what the pressed button named "do" asks for: "save", or "remove" with its group and row id.
// It is empty when no button was named.
func Action(values map[string][]string) (verb, group, id string) {
	if do := values["do"]; len(do) > 0 {
		parts := strings.SplitN(do[0], ":", 3)
		parts = append(parts, "", "")
		return parts[0], parts[1], parts[2]
	}
	return "", "", ""
}

// Apply does what a row button asks, after Fill: add, remove, up or down. It tells whether it was a row
// button of this form at all. A removed stored row goes to Removed; a new one is forgotten.
func (f *Form) Apply(verb, group, id string, loc Locale) bool {
	for _, rows := range f.Rows {
		if rows.Group == group {
			return rows.apply(verb, id, loc)
		}
	}
	return false
}

func (r *Rows) apply(verb, id string, loc Locale) bool {
	if verb == "add" {
		row := r.Blank(loc)
		if r.Focus = r.Group; row != nil {
			r.Focus = row.ElementID()
		} else if r.Problem == "" {
			r.Problem = fmt.Sprintf("This list holds %s rows and takes no more.", loc.count(len(r.Items)))
		}
		return true
	}
	for i, row := range r.Items {
		if row.ID != id {
			continue
		}
		r.Focus = row.ElementID()
		switch verb {
		case "remove":
			r.Focus = r.Group
			r.Items = append(r.Items[:i:i], r.Items[i+1:]...)
			if !row.New {
				r.Removed = append(r.Removed, row)
			}
		case "up":
			r.swap(i, i-1)
		case "down":
			r.swap(i, i+1)
		default:
			return false
		}
		return true
	}
	// The row is gone already: somebody else removed it, or the button was pressed twice.
	return verb == "remove" || verb == "up" || verb == "down"
}

func (r *Rows) swap(i, j int) {
	if j >= 0 && j < len(r.Items) {
		r.Items[i], r.Items[j] = r.Items[j], r.Items[i]
	}
}
