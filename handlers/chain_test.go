package handlers

import (
	"net/url"
	"strconv"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// chainOf reads an approval chain.
func (h *house) chainOf(ref string) (c *models.ApprovalChain) {
	h.t.Helper()
	h.read(func(r *models.Read) (err error) { c, err = r.ChainByRef(ref); return err })
	return c
}

// change sends one of the forms of a chain's page.
func (g *guest) change(ref, do string, values url.Values) *answer {
	g.h.t.Helper()
	if values == nil {
		values = url.Values{}
	}
	values.Set("do", do)
	if values.Get("version") == "" {
		values.Set("version", strconv.Itoa(g.h.chainOf(ref).Version))
	}
	return g.post(link.Chain(ref), values)
}

func TestAnApprovalChainIsWrittenAndChangedWithoutScript(t *testing.T) {
	h, c := example(t)
	owner, head, lead, member := h.as(models.Executive), h.as(models.DepartmentHead), h.as(models.TeamLead), h.as(models.Member)
	member.get(link.Chains()).is(200).says("Changes that clinics notice", "What changes a price or an invoice").silent("New approval chain")
	member.get(link.Chain("C2")).is(200).says("The lead of Finance", "Direction").silent("Add a stage", "No longer ask")
	member.get(link.Chain("C9")).is(404)
	h.nobody().get(link.Chains()).is(303)
	lead.get(link.ChainNew()).is(404)
	lead.post(link.Chains(), url.Values{"name": {"Mine"}}).is(403)
	member.get(link.Questions()).is(200).says("Approval chains")

	fresh := func(name, person string) *answer {
		form := owner.get(link.ChainNew()).is(200).paper(owner, "form[action='/chains']")
		form.values.Set("name", name)
		form.values.Set("new_name", "Direction")
		form.values.Set("new_person", person)
		return form.press("Write the chain")
	}
	fresh("", "Maja Holm").is(422).says("There is a problem", "Give the chain a name")
	fresh("Hiring", "Nobody Here").is(422).says("There is a problem")
	fresh("Hiring", "Maja Holm").is(303).onward(owner).says("The chain is written", "Hiring", "Direction", "Maja Holm", "Nothing yet.")
	head.post(link.Chains(), url.Values{"name": {"Ours"}, "owner": {"Amina Diallo"}, "new_name": {"Lead"}, "new_role": {"team_lead"}, "new_need": {"any"}}).is(422).says("Choose the team whose chain it is")
	head.post(link.Chains(), url.Values{"name": {"Ours"}, "owner": {"Amina Diallo"}, "team": {c.Teams["Service Desk"].ID}, "new_name": {"Lead"}, "new_role": {"team_lead"}, "new_need": {"any"}}).is(303)

	stage := func(i int) *models.ChainStage { return h.chainOf("C3").Stages[i] }
	head.change("C3", "stage", url.Values{"new_name": {"Not theirs"}}).is(403)
	owner.change("C3", "stage", url.Values{"new_name": {"Money"}, "new_role": {"team_lead"}, "new_team": {c.Teams["Finance"].ID}, "new_need": {"any"}, "new_after": {""}}).is(303).onward(owner).says("1. Money", "2. Direction", "The lead of Finance")
	owner.change("C3", "stage", url.Values{"new_name": {"Money"}, "new_role": {"person"}, "new_need": {"any"}}).is(422).says("Choose the person by name.")
	owner.change("C3", "down:"+stage(0).ID, nil).is(303).onward(owner).says("1. Direction", "2. Money")
	owner.change("C3", "add:"+stage(1).ID, url.Values{"s2_role": {"person"}, "s2_person": {"Jónas Birgisson"}}).is(303).onward(owner).says("Jónas Birgisson")
	owner.change("C3", "add:"+stage(1).ID, url.Values{"s2_role": {"person"}, "s2_person": {"Jónas Birgisson"}}).is(422).says("The stage asks them already.")
	owner.change("C3", "save:"+stage(1).ID, url.Values{"s2_name": {"Money"}, "s2_need": {"count"}, "s2_yes": {"3"}}).is(422).says("asks 2, so 3 cannot say yes")
	owner.change("C3", "save:"+stage(1).ID, url.Values{"s2_name": {"Money"}, "s2_need": {"all"}}).is(303).onward(owner).says("All have to say yes")
	first := stage(1).Approvers[0]
	owner.change("C3", "add:"+stage(1).ID, url.Values{"s2_role": {"person"}, "s2_person": {"Tom Okafor"}, "s2_instead": {first.ID}}).is(303).onward(owner).says("Tom Okafor", "No longer asks the lead of Finance at “Money”")
	owner.change("C3", "take:"+stage(1).Approvers[0].ID, nil).is(303)
	owner.change("C3", "take:"+stage(1).Approvers[0].ID, nil).is(422).says("would ask nobody any more")
	owner.change("C3", "about", url.Values{"name": {"Hiring and pay"}, "owner": {"Maja Holm"}, "version": {"1"}}).is(409).says("Somebody changed this chain meanwhile")
	owner.change("C3", "about", url.Values{"name": {"Hiring and pay"}, "owner": {"Amina Diallo"}}).is(303).onward(owner).says("Hiring and pay", "Gave it to Amina Diallo, from Maja Holm.")
	owner.change("C3", "drop:"+stage(0).ID, nil).is(303)
	owner.change("C3", "drop:"+stage(0).ID, nil).is(422).says("It is the only stage of the chain")
	owner.change("C3", "fly", nil).is(422)

	owner.post(link.ChainRemoval("C1"), nil).is(422).says("goes by this chain")
	owner.post(link.ChainRemoval("C3"), nil).is(303).onward(owner).says("The chain is removed.")
	owner.get(link.Chain("C3")).is(404)
	owner.post(link.ChainBack("C3"), nil).is(303).onward(owner).says("The chain is back.")
	member.post(link.ChainRemoval("C3"), nil).is(403)
}

func TestAVersionGoesThroughTheChainThatItsProcessNames(t *testing.T) {
	h, c := example(t)
	owner, head, lead, member := h.as(models.Executive), h.as(models.DepartmentHead), h.as(models.TeamLead), h.as(models.Member)
	senior := h.signedIn(c.People["Yusuf Haddad"])
	ref := c.Processes["Escalating with the whole story"].Ref
	owner.get(link.Process(ref)).is(200).says("Who approves its versions", "Changes that clinics notice", "Those who do it, then Client Services")
	lead.post(link.ProcessChain(ref), url.Values{"chain": {""}}).is(403)
	owner.post(link.ProcessChain(ref), url.Values{"chain": {"none"}}).is(422)
	owner.post(link.ProcessChain(ref), url.Values{"chain": {h.chainOf("C2").ID}}).is(303).onward(owner).says("Finance, then Accounts, then Direction")
	owner.post(link.ProcessChain(ref), url.Values{"chain": {h.chainOf("C1").ID}}).is(303)

	h.write(func(tx *models.Tx) error {
		p, err := tx.ProcessByRef(ref)
		if err != nil {
			return err
		}
		if err := tx.SucceedProcess(p); err != nil {
			return err
		}
		return tx.DocumentProcess(p)
	})
	owner.post(link.ProcessChain(ref), url.Values{"chain": {""}}).is(422).says("waits for approval")
	var q string
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Approval{}).Where("process_version_id IS NOT NULL").Pluck("ref", &q).Error
	})
	owner.get(link.Process(ref)).is(200).says("one stage after another", "Asked now", "Still to come", "Open approval "+q)
	// Yusuf Haddad, the lead of Field and the lead of the Service Desk are asked; two have to say yes.
	senior.get(link.Home()).is(200).says("Approve version 2", "stage 1 of 2: Those who do it")
	lead.get(link.Question(q)).is(200).says("Yes, approve", "2 of 3 have to say yes", "Changes that clinics notice")
	for _, one := range []*guest{head, member, owner} {
		one.get(link.Question(q)).is(200).silent("Yes, approve")
		one.post(link.QuestionVotes(q), url.Values{"do": {"yes"}}).is(403)
	}
	owner.post(link.Approval(ref), nil).is(403)
	senior.post(link.QuestionVotes(q), url.Values{"do": {"yes"}}).is(303).onward(senior).says("It waits for the others now")
	lead.post(link.QuestionVotes(q), url.Values{"do": {"no"}}).is(422).says("Say in one sentence why not.")
	lead.post(link.QuestionVotes(q), url.Values{"do": {"yes"}}).is(303).onward(lead).says("The next stage is asked now")
	owner.get(link.Chain("C1")).is(200).says("Approve version 2", "Stage 2 of 2, Client Services")
	// The chain asks somebody else at its last stage; the open request follows when it is told to.
	owner.change("C1", "add:"+h.chainOf("C1").Stages[1].ID, url.Values{"s2_role": {"person"}, "s2_person": {"Maja Holm"}, "s2_instead": {h.chainOf("C1").Stages[1].Approvers[0].ID}}).is(303).
		onward(owner).says("1 open request goes by the chain as it was", "Bring them to the chain as it is now")
	owner.get(link.Question(q)).silent("Yes, approve")
	lead.post(link.ChainRequests("C1"), nil).is(403)
	owner.post(link.ChainRequests("C1"), nil).is(303).onward(owner).says("1 open request goes by the chain as it is now").silent("Bring them")
	head.get(link.Question(q)).silent("Yes, approve")
	owner.post(link.QuestionVotes(q), url.Values{"do": {"yes"}}).is(303).onward(owner).says("it is decided: approved")
	owner.get(link.Process(ref)).is(200).says("Version 2", "by Maja Holm")
}
