package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestWordsGetAdviceWhileTheyAreTypedAndNothingIsSaved(t *testing.T) {
	h, g := threeOutcomes(t)
	o := h.world().Outcomes[0]
	name := "outcomes." + o.ID + ".title"
	before := h.versions()
	got := g.part(name+"-wording").post(link.Wording(), url.Values{name: {"Launch a new <b>booking</b> platform. It works."}}).is(200)
	got.says("This has 2 sentences", "This reads like a project", "Try: [What is measured] goes from [x] to [y] by [date]")
	body := got.page()
	if n := body.Find("mark").Length(); n < 2 || body.Find("b").Length() != 0 {
		t.Errorf("%d marks in %s", n, got.text())
	}
	if body.Find(`[id="`+name+`-wording"][aria-live]`).Length() != 1 || body.Find("main").Length() != 0 {
		t.Errorf("more than the part was sent: %.200s", got.text())
	}
	if !strings.Contains(body.Find("a").AttrOr("href", ""), link.PathAdvice) {
		t.Error("the advice cannot be set aside")
	}
	if sound := g.part(name+"-wording").post(link.Wording(), url.Values{name: {"Problems are fixed at first contact"}}).is(200); sound.page().Find("li, mark").Length() != 0 {
		t.Errorf("sound words are advised on: %s", sound.text())
	}
	if h.versions() != before || h.world().Outcomes[0].Title != o.Title {
		t.Error("typing wrote something")
	}
	g.part("outcomes.nothing.title-wording").post(link.Wording(), url.Values{}).is(404)
	g.post(link.Wording(), url.Values{name: {"x"}}).leadsTo(link.Alignment())
	h.as(models.Member).part(name+"-wording").post(link.Wording(), url.Values{name: {"x"}}).is(404)
}

func TestAdviceOnWordingStandsAfterASaveIsSetAsideAndTakenBack(t *testing.T) {
	h, g := threeOutcomes(t)
	o := h.world().Outcomes[0]
	g.get(link.Step("outcomes")).paper(g, "form#step").write(o.ID+".title", "Launch a new booking platform").press("Save").is(303)
	page := g.get(link.Step("outcomes")).is(200).says("This reads like a project")
	box := page.page().Find(`[id="outcomes.` + o.ID + `.title-wording"]`)
	href, there := box.Find("a").Attr("href")
	if !there || box.Find("mark").Length() == 0 {
		t.Fatalf("no way to set it aside: %s", box.Text())
	}
	f := g.get(href).is(200).says("This reads like a project").paper(g, `form[action="`+link.Advice()+`"]`)
	f.write("reason", "").press("Set aside").is(422).says("Say in a few words", "This reads like a project")
	f.write("reason", "The board calls it so").press("Set aside").leadsTo(link.Step("outcomes"))
	page = g.get(link.Step("outcomes")).is(200).says("Set aside (1)", "The board calls it so")
	if page.page().Find(`[id="outcomes.`+o.ID+`.title-wording"] li`).Length() != 0 {
		t.Error("advice set aside still stands")
	}
	g.get(href).is(200).says("This advice is not given now")
	page.paper(g, `form[action="`+link.AdviceBack()+`"]`).press("Take back").leadsTo(link.Step("outcomes"))
	g.get(link.Step("outcomes")).is(200).says("This reads like a project")
	h.as(models.Member).get(href).is(404)
	h.as(models.Member).post(link.AdviceBack(), url.Values{"about": {"outcome:" + o.ID}, "code": {"x"}}).is(404)
}
