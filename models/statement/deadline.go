package statement

// until are words that make a date a deadline.
var until = set(`by before until till due bis d'ici para hasta entro até tot до к avant av jusqu'en within through during throughout`)

// sinceWords are words that make a date a starting point or a comparison.
var sinceWords = set(`since from compared versus vs than after over against relative baseline starting beginning started published launched
	founded established set identified adopted released signed approved measured recorded collected reported observed seen between last past previous prior`)

// pastWords behind a date make it a comparison: "2020 levels", "FY 2021 baseline".
var pastWords = set(`level levels baseline baselines figure figures value values result results edition report survey census strategy
	plan plans roadmap budget priorities agenda framework act data numbers average rate rates actuals to vintage`)

// HasDeadline says whether a text names by when: a day, month, quarter, year or named period ahead.
// A baseline date ("as of October 1, 2021") is none, nor is a length inside a measure ("within 5 business days").
func HasDeadline(text string) Measure {
	ts := tokens(text)
	return deadline(ts, dates(ts))
}

func deadline(ts []token, ds []date) Measure {
	var m Measure
	for n, d := range ds {
		behind := -1
		if n > 0 {
			behind = ds[n-1].to
		}
		from, ok := dueAt(ts, d, behind)
		if ok {
			m.Found = true
			m.Words = append(m.Words, Span{ts[from].from, ts[d.to-1].to})
		}
	}
	return m
}

// dueAt says that a date is a deadline, and from which piece on.
func dueAt(ts []token, d date, behind int) (int, bool) {
	k := d.from - 1
	if word(ts, k) == "the" || sign(ts, k) == '~' {
		k--
	}
	cue := word(ts, k)
	if cue == "year" && word(ts, k-1) == "fiscal" {
		k -= 2
		cue = word(ts, k)
	}
	after := word(ts, d.to)
	switch {
	case d.kind == dSpan:
		return d.from, !pastSpan(ts, d)
	case cue == "than" && word(ts, k-1) == "later" && k >= 2:
		return k - 2, true
	case until[cue]:
		// "measured during the last month" tells how, not by when.
		if cue == "during" && sinceWords[word(ts, k-1)] {
			return 0, false
		}
		return max(k, 0), true
	case cue == "of" && (word(ts, k-1) == "as" || word(ts, k-1) == "baseline"), cue == "at" && word(ts, k-1) == "as":
		return 0, false
	case cue == "to" && d.from-1 == k:
		// "from March to June", "until" said as "to"
		return k, d.kind != dYear || behind >= 0
	case sinceWords[cue]:
		return 0, false
	case cue == "and" && word(ts, k-2) == "between", sign(ts, k) == '-' && behind == k:
		return k, true
	case pastWords[after] && !(after == "to" || after == "plan" && cue == "in"):
		return 0, false
	case d.kind == dQuarter && d.year == 0 && (cue == "for" || cue == "" && sign(ts, d.from-1) == '/') && namedBy(ts, d):
		return 0, false
	case cue == "for" && d.kind == dYear && plansFor[singular(word(ts, k-1))]:
		return 0, false
	case cue == "in" || cue == "on" || cue == "for":
		return k, !looksBack(ts, d, k)
	case cue == "of" && d.kind != dYear:
		return k, !looksBack(ts, d, k) && !sinceWords[word(ts, k-1)]
	case d.kind == dComing:
		return d.from, true
	case d.kind == dYear:
		return d.from, bareYear(ts, d)
	case d.kind == dQuarter:
		// "Q3 pipeline" names a pipeline; "Q3: pipeline" names a day.
		return d.from, after == "" || d.year > 0
	}
	return d.from, true
}

// namedBy says that a quarter names the thing behind it: "for Q3 planning", "Q1/Q2 activation".
func namedBy(ts []token, d date) bool {
	i := d.to
	if sign(ts, i) == '/' && quarterWord(word(ts, i+1)) {
		i += 2
	}
	after := word(ts, i)
	return after != "" && !notBefore[after] && !helpers[after] && !subjects[after]
}

// plansFor are things that carry the year they are about: "a budget for 2027".
var plansFor = set(`plan budget roadmap strategy blueprint agenda calendar forecast schedule goal target objective priority report review outlook`)

// looksBack says that "in 2020" belongs to what was: "from 12% in 2020 to 20%", "positions found in 2021".
func looksBack(ts []token, d date, cue int) bool {
	before := word(ts, cue-1)
	if n := len(before); n > 4 && before[n-2:] == "ed" && !futureEd[before] {
		return true
	}
	if before == "than" || before == "seen" || before == "begun" {
		return true
	}
	// A number from which something moves stands at most a few words before.
	for k, n := cue-1, 0; k >= 0 && n < 8; k, n = k-1, n+1 {
		switch w := word(ts, k); {
		case w == "to" || w == "by" || w == "until" || ts[k].kind == tBreak:
			return false
		case w == "from" || w == "versus" || w == "vs" || w == "compared" || w == "than":
			return true
		}
		if sign(ts, k) == '.' && ts[k].kind == tMark && k+1 < len(ts) && ts[k+1].gap {
			return false
		}
	}
	return false
}

// futureEd are words in -ed that say what will be: "released in Q3" is a plan when the text is one.
var futureEd = set(`completed deployed delivered shipped finished done reached achieved need speed feed embed`)

// pastSpan tells "in the last 3 years" and lengths that are measures: "in 3 months of use".
func pastSpan(ts []token, d date) bool {
	for k := d.from; k < d.to; k++ {
		if w := word(ts, k); w == "last" || w == "past" || w == "previous" {
			return true
		}
	}
	w := word(ts, d.to)
	return w == "of" || w == "after" || w == "from" && word(ts, d.to+1) != "now" || w == "or" && word(ts, d.to+1) == "less"
}

// bareYear accepts a year without a word before it when it stands apart: "2027: 40 customers", "Net zero (2040)".
func bareYear(ts []token, d date) bool {
	before, after := sign(ts, d.from-1), sign(ts, d.to)
	apart := after == ':' || after == ')' || after == ']' || after == ',' || d.to == len(ts) || after == '.' || d.to < len(ts) && ts[d.to].kind == tBreak
	starts := d.from == 0 || before == '(' || before == '[' || before == ',' || before == ':' || before == '-' || before == '–' || before == '—' || d.edge
	if apart && starts {
		return true
	}
	if d.from > 0 && ts[d.from-1].kind == tWord && !ascii(ts[d.from-1].low) || d.to < len(ts) && ts[d.to].kind == tWord && !ascii(ts[d.to].low) {
		return true
	}
	// "FY25 we will ..." opens a plan.
	return d.from == 0 && (word(ts, d.to) == "we" || word(ts, d.to) == "will")
}
