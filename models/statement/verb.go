package statement

import (
	"strings"
	"unicode/utf8"
)

// titleLimit is the most words a title has; a longer text without a known verb gets the benefit of the doubt.
const titleLimit = 12

// subjects are words that a verb follows.
var subjects = set(`we you they i everyone everybody nobody anyone anybody someone somebody who that which people users customers teams developers
	engineers companies clients members employees humans businesses leaders managers he she it something nothing everything`)

// objects are words that follow a verb; after a noun they are rare.
var objects = set(`the a an our your their its my his her us them him me you it every each this these those everyone everybody all any`)

// notBefore are words that can stand before an article without being a verb.
var notBefore = set(`of in on at by with from for to into onto over under across through as than like and or but nor not so if when while because that
	which who what how why where about after before until since during within without between among against behind beyond per via plus
	all both half twice such only just even also then now more most less once outside inside near toward towards upon around along above below
	up down out off back away again together today no yes quite rather here there zero double`)

// particles belong to a verb: phase down, roll out.
var particles = set(`down up out off back away`)

// nounGerunds end in -ing and name a thing.
var nounGerunds = set(`engineering marketing onboarding training testing pricing planning hiring branding accounting banking funding housing
	learning programming computing networking staffing reporting monitoring messaging packaging billing tracking processing recruiting licensing engagement`)

// hasVerb says whether a text can be more than a title. Only a short text that
// reads like English and has no form of a verb is called a title.
func hasVerb(ts []token) bool {
	words := 0
	for _, t := range ts {
		if t.kind == tWord {
			words++
		}
	}
	if words == 0 || words > titleLimit || !titleEnglish(ts) {
		return true
	}
	for i := range ts {
		if ts[i].kind == tWord && verbAt(ts, i) {
			return true
		}
	}
	return false
}

// verbAt judges one word by itself and by its neighbours.
func verbAt(ts []token, i int) bool {
	low := ts[i].low
	before, after := word(ts, i-1), word(ts, i+1)
	if helpers[low] || low == "may" && (!ts[i].caps || i == 0) {
		return true
	}
	if strings.HasSuffix(low, "'re") || strings.HasSuffix(low, "'ll") || strings.HasSuffix(low, "'ve") || strings.HasSuffix(low, "'m") || strings.HasSuffix(low, "n't") ||
		strings.HasSuffix(low, "'s") && (subjects[low[:len(low)-2]] || low == "that's" || low == "there's" || low == "here's" || low == "what's") {
		return true
	}
	v, known := formOf(low)
	if !known {
		// "Demystify the market", "Customers adore our product": a word we do not know before an article.
		return objects[after] && !objects[low] && !notBefore[low] && !nouns[low] && !nounShape(low) || infinitive(ts, i)
	}
	opens := opening(ts, i) || i == 1 && strings.HasSuffix(before, "ly")
	more := i+1 < len(ts) && (ts[i+1].kind == tWord || ts[i+1].kind == tNum)
	object := objects[after] && !objects[before]
	switch v.form {
	case base:
		if v.strict {
			return !objects[before] || subjects[before]
		}
		if before == "to" || subjects[before] || object {
			return true
		}
		if opens && particles[after] || strings.HasSuffix(before, "s") && strings.HasSuffix(after, "ly") || i > 1 && strings.HasSuffix(before, "ly") && more {
			return true
		}
		return opens && more && after != "of" && after != "for" && !nounFirst[low]
	case third:
		// "Handbook outlines requirements": between two things an -s form is what one does to the other.
		between := before != "" && !objects[before] && !notBefore[before] && after != "" && !notBefore[after] && !helpers[before]
		return v.strict && !objects[before] || subjects[before] || object || between && !nounFirst[strings.TrimSuffix(low, "s")]
	case past:
		return subjects[before] || object
	case gerund:
		return opens && more && word(ts, i+2) != "" && !nounGerunds[low]
	}
	return false
}

// infinitive tells a word that English does not have and that ends like a verb of another language: "Service verbessern".
func infinitive(ts []token, i int) bool {
	low := ts[i].low
	if len(low) < 5 || ts[i].caps && i > 0 || englishWord(low) {
		return false
	}
	for _, end := range []string{"en", "ar", "er", "ir", "are", "ere", "ire", "eren"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// nounFirst are leaning verbs that mostly are the first noun of a title: "Code search", "Design system".
var nounFirst = set(`code design process program project search market test index team service source task time state report research review order
	place plan price rate risk budget control cost experience feature field form group impact level license list load log map mark package partner
	post release request result rule sample scope score screen script segment staff stage store structure style term top trade trial trust view
	audit cycle demand draft factor figure fund brand detail profit import export invoice label link name net note pilot pool port preview
	prototype record rest reward sign signal step study survey tag talk total transfer transport travel trigger vote answer back cause`)

// opening says that nothing but signs stands before a word in its sentence or list item.
func opening(ts []token, i int) bool {
	if i == 0 {
		return true
	}
	switch ts[i-1].kind {
	case tMark:
		return strings.ContainsRune(".!?…:;,•*-–—)(\"“'‘#>", ts[i-1].r)
	case tBreak:
		return true
	case tWord:
		return ts[i-1].low == "and" || ts[i-1].low == "or"
	}
	return false
}

// nounShape tells words that by their ending are names of things or qualities.
func nounShape(low string) bool {
	for _, end := range []string{"tion", "tions", "ness", "ment", "ments", "ity", "ities", "ship", "ance", "ence", "ency", "ism", "hood", "able", "ible", "ous", "ful", "less", "ical", "ology", "ings", "ly"} {
		if len(low) > len(end)+2 && strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// titleEnglish says that the words of a short text are English: more than half of those we can judge.
func titleEnglish(ts []token) bool {
	known, judged, foreign := 0, 0, 0
	for _, t := range ts {
		if t.kind != tWord {
			continue
		}
		if !ascii(t.low) {
			return false
		}
		if foreignWords[t.low] {
			foreign++
		}
		if n := len(t.low); n <= 5 && t.caps && t.upper {
			continue
		}
		judged++
		if englishWord(t.low) {
			known++
		}
	}
	return foreign == 0 && known*2 > judged
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// englishWord says that a word is one we know to be English.
func englishWord(low string) bool {
	if nouns[low] || english[low] || notBefore[low] || helpers[low] {
		return true
	}
	if _, ok := formOf(low); ok {
		return true
	}
	if w, cut := strings.CutSuffix(low, "s"); cut && nouns[w] {
		return true
	}
	if w, cut := strings.CutSuffix(low, "'s"); cut && (nouns[w] || english[w]) {
		return true
	}
	if parts := strings.Split(low, "-"); len(parts) > 1 {
		for _, p := range parts {
			if p == "" || !nouns[p] && !english[p] && verbs[p].form == noForm {
				return false
			}
		}
		return true
	}
	return nounShape(low)
}
