package exchange

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

func metered(unit string) *Metered {
	base := 62.0
	value := 64.5
	return &Metered{Outcome: &models.Outcome{}, Measure: &models.OutcomeMetric{Unit: unit, Baseline: &base, BaselineDay: "2026-05-01"}, Today: "2026-11-16",
		Standing: []*models.Reading{{Row: models.Row{ID: "old"}, Day: "2026-06-05", Value: &value}}}
}

func seriesOf(t *testing.T, text string, of *Metered, l form.Locale) *SeriesPlan {
	t.Helper()
	tables, err := ReadList("series.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return JudgeSeries(tables[0], GuessSeries(tables, 0, of, l), of, l)
}

func TestATimeSeriesIsReadInTheSpellingsOfSpreadsheets(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		l    form.Locale
		want string
	}{
		"headings and percent":    {"Date,Result\n2026-06-12,65.1%\n2026-06-19,66 %\n", form.Locale{}, "2026-06-12 65.1 2026-06-19 66"},
		"no headings":             {"12/06/2026\t65.1\n19/06/2026\t66\n", form.Locale{Order: day.DMY}, "2026-06-12 65.1 2026-06-19 66"},
		"the other order of days": {"Day;Value\n06/12/2026;65,1\n06/19/2026;66,25\n", form.Locale{Order: day.DMY}, "2026-06-12 65.1 2026-06-19 66.25"},
		"months, value first":     {"Value,Month\n65.1,Jun 2026\n66,2026-07\n", form.Locale{}, "2026-06-30 65.1 2026-07-31 66"},
		"shares of one":           {"Date,Value\n2026-06-12,0.651\n2026-06-19,0.66\n", form.Locale{}, "2026-06-12 65.1 2026-06-19 66"},
		"thousands apart":         {"Date\tValue\n2026-06-12\t1,200.5\n2026-06-19\t12,000\n", form.Locale{}, "2026-06-12 1200.5 2026-06-19 12000"},
		"times of day":            {"timestamp,value\n2026-06-12T08:00:00Z,65.1\n2026-06-19 08:00,66\n", form.Locale{}, "2026-06-12 65.1 2026-06-19 66"},
	} {
		p := seriesOf(t, c.text, metered("%"), c.l)
		var got []string
		for _, r := range p.Rows {
			if r.Fate == FateAdd {
				got = append(got, string(r.Reading.Day), form.Locale{}.Typed(*r.Reading.Value))
			} else {
				t.Errorf("%s: line %d is %s: %s", name, r.Line, r.Fate, r.Why)
			}
		}
		if strings.Join(got, " ") != c.want || p.Wrong != "" {
			t.Errorf("%s: %v %q", name, got, p.Wrong)
		}
	}
}

func TestEachRowOfATimeSeriesSaysWhatBecomesOfIt(t *testing.T) {
	p := seriesOf(t, "Day\tValue\tConfidence\tNote\n2026-06-05\t64.5\t\t\n2026-06-12\t18 days\t\t\n2026-06-13\tNaN\t\t\n2026-11-17\t70\t\t\n2026-04-30\t60\t\t\n2026-06-19\t\t\t\n"+
		"2026-06-26\t66\t11\t\n2026-02-30\t66\t\t\nsoon\t66\t\t\n2026-07-03\t67\t7\tA good week\n2026-07-03\t68\t\t\n2026-07-10\t#N/A\t\t\n", metered("%"), form.Locale{})
	want := []struct{ fate, why string }{{FateSame, ""}, {FateRefused, "counted in %"}, {FateRefused, "cannot be counted with"}, {FateRefused, "has not come yet"}, {FateRefused, "before that day"},
		{FateSkip, "no value"}, {FateRefused, "from 1 to 10"}, {FateRefused, "28 days"}, {FateRefused, "is no day"}, {FateAdd, ""}, {FateRefused, "Line 11"}, {FateRefused, "error of the spreadsheet"}}
	if len(p.Rows) != len(want) {
		t.Fatalf("%d rows", len(p.Rows))
	}
	for i, w := range want {
		if r := p.Rows[i]; r.Fate != w.fate || !strings.Contains(r.Why, w.why) {
			t.Errorf("line %d: %s, %q", r.Line, r.Fate, r.Why)
		}
	}
	for existing, fate := range map[string]string{ExistingUpdate: FateChange, ExistingSkip: FateSkip} {
		tables, _ := ReadList("x", []byte("Day,Value\n2026-06-05,65\n2026-06-12,66\n"))
		of := metered("%")
		m := GuessSeries(tables, 0, of, form.Locale{})
		m.Existing = existing
		if r := JudgeSeries(tables[0], m, of, form.Locale{}).Rows[0]; r.Fate != fate || r.Before.ID != "old" {
			t.Errorf("%s: a day with another value is %s", existing, r.Fate)
		}
	}
	if p := seriesOf(t, "Town,Colour\nOslo,red\nBergen,blue\n", metered("%"), form.Locale{}); p.Wrong == "" {
		t.Error("a list without days is taken")
	}
}

func TestDaysAndSharesOfAWorkbookAreReadExactly(t *testing.T) {
	book := excelize.NewFile()
	style := func(format int) int {
		id, err := book.NewStyle(&excelize.Style{NumFmt: format})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	for cell, v := range map[string]any{"A1": "Date", "B1": "Value", "A2": time.Date(2026, 11, 6, 0, 0, 0, 0, time.UTC), "B2": 0.714, "A3": time.Date(2026, 6, 11, 0, 0, 0, 0, time.UTC), "B3": 0.7} {
		if err := book.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{book.SetCellStyle("Sheet1", "A2", "A3", style(14)), book.SetCellStyle("Sheet1", "B2", "B3", style(9))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var raw bytes.Buffer
	if err := book.Write(&raw); err != nil {
		t.Fatal(err)
	}
	tables, err := ReadList("book.xlsx", raw.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	of := metered("%")
	p := JudgeSeries(tables[0], GuessSeries(tables, 0, of, form.Locale{Order: day.DMY}), of, form.Locale{Order: day.DMY})
	if len(p.Rows) != 2 || p.Rows[0].Reading.Day != "2026-11-06" || p.Rows[0].Reading.Value == nil || *p.Rows[0].Reading.Value != 71.4 || p.Rows[1].Reading.Day != "2026-06-11" {
		t.Errorf("%+v %+v", p.Rows[0], p.Rows[0].Reading)
	}
}
