package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheNextStrategyIsBegunAndEverythingIsCarriedOrDroppedOnOnePage(t *testing.T) {
	h, _ := example(t)
	owner, member, lead := h.as(models.Executive), h.as(models.Member), h.as(models.TeamLead)
	owner.get(link.Strategy()).is(http.StatusOK).says("Next strategy")
	member.get(link.StrategyNext()).is(http.StatusNotFound)
	member.post(link.StrategyNext(), url.Values{"title": {"Next"}}).is(http.StatusForbidden)
	owner.get(link.StrategyNext()).is(http.StatusOK).says("The draft begins with this sentence")
	owner.post(link.StrategyNext(), url.Values{"title": {" "}}).is(http.StatusUnprocessableEntity).says("Give the next strategy a name")
	owner.post(link.StrategyNext(), url.Values{"title": {"The years after"}}).is(http.StatusSeeOther)
	var s *models.Strategy
	var o *models.Outcome
	h.read(func(r *models.Read) (err error) {
		if err = r.DB().Where("title = ?", "The years after").First(&s).Error; err != nil {
			return err
		}
		o, err = r.OutcomeByRef("O1")
		return err
	})
	at := link.StrategyChoices(s.Ref)
	owner.get(link.StrategyNext()).leadsTo(at)
	for _, who := range []*guest{member, lead} {
		who.get(at).is(http.StatusNotFound)
		who.get(link.StrategyRecord(s.Ref)).is(http.StatusNotFound)
		who.post(at, url.Values{"kind": {"outcome"}, "do": {"carry-all"}}).is(http.StatusNotFound)
	}
	h.nobody().get(at).leadsTo(link.SignInTo(at))
	owner.get(at).is(http.StatusOK).says("What is carried into The years after?", "To decide", o.Title)
	owner.post(at, url.Values{"kind": {"outcome"}, "rows": {o.ID}, "do": {"drop"}}).is(http.StatusUnprocessableEntity).says("Say in a sentence why this is dropped.")
	owner.post(at, url.Values{"kind": {"outcome"}, "do": {"carry"}}).is(http.StatusUnprocessableEntity).says("Tick what this is for")
	owner.post(at, url.Values{"kind": {"outcome"}, "rows": {o.ID}, "do": {"drop"}, "outcome.reason": {"Done for good."}}).is(http.StatusSeeOther)
	owner.post(at, url.Values{"kind": {"outcome"}, "do": {"carry-all"}}).is(http.StatusSeeOther)
	owner.get(at).says("Done for good.", "Carried as").silent("All of them are decided")
	owner.get(at + "?only=open").says("All of them are decided")
	owner.get(link.StrategyRecord(s.Ref)).says("Carry or drop what stands today", "carried", "to decide")
	owner.get(link.Alignment()).is(http.StatusOK).says("The years after")
	owner.get(link.Strategies()).is(http.StatusOK).says("Go on with the next strategy")
}
