package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

// twins gives the reference of the symptom about B3 and B19.
func twins(h *house) (ref string) {
	h.read(func(r *models.Read) error {
		list, _, err := r.SymptomsFound(models.SymptomQuery{Kind: "twins", State: "all"}, 0, 50)
		for _, s := range list {
			if strings.Contains(s.Wrong, "B19") {
				ref = s.Symptom.Ref
			}
		}
		return err
	})
	return ref
}

func TestSymptomsStandByKindAndSayTheSameToEveryRole(t *testing.T) {
	h, _ := example(t)
	first := ""
	for _, role := range []models.Role{models.Executive, models.DepartmentHead, models.TeamLead, models.Member, models.Administrator} {
		page := h.as(role).get(link.Symptoms(nil)).is(http.StatusOK).says("Similar efforts in two teams", "B3 and B19", "Teams that wait for each other").page()
		figures := strings.Join(strings.Fields(page.Find("main .num").Text()), " ")
		if first == "" {
			first = figures
		}
		if figures != first {
			t.Errorf("%s reads %s\nand the first %s", role, figures, first)
		}
	}
	g := h.as(models.Member)
	g.get(link.Symptoms(url.Values{"kind": {"twins"}})).is(http.StatusOK).says("B3 and B19", "groups of three letters").silent("waits for")
	g.get(link.Symptoms(url.Values{"kind": {"no such kind"}, "owner": {"nobody of this name"}})).is(http.StatusOK).says("No symptom fits")
	g.get(link.Symptoms(url.Values{"state": {"accepted"}})).is(http.StatusOK).says("No symptom fits")
	g.get(link.Symptom("SY999")).is(http.StatusNotFound)
	g.get(link.Symptoms(url.Values{"team": {"TM999"}})).is(http.StatusNotFound)
	h.nobody().get(link.Symptoms(nil)).is(http.StatusSeeOther)
}

func TestASymptomIsAcceptedHandedOverAndSplitByPlainForms(t *testing.T) {
	h, c := example(t)
	ref := twins(h)
	member, owner := h.as(models.Member), h.as(models.Executive)
	member.get(link.Symptom(ref)).is(http.StatusOK).says("Write fix notes for the 20 tickets that repeat most").silent("Accept it")
	member.post(link.SymptomKept(ref), url.Values{"reason": {"Both are needed"}}).is(http.StatusForbidden)
	member.post(link.SymptomSplit(ref), nil).is(http.StatusForbidden)
	owner.post(link.SymptomKept(ref), url.Values{"reason": {" "}}).is(http.StatusUnprocessableEntity).says("There is a problem", "Say in a sentence why it stays as it is.")
	owner.post(link.SymptomSplit(ref), url.Values{"border_1": {"Tickets"}, "border_2": {""}}).is(http.StatusUnprocessableEntity).says("Say what belongs to B", "Tickets")
	owner.post(link.SymptomMerge(ref), url.Values{"keep": {"B77"}}).is(http.StatusUnprocessableEntity).says("Choose from the list")
	owner.post(link.SymptomOwner(ref), url.Values{"owner": {"Nobody Atall"}}).is(http.StatusUnprocessableEntity).says("Nobody Atall")
	owner.post(link.SymptomOwner(ref), url.Values{"owner": {c.Member.Name}}).is(http.StatusSeeOther).onward(owner).says("Handed to " + c.Member.Name)
	member.get(link.Symptom(ref)).is(http.StatusOK).says("Accept it")
	member.post(link.SymptomKept(ref), url.Values{"reason": {"Until spring both write them"}}).is(http.StatusSeeOther).onward(member).says("Accepted: Until spring both write them", "Open it again")
	owner.get(link.Symptoms(url.Values{"state": {"accepted"}})).is(http.StatusOK).says("B3 and B19")
	owner.post(link.SymptomKeptGone(ref), nil).is(http.StatusSeeOther).onward(owner).says("Opened again.")
	owner.post(link.SymptomSplit(ref), url.Values{"border_1": {"Tickets"}, "border_2": {"Visits"}}).is(http.StatusSeeOther).onward(owner).says("Accepted with a border", "Tickets", "Visits")
	owner.post(link.SymptomKept("SY999"), url.Values{"reason": {"x"}}).is(http.StatusNotFound)
}

// From a finding two are made one and two again by plain forms, and the list leads there for whoever may.
func TestTwoAreMadeOneFromTheFindingAndTwoAgain(t *testing.T) {
	h, _ := example(t)
	ref := twins(h)
	owner := h.as(models.Executive)
	h.as(models.Member).get(link.Symptoms(nil)).silent("Merge, split or keep both")
	if owner.get(link.Symptoms(nil)).page().Find("main a[href='"+link.Symptom(ref)+"#acts']").Length() != 1 {
		t.Error("the list does not lead to what can be done")
	}
	owner.post(link.SymptomMerge(ref), url.Values{"keep": {"B3"}}).is(http.StatusSeeOther).onward(owner).says("They are one now.", "B19 was made one with B3.", "Make them two again")
	owner.get(link.Objective("B19")).is(http.StatusNotFound)
	h.as(models.Member).get(link.Symptom(ref)).is(http.StatusOK).silent("Make them two again")
	h.as(models.Member).post(link.SymptomParted(ref), nil).is(http.StatusForbidden)
	owner.post(link.SymptomParted(ref), nil).is(http.StatusSeeOther).onward(owner).says("They are two again", "Make them one", "Opened again.")
	owner.get(link.Objective("B19")).is(http.StatusOK)
	owner.post(link.SymptomParted(ref), nil).is(http.StatusUnprocessableEntity)
}

func TestAnybodyMayHaveItLookAgainAndTheFirstPageLeadsThere(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	ref := twins(h)
	h.write(func(tx *models.Tx) error {
		o, err := tx.ObjectiveByRef("B19")
		if err != nil {
			return err
		}
		before := *o
		o.Title = "Answer every phone in the clinics"
		return tx.SaveObjective(models.ObjectiveChanged, &before, o)
	})
	member.post(link.SymptomLooks(), nil).is(http.StatusSeeOther).onward(member).says("Looked again.", c.Member.Name).silent("B3 and B19")
	member.get(link.Symptom(ref)).is(http.StatusOK).says("Its facts were mended.")
	h.nobody().post(link.SymptomLooks(), nil).is(http.StatusSeeOther)
	head := h.as(models.DepartmentHead)
	if head.get(link.Home()).page().Find("main a[href^='"+link.PathSymptoms+"']").Length() == 0 {
		t.Error("the first page of who is asked to act does not lead to it")
	}
}

func TestASymptomAboutSomethingThatBecameADraftLosesItsWordsForOthers(t *testing.T) {
	h, c := example(t)
	ref := twins(h)
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows["Ticket triage"])
	h.write(func(tx *models.Tx) error {
		return tx.DB().Model(&models.Objective{}).Where("ref = ?", "B19").Update("strategy_id", d.strategy.ID).Error
	})
	member := h.as(models.Member)
	member.get(link.Symptom(ref)).is(http.StatusNotFound)
	member.get(link.Symptoms(nil)).is(http.StatusOK).says("something that you may not see").silent("B19")
	h.as(models.Executive).get(link.Symptom(ref)).is(http.StatusOK).says("B19")
}

func TestAnEmptyInstallationSaysThatNobodyHasLookedYet(t *testing.T) {
	h := open(t)
	owner := h.as(models.Executive)
	owner.get(link.Symptoms(nil)).is(http.StatusOK).says("Nobody has looked yet")
	owner.post(link.SymptomLooks(), nil).is(http.StatusSeeOther).onward(owner).says("No symptom is open")
}

// Whoever stands on the page of a thing finds there what is wrong with it, and goes from there to the symptom.
func TestThePagesOfThingsLeadToTheSymptomsThatNameThem(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	for _, address := range []string{link.Objective("B3"), link.Objective("B19"), link.TeamOutcomes(c.Teams["Service Desk"].Ref)} {
		if n := member.get(address).is(http.StatusOK).page().Find("main a[href='" + link.Symptom(twins(h)) + "']").Length(); n != 1 {
			t.Errorf("%s leads %d times to the symptom about B3 and B19", address, n)
		}
	}
	var rows []*models.SymptomNow
	h.read(func(r *models.Read) (err error) {
		rows, _, err = r.SymptomsFound(models.SymptomQuery{}, 0, 300)
		return err
	})
	pages := map[string]func(string) string{"outcome": link.Outcome, "workflow": link.Workflow, "initiative": link.Initiative, "team": link.TeamOutcomes, "allocation": link.Allocation, "handoff": link.Handoff}
	for _, s := range rows {
		for _, one := range s.About {
			if to := pages[one.Kind]; to != nil && h.as(models.Executive).get(to(one.Ref)).is(http.StatusOK).page().Find("#h-signs").Length() != 1 {
				t.Errorf("%s says nothing of %s", to(one.Ref), s.Wrong)
			}
		}
	}
	member.get(link.Layers()).is(http.StatusOK).says("What does not fit").silent("Set it aside")
	h.as(models.Executive).get(link.Layers()).is(http.StatusOK).says("Set it aside with a reason")
	about := url.Values{"about": {"B19"}}
	member.get(link.Symptoms(about)).is(http.StatusOK).says("Only those that name B19", "B3 and B19").silent("waits for")
	member.get(link.Symptoms(url.Values{"about": {`%","_\\x`}})).is(http.StatusOK).says("No symptom fits")
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows["Ticket triage"])
	h.write(func(tx *models.Tx) error {
		return tx.DB().Model(&models.Objective{}).Where("ref = ?", "B19").Update("strategy_id", d.strategy.ID).Error
	})
	member.get(link.Objective("B3")).is(http.StatusOK).silent("B19")
}

// A form that stood open while somebody else answered is not lost without a word: it says who did what.
func TestAnAnswerAfterSomebodyElsesIsToldOfItAndChangesNothing(t *testing.T) {
	h, c := example(t)
	ref, owner, head := twins(h), h.as(models.Executive), h.as(models.DepartmentHead)
	seen := owner.get(link.Symptom(ref)).page().Find("input[name=seen]").First().AttrOr("value", "")
	head.post(link.SymptomKept(ref), url.Values{"reason": {"Two desks, two lists"}, "seen": {seen}}).is(http.StatusSeeOther)
	owner.post(link.SymptomKept(ref), url.Values{"reason": {"Mine"}, "seen": {seen}}).is(http.StatusConflict).says(c.Head.Name+" accepted it while you were looking at it.", "Two desks, two lists").silent("Accepted: Mine")
	owner.post(link.SymptomOwner(ref), url.Values{"owner": {c.Member.Name}, "seen": {seen}}).is(http.StatusConflict)
}

// The number beside a kind is how many stand in the list that its panel leads to.
func TestTheCountOfEachKindIsTheLengthOfTheListBehindIt(t *testing.T) {
	h, _ := example(t)
	member := h.as(models.Member)
	page := member.get(link.Symptoms(nil)).is(http.StatusOK).page()
	kinds := page.Find("main section.card:has(h2)")
	if kinds.Length() < 4 {
		t.Fatalf("%d kinds", kinds.Length())
	}
	for _, s := range kinds.EachIter() {
		says := squeezed(s.Find("summary .num").First())
		to := s.Find("details.explain .how > p a").First().AttrOr("href", "")
		if n := member.get(to).is(http.StatusOK).page().Find(".symlist > li").Length(); fmt.Sprint(n) != says {
			t.Errorf("%s says %s, and %s lists %d", squeezed(s.Find("h2")), says, to, n)
		}
	}
}

// What somebody keeps as a symptom with a reason, the alignment does not ask about again.
func TestTwinsKeptAsASymptomAreNotFlaggedInTheAlignment(t *testing.T) {
	h, _ := example(t)
	owner := h.as(models.Executive)
	flagged := func() (yes bool) {
		h.read(func(r *models.Read) error {
			s, err := wizard.Current(r)
			if err != nil {
				return err
			}
			w, err := wizard.Load(r, s)
			if err != nil {
				return err
			}
			for _, f := range wizard.ByKey("goals").Flags(w) {
				yes = yes || strings.HasPrefix(f.Code, "twin.")
			}
			return nil
		})
		return yes
	}
	if !flagged() {
		t.Error("the alignment does not flag B19")
	}
	owner.post(link.SymptomKept(twins(h)), url.Values{"reason": {"Two desks, two lists"}}).is(http.StatusSeeOther)
	if flagged() {
		t.Error("it is kept as a symptom, and the alignment flags it")
	}
	owner.post(link.SymptomKeptGone(twins(h)), nil).is(http.StatusSeeOther)
	if !flagged() {
		t.Error("it is open again, and the alignment does not flag it")
	}
}
