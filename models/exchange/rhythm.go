package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// plainRhythm are the words that say how often without a doubt: times in a day, week, month, quarter or year.
var plainRhythm = map[string]struct {
	times float64
	per   string
}{
	"daily": {1, "day"}, "weekly": {1, "week"}, "monthly": {1, "month"}, "quarterly": {1, "quarter"}, "yearly": {1, "year"}, "annually": {1, "year"},
	"annual": {1, "year"}, "bi-weekly": {0.5, "week"}, "biweekly": {0.5, "week"}, "fortnightly": {0.5, "week"},
	"semi-annually": {2, "year"}, "half-yearly": {2, "year"},
}

var (
	everyUnit  = regexp.MustCompile(`^(?:at the (?:end|beginning|start) of )?(?:every|each|once an?|once per|once every|once a) (other )?(day|week|month|quarter|year|monday|tuesday|wednesday|thursday|friday)s?$`)
	everyN     = regexp.MustCompile(`^every (\w+) (day|week|month|quarter|year)s?$`)
	timesAUnit = regexp.MustCompile(`^(\w+?)(?: times)? ?(?:a|an|per|each|every)? (day|week|month|quarter|year|daily|weekly|monthly|quarterly|yearly)$`)
)

// rhythm reads how often something happens: "weekly", "every Monday", "every two weeks", "twice per year", "thrice weekly".
// "each sprint" has a length of its own and stays words.
func rhythm(text string) (times float64, per string) {
	s := strings.Join(strings.Fields(strings.ToLower(strings.Trim(text, " ."))), " ")
	if r, ok := plainRhythm[s]; ok {
		return r.times, r.per
	}
	if m := everyUnit.FindStringSubmatch(s); m != nil {
		times, per = 1, m[2]
		if strings.HasSuffix(per, "day") && per != "day" {
			per = "week"
		}
		if m[1] != "" {
			times = 0.5
		}
		return times, per
	}
	if m := everyN.FindStringSubmatch(s); m != nil {
		if n := spoken(m[1]); n > 0 {
			return 1 / n, m[2]
		}
	}
	if m := timesAUnit.FindStringSubmatch(s); m != nil {
		if n := spoken(m[1]); n > 0 {
			return n, strings.NewReplacer("daily", "day", "weekly", "week", "monthly", "month", "quarterly", "quarter", "yearly", "year").Replace(m[2])
		}
	}
	return 0, ""
}

func spoken(word string) float64 {
	if n, ok := map[string]float64{"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6, "second": 2, "other": 2}[word]; ok {
		return n
	}
	n, err := strconv.ParseFloat(word, 64)
	if err != nil || n < 1 || n > 366 {
		return 0
	}
	return n
}

var lengthOf = regexp.MustCompile(`^(?:about |~)?(an?|one|two|three|half an|[0-9]+(?:\.[0-9]+)?)[ -]?(h|hours?|hrs?|min|mins|minutes?)$`)

// length reads how many minutes something takes: "an hour", "25-minute", "1.5 hours". Days are no length of a sitting and stay words.
func length(text string) float64 {
	m := lengthOf.FindStringSubmatch(strings.ToLower(strings.Trim(text, " .")))
	if m == nil {
		return 0
	}
	n := map[string]float64{"a": 1, "an": 1, "half an": 0.5}[m[1]]
	if n == 0 {
		if n = spoken(m[1]); n == 0 {
			n, _ = strconv.ParseFloat(m[1], 64)
		}
	}
	if strings.HasPrefix(m[2], "h") {
		n *= 60
	}
	return math.Round(n*1000) / 1000
}
