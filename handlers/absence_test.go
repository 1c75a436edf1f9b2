package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAnAbsenceIsEnteredChangedEndedAndTakenBackWithoutScript(t *testing.T) {
	h, c := example(t)
	member, lead, admin := h.as(models.Member), h.as(models.TeamLead), h.as(models.Administrator)
	other := h.signedIn(c.People["Hye-jin Paek"])
	f := member.get(link.AbsenceNew("")).is(200).silent("Who is away?").paper(member, "main form.card")
	if _, asks := f.values["person"]; asks {
		t.Error("a member is asked whose absence it is")
	}
	f.press("Save the absence").is(422).says("Give the first day away.", "Give the last day away.", "Give the person who stands in.")
	f.write("from", "17 November 2026").write("to", "20 November 2026").write("deputy", "Nobody At All").press("Save the absence").is(422).says("Nobody here is called")
	f.write("deputy", "Inês Carvalho").press("Save the absence").is(422).says("Nobody stands in for themselves.")
	f.write("to", "1 November 2026").write("deputy", "Yusuf Haddad").press("Save the absence").is(422).says("The last day lies before the first.")
	page := f.write("to", "20 November 2026").write("note", "My <b>notes</b> are with the desk.").press("Save the absence").is(303).onward(member)
	page.says("Yusuf Haddad stands in from 17 November 2026 to 20 November 2026", "Later", "My <b>notes</b> are with the desk.", "Take it out")
	change := page.page().Find(`section[aria-labelledby="h-mine"] a.btn`).AttrOr("href", "")

	other.get(link.Absences("")).is(200).says("Inês Carvalho", "17 Nov 2026 to 20 Nov 2026", "Yusuf Haddad stands in").silent("are with the desk", "Take it out")
	other.get(change).is(404)
	other.post(change, nil).is(404)
	member.get(link.AbsenceNew(c.Lead.Ref)).is(404)
	member.get(link.Absence("none")).is(404)
	lead.get(link.AbsenceNew(c.Head.Ref)).is(404)
	member.post(link.Absences(""), url.Values{"person": {c.Lead.ID}, "from": {"17 November 2026"}, "to": {"17 November 2026"}, "deputy": {"Yusuf Haddad"}}).is(422).says("is away from 17 Nov 2026")

	g := lead.get(change).is(200).says("Absence of Inês Carvalho").paper(lead, "main form.card")
	g.write("from", "16 November 2026").press("Save the absence").is(303).onward(lead).says("Away now", "are with the desk", "Take it out")
	f.values.Set("version", "1")
	h.signedIn(c.People["Yusuf Haddad"]).get(link.Absences("")).is(200).says("(you) stands in", "are with the desk").silent("Is back")
	h.as(models.Executive).get(link.TeamOutcomes(c.Teams["Service Desk"].Ref)).is(200).says("Away", "Until 20 Nov 2026", "Yusuf Haddad stands in")
	lead.get(link.PersonOutcomes(c.Member.Ref)).is(200).says("Until 20 Nov 2026")
	admin.get(link.Person(c.Member.Ref)).is(200).says("Until 20 Nov 2026", "Enter an absence of Inês Carvalho")
	member.get(link.PeopleFound("Inês", "", "")).is(200).says("Until 20 Nov 2026")
	lead.get(link.TaskList(nil)).is(200)
	lead.with("Accept", "application/json").get(link.Names("people", "inês")).is(200).says("absent until 20 Nov 2026, Yusuf Haddad stands in")

	member.post(change+"/end", nil).is(303).onward(member).says("The absence is taken out.").paper(member, ".toast form").press("Undo").is(303).onward(member).says("The absence stands again.", "Away now")
	member.post(change+"/end", nil).is(303)
	member.get(link.Absences("")).is(200).silent("17 Nov 2026")
	if n := h.count("events", "type LIKE 'absence.%' AND actor_name <> ?", "command line"); n < 4 {
		t.Errorf("%d events tell of it", n)
	}
}

func TestADeputySeesWhatIsOwedForWhoeverIsAwayAndAnswersIt(t *testing.T) {
	h, c := example(t)
	lead, yusuf := h.as(models.TeamLead), h.signedIn(c.People["Yusuf Haddad"])
	ref := lead.toAnswer()
	yusuf.get(link.Handoff(ref)).is(200).silent(`value="acknowledge"`)
	yusuf.post(link.HandoffAnswers(ref), url.Values{"do": {"acknowledge"}}).is(403).says("Nobody answers for somebody else, but a deputy while they are away.")
	head := h.as(models.DepartmentHead)
	head.post(link.Absences(""), url.Values{"person": {"Priya Raman"}, "from": {"16 November 2026"}, "to": {"18 November 2026"}, "deputy": {"Yusuf Haddad"}}).is(303)
	yusuf.get(link.Home()).is(200).says("Handed to you, to answer", "For Priya Raman, until 18 Nov 2026", "Acknowledge")
	yusuf.get(link.Handoff(ref)).is(200).says("You answer for Priya Raman, who is away until 18 November 2026; the duty stays theirs.", "Priya Raman absent until 18 Nov 2026, Yusuf Haddad stands in")
	yusuf.post(link.HandoffAnswers(ref), url.Values{"do": {"ask"}}).is(422).says("Write your question.")
	yusuf.post(link.HandoffAnswers(ref), url.Values{"do": {"acknowledge"}}).is(303)
	page := head.get(link.Handoff(ref)).is(200).text()
	if !strings.Contains(page, "Yusuf Haddad for Priya Raman acknowledged it") {
		t.Error("the record does not say who answered for whom")
	}
	lead.get(link.Handoff(ref)).is(200).says("Acknowledged")
	yusuf.get(link.Home()).is(200).silent("For Priya Raman")
}
