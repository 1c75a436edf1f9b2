package models

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// InitiativeQuery is how the list of initiatives is narrowed. It is kept in the page's address.
type InitiativeQuery struct {
	Whose   string // "mine", or empty for everybody's
	Team    string // reference; with the teams below it
	State   string // a state, "all", or empty for those that are not over
	Serves  string // reference of an outcome or an objective
	Review  string // "overdue", "month" (within a month from today), or empty
	Missing string // "any": those that lack an owner, a success metric or a review date
	Finding string // code
}

// ReadInitiativeQuery reads it from an address.
func ReadInitiativeQuery(v url.Values) InitiativeQuery {
	return InitiativeQuery{Whose: v.Get("whose"), Team: v.Get("team"), State: v.Get("state"), Serves: strings.ToUpper(v.Get("serves")), Review: v.Get("review"),
		Missing: v.Get("missing"), Finding: v.Get("finding")}
}

// Values are how the query stands in an address; what is empty is left out.
func (q InitiativeQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"whose": q.Whose, "team": q.Team, "state": q.State, "serves": q.Serves, "review": q.Review,
		"missing": q.Missing, "finding": q.Finding} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// InitiativeNow is an initiative as a list shows it.
type InitiativeNow struct {
	*Initiative
	OwnedBy  Owner
	Serves   []TiedTo
	Lacking  []Lack
	Overdue  bool // its review date has passed
	Findings []*Finding
}

// InitiativesFound gives one page of the initiatives that fit, those under way first and by their review date, and how many fit.
func (r *Read) InitiativesFound(q InitiativeQuery, from, count int) ([]*InitiativeNow, int64, error) {
	fit, err := r.fittingInitiatives(q)
	if err != nil {
		return nil, 0, err
	}
	const order = `CASE state WHEN 'active' THEN 0 WHEN 'committed' THEN 1 WHEN 'paused' THEN 2 WHEN 'candidate' THEN 3 WHEN 'done' THEN 4 ELSE 5 END,
		CASE WHEN review_day = '' THEN 1 ELSE 0 END, review_day, created_at, id`
	var rows []*Initiative
	var all int64
	if q.Missing != "" { // what is missing cannot be told by the database: a sentence has to be read for its number
		if err := fit().Order(order).Limit(most).Find(&rows).Error; err != nil {
			return nil, 0, err
		}
		rows = slices.DeleteFunc(rows, func(i *Initiative) bool { return len(i.Lacks()) == 0 })
		all = int64(len(rows))
		rows = rows[min(from, len(rows)):min(from+count, len(rows))]
	} else {
		if err := fit().Count(&all).Error; err != nil {
			return nil, 0, err
		}
		if err := fit().Order(order).Offset(from).Limit(count).Find(&rows).Error; err != nil {
			return nil, 0, err
		}
	}
	if err := r.fillInitiatives(rows); err != nil {
		return nil, 0, err
	}
	list, err := r.initiativesNow(rows)
	return list, all, err
}

func (r *Read) fittingInitiatives(q InitiativeQuery) (func() *gorm.DB, error) {
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	served, _, err := r.affectedByRef(strings.Fields(q.Serves))
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, a := range served {
		ids = append(ids, a.ID)
	}
	today := r.Today()
	return func() *gorm.DB {
		g := r.DB().Model(&Initiative{}).Where("removed_at IS NULL")
		switch q.State {
		case "":
			g = g.Where("state NOT IN ?", []string{Done, Dropped})
		case "all":
		default:
			g = g.Where("state = ?", q.State)
		}
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if q.Whose == "mine" {
			g = g.Where("owner_person_id = ?", r.Who.PersonID)
		}
		if q.Serves != "" {
			g = g.Where("id IN (?) OR id IN (?) OR objective_id IN ?", r.DB().Model(&InitiativeOutcome{}).Select("initiative_id").Where("outcome_id IN ?", ids),
				r.DB().Model(&InitiativeObjective{}).Select("initiative_id").Where("objective_id IN ?", ids), ids)
		}
		switch q.Review {
		case "overdue":
			g = g.Where("review_day <> '' AND review_day < ? AND state IN ?", string(today), []string{Committed, Active, Paused})
		case "month":
			g = g.Where("review_day >= ? AND review_day <= ?", string(today), string(today.AddMonths(1)))
		}
		if q.Finding != "" {
			g = g.Where("id IN (?)", r.openFindings().Select("entity_id").Where("entity_type = 'initiative' AND code = ?", q.Finding))
		}
		return g
	}, nil
}

// initiativesNow adds owners, what is served and findings, in a fixed number of queries.
func (r *Read) initiativesNow(rows []*Initiative) ([]*InitiativeNow, error) {
	var owners []*string
	var outcomes, objectives, ids []string
	for _, i := range rows {
		owners = append(owners, i.OwnerPersonID)
		outcomes, objectives, ids = append(outcomes, i.OutcomeIDs...), append(objectives, i.ObjectiveIDs...), append(ids, i.ID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	names, err := r.tiedNames([]*Task{{OutcomeIDs: outcomes, ObjectiveIDs: objectives}})
	if err != nil {
		return nil, err
	}
	open, err := found[*Finding](r.openFindings().Where("entity_type = 'initiative' AND entity_id IN ?", ids).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	findings := map[string][]*Finding{}
	for _, f := range open {
		findings[f.EntityID] = append(findings[f.EntityID], f)
	}
	today := r.Today()
	list := make([]*InitiativeNow, len(rows))
	for n, i := range rows {
		now := &InitiativeNow{Initiative: i, OwnedBy: ownerOf(nil, i.OwnerPersonID, i.OwnerText, nil, people), Lacking: i.Lacks(), Overdue: i.ReviewOverdue(today), Findings: findings[i.ID]}
		for _, id := range i.OutcomeIDs {
			if name, seen := names["outcome"+id]; seen {
				now.Serves = append(now.Serves, name)
			}
		}
		for _, id := range i.ObjectiveIDs {
			if name, seen := names["objective"+id]; seen {
				now.Serves = append(now.Serves, name)
			}
		}
		list[n] = now
	}
	return list, nil
}

// fewInitiatives is how many initiatives the page of an outcome lists.
const fewInitiatives = 20

// InitiativesFor gives the initiatives that serve an outcome and were not dropped, at most count.
func (r *Read) InitiativesFor(outcomeID string, count int) ([]*InitiativeNow, error) {
	tied := r.DB().Model(&InitiativeOutcome{}).Select("initiative_id").Where("outcome_id = ?", outcomeID)
	rows, err := r.initiatives(r.DB().Where("removed_at IS NULL AND state <> ? AND id IN (?)", Dropped, tied).Limit(count))
	if err != nil {
		return nil, err
	}
	return r.initiativesNow(rows[:min(count, len(rows))])
}

// OwnerGaps is how much the initiatives of one owner miss.
type OwnerGaps struct {
	OwnedBy     Owner
	Initiatives int
	NoMetric    int
	NoReview    int
}

// mostGapOwners is how many owners the table of what is missing names.
const mostGapOwners = 20

// InitiativeGaps counts what initiatives that are not over miss, by owner, those who miss most first.
func (r *Read) InitiativeGaps() ([]OwnerGaps, error) {
	rows, err := found[*Initiative](r.DB().Where("removed_at IS NULL AND state NOT IN ?", []string{Done, Dropped}).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	var owners []*string
	for _, i := range rows {
		owners = append(owners, i.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	var list []*OwnerGaps
	at := map[string]*OwnerGaps{}
	for _, i := range rows {
		key := i.OwnerText
		if i.OwnerPersonID != nil {
			key = *i.OwnerPersonID
		}
		g := at[key]
		if g == nil {
			g = &OwnerGaps{OwnedBy: ownerOf(nil, i.OwnerPersonID, i.OwnerText, nil, people)}
			at[key], list = g, append(list, g)
		}
		g.Initiatives++
		for _, l := range i.Lacks() {
			switch l.Field {
			case "success":
				g.NoMetric++
			case "review":
				g.NoReview++
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *OwnerGaps) int {
		return cmp.Or(cmp.Compare(b.NoReview, a.NoReview), cmp.Compare(b.NoMetric, a.NoMetric))
	})
	var out []OwnerGaps
	for _, g := range list[:min(len(list), mostGapOwners)] {
		out = append(out, *g)
	}
	return out, nil
}
