package statement

import "strings"

// neverEnds are abbreviations that stand before something and so never end a sentence.
var neverEnds = set(`vs cf e.g eg i.e ie approx ca fig figs nr viz incl inkl excl resp bzw z.b d.h u.a s.o vgl ggf evtl
	bijv o.a d.w.z t.ex bl.a np tj tzn m.in p.ex p.ej aprox núm sra srta т.е т.к напр см ул стр им örn např al circa env
	esp ex ej ref refs`)

// titles never end a sentence when written with a capital, as before a name.
var titles = set(`mr mrs ms mx dr prof st mt ft gen gov sen rep rev hon capt lt col sgt messrs mme mlle sr sra herr fr hr dipl ing lic arq sig dott avv dra`)

// mayEnd are abbreviations that can stand before something or end a sentence; the word behind them decides.
var mayEnd = set(`inc ltd llc llp corp co plc bros etc jr sr esq ph.d b.sc m.sc mio mrd mill usw ecc enz itd atd osv vb m.fl
	т.д т.п др млн млрд тыс руб г гг вв jan feb apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
	max min avg hrs mins wk wks mo mos yr yrs dept assoc intl natl govt mgmt mgr est ext misc temp tel vol pp ed eds std abs
	rev oms tr bhd ee rs hs s.a s.l s.p.a gmbh pty pvt bv nv`)

// secondHalf are abbreviations of two words, by the second: et al., p. ex., p. ej.
var secondHalf = map[string]string{"al": "et", "ex": "p", "ej": "p"}

// beforeNumber stand before a number: "No. 5", "Fig. 2", "Art. 12".
var beforeNumber = set(`no nos nr núm num fig sec ch art vol pp par para pt ver tab kap abs`)

// starters are words that open a new sentence; no name or abbreviation goes on with them.
var starters = set(`we our i my you your he she it its it's they their this that that's these those there here the a an in on at by with for from
	as if when while once then so but and or however also because since after before until through thanks let lets let's
	what why how who where which no not every everyone everything each all any both most some more new next now instead
	today tomorrow finally first second third we'll we're we've they'll they're you'll to be`,
	`wir unser unsere der die das ein eine es im am bis mit für damit dann dafür jeder alle`,
	`nous notre nos le la les un une il elle ils ce cela avec pour dans chaque`,
	`nosotros nuestro nuestra el los las una ellos esto esta con para cada queremos`,
	`nós nosso nossa o os as isso este essa com`,
	`wij we onze het een deze dit met voor elke`,
	`vi vår våra den det vårt`,
	`мы наш наша наше наши это он она они к в на с для чтобы каждый все`)

// germanBefore stand before an ordinal day or place: "am 3. Oktober", "im 2. Quartal".
var germanBefore = set(`am zum vom bis der den dem des im das die ab seit und beim`)

// abbreviated judges the piece before a stop: whether it can be an abbreviation, and whether it can end a sentence too.
func abbreviated(ts []token, i int) (short, ends bool) {
	if i < 0 {
		return false, true
	}
	t := ts[i]
	if t.kind != tWord {
		return false, true
	}
	low := t.low
	if neverEnds[low] {
		before := word(ts, i-1)
		if sign(ts, i-1) == '.' {
			before = word(ts, i-2)
		}
		if first, second := secondHalf[low]; second && before != first {
			return false, true
		}
		return true, false
	}
	if titles[low] && t.caps {
		return true, false
	}
	letters := []rune(low)
	if mayEnd[low] || len(letters) == 1 || len(letters) == 2 && letters[0] >= 0x0900 && letters[0] < 0x0e00 {
		return true, true
	}
	return dottedLetters(low), true
}

// dottedLetters tells u.s and a.m: single letters with stops between.
func dottedLetters(low string) bool {
	if !strings.Contains(low, ".") {
		return false
	}
	for _, part := range strings.Split(low, ".") {
		if len([]rune(part)) != 1 {
			return false
		}
	}
	return true
}
