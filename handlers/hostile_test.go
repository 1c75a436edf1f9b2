package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/views/link"
)

// mark stands in every hostile text. As text it may be shown; as an element or attribute it must never be found on a page.
const mark = "zqx"

// hostile are texts that broke other programs: markup, formulas, SQL, templates, header lines, broken bytes, numbers no column holds, lengths.
var hostile = []string{
	`"><zqx onzqx=1>`, `'/><zqx onzqx='1`, `</textarea></script></title><zqx>`, `<svg onload=zqx()>`, "javascript:zqx()", `<!--<zqx>-->`,
	`'; DROP TABLE people; --`, `1 OR 1=1`, `=cmd|' /C zqx'!A1`, `{{.}}${zqx}{%zqx%}`, "zqx\r\nSet-Cookie: zqx=1", "../../../../etc/passwd", "//zqx.example/", `/\zqx.example`,
	"a\x00b", "a\xff\xfeb", "a\x1b[31mb", "NaN", "-1e400", "99999999999999999999", "-1", "0x10", "2026-02-30", "0000-00-00", "99999-01-01", "31.12.20266",
	"👨‍👩‍👧‍👦 ‮שלום‬ مرحبا", strings.Repeat("z̴̧", 400), "0198a000-0000-7000-8000-000000000000", "new-0198a000-0000-7000-8000-000000000000", "none:none:none", " ",
	strings.Repeat("We grow 5% by 2027. ", 5_000), strings.Repeat("(", 20_000), strings.Repeat("x", 100_000), strings.Repeat("1,", 20_000),
}

// asked are the names that addresses of ours may carry.
var asked = []string{"q", "show", "page", "from", "drafts", "add", "team", "only", "next", "under", "finding", "whose", "owner", "state", "due", "serves", "thread", "view", "rows", "all", "to", "back"}

// attack counts what was sent, and holds each answer against what no answer may be.
type attack struct {
	h      *house
	inputs int
	all    bool // every value into every field by itself
	turns  int  // else each form takes one text of so many
}

func (x *attack) send(g *guest, method, address string, form url.Values, what string) *answer {
	x.h.t.Helper()
	began := time.Now()
	got := g.send(method, address, form)
	took := time.Since(began)
	say := fmt.Sprintf("%s %.80s with %.60q", method, address, what)
	switch {
	case got.Status >= 500:
		x.h.t.Errorf("%s: %d", say, got.Status)
	case took > 3*time.Second*slowness:
		x.h.t.Errorf("%s: took %s", say, took)
	}
	for name, values := range got.Header {
		if line := strings.Join(values, " "); strings.ContainsFunc(line, func(r rune) bool { return r < ' ' }) || name == "Location" && !strings.HasPrefix(line, "/") || strings.HasPrefix(line, "//") {
			x.h.t.Errorf("%s: the header %s is %q", say, name, line)
		}
	}
	x.clean(got, say)
	return got
}

// clean finds markup that came in as text.
func (x *attack) clean(got *answer, say string) {
	x.h.t.Helper()
	if !strings.Contains(got.Body, mark) || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
		return
	}
	page := got.page()
	page.Find("*").Each(func(_ int, e *goquery.Selection) {
		node := e.Get(0)
		if node.Data == mark {
			x.h.t.Errorf("%s: a text became an element", say)
		}
		for _, a := range node.Attr {
			address := slices.Contains([]string{"href", "src", "action", "formaction", "hx-get", "hx-post"}, a.Key)
			if strings.HasPrefix(a.Key, "on") || address && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") || address && strings.HasPrefix(a.Val, "//") {
				x.h.t.Errorf("%s: %s=%q on <%s>", say, a.Key, a.Val, node.Data)
			}
		}
	})
}

// posted is one form of a page, as it would be sent unchanged.
type posted struct {
	action string
	values url.Values
	typed  []string    // names of what a person types freely
	verbs  [][2]string // names and beginnings of values that name a thing, as in "pick:" and an id
	others []string    // names of everything else: choices, hidden values, buttons
}

// forms reads the forms of a page that are sent by POST.
func (a *answer) forms(here string) (list []posted) {
	a.page().Find("form[method=post]").Each(func(_ int, f *goquery.Selection) {
		p := posted{action: f.AttrOr("action", here), values: url.Values{}}
		if p.action == "" {
			p.action = here
		}
		seen := map[string]bool{}
		f.Find("input,textarea,select,button").Each(func(_ int, e *goquery.Selection) {
			name := e.AttrOr("name", "")
			kind := e.AttrOr("type", "")
			if name == "" || kind == "file" {
				return
			}
			value := e.AttrOr("value", "")
			_, checked := e.Attr("checked")
			switch goquery.NodeName(e) {
			case "textarea":
				value = e.Text()
			case "select":
				value = e.Find("option[selected]").AttrOr("value", "")
			case "button":
				checked = false
			}
			free := goquery.NodeName(e) == "textarea" || goquery.NodeName(e) == "input" && slices.Contains([]string{"", "text", "email", "password", "search", "number"}, kind)
			if free || kind == "hidden" || goquery.NodeName(e) == "select" || checked {
				p.values.Add(name, value)
			}
			if verb, _, named := strings.Cut(value, ":"); named && !free && len(verb) < 20 && !slices.Contains(p.verbs, [2]string{name, verb + ":"}) {
				p.verbs = append(p.verbs, [2]string{name, verb + ":"})
			}
			if seen[name] {
				return
			}
			seen[name] = true
			if free {
				p.typed = append(p.typed, name)
			} else {
				p.others = append(p.others, name)
			}
		})
		list = append(list, p)
	})
	return list
}

// with are the form's values with some names set to one text.
func (p posted) with(names []string, text string) url.Values {
	v := url.Values{}
	for name, values := range p.values {
		v[name] = slices.Clone(values)
	}
	for _, name := range names {
		v[name] = []string{text}
	}
	return v
}

// throw sends every hostile text: in all typed fields at once, in everything at once, and in single fields.
func (x *attack) throw(g *guest, p posted, turn int) {
	x.h.t.Helper()
	all := append(slices.Clone(p.typed), p.others...)
	for i, text := range hostile {
		if !x.all && (i+turn)%x.turns != 0 { // each form takes its turns, and the two databases take different ones
			continue
		}
		if len(text) > 1000 && len(all) > 8 {
			x.one(g, p, all[(i+turn)%len(all)], text)
			continue
		}
		x.inputs += len(p.typed) + len(all)
		x.send(g, http.MethodPost, p.action, p.with(p.typed, text), text)
		x.send(g, http.MethodPost, p.action, p.with(all, text), text)
		if len(all) > 0 {
			x.one(g, p, all[(i*7+turn)%len(all)], text)
		}
		for _, verb := range p.verbs {
			x.one(g, p, verb[0], verb[1]+text)
		}
		if x.all {
			for _, name := range all {
				x.one(g, p, name, text)
			}
		}
	}
}

func (x *attack) one(g *guest, p posted, name, text string) {
	x.inputs++
	x.send(g, http.MethodPost, p.action, p.with([]string{name}, text), name+"="+text)
}

// ends tells forms after which the rest could not be reached any more.
func ends(action string) bool {
	for _, part := range []string{link.SignOut(), "/leave", "/removal", "/end", link.PathPassword, link.InForce(), "/links"} {
		if strings.Contains(action, part) {
			return true
		}
	}
	return false
}

// slowness stretches the time a page may take, for machines that do much else at once.
const slowness = 5

// everyPage is the address of every page, with references that are there.
func (h *house) everyPage(refs map[string]string) (list []string) {
	for _, r := range h.app.routes() {
		if r.method != http.MethodGet || strings.HasPrefix(r.path, "/static") {
			continue
		}
		path := r.path
		for place, ref := range refs {
			if strings.HasPrefix(path, place) {
				path = strings.Replace(path, ":ref", ref, 1)
			}
		}
		switch r.path {
		case link.PathStep:
			for _, step := range []string{"intent", "outcomes", "audit", "redesign", "goals", "handoff", "audit?add=workflows", "goals?add=goals", "outcomes?add=outcomes", "handoff?add=rules"} {
				list = append(list, strings.Replace(path, ":step", step, 1))
			}
			continue
		case link.PathStepItem:
			list = append(list, "/alignment/audit/W1", "/alignment/redesign/P1")
			continue
		}
		list = append(list, strings.NewReplacer(":token", "none", ":ref", "none").Replace(path))
	}
	return list
}

func TestHostileInputIsAnsweredInWordsAndNeverRuns(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		h, c := exampleIn(emptyOn(t, db, clock, func(c *Config) { c.SignInAccount, c.SignInAddress = 1_000_000, 1_000_000 }))
		both := &models.Person{Name: "Vera Both", Administrator: true, Executive: true}
		h.write(func(tx *models.Tx) error {
			if err := tx.AddToPeople(both); err != nil {
				return err
			}
			return tx.PutOnTeam(both, c.Teams["Service Desk"])
		})
		x := &attack{h: h, all: os.Getenv("THROUGHLINE_TORTURE") == "1", turns: 16}
		if db.Dialect() == "postgres" { // what differs there is how it stores, not how pages show it
			x.turns = 40
		}
		pages := h.everyPage(h.refs(c))
		admin, member, nobody := h.signedIn(both), h.as(models.Member), h.nobody()
		done := map[string]bool{}
		turn := len(db.Dialect()) // 6 or 8
		for _, page := range pages {
			for _, g := range []*guest{admin, member, nobody} {
				got := x.send(g, http.MethodGet, page, nil, "")
				for _, p := range got.forms(page) {
					key := p.action + strings.Join(p.typed, " ")
					if done[key] || ends(p.action) {
						continue
					}
					done[key] = true
					x.throw(g, p, turn)
					turn++
				}
			}
			path, _, _ := strings.Cut(page, "?")
			for i, text := range hostile {
				if len(text) > 3000 || !x.all && (i+turn)%x.turns != 0 {
					continue
				}
				name := asked[(i+turn)%len(asked)]
				x.inputs++
				x.send(admin, http.MethodGet, path+"?"+url.Values{name: {text}}.Encode(), nil, name+"="+text)
				if turn++; !strings.Contains(path, ":") {
					x.send(admin, http.MethodGet, path+"/"+url.PathEscape(text), nil, text)
				}
			}
		}
		for _, page := range pages { // what was kept is shown as text
			x.send(admin, http.MethodGet, page, nil, "what was kept")
			x.send(member, http.MethodGet, page, nil, "what was kept")
		}
		if x.inputs < 30_000/x.turns {
			t.Errorf("only %d inputs", x.inputs)
		}
		t.Logf("%d inputs in %d forms", x.inputs, len(done))
	})
}
