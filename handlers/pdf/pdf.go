// Package pdf prints a page of ours as a PDF with headless Chromium, by the same HTML and the same print stylesheet that a browser
// prints. Chromium is no part of the product: where there is none, there is no PDF.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"throughline/static"
)

// limit is how long one page may take, from the start of Chromium to its end.
const limit = 30 * time.Second

// Why no PDF was made.
var (
	ErrNone = errors.New("there is no Chromium here")
	ErrBusy = errors.New("another PDF is being made")
)

// host is where Chromium believes the page to be. It exists nowhere; what the page asks for there is answered from memory.
const host = "throughline.invalid"

// names are what Chromium is called where it is on the PATH.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Find gives the path of the Chromium to use: the one configured, or else the one on the PATH; empty when there is none.
// One that is configured and cannot be run is an error.
func Find(configured string) (string, error) {
	if configured != "" {
		path, err := exec.LookPath(configured)
		if err != nil {
			return "", fmt.Errorf("no program can be run at %s", configured)
		}
		return path, nil
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", nil
}

// Printer makes one PDF at a time; each has a Chromium of its own, which is gone afterwards with all it wrote.
type Printer struct {
	path string
	turn chan struct{}
}

// New makes a printer with the Chromium at a path; without one it prints nothing.
func New(path string) *Printer { return &Printer{path: path, turn: make(chan struct{}, 1)} }

// Ready tells whether there is a Chromium to print with.
func (p *Printer) Ready() bool { return p.path != "" }

// Print makes the PDF of a whole HTML page. Its own stylesheet, fonts and signs are there; nothing else can be reached, and no script runs.
func (p *Printer) Print(ctx context.Context, html []byte) ([]byte, error) {
	if !p.Ready() {
		return nil, ErrNone
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, errors.Join(ErrBusy, ctx.Err())
	}
	home, err := os.MkdirTemp("", "throughline-pdf")
	if err != nil {
		return nil, err
	}
	// Chromium writes its profile into a folder of chromedp's, which goes with it; what it leaves at home goes here.
	defer func() { _ = os.RemoveAll(home) }()
	machine, closeMachine := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(p.path), chromedp.DisableGPU, chromedp.NoInheritEnv,
		chromedp.Env("PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME="+home),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
	)...)
	defer closeMachine()
	tab, closeTab := chromedp.NewContext(machine, chromedp.WithErrorf(func(string, ...any) {}))
	defer closeTab()
	return print(tab, html)
}

// print loads the page into an open tab and prints it on A4, or on the size that the stylesheet names.
func print(tab context.Context, html []byte) ([]byte, error) {
	asked := make(chan *fetch.EventRequestPaused, 64)
	if err := chromedp.Listen(tab, func(event any) {
		if e, ok := event.(*fetch.EventRequestPaused); ok {
			select {
			case asked <- e:
			default: // a page of ours asks for a handful of things; what is beyond stays unanswered
			}
		}
	}); err != nil {
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	go func() {
		for {
			select {
			case e := <-asked:
				answer(tab, e, html)
			case <-tab.Done():
				return
			}
		}
	}()
	if _, err := chromedp.Call(tab, fetch.Enable, fetch.EnableParams{}); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		return nil, err
	}
	if err := chromedp.Do(tab, chromedp.Navigate("http://"+host+"/")); err != nil {
		return nil, fmt.Errorf("load the page: %w", err)
	}
	return chromedp.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), func(q *page.PrintToPDFParams) { q.PrintBackground = new(true) }))
}

// answer gives Chromium the page and the files of ours that belong to it; anything else is refused.
func answer(tab context.Context, e *fetch.EventRequestPaused, html []byte) {
	at, err := url.Parse(e.Request.URL)
	switch {
	case err == nil && at.Host == host && at.Path == "/" && e.ResourceType == network.ResourceTypeDocument:
		give(tab, e, "text/html; charset=utf-8", html)
	case err == nil && at.Host == host && strings.HasPrefix(at.Path, static.Root):
		kind, body := static.At(at.Path)
		give(tab, e, kind, body)
	default:
		_, _ = chromedp.Call(tab, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
	}
}

// give answers one request. When Chromium has gone meanwhile, the print fails by itself.
func give(tab context.Context, e *fetch.EventRequestPaused, kind string, body []byte) {
	status := int64(http.StatusOK)
	if body == nil {
		status, kind = http.StatusNotFound, "text/plain"
	}
	_, _ = chromedp.Call(tab, fetch.FulfillRequest, fetch.FulfillRequestParams{RequestID: e.RequestID, ResponseCode: status, Body: body,
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: kind}}})
}
