package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/views/link"
)

// secret stands in every text of a draft; nobody outside its circle may meet it.
const secretWord = "zqdraft"

// drafted is a second strategy that is still a draft, with one thing of each kind, tied to teams, people and work of the company.
type drafted struct {
	strategy  *models.Strategy
	outcome   *models.Outcome
	goal      *models.Goal
	objective *models.Objective
	process   *models.Process
	rule      *models.Rule
	task      *models.Task
}

// draft writes it, into the Service Desk and in the name of its lead, where most pages would show it.
func (h *house) draft(team *models.Team, lead *models.Person, workflow *models.Workflow) *drafted {
	h.t.Helper()
	d := &drafted{strategy: &models.Strategy{Kind: models.Organizational, Title: secretWord + " strategy", State: models.Draft}}
	say := func(what string) string { return secretWord + " " + what }
	h.write(func(tx *models.Tx) error {
		if err := tx.Insert(d.strategy); err != nil {
			return err
		}
		of := &d.strategy.ID
		due := day.Day("2026-11-20")
		five := 5.0
		d.outcome = &models.Outcome{StrategyID: of, Title: say("outcome"), State: models.OutcomeDraft, OwnerTeamID: &team.ID, Deadline: due,
			Measures: []*models.OutcomeMetric{{Direction: models.Increase, Baseline: &five, BaselineText: say("baseline"), Metric: &models.Metric{Name: say("metric")}}}}
		d.goal = &models.Goal{StrategyID: of, Title: say("goal"), State: models.Draft, TeamID: &team.ID, OwnerPersonID: &lead.ID, DueDay: due}
		d.objective = &models.Objective{StrategyID: of, Title: say("objective"), State: models.Draft, TeamID: &team.ID, OwnerPersonID: &lead.ID, DueDay: due}
		d.process = &models.Process{StrategyID: of, Name: say("process"), WorkflowID: &workflow.ID, TeamID: &team.ID, OwnerPersonID: &lead.ID,
			Current: &models.ProcessVersion{State: models.ProcessDraft, Inputs: say("inputs"), Steps: []*models.ProcessStep{{Title: say("step")}}}}
		d.rule = &models.Rule{StrategyID: of, Name: say("rule"), OwnerPersonID: &lead.ID}
		if err := tx.AddOutcome(d.outcome); err != nil {
			return err
		}
		d.goal.OutcomeIDs = []string{d.outcome.ID}
		if err := tx.AddGoal(d.goal); err != nil {
			return err
		}
		d.objective.GoalIDs = []string{d.goal.ID}
		if err := tx.AddObjective(d.objective); err != nil {
			return err
		}
		if err := tx.AddProcess(d.process); err != nil {
			return err
		}
		if err := tx.AddRule(d.rule); err != nil {
			return err
		}
		d.task = &models.Task{Title: "Prepare the meeting", TeamID: &team.ID, OwnerPersonID: &lead.ID, DueDay: due, ObjectiveIDs: []string{d.objective.ID}, GoalIDs: []string{d.goal.ID}}
		if err := tx.AddTask(d.task); err != nil {
			return err
		}
		workflow.Outcomes = append(workflow.Outcomes, &models.WorkflowOutcome{OutcomeID: d.outcome.ID})
		if err := tx.SaveWorkflow(nil, workflow); err != nil {
			return err
		}
		if err := tx.Insert(&models.Intent{StrategyID: d.strategy.ID, Statement: say("intent"), State: models.Draft}); err != nil {
			return err
		}
		return tx.Insert(&models.Finding{EntityType: "outcome", EntityID: d.outcome.ID, Code: "horizon", Say: say("finding")})
	})
	return d
}

func TestADraftIsMetByItsAuthorsAndExecutivesAlone(t *testing.T) {
	h, c := example(t)
	// Whoever may work on the strategy in force goes on with it, and whoever may not is refused as before: neither is told of a draft.
	alignment, without := []string{link.Alignment(), link.Step("outcomes"), link.Answers()}, map[models.Role][]int{}
	for _, role := range []models.Role{models.Administrator, models.DepartmentHead, models.TeamLead, models.Member} {
		for _, address := range alignment {
			without[role] = append(without[role], h.as(role).get(address).Status)
		}
	}
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows[anyOf(c.Workflows)])
	refs := h.refs(c)
	pages := append(h.everyPage(refs), h.draftOperations(c)...)
	pages = append(pages, link.Outcome(d.outcome.Ref), link.Goal(d.goal.Ref), link.Objective(d.objective.Ref), link.Process(d.process.Ref), link.Task(d.task.Ref),
		link.Person(c.Lead.Ref), link.PersonOutcomes(c.Lead.Ref), link.TeamOutcomes(c.Root.Ref), "/workflows/"+c.Workflows[anyOf(c.Workflows)].Ref)
	for page := 2; page < 4; page++ {
		pages = append(pages, link.Objectives("", page), link.Goals("", page), link.Operations("", page))
	}
	for _, role := range []models.Role{models.Administrator, models.DepartmentHead, models.TeamLead, models.Member} {
		g := h.as(role)
		for _, page := range pages {
			if got := g.get(page); strings.Contains(got.Body, secretWord) {
				t.Errorf("%s as %s says %.90q", page, role, got.Body[strings.Index(got.Body, secretWord):])
			}
		}
		for _, address := range []string{link.Outcome(d.outcome.Ref), link.Goal(d.goal.Ref), link.Objective(d.objective.Ref), link.Process(d.process.Ref)} {
			if got := g.get(address); got.Status != http.StatusNotFound {
				t.Errorf("%s as %s: %d", address, role, got.Status)
			}
		}
		for i, address := range alignment {
			if got := g.get(address); got.Status != without[role][i] {
				t.Errorf("%s as %s: %d, and %d without a draft", address, role, got.Status, without[role][i])
			}
		}
		authors := without[role][0] == http.StatusOK // of the strategy in force: what they post is about that one
		for _, address := range []string{link.Readings(d.outcome.Ref, ""), link.OutcomeStatus(d.outcome.Ref), link.Step("outcomes"), link.StepItem("redesign", d.process.Ref), link.Advice()} {
			got := g.post(address, url.Values{"value": {"7"}, "day": {"2026-11-01"}, "about": {"outcome:" + d.outcome.ID}, "code": {"x"}, "reason": {"y"}, "do": {"remove:outcomes:" + d.outcome.ID}})
			if got.Status != http.StatusNotFound && got.Status != http.StatusForbidden && !(authors && got.Status == http.StatusSeeOther) || strings.Contains(got.Body, secretWord) {
				t.Errorf("POST %s as %s: %d", address, role, got.Status)
			}
		}
	}
	h.read(func(r *models.Read) error {
		stands := &models.Outcome{}
		if err := r.DB().Where("id = ?", d.outcome.ID).First(stands).Error; err != nil {
			return err
		}
		if stands.Version != d.outcome.Version || stands.RemovedAt != nil {
			t.Errorf("somebody outside the circle changed the draft: %+v", stands)
		}
		return nil
	})
	owner := h.as(models.Executive)
	asideStaysInTheCircle(t, h, owner, d)
	owner.get(link.Outcome(d.outcome.Ref)).is(http.StatusOK).says(secretWord)
	owner.get(link.Step("outcomes")).is(http.StatusOK)
	if got := owner.get(link.Alignment()).Header.Get("Cache-Control"); got != keepChecked {
		t.Errorf("a draft may be kept unchecked: %q", got)
	}
	lead := h.as(models.TeamLead)
	owner.post(link.Authors(), url.Values{"names": {c.Lead.Name}}).is(http.StatusSeeOther)
	lead.get(link.Step("outcomes")).is(http.StatusOK).says("Outcomes")
	owner.post(link.Authors(), url.Values{"names": {""}}).is(http.StatusSeeOther)
	lead.get(link.Step("outcomes")).is(without[models.TeamLead][1])
}

// asideStaysInTheCircle sets the draft's outcome aside: it is offered to pick again to those who draft, and still met by nobody else,
// also once the strategy is in force.
func asideStaysInTheCircle(t *testing.T, h *house, owner *guest, d *drafted) {
	t.Helper()
	h.write(func(tx *models.Tx) error {
		return tx.Insert(&models.AlignmentStep{StrategyID: d.strategy.ID, Step: "intent", SavedAt: &tx.Now, DoneAt: &tx.Now})
	})
	h.write(func(tx *models.Tx) error {
		return tx.DB().Model(&models.Intent{}).Where("strategy_id = ?", d.strategy.ID).Updates(map[string]any{"statement": "By 2028 clinics trust us, because we answer first.", "change_reason": "The market turned."}).Error
	})
	owner.post(link.Step("outcomes"), url.Values{"do": {"aside:" + d.outcome.ID}}).is(http.StatusSeeOther)
	owner.get(link.Step("outcomes")).is(http.StatusOK).says(secretWord)
	for _, state := range []string{models.Draft, models.InForce} {
		h.write(func(tx *models.Tx) error {
			return tx.DB().Model(&models.Strategy{}).Where("id = ?", d.strategy.ID).Update("state", state).Error
		})
		for _, role := range []models.Role{models.Administrator, models.DepartmentHead, models.Member} {
			g := h.as(role)
			g.get(link.Outcome(d.outcome.Ref)).is(http.StatusNotFound)
			for _, page := range []string{link.Outcomes("", 1), link.Home(), link.TeamOutcomes(h.teams["Service Desk"].Ref), link.Strategy()} {
				if strings.Contains(g.get(page).Body, secretWord+" outcome") {
					t.Errorf("%s as %s shows what was set aside", page, role)
				}
			}
		}
	}
	h.write(func(tx *models.Tx) error {
		return tx.DB().Model(&models.Strategy{}).Where("id = ?", d.strategy.ID).Update("state", models.Draft).Error
	})
	owner.post(link.Step("outcomes"), url.Values{"do": {"pick:" + d.outcome.ID}}).is(http.StatusSeeOther)
}

func anyOf[V any](m map[string]V) (first string) {
	for name := range m {
		if first == "" || name < first {
			first = name
		}
	}
	return first
}

// refs are references that are there in the example, by the beginning of a route's path.
func (h *house) refs(c *demo.Company) map[string]string {
	desk := c.Teams["Service Desk"].Ref
	return map[string]string{"/people/": c.Lead.Ref, "/teams/": desk, "/outcomes/": c.Outcomes["O1"].Ref, "/tasks/": "T1", "/reviews/": "V1", "/briefs/": desk,
		"/editions/": "E1", "/goals/": "G1", "/objectives/": "B1", "/workflows/": "W1", "/processes/": "P1", "/decisions/": "D5", "/handoffs/": "H1", "/issues/": "IS1", "/pulses/": "PU1", "/chains/": "C1"}
}

// reach is what one request gets for each role, in the order administrator, executive, head, lead, member.
type reach struct {
	method, address string
	form            url.Values
	want            [5]int
}

func TestWhatBelongsToOthersIsNotOnesOwnToChange(t *testing.T) {
	h, c := example(t)
	// The lead leads the Service Desk and the head its department; Sales is neither's.
	var foreign *models.Team
	for _, team := range c.Teams {
		if team.LeadPersonID != nil && *team.LeadPersonID != c.Lead.ID && *team.LeadPersonID != c.Head.ID && team.ParentTeamID != nil && *team.ParentTeamID == c.Root.ID {
			foreign = team
		}
	}
	var theirs *models.Outcome
	var other, alone *models.Task
	loner := &models.Person{Name: "Lo Loner"}
	h.write(func(tx *models.Tx) error {
		if err := tx.AddToPeople(loner); err != nil {
			return err
		}
		theirs = &models.Outcome{StrategyID: &c.Strategy.ID, Title: "Theirs", State: models.OutcomeActive, OwnerTeamID: &foreign.ID, Deadline: "2027-01-01",
			Measures: []*models.OutcomeMetric{{Direction: models.Increase, Metric: &models.Metric{Name: "Count"}}}}
		if err := tx.AddOutcome(theirs); err != nil {
			return err
		}
		other = &models.Task{Title: "Of another team", TeamID: &foreign.ID, OwnerPersonID: foreign.LeadPersonID, DueDay: "2026-11-20"}
		alone = &models.Task{Title: "Of one person", OwnerPersonID: &loner.ID, DueDay: "2026-11-20"}
		if err := tx.AddTask(other); err != nil {
			return err
		}
		return tx.AddTask(alone)
	})
	var next *models.Review
	for _, v := range c.Reviews {
		if v.State == models.Scheduled {
			next = v
		}
	}
	add := func(whose string) url.Values {
		return url.Values{"for": {whose}, "title": {"Slip this in"}, "due": {"20/11/2026"}}
	}
	reading := url.Values{"value": {"7"}, "day": {"01/11/2026"}, "reason": {"because"}, "status": {"ok"}}
	for _, r := range []reach{
		{POST, link.Readings(theirs.Ref, ""), reading, [5]int{403, 303, 403, 403, 403}},
		{POST, link.OutcomeStatus(theirs.Ref), reading, [5]int{403, 303, 403, 403, 403}},
		{POST, link.TaskClosure(other.Ref), nil, [5]int{403, 303, 403, 403, 403}},
		{POST, link.TaskReopening(other.Ref), nil, [5]int{403, 303, 403, 403, 403}},
		{POST, link.Tasks(), add("team:" + foreign.Ref), [5]int{403, 303, 403, 403, 403}},
		{POST, link.Tasks(), add("team:" + c.Teams["Service Desk"].Ref), [5]int{403, 303, 303, 303, 303}},
		{POST, link.Tasks(), add("person:" + loner.Ref), [5]int{404, 404, 404, 404, 404}},
		{GET, link.PersonOutcomes(loner.Ref), nil, [5]int{404, 404, 404, 404, 404}},
		{GET, link.PersonOutcomes(c.Member.Ref), nil, [5]int{404, 200, 200, 200, 200}},
		{GET, link.Task(alone.Ref), nil, [5]int{404, 200, 404, 404, 404}},
		{GET, link.Task(other.Ref), nil, [5]int{200, 200, 200, 200, 200}},
		{GET, link.Review(next.Ref), nil, [5]int{200, 200, 200, 200, 200}},
		{POST, link.Review(next.Ref), url.Values{"to": {"01/02/2027"}, "reason": {"because"}}, [5]int{403, 303, 403, 403, 403}},
		{POST, link.Authors(), url.Values{"names": {""}}, [5]int{403, 303, 403, 403, 403}},
		{POST, link.InForce(), nil, [5]int{403, 303, 403, 403, 403}},
		{POST, link.Step("intent"), nil, [5]int{403, 303, 403, 403, 403}},
	} {
		for i, role := range models.Roles {
			if got := h.as(role).send(r.method, r.address, r.form); got.Status != r.want[i] {
				t.Errorf("%s %s %v as %s: %d, not %d: %.200s", r.method, r.address, r.form, role, got.Status, r.want[i], got.text())
			}
		}
		if got := h.nobody().send(r.method, r.address, r.form); got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), link.SignIn()) {
			t.Errorf("%s %s signed out: %d", r.method, r.address, got.Status)
		}
	}
}

func TestNobodyGainsARightByPostingIt(t *testing.T) {
	h := open(t)
	mo := h.cast[models.Member]
	g := h.as(models.Member)
	more := url.Values{"name": {"Mo Member"}, "decimal": {"point"}, "date_order": {"dmy"}, "administrator": {"on"}, "Administrator": {"true"}, "executive": {"on"}, "active": {"on"},
		"email": {"ada@fjord.example"}, "id": {h.cast[models.Administrator].ID}, "ref": {"PE1"}, "version": {"99"}, "person_id": {h.cast[models.Administrator].ID}, "teams": {h.teams["Sales"].ID}}
	g.post(link.Me(), more).is(http.StatusSeeOther)
	h.read(func(r *models.Read) error {
		p, err := r.PersonByRef(mo.Ref)
		if err != nil {
			return err
		}
		if p.Administrator || p.Executive || *p.Email != "mo@fjord.example" || p.ID != mo.ID {
			t.Errorf("%+v", p)
		}
		on, err := r.TeamsOf(p.ID)
		if len(on) != 1 {
			t.Errorf("on %v", on)
		}
		return err
	})
	ada := h.as(models.Administrator)
	var list []*models.Session
	h.read(func(r *models.Read) (err error) {
		list, err = r.SessionsOf(h.cast[models.Administrator].ID)
		return err
	})
	g.post(link.SessionEnd(list[0].ID), nil).is(http.StatusSeeOther)
	ada.get(link.Me()).is(http.StatusOK)
}
