package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typist counts what a person does to a page: each key, or each press and choice where there is no keyboard.
type typist struct {
	*Page
	actions int
}

func (k *typist) key(keys string) {
	k.t.Helper()
	k.actions += len([]rune(keys))
	k.do("press "+keys, chromedp.KeyEvent(keys))
}

// focus is the name of the field or link that has the focus.
func (k *typist) focus() string {
	k.t.Helper()
	return ask[string](k.Page, `document.activeElement.name || document.activeElement.getAttribute("href") || ""`)
}

// tabTo presses Tab until a field or link has the focus.
func (k *typist) tabTo(name string) {
	k.t.Helper()
	for range 120 {
		if k.focus() == name {
			return
		}
		k.key(kb.Tab)
	}
	k.t.Fatalf("120 presses of Tab do not lead to %q; the last stop is %q", name, k.focus())
}

// asked lists the names of the boxes of the weekly update, row by row: value, confidence, line.
func asked(p *Page) (rows [][]string) {
	p.t.Helper()
	all := ask[string](p, `[...document.querySelectorAll("ul.update > li")].map(li => [...li.querySelectorAll("input:not([type=hidden]), select, textarea")].map(f => f.name).join(" ")).join("\n")`)
	for _, row := range strings.Split(all, "\n") {
		if names := strings.Fields(row); len(names) == 3 {
			rows = append(rows, names)
		}
	}
	if len(rows) == 0 {
		p.t.Fatalf("nothing is asked for: %q; the page says:\n%s", all, p.Text())
	}
	return rows
}

func TestJourneyTheWeeklyUpdateIsTypedOnOneScreenAndSavedOnce(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	k := &typist{Page: h.enter("lead")}
	k.Open("/my/outcomes")
	began := time.Now()
	k.tabTo("/readings")
	k.key(kb.Enter)
	k.settle()
	k.Page.at("/readings")
	rows := asked(k.Page)
	for i, names := range rows {
		for n, text := range []string{fmt.Sprint(70 + i), "7", fmt.Sprint("Calls fall, row ", i+1)} {
			k.tabTo(names[n])
			k.key(text)
		}
	}
	k.key(kb.Enter)
	k.settle()
	took := time.Since(began)
	k.See("Recorded")
	k.SeeNot("There is a problem")
	t.Logf("%d metrics by keyboard: %d key presses in %v, waiting for the pages included", len(rows), k.actions, took.Round(time.Millisecond))
	k.Open("/")
	k.SeeNot("All of them on one screen")
	for i := range rows {
		k.Open(ask[string](k.Page, fmt.Sprintf(`fetch("/readings").then(r => r.text()).then(t => new DOMParser().parseFromString(t, "text/html").querySelectorAll("ul.update h2 a")[%d].getAttribute("href"))`, i)))
		k.See(fmt.Sprint("Calls fall, row ", i+1), fmt.Sprint(70+i))
	}
}

func TestJourneyTheWeeklyUpdateIsSavedOnceWithoutScript(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	k := &typist{Page: h.enter("lead")}
	k.Script(false)
	began := time.Now()
	k.Open("/readings")
	rows := asked(k.Page)
	k.key(kb.Tab)
	for _, names := range rows {
		for n, text := range []string{"68", "6", "One line, without script"} {
			k.tabTo(names[n])
			k.key(text)
		}
	}
	k.Press("Record what is filled in")
	k.actions++
	took := time.Since(began)
	k.See("Recorded")
	k.Follow(ask[string](k.Page, `document.querySelector("ul.update h2 a").textContent`))
	k.See("One line, without script", "68")
	t.Logf("%d metrics without script: %d key presses and one press of the button in %v", len(rows), k.actions-1, took.Round(time.Millisecond))
}
