package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// unseenWord stands in the words of everything that is hidden here, beside soughtWord, which is searched for.
const unseenWord, soughtWord = "zqunseen", "qwsought"

// hide writes what stands on the owner's personal page alone, in every state that a count or a list could betray, and a draft of Delivery's
// operations strategy. Nobody of the rest of the cast may open any of it. The initiative is one that serves nothing.
func (h *house) hide(c *demo.Company, idle *models.Initiative) (refs []string) {
	h.t.Helper()
	words := func(what string) string { return soughtWord + " " + unseenWord + " " + what }
	owner, tom := c.Owner, c.People["Tom Okafor"]
	h.write(func(tx *models.Tx) error {
		for _, t := range []*models.Task{
			{Title: words("open"), Description: words("description"), DueDay: tx.Today().Add(20)},
			{Title: words("overdue"), DueDay: tx.Today().Add(-40), State: models.TaskInProgress},
			{Title: words("blocked"), State: models.TaskBlocked, StateReason: words("reason")},
			{Title: words("done"), DueDay: tx.Today().Add(-3), State: models.TaskFinished, DoneDay: tx.Today(), DonePersonID: &owner.ID},
			{Title: words("cancelled"), State: models.TaskCancelled, StateReason: words("why not")},
			{Title: words("initiative"), InitiativeID: &idle.ID, DueDay: tx.Today().Add(1)},
		} {
			t.OwnerPersonID = &owner.ID
			if err := tx.AddTask(t); err != nil {
				return err
			}
			refs = append(refs, t.Ref)
			if err := tx.Insert(&models.TaskItem{TaskID: t.ID, Position: 1, Words: words("item")}); err != nil {
				return err
			}
			if err := tx.Insert(&models.TaskComment{TaskID: t.ID, PersonID: &owner.ID, Words: words("comment")}); err != nil {
				return err
			}
			if err := tx.Insert(&models.Finding{EntityType: "task", EntityID: t.ID, Code: "horizon", Say: words("finding")}); err != nil {
				return err
			}
		}
		s := &models.OperationsStrategy{Line: "unseen", N: 1, State: models.Draft, Name: words("operations"), Scope: models.ScopeSystem, System: words("system"), TeamID: &c.Teams["Delivery"].ID,
			OwnerPersonID: &tom.ID, AuthorPersonID: &tom.ID, Runs: words("runs"), FromDay: tx.Today(), ToDay: tx.Today().Add(200)}
		if err := tx.Insert(s); err != nil {
			return err
		}
		refs = append(refs, s.Ref)
		if err := tx.Insert(&models.OperationsAnchor{OperationsStrategyID: s.ID, OutcomeID: c.Outcomes["O2"].ID}); err != nil {
			return err
		}
		if err := tx.Insert(&models.OperationsMeasure{OperationsStrategyID: s.ID, Position: 1, Name: words("measure")}); err != nil {
			return err
		}
		return tx.Insert(&models.OperationsPriority{OperationsStrategyID: s.ID, Position: 1, Title: words("priority")})
	})
	h.moved(owner, refs[0])
	h.moved(owner, refs[5])
	return refs
}

// moved has somebody put a task of their own off, so that a promise of theirs was moved.
func (h *house) moved(whose *models.Person, ref string) {
	h.t.Helper()
	h.writeAs(whose, func(tx *models.Tx) error {
		t, err := tx.TaskToChange(ref)
		if err != nil {
			return err
		}
		before := *t
		t.DueDay = before.DueDay.Add(30)
		return tx.ChangeTask(&before, t)
	})
}

// Nobody sees through a map, a count or a search what they may not open: with hidden things beside it every answer stays as it was, to the letter.
func TestNoMapCountOrSearchTellsOfWhatOneMayNotOpen(t *testing.T) {
	h, c := example(t)
	desk, owner, member := c.Teams["Service Desk"].Ref, c.Owner.Ref, c.Member.Ref
	idle := &models.Initiative{Name: "Serves nothing yet", State: models.Candidate, TeamID: &c.Root.ID, OwnerPersonID: &c.Owner.ID}
	h.write(func(tx *models.Tx) error { return tx.AddInitiative(idle) })
	var figures []string
	for _, q := range []string{"", "tasks=all&down=tasks", "open=loose.w,loose.g,loose.b,loose.i,loose.t,loose.d,loose.t.-,O2.w&tasks=all", "down=outcomes", "status=amiss", "status=off&tasks=all", "status=risk", "status=ok&tasks=all",
		"person=" + owner, "person=" + owner + "&tasks=all&open=loose.t", "person=" + member, "team=" + desk, "team=" + c.Root.Ref + "&down=tasks", "of=none", "at=O2", "at=I1", "at=G1&tasks=all"} {
		figures = append(figures, "/map?view=list&"+q, "/map.svg?"+q)
	}
	figures = append(figures, "/map", "/gap", "/gap.json", "/gap.csv", "/gap?team="+desk, "/gap.json?team="+c.Root.Ref, "/gap.csv?team="+c.Root.Ref, "/tasks?thread=none", "/tasks?thread=gap", "/tasks?state=all", "/tasks?view=board",
		"/tasks?due=overdue&owner="+owner, "/audit", "/layers", "/operations-strategies", "/operations-strategies?state=draft", "/promises", "/promises.csv", "/strategies/"+c.Strategy.Ref+"/past", "/strategies/"+c.Strategy.Ref+"/past/days", "/history/workflow/"+c.Workflows["Ticket triage"].Ref+"/day", "/history", "/history?kind=task", "/symptoms", "/changes", "/decisions",
		"/handoffs", "/latency", "/briefs/company", "/allocations", "/initiatives/I1", link.Initiative(idle.Ref), "/people", "/calendar", "/calendar/throughline.ics", "/operations", "/strategy", "/", link.Outcome("O2"), link.TeamOutcomes(c.Root.Ref))
	for _, k := range models.GapKinds {
		figures = append(figures, "/gap/"+k.Key, "/gap/"+k.Key+"?team="+c.Root.Ref)
	}
	for _, r := range h.app.routes() {
		if r.method == GET && r.act == models.ReadCompany && !strings.Contains(r.path, ":") && r.path != link.PathNames && !slices.Contains(figures, r.path) {
			figures = append(figures, r.path)
		}
	}
	some := []string{link.Person(owner), link.PersonOutcomes(c.Member.Ref), "/changes/new?outcome=O1"} // not all of them may open these
	figures = append(figures, some...)
	roles := []models.Role{models.Administrator, models.DepartmentHead, models.Member}
	guests, was := map[models.Role]*guest{}, map[models.Role][]string{}
	for _, role := range roles {
		guests[role] = h.as(role)
		for _, address := range figures {
			got := guests[role].get(address)
			if was[role] = append(was[role], got.Body); got.Status != http.StatusOK && !slices.Contains(some, address) {
				t.Errorf("%s as %s: %d", address, role, got.Status)
			}
		}
	}
	refs := h.hide(c, idle)
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows["Ticket triage"])
	h.write(func(tx *models.Tx) error { // this task everybody may see
		if err := tx.DB().Where("entity_id = ?", d.task.ID).Delete(&models.Event{}).Error; err != nil {
			return err
		}
		return tx.Remove(d.task)
	})
	refs = append(refs, d.outcome.Ref, d.goal.Ref, d.objective.Ref, d.process.Ref)
	for _, role := range roles {
		g := guests[role]
		for i, address := range figures {
			if got := g.get(address); got.Body != was[role][i] && (got.Status == http.StatusOK || !slices.Contains(some, address)) {
				t.Errorf("%s tells %s of what is hidden: %s", address, role, firstChange(was[role][i], got.Body))
			}
		}
		for _, ref := range refs {
			for _, address := range []string{"/map?at=" + ref, "/map.svg?at=" + ref, "/tasks/" + ref, "/operations-strategies/" + ref, "/outcomes/" + ref, "/history/task/" + ref, "/history/operations_strategy/" + ref,
				"/history/goal/" + ref, "/history/goal/" + ref + "/day", "/history/task/" + ref + "/days", "/strategies/" + d.strategy.Ref + "/past", "/map?of=" + d.strategy.Ref, "/strategies/" + d.strategy.Ref} {
				g.get(address).is(http.StatusNotFound)
			}
		}
		if role == models.Member {
			for _, one := range [][2]string{{"/map?at=", refs[0]}, {"/tasks/", refs[0]}, {"/audit?of=", refs[6]}, {"/outcomes/", d.outcome.Ref}, {"/changes/new?outcome=", d.outcome.Ref}} {
				said := func(ref string) string { return g.get(one[0] + ref).page().Find("h1, .prose").Text() }
				if there, none := said(one[1]), said(strings.TrimRight(one[1], "0123456789")+"99999"); there != none {
					t.Errorf("%s says %q of %s, and %q of what is not there", one[0], there, one[1], none)
				}
			}
		}
		for _, words := range append([]string{soughtWord, soughtWord[:5], soughtWord + " open", secretWord}, refs...) {
			for _, address := range []string{"/map?find=", "/map?view=list&find=", link.PathSearch + "?q=", link.PathSearch + "?kind=task&q=", "/people?q="} {
				if got := g.get(address + url.QueryEscape(words)); strings.Contains(got.Body, unseenWord) || strings.Contains(got.Body, secretWord+" ") || got.Status != http.StatusOK {
					t.Errorf("%s%s finds for %s what is hidden: %d %s", address, words, role, got.Status, got.Header.Get("Location"))
				}
			}
		}
	}
	// The same words are found by whose they are, so that the silence above is not that of an empty search.
	g := h.as(models.Executive)
	g.get("/map?view=list&tasks=all&open=loose.t&person=" + owner).is(http.StatusOK).says(unseenWord)
	g.get("/map?find=" + soughtWord).is(http.StatusOK).says(unseenWord)
	g.get(link.PathSearch + "?q=" + soughtWord).is(http.StatusOK).says(unseenWord)
}

// firstChange is where two texts first differ, with a few words around it.
func firstChange(was, is string) string {
	at := 0
	for at < len(was) && at < len(is) && was[at] == is[at] {
		at++
	}
	from := max(0, at-60)
	return "…" + was[from:min(len(was), at+60)] + "… became …" + is[from:min(len(is), at+60)] + "…"
}
