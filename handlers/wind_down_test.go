package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

func TestAStopEndsByItsCarrierAndTheHoursFreedAreCountedOnce(t *testing.T) {
	h := open(t)
	hours := 12.0
	member := h.cast[models.Member]
	var stop *models.Workflow
	h.write(func(tx *models.Tx) error {
		if err := tx.Insert(&models.Strategy{Kind: models.Organizational, State: models.InForce, Title: "North"}); err != nil {
			return err
		}
		stop = &models.Workflow{Name: "Weekly status slides", Hours: &hours, TeamID: &h.teams["Support"].ID, Verdict: models.Stop, VerdictReason: "Nobody reads them",
			VerdictPersonID: &member.ID, VerdictDay: "2020-01-31"}
		return tx.AddWorkflow(stop)
	})
	page := link.Workflow(stop.Ref)
	promised, none := models.Hours(form.Locale{}, 12), models.Hours(form.Locale{}, 0)
	carrier, other := h.as(models.Member), h.as(models.Administrator)
	carrier.get(link.Operations("", 1)).is(200).says("Hours freed a week: "+promised+" promised, "+none+" achieved.", "1 overdue", "Overdue")
	carrier.get(link.Home()).is(200).says("To wind down", "Weekly status slides", "Overdue")
	other.get(page).is(200).says("Wind-down", promised+" a week promised").silent("It has ended")
	other.post(link.Ending(stop.Ref), url.Values{"ended": {"1 Jan 2026"}, "freed": {"9"}}).is(403)

	f := carrier.get(page).is(200).paper(carrier, `main form[action="`+link.Ending(stop.Ref)+`"]`)
	f.values.Set("freed", "")
	f.press("It has ended").is(422).says("Give the hours a week that are free now")
	f.values.Set("freed", "9")
	f.values.Set("ended", "1 January 2199")
	f.press("It has ended").is(422).says("Give a day up to today.")
	f.values.Set("ended", "1 Feb 2020")
	done := f.press("It has ended").is(303).onward(carrier).says("It ended on 1 February 2020", models.Hours(form.Locale{}, 9)+" achieved", "Undo")
	carrier.get(link.Operations("", 1)).is(200).says("Hours freed a week: "+promised+" promised, "+models.Hours(form.Locale{}, 9)+" achieved.", "1 workflow has ended, 0 still to end")
	carrier.get(link.Home()).is(200).silent("To wind down")
	if n := h.count("events", "type = ?", string(models.WorkflowEnded)); n != 1 {
		t.Fatalf("%d events", n)
	}
	done.paper(carrier, ".toast form").press("Undo").is(303).onward(carrier).says("It still runs.", "It has ended")
}
