package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"throughline/handlers/pdf"
	"throughline/models/notify"
	"throughline/models/secret"
)

// Config is everything a running Throughline may be told from outside: by flags, or by THROUGHLINE_… in the environment.
type Config struct {
	DB            string   // sqlite:PATH or postgres://…
	Key           string   // what secrets are sealed with; only from the environment, so that no list of processes shows it
	KeyFile       string   // the file with that key
	Addr          string   // host:port to listen on
	URL           string   // the address in links; from Addr when empty
	Chromium      string   // the program that makes PDFs; found on the PATH when empty
	Proxies       []string // addresses or networks of proxies whose X-Forwarded-For is believed
	Mail          MailConfig
	SignInAccount int           // wrong passwords for one account within SignInWindow before guessing is slowed
	SignInAddress int           // wrong passwords from one address within SignInWindow
	SignInWindow  time.Duration // how long a wrong password counts
}

// The defaults: SQLite beside the program, reachable from this machine only.
const (
	defaultDB   = "sqlite:data/throughline.db"
	defaultAddr = "127.0.0.1:8080"
)

// env is a setting from the environment, or its default. It is the only place that reads the environment; a flag wins over it.
func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// sealKey is the key that secrets are sealed with, when the environment says it.
func sealKey() string { return env("THROUGHLINE_KEY", "") }

// settings are the values that the help and the flags take from the environment.
func settings() map[string]string {
	return map[string]string{
		"db":       env("THROUGHLINE_DB", defaultDB),
		"key_file": env("THROUGHLINE_KEY_FILE", ""),
		"addr":     env("THROUGHLINE_ADDR", defaultAddr),
		"url":      env("THROUGHLINE_URL", ""),
		"chromium": env("THROUGHLINE_CHROMIUM", ""),

		"smtp_host":          env("THROUGHLINE_SMTP_HOST", ""),
		"smtp_port":          env("THROUGHLINE_SMTP_PORT", "587"),
		"smtp_tls":           env("THROUGHLINE_SMTP_TLS", notify.StartTLS),
		"smtp_user":          env("THROUGHLINE_SMTP_USER", ""),
		"smtp_password_file": env("THROUGHLINE_SMTP_PASSWORD_FILE", ""),
		"mail_from":          env("THROUGHLINE_MAIL_FROM", ""),
		"mail_log":           env("THROUGHLINE_MAIL_LOG", "false"),
	}
}

// check says in one sentence what is wrong with the settings for serving.
func (c Config) check() error {
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return wrongUsage(fmt.Sprintf("--addr needs HOST:PORT, as in 127.0.0.1:8080; it is %q", c.Addr))
	}
	if _, err := c.proxies(); err != nil {
		return err
	}
	if _, err := pdf.Find(c.Chromium); err != nil {
		return wrongUsage("--chromium needs the path of a Chromium, as in /usr/bin/chromium: " + err.Error())
	}
	if err := c.Mail.check(); err != nil {
		return err
	}
	if n := len(strings.TrimSpace(c.Key)); n > 0 && n < secret.LeastKey {
		return wrongUsage(fmt.Sprintf("THROUGHLINE_KEY needs at least %d characters; openssl rand -base64 32 makes one", secret.LeastKey))
	}
	if c.URL == "" {
		return nil
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return wrongUsage(fmt.Sprintf("--url needs an address like https://throughline.example.org, without a path; it is %q", c.URL))
	}
	return nil
}

// proxies are the networks of the proxies in front.
func (c Config) proxies() (list []*net.IPNet, err error) {
	for _, typed := range c.Proxies {
		network := typed
		if ip := net.ParseIP(typed); ip != nil && ip.To4() != nil {
			network += "/32"
		} else if ip != nil {
			network += "/128"
		}
		_, parsed, err := net.ParseCIDR(network)
		if err != nil {
			return nil, wrongUsage(fmt.Sprintf("--proxy needs an address or a network, as 10.0.0.5 or 10.0.0.0/24; it is %q", typed))
		}
		if ones, _ := parsed.Mask.Size(); ones == 0 {
			return nil, wrongUsage(fmt.Sprintf("--proxy %s would believe everybody; name the proxy's own address, as 10.0.0.5", typed))
		}
		list = append(list, parsed)
	}
	return list, nil
}

// base is the address for links: as told, else from where the program listens.
func (c Config) base(listening net.Addr) string {
	if c.URL != "" {
		return strings.TrimRight(c.URL, "/")
	}
	host, port, err := net.SplitHostPort(listening.String())
	if err != nil {
		return "http://" + listening.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
