package statement

// Level is what a text reads like (R15).
type Level string

// The kinds: a goal is a level of result for a function or wider, beyond a
// quarter; an objective is a near step that one team owns, within 90 days to 12 months.
const (
	Goal      Level = "goal"
	Objective Level = "objective"
	Unsure    Level = "unsure"
)

// sure is how far apart the signs must be before a kind is named.
const sure = 2

// Scope is how much of the company stands behind a goal or an objective.
type Scope uint8

// The scopes, from what is not known to the whole company.
const (
	AnyScope      Scope = iota
	OneTeam             // a team without teams below it
	WholeFunction       // a department: a team with teams below it
	WholeCompany
)

// Known is what the fields beside a title say about it; the zero value says nothing.
type Known struct {
	Scope Scope
	// Days is how many days lie between its start and its deadline; 0 when no deadline is given.
	Days int
}

// quarterDays and yearDays are the edges of an objective (R15): 90 days to 12 months.
const (
	quarterDays = 90
	yearDays    = 366
)

// ReadsLike says whether a title reads like a goal or like an objective, by its words and what the fields beside it say,
// with the words that tell. It never guesses: when the signs are few or disagree it says unsure.
func ReadsLike(text string, known ...Known) (Level, []Finding) {
	ts := tokens(text)
	s := &signs{ts: ts, first: -1}
	s.opening()
	s.scope()
	s.size()
	s.time()
	// The fields beside it tip words that lean; they neither overrule words that are clear nor speak for words that say nothing.
	if lean := s.goal - s.objective; lean > -sure && lean < sure && s.goal+s.objective > 0 {
		for _, k := range known {
			s.fields(k)
		}
	}
	switch {
	case s.goal-s.objective >= sure:
		return Goal, []Finding{{Code: LikeGoal, Words: s.goalWords,
			Say: s.say(text, s.goalWords) + " like a goal: a level of result that holds beyond a quarter."}}
	case s.objective-s.goal >= sure:
		return Objective, []Finding{{Code: LikeObjective, Words: s.objectiveWords,
			Say: s.say(text, s.objectiveWords) + " like an objective: a near step of one team."}}
	}
	doubt := append(append([]Span{}, s.goalWords...), s.objectiveWords...)
	if len(doubt) == 0 {
		doubt = wholeOf(ts)
	}
	return Unsure, []Finding{{Code: UnsureKind, Words: doubt,
		Say: "Is this a level of result that holds beyond a quarter (a goal), or a step one team takes within a year (an objective)?"}}
}

// fields weighs what stands beside the title.
func (s *signs) fields(k Known) {
	switch {
	case k.Scope == WholeFunction || k.Scope == WholeCompany:
		s.goal++
	case k.Scope == OneTeam:
		s.objective++
	}
	switch {
	case k.Days > yearDays:
		s.goal++
	case k.Days > 0:
		s.objective++
	}
}

func (s *signs) say(text string, words []Span) string {
	if len(words) == 0 {
		return "With its team and date, this reads"
	}
	return readsSay(text, words)
}

func readsSay(text string, words []Span) string {
	named, several := quoteAll(text, words)
	if several {
		return named + " read"
	}
	return named + " reads"
}

// signs gathers what speaks for each kind.
type signs struct {
	ts                        []token
	first                     int // the piece that opening weighed, which scope passes over
	goal, objective           int
	goalWords, objectiveWords []Span
}

func (s *signs) forGoal(weight, from, to int) {
	s.goal += weight
	s.goalWords = append(s.goalWords, Span{s.ts[from].from, s.ts[to-1].to})
}

func (s *signs) forObjective(weight, from, to int) {
	s.objective += weight
	s.objectiveWords = append(s.objectiveWords, Span{s.ts[from].from, s.ts[to-1].to})
}

// stepVerbs open a piece of work with an end; levelVerbs open a level of result or a lasting direction.
var stepVerbs = set(`build ship launch migrate document implement fix write publish run hire complete pilot deploy automate introduce conduct replace remove retire
	install configure rewrite refactor audit move train onboard draft add set roll test design prepare split compile update choose agree begin
	turnaround connect schedule merge cut instrument`)
var levelVerbs = set(`become lead transform strengthen advance ensure promote foster champion expand combat drive revitalize catalyze
	sustain maximize attract establish protect grow empower modernize enhance`)

// opening weighs the first verb.
func (s *signs) opening() {
	for i, t := range s.ts {
		if t.kind != tWord || t.low == "to" || t.low == "we" || t.low == "will" || t.low == "the" {
			continue
		}
		s.first = i
		switch {
		case t.low == "establish" || t.low == "create" || t.low == "deliver" || t.low == "develop":
		case stepVerbs[t.low]:
			s.forObjective(1, i, i+1)
		case levelVerbs[t.low]:
			s.forGoal(1, i, i+1)
		}
		s.superlative(i)
		return
	}
}

// superlative weighs "become the most trusted ...", "be the first choice": a place to hold, which no step of one team reaches.
func (s *signs) superlative(verb int) {
	if w := s.ts[verb].low; w != "become" && w != "be" && w != "remain" && w != "stay" {
		return
	}
	for k := verb + 1; k < verb+4; k++ {
		if w := word(s.ts, k); w == "most" || w == "leading" || w == "best" || w == "leader" || w == "first" || w == "preferred" || w == "largest" || sign(s.ts, k) == '#' {
			s.forGoal(1, verb+1, k+1)
			return
		}
	}
}

// wide are words of a whole company or market; near are words of one team, system or service.
var wide = set(`company company-wide companywide organization organisation organization-wide enterprise-wide nationwide global globally worldwide world industry market markets
	society economy nation country countries everyone revenue arr nrr ebitda profit margin valuation retention churn nps brand growth communities public
	sustainable sustainability competitiveness workforce workplaces customers competitors delivery homeownership veterans citizens americans`)
var near = set(`latency p50 p95 p99 percentile coverage backlog tickets ticket endpoint endpoints api deploy deploys build builds pipeline release releases
	repository repositories handbook handoff hand-off lag queue dashboard ci onboarding runbook runbooks test tests snapshots query queries search sprint
	iteration sla upgrade upgrades admins alerts invoices service bug bugs checkout response turnaround incidents page pages playbook engineer engineers
	demo demos triage workflow form template review reviews standup report reports`)

// scope weighs how wide the words reach; each side counts at most twice.
func (s *signs) scope() {
	g, o := 0, 0
	for i, t := range s.ts {
		if t.kind != tWord || i == s.first {
			continue
		}
		switch {
		case wide[t.low] && g < 2:
			g++
			s.forGoal(1, i, i+1)
		case functionMeasures[t.low+" "+word(s.ts, i+1)] && g < 2:
			g++
			s.forGoal(1, i, i+2)
		case (t.low == "all" || t.low == "every" || t.low == "across") && (word(s.ts, i+1) == "teams" || word(s.ts, i+1) == "departments" || word(s.ts, i+1) == "team" || word(s.ts, i+1) == "functions") && g < 2:
			g++
			s.forGoal(1, i, i+2)
		case near[t.low] && o < 2:
			o++
			s.forObjective(1, i, i+1)
		case t.low == "between" && o < 2 && betweenTeams(s.ts, i):
			o++
			s.forObjective(1, i, i+1)
		case t.low == "team" && o < 2 && i > 0 && s.ts[i-1].kind == tWord && !notBefore[word(s.ts, i-1)] && word(s.ts, i-1) != "every" && word(s.ts, i-1) != "each":
			o++
			s.forObjective(1, i-1, i+1)
		}
	}
}

// functionMeasures are what a whole function is measured by.
var functionMeasures = map[string]bool{"cycle time": true, "lead time": true, "customer satisfaction": true, "employee engagement": true, "market share": true,
	"error rate": true, "defect rate": true, "win rate": true, "operating cost": true, "operating costs": true, "on-time delivery": true}

func betweenTeams(ts []token, i int) bool {
	for k := i + 2; k < i+5; k++ {
		if word(ts, k) == "and" {
			return true
		}
	}
	return false
}

// size weighs the number: a share of change is a level, hours and single pieces are a step.
func (s *signs) size() {
	m := metric(s.ts, dates(s.ts))
	if !m.Found {
		return
	}
	for i, t := range s.ts {
		if t.kind != tNum && t.kind != tWord {
			continue
		}
		percent := t.kind == tNum && (percentSign(sign(s.ts, i+1)) || word(s.ts, i+1) == "percent" || word(s.ts, i+1) == "points" || word(s.ts, i+1) == "percentage")
		switch {
		case percent && word(s.ts, i-1) == "by":
			s.forGoal(1, i-1, i+2)
			return
		case multiples[t.low] > 0 && t.kind == tWord:
			s.forGoal(1, i, i+1)
			return
		case t.kind == tNum && !nameNumber(s.ts, i):
			unit, last := t.suf, word(s.ts, i+1)
			if unit == "" && pairUnits[last] {
				last = word(s.ts, i+2)
			}
			if unit == "" {
				unit = singular(last)
			}
			from, to := reach(s.ts, i)
			if quick[unit] {
				s.forObjective(2, from, to)
				return
			}
			if unit == "day" {
				s.forObjective(1, from, to)
				return
			}
		}
	}
}

// quick are units of time that one team sees in its own work.
var quick = set(`ms s sec second min minute h hr hour`)

// time weighs how far ahead the text looks.
func (s *signs) time() {
	behind := -1
	for _, d := range dates(s.ts) {
		_, due := dueAt(s.ts, d, behind)
		behind = d.to
		switch {
		case !due:
			continue
		case d.kind == dSpan && d.months > 12:
			s.forGoal(2, d.from, d.to)
		case d.kind == dSpan || d.kind == dComing && d.months <= 6:
			s.forObjective(2, d.from, d.to)
		case d.kind == dQuarter:
			s.forObjective(2, d.from, d.to)
		case d.kind == dMonth && d.year == 0:
			s.forObjective(1, d.from, d.to)
		case d.kind == dYear && !d.edge:
			s.forGoal(1, d.from, d.to)
		default:
			continue
		}
		return
	}
}
