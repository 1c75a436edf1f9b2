package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/modelstest"
)

// audit is a company with a strategy, two teams, two people and one workflow.
func audit(t *testing.T, db *models.DB) {
	t.Helper()
	err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		if err := tx.Insert(models.NewCompany("Fjord IT")); err != nil {
			return err
		}
		s, err := tx.EnsureStrategy()
		if err != nil {
			return err
		}
		liv := "liv@fjord.example"
		for _, p := range []*models.Person{{Name: "Liv Lead", Email: &liv, Active: true}, {Name: "Dana Head", Active: true}} {
			if err := tx.Insert(p); err != nil {
				return err
			}
		}
		support := &models.Team{Name: "Support"}
		for _, team := range []*models.Team{support, {Name: "Sales"}} {
			if err := tx.Insert(team); err != nil {
				return err
			}
		}
		hours := 40.0
		if err := tx.AddWorkflow(&models.Workflow{Name: "Triage of calls", TeamID: &support.ID, Hours: &hours}); err != nil {
			return err
		}
		for i, title := range []string{"Fixed at first contact", "Clinics that renew"} {
			if err := tx.AddOutcome(&models.Outcome{StrategyID: &s.ID, Title: title, Priority: i + 1, State: models.Draft}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func here(t *testing.T, db *models.DB) (h *Here) {
	t.Helper()
	if err := db.Read(t.Context(), models.CommandLine, func(r *models.Read) (err error) { h, err = Load(r); return err }); err != nil {
		t.Fatal(err)
	}
	return h
}

// judged reads a list, guesses what its columns mean, and judges its rows.
func judged(t *testing.T, h *Here, raw string) (*Mapping, *Plan) {
	t.Helper()
	tables, err := ReadList("list.csv", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	m := Guess(tables, BestSheet(tables, h.World), h, form.Locale{})
	return m, Judge(tables[m.Sheet], m, h, form.Locale{})
}

// fates writes each row's fate with its name, effort and owner in one line.
func fates(p *Plan) string {
	var b strings.Builder
	for _, r := range p.Rows {
		h, _ := models.WeeklyHours(r.Workflow)
		fmt.Fprintf(&b, "%d %s %s %.2f %s\n", r.Line, r.Fate, r.Workflow.Name, h, strings.Join(append([]string{r.Why}, r.Notes...), " "))
	}
	return b.String()
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	squeeze := func(s string) string {
		var lines []string
		for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
			lines = append(lines, strings.Join(strings.Fields(l), " "))
		}
		return strings.Join(lines, "\n")
	}
	if squeeze(got) != squeeze(want) {
		t.Errorf("got\n%s\nwant\n%s", squeeze(got), squeeze(want))
	}
}

func TestAListIsReadHoweverSpreadsheetsWriteIt(t *testing.T) {
	db := modelstest.Open(t)
	audit(t, db)
	h := here(t, db)
	table := "Arbeitsablauf;Abteilung;Stunden pro Woche;Verantwortlich\nÜbergabe prüfen;Support;1,5;Liv Lead\nRechnung;Sales;2;dana head\n"
	var wide []byte
	wide = append(wide, 0xFF, 0xFE)
	for _, c := range utf16.Encode([]rune(table)) {
		wide = append(wide, byte(c), byte(c>>8))
	}
	latin := strings.NewReplacer("Ü", "\xdc", "ü", "\xfc").Replace(table)
	for name, raw := range map[string]string{
		"semicolons": table, "tabs": strings.ReplaceAll(table, ";", "\t"), "BOM": "\ufeff" + table, "UTF-16": string(wide), "Latin-1": latin,
		"sep=": "sep=;\r\n" + strings.ReplaceAll(table, "\n", "\r\n"), "old Macintosh": strings.ReplaceAll(table, "\n", "\r"),
		"commas": strings.NewReplacer(";", ",", "1,5", `"1,5"`).Replace(table),
	} {
		m, p := judged(t, h, raw)
		if got := fmt.Sprint(m.Columns); got != "[name team hours owner]" || len(p.Rows) != 2 || p.Counts[FateAdd] != 2 {
			t.Errorf("%s: %s\n%s", name, got, fates(p))
			continue
		}
		w := p.Rows[0].Workflow
		if w.Name != "Übergabe prüfen" || *w.Hours != 1.5 || h.Team(w.TeamID) != "Support" || h.Person(w.OwnerPersonID) != "Liv Lead" {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

func TestWhatIsOddAboutAListIsSaidAndNothingIsDroppedSilently(t *testing.T) {
	db := modelstest.Open(t)
	audit(t, db)
	m, p := judged(t, here(t, db), strings.Join([]string{
		"Export of 12 March", "", "Workflow,Team,Effort,Owner,owner,Priority,Verdict",
		"=Backup,Support,38h,Liv Lead,,High,keep,beyond", "'=Guarded,Sales,1.5 days,liv@fjord.example,Nobody Known,Low", "Workflow,Team,Effort,Owner,owner,Priority,Verdict",
		",,,", "Odd,Unknown Team,lots,Zed,,,perhaps", "Total,,39", "Triage of calls,Support,45,,,,", "Triage of calls,Support,46,,,,", "Huge,Sales,1e400,,,,", "Below,Sales,-3,,,,", ",Sales,4,,,,", "Broken,Sales,#REF!,,,,",
	}, "\n"))
	if got := fmt.Sprint(m.Columns); got != "[name team hours owner owner  verdict ]" || m.Head != 3 {
		t.Fatalf("%s below line %d", got, m.Head)
	}
	expect(t, fates(p), `4 add =Backup 38.00
		5 add =Guarded 12.00 Owner: “liv@fjord.example” counts, “Nobody Known” from “owner” does not.
		8 add Odd 0.00 There is no team “Unknown Team” here; it comes in without a team. Nobody here is called “Zed”; the name is kept in words. Hours a week: “lots” is no number; it is kept in words. “perhaps” is no verdict; it stays undecided.
		9 skip Total 39.00 It reads like a sum of the rows above.
		10 change Triage of calls 45.00
		11 refused Triage of calls 46.00 The same workflow stands in line 10.
		12 refused Huge 0.00 “Effort”: "1e400" is no number that can be kept.
		13 refused Below 0.00 “Effort”: “-3” is less than nothing. Give a number from 0 to 100,000.
		14 refused 0.00 It has no name.
		15 add Broken 0.00 “Effort” holds an error of the spreadsheet (#REF!); it counts as empty.`)
	expect(t, strings.Join(p.Notes, "\n"), `Owner stands in “Owner” and “owner”: the first that has something counts.
		Not taken: “Priority”, column H.
		1 line above the headings was passed over.
		1 empty row was passed over.
		1 row repeats the headings and was passed over.
		1 row is wider than the headings; what stands there is a column of its own.
		2 rows are shorter than the headings; their last cells are empty.
		1 cell begins with an apostrophe that guards it in spreadsheets; it was taken without.
		A day of work counts as 8 hours, a week as 5 days.`)
	if len(p.Teams) != 1 || p.Teams[0].Name != "Unknown Team" || len(p.People) != 1 || p.People[0].Name != "Zed" {
		t.Errorf("%+v %+v", p.Teams, p.People)
	}
	if c := p.Rows[4].Changes; len(c) != 1 || c[0] != (ListChange{"Hours a week", "40", "45"}) {
		t.Errorf("%+v", c)
	}
}

func TestHeadingsOfOtherToolsAndEffortInManyWordsAreRead(t *testing.T) {
	for heading, want := range map[string]string{
		"Summary": MeansName, "Σ Original Estimate": MeansSeconds, "Assigned To": MeansOwner, "Area Path": MeansTeam, "Effort (h/month)": MeansMonth, "Times per week": MeansOften,
		"Duration [min]": MeansMinutes, "Hours / week": MeansHours, "Heures par semaine": MeansHours, "Häufigkeit": MeansOften, "Begründung": MeansReason, "Équipe": MeansTeam,
		"Issue key": "", "Project name": "", "Parent summary": "", "Due Date": "", "Custom field (Rank)": "", "Name of the process": MeansName, "Aufwand (Min.)": MeansMinutes,
	} {
		if got, _ := headMeaning(heading); got != want {
			t.Errorf("%s means %q, not %q", heading, got, want)
		}
	}
	for cell, want := range map[string]float64{
		"38h": 38, "1.5 days": 12, "90 min": 1.5, "2h 30m": 2.5, "1:30": 1.5, "38:00": 38, "~4": 4, "1 Tag": 8, "3600s": 1, "2 Std.": 2, "an hour": 1, "1 week": 40,
		"lots": -1, "2-3 h": -1, "": -1, "-4": -1, "5 story points": -1, "NaN": -1, "8 h/lap": -1, "1,5 h": 1.5,
	} {
		got, _, ok := readEffort(cell, "h", form.Locale{})
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("%q is read as %v %v", cell, got, ok)
		}
	}
	if hours, span, ok := readEffort("10 hours per month", "h", form.Locale{}); !ok || hours != 10 || span != "month" {
		t.Error(hours, span, ok)
	}
	for cell, want := range map[string]string{"weekly": "1 week", "every two weeks": "0.5 week", "3x a week": "3 week", "wöchentlich": "1 week", "2 x pro Woche": "2 week", "5": "5 month", "each sprint": ""} {
		times, per, ok := readOften(cell, "month", form.Locale{})
		if got := strings.TrimSpace(fmt.Sprint(times, " ", per)); ok && got != want || ok != (want != "") {
			t.Errorf("%q is read as %q %v", cell, got, ok)
		}
	}
}

func TestAListWithoutHeadingsIsKnownByItsCells(t *testing.T) {
	db := modelstest.Open(t)
	audit(t, db)
	h := here(t, db)
	m, p := judged(t, h, "Answer the phone\tSupport\tweekly\tLiv Lead\t4\tO1\nWrite offers\tSales\tdaily\tDana Head\t12,5\tO2\nPlan shifts\tSupport\tmonthly\tLiv Lead\t3\tO1; O2\n")
	if got := fmt.Sprint(m.Head, m.Columns); got != "0 [name team often owner hours outcomes]" || p.Counts[FateAdd] != 3 || len(p.Rows[2].Workflow.Outcomes) != 2 {
		t.Errorf("%s\n%s", got, fates(p))
	}
	if m, p := judged(t, h, "Answer the phone\nWrite offers, sign, send\nPlan shifts\n"); fmt.Sprint(m.Columns) != "[name]" || p.Rows[1].Workflow.Name != "Write offers, sign, send" {
		t.Errorf("%v\n%s", m.Columns, fates(p))
	}
	m, _ = judged(t, h, "Workflow,O1,Clinics that renew\nAnswer,x,\nSell,,yes\n")
	if m.Columns[1] != MeansMoves+h.Outcomes[0].ID || m.Columns[2] != MeansMoves+h.Outcomes[1].ID {
		t.Error(m.Columns)
	}
}

// book writes a workbook.
func book(t *testing.T, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func set2(t *testing.T, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAWorkbookIsReadWithItsMergedCellsFormulasAndSheets(t *testing.T) {
	db := modelstest.Open(t)
	audit(t, db)
	raw := book(t, func(f *excelize.File) {
		set2(t, f, "Sheet1", []any{"How to use this"}, []any{"Ask Ada"})
		_, err := f.NewSheet("Workflows")
		if err != nil {
			t.Fatal(err)
		}
		set2(t, f, "Workflows", []any{"Team", "Activity", "Hours per week"}, []any{"Support", "Answer", 1.23456}, []any{nil, "Fix", 2}, []any{nil, "Call back", 0.1 + 0.2})
		style, err := f.NewStyle(&excelize.Style{NumFmt: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{f.MergeCell("Workflows", "A2", "A4"), f.SetCellFormula("Workflows", "C3", "=1+1"), f.SetCellStyle("Workflows", "C2", "C2", style), f.SetRowVisible("Workflows", 4, false)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	m, p := judged(t, here(t, db), raw)
	if m.Sheet != 1 || fmt.Sprint(m.Columns) != "[team name hours]" {
		t.Fatalf("%+v", m)
	}
	expect(t, fates(p), "2 add Answer 1.23\n3 add Fix 2.00\n4 add Call back 0.30")
	for _, r := range p.Rows {
		if r.Team != "Support" || r.Workflow.TeamID == nil {
			t.Errorf("%d: %q", r.Line, r.Team)
		}
	}
	expect(t, strings.Join(p.Notes, "\n"), "1 row is hidden in the workbook and was read too.\nMerged cells count for each of their rows: A2:A4.")
}
