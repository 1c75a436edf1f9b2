package notify_test

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
	"io"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"
)

// How the test's mail server behaves.
const (
	takes       = "takes"
	hangs       = "hangs"        // accepts the connection and says nothing
	hangsUp     = "hangs up"     // closes it at once
	later       = "later"        // 451 to the receiver
	never       = "never"        // 550 to the receiver
	halfWay     = "half way"     // hangs up in the middle of the message
	forgets     = "forgets"      // keeps the message and hangs up before it says so
	shutsGoodby = "shuts goodby" // hangs up after it took the message
	locked      = "locked"       // 454 before anything, as a server does that lets nobody in
)

// server is a mail server on loopback that does what the test asks for.
type server struct {
	t  *testing.T
	in net.Listener

	mu       sync.Mutex
	does     string
	secret   *tls.Config // it offers to turn secret, and takes nothing before
	password string      // it lets nobody in without
	messages []*mail.Message
	bodies   []string
	lines    []string
}

func listen(t *testing.T) *server {
	t.Helper()
	in, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, in)
}

func serve(t *testing.T, in net.Listener) *server {
	t.Helper()
	s := &server{t: t, in: in, does: takes}
	t.Cleanup(func() { _ = in.Close() })
	go func() {
		for {
			c, err := in.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

func (s *server) port() int { return s.in.Addr().(*net.TCPAddr).Port }

func (s *server) behave(as string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.does = as
}

// got gives the messages that came whole.
func (s *server) got() []*mail.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*mail.Message(nil), s.messages...)
}

func (s *server) keep(raw string) {
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		s.t.Errorf("a message that cannot be read: %v", err)
		return
	}
	body, _ := io.ReadAll(m.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages, s.bodies = append(s.messages, m), append(s.bodies, string(body))
}

// asks has the server turn secret and let only those in who know a word.
func (s *server) asks(secret *tls.Config, password string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.secret, s.password = secret, password
}

func (s *server) talk(c net.Conn) {
	defer c.Close()
	s.mu.Lock()
	does, secret, password := s.does, s.secret, s.password
	s.mu.Unlock()
	switch does {
	case hangs:
		_, _ = io.Copy(io.Discard, c)
		return
	case hangsUp:
		return
	}
	say := func(line string) { _, _ = io.WriteString(c, line+"\r\n") } // c is another once it is secret
	if does == locked {
		say("454 nobody today")
		return
	}
	say("220 loopback")
	in := bufio.NewReader(c)
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	offers, known := secret != nil, password == ""
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		s.mu.Lock()
		s.lines = append(s.lines, strings.TrimSpace(line))
		s.mu.Unlock()
		switch verb := strings.ToUpper(line); {
		case strings.HasPrefix(verb, "EHLO") && offers:
			say("250-ok\r\n250 STARTTLS")
		case strings.HasPrefix(verb, "STARTTLS") && offers:
			say("220 go on")
			c = tls.Server(c, secret)
			in, offers = bufio.NewReader(c), false
		case strings.HasPrefix(verb, "EHLO") && password != "":
			say("250-ok\r\n250 AUTH PLAIN")
		case strings.HasPrefix(verb, "AUTH PLAIN "):
			raw, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(line[len("AUTH PLAIN "):]))
			if known = string(raw) == "\x00line\x00"+password; known {
				say("235 welcome")
			} else {
				say("535 not you")
			}
		case strings.HasPrefix(verb, "MAIL") && (offers || !known):
			say("530 not before you are known in secret")
		case strings.HasPrefix(verb, "EHLO"), strings.HasPrefix(verb, "HELO"), strings.HasPrefix(verb, "MAIL"), strings.HasPrefix(verb, "NOOP"):
			say("250 ok")
		case strings.HasPrefix(verb, "RSET"):
			if does == shutsGoodby {
				return
			}
			say("250 ok")
		case strings.HasPrefix(verb, "RCPT"):
			switch does {
			case later:
				say("451 try later")
			case never:
				say("550 no such person")
			default:
				say("250 ok")
			}
		case strings.HasPrefix(verb, "DATA"):
			say("354 go on")
			var raw strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil || does == halfWay {
					return
				}
				if line == ".\r\n" {
					break
				}
				raw.WriteString(strings.TrimPrefix(line, "."))
			}
			s.keep(raw.String())
			if does == forgets {
				return
			}
			say("250 taken")
		case strings.HasPrefix(verb, "QUIT"):
			say("221 bye")
			return
		default:
			say("502 what")
		}
	}
}
