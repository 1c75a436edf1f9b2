package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long a journey waits for what must come: a machine that does a lot besides takes its time, and waiting costs
// nothing where it comes at once.
const patience = 40 * time.Second

// watching runs in each page before its own scripts. It counts what the page has begun and not ended: requests with the
// reading of their answers, and what is put off for a moment (advice and saves while typing wait for less than that); and it remembers since when the page is being left.
const watching = `(() => {
	const set = setTimeout.bind(window), unset = clearTimeout.bind(window), brief = 600, put = new Set(), w = { doing: 0, left: 0, set };
	Object.defineProperty(window, 'throughlineWatch', { value: w });
	window.setTimeout = (f, ms = 0, ...args) => {
		if (typeof f !== 'function' || ms > brief) return set(f, ms, ...args);
		w.doing++;
		const id = set(() => { put.delete(id); try { f(...args); } finally { w.doing--; } }, ms);
		put.add(id);
		return id;
	};
	window.clearTimeout = id => { if (put.delete(id)) w.doing--; unset(id); };
	const during = promise => {
		w.doing++;
		const end = () => set(() => w.doing--, 0);
		promise.then(end, end);
		return promise;
	};
	const ask = window.fetch;
	window.fetch = (...args) => during(ask.apply(window, args));
	for (const read of ['text', 'json', 'blob', 'arrayBuffer', 'formData', 'bytes']) {
		const plain = Response.prototype[read];
		if (plain) Response.prototype[read] = function () { return during(plain.call(this)); };
	}
	addEventListener('submit', e => {
		w.doing++;
		set(() => {
			w.doing--;
			const aside = (e.submitter?.formTarget || e.target.target || '_self') !== '_self' || e.target.method === 'dialog';
			if (!e.defaultPrevented && !aside) w.left = performance.now();
		}, 0);
	});
	window.navigation?.addEventListener('navigate', e => {
		if (!e.hashChange && e.downloadRequest === null && !e.destination.sameDocument) w.left = performance.now();
	});
	window.navigation?.addEventListener('navigatesuccess', () => { w.left = 0; });
})()`

// state is how far the page is, two pictures later when it has nothing left to do: by then it is drawn as it stays. Without scripts nothing is counted.
const state = `(() => {
	const w = %t && window.throughlineWatch;
	const now = () => ({ Ready: document.readyState, Doing: w ? w.doing : 0, Left: w && w.left ? performance.now() - w.left : -1 });
	if (!w || w.doing || w.left || document.readyState !== 'complete') return now();
	return new Promise(done => {
		requestAnimationFrame(() => requestAnimationFrame(() => done(now())));
		w.set(() => done(now()), 500); // a tab that is drawn seldom
	});
})()`

// watch lets the page of each address opened from now on be watched.
func (p *Page) watch() error {
	_, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watching})
	return err
}

// settle waits until what was pressed has had its effect: nothing is loading, no script has anything under way, and no other
// page is on its way. A request of which nothing was heard for ten seconds no longer counts: the browser does not always tell how one ended.
func (p *Page) settle() {
	p.t.Helper()
	if p.noScript {
		// Twice through the page's own queue: by then what was pressed has asked for its page.
		for range 2 {
			_, _ = evaluate[int](p, `1`)
		}
		time.Sleep(60 * time.Millisecond)
	}
	why := ""
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		before, loading := p.loading()
		if loading != "" {
			why = loading
			continue
		}
		now, err := evaluate[struct {
			Ready       string
			Doing, Left float64
		}](p, fmt.Sprintf(state, !p.noScript))
		after, loading := p.loading()
		switch {
		case err != nil:
			why = err.Error()
		case loading != "":
			why = loading
		case now.Ready != "complete":
			why = "the document is " + now.Ready
		case now.Doing > 0:
			why = fmt.Sprintf("its scripts do %v things", now.Doing)
		case now.Left >= 0 && !p.stayed(time.Duration(now.Left)*time.Millisecond):
			why = fmt.Sprintf("it is being left since %v ms", now.Left)
		case before.Equal(after):
			return
		}
	}
	p.t.Fatalf("the page %s does not come to rest: %s", p.address(), why)
}

// loading is when the tab was last heard of, and what it loads now; without scripts it also has to be quiet for a tenth of a second.
func (p *Page) loading() (last time.Time, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	quiet := time.Since(p.last)
	if len(p.open) > 0 && quiet < 10*time.Second {
		return p.last, "loading " + strings.Join(slices.Sorted(maps.Values(p.open)), ", ")
	}
	if p.noScript && quiet < 100*time.Millisecond {
		return p.last, "just loaded"
	}
	return p.last, ""
}

// stayed says whether the tab stays on its page, though it was to be left that long ago: the answer was a file, or none came.
func (p *Page) stayed(ago time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return ago > 10*time.Second || ago > 300*time.Millisecond && p.answered.After(time.Now().Add(-ago))
}

// evaluate is one try of a script expression, within half a minute.
func evaluate[T any](p *Page, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// replaced says whether something could not be asked because another page was just taking the place of the one asked.
func replaced(err error) bool {
	if err == nil {
		return false
	}
	for _, said := range []string{"navigated or closed", "context was destroyed", "Cannot find context", "Cannot find default execution context", "Promise was collected",
		"Could not find node", "Could not find object", "No node with given id", "No frame", "does not belong to the document", "Frame for the given id", "uniqueContextId not found"} {
		if strings.Contains(err.Error(), said) {
			return true
		}
	}
	return false
}

// again tries until what is tried no longer fails because the page was just replaced.
func (p *Page) again(what string, try func() error) {
	p.t.Helper()
	var err error
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if err = try(); !replaced(err) {
			break
		}
	}
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// ask evaluates a script expression in the page, which changes nothing there; policies of the page do not bind it.
func ask[T any](p *Page, expression string) (value T) {
	p.t.Helper()
	p.again(fmt.Sprintf("evaluate %.80s", expression), func() (err error) { value, err = evaluate[T](p, expression); return err })
	return value
}

// act runs script in the page once, as a hand there would do it, and waits for its effect. It may lead to another page.
func (p *Page) act(script string) {
	p.t.Helper()
	p.settle()
	if _, err := evaluate[bool](p, `(() => { `+script+`; return true })()`); err != nil && !replaced(err) {
		p.t.Fatalf("run %.80s: %v", script, err)
	}
	p.settle()
}

// eventually waits until something is so, and says whether it came to that.
func eventually(within time.Duration, so func() bool) bool {
	for until := time.Now().Add(within); ; time.Sleep(50 * time.Millisecond) {
		if so() {
			return true
		}
		if time.Now().After(until) {
			return false
		}
	}
}

// address is where the tab is, for what a failure says.
func (p *Page) address() string {
	at, _ := evaluate[string](p, `location.pathname + location.search`)
	return at
}
