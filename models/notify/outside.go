package notify

import (
	"context"
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

// What every call to a server outside is held to.
const (
	callTimeout = 10 * time.Second
	mostAnswer  = 16 << 10 // of an answer is read
	mostWait    = 24 * time.Hour
)

// errForbidden tells that a name led to an address that no message may go to.
var errForbidden = errors.New("not a server on the outside")

// client reaches nothing but the one server: the address behind its name is looked at when the connection is made, and nobody leads it on.
func client(host *models.ChannelHost) *http.Client {
	dialer := &net.Dialer{Timeout: callTimeout, Control: func(_, address string, _ syscall.RawConn) error {
		ip, _, err := net.SplitHostPort(address)
		if err != nil || !host.Reachable(net.ParseIP(ip)) {
			return errForbidden
		}
		return nil
	}}
	return &http.Client{
		Timeout:       callTimeout,
		Transport:     &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, TLSHandshakeTimeout: callTimeout, MaxResponseHeaderBytes: mostAnswer},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// post sends JSON to an address on a server once, and reads no more of the answer than it may hold.
func post(ctx context.Context, host *models.ChannelHost, address string, body io.Reader, header map[string]string) (answer *http.Response, said string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return nil, "", &Refused{"The address is no address. Enter it again."}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Throughline")
	for name, value := range header {
		request.Header.Set(name, value)
	}
	if answer, err = client(host).Do(request); err != nil {
		return nil, "", unreached(err, host.Host)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	return answer, string(text), nil
}

// unreached says why no answer came. The address may be a secret and is in none of these sentences.
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

// judge says what an answer means: taken, later, or never. Mend is what to do about a refusal.
func judge(answer *http.Response, host, said, mend string, now time.Time) error {
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
		return &Later{say, after(answer.Header.Get("Retry-After"), now)}
	}
	return &Refused{say + ". " + mend}
}

// after reads how long the other side asks to be left alone, in seconds or as a moment.
func after(asked string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(asked)); err == nil {
		return max(0, min(time.Duration(seconds)*time.Second, mostWait))
	}
	if at, err := http.ParseTime(asked); err == nil {
		return max(0, min(at.Sub(now), mostWait))
	}
	return 0
}
