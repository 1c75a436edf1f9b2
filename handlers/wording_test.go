package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestANewWordingOfAPageIsReadOnItAndThoseWhoHaveNotAreReminded(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"].Ref
	h.write(func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE objectives SET title = ? WHERE id = ?", "Fix notes for the thirty most repeated tickets", c.Objectives["B3"].ID).Error; err != nil {
			return err
		}
		return tx.NoticeWordings()
	})
	member, lead, other, owner := h.as(models.Member), h.as(models.TeamLead), h.signedIn(c.People["Hye-jin Paek"]), h.as(models.Executive)
	member.get(link.Home()).is(200).says("To read", "Read what the strategy means for Service Desk")
	page := member.get(link.TeamOutcomes(desk)).is(200).says("You are asked to read this page.")
	other.get(link.TeamOutcomes(desk)).is(200).silent("You are asked to read this page.")
	f := page.paper(member, `form[action="`+link.PageReceipts(desk)+`"]`)
	other.post(link.PageReceipts(desk), f.values).is(403).says("You are not asked to read this page.")
	member.post(link.PageReceipts(desk), url.Values{"wording": {"older"}}).is(422).says("The wording changed again while you read.")
	lead.get(link.PageReceipts(desk)).is(200).says("Who has read the page of Service Desk", "Inês Carvalho", "Remind those who have not read it")
	f.press("I have read it").is(303).onward(member).says("That you have read this wording is on record.").silent("You are asked to read this page.")
	lead.get(link.PageReaders(desk, "read", 1)).is(200).says("Inês Carvalho")
	lead.get(link.PageReceipts(desk)).is(200).silent("Inês Carvalho").says("Sorted by name.")

	member.get(link.PageReceipts(desk)).is(404)
	member.post(link.PageRemind(desk), nil).is(403)
	h.signedIn(c.People["Tom Okafor"]).get(link.PageReceipts(desk)).is(404)
	lead.post(link.PageRemind(desk), nil).is(303).onward(lead).says("reminded. Nobody is reminded twice on one day.")
	lead.post(link.PageRemind(desk), nil).is(422).says("All of them were reminded today already.")
	if n := h.count("events", "type = ?", string(models.ReadersReminded)); n != 1 {
		t.Errorf("%d events remind", n)
	}
	owner.get(link.PageReceipts("TM999")).is(404)
	owner.get(link.Strategy()).is(200).says("Who has read the intent")
	owner.get(link.PageReceipts("")).is(200).says("Who has read the intent")
	intent := member.get(link.Strategy()).is(200)
	intent.silent("You are asked to read the intent.") // it stood on the page that was read
	asked := h.signedIn(c.People["Li Wenqing"])
	if asked.get(link.Strategy()).is(200).page().Find(`form[action="`+link.PageReceipts("")+`"]`).Length() > 0 {
		asked.get(link.Strategy()).paper(asked, `form[action="`+link.PageReceipts("")+`"]`).press("I have read it").is(303).onward(asked).silent("You are asked to read the intent.")
	}
	var edition *models.Edition
	h.read(func(r *models.Read) (err error) { edition, err = r.NewestEdition(c.Strategy.ID, nil); return err })
	owner.get(link.Receipts(edition.Ref)).is(200)
	owner.post(link.ReadersRemind(edition.Ref), nil).is(303)
	owner.post(link.ReadersRemind(edition.Ref), nil).is(422)
}
