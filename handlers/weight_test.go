package handlers

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/static"
	"throughline/views/link"
)

// The budgets of a phone: everything for the first page, and the page alone for later ones, as sent.
const (
	firstPage = 120_000
	laterPage = 25_000
)

var ownFile = regexp.MustCompile(`(?:href|src)="` + regexp.QuoteMeta(static.Root) + `[0-9a-f]+/([^"#]+)`)

func TestPagesStayLightOnAPhoneAndAskNoOtherHost(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error { return moreWorkflows(tx, c, 60) })
	owner := h.as(models.Executive).with("Accept-Encoding", "gzip")
	addresses := []string{link.Home(), link.Strategy(), link.Operations("", 1), link.Outcome("O1"), link.Update(), link.Tasks(), link.Teams(), link.People(), link.Briefs(),
		link.Decisions(""), link.Decision("D5"), link.Handoff("H1"), link.Alignment(), link.Answers(), link.TeamOutcomes(c.Teams["Service Desk"].Ref),
		link.Rules(nil, 1), link.Rule("R1", ""), link.RuleRuns("R1"), link.RuleHealth(), link.RuleSaved(""), link.Runs(nil), link.Run("N1"), link.Questions(), link.Question("Q1")}
	for _, s := range wizard.Steps {
		addresses = append(addresses, link.Step(s.Key))
	}
	plain := h.as(models.Executive)
	for _, address := range addresses {
		packed := owner.get(address).is(http.StatusOK)
		page := plain.get(address).is(http.StatusOK)
		total := len(packed.Body)
		for name := range filesOf(t, page) {
			total += static.Size(name)
		}
		t.Logf("%s: %d bytes, %d with everything", address, len(packed.Body), total)
		if len(packed.Body) > laterPage {
			t.Errorf("%s takes %d bytes, more than %d", address, len(packed.Body), laterPage)
		}
		if total > firstPage {
			t.Errorf("%s takes %d bytes as a first page, more than %d", address, total, firstPage)
		}
		for _, other := range regexp.MustCompile(`(?:src|action)="(https?:)?//[^"]*"|<link[^>]+href="(https?:)?//[^"]*"`).FindAllString(page.Body, -1) {
			t.Errorf("%s asks another host: %s", address, other)
		}
	}
}

var (
	taken   = regexp.MustCompile(`\bimport(?:[^'"();]*from)?"\./([^"]+)"`)                                        // always
	onNeed  = regexp.MustCompile(`document\.(querySelector|getElementById)\("([^"]+)"\)&&import\("\./([^"]+)"\)`) // where the page holds it
	imports = regexp.MustCompile(`(=>)?import\(`)
)

// filesOf gives the styles, scripts and fonts that a page asks for, with the modules that its scripts take.
func filesOf(t *testing.T, page *answer) map[string]bool {
	all := map[string]bool{"fonts/source-serif-4/source-serif-4-latin-400-normal.woff2": true} // named by the style, for the intent
	var take func(name string)
	take = func(name string) {
		if all[name] {
			return
		}
		all[name] = true
		if !strings.HasPrefix(name, "js/") {
			return
		}
		body := string(static.Body(name))
		for _, m := range taken.FindAllStringSubmatch(body, -1) {
			take("js/" + m[1])
		}
		needs := onNeed.FindAllStringSubmatch(body, -1)
		n := 0
		for _, m := range imports.FindAllStringSubmatch(body, -1) {
			if m[1] == "" { // what is fetched when somebody presses a key comes after the page
				n++
			}
		}
		if strings.HasSuffix(name, "app.js") && n != len(needs) {
			t.Fatalf("%s fetches %d files where they are needed, and %d of them are understood here", name, n, len(needs))
		}
		for _, m := range needs {
			if page.page().Find(map[string]string{"querySelector": "", "getElementById": "#"}[m[1]]+m[2]).Length() > 0 {
				take("js/" + m[3])
			}
		}
	}
	for _, m := range ownFile.FindAllStringSubmatch(page.Body, -1) {
		take(m[1])
	}
	return all
}
