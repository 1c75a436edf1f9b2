package statement

// Kind is what a statement is, told by its words alone: form, verbs, scope, horizon and numbers.
type Kind string

// The kinds a statement can be.
const (
	KindIntent     Kind = "intent"              // where an organisation is going, or what it is for
	KindOutcome    Kind = "outcome"             // a number to reach and by when
	KindGoal       Kind = "strategic-goal"      // a direction of the whole organisation over years
	KindObjective  Kind = "tactical-objective"  // a number, or an end state anyone can check, for one team or system
	KindTask       Kind = "task"                // a piece of work that one or two people tick off
	KindInitiative Kind = "initiative"          // a project or release of many tasks
	KindWish       Kind = "not-measurable-wish" // something better, without a number or an end state
)

// Kinds are all kinds, from the widest to the nearest, and the wish last.
var Kinds = []Kind{KindIntent, KindOutcome, KindGoal, KindObjective, KindTask, KindInitiative, KindWish}

// when two kinds have the same points, the one that promises least is named.
var onTie = []Kind{KindWish, KindObjective, KindTask, KindInitiative, KindGoal, KindIntent, KindOutcome}

// Evidence is one sign for a kind: the rule that saw it, how much it counts, and the words.
type Evidence struct {
	Rule  string
	Kind  Kind
	Count int
	Words Span
}

// Reading is everything the words of one statement say.
type Reading struct {
	// Kind is the kind with the most points; Lead is how many points the next kind is behind.
	Kind Kind
	Lead int
	// Evidence lists the signs for and against each kind, in the order they were seen.
	Evidence []Evidence
	// Metric and Deadline say whether a quantity to reach and a day stand in the words.
	Metric, Deadline Measure
	ordered          bool // it opens with what to do: "Launch ...", not "Smart meter platform"
	// Sentences says where each sentence stands; a title or list item is one.
	Sentences []Span
}

// Rules names the groups of rules that tell the kinds apart, so that each can be left out and its worth measured.
var Rules = func() []string {
	var names []string
	for _, r := range rules {
		names = append(names, r.name)
	}
	return names
}()

// rule is one group of signs that belong together.
type rule struct {
	name  string
	weigh func(*weighing)
}

// weighing gathers the points of one statement.
type weighing struct {
	*shape
	rule   string
	points map[Kind]int
	signs  []Evidence
}

// add counts n points for a kind, for the pieces from one to another.
func (w *weighing) add(k Kind, n, from, to int) {
	if n == 0 || from < 0 || from >= to || to > len(w.ts) {
		return
	}
	w.points[k] += n
	w.signs = append(w.signs, Evidence{w.rule, k, n, Span{w.ts[from].from, w.ts[to-1].to}})
}

// all counts points for a kind for the statement as a whole.
func (w *weighing) all(k Kind, n int) { w.add(k, n, 0, len(w.ts)) }

// Read reads a statement once for its kind, its number, its day and its sentences.
// Rules named in without are left out, to see what each of them brings.
func Read(text string, without ...string) Reading {
	s := shapeOf(text)
	w := weighing{shape: s, points: map[Kind]int{}}
	for _, r := range rules {
		w.rule = r.name
		if !contains(without, r.name) {
			r.weigh(&w)
		}
	}
	r := Reading{Kind: KindWish, Evidence: w.signs, Metric: s.metric, Deadline: s.due, Sentences: s.spans, ordered: s.form == orderForm || s.form == doingForm}
	for _, k := range onTie {
		if w.points[k] > w.points[r.Kind] {
			r.Kind = k
		}
	}
	next := -1 << 30
	for _, k := range Kinds {
		if k != r.Kind {
			next = max(next, w.points[k])
		}
	}
	r.Lead = w.points[r.Kind] - next
	return r
}

func contains(list []string, what string) bool {
	for _, s := range list {
		if s == what {
			return true
		}
	}
	return false
}

// KindOf names the kind of a statement.
func KindOf(text string) Kind { return Read(text).Kind }
