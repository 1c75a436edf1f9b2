package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// paper is a form as a browser without script has it: where it is sent, and what stands in it.
type paper struct {
	g      *guest
	action string
	values url.Values
	form   *goquery.Selection
}

// paper reads a form of the page with all its names and values, as a browser would send them. Nothing is known of the page but its HTML.
func (a *answer) paper(g *guest, selector string) *paper {
	a.t.Helper()
	form := a.page().Find(selector).First()
	if form.Length() == 0 {
		a.t.Fatalf("there is no form %s: %s", selector, a.text())
	}
	p := &paper{g: g, values: url.Values{}, form: form}
	p.action = form.AttrOr("action", "")
	form.Find("input, textarea, select").Each(func(_ int, e *goquery.Selection) {
		name, named := e.Attr("name")
		if _, off := e.Attr("disabled"); !named || off {
			return
		}
		switch {
		case e.Is("select"):
			chosen := e.Find("option[selected]").First()
			if chosen.Length() == 0 {
				chosen = e.Find("option").First()
			}
			p.values.Add(name, chosen.AttrOr("value", chosen.Text()))
		case e.Is("textarea"):
			p.values.Add(name, e.Text())
		case e.AttrOr("type", "") == "checkbox" || e.AttrOr("type", "") == "radio":
			if _, on := e.Attr("checked"); on {
				p.values.Add(name, e.AttrOr("value", "on"))
			}
		default:
			p.values.Add(name, e.AttrOr("value", ""))
		}
	})
	return p
}

// write types into the box whose name ends so; it must be there.
func (p *paper) write(ending, text string) *paper {
	p.g.h.t.Helper()
	p.values.Set(p.name(ending), text)
	return p
}

// tick ticks the first count boxes of those whose names end so.
func (p *paper) tick(ending string, count int) *paper {
	p.g.h.t.Helper()
	name := p.name(ending)
	p.values.Del(name)
	p.form.Find(`input[type="checkbox"]`).EachWithBreak(func(_ int, e *goquery.Selection) bool {
		if e.AttrOr("name", "") == name && len(p.values[name]) < count {
			p.values.Add(name, e.AttrOr("value", ""))
		}
		return true
	})
	if len(p.values[name]) != count {
		p.g.h.t.Fatalf("%d boxes named %s, not %d", len(p.values[name]), name, count)
	}
	return p
}

// name is the one name on the form that ends so; of several the last, where a new row stands.
func (p *paper) name(ending string) string {
	p.g.h.t.Helper()
	found := ""
	p.form.Find("[name]").Each(func(_ int, e *goquery.Selection) {
		if name := e.AttrOr("name", ""); strings.HasSuffix(name, ending) && !strings.HasPrefix(name, "was.") {
			found = name
		}
	})
	if found == "" {
		p.g.h.t.Fatalf("nothing on the page is named …%s", ending)
	}
	return found
}

// press sends the form by the button whose words begin so; it must be there.
func (p *paper) press(words string) *answer {
	p.g.h.t.Helper()
	var by *goquery.Selection
	p.form.Find("button").EachWithBreak(func(_ int, e *goquery.Selection) bool {
		if strings.HasPrefix(strings.TrimSpace(e.Text()), words) || strings.HasPrefix(e.AttrOr("aria-label", ""), words) {
			by = e
		}
		return by == nil
	})
	if by == nil {
		p.g.h.t.Fatalf("there is no button %q", words)
	}
	values := url.Values{}
	for name, list := range p.values {
		values[name] = list
	}
	if name := by.AttrOr("name", ""); name != "" {
		values.Set(name, by.AttrOr("value", ""))
	}
	return p.g.post(p.action, values)
}

// onward follows a 303 to its page.
func (a *answer) onward(g *guest) *answer {
	a.t.Helper()
	a.is(http.StatusSeeOther)
	to, _, _ := strings.Cut(a.Header.Get("Location"), "#")
	return g.get(to).is(http.StatusOK)
}
