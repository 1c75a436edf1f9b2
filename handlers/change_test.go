package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// applied applies the change whose page this is, and gives the page that follows.
func (a *answer) applied(g *guest) *answer {
	a.t.Helper()
	return a.paper(g, `form[action$="/applied"]`).press("Apply the change").onward(g).says("The change counts now")
}

// changeRef is the reference of the open change whose page this is.
func (a *answer) changeRef() string {
	a.t.Helper()
	return strings.TrimSuffix(strings.TrimPrefix(a.page().Find(`form[action$="/applied"]`).AttrOr("action", ""), "/changes/"), "/applied")
}

func TestAChangeOfAnOutcomeIsLookedAtAppliedAndUndone(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	before := h.outcomeNamed("O1")
	g.get(link.Outcome("O1")).says("Change target, owner or deadline")
	h.signedIn(c.Member).get(link.Outcome("O1")).silent("Change target, owner or deadline")

	f := g.get(link.ChangeOutcome("O1")).is(http.StatusOK).paper(g, `form[action^="/changes/new"]`)
	f.write(".target", "").press("See what rests on it").is(http.StatusUnprocessableEntity)
	f = g.get(link.ChangeOutcome("O1")).paper(g, `form[action^="/changes/new"]`)
	change := f.write(".target", "97").write(".deadline", "30 Jun 2028").press("See what rests on it").onward(g).says("does not count yet", "97", "30 June 2028", "Not in force yet", "open tasks", "goal")
	if now := h.outcomeNamed("O1"); now.Version != before.Version {
		t.Fatal("it counts already")
	}
	ref := change.changeRef()
	if n := change.page().Find(`summary[data-figure="Things that rest on it"]`).Length(); n != 1 {
		t.Error("how many things rest on it does not open")
	}
	for _, other := range []*guest{h.signedIn(c.Member), h.signedIn(c.Administrator), h.signedIn(c.Lead)} {
		other.get(link.Change(ref)).is(http.StatusNotFound)
		other.post(link.ChangeApplied(ref), nil).is(http.StatusNotFound)
		other.post(link.ChangeChoices(ref), url.Values{"kind": {"all"}}).is(http.StatusNotFound)
		other.get(link.Changes(1)).is(http.StatusOK).silent(ref)
	}
	g.get(link.Step("outcomes")).says("kept, but not in force yet")
	if got := g.get(link.Step("outcomes")).page().Find(`input[name="outcomes.`+before.ID+`.target"]`).AttrOr("value", ""); got != "97" {
		t.Errorf("step 2 shows %q and not what was typed", got)
	}

	// A choice without what it needs is said at its field; a group alone is a part of the page.
	tasks := change.page().Find("#g-task input[name=rows]").First().AttrOr("value", "")
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"task"}, "rows": {tasks}, "task.choice": {"stop"}, "do": {"ticked"}}).is(http.StatusUnprocessableEntity).says("why it stops")
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"task"}, "task.choice": {"stop"}, "task.reason": {"x"}, "do": {"ticked"}}).is(http.StatusUnprocessableEntity).says("Tick what this is for")
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"task"}, "task.choice": {"burn"}, "do": {"all"}}).is(http.StatusUnprocessableEntity)
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"nonsense"}, "do": {"all"}}).is(http.StatusNotFound)
	part := g.part("g-task").post(link.ChangeChoices(ref), url.Values{"kind": {"task"}, "rows": {tasks}, "task.choice": {"stop"}, "task.reason": {"No longer asked for"}, "do": {"ticked"}}).is(http.StatusOK).says("No longer asked for")
	if part.page().Find("main").Length() > 0 || part.page().Find("#g-task").Length() != 1 {
		t.Error("the group alone brings more than itself")
	}
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"goal"}, "goal.choice": {"hand"}, "goal.to": {c.Lead.Name}, "do": {"all"}}).leadsTo(link.ChangeOpen(ref, "goal"))

	done := g.get(link.Change(ref)).says("Goes to "+c.Lead.Name, "No longer asked for").applied(g).says("is cancelled: No longer asked for", "goes to "+c.Lead.Name, "It can be undone until")
	if now := h.outcomeNamed("O1"); *now.Measures[0].Target != 97 || now.Deadline != "2028-06-30" {
		t.Errorf("%+v", now)
	}
	g.post(link.ChangeApplied(ref), nil).is(http.StatusUnprocessableEntity).says("was applied already")
	h.signedIn(c.Member).post(link.ChangeUndone(ref), nil).is(http.StatusNotFound)
	g.get(link.Changes(1)).says("can be undone until")
	done.paper(g, `form[action$="/undone"]`).press("Undo the change").onward(g).says("as they were", "undid it")
	if now := h.outcomeNamed("O1"); *now.Measures[0].Target != *before.Measures[0].Target || now.Deadline != before.Deadline {
		t.Errorf("%+v", now)
	}
	g.post(link.ChangeUndone(ref), nil).is(http.StatusUnprocessableEntity).says("The time to undo this change is over")
}

func (h *house) outcomeNamed(ref string) (o *models.Outcome) {
	h.read(func(r *models.Read) (err error) { o, err = r.OutcomeByRef(ref); return err })
	return o
}

func TestWhatSomebodyElseChangedIsRefusedAndNamedOneByOne(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	plan := func() (ref, goal string) {
		f := g.get(link.ChangeOutcome("O1")).paper(g, `form[action^="/changes/new"]`)
		page := f.write(".deadline", "30 Jun 2028").press("See what rests on it").onward(g).page()
		ref = strings.Split(page.Find(`form[action$="/applied"]`).AttrOr("action", ""), "/")[2]
		goal = page.Find("#g-goal input[name=rows]").First().AttrOr("value", "")
		g.post(link.ChangeChoices(ref), url.Values{"kind": {"goal"}, "rows": {goal}, "goal.choice": {"stop"}, "goal.reason": {"Not needed"}, "do": {"ticked"}}).is(http.StatusSeeOther)
		return ref, goal
	}
	rename := func(id, to string) {
		h.writeAs(c.Lead, func(tx *models.Tx) error {
			goal, err := tx.GoalByID(id)
			if err != nil {
				return err
			}
			before := *goal
			goal.Title = to
			return tx.SaveGoal(models.GoalChanged, &before, goal)
		})
	}
	ref, goal := plan()
	rename(goal, "Renamed meanwhile")
	before := h.outcomeNamed("O1")
	kept := g.post(link.ChangeApplied(ref), url.Values{"apply.reason": {"My reason stays"}}).is(http.StatusConflict).says("Nothing was changed", c.Lead.Name+" changed it", "Renamed meanwhile")
	if kept.page().Find(`input[value="My reason stays"]`).Length() != 1 {
		t.Error("the reason that was typed is lost")
	}
	if now := h.outcomeNamed("O1"); now.Version != before.Version {
		t.Fatal("something was half done")
	}
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"goal"}, "rows": {goal}, "goal.choice": {"stop"}, "goal.reason": {"Not needed"}, "do": {"ticked"}}).is(http.StatusSeeOther)
	g.get(link.Change(ref)).applied(g)

	// After it, somebody changes what it changed: the undo leaves that alone and says who and what stands now.
	rename(goal, "Renamed again")
	g.post(link.ChangeUndone(ref), nil).onward(g).says("Not undone. "+c.Lead.Name+" changed it", "Now title: Renamed again")
	if now := h.outcomeNamed("O1"); now.Deadline != before.Deadline {
		t.Error("the rest is not as it was")
	}
}

func TestTheIntentIsChangedThroughWhatRestsOnIt(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	h.signedIn(c.Member).get(link.ChangeIntent()).is(http.StatusForbidden)
	h.signedIn(c.Member).post(link.ChangeIntent(), nil).is(http.StatusForbidden)
	f := func() *paper {
		return g.get(link.ChangeIntent()).is(http.StatusOK).paper(g, `form[action^="/changes/new"]`)
	}
	f().write(".statement", "Two sentences. Here.").press("See what rests on it").is(http.StatusUnprocessableEntity)
	next := "By 2031 clinics in the west trust us, because we fix for good."
	f().write(".statement", next).press("See what rests on it").is(http.StatusUnprocessableEntity).says("less than 12 months")
	change := f().write(".statement", next).write(".change_reason", "The market turned.").press("See what rests on it").onward(g).says("does not count yet", next, "outcomes")
	g.get(link.Strategy()).silent(next)
	done := change.applied(g)
	g.get(link.Strategy()).says(next)
	done.paper(g, `form[action$="/undone"]`).press("Undo the change").onward(g)
	g.get(link.Strategy()).silent(next)
}

func TestTheDayOnWhichSomebodyLeavesIsSetMovedAndShown(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Administrator)
	ref := h.personRef(c.Member.ID)
	page := g.post(link.PersonLeave(ref), url.Values{"do": {"later"}}).is(http.StatusSeeOther).onward(g).says(c.Member.Name+" leaves", "Leaves on")
	change := page.changeRef()
	g.post(link.ChangeDay(change), url.Values{"day.on": {"1 Jan 2020"}}).is(http.StatusUnprocessableEntity).says("There is a problem", "Give a day from")
	g.post(link.ChangeDay(change), url.Values{"day.on": {""}}).is(http.StatusUnprocessableEntity).says("Give the day on which they leave.")
	h.signedIn(c.Lead).post(link.ChangeDay(change), url.Values{"day.on": {"1 Dec 2026"}}).is(http.StatusNotFound)
	on := c.Company.Calendar().Today(h.db.Now()).Add(20)
	g.post(link.ChangeDay(change), url.Values{"day.on": {on.Long()}}).onward(g).says("It counts on "+on.Long()+" by itself.", c.Administrator.Name, "Move the day")
	g.get(link.PeopleFound(c.Member.Name, "", "")).is(http.StatusOK).says("Leaves on " + on.Short())
	h.signedIn(c.Owner).get(link.PeopleFound(c.Member.Name, "", "")).is(http.StatusOK).silent("Leaves on")
	g.get(link.Changes(1)).says("Counts on " + on.Long())
	g.post(link.ChangeDayGone(change), nil).onward(g).says("The day is taken back.")
	g.get(link.PeopleFound(c.Member.Name, "", "")).silent("Leaves on")
}

func (h *house) personRef(id string) (ref string) {
	h.read(func(r *models.Read) error {
		p, err := r.PersonByID(id)
		if err == nil {
			ref = p.Ref
		}
		return err
	})
	return ref
}

// writeAs is write in somebody's name.
func (h *house) writeAs(p *models.Person, f func(tx *models.Tx) error) {
	h.t.Helper()
	var who models.Who
	h.read(func(r *models.Read) (err error) { who, err = r.WhoIs(p); return err })
	if err := h.db.Write(h.t.Context(), who, f); err != nil {
		h.t.Fatal(err)
	}
}

func TestALongGroupOfAChangeIsNarrowedAndChosenForWithoutScript(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	f := g.get(link.ChangeOutcome("O1")).paper(g, `form[action^="/changes/new"]`)
	ref := f.write(".deadline", "30 Jun 2028").press("See what rests on it").onward(g).changeRef()
	page := g.get(link.ChangeFound(ref, "task", c.Member.Name, 0)).is(http.StatusOK).says("fit “"+c.Member.Name+"”", "Show all open tasks")
	n := page.page().Find("#g-task .changelines > li").Length()
	if n == 0 || page.page().Find(".changegroup").Length() != 1 {
		t.Fatalf("%d tasks are found", n)
	}
	form := url.Values{"kind": {"task"}, "find": {c.Member.Name}, "task.choice": {"stop"}, "task.reason": {"No longer asked for"}, "do": {"found"}}
	g.post(link.ChangeChoices(ref), url.Values{"kind": {"task"}, "find": {c.Member.Name}, "task.choice": {"stop"}, "do": {"found"}}).is(http.StatusUnprocessableEntity).says("why it stops", "fit “"+c.Member.Name)
	g.post(link.ChangeChoices(ref), form).onward(g).says("Cancel", "fit “"+c.Member.Name)
	g.get(link.ChangeFound(ref, "task", "%%__", 0)).is(http.StatusOK).says("0 fit")
}

func TestTheFormOfAnInitiativeShowsWhatWaitsAndTakesItBackWhenTypedBack(t *testing.T) {
	h, c := example(t)
	g, ref := h.signedIn(c.Owner), c.Initiatives["notes"].Ref
	edit := func() *paper { return g.get(link.InitiativeEdit(ref, "")).is(http.StatusOK).paper(g, "main form") }
	before := edit().values.Get("owner")
	change := edit().write("owner", c.Lead.Name).press("Save the changes").onward(g).says("does not count yet").changeRef()
	g.get(link.InitiativeEdit(ref, "")).says("kept, but not in force yet", change)
	g.get(link.Initiative(ref)).says("kept, but not in force yet")
	h.signedIn(c.Head).get(link.InitiativeEdit(ref, "")).silent("kept, but not in force yet")
	if got := edit().values.Get("owner"); got != c.Lead.Name {
		t.Errorf("the form shows %q and not what was typed", got)
	}
	edit().write("owner", before).press("Save the changes").leadsTo(link.Initiative(ref))
	g.get(link.InitiativeEdit(ref, "")).silent("kept, but not in force yet")
	g.post(link.InitiativeState(ref), url.Values{"state": {models.Dropped}, "reason": {"Nobody reads them."}}).onward(g).says("is dropped", "does not count yet")
}

func TestTheMatrixAsksWhyOnce(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	if n := g.get(link.Step("audit")).page().Find(`#step input[name="why"]`).Length(); n != 1 {
		t.Errorf("it asks why %d times", n)
	}
}

func TestAChangeOfOneOutcomeLeavesTheOrderOfAllAlone(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	was := [2]*models.Outcome{h.outcomeNamed("O1"), h.outcomeNamed("O2")}
	change := g.get(link.ChangeOutcome("O2")).paper(g, `form[action^="/changes/new"]`).write(".deadline", "30 Jun 2028").press("See what rests on it").onward(g)
	for i, ref := range []string{"O1", "O2"} {
		if now := h.outcomeNamed(ref); now.Version != was[i].Version || now.Priority != was[i].Priority {
			t.Errorf("%s is in place %d, not %d, in version %d", ref, now.Priority, was[i].Priority, now.Version)
		}
	}
	change.applied(g)
	if now := h.outcomeNamed("O2"); now.Deadline != "2028-06-30" || now.Priority != was[1].Priority {
		t.Errorf("%+v", now)
	}
}

func TestWhatAReviewDropsIsAppliedByWhoHeldIt(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Head) // no author of the strategy
	sheet, change := "", ""
	h.writeAs(c.Head, func(tx *models.Tx) error {
		for _, v := range c.Reviews {
			if v.Clock != models.ClockOperations || v.State != models.Scheduled || v.Day <= tx.Today() {
				continue
			}
			s, err := tx.OpenSheet(v, c.Teams["Client Services"].Ref)
			if err != nil {
				return err
			}
			d, err := tx.SheetByRef(s.Ref)
			if err != nil {
				return err
			}
			for _, i := range d.Items {
				if i.Verdict, i.Words = models.VerdictKeep, "Yes."; i.EntityRef == "B3" {
					i.Verdict, i.Words = models.VerdictDrop, "The tools do it."
				}
			}
			if err := tx.HoldSheet(d, models.Holding{}); err != nil || len(d.Held) != 1 {
				t.Fatal(len(d.Held), err)
			}
			sheet, change = s.Ref, d.Held[0].Ref
			return nil
		}
		t.Fatal("no review of operations comes")
		return nil
	})
	g.get(link.Sheet(sheet)).says("Not dropped yet", change)
	h.signedIn(c.Member).get(link.Sheet(sheet)).says("Not dropped yet").silent(change)
	h.signedIn(c.Member).get(link.Change(change)).is(http.StatusNotFound)
	done := g.get(link.Change(change)).says("B3", "is dropped").applied(g).says("Because: The tools do it.")
	g.get(link.Sheet(sheet)).silent("Not dropped yet")
	done.paper(g, `form[action$="/undone"]`).press("Undo the change").onward(g).says("undid it")
	h.read(func(r *models.Read) error {
		o, err := r.ObjectiveByRef("B3")
		if err == nil && o.State != models.Active {
			t.Errorf("it is %s", o.State)
		}
		return err
	})
}
