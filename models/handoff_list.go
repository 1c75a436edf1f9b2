package models

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// HandoffQuery is how the list of handoffs is narrowed. It is kept in the page's address.
type HandoffQuery struct {
	Team     string // reference; with the teams below it
	Alone    bool   // of a team: without the teams below it; without one: those that came to no team
	Decision string // reference
	Month    string // "2026-11": those handed over in it
	Months   int    // those of a period, as latency counts them
	State    string // a state; empty for all
	Is       string // "unanswered", "overdue", or empty
	Whose    string // "to" me, given "by" me, or empty
	Stage    string // a part of the way, with how long each took; empty for none
	Still    bool   // of a part: those that wait in it, in place of those that are through
	Promise  string // PromiseAnswer or PromiseDone: those of which can be told whether they kept that day; empty for none
	Kept     bool   // of a promise: only those that kept it

	from day.Day // handed over on this day or later
}

// ReadHandoffQuery reads it from an address.
func ReadHandoffQuery(v url.Values) HandoffQuery {
	q := HandoffQuery{Team: v.Get("team"), Decision: v.Get("decision"), Month: v.Get("month"), State: v.Get("state"), Is: v.Get("is"), Whose: v.Get("whose"), Still: v.Get("still") != "", Alone: v.Get("alone") != ""}
	if s := v.Get("stage"); s != "" && StageOf(s).Key == s {
		q.Stage = s
	}
	if s := v.Get("promise"); q.Stage == "" && (s == PromiseAnswer || s == PromiseDone) {
		q.Promise, q.Kept = s, v.Get("kept") != ""
	}
	if v.Get("months") != "" {
		q.Months = ReadLatencyQuery(v).Months
	}
	return q
}

// Values are how the query stands in an address; what is empty is left out.
func (q HandoffQuery) Values() url.Values {
	v := url.Values{}
	still, alone, months, kept := "", "", "", ""
	if q.Kept {
		kept = "1"
	}
	if q.Still {
		still = "1"
	}
	if q.Alone {
		alone = "1"
	}
	if q.Months > 0 {
		months = itoa(q.Months)
	}
	for name, value := range map[string]string{"team": q.Team, "decision": q.Decision, "month": q.Month, "months": months, "state": q.State, "is": q.Is,
		"whose": q.Whose, "stage": q.Stage, "still": still, "alone": alone, "promise": q.Promise, "kept": kept} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// ListedHandoff is a handoff of the list; Days is how long it took, or has waited so far, where a part of the way is asked for.
type ListedHandoff struct {
	*HandoffNow
	Days    *float64
	Waiting bool
	To      *Team // the team that the work came to
}

// HandoffsFound gives one page of the handoffs that fit, and how many fit: the newest first, or where a part of the way is asked for, the
// longest first.
func (r *Read) HandoffsFound(q HandoffQuery, from, count int) ([]*ListedHandoff, int64, error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, 0, err
	}
	if q.Months > 0 {
		q.from = firstOf(r.Today()).AddMonths(1 - q.Months)
	}
	if q.Stage != "" {
		return r.timedHandoffs(q, tree, from, count)
	}
	if q.Promise != "" {
		return r.promisedHandoffs(q, tree, from, count)
	}
	fit, err := r.fittingHandoffs(q)
	if err != nil {
		return nil, 0, err
	}
	var all int64
	if err := fit().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	list, err := r.handoffsNow(fit().Select("handoffs.*").Order("handoffs.created_at DESC, handoffs.id DESC").Offset(from).Limit(count), tree)
	return listHandoffs(list, tree), all, err
}

// timedHandoffs are the handoffs of a part of the way, by how long each took. They are the very ones behind the figures of latency.
func (r *Read) timedHandoffs(q HandoffQuery, tree *Tree, from, count int) ([]*ListedHandoff, int64, error) {
	c, err := r.Company()
	if err != nil {
		return nil, 0, err
	}
	passages, err := r.passages(q, mostPassages)
	if err != nil {
		return nil, 0, err
	}
	spread := SpreadOf(passages, StageOf(q.Stage), c.latencyClock(passages, r.Now))
	timed := spread.Measured
	if q.Still {
		timed = spread.Waiting
	}
	all := int64(len(timed))
	timed = timed[min(from, len(timed)):min(from+count, len(timed))]
	var ids []string
	days := map[string]*float64{}
	for _, t := range timed {
		ids = append(ids, t.ID)
		days[t.ID] = &t.Days
	}
	if len(ids) == 0 {
		return nil, all, nil
	}
	list, err := r.handoffsNow(r.DB().Where("id IN ?", ids).Limit(count), tree)
	rows := listHandoffs(list, tree)
	for _, row := range rows {
		row.Days, row.Waiting = days[row.ID], q.Still
	}
	slices.SortFunc(rows, func(a, b *ListedHandoff) int { return cmp.Or(cmp.Compare(*b.Days, *a.Days), cmp.Compare(a.ID, b.ID)) })
	return rows, all, err
}

func listHandoffs(list []*HandoffNow, tree *Tree) (out []*ListedHandoff) {
	for _, h := range list {
		row := &ListedHandoff{HandoffNow: h}
		if h.TeamID != nil {
			row.To = tree.ByID[*h.TeamID]
		}
		out = append(out, row)
	}
	return out
}

// fittingHandoffs gives the handoffs that a query asks for. A team or decision that is not there is refused.
func (r *Read) fittingHandoffs(q HandoffQuery) (func() *gorm.DB, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	if q.Alone && len(teams) > 0 {
		teams = teams[:1:1] // the team itself comes first
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	decision := ""
	if q.Decision != "" {
		d, err := r.DecisionByRef(q.Decision)
		if err != nil {
			return nil, err
		}
		decision = d.ID
	}
	from, before := q.from, day.Day("")
	if m := day.Day(strings.TrimSpace(q.Month) + "-01"); q.Month != "" && m.Valid() {
		from, before = max(from, m), m.AddMonths(1)
	}
	today, cal := string(r.Today()), c.Calendar()
	return func() *gorm.DB {
		g := r.DB().Model(&Handoff{})
		switch {
		case teams != nil:
			g = g.Where("handoffs.team_id IN ?", teams)
		case q.Alone:
			g = g.Where("(handoffs.team_id IS NULL OR handoffs.team_id NOT IN ?)", keys(tree.ByID))
		}
		if decision != "" {
			g = g.Where("handoffs.decision_id = ?", decision)
		}
		if from != "" {
			g = g.Where("handoffs.created_at >= ?", cal.At(from, 0))
		}
		if before != "" {
			g = g.Where("handoffs.created_at < ?", cal.At(before, 0))
		}
		if q.State != "" {
			g = g.Where("handoffs.state = ?", q.State)
		}
		switch q.Is {
		case "unanswered":
			g = g.Where("handoffs.state IN ?", unanswered)
		case "overdue":
			g = g.Where("(handoffs.state IN ? AND handoffs.answer_day < ? OR handoffs.state NOT IN ? AND handoffs.due_day < ?)", unanswered, today, handoffOver, today)
		}
		switch q.Whose {
		case "to":
			g = g.Where("handoffs.receiver_person_id = ?", r.Who.PersonID)
		case "by":
			g = g.Where("handoffs.giver_person_id = ?", r.Who.PersonID)
		}
		return g
	}, nil
}
