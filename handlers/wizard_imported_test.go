package handlers

import (
	"os"
	"testing"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/wizard"
	"throughline/views/link"
)

func TestTheWizardIsWalkedOnImportedMaterial(t *testing.T) {
	for _, name := range []string{"sourcegraph-2021", "us-federal-fy22"} {
		folder := "../../shared/data/" + name
		if _, err := os.Stat(folder); err != nil {
			folder = "../../../shared/data/" + name
			if _, err := os.Stat(folder); err != nil {
				continue
			}
		}
		h := open(t)
		if _, err := exchange.Import(t.Context(), h.db, models.CommandLine, os.DirFS(folder), name); err != nil {
			t.Fatal(err)
		}
		g := h.as(models.Executive)
		g.get(link.Alignment()).is(200)
		g.get(link.Answers()).is(200)
		g.get(link.Step("intent")).paper(g, "form#step").write(".statement", theIntent).press("Mark as done").is(303)
		for _, s := range wizard.Steps {
			page := g.get(link.Step(s.Key)).is(200)
			t.Logf("%s, %s: %d bytes, %s", name, s.Key, len(page.Body), s.Fact(h.world()))
			page.paper(g, "form#step").press("Save").is(303)
		}
		picked := 0
		for picked < 4 {
			page := g.get(link.Step("outcomes")).is(200)
			if page.page().Find(`button[value^="pick:"]`).Length() == 0 {
				break
			}
			page.paper(g, "form#step").press("Pick ").is(303)
			picked++
		}
		if n := len(h.world().Outcomes); n != picked {
			t.Errorf("%s: %d outcomes after %d picks", name, n, picked)
		}
		for _, s := range wizard.Steps {
			g.get(link.Step(s.Key)).paper(g, "form#step").press("Mark as done")
			g.get(link.Step(s.Key)).is(200)
		}
		for _, f := range h.world().Workflows[:min(3, len(h.world().Workflows))] {
			g.get(link.StepItem("audit", f.Ref)).is(200).paper(g, "form#step").press("Save and go back").is(303)
		}
		g.get(link.Answers()).is(200).says("Not yet:")
	}
}
