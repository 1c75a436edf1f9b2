package models

import (
	"cmp"
	"net/url"
	"slices"

	"gorm.io/gorm"

	"throughline/models/day"
)

// LedgerQuery is how the ledger of moved dates is narrowed. It is kept in the page's address.
type LedgerQuery struct {
	Team    string  // reference; with the teams below it
	Alone   bool    // of a team: without the teams below it; without one: of what belongs to no team
	Kind    string  // key of a kind of thing; empty for all
	Quarter day.Day // a day of the fiscal quarter in which dates were moved; empty for always
	Whole   bool    // with every move of each date, as a file has them, and not only the newest few
}

// ReadLedgerQuery reads it from an address.
func ReadLedgerQuery(v url.Values) LedgerQuery {
	q := LedgerQuery{Team: v.Get("team"), Alone: v.Get("alone") != "", Kind: v.Get("kind")}
	if !slices.Contains(PromiseKinds, q.Kind) {
		q.Kind = ""
	}
	if d := day.Day(v.Get("quarter")); d.Valid() {
		q.Quarter = d
	}
	return q
}

// Values are how the query stands in an address; what is empty is left out.
func (q LedgerQuery) Values() url.Values {
	v, alone := url.Values{}, ""
	if q.Alone {
		alone = "1"
	}
	for name, value := range map[string]string{"team": q.Team, "alone": alone, "kind": q.Kind, "quarter": string(q.Quarter)} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// PromiseKinds are the kinds of things whose dates are promises.
var PromiseKinds = []string{"outcome", "goal", "objective", "initiative", "workflow", "handoff", "task", "issue", "review"}

// Promise is one date of one thing with how often it was moved.
type Promise struct {
	Kind     *HistoryKind
	EntityID string
	Promise  string
	Moves    int
	Days     int // later in all; below zero: earlier
	Unsaid   int // moves without a reason
	Back     int // moves that were taken back; they do not count
	Thing    HistoryName
	Team     *Team
	Trail    []*PromiseMove // oldest first; the newest few
}

// Ledger is the moved dates that a query asks for, the most moved first, with the sums over all of them.
type Ledger struct {
	Query    LedgerQuery
	Rows     []*Promise
	Dates    int // how many have a line: those that were moved, and after them those of which every move was taken back
	Things   int // how many were moved
	Moves    int
	Days     int
	Unsaid   int
	Back     int
	From, To day.Day // of the quarter; empty for always
	Label    string
	Tree     *Tree
	Teams    []TeamMoves
}

// TeamMoves is how many dates of one team's things were moved.
type TeamMoves struct {
	Team  *Team // nil: of things that belong to no team
	Moves int
	Days  int
}

// How much of the ledger is read.
const (
	mostTrail      = 6
	mostTeamsMoved = 100
)

// publicPromises keep of the ledger what everybody may know of, so that its sums are the same for all: nothing of a draft, and no task that
// stands on somebody's personal page alone.
const publicPromises = `(m.entity_type <> 'task' OR EXISTS (SELECT 1 FROM tasks WHERE tasks.id = m.entity_id AND ` + forAll + `))
	AND NOT EXISTS (SELECT 1 FROM outcomes o JOIN strategies s ON s.id = o.strategy_id WHERE m.entity_type = 'outcome' AND o.id = m.entity_id AND (s.state = 'draft' OR s.in_force_at > m.created_at))
	AND NOT EXISTS (SELECT 1 FROM goals o JOIN strategies s ON s.id = o.strategy_id WHERE m.entity_type = 'goal' AND o.id = m.entity_id AND (s.state = 'draft' OR s.in_force_at > m.created_at))
	AND NOT EXISTS (SELECT 1 FROM objectives o JOIN strategies s ON s.id = o.strategy_id WHERE m.entity_type = 'objective' AND o.id = m.entity_id AND (s.state = 'draft' OR s.in_force_at > m.created_at))
	AND NOT EXISTS (SELECT 1 FROM reviews o JOIN strategies s ON s.id = o.strategy_id WHERE m.entity_type = 'review' AND o.id = m.entity_id AND (s.state = 'draft' OR s.in_force_at > m.created_at))`

// teamOfMove is the team that a moved date belongs to today.
const teamOfMove = `CASE m.entity_type WHEN 'task' THEN (SELECT team_id FROM tasks x WHERE x.id = m.entity_id) WHEN 'outcome' THEN (SELECT owner_team_id FROM outcomes x WHERE x.id = m.entity_id)
	WHEN 'goal' THEN (SELECT team_id FROM goals x WHERE x.id = m.entity_id) WHEN 'objective' THEN (SELECT team_id FROM objectives x WHERE x.id = m.entity_id)
	WHEN 'initiative' THEN (SELECT team_id FROM initiatives x WHERE x.id = m.entity_id) WHEN 'workflow' THEN (SELECT team_id FROM workflows x WHERE x.id = m.entity_id)
	WHEN 'handoff' THEN (SELECT team_id FROM handoffs x WHERE x.id = m.entity_id) WHEN 'issue' THEN (SELECT team_id FROM issues x WHERE x.id = m.entity_id) END`

// movesCounted counts the moves of a date that stand, and those that were taken back.
const movesCounted = `SUM(CASE WHEN m.taken_back_at IS NULL THEN 1 ELSE 0 END) AS moves, SUM(CASE WHEN m.taken_back_at IS NULL THEN m.days ELSE 0 END) AS days,
	SUM(CASE WHEN m.taken_back_at IS NULL AND m.reason = '' THEN 1 ELSE 0 END) AS unsaid, SUM(CASE WHEN m.taken_back_at IS NULL THEN 0 ELSE 1 END) AS back`

// notTakenBack leaves out the moves that were taken back.
func notTakenBack(q *gorm.DB) *gorm.DB { return q.Where("m.taken_back_at IS NULL") }

// asked is the ledger as a query narrows it.
func (l *Ledger) asked(r *Read, teams []string) *gorm.DB {
	g := r.DB().Table("promise_moves AS m").Where(publicPromises)
	if l.Query.Kind != "" {
		g = g.Where("m.entity_type = ?", l.Query.Kind)
	}
	if l.From != "" {
		g = g.Where("m.moved_day >= ? AND m.moved_day <= ?", string(l.From), string(l.To))
	}
	switch {
	case teams != nil:
		g = g.Where("("+teamOfMove+") IN ?", teams)
	case l.Query.Alone:
		g = g.Where("(("+teamOfMove+") IS NULL OR ("+teamOfMove+") NOT IN ?)", keys(l.Tree.ByID))
	}
	return g
}

// PromiseLedger reads one page of the ledger: the dates that were moved most often first. No line is about a person.
func (r *Read) PromiseLedger(q LedgerQuery, from, count int) (*Ledger, error) {
	l := &Ledger{Query: q}
	teams, err := r.ledgerTeams(l)
	if err != nil {
		return nil, err
	}
	if q.Quarter != "" {
		c, err := r.Company()
		if err != nil {
			return nil, err
		}
		l.From, l.To, l.Label = c.Calendar().Quarter(q.Quarter)
	}
	var sums struct{ Moves, Days, Unsaid, Back, Dates, Things int }
	each := l.asked(r, teams).Select("m.entity_type AS entity_type, m.entity_id AS entity_id, m.promise AS promise, " + movesCounted).Group("m.entity_type, m.entity_id, m.promise")
	if err := r.DB().Table("(?) AS dates", each).Select("COALESCE(SUM(moves), 0) AS moves, COALESCE(SUM(days), 0) AS days, COALESCE(SUM(unsaid), 0) AS unsaid, COALESCE(SUM(back), 0) AS back, " +
		"COUNT(*) AS dates, COALESCE(SUM(CASE WHEN moves > 0 THEN 1 ELSE 0 END), 0) AS things").Scan(&sums).Error; err != nil {
		return nil, err
	}
	l.Moves, l.Days, l.Unsaid, l.Back, l.Dates, l.Things = sums.Moves, sums.Days, sums.Unsaid, sums.Back, sums.Dates, sums.Things
	var rows []struct {
		EntityType, EntityID, Promise string
		Moves, Days, Unsaid, Back     int
	}
	if err := each.Order("moves DESC, days DESC, m.entity_type, m.entity_id, m.promise").Offset(from).Limit(count).Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, row := range rows {
		l.Rows = append(l.Rows, &Promise{Kind: HistoryOf(row.EntityType), EntityID: row.EntityID, Promise: row.Promise, Moves: row.Moves, Days: row.Days, Unsaid: row.Unsaid, Back: row.Back})
	}
	if err := r.fillPromises(l); err != nil {
		return nil, err
	}
	return l, r.fillTeamMoves(l, teams)
}

func (r *Read) ledgerTeams(l *Ledger) (teams []string, err error) {
	if l.Tree, err = r.sharedTree(); err != nil || l.Query.Team == "" {
		return nil, err
	}
	team, err := r.TeamByRef(l.Query.Team)
	if err != nil {
		return nil, err
	}
	if l.Query.Alone {
		return []string{team.ID}, nil
	}
	return l.Tree.Under(team.ID), nil
}

// fillPromises adds the names of things and how their dates moved.
func (r *Read) fillPromises(l *Ledger) error {
	ids, all := map[string][]string{}, []string{}
	for _, p := range l.Rows {
		ids[p.Kind.Key] = append(ids[p.Kind.Key], p.EntityID)
		all = append(all, p.EntityID)
	}
	names := map[string]HistoryName{}
	for kind, some := range ids {
		list, err := r.historyNames(kind, some)
		if err != nil {
			return err
		}
		for _, n := range list {
			names[n.ID] = n
		}
	}
	var moves []*PromiseMove
	if err := r.DB().Where("entity_id IN ?", all).Order("created_at, id").Limit(20 * most).Find(&moves).Error; err != nil {
		return err
	}
	for _, p := range l.Rows {
		p.Thing = names[p.EntityID]
		if p.Thing.TeamID != nil {
			p.Team = l.Tree.ByID[*p.Thing.TeamID]
		}
		if p.Thing.Hidden {
			continue // it counts for all alike; from when to when, by whom and why is for those who may open it
		}
		for _, m := range moves {
			if m.EntityID == p.EntityID && m.Promise == p.Promise && (l.From == "" || m.MovedDay >= l.From && m.MovedDay <= l.To) {
				p.Trail = append(p.Trail, m)
			}
		}
		if !l.Query.Whole {
			p.Trail = p.Trail[max(0, len(p.Trail)-mostTrail):]
		}
	}
	return nil
}

// fillTeamMoves adds the sums by team.
func (r *Read) fillTeamMoves(l *Ledger, teams []string) error {
	var rows []struct {
		TeamID      *string
		Moves, Days int
	}
	each := notTakenBack(l.asked(r, teams)).Select(teamOfMove + " AS team_id, m.days AS days")
	err := r.DB().Table("(?) AS moved", each).Select("team_id, COUNT(*) AS moves, SUM(days) AS days").Group("team_id").Order("moves DESC, team_id").Limit(mostTeamsMoved).Scan(&rows).Error
	none := TeamMoves{} // of no team, or of one that is gone
	for _, row := range rows {
		if row.TeamID == nil || l.Tree.ByID[*row.TeamID] == nil {
			none.Moves, none.Days = none.Moves+row.Moves, none.Days+row.Days
			continue
		}
		l.Teams = append(l.Teams, TeamMoves{Team: l.Tree.ByID[*row.TeamID], Moves: row.Moves, Days: row.Days})
	}
	slices.SortFunc(l.Teams, func(a, b TeamMoves) int {
		return cmp.Or(cmp.Compare(b.Moves, a.Moves), cmp.Compare(a.Team.Name, b.Team.Name))
	})
	if none.Moves > 0 {
		l.Teams = append(l.Teams, none)
	}
	return err
}

// MovedThisQuarter is how many dates of a team and the teams below it were moved in the running quarter; of the company without one.
func (r *Read) MovedThisQuarter(team string) (int, error) {
	l := &Ledger{Query: LedgerQuery{Team: team}}
	teams, err := r.ledgerTeams(l)
	if err != nil {
		return 0, err
	}
	c, err := r.Company()
	if err != nil {
		return 0, err
	}
	l.From, l.To, _ = c.Calendar().Quarter(r.Today())
	var n int64
	err = notTakenBack(l.asked(r, teams)).Count(&n).Error
	return int(n), err
}
