package views

import (
	"strconv"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/notify"
	"throughline/views/parts"
	"throughline/views/say"
)

// ChoicesPage is how a person wants to be told by mail.
type ChoicesPage struct {
	*form.Form
	Mails   bool // a mail server is connected
	Address bool // the person has a mail address
	Example bool // nobody of the example is mailed
}

// StopMailPage is what the link at the foot of a mail shows. Done is "stopped" or "again" after the button was pressed.
type StopMailPage struct {
	*models.MailStop
	Token, Done string
}

// MailPage is how mail is connected.
type MailPage struct {
	Mail    *notify.Mail // nil: it is not
	Test    *models.Sent // how a test went that was just sent; else nil
	Counts  map[string]int
	To      *string // the address of who looks
	Example bool
}

func (v MailPage) facts() []Fact {
	m := v.Mail
	if m.Log != nil {
		return []Fact{{Label: "Mails go to", Text: "The log of the program, and to nobody"}, {Label: "From", Text: m.From}}
	}
	way := map[string]string{notify.StartTLS: "STARTTLS, required", notify.TLS: "TLS from the first byte", notify.NoTLS: "Not encrypted"}[m.TLS]
	return []Fact{
		{Label: "Server", Text: m.Host + ":" + strconv.Itoa(m.Port)},
		{Label: "Encryption", Text: way},
		{Label: "Account", Text: m.User, Missing: "The server asks for none"},
		{Label: "From", Text: m.From},
	}
}

// mailFlag is one setting of the mail server, as it is given to the program.
type mailFlag struct{ flag, env, what string }

var mailFlags = []mailFlag{
	{"--smtp-host", "THROUGHLINE_SMTP_HOST", "The server’s name, as mail.example.org. Without it no mail is sent."},
	{"--smtp-port", "THROUGHLINE_SMTP_PORT", "587 when nothing is given."},
	{"--smtp-tls", "THROUGHLINE_SMTP_TLS", "starttls, tls, or none for a server on this machine."},
	{"--smtp-user", "THROUGHLINE_SMTP_USER", "The account, if the server asks for one."},
	{"--smtp-password-file", "THROUGHLINE_SMTP_PASSWORD_FILE", "A file that holds the password. Or the password itself in THROUGHLINE_SMTP_PASSWORD."},
	{"--mail-from", "THROUGHLINE_MAIL_FROM", "The address that mails come from, as throughline@example.org."},
	{"--url", "THROUGHLINE_URL", "The address of this Throughline, for the links in mails."},
}

// DeliveriesPage is what went out of the house.
type DeliveriesPage struct {
	State  string
	List   []*models.DeliveryNow
	Counts map[string]int
	Paging parts.Paging
	Now    time.Time
}

// All is how many there are in the state that is looked at.
func (v DeliveriesPage) All() (n int64) {
	for state, count := range v.Counts {
		if v.State == "" || v.State == state {
			n += int64(count)
		}
	}
	return n
}

func deliveryMark(status string) (tone, icon string) {
	switch status {
	case models.DeliverySent:
		return "ok", "ok"
	case models.DeliveryWaiting:
		return "risk", "clock"
	case models.DeliveryDropped:
		return "none", "none"
	}
	return "off", "off"
}

func deliveryKind(kind string) string {
	word := map[string]string{models.LetterNotice: "At once", models.LetterHourly: "Mail of the hour", models.LetterDigest: "Page of Monday", models.LetterTest: "Test"}[kind]
	if word == "" {
		return say.Upper(kind)
	}
	return word
}
