package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// toAnswer is the reference of the first handoff that waits for the guest on their home page.
func (g *guest) toAnswer() string {
	g.h.t.Helper()
	href := g.get(link.Home()).is(200).says("Handed to you, to answer").page().Find(`section[aria-labelledby="owed-answers"] a.what`).First().AttrOr("href", "")
	return strings.TrimPrefix(href, "/handoffs/")
}

func TestADecisionIsHandedOverAcknowledgedInOnePressAndDone(t *testing.T) {
	h, _ := example(t)
	head, lead, member := h.as(models.DepartmentHead), h.as(models.TeamLead), h.as(models.Member)
	var ref string
	h.read(func(r *models.Read) error {
		b, err := r.DecisionBoard(nil)
		for _, d := range b.Stages[models.StageWaiting] {
			if d.Team != nil && d.Team.Name == "Client Services" {
				ref = d.Ref
			}
		}
		return err
	})
	member.get(link.Decision(ref)).is(200).says("Handoffs").silent("To whom")
	member.post(link.Handoffs(ref), url.Values{"work": {"x"}}).is(403)
	f := head.get(link.Decision(ref)).is(200).says("Hand it over").paper(head, `form[action="`+link.Handoffs(ref)+`"]`)
	if f.values.Get("answer") != "2" {
		t.Errorf("the form begins with %v", f.values)
	}
	f.press("Hand it over").is(422).says("Give the person or the team that gets the work.", "Say how one sees that it worked.")
	f.write("receiver", "Nobody At All").write("work", "Write four notes").write("measure", "Four are there").press("Hand it over").is(422).says("Nobody here is called")
	f.write("receiver", "Amina Diallo").press("Hand it over").is(422).says("Nobody acknowledges their own work.")
	f.write("receiver", "Finance").write("due", "0").press("Hand it over").is(422)
	page := f.write("receiver", "Service Desk").write("due", "4").press("Hand it over").is(303).onward(head).says("Handed over as H", "Write four notes", "Priya Raman, lead of Service Desk")
	handoff := strings.TrimPrefix(page.page().Find(`#handoffs a.what:contains("Write four notes")`).AttrOr("href", ""), "/handoffs/")

	if n := h.count("handoffs", "ref = ? AND state = 'created'", handoff); n != 1 {
		t.Fatalf("%d handoffs are created", n)
	}
	member.get(link.Handoff(handoff)).is(200)
	lead.send("HEAD", link.Home(), nil).is(200)
	if n := h.count("handoffs", "ref = ? AND delivered_at IS NULL", handoff); n != 1 {
		t.Error("it counts as delivered before its receiver saw it")
	}
	lead.get(link.Home()).is(200).says("Handed to you, to answer", "Write four notes", "from Amina Diallo", "Acknowledge")
	if n := h.count("handoffs", "ref = ? AND state = 'delivered'", handoff); n != 1 {
		t.Error("it was shown and does not count as delivered")
	}
	lead.get(link.Handoff(handoff)).is(200).says("It waits for your answer by", "Why this is asked for", "Problems are fixed at first contact", "Tickets fixed at first contact", "because we answer first", "Fix notes come before new tools")
	for _, other := range []*guest{member, head, h.as(models.Executive), h.as(models.Administrator)} {
		other.get(link.Handoff(handoff)).is(200).silent(`value="acknowledge"`)
		other.post(link.HandoffAnswers(handoff), url.Values{"do": {"acknowledge"}}).is(403)
	}
	home := lead.get(link.Home()).paper(lead, `section[aria-labelledby="owed-answers"] form[action="`+link.HandoffAnswers(handoff)+`"]`)
	home.press("Acknowledge").leadsTo(link.Home())
	lead.get(link.Home()).is(200).says("Acknowledged. It is due on")
	home.press("Acknowledge").is(422).says("It is acknowledged now")
	var task string
	h.read(func(r *models.Read) error { p, err := r.HandoffPage(handoff); task = p.Task.Ref; return err })
	lead.get(link.Task(task)).is(200).says("Handoff, acknowledged "+handoff+" from Amina Diallo", "Fix notes come before new tools")
	lead.post(link.TaskClosure(task), nil).is(303)
	head.get(link.Handoff(handoff)).is(200).says("Done").silent("Your answer back")
}

func TestAReceiverAsksProposesAnotherDayAndDeclinesInWords(t *testing.T) {
	h, _ := example(t)
	head, lead := h.as(models.DepartmentHead), h.as(models.TeamLead)
	ref := lead.toAnswer()
	f := lead.get(link.Handoff(ref)).is(200).paper(lead, "main form.card")
	f.press("Ask").is(422).says("Write your question.")
	f.write("day", "someday").press("Propose this day").is(422)
	f.write("day", "28 November 2026").press("Propose this day").is(422).says("is no working day: a Saturday")
	f.write("day", "").press("Propose this day").is(422).says("Give a day from")
	f.write("words", "Which seniors?").press("Ask").is(303).onward(lead).says("Which seniors?", "Questioned")
	head.get(link.Home()).is(200).says("Answers that wait for you", "Questioned")
	back := head.get(link.Handoff(ref)).is(200).says("Your answer back").paper(head, "main form.card")
	back.press("Answer").is(422).says("Write the answer.")
	back.write("words", "All three.").press("Answer").is(303).onward(head).says("All three.", "Sent. It is to be answered by")
	f.write("words", "").write("day", "30 November 2026").press("Propose this day").is(303).onward(lead).says("30 November 2026", "Date proposed")
	head.get(link.Handoff(ref)).is(200).paper(head, ".note form").press("Agree to 30 Nov 2026").is(303).onward(head).says("Agreed. It is due on 30 November 2026 now.", "Acknowledged")
	f.write("words", "Too much.").press("Decline").is(422)
	f.values.Set("do", "note")
	lead.post(link.HandoffAnswers(ref), f.values).is(303).onward(lead).says("Kept with the handoff.", "Too much.")
	lead.post(link.HandoffAnswers(ref), url.Values{"do": {"own"}}).is(422)
	lead.post(link.HandoffAnswers("H999"), url.Values{"do": {"acknowledge"}}).is(404)
	lead.get(link.Handoff("H999")).is(404)
}
