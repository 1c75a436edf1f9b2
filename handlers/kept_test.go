package handlers

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/wizard"
	"throughline/views/link"
)

// kept is a page that a browser has: it asks whether it still holds.
type kept struct {
	t       *testing.T
	address string
	mark    string
}

func keep(g *guest, address string) kept {
	g.h.t.Helper()
	got := g.get(address).is(http.StatusOK)
	if got.Header.Get("Cache-Control") != "private, no-cache" || got.Header.Get("ETag") == "" {
		g.h.t.Fatalf("%s may not be kept: %v", address, got.Header)
	}
	k := kept{g.h.t, address, got.Header.Get("ETag")}
	k.holds(g)
	return k
}

func (k kept) ask(g *guest) *answer { return g.with("If-None-Match", k.mark).get(k.address) }

func (k kept) holds(g *guest) {
	k.t.Helper()
	got := k.ask(g).is(http.StatusNotModified)
	if got.Body != "" || got.Header.Get("ETag") != k.mark || got.Header.Get("Cache-Control") != "private, no-cache" || got.Header.Get("Vary") == "" {
		k.t.Fatalf("%s holds with %v and %q", k.address, got.Header, got.Body)
	}
}

func (k kept) gone(g *guest, says ...string) {
	k.t.Helper()
	k.ask(g).is(http.StatusOK).says(says...)
}

func TestAPageThatABrowserKeptHoldsUntilAnythingOnItChanges(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		h := openOn(t, db, clock)
		lead, role := h.as(models.TeamLead), link.TeamOutcomes(h.teams["Support"].Ref)

		k := keep(lead, role)
		h.write(func(tx *models.Tx) error {
			return tx.AddTask(&models.Task{Title: "Call the clinic back", TeamID: &h.teams["Support"].ID, DueDay: tx.Today()})
		})
		k.gone(lead, "Call the clinic back")

		k = keep(lead, role)
		clock.Advance(50 * time.Second)
		k.holds(lead)
		clock.Advance(2 * time.Minute) // the session's use is noted, which nobody sees
		k.holds(lead)
		clock.Advance(11 * time.Hour)
		k.holds(lead)
		clock.Advance(4 * time.Hour)
		k.gone(lead)

		lead = h.as(models.TeamLead)
		k = keep(lead, role)
		if got := k.ask(h.as(models.Member)); got.Status != http.StatusOK {
			t.Errorf("another person's page holds: %d", got.Status)
		}
		if got := k.ask(h.nobody()); got.Status != http.StatusSeeOther {
			t.Errorf("somebody signed out gets %d", got.Status)
		}
		if got := k.ask(h.signedIn(h.cast[models.TeamLead])); got.Status != http.StatusOK {
			t.Errorf("it holds in another browser: %d", got.Status)
		}

		k = keep(lead, role)
		h.write(func(tx *models.Tx) error {
			team, err := tx.TeamByRef(h.teams["Support"].Ref)
			if err != nil {
				return err
			}
			team.LeadPersonID = &h.cast[models.Member].ID
			return tx.Save(team)
		})
		k.gone(lead)

		k = keep(lead, role)
		lead.post(link.Theme(), url.Values{"theme": {"dark"}}).is(http.StatusSeeOther)
		if got := k.ask(lead).is(http.StatusOK); !strings.Contains(got.Body, "dark") {
			t.Error("the page does not take the new theme")
		}
	})
}

func TestANewCompanyDayMakesPagesAnew(t *testing.T) {
	h := open(t)
	h.clock.Set(modelstest.Monday.Add(14*time.Hour + 58*time.Minute)) // 23:58
	lead := h.as(models.TeamLead)
	k := keep(lead, link.TeamOutcomes(h.teams["Support"].Ref))
	h.clock.Advance(time.Minute)
	k.holds(lead)
	h.clock.Advance(2 * time.Minute)
	k.gone(lead)

	h.write(func(tx *models.Tx) error { // whose own day ends at another hour
		p, err := tx.PersonByRef(h.cast[models.TeamLead].Ref)
		if err != nil {
			return err
		}
		p.TimeZone = "America/New_York"
		return tx.Save(p)
	})
	k = keep(lead, link.TeamOutcomes(h.teams["Support"].Ref))
	h.clock.Advance(4 * time.Hour)
	k.holds(lead)
	h.clock.Advance(70 * time.Minute)
	k.gone(lead)
}

func TestASignOutEndsWhatABrowserKept(t *testing.T) {
	h := open(t)
	lead := h.as(models.TeamLead)
	k := keep(lead, link.TeamOutcomes(h.teams["Support"].Ref))
	was := *lead
	lead.post(link.SignOut(), nil).leadsTo(link.SignIn())
	if got := k.ask(&was); got.Status != http.StatusSeeOther {
		t.Errorf("after the sign-out it answers %d", got.Status)
	}
}

func TestASentenceSaidOnceIsShownOnAPageThatWasKept(t *testing.T) {
	h := open(t)
	lead, role := h.as(models.TeamLead), link.TeamOutcomes(h.teams["Support"].Ref)
	lead.post(link.Tasks(), url.Values{"for": {"team:" + h.teams["Support"].Ref}, "title": {"Order the spare printer"}, "due": {"20 Nov 2026"}}).leadsTo(role)
	said := lead.said
	lead.said = nil
	k := keep(lead, role)
	lead.said = said
	got := k.ask(lead).is(http.StatusOK).says("The task is added.")
	if got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("ETag") != "" {
		t.Errorf("what is said once may be kept: %v", got.Header)
	}
	lead.said = nil // the browser has forgotten it
	k.holds(lead)
}

func TestAPartOfAPageAndAnotherAddressHaveMarksOfTheirOwn(t *testing.T) {
	h := open(t)
	lead, address := h.as(models.TeamLead), link.Teams()
	k := keep(lead, address)
	for _, other := range []*answer{k.ask(lead.part("main")), lead.with("If-None-Match", k.mark).get(address + "?x=1"), lead.with("If-None-Match", k.mark).get(link.Tasks())} {
		if other.Status != http.StatusOK || other.Header.Get("ETag") == k.mark {
			t.Errorf("%d %v", other.Status, other.Header)
		}
	}
	h.app.cfg.Build = "another"
	k.gone(lead)
}

func TestAPageWithSomethingMadeForOneShowingIsNotKept(t *testing.T) {
	h, g := drafting(t)
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	keep(g, link.Step("audit"))
	if got := g.get(link.StepAdd("audit", "workflows")).is(http.StatusOK); got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("ETag") != "" {
		t.Errorf("a page with a blank row may be kept: %v", got.Header)
	}
	if got := g.get(link.Task("T999")).is(http.StatusNotFound); got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("ETag") != "" {
		t.Errorf("a page that is not there may be kept: %v", got.Header)
	}
}

func TestListsOfMarksAreRead(t *testing.T) {
	const mark = `W/"abc"`
	for line, want := range map[string]bool{
		`W/"abc"`: true, `"abc"`: true, `"x", W/"abc"`: true, `"x",W/"y","abc"`: true, ` , "abc" , `: true, `"a,b", "abc"`: true,
		``: false, `*`: false, `abc`: false, `"xabc"`: false, `"abcx"`: false, `"x, W/"abc""`: false, `"a`: false, `"ab c"`: false, `W/`: false, `w/"abc"`: false,
	} {
		if got := names([]string{line}, mark); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
	if !names([]string{`"x"`, `"abc"`}, mark) {
		t.Error("a second line is not read")
	}
}

// What a page shows may depend on the address, the person, the day and the database alone: that is what its mark stands for.
func TestNoPageReadsAnythingOfARequestThatItsMarkDoesNotStandFor(t *testing.T) {
	reads := regexp.MustCompile(`\.Cookies?\(|Header\.(Get|Values)\(|\.UserAgent\(|\.Referer\(|\.RealIP\(|RemoteAddr`)
	may := []string{"first_run.go", "access.go", "render.go", "session.go", "shell.go", "values.go", "errors.go", "sign_in.go", "wizard.go", "kept.go", "welcome.go", "calendar.go", "names.go", "pulse_stream.go", "call.go"}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(may, name) {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := reads.FindString(string(text)); found != "" {
			t.Errorf("%s has %s: a page that depends on it needs it in mark, or must be shown with once; then name the file here", name, found)
		}
	}
}
