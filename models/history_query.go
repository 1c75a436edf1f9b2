package models

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
	"throughline/models/form"
)

// HistoryQuery is how the list of changes is narrowed. It is kept in the page's address.
type HistoryQuery struct {
	Kind   string // key of a kind; empty for all
	Team   string // reference; with the teams below it
	Who    string // a person, by name or reference
	Rule   string // reference of a rule: what its runs did
	What   string // a field by its label: "Due date"
	From   day.Day
	To     day.Day
	Before string // where the page before ended
}

// ReadHistoryQuery reads it from an address. A day that is none is left out.
func ReadHistoryQuery(v url.Values) HistoryQuery {
	q := HistoryQuery{Kind: v.Get("kind"), Team: v.Get("team"), Who: v.Get("who"), Rule: strings.ToUpper(v.Get("rule")), What: v.Get("what"), Before: v.Get("before")}
	if d := day.Day(v.Get("since")); d.Valid() {
		q.From = d
	}
	if d := day.Day(v.Get("until")); d.Valid() {
		q.To = d
	}
	if HistoryOf(q.Kind) == nil {
		q.Kind = ""
	}
	return q
}

// Values are how the query stands in an address; what is empty is left out.
func (q HistoryQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"kind": q.Kind, "team": q.Team, "who": q.Who, "rule": q.Rule, "what": q.What, "since": string(q.From), "until": string(q.To), "before": q.Before} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// Narrowed tells whether it asks for less than everything.
func (q HistoryQuery) Narrowed() bool {
	q.Before = ""
	return q != HistoryQuery{}
}

// HistoryList is one page of changes, the newest first.
type HistoryList struct {
	Deeds []*Deed
	Next  string    // where the next page goes on; empty at the end
	Until time.Time // how far back was looked, where the page ends before it is full
}

// ReadsAs is how somebody reads: how they write numbers and days, and in which zone they see instants.
type ReadsAs struct {
	Loc  form.Locale
	Zone *time.Location
}

// How far one page looks: batches of so many events, at most so many batches.
const (
	historyBatch   = 120
	historyBatches = 20
)

// sieve is a query as it is asked of the record.
type sieve struct {
	who, rule string   // ids; empty for all
	teams     []string // ids; nil for all
	what      string
	from, to  time.Time // zero: open
}

func (r *Read) sieveOf(q HistoryQuery) (s sieve, err error) {
	c, err := r.Company()
	if err != nil {
		return s, err
	}
	s.what = q.What
	if q.From != "" {
		s.from = c.Calendar().At(q.From, 0)
	}
	if q.To != "" {
		s.to = c.endOf(q.To)
	}
	if q.Who != "" {
		if s.who, err = r.PersonTyped(q.Who); err != nil {
			return s, err
		}
		if s.who == "" {
			s.who = "nobody here"
		}
	}
	if q.Rule != "" {
		if s.rule, err = r.historyID(r.visible(r.DB().Model(&Rule{})), q.Rule); err != nil {
			return s, err
		}
	}
	if q.Team != "" {
		team, err := r.TeamByRef(q.Team)
		if err != nil {
			return s, err
		}
		tree, err := r.sharedTree()
		if err != nil {
			return s, err
		}
		s.teams = tree.Under(team.ID)
	}
	return s, nil
}

// historyID finds an id by a reference; one that nobody has fits nothing.
func (r *Read) historyID(of *gorm.DB, ref string) (string, error) {
	var ids []string
	err := of.Where("ref = ?", ref).Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return "none", err
	}
	return ids[0], nil
}

// narrow keeps of events those that a query asks for.
func (s sieve) narrow(r *Read, g *gorm.DB) *gorm.DB {
	if s.who != "" {
		g = g.Where("actor_person_id = ?", s.who)
	}
	if s.rule != "" {
		g = g.Where("cause_run_id IN (?)", r.DB().Model(&Run{}).Select("id").Where("rule_id = ?", s.rule))
	}
	if !s.from.IsZero() {
		g = g.Where("occurred_at >= ?", s.from)
	}
	if !s.to.IsZero() {
		g = g.Where("occurred_at < ?", s.to)
	}
	return g
}

// fits tells whether a change that was read is asked for.
func (s sieve) fits(d *Deed) bool {
	if s.teams != nil && (d.team == nil || !inList(s.teams, *d.team)) {
		return false
	}
	if s.what == "" {
		return true
	}
	for _, l := range d.Lines {
		if l.Label == s.what {
			return true
		}
	}
	return false
}

func inList(list []string, one string) bool {
	for _, other := range list {
		if other == one {
			return true
		}
	}
	return false
}

// place is where a page of changes goes on: after an event of that instant and id.
type place struct {
	at time.Time
	id string
}

func (p place) String() string {
	return strconv.FormatInt(p.at.UnixMicro(), 36) + "." + p.id
}

// readPlace reads it from an address; anything else is the beginning.
func readPlace(s string) (place, bool) {
	at, id, found := strings.Cut(s, ".")
	n, err := strconv.ParseInt(at, 36, 64)
	if !found || err != nil || len(id) > 60 {
		return place{}, false
	}
	return place{time.UnixMicro(n).UTC(), id}, true
}

// after keeps the events that come after a place in a list that runs back in time.
func (p place) after(g *gorm.DB) *gorm.DB {
	return g.Where("occurred_at < ? OR occurred_at = ? AND id < ?", p.at, p.at, p.id)
}
