package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/views/link"
)

func TestTheLargestFormsAreAnsweredInTime(t *testing.T) {
	h, c := example(t)
	both := &models.Person{Name: "Vera Both", Administrator: true, Executive: true}
	h.write(func(tx *models.Tx) error { return tx.AddToPeople(both) })
	g := h.signedIn(both)
	rows := func(group, text string, n int) url.Values {
		v := url.Values{}
		for i := range n {
			v.Set(fmt.Sprintf("%s.new-0198a000-0000-7000-8000-%012d.title", group, i), text)
		}
		return v
	}
	var ids []string
	for i := range 60_000 {
		ids = append(ids, fmt.Sprint("x", i))
	}
	var list strings.Builder
	for i := range 500 {
		fmt.Fprintf(&list, "P %d,p%d@x.example,,Team %d\n", i, i, i)
	}
	for _, big := range []struct {
		what, address string
		form          url.Values
		status        int
	}{
		{"one name 130,000 times", link.Person(c.Lead.Ref), url.Values{"teams": make([]string, 130_000)}, 400},
		{"9,000 new rows", link.Step("outcomes"), rows("outcomes", "x", 9_000), 422},
		{"490 long new rows", link.Step("goals"), rows("objectives", strings.Repeat("grow ", 50), 490), 422},
		{"60,000 places", link.Step("outcomes"), url.Values{"outcomes.order": {strings.Join(ids, ",")}}, 422},
		{"more than a megabyte", link.Step("outcomes"), url.Values{"outcomes.order": {strings.Repeat("a,", 600_000)}}, 413},
		{"500 people on 500 new teams", link.PeopleListDone(), url.Values{"list": {list.String()}}, 303},
	} {
		began := time.Now()
		got := g.post(big.address, big.form)
		if took := time.Since(began); got.Status != big.status || took > 3*time.Second*slowness {
			t.Errorf("%s: %d after %s: %.200s", big.what, got.Status, took, got.text())
		}
	}
	h.write(func(tx *models.Tx) error { // each team under the one before: a chain 500 deep
		return tx.DB().Exec(`UPDATE teams SET parent_team_id = (SELECT t.id FROM teams t WHERE t.id < teams.id ORDER BY t.id DESC LIMIT 1) WHERE ref LIKE 'TM%' AND id IN (SELECT id FROM teams WHERE lead_person_id IS NULL)`).Error
	})
	for _, page := range []string{link.Teams(), link.Home(), link.CompanyBrief(), link.Operations("", 1), link.Step("goals"), link.People()} {
		began := time.Now()
		if got := g.get(page); got.Status != http.StatusOK || time.Since(began) > 3*time.Second*slowness {
			t.Errorf("%s with 500 teams in a chain: %d after %s", page, got.Status, time.Since(began))
		}
	}
}

func TestEveryMethodOnEveryRouteIsAnsweredSafely(t *testing.T) {
	h, c := example(t)
	refs := h.refs(c)
	member, nobody := h.as(models.Member), h.nobody()
	for _, r := range h.app.routes() {
		path := r.path
		for begin, ref := range refs {
			if strings.HasPrefix(path, begin) {
				path = strings.Replace(path, ":ref", ref, 1)
			}
		}
		path = strings.NewReplacer(":ref", "none", ":step", "intent", ":item", "none", ":token", "none", ":id", "none", ":person", "none", "*", "app.css").Replace(path)
		if path == link.SignOut() {
			continue
		}
		for _, method := range []string{"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"} {
			for _, g := range []*guest{member, nobody} {
				request := httptest.NewRequest("GET", "http://127.0.0.1:8080"+path, nil)
				request.Method, request.Proto, request.ProtoMinor = method, "HTTP/1.0", 0
				got := g.do(request, false)
				say := fmt.Sprintf("%s %s: %d", method, path, got.Status)
				if got.Status >= 500 || method != "GET" && method != "HEAD" && got.Status < 300 && got.Body != "" {
					t.Error(say)
				}
				head := got.Header
				if head.Get("Content-Security-Policy") != policy || head.Get("X-Content-Type-Options") != "nosniff" || head.Get("Referrer-Policy") != "same-origin" || head.Get("X-Frame-Options") != "DENY" {
					t.Errorf("%s without the safety headers: %v", say, head)
				}
				if cache := head.Get("Cache-Control"); !strings.HasPrefix(path, "/static") && cache != "no-store" && cache != keepChecked || head.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s: %v", say, head)
				}
				if head.Get("Content-Type") == "" && got.Body != "" || head.Get("Server") != "" {
					t.Errorf("%s: %v", say, head)
				}
				for _, cookie := range got.Cookies {
					if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
						t.Errorf("%s: %v", say, cookie)
					}
				}
			}
		}
	}
}
