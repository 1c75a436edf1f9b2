package main

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// place is a point of the window.
type place struct{ X, Y float64 }

// over, onto and under are where a drag ends, seen from an element.
const (
	over  = `r.top - 2`
	onto  = `r.top + r.height / 2`
	under = `r.bottom + 2`
)

// spot is a point of the first element that the selector fits, which must be in the window.
func (p *Page) spot(css, at string) (to place) {
	p.t.Helper()
	text := ask[string](p, `(() => {
		const e = document.querySelector(`+strconv.Quote(css)+`), r = e && e.getBoundingClientRect();
		if (!e || r.top < 0 || r.bottom > innerHeight) return '';
		return JSON.stringify({X: r.left + Math.min(r.width / 2, 60), Y: `+at+`});
	})()`)
	if err := json.Unmarshal([]byte(text), &to); err != nil {
		p.t.Fatalf("nothing in the window of %s is %s", p.Path(), css)
	}
	return to
}

// Drag takes one element with the mouse and lets it go at another, as a hand does: in small steps.
func (p *Page) Drag(from, to, at string) {
	p.t.Helper()
	p.settle()
	a, b := p.spot(from, onto), p.spot(to, at)
	mouse := func(kind input.DispatchMouseEventType, x, y float64, held int64) {
		p.t.Helper()
		e := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Buttons: held}
		if kind != input.DispatchMouseEventTypeMouseMoved || held > 0 {
			e.Button, e.ClickCount = input.MouseButtonLeft, 1
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, e); err != nil {
			p.t.Fatalf("move the mouse: %v", err)
		}
	}
	mouse(input.DispatchMouseEventTypeMouseMoved, a.X, a.Y, 0)
	mouse(input.DispatchMouseEventTypeMousePressed, a.X, a.Y, 1)
	const steps = 8
	for n := 1.0; n <= steps; n++ {
		mouse(input.DispatchMouseEventTypeMouseMoved, a.X+(b.X-a.X)*n/steps, a.Y+(b.Y-a.Y)*n/steps, 1)
		time.Sleep(16 * time.Millisecond) // one picture
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, b.X, b.Y, 0)
	p.settle()
}
