package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// the task whose checklist and comments the example brings, of the lead's team.
const noteTask = "Publish fix notes 10 to 12"

func taskOf(h *house, ref string) (t *models.TaskDetail) {
	h.t.Helper()
	h.read(func(r *models.Read) (err error) { t, err = r.TaskDetail(ref); return err })
	return t
}

func TestATaskGoesThroughItsStatesWithAReasonWhereOneIsAsked(t *testing.T) {
	h, c := example(t)
	ref := c.Tasks[noteTask].Ref
	lead, member := h.as(models.TeamLead), h.signedIn(c.People["Samuel Brandt"])
	move := func(g *guest, state, why string) *answer {
		return g.post(link.TaskState(ref), url.Values{"state": {state}, "why-" + state: {why}})
	}
	move(member, models.TaskFinished, "").is(http.StatusForbidden)
	got := move(lead, models.TaskBlocked, "").is(http.StatusUnprocessableEntity).says("There is a problem", models.AskReason(models.TaskBlocked))
	if got.page().Find(`a[href="#why-blocked"]`).Length() != 1 || got.page().Find("#why-blocked").Length() != 1 {
		t.Error("the problem does not lead to its field")
	}
	move(lead, models.TaskBlocked, strings.Repeat("x", 501)).is(http.StatusUnprocessableEntity)
	move(lead, "asleep", "").is(http.StatusNotFound)
	move(lead, models.TaskBlocked, "No printer").leadsTo(link.Task(ref))
	lead.get(link.Task(ref)).is(http.StatusOK).says("is blocked", "No printer", "Undo", "Said that it is blocked", "Go on with it")
	move(lead, models.TaskCancelled, "Nobody prints").leadsTo(link.Task(ref))
	move(lead, models.TaskFinished, "").is(http.StatusUnprocessableEntity).says("Open it again before you mark it done")
	// The offer to undo sends the state before, with its reason.
	lead.post(link.TaskState(ref), url.Values{"state": {models.TaskBlocked}, "reason": {"No printer"}}).leadsTo(link.Task(ref))
	if now := taskOf(h, ref).Task; now.State != models.TaskBlocked || now.StateReason != "No printer" {
		t.Errorf("%s: %q", now.State, now.StateReason)
	}
	move(lead, models.TaskInProgress, "ignored").leadsTo(link.Task(ref))
	if now := taskOf(h, ref).Task; now.StateReason != "" {
		t.Errorf("in progress for a reason: %q", now.StateReason)
	}
}

func TestWhatIsChangedAboutATaskIsToldInWords(t *testing.T) {
	h, c := example(t)
	task := c.Tasks[noteTask]
	lead := h.as(models.TeamLead)
	now, next := fmt.Sprint(taskOf(h, task.Ref).Task.Version), fmt.Sprint(taskOf(h, task.Ref).Task.Version+1)
	form := url.Values{"version": {now}, "title": {"Publish fix notes 10 to 13"}, "description": {"<b>Four</b> pages"}, "owner": {"Yusuf Haddad"}, "team": {*task.TeamID}, "due": {"30/11/2026"}}
	h.signedIn(c.People["Samuel Brandt"]).post(link.Task(task.Ref), form).is(http.StatusForbidden)
	lead.post(link.Task(task.Ref), form).leadsTo(link.Task(task.Ref))
	lead.get(link.Task(task.Ref)).says("Publish fix notes 10 to 13", "<b>Four</b> pages", "Gave it to Yusuf Haddad, from Inês Carvalho.", "Moved the due date from", "Renamed it from")
	for name, value := range map[string]string{"title": "", "owner": "Nobody Known", "due": "the day after", "team": "no-such-team"} {
		wrong := url.Values{"version": {next}}
		for key, values := range form {
			wrong[key] = values
		}
		wrong.Set("version", next)
		wrong.Set(name, value)
		got := lead.post(link.Task(task.Ref), wrong).is(http.StatusUnprocessableEntity)
		if got.page().Find("#"+name+"[aria-invalid]").Length() != 1 {
			t.Errorf("%s = %q is not said at its field: %.300s", name, value, got.page().Find(".problem").Text())
		}
	}
	other := url.Values{"version": {next}, "title": {"Ours"}, "owner": {""}, "team": {c.Teams["Finance"].ID}, "due": {"30/11/2026"}}
	lead.post(link.Task(task.Ref), other).is(http.StatusUnprocessableEntity).says("Leads give tasks within their teams")
	// Somebody who still has the page as it was before changes the same field.
	late := url.Values{"version": {now}, "was.title": {noteTask}, "title": {"Publish them all"}, "was.owner": {"Inês Carvalho"}, "owner": {"Inês Carvalho"}, "was.team": {*task.TeamID}, "team": {*task.TeamID},
		"was.due": {"23/11/2026"}, "due": {"23/11/2026"}, "description": {""}, "was.description": {""}}
	h.as(models.Executive).post(link.Task(task.Ref), late).is(http.StatusConflict)
}

func TestATaskIsTiedToWhatItServesAndLoosenedAgain(t *testing.T) {
	h, c := example(t)
	task := c.Tasks["Collect photos for the wall in the entrance"]
	owner, links := h.signedIn(c.People["Emeka Adeyemi"]), link.TaskLinks(task.Ref)
	owner.get(link.Task(task.Ref)).is(http.StatusOK).says("work that nobody asked for")
	for _, wrong := range []string{"", "objective:none", "team:" + c.Root.ID, "outcome:" + c.Objectives["B3"].ID} {
		if got := owner.post(links, url.Values{"serves": {wrong}}); got.Status != http.StatusUnprocessableEntity && got.Status != http.StatusNotFound {
			t.Errorf("tied to %q: %d", wrong, got.Status)
		}
	}
	for _, to := range []string{"objective:" + c.Objectives["B3"].ID, "outcome:" + c.Outcomes["O2"].ID, "goal:" + c.Goals["G2"].ID} {
		owner.post(links, url.Values{"serves": {to}}).is(http.StatusSeeOther)
	}
	owner.get(link.Task(task.Ref)).says(c.Intent.Statement, c.Outcomes["O2"].Title, c.Goals["G2"].Title, c.Objectives["B3"].Title, "Tied it to O2")
	h.signedIn(c.People["Samuel Brandt"]).post(links, url.Values{"loosen": {"outcome:" + c.Outcomes["O2"].ID}}).is(http.StatusForbidden)
	owner.post(links, url.Values{"loosen": {"outcome:" + c.Outcomes["O2"].ID}}).is(http.StatusSeeOther)
	if now := taskOf(h, task.Ref); len(now.Tied) != 2 {
		t.Errorf("%+v", now.Tied)
	}
}

func TestAChecklistIsAddedToTickedAndPutInOrder(t *testing.T) {
	h, c := example(t)
	ref := c.Tasks[noteTask].Ref
	lead, list := h.as(models.TeamLead), link.TaskItems(ref)
	lines := func() (words string) {
		for _, i := range taskOf(h, ref).Items {
			words += i.Words[:11]
			if i.DoneDay != "" {
				words += "+"
			}
			words += "|"
		}
		return words
	}
	id := func(at int) string { return taskOf(h, ref).Items[at].ID }
	h.signedIn(c.People["Samuel Brandt"]).post(list, url.Values{"item": {"Slip this in"}}).is(http.StatusForbidden)
	lead.post(list, url.Values{"item": {" "}}).is(http.StatusUnprocessableEntity).says("Write the line first.")
	lead.post(list, url.Values{"item": {"Tell everybody"}}).leadsTo(link.Task(ref) + "#checklist")
	lead.post(list, url.Values{"do": {"tick:" + id(5)}}).is(http.StatusSeeOther)
	lead.post(list, url.Values{"do": {"untick:" + id(0)}}).is(http.StatusSeeOther)
	lead.post(list, url.Values{"do": {"up:items:" + id(5)}}).is(http.StatusSeeOther)
	part := lead.part("checklist").post(list, url.Values{"do": {"down:items:" + id(0)}}).is(http.StatusOK)
	if part.page().Find("#checklist").Length() != 1 || part.page().Find("h1").Length() != 0 {
		t.Errorf("not the checklist alone: %.300s", part.Body)
	}
	if got := lines(); got != "Write note +|Write note |Write note |Have Field |Tell everyb+|Put them wh|" {
		t.Error(got)
	}
	gone := id(4)
	lead.post(list, url.Values{"do": {"remove:" + gone}}).is(http.StatusSeeOther)
	lead.post(list, url.Values{"do": {"tick:" + gone}}).is(http.StatusNotFound)
	lead.post(list, url.Values{"do": {"back:" + gone}}).is(http.StatusSeeOther)
	lead.post(list, url.Values{"do": {"order"}, "order": {id(5), "none", id(0)}}).is(http.StatusSeeOther)
	if got := lines(); !strings.HasPrefix(got, "Put them wh|Write note +|Write note |") {
		t.Error(got)
	}
}

func TestACommentIsBroughtBeforeWhomItNamesUntilTheyReadIt(t *testing.T) {
	h, c := example(t)
	ref := c.Tasks[noteTask].Ref
	samuel, yusuf := h.signedIn(c.People["Samuel Brandt"]), h.signedIn(c.People["Yusuf Haddad"])
	samuel.post(link.TaskComments(ref), url.Values{"words": {"  "}}).is(http.StatusUnprocessableEntity).says("Write the comment first.")
	samuel.post(link.TaskComments(ref), url.Values{"words": {"@yusuf haddad, and @Niamh: see <i>note</i> 12. Mail a@b.example, not @Zorro. @Samuel Brandt too."}}).is(http.StatusSeeOther)
	samuel.get(link.Task(ref)).says("Nobody was told by @Zorro", "see <i>note</i> 12")
	if n := samuel.get(link.Home()).page().Find("#owed-mentions").Length(); n != 0 {
		t.Error("one is told of one's own words")
	}
	home := yusuf.get(link.Home()).is(http.StatusOK).says("Comments that name you", "see <i>note</i> 12")
	read, _ := home.page().Find(`form[action^="/mentions/"]`).Attr("action")
	if got := h.signedIn(c.People["Niamh Gallagher"]).get(link.Home()); got.page().Find("#owed-mentions").Length() != 1 {
		t.Error("a first name that one person has names nobody")
	}
	samuel.post(read, nil).is(http.StatusNotFound)
	yusuf.post(read, url.Values{"back": {link.Home()}}).leadsTo(link.Home())
	if n := yusuf.get(link.Home()).page().Find("#owed-mentions").Length(); n != 0 {
		t.Error("what was read still stands there")
	}
	page := samuel.get(link.Task(ref)).page()
	if names := page.Find(".talk .named").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == "@yusuf haddad" }); names.Length() != 1 {
		t.Error("the name does not stand out as it was written")
	}
	mine := taskOf(h, ref).Comments
	last := mine[len(mine)-1].ID
	yusuf.post(link.TaskComments(ref), url.Values{"do": {"remove:" + last}}).is(http.StatusForbidden)
	samuel.post(link.TaskComments(ref), url.Values{"do": {"remove:" + last}}).is(http.StatusSeeOther)
	if now := taskOf(h, ref).Comments; len(now) != len(mine)-1 {
		t.Errorf("%d comments of %d", len(now), len(mine))
	}
	samuel.post(link.TaskComments(ref), url.Values{"do": {"back:" + last}}).is(http.StatusSeeOther)
}

func TestATaskOfOnePersonAloneIsNobodyElsesToSpeakOf(t *testing.T) {
	h, c := example(t)
	alone := alonely(h, c)
	other := h.signedIn(c.People["Samuel Brandt"])
	for _, address := range []string{link.Task(alone.Ref), link.TaskState(alone.Ref), link.TaskItems(alone.Ref), link.TaskComments(alone.Ref), link.TaskLinks(alone.Ref)} {
		other.post(address, url.Values{"words": {"Hello"}, "state": {models.TaskFinished}, "item": {"x"}, "serves": {"outcome:" + c.Outcomes["O1"].ID}, "title": {"x"}}).is(http.StatusNotFound)
	}
	mine := h.as(models.Member)
	mine.post(link.TaskComments(alone.Ref), url.Values{"words": {"@Samuel Brandt, look"}}).is(http.StatusSeeOther)
	if n := other.get(link.Home()).page().Find("#owed-mentions").Length(); n != 0 {
		t.Error("somebody is brought before a task they may not open")
	}
}

func alonely(h *house, c *demo.Company) *models.Task {
	h.t.Helper()
	task := &models.Task{Title: "Learn to sing", OwnerPersonID: &c.Member.ID, DueDay: "2026-11-20"}
	h.write(func(tx *models.Tx) error { return tx.AddTask(task) })
	return task
}
