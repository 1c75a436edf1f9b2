package exchange

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// guess says what each column may mean: by its heading, and where that is empty or unknown, by what most of its cells are.
func (t *Table) guess(head int, h *Here, l form.Locale) []string {
	columns := make([]string, t.Width())
	row := t.row(head)
	for i := range columns {
		if row == nil || i >= len(row.Cells) {
			continue
		}
		means, _ := headMeaning(row.Cells[i])
		switch id := outcomeOf(h.World, row.Cells[i]); {
		case means == "" && id != "":
			columns[i] = MeansMoves + id
		case means == MeansSeconds && !t.most(head, i, inSeconds):
			columns[i] = MeansHours
		default:
			columns[i] = means
		}
	}
	t.oneName(head, columns)
	for i := range columns {
		if columns[i] == Ignored {
			columns[i] = t.byContent(head, i, columns, h, l, row == nil || i >= len(row.Cells) || strings.TrimSpace(row.Cells[i]) == "")
		}
	}
	if !slices.Contains(columns, MeansName) {
		if i := t.bestName(head, columns); i >= 0 {
			columns[i] = MeansName
		}
	}
	return columns
}

// oneName keeps, of several columns that may hold the names, the one that tells the rows apart best.
func (t *Table) oneName(head int, columns []string) {
	best, most := -1, -1
	for i, means := range columns {
		if means == MeansName {
			if n := len(t.distinct(head, i)); n > most {
				best, most = i, n
			}
		}
	}
	for i, means := range columns {
		if means == MeansName && i != best {
			columns[i] = Ignored
		}
	}
}

// byContent guesses a column by its cells. Where the heading is a word that is not known here, only names of teams, people and outcomes and
// the words of verdicts count, which are hardly anything else.
func (t *Table) byContent(head, column int, columns []string, h *Here, l form.Locale, bare bool) string {
	free := func(means string) bool { return !slices.Contains(columns, means) }
	is := func(means string, test func(string) bool) bool { return free(means) && t.most(head, column, test) }
	switch {
	case is(MeansTeam, func(c string) bool { return h.TeamCalled(c) != "" }):
		return MeansTeam
	case is(MeansOwner, func(c string) bool { return h.PersonCalled(c) != "" }):
		return MeansOwner
	case is(MeansOutcome, func(c string) bool { return outcomeOf(h.World, firstPart(c)) != "" }):
		return MeansOutcome
	case is(MeansVerdict, func(c string) bool { return verdictWords[plainWords(c)] != "" }):
		return MeansVerdict
	case !bare:
		return Ignored
	case is(MeansOwner, func(c string) bool { return strings.Contains(c, "@") && !strings.Contains(c, " ") }):
		return MeansOwner
	case is(MeansOften, func(c string) bool { _, per, ok := readOften(c, "", l); return ok && per != "" }):
		return MeansOften
	case is(MeansHours, func(c string) bool { hours, _, ok := readEffort(c, "h", l); return ok && hours <= 400 }):
		return MeansHours
	case free(MeansName) && t.tells(head, column):
		return MeansName
	case is(MeansText, func(c string) bool { return len(c) > 50 }):
		return MeansText
	}
	return Ignored
}

// most tells whether a test holds for three of four cells of a column that are not empty.
func (t *Table) most(head, column int, test func(string) bool) bool {
	all, good := 0, 0
	for _, row := range t.Rows {
		if row.Line <= head || column >= len(row.Cells) || strings.TrimSpace(row.Cells[column]) == "" {
			continue
		}
		if all++; test(strings.TrimSpace(row.Cells[column])) {
			good++
		}
		if all == 300 {
			break
		}
	}
	return all > 0 && good*4 >= all*3
}

func (t *Table) distinct(head, column int) map[string]bool {
	seen := map[string]bool{}
	for _, row := range t.Rows {
		if row.Line > head && column < len(row.Cells) && strings.TrimSpace(row.Cells[column]) != "" {
			seen[fold(row.Cells[column])] = true
		}
	}
	return seen
}

// tells whether a column may hold names: words of some length, hardly any twice.
func (t *Table) tells(head, column int) bool {
	words := t.most(head, column, func(c string) bool { return len(c) > 2 && len(c) <= 120 && !isNumber(c) })
	rows := 0
	for _, row := range t.Rows {
		if row.Line > head {
			rows++
		}
	}
	return words && len(t.distinct(head, column))*5 >= rows*4
}

// bestName is the column that may hold the names when nothing says so; -1 when none may.
func (t *Table) bestName(head int, columns []string) int {
	for i, means := range columns {
		if means == Ignored && t.tells(head, i) {
			return i
		}
	}
	return -1
}

func firstPart(cell string) string {
	for i, r := range cell {
		if strings.ContainsRune(";,|\n/", r) {
			return cell[:i]
		}
	}
	return cell
}

// inSeconds tells a number that an issue tracker writes for a length of time: whole minutes, in seconds.
func inSeconds(cell string) bool {
	n, err := form.ParseNumber(cell, form.Locale{})
	return err == nil && (n == 0 || n >= 60 && n == float64(int(n/60)*60))
}
