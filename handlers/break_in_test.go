package handlers

import (
	"bytes"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// atOnce sends the same request from n browsers at the same moment and counts the answers by status.
func atOnce(n int, send func(i int) int) map[int]int {
	var wait sync.WaitGroup
	var mu sync.Mutex
	got := map[int]int{}
	for i := range n {
		wait.Go(func() {
			status := send(i)
			mu.Lock()
			got[status]++
			mu.Unlock()
		})
	}
	wait.Wait()
	return got
}

// raw sends a form without the helpers that a test may only use from its own goroutine.
func (h *house) raw(address string, form url.Values, cookie *http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080"+address, strings.NewReader(form.Encode()))
	r.RemoteAddr = "127.0.0.1:5000"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.pages.ServeHTTP(w, r)
	return w
}

func TestFirstRunAsksForTheCodeWheneverTheMachineItselfIsNotSure(t *testing.T) {
	ask := func(h *house, host string, header ...string) *answer {
		r := httptest.NewRequest(http.MethodGet, "http://"+host+link.FirstRun(), nil)
		r.RemoteAddr = "127.0.0.1:4000"
		for _, name := range header {
			r.Header.Set(name, "1")
		}
		return h.nobody().do(r, false)
	}
	h := empty(t)
	for _, host := range []string{"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LOCALHOST"} {
		ask(h, host).is(http.StatusOK).silent("Code from the log")
	}
	for _, host := range []string{"rebound.example:8080", "10.0.0.5", "127.0.0.1.rebound.example", "localhost.rebound.example:8080"} {
		ask(h, host).is(http.StatusOK).says("Code from the log")
	}
	for _, header := range passedOn {
		ask(h, "127.0.0.1:8080", header).is(http.StatusOK).says("Code from the log")
	}
	behind := empty(t, func(c *Config) { c.BaseURL = "https://throughline.example.org" })
	ask(behind, "127.0.0.1:8080").is(http.StatusOK).says("Code from the log") // a proxy that says nothing of itself
}

func TestOfManyFirstRunsAtOnceOneSetsTheCompanyUp(t *testing.T) {
	h := empty(t)
	got := atOnce(6, func(i int) int {
		v := firstAnswers()
		v.Set("company", fmt.Sprintf("Company %d", i))
		v.Set("email", fmt.Sprintf("first%d@fjord.example", i))
		return h.raw(link.FirstRun(), v, nil).Code
	})
	if got[http.StatusSeeOther] != 1 || got[http.StatusNotFound] != 5 {
		t.Errorf("answers %v", got)
	}
	h.read(func(r *models.Read) error {
		n, err := r.CountPeople()
		if n != 1 {
			t.Errorf("%d people", n)
		}
		return err
	})
}

func TestOfManyWhoUseOneLinkAtOnceOneGetsIn(t *testing.T) {
	h := open(t)
	address := madeLink(t, h.as(models.Administrator).post(link.PersonLink(h.cast[models.Member].Ref), nil))
	got := atOnce(6, func(int) int { return h.raw(address, newBoats, nil).Code })
	if got[http.StatusSeeOther] != 1 || got[http.StatusNotFound] != 5 {
		t.Errorf("answers %v", got)
	}
}

func TestGuessesFromOneIPv6NetworkCountTogether(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::9": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "::ffff:192.0.2.7": "::ffff:192.0.2.7", "": "",
	} {
		if got := neighbourhood(address); got != want {
			t.Errorf("%q: %q, not %q", address, got, want)
		}
	}
}

func TestTwoPagesThatRenewOneSessionLeaveTheBrowserSignedIn(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	var s *models.Session
	h.read(func(r *models.Read) (err error) { s, _, err = r.SessionOf(g.cookie.Value); return err })
	var first, second string
	h.write(func(tx *models.Tx) (err error) { first, err = tx.RenewSession(s); return err })
	h.write(func(tx *models.Tx) (err error) { second, err = tx.RenewSession(s); return err })
	if first == "" || second != "" {
		t.Fatalf("tokens %q and %q", first, second)
	}
	g.cookie.Value = first
	g.get(link.Me()).is(http.StatusOK)
}

func TestASessionFromBeforeSomebodyWasSwitchedOffStaysEnded(t *testing.T) {
	h := open(t)
	admin, mo := h.as(models.Administrator), h.cast[models.Member]
	admin.post(link.PersonLeave(mo.Ref), nil).is(http.StatusSeeOther)
	late := h.signedIn(mo) // let in by a request that was under way
	late.get(link.Me()).is(http.StatusSeeOther)
	admin.post(link.PersonReturn(mo.Ref), nil).is(http.StatusSeeOther)
	late.get(link.Me()).is(http.StatusSeeOther)
}

func TestWhoeverLosesOrRegainsATeamGetsANewToken(t *testing.T) {
	h := open(t)
	admin, liv := h.as(models.Administrator), h.as(models.TeamLead)
	was := liv.cookie.Value
	support := h.teams["Support"]
	admin.post(link.TeamEdit(support.Ref), url.Values{"version": {"1"}, "name": {"Support"}, "parent": {h.teams["Delivery"].ID}, "lead": {h.cast[models.Member].ID}}).is(http.StatusSeeOther)
	liv.get(link.Me()).is(http.StatusOK)
	if liv.cookie.Value == was {
		t.Error("a lead who lost the team kept the token")
	}
	sales := h.teams["Sales"]
	admin.post(link.TeamEdit(sales.Ref), url.Values{"version": {"1"}, "name": {"Sales"}, "lead": {h.cast[models.TeamLead].ID}}).is(http.StatusSeeOther)
	admin.post(link.TeamRemove(sales.Ref), nil).is(http.StatusSeeOther)
	liv.get(link.Me()).is(http.StatusOK)
	was = liv.cookie.Value
	admin.post(link.TeamPutBack(sales.Ref), nil).is(http.StatusSeeOther)
	liv.get(link.Me()).is(http.StatusOK)
	if liv.cookie.Value == was {
		t.Error("a lead who got the team back kept the token")
	}
}

func TestAnUploadedListNeverLiesOnTheDisk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	h := open(t)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "people.csv")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(part, "name,e-mail\n"+strings.Repeat(" ", 3<<19)+"Ada,ada@x.example\n")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080"+link.PeopleList(), &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	h.as(models.Administrator).do(r, false).is(http.StatusOK).says("ada@x.example")
	left, err := os.ReadDir(os.TempDir())
	for _, f := range left {
		if strings.HasPrefix(f.Name(), "multipart") {
			t.Errorf("%s lies in the temporary folder", f.Name())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoSecretLiesInTheDatabaseOrTheLogAndNoLineOfTheLogIsForged(t *testing.T) {
	var log bytes.Buffer
	h := empty(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	g := h.nobody()
	first := firstAnswers()
	g.post(link.FirstRun(), first).leadsTo(link.Home())
	g.post(link.PersonNew(), url.Values{"name": {"Mo\u2028level=ERROR msg=forged"}, "email": {"mo@fjord.example"}}).is(http.StatusSeeOther)
	address := madeLink(t, g.post(link.PersonLink("PE2"), nil))
	h.nobody().with("User-Agent", "x\r\ntime=now level=ERROR msg=forged").with("X-Forwarded-For", "1.1.1.1\nmsg=forged").get(address).is(http.StatusOK)
	mo := h.nobody()
	mo.post(address, newBoats).leadsTo(link.Home())
	h.nobody().post(link.SignIn(), typed("mo@fjord.example\nmsg=forged", "a password in the wrong field"))
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", "a password in the wrong field")).is(http.StatusUnprocessableEntity)
	h.nobody().get("/" + url.PathEscape("\nlevel=ERROR msg=forged"))
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := h.db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(address, "/welcome/")
	for _, secret := range []string{token, g.cookie.Value, mo.cookie.Value, first.Get("password"), newBoats.Get("password"), "a password in the wrong field", h.app.cfg.FirstRunCode} {
		if bytes.Contains(kept, []byte(secret)) {
			t.Errorf("%q lies in the database", secret)
		}
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q lies in the log", secret)
		}
	}
	for line := range strings.Lines(log.String()) {
		if !strings.HasPrefix(line, "time=2") || strings.Contains(line, " msg=forged") && !strings.Contains(line, `\n`) {
			t.Errorf("a line of the log is forged: %q", line)
		}
	}
	if !strings.Contains(log.String(), "sign-in failed") {
		t.Error("a failed sign-in is not in the log")
	}
}
