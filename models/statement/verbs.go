package statement

import "strings"

// strict are verbs that are hardly ever nouns, in their base form.
const strict = `accelerate accept accomplish achieve acquire act adapt add address adjust administer adopt advance advise agree align allocate
allow analyze analyse announce anticipate apply appoint approve arrange articulate ascertain ask aspire assemble assess assign assist assure attain
attend attract augment author authorize automate avoid award balance become begin believe belong boost break bring broaden build buy calculate capture
care carry catalyze celebrate centralize challenge champion choose clarify clean clear close codify collaborate collect combine come commit communicate
compete compile complement complete comply conduct configure connect conserve consider consolidate construct consume contain continue contribute convert
convince cooperate coordinate counter create cultivate cut deal debug decentralize decide declare decommission decrease deepen defend define delegate
deliver demonstrate deploy deprecate describe deserve determine develop devise diagnose differentiate diminish direct disable discover discuss
disrupt distribute diversify document dominate double drive earn ease educate elevate eliminate embed embrace emerge emphasize empower enable encourage
end enforce engage enhance enjoy enlarge enrich ensure enter entertain equip establish evaluate evangelize evolve examine exceed excel execute expand
expedite explain exploit explore extend facilitate fall feel fill finalize find finish fix follow forecast formalize formulate foster free fulfill fulfil
gain gather generate get give go grow guarantee guide halt halve handle happen harmonize harness hear heighten help hire hold identify illustrate imagine
implement improve include incorporate increase incubate inform influence initiate innovate inspire install institute instruct integrate intend introduce
invent invest investigate invite involve join justify keep know lead learn leave let leverage listen live locate lose love lower maintain make manage
marry master maximize mean mediate meet mentor merge migrate minimize mitigate mobilize model modernize modify monetize motivate move multiply navigate
need negotiate nurture observe obtain occur offer onboard open operate optimize orchestrate organize orient outperform overcome oversee overtake own
participate pay perform persist persuade pioneer pivot play position possess power practise predict prepare present preserve prevail prevent
prioritize produce promote propel propose protect prove provide publicize publish purchase pursue push put quadruple quantify raise rank react read
realize rearchitect reach rebuild receive recognize recommend reconcile recover recruit rectify redefine redesign redirect reduce reengineer refactor
refine reflect refresh regain register reimagine reinforce reinvent relieve relocate rely remain remedy remember remove renew renovate reorganize repay
replace represent require resolve respond restore restructure retain rethink retire return reuse reveal revamp revise revitalize revive rewrite
run safeguard save say scale schedule secure see seek sell send serve set settle shape share shift ship shorten show shrink simplify solidify solve
speak spearhead specialize specify spend stabilize standardize stand start stay steer stimulate stop streamline strengthen strive succeed suggest supply
suppress sustain tackle tailor take teach tell thank think thrive tie tighten track transcend transform transition translate treat triple troubleshoot
try turn unblock understand undertake undo unify unite unleash unlock update upgrade uphold uplift upskill use utilize validate value verify visit
visualize wait want watch weaken welcome widen win wish withdraw withstand wonder write yield
accommodate acknowledge activate affirm aid alleviate amplify anchor assert assume beat bind bolster carve certify circulate concentrate
confirm conquer consult contact correct crush customize dare dedicate detect deter dismantle distill dream elect electrify embody employ endure energize
enlist entrust envision eradicate exclude exemplify exist forge fortify fuse galvanize heal ignite impress incentivize inspect internalize invigorate lend
liberate magnify narrow obsess oppose outpace outsource perfect permit quicken reboot recommit reignite reinvigorate rejuvenate remake rename reposition
repurpose resonate restart restrict reunite rid satisfy select shield showcase soar sunset surprise transmit underpin unearth upend usher vary vet weave wow
	bump mention tweak shoot shut reproduce digitize digitalize bolster mandate converge rethink conserve retain overhaul triage`

// leaning are words that are verbs when they open a sentence or follow a subject, and nouns elsewhere.
const leaning = `aim answer audit back battle benefit bet book bridge budget call cap cause cease change charge chart check code coach combat command
compare control cost couple cover craft curb cycle debut delight demand design detail dig draft draw drop enroll escalate estimate exit experience
experiment export face factor fail favor favour feature feed field fight figure focus force form frame fund grant ground group guard hack
harvest honor honour host impact import improve index invoice judge jump kick kill label land last launch leap level license lift limit link list load lock
log look map mark market match matter measure mine mirror mix monitor name net note nudge onboard order outline pack package park partner pass patch phase
pick pilot pitch place plan plant please plot pool port post preview price process profit program project prompt protest prototype pull rally
rate rebrand record refer reform regulate rehearse reign release remodel rent repair repeat report request rescue research reserve reset respect rest
result retool review reward ride rise risk roll rotate rule sample scope score screen script search segment separate service sign
signal slash slow source spark split sponsor spot spread stage staff state step store strike structure study style support surface
surpass survey survive switch tag talk target task team term test time tone top total touch trade trail train transfer transport travel trial trigger trim
trust tune turnaround undercut view visit vote walk want warn wind work worry interview benchmark email nail bundle harden mature`

// irregular maps past forms that have no -ed to nothing but the fact that they are one.
var irregular = set(`became began bought brought built came chose cut did drew drove fell felt found gave got grew had held kept knew led left let lost made
	meant met paid put ran rose said saw sold sent set showed spent stood took taught told thought understood went won wrote`)

// helpers are forms of be, have and do, and the words that stand before a verb.
var helpers = set(`is are was were be been being am has have had having do does did will would can could shall should must might cannot
	isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't mustn't don't doesn't didn't hasn't haven't hadn't let's gonna ought works`)

type verbForm uint8

const (
	noForm verbForm = iota
	base            // build
	third           // builds
	past            // built, launched
	gerund          // building
)

type verb struct {
	form   verbForm
	strict bool
	lemma  string // the base form, so that "launches" and "launching" count as launch
}

var verbs = inflect()

// inflect builds every regular form of the verbs above.
func inflect() map[string]verb {
	m := make(map[string]verb, 4000)
	add := func(list string, strict bool) {
		for _, w := range strings.Fields(list) {
			for form, text := range map[verbForm]string{base: w, third: addS(w), past: addEd(w, "ed"), gerund: addEd(w, "ing")} {
				if old, ok := m[text]; !ok || strict && !old.strict {
					m[text] = verb{form, strict, w}
				}
			}
		}
	}
	add(strict, true)
	add(leaning, false)
	for w := range irregular {
		if _, ok := m[w]; !ok {
			m[w] = verb{past, true, w}
		}
	}
	return m
}

func addS(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "o"):
		return w + "es"
	case strings.HasSuffix(w, "y") && !vowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

func addEd(w, end string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "ie") && end == "ing":
		return w[:n-2] + "ying"
	case strings.HasSuffix(w, "ee") && end == "ing":
		return w + end
	case strings.HasSuffix(w, "e"):
		return w[:n-1] + end
	case strings.HasSuffix(w, "y") && !vowel(w[n-2]) && end == "ed":
		return w[:n-1] + "ied"
	case n > 2 && n < 6 && !vowel(w[n-1]) && vowel(w[n-2]) && !vowel(w[n-3]) && !strings.ContainsRune("wxyh", rune(w[n-1])) && !unstressed[w]:
		return w + w[n-1:] + end
	}
	return w + end
}

// unstressed verbs do not double their last letter.
var unstressed = set(`offer enter lower open order alter power cover widen limit visit edit foster award exit model total label level happen listen`)

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// formOf finds a word among the verbs; re- and co- before one, and -ize or -ify behind one, make it a verb too.
func formOf(low string) (verb, bool) {
	if v, ok := verbs[low]; ok {
		return v, true
	}
	for _, head := range []string{"re-", "co-", "out-", "over-", "de-", "self-", "pre-", "un-", "right-", "up-"} {
		if rest, cut := strings.CutPrefix(low, head); cut {
			v, ok := verbs[rest]
			return v, ok && v.strict && (v.form == base || v.form == third)
		}
	}
	if len(low) > 5 && !notVerbs[low] {
		switch {
		case len(low) > 6 && strings.HasSuffix(low, "ate"), strings.HasSuffix(low, "ize"), strings.HasSuffix(low, "ise"), strings.HasSuffix(low, "ify"):
			return verb{base, true, low}, true
		case strings.HasSuffix(low, "izes"), strings.HasSuffix(low, "ises"), strings.HasSuffix(low, "ifies"):
			return verb{third, true, strings.TrimSuffix(low, "s")}, true
		}
	}
	return verb{}, false
}

// notVerbs end like a verb and are none.
var notVerbs = set(`enterprise enterprises expertise exercise exercises promise promises premise premises otherwise franchise franchises merchandise
	climate corporate private candidate certificate template ultimate accurate appropriate adequate immediate intermediate alternate delegate duplicate
	graduate undergraduate affiliate associate estate separate moderate aggregate magistrate desperate deliberate legitimate passionate fortunate considerate
	chocolate candidates certificates accurate inaccurate inadequate surrogate syndicate electorate directorate conglomerate
	precise concise likewise paradise disguise compromise compromises clockwise noises raises rises treatise`)

// strictVerb says that a word is the base or the -s form of a verb that is hardly ever a noun.
func strictVerb(low string) bool {
	v, ok := formOf(low)
	return ok && v.strict && (v.form == base || v.form == third)
}
