package statement

import "strings"

// form is how a statement is built.
type form uint8

const (
	titleForm    form = iota // Smart meter platform
	orderForm                // Launch the platform
	purposeForm              // To light every street
	statingForm              // The platform is live
	doingForm                // Launching the platform
	promisedForm             // The office will launch the platform; we want to launch it
)

// shape is what the kinds are told by: a text cut into pieces, how it is built, and its main verb. It is read once for all rules.
type shape struct {
	text    string
	ts      []token
	ds      []date
	spans   []Span // its sentences
	end     int    // behind the last piece of the first sentence
	start   int    // first piece of the main clause, behind a label, a list mark and a leading date
	label   bool   // "parser: ..." stands before it
	form    form
	verb    int    // the main verb; -1 when there is none
	lemma   string // its base form
	subject int    // where what does it starts; -1 when nothing does
	words   int
	titled  bool // most of the words start with a capital, as in a heading
	metric  Measure
	due     Measure
}

func shapeOf(text string) *shape {
	s := &shape{text: text, ts: tokens(text), verb: -1, subject: -1}
	s.ds = dates(s.ts)
	spans := sentences(text, s.ts)
	s.spans = spans
	s.metric, s.due = metric(s.ts, s.ds), deadline(s.ts, s.ds)
	s.end = len(s.ts)
	if len(spans) > 1 {
		for s.end > 0 && s.ts[s.end-1].from >= spans[0].To {
			s.end--
		}
	}
	s.skipLead()
	s.capitals()
	s.build()
	return s
}

// labelLimit is the most words before a colon that are a label rather than a sentence.
const labelLimit = 3

// skipLead steps over a list mark, a label ("parser: ...") and a date that opens the sentence ("By June, ...").
func (s *shape) skipLead() {
	i := s.nextWord(0)
	for k, words := i, 0; k < s.end && words <= labelLimit; k++ {
		if sign(s.ts, k) == ':' && words > 0 && k+1 < s.end && s.ts[k+1].gap {
			i, s.label = s.nextWord(k+1), true
			break
		}
		if s.ts[k].kind == tWord || s.ts[k].kind == tNum {
			words++
		}
	}
	for n := 0; n < len(s.ds) && n < 2; n++ {
		d := s.ds[n]
		if d.from > i+3 || d.to >= s.end {
			break
		}
		lead := d.to
		for lead < s.end && sign(s.ts, lead) == ')' {
			lead++
		}
		if sign(s.ts, lead) == ',' || subjects[word(s.ts, lead)] {
			i = s.nextWord(lead)
			break
		}
	}
	s.start = i
}

func (s *shape) nextWord(i int) int {
	for i < s.end && s.ts[i].kind != tWord && s.ts[i].kind != tNum {
		i++
	}
	return i
}

func (s *shape) capitals() {
	high, low := 0, 0
	for _, t := range s.ts[:s.end] {
		if t.kind != tWord {
			continue
		}
		s.words++
		if len(t.low) < 4 && notBefore[t.low] || objects[t.low] {
			continue
		}
		if t.caps {
			high++
		} else {
			low++
		}
	}
	s.titled = high > 1 && low == 0 || high > 3 && low*5 <= high
}

// build finds the main verb and the form.
func (s *shape) build() {
	i := s.start
	if i >= s.end {
		return
	}
	switch {
	case word(s.ts, i) == "to" && s.baseAt(i+1):
		s.form = purposeForm
		s.setVerb(i + 1)
		return
	case s.promised(i):
		return
	}
	stated := s.finite(i)
	v, known := formOf(s.ts[i].low)
	first := s.ts[i].kind == tWord
	switch {
	case first && known && v.form == gerund && !nounGerunds[s.ts[i].low] && stated < 0 && s.words > 2:
		s.form = doingForm
		s.setVerb(i)
	case first && known && v.form == base && (stated < 0 || v.strict) && s.orders(i, v),
		first && (s.ts[i].low == "be" || s.ts[i].low == "have" || s.ts[i].low == "get") && s.words > 1:
		s.form = orderForm
		s.setVerb(i)
	case first && strings.HasSuffix(s.ts[i].low, "ly") && s.baseAt(i+1) && stated < 0:
		s.form = orderForm
		s.setVerb(i)
	case stated >= 0:
		s.form, s.subject = statingForm, i
		s.setVerb(stated)
	case first && !known && objects[word(s.ts, i+1)] && !objects[s.ts[i].low] && !notBefore[s.ts[i].low] && !nouns[s.ts[i].low] && !nounShape(s.ts[i].low):
		s.form = orderForm
		s.setVerb(i)
	}
}

// orders says that the verb at i tells somebody to do something: "Launch the shop", not "Launch plan" or "Test coverage".
func (s *shape) orders(i int, v verb) bool {
	after := word(s.ts, i+1)
	if after == "of" || sign(s.ts, i+1) == '/' || s.ts[i].upper && s.ts[i].to-s.ts[i].from > 1 && !s.shouted() {
		return false
	}
	if (v.lemma == "clear" || v.lemma == "better") && !objects[after] {
		return false
	}
	if s.titled && s.words < 4 && directionVerbs[v.lemma] {
		return true
	}
	if v.strict && !nounFirst[v.lemma] {
		return true
	}
	if i+1 >= s.end || s.titled && s.words < 4 && nouns[singular(after)] {
		return s.words > 1 && v.strict
	}
	if nounPairs[s.ts[i].low] && (nouns[after] || nounShape(after)) && !strings.HasSuffix(after, "s") && !objects[word(s.ts, i+1)] {
		return false
	}
	return true
}

// shouted says that the whole statement stands in capitals, so that they tell nothing.
func (s *shape) shouted() bool {
	for _, t := range s.ts[:s.end] {
		if t.kind == tWord && !t.upper {
			return false
		}
	}
	return true
}

// nounPairs are words that stand before another thing more often as a name than as a verb: "test coverage", "search index".
var nounPairs = set(`test search access change support process project program service sign cycle market season release export import design audit review
	account contact control content press code image report record budget profit risk demand range rule plant order market brand state chart form figure
	transfer stage trade travel target transport value product power light release score screen screen season log lead level`)

// finite returns the first word of the clause at i that says what its subject does or is, or -1.
func (s *shape) finite(i int) int {
	inside := 0 // the verb of "which ..." is not the main one
	for k := i; k < s.end && k < i+40; k++ {
		t := s.ts[k]
		if t.kind == tMark && strings.ContainsRune(".;:!?", t.r) && (k+1 >= s.end || s.ts[k+1].gap) {
			return -1
		}
		if t.kind != tWord {
			continue
		}
		if t.low == "that" || t.low == "which" || t.low == "who" || t.low == "whose" || t.low == "where" || t.low == "how" || t.low == "what" || t.low == "when" || t.low == "if" {
			if k > i {
				inside = 1
			}
			continue
		}
		if k == i && !subjects[t.low] {
			if helpers[t.low] && t.low != "have" && t.low != "do" && t.low != "let's" && t.low != "be" {
				return k
			}
			continue
		}
		is := helpers[t.low] && word(s.ts, k-1) != "to" && t.low != "being" && t.low != "been" || contracted(t.low)
		if !is {
			v, known := formOf(t.low)
			before := word(s.ts, k-1)
			switch {
			case before == "longer" && word(s.ts, k-2) == "no":
				is = known
			case !known || word(s.ts, k-1) == "to":
			case v.form == third && v.strict && !objects[before] && !notBefore[before] && k > i && !nounFirst[v.lemma]:
				is = k+1 < s.end || before != ""
			case v.form == third && k > i && before != "" && !notBefore[before] && !objects[before] && (objects[word(s.ts, k+1)] || notBefore[word(s.ts, k+1)] && !joinWords[word(s.ts, k+1)] && singularNoun(before)):
				is = true
			case v.form == base && v.strict && k > i && people(before) && !objects[before]:
				is = true
			case v.form == base && !v.strict && k > i && people(before) && (objects[word(s.ts, k+1)] || strings.HasSuffix(word(s.ts, k+1), "ly")):
				is = true
			}
		}
		if is && inside > 0 {
			inside--
			continue
		}
		if is {
			return k
		}
	}
	return -1
}

var joinWords = set(`and or of`)

func singularNoun(w string) bool { return nouns[w] && !strings.HasSuffix(w, "s") }

// people says that a word can be what a plural verb follows: "customers move", "we sell".
func people(w string) bool {
	return subjects[w] || len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && (nouns[w[:len(w)-1]] || strings.HasSuffix(w, "ers") || strings.HasSuffix(w, "ors") || strings.HasSuffix(w, "ents") || strings.HasSuffix(w, "ists"))
}

func contracted(w string) bool {
	return strings.HasSuffix(w, "'re") || strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'ve") || strings.HasSuffix(w, "'m") || strings.HasSuffix(w, "n't") ||
		strings.HasSuffix(w, "'s") && subjects[strings.TrimSuffix(w, "'s")]
}

// promiseWords stand before what somebody will do.
var promiseWords = set(`will shall aims aim wants want plans plan intends intend commits commit seeks seek strives strive hope hopes`)

// promised reads "the office will cut", "we want to cut", "we'll cut" and takes cut as the main verb.
func (s *shape) promised(i int) bool {
	limit := min(s.end, i+14)
	for k := i; k < limit; k++ {
		low := word(s.ts, k)
		if low == "that" || low == "which" || low == "who" || low == "is" || low == "are" || low == "to" && k == i {
			return false
		}
		if !promiseWords[low] && !strings.HasSuffix(low, "'ll") || k == i && low != "we'll" {
			continue
		}
		v := k + 1
		if word(s.ts, v) == "to" || sign(s.ts, v) == ':' {
			v++
		}
		for n := 0; n < 4 && v < s.end && (s.ts[v].kind != tWord || word(s.ts, v) == "also" || strings.HasSuffix(word(s.ts, v), "ly")); n++ {
			v++
		}
		if word(s.ts, v) == "be" || !s.baseAt(v) {
			return false
		}
		s.form, s.subject = promisedForm, i
		s.setVerb(v)
		return true
	}
	return false
}

func (s *shape) baseAt(i int) bool {
	if i >= s.end || s.ts[i].kind != tWord {
		return false
	}
	v, ok := formOf(s.ts[i].low)
	return ok && v.form == base || s.ts[i].low == "be" || s.ts[i].low == "have" || s.ts[i].low == "do" || strings.HasSuffix(s.ts[i].low, "ly") && i+1 < s.end
}

func (s *shape) setVerb(i int) {
	if strings.HasSuffix(s.ts[i].low, "ly") && i+1 < s.end {
		i++
	}
	s.verb, s.lemma = i, s.ts[i].low
	if v, ok := formOf(s.lemma); ok && v.lemma != "" {
		s.lemma = v.lemma
	}
}
