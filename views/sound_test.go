package views_test

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"throughline/static"
)

// draw renders a component as the browser gets it.
func draw(t *testing.T, c templ.Component, children ...templ.Component) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(markup(t, c, children...)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func markup(t *testing.T, c templ.Component, children ...templ.Component) []byte {
	t.Helper()
	ctx := context.Background()
	if len(children) > 0 {
		ctx = templ.WithChildren(ctx, templ.Join(children...))
	}
	var out bytes.Buffer
	if err := c.Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var drawnSigns = func() map[string]bool {
	signs := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="(i-[a-z]+)"`).FindAllSubmatch(static.Body("icons.svg"), -1) {
		signs[string(m[1])] = true
	}
	return signs
}()

// sound fails the test when a person who listens, or a strict browser, would stumble over the markup.
func sound(t *testing.T, doc *goquery.Document) {
	t.Helper()
	ids := map[string]int{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q is there %d times", id, n)
		}
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Get(0).Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s carries %s, which the security policy stops", goquery.NodeName(s), a.Key)
			}
			if a.Key == "for" || a.Key == "aria-describedby" || a.Key == "aria-labelledby" {
				for id := range strings.FieldsSeq(a.Val) {
					if ids[id] == 0 {
						t.Errorf("%s names %q, which is not on the page: %s", a.Key, id, outer(s))
					}
				}
			}
		}
	})
	doc.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, s *goquery.Selection) {
		if name(doc, s) == "" {
			t.Errorf("a control has no label: %s", outer(s))
		}
	})
	doc.Find("a, button, summary").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) == "" && s.AttrOr("aria-label", "") == "" {
			t.Errorf("nothing says what this does: %s", outer(s))
		}
	})
	doc.Find("svg").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("aria-hidden", "") != "true" && (s.AttrOr("role", "") != "img" || s.AttrOr("aria-label", "") == "") {
			t.Errorf("a drawing is neither hidden nor told: %s", outer(s))
		}
	})
	doc.Find("use").Each(func(_ int, s *goquery.Selection) {
		if _, sign, _ := strings.Cut(s.AttrOr("href", ""), "#"); !drawnSigns[sign] {
			t.Errorf("icons.svg has no sign %q", sign)
		}
	})
	doc.Find("style, script:not([src])").Each(func(_ int, s *goquery.Selection) {
		t.Errorf("the page carries its own %s", goquery.NodeName(s))
	})
}

// name is what a control is called by its label.
func name(doc *goquery.Document, s *goquery.Selection) string {
	if label := s.AttrOr("aria-label", ""); label != "" {
		return label
	}
	said := s.Closest("label").Text()
	doc.Find("label[for]").Each(func(_ int, l *goquery.Selection) {
		if id, ok := s.Attr("id"); ok && l.AttrOr("for", "") == id {
			said += l.Text()
		}
	})
	return strings.TrimSpace(said)
}

func outer(s *goquery.Selection) string {
	text, _ := goquery.OuterHtml(s)
	return text[:min(len(text), 160)]
}

// text is what a selection says, with blanks made one.
func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
