package main

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What a person sees and does on a page. Controls are found as assistive technology finds them, by role and name: a
// control that a screen reader could not name cannot be used here either.

// control is one element found on the page.
type control struct {
	page *Page
	role string
	name string
	node cdp.BackendNodeID
	id   runtime.RemoteObjectID
}

var (
	writable  = []string{"textbox", "searchbox", "spinbutton", "combobox", "listbox", "Date", "ColorWell"}
	tickable  = []string{"checkbox", "radio", "switch"}
	pressable = []string{"button", "DisclosureTriangle", "tab", "menuitem"}
	linked    = []string{"link"}
)

// Within gives the same page, where names are looked up only inside the first element that matches the CSS selector.
func (p *Page) Within(css string) *Page {
	part := *p
	part.in = css
	return &part
}

// find waits for the control with one of these roles whose name is, or else begins with, the name, on a page at rest.
func (p *Page) find(name string, roles []string) *control {
	p.t.Helper()
	var all []*control
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		p.settle()
		for _, c := range p.named(name, roles) {
			if c.usable() {
				return c
			}
		}
		all = p.controls(roles)
		for _, c := range all {
			if strings.HasPrefix(c.name, name) && c.usable() {
				return c
			}
		}
	}
	var seen []string
	for _, c := range all {
		seen = append(seen, c.role+" "+c.name)
	}
	slices.Sort(seen)
	p.t.Fatalf("%s %q is not on the page %s; there are:\n  %s", roles[0], name, p.Path(), strings.Join(slices.Compact(seen), "\n  "))
	return nil
}

// named are the controls of exactly this name. The browser looks for them, because to hand over all that is on a page takes most of the time
// of a journey.
func (p *Page) named(name string, roles []string) []*control {
	p.t.Helper()
	css, _ := json.Marshal(cmp.Or(p.in, "html"))
	part, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.querySelector(" + string(css) + ")"})
	if err != nil || part.Result == nil || part.Result.ObjectID == "" {
		return nil // the page is just being replaced; the caller looks again
	}
	found, err := chromedp.Call(p.ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: part.Result.ObjectID, AccessibleName: name})
	if err != nil {
		return nil
	}
	return p.of(found.Nodes, roles)
}

// controls are all controls of the page with these roles.
func (p *Page) controls(roles []string) []*control {
	p.t.Helper()
	tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return nil
	}
	return p.of(tree.Nodes, roles)
}

func (p *Page) of(nodes []*accessibility.Node, roles []string) (found []*control) {
	for _, n := range nodes {
		if n.Ignored || n.BackendDOMNodeID == 0 || !slices.Contains(roles, axText(n.Role)) {
			continue
		}
		found = append(found, &control{page: p, role: axText(n.Role), name: strings.TrimSpace(axText(n.Name)), node: n.BackendDOMNodeID})
	}
	return found
}

func axText(v *accessibility.Value) (text string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &text)
	}
	return text
}

// usable says whether the control is inside the part looked at.
func (c *control) usable() bool {
	found, err := chromedp.Call(c.page.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: c.node})
	if err != nil || found.Object == nil {
		return false
	}
	c.id = found.Object.ObjectID
	return c.page.in == "" || c.js(`function(css) { const part = document.querySelector(css); return part && part.contains(this) ? 'yes' : '' }`, c.page.in) == "yes"
}

// js calls a function on the element; its result is a text.
func (c *control) js(function string, args ...string) string {
	c.page.t.Helper()
	p := runtime.CallFunctionOnParams{FunctionDeclaration: function, ObjectID: c.id, ReturnByValue: new(true)}
	for _, arg := range args {
		text, _ := json.Marshal(arg)
		p.Arguments = append(p.Arguments, &runtime.CallArgument{Value: text})
	}
	result, err := chromedp.Call(c.page.ctx, runtime.CallFunctionOn, p)
	if err != nil {
		c.page.t.Fatalf("%s %q: %v", c.role, c.name, err)
	}
	if result.ExceptionDetails != nil {
		c.page.t.Fatalf("%s %q: %s", c.role, c.name, result.ExceptionDetails.Exception.Description)
	}
	var text string
	_ = json.Unmarshal(result.Result.Value, &text)
	return text
}

// click presses the middle of the control, or of its label when the control itself is drawn away. It fails when
// something else lies on top.
func (c *control) click() {
	c.page.t.Helper()
	var at struct {
		X, Y  float64
		Cover string
		Leads bool
	}
	_ = json.Unmarshal([]byte(c.js(`function() {
		const drawn = e => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e); return r.width > 2 && r.height > 2 && s.opacity !== '0' && s.clipPath === 'none' };
		const label = this.labels && this.labels[0];
		const target = !drawn(this) && label ? label : this;
		target.scrollIntoView({block: 'center', behavior: 'instant'});
		const boxes = [...target.getClientRects()].filter(r => r.width > 0 && r.height > 0);
		const r = boxes[0] || target.getBoundingClientRect();
		const x = r.left + r.width / 2, y = r.top + r.height / 2;
		const top = document.elementFromPoint(x, y);
		const free = top && (target.contains(top) || top.contains(target) && target === this && boxes.length > 1 || (label && label.contains(top)));
		const form = this.type === 'submit' && this.form, leads = form ? this.formNoValidate || form.noValidate || form.checkValidity()
			: this.localName === 'a' && !this.download && !this.target && this.href.split('#')[0] !== location.href.split('#')[0];
		return JSON.stringify({X: x, Y: y, Leads: !!leads, Cover: free ? '' : (top ? top.outerHTML.slice(0, 120) : 'nothing, it is outside of the window')});
	}`)), &at)
	if at.Cover != "" {
		c.page.t.Fatalf("%s %q cannot be pressed on %s: on top of it is %s", c.role, c.name, c.page.Path(), at.Cover)
	}
	began := time.Now()
	c.page.do("press "+c.name, chromedp.MouseClickXY(at.X, at.Y))
	if c.page.noScript && at.Leads { // no script says that the page is being left
		eventually(10*time.Second, func() bool { return c.page.leftSince(began) })
	}
}

// Fill replaces what is in the field with this label; in a list it picks the option of this name.
func (p *Page) Fill(label, text string) {
	p.t.Helper()
	c := p.find(label, writable)
	if c.js(`function() { return this.tagName + '.' + this.type }`) == "INPUT.date" {
		c.js(`function(v) { this.focus(); this.value = v; this.dispatchEvent(new Event('input', {bubbles: true})); this.dispatchEvent(new Event('change', {bubbles: true})); return '' }`, text)
		return
	}
	if strings.HasPrefix(c.js(`function() { return this.tagName }`), "SELECT") {
		if missing := c.js(`function(name) {
			const plain = o => o.label.replace(/\s+/g, ' ').trim();
			const all = [...this.options], o = all.find(o => plain(o) === name) || all.find(o => plain(o).startsWith(name));
			if (!o) return all.map(plain).join(' | ') || '(empty)';
			this.focus(); this.value = o.value;
			this.dispatchEvent(new Event('input', {bubbles: true})); this.dispatchEvent(new Event('change', {bubbles: true}));
			return '' }`, text); missing != "" {
			p.t.Fatalf("%q has no option %q; there are: %s", label, text, missing)
		}
		return
	}
	c.js(`function() { this.scrollIntoView({block: 'center', behavior: 'instant'}); this.focus(); this.select(); return '' }`)
	if text == "" {
		p.do("empty "+label, chromedp.KeyEvent(kb.Backspace))
	} else {
		p.do("fill "+label, insert(text))
	}
	c.js(`function() { this.blur(); return '' }`)
}

// Value is what the field with this label holds; of a list, the name of the option picked.
func (p *Page) Value(label string) string {
	p.t.Helper()
	return p.find(label, writable).js(`function() { return this.tagName === 'SELECT' ? (this.selectedOptions[0] || {label: ''}).label.trim() : this.value }`)
}

// Tick ticks the box, or picks the round button, with this label.
func (p *Page) Tick(label string) { p.t.Helper(); p.tick(label, true) }

// Untick takes the tick off the box with this label.
func (p *Page) Untick(label string) { p.t.Helper(); p.tick(label, false) }

func (p *Page) tick(label string, on bool) {
	p.t.Helper()
	c := p.find(label, tickable)
	if c.ticked() == on {
		return
	}
	c.click()
	if c.ticked() != on {
		p.t.Fatalf("pressing %q did not change it", label)
	}
}

// Ticked says whether the box or round button with this label is ticked.
func (p *Page) Ticked(label string) bool { p.t.Helper(); return p.find(label, tickable).ticked() }

func (c *control) ticked() bool {
	return c.js(`function() { return this.checked ? 'yes' : '' }`) == "yes"
}

// Upload puts files into the file field with this label.
func (p *Page) Upload(label string, files ...string) {
	p.t.Helper()
	for i := range files {
		files[i], _ = filepath.Abs(files[i])
	}
	c := p.find(label, []string{"button"})
	if _, err := chromedp.Call(p.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, BackendNodeID: c.node}); err != nil {
		p.t.Fatalf("upload into %q: %v", label, err)
	}
}

// Press presses the button of this name and waits until the page is at rest.
func (p *Page) Press(name string) {
	p.t.Helper()
	p.find(name, pressable).click()
	p.settle()
}

// Follow follows the link of this name and waits until the page is at rest.
func (p *Page) Follow(name string) {
	p.t.Helper()
	p.find(name, linked).click()
	p.settle()
}

// Has says whether a button, link or field of this name is on the page now.
func (p *Page) Has(name string) bool {
	p.t.Helper()
	p.settle()
	return slices.ContainsFunc(p.named(name, slices.Concat(writable, tickable, pressable, linked)), (*control).usable)
}

// Text is what the page, or the part looked at, shows, with single spaces.
func (p *Page) Text() string {
	p.t.Helper()
	css, _ := json.Marshal(p.in)
	return ask[string](p, `((document.querySelector(`+string(css)+` || 'body') || {}).innerText || '').replace(/\s+/g, ' ')`)
}

// See waits for each of the texts to be shown.
func (p *Page) See(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		want := strings.Join(strings.Fields(text), " ")
		if !eventually(patience, func() bool { return strings.Contains(p.Text(), want) }) {
			p.t.Fatalf("%q is not shown on %s (status %d), which says:\n%s", text, p.Path(), p.Status(), p.Text())
		}
	}
}

// SeeNot fails when one of the texts is shown, and still is two seconds after the page came to rest.
func (p *Page) SeeNot(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if !eventually(2*time.Second, func() bool { p.settle(); return !strings.Contains(p.Text(), text) }) {
			p.t.Fatalf("%q is shown on %s", text, p.Path())
		}
	}
}
