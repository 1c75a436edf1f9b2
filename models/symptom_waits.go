package models

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// TeamWait is one piece of work of which one team waits for another.
type TeamWait struct {
	Kind, ID, Ref, Title string
	FromTeamID           string // who waits
	OnTeamID             string // for whom
	Since                time.Time
	Say                  string

	days float64
}

// mostWaits is how many handoffs, issues and tasks are looked at: those that have waited longest.
const mostWaits = 3000

// waitFacts reads what waits between teams.
func (r *Read) waitFacts(f *SymptomFacts, _ string) error {
	for _, read := range []func(*SymptomFacts) error{r.handoffWaits, r.issueWaits, r.taskWaits} {
		if err := read(f); err != nil {
			return err
		}
	}
	first := r.Now
	for _, w := range f.Waits {
		if w.Since.Before(first) {
			first = w.Since
		}
	}
	cal := f.Company.Calendar()
	clock := cal.Clock(cal.Today(first), f.Today)
	for _, w := range f.Waits {
		w.days = clock.Between(w.Since, r.Now)
	}
	return nil
}

// handoffWaits are handoffs that wait for an answer of the other side, and those in work that are past their day.
func (r *Read) handoffWaits(f *SymptomFacts) error {
	var rows []*struct {
		Handoff
		DecisionTeam *string
	}
	err := r.DB().Model(&Handoff{}).Select("handoffs.*, d.team_id AS decision_team").
		Joins("JOIN decisions d ON d.id = handoffs.decision_id").
		Where("handoffs.state NOT IN ? AND (handoffs.state NOT IN ? OR handoffs.due_day < ?)", handoffOver, inWork, string(f.Today)).
		Order("handoffs.created_at, handoffs.id").Limit(mostWaits).Scan(&rows).Error
	if err != nil {
		return err
	}
	givers := map[string]bool{}
	for _, h := range rows {
		if h.DecisionTeam == nil && h.GiverPersonID != nil {
			givers[*h.GiverPersonID] = true
		}
	}
	home, err := r.teamOfEach(keys(givers))
	if err != nil {
		return err
	}
	for _, h := range rows {
		from := idOf(h.DecisionTeam)
		if from == "" && h.GiverPersonID != nil {
			from = home[*h.GiverPersonID]
		}
		w := &TeamWait{Kind: "handoff", ID: h.ID, Ref: h.Ref, Title: h.Work, FromTeamID: from, OnTeamID: idOf(h.TeamID), Since: h.CreatedAt, Say: "waits for an answer"}
		switch {
		case h.WaitsForGiver():
			w.FromTeamID, w.OnTeamID, w.Say = w.OnTeamID, w.FromTeamID, "waits for the answer of who gave it"
		case slices.Contains(inWork, h.State):
			w.Since, w.Say = f.Company.Calendar().At(h.DueDay.Add(1), 0), "was due on "+h.DueDay.Short()
		}
		f.wait(w)
	}
	return nil
}

// issueWaits are open issues of one team that hold up work of another.
func (r *Read) issueWaits(f *SymptomFacts) error {
	var rows []*TeamWait
	const where = "i.state <> 'resolved' AND i.team_id IS NOT NULL AND x.team_id IS NOT NULL AND x.team_id <> i.team_id"
	for kind, table := range map[string]string{"task": "tasks", "objective": "objectives", "initiative": "initiatives", "workflow": "workflows", "handoff": "handoffs"} {
		var some []*TeamWait
		err := r.DB().Table("issues i").Select("i.id, i.ref, i.title, i.team_id AS on_team_id, x.team_id AS from_team_id, i.created_at AS since").
			Joins("JOIN issue_links l ON l.issue_id = i.id AND l.entity_type = ?", kind).Joins("JOIN ? x ON x.id = l.entity_id", clause.Table{Name: table}).
			Where(where).Order("i.created_at, i.id, x.id").Limit(mostWaits).Scan(&some).Error
		if err != nil {
			return err
		}
		rows = append(rows, some...)
	}
	seen := map[string]bool{}
	for _, w := range rows {
		if key := w.ID + w.FromTeamID; !seen[key] {
			seen[key] = true
			w.Kind, w.Say = "issue", "holds up work of the other team"
			f.wait(w)
		}
	}
	return nil
}

// taskWaits are tasks of one team that are blocked or late and belong to an initiative of another.
func (r *Read) taskWaits(f *SymptomFacts) error {
	var rows []*struct {
		TeamWait
		State     string
		DueDay    day.Day
		UpdatedAt time.Time
	}
	err := r.DB().Table("tasks t").Select("t.id, t.ref, t.title, t.state, t.due_day, t.updated_at, t.team_id AS on_team_id, i.team_id AS from_team_id").
		Joins("JOIN initiatives i ON i.id = t.initiative_id").
		Where("t.removed_at IS NULL AND i.removed_at IS NULL AND t.team_id IS NOT NULL AND i.team_id IS NOT NULL AND i.team_id <> t.team_id").
		Where("t.state = ? OR (t.state IN ? AND t.due_day <> '' AND t.due_day < ?)", TaskBlocked, openStates, string(f.Today)).
		Where("i.state NOT IN ?", []string{Candidate, Done, Dropped}).Order("t.due_day, t.id").Limit(mostWaits).Scan(&rows).Error
	for _, row := range rows {
		w := row.TeamWait
		w.Kind, w.Since, w.Say = "task", row.UpdatedAt, "is blocked"
		if row.DueDay.Valid() && row.DueDay.Before(f.Today) {
			w.Since, w.Say = f.Company.Calendar().At(row.DueDay.Add(1), 0), "was due on "+row.DueDay.Short()
		}
		f.wait(&w)
	}
	return err
}

// wait notes a wait between two teams that are there and are not the same.
func (f *SymptomFacts) wait(w *TeamWait) {
	if w.FromTeamID != w.OnTeamID && f.Tree.ByID[w.FromTeamID] != nil && f.Tree.ByID[w.OnTeamID] != nil {
		f.Waits = append(f.Waits, w)
	}
}

// teamOfEach gives for some people the team they lead, or else the first they are on.
func (r *Read) teamOfEach(people []string) (map[string]string, error) {
	home := map[string]string{}
	if len(people) == 0 {
		return home, nil
	}
	slices.Sort(people)
	var members []*Membership
	if err := r.DB().Where("person_id IN ?", people).Order("created_at DESC, id DESC").Limit(5 * most).Find(&members).Error; err != nil {
		return nil, err
	}
	for _, m := range members {
		home[m.PersonID] = m.TeamID
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	for _, t := range slices.Backward(tree.All()) {
		if t.LeadPersonID != nil && slices.Contains(people, *t.LeadPersonID) {
			home[*t.LeadPersonID] = t.ID
		}
	}
	return home, nil
}

// Days is how many working days it has waited.
func (w *TeamWait) Days() float64 { return w.days }

// longSteps are the lengths of a wait in working days at which its facts count as changed.
var longSteps = []float64{5, 10, 20, 40, 80}

// waitSigns are pairs of teams of which one waits for the other.
func waitSigns(f *SymptomFacts) (list []*Sign) {
	by := map[[2]string][]*TeamWait{}
	for _, w := range f.Waits {
		at := [2]string{w.FromTeamID, w.OnTeamID}
		by[at] = append(by[at], w)
	}
	for pair, all := range by {
		slices.SortFunc(all, func(a, b *TeamWait) int { return cmp.Or(cmp.Compare(b.days, a.days), cmp.Compare(a.ID, b.ID)) })
		if longest := all[0].days; len(all) < 2 && longest <= 2*float64(f.Company.AnswerDays) {
			continue
		}
		list = append(list, f.waitSign(pair[0], pair[1], all))
	}
	return list
}

func (f *SymptomFacts) waitSign(from, on string, all []*TeamWait) *Sign {
	waiting, other := f.Tree.ByID[from], f.Tree.ByID[on]
	s := &Sign{Key: []string{"from " + from, "on " + on}, Title: waiting.Name + " waits for " + other.Name, TeamID: &other.ID}
	spread, sum := Spread{}, 0.0
	kinds := map[string]int{}
	for _, w := range all {
		spread.Measured = append(spread.Measured, Timed{&Passage{ID: w.ID}, w.days})
		sum += w.days
		kinds[w.Kind]++
		s.Evidence = append(s.Evidence, SymptomThing{Kind: w.Kind, ID: w.ID, Ref: w.Ref, Title: w.Title, Team: other.Name, Say: w.Say + "; for " + workingDays(w.days)})
	}
	s.Amount, s.Weight = workingDays(*spread.Median()), sum // in the words of the sentence, so that the two can be compared
	step := 0.0
	for _, n := range longSteps {
		if all[0].days >= n {
			step = n
		}
	}
	s.Facts = []SymptomFact{{"Waiting", itoa(len(all))}, {"Longest, in working days", "under 5"}}
	if step > 0 {
		s.Facts[1].Is = "over " + itoa(int(step))
	}
	var parts []string
	for _, k := range []struct{ kind, one, many string }{{"handoff", "1 handoff", "handoffs"}, {"issue", "1 issue", "issues"}, {"task", "1 task", "tasks"}} {
		if n := kinds[k.kind]; n > 0 {
			parts = append(parts, counted(n, k.one, k.many))
			s.Measures = append(s.Measures, SymptomFact{strings.ToUpper(k.many[:1]) + k.many[1:], itoa(n)})
		}
	}
	s.Measures = append(s.Measures, SymptomFact{"Longest", workingDays(all[0].days)})
	s.Wrong = waiting.Name + " waits for " + other.Name + " in " + strings.Join(parts, ", ") + ", the longest for " + workingDays(all[0].days) + "."
	s.Do = "Answer what waits, or say by when. What cannot be done is declined, so that " + waiting.Name + " can go on without it."
	s.About = []SymptomThing{
		{Kind: "team", ID: waiting.ID, Ref: waiting.Ref, Title: waiting.Name, Owner: f.personName(waiting.LeadPersonID), Say: "waits"},
		{Kind: "team", ID: other.ID, Ref: other.Ref, Title: other.Name, Owner: f.personName(other.LeadPersonID), Say: "is waited for"},
	}
	return s
}

func workingDays(days float64) string {
	n := int(Rounded(days, 0))
	if n < 1 {
		return "less than a working day"
	}
	return counted(n, "1 working day", "working days")
}
