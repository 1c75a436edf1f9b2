package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/PuerkitoBio/goquery"

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
	owner.get(link.StrategyBeside(s.Ref)).is(http.StatusOK).says("Not decided yet").silent("Dropped")
	owner.post(at, url.Values{"kind": {"outcome"}, "rows": {o.ID}, "do": {"drop"}}).is(http.StatusUnprocessableEntity).says("Say in a sentence why this is dropped.")
	owner.post(at, url.Values{"kind": {"outcome"}, "do": {"carry"}}).is(http.StatusUnprocessableEntity).says("Tick what this is for")
	owner.post(at, url.Values{"kind": {"outcome"}, "rows": {o.ID}, "do": {"drop"}, "outcome.reason": {"Done for good."}}).is(http.StatusSeeOther)
	owner.post(at, url.Values{"kind": {"outcome"}, "do": {"carry-all"}}).is(http.StatusSeeOther)
	owner.get(at).says("Done for good.", "Carried as").silent("All of them are decided")
	owner.get(at + "?only=open").says("All of them are decided")
	owner.get(link.StrategyRecord(s.Ref)).says("Carry or drop what stands today", "carried", "to decide")
	owner.get(link.Alignment()).is(http.StatusOK).says("The years after")
	owner.get(link.Strategies()).is(http.StatusOK).says("Go on with the next strategy")
	owner.post(at, url.Values{"kind": {"team"}, "do": {"carry-all"}}).is(http.StatusUnprocessableEntity).says("Nothing of this kind goes over.")

	// What the strategy in force stands on is mended there, and the draft has its own.
	var now string
	h.read(func(r *models.Read) error { in, _, err := r.InForce(); now = in.Ref; return err })
	owner.get(link.Layers()).is(http.StatusOK).page().Find(`section[aria-labelledby="h-flags"] a[href^="` + link.PathFoundation + `"]`).Each(func(_ int, a *goquery.Selection) {
		if a.AttrOr("href", "") != link.Foundation(now) {
			t.Errorf("a flag of %s leads to %s", now, a.AttrOr("href", ""))
		}
	})
	owner.get(link.Foundation(now)).says("The strategy is in force.", "The next one is drafted with its own").paper(owner, "main form.stack").write("markets", "Only the north.").press("Save").leadsTo(link.Foundation(now))
	owner.get(link.Foundation("")).says("This is the draft of the next strategy", "The years after").silent("Only the north.")
	member.get(link.Strategy()).says("Only the north.")
	h.writeAs(h.cast[models.Executive], func(tx *models.Tx) error {
		stored, err := tx.OrganizationalByRef(s.Ref)
		if err != nil {
			return err
		}
		return tx.SetAuthors(stored, []string{h.cast[models.TeamLead].ID})
	})
	author := h.as(models.TeamLead)
	author.get(link.Foundation("")).is(http.StatusOK).silent("The next one is drafted with its own")
	author.get(link.Foundation(now)).is(http.StatusForbidden)
	author.get(link.Layers()).is(http.StatusOK).silent("Write it down")
	author.post(link.StrategyRemoval(s.Ref), nil).is(http.StatusForbidden)

	// Second thoughts: the draft goes with all that was written in it, and comes back as it was.
	gone := owner.post(link.StrategyRemoval(s.Ref), nil).is(http.StatusSeeOther).onward(owner).says("The draft is thrown away.", "Begin the next strategy")
	for _, address := range []string{link.StrategyRecord(s.Ref), at} {
		owner.get(address).is(http.StatusNotFound)
		author.get(address).is(http.StatusNotFound)
	}
	owner.get(link.Alignment()).is(http.StatusOK).silent("The years after")
	owner.get(link.Search("years after", "", "", 1)).is(http.StatusOK).silent("The years after")
	owner.post(link.StrategyNext(), url.Values{"title": {"Another"}}).is(http.StatusSeeOther)
	gone.paper(owner, ".toast form").press("Undo").is(http.StatusUnprocessableEntity).says("A strategy is drafted already.")
	var other *models.Strategy
	h.read(func(r *models.Read) (err error) { other, err = r.NextDraft(); return err })
	owner.post(link.StrategyRemoval(other.Ref), nil).is(http.StatusSeeOther)
	gone.paper(owner, ".toast form").press("Undo").leadsTo(link.StrategyRecord(s.Ref))
	owner.get(at).is(http.StatusOK).says("Done for good.", "Carried as").silent("removed in the alignment")
}
