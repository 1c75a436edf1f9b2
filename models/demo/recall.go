package demo

import (
	"encoding/json"
	"slices"
	"strconv"

	"throughline/models"
)

// memory is a round of the recall test that is over.
type memory struct {
	ago   int // days since its last day
	given map[string]given
	named []int // of a hundred answers: those that named the intent, and then each outcome and goal; what follows is named by few
}

// given is how many of a department were asked and have answered, and how much more of a hundred than everybody they remember.
type given struct{ asked, answers, more int }

// remembered are the rounds of the example. What is remembered grows while a strategy stands, and falls when another comes. Of Accounts fewer
// than five answer each time: it is not shown, and neither is the department from whose figures those of Accounts would follow.
var remembered = []memory{
	{190, map[string]given{"Client Services": {28, 19, 6}, "Delivery": {9, 6, -10}, "Accounts": {5, 2, 0}, root: {6, 5, 0}}, []int{26, 42, 21, 10}},
	{128, map[string]given{"Client Services": {28, 20, 6}, "Delivery": {9, 7, -10}, "Accounts": {5, 3, 0}, root: {6, 6, 0}}, []int{45, 63, 38, 12}},
	{61, map[string]given{"Client Services": {28, 21, 8}, "Delivery": {9, 6, -12}, "Accounts": {5, 3, 0}, root: {6, 5, 0}}, []int{38, 71, 40, 33, 18, 24}},
}

// namedByFew is what of a hundred answers names what the rounds above say nothing of.
const namedByFew = 9

// loadRecall keeps rounds of the recall test that are over, as the counts that are all that is ever kept of one.
func (l *loader) loadRecall() error {
	for n, m := range remembered {
		if err := l.recallRound("round "+strconv.Itoa(n+1), m); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) recallRound(key string, m memory) error {
	until := l.today.Add(-m.ago)
	from := until.Add(-models.RecallDays)
	s, targets, err := l.recallTargets(!from.Before(l.inForce))
	if err != nil {
		return err
	}
	words, err := json.Marshal(targets)
	if err != nil {
		return err
	}
	round := &models.RecallRound{Row: l.row("recall", key, from), StrategyID: s.ID, StartedPersonID: l.person(theOwner), FromDay: from, UntilDay: until, Targets: string(words)}
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	return l.act(theOwner, l.at(from, 9), l.tx.Now, func() error {
		if err := l.tx.Insert(round); err != nil {
			return err
		}
		if err := models.InsertAll(l.tx, l.recallAsked(key, round, m)); err != nil {
			return err
		}
		if err := models.InsertAll(l.tx, l.recallCounts(key, round, m, targets)); err != nil {
			return err
		}
		return l.tx.Emit(models.RecallStarted, round, nil, round)
	})
}

// recallTargets are what answers were matched against: the strategy in force, or the one before it.
func (l *loader) recallTargets(now bool) (*models.Strategy, []models.RecallTarget, error) {
	if now {
		return l.tx.RecallTargets()
	}
	s := &models.Strategy{}
	if err := l.tx.DB().First(s, "id = ?", id("strategy", "earlier")).Error; err != nil {
		return nil, nil, err
	}
	list := []models.RecallTarget{{Kind: "intent", Title: earlierIntent(s.InForceAt.Year())}}
	var outcomes []*models.Outcome
	err := l.tx.DB().Where("strategy_id = ?", s.ID).Order("priority").Find(&outcomes).Error
	for _, o := range outcomes {
		list = append(list, models.RecallTarget{Kind: "outcome", Ref: o.Ref, Title: o.Title})
	}
	return s, list, err
}

// departmentOf is the department of somebody of the example; root for who stands beside them, and for a department too small to be one here.
func departmentOf(team string) string {
	switch team {
	case "Service Desk", "Field":
		return "Client Services"
	case "Finance":
		return root
	}
	return team
}

func (l *loader) recallKey(department string) string {
	if department == root {
		return ""
	}
	return *l.team(department)
}

func (l *loader) recallAsked(key string, round *models.RecallRound, m memory) (list []*models.RecallAsked) {
	asked := map[string]int{}
	for _, p := range people {
		d := departmentOf(p.team)
		if asked[d]++; asked[d] > m.given[d].asked {
			continue
		}
		list = append(list, &models.RecallAsked{Row: l.row("recall asked", key+"/"+p.name, round.FromDay), RecallRoundID: round.ID, PersonID: l.People[p.name].ID, GroupKey: l.recallKey(d),
			Answered: asked[d] <= m.given[d].answers})
	}
	return list
}

func (l *loader) recallCounts(key string, round *models.RecallRound, m memory, targets []models.RecallTarget) (list []*models.RecallCount) {
	departments := []string{"Client Services", "Delivery", "Accounts", root}
	slices.Sort(departments)
	for _, d := range departments {
		g := m.given[d]
		one := func(target string, n int) {
			list = append(list, &models.RecallCount{Row: l.row("recall count", key+"/"+d+"/"+target, round.FromDay), RecallRoundID: round.ID, GroupKey: l.recallKey(d), Target: target, N: n})
		}
		one("", g.answers)
		for i, t := range targets {
			share := namedByFew
			if i < len(m.named) {
				share = m.named[i]
			}
			one(t.Key(), (min(100, max(0, share+g.more))*g.answers+50)/100)
		}
	}
	return list
}
