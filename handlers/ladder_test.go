package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheLadderOfSilenceIsSetByAdministratorsWithoutScript(t *testing.T) {
	h, _ := example(t)
	h.as(models.Member).get(link.Ladder()).is(404)
	h.as(models.Executive).post(link.Ladder(), url.Values{"do": {"save"}}).is(403)
	admin := h.as(models.Administrator)
	admin.get(link.CompanySettings()).is(200).says("When a handoff is not answered")
	page := admin.get(link.Ladder()).is(200).says("Who is told, and when", "The giver’s lead").silent("not saved yet")
	if n := page.page().Find("ol.rows > li").Length(); n != 4 {
		t.Fatalf("%d rungs", n)
	}
	f := page.paper(admin, `form[action="`+link.Ladder()+`"]`)
	f.values.Set("do", "add:rungs")
	page = admin.post(link.Ladder(), f.values).is(200).says("not saved yet")
	if n := page.page().Find("ol.rows > li").Length(); n != 5 {
		t.Fatalf("%d rungs after one was added", n)
	}
	f = page.paper(admin, `form[action="`+link.Ladder()+`"]`)
	f.values.Set("rungs.new5.who", "executive")
	f.values.Set("rungs.new5.days", "2")
	f.values.Set("do", "save")
	admin.post(link.Ladder(), f.values).is(422).says("The rung above comes after 7")
	f.values.Set("rungs.new5.days", "61")
	admin.post(link.Ladder(), f.values).is(422)
	f.values.Set("rungs.new5.days", "soon")
	admin.post(link.Ladder(), f.values).is(422).says("Give a whole number")
	f.values.Set("rungs.new5.days", "7")
	f.values.Set("rungs.new5.who", "giver-lead")
	admin.post(link.Ladder(), f.values).is(422).says("This rung stands above already")
	f.values.Set("rungs.new5.who", "")
	admin.post(link.Ladder(), f.values).is(422).says("Choose who is told")
	f.values.Set("rungs.new5.who", "executive")
	f.values.Set("do", "up:rungs:new5")
	page = admin.post(link.Ladder(), f.values).is(200)
	f = page.paper(admin, `form[action="`+link.Ladder()+`"]`)
	f.values.Set("do", "remove:rungs:new2")
	page = admin.post(link.Ladder(), f.values).is(200)
	f = page.paper(admin, `form[action="`+link.Ladder()+`"]`)
	f.values.Set("do", "save")
	admin.post(link.Ladder(), f.values).is(303).onward(admin).says("The ladder is saved")
	var company *models.Company
	h.read(func(r *models.Read) (err error) { company, err = r.Company(); return err })
	if got := company.Ladder; got != "silent 0\nwaiting 3\nexecutive 7\ngiver-lead 7" {
		t.Errorf("%q", got)
	}
	admin.post(link.Ladder(), f.values).is(409).says("Somebody else changed")
	f.values.Set("version", "x")
	admin.post(link.Ladder(), url.Values{"do": {"save"}}).is(422).says("Keep at least one rung")
	if n := h.count("work", "kind = ?", string(models.LookSilence)); n == 0 {
		t.Error("nothing looks at the handoffs that wait")
	}
}

func TestTheLadderStandsOnTheHandoffForTheOneItClimbsPast(t *testing.T) {
	h, _ := example(t)
	var late string
	h.read(func(r *models.Read) error {
		var rungs []*models.HandoffRung
		if err := r.DB().Where("days >= 3").Limit(1).Find(&rungs).Error; err != nil || len(rungs) == 0 {
			t.Fatalf("no handoff of the example has climbed, %v", err)
		}
		var of models.Handoff
		err := r.DB().Where("id = ?", rungs[0].HandoffID).First(&of).Error
		late = of.Ref
		return err
	})
	for _, role := range models.Roles {
		h.as(role).get(link.Handoff(late)).is(200).says("While no answer comes", "was told", "the day to answer by")
	}
}
