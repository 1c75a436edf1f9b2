package models

import (
	"slices"
	"strings"

	"throughline/models/statement"
)

// mostCompared is how many undertakings of one kind are compared: the newest.
const mostCompared = 3000

// effortFacts reads the open objectives, initiatives, workflows and tasks of teams.
func (r *Read) effortFacts(f *SymptomFacts, inForce string) error {
	type row struct {
		Undertaking
		Joint bool
	}
	read := func(kind, table, columns, where string, args ...any) error {
		var rows []*row
		err := r.DB().Table(table).Select(columns).Where("removed_at IS NULL AND team_id IS NOT NULL").Where(where, args...).
			Order("id DESC").Limit(mostCompared).Scan(&rows).Error
		for _, one := range rows {
			if e := one.Undertaking; !one.Joint {
				e.Kind = kind
				f.Efforts = append(f.Efforts, &e)
			}
		}
		return err
	}
	const open = " NOT IN ('done', 'missed', 'dropped')"
	if err := read("objective", "objectives", "id, ref, title, team_id, owner_person_id AS owner_id, COALESCE(parent_objective_id, '') AS parent, joint",
		"(strategy_id IS NULL OR strategy_id = ?) AND state"+open, inForce); err != nil {
		return err
	}
	// An initiative for a goal or an objective that teams have together is theirs together too.
	const together = `(EXISTS (SELECT 1 FROM goals g WHERE g.id = initiatives.goal_id AND g.joint) OR EXISTS (SELECT 1 FROM objectives o WHERE o.id = initiatives.objective_id AND o.joint)) AS joint`
	if err := read("initiative", "initiatives", "id, ref, name AS title, team_id, owner_person_id AS owner_id, COALESCE(objective_id, '') AS delivers, "+together, "state"+open); err != nil {
		return err
	}
	if err := read("workflow", "workflows", "id, ref, name AS title, team_id, owner_person_id AS owner_id", "verdict <> ?", Stop); err != nil {
		return err
	}
	var tasks []*Undertaking
	err := r.DB().Table("tasks").Select("id, ref, title, team_id, owner_person_id AS owner_id, COALESCE(parent_task_id, '') AS parent").
		Where("removed_at IS NULL AND team_id IS NOT NULL AND task_series_id IS NULL AND state IN ?", openStates).Order("id DESC").Limit(mostCompared).Scan(&tasks).Error
	if err != nil {
		return err
	}
	f.Efforts = append(f.Efforts, groupedTasks(tasks)...)
	return r.keptApart(f)
}

// groupedTasks makes one of the open tasks of one title in one team: the first stands for all.
func groupedTasks(tasks []*Undertaking) (list []*Undertaking) {
	slices.SortFunc(tasks, byID)
	at := map[string]*Undertaking{}
	for _, t := range tasks {
		key := *t.TeamID + " " + strings.ToLower(strings.Join(strings.Fields(t.Title), " "))
		if first := at[key]; first != nil {
			first.N++
			continue
		}
		t.Kind, t.N = "task", 1
		at[key] = t
		list = append(list, t)
	}
	return list
}

// twinSigns are the undertakings of different teams whose titles say almost the same.
func twinSigns(f *SymptomFacts) (list []*Sign) {
	by := map[string][]*Undertaking{}
	for _, e := range f.Efforts {
		by[e.Kind] = append(by[e.Kind], e)
	}
	words := map[string]string{"objective": "objectives", "initiative": "initiatives", "workflow": "workflows", "task": "tasks"}
	told := map[[2]string]bool{}
	for _, kind := range []string{"objective", "initiative", "workflow", "task"} {
		for _, p := range closest(by[kind]) {
			if told[[2]string{p.a.Delivers, p.b.Delivers}] {
				continue // they carry out two objectives that are said to be the same already
			}
			told[[2]string{p.a.ID, p.b.ID}], told[[2]string{p.b.ID, p.a.ID}] = true, true
			s := f.pairSign(p, words[kind], "Make them one, or say which part belongs to whom, or say why both are needed.")
			s.Weight = p.like
			if kind == "task" {
				s.Weight -= 0.5 // two tasks are sooner mended than two objectives
			}
			list = append(list, s)
		}
	}
	return list
}

// alikePair is two undertakings of different teams that are alike, with how many more each is like.
type alikePair struct {
	a, b   *Undertaking
	like   float64
	others int
}

// equal tells whether the titles are the same but for case, spaces and the mark at the end.
func (p alikePair) equal() bool { return plainTitle(p.a.Title) == plainTitle(p.b.Title) }

func plainTitle(title string) string {
	return strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(title), " ")), ".!?: ")
}

func (p alikePair) howAlike() string {
	if p.equal() {
		return "the same"
	}
	return "almost the same"
}

// percent is the likeness in whole percent. Only equal titles are alike wholly: others may share all groups of letters and still say another
// thing.
func (p alikePair) percent() float64 {
	if p.equal() {
		return 100
	}
	return min(Rounded(100*p.like, 0), 99)
}

// Short titles share much by chance, so they have to be more alike.
const (
	shortTitle = 4 // words that carry meaning
	alikeShort = 0.75
)

// closest pairs each undertaking with the one of another team that is most like it.
func closest(list []*Undertaking) (pairs []alikePair) {
	list = slices.SortedFunc(slices.Values(list), byID)
	titles := make([]string, len(list))
	for i, e := range list {
		titles[i] = e.Title
	}
	twins, others := statement.Closest(titles, func(a, b int) bool { return apartTeams(list[a], list[b]) })
	for _, t := range twins {
		if t.Likeness < alikeShort && min(statement.Weighty(titles[t.A]), statement.Weighty(titles[t.B])) < shortTitle {
			continue
		}
		pairs = append(pairs, alikePair{list[t.A], list[t.B], t.Likeness, max(others[t.A], others[t.B]) - 1})
	}
	return pairs
}

// apartTeams tells whether two undertakings of different teams may be the same thing twice: none is a part of the other or of one whole, and
// nobody said why both are needed.
func apartTeams(a, b *Undertaking) bool {
	switch {
	case a.TeamID == nil || b.TeamID == nil || *a.TeamID == *b.TeamID:
		return false
	case a.Parent == b.ID || b.Parent == a.ID || a.Parent != "" && a.Parent == b.Parent:
		return false
	}
	return !slices.Contains(a.Apart, b.ID) && !slices.Contains(b.Apart, a.ID)
}

// pairSign is a symptom about two undertakings side by side.
func (f *SymptomFacts) pairSign(p alikePair, words, do string) *Sign {
	s := &Sign{Key: []string{p.a.ID, p.b.ID}, Title: p.a.Title, TeamID: f.together(p.a.TeamID, p.b.TeamID)}
	teams := []string{f.teamName(p.a.TeamID), f.teamName(p.b.TeamID)}
	s.Wrong = teams[0] + " and " + teams[1] + " have " + words + " that say " + p.howAlike() + ": " + p.a.Ref + " and " + p.b.Ref + "."
	s.Do = do
	s.About = []SymptomThing{f.thing(p.a), f.thing(p.b)}
	s.Value, s.Unit = ptr(p.percent()), UnitPercent
	for i, e := range []*Undertaking{p.a, p.b} {
		s.Facts = append(s.Facts, SymptomFact{e.Ref + " says", e.Title}, SymptomFact{"Team of " + e.Ref, teams[i]})
	}
	if p.others > 0 {
		s.Measures = append(s.Measures, SymptomFact{"Further ones of other teams that are alike", itoa(p.others)})
	}
	return s
}
