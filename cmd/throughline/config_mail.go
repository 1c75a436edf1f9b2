package main

import (
	"fmt"
	"os"
	"strings"

	"throughline/models"
	"throughline/models/notify"
	"throughline/views/link"
	"throughline/views/mail"
)

// MailConfig is how mail leaves the house. Without a host and without Log none does.
type MailConfig struct {
	Host         string
	Port         int
	TLS          string // notify.StartTLS, notify.TLS or notify.NoTLS
	User         string
	PasswordFile string // else the password stands in THROUGHLINE_SMTP_PASSWORD
	From         string
	Log          bool // without a host mails are written to the log
}

// mostPassword is how long a file with a password may be.
const mostPassword = 4096

// check says in one sentence what is wrong with the settings of mail.
func (c MailConfig) check() error {
	switch {
	case c.Host == "":
		return nil
	case strings.ContainsAny(c.Host, " \t\r\n/:@"):
		return wrongUsage(fmt.Sprintf("--smtp-host needs the name of a mail server, as mail.example.org; it is %q", c.Host))
	case c.Port < 1 || c.Port > 65535:
		return wrongUsage(fmt.Sprintf("--smtp-port needs a number from 1 to 65535; it is %d", c.Port))
	case c.TLS != notify.StartTLS && c.TLS != notify.TLS && c.TLS != notify.NoTLS:
		return wrongUsage(fmt.Sprintf("--smtp-tls needs starttls, tls or none; it is %q", c.TLS))
	case !models.SoundEmail(c.From):
		return wrongUsage(fmt.Sprintf("--mail-from needs the address that mails come from, as throughline@example.org; it is %q", c.From))
	}
	_, err := c.password()
	return err
}

func (c MailConfig) password() (string, error) {
	if c.PasswordFile == "" {
		return env("THROUGHLINE_SMTP_PASSWORD", ""), nil
	}
	body, err := os.ReadFile(c.PasswordFile)
	if err != nil || len(body) > mostPassword {
		return "", wrongUsage("--smtp-password-file needs a file with the password that can be read: " + c.PasswordFile)
	}
	return strings.TrimRight(string(body), "\r\n"), nil
}

// post is the ways out of the house for a Throughline at an address.
func (m *Main) post() (*notify.Post, error) {
	c := m.Config.Mail
	base := m.URL()
	chat := notify.NewChat(m.db, func(kind, ref, part string) string { return link.Whole(base, kind, ref, part) })
	p := &notify.Post{DB: m.db, Senders: map[string]notify.Sender{models.ChatSlack: chat, models.ChatTeams: chat}}
	if c.Host == "" && !c.Log {
		return p, nil
	}
	password, err := c.password()
	if err != nil {
		return nil, err
	}
	way := &notify.Mail{SMTP: notify.SMTP{Host: c.Host, Port: c.Port, TLS: c.TLS, User: c.User, Password: password, From: c.From}, DB: m.db, Base: base, StopAt: link.StopMail,
		Render: func(l *models.Letter, stop string) (notify.Rendered, error) {
			text, html, err := mail.Of(base, l, stop)
			return notify.Rendered{Text: text, HTML: html}, err
		}}
	if c.Host == "" {
		way.Log = m.log
		if way.From == "" {
			way.From = "throughline@localhost"
		}
	}
	p.Senders[models.ByMail] = way
	return p, nil
}
