package handlers

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/handlers/pdf"
	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// reword moves the target of O2, which stands on every brief.
func (h *house) reword(target float64) {
	h.t.Helper()
	h.write(func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O2")
		if err != nil {
			return err
		}
		before := *o
		o.Measures[0].Target, o.Measures[0].TargetText = &target, ""
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
}

// edition is the address of an edition of a brief.
func (h *house) edition(c *demo.Company, team *models.Team, n int) (ref string) {
	h.t.Helper()
	h.read(func(r *models.Read) error {
		var id *string
		if team != nil {
			id = &team.ID
		}
		e, err := r.EditionNumbered(c.Strategy.ID, id, n)
		if err == nil {
			ref = e.Ref
		}
		return err
	})
	return ref
}

func sealOf(a *answer) string { return a.page().Find("input[name=seal]").AttrOr("value", "") }

func TestAnEditionIsIssuedAfterALookReadAndAskedForAgainOnNewWording(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	owner, lead, member := h.as(models.Executive), h.as(models.TeamLead), h.as(models.Member)
	owner.get(link.EditionNew("")).is(http.StatusOK).says("Nothing to issue")
	owner.post(link.Editions(), url.Values{"note": {"because"}, "brief": {""}}).is(http.StatusUnprocessableEntity).says("nothing to issue")

	first := h.edition(c, desk, 2)
	member.get(link.Home()).says("Read edition 2 of the Service Desk brief")
	member.get(link.Edition(first)).says("You are asked to read this edition", "I have read it", "Content matches its hash")
	member.post(link.Receipts(first), nil).leadsTo(link.Edition(first))
	member.get(link.Edition(first)).says("on record", "You read this edition").silent("I have read it")
	member.get(link.Home()).silent("Read edition 2 of the Service Desk brief")
	events := 0
	h.read(func(r *models.Read) error {
		var n int64
		err := r.DB().Model(&models.Event{}).Where("type = ? AND actor_person_id = ?", models.ReceiptGiven, c.Member.ID).Count(&n).Error
		events = int(n)
		return err
	})
	if events != 1 {
		t.Errorf("%d events tell of the receipt", events)
	}

	h.reword(17)
	member.get(link.TeamBrief(desk.Ref)).says("the wording differs by now", "Outcome O2 target moved from 14 days to 17 days.").silent("Issue a new edition")
	preview := owner.get(link.EditionNew(desk.Ref)).is(http.StatusOK).says("will be asked to read", "Outcome O2 target moved from 14 days to 17 days.", "The Service Desk brief")
	missing := owner.post(link.Editions(), url.Values{"note": {" "}, "brief": {desk.Ref}, "seal": {sealOf(preview)}})
	missing.is(http.StatusUnprocessableEntity).says("Say in one sentence why the briefs are issued anew.", "There is a problem")
	h.reword(18)
	moved := owner.post(link.Editions(), url.Values{"note": {"The board asks for it."}, "brief": {desk.Ref}, "seal": {sealOf(preview)}})
	moved.is(http.StatusConflict).says("changed while you were reading", "18 days")
	if kept := moved.page().Find("input[name=note]").AttrOr("value", ""); kept != "The board asks for it." {
		t.Errorf("the note is lost: %q", kept)
	}
	owner.post(link.Editions(), url.Values{"note": {"The board asks for it."}, "brief": {desk.Ref}, "seal": {sealOf(moved)}}).leadsTo(link.TeamBrief(desk.Ref))
	owner.get(link.TeamBrief(desk.Ref)).says("editions are issued", "asked to read.", "Edition 3 was issued")

	second := h.edition(c, desk, 3)
	member.get(link.Home()).says("Read edition 3 of the Service Desk brief", "The board asks for it.", "The wording is new since edition 2")
	member.get(link.Edition(second)).says("You have read edition 2. The wording is new since.", "from 14 days to 18 days")
	old := member.get(link.Edition(first)).says("Edition 2 of 16 Nov 2026", "A newer one exists: edition 3", "what changed").silent("I have read it")
	if old.page().Find(".noprint [role=note]").Length() > 0 || !strings.Contains(old.page().Find(".brief [role=note]").Text(), "A newer one exists") {
		t.Error("on paper the old edition does not say that a newer one exists")
	}
	member.post(link.Receipts(first), nil).leadsTo(link.Edition(first)) // it was read before: nothing new
	lead.post(link.Receipts(first), nil).is(http.StatusUnprocessableEntity).says("Edition 3 was issued meanwhile with new wording")
	lead.post(link.Receipts(second), nil).leadsTo(link.Edition(second))
	lead.get(link.Receipts(second)).is(http.StatusOK).says("Not yet (", "Read (1)", c.Member.Name).silent("%")
	lead.get(link.Readers(second, "read", 1)).says(c.Lead.Name)
	if cache := lead.get(link.Receipts(second)).Header.Get("Cache-Control"); cache != "no-store" {
		t.Errorf("the list of readers may be kept: %q", cache)
	}
}

func TestOnlyThoseAskedSayThatTheyHaveReadAndOnlyLeadsAboveSeeIt(t *testing.T) {
	h, c := example(t)
	desk, other := h.edition(c, c.Teams["Service Desk"], 2), h.edition(c, c.Teams["Accounts"], 2)
	for i, role := range models.Roles {
		g := h.as(role)
		if got := g.get(link.Receipts(desk)).Status; got != [...]int{404, 200, 200, 200, 404}[i] {
			t.Errorf("the readers of the Service Desk as %s: %d", role, got)
		}
		if got := g.get(link.Receipts(other)).Status; got != [...]int{404, 200, 404, 404, 404}[i] {
			t.Errorf("the readers of Accounts as %s: %d", role, got)
		}
		if got := g.post(link.Receipts(other), nil).Status; got != 403 {
			t.Errorf("a receipt for Accounts as %s: %d", role, got)
		}
		if got := g.get(link.EditionNew("")).Status; got != [...]int{404, 200, 404, 404, 404}[i] {
			t.Errorf("what to issue as %s: %d", role, got)
		}
		if got := g.post(link.Editions(), url.Values{"note": {"x"}}).Status; got != [...]int{403, 422, 403, 403, 403}[i] {
			t.Errorf("to issue as %s: %d", role, got)
		}
		g.get(link.Edition(other)).is(http.StatusOK)
	}
	h.nobody().post(link.Receipts(desk), nil).leadsTo(link.SignIn())
	h.as(models.Member).get(link.Receipts("E999")).is(http.StatusNotFound)
	h.as(models.Executive).get(link.Readers(desk, "nonsense", 7)).is(http.StatusOK).says("Not yet (")
}

func TestEditionsOfADraftAreNotThere(t *testing.T) {
	h, c := example(t)
	ref := h.edition(c, nil, 1)
	h.write(func(tx *models.Tx) error {
		return tx.DB().Model(&models.Strategy{}).Where("id = ?", c.Strategy.ID).Update("state", models.Draft).Error
	})
	for _, address := range []string{link.Edition(ref), link.Receipts(ref), link.EditionPDF(ref)} {
		h.as(models.TeamLead).get(address).is(http.StatusNotFound)
	}
	h.as(models.TeamLead).post(link.Receipts(ref), nil).is(http.StatusNotFound)
	h.as(models.Member).get(link.BriefChanges("", 1, 0)).is(http.StatusNotFound)
}

func TestWhatChangedIsComparedBetweenAnyTwoVersions(t *testing.T) {
	h, c := example(t)
	for i, target := range []float64{17, 18} {
		h.reword(target)
		h.write(func(tx *models.Tx) error {
			_, err := tx.IssueEditions(c.Strategy, "because")
			return err
		})
		h.edition(c, nil, i+3)
	}
	g := h.as(models.Member)
	g.get(link.BriefChanges(c.Teams["Accounts"].Ref, 1, 2)).says("Objective B12 now reads “Schedule and hold every renewal call", "O3 stands at 87%")
	g.get(link.BriefChanges("", 2, 3)).says("From edition 2", "to edition 3", "from 14 days to 17 days", "O2 is now")
	g.get(link.BriefChanges("", 4, 2)).says("From edition 2", "to edition 4", "from 14 days to 18 days") // the older one first
	g.get(link.BriefChanges("", 4, 0)).says("to the live page", "nothing has changed", "The wording is the same.")
	g.get(link.BriefChanges(c.Teams["Finance"].Ref, 0, 0)).says("From edition 4", "to the live page")
	for _, bad := range []string{"?from=9", "?from=x", "?from=-1", "?to=99999999999999999999"} {
		g.get(link.BriefChanges("", 0, 0) + bad).is(http.StatusNotFound)
	}
	g.get(link.BriefChanges("TM999", 1, 0)).is(http.StatusNotFound)
}

func TestEditionsOfAStrategyThatWasSupersededAreReadAndComparedAndSaidToBeOld(t *testing.T) {
	h, c := example(t)
	company, accounts := h.edition(c, nil, 2), h.edition(c, c.Teams["Accounts"], 1)
	g := h.as(models.Member)
	g.get(link.Briefs()).is(http.StatusOK).silent("no longer in force")
	h.write(func(tx *models.Tx) error { return tx.SupersedeStrategies() })
	list := g.get(link.Briefs()).is(http.StatusOK).says("Of strategies that are no longer in force", "The company, edition 2", "Accounts, edition 2")
	if list.page().Find("a[href='"+link.Edition(company)+"']").Length() != 1 {
		t.Error("the list does not lead to the old edition")
	}
	old := g.get(link.Edition(accounts)).is(http.StatusOK).says("Its strategy is no longer in force.", "Compare its editions")
	way, _ := old.page().Find("a[href*='of=']").First().Attr("href")
	page := g.get(way).is(http.StatusOK).says("These editions are old.", "From edition 1", "to edition 2", "Objective B12 now reads").silent("The live page")
	if page.page().Find("input[name=of]").AttrOr("value", "") != accounts {
		t.Error("another pair of editions cannot be compared from there")
	}
	g.get(way+"&from=2&to=1").is(http.StatusOK).says("From edition 1", "to edition 2")
	for _, bad := range []string{"&from=9", "&to=x", "&from=-1"} {
		g.get(way + bad).is(http.StatusNotFound)
	}
	g.get(link.EarlierChanges(c.Teams["Finance"].Ref, accounts)).is(http.StatusNotFound)
	g.get(link.EarlierChanges("", "E999")).is(http.StatusNotFound)
}

func TestAContentThatDoesNotMatchItsHashIsSaidPlainly(t *testing.T) {
	h, c := example(t)
	ref := h.edition(c, c.Teams["Service Desk"], 2)
	for content, want := range map[string]string{`{"intent":"We sell yachts."}`: "Do not rely on it", `{"intent":`: "cannot be read"} {
		h.write(func(tx *models.Tx) error {
			if err := tx.DB().Exec("DROP TRIGGER IF EXISTS editions_kept").Error; err != nil {
				return err
			}
			return tx.DB().Exec("UPDATE editions SET content = ? WHERE ref = ?", content, ref).Error
		})
		h.as(models.Member).get(link.Edition(ref)).is(http.StatusOK).says("does not match its hash", want).silent("I have read it")
		h.as(models.Member).post(link.Receipts(ref), nil).is(http.StatusUnprocessableEntity).says("does not match its hash")
		h.as(models.Executive).get(link.EditionNew("")).is(http.StatusOK).says("1 brief says something else")
	}
	h.as(models.Member).get(link.BriefChanges(c.Teams["Service Desk"].Ref, 2, 0)).is(http.StatusUnprocessableEntity)
}

func TestWithoutAChromiumTheSheetIsPrintedInstead(t *testing.T) {
	h, c := example(t)
	g := h.as(models.Member)
	ref := h.edition(c, nil, 1)
	for _, address := range []string{link.BriefPDF(""), link.EditionPDF(ref)} {
		page := strings.TrimSuffix(address, "/pdf")
		g.get(address).leadsTo(page)
		g.get(page).is(http.StatusOK).says("No Chromium is set up here")
	}
	g.get(link.BriefPDF("TM999")).is(http.StatusNotFound)
	h.nobody().get(link.BriefPDF("")).leadsTo(link.SignInTo(link.BriefPDF("")))
}

func TestThePDFIsSentAndKeptNowhere(t *testing.T) {
	chromium, err := pdf.Find(os.Getenv("THROUGHLINE_TEST_CHROMIUM"))
	if err != nil || chromium == "" {
		t.Skip("there is no Chromium here")
	}
	h, c := example(t)
	h.app.printer = pdf.New(chromium)
	got := h.as(models.Member).get(link.BriefPDF(c.Teams["Service Desk"].Ref)).is(http.StatusOK)
	if !strings.HasPrefix(got.Body, "%PDF-") || got.Header.Get("Cache-Control") != "no-store" || !strings.Contains(got.Header.Get("Content-Disposition"), "strategy-brief-service-desk.pdf") {
		t.Errorf("%.20q %v", got.Body, got.Header)
	}
}

func TestEachButtonOfASheetIsThereForThoseItIsFor(t *testing.T) {
	h, c := example(t)
	h.reword(17)
	buttons := func(g *guest, address string) string {
		return g.get(address).page().Find(".btn").Map(func(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) })[2] + " " +
			strings.Join(g.get(address).page().Find(".beside .btn").Map(func(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) }), " ")
	}
	if got := buttons(h.as(models.Executive), link.CompanyBrief()); got != "PDF Issue a new edition" {
		t.Errorf("an executive has %q", got)
	}
	if got := buttons(h.as(models.Member), link.Edition(h.edition(c, nil, 1))); got != "PDF " {
		t.Errorf("a member has %q", got)
	}
}
