// Command throughline is the whole product: the server and its commands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	"throughline/handlers"
	"throughline/handlers/pdf"
	"throughline/models"
	"throughline/models/automation"
	"throughline/models/notify"
	"throughline/models/secret"
	"throughline/models/wizard"
	"throughline/models/work"
)

// version is set when the program is built.
var version = "unknown"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Main is one serving Throughline: its database, its handler and its server.
type Main struct {
	Config Config
	Err    io.Writer // where messages and the log go

	db       *models.DB
	listener net.Listener
	log      *slog.Logger
}

// How long a connection may take, and how long the end may wait for answers under way.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 64 << 10
	endTimeout        = 8 * time.Second
)

// Open opens the database, brings its schema up to date and takes the port. Nothing is answered before Run.
func (m *Main) Open(ctx context.Context) error {
	if err := m.Config.check(); err != nil {
		return err
	}
	m.log = slog.New(slog.NewTextHandler(m.Err, nil))
	db, err := models.Open(ctx, m.Config.DB, models.Options{Log: m.log, Key: m.Config.Key, KeyFile: m.Config.KeyFile})
	if err != nil {
		return err
	}
	m.db = db
	if _, err := db.SealAnew(ctx); err != nil {
		return errors.Join(err, m.Close())
	}
	if m.listener, err = net.Listen("tcp", m.Config.Addr); err != nil {
		return errors.Join(fmt.Errorf("cannot listen on %s: %w", m.Config.Addr, err), m.Close())
	}
	return nil
}

// URL is the address of this Throughline, known once it is open.
func (m *Main) URL() string { return m.Config.base(m.listener.Addr()) }

// Run serves until the context ends, and does the background work beside it; requests and work under way are ended first.
func (m *Main) Run(ctx context.Context) error {
	post, err := m.post()
	if err != nil {
		return err
	}
	handler, err := m.handler(ctx, post)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes, DisableGeneralOptionsHandler: true, ErrorLog: slog.NewLogLogger(m.log.Handler(), slog.LevelWarn),
	}
	working, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() {
		work.New(m.db, m.log, slices.Concat(work.Housekeeping(m.db), work.Clocks(), []work.Kind{{Name: models.StrategyBegins, Do: wizard.Begin}}, automation.New().Calling(m.db, (&notify.Outside{DB: m.db}).Call).Work(), post.Kinds())...).Run(working)
	})
	defer background.Wait()
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(m.listener) }()
	fmt.Fprintf(m.Err, "Throughline runs at %s\n", m.URL())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		m.log.Warn("requests that took too long were cut off", "after", endTimeout)
		return server.Close()
	}
	return nil
}

// Close gives the port and the database back.
func (m *Main) Close() error {
	var errs []error
	if m.listener != nil {
		if err := m.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	if m.db != nil {
		errs = append(errs, m.db.Close())
	}
	return errors.Join(errs...)
}

// handler is all pages. Before the company is set up, the log names the code that first run asks for from another machine.
func (m *Main) handler(ctx context.Context, post *notify.Post) (http.Handler, error) {
	proxies, err := m.Config.proxies()
	if err != nil {
		return nil, err
	}
	chromium, err := pdf.Find(m.Config.Chromium)
	if err != nil {
		return nil, err
	}
	cfg := handlers.Config{
		Proxies: proxies, Chromium: chromium, Post: post, Ends: ctx.Done(),
		BaseURL: m.URL(), Version: version, Build: build(), Log: m.log,
		SignInAccount: m.Config.SignInAccount, SignInAddress: m.Config.SignInAddress, SignInWindow: m.Config.SignInWindow,
	}
	err = m.db.Read(ctx, models.Nobody, func(r *models.Read) error {
		s, err := r.Setup()
		if err == nil && !s.Done() {
			cfg.FirstRunCode = secret.Code()
			fmt.Fprintf(m.Err, "Open it to set the company up. From another machine, first run asks for this code: %s\n", cfg.FirstRunCode)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return handlers.New(m.db, cfg)
}
