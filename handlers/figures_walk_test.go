package handlers

import (
	"net/http"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

// notWalked are pages that the example has nothing for, each with the reason.
var notWalked = map[string]string{
	link.PathUpload: "while a list is brought in", link.PathSeries: "while readings are brought in", link.PathStepsList: "while steps are pasted", link.PathRecallAnswer: "while a round is open",
	link.PathPulseRoom: "while a pulse is under way", link.PathPulseBeat: "while a pulse is under way", link.PathPulseStream: "while a pulse is under way",
	link.PathStrategyChoices: "while the next strategy is drafted", link.PathChatRoom: "once a room is connected", link.PathHook: "once a call is connected", link.PathSecret: "once a secret is kept",
	link.PathBriefPDF: "a file", link.PathEditionPDF: "a file", link.PathRuleFile: "a file", link.PathAllocationEdit: "of one that is only proposed",
}

// pagesOfKind is how many pages of one kind are looked at.
const pagesOfKind = 2

// numbers are where figures stand on a page: in cells and counts that are made for them.
const numbers = "main :is(td.n, td.num, .counts b, .num, .big, .now, .meter, .spark)"

// countedWords are words of a sentence or a cell that only stand beside what was counted, however it is drawn: a sum in a sentence, or the
// second number of a cell whose first one leads somewhere.
var countedWords = regexp.MustCompile(`(?i)\d.*\b(so far|all together|no reason|taken back|h a week|alike|later|earlier)\b|\b(open for|no move for|longest|median|on average|together) [^.]*\d`)

// textNode is the type of a node that is a text, as the parser names it.
const textNode = 1

// wordsOf are the texts in the main part of a page, each with the element it stands in.
func wordsOf(page *goquery.Document) map[string]*goquery.Selection {
	out := map[string]*goquery.Selection{}
	page.Find("main *").Each(func(_ int, s *goquery.Selection) {
		for n := s.Nodes[0].FirstChild; n != nil; n = n.NextSibling {
			if text := strings.Join(strings.Fields(n.Data), " "); n.Type == textNode && strings.ContainsAny(text, "0123456789") && out[text] == nil {
				out[text] = s
			}
		}
	})
	return out
}

// Whoever walks through the house meets every kind of page. Every number there that was counted opens to its panel or leads to what was
// counted, every panel is whole, and every link in a panel answers.
func TestEveryFigureOnEveryKindOfPageOpensAndItsPanelLeadsSomewhere(t *testing.T) {
	h, c := example(t)
	w := &walk{t: t, guests: []*guest{h.as(models.Executive), h.as(models.Administrator)}, routes: h.app.routes(), seen: map[string]int{}, asked: map[string]bool{}, behind: map[string]string{}}
	for _, r := range w.routes {
		if r.method == http.MethodGet && r.act != public && !strings.Contains(r.path, ":") {
			w.wait = append(w.wait, r.path)
		}
	}
	w.wait = append(w.wait, link.Person(c.Lead.Ref), link.TeamEdit(c.Teams["Field"].Ref), link.RulePublication("R1"), link.Comparison("P1", "1", "2"), link.OperationsStep(c.Operations["field"].Ref, "runs"))
	for len(w.wait) > 0 {
		next := w.wait[0]
		w.wait = w.wait[1:]
		w.look(next)
	}
	for _, r := range w.routes {
		if r.method == http.MethodGet && r.act != public && w.seen[r.path] == 0 && notWalked[r.path] == "" {
			t.Errorf("no page leads to %s", r.path)
		}
	}
	var panels []string
	for to := range w.behind {
		panels = append(panels, to)
	}
	sort.Strings(panels)
	for _, to := range panels {
		page, _, _ := strings.Cut(to, "#")
		if got := w.get(page); got.Status != http.StatusOK {
			t.Errorf("%s: a panel leads to %s, which answers %d", w.behind[to], to, got.Status)
		}
	}
	t.Logf("%d pages of %d kinds, %d addresses behind panels", len(w.asked), len(w.seen), len(panels))
}

// walk goes from page to page.
type walk struct {
	t      *testing.T
	guests []*guest // who looks: the next one where the one before may not
	routes []route
	wait   []string
	asked  map[string]bool   // addresses looked at
	seen   map[string]int    // how many pages of a route
	behind map[string]string // addresses that panels lead to, with the page of the first
}

// kind is the route that an address belongs to.
func (w *walk) kind(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	best := ""
	for _, r := range w.routes {
		if r.method == http.MethodGet && r.act != public && fits(r.path, u.Path) && (best == "" || strings.Count(r.path, ":") < strings.Count(best, ":")) {
			best = r.path
		}
	}
	return best
}

func fits(pattern, path string) bool {
	a, b := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(strings.HasPrefix(a[i], ":") && b[i] != "") {
			return false
		}
	}
	return true
}

// get is the page at an address, as the first of the guests who may see it.
func (w *walk) get(address string) (got *answer) {
	for _, g := range w.guests {
		if got = g.get(address); got.Status == http.StatusOK {
			return got
		}
	}
	return got
}

func (w *walk) look(address string) {
	address, _, _ = strings.Cut(address, "#")
	kind := w.kind(address)
	if kind == "" || w.asked[address] || w.seen[kind] >= pagesOfKind || notWalked[kind] != "" {
		return
	}
	w.asked[address] = true
	got := w.get(address)
	if got.Status == http.StatusOK || got.Status == http.StatusSeeOther {
		w.seen[kind]++
	}
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
		return
	}
	page := got.page()
	page.Find("[data-figure]").Each(func(_ int, s *goquery.Selection) {
		if say := unexplained(page, s); say != "" {
			w.t.Errorf("%s: the figure %q %s", address, squeezed(s), say)
		}
	})
	page.Find(numbers).Each(func(_ int, s *goquery.Selection) {
		opens := s.Closest("[data-figure], a, details.explain, .how").Length() > 0 || s.Find("[data-figure], a").Length() > 0
		if text := squeezed(s); strings.ContainsAny(text, "0123456789") && !opens {
			w.t.Errorf("%s: the number %q opens to nothing", address, text)
		}
	})
	for text, in := range wordsOf(page) {
		if countedWords.MatchString(text) && in.Closest("[data-figure], a, details.explain, .how, [dir=auto], label, option, h1, h2, h3, caption, .hint, .lead, .mapplace").Length() == 0 {
			w.t.Errorf("%s: %q was counted, and opens to nothing", address, text)
		}
	}
	page.Find("details.explain .how a[href]").Each(func(_ int, s *goquery.Selection) {
		if to := s.AttrOr("href", ""); strings.HasPrefix(to, "/") && w.behind[to] == "" {
			w.behind[to] = address
		}
	})
	page.Find("a[href^='/']").Each(func(_ int, s *goquery.Selection) {
		if _, file := s.Attr("download"); !file {
			w.wait = append(w.wait, s.AttrOr("href", ""))
		}
	})
}
