package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"throughline/models"
)

// The most a list of workflows may bring at once.
const (
	MostListed  = models.MostWorkflows // rows
	mostColumns = 200
	mostChars   = 4 << 20
	headRows    = 20 // the headings stand within these first rows
)

// Table is one sheet of a list as it was read: its rows as they stand, and what was noticed on the way.
type Table struct {
	Name  string   `json:"name,omitempty"` // of a workbook's sheet
	Rows  []Cells  `json:"rows"`
	Notes []string `json:"notes,omitempty"`
	Wrong string   `json:"wrong,omitempty"` // why this sheet cannot be taken in; the others may be
}

// Cells is one row of a table with the line it stands on.
type Cells struct {
	Line  int      `json:"n"`
	Cells []string `json:"c"`           // without the empty ones at the end
	Wide  int      `json:"w,omitempty"` // how many the line had with them; 0 where that is not known
}

// ReadList reads a list that somebody gives: cells as a spreadsheet copies them, CSV in any of the usual spellings, or a workbook of Excel.
// Its error is a Refusal about the field "list" with a sentence that says what to do.
func ReadList(name string, raw []byte) ([]*Table, error) {
	tables, err := readList(name, raw)
	var u *Unreadable
	if errors.As(err, &u) {
		say := u.Say
		if u.Line > 0 {
			say = fmt.Sprintf("Line %d: %s", u.Line, say)
		}
		return nil, models.AgainstRuleAt("list", say+" Nothing was written; mend it and give the list again.")
	}
	if err != nil {
		return nil, err
	}
	chars := 0
	tables = slices.DeleteFunc(tables, func(t *Table) bool {
		return t.Wrong == "" && !slices.ContainsFunc(t.Rows, func(c Cells) bool { return len(c.Cells) > 0 })
	})
	for _, t := range tables {
		for _, row := range t.Rows {
			for _, cell := range row.Cells {
				chars += len(cell)
			}
		}
	}
	switch {
	case len(tables) == 0:
		return nil, models.AgainstRuleAt("list", "There is nothing in this list. Paste at least one line, or choose a file with at least one workflow in it.")
	case chars > mostChars:
		return nil, models.AgainstRuleAt("list", "This list holds more than 4 million characters. Leave out the columns that say nothing about a workflow, or bring it in parts.")
	}
	return tables, nil
}

// What files begin with that are no list.
var (
	zipMark = []byte("PK\x03\x04")
	oleMark = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
)

func readList(name string, raw []byte) ([]*Table, error) {
	switch {
	case bytes.HasPrefix(raw, zipMark), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return readBook(name, raw)
	case bytes.HasPrefix(raw, oleMark):
		return nil, oldBook(name, raw)
	case bytes.HasPrefix(raw, []byte("%PDF")):
		return nil, &Unreadable{name, 0, "This is a PDF. Give the table as CSV or XLSX, or copy its cells and paste them."}
	}
	text, note, err := decode(name, raw)
	if err != nil {
		return nil, err
	}
	if start := text[:min(len(text), 8000)]; count0(start) > len(start)/50 {
		return nil, &Unreadable{name, 0, "This is not a list that can be read. Give CSV, tab-separated text, or an XLSX workbook."}
	}
	t := &Table{}
	if note != "" {
		t.Notes = append(t.Notes, "The file was "+note+".")
	}
	return []*Table{t}, t.read(name, text)
}

func binary(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v'
}

func count0(text []byte) (n int) {
	for _, r := range string(text) {
		if binary(r) {
			n++
		}
	}
	return n
}

// read takes the rows of a text.
func (t *Table) read(name string, text []byte) error {
	before := 0
	comma := between(text)
	if first, rest, _ := bytes.Cut(text, []byte("\n")); bytes.HasPrefix(bytes.ToLower(first), []byte("sep=")) && len(bytes.TrimSpace(first)) == 5 {
		comma, text, before = rune(bytes.TrimSpace(first)[4]), rest, 1 // a line that Excel writes for itself
	}
	rows, err := t.records(name, text, comma, before, false)
	var p *csv.ParseError
	if errors.As(err, &p) && (errors.Is(err, csv.ErrBareQuote) || errors.Is(err, csv.ErrQuote) && p.Line == p.StartLine) {
		// Marks of inches and the like: the cells are taken as they stand.
		t.Notes = append(t.Notes, "Quotation marks inside cells were taken as they stand.")
		rows, err = t.records(name, text, comma, before, true)
	}
	if errors.As(err, &p) {
		return broken(name, err, before)
	}
	t.Rows = rows
	return err
}

func (t *Table) records(name string, text []byte, comma rune, before int, lazy bool) (rows []Cells, err error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, lazy
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		number, _ := r.FieldPos(0)
		if full, err := t.room(name, number+before, len(rows), cells); full || err != nil {
			return rows, err
		}
		rows = append(rows, Cells{number + before, trimmed(cells), len(cells)})
	}
}

// room refuses a row that is too wide, and ends a table that is too long.
func (t *Table) room(name string, line, rows int, cells []string) (full bool, err error) {
	if n := len(trimmed(cells)); n > mostColumns {
		return true, &Unreadable{name, line, fmt.Sprintf("It has %s cells. Keep the columns that say something about a workflow, at most %d.", thousands(n), mostColumns)}
	}
	if rows > MostListed+headRows {
		t.Wrong = fmt.Sprintf("It has more than %s rows, the most that can be brought in at once. Bring it in parts.", thousands(MostListed))
		return true, nil
	}
	return false, nil
}

// trimmed leaves out the empty cells at a row's end.
func trimmed(cells []string) []string {
	n := len(cells)
	for n > 0 && strings.TrimSpace(cells[n-1]) == "" {
		n--
	}
	return slices.Clone(cells[:n])
}

// between finds what stands between the cells: the sign that most lines have equally often. Where none does, each line is one cell.
func between(text []byte) rune {
	signs := []rune{'\t', ';', ',', '|'}
	often := map[rune]map[int]int{}
	lines := 0
	for _, line := range firstLines(text) {
		lines++
		for _, sign := range signs {
			if n := strings.Count(line, string(sign)); n > 0 {
				if often[sign] == nil {
					often[sign] = map[int]int{}
				}
				often[sign][n]++
			}
		}
	}
	best, most := '\t', lines*2/5
	for _, sign := range signs {
		for _, n := range often[sign] {
			if n > most {
				best, most = sign, n
			}
		}
	}
	return best
}

// firstLines are the first lines that are not empty, without what stands between quotation marks.
func firstLines(text []byte) (lines []string) {
	var line strings.Builder
	quoted := false
	for i, c := range text[:min(len(text), 64<<10)] {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			if lines = append(lines, line.String()); len(lines) == 60 {
				return lines
			}
			line.Reset()
		case !quoted:
			line.WriteByte(text[i])
		}
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
}
