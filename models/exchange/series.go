package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// What a column of a time series can mean.
const (
	MeansDay        = "day"
	MeansValue      = "value"
	MeansShare      = "share" // 0.71 for 71%
	MeansConfidence = "confidence"
	MeansNote       = "note"
)

// SeriesMeanings lists them in the order of a page.
var SeriesMeanings = []form.Option{{Value: MeansDay, Label: "Day"}, {Value: MeansValue, Label: "Value"}, {Value: MeansShare, Label: "Value as a share: 0.71 is 71%"},
	{Value: MeansConfidence, Label: "Confidence, 1 to 10"}, {Value: MeansNote, Label: "One line"}}

// SeriesFates lists the fates of the rows of a time series in the order of a page.
var SeriesFates = []string{FateAdd, FateChange, FateSame, FateSkip, FateRefused}

// Metered is the metric that a time series is of, with what was recorded of it.
type Metered struct {
	Outcome  *models.Outcome
	Measure  *models.OutcomeMetric
	Standing []*models.Reading // that count
	Today    day.Day
}

// SeriesPlan is what becomes of each row of a time series. Nothing of it is written until TakeIn.
type SeriesPlan struct {
	Rows   []*SeriesRow
	Counts map[string]int // by fate
	Notes  []string
	Wrong  string // why nothing of it can be taken in
	Sum    string // changes whenever the fate of any row does

	of *Metered
}

// SeriesRow is one row and its fate.
type SeriesRow struct {
	Line    int
	Fate    string
	Why     string          // why it is refused or left out
	Reading *models.Reading // as it would be recorded
	Before  *models.Reading // what it would correct
	Typed   string          // day and value as they stand, for a row that cannot be read
}

// LoadMetered reads the metric of an upload for its preview.
func LoadMetered(r *models.Read, measureID string) (*Metered, error) {
	o, m, err := r.MeasureByID(measureID)
	if err != nil {
		return nil, err
	}
	readings, err := r.AllReadingsOf(m.MetricID)
	if err != nil {
		return nil, err
	}
	return &Metered{Outcome: o, Measure: m, Standing: models.Standing(readings), Today: r.Today()}, nil
}

// GuessSeries makes a first mapping of one sheet: which column holds the days, which the values. Headings decide, and where they say
// nothing, what stands below them.
func GuessSeries(tables []*Table, sheet int, of *Metered, l form.Locale) *Mapping {
	t := tables[sheet]
	return GuessSeriesBelow(tables, sheet, t.seriesHead(l), of, l)
}

// GuessSeriesBelow is GuessSeries where the line of the headings is known; 0 when there are none.
func GuessSeriesBelow(tables []*Table, sheet, head int, of *Metered, l form.Locale) *Mapping {
	t := tables[sheet]
	m := &Mapping{Sheet: sheet, Head: head, Existing: ExistingUpdate, Columns: make([]string, t.Width())}
	taken := map[string]bool{}
	for i := range m.Columns {
		if means := seriesHeading(t.Heading(m, i)); means != "" && !taken[means] {
			m.Columns[i], taken[means] = means, true
		}
	}
	days := func(cell string) bool { _, ok := seriesDay(cell, l.Order); return ok }
	for _, want := range []struct {
		means string
		fits  func(string) bool
	}{{MeansDay, days}, {MeansValue, func(cell string) bool { _, _, ok := form.ParseQuantity(cell, l); return ok }}} {
		for i := range m.Columns {
			if !taken[want.means] && m.Columns[i] == Ignored && t.most(head, i, want.fits) {
				m.Columns[i], taken[want.means] = want.means, true
			}
		}
	}
	if i := slices.Index(m.Columns, MeansValue); i >= 0 && of.shares(t, head, i, l) {
		m.Columns[i] = MeansShare
	}
	return m
}

// shares tells whether a column holds shares of 1 where the metric is in percent and has stood above 1.5%.
func (of *Metered) shares(t *Table, head, column int, l form.Locale) bool {
	base := of.Measure.Baseline
	if of.Measure.Unit != "%" || base == nil || *base < 1.5 {
		return false
	}
	return t.most(head, column, func(cell string) bool {
		n, err := form.ParseNumber(cell, l)
		return err == nil && !strings.Contains(cell, "%") && n >= 0 && n <= 1
	})
}

// BestSeriesSheet is the sheet that most likely holds days and values.
func BestSeriesSheet(tables []*Table, of *Metered, l form.Locale) (best int) {
	most := -1
	for i, t := range tables {
		known := 0
		for _, means := range GuessSeries(tables, i, of, l).Columns {
			if means != Ignored {
				known++
			}
		}
		if known > most && t.Wrong == "" {
			best, most = i, known
		}
	}
	return best
}

// seriesHead is the line of headings: the first among the first lines that names a day or a value and holds no day itself.
func (t *Table) seriesHead(l form.Locale) int {
	for _, row := range t.Rows[:min(len(t.Rows), headRows)] {
		named := false
		for _, cell := range row.Cells {
			if _, isDay := seriesDay(cell, l.Order); isDay {
				return 0
			}
			named = named || seriesHeading(cell) != ""
		}
		if named {
			return row.Line
		}
	}
	return 0
}

// seriesWords are headings as people write them, in English, German, Dutch, French and Spanish, without accents.
var seriesWords = map[string]string{
	MeansDay:        "day|date|measured on|as of|week|month|period|time|timestamp|datum|tag|stichtag|monat|woche|maand|jour|mois|semaine|fecha|dia|mes",
	MeansValue:      "value|reading|result|actual|measured|measurement|wert|messwert|ist|ergebnis|waarde|meting|valeur|mesure|valor|medida|resultado",
	MeansConfidence: "confidence|zuversicht|vertrouwen|confiance|confianza",
	MeansNote:       "note|notes|comment|comments|remark|remarks|one line|notiz|kommentar|bemerkung|opmerking|commentaire|remarque|comentario|nota",
}

func seriesHeading(cell string) string {
	words := plainWords(inBrackets.ReplaceAllString(cell, " "))
	for means, list := range seriesWords {
		if words != "" && slices.Contains(strings.Split(list, "|"), words) {
			return means
		}
	}
	return ""
}

// settle counts the fates and sums the plan up, so that a confirmation can tell whether it is still the plan that was seen.
func (p *SeriesPlan) settle() {
	sum := sha256.New()
	for _, r := range p.Rows {
		p.Counts[r.Fate]++
		before := ""
		if r.Before != nil {
			before = r.Before.ID
		}
		if text, err := json.Marshal([]any{r.Line, r.Fate, r.Why, before, r.Reading}); err == nil {
			sum.Write(text)
		}
	}
	if p.Counts[FateAdd]+p.Counts[FateChange] == 0 && p.Wrong == "" {
		p.Wrong = "Nothing of this list would be recorded."
	}
	p.Sum = hex.EncodeToString(sum.Sum(nil))[:32]
}

// Writes is how many readings the plan would record.
func (p *SeriesPlan) Writes() int { return p.Counts[FateAdd] + p.Counts[FateChange] }

// TakeIn records the readings of a plan, all of them or none, and keeps with the upload what takes them back.
func (p *SeriesPlan) TakeIn(tx *models.Tx, u *models.Upload) error {
	if p.Wrong != "" {
		return models.AgainstRule(p.Wrong)
	}
	var list []models.Measured
	u.Added, u.Changed = p.Counts[FateAdd], p.Counts[FateChange]
	for _, r := range p.Rows {
		switch r.Fate {
		case FateChange:
			r.Reading.CorrectsReadingID, r.Reading.Reason = &r.Before.ID, "The list “"+u.Name+"” says so."
			fallthrough
		case FateAdd:
			list = append(list, models.Measured{Outcome: p.of.Outcome, Measure: p.of.Measure, Reading: r.Reading})
		}
	}
	written, err := tx.RecordReadings(list)
	if err != nil {
		return err
	}
	var done []taken
	for _, r := range written {
		done = append(done, taken{r.ID, r.Version, true})
	}
	return finish(tx, u, done, models.UploadTakenIn)
}

// SeriesBacks lists what is left of the readings that a list brought, with those that somebody has corrected since.
func SeriesBacks(r *models.Read, u *models.Upload) (left, corrected []*models.Reading, err error) {
	var done []taken
	if u.Result == "" {
		return nil, nil, nil
	}
	if err := json.Unmarshal([]byte(u.Result), &done); err != nil {
		return nil, nil, err
	}
	var ids []string
	for _, t := range done {
		ids = append(ids, t.ID)
	}
	return r.ReadingsByID(ids)
}

// TakeSeriesBack takes out the readings that a list brought, except those that somebody has corrected since.
func TakeSeriesBack(tx *models.Tx, u *models.Upload) (back, stay int, err error) {
	if u.State != models.UploadTakenIn {
		return 0, 0, models.AgainstRule("This list was not taken in, or was taken back already.")
	}
	left, corrected, err := SeriesBacks(&tx.Read, u)
	if err != nil {
		return 0, 0, err
	}
	o, m, err := tx.MeasureByID(u.MeasureID)
	if err != nil {
		return 0, 0, err
	}
	if err := tx.TakeReadingsBack(o, m, left); err != nil {
		return 0, 0, err
	}
	u.Added, u.Changed = len(corrected), 0
	return len(left), len(corrected), finish(tx, u, nil, models.UploadTakenBack)
}

// lines says how many rows were passed over, and why.
func (p *SeriesPlan) lines(n int, one, many string) {
	if n > 0 {
		p.Notes = append(p.Notes, fmt.Sprint(count(n, one, many)))
	}
}
