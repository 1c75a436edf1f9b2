package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"throughline/models"
)

// Chat posts to the rooms of chat programs by their incoming webhooks.
type Chat struct {
	DB   *models.DB
	Link func(kind, ref, part string) string // the whole address of a thing's page
}

// NewChat posts to the rooms of one company; link gives the whole address of a thing's page.
func NewChat(db *models.DB, link func(kind, ref, part string) string) *Chat {
	return &Chat{DB: db, Link: link}
}

const (
	chatTimeout = 10 * time.Second
	mostAnswer  = 16 << 10 // of an answer is read
	mostWait    = 24 * time.Hour
)

// Send posts one message once.
func (c *Chat) Send(ctx context.Context, d *models.Delivery) (code int, err error) {
	var m models.ChatMessage
	if err := json.Unmarshal([]byte(d.Content), &m); err != nil {
		return 0, &Refused{"What it was to say is not kept any more."}
	}
	return c.post(ctx, d.Target, d.ID, m)
}

// Test posts a message that says what it is, and gives in words how that went.
func (c *Chat) Test(ctx context.Context, channelID string) models.Sent {
	m := models.ChatMessage{Title: "A test of Throughline", Say: "This room is connected. What it is told of is chosen in the settings.", Kind: "strategy"}
	code, err := c.post(ctx, channelID, models.NewID(), m)
	if err != nil {
		return models.Sent{Status: models.DeliveryFailed, Code: code, Error: err.Error()}
	}
	return models.Sent{Status: models.DeliverySent, Code: code}
}

// post sends a message to a room and keeps how that went.
func (c *Chat) post(ctx context.Context, channelID, key string, m models.ChatMessage) (code int, err error) {
	var room *models.Channel
	var host *models.ChannelHost
	address := ""
	err = c.DB.Read(ctx, models.Background, func(r *models.Read) (err error) {
		if room, err = r.ChannelByID(channelID); err != nil {
			return err
		}
		if host, err = r.HostAllowed(room.Host); err != nil {
			return err
		}
		address, err = r.ChannelURL(room)
		return err
	})
	if refused, ok := models.AsRefusal(err); ok {
		return 0, &Refused{strings.TrimSuffix(refused.Say, ".")}
	}
	if err != nil {
		return 0, err
	}
	if room.Paused {
		return 0, &Refused{"The room " + room.Name + " is paused."}
	}
	code, err = c.call(ctx, host, address, key, room.Kind, m)
	failed := ""
	if err != nil {
		failed = err.Error()
	}
	note := c.DB.Write(context.WithoutCancel(ctx), models.Background, func(tx *models.Tx) error { return tx.NoteChannel(room, failed) })
	return code, errors.Join(err, note)
}

// errForbidden tells that a name led to an address that no message may go to.
var errForbidden = errors.New("not a server on the outside")

// client reaches nothing but the one server: the address behind its name is looked at when the connection is made, and nobody leads it on.
func client(host *models.ChannelHost) *http.Client {
	dialer := &net.Dialer{Timeout: chatTimeout, Control: func(_, address string, _ syscall.RawConn) error {
		ip, _, err := net.SplitHostPort(address)
		if err != nil || !host.Reachable(net.ParseIP(ip)) {
			return errForbidden
		}
		return nil
	}}
	return &http.Client{
		Timeout:       chatTimeout,
		Transport:     &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, TLSHandshakeTimeout: chatTimeout, MaxResponseHeaderBytes: mostAnswer},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (c *Chat) call(ctx context.Context, host *models.ChannelHost, address, key, kind string, m models.ChatMessage) (code int, err error) {
	body, err := json.Marshal(message(kind, m, c.Link(m.Kind, m.Ref, m.Part)))
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, &Refused{"The address of the room is no address. Enter it again."}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Throughline")
	request.Header.Set("Idempotency-Key", key)
	answer, err := client(host).Do(request)
	if err != nil {
		return 0, unreached(err, host.Host)
	}
	defer answer.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	return answer.StatusCode, c.judge(answer, host.Host, oneLine(string(said)))
}

// unreached says why no answer came. The address is a secret and is in none of these sentences.
func unreached(err error, host string) error {
	var timeout net.Error
	var lost *net.DNSError
	switch {
	case errors.Is(err, errForbidden):
		return &Refused{host + " leads to an address in this network, where no message may go. Allow it as a server of your own network first, if it is one."}
	case errors.As(err, &lost):
		return fmt.Errorf("%s is not found. Check the name of the server", host)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%s does not answer in time", host)
	case strings.Contains(err.Error(), "certificate"), strings.Contains(err.Error(), "tls:"):
		return fmt.Errorf("%s cannot prove who it is: its certificate is not valid here", host)
	}
	return fmt.Errorf("%s cannot be reached", host)
}

// judge says what an answer means: taken, later, or never.
func (c *Chat) judge(answer *http.Response, host, said string) error {
	code := answer.StatusCode
	say := fmt.Sprintf("%s answers %d", host, code)
	if said != "" && len(said) <= 200 && !strings.HasPrefix(said, "<") {
		say += ": " + said
	}
	switch {
	case code >= 200 && code < 300:
		return nil
	case code >= 300 && code < 400:
		return &Refused{say + ". It leads somewhere else, and nobody is followed. Enter the new address"}
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests, code >= 500:
		return &Later{say, c.after(answer.Header.Get("Retry-After"))}
	}
	return &Refused{say + ". Make a new webhook in the chat program and enter its address"}
}

// after reads how long the other side asks to be left alone, in seconds or as a moment.
func (c *Chat) after(asked string) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(asked)); err == nil {
		return max(0, min(time.Duration(seconds)*time.Second, mostWait))
	}
	if at, err := http.ParseTime(asked); err == nil {
		return max(0, min(at.Sub(c.DB.Now()), mostWait))
	}
	return 0
}
