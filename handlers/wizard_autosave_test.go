package handlers

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

// threeOutcomes is a draft with a done intent and three outcomes.
func threeOutcomes(t *testing.T) (*house, *guest) {
	t.Helper()
	h, g := drafting(t)
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	v := url.Values{}
	for i, title := range []string{"Fixed at first contact", "Clinics that renew", "Faster delivery"} {
		at := "outcomes.new-00000000-0000-7000-8000-00000000000" + string(rune('1'+i)) + "."
		for key, value := range map[string]string{"title": title, "metric": title + " by week", "direction": "increase", "baseline": "62",
			"target": "80", "unit": "%", "deadline": "31 Dec 2030", "owner": "Support"} {
			v.Set(at+key, value)
		}
	}
	h.save("outcomes", wizard.Query{}, v, true)
	return h, g
}

// saved is the answer of a form that saves itself.
func (a *answer) saved() (got autosaved) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.Body), &got); err != nil {
		a.t.Fatalf("%v: %s", err, a.Body)
	}
	return got
}

func TestAPageThatSavesByItselfAddsItsNewRowOnce(t *testing.T) {
	for _, page := range []struct{ address, title string }{{link.StepAdd("outcomes", "outcomes"), ".title"}, {link.StepAdd("audit", "workflows"), ".name"}} {
		h, g := threeOutcomes(t)
		f := g.get(page.address).is(200).paper(g, "form#step")
		row := strings.TrimSuffix(f.name(page.title), page.title)
		quiet := g.with("X-Autosave", "1")
		for i, text := range []string{"R", "Res", "Results"} {
			f.write(page.title, text)
			got := quiet.post(f.action, f.values).is(200).saved()
			if got.Saved == "" || got.Versions[row+".version"] == "" {
				t.Fatalf("%s, save %d: %+v", page.address, i, got)
			}
			for name, version := range got.Versions { // what the script does with the answer
				f.values.Set(name, version)
			}
		}
		bad := quiet.post(f.action, putting(f.values, f.name(page.title), "a\x00b")).is(422).saved()
		if !strings.Contains(bad.Problems[f.name(page.title)], "control character") || bad.Saved != "" {
			t.Errorf("%+v", bad)
		}
		w := h.world()
		n := len(w.Workflows)
		if strings.Contains(page.address, "outcomes") {
			n = len(w.Outcomes) - 3
		}
		if n != 1 {
			t.Fatalf("%s: %d rows", page.address, n)
		}
		removed := putting(f.values, "do", "remove:"+strings.Replace(row, ".", ":", 1))
		next := g.post(f.action, removed).onward(g).says("Removed.")
		next.paper(g, `form:has(input[value^="restore:"])`).press("Undo").is(303)
		if w := h.world(); len(w.Outcomes)+len(w.Workflows) != 4 {
			t.Fatalf("%s: undo brought back %d", page.address, len(w.Outcomes)+len(w.Workflows))
		}
	}
}

func putting(values url.Values, name, value string) url.Values {
	out := url.Values{}
	for n, list := range values {
		out[n] = list
	}
	out.Set(name, value)
	return out
}

func TestAPageThatSavesByItselfLearnsWhatOthersSaved(t *testing.T) {
	h, erik := threeOutcomes(t)
	h.write(func(tx *models.Tx) error {
		s, err := wizard.Current(&tx.Read)
		if err != nil {
			return err
		}
		return tx.SetAuthors(s, []string{h.cast[models.TeamLead].ID})
	})
	liv := h.as(models.TeamLead)
	mine, theirs := erik.get(link.Step("outcomes")).paper(erik, "form#step"), liv.get(link.Step("outcomes")).paper(liv, "form#step")
	theirs.write(".unit", "points").write(".target", "85").press("Save").is(303)
	plain := liv.get(link.Step("outcomes")).paper(liv, "form#step")

	quiet := erik.with("X-Autosave", "1")
	mine.write(".title", "Faster delivery everywhere")
	got := quiet.post(mine.action, mine.values).is(200).saved()
	if got.Values[mine.name(".unit")][0] != "points" || got.Values[mine.name(".target")][0] != "85" || got.Values[mine.name(".title")] != nil {
		t.Fatalf("%+v", got.Values)
	}
	// Without script the page that follows says it.
	plain.write(".metric", "Days to deliver").press("Save").onward(liv).says("Saved. What will be true: kept “Faster delivery everywhere”, which Erik Owner saved.")
	if values := quiet.post(mine.action, mine.values).is(200).saved().Values; values[mine.name(".metric")][0] != "Days to deliver" {
		t.Fatalf("%v", values)
	}
	// Both change the same field: the save by itself stops, and the button brings the choice.
	theirs = liv.get(link.Step("outcomes")).paper(liv, "form#step")
	theirs.write(".target", "90").press("Save").is(303)
	for name, version := range got.Versions {
		mine.values.Set(name, version)
	}
	for name, list := range got.Values {
		mine.values[name] = list
	}
	mine.write(".target", "70").write(".unit", "%")
	if got := quiet.post(mine.action, mine.values).is(409).saved(); got.Conflict == "" || got.Saved != "" {
		t.Fatalf("%+v", got)
	}
	if o := h.world().Outcomes[2]; *o.Measures[0].Target != 90 || o.Measures[0].Unit != "points" {
		t.Fatal("something was half saved")
	}
	page := mine.press("Save").is(409).says("Liv Lead saved at", "Both of you changed this", "Keep mine", "70", "Take theirs", "90")
	page.titled(t, "Error: ")
	choice := page.paper(erik, "form#step")
	choice.values.Set(choice.name(".target"), "70")
	keep := "keep." + mine.name(".target")
	if choice.values.Get(keep) == "" {
		t.Fatalf("there is no choice named %s", keep)
	}
	choice.values.Set(keep, "theirs")
	choice.press("Save").is(303)
	if o := h.world().Outcomes[2]; *o.Measures[0].Target != 90 || o.Measures[0].Unit != "%" || o.Title != "Faster delivery everywhere" {
		t.Fatalf("%+v %+v", o, o.Measures[0])
	}
}

// titled checks how the title of the page begins.
func (a *answer) titled(t *testing.T, beginning string) {
	t.Helper()
	if title := a.page().Find("title").Text(); !strings.HasPrefix(title, beginning) {
		t.Errorf("the title is %q", title)
	}
}

func TestMineIsKeptWhenThatIsChosenAndWhatAnotherSavedMeanwhileToo(t *testing.T) {
	h, erik := threeOutcomes(t)
	first, second, third := erik.get(link.Step("outcomes")).paper(erik, "form#step"), erik.get(link.Step("outcomes")).paper(erik, "form#step"), erik.get(link.Step("outcomes")).paper(erik, "form#step")
	first.write(".target", "85").press("Save").is(303)
	choice := second.write(".target", "70").press("Save").is(409).paper(erik, "form#step")
	third.write(".unit", "points").press("Save").is(303) // a third tab saves while the choice is made
	choice.press("Save").is(303)
	if o := h.world().Outcomes[2]; *o.Measures[0].Target != 70 || o.Measures[0].Unit != "points" {
		t.Fatalf("%v %q", *o.Measures[0].Target, o.Measures[0].Unit)
	}
}

func TestPressedTwiceASaveIsOneSave(t *testing.T) {
	h, g := threeOutcomes(t)
	f := g.get(link.StepAdd("outcomes", "outcomes")).paper(g, "form#step").write(".title", "A fourth")
	for range 3 {
		f.press("Save").is(303).leadsTo(link.Step("outcomes"))
	}
	if n := len(h.world().Outcomes); n != 4 {
		t.Fatalf("%d outcomes", n)
	}
	empty := g.get(link.StepAdd("outcomes", "outcomes")).paper(g, "form#step")
	empty.press("Save").is(303)
	if n := len(h.world().Outcomes); n != 4 {
		t.Fatalf("a row left blank was added: %d outcomes", n)
	}
}
