package exchange

import (
	"regexp"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// seriesPlanner goes through the rows of a time series.
type seriesPlanner struct {
	*SeriesPlan
	table   *Table
	m       *Mapping
	locale  form.Locale
	order   day.Order
	numbers map[int]form.Locale
	byDay   map[day.Day]*models.Reading
	seen    map[day.Day]int
}

// JudgeSeries says of each row of a time series what would become of it.
func JudgeSeries(t *Table, m *Mapping, of *Metered, l form.Locale) *SeriesPlan {
	p := &seriesPlanner{SeriesPlan: &SeriesPlan{Counts: map[string]int{}, Notes: slices.Clone(t.Notes), Wrong: t.Wrong, of: of}, table: t, m: m, locale: l,
		numbers: map[int]form.Locale{}, byDay: map[day.Day]*models.Reading{}, seen: map[day.Day]int{}}
	for _, r := range of.Standing {
		if r.Value != nil {
			p.byDay[r.Day] = r
		}
	}
	switch {
	case p.Wrong != "":
	case !slices.Contains(m.Columns, MeansDay):
		p.Wrong = "Choose the column that holds the days."
	case !slices.Contains(m.Columns, MeansValue) && !slices.Contains(m.Columns, MeansShare):
		p.Wrong = "Choose the column that holds the values."
	}
	p.columns()
	if p.Wrong == "" {
		p.rows()
	}
	p.settle()
	return p.SeriesPlan
}

// columns finds out how the list writes its days and numbers.
func (p *seriesPlanner) columns() {
	p.order = p.locale.Order
	for i, means := range p.m.Columns {
		p.numbers[i] = p.locale
		switch means {
		case MeansDay:
			if other := p.table.dayOrder(p.m.Head, i, p.order); other != p.order {
				p.order = other
				p.Notes = append(p.Notes, "Days are read as "+map[day.Order]string{day.DMY: "day, month, year", day.MDY: "month, day, year", day.YMD: "year, month, day"}[other]+", as only so all of them are days.")
			}
		case MeansValue, MeansShare:
			if p.table.commas(p.m.Head, i) {
				p.numbers[i] = form.Locale{DecimalComma: true}
				p.Notes = append(p.Notes, "A comma is read as the decimal mark.")
			}
		}
	}
}

// dayOrder is the order in which all cells of a column are days: that of the person, unless only another fits.
func (t *Table) dayOrder(head, column int, usual day.Order) day.Order {
	best, most := usual, -1
	for _, order := range []day.Order{usual, day.DMY, day.MDY, day.YMD} {
		n := 0
		for _, row := range t.Rows {
			if row.Line > head && column < len(row.Cells) {
				// A number above 12 can only be the day, so an order is wrong where the parts stand the other way round.
				if d := slashed.FindStringSubmatch(strings.TrimSpace(row.Cells[column])); d != nil && (order == day.DMY && len(d[2]) == 2 && d[2] > "12" || order == day.MDY && len(d[1]) == 2 && d[1] > "12") {
					continue
				}
				if _, ok := seriesDay(row.Cells[column], order); ok {
					n++
				}
			}
		}
		if n > most {
			best, most = order, n
		}
	}
	return best
}

var (
	slashed  = regexp.MustCompile(`^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{2,4}$`)
	clockEnd = regexp.MustCompile(`[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$`)
)

// seriesDay reads a day as lists write it: with a time of day behind it, or a month or quarter, which counts as its last day.
func seriesDay(cell string, order day.Order) (day.Day, bool) {
	cell = clockEnd.ReplaceAllString(strings.TrimSpace(cell), "")
	if cell == "" {
		return "", false
	}
	if d, err := day.Parse(cell, order); err == nil && d.Valid() {
		return d, true
	}
	if m := yearMonth.FindStringSubmatch(cell); m != nil {
		if first, err := day.Parse(m[1]+"-"+m[2]+"-01", day.YMD); err == nil && first.Valid() {
			return first.AddMonths(1).Add(-1), true
		}
	}
	if m := monthYear.FindStringSubmatch(cell); m != nil {
		if first, err := day.Parse("1 "+m[1]+" "+m[2], day.DMY); err == nil && first.Valid() {
			return first.AddMonths(1).Add(-1), true
		}
	}
	return "", false
}

var (
	yearMonth = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})$`)
	monthYear = regexp.MustCompile(`^(\pL{3,12})\.?[ -]([0-9]{4})$`)
)

// rows judges each row below the headings.
func (p *seriesPlanner) rows() {
	blank, above := 0, 0
	for _, row := range p.table.Rows {
		switch {
		case row.Line == p.m.Head:
		case row.Line < p.m.Head:
			above++
		case len(row.Cells) == 0:
			blank++
		case len(p.Rows) == MostListed:
			p.Wrong = "It has more than " + thousands(MostListed) + " rows, the most that can be brought in at once. Bring it in parts."
			return
		default:
			p.Rows = append(p.Rows, p.row(row))
		}
	}
	p.lines(above, "line above the headings was passed over.", "lines above the headings were passed over.")
	p.lines(blank, "empty row was passed over.", "empty rows were passed over.")
}

// row reads one row into a reading and says what becomes of it.
func (p *seriesPlanner) row(cells Cells) *SeriesRow {
	r := &SeriesRow{Line: cells.Line, Reading: &models.Reading{}}
	refuse := func(why string) *SeriesRow { r.Fate, r.Why = FateRefused, why; return r }
	cell, at := map[string]string{}, map[string]int{}
	for i, means := range p.m.Columns {
		if means == Ignored || i >= len(cells.Cells) {
			continue
		}
		if err := fits(p.table.ColumnName(p.m, i), cells.Cells[i], maxText); err != nil {
			return refuse(strings.ToUpper(err.Error()[:1]) + err.Error()[1:])
		}
		if text := oneLine(cells.Cells[i]); cell[means] == "" {
			cell[means], at[means] = text, i
		}
	}
	value, share := cell[MeansValue], false
	if value == "" && cell[MeansShare] != "" {
		value, share = cell[MeansShare], true
	}
	r.Typed = strings.TrimSpace(cell[MeansDay] + " " + value)
	d, ok := seriesDay(cell[MeansDay], p.order)
	if !ok {
		if _, err := day.Parse(cell[MeansDay], p.order); err != nil && cell[MeansDay] != "" {
			return refuse("“" + short(cell[MeansDay]) + "” is no day. " + err.Error())
		}
		return refuse("It has no day.")
	}
	if value == "" {
		r.Fate, r.Why = FateSkip, "It has no value. A gap stays a gap."
		return r
	}
	column := at[MeansValue]
	if share {
		column = at[MeansShare]
	}
	if why := p.value(r.Reading, value, share, p.numbers[column]); why != "" {
		return refuse(why)
	}
	r.Reading.Day = d
	if r.Reading.Note = cell[MeansNote]; len([]rune(r.Reading.Note)) > mostLine {
		return refuse("Keep the line to " + thousands(mostLine) + " characters; it has " + thousands(len([]rune(r.Reading.Note))) + ".")
	}
	if why := p.confidence(r.Reading, cell[MeansConfidence]); why != "" {
		return refuse(why)
	}
	if why := models.DayProblem(d, p.of.Measure, p.of.Today); why != "" {
		return refuse(why)
	}
	p.fate(r)
	return r
}

// value reads a number in the metric's unit. It says why one cannot be read.
func (p *seriesPlanner) value(r *models.Reading, text string, share bool, l form.Locale) string {
	if errorNow.MatchString(text) {
		return "It holds an error of the spreadsheet (" + text + ")."
	}
	if say := models.UnitProblem(text, p.of.Measure.Unit, l); say != "" {
		return say
	}
	n, err := form.ParseNumber(text, l)
	if err != nil {
		var ok bool
		if n, _, ok = form.ParseQuantity(text, l); !ok {
			return "“" + short(text) + "” is no number. " + err.Error()
		}
	}
	if share && !strings.Contains(text, "%") {
		n, text = models.Rounded(n*100, 10), ""
	}
	r.Value, r.ValueText = &n, text
	return ""
}

func (p *seriesPlanner) confidence(r *models.Reading, text string) string {
	if text == "" {
		return ""
	}
	n, err := form.ParseNumber(text, p.locale)
	if err != nil || n < 1 || n > models.MostConfidence || n != float64(int(n)) {
		return "“" + short(text) + "” is no confidence. Give a whole number from 1 to 10."
	}
	r.Confidence = int(n)
	return ""
}

// fate holds a row against what was recorded already.
func (p *seriesPlanner) fate(r *SeriesRow) {
	d := r.Reading.Day
	if line := p.seen[d]; line > 0 {
		r.Fate, r.Why = FateRefused, "Line "+thousands(line)+" gives a value for "+d.Short()+" already."
		return
	}
	p.seen[d] = r.Line
	before := p.byDay[d]
	switch {
	case before == nil:
		r.Fate = FateAdd
	case *before.Value == *r.Reading.Value && (r.Reading.Note == "" || r.Reading.Note == before.Note) && (r.Reading.Confidence == 0 || r.Reading.Confidence == before.Confidence):
		r.Fate, r.Before = FateSame, before
	case p.m.Existing == ExistingUpdate:
		r.Fate, r.Before = FateChange, before
	default:
		r.Fate, r.Before, r.Why = FateSkip, before, "There is another value of this day; it stays."
	}
}
