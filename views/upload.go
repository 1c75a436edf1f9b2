package views

import (
	"strconv"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// Pasted is how a list is called that came without a file.
const Pasted = "Pasted cells"

// UploadsPage is where a list of workflows is given.
type UploadsPage struct {
	Page
	Form *form.Form
	Open bool // the audit is open: the intent holds
	Past []*models.Upload
	Now  time.Time
}

// UploadPage is one list: its mapping and the fate of its rows, or what it brought in and what can be taken back.
type UploadPage struct {
	Page
	Upload   *models.Upload
	Now      time.Time
	Locale   form.Locale
	Here     *exchange.Here
	Tables   []*exchange.Table
	Mapping  *exchange.Mapping
	Plan     *exchange.Plan
	Only     string               // the fate that the rows are narrowed to
	Number   int                  // page of the rows, from 1
	Problems map[string]WrongName // by the name of a field
	Backs    []*exchange.Back
}

// WrongName is a typed name that nobody here has, and the sentence about it.
type WrongName struct{ Typed, Say string }

// uploadRows is how many rows of a list one page shows.
const uploadRows = 100

// mostUnknown is how many unknown names a page asks about; the others are treated as nobody chose.
const mostUnknown = 60

// CameIn says what a list brought.
func CameIn(u *models.Upload) string {
	var said []string
	if u.Added > 0 {
		said = append(said, count(u.Added, "workflow", "workflows")+" added")
	}
	if u.Changed > 0 {
		said = append(said, strconv.Itoa(u.Changed)+" changed")
	}
	if len(said) == 0 {
		return "Taken in."
	}
	return strings.Join(said, ", ") + "."
}

// WentBack says what taking a list back did.
func WentBack(back, left int) string {
	switch {
	case back == 0 && left == 0:
		return "There was nothing left to take back."
	case back == 0:
		return "Nothing was taken back: all of it was changed since, or is in use. Each row below says why."
	case left == 0:
		return "Taken back: " + count(back, "workflow is", "workflows are") + " as before."
	}
	return "Taken back: " + count(back, "workflow is", "workflows are") + " as before. " + count(left, "stays", "stay") + ", and each says why."
}

// uploadState says where a list stands.
func uploadState(u *models.Upload) (kind, icon, word string) {
	switch u.State {
	case models.UploadTakenIn:
		return "ok", "ok", "Came in"
	case models.UploadTakenBack:
		return "none", "back", "Taken back"
	}
	return "none", "progress", "Not brought in yet"
}

func uploadFact(u *models.Upload) string {
	switch {
	case u.State == models.UploadOpen:
		return "kept for a day"
	case u.Added+u.Changed == 0:
		return "nothing of it is left"
	case u.State == models.UploadTakenBack:
		return "stays: " + CameIn(u)
	}
	return CameIn(u)
}

// fateWords are the sign and the words of a row's fate, and what the count of them says.
func fateWords(fate string) (kind, icon, word, counted string) {
	switch fate {
	case exchange.FateAdd:
		return "ok", "plus", "Will be added", "will be added"
	case exchange.FateChange:
		return "redesign", "redesign", "Will change", "will change one that is here"
	case exchange.FateSame:
		return "none", "ok", "Already here", "already here"
	case exchange.FateSkip:
		return "none", "stop", "Left out", "left out"
	}
	return "off", "off", "Refused", "refused"
}

func (p UploadPage) table() *exchange.Table { return p.Tables[p.Mapping.Sheet] }

// narrowed are the rows of the fate that is shown.
func (p UploadPage) narrowed() (list []*exchange.ListRow) {
	for _, r := range p.Plan.Rows {
		if p.Only == "" || r.Fate == p.Only {
			list = append(list, r)
		}
	}
	return list
}

// shown are the rows of this page.
func (p UploadPage) shown() []*exchange.ListRow { return rowsOfPage(p.narrowed(), p.Number) }

func (p UploadPage) paging() parts.Paging {
	return rowPaging(p.Number, len(p.narrowed()), func(n int) string { return link.UploadAt(p.Upload.Ref, p.Only, n) })
}

// rowsOfPage are the rows that one page of a preview shows.
func rowsOfPage[R any](all []R, number int) []R {
	from := min((number-1)*uploadRows, len(all))
	return all[from:min(from+uploadRows, len(all))]
}

// rowPaging leads from one page of a preview to its neighbours.
func rowPaging(number, all int, at func(number int) string) parts.Paging {
	page := parts.Paging{From: (number-1)*uploadRows + 1, To: min(number*uploadRows, all), Total: all}
	if number > 1 {
		page.Prev = at(number - 1)
	}
	if page.To < all {
		page.Next = at(number + 1)
	}
	return page
}

// action is where the form goes: the page stays narrowed as it is.
func (p UploadPage) action() string { return link.UploadAt(p.Upload.Ref, p.Only, p.Number) }

// heads are the lines that may hold the headings.
func (p UploadPage) heads() (list []form.Option) {
	list = append(list, form.Option{Value: "0", Label: "There are none"})
	for _, row := range p.table().Rows[:min(len(p.table().Rows), 20)] {
		words := strings.Join(strings.Fields(strings.Join(row.Cells, " · ")), " ")
		if r := []rune(words); len(r) > 60 {
			words = string(r[:60]) + "…"
		}
		list = append(list, form.Option{Value: strconv.Itoa(row.Line), Label: "Line " + strconv.Itoa(row.Line) + ": " + words})
	}
	return list
}

func (p UploadPage) sheets() (list []form.Option) {
	for i, t := range p.Tables {
		list = append(list, form.Option{Value: strconv.Itoa(i), Label: t.Name + ", " + count(len(t.Rows), "row", "rows")})
	}
	return list
}

// existing are the choices for rows that are here already.
var existing = []form.Option{
	{Value: exchange.ExistingUpdate, Label: "Change what is here; empty cells change nothing"},
	{Value: exchange.ExistingSkip, Label: "Leave these rows out"},
	{Value: exchange.ExistingAdd, Label: "Add them as further workflows"},
}

// rowOptions are the choices for one row.
func rowOptions(r *exchange.ListRow) (list []form.Option) {
	usual := map[string]string{exchange.ExistingUpdate: "As all that are here", exchange.ExistingAdd: "Add it"}
	if r.Fate == exchange.FateSkip && r.Choice == "" {
		usual[exchange.ExistingAdd] = "Leave it out"
	}
	list = append(list, form.Option{Label: usual[r.Choices[0]]})
	words := map[string]string{exchange.ExistingUpdate: "Change what is here", exchange.ExistingAdd: "Add it as new", exchange.ExistingSkip: "Leave it out"}
	for _, c := range r.Choices {
		if words[c] != list[0].Label && (len(r.Choices) > 2 || list[0].Label != "Add it" || c != exchange.ExistingAdd) {
			list = append(list, form.Option{Value: c, Label: words[c]})
		}
	}
	return list
}

// taken counts the columns that mean something.
func (p UploadPage) taken() (n int) {
	for _, means := range p.Mapping.Columns {
		if means != exchange.Ignored {
			n++
		}
	}
	return n
}

// writes is how many workflows the list would write.
func (p UploadPage) writes() int {
	return p.Plan.Counts[exchange.FateAdd] + p.Plan.Counts[exchange.FateChange]
}

// unknownName is the name that was picked for an unknown one, as it stands in its field.
func (p UploadPage) unknownName(kind, field string, u exchange.Unknown) string {
	if typed := p.Problems[field].Typed; typed != "" {
		return typed
	}
	id := u.Choice
	switch {
	case id == exchange.NameAsWords || id == exchange.NameLeftOut:
		return ""
	case kind == "team":
		return p.Here.Team(&id)
	}
	return p.Here.Person(&id)
}

// backCounts are how many of a list's workflows taking it back would remove and put back, and how many stay.
func (p UploadPage) backCounts() (removed, put, stay int) {
	for _, b := range p.Backs {
		switch {
		case b.Why != "":
			stay++
		case b.Added:
			removed++
		default:
			put++
		}
	}
	return removed, put, stay
}

func changeText(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 140 {
		return string(r[:140]) + "…"
	}
	return text
}

func rowsWord(n int) string {
	if n == 1 {
		return "row"
	}
	return "rows"
}
