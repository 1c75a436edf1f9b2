package models

import (
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// RecallPage reads the rounds. What was answered is counted only for rounds that are over, so that nobody can watch an answer come in.
func (r *Read) RecallPage() (*RecallPage, error) {
	p := &RecallPage{Whole: r.Who.Reach(StartRecall) == All}
	var err error
	if p.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	for _, t := range p.Tree.All() {
		if r.Who.May(StartRecall, OfTeam(&t.ID)) {
			p.Teams = append(p.Teams, t)
		}
	}
	if p.Mine, err = r.recallToAnswer(); err != nil {
		return nil, err
	}
	s, _, err := r.InForce()
	if err != nil {
		return nil, err
	}
	p.Ready = s != nil
	rounds, err := found[*RecallRound](r.DB().Order("from_day DESC, id DESC").Limit(24))
	if err != nil || len(rounds) == 0 {
		return p, err
	}
	var ids []string
	for _, round := range rounds {
		ids = append(ids, round.ID)
	}
	var asked []struct {
		RecallRoundID string
		N             int
	}
	if err := r.DB().Model(&RecallAsked{}).Select("recall_round_id, COUNT(*) AS n").Where("recall_round_id IN ?", ids).Group("recall_round_id").Limit(len(ids)).Find(&asked).Error; err != nil {
		return nil, err
	}
	var counts []*RecallCount
	if err := r.DB().Where("recall_round_id IN ?", ids).Order("group_key, target").Limit(mostAsked).Find(&counts).Error; err != nil {
		return nil, err
	}
	for _, round := range rounds {
		now := &RecallRoundNow{RecallRound: round, Open: !round.UntilDay.Before(r.Today())}
		if round.TeamID != nil {
			now.Team = p.Tree.ByID[*round.TeamID]
		}
		for _, a := range asked {
			if a.RecallRoundID == round.ID {
				now.Asked = a.N
			}
		}
		if !now.Open {
			now.RecallShown = Shown(p.groups(round, counts))
		}
		p.Rounds = append(p.Rounds, now)
	}
	for i, round := range p.Rounds {
		for _, older := range p.Rounds[i+1:] {
			if round.Before == nil && older.Whole != nil && idOf(older.TeamID) == idOf(round.TeamID) {
				round.Before = older
			}
		}
	}
	return p, nil
}

// Compared are the rounds of the whole company that are over and shown, the oldest first: what is remembered over time.
func (p *RecallPage) Compared() (list []*RecallRoundNow) {
	for _, r := range slices.Backward(p.Rounds) {
		if r.TeamID == nil && r.Whole != nil {
			list = append(list, r)
		}
	}
	return list
}

// groups gathers the counts of one round by department.
func (p *RecallPage) groups(round *RecallRound, counts []*RecallCount) []RecallGroup {
	by := map[string]*RecallGroup{}
	var keys []string
	for _, c := range counts {
		if c.RecallRoundID != round.ID {
			continue
		}
		g := by[c.GroupKey]
		if g == nil {
			g = &RecallGroup{Key: c.GroupKey, Name: "Everybody else", Named: map[string]int{}}
			if team := p.Tree.ByID[c.GroupKey]; team != nil {
				g.Name = team.Name
			}
			by[c.GroupKey] = g
			keys = append(keys, c.GroupKey)
		}
		if c.Target == "" {
			g.Answers = c.N
		} else {
			g.Named[c.Target] = c.N
		}
	}
	var list []RecallGroup
	for _, key := range keys {
		list = append(list, *by[key])
	}
	return list
}

// recallToAnswer is the open round that waits for the person who asks.
func (r *Read) recallToAnswer() (*RecallRound, error) {
	mine := r.DB().Model(&RecallAsked{}).Select("recall_round_id").Where("person_id = ? AND answered = ?", r.Who.PersonID, false)
	list, err := found[*RecallRound](r.DB().Where("until_day >= ? AND id IN (?)", string(r.Today()), mine).Order("from_day, id").Limit(1))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// owedRecall is the minute in which a person writes the priorities from memory.
func (r *Read) owedRecall(_ *Owed) ([]*Duty, int, error) {
	round, err := r.recallToAnswer()
	if err != nil || round == nil {
		return nil, 0, err
	}
	return []*Duty{{Title: "Write our priorities from memory", Kind: "recall", Ref: round.Ref, Said: []string{"one minute", "counted without your name"}, DueWord: "by", Due: round.UntilDay}}, 1, nil
}

// RecallByRef finds a round.
func (r *Read) RecallByRef(ref string) (*RecallRound, error) {
	return one("This round", func() ([]*RecallRound, error) { return found[*RecallRound](r.DB().Where("ref = ?", ref)) })
}

// RecallTargets are what an answer may name, from the strategy in force.
func (r *Read) RecallTargets() (*Strategy, []RecallTarget, error) {
	b, err := r.strategyBoard()
	if err != nil || b.Strategy == nil {
		return nil, nil, err
	}
	var list []RecallTarget
	if b.Intent != nil {
		list = append(list, RecallTarget{"intent", "", b.Intent.Statement})
	}
	for _, o := range b.Outcomes {
		list = append(list, RecallTarget{"outcome", o.Ref, o.Title})
	}
	for _, g := range b.Goals {
		list = append(list, RecallTarget{"goal", g.Ref, g.Title})
	}
	return b.Strategy, list, nil
}

// StartRecall asks the people of a team and those below it, or of the whole company, to write the priorities. Who was asked in the last 60 days is left out,
// and a department with fewer than five who are asked is counted with everybody else.
func (tx *Tx) StartRecall(teamID *string) (*RecallRound, error) {
	if err := tx.Who.Must(StartRecall); err != nil {
		return nil, err
	}
	if teamID == nil && tx.Who.Reach(StartRecall) != All {
		return nil, AgainstRuleAt("team", "The whole company is asked by executives. Choose one of your teams.")
	}
	if teamID != nil {
		if err := tx.Who.Must(StartRecall, OfTeam(teamID)); err != nil {
			return nil, err
		}
	}
	s, targets, err := tx.RecallTargets()
	if err != nil {
		return nil, err
	}
	if s == nil || len(targets) == 0 {
		return nil, AgainstRule("No strategy is in force yet, so there is nothing to remember. Put one in force first.")
	}
	tree, err := tx.Tree()
	if err != nil {
		return nil, err
	}
	groups, err := tx.toAsk(tree, teamID)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, people := range groups {
		n += len(people)
	}
	if n < LeastGroup {
		return nil, AgainstRuleAt("team", "Fewer than five people can be asked here now: with so few, everybody could tell who answered what. Who was asked in the last 60 days is not asked again. Choose a larger team, or the whole company.")
	}
	words, err := json.Marshal(targets)
	if err != nil {
		return nil, err
	}
	today := tx.Today()
	round := &RecallRound{StrategyID: s.ID, TeamID: teamID, FromDay: today, UntilDay: today.Add(RecallDays), Targets: string(words)}
	if tx.Who.SignedIn() {
		round.StartedPersonID = &tx.Who.PersonID
	}
	if err := tx.Insert(round); err != nil {
		return nil, err
	}
	var asked []*RecallAsked
	var counts []*RecallCount
	keys := keys(groups)
	slices.Sort(keys)
	for _, key := range keys {
		for _, id := range groups[key] {
			asked = append(asked, &RecallAsked{RecallRoundID: round.ID, PersonID: id, GroupKey: key})
		}
		counts = append(counts, &RecallCount{RecallRoundID: round.ID, GroupKey: key})
		for _, t := range targets {
			counts = append(counts, &RecallCount{RecallRoundID: round.ID, GroupKey: key, Target: t.Key()})
		}
	}
	if err := InsertAll(tx, asked); err != nil {
		return nil, err
	}
	if err := InsertAll(tx, counts); err != nil {
		return nil, err
	}
	return round, tx.Emit(RecallStarted, round, nil, round)
}

// toAsk are the people to ask by their department; those of departments with fewer than five are together under an empty key.
func (tx *Tx) toAsk(tree *Tree, teamID *string) (map[string][]string, error) {
	of := tx.DB().Model(&Person{}).Where("people.active = ? AND people.email IS NOT NULL", true). // a post that nobody holds yet remembers nothing
													Where("NOT EXISTS (?)", tx.DB().Table("recall_asked a").Select("1").Joins("JOIN recall_rounds r ON r.id = a.recall_round_id").Where("a.person_id = people.id AND r.from_day > ?", string(tx.Today().Add(-recallRest))))
	if teamID != nil {
		of = of.Where("people.id IN (?)", tx.DB().Model(&Membership{}).Select("person_id").Where("team_id IN ?", tree.Under(*teamID)))
	}
	var rows []struct {
		ID     string
		TeamID *string
	}
	first := tx.DB().Model(&Membership{}).Select("MIN(team_id)").Where("person_id = people.id")
	if err := of.Select("people.id, (?) AS team_id", first).Order("people.id").Limit(mostAsked).Find(&rows).Error; err != nil {
		return nil, err
	}
	groups := map[string][]string{}
	for _, row := range rows {
		key := ""
		if row.TeamID != nil {
			if d := tree.Department(*row.TeamID); d != nil {
				key = d.ID
			}
		}
		groups[key] = append(groups[key], row.ID)
	}
	for key, people := range groups {
		if key != "" && len(people) < LeastGroup {
			groups[""] = append(groups[""], people...)
			delete(groups, key)
		}
	}
	return groups, nil
}

// AnswerRecall matches what the person who asks has written, and counts it. The words go no further than this function: no event, no log and no row has
// them, and the rows that are written bear neither the person beside a count nor the time.
func (tx *Tx) AnswerRecall(ref, answer string) error {
	round, err := tx.RecallByRef(ref)
	if err != nil {
		return err
	}
	if round.UntilDay.Before(tx.Today()) {
		return AgainstRule("This round is over since " + round.UntilDay.Long() + ".")
	}
	var asked []*RecallAsked
	if err := tx.DB().Where("recall_round_id = ? AND person_id = ?", round.ID, tx.Who.PersonID).Limit(1).Find(&asked).Error; err != nil {
		return err
	}
	if len(asked) == 0 {
		return NotFound("This round")
	}
	once := tx.DB().Model(&RecallAsked{}).Where("id = ? AND answered = ?", asked[0].ID, false).Update("answered", true)
	if once.Error != nil {
		return once.Error
	}
	if once.RowsAffected == 0 {
		return AgainstRule("You have answered this round already. Each person is counted once.")
	}
	targets := []string{""}
	for _, m := range MatchRecall(strings.ToValidUTF8(answer, " "), round.Names()) {
		if m.Counts {
			targets = append(targets, m.Target.Key())
		}
	}
	return tx.DB().Model(&RecallCount{}).Where("recall_round_id = ? AND group_key = ? AND target IN ?", round.ID, asked[0].GroupKey, targets).Update("n", gorm.Expr("n + 1")).Error
}
