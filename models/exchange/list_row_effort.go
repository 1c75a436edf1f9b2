package exchange

import (
	"fmt"
	"strings"

	"throughline/models/form"
)

// effort reads hours a week, or how often, how long and with how many people. What is no number is kept in words; a number that cannot be
// kept refuses the row.
func (p *planner) effort(r *ListRow, cells Cells) (why string) {
	w := r.Workflow
	var words []string
	for i, means := range p.m.Columns {
		if !counted[means] || i >= len(cells.Cells) || r.cells[means] == "" || p.tidy(cells.Cells[i]) != r.cells[means] {
			continue
		}
		cell, l := r.cells[means], p.locales[i]
		if why := tooLarge(cell, l); why != "" {
			return p.ColumnName(i) + ": " + why
		}
		var ok bool
		switch means {
		case MeansHours, MeansMonth, MeansYear, MeansSeconds:
			if w.Hours != nil {
				continue
			}
			unit := map[string]string{MeansSeconds: "s"}[means]
			if unit == "" {
				unit = "h"
			}
			hours, span, read := readEffort(cell, unit, l)
			if ok = read; ok {
				if span == "" {
					span = map[string]string{MeansMonth: "month", MeansYear: "year"}[means]
				}
				p.countDays(cell)
				w.Hours = pointerTo(weekly(hours, span))
			}
		case MeansOften:
			times, per, read := readOften(cell, p.spans[i], l)
			if ok = read; ok {
				w.Times, w.Per = &times, per
			} else {
				w.FrequencyText = short(cell)
			}
		case MeansMinutes:
			unit := "min"
			if p.units[i] != "h" {
				unit = "h"
			}
			hours, span, read := readEffort(cell, unit, l)
			if ok = read && span == ""; ok {
				p.countDays(cell)
				w.Minutes = pointerTo(exactly(hours * 60))
			}
		case MeansPeople:
			n, err := form.ParseNumber(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(cell), "people"), "persons"), l)
			if ok = err == nil && n >= 0; ok {
				w.Attendees = &n
			}
		}
		if !ok {
			words = append(words, oneLine(cell))
			r.Notes = append(r.Notes, fmt.Sprintf("%s: “%s” is no number; it is kept in words.", labelOf(means), short(cell)))
		}
	}
	if cell := r.cells[MeansPer]; cell != "" {
		if span := spans[plainWords(cell)]; span != "" && w.Per == "" {
			w.Per = span
		} else if span == "" {
			r.Notes = append(r.Notes, "“"+short(cell)+"” is no span; write day, week, month, quarter or year.")
		}
	}
	if w.EffortText = strings.Join(words, "; "); len(w.EffortText) > mostLine {
		w.EffortText = short(w.EffortText)
	}
	for _, n := range []*float64{w.Hours, w.Times, w.Minutes, w.Attendees} {
		if n != nil && *n > mostEffort {
			return fmt.Sprintf("An effort of %s cannot be right; the largest number kept is 100,000.", p.locale.Number(*n))
		}
	}
	return ""
}

// tooLarge refuses numbers below zero, and those that no column holds.
func tooLarge(cell string, l form.Locale) string {
	if _, err := number(strings.ToLower(cell)); err != nil && err != errNot {
		return err.Error()
	}
	if n, err := form.ParseNumber(cell, l); err == nil && n < 0 {
		return "“" + short(cell) + "” is less than nothing. Give a number from 0 to 100,000."
	}
	return ""
}

// countDays notes that somebody stated effort in days or weeks of work.
func (p *planner) countDays(cell string) {
	if m := effortForm.FindStringSubmatch(plainUnits(strings.ToLower(strings.TrimSpace(cell)))); m != nil && unitHours[m[2]] >= hoursOfDay {
		p.days++
	}
}

func pointerTo(n float64) *float64 { return &n }
