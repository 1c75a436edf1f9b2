package exchange

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// A workbook is unpacked in memory, never on the disk, and two at a time at most.
const (
	mostUnpacked = 24 << 20
	mostMerged   = 2_000
	mostSheets   = 30
)

var books = make(chan struct{}, 2)

// readBook takes the sheets of a workbook. Cells that a formula fills hold what the workbook last computed.
func readBook(name string, raw []byte) (tables []*Table, err error) {
	books <- struct{}{}
	defer func() { <-books }()
	defer func() {
		if recover() != nil {
			err = unreadableBook(name)
		}
	}()
	if bytes.Contains(raw[:min(len(raw), 200)], []byte("opendocument")) {
		return nil, &Unreadable{name, 0, "This is a file of OpenDocument. Save it as XLSX or CSV."}
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil && strings.Contains(err.Error(), "unzip size exceeds") {
		return nil, &Unreadable{name, 0, fmt.Sprintf("Unpacked, this workbook is larger than %d MB. Keep the one sheet with the workflows, without pictures, or save it as CSV.", mostUnpacked>>20)}
	}
	if err != nil {
		return nil, unreadableBook(name)
	}
	defer func() { _ = book.Close() }()
	sheets := book.GetSheetList()
	merged := merges(book)
	for _, sheet := range sheets[:min(len(sheets), mostSheets)] {
		t := &Table{Name: sheet}
		if err := t.readSheet(name, book, sheet, merged <= mostMerged); err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	if more := len(sheets) - mostSheets; more > 0 && len(tables) > 0 {
		tables[0].Notes = append(tables[0].Notes, count(more, "further sheet was", "further sheets were")+" not read; a workbook may hold 30.")
	}
	return tables, nil
}

func unreadableBook(name string) error {
	return &Unreadable{name, 0, "This is not a workbook that can be read. Save it once more as XLSX, or as CSV."}
}

// merges counts the merged cells of all sheets.
func merges(book *excelize.File) (n int) {
	book.Pkg.Range(func(path, content any) bool {
		if text, ok := content.([]byte); ok && strings.Contains(fmt.Sprint(path), "worksheets/") {
			n += bytes.Count(text, []byte("<mergeCell "))
		}
		return true
	})
	return n
}

func (t *Table) readSheet(name string, book *excelize.File, sheet string, fill bool) error {
	shown, err := book.Rows(sheet)
	if err != nil {
		return nil // a chart, which has no cells
	}
	defer func() { _ = shown.Close() }()
	plain, err := book.Rows(sheet)
	if err != nil {
		return unreadableBook(name)
	}
	defer func() { _ = plain.Close() }()
	hidden, old := 0, false
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		old = *props.Date1904
	}
	for number := 1; shown.Next() && plain.Next(); number++ {
		cells, err := shown.Columns()
		if err != nil {
			return unreadableBook(name)
		}
		values, err := plain.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return unreadableBook(name)
		}
		if cells = trimmed(cells); len(cells) == 0 {
			continue // sheets are often formatted far below their last row
		}
		if shown.GetRowOpts().Hidden {
			hidden++
		}
		for i := range cells {
			if i < len(values) {
				cells[i] = exact(cells[i], values[i], old)
			}
		}
		if full, err := t.room(name, number, len(t.Rows), cells); full || err != nil {
			return err
		}
		t.Rows = append(t.Rows, Cells{Line: number, Cells: cells})
	}
	if hidden > 0 {
		t.Notes = append(t.Notes, count(hidden, "row is", "rows are")+" hidden in the workbook and was read too.")
	}
	if visible, err := book.GetSheetVisible(sheet); err == nil && !visible {
		t.Notes = append(t.Notes, "This sheet is hidden in the workbook.")
	}
	switch {
	case !fill:
		t.Notes = append(t.Notes, "The workbook has too many merged cells to fill them in; only their first cell has a value.")
	case len(t.Rows) > 0:
		t.fillMerged(book, sheet)
	}
	return nil
}

// dated is the picture of a day whose parts may stand in any order.
var dated = regexp.MustCompile(`^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}$`)

// exact prefers the number behind a cell to its rounded picture. A day in figures is written year first,
// unless the workbook counts days the old way. Times and words stay as they are shown.
func exact(shown, value string, old bool) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || strings.ContainsAny(shown, ":") {
		return shown
	}
	if share, is := strings.CutSuffix(shown, "%"); is {
		if _, err := strconv.ParseFloat(share, 64); err != nil {
			return shown
		}
		return strconv.FormatFloat(n*100, 'g', 12, 64) + "%"
	}
	if dated.MatchString(shown) {
		if at, err := excelize.ExcelDateToTime(n, false); err == nil && !old {
			return at.Format(time.DateOnly)
		}
	}
	if _, err := strconv.ParseFloat(strings.ReplaceAll(shown, ",", ""), 64); err != nil {
		return shown
	}
	return strconv.FormatFloat(n, 'g', 12, 64)
}

// fillMerged gives every row of a merged cell its value: a team that stands once beside five workflows is the team of all five.
func (t *Table) fillMerged(book *excelize.File, sheet string) {
	list, err := book.GetMergeCells(sheet, true)
	if err != nil {
		return
	}
	at := map[int]int{}
	for i, row := range t.Rows {
		at[row.Line] = i
	}
	var filled []string
	for _, m := range list {
		column, from, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		_, to, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		first, there := at[from]
		if err != nil || err2 != nil || !there || to == from || column > mostColumns || column > len(t.Rows[first].Cells) {
			continue
		}
		value := t.Rows[first].Cells[column-1]
		for _, row := range t.Rows[first+1:] {
			if row.Line > to {
				break
			}
			i := at[row.Line]
			if missing := column - len(t.Rows[i].Cells); missing > 0 {
				t.Rows[i].Cells = append(t.Rows[i].Cells, slices.Repeat([]string{""}, missing)...)
			}
			t.Rows[i].Cells[column-1] = value
		}
		filled = append(filled, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	if len(filled) > 0 {
		t.Notes = append(t.Notes, "Merged cells count for each of their rows: "+strings.Join(filled[:min(len(filled), 8)], ", ")+andMore(len(filled)-8)+".")
	}
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return " and " + thousands(n) + " more"
}

// oldBook tells a workbook with a password from one of the time before 2007; both begin alike.
func oldBook(name string, raw []byte) error {
	var wide []byte
	for _, c := range []byte("EncryptedPackage") {
		wide = append(wide, c, 0)
	}
	if bytes.Contains(raw, wide) {
		return &Unreadable{name, 0, "This workbook is protected by a password. Save it without one, or copy its cells and paste them."}
	}
	return &Unreadable{name, 0, "This is a workbook of the old kind (XLS). Save it as XLSX or CSV."}
}
