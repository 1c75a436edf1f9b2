package statement

import "strings"

// amount is a number with its unit and what is said about it.
type amount struct {
	from, to  int
	val       float64
	scale     float64 // what thousand, k or M multiplied it with
	unit      string
	direction string
}

// readAmounts finds the first few amounts of a text; dates, names and hours are none.
func readAmounts(ts []token, ds []date) []amount {
	var found []amount
	d := 0
	for i := 0; i < len(ts) && len(found) < 4; i++ {
		for d < len(ds) && ds[d].to <= i {
			d++
		}
		if d < len(ds) && ds[d].from <= i && ds[d].kind != dSpan {
			i = ds[d].to - 1
			continue
		}
		a, ok := amountAt(ts, i)
		if ok && finite(a.val) {
			found = append(found, a)
			i = a.to - 1
		}
	}
	return found
}

func amountAt(ts []token, i int) (amount, bool) {
	a := amount{from: i, to: i + 1, scale: 1}
	switch ts[i].kind {
	case tNum:
		if nameNumber(ts, i) {
			return a, false
		}
		a.val = ts[i].val
		suffix := ts[i].suf
		if s := scales[suffix]; s > 0 {
			a.scale, suffix = s, ""
		} else if suffix != "" {
			if n := len(suffix); n > 1 && scales[suffix[:1]] > 0 && !isUnit(suffix) && (suffix[1:] == "+" || isUnit(suffix[1:])) {
				a.scale, suffix = scales[suffix[:1]], suffix[1:]
			}
		}
		a.unit = suffix
	case tWord:
		w := word(ts, i)
		if m := multiples[w]; m > 0 {
			a.val, a.unit, a.direction = m, "x", "increase"
			if m < 1 {
				a.direction = "reduce"
			}
			return a, true
		}
		if strings.HasSuffix(w, "fold") && foldOf(w) > 0 {
			a.val, a.unit, a.direction = foldOf(w), "x", "increase"
			return a, true
		}
		v, end, ok := inWords(ts, i)
		if !ok {
			return a, false
		}
		a.val, a.to = v, end
	default:
		return a, false
	}
	a.unitBehind(ts)
	a.signBefore(ts)
	return a, true
}

// unitBehind reads what stands behind the number: "%", "+", "million", "days", "-fold", "/5".
func (a *amount) unitBehind(ts []token) {
	if s := scales[word(ts, a.to)]; s > 0 && a.scale == 1 && a.unit == "" && (ts[a.to].gap || tight(ts, a.to)) && !(len(word(ts, a.to)) == 1 && word(ts, a.to) != "k" && word(ts, a.to) != "m") {
		a.scale = s
		a.to++
	}
	a.val *= a.scale
	if sign(ts, a.to) == '+' && tight(ts, a.to) {
		a.direction = "increase"
		a.to++
	}
	switch r := sign(ts, a.to); {
	case percentSign(r):
		a.unit = "%"
		if r == '‰' {
			a.unit = "‰"
		}
		a.to++
	case currency[r]:
		a.unit = string(r)
		a.to++
	case r == '-' && word(ts, a.to+1) == "fold":
		a.unit, a.direction = "x", "increase"
		a.to += 2
	case r == '/' && tight(ts, a.to) && number(ts, a.to+1) && a.unit == "":
		a.unit = "/" + ts[a.to+1].digits
		a.to += 2
	case r == '-' && tight(ts, a.to) && tight(ts, a.to+1) && isUnit(word(ts, a.to+1)) && a.unit == "":
		a.unit = word(ts, a.to+1)
		a.to += 2
	default:
		a.wordUnit(ts)
	}
	if sign(ts, a.to) == '+' && tight(ts, a.to) {
		a.direction = "increase"
		a.to++
	}
	if a.unit == "x" && a.direction == "" {
		a.direction = "increase"
		if a.val < 1 {
			a.direction = "reduce"
		}
	}
}

// linkWords end a unit: "5 days to", "80% of".
var linkWords = set(`to and or by in on of from per until before for with at as is are was per within the a an than each every vs compared across through during over under or-more
	more less fewer higher lower better faster below above bis до`)

// wordUnit takes the word behind the number as its unit, as typed.
func (a *amount) wordUnit(ts []token) {
	w := word(ts, a.to)
	switch {
	case w == "or" && (word(ts, a.to+1) == "more" || word(ts, a.to+1) == "above" || word(ts, a.to+1) == "higher" || word(ts, a.to+1) == "better"):
		a.direction = "increase"
		a.to += 2
		return
	case w == "or" && (word(ts, a.to+1) == "less" || word(ts, a.to+1) == "fewer" || word(ts, a.to+1) == "below" || word(ts, a.to+1) == "lower"):
		a.direction = "reduce"
		a.to += 2
		return
	case w == "percent" || w == "pct" || w == "procent" || w == "prozent":
		a.unit = "%"
		a.to++
	case w == "per" && word(ts, a.to+1) == "cent":
		a.unit = "%"
		a.to += 2
	case w == "x" || w == "times":
		a.unit = "x"
		a.to++
	case w == "percentage" && (word(ts, a.to+1) == "points" || word(ts, a.to+1) == "point"),
		(w == "business" || w == "working" || w == "calendar" || w == "story" || w == "basis") && word(ts, a.to+1) != "":
		a.unit = w + " " + word(ts, a.to+1)
		a.to += 2
	case w != "" && a.unit == "" && !linkWords[w] && !helpers[w] && !monthNames[w]:
		a.unit = w
		a.to++
	}
}

// signBefore reads what stands in front of the number: "$", ">", "at least", "below", "no more than", "-".
func (a *amount) signBefore(ts []token) {
	k := a.from - 1
	if currency[sign(ts, k)] {
		if a.unit == "" || len(a.unit) > 0 && !percentSign([]rune(a.unit)[0]) {
			a.unit = string(ts[k].r)
		}
		k--
	} else if w := word(ts, k); len(w) == 3 && (w == "usd" || w == "eur" || w == "gbp" || w == "chf") && (a.unit == "" || linkWords[a.unit]) {
		a.unit = strings.ToUpper(w)
		k--
	}
	a.from = k + 1
	if r := sign(ts, k); (r == '-' || r == '−') && !ts[k+1].gap && (k == 0 || ts[k].gap || sign(ts, k-1) != 0) {
		a.val = -a.val
		a.direction = "reduce"
		a.from = k
		k--
	} else if r == '+' && !ts[k+1].gap && a.direction == "" {
		a.direction = "increase"
		a.from = k
		k--
	}
	for n := 0; n < 4 && k >= 0; n++ {
		w, r := word(ts, k), sign(ts, k)
		switch {
		case r == '>' && !(sign(ts, k-1) == '-' || sign(ts, k-1) == '='), r == '≥', r == '⩾':
			a.direction = "increase"
		case r == '<', r == '≤', r == '⩽':
			a.direction = "reduce"
		case r == '=' && (sign(ts, k-1) == '>' || sign(ts, k-1) == '<'), r == '~', r == '≈':
		case w == "above" || w == "over" || w == "least" || w == "exceed" || w == "exceeds" || w == "exceeding" || w == "min" || w == "minimum" || w == "beyond" || w == "mindestens":
			a.direction = "increase"
		case w == "below" || w == "under" || w == "most" || w == "max" || w == "maximum" || w == "within" || w == "höchstens" || w == "beneath" || w == "up" && word(ts, k+1) == "to":
			a.direction = "reduce"
		case w == "than":
			less := word(ts, k-1)
			a.direction = "increase"
			if less == "less" || less == "fewer" || less == "lower" || less == "shorter" || (less == "more" || less == "longer" || less == "higher") && (word(ts, k-2) == "no" || word(ts, k-2) == "not") {
				a.direction = "reduce"
			}
			if less == "fewer" && word(ts, k-2) == "no" || less == "less" && (word(ts, k-2) == "no" || word(ts, k-2) == "not") {
				a.direction = "increase"
			}
			if less != "" {
				k--
				if p := word(ts, k-1); p == "no" || p == "not" {
					k--
				}
			}
		case w == "at" || w == "or" || w == "of" && (word(ts, k-1) == "minimum" || word(ts, k-1) == "maximum"), w == "to" && word(ts, k-1) == "up":
		default:
			return
		}
		a.from = k
		k--
	}
}
