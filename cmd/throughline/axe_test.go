package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed testdata/axe/axe.min.js
var axeScript string

// Axe fails the test when axe finds a violation on the page: light and dark at 1440 px, and on a phone of 390 px. It
// also fails when the page is wider than 320 px on the narrowest phone. Colours and the size of what one presses take axe most of
// its time: of the elements that would be judged by the same colours and type, axe looks at one, on whatever page it is. A kind of page that was sound is
// looked at as a whole again only when it holds a kind of element that no sound page had.
func (p *Page) Axe() {
	p.t.Helper()
	p.looks()
	p.Fits()
}

// AxeOnce is Axe for a page that is left afterwards. What is built alike on it is looked at twice and not a hundred times.
func (p *Page) AxeOnce() {
	p.t.Helper()
	p.Fits()
	p.settle()
	ask[int](p, thin)
	p.looks()
}

func (p *Page) looks() {
	p.t.Helper()
	defer func() { p.Desktop(); p.Light() }()
	p.settle()
	ask[bool](p, still)
	for _, look := range []struct {
		name, build, looks string
		take               func()
	}{
		{"in light", everyRule, lookRules, func() { p.Desktop(); p.Light(); p.stretch() }},
		{"in dark", "", colourRules, func() { p.Dark() }}, // dark differs from light in its colours alone
		{"on a phone of 390 px", phoneRules, lookRules, func() { p.Light(); p.Phone(); p.stretch() }},
	} {
		look.take()
		for _, finding := range p.wrong(look.name, look.build, look.looks) {
			p.t.Errorf("axe on %s %s: %s", p.Path(), look.name, finding)
		}
	}
}

// still lets every colour change at once, so that none is looked at half way.
const still = `(() => {
	if (window.throughlineStill) return true;
	const sheet = window.throughlineStill = new CSSStyleSheet();
	sheet.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
	document.adoptedStyleSheets.push(sheet);
	return true;
})()`

// stretch makes the window as tall as the page, so that a bar which sticks to its edge hides nothing from axe. That the focus
// is never hidden by one is what Tab looks at.
func (p *Page) stretch() {
	p.t.Helper()
	size := ask[[2]int64](p, `[innerWidth, Math.min(Math.max(innerHeight, document.documentElement.scrollHeight), 16000)]`)
	if size[0] < 800 {
		p.do("a tall phone", chromedp.EmulateViewport(size[0], size[1], chromedp.EmulateMobile, chromedp.EmulateTouch))
	} else {
		p.do("a tall window", chromedp.EmulateViewport(size[0], size[1]))
	}
}

// What axe looks for: WCAG 2.2 AA and its own good practice; the rules about how an element looks; those of them that colours alone decide;
// and, besides the looks, what can differ on a phone, where the same elements are folded, moved or hidden.
const (
	everyRule   = `type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
	lookRules   = `type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size']`
	colourRules = `type: 'rule', values: ['color-contrast', 'link-in-text-block']`
	phoneRules  = `type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'nested-interactive', 'label', 'select-name', 'button-name', 'link-name', 'page-has-heading-one', 'heading-order', 'landmark-one-main', 'region', 'meta-viewport']`
)

// marked lets the rules about looks judge the marked elements only.
const marked = `axe.configure({rules: [{id: 'color-contrast', selector: '[data-axe-look]'}, {id: 'link-in-text-block', selector: 'a[href][data-axe-look]'}, {id: 'target-size', selector: '[data-axe-look]'}]})`

// sound remembers which kinds of elements and pages were found to be as they should, by look.
var sound = memory{known: map[string]bool{}}

type memory struct {
	sync.Mutex
	known map[string]bool
}

func (m *memory) has(kind string) bool {
	m.Lock()
	defer m.Unlock()
	return m.known[kind]
}

func (m *memory) add(kinds ...string) {
	m.Lock()
	defer m.Unlock()
	for _, kind := range kinds {
		m.known[kind] = true
	}
}

// wrong is what axe finds in a window. Of the rules about looks it judges one element of each look that no page had before, and one of
// each kind that is small; the rules of the page's build it applies to the page as a whole, unless the kind of page and all kinds of elements
// on it were sound before.
func (p *Page) wrong(window, build, looks string) []string {
	p.t.Helper()
	all := ask[[]element](p, elements)
	kinds := []string{window + kindOf(p.Path())}
	for _, e := range all {
		kinds = append(kinds, window+e.Kind)
	}
	rules := build
	if build == "" || !slices.ContainsFunc(kinds, func(kind string) bool { return !sound.has(kind) }) {
		rules, kinds = looks, nil
	}
	var fresh []string
	for i, e := range all {
		look := e.Look
		if e.Small && looks == lookRules {
			look += window + e.Kind
		}
		if !sound.has(look) && !slices.Contains(kinds, look) {
			kinds = append(kinds, look)
			fresh = append(fresh, strconv.Itoa(i))
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	ask[bool](p, `[`+strings.Join(fresh, ",")+`].forEach(i => axeElements[i].setAttribute('data-axe-look', '')) || true`)
	found := p.violations(rules)
	ask[bool](p, `document.querySelectorAll('[data-axe-look]').forEach(e => e.removeAttribute('data-axe-look')) || true`)
	if len(found) == 0 {
		sound.add(kinds...)
	}
	return found
}

// violations runs axe once on the page as it is shown now.
func (p *Page) violations(rules string) []string {
	p.t.Helper()
	if p.noScript {
		p.Script(true) // axe waits with timers; the scripts of a page that is already there stay out
		defer p.Script(false)
	}
	if !ask[bool](p, `typeof axe === 'object'`) {
		p.do("bring axe", chromedp.Evaluate[chromedp.Void](axeScript+`;`+marked+`;undefined`))
	}
	var found []struct {
		ID, Impact, Help string
		Nodes            []struct {
			Target         []any
			HTML           string
			FailureSummary string
		}
	}
	result := ask[string](p, `axe.run(document, {resultTypes: ['violations'], preload: false, runOnly: {`+rules+`}}).then(r => JSON.stringify(r.violations))`)
	if err := json.Unmarshal([]byte(result), &found); err != nil {
		p.t.Fatalf("read what axe says: %v", err)
	}
	var list []string
	for _, v := range found {
		text := fmt.Sprintf("%s (%s): %s", v.ID, v.Impact, v.Help)
		for i, n := range v.Nodes {
			if i == 3 {
				text += fmt.Sprintf("\n    and %d more", len(v.Nodes)-i)
				break
			}
			text += fmt.Sprintf("\n    %v %.160s\n      %s", n.Target, n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", " "))
		}
		list = append(list, text)
	}
	return list
}

// Fits fails the test when the page has to be scrolled sideways at 320 px.
func (p *Page) Fits() {
	p.t.Helper()
	p.narrow(320)
	defer p.Desktop()
	wide := ask[string](p, `(() => {
		if (document.documentElement.scrollWidth <= 320) return '';
		const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > 320.5).slice(0, 5);
		return document.documentElement.scrollWidth + ' px: ' + out.map(e => e.outerHTML.slice(0, 100)).join('  ');
	})()`)
	if wide != "" {
		p.t.Errorf("%s has to be scrolled sideways at 320 px; it is %s", p.Path(), wide)
	}
}

// insert types text as an input method does, with real input events.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}

// Key presses keys: the constants of package kb, or plain letters.
func (p *Page) Key(keys string) {
	p.t.Helper()
	p.do("press keys", chromedp.KeyEvent(keys))
}

// Tab moves the focus to the next control and gives its role and name, such as "button Save". It fails when the focus
// cannot be seen once the page is drawn: no outline, outside of the window, or behind something.
func (p *Page) Tab() string {
	p.t.Helper()
	p.Key(kb.Tab)
	hidden := ""
	if !eventually(2*time.Second, func() bool {
		if hidden != "" {
			p.settle()
		}
		hidden = ask[string](p, focusHidden)
		return hidden == ""
	}) {
		p.t.Errorf("the focus on %s is %s", p.Path(), hidden)
	}
	return p.Focused()
}

// focusHidden is why what has the focus cannot be seen; empty when it can.
const focusHidden = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return '';
	const of = e.labels && e.labels[0] && e.getBoundingClientRect().width <= 2 ? e.labels[0] : e;
	const s = getComputedStyle(of), own = getComputedStyle(e);
	const r = of.getClientRects()[0];
	const name = e.outerHTML.slice(0, 120);
	if (!r || r.bottom <= 0 || r.right <= 0 || r.top >= innerHeight || r.left >= innerWidth) return 'outside of the window: ' + name;
	const drawn = s => s.outlineStyle === 'auto' || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
	if (!drawn(s) && !drawn(own)) return 'without an outline: ' + name;
	const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(r.top + r.height / 2, 1), innerHeight - 1);
	const top = document.elementFromPoint(x, y);
	return top && (of.contains(top) || top.contains(of)) ? '' : 'covered by ' + (top ? top.outerHTML.slice(0, 80) : 'nothing') + ': ' + name;
})()`

// Focused is the role and name of what has the focus; empty when it is the page itself.
func (p *Page) Focused() (focused string) {
	p.t.Helper()
	p.again("ask what has the focus", func() error {
		focused = ""
		at, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
		if err != nil || at.Result.ObjectID == "" || at.Result.ClassName == "HTMLBodyElement" {
			return err
		}
		tree, err := chromedp.Call(p.ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: at.Result.ObjectID, FetchRelatives: new(false)})
		if err != nil {
			return err
		}
		for _, n := range tree.Nodes {
			if !n.Ignored {
				focused = axText(n.Role) + " " + strings.TrimSpace(axText(n.Name))
				break
			}
		}
		return nil
	})
	return focused
}

// TabTo moves the focus with the Tab key alone until it is on this role and name, within 200 presses.
func (p *Page) TabTo(want string) {
	p.t.Helper()
	var passed []string
	for range 200 {
		at := p.Tab()
		if at == want || strings.HasPrefix(at, want) {
			return
		}
		passed = append(passed, at)
	}
	p.t.Fatalf("the Tab key does not reach %q; it passed:\n  %s", want, strings.Join(passed, "\n  "))
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page[^s]`)

// Sheets prints the page as the print stylesheet asks, on "A4" or "Letter" where that leaves the choice, and gives
// the number of sheets and the PDF.
func (p *Page) Sheets(paper string) (int, []byte) {
	p.t.Helper()
	size := map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter}[paper]
	file, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(size), chromedp.PDFPreferCSSPageSize(),
		func(q *page.PrintToPDFParams) { q.PrintBackground = new(true) }))
	if err != nil {
		p.t.Fatalf("print %s: %v", p.Path(), err)
	}
	return len(pdfPage.FindAll(file, -1)), file
}
