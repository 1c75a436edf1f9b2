// Package handlers is the pages as a person meets them: one file per page, each finds, fills, does and shows. Rules live in models.
package handlers

import (
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/handlers/pdf"
	"throughline/models"
	"throughline/models/notify"
	"throughline/views/link"
)

// Config is what the pages need to know from outside.
type Config struct {
	BaseURL       string          // the address in links, as in https://throughline.example.org
	Version       string          // of the program
	Build         string          // which build of that version it is; pages that browsers keep hold for one build only
	Log           *slog.Logger    // requests and faults; discarded when nil
	FirstRunCode  string          // asked at first run from any address but loopback; empty closes it to them
	SignInAccount int             // failures on one account within SignInWindow before guessing is slowed; 10 when zero
	SignInAddress int             // failures from one address within SignInWindow; 30 when zero
	SignInWindow  time.Duration   // how long a failure counts; 10 minutes when zero
	Chromium      string          // the program that makes PDFs; without one the pages say so
	Proxies       []*net.IPNet    // proxies whose word on the client's address is believed; none when empty
	Post          *notify.Post    // the ways out of the house; nil when there are none
	Ends          <-chan struct{} // closed when the program ends: what streams is ended then; nil for never
}

// App is all pages on one database.
type App struct {
	db       *models.DB
	cfg      Config
	log      *slog.Logger
	secure   bool // the base address is https
	origin   *http.CrossOriginProtection
	sessions *store
	printer  *pdf.Printer
	chat     *notify.Chat
	guests   guests
	rooms    rooms
	setUp    atomic.Bool // first run is over; it never comes back
}

// New makes the handler of all pages.
func New(db *models.DB, cfg Config) (http.Handler, error) {
	a, err := newApp(db, cfg)
	if err != nil {
		return nil, err
	}
	return withHeaders(a.echo(), a.secure), nil
}

func newApp(db *models.DB, cfg Config) (*App, error) {
	base, err := url.Parse(cfg.BaseURL)
	if err != nil || base.Host == "" {
		return nil, errNoBase
	}
	if cfg.SignInAccount == 0 {
		cfg.SignInAccount = 10
	}
	if cfg.SignInAddress == 0 {
		cfg.SignInAddress = 30
	}
	if cfg.SignInWindow == 0 {
		cfg.SignInWindow = 10 * time.Minute
	}
	cfg.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	a := &App{db: db, cfg: cfg, log: cfg.Log, secure: base.Scheme == "https", origin: http.NewCrossOriginProtection()}
	if a.log == nil {
		a.log = slog.New(slog.DiscardHandler)
	}
	if err := a.origin.AddTrustedOrigin(base.Scheme + "://" + base.Host); err != nil {
		return nil, err
	}
	a.printer = pdf.New(cfg.Chromium)
	a.chat = notify.NewChat(db, func(kind, ref, part string) string { return link.Whole(cfg.BaseURL, kind, ref, part) })
	a.sessions = &store{db: db, secure: a.secure}
	a.rooms = rooms{db: db, log: a.log, ends: cfg.Ends}
	return a, nil
}

func (a *App) echo() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort, e.Debug = true, true, false
	e.IPExtractor = echo.ExtractIPDirect()
	if len(a.cfg.Proxies) > 0 {
		trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
		for _, p := range a.cfg.Proxies {
			trust = append(trust, echo.TrustIPRange(p))
		}
		e.IPExtractor = echo.ExtractIPFromXFFHeader(trust...)
	}
	e.HTTPErrorHandler = a.fail
	e.Pre(a.around, a.edge)
	e.Use(a.withPerson, a.untilSetUp)
	for _, r := range a.routes() {
		a.add(e, r)
	}
	return e
}
