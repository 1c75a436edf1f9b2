package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The most a folder may bring at once.
const (
	maxFile   = 64 << 20
	maxRows   = 100_000
	headLines = 10 // the headings stand within these first lines
)

// sheet is one file as read: its headings and its rows, with the lines they stand on.
type sheet struct {
	kind  *kind
	file  string           // teams.csv
	own   bool             // written by this program: every column, taken exactly as it stands
	names map[string][]int // which columns a heading stands over
	named map[int]bool
	rows  []line
	notes []string
	body  []byte // of a file of many rows, whose cells are read part by part
	comma rune
}

// line is one row of a file.
type line struct {
	number int
	cells  []string
	from   int64 // where it stands in the body
	to     int64
}

// parse reads a file of one kind. Its error is Unreadable.
func parse(k *kind, file string, raw []byte) (*sheet, error) {
	text, note, err := decode(file, raw)
	if err != nil {
		return nil, err
	}
	s := &sheet{kind: k, file: file, names: map[string][]int{}, named: map[int]bool{}}
	if note != "" {
		s.notes = append(s.notes, note)
	}
	head, comma := findHead(k, text)
	if head < 0 {
		if len(bytes.TrimSpace(text)) == 0 {
			s.notes = append(s.notes, "the file is empty")
			return s, nil
		}
		return nil, &Unreadable{file, 1, fmt.Sprintf("None of the first %d lines holds headings of this kind, such as %s_id.", headLines, k.name)}
	}
	before := bytes.Count(text[:head], []byte{'\n'})
	body := text[head:]
	if end := bytes.IndexByte(body, '\n'); end > 0 && body[end-1] != '\r' {
		body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\r\r\n")) // rows end with a line feed alone, so this stands inside a cell; the reader takes one away
	}
	return s, s.read(body, comma, before)
}

func (s *sheet) read(body []byte, comma rune, before int) error {
	r := csv.NewReader(bytes.NewReader(body))
	r.Comma, r.FieldsPerRecord = comma, -1
	if s.kind.many {
		s.body, s.comma, r.ReuseRecord = body, comma, true
	}
	width, short, blank := 0, 0, 0
	for first := true; ; {
		from := r.InputOffset()
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return broken(s.file, err, before)
		}
		number, _ := r.FieldPos(0)
		number += before
		switch {
		case first:
			width, first = len(cells), false
			s.headings(cells)
		case !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }):
			blank++
		case len(s.rows) == maxRows:
			return &Unreadable{s.file, number, "A file may hold up to 100,000 rows. Split it into several imports."}
		default:
			if len(cells) < width {
				short++
			}
			l := line{number: number, cells: cells, from: from, to: r.InputOffset()}
			if s.body != nil {
				l.cells = nil
			}
			s.rows = append(s.rows, l)
		}
	}
	if short > 0 {
		s.notes = append(s.notes, count(short, "row is", "rows are")+" shorter than the headings")
	}
	if blank > 0 {
		s.notes = append(s.notes, count(blank, "empty row was", "empty rows were")+" passed over")
	}
	return nil
}

// broken says where a file cannot be read on.
func broken(file string, err error, before int) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return &Unreadable{file, 0, "It cannot be read: " + err.Error() + "."}
	}
	switch {
	case errors.Is(p.Err, csv.ErrQuote) && p.Line != p.StartLine:
		return &Unreadable{file, p.StartLine + before, "A quotation mark opened in this row is not closed as it must be."}
	case errors.Is(p.Err, csv.ErrQuote):
		return &Unreadable{file, p.Line + before, "A quotation mark is not closed, or something stands behind it."}
	case errors.Is(p.Err, csv.ErrBareQuote):
		return &Unreadable{file, p.Line + before, "A quotation mark stands inside a cell that does not begin with one."}
	}
	return &Unreadable{file, p.Line + before, "This line cannot be read as a row."}
}

// findHead finds where the line of headings begins, and what stands between its cells. It is the line that knows most of the kind's headings.
func findHead(k *kind, text []byte) (offset int, comma rune) {
	offset, best, start := -1, 0, 0
	for range headLines {
		end := len(text)
		if n := bytes.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		for _, c := range []rune{',', ';', '\t'} {
			r := csv.NewReader(bytes.NewReader(text[start:end]))
			r.Comma, r.LazyQuotes = c, true
			cells, err := r.Read()
			if err != nil {
				continue
			}
			known := 0
			for _, cell := range cells {
				if k.knows(heading(cell)) {
					known++
				}
			}
			if known > best {
				best, offset, comma = known, start, c
			}
		}
		if start = end + 1; start >= len(text) {
			break
		}
	}
	return offset, comma
}

// heading writes a heading the way columns are named: "Due Date" and "Due date" are due_date.
func heading(cell string) string {
	words := strings.FieldsFunc(strings.ToLower(cell), func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '_' || r == '\u00a0' })
	return strings.Join(words, "_")
}

func (s *sheet) headings(cells []string) {
	var unknown, twice []string
	for i, cell := range cells {
		name := heading(cell)
		if name == "" {
			continue
		}
		s.named[i] = true
		if s.names[name] = append(s.names[name], i); len(s.names[name]) == 2 {
			twice = append(twice, strings.TrimSpace(cell))
		}
	}
	s.own = s.has(s.kind.name+"_id") && s.has("version") && s.has("created_at") && s.has("updated_at")
	for i, cell := range cells {
		if name := heading(cell); name != "" && !s.knows(name) && s.names[name][0] == i {
			unknown = append(unknown, strings.TrimSpace(cell))
		}
	}
	if len(unknown) > 0 {
		s.notes = append(s.notes, "unknown columns: "+strings.Join(unknown, ", "))
	}
	if len(twice) > 0 {
		s.notes = append(s.notes, "headings that stand more than once: "+strings.Join(twice, ", "))
	}
}

func (s *sheet) has(name string) bool { return len(s.names[name]) > 0 }

func (s *sheet) knows(name string) bool {
	if s.own {
		return name == s.kind.name+"_id" || s.kind.schema.LookUpField(name) != nil && name != "id"
	}
	return s.kind.knows(name)
}

// cell is the text under a heading: X, else X_derived. Several columns of one heading are read as a list.
func (s *sheet) cell(l line, names ...string) string {
	for _, name := range names {
		for _, written := range []string{name, name + "_derived"} {
			var found []string
			for _, i := range s.names[written] {
				if i < len(l.cells) {
					if c := l.cells[i]; s.own {
						return c
					} else if c = strings.TrimSpace(c); c != "" && !slices.Contains(found, c) {
						found = append(found, c)
					}
				}
			}
			if len(found) > 0 {
				return strings.Join(found, "; ")
			}
		}
	}
	return ""
}

// beyond are the cells of a row that stand under no heading.
func (s *sheet) beyond(l line) string {
	var out []string
	for i, c := range l.cells {
		if c = strings.TrimSpace(c); c != "" && !s.named[i] {
			out = append(out, c)
		}
	}
	return strings.Join(out, "; ")
}
