package models

import (
	"slices"
	"strings"
)

// Map is the thread as it is shown: from the sentence down to the tasks, folded where it would not stay readable (R25).
type Map struct {
	Query    MapQuery
	Tree     *Tree
	Strategy *Strategy // whose thread it is; nil for what belongs to none yet
	Intent   *Intent   // nil while there is none, and where the thread that is followed does not reach it
	Scopes   []*Strategy
	Unplaced bool // there are things that belong to no strategy yet
	Nodes    []*MapNode
	Down     MapLayer // all is open down to here
	Short    bool     // it is more than stays readable, so only the first of it is open down to there
	At       *MapAt   // nil for the whole map
	Empty    bool     // there is nothing at all that this person may see

	seen map[string]bool
}

// MapAt is the thing whose thread is followed, with what the panel beside the map says about it.
type MapAt struct {
	Node      *MapNode
	Team      *Team
	Outcome   *OutcomeNow // of an outcome
	Under     MapCount    // all that is under it
	Decisions []*DecisionNow
	Handoff   *HandoffNow // a task came with it
	Findings  []*Finding
}

// MapPage reads the map as it is asked for. What this person may not open stands neither on it nor in its counts.
func (r *Read) MapPage(q MapQuery) (*Map, error) {
	m := &Map{Query: q}
	var err error
	if m.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	web, err := r.mapWeb()
	if err != nil {
		return nil, err
	}
	if err := r.mapScope(m, web); err != nil {
		return nil, err
	}
	filter, err := r.mapFilter(m)
	if err != nil {
		return nil, err
	}
	tallies, err := r.mapTallies(web, filter.person)
	if err != nil {
		return nil, err
	}
	v := newMapView(web, m.Tree, q, filter, tallies)
	v.intent, v.scope, v.loosely = m.Intent, "", q.At == "" && (m.Strategy == nil || m.Strategy.State != Draft)
	if m.Strategy != nil {
		v.scope = m.Strategy.ID
	}
	if err := r.mapAt(v); err != nil {
		return nil, err
	}
	v.narrow()
	v.settle()
	v.build()
	if len(v.wishes) > 0 {
		if err := r.mapTasks(v); err != nil {
			return nil, err
		}
		v.build()
	}
	m.Nodes, m.Down, m.Empty = v.nodes, v.asked, len(web.list) == 0 && len(tallies) == 0
	m.Short = v.opened != nil
	m.dropIntent(v)
	return m, r.mapPanel(m, v)
}

// dropIntent takes the sentence away where the thread that is followed does not reach it.
func (m *Map) dropIntent(v *mapView) {
	if v.at == nil && v.atTask == nil || slices.ContainsFunc(m.Nodes, func(n *MapNode) bool { return slices.Contains(n.Above, "intent") }) {
		return
	}
	m.Nodes = slices.DeleteFunc(m.Nodes, func(n *MapNode) bool { return n.Key == "intent" })
}

// mapScope chooses whose thread is shown: the strategy in force, the one that is asked for, or what belongs to none yet.
func (r *Read) mapScope(m *Map, web *mapWeb) error {
	inForce, intent, err := r.InForce()
	if err != nil {
		return err
	}
	q := r.DB().Where("kind = ?", Organizational)
	if seen, err := r.draftsSeen(); err != nil {
		return err
	} else if seen != "all" {
		q = q.Where("state <> ? OR id IN ?", Draft, strings.Fields(seen))
	}
	if err := q.Order("created_at DESC, id").Limit(20).Find(&m.Scopes).Error; err != nil {
		return err
	}
	used := map[string]bool{}
	for _, t := range web.list {
		used[t.strategy] = true
		m.Unplaced = m.Unplaced || t.strategy == "" && (t.kind == "outcome" || t.kind == "goal" || t.kind == "objective")
	}
	m.Scopes = slices.DeleteFunc(m.Scopes, func(s *Strategy) bool { return !used[s.ID] && s.State != InForce })
	of := m.Query.Of
	if at := web.byRef[m.Query.At]; of == "" && at != nil && at.strategy != "" {
		for _, s := range m.Scopes {
			if s.ID == at.strategy {
				of = s.Ref
			}
		}
	}
	switch {
	case of == "none":
		return nil
	case of == "":
		m.Strategy, m.Intent = inForce, intent
		return nil
	}
	for _, s := range m.Scopes {
		if s.Ref == of {
			m.Strategy = s
			m.Intent, err = r.standingIntent(s.ID)
			return err
		}
	}
	return NotFound("This strategy")
}

func (r *Read) mapFilter(m *Map) (f mapFilter, err error) {
	f = mapFilter{status: m.Query.Status, over: m.Query.Tasks == "all" || m.Query.Status == string(MapFine) || m.Query.Status == string(MapClosed)}
	if f.teams, err = r.teamsUnder(m.Query.Team); err != nil || m.Query.Person == "" {
		return f, err
	}
	if f.person, err = r.PersonTyped(m.Query.Person); f.person == "" {
		f.person = "nobody" // whom nobody is called fits nothing
	}
	return f, err
}

// mapAt finds the thing whose thread is followed. A task is found as on its own page.
func (r *Read) mapAt(v *mapView) error {
	if v.q.At == "" {
		return nil
	}
	if v.at = v.web.byRef[v.q.At]; v.at != nil {
		return nil
	}
	t, err := r.TaskByRef(v.q.At)
	if err == nil {
		err = r.seenTask(t)
	}
	if _, refused := AsRefusal(err); refused { // in the same words whether it is not there or not for this person
		return NotFound("This part of the map")
	}
	if err != nil {
		return err
	}
	row := &mapTaskRow{ID: t.ID, Ref: t.Ref, Title: t.Title, State: t.State, TeamID: t.TeamID, OwnerPersonID: t.OwnerPersonID, InitiativeID: t.InitiativeID, OwnerText: t.OwnerText, DueDay: t.DueDay, DueText: t.DueText}
	v.atTask = row.task(r.Today())
	people, err := r.peopleByID(t.OwnerPersonID)
	if err != nil {
		return err
	}
	v.atTask.owner = ownerOf(t.TeamID, t.OwnerPersonID, t.OwnerText, v.tree.ByID, people)
	return r.tieMapTasks(map[string]*mapTask{t.ID: v.atTask})
}

// mapPanel reads what the panel says about the thing whose thread is followed.
func (r *Read) mapPanel(m *Map, v *mapView) error {
	var at *MapNode
	for _, n := range m.Nodes {
		if n.At {
			at = n
		}
	}
	if at == nil {
		return nil
	}
	m.At = &MapAt{Node: at}
	var err error
	team := ""
	if v.at != nil {
		m.At.Under = v.count(append(slices.Clone(v.at.down), v.at.side...), v.tallies[v.at.id])
		team = v.at.team
	} else {
		team = v.atTask.team
		if m.At.Handoff, err = r.handoffOfTask(&Task{Row: Row{ID: v.atTask.id}, TeamID: &team}, m.Tree); err != nil {
			return err
		}
	}
	m.At.Team = m.Tree.ByID[team]
	if at.Kind == "outcome" {
		o, err := r.OutcomeByRef(at.Ref)
		if err != nil {
			return err
		}
		now, err := r.OutcomesNow([]*Outcome{o}, m.Tree)
		if err != nil {
			return err
		}
		m.At.Outcome = now[0]
	}
	if m.At.Decisions, err = r.DecisionsAbout(at.Kind, at.of, fewDecisions); err != nil {
		return err
	}
	m.At.Findings, err = r.FindingsOf(at.Kind, at.of)
	return err
}
