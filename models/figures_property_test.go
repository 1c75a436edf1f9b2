package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
)

// figureCheck holds the figures of one company against their lists, and writes each down under the names of things.
type figureCheck struct {
	*models.Read
	t    *testing.T
	told []string
}

func (c *figureCheck) tell(words ...any) { c.told = append(c.told, fmt.Sprintln(words...)) }

func (c *figureCheck) is(ok bool, words string, args ...any) {
	c.t.Helper()
	if !ok {
		c.t.Errorf(words, args...)
	}
}

// Of companies drawn by seeds: every figure is the sum or the length of what its link lists, parts add up to wholes and teams to the company,
// and the order in which things were written down, with all their ids and references, changes nothing.
func TestEveryFigureIsItsListInAnyCompanyAndInAnyOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			first := figuresTold(t, seed, 1)
			if again := figuresTold(t, seed, 2); again != first {
				a, b := strings.Split(first, "\n"), strings.Split(again, "\n")
				for i := range min(len(a), len(b)) {
					if a[i] != b[i] {
						t.Fatalf("written in another order, a figure is\n%s\nand was\n%s", b[i], a[i])
					}
				}
				t.Fatalf("written in another order there are %d figures and were %d", len(b), len(a))
			}
		})
	}
}

func figuresTold(t *testing.T, seed, order uint64) string {
	db := figuresOf(t, seed, order)
	lookAgain(t, db)
	c := &figureCheck{t: t}
	var boss *models.Person
	read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Where("name = ?", "Bo").First(&boss).Error })
	read(t, db, as(t, db, boss), func(r *models.Read) error {
		c.Read = r
		tree := only(r.Tree())(t)
		c.gap(tree)
		c.latency()
		c.ledger(tree)
		c.auditAndWhy()
		c.layersAndSymptoms()
		return nil
	})
	return strings.Join(c.told, "")
}

// gap holds each of the seven parts, of the company, each team, each team alone and what belongs to none, against its list.
func (c *figureCheck) gap(tree *models.Tree) {
	held := func(p models.GapPart, name, ref string, alone bool) {
		l := only(c.GapRows(p.Key, ref, alone, 0, 500, form.Locale{}))(c.t)
		sum := float64(len(l.Rows))
		var titles []string
		if p.Hours {
			sum = 0
		}
		for _, row := range l.Rows {
			titles = append(titles, row.Title)
			if p.Hours {
				sum += *row.How.Result.Value
			}
		}
		c.is(near(sum, p.Amiss) && len(l.Rows) == l.All && near(l.Of, p.Of), "%s of %q alone %v is %v of %v, and its list makes %v in %d of %d rows", p.Key, name, alone, p.Amiss, p.Of, sum, len(l.Rows), l.All)
		x := p.Explain("2026-11-16")
		c.is(!p.Known() || *x.Result.Value == p.Amiss && *x.Result.Of == p.Of, "%s is %v and explains itself as %+v", p.Key, p.Amiss, x.Result)
		slices.Sort(titles)
		c.tell("gap", name, alone, p.Key, p.Amiss, p.Of, titles)
	}
	for _, team := range append([]*models.Team{nil}, tree.All()...) {
		name, ref := "", ""
		if team != nil {
			name, ref = team.Name, team.Ref
		}
		g := only(c.Gap(ref))(c.t)
		for i, p := range g.Parts {
			held(p, name, ref, false)
			amiss, of := 0.0, 0.0
			for _, group := range g.Groups {
				amiss, of = amiss+group.Parts[i].Amiss, of+group.Parts[i].Of
			}
			c.is(len(g.Groups) == 0 || near(amiss, p.Amiss) && near(of, p.Of), "%s of %q is %v of %v, and the teams make %v of %v", p.Key, name, p.Amiss, p.Of, amiss, of)
		}
		for _, group := range g.Groups {
			of, to := "none", ""
			if group.Team != nil {
				of, to = group.Team.Name, group.Team.Ref
			}
			for _, p := range group.Parts {
				held(p, of, to, group.Alone)
			}
		}
		score := "none"
		if g.Score != nil {
			score = fmt.Sprint(*g.Score)
		}
		c.tell("gap", name, "score", score, g.Weight)
	}
}

// latency holds each part of the way, each month, team and decision, and the days that were kept, against their lists of handoffs.
func (c *figureCheck) latency() {
	for _, stage := range models.LatencyStages {
		l := only(c.Latency(models.LatencyQuery{Months: 6, Stage: stage.Key}))(c.t)
		behind := func(what string, s models.Spread, q models.HandoffQuery) {
			q.Stage = stage.Key
			through, all, err := c.HandoffsFound(q, 0, 500)
			c.is(err == nil && len(through) == len(s.Measured) && int(all) == len(through), "%s, %s: %d are measured, %d listed: %v", stage.Key, what, len(s.Measured), len(through), err)
			c.is(len(through) == 0 || near(*through[0].Days, *s.Worst()), "%s, %s: the longest is not the first of its list", stage.Key, what)
			q.Still = true
			still, all, err := c.HandoffsFound(q, 0, 500)
			c.is(err == nil && len(still) == len(s.Waiting) && int(all) == len(still), "%s, %s: %d wait, %d are listed: %v", stage.Key, what, len(s.Waiting), len(still), err)
			c.is(len(still) == 0 || near(*still[0].Days, *s.Longest()), "%s, %s: what waits longest is not the first of its list", stage.Key, what)
			days := []float64{}
			for _, m := range append(slices.Clone(s.Measured), s.Waiting...) {
				days = append(days, m.Days)
			}
			slices.Sort(days)
			c.tell("latency", stage.Key, what, days)
		}
		kept := func(what string, k models.Kept, promise string, q models.HandoffQuery) {
			q.Promise = promise
			_, told, err := c.HandoffsFound(q, 0, 500)
			q.Kept = true
			_, in, bad := c.HandoffsFound(q, 0, 500)
			c.is(err == nil && bad == nil && int(told) == k.Of && int(in) == k.In, "%s %s: %d of %d kept, and the lists hold %d of %d", promise, what, k.In, k.Of, in, told)
			c.tell("kept", promise, what, k.In, k.Of)
		}
		behind("all", l.Chosen, models.HandoffQuery{Months: 6})
		kept("all", l.Answer, models.PromiseAnswer, models.HandoffQuery{Months: 6})
		kept("all", l.Done, models.PromiseDone, models.HandoffQuery{Months: 6})
		months, teams, measured, done := 0, 0, 0, models.Kept{}
		for _, m := range l.Months {
			months += m.Given
			behind(string(m.First), m.Spread, models.HandoffQuery{Month: string(m.First)[:7]})
			kept(string(m.First), m.Done, models.PromiseDone, models.HandoffQuery{Month: string(m.First)[:7]})
		}
		slices.SortFunc(l.Teams, func(a, b models.GroupLatency) int { return strings.Compare(named(a.Team), named(b.Team)) })
		for _, g := range l.Teams {
			q := models.HandoffQuery{Months: 6, Alone: true}
			if g.Team != nil {
				q.Team = g.Team.Ref
			}
			teams, measured, done = teams+g.Given, measured+len(g.Spread.Measured), models.Kept{In: done.In + g.Done.In, Of: done.Of + g.Done.Of}
			behind(named(g.Team), g.Spread, q)
			kept(named(g.Team), g.Done, models.PromiseDone, q)
		}
		slices.SortFunc(l.Decisions, func(a, b models.GroupLatency) int { return strings.Compare(a.Decision.Title, b.Decision.Title) })
		decided := 0
		for _, g := range l.Decisions {
			decided += g.Given
			behind(g.Decision.Title, g.Spread, models.HandoffQuery{Months: 6, Decision: g.Decision.Ref})
		}
		c.is(months == l.Given && teams == l.Given && decided == l.Given && measured == len(l.Chosen.Measured) && done == l.Done, "%s: %d of %d by month, %d by team, %d by decision; %d of %d measured; kept %v of %v", stage.Key, months, l.Given, teams, decided, measured, len(l.Chosen.Measured), done, l.Done)
		c.is(stage.Key != models.UsualStage || l.Given == 10 && len(l.Chosen.Measured)+len(l.Chosen.Waiting) > 3, "the company drawn has too few handoffs: %d", l.Given)
	}
}

func named(t *models.Team) string {
	if t == nil {
		return "no team"
	}
	return t.Name
}

// ledger holds the sums of moved dates against their lines, and the teams, kinds and quarters against the whole.
func (c *figureCheck) ledger(tree *models.Tree) {
	read := func(q models.LedgerQuery) *models.Ledger {
		l := only(c.PromiseLedger(q, 0, 500))(c.t)
		moves, days, unsaid, back, teams, by := 0, 0, 0, 0, 0, 0
		var lines []string
		for _, p := range l.Rows {
			moves, days, unsaid, back = moves+p.Moves, days+p.Days, unsaid+p.Unsaid, back+p.Back
			lines = append(lines, fmt.Sprint(p.Thing.Name, p.Moves, p.Days, p.Back))
			c.is(*p.Explain("2026-11-16").Result.Value == float64(p.Moves), "%s explains itself otherwise", p.Thing.Name)
		}
		for _, t := range l.Teams {
			teams, by = teams+t.Moves, by+t.Days
		}
		c.is(len(l.Rows) == l.Dates && moves == l.Moves && days == l.Days && unsaid == l.Unsaid && back == l.Back && teams == l.Moves && by == l.Days,
			"%+v: the lines make %d moves, %d days, %d without a reason and %d taken back, the teams %d and %d; the sums are %d, %d, %d and %d", q, moves, days, unsaid, back, teams, by, l.Moves, l.Days, l.Unsaid, l.Back)
		for _, x := range []struct {
			models.Explanation
			n int
		}{{l.Explain("2026-11-16"), l.Moves}, {l.ExplainLater("2026-11-16"), l.Days}, {l.ExplainUnsaid("2026-11-16"), l.Unsaid}, {l.ExplainBack("2026-11-16"), l.Back}} {
			c.is(*x.Result.Value == float64(x.n), "%s is %d and explains itself as %v", x.Figure, x.n, *x.Result.Value)
		}
		slices.Sort(lines)
		if at := slices.IndexFunc(tree.All(), func(t *models.Team) bool { return t.Ref == q.Team }); at >= 0 {
			q.Team = tree.All()[at].Name
		}
		c.tell("moved", q, l.Moves, l.Days, l.Unsaid, l.Back, lines)
		return l
	}
	whole := read(models.LedgerQuery{})
	c.is(whole.Moves > 5 && whole.Back > 0, "the company drawn has too few moves: %d, %d taken back", whole.Moves, whole.Back)
	for _, p := range only(c.PromiseLedger(models.LedgerQuery{Whole: true}, 0, 500))(c.t).Rows {
		c.is(len(p.Trail) == p.Moves+p.Back, "%s was moved %d times, and its file has %d lines", p.Thing.Name, p.Moves+p.Back, len(p.Trail))
	}
	sum := 0
	for _, t := range whole.Teams {
		q := models.LedgerQuery{Alone: true}
		if t.Team != nil {
			q.Team = t.Team.Ref
		}
		l := read(q)
		c.is(l.Moves == t.Moves && l.Days == t.Days, "%s has %d moves of %d days, and the ledger it leads to %d of %d", named(t.Team), t.Moves, t.Days, l.Moves, l.Days)
		sum += l.Moves
	}
	c.is(sum == whole.Moves, "the ledgers of teams make %d of %d", sum, whole.Moves)
	sum = 0
	for _, kind := range models.PromiseKinds {
		sum += read(models.LedgerQuery{Kind: kind}).Moves
	}
	c.is(sum == whole.Moves, "the kinds make %d of %d", sum, whole.Moves)
	below := read(models.LedgerQuery{Team: tree.Roots[0].Ref}).Moves + read(models.LedgerQuery{Alone: true}).Moves
	c.is(below == whole.Moves, "all teams and none make %d of %d", below, whole.Moves)
}

// auditAndWhy holds each check of the audit, and each figure of why an outcome was missed, against what stands under it.
func (c *figureCheck) auditAndWhy() {
	s, _, err := c.InForce()
	if err != nil {
		c.t.Fatal(err)
	}
	a := models.Audit(only(models.AuditFactsOf(c.Read, s))(c.t))
	wrong := soundAudit(a)
	c.is(len(wrong) == 0, "the audit does not add up: %v", wrong)
	for _, e := range a.Elements {
		for _, check := range e.Checks {
			c.tell("audit", e.Key, e.Standing, check.Key, check.N, check.Of)
		}
	}
	outcomes := only(c.OutcomesOf(s.ID))(c.t)
	slices.SortFunc(outcomes, func(a, b *models.Outcome) int { return strings.Compare(a.Title, b.Title) })
	for _, o := range outcomes {
		for _, e := range only(c.OutcomeClosing(o.Ref))(c.t).Whys.Elements {
			for _, p := range e.Parts {
				n := len(p.Items) + p.More
				switch {
				case p.Value == nil:
					c.is(n == 0, "%s of %s has no value and %d things behind it", p.Key, o.Title, n)
					c.tell("why", o.Title, p.Key, "no data")
					continue
				case p.Key == "unowned": // days, of which the list holds the spans
					c.is((n > 0) == (*p.Value > 0), "%s of %s is %v days, in %d spans", p.Key, o.Title, *p.Value, n)
				case p.Key == "median" || p.Key == "carries": // a length and a load, not the number of a list
				default:
					c.is(*p.Value == float64(n), "%s of %s is %v, and its list holds %d", p.Key, o.Title, *p.Value, n)
					if p.Of != nil {
						c.is(*p.Value <= *p.Of, "%s of %s is %v of %v", p.Key, o.Title, *p.Value, *p.Of)
					}
				}
				c.tell("why", o.Title, p.Key, p.Level, *p.Value, n)
			}
		}
	}
}

// layersAndSymptoms holds the flags of the two layers against the symptoms they become, and the number of each kind against its list.
func (c *figureCheck) layersAndSymptoms() {
	page := only(c.LayersPage())(c.t)
	var flags []string
	for _, f := range page.Flags {
		flags = append(flags, f.Code+" "+f.Name)
		c.is(page.SymptomOf(f) != nil, "%s %s is no symptom", f.Name, f.Say)
	}
	slices.Sort(flags)
	c.tell("layers", flags)
	look := only(c.LastSymptomLook())(c.t)
	counts := only(look.Counts())(c.t)
	for _, g := range only(c.SymptomGroups(models.SymptomQuery{}))(c.t) {
		list, all, err := c.SymptomsFound(models.SymptomQuery{Kind: g.Key}, 0, 500)
		c.is(err == nil && g.All == len(list) && int(all) == g.All && counts[g.Key] == g.All, "%s: %d found, %d counted, %d listed: %v", g.Key, counts[g.Key], g.All, len(list), err)
		c.is(g.Key != "layers" || g.All == len(page.Flags), "%d flags are %d symptoms", len(page.Flags), g.All)
		c.tell("symptoms", g.Key, g.All)
	}
}
