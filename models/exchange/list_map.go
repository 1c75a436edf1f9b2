package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/models/form"
	"throughline/models/wizard"
)

// What becomes of a row that is here already.
const (
	ExistingUpdate = "update"
	ExistingAdd    = "add"
	ExistingSkip   = "skip"
)

// Existing lists them in the order of a page.
var Existing = []string{ExistingUpdate, ExistingAdd, ExistingSkip}

// What becomes of a name that nobody here has; otherwise the id of the team or person it stands for.
const (
	NameAsWords = "words" // kept in words as the owner
	NameLeftOut = "none"
)

// Mapping is what a person chose for a list: which sheet and line of headings, what the columns mean, and what becomes of rows and names.
type Mapping struct {
	Sheet    int               `json:"sheet"`
	Head     int               `json:"head"` // the line of the headings; 0 when there are none
	Columns  []string          `json:"columns"`
	Existing string            `json:"existing"`
	Teams    map[string]string `json:"teams,omitempty"`  // names in small letters
	People   map[string]string `json:"people,omitempty"` // names in small letters
	Rows     map[int]string    `json:"rows,omitempty"`   // lines, and update, add or skip
}

// Stored is the mapping as text, to be kept.
func (m *Mapping) Stored() string {
	text, err := json.Marshal(m)
	if err != nil {
		panic(err) // it holds texts and numbers only
	}
	return string(text)
}

// ReadMapping takes a stored mapping up again.
func ReadMapping(text string) (*Mapping, error) {
	m := &Mapping{}
	return m, json.Unmarshal([]byte(text), m)
}

// StoredTables and ReadTables keep the cells of a list as text.
func StoredTables(tables []*Table) (string, error) {
	text, err := json.Marshal(tables)
	return string(text), err
}

// ReadTables takes the stored cells of a list up again.
func ReadTables(text string) (tables []*Table, err error) {
	return tables, json.Unmarshal([]byte(text), &tables)
}

// Guess makes a first mapping of one sheet of a list: from its headings, and where they say nothing, from what stands below them.
func Guess(tables []*Table, sheet int, h *Here, l form.Locale) *Mapping {
	return GuessBelow(tables, sheet, tables[sheet].findHeads(h.World), h, l)
}

// GuessBelow is Guess where the line of the headings is known; 0 when there are none.
func GuessBelow(tables []*Table, sheet, head int, h *Here, l form.Locale) *Mapping {
	return &Mapping{Sheet: sheet, Head: head, Existing: ExistingUpdate, Columns: tables[sheet].guess(head, h, l)}
}

// BestSheet is the sheet that knows most of what a workflow has.
func BestSheet(tables []*Table, w *wizard.World) (best int) {
	most := -1
	for i, t := range tables {
		known := 0
		if head := t.row(t.findHeads(w)); head != nil {
			for _, cell := range head.Cells {
				if means, _ := headMeaning(cell); means != "" {
					known++
				}
			}
		}
		if known > most && t.Wrong == "" {
			best, most = i, known
		}
	}
	return best
}

func (t *Table) row(line int) *Cells {
	for i := range t.Rows {
		if line > 0 && t.Rows[i].Line == line {
			return &t.Rows[i]
		}
	}
	return nil
}

// Width is how many columns the table has.
func (t *Table) Width() (n int) {
	for _, row := range t.Rows {
		n = max(n, len(row.Cells))
	}
	return n
}

// findHeads finds the line of headings: the one among the first that knows most; 0 when none does.
func (t *Table) findHeads(w *wizard.World) (line int) {
	most := 0
	for _, row := range t.Rows[:min(len(t.Rows), headRows)] {
		known, name := 0, false
		for _, cell := range row.Cells {
			means, _ := headMeaning(cell)
			if means == "" && outcomeOf(w, cell) != "" {
				means = MeansMoves
			}
			if means != "" {
				known++
			}
			name = name || means == MeansName
		}
		if known > most && (known > 1 || name && len(row.Cells) < 4) {
			line, most = row.Line, known
		}
	}
	if line == 0 && t.numbersBelowWords() {
		return t.Rows[0].Line
	}
	return line
}

// numbersBelowWords tells headings in words that are not known here: the first row has a word in each column, and some column holds numbers below it.
func (t *Table) numbersBelowWords() bool {
	if len(t.Rows) < 3 || len(t.Rows[0].Cells) < 2 {
		return false
	}
	for _, cell := range t.Rows[0].Cells {
		if cell = strings.TrimSpace(cell); cell == "" || len(cell) > 40 || isNumber(cell) {
			return false
		}
	}
	for i := range t.Rows[0].Cells {
		numbers := 0
		for _, row := range t.Rows[1:] {
			if i < len(row.Cells) && isNumber(row.Cells[i]) {
				numbers++
			}
		}
		if numbers*2 > len(t.Rows)-1 {
			return true
		}
	}
	return false
}

func isNumber(cell string) bool { _, err := form.ParseNumber(cell, form.Locale{}); return err == nil }

// Heading is what stands over a column; empty where nothing does.
func (t *Table) Heading(m *Mapping, column int) string {
	if head := t.row(m.Head); head != nil && column < len(head.Cells) {
		return strings.TrimSpace(head.Cells[column])
	}
	return ""
}

// Samples are the first different cells of a column.
func (t *Table) Samples(m *Mapping, column, most int) (list []string) {
	for _, row := range t.Rows {
		if row.Line <= m.Head || column >= len(row.Cells) {
			continue
		}
		cell := short(strings.Join(strings.Fields(row.Cells[column]), " "))
		if cell != "" && !slices.Contains(list, cell) {
			if list = append(list, cell); len(list) == most {
				break
			}
		}
	}
	return list
}

// outcomeOf finds an outcome by its reference, its title, or both; empty when there is none.
func outcomeOf(w *wizard.World, text string) string {
	text = fold(text)
	for _, o := range w.Outcomes {
		if text != "" && (text == fold(o.Ref) || text == fold(o.Title) || text == fold(o.Ref+" "+o.Title)) {
			return o.ID
		}
	}
	return ""
}

// MeaningsOf lists what a column can mean in a company with these outcomes.
func MeaningsOf(w *wizard.World) []form.Option {
	var list []form.Option
	for _, m := range Meanings {
		list = append(list, form.Option{Value: m.Key, Label: m.Label, Group: m.Group})
	}
	for _, o := range w.Outcomes {
		list = append(list, form.Option{Value: MeansMoves + o.ID, Label: fmt.Sprintf("Moves %s %s, where the cell has a cross", o.Ref, short(o.Title)), Group: "Verdict"})
	}
	return list
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
