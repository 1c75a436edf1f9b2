package statement

import "strings"

// HasMetric says whether a quantity to reach stands in the words: a number, or a word such as double or at least four.
// Numbers that are names (RFC 42, v2, e2e, top 10), dates, list marks and "100x" as a figure of speech are none.
func HasMetric(text string) Measure {
	ts := tokens(text)
	return metric(ts, dates(ts))
}

func metric(ts []token, ds []date) Measure {
	var m Measure
	named := false // the number before this one was a name: "milestones 1 and 2"
	for i, d := 0, 0; i < len(ts); i++ {
		for d < len(ds) && ds[d].to <= i {
			d++
		}
		if d < len(ds) && ds[d].from <= i {
			if ds[d].kind != dSpan || dueSpan(ts, ds[d]) {
				i = ds[d].to - 1
				continue
			}
		}
		from, to, ok := i, i+1, false
		switch ts[i].kind {
		case tNum:
			joined := named && (joins(ts, i-1) && (i < 2 || ts[i-2].kind == tNum))
			named = joined || nameNumber(ts, i)
			ok = !named && quantity(ts, i)
			from, to = reach(ts, i)
			if r := sign(ts, i+1); (r == '-' || r == '–') && tight(ts, i+1) && tight(ts, i+2) && number(ts, i+2) {
				_, to = reach(ts, i+2)
			}
		case tWord:
			to, ok = wordQuantity(ts, i)
		case tMark:
			to, ok = withheld(ts, i)
		}
		if ok {
			m.Found = true
			m.Words = append(m.Words, Span{ts[from].from, ts[to-1].to})
			i = max(i, to-1)
		}
	}
	return m
}

func dueSpan(ts []token, d date) bool { return !pastSpan(ts, d) || word(ts, d.to) != "of" }

func joins(ts []token, i int) bool {
	w := word(ts, i)
	return w == "and" || w == "or" || w == "to" || sign(ts, i) == ',' || sign(ts, i) == '&' || sign(ts, i) == '-' || sign(ts, i) == '–' || sign(ts, i) == '/'
}

// reach takes a currency sign, a comparison and a unit along with a number.
func reach(ts []token, i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && i-from < 3 && ts[from-1].kind == tMark && (currency[ts[from-1].r] || strings.ContainsRune("<>≤≥=~≈+", ts[from-1].r)) {
		from--
	}
	if percentSign(sign(ts, to)) || sign(ts, to) == '+' && tight(ts, to) {
		to++
	} else if w := word(ts, to); w != "" && (isUnit(w) || scales[w] > 0 && len(w) > 1) {
		to++
		if pairUnits[w] && word(ts, to) != "" {
			to++
		}
	}
	return from, to
}

// pairUnits are units of two words: business days, percentage points.
var pairUnits = set(`business working calendar percentage story basis full`)

func percentSign(r rune) bool { return r == '%' || r == '％' || r == '٪' || r == '‰' }

// hasUnit says that a number carries a sign or unit that makes it a quantity whatever stands before it.
func hasUnit(ts []token, i int) bool {
	t := ts[i]
	if percentSign(sign(ts, i+1)) || currency[sign(ts, i+1)] || currency[sign(ts, i-1)] || strings.ContainsRune("<>≤≥≈", sign(ts, i-1)) && sign(ts, i-1) != 0 {
		return true
	}
	if t.suf != "" {
		return scales[t.suf] > 0 || isUnit(t.suf) || t.suf == "x"
	}
	w := word(ts, i+1)
	return isUnit(w) || scales[w] > 1000 && len(w) > 1
}

// naming are words that a number behind them belongs to as a name.
var naming = set(`rfc pr issue ticket no version v release section chapter phase step stage tier level milestone milestones part page figure table
	appendix article title goal objective priority day week group team model python java ios windows iso soc pci web http http/ ipv top type category
	class grade rule act bill room sprint iteration quarter wave batch option plan scope sdk php node vue react angular postgres form number
	cohort division series line route track pillar theme item point points annex schedule order directive regulation kr okr adr epic story task
	year layer stages levels tiers phases steps sections articles rfcs versions releases epics tickets issues prs`)

// compounds follow a number and a hyphen in a description: "a 3-year plan".
var compounds = set(`year month quarter degree day week to in factor step person part page point way star`)

// noCount are numbers with letters that are names.
var noCount = set(`3d 2d 4d 2fa 5g 4g 3g 24/7 4k 8k 1on1 1am 2am 9am 5pm`)

// nameNumber says that a number is a name, a mark in a list, an hour or a rank.
func nameNumber(ts []token, i int) bool {
	t := ts[i]
	before, after := word(ts, i-1), sign(ts, i+1)
	prev := sign(ts, i-1)
	if noCount[t.digits+t.suf] && word(ts, i+1) != "per" || !t.num {
		return true
	}
	switch t.suf {
	case "st", "nd", "rd", "th", "am", "pm", "o", "er", "e", "ème":
		return true
	}
	if before == "top" || prev == '#' || prev == '^' || prev == '§' {
		return true
	}
	// Marks of a list: "1) raise", "(2) reduce", "1. grow", footnotes "[1]".
	if t.suf == "" && len(t.digits) < 3 && after == ')' && (prev == '(' || i == 0 || t.gap && prev != 0 && strings.ContainsRune(":;,", prev) || joins(ts, i-1)) {
		return true
	}
	if after == ']' && (prev == '[' || before != "") || len(t.digits) == 2 && t.digits[0] == '0' {
		return true
	}
	if after == '.' && tight(ts, i+1) && t.suf == "" && (i == 0 || ts[i-1].kind == tBreak) && i+2 < len(ts) {
		return true
	}
	// 24/7, 9-to-5, 1:1, 17:00
	if t.digits == "24" && after == '/' && number(ts, i+2) && ts[i+2].digits == "7" || t.digits == "7" && prev == '/' && number(ts, i-2) && ts[i-2].digits == "24" {
		return true
	}
	if after == ':' && tight(ts, i+1) && tight(ts, i+2) && number(ts, i+2) || prev == ':' && tight(ts, i) && tight(ts, i-1) && number(ts, i-2) {
		return true
	}
	if hasUnit(ts, i) {
		return false
	}
	if prev == '/' && tight(ts, i) && i > 1 && ts[i-2].kind == tWord && ts[i-2].upper && len(ts[i-2].low) > 1 || versionBehind(ts, i) {
		return true
	}
	if prev == '-' && tight(ts, i) && tight(ts, i-1) && i > 1 && (ts[i-2].kind == tWord || sign(ts, i-2) == ')') {
		return true
	}
	if after == '-' && tight(ts, i+1) && tight(ts, i+2) {
		if compounds[singular(word(ts, i+2))] {
			return true
		}
	}
	if before == "" || !t.gap {
		return false
	}
	if naming[before] {
		return true
	}
	return brandBefore(ts, i)
}

// versionBehind tells the version in "Upgrade the compiler to 4.2" from the level in "Raise the score to 4.2".
func versionBehind(ts []token, i int) bool {
	if word(ts, i-1) != "to" || i+1 < len(ts) && ts[i+1].kind == tWord {
		return false
	}
	for k := i - 2; k >= 0 && k > i-10; k-- {
		switch word(ts, k) {
		case "bump", "upgrade", "downgrade", "pin", "upgrading", "bumping":
			return true
		case "move", "migrate", "switch", "update", "port":
			return strings.Contains(ts[i].digits, ".")
		}
	}
	return false
}
