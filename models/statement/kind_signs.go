package statement

import "strings"

// purposeNouns head a sentence that says what an organisation is for.
var purposeNouns = set(`mission vision purpose ambition dream belief reason`)

// weighPurpose: mission, vision, "we exist so that", "a world where", "everyone can".
func weighPurpose(w *weighing) {
	for k := w.start; k < w.end; k++ {
		low := word(w.ts, k)
		next := word(w.ts, k+1)
		switch {
		case purposeNouns[low] && (next == "is" || sign(w.ts, k+1) == ':' || next == "of") && k < w.start+8:
			w.add(KindIntent, 8, k, k+1)
		case (low == "exist" || low == "exists") && (next == "to" || next == "so" || next == "for" || next == "because"):
			w.add(KindIntent, 8, k, k+1)
		case low == "believe" && word(w.ts, k-1) == "we", low == "responsible" && next == "for" && k < w.start+10:
			w.add(KindIntent, 9, k, k+1)
		case (low == "world" || low == "future" || low == "place" || low == "region" || low == "society" || low == "country" || low == "city") && (next == "where" || next == "without" || next == "in" && word(w.ts, k+2) == "which" || next == "that"):
			w.add(KindIntent, 6, k, k+2)
		case low == "goal" && next == "is" && k < w.start+3:
			w.add(KindGoal, 7, k, k+1)
		case (low == "make" || low == "making") && next == "it" && word(w.ts, k+2) == "so":
			w.add(KindIntent, 3, k, k+3)
		case low == "so" && next == "that" && k > w.start+2:
			w.add(KindIntent, 4, k, k+2)
		case low == "to" && givesPower[next] && k > w.start+3 && w.form == orderForm && purposeVerbs[w.lemma]:
			w.add(KindIntent, 4, k, k+2)
		case low == "that" && k > w.start+2 && w.form == orderForm && purposeVerbs[w.lemma]:
			w.add(KindIntent, 2, k, k+1)
		}
	}
	if w.form == statingForm && w.verb > w.start && givesPower[w.lemma] && !w.metric.Found {
		w.add(KindIntent, 5, w.verb, w.verb+1)
	}
	if w.form == statingForm && wideWho[word(w.ts, w.start)] && word(w.ts, w.verb) == "can" && w.words < 10 {
		w.add(KindIntent, 4, w.start, w.verb+1)
	}
	if first := word(w.ts, w.start); w.form == titleForm && (first == "a" || first == "an" || first == "one") && !w.metric.Found {
		w.add(KindIntent, 2, w.start, w.start+1)
	}
	if s := word(w.ts, w.start); w.form != promisedForm && (s == "we" || s == "our") && !w.metric.Found {
		w.add(KindIntent, 3, w.start, w.start+1)
	}
}

// givesPower are verbs that say what a thing does for others.
var givesPower = set(`let help enable empower allow give make inspire connect power support free bring serve exist equip`)

// weighThings: what the work is about, and what a title is a title of.
func weighThings(w *weighing) {
	if w.form == purposeForm || w.form == statingForm || w.metric.Found {
		return
	}
	// "Improve the booking platform" asks for better, whatever it is about.
	if w.verb >= 0 && bareChanges[w.lemma] && !buildVerbs[w.lemma] && !actVerbs[w.lemma] {
		return
	}
	task, build := 0, 0
	from := w.start
	if w.verb >= 0 {
		from = w.verb + 1
	}
	for k := from; k < w.end; k++ {
		low := word(w.ts, k)
		one := singular(low)
		if pieces[low] || pieces[one] {
			if task < 3 {
				w.add(KindTask, 2, k, k+1)
			}
			task++
		}
		if works[low] || works[one] {
			if build < 3 {
				w.add(KindInitiative, 2, k, k+1)
			}
			build++
		}
	}
	if w.words > 1 {
		last := w.lastWord()
		switch {
		case pieces[last] || pieces[singular(last)]:
			if w.form == titleForm {
				w.all(KindTask, 2)
			}
			w.all(KindTask, 2)
		case works[last] || works[singular(last)]:
			w.all(KindInitiative, 2)
		}
	}
}

// weighScope: words of a whole company, market or country, and words that reach everyone.
func weighScope(w *weighing) {
	course, purpose := 0, 0
	for k := w.start; k < w.end; k++ {
		low := word(w.ts, k)
		if low == "" || k == w.verb {
			continue
		}
		if abstracts[low] && course < 4 {
			course++
			w.add(KindGoal, 1, k, k+1)
		}
		who := wideWho[low] || (low == "every" || low == "all") && people2(word(w.ts, k+1))
		if who && purpose < 3 {
			purpose++
			w.add(KindIntent, 2, k, k+1)
		}
	}
	if course > 1 && w.form == titleForm {
		w.all(KindGoal, 2)
	}
	w.companyFigure()
}

// companyFigure: "grow revenue", "double our market share": a figure of the whole company, as no team has one.
func (w *weighing) companyFigure() {
	if w.due.Found || w.form != orderForm || !bareChanges[w.lemma] && !directionVerbs[w.lemma] {
		return
	}
	for k := w.verb + 1; k < w.end; k++ {
		if low := word(w.ts, k); companyFigures[low] || low == "market" && word(w.ts, k+1) == "share" {
			if w.metric.Found {
				w.add(KindGoal, 14, k, k+1)
			} else if k < w.verb+4 {
				w.add(KindGoal, 6, k, k+1)
			}
			return
		}
	}
}

func people2(low string) bool { return people(low) || people(low+"s") || nouns[low] && len(low) > 3 }

// weighBetter: words that only compare with today.
func weighBetter(w *weighing) {
	n := 0
	for k := w.start; k < w.end && n < 3; k++ {
		low := word(w.ts, k)
		if !better[low] || (low == "more" || low == "fewer" || low == "less") && (word(w.ts, k+1) == "than" || word(w.ts, k-1) == "or") || k == w.verb {
			continue
		}
		n++
		w.add(KindWish, 2, k, k+1)
		// "Build a better product": the praise is all that the building is to bring.
		if w.form == orderForm && k > w.verb && k <= w.verb+5 && buildVerbs[w.lemma] && w.words < 12 {
			w.add(KindWish, 5, k, k+1)
		}
	}
}

// weighState: an end state that anyone can check: can, is available, are documented, no longer, every.
func weighState(w *weighing) {
	if w.form != statingForm || w.verb < 0 {
		return
	}
	low, next := word(w.ts, w.verb), word(w.ts, w.verb+1)
	v, known := formOf(next)
	past := known && v.form == past || strings.HasSuffix(next, "ed")
	if !w.metric.Found {
		for k := w.start; k < w.end; k++ {
			if t := word(w.ts, k); k != w.start && (wishes[t] || raises[t] || lowers[t]) && !better[t] && t != "up" && t != "over" && t != "above" && t != "under" && t != "below" && t != "down" && t != "drive" && t != "support" && t != "build" && t != "develop" && t != "enable" && t != "help" {
				w.add(KindWish, 3, k, k+1)
				break
			}
		}
	}
	switch {
	case w.verb > w.start && word(w.ts, w.verb-1) == "longer":
		w.add(KindObjective, 4, w.verb-2, w.verb+1)
	case low == "can" || low == "cannot":
		w.add(KindObjective, 3, w.verb, w.verb+1)
	case (low == "is" || low == "are") && (past || next == "available" || next == "complete" || next == "done" || next == "ready" || next == "live" || next == "in"):
		w.add(KindObjective, 3, w.verb, w.verb+2)
	case low == "has" || low == "have":
		w.add(KindObjective, 2, w.verb, w.verb+1)
	case !helpers[low]:
		w.add(KindObjective, 1, w.verb, w.verb+1)
	}
}

// weighHorizon: years ahead are a direction, a day or a month without a number is a piece of work.
func weighHorizon(w *weighing) {
	behind := -1
	for _, d := range w.ds {
		_, due := dueAt(w.ts, d, behind)
		behind = d.to
		switch {
		case d.kind == dSpan && d.months >= 24:
			w.add(KindIntent, 2, d.from, d.to)
			w.add(KindGoal, 1, d.from, d.to)
			if w.form == orderForm && !w.metric.Found { // years for a direction: a whole company's, not a team's
				w.add(KindGoal, 5, d.from, d.to)
			}
		case !due || w.metric.Found:
		case d.kind == dDay || d.kind == dMonth || d.kind == dComing:
			w.add(KindTask, 1, d.from, d.to)
			w.add(KindInitiative, 1, d.from, d.to)
		}
	}
	for k := w.start; k < w.end; k++ {
		if low := word(w.ts, k); low == "long-term" || low == "long" && word(w.ts, k+1) == "term" {
			w.add(KindGoal, 1, k, k+1)
			w.add(KindIntent, 1, k, k+1)
		}
	}
}

// weighTechnical: identifiers, versions, ticket numbers and labels belong to tasks and projects.
func weighTechnical(w *weighing) {
	if w.label && !w.titled {
		w.add(KindTask, 3, 0, w.start)
	}
	for k := w.start; k < w.end; k++ {
		if low := word(w.ts, k); faults[low] && !w.metric.Found && (w.form == statingForm || w.form == titleForm) {
			w.add(KindTask, 6, k, k+1)
			break
		}
	}
	n := 0
	for k := 0; k < w.end && n < 3; k++ {
		t := w.ts[k]
		switch {
		case t.kind == tMark && (t.r == '`' || t.r == '#' || t.r == '\'' && k > 0), t.kind == tWord && (strings.ContainsAny(t.low, "_./@") || strings.ContainsAny(t.low, "0123456789")) && !purelyDate(t.low):
			n++
			w.add(KindTask, 2, k, k+1)
			w.add(KindInitiative, 1, k, k+1)
		case t.kind == tNum && nameNumber(w.ts, k) && k > 0 && w.form != statingForm:
			n++
			if tickets[word(w.ts, k-1)] || sign(w.ts, k-1) == '#' {
				w.add(KindTask, 4, k-1, k+1)
			}
			w.add(KindTask, 2, k, k+1)
			w.add(KindInitiative, 1, k, k+1)
		}
	}
}

// tickets are names of one filed piece of work.
var tickets = set(`rfc issue ticket bug pr adr story task card`)

// faults are words of a report that something does not work.
var faults = set(`missing broken fails fail failing crashes crash crashing incorrect incorrectly wrong wrongly doesn't isn't won't can't cannot unable invalid
	throws hangs leaks stuck ignored duplicated misaligned truncated regression deadlock undefined panic freezes`)

func purelyDate(low string) bool { return quarterWord(low) || fiscalShape.MatchString(low) }

// weighLength: short lines are work, long ones explain a purpose or a direction.
func weighLength(w *weighing) {
	switch {
	case w.words > 20:
		w.all(KindIntent, 1)
		w.all(KindGoal, 2)
	case w.words > 12:
		w.all(KindIntent, 1)
		w.all(KindGoal, 1)
	case w.words < 7:
		w.all(KindTask, 1)
		w.all(KindInitiative, 1)
		w.all(KindWish, 1)
	}
}
