package notify

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"throughline/models"
)

// The ways to keep what goes to the mail server secret.
const (
	StartTLS = "starttls" // begins in the open and must turn secret before anything is said
	TLS      = "tls"      // secret from the first byte
	NoTLS    = "none"     // in the open; for a server on the same machine
)

// SMTP is how to reach a mail server.
type SMTP struct {
	Host     string
	Port     int
	TLS      string // StartTLS, TLS or NoTLS
	User     string // empty: the server asks for none
	Password string
	From     string        // the address that mails come from
	Timeout  time.Duration // of the connection, and again of what is said on it
}

// Rendered is a letter in words.
type Rendered struct{ Text, HTML string }

// Render puts a letter in words, with links that lead back here; stop is the link at its foot, or nothing.
type Render func(l *models.Letter, stop string) (Rendered, error)

// Mail sends letters through a mail server.
type Mail struct {
	SMTP
	DB     *models.DB
	Base   string              // the address in links
	StopAt func(string) string // the path of the link at the foot, for its token
	Render Render
	Log    *slog.Logger // when given, mails are written here and sent to nobody
}

// Send puts a delivery's letter in words and hands it to the server.
func (m *Mail) Send(ctx context.Context, d *models.Delivery) (code int, err error) {
	msg, text, err := m.message(ctx, d)
	if err != nil {
		return 0, err
	}
	if m.Log != nil {
		m.Log.Info("a mail, sent to nobody", "to", d.Target, "subject", d.Subject, "text", text)
		return 0, nil
	}
	var opened net.Conn
	client, err := m.client(&opened)
	if err != nil {
		return 0, err
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if opened != nil {
		_ = opened.Close() // what broke off half way stays open otherwise
	}
	if msg.IsDelivered() {
		return 250, nil // how the goodbye went is of no account
	}
	return inWords(err, m.Host)
}

func (m *Mail) message(ctx context.Context, d *models.Delivery) (*gomail.Msg, string, error) {
	if !models.SoundEmail(d.Target) {
		return nil, "", &Refused{"“" + strings.Join(strings.Fields(d.Target), " ") + "” is no mail address. Correct it on the page of the person."}
	}
	var l models.Letter
	if err := json.Unmarshal([]byte(d.Content), &l); err != nil {
		return nil, "", &Refused{"What it was to say is not kept any more."}
	}
	stop, err := m.stop(ctx, &l)
	if err != nil {
		return nil, "", err
	}
	words, err := m.Render(&l, stop)
	if err != nil {
		return nil, "", err
	}
	msg := gomail.NewMsg()
	if err := msg.FromFormat("Throughline", m.From); err != nil {
		return nil, "", &Refused{"The address that mails come from is no mail address: " + m.From}
	}
	msg.ToMailAddress(&mail.Address{Name: oneLine(l.To), Address: d.Target})
	msg.Subject(oneLine(d.Subject))
	msg.SetMessageIDWithValue(d.ID + "@" + m.domain())
	msg.SetDateWithValue(d.CreatedAt)
	msg.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated")
	msg.SetGenHeader(gomail.Header("X-Throughline-Key"), d.ID)
	if stop != "" {
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+stop+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, words.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, words.HTML)
	return msg, words.Text, nil
}

// stop is the address that ends mail of this kind; empty for a letter that cannot be stopped.
func (m *Mail) stop(ctx context.Context, l *models.Letter) (string, error) {
	if l.Topic == "" {
		return "", nil
	}
	var key string
	err := m.DB.Read(ctx, models.Background, func(r *models.Read) (err error) { key, err = r.StopKey(); return err })
	if err == nil && key == "" {
		err = m.DB.Note(ctx, models.Background, func(tx *models.Tx) (err error) { key, err = tx.MakeStopKey(); return err })
	}
	return m.Base + m.StopAt(l.StopToken(key)), err
}

// domain is what stands behind the at of a message's own name: the host of this Throughline.
func (m *Mail) domain() string {
	if u, err := url.Parse(m.Base); err == nil && u.Hostname() != "" && !strings.Contains(u.Hostname(), ":") {
		return u.Hostname()
	}
	return "throughline.invalid"
}

// oneLine keeps line breaks out of a header, and out of what is kept of another side's answer whatever a database does not take.
func oneLine(s string) string {
	apart := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, " "), apart), " ")
}

func (m *Mail) client(opened *net.Conn) (*gomail.Client, error) {
	timeout := m.Timeout
	if timeout == 0 {
		timeout = 10 * time.Second
	}
	options := []gomail.Option{gomail.WithPort(m.Port), gomail.WithTimeout(timeout), gomail.WithoutNoop()}
	if m.TLS == TLS {
		options = append(options, gomail.WithSSL(), gomail.WithTLSConfig(&tls.Config{ServerName: m.Host, MinVersion: tls.VersionTLS12}))
	} else {
		policy := gomail.TLSMandatory
		if m.TLS == NoTLS {
			policy = gomail.NoTLS
		}
		options = append(options, gomail.WithTLSPolicy(policy), gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, address)
			*opened = c
			return c, err
		}))
	}
	if m.User != "" {
		auth := gomail.SMTPAuthAutoDiscover
		if m.TLS == NoTLS {
			auth = gomail.SMTPAuthPlainNoEnc
		}
		options = append(options, gomail.WithSMTPAuth(auth), gomail.WithUsername(m.User), gomail.WithPassword(m.Password))
	}
	return gomail.NewClient(m.Host, options...)
}

// inWords says why a mail did not go out. Only a refusal of this one mail is final; a server that cannot be reached or does not let us in
// may do so later.
func inWords(err error, host string) (code int, _ error) {
	var failed *gomail.SendError
	var answer *textproto.Error
	var timeout net.Error
	if errors.As(err, &failed) {
		code = failed.ErrorCode()
		said := oneLine(failed.Error())
		if at := strings.Index(said, ", affected message ID"); at > 0 {
			said = said[:at]
		}
		switch {
		case code >= 500:
			return code, &Refused{fmt.Sprintf("%s refuses this mail for good: %s", host, said)}
		case code >= 400:
			return code, fmt.Errorf("%s does not take it now: %s", host, said)
		}
		return code, fmt.Errorf("%s broke off in the middle: %s", host, said)
	}
	switch {
	case errors.As(err, &answer):
		return answer.Code, fmt.Errorf("%s does not let us in: %d %s", host, answer.Code, oneLine(answer.Msg))
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return 0, fmt.Errorf("%s does not answer in time", host)
	}
	return 0, fmt.Errorf("%s cannot be reached: %s", host, oneLine(err.Error()))
}
