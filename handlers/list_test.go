package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestLongListsArePagedAndNarrowedToATeamByTheirAddress(t *testing.T) {
	h := open(t)
	h.write(func(tx *models.Tx) error {
		for i := range 120 {
			team := h.teams["Support"]
			if i%2 == 1 {
				team = h.teams["Sales"]
			}
			w := &models.Workflow{Name: fmt.Sprintf("Workflow %03d", i), TeamID: &team.ID}
			if err := tx.AddWorkflow(w); err != nil {
				return err
			}
			o := &models.Objective{Title: fmt.Sprintf("Objective %03d", i), State: models.Draft, TeamID: &team.ID, DueText: "early July"}
			if err := tx.AddObjective(o); err != nil {
				return err
			}
			if i < 60 {
				f := &models.Finding{EntityType: "objective", EntityID: o.ID, Code: "horizon", Say: "State the horizon.", Detail: "early July", Source: "objectives.csv, line 7"}
				if err := tx.Insert(f); err != nil {
					return err
				}
			}
			initiative := &models.Initiative{Name: fmt.Sprintf("Initiative %03d", i), State: models.Candidate, TeamID: &team.ID}
			if err := tx.Insert(initiative); err != nil {
				return err
			}
		}
		return nil
	})
	member := h.as(models.Member)
	rows := func(address string) int {
		return member.get(address).is(http.StatusOK).page().Find("main table").First().Find("tbody tr").Length()
	}
	support := h.teams["Support"].Ref
	for address, want := range map[string]int{
		link.Operations("", 1): 50, link.Operations("", 2): 50, link.Operations("", 3): 20, link.Operations(support, 1): 50, link.Operations(support, 2): 10,
		link.Operations(h.teams["Delivery"].Ref, 2): 10, // the teams below count too
		link.Objectives("", 3):                      20, link.Objectives(support, 2): 10, link.Initiatives("", 3): 20,
		link.Listed(link.PathObjectives, "", "horizon", 2): 10,
		link.Operations("", 1) + "?page=no":                50,
	} {
		if got := rows(address); got != want {
			t.Errorf("%s has %d rows, not %d", address, got, want)
		}
	}
	first := member.get(link.Listed(link.PathObjectives, "", "horizon", 1)).says("State the horizon.", "early July", "1 to 50 of 60")
	if next, _ := first.page().Find("a[rel=next]").Attr("href"); next != "/objectives?finding=horizon&page=2" {
		t.Errorf("further leads to %q", next)
	}
	member.get(link.Objectives("TM999", 1)).is(http.StatusNotFound)
	member.get(link.Initiatives("", 1)).says("Missing: A named owner, a success metric, a review date")
}

func TestAnImportedThingIsReadWithItsFindings(t *testing.T) {
	h := open(t)
	var ref string
	h.write(func(tx *models.Tx) error {
		g := &models.Goal{Title: "Wildcard Component Library", State: models.Draft, DueText: "FQ2", TargetText: ">80%", OwnerText: "former-colleague", StatusText: "🟢 on course"}
		if err := tx.AddGoal(g); err != nil {
			return err
		}
		ref = g.Ref
		return tx.Insert(&models.Finding{EntityType: "goal", EntityID: g.ID, Code: "horizon", Say: "State the horizon.", Detail: "FQ2", Source: "goals.csv, line 3"})
	})
	member := h.as(models.Member).get(link.Goal(ref)).is(http.StatusOK).says("Wildcard Component Library", "State the horizon.", "goals.csv, line 3", "FQ2", ">80%", "former-colleague", "🟢 on course", "Not in the strategy in force")
	member.silent("Mend it in the alignment")
	executive := h.as(models.Executive)
	executive.get(link.Goal(ref)).is(http.StatusOK).says("Mend it in the alignment")
	executive.get(link.Home()).is(http.StatusOK).says("What is left to mend", "State the horizon.")
	h.as(models.Member).get(link.Home()).is(http.StatusOK).silent("What is left to mend")
}

func TestTheExecutionGapOpensToItsParts(t *testing.T) {
	h, _ := example(t)
	got := h.as(models.Member).get(link.Operations("", 1)).is(http.StatusOK).says("The execution gap", "workflows move an outcome", "No workflow")
	if n := got.page().Find("section[aria-labelledby=h-gap] details.explain dl dt a[href^='/workflows/']").Length(); n < 20 {
		t.Errorf("the figures open to %d workflows", n)
	}
	if strings.Contains(got.Body, "NaN") || strings.Contains(got.Body, "%!") {
		t.Error("a figure that is none")
	}
}
