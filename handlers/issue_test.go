package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAnIssueIsRaisedMovedAndResolvedOnItsPagesWithoutScript(t *testing.T) {
	h, c := example(t)
	member, lead := h.as(models.Member), h.as(models.TeamLead)
	member.get(link.Outcome("O3")).is(200).says("What holds it up", "Raise an issue")
	f := member.get(link.IssueNew("O3")).is(200).says("One owner, one next action, one day").paper(member, "main form")
	if f.values.Get("owner") != c.Member.Name || f.values.Get("day") == "" {
		t.Fatalf("the form begins with %v", f.values)
	}
	f.write("day", "").write("holds", "O3 renewals\nT9999").press("Raise the issue").is(422).says("An owner alone is not enough", "Say in one line what is held up", "Say what is done next")
	f.write("title", "No price list").write("next", "Ask finance").write("day", "20 November 2026").press("Raise the issue").is(422).says("“T9999” names nothing here")
	page := f.write("holds", "O3 renewals").press("Raise the issue").is(303).onward(member).says("Raised. Its clock runs", "Ask finance", "Clinics renew with us")
	ref := page.page().Find("h1 + .row .ref").Text()
	member.get(link.Outcome("O3")).is(200).says("No price list")

	move := member.get(link.Issue(ref)).is(200).paper(member, ".card form")
	other := lead.get(link.Issue(ref)).is(200).paper(lead, ".card form")
	move.write("next", "Ask the owner").press("Set the next action").leadsTo(link.Issue(ref))
	other.write("next", "Ask nobody").press("Set the next action").is(409).says("Ask the owner", "Ask nobody")
	other.write("next", "Ask finance").write("words", "I rang.").press("It waits until then").leadsTo(link.Issue(ref))
	member.get(link.Issue(ref)).is(200).says("Waiting", "Ask the owner", "I rang.")

	away := h.signedIn(c.People["Samuel Brandt"])
	away.get(link.Issue(ref)).is(200).silent("Set the next action", "Resolve it")
	away.post(link.Issue(ref), url.Values{}).is(403)
	away.post(link.IssueEnd(ref), url.Values{"how": {"x"}}).is(403)
	away.post(link.IssueComments(ref), url.Values{"comment": {" "}}).is(422).says("Write something first.")
	away.post(link.IssueComments(ref), url.Values{"comment": {"We have an old list."}}).leadsTo(link.Issue(ref))
	member.post(link.IssueEnd(ref), url.Values{"how": {""}}).is(422).says("Say in a sentence how it was resolved.")
	member.post(link.IssueEnd(ref), url.Values{"how": {"Finance signed it."}}).is(303).onward(member).says("Resolved", "Finance signed it.", "We have an old list.", "It holds up again")
	again := member.get(link.Issue(ref)).is(200).paper(member, "details.why form")
	again.write("next", "Ask once more").write("day", "25 November 2026").press("Open it again").is(303).onward(member).says("It is open again", "Ask once more")
	h.nobody().get(link.Issue(ref)).is(303)
	member.get(link.Issue("IS999")).is(404)
}

func TestTheListOfIssuesIsNarrowedByItsAddress(t *testing.T) {
	h, _ := example(t)
	g := h.as(models.TeamLead)
	g.get(link.Issues(nil)).is(200).says("Renewal calls wait", "No room in the van").silent("The dashboard shows")
	g.get(link.Issues(url.Values{"state": {"resolved"}})).is(200).says("The dashboard shows").silent("Renewal calls")
	g.get(link.Issues(url.Values{"whose": {"climbed"}})).is(200).says("Renewal calls wait", "Escalated to Samuel Brandt").silent("No room in the van")
	g.get(link.Issues(url.Values{"holds": {"O2"}})).is(200).says("Two project managers").silent("Renewal calls")
	g.get(link.Issues(url.Values{"owner": {"Rasmus Kivi"}})).is(200).says("ticket export").silent("Renewal calls")
	g.get(link.Issues(url.Values{"owner": {"Nobody at all"}})).is(200).says("No issue here")
	g.get(link.Issues(url.Values{"team": {"TM999"}})).is(404)
}
