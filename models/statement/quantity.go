package statement

import "strings"

// units are measures; a number in front of one is a quantity whatever it follows.
var units = set(`percent percentage pct pp ppt points bps ms msec millisecond milliseconds µs μs us ns s sec secs second seconds min mins minute minutes h hr hrs hour hours
	d day days week weeks w business working calendar kg g t tons tonnes km miles mile acres hectares gb mb tb kb gib mib tib pb mw gw kwh mwh gwh
	eur usd gbp chf jpy inr sek nok dkk pln euro euros dollars pounds dollar story fte ftes fold times x`)

func isUnit(w string) bool { return units[w] }

// leastWords make a number in words a quantity: at least four, up to two.
var leastWords = set(`least most than to exactly minimum maximum over under below above within up of max min`)

// reachWords are verbs and words whose number is what they reach.
var reachWords = set(`hire publish win sign add open close launch run deliver land ship complete conduct have has get reach acquire onboard recruit train release
	host hold secure write create build make interview survey book enter start establish support serve migrate retire remove cut save keep have`)

// quantity says that a number which is no name and no date is one to reach.
func quantity(ts []token, i int) bool {
	t := ts[i]
	for k, n := i-1, 0; k > 0 && n < 3; k, n = k-1, n+1 {
		if w := word(ts, k); (w == "just" || w == "only") && word(ts, k-1) == "not" {
			return false
		}
	}
	before, after := word(ts, i-1), word(ts, i+1)
	if t.suf == "x" || t.suf == "" && after == "x" {
		return !figureOfSpeech(ts, i)
	}
	if before == "last" || before == "past" || before == "previous" || before == "every" {
		return false
	}
	k := i + 1
	if sign(ts, k) == '+' || sign(ts, k) == '-' || sign(ts, k) == '–' {
		k++
	}
	switch singular(word(ts, k)) {
	case "year", "month", "quarter", "decade", "sprint":
		return before == "to" || before == "under" || before == "below" || before == "than" || before == "least" || before == "most" || before == "from" ||
			sign(ts, i-1) == '<' || sign(ts, i-1) == '≤'
	}
	return true
}

// figureOfSpeech tells "100x" in a vision and "10x engineers" from "grow usage 5x".
func figureOfSpeech(ts []token, i int) bool {
	switch singular(word(ts, i+1)) {
	case "engineer", "developer", "team", "thinking", "mindset":
		return true
	}
	if ts[i].val < 100 {
		return false
	}
	before := word(ts, i-1)
	if before == "by" || before == "to" || before == "least" || before == "than" {
		return false
	}
	for k, n := i-1, 0; k >= 0 && n < 8; k, n = k-1, n+1 {
		if w := word(ts, k); raises[w] || lowers[w] {
			return false
		}
	}
	return true
}

// wordQuantity reads quantities written in words: double, halve, ten-fold, at least four, net-zero.
func wordQuantity(ts []token, i int) (to int, ok bool) {
	w, before, after := word(ts, i), word(ts, i-1), word(ts, i+1)
	switch {
	case multiples[w] > 0:
		if after == "down" || after == "check" || after == "click" || after == "opt" || after == "sided" || after == "digit" || sign(ts, i+1) == '-' && tight(ts, i+1) {
			return i + 1, false
		}
		return i + 1, before != "the" || w != "double" && w != "triple"
	case strings.HasSuffix(w, "fold") && foldOf(w) > 0:
		return i + 1, true
	case w == "half":
		return i + 1, before == "in" || before == "by" || after == "of" && before != "first" && before != "second" && before != "the" || after == "the"
	case w == "thirds" || w == "quarters" || w == "fifths":
		_, _, num := inWords(ts, i-1)
		return i + 1, num
	case w == "third" && before == "a":
		return i + 1, true
	case w == "twice":
		return i + 1, after == "as" || after == "the"
	case w == "net-zero":
		return i + 1, netZero(ts, i+1)
	case w == "net" && after == "zero":
		return i + 2, netZero(ts, i+2)
	case placeholder[w] && ts[i].upper && len(after) > 3 && (strings.HasSuffix(after, "s") && !strings.HasSuffix(after, "ss") || reachWords[before]) && ts[i+1].gap && !ts[i+1].caps && before != "":
		// "Have X customers live": the number is kept back.
		return i + 1, true
	case (w == "neutral" || w == "neutrality") && (before == "climate" || before == "carbon"), w == "carbon-neutral" || w == "climate-neutral":
		return i + 1, true
	case placeholder[w] && percentSign(sign(ts, i+1)) && tight(ts, i+1):
		return i + 2, true
	case len(w) > 1 && len(w) < 4 && w[0] == 'n' && ts[i].caps && strings.Trim(w[1:], "0123456789") == "":
		// N7 stands for a number that is kept back.
		return i + 1, true
	case len(w) == 1 && ts[i].caps && sign(ts, i+1) == '+' && tight(ts, i+1) && before == "to":
		return i + 2, true
	}
	return countInWords(ts, i)
}

// placeholder are letters people write where a number is kept back.
var placeholder = set(`n x xx nn y xxx nnn`)

// withheld reads amounts whose number is kept back: $N, $XM.
func withheld(ts []token, i int) (to int, ok bool) {
	if !currency[ts[i].r] || !tight(ts, i+1) {
		return i + 1, false
	}
	w := word(ts, i+1)
	return i + 2, placeholder[w] || w != "" && placeholder[w[:len(w)-1]] && scales[w[len(w)-1:]] > 0
}

// netZero tells "net-zero emissions by 2040" from "net zero emissions development", where it only describes.
func netZero(ts []token, i int) bool {
	if w := word(ts, i); w == "global" || w == "carbon" {
		i++
	}
	if word(ts, i) == "emissions" || word(ts, i) == "emission" {
		i++
	}
	w := word(ts, i)
	return w == "" || notBefore[w] || english[w]
}

func countInWords(ts []token, i int) (to int, ok bool) {
	val, end, known := inWords(ts, i)
	if !known {
		return i + 1, false
	}
	before, after := word(ts, i-1), word(ts, end)
	if w := word(ts, i); w == "dozen" && (before == "a" || before == "two") && leastWords[word(ts, i-2)] {
		return end, true
	}
	if after == "of" && word(ts, end+1) == "the" && before != "least" && before != "most" {
		return end, false
	}
	switch {
	case val == 0:
		return end, before == "to" || after != "" && !zeroNames[after] && before != "from" && before != "ground" && before != "day" && !notBefore[after] && !(sign(ts, end) == '-')
	case val == 1:
		return end, before == "least" || before == "most" || before == "than" || before == "exactly"
	case percentSign(sign(ts, end)) || isUnit(after) || after == "additional" || after == "more" || after == "new" || after == "extra":
		return end, true
	case leastWords[before] && before != "of" && before != "over", before == "of" && word(ts, i-2) == "minimum":
		return end, true
	case val >= 1000:
		return end, true
	}
	return end, reachWords[before] || (reachWords[word(ts, i-2)] && before != "" && !notBefore[before] && before != "the" && before != "these" && before != "our")
}

// zeroNames are words that "zero" only describes.
var zeroNames = set(`trust day emission emissions touch code config shot knowledge sum based waste click`)

// multiples are verbs and words that multiply.
var multiples = map[string]float64{
	"double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "triple": 3, "triples": 3, "tripled": 3, "tripling": 3, "treble": 3,
	"quadruple": 4, "quadruples": 4, "quadrupled": 4, "quadrupling": 4, "quintuple": 5, "halve": 0.5, "halves": 0.5, "halved": 0.5, "halving": 0.5,
}

// foldOf reads the number in "tenfold" and "ten-fold".
func foldOf(w string) float64 {
	return smallNumbers[strings.TrimSuffix(strings.TrimSuffix(w, "fold"), "-")]
}

// metricNames stand in front of a bare number and are measured, not numbered.
var metricNames = set(`nps csat arr mrr dau mau wau roi ctr sla ces ebitda swau swaus enps score rating`)

// brandBefore says that a number follows a proper name: "Fortune 500", "SOC 2", "Log4j 2".
func brandBefore(ts []token, i int) bool {
	p := ts[i-1]
	if !p.caps || metricNames[p.low] || ts[i].val != float64(int64(ts[i].val)) && len(ts[i].digits) > 4 {
		return false
	}
	if p.upper && len(p.low) > 1 && len(p.low) < 6 {
		if units[p.low] { // CHF 500
			return false
		}
		return !monthNames[p.low] && !english[p.low] && !helpers[p.low] && !strictVerb(p.low)
	}
	if i == 1 || opening(ts, i-1) {
		// "Plough 2.0" is a version; what opens a line may be any word with a capital.
		return strings.Contains(ts[i].digits, ".") && !englishWord(p.low)
	}
	return !englishWord(p.low) && !monthNames[p.low]
}
