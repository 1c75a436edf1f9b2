package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// serveHTML serves one page under the product's content security policy.
func serveHTML(t *testing.T, html string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self'")
		if r.Method == http.MethodPost {
			_ = r.ParseForm()
			w.WriteHeader(http.StatusUnprocessableEntity)
			html := `<html lang="en"><title>Answer</title><main><h1>Got ` + strings.Join(r.PostForm["name"], ",") + `; ` + strings.Join(r.PostForm["kind"], ",") + `; ` + strings.Join(r.PostForm["agree"], ",") + `</h1></main>`
			_, _ = io.WriteString(w, html)
			return
		}
		_, _ = io.WriteString(w, html)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

const goodPage = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Good</title><main><h1>Good</h1>
	<form method="post"><label for="a">Name</label> <input id="a" name="name" value="old"> <label for="k">Kind</label> <select id="k" name="kind"><option>One<option>Two</select>
	<p><label><input type="checkbox" name="agree" value="yes"> Agree</label></p><p><button>Save it</button></p></form></main>`

func TestAJourneyFillsAndSendsAFormWithAndWithoutScripts(t *testing.T) {
	t.Parallel()
	p := visit(t, serveHTML(t, goodPage))
	for _, script := range []bool{true, false} {
		p.Script(script)
		if status := p.Open("/"); status != 200 {
			t.Fatalf("the page answers %d", status)
		}
		p.Phone()
		p.Fill("Name", "Zoë 🧵")
		p.Fill("Kind", "Two")
		p.Tick("Agree")
		if p.Value("Name") != "Zoë 🧵" || p.Value("Kind") != "Two" || !p.Ticked("Agree") {
			t.Fatalf("the form holds %q, %q", p.Value("Name"), p.Value("Kind"))
		}
		p.Press("Save it")
		p.See("Got Zoë 🧵; Two; yes")
		if p.Status() != 422 {
			t.Fatalf("the answer's status is read as %d", p.Status())
		}
		p.Back()
		p.Axe()
	}
	p.Open("/")
	if at := p.Tab(); at != "textbox Name" {
		t.Errorf("the first Tab goes to %q", at)
	}
	p.TabTo("button Save it")
}

func TestAJourneySeesWhatAxeAndTheSecurityPolicyFind(t *testing.T) {
	p := visit(t, serveHTML(t, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bad</title><main><h1>Bad</h1><input name="x"><script>document.title = 'x'</script></main>`))
	p.Open("/")
	if found := p.violations(everyRule); len(found) != 1 || !strings.HasPrefix(found[0], "label (critical)") {
		t.Errorf("axe finds %q on a page with a field without a name", found)
	}
	if said := p.Problems(); len(said) == 0 || !strings.Contains(said[0], "Content Security Policy") {
		t.Errorf("an inline script was let pass: %q", said)
	}
}

func TestAPaleTextIsFoundThoughItsKindWasSoundElsewhere(t *testing.T) {
	page := `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Pale</title><main><h1>Pale</h1><p><font color="%s">So pale</font></p></main>`
	for colour, want := range map[string]int{"#333333": 0, "#bbbbbb": 1} {
		p := visit(t, serveHTML(t, fmt.Sprintf(page, colour)))
		p.Open("/")
		found := p.wrong("in light", everyRule, lookRules)
		if len(found) != want || want > 0 && !strings.HasPrefix(found[0], "color-contrast") {
			t.Errorf("of a text of %s axe says %q", colour, found)
		}
	}
}

func TestAJourneyCountsPrintedSheets(t *testing.T) {
	p := visit(t, serveHTML(t, `<!doctype html><html lang="en"><title>Long</title><h1>Long</h1>`+strings.Repeat("<p>line</p>", 60)))
	p.Open("/")
	if n, _ := p.Sheets("A4"); n != 3 {
		t.Errorf("60 paragraphs print on %d sheets of A4", n)
	}
}

func TestTheWholeSuiteHasItsServices(t *testing.T) {
	if os.Getenv("THROUGHLINE_TEST_FULL") == "" && os.Getenv("CI") == "" {
		return
	}
	for _, name := range []string{"THROUGHLINE_TEST_POSTGRES", "THROUGHLINE_TEST_CHROMIUM"} {
		if os.Getenv(name) == "" {
			t.Errorf("%s is not set, so a part of the suite would not run: use make test", name)
		}
	}
}
