package statement

import "fmt"

// Place is where a sentence stands in the alignment; it decides what is worth saying about it.
type Place string

// The places that get advice on their wording.
const (
	AsIntent    Place = "intent"
	AsOutcome   Place = "outcome"
	AsGoal      Place = "goal"
	AsObjective Place = "objective"
)

// workLead is how many points a task or project must lead before a title is called one, so that the advice is rarely wrong.
const workLead = 5

// Advise gives the advice on a sentence where it stands (R10, R11, R15), each with its words, one short reason and a
// shape that would settle it. Numbered says that a number to reach stands in a field beside it.
func Advise(text string, as Place, numbered bool, known ...Known) []Finding {
	ts := tokens(text)
	if len(ts) == 0 {
		return nil
	}
	var found []Finding
	if as == AsIntent {
		problems, advice := CheckIntent(text)
		for i := range problems {
			if problems[i].Code == ManySentence { // the first may stay
				problems[i].Words = problems[i].Words[1:]
			}
		}
		found = append(problems, advice...)
	} else {
		found = adviseTitle(text, ts, as, numbered, known)
	}
	for i := range found {
		found[i].Shape = shapeFor(found[i].Code, as, ts)
	}
	return found
}

func adviseTitle(text string, ts []token, as Place, numbered bool, known []Known) (found []Finding) {
	if spans := sentences(text, ts); len(spans) > 1 {
		found = append(found, Finding{Code: ManySentence, Words: spans[1:], Say: fmt.Sprintf("This has %d sentences. Keep the one that names the result.", len(spans))})
	}
	if as == AsOutcome {
		found = append(found, checkTitle(text, ts, numbered)...)
	}
	// An objective may well be a project; an outcome or a goal is what the project is for.
	work, isWork := likeWork(text)
	switch level, said := ReadsLike(text, known...); {
	case isWork && as != AsObjective:
		found = append(found, work)
	case as == AsGoal && level == Objective, as == AsObjective && level != Objective:
		found = append(found, said...)
	}
	return found
}

// likeWork tells a title that names a piece of work or a project where a result is asked.
func likeWork(text string) (Finding, bool) {
	r := Read(text)
	if r.Kind != KindTask && r.Kind != KindInitiative || !r.ordered || r.Metric.Found || r.resultLead() < workLead {
		return Finding{}, false
	}
	var words []Span
	for _, e := range r.Evidence {
		if (e.Kind == KindTask || e.Kind == KindInitiative) && (e.Rule == "verb" || e.Rule == "things") && !holds(words, e.Words) {
			words = append(words, e.Words)
		}
	}
	if len(words) == 0 {
		words = r.Sentences
	}
	what := "a project"
	if r.Kind == KindTask {
		what = "a task"
	}
	return Finding{Code: LikeWork, Words: words, Say: "This reads like " + what + ". Say what will be different when it is done."}, true
}

func holds(list []Span, s Span) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// resultLead is how far tasks and projects together lead everything that names a result or a wish.
func (r Reading) resultLead() int {
	points := map[Kind]int{}
	for _, e := range r.Evidence {
		points[e.Kind] += e.Count
	}
	other := max(points[KindIntent], points[KindGoal], points[KindObjective], points[KindOutcome], points[KindWish])
	return max(points[KindTask], points[KindInitiative]) - other
}

// shapeFor suggests a sentence to fill in.
func shapeFor(code string, as Place, ts []token) string {
	switch code {
	case Wish:
		verb := "Raise"
		if saidDirection(ts) == "reduce" {
			verb = "Reduce"
		}
		return verb + " [what] from [x] to [y] by [date]"
	case NoWhy:
		return "[Where we are going], so that [why it matters]"
	case NoWhere, NoVerb, ManySentence, ManyAims:
		if as == AsIntent {
			return "By [year], [who] can [what], because [why]"
		}
	case NoTime:
		return "By [year], [what is true then]"
	case LikeObjective:
		return "Reduce [what a whole function is measured by] by [x]% by [date after a quarter]"
	case LikeGoal, UnsureKind:
		if as == AsObjective {
			return "Cut [what one team sees] from [x] to [y] by [date within a year]"
		}
	case LikeWork:
		return "[What is measured] goes from [x] to [y] by [date]"
	}
	return ""
}
