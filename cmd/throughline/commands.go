package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"throughline/models"
)

// commands is what can be typed after throughline; without a command it serves.
type commands struct {
	DB  string `name:"db" default:"${db}" placeholder:"ADDRESS" help:"The database: sqlite:PATH or postgres://… (THROUGHLINE_DB; ${db})."`
	Key string `name:"key-file" default:"${key_file}" placeholder:"PATH" help:"The file with the key that secrets are sealed with (THROUGHLINE_KEY_FILE; beside the SQLite file), or the key in THROUGHLINE_KEY."`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve the pages. This is what happens without a command."`
	Demo    demoCommand    `cmd:"" help:"Load the example company into an empty database and print sign-in links."`
	Import  importCommand  `cmd:"" help:"Take a folder of CSV files in."`
	Export  exportCommand  `cmd:"" help:"Give everything but secrets and history out as a folder of CSV files."`
	Brief   briefCommand   `cmd:"" help:"Write the strategy brief or one of its editions, as Markdown, HTML or PDF."`
	Lint    lintCommand    `cmd:"" help:"Say of each statement in a file what kind it is and whether it names a number and a day."`
	Person  personCommand  `cmd:"" help:"Add a person, or set a password."`
	Backup  backupCommand  `cmd:"" help:"Copy the SQLite database into a new file, while the program runs."`
	Restore restoreCommand `cmd:"" help:"Put a backup where there is no database yet."`
	Migrate migrateCommand `cmd:"" help:"Bring the database's schema up to date and end."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// console is what a command works with: where it reads and writes, and its database.
type console struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer // results; messages
	address  string
	keyFile  string
}

// The exit codes of every command.
const (
	exitDone = iota
	exitRefused
	exitUsage
)

// wrongUsage is a mistake in what was typed after throughline.
type wrongUsage string

func (w wrongUsage) Error() string { return string(w) }

// run does one command and gives its exit code.
func run(ctx context.Context, args []string, in io.Reader, out, messages io.Writer) int {
	var typed commands
	helped := false
	parser, err := kong.New(&typed, kong.Name("throughline"), kong.Description("A company's strategy as a live system: from one sentence to Monday's work."),
		kong.Vars(settings()), kong.Writers(out, messages), kong.Exit(func(int) { helped = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(messages, "throughline:", err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if helped {
		return exitDone
	}
	if err != nil {
		fmt.Fprintf(messages, "throughline: %s\nthroughline --help lists what can be typed.\n", err)
		return exitUsage
	}
	c := &console{ctx: ctx, in: in, out: out, err: messages, address: typed.DB, keyFile: typed.Key}
	err = parsed.Run(c)
	var usage wrongUsage
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(messages, "throughline: %s\n", err)
		return exitUsage
	}
	fmt.Fprintf(messages, "throughline: %s\n", err)
	return exitRefused
}

// open opens the database of a command, with its schema up to date.
func (c *console) open() (*models.DB, error) {
	return models.Open(c.ctx, c.address, models.Options{Key: sealKey(), KeyFile: c.keyFile})
}

// with runs one command on the open database.
func (c *console) with(do func(db *models.DB) error) error {
	db, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

type serveCommand struct {
	Addr          string        `default:"${addr}" placeholder:"HOST:PORT" help:"Where to listen (THROUGHLINE_ADDR; ${addr})."`
	URL           string        `name:"url" default:"${url}" placeholder:"ADDRESS" help:"The address in links (THROUGHLINE_URL; from --addr)."`
	Chromium      string        `default:"${chromium}" placeholder:"PATH" help:"The Chromium that makes PDFs (THROUGHLINE_CHROMIUM; found on the PATH)."`
	Proxy         []string      `placeholder:"ADDRESS" help:"A proxy in front, as 10.0.0.5 or 10.0.0.0/24, whose word on the client's address is believed; can be given several times."`
	SMTPHost      string        `name:"smtp-host" default:"${smtp_host}" placeholder:"NAME" help:"The mail server (THROUGHLINE_SMTP_HOST; without one no mail is sent)."`
	SMTPPort      int           `name:"smtp-port" default:"${smtp_port}" placeholder:"N" help:"Its port (THROUGHLINE_SMTP_PORT; ${smtp_port})."`
	SMTPTLS       string        `name:"smtp-tls" default:"${smtp_tls}" placeholder:"WAY" help:"Encryption: starttls, tls, or none for a server on this machine (THROUGHLINE_SMTP_TLS; ${smtp_tls})."`
	SMTPUser      string        `name:"smtp-user" default:"${smtp_user}" placeholder:"NAME" help:"The account there (THROUGHLINE_SMTP_USER; none)."`
	SMTPPassword  string        `name:"smtp-password-file" default:"${smtp_password_file}" placeholder:"PATH" help:"The file with its password (THROUGHLINE_SMTP_PASSWORD_FILE), or the password in THROUGHLINE_SMTP_PASSWORD."`
	MailFrom      string        `default:"${mail_from}" placeholder:"ADDRESS" help:"The address that mails come from (THROUGHLINE_MAIL_FROM)."`
	MailLog       bool          `default:"${mail_log}" help:"Without a mail server, write mails to the log instead (THROUGHLINE_MAIL_LOG)."`
	SignInAccount int           `default:"10" placeholder:"N" help:"Wrong passwords for one account before guessing is slowed (${default})."`
	SignInAddress int           `default:"30" placeholder:"N" help:"Wrong passwords from one address before guessing is slowed (${default})."`
	SignInWindow  time.Duration `default:"10m" placeholder:"TIME" help:"How long a wrong password counts (${default})."`
}

func (s *serveCommand) Run(c *console) error {
	m := &Main{Err: c.err, Config: Config{
		DB: c.address, Key: sealKey(), KeyFile: c.keyFile, Addr: s.Addr, URL: strings.TrimSpace(s.URL), Proxies: s.Proxy, Chromium: s.Chromium,
		Mail:          MailConfig{Host: s.SMTPHost, Port: s.SMTPPort, TLS: s.SMTPTLS, User: s.SMTPUser, PasswordFile: s.SMTPPassword, From: s.MailFrom, Log: s.MailLog},
		SignInAccount: s.SignInAccount, SignInAddress: s.SignInAddress, SignInWindow: s.SignInWindow,
	}}
	if err := m.Open(c.ctx); err != nil {
		return err
	}
	return errors.Join(m.Run(c.ctx), m.Close())
}

type migrateCommand struct{}

func (*migrateCommand) Run(c *console) error {
	return c.with(func(*models.DB) error {
		fmt.Fprintln(c.err, "The schema is up to date.")
		return nil
	})
}

type versionCommand struct{}

func (*versionCommand) Run(c *console) error {
	_, err := fmt.Fprintln(c.out, version)
	return err
}
