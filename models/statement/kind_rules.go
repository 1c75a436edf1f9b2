package statement

// rules are the groups of signs, in the order they are weighed.
var rules = []rule{
	{"number and day", weighNumber},
	{"form", weighForm},
	{"verb", weighVerb},
	{"purpose words", weighPurpose},
	{"things", weighThings},
	{"scope", weighScope},
	{"comparison", weighBetter},
	{"state", weighState},
	{"horizon", weighHorizon},
	{"technical names", weighTechnical},
	{"length", weighLength},
}

// weighNumber: a number with a day is an outcome, a number alone an objective, a few pieces of work a task.
func weighNumber(w *weighing) {
	switch {
	case w.metric.Found && w.due.Found:
		w.all(KindOutcome, 14)
		if w.form == titleForm && w.words > 2 && w.titled {
			w.all(KindGoal, 4)
		}
	case w.metric.Found:
		w.all(KindObjective, 12)
		if n, i := w.count(); n > 0 && n <= 5 && w.form == orderForm && i < w.verb+3 {
			w.all(KindTask, 9)
		}
	case w.due.Found:
		w.all(KindWish, 1)
		w.all(KindInitiative, 1)
	}
}

// count returns the first bare number of things, such as the 3 of "Run 3 tests"; 0 when the number has a unit or a pace.
func (w *weighing) count() (float64, int) {
	amounts := readAmounts(w.ts[:w.end], w.ds)
	if len(amounts) != 1 || !actVerbs[w.lemma] {
		return 0, -1
	}
	a := amounts[0]
	if isUnit(a.unit) || percentSign(firstRune(a.unit)) || a.unit == "x" || currency[firstRune(a.unit)] {
		return 0, -1
	}
	for k := a.to; k < w.end; k++ {
		if p := word(w.ts, k); p == "per" || p == "every" || p == "each" || p == "monthly" || p == "weekly" || p == "daily" {
			return 0, -1
		}
	}
	return a.val, a.from
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// weighForm: how the sentence is built.
func weighForm(w *weighing) {
	to := min(w.start+3, len(w.ts))
	switch w.form {
	case purposeForm:
		w.add(KindIntent, 7, w.start, to)
	case titleForm:
		w.add(KindInitiative, 4, w.start, to)
		w.add(KindTask, 1, w.start, to)
		if better[word(w.ts, w.start)] || word(w.ts, w.start) == "a" && better[word(w.ts, w.start+1)] || word(w.ts, w.start) == "even" {
			w.add(KindWish, 4, w.start, to)
		}
	case orderForm:
		if w.titled && w.words > 2 {
			w.add(KindGoal, 3, w.start, to)
		}
	case statingForm:
		w.add(KindObjective, 3, w.start, to)
		w.add(KindWish, 2, w.start, to)
		w.add(KindIntent, 1, w.start, to)
	case promisedForm:
		switch s := word(w.ts, w.subject); {
		case s == "we" || s == "we'll":
			w.add(KindIntent, 4, w.start, to)
		case wideWho[s]:
			w.add(KindIntent, 7, w.start, to)
		default:
			w.add(KindWish, 2, w.start, to)
			w.add(KindGoal, 1, w.start, to)
		}
	case doingForm:
		w.add(KindTask, 2, w.start, to)
		w.add(KindInitiative, 1, w.start, to)
	}
}

// lastWord returns the last word of the first sentence.
func (w *weighing) lastWord() string {
	for k := w.end - 1; k >= 0; k-- {
		if w.ts[k].kind == tWord {
			return w.ts[k].low
		}
	}
	return ""
}

// weighVerb: what the main verb asks for.
func weighVerb(w *weighing) {
	if w.verb < 0 || w.form == statingForm || w.form == titleForm {
		return
	}
	at, to := w.verb, w.verb+1
	act, build, change, course := actVerbs[w.lemma], buildVerbs[w.lemma], bareChanges[w.lemma], directionVerbs[w.lemma]
	share := 0
	for _, is := range []bool{act, build, change, course} {
		if is {
			share++
		}
	}
	n := 5
	if share > 1 {
		n = 3
	}
	if act {
		w.add(KindTask, n, at, to)
	}
	if build {
		w.add(KindInitiative, n, at, to)
	}
	if change {
		w.add(KindWish, n, at, to)
	}
	if course {
		w.add(KindGoal, n, at, to)
	}
	if purposeVerbs[w.lemma] {
		w.add(KindIntent, 2, at, to)
		if share == 0 {
			w.add(KindIntent, 2, at, to)
			return
		}
	}
	w.superlative(to)
	if share == 0 {
		w.add(KindTask, 2, at, to)
		w.add(KindInitiative, 1, at, to)
	}
}

// superlative: "become the leading ...", "be the most trusted ...".
func (w *weighing) superlative(i int) {
	if w.lemma != "become" && w.lemma != "be" && w.lemma != "remain" && w.lemma != "stay" && w.lemma != "build" {
		return
	}
	for k := i; k < i+4 && k < w.end; k++ {
		low := word(w.ts, k)
		if low == "leading" || low == "leader" || low == "most" || low == "best" || low == "first" || low == "largest" || low == "premier" || low == "preferred" || low == "top" || sign(w.ts, k) == '#' || low == "no" {
			w.add(KindGoal, 4, i, k+1)
			w.add(KindIntent, 2, i, k+1)
			return
		}
	}
}
