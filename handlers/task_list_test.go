package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

func titles(a *answer) (list []string) {
	a.page().Find("#task-rows a.name").Each(func(_ int, s *goquery.Selection) { list = append(list, s.Text()) })
	return list
}

func TestTheListOfTasksIsNarrowedByItsAddress(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	desk := c.Teams["Service Desk"].Ref
	find := func(q models.TaskQuery) []string {
		t.Helper()
		return titles(lead.get(link.TaskList(q.Values())).is(http.StatusOK))
	}
	all := find(models.TaskQuery{})
	if len(all) < 40 || slices.Contains(all, "Publish fix notes 1 to 5") || all[0] != "Choose the four engineers who will lead a move" {
		t.Errorf("%d to do, first %v", len(all), all[:min(len(all), 1)])
	}
	for what, one := range map[string]struct {
		q    models.TaskQuery
		n    int
		with string
	}{
		"mine":            {models.TaskQuery{Whose: "mine", Serves: c.Objectives["B4"].Ref}, 1, "Ring Elm Street Clinic about its second escalation"},
		"overdue":         {models.TaskQuery{Due: "overdue"}, 4, "Open the renewals of Elm Street and Quarry Road"},
		"of a person":     {models.TaskQuery{Owner: "tom okafor", Due: "overdue"}, 1, "Choose the four engineers who will lead a move"},
		"of a reference":  {models.TaskQuery{Owner: c.People["Tom Okafor"].Ref, Due: "overdue"}, 1, "Choose the four engineers who will lead a move"},
		"of nobody":       {models.TaskQuery{Owner: "Zorro"}, 0, ""},
		"blocked":         {models.TaskQuery{State: models.TaskBlocked}, 1, "Get the network line for the Harbour Street move"},
		"of an objective": {models.TaskQuery{Serves: c.Objectives["B3"].Ref, State: models.TaskFinished}, 3, "Publish fix notes 1 to 5"},
		"of an outcome":   {models.TaskQuery{Serves: c.Outcomes["O3"].Ref, State: models.TaskCancelled}, 1, "Print the new price list for the sales fair"},
		"under nothing":   {models.TaskQuery{Serves: "B999"}, 0, ""},
		"unasked":         {models.TaskQuery{Thread: "none"}, 5, "Collect photos for the wall in the entrance"},
		"unasked here":    {models.TaskQuery{Thread: "none", Team: desk}, 2, "Collect photos for the wall in the entrance"},
		"undated":         {models.TaskQuery{Due: "none"}, 0, ""},
	} {
		if got := find(one.q); len(got) != one.n || one.with != "" && !slices.Contains(got, one.with) {
			t.Errorf("%s: %d tasks %q", what, len(got), got)
		}
	}
	lead.get(link.TaskList(models.TaskQuery{Team: "TM999"}.Values())).is(http.StatusNotFound)
	loose := lead.get(link.TaskList(models.TaskQuery{Thread: "none", Team: desk}.Values())).says("serve no objective, goal or outcome").page()
	if loose.Find(`form.narrowing input[name=thread][value=none]`).Length() != 1 {
		t.Error("narrowing further forgets what it is narrowed to")
	}
	second := lead.get(link.TaskListPage(models.TaskQuery{State: "all"}.Values(), 2)).is(http.StatusOK)
	if prev, _ := second.page().Find(`.pager [rel=prev]`).Attr("href"); prev != link.TaskList(models.TaskQuery{State: "all"}.Values()) {
		t.Errorf("back to %q", prev)
	}
}

func TestATaskOfOnePersonAloneStandsInNobodyElsesList(t *testing.T) {
	h, c := example(t)
	alone := alonely(h, c)
	for role, sees := range map[models.Role]bool{models.Administrator: false, models.Executive: true, models.DepartmentHead: true, models.TeamLead: true, models.Member: true} {
		if got := titles(h.as(role).get(link.TaskList(models.TaskQuery{Thread: "none"}.Values()))); slices.Contains(got, alone.Title) != sees {
			t.Errorf("%s sees it: %v", role, !sees)
		}
	}
	if got := titles(h.signedIn(c.People["Samuel Brandt"]).get(link.TaskList(models.TaskQuery{Thread: "none"}.Values()))); slices.Contains(got, alone.Title) {
		t.Error("a member of another team sees it")
	}
}

func TestATaskIsMovedOnTheBoardAndBack(t *testing.T) {
	h, c := example(t)
	task := c.Tasks[noteTask]
	lead, board := h.as(models.TeamLead), models.TaskQuery{View: "board"}
	page := lead.get(link.TaskList(board.Values())).is(http.StatusOK).page()
	if page.Find("#board .lane").Length() != len(models.TaskStates) || page.Find(`#board [data-card="`+task.Ref+`"] button`).Length() != 2 {
		t.Error("the board has not all states, or a card not both its buttons")
	}
	moves := link.TaskMoves(board.Values())
	move := func(g *guest, to string, more url.Values) *answer {
		v := url.Values{"move": {views.TaskMove(task.Ref, models.TaskInProgress, to)}}
		for name, values := range more {
			v[name] = values
		}
		return g.post(moves, v)
	}
	move(h.signedIn(c.People["Samuel Brandt"]), models.TaskFinished, nil).is(http.StatusForbidden)
	move(lead, "elsewhere", nil).is(http.StatusNotFound)
	lead.post(moves, url.Values{"move": {"nonsense"}}).is(http.StatusNotFound)
	// What needs a reason asks for it, before anything is moved.
	move(lead, models.TaskBlocked, nil).is(http.StatusOK).says(models.AskReason(models.TaskBlocked))
	move(lead.part("board"), models.TaskBlocked, url.Values{"reason": {" "}}).is(http.StatusUnprocessableEntity)
	if taskOf(h, task.Ref).Task.State != models.TaskInProgress {
		t.Error("it was moved without a reason")
	}
	move(lead, models.TaskBlocked, url.Values{"reason": {"No printer"}}).leadsTo(link.TaskList(board.Values()))
	part := move(lead.part("board"), models.TaskFinished, nil).is(http.StatusOK)
	if part.page().Find("#board").Length() != 1 || part.page().Find("h1").Length() != 0 || !strings.Contains(part.page().Find("[data-said]").Text(), "is done") {
		t.Errorf("not the board alone, or it says nothing: %.300s", part.Body)
	}
	undo := url.Values{}
	part.page().Find("[data-undo] input").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		value, _ := s.Attr("value")
		undo.Set(name, value)
	})
	lead.part("board").post(moves, undo).is(http.StatusOK)
	if now := taskOf(h, task.Ref).Task; now.State != models.TaskBlocked || now.StateReason != "No printer" {
		t.Errorf("%s: %q", now.State, now.StateReason)
	}
}

func TestManyTasksAreChangedAfterASightOfWhatHappensAndTakenBack(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	mine, note, done, foreign := c.Tasks["Ring Elm Street Clinic about its second escalation"], c.Tasks[noteTask], c.Tasks["Publish fix notes 1 to 5"], c.Tasks["Repaint the old parts store"]
	refs := []string{mine.Ref, note.Ref, done.Ref, foreign.Ref}
	lead.get(link.TaskChanges(nil, link.Tasks())).leadsTo(link.Tasks())
	lead.get(link.TaskChanges(refs, link.Tasks())).is(http.StatusOK).says("One change for 4 tasks")
	lead.get(link.TaskChanges(refs, "")+"&to=done").is(http.StatusOK).says("In progress becomes done", "Is so already", "Cannot: it is not yours to change")
	lead.get(link.TaskChangesAll(models.TaskQuery{Whose: "mine", Serves: c.Objectives["B4"].Ref}.Values(), "")).is(http.StatusOK).says("One change for 1 task")
	ask := url.Values{"rows": refs, "back": {link.Tasks()}, "state": {models.TaskBlocked}, "owner": {"Yusuf Haddad"}, "due": {"30/11/2026"}, "serves": {"objective:" + c.Objectives["B5"].ID}}
	post := func(more url.Values) *answer {
		v := url.Values{}
		for _, from := range []url.Values{ask, more} {
			for name, values := range from {
				v[name] = values
			}
		}
		return lead.post(link.PathTaskChanges, v)
	}
	lead.post(link.PathTaskChanges, url.Values{"rows": refs}).is(http.StatusUnprocessableEntity).says("Choose what changes")
	post(nil).is(http.StatusUnprocessableEntity).says(models.AskReason(models.TaskBlocked))
	post(url.Values{"reason": {"Waits for the fair"}, "rows": nil}).is(http.StatusUnprocessableEntity).says("Tick at least one task.")
	post(url.Values{"reason": {"x"}, "owner": {"Nobody Known"}}).is(http.StatusUnprocessableEntity)
	shown := post(url.Values{"reason": {"Waits for the fair"}}).is(http.StatusOK).says("goes to Yusuf Haddad", "tied to B5", "Change 3 tasks")
	seen, _ := shown.page().Find("input[name=seen]").Attr("value")
	post(url.Values{"reason": {"Another reason"}, "seen": {seen}, "do": {"change"}}).is(http.StatusOK).says("Look again.")
	post(url.Values{"reason": {"Waits for the fair"}, "seen": {seen}, "do": {"change"}}).leadsTo(link.Tasks())
	now := taskOf(h, mine.Ref).Task
	if now.State != models.TaskBlocked || now.StateReason != "Waits for the fair" || *now.OwnerPersonID != c.People["Yusuf Haddad"].ID || now.DueDay != "2026-11-30" || len(now.ObjectiveIDs) != 2 {
		t.Errorf("%+v", now.Task)
	}
	page := lead.get(link.Tasks()).says("3 tasks are changed.")
	undo, _ := page.page().Find("[data-undo] input[name=undo]").Attr("value")
	h.as(models.Executive).post(link.TaskChangesBack(), url.Values{"undo": {undo}}).is(http.StatusNotFound)
	lead.post(link.TaskState(note.Ref), url.Values{"state": {models.TaskInProgress}}).is(http.StatusSeeOther)
	lead.post(link.TaskChangesBack(), url.Values{"undo": {undo}, "back": {link.Tasks()}}).leadsTo(link.Tasks())
	lead.get(link.Tasks()).says("2 tasks are as they were.", "Left alone, because somebody changed them since: "+noteTask)
	back := taskOf(h, mine.Ref).Task
	if back.State != mine.State || *back.OwnerPersonID != *mine.OwnerPersonID || back.DueDay != mine.DueDay || len(back.ObjectiveIDs) != 1 {
		t.Errorf("%+v", back.Task)
	}
	if again := taskOf(h, done.Ref).Task; again.State != models.TaskFinished || again.DoneDay != done.DoneDay {
		t.Errorf("%s on %s, was %s", again.State, again.DoneDay, done.DoneDay)
	}
}
