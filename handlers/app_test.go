package handlers

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestEveryAnswerHasTheSafetyHeaders(t *testing.T) {
	h := open(t)
	for _, address := range []string{link.PathHealth, "/nowhere", "/people%2Fx", "/static/none.css", "/sign-out"} {
		got := h.nobody().get(address)
		if got.Header.Get("Content-Security-Policy") != policy || got.Header.Get("X-Content-Type-Options") != "nosniff" || got.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", address, got.Header)
		}
		if got.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: promises https on plain http", address)
		}
	}
	for _, word := range []string{"unsafe", "*", "http:", "https:", "nonce"} {
		if strings.Contains(policy, word) {
			t.Errorf("the policy has %q", word)
		}
	}
}

func TestHealthAndReadyAnswerWithoutSignInAndBeforeFirstRun(t *testing.T) {
	h := empty(t)
	h.nobody().get(link.PathHealth).is(http.StatusOK)
	h.nobody().get(link.PathReady).is(http.StatusOK)
	h.nobody().send(http.MethodHead, link.PathHealth, nil).is(http.StatusOK)
}

func TestAnUnknownPageSaysSoWithAReference(t *testing.T) {
	h := open(t)
	got := h.as(models.Member).get("/nowhere").is(http.StatusNotFound).says("There is no such page", "Reference")
	if got.Header.Get("X-Request-Id") == "" || !strings.Contains(got.text(), got.Header.Get("X-Request-Id")) {
		t.Fatal("the reference on the page is not that of the log")
	}
	if got.Header.Get("Cache-Control") != "no-store" {
		t.Fatal(got.Header.Get("Cache-Control"))
	}
}

func TestDisguisedAddressesAreRefused(t *testing.T) {
	h := open(t)
	for address, status := range map[string]int{
		"/static%2fapp.css": 404, "/people/..%2fsettings": 404, "/people/%2e%2e/settings": 404, "/people%5csettings": 404, "//evil.example": 404, "/./people": 404,
		"/%00": 400, "/%ff": 400, "/?q=%00": 400, "/?q=%ff": 400, "/?%00=1": 400, "/?q=%zz": 400, "/?q=" + strings.Repeat("x", 20_000): 414,
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080/", nil)
		r.RequestURI = address
		path, query, _ := strings.Cut(address, "?")
		r.URL.RawQuery, r.URL.RawPath = query, path
		var err error
		if r.URL.Path, err = url.PathUnescape(path); err != nil {
			t.Fatal(err)
		}
		if got := h.as(models.Administrator).do(r, false); got.Status != status {
			t.Errorf("%.40q: %d, not %d", address, got.Status, status)
		}
	}
}

func TestAChangeFromAnotherSiteIsRefused(t *testing.T) {
	h := open(t)
	h.as(models.Member).with("Sec-Fetch-Site", "cross-site").post(link.SignOut(), nil).is(http.StatusForbidden).says("another site")
	h.as(models.Member).with("Origin", "http://evil.example").post(link.SignOut(), nil).is(http.StatusForbidden)
	h.as(models.Member).with("Origin", "http://127.0.0.1:8080").post(link.SignOut(), nil).leadsTo(link.SignIn())
}

func TestAFaultTellsThePersonNothingOfItself(t *testing.T) {
	h := open(t)
	if err := h.db.Close(); err != nil {
		t.Fatal(err)
	}
	g := h.nobody()
	g.cookie = &http.Cookie{Name: "throughline", Value: "anything"}
	got := g.get("/").is(http.StatusInternalServerError).says("Something went wrong here", "Reference").silent("sql", "closed")
	if got.Header.Get("Cache-Control") != "no-store" {
		t.Fatal("a fault may be kept")
	}
	part := g.part("list").get("/").is(http.StatusInternalServerError)
	if part.Header.Get("HX-Retarget") != "#trouble" || strings.Contains(part.Body, "<html") {
		t.Fatal("a fault in a part of a page would replace what was typed")
	}
	g.with("X-Autosave", "1").post("/", nil).is(http.StatusInternalServerError).silent("<html")
}
