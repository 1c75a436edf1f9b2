package handlers

import (
	"net/http"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestASupersededStrategyStaysReadableWithHowItsOutcomesEnded(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	list := member.get(link.Strategies()).is(http.StatusOK).says("In force since", "Superseded", "In force from", "who pick up the phone")
	if n := list.page().Find("main .lines li").Length(); n != 2 {
		t.Errorf("%d strategies", n)
	}
	member.get(link.Strategy()).is(http.StatusOK).says("Earlier strategies")
	var ref string
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Strategy{}).Select("ref").Where("kind = ? AND state = ?", models.Organizational, models.Superseded).Scan(&ref).Error
	})
	page := member.get(link.StrategyRecord(ref)).is(http.StatusOK).says("Of 3 outcomes 1 was missed.", "In it outcome, handoff and cadence failed.", "Score 50%", "Problems do not come back").page()
	for _, s := range page.Find("[data-figure]").EachIter() {
		if say := unexplained(page, s); say != "" {
			t.Errorf("the figure %q %s", s.Text(), say)
		}
	}
	member.get(link.StrategyRecord(c.Strategy.Ref)).is(http.StatusOK).says("Not closed", "Compare with the one before")
	member.get(link.StrategyBeside(c.Strategy.Ref)).is(http.StatusOK).says("What changes with", "who pick up the phone", "Problems do not come back", "Score 50%", "Dropped", "Clinics buy printers", "New")
	member.get(link.StrategyBeside(ref)).is(http.StatusNotFound)
	member.get(link.StrategyRecord("S99")).is(http.StatusNotFound)
	h.nobody().get(link.StrategyRecord(ref)).leadsTo(link.SignInTo(link.StrategyRecord(ref)))
	h.write(func(tx *models.Tx) error {
		return tx.Insert(&models.Strategy{Kind: models.Organizational, Title: "What comes next", State: models.Draft})
	})
	var draft string
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Strategy{}).Select("ref").Where("title = ?", "What comes next").Scan(&draft).Error
	})
	member.get(link.StrategyRecord(draft)).is(http.StatusNotFound)
	member.get(link.StrategyBeside(draft)).is(http.StatusNotFound)
	member.get(link.Strategies()).is(http.StatusOK).silent("What comes next")
	h.as(models.Executive).get(link.StrategyRecord(draft)).is(http.StatusOK).says("Not in force yet")
}
