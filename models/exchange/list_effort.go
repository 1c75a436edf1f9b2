package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// hoursOfDay is how many hours a day of work has where somebody states effort in days.
const hoursOfDay = 8

// mostEffort is the largest number of an effort that is kept, as in the audit.
const mostEffort = 100_000

var (
	effortForm  = regexp.MustCompile(`^(?:about |approx\.? |circa |ca\.? |~|≈|± ?)?([0-9][0-9.,' ]*|[.,][0-9]+) *([a-zµ]+)?\.?(?: ?(?:/|per|a|an|pro|par|por|each|every|x) ?([a-z]+))?\.?$`)
	clockForm   = regexp.MustCompile(`^([0-9]{1,4}):([0-5][0-9])(?::[0-5][0-9])?(?: ?h)?$`)
	twoUnits    = regexp.MustCompile(`^([0-9]{1,4}) ?h(?:ours?|rs?|r)? ?(?:and )?([0-5]?[0-9]) ?(?:m|min|mins|minutes?)?$`)
	decimalMark = regexp.MustCompile(`^[0-9][0-9.]*,([0-9]{1,2}|[0-9]{4,})\D*$`)
	timesForm   = regexp.MustCompile(`^([0-9][0-9.,]*) *(?:x|×|times|mal|fois|veces|keer)? *(?:/|per|a|an|pro|par|por|each|every|in the)? *([a-z]+)$`)
)

var unitHours = func() map[string]float64 {
	m := map[string]float64{}
	for words, hours := range map[string]float64{
		"h hr hrs hour hours std stunde stunden uur uren heure heures hora horas": 1, "m min mins minute minutes minuten minutos": 1.0 / 60,
		"s sec secs second seconds sekunden secondes segundos": 1.0 / 3600, "d day days pd tag tage tagen dag dagen jour jours dia dias": hoursOfDay,
		"w wk wks week weeks woche wochen semaine semaines semana semanas": 5 * hoursOfDay,
	} {
		for _, w := range strings.Fields(words) {
			m[w] = hours
		}
	}
	return m
}()

// commas tells whether a column of numbers writes decimals with a comma, as "1,5"; "1,200" alone tells nothing.
func (t *Table) commas(head, column int) bool {
	for _, row := range t.Rows {
		if row.Line > head && column < len(row.Cells) && decimalMark.MatchString(strings.TrimSpace(row.Cells[column])) {
			return true
		}
	}
	return false
}

// readEffort reads a length of work in hours: "38h", "1,5 days", "90 min", "2h 30m", "1:30", "3 h/month" (then with the span it counts in),
// or a bare number in the column's own unit: h, min or s. It is false for words, and for a number that is below zero or not finite.
func readEffort(cell, unit string, l form.Locale) (hours float64, span string, ok bool) {
	s := strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(cell)), " "))
	if len(s) > 60 {
		return 0, "", false
	}
	if m := clockForm.FindStringSubmatch(s); m != nil {
		return whole(m[1]) + whole(m[2])/60, "", true
	}
	if m := twoUnits.FindStringSubmatch(s); m != nil {
		return whole(m[1]) + whole(m[2])/60, "", true
	}
	if minutes := length(s); minutes > 0 {
		return minutes / 60, "", true
	}
	m := effortForm.FindStringSubmatch(plainUnits(s))
	if m == nil {
		return 0, "", false
	}
	n, err := form.ParseNumber(strings.TrimSpace(m[1]), l)
	if err != nil {
		return 0, "", false
	}
	if m[2] == "" {
		m[2] = unit
	}
	factor, known := unitHours[m[2]]
	if m[3] != "" {
		if span = spans[m[3]]; span == "" {
			return 0, "", false
		}
	}
	return exactly(n * factor), span, known && n >= 0
}

// plainUnits writes the units of other languages without accents.
func plainUnits(s string) string {
	return strings.NewReplacer("í", "i", "ä", "a", "é", "e").Replace(s)
}

func whole(digits string) float64 { n, _ := strconv.ParseFloat(digits, 64); return n }

func exactly(n float64) float64 { return math.Round(n*10_000) / 10_000 }

// rhythms are the words of other languages that say how often.
var rhythms = map[string]string{
	"taglich": "daily", "wochentlich": "weekly", "monatlich": "monthly", "vierteljahrlich": "quarterly", "quartalsweise": "quarterly", "jahrlich": "yearly",
	"dagelijks": "daily", "wekelijks": "weekly", "maandelijks": "monthly", "jaarlijks": "yearly",
	"quotidien": "daily", "hebdomadaire": "weekly", "mensuel": "monthly", "trimestriel": "quarterly", "annuel": "yearly",
	"diario": "daily", "semanal": "weekly", "mensual": "monthly", "trimestral": "quarterly", "anual": "yearly",
}

// readOften reads how often something happens: "weekly", "every two weeks", "3x a week", "wöchentlich", or a bare number, which counts in the
// span that the heading names. Per is empty when nothing names one. It is false for words.
func readOften(cell, span string, l form.Locale) (times float64, per string, ok bool) {
	if n, err := form.ParseNumber(cell, l); err == nil {
		return n, span, n >= 0
	}
	words := plainWords(cell)
	if known := rhythms[words]; known != "" {
		cell = known
	}
	if times, per := rhythm(cell); per != "" {
		return times, per, true
	}
	if m := timesForm.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(cell), " "))); m != nil && spans[m[2]] != "" {
		if n, err := form.ParseNumber(m[1], l); err == nil && n >= 0 {
			return n, spans[m[2]], true
		}
	}
	return 0, "", false
}

// weekly is effort in hours a week of so many hours in a span.
func weekly(hours float64, span string) float64 {
	if times, ok := models.PerWeek(span); ok {
		return math.Round(hours*times*100) / 100
	}
	return hours
}

// verdictWords are the words of lists for the answers of the audit.
var verdictWords = func() map[string]string {
	m := map[string]string{}
	for verdict, words := range map[string]string{
		models.Keep:           "keep|continue|retain|ok|behalten|beibehalten|weiter|behouden|houden|garder|conserver|mantener|conservar",
		models.Redesign:       "redesign|improve|change|fix|rework|automate|verbessern|andern|umbauen|verbeteren|ameliorer|revoir|mejorar|redisenar",
		models.Stop:           "stop|eliminate|drop|end|remove|kill|retire|cancel|beenden|einstellen|streichen|stoppen|arreter|supprimer|eliminar|parar|detener",
		models.OutcomeMissing: "outcome missing|missing outcome|missing",
		models.Undecided:      "undecided|open|unclear|tbd|offen|unklar|indecis|pendiente",
	} {
		for _, w := range strings.Split(words, "|") {
			m[w] = verdict
		}
	}
	return m
}()
