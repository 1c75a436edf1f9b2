package statement

import (
	"fmt"
	"strings"
)

// wordLimit is how long an intent may be, in words (R10).
const wordLimit = 35

// CheckIntent judges an intent (R10). Problems are refused when the step is
// finished: it is exactly one sentence, and it has a verb. Advice never refuses.
func CheckIntent(text string) (problems, advice []Finding) {
	ts := tokens(text)
	spans := sentences(text, ts)
	switch {
	case len(spans) == 0:
		return []Finding{{Code: NoSentence, Say: "Write where you are going and why, in one sentence."}}, nil
	case len(spans) > 1:
		problems = append(problems, Finding{Code: ManySentence, Say: fmt.Sprintf("Say it in one sentence; this has %d.", len(spans)), Words: spans})
	case !hasVerb(ts):
		problems = append(problems, Finding{Code: NoVerb, Words: spans,
			Say: quote(text, spans[0]) + " is a title. Make it a sentence: say where you are going and why."})
	}
	whole := []Span{{spans[0].From, spans[len(spans)-1].To}}
	english := readsEnglish(ts)
	ds := dates(ts)
	if english {
		if !hasWhere(ts) {
			advice = append(advice, Finding{Code: NoWhere, Words: whole, Say: "Say where you are going: what will be true that is not true today."})
		}
		if !hasWhy(ts) {
			advice = append(advice, Finding{Code: NoWhy, Words: whole, Say: "Say why: add “so that …” or “because …”."})
		}
	}
	if n, last := wordCount(ts); n > wordLimit {
		advice = append(advice, Finding{Code: TooLong, Words: []Span{last}, Say: fmt.Sprintf("Keep it to %d words; it has %d.", wordLimit, n)})
	}
	if !hasHorizon(ts, ds) && english {
		advice = append(advice, Finding{Code: NoTime, Words: whole, Say: "Say by when, such as “by 2028” or “in three years”."})
	}
	if aims := aimList(ts); len(aims) > 2 {
		named, _ := quoteAll(text, aims)
		advice = append(advice, Finding{Code: ManyAims, Words: aims,
			Say: fmt.Sprintf("This lists %d aims: %s. Keep the one that carries the others.", len(aims), named)})
	}
	if words := fillerWords(text, ts); len(words) > 0 {
		say := "Say what %s means here, or leave it out."
		named, several := quoteAll(text, words)
		if several {
			say = "Say what %s mean here, or leave them out."
		}
		advice = append(advice, Finding{Code: Filler, Words: words, Say: fmt.Sprintf(say, named)})
	}
	if words := digitWords(ts, ds); len(words) > 0 {
		named, _ := quoteAll(text, words)
		advice = append(advice, Finding{Code: Digits, Words: words, Say: fmt.Sprintf("Numbers belong to the outcomes: move %s there.", named)})
	}
	return problems, advice
}

// wordCount counts words and numbers of scripts that put spaces between them, and says where the words over the limit stand.
func wordCount(ts []token) (int, Span) {
	n := 0
	over := Span{}
	for _, t := range ts {
		if t.kind != tWord && t.kind != tNum {
			continue
		}
		n++
		if n == wordLimit+1 {
			over.From = t.from
		}
		over.To = t.to
	}
	return n, over
}

// places are words that say what will be true.
var places = set(`become becomes be is are reach lead win enter serve expand turn build create make makes deliver give bring enable empower help grow run transform
	move open sell own will everyone everybody every anyone anywhere everywhere where nobody double first world future sure answer end start stop launch ship let
	provide offer establish put find replace connect free get earn keep stay remain cover make change simplify protect secure set achieve operate`)

// hasWhere says that a text names a destination: something that will be, or a change brought about.
func hasWhere(ts []token) bool {
	for i, t := range ts {
		if t.kind != tWord {
			continue
		}
		if becauseWords[t.low] && i > 0 {
			return false
		}
		if places[t.low] || verbs[t.low].strict && verbs[t.low].form != past {
			return true
		}
	}
	return false
}

var becauseWords = set(`because since`)

// wanting are words whose "to" belongs to them and gives no reason.
var wanting = set(`want wants need needs aim aims plan plans going have has able try hope wish intend seek strive commit committed is are us we everyone
	mission vision purpose goal ability way path right place continue continues used due`)

// hasWhy says that a text gives a reason: because, so that, to ..., by ...-ing.
func hasWhy(ts []token) bool {
	seen := 0
	for i, t := range ts {
		if t.kind != tWord {
			continue
		}
		next := word(ts, i+1)
		switch t.low {
		case "because", "therefore", "why":
			return true
		case "so":
			if seen > 0 && word(ts, i-1) != "it" && next != "" && !adverb(next) {
				return true
			}
		case "to":
			if v, ok := formOf(next); ok && v.form == base && seen > 1 && !wanting[word(ts, i-1)] {
				return true
			}
		case "by", "through":
			if v, ok := formOf(next); ok && v.form == gerund {
				return true
			}
		case "thanks":
			if next == "to" {
				return true
			}
		case "due":
			if next == "to" {
				return true
			}
		case "since", "as":
			if sign(ts, i-1) == ',' && next != "" && (t.low == "since" || subjects[next]) && !monthNames[next] && next != "the" {
				return true
			}
		case "for":
			if next == "the" && word(ts, i+2) == "sake" {
				return true
			}
		case "which", "that", "helping", "enabling", "letting", "allowing", "giving", "freeing":
			if t.low != "which" && t.low != "that" && sign(ts, i-1) == ',' {
				return true
			}
			if v, ok := formOf(next); ok && reasonVerbs[next] && v.form != noForm {
				return true
			}
		}
		seen++
	}
	return false
}

var reasonVerbs = set(`help helps let lets allow allows enable enables give gives make makes free frees empower empowers means`)

func adverb(w string) bool {
	return strings.HasSuffix(w, "ly") || w == "far" || w == "much" || w == "many" || w == "good" || w == "on"
}

// hasHorizon says that a text names a time frame: a deadline, a year, or a length of time ahead.
func hasHorizon(ts []token, ds []date) bool {
	if deadline(ts, ds).Found {
		return true
	}
	for _, d := range ds {
		if d.kind == dYear || d.kind == dSpan {
			return true
		}
	}
	for i, t := range ts {
		if t.kind == tNum || t.kind == tWord {
			if m, _, ok := spanAt(ts, i); ok && m >= 3 && t.low != "a" && t.low != "an" {
				return true
			}
		}
		if t.low == "decade" || t.low == "horizon" || (t.low == "term" || t.low == "run") && word(ts, i-1) == "long" {
			return true
		}
	}
	return false
}

// aimList returns the aims of a list: each a verb with words of its own, parted by a comma, a semicolon or a bullet.
func aimList(ts []token) []Span {
	var aims []Span
	for i := 0; i < len(ts); i++ {
		if ts[i].kind != tWord || !aimStart(ts, i) {
			continue
		}
		k, words := i, 0
		for k < len(ts) && ts[k].kind != tBreak && !(ts[k].kind == tMark && strings.ContainsRune(",;.•!?", ts[k].r) && (k+1 == len(ts) || ts[k+1].gap)) {
			if ts[k].kind == tWord {
				words++
			}
			k++
		}
		if words > 1 {
			aims = append(aims, Span{ts[i].from, ts[k-1].to})
		}
		i = k
	}
	return aims
}

func aimStart(ts []token, i int) bool {
	v, ok := formOf(ts[i].low)
	if !ok || v.form != base || !v.strict && nounFirst[ts[i].low] {
		return false
	}
	k := i - 1
	switch word(ts, k) {
	case "to", "will", "we":
		if k < 8 {
			return true
		}
		k--
	case "and":
		k--
	}
	return k < 0 || ts[k].kind == tBreak || ts[k].kind == tMark && strings.ContainsRune(",;:•-–*)", ts[k].r)
}

// digitWords returns the numbers of a text that are neither years, dates nor names.
func digitWords(ts []token, ds []date) []Span {
	var found []Span
	d := 0
	for i := range ts {
		for d < len(ds) && ds[d].to <= i {
			d++
		}
		if ts[i].kind != tNum || d < len(ds) && ds[d].from <= i || nameNumber(ts, i) {
			continue
		}
		if m, _, ok := spanAt(ts, i); ok && m >= 1 || number(ts, i) && spanPlus(ts, i) {
			continue
		}
		from, to := reach(ts, i)
		found = append(found, Span{ts[from].from, ts[to-1].to})
	}
	return found
}

// spanPlus tells "10+ years", which is a time frame.
func spanPlus(ts []token, i int) bool {
	return sign(ts, i+1) == '+' && spanUnits[singular(word(ts, i+2))] >= 1
}
