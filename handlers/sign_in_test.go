package handlers

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/secret"
	"throughline/views/link"
)

const boats = "four quiet winter boats"

// withPassword gives a cast member the password boats.
func (h *house) withPassword(role models.Role) *models.Person {
	h.t.Helper()
	hash, err := secret.Hash(context.Background(), boats)
	if err != nil {
		h.t.Fatal(err)
	}
	h.write(func(tx *models.Tx) error { return tx.SetPassword(h.cast[role], hash, "") })
	return h.cast[role]
}

func typed(email, password string) url.Values {
	return url.Values{"email": {email}, "password": {password}}
}

func TestSigningInLeadsToThePageAskedFor(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	g := h.nobody()
	g.get("/people?q=mo&page=2").leadsTo("/sign-in?next=%2Fpeople%3Fq%3Dmo%26page%3D2")
	g.get("/sign-in?next=%2Fpeople").is(http.StatusOK).says("Sign in", "E-mail address", "Password")
	v := typed(" MO@fjord.example ", boats)
	v.Set("next", "/people")
	g.post(link.SignIn(), v).leadsTo("/people")
	g.get("/people").is(http.StatusOK).says("Mo Member")
	g.get("/sign-in?next=%2Fteams").leadsTo("/teams")
}

func TestTheCookieHoldsATokenThatTheTableDoesNot(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	got := h.nobody().post(link.SignIn(), typed("mo@fjord.example", boats)).leadsTo(link.Home())
	var c *http.Cookie
	for _, one := range got.Cookies {
		if one.Name == "throughline" {
			c = one
		}
	}
	if c == nil || len(c.Value) != 43 || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure {
		t.Fatalf("cookie %+v", c)
	}
	h.read(func(r *models.Read) error {
		list, err := r.SessionsOf(h.cast[models.Member].ID)
		if err == nil && (len(list) != 1 || list[0].TokenHash == c.Value || list[0].TokenHash != secret.Fingerprint(c.Value)) {
			t.Errorf("sessions %+v", list)
		}
		return err
	})
}

func TestOverTLSTheCookieBelongsToThisHostAlone(t *testing.T) {
	h := empty(t, func(c *Config) { c.BaseURL = "https://throughline.example.org" })
	answers := firstAnswers()
	answers.Set("code", "abcd-efgh-jkmn")
	got := h.nobody().post(link.FirstRun(), answers).leadsTo(link.Home())
	if len(got.Cookies) != 1 || got.Cookies[0].Name != "__Host-throughline" || !got.Cookies[0].Secure || got.Header.Get("Strict-Transport-Security") == "" {
		t.Fatalf("%+v", got.Cookies)
	}
	g := h.nobody()
	g.cookie = &http.Cookie{Name: got.Cookies[0].Name, Value: got.Cookies[0].Value}
	if out := g.post(link.SignOut(), nil).leadsTo(link.SignIn()); out.Header.Get("Clear-Site-Data") == "" {
		t.Fatal("what the browser keeps is not cleared")
	}
}

func TestWrongAndUnknownAreToldAlike(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	wrong := h.nobody().post(link.SignIn(), typed("mo@fjord.example", "wrong wrong wrong")).is(http.StatusUnprocessableEntity)
	unknown := h.nobody().post(link.SignIn(), typed("no@fjord.example", "wrong wrong wrong")).is(http.StatusUnprocessableEntity)
	off := h.cast[models.TeamLead]
	h.withPassword(models.TeamLead)
	h.write(func(tx *models.Tx) error { return tx.SwitchOff(off) })
	disabled := h.nobody().post(link.SignIn(), typed("liv@fjord.example", boats)).is(http.StatusUnprocessableEntity)
	words := func(a *answer) string { return a.page().Find(".problem").Text() }
	if words(wrong) != words(unknown) || words(wrong) != words(disabled) || !strings.Contains(words(wrong), "do not go together") {
		t.Fatalf("%q %q %q", words(wrong), words(unknown), words(disabled))
	}
	wrong.silent("wrong wrong wrong")
	if value, _ := wrong.page().Find("#email").Attr("value"); value != "mo@fjord.example" {
		t.Error("the address typed is gone")
	}
}

func TestGuessingOneAccountIsSlowedAndNeverLocksForGood(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	h.app.cfg.SignInAccount, h.app.cfg.SignInAddress = 3, 100
	for range 3 {
		h.nobody().post(link.SignIn(), typed("mo@fjord.example", "wrong wrong wrong")).is(http.StatusUnprocessableEntity)
	}
	got := h.nobody().post(link.SignIn(), typed("MO@fjord.example", boats)).is(http.StatusTooManyRequests).says("too many tries", "10 minutes")
	if got.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	h.clock.Advance(10*time.Minute + time.Second)
	h.nobody().post(link.SignIn(), typed("mo@fjord.example", boats)).leadsTo(link.Home())
	for range 3 { // success cleared the count
		h.nobody().post(link.SignIn(), typed("mo@fjord.example", "wrong wrong wrong")).is(http.StatusUnprocessableEntity)
	}
}

func TestGuessingFromOneAddressIsSlowedWhateverItSaysOfItself(t *testing.T) {
	h := open(t)
	h.app.cfg.SignInAddress = 2
	try := func(address, forwarded, email string) int {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/sign-in", strings.NewReader(typed(email, "wrong wrong wrong").Encode()))
		r.RemoteAddr = address
		r.Header.Set("X-Forwarded-For", forwarded)
		return h.nobody().do(r, true).Status
	}
	got := []int{try("10.0.0.1:1", "1.1.1.1", "a@x.example"), try("10.0.0.1:2", "2.2.2.2", "b@x.example"), try("10.0.0.1:3", "3.3.3.3", "c@x.example"), try("10.0.0.2:1", "1.1.1.1", "d@x.example")}
	want := []int{422, 422, 429, 422}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, not %v", got, want)
		}
	}
}

func TestANamedProxyIsBelievedAboutWhomItSpeaksFor(t *testing.T) {
	_, proxy, err := net.ParseCIDR("10.0.0.1/32")
	if err != nil {
		t.Fatal(err)
	}
	h := empty(t, func(c *Config) { c.Proxies, c.SignInAddress = []*net.IPNet{proxy}, 1 })
	h.app.setUp.Store(true)
	try := func(address, forwarded, email string) int {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/sign-in", strings.NewReader(typed(email, "wrong wrong wrong").Encode()))
		r.RemoteAddr = address
		r.Header.Set("X-Forwarded-For", forwarded)
		return h.nobody().do(r, true).Status
	}
	for i, one := range []struct {
		from, forwarded string
		want            int
	}{{"10.0.0.1:1", "1.1.1.1", 422}, {"10.0.0.1:1", "1.1.1.1", 429}, {"10.0.0.1:1", "2.2.2.2", 422}, {"10.0.0.1:1", "9.9.9.9, 1.1.1.1", 429}, {"10.0.0.9:1", "5.5.5.5", 422}, {"10.0.0.9:1", "6.6.6.6", 429}} {
		if got := try(one.from, one.forwarded, string(rune('a'+i))+"@x.example"); got != one.want {
			t.Errorf("%d: %d, not %d", i, got, one.want)
		}
	}
}

func TestSigningInMakesANewSessionAndEndsTheOldOne(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	planted := h.nobody()
	planted.cookie = &http.Cookie{Name: "throughline", Value: strings.Repeat("a", 43)}
	planted.post(link.SignIn(), typed("mo@fjord.example", boats)).leadsTo(link.Home())
	if planted.cookie.Value == strings.Repeat("a", 43) {
		t.Fatal("a planted token became a session")
	}
	before := *planted
	planted.post(link.SignIn(), typed("mo@fjord.example", boats)).leadsTo(link.Home())
	if planted.cookie.Value == before.cookie.Value {
		t.Fatal("the token stayed")
	}
	before.get("/people").leadsTo("/sign-in?next=%2Fpeople")
}

func TestNoSignInLeadsToAnotherSite(t *testing.T) {
	h := open(t)
	h.withPassword(models.Member)
	for _, next := range []string{"//evil.example", `/\evil.example`, `\\evil.example`, "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/%0a//evil", "evil", ""} {
		v := typed("mo@fjord.example", boats)
		v.Set("next", next)
		got := h.nobody().post(link.SignIn(), v).is(http.StatusSeeOther).Header.Get("Location")
		if next == "/%0a//evil" {
			continue // a path of ours, however odd
		}
		if got != link.Home() {
			t.Errorf("%q leads to %q", next, got)
		}
	}
	got := h.as(models.Member).get("/sign-in?next=" + url.QueryEscape("//evil.example"))
	got.leadsTo(link.Home())
}

func TestASessionEndsByItself(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	h.clock.Advance(models.SessionIdle - time.Minute)
	g.get("/people").is(http.StatusOK)
	h.clock.Advance(models.SessionIdle - time.Minute)
	g.get("/people").is(http.StatusOK) // each use counts anew
	h.clock.Advance(models.SessionIdle + time.Minute)
	g.get("/people").is(http.StatusSeeOther)

	g = h.as(models.Member)
	for range 100 { // 45 days, never idle
		h.clock.Advance(11 * time.Hour)
		if g.get("/people").Status != http.StatusOK {
			break
		}
	}
	h.read(func(r *models.Read) error {
		list, err := r.SessionsOf(h.cast[models.Member].ID)
		if len(list) != 0 {
			t.Errorf("still there after %v", models.SessionLasts)
		}
		return err
	})
}

func TestASwitchedOffPersonIsOutAtOnceAndAChangedRoleCountsAtTheNextRequest(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	token := g.cookie.Value
	h.write(func(tx *models.Tx) error {
		before, after := *h.cast[models.Member], *h.cast[models.Member]
		after.Administrator = true
		h.cast[models.Member] = &after
		return tx.SavePerson(&before, &after)
	})
	g.get("/settings/company").is(http.StatusOK)
	if g.cookie.Value == token {
		t.Fatal("the token stayed the same when the rights changed")
	}
	old := h.nobody()
	old.cookie = &http.Cookie{Name: "throughline", Value: token}
	old.get("/people").is(http.StatusSeeOther)
	h.write(func(tx *models.Tx) error { return tx.SwitchOff(h.cast[models.Member]) })
	g.get("/people").is(http.StatusSeeOther)
	g.part("list").get("/people").is(http.StatusUnauthorized)
	got := g.with("X-Autosave", "1").post("/settings", nil).is(http.StatusUnauthorized)
	if got.Header.Get("HX-Redirect") != link.SignIn() || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/json") {
		t.Fatalf("%v", got.Header)
	}
}

func TestSigningOutEndsTheSessionAndNothingSignsOutByGet(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	g.get(link.SignOut()).is(http.StatusMethodNotAllowed)
	copied := *g
	g.post(link.SignOut(), nil).leadsTo(link.SignIn())
	if g.cookie != nil {
		t.Fatal("the cookie stayed")
	}
	copied.get("/people").is(http.StatusSeeOther)
}
