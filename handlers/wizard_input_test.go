package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

// wholeDraft is a draft with something in every step, and the pages on which it is worked on.
func wholeDraft(t *testing.T) (h *house, g *guest, pages []string) {
	t.Helper()
	h, g = threeOutcomes(t)
	o := h.world().Outcomes
	id := func(n int) string { return "new-00000000-0000-7000-8000-0000000000" + strconv.Itoa(n) + "." }
	at := "workflows." + id(20)
	h.save("audit", wizard.Query{Add: "workflows"}, url.Values{at + "name": {"Triage"}, at + "verdict": {models.Redesign}, at + "outcomes": {o[0].ID, o[1].ID, o[2].ID}}, false)
	h.save("redesign", wizard.Query{}, url.Values{"do": {"start:" + h.world().Workflows[0].ID}}, false)
	at = "goals." + id(30)
	h.save("goals", wizard.Query{}, url.Values{at + "title": {"Reduce cycle time by 30%"}, at + "outcomes": {o[0].ID}}, false)
	at = "objectives." + id(31)
	h.save("goals", wizard.Query{}, url.Values{at + "title": {"Cut handoff lag"}, at + "goals": {h.world().Goals[0].ID}}, false)
	at = "rules." + id(40)
	h.save("handoff", wizard.Query{}, url.Values{at + "trigger": {"outcome.off_track"}, at + "do": {"create_task"}}, false)
	w := h.world()
	return h, g, []string{link.Step("intent"), link.Step("outcomes"), link.Step("audit"), link.StepItem("audit", w.Workflows[0].Ref),
		link.StepItem("redesign", w.Processes[0].Ref), link.Step("goals"), link.StepItem("goals", w.Goals[0].Ref), link.StepItem("goals", w.Objectives[0].Ref),
		link.Step("handoff"), link.StepAdd("goals", "objectives"), link.StepAdd("outcomes", "outcomes"), link.StepAdd("audit", "workflows")}
}

// versions is how often everything in the draft was saved.
func (h *house) versions() (n int) {
	w := h.world()
	n += w.Intent.Version
	for _, o := range w.Outcomes {
		n += o.Version
	}
	for _, f := range w.Workflows {
		n += f.Version
	}
	for _, p := range w.Processes {
		n += p.Version
	}
	for _, g := range w.Goals {
		n += g.Version
	}
	for _, o := range w.Objectives {
		n += o.Version
	}
	for _, r := range w.Rules {
		n += r.Version
	}
	return n + len(w.Cadences)
}

func TestWhatNoFieldCanHoldIsToldAtTheFieldAndNothingIsSaved(t *testing.T) {
	h, g, pages := wholeDraft(t)
	before := h.versions()
	tried := 0
	for _, page := range pages {
		f := g.get(page).is(200).paper(g, "form#step")
		var names []string
		f.form.Find("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea").Each(func(_ int, e *goquery.Selection) {
			names = append(names, e.AttrOr("name", ""))
		})
		for some := range slices.Chunk(names, 8) { // more would be too much for one post
			for what, bad := range map[string]struct{ typed, says, shows string }{
				"a NUL":             {"a\x00b", "control character", "a�b"},
				"broken UTF-8":      {"a\xffb", "arrived broken", "a�b"},
				"100,000 of them":   {strings.Repeat("a", 100_000), "it has 100,000", "aaaa"},
				"markup to be kept": {"<script>\"'&</script>\x00", "control character", "<script>\"'&</script>"},
			} {
				values := f.values
				for _, name := range some {
					values = putting(values, name, bad.typed)
				}
				got := g.post(f.action, values).is(422).silent("<script>\"")
				document := got.page()
				for _, name := range some {
					tried++
					field := document.Find(`[data-field="` + name + `"]`)
					shown := field.Find("input, textarea").First()
					text := shown.AttrOr("value", shown.Text())
					if problem := field.Find(".msg.err").Text(); !strings.Contains(problem, bad.says) || !strings.HasPrefix(text, bad.shows) {
						t.Errorf("%s in %s of %s: says %q, shows %.30q", what, name, page, problem, text)
					}
					if document.Find(`.problem a[href="#`+name+`"]`).Length() != 1 {
						t.Errorf("%s in %s of %s: the summary does not lead there", what, name, page)
					}
				}
				got.titled(t, "Error: ")
			}
		}
	}
	if after := h.versions(); after != before || tried < 150 {
		t.Fatalf("%d saves after %d tries", after-before, tried)
	}
}

func TestNumbersDaysAndPicksThatAreNoneAreToldAtTheField(t *testing.T) {
	h, g, pages := wholeDraft(t)
	for _, page := range pages {
		f := g.get(page).is(200).paper(g, "form#step")
		for name := range f.values {
			key := name[strings.LastIndex(name, ".")+1:]
			for _, bad := range map[string][]string{
				"baseline": {"NaN", "1e400", "∞"}, "target": {"NaN", "-1e400"}, "low": {"NaN", "much"}, "hours": {"Infinity", "1e400"}, "days": {"2.5", "-3", "NaN"},
				"times": {"NaN", "often"}, "minutes": {"1e400"}, "verdict": {"maybe"}, "direction": {"sideways"}, "trigger": {"never"}, "team": {"nobody's"},
				"baseline_day": {"31 Feb 2027", "0000-00-00"}, "day": {"31.02.2027"}, "start": {"yesterday-ish"}, "first": {"32/13/2027"}, "carrier": {"Nobody Known"},
			}[key] {
				got := g.post(f.action, putting(f.values, name, bad))
				if got.Status != 422 || got.page().Find(`[data-field="`+name+`"] .msg.err`).Length() == 0 {
					t.Errorf("%q in %s of %s: %d %.200s", bad, name, page, got.Status, got.text())
				}
			}
		}
	}
	for name, ref := range map[string]string{"outcomes": h.world().Goals[0].Ref, "goals": h.world().Objectives[0].Ref} {
		f := g.get(link.StepItem("goals", ref)).paper(g, "form#step")
		for _, id := range []string{"nothing", h.world().Workflows[0].ID} {
			g.post(f.action, putting(f.values, f.name("."+name), id)).is(422).says("Choose from the list; what was sent is not on it.")
		}
	}
	if hours := h.world().Workflows[0].Hours; hours != nil {
		t.Fatal(*hours)
	}
}

func TestHoursBelowZeroAreKeptInADraftAndToldWhenTheStepIsMarkedAsDone(t *testing.T) {
	h, g, _ := wholeDraft(t)
	page := link.StepItem("audit", h.world().Workflows[0].Ref)
	g.get(page).paper(g, "form#step").write(".hours", "-8").press("Save and go back").is(303)
	g.get(link.Step("audit")).is(200).says("not known")
	got := g.get(link.Step("audit")).paper(g, "form#step").press("Mark as done").is(422).says("There is a problem", "Hours a week: give a number from 0 to 100,000.")
	got.titled(t, "Error: ")
	g.get(link.Alignment()).is(200).says("1 problem")
}

func TestButtonsAndAddressesThatNameNothingBreakNothing(t *testing.T) {
	h, g, _ := wholeDraft(t)
	before := h.versions()
	w := h.world()
	for _, s := range wizard.Steps {
		for verb := range map[string]bool{"pick": true, "aside": true, "restore": true, "start": true, "documented": true, "approve": true, "remove:outcomes": true, "remove:workflows": true,
			"up:goals": true, "pick-goal": true, "aside-goal": true, "to-goal": true, "to-objective": true, "nonsense": true, "add:nothing": true, "down": true} {
			for _, id := range []string{"", "nothing", "new-00000000-0000-7000-8000-000000000099", strings.Repeat("x", 400), "a\x00b"} {
				if got := g.post(link.Step(s.Key), url.Values{"do": {verb + ":" + id}}); got.Status >= 500 || got.Status == 200 {
					t.Errorf("%s %s:%.20q: %d", s.Key, verb, id, got.Status)
				}
			}
		}
	}
	for _, address := range []string{"/alignment/nothing", "/alignment/audit/W999", "/alignment/goals/G999", "/alignment/goals/B999", "/alignment/redesign/P999", "/alignment/audit/%00", "/alignment/intent/x"} {
		if got := g.get(address); got.Status != 404 && got.Status != 400 {
			t.Errorf("%s: %d", address, got.Status)
		}
	}
	for _, query := range []string{"?add=nothing", "?add=cadence", "?add=processes", "?from=-5", "?from=999999999999", "?from=x", "?only=nothing", "?team=nothing", "?drafts=99999", "?add=workflows&only=stop"} {
		for _, s := range wizard.Steps {
			g.get(link.Step(s.Key) + query).is(200)
		}
	}
	big := url.Values{}
	for i := range 10_001 {
		big.Set("goals.x"+strconv.Itoa(i)+".title", "a")
	}
	g.post(link.Step("goals"), big).is(400)
	hostile := url.Values{"outcomes.order": {strings.Repeat("x,", 5000), "a\x00b"}, "outcomes." + w.Outcomes[0].ID + ".version": {"-1e9"}, "outcomes.new-" + w.Workflows[0].ID + ".title": {"The id of another thing"},
		"keep.outcomes." + w.Outcomes[0].ID + ".title": {"both"}, "all": {"maybe"}, "version": {"NaN"}}
	if got := g.post(link.Step("outcomes"), hostile); got.Status >= 500 {
		t.Error(got.Status)
	}
	g.post(link.Advice(), url.Values{"about": {"outcome:" + w.Outcomes[0].ID}, "code": {"nothing"}, "reason": {"No"}, "back": {"//evil.example"}}).leadsTo(link.Alignment())
	g.post(link.Advice(), url.Values{"about": {"outcome:\x00"}, "reason": {"No"}}).is(404)
	if after := h.versions(); after > before+3 { // one outcome is new, and two moved down for it
		t.Fatalf("%d saves", after-before)
	}
}

func TestAdviceIsSetAsideWithAReasonThatFits(t *testing.T) {
	h, g := threeOutcomes(t)
	page := g.get(link.Step("outcomes")).is(200).says("No workflow moves this outcome yet")
	f := page.paper(g, `form[action="`+link.Advice()+`"]`)
	f.write("reason", " ").press("Set aside").is(422).says("There is a problem", "Say in a few words").titled(t, "Error: ")
	again := f.write("reason", strings.Repeat("x", 501)).press("Set aside").is(422).says("Keep this to 500 characters; it has 501.").paper(g, `form[action="`+link.Advice()+`"]`)
	if len(again.values.Get("reason")) != 501 {
		t.Fatal("what was typed is gone")
	}
	again.write("reason", "It comes next year").press("Set aside").leadsTo(link.Step("outcomes"))
	if n := len(h.world().Dismissed); n != 1 {
		t.Fatalf("%d set aside", n)
	}
}
