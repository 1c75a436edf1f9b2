package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

func verdicts(w *wizard.World) map[string]int {
	n := map[string]int{}
	for _, f := range w.Workflows {
		n[f.Verdict]++
	}
	return n
}

func TestOneVerdictForManyIsShownFirstGivenAtOnceAndTakenBack(t *testing.T) {
	h, g := large(t, 30) // ten undecided, twenty kept
	narrowed := link.Step("audit") + "?only=undecided"
	page := g.get(narrowed).is(200).says("Change all that are shown (10)").paper(g, "form#step").press("Change all that are shown").onward(g)
	page.says("One verdict for 10 workflows", "Show what will happen").silent("What happens")
	f := page.paper(g, "main form")
	f.values.Set("verdict", models.Stop)
	f.press("Show what will happen").is(422).says("Say in one sentence why they can stop.", "Name who winds them down.", "Say by when they have stopped.")
	f.values.Set("reason", "Nobody reads them")
	f.values.Set("carrier", "Liv Lead")
	f.values.Set("day", "1 Dec 2030")
	shown := f.press("Show what will happen").is(200).says("10 change", "0 are so already", "0 cannot", "Undecided becomes stop.")
	if n := verdicts(h.world()); n[models.Stop] != 0 {
		t.Fatalf("something was written before it was confirmed: %v", n)
	}
	confirm := shown.paper(g, "main form")
	done := confirm.press("Change 10 workflows").is(303)
	if to := done.Header.Get("Location"); !strings.Contains(to, "only=undecided") {
		t.Fatalf("it leads to %s", to)
	}
	w := h.world()
	if n := verdicts(w); n[models.Stop] != 10 || n[models.Keep] != 20 {
		t.Fatalf("%v", n)
	}
	for _, one := range w.Workflows {
		if one.Verdict == models.Stop && (one.VerdictReason == "" || one.VerdictPersonID == nil || one.VerdictDay != "2030-12-01") {
			t.Fatalf("%+v", one)
		}
	}
	if n := h.count("events", "type = ?", string(models.WorkflowVerdictGiven)); n != 10 {
		t.Fatalf("%d events", n)
	}
	offer := done.onward(g).says("10 workflows are changed.", "Undo")
	// One of them changes meanwhile: it is left alone and named.
	changed := w.Workflows[0]
	for _, one := range w.Workflows {
		if one.Verdict == models.Stop {
			changed = one
		}
	}
	h.save("audit", wizard.Query{}, url.Values{"workflows." + changed.Ref + ".version": {"2"}, "workflows." + changed.Ref + ".reason": {"Only I knew"}, "workflows." + changed.Ref + ".verdict": {models.Stop}}, false)
	offer.paper(g, ".toast form").press("Undo").is(303).onward(g).says("9 verdicts are as they were. Left alone, because somebody changed them since: " + changed.Name + ".")
	if n := verdicts(h.world()); n[models.Stop] != 1 || n[models.Undecided] != 9 {
		t.Fatalf("%v", n)
	}
}

func TestTickedWorkflowsGetTheirFateByWhatTheyMove(t *testing.T) {
	h, g := large(t, 30)
	f := g.get(link.Step("audit")).is(200).paper(g, "form#step")
	f.press("Change the ticked ones").onward(g).says("Tick the workflows to change first.")
	w := h.world()
	var kept, idle *models.Workflow
	for _, one := range w.Workflows {
		if one.Verdict == models.Keep {
			kept = one
		} else {
			idle = one
		}
	}
	f.values["choose"] = []string{kept.Ref, idle.Ref}
	page := f.press("Change the ticked ones").onward(g).says("One verdict for 2 workflows", kept.Name, idle.Name)
	p := page.paper(g, "main form")
	p.values.Set("verdict", models.Keep)
	p.press("Show what will happen").is(200).says("0 change", "1 are so already", "1 cannot", "it moves no outcome")
	p.values.Set("outcomes", w.Outcomes[0].ID)
	shown := p.press("Show what will happen").is(200).says("Undecided becomes keep, "+w.Outcomes[0].Ref+" ticked.", "Stays keep, "+w.Outcomes[0].Ref+" ticked.").silent("Change 1 workflow")
	p.values.Set("verdict", models.OutcomeMissing)
	p.values.Set("reason", "Safety is nowhere")
	p.press("Show what will happen").is(200).says("1 change", "1 cannot", "Untick its outcomes too")

	// What was shown is no longer what would happen: nothing is written, and it is shown again.
	late := shown.paper(g, "main form")
	h.write(func(tx *models.Tx) error {
		one, err := tx.WorkflowByID(idle.ID)
		if err != nil {
			return err
		}
		before := *one
		one.Verdict = models.Redesign
		return tx.SaveWorkflow(&before, one)
	})
	late.press("Change 2 workflows").is(200).says("Look again.", "Redesign becomes keep")
	if n := verdicts(h.world()); n[models.Keep] != 20 {
		t.Fatalf("%v", n)
	}
	late.values["choose"] = nil
	late.press("Show").is(422).says("Tick at least one workflow.")
	g.post(link.TakeBack(), url.Values{"undo": {"nothing"}}).is(404)
	h.as(models.Member).get(link.Verdicts([]string{kept.Ref}, "")).is(404)
}

func TestOneKindOfAdviceIsSaidOnceAndSetAsideForAll(t *testing.T) {
	h, g := large(t, 30)
	page := g.get(link.Step("audit")).is(200).says("10 move no outcome and have no verdict.", "30 have no owner yet.")
	if n := page.page().Find("#workflows [data-advice]").Length(); n != 0 {
		t.Fatalf("%d rows say what the list beside them says", n)
	}
	g.get(link.Step("audit")+"?only=workflow.unmapped").is(200).says("10 of 30 workflows", "Undecided, moves nothing")
	aside := url.Values{"about": {"all:audit"}, "code": {"workflow.owner"}, "back": {link.Step("audit")}}
	g.post(link.Advice(), aside).is(422).says("Say in a few words")
	aside.Set("reason", "Owners follow in spring")
	then := g.post(link.Advice(), aside).is(303).onward(g).says("10 move no outcome", "30 have no owner yet.", "Owners follow in spring")
	if then.page().Find(`[aria-labelledby="advice-title"] a:contains("owner")`).Length() > 0 {
		t.Fatal("what was set aside is still advised")
	}
	if n := h.count("dismissals", "code = ?", "workflow.owner"); n != 30 {
		t.Fatalf("%d are set aside", n)
	}
	then.paper(g, "#set-aside form").press("Take back").is(303)
	if n := h.count("dismissals", "code = ?", "workflow.owner"); n != 0 {
		t.Fatalf("%d are still set aside", n)
	}
}

// count is how many rows of a table fit.
func (h *house) count(table, where string, value string) (n int64) {
	h.t.Helper()
	h.read(func(r *models.Read) error { return r.DB().Table(table).Where(where, value).Count(&n).Error })
	return n
}
