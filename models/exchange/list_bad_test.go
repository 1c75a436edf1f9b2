package exchange

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestAHostileFileIsRefusedInAClearSentence(t *testing.T) {
	zipped := func(files map[string]string) string {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for name, text := range files {
			f, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	var wide []byte
	for _, c := range []byte("EncryptedPackage") {
		wide = append(wide, c, 0)
	}
	wider := make([]any, 16_384)
	for i := range wider {
		wider[i] = i
	}
	for what, c := range map[string][2]string{
		"empty":          {"", "There is nothing in this list"},
		"blank":          {" \n\n\t\n", "There is nothing in this list"},
		"old workbook":   {string(oleMark) + strings.Repeat("\x00", 600), "old kind (XLS)"},
		"password":       {string(oleMark) + strings.Repeat("\x00", 600) + string(wide), "protected by a password"},
		"PDF":            {"%PDF-1.7", "This is a PDF"},
		"zip bomb":       {zipped(map[string]string{"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": strings.Repeat("0", 30<<20)}), "larger than 24 MB"},
		"no workbook":    {zipped(map[string]string{"word/document.xml": "<a/>"}), "not a workbook that can be read"},
		"cut short":      {book(t, func(f *excelize.File) { set2(t, f, "Sheet1", []any{"Workflow"}) })[:900], "not a workbook that can be read"},
		"picture":        {"\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02\x7f", 400), "not a list that can be read"},
		"16,384 columns": {book(t, func(f *excelize.File) { set2(t, f, "Sheet1", []any{"Workflow"}, wider) }), "Line 2: It has 16,384 cells"},
		"open quote":     {"Workflow,Team\n\"Backup,Support\nx,y\n", "Line 2: A quotation mark opened in this row is not closed"},
		"too large":      {"Workflow\n" + strings.Repeat(strings.Repeat("x", 99_999)+"\n", 43), "more than 4 million characters"},
		"text document":  {zipped(map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not a workbook"},
	} {
		_, err := ReadList("list", []byte(c[0]))
		if r, refused := models.AsRefusal(err); !refused || r.About != "list" || !strings.Contains(r.Say, c[1]) {
			t.Errorf("%s: %v", what, err)
		}
	}
	db := modelstest.Open(t)
	audit(t, db)
	h := here(t, db)
	_, p := judged(t, h, "Workflow,Description\nA\x00b,x\nLong,"+strings.Repeat("x", 100_000)+"\nFine,y\n")
	if p.Counts[FateRefused] != 2 || p.Counts[FateAdd] != 1 {
		t.Error(fates(p))
	}
	if _, p := judged(t, h, "Workflow\n"+strings.Repeat("Work of one kind\n", 2_001)); !strings.Contains(p.Wrong, "more than 2,000 rows") {
		t.Error(p.Wrong)
	}
}

func TestAnIssueTrackersExportIsReadByItsHeadings(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "data", "import-samples", "jira-server_titanium-daemon.csv")
	raw, err := os.ReadFile(path)
	if err != nil {
		return
	}
	db := modelstest.Open(t)
	audit(t, db)
	_, p := judged(t, here(t, db), string(raw))
	if p.Counts[FateAdd] == 0 || p.Counts[FateRefused] > p.Counts[FateAdd]/5 {
		t.Errorf("%v %s\n%s", p.Counts, p.Wrong, strings.Join(p.Notes, "\n"))
	}
}
