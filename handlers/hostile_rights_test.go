package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// onAgenda prepares the coming review of a clock and gives its reference.
func (h *house) onAgenda(g *guest, reviews []*models.Review, clock, team string) string {
	h.t.Helper()
	today := models.NewCompany("").Calendar().Today(h.db.Now())
	for _, v := range reviews {
		if v.Clock == clock && v.Day.After(today) {
			page := g.post(link.ReviewSheets(v.Ref), url.Values{"team": {team}}).is(303).onward(g).is(200)
			return strings.TrimPrefix(page.page().Find("#agenda").AttrOr("action", ""), link.Sheet(""))
		}
	}
	h.t.Fatalf("no review of the clock %s comes", clock)
	return ""
}

func TestALeadDecidesNothingOfAnotherPartOfTheCompanyByTheWayOfTheirOwn(t *testing.T) {
	h, c := example(t)
	head, lead := h.as(models.DepartmentHead), h.as(models.TeamLead)
	department := c.Teams["Client Services"]
	ref := h.onAgenda(head, c.Reviews, models.ClockOperations, department.Ref)
	other := ""
	h.read(func(r *models.Read) error {
		tree, err := r.Tree()
		if err != nil {
			return err
		}
		return r.DB().Model(&models.Objective{}).Where("state = ? AND team_id NOT IN ?", models.Active, tree.Under(department.ID)).Order("created_at").Limit(1).Pluck("ref", &other).Error
	})
	head.post(link.SheetItems(ref), url.Values{"item": {other}}).is(303)
	f := head.get(link.Sheet(ref)).paper(head, "#agenda")
	h.read(func(r *models.Read) error {
		d, err := r.SheetByRef(ref)
		for _, i := range d.Items {
			f.write("verdict-"+i.EntityRef, models.VerdictKeep).write("words-"+i.EntityRef, "It goes on.")
		}
		return err
	})
	f.write("verdict-"+other, models.VerdictDrop).press("The review is held").is(422).says(other + " belongs to another part of the company.")
	if o := h.objective(other); o.State != models.Active {
		t.Errorf("%s of another department is %s", other, o.State)
	}

	allocation := &models.Allocation{}
	read := func() {
		h.read(func(r *models.Read) error {
			return r.DB().Where("name = ?", "Forecast of hours").Take(allocation).Error
		})
	}
	read()
	decide := lead.get(link.DecisionNew(allocation.Ref, "")).is(200).paper(lead, "main form")
	decide.write("title", "Ours now").write("statement", "We take it.").press("Record and accept").is(303)
	if read(); allocation.State != models.Proposed {
		t.Errorf("a decision for the Service Desk makes %s of Finance %s", allocation.Ref, allocation.State)
	}
}

func TestADraftComesOnNoAgendaThatEverybodyReads(t *testing.T) {
	h, c := example(t)
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows[anyOf(c.Workflows)])
	owner, member := h.as(models.Executive), h.as(models.Member)
	for clock, item := range map[string]string{models.ClockStrategy: d.outcome.Ref, models.ClockOperations: d.objective.Ref} {
		ref := h.onAgenda(owner, c.Reviews, clock, c.Teams["Client Services"].Ref)
		owner.post(link.SheetItems(ref), url.Values{"item": {item}}).is(422).says(item + " is still a draft")
		member.get(link.Sheet(ref)).is(200).silent(secretWord)
	}
}

func TestAnAbsenceThatWasTakenOutStaysSo(t *testing.T) {
	h, _ := example(t)
	member := h.as(models.Member)
	f := member.get(link.AbsenceNew("")).paper(member, "main form.card")
	page := f.write("from", "17 November 2026").write("to", "20 November 2026").write("deputy", "Yusuf Haddad").press("Save the absence").is(303).onward(member)
	change := page.page().Find(`section[aria-labelledby="h-mine"] a.btn`).AttrOr("href", "")
	member.post(change+"/end", nil).is(303)
	again := member.get(change).paper(member, "main form.card")
	again.write("to", "21 November 2026").press("Save the absence").is(422).says("This absence was taken out.")
	member.post(change+"/end", nil).is(422)
}

func TestTwoWhoReportOneLineOfAPulseHearOfEachOther(t *testing.T) {
	h, c := example(t)
	head, lead := h.as(models.DepartmentHead), h.as(models.TeamLead)
	d := h.nextPulse()
	line := link.PulseLine(d.Ref, lineIn(d, c.Lead))
	mine, theirs := lead.get(line).paper(lead, "main form"), head.get(line).paper(head, "main form")
	mine.write("words", "Better each week.").press("Report").is(303)
	mine.press("Report").is(303) // pressed twice
	kept := theirs.write("words", "Worse.").press("Report").is(422).says("Better each week.").paper(head, "main form")
	if kept.values.Get("words") != "Worse." {
		t.Error("what was typed is gone")
	}
	kept.press("Report").is(303)
}
