package notify_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/notify"
)

// trusted is a certificate of this machine that the test binary trusts, as it would trust a company's own authority: through SSL_CERT_FILE.
var trusted tls.Certificate

// trust makes the certificate, before anything reads which ones are trusted.
func trust() (end func()) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	now := time.Now()
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		panic(err)
	}
	trusted = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	dir, err := os.MkdirTemp("", "trusted")
	if err != nil {
		panic(err)
	}
	file := filepath.Join(dir, "authority.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		panic(err)
	}
	os.Setenv("SSL_CERT_FILE", file)
	return func() { _ = os.RemoveAll(dir) }
}

// sent hands work over through a server, and gives its delivery and why it did not go out.
func (h *house) sent(s *server, how, password string) (*models.Delivery, []string) {
	mail := h.post.Senders[models.ByMail].(*notify.Mail)
	mail.Port, mail.TLS, mail.User, mail.Password, mail.Timeout = s.port(), how, "line", password, 10*time.Second
	h.handOver("Name who rings back")
	failed := h.do()
	return h.only(), failed
}

func TestMailGoesOutInSecretAfterSignInBothWays(t *testing.T) {
	for _, how := range []string{notify.StartTLS, notify.TLS} {
		t.Run(how, func(t *testing.T) {
			each(t, func(h *house) {
				in, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				secret := &tls.Config{Certificates: []tls.Certificate{trusted}}
				if how == notify.TLS {
					in, secret = tls.NewListener(in, secret), nil
				}
				s := serve(t, in)
				s.asks(secret, "harbour")
				d, failed := h.sent(s, how, "harbour")
				if len(failed) > 0 || d.Status != models.DeliverySent || len(s.got()) != 1 {
					t.Errorf("%v, %+v", failed, d)
				}
			})
		})
	}
}

func TestAWrongPasswordAndAServerThatStaysInTheOpenAreSaidAndNothingIsGivenAway(t *testing.T) {
	each(t, func(h *house) {
		s := listen(t)
		s.asks(&tls.Config{Certificates: []tls.Certificate{trusted}}, "harbour")
		d, failed := h.sent(s, notify.StartTLS, "guess")
		if len(failed) != 1 || !strings.Contains(failed[0], "does not let us in: 535") || d.Status != models.DeliveryWaiting {
			t.Errorf("%v, %+v", failed, d)
		}
	})
	each(t, func(h *house) {
		s := listen(t)
		_, failed := h.sent(s, notify.StartTLS, "harbour")
		if len(failed) != 1 || len(s.got()) > 0 {
			t.Error(failed)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, line := range s.lines {
			if strings.HasPrefix(line, "AUTH") || strings.HasPrefix(line, "MAIL") {
				t.Errorf("in the open it said %q", line)
			}
		}
	})
}
