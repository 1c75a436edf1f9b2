package views_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"throughline/static"
	"throughline/views/layout"
	"throughline/views/parts"
)

func shell() layout.Shell {
	return layout.Shell{
		Title: "Audit operations, step 3 of 6", Nav: "strategy", Company: "Harbour IT", PersonName: "Priya Raman", Theme: "dark",
		Menu: []layout.NavGroup{{Title: "Mine", Items: []layout.NavItem{{Key: "home", Label: "My outcomes", Icon: "home", Href: "/"}}},
			{Title: "Where we are going", Items: []layout.NavItem{{Key: "strategy", Label: "Strategy", Icon: "target", Href: "/strategy"}}}},
		Flash: "The outcome is saved.", Undo: &parts.Undo{Say: "Removed", Action: "/u"}, Example: true, ExampleAct: "/x",
		Back: "/", BackLabel: "My outcomes",
	}
}

func TestTheHouseIsSoundAroundEveryPage(t *testing.T) {
	for what, c := range map[string]templ.Component{"app": layout.App(shell()), "plain": layout.Plain(shell()), "print": layout.Print(shell())} {
		t.Run(what, func(t *testing.T) {
			doc := draw(t, c, parts.Head("Audit", ""))
			sound(t, doc)
			if doc.Find("html[lang=en][data-theme=dark]").Length() != 1 || doc.Find("main#main").Length() != 1 || doc.Find("h1").Length() != 1 {
				t.Error("the page lacks its language, its theme, its main part or its heading")
			}
			if got := doc.Find("body > a").First(); got.AttrOr("href", "") != "#main" {
				t.Error("the first link does not skip to the content")
			}
			doc.Find("link[href], script[src]").Each(func(_ int, s *goquery.Selection) {
				if at := s.AttrOr("href", s.AttrOr("src", "")); !strings.HasPrefix(at, static.Root) {
					t.Errorf("the page asks for %q", at)
				}
			})
		})
	}
}

func TestTheTitleSaysFirstThatThereIsAProblem(t *testing.T) {
	s := shell()
	s.Error = true
	if got, want := s.FullTitle(), "Error: Audit operations, step 3 of 6 · Throughline"; got != want {
		t.Errorf("the title is %q; it should be %q", got, want)
	}
	if got := (layout.Shell{}).FullTitle(); got != "Throughline" {
		t.Errorf("without a name the title is %q", got)
	}
}

func TestTheMenuMarksWhereOneIs(t *testing.T) {
	doc := draw(t, layout.App(shell()))
	doc.Find("nav").Each(func(_ int, nav *goquery.Selection) {
		if at := nav.Find("[aria-current=page]"); at.Length() != 1 || text(at) != "Strategy" {
			t.Errorf("the menu %q marks %q", nav.AttrOr("aria-label", ""), text(at))
		}
		nav.Find("ul").Each(func(_ int, list *goquery.Selection) {
			if heading := doc.Find("#" + list.AttrOr("aria-labelledby", "")); heading.Length() != 1 || heading.Parent().Nodes[0] != list.Parent().Nodes[0] {
				t.Errorf("a part of the menu %q is not named by its own heading", nav.AttrOr("aria-label", ""))
			}
		})
	})
	if doc.Find("nav").Length() != 2 {
		t.Error("there is not one menu for wide and one for narrow screens")
	}
}

func TestSigningOutAndChoosingALookArePosts(t *testing.T) {
	doc := draw(t, layout.App(shell()))
	for _, say := range []string{"Sign out", "Undo", "Remove the example"} {
		button := doc.Find("button").FilterFunction(func(_ int, s *goquery.Selection) bool { return text(s) == say })
		if button.Length() == 0 || button.Closest("form").AttrOr("method", "") != "post" {
			t.Errorf("%q is not a button of a form that posts", say)
		}
	}
	if on := doc.Find(".rail [name=theme][aria-pressed=true]"); on.Length() != 1 || on.AttrOr("value", "") != "dark" {
		t.Errorf("%d looks are marked as chosen", on.Length())
	}
}

// A first visit loads everything; a later page only itself. The limits are those of the design, in bytes of 1,000.
func TestPagesAreLight(t *testing.T) {
	page := packed(t, markup(t, layout.App(shell()), parts.Fields(filled(t, map[string][]string{}).Fields), parts.Rows(filled(t, map[string][]string{}).Rows[0], true)))
	first := page + static.Size("app.css") + static.Size("icons.svg") + static.Size("mark.svg") + static.Size("vendor/htmx/htmx.min.js")
	for _, name := range static.Names() {
		if strings.HasPrefix(name, "js/") || strings.HasPrefix(name, "fonts/") && strings.HasSuffix(name, ".woff2") && !strings.Contains(name, "-ext-") {
			first += static.Size(name)
		}
	}
	t.Logf("first load %d bytes, later page %d bytes", first, page)
	if first > 120_000 {
		t.Errorf("a first load is %d bytes; the limit is 120,000", first)
	}
	if page > 25_000 {
		t.Errorf("a later page is %d bytes; the limit is 25,000", page)
	}
}

func packed(t *testing.T, page []byte) int {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write(page); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
