package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// One Chromium serves all journeys of the package; each Page has its own cookies.
var browser struct {
	once  sync.Once
	ctx   context.Context
	close []context.CancelFunc
	err   error
}

func launch() {
	path := os.Getenv("THROUGHLINE_TEST_CHROMIUM")
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		browser.err = fmt.Errorf("no Chromium was found: run make test, which finds or installs it")
		return
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// The list under its address bar, which nobody sees here, would cost each new window a process of its own.
		chromedp.Flag("disable-features", "Translate,BackForwardCache,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI"))
	if os.Getuid() == 0 {
		flags = append(flags, chromedp.NoSandbox)
	}
	machine, closeMachine := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, closeFirst := chromedp.NewContext(machine, chromedp.WithErrorf(func(string, ...any) {}))
	browser.ctx, browser.close = ctx, []context.CancelFunc{closeFirst, closeMachine}
	browser.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

func closeBrowser() {
	for _, done := range browser.close {
		done()
	}
}

// Page is one tab of a browser without history. Every method fails the test when it cannot do what its name says.
type Page struct {
	t    *testing.T
	ctx  context.Context
	base string
	in   string // CSS of the part that names are looked up in; all of the page when empty

	*traffic
}

// traffic is what the tab loaded and complained about.
type traffic struct {
	mu       sync.Mutex
	open     map[network.RequestID]string
	last     time.Time
	document network.RequestID // the last one asked for
	answered time.Time         // when it had come, or was seen not to come
	left     time.Time         // when the tab last asked for another page
	status   int64
	problems []string
	noScript bool
}

// visit opens a tab on a program's address, 1440 x 900, light. At the end of the test, an error of a script or anything
// that the content security policy had to stop fails it.
func visit(t *testing.T, base string) *Page {
	t.Helper()
	browser.once.Do(launch)
	if browser.err != nil {
		t.Fatalf("journeys need a browser: %v", browser.err)
	}
	ctx, cancel := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	p := &Page{t: t, ctx: ctx, base: base, traffic: &traffic{open: map[network.RequestID]string{}}}
	t.Cleanup(func() {
		t.Helper()
		cancel()
		for _, problem := range p.Problems() {
			t.Errorf("the browser reported: %s", problem)
		}
	})
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatalf("watch the network: %v", err)
	}
	// Several tabs are open at once; each behaves as the one in front.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatalf("keep the tab in front: %v", err)
	}
	if err := p.watch(); err != nil {
		t.Fatalf("watch the page: %v", err)
	}
	p.Desktop()
	p.Light()
	return p
}

// Problems is what the browser complained about so far, and forgets it.
func (f *traffic) Problems() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	found := f.problems
	f.problems = nil
	return found
}

func (f *traffic) hear(event any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeEventSource || e.Type == network.ResourceTypeOther { // a stream, which stays open, and the sign of the tab
			return
		}
		if e.Type == network.ResourceTypeDocument {
			clear(f.open)
			f.document, f.left = e.RequestID, time.Now()
		}
		f.open[e.RequestID], f.last = e.Request.URL, time.Now()
	case *page.EventFrameRequestedNavigation:
		f.open["the next page"], f.last, f.left = e.URL, time.Now(), time.Now()
	case *network.EventLoadingFinished:
		f.ended(e.RequestID)
	case *network.EventLoadingFailed:
		f.ended(e.RequestID)
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			f.status = e.Response.Status
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		f.problems = append(f.problems, "an error in a script: "+text)
	case *log.EventEntryAdded:
		// Statuses such as 422 and 404 are answers of the program, so a refused request alone is no fault of the page.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork || strings.Contains(e.Entry.Text, "Content Security Policy") {
			f.problems = append(f.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// leftSince says whether the tab has asked for another page since then.
func (f *traffic) leftSince(then time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.left.After(then)
}

func (f *traffic) ended(id network.RequestID) {
	delete(f.open, id)
	f.last = time.Now()
	if id == f.document {
		f.answered = f.last
	}
}

// do runs browser steps within a minute.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// Open goes to a path of the program, or to a whole address on it, and gives the status of the answer.
func (p *Page) Open(path string) int {
	p.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = p.base + path
	}
	p.do("open "+path, chromedp.Navigate(path))
	p.settle()
	return p.Status()
}

// Status is that of the last whole page.
func (p *Page) Status() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return int(p.status)
}

// Path is the address shown, without host, with its query.
func (p *Page) Path() string {
	p.t.Helper()
	return ask[string](p, `location.pathname + location.search`)
}

// Back goes back one page in the tab's history.
func (p *Page) Back() {
	p.t.Helper()
	p.do("go back", chromedp.NavigateBack())
	p.settle()
}

// Reload loads the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.do("reload", chromedp.Reload())
	p.settle()
}

// Script switches the scripts of the pages opened from now on.
func (p *Page) Script(on bool) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		p.t.Fatalf("switch scripts: %v", err)
	}
	p.noScript = !on
}

// Desktop makes the tab 1440 x 900.
func (p *Page) Desktop() { p.t.Helper(); p.do("desktop", chromedp.EmulateViewport(1440, 900)) }

// Phone makes the tab a phone of 390 x 844 with touch.
func (p *Page) Phone() { p.t.Helper(); p.narrow(390) }

func (p *Page) narrow(width int64) {
	p.t.Helper()
	p.do("phone", chromedp.EmulateViewport(width, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

// Light and Dark are what the system prefers.
func (p *Page) Light() { p.t.Helper(); p.scheme("light") }

// Dark is the other one.
func (p *Page) Dark() { p.t.Helper(); p.scheme("dark") }

func (p *Page) scheme(name string) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	if err != nil {
		p.t.Fatalf("prefer %s: %v", name, err)
	}
}

// Shot saves what the whole page looks like as NAME.png in the folder THROUGHLINE_SHOTS, when that is set.
func (p *Page) Shot(name string) {
	p.t.Helper()
	folder := os.Getenv("THROUGHLINE_SHOTS")
	if folder == "" {
		return
	}
	image, err := chromedp.Call(p.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err == nil {
		err = os.WriteFile(folder+"/"+name+".png", image.Data, 0o644)
	}
	if err != nil {
		p.t.Fatalf("take a picture: %v", err)
	}
}
