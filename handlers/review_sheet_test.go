package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAReviewIsPreparedHeldReadAndPrintedOnItsPages(t *testing.T) {
	h, c := example(t)
	owner, member, head := h.as(models.Executive), h.as(models.Member), h.as(models.DepartmentHead)
	today := c.Company.Calendar().Today(h.db.Now())
	next := map[string][]*models.Review{}
	for _, v := range c.Reviews {
		if v.Day > today {
			next[v.Clock] = append(next[v.Clock], v)
		}
	}
	strategy, operations := next[models.ClockStrategy][1], next[models.ClockOperations][0] // the first of the strategy is prepared in the example
	list := member.get(link.Reviews()).is(200).says("Coming", "Held, skipped and missed", "Overdue", "Network kits", "The intent stands since")
	if list.page().Find(`a[href="`+link.Review(strategy.Ref)+`"]`).Length() != 1 {
		t.Error("the coming one is not listed")
	}
	member.get(link.Review(strategy.Ref)).is(200).says("Not prepared").silent("Prepare the agenda")
	member.post(link.ReviewSheets(strategy.Ref), nil).is(403)
	owner.get(link.Review(strategy.Ref)).is(200).says("Prepare the agenda")
	page := owner.post(link.ReviewSheets(strategy.Ref), nil).is(303).onward(owner).is(200).says("In preparation", "What has changed in our markets", "Open its form", "needs a written reason")
	before := page.page().Find(`.below a[href^="/reviews/sheets/"]`).AttrOr("href", "")
	member.get(before).is(200).says("Outcomes closed since the review before", "Problems do not come back", "Score 50%", "Outcome, handoff and cadence failed")
	address := page.page().Find("#agenda").AttrOr("action", "")
	ref := address[len("/reviews/sheets/"):]
	f := page.paper(owner, "#agenda")
	member.get(link.Sheet(ref)).is(200).says("Agenda").silent("The review is held")
	member.post(link.Sheet(ref), url.Values{"do": {"save"}}).is(403)
	f.write("words-O1", "It goes well.").press("The review is held").is(422).says("There is a problem", "Say what has changed in our markets")
	kept := f.write("market", "Nothing.").write("competition", "Nothing.").press("The review is held").is(422).says("Say of O1 whether it is kept").paper(owner, "#agenda")
	if kept.values.Get("words-O1") != "It goes well." {
		t.Error("what was typed is gone")
	}
	f.press("Save what is written so far").is(303).onward(owner).says("Saved. The review is still open.")
	f.press("Save what is written so far").is(422).says("Somebody else wrote into this review")
	owner.post(link.SheetItems(ref), url.Values{"item": {"B3"}}).is(422).says("The layers are never mixed")
	owner.post(link.SheetItems(ref), url.Values{"item": {"X1"}}).is(422).says("names nothing here")
	owner.post(link.SheetSkip(ref), url.Values{"reason": {" "}}).is(422).says("Say in a sentence why it is skipped.")
	fresh := owner.get(link.Sheet(ref)).paper(owner, "#agenda")
	h.read(func(r *models.Read) error {
		d, err := r.SheetByRef(ref)
		for _, i := range d.Items {
			verdict := models.VerdictKeep
			if i.EntityRef == "G7" {
				verdict = models.VerdictDrop
			}
			fresh.write("verdict-"+i.EntityRef, verdict).write("words-"+i.EntityRef, "Because of "+i.EntityRef+".")
		}
		return err
	})
	done := fresh.press("The review is held").is(303).onward(owner).says("The review is held", "Because of G7.", "hand it over").silent("Save what is written so far")
	decision := done.page().Find(`td a[href^="/decisions/"]`).First().AttrOr("href", "")
	step := owner.get(decision).is(200).says("Drop G7", "Because of G7.", "dropped G7, and it still stands.").page().Find(`[aria-labelledby="h-carry"] a.btn`).AttrOr("href", "")
	owner.get(strings.Split(step, "#")[0]).is(200).says("The review")
	member.get(decision).is(200).says("Hand the decision over to somebody who may.").silent("Open its form")
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE goals SET state = ? WHERE ref = 'G7'", "dropped").Error
	})
	owner.get(decision).is(200).silent("Carry it out")
	member.get(link.Minutes(ref)).is(200).says("Held on", "Because of O1.", "Back to the review")
	owner.post(link.Sheet(ref), url.Values{"do": {"hold"}}).is(422)
	member.get(link.Sheet("RS99")).is(404)

	desk := c.Teams["Client Services"].Ref
	head.post(link.ReviewSheets(operations.Ref), url.Values{"team": {"TM99"}}).is(422)
	sheet := head.post(link.ReviewSheets(operations.Ref), url.Values{"team": {desk}}).is(303).onward(head).says("Review of operations, Client Services", "What the last 90 days say", "Objectives done")
	if n := sheet.page().Find("details.explain").Length(); n != 8 {
		t.Errorf("%d figures open", n)
	}
	skip := sheet.page().Find("#agenda").AttrOr("action", "")
	head.post(skip+"/skip", url.Values{"reason": {"Half of us are at the fair."}}).is(303).onward(head).says("Half of us are at the fair.", "Skipped")

	tom := h.signedIn(c.People["Tom Okafor"])
	tom.get(link.Initiative(c.Initiatives["kits"].Ref)).says("Review it now")
	own := tom.post(link.InitiativeReviews(c.Initiatives["kits"].Ref), nil).is(303).onward(tom).says("Next review date")
	own.paper(tom, "#agenda").write("verdict-"+c.Initiatives["kits"].Ref, models.VerdictKeep).write("words-"+c.Initiatives["kits"].Ref, "Three sizes are left.").
		press("The review is held").is(422).says("Give the next review date")
	member.post(link.InitiativeReviews(c.Initiatives["kits"].Ref), nil).is(403)
	member.get(link.Strategy()).says("The intent stands since")
}

func TestAFormOpenedFromAReviewLeadsBackToIt(t *testing.T) {
	h, _ := example(t)
	owner := h.as(models.Executive)
	for _, one := range []struct{ item, field, words string }{
		{"outcome", "title", "Problems are fixed at the first call"},
		{"goal", "title", "Grow the share of problems fixed at first contact by 31%"},
		{"objective", "title", "Write fix notes for the 30 problems that come back most"},
		{"workflow", "description", "What the desk hears first."},
	} {
		sheet := "RS2"
		if one.item == "objective" || one.item == "workflow" {
			sheet = "RS3"
		}
		page := owner.get(link.Sheet(sheet)).is(200)
		var item *models.ReviewItem
		h.read(func(r *models.Read) error {
			d, err := r.SheetByRef(sheet)
			for _, i := range d.Items {
				if i.EntityType == one.item && item == nil {
					item = i
				}
			}
			return err
		})
		address := page.page().Find(`[aria-labelledby="i-`+item.EntityRef+`"] .row a.small`).AttrOr("href", "")
		address, _, _ = strings.Cut(address, "#")
		form := owner.get(address).is(200).says("The review")
		group := map[string]string{"outcome": "outcomes", "goal": "goals", "objective": "objectives", "workflow": "workflows"}[one.item]
		saved := form.paper(owner, "#step").write(group+"."+item.EntityID+"."+one.field, one.words).press("Save")
		if one.item == "outcome" { // what rests on it is looked at first
			saved.leadsTo(link.BackTo(link.Change("CH2"), link.Sheet(sheet))).onward(owner).says("The review")
			continue
		}
		saved.leadsTo(link.Sheet(sheet))
	}
	f := owner.get(link.BackTo(link.Step("goals"), "//elsewhere.example/reviews/")).is(200).silent("The review").paper(owner, "#step")
	f.press("Save").is(303).leadsTo(link.BackTo(link.Step("goals"), "//elsewhere.example/reviews/"))
}

func TestALongReviewIsFoldedAndTheRestOfAPartIsKeptWithoutScript(t *testing.T) {
	h, _ := example(t)
	head := h.as(models.DepartmentHead)
	page := head.get(link.Sheet("RS3")).is(200).says("Objectives, Field", "Workflows, Service Desk", "of 37 answered", "Keep all that are left here")
	if n := page.page().Find("details.opens[open]").Length(); n != 1 {
		t.Errorf("%d parts are open at first", n)
	}
	open := page.page().Find("details.opens[open]")
	key := strings.TrimPrefix(open.AttrOr("id", ""), "part-")
	if first := page.page().Find("#agenda button").First().AttrOr("value", ""); first != "save" {
		t.Errorf("Enter presses %q", first)
	}
	f := page.paper(head, "#agenda")
	f.values.Set("do", "keep:"+key)
	wrong := f.write("words-W1", "Typed before.").g.post(f.action, f.values).is(422).says("Say in a line why they are kept.")
	if id := wrong.page().Find("details.opens[open]").First().AttrOr("id", ""); id != "part-"+key {
		t.Errorf("%s is open", id)
	}
	f.write("keep-"+key, "They run well.")
	after := f.g.post(f.action, f.values).is(303)
	if to := after.Header.Get("Location"); !strings.Contains(to, "#part-") || strings.HasSuffix(to, key) {
		t.Errorf("it leads to %s", to)
	}
	next := after.onward(head).says("kept. Answer again to say otherwise.")
	if next.page().Find("#part-"+key).Is("[open]") || next.page().Find(`#part-`+key+` [data-s="ok"]`).Length() != 1 || next.paper(head, "#agenda").values.Get("words-W1") != "Typed before." {
		t.Error("the part is not folded, or what was typed is gone")
	}
	f = next.paper(head, "#agenda")
	f.values.Set("do", "keep:nothing")
	f.g.post(f.action, f.values).is(422).says("not there any more")
	h.as(models.Member).post(link.Sheet("RS3"), url.Values{"do": {"keep:" + key}}).is(403)

	h.write(func(tx *models.Tx) error { return tx.DB().Exec("DELETE FROM strategy_authors").Error })
	page = head.get(link.Sheet("RS3")).is(200)
	if page.page().Find(`#agenda a[href^="`+link.Alignment()+`"]`).Length() > 0 {
		t.Error("it leads to an alignment that is not there for this reader")
	}
	way := page.page().Find(`#agenda a:contains("Raise an issue about it")`).First().AttrOr("href", "")
	head.get(way).is(200).says("B15")
}
