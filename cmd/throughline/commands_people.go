package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// loadLimit is how long loading the example company may take: whoever started the command waits, and nobody else does.
const loadLimit = 10 * time.Minute

type demoCommand struct {
	URL string `name:"url" default:"${url}" placeholder:"ADDRESS" help:"The address in the links (THROUGHLINE_URL; from THROUGHLINE_ADDR)."`
}

// Run loads the example company and prints a sign-in link for each of its cast; each works once.
func (d *demoCommand) Run(c *console) error {
	cfg := Config{Addr: settings()["addr"], URL: strings.TrimSpace(d.URL)}
	if err := cfg.check(); err != nil {
		return err
	}
	listening, err := net.ResolveTCPAddr("tcp", cfg.Addr)
	if err != nil {
		return wrongUsage("THROUGHLINE_ADDR needs HOST:PORT, as in 127.0.0.1:8080")
	}
	return c.with(func(db *models.DB) error {
		var lines []string
		ctx, cancel := context.WithTimeout(c.ctx, loadLimit)
		defer cancel()
		err := db.Write(ctx, models.CommandLine, func(tx *models.Tx) error {
			if _, err := demo.Load(tx, demo.Options{}); err != nil {
				return err
			}
			links, err := demo.SignInLinks(tx, func(token string) string { return cfg.base(listening) + link.Welcome(token) })
			if err != nil {
				return err
			}
			for _, l := range links {
				lines = append(lines, fmt.Sprintf("%-13s  %-20s  %s", l.As, l.Person.Name, l.URL))
			}
			return nil
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(c.err, "The example company is loaded. Each link signs in once, within 7 days.")
		_, err = fmt.Fprintln(c.out, strings.Join(lines, "\n"))
		return err
	})
}

type personCommand struct {
	Add      personAddCommand      `cmd:"" help:"Add somebody; a known address gets these roles and this password instead."`
	Password personPasswordCommand `cmd:"" help:"Give somebody a new password; they are signed out everywhere."`
}

type personAddCommand struct {
	Email         string   `required:"" placeholder:"ADDRESS" help:"What they sign in with."`
	Name          string   `required:"" help:"Their name."`
	Role          []string `required:"" sep:"none" enum:"administrator,executive,department-head,team-lead,member" help:"${enum}; can be given several times. The two leads need --team and become its lead."`
	Team          string   `help:"A team's ref, as TM3, or its exact name."`
	PasswordStdin bool     `required:"" help:"Read the password from standard input."`
}

func (p *personAddCommand) Run(c *console) error {
	roles := make([]models.Role, len(p.Role))
	for i, r := range p.Role {
		roles[i] = models.Role(r)
		if (roles[i] == models.TeamLead || roles[i] == models.DepartmentHead) && p.Team == "" {
			return wrongUsage("--role " + r + " needs --team: the team this person leads, by its ref or exact name")
		}
	}
	password, err := c.password()
	if err != nil {
		return err
	}
	return c.with(func(db *models.DB) error {
		err := db.Write(c.ctx, models.CommandLine, func(tx *models.Tx) error {
			return models.AddPerson(tx, models.NewPerson{Email: p.Email, Name: p.Name, Roles: roles, Team: p.Team, Password: password})
		})
		if err == nil {
			fmt.Fprintf(c.err, "%s can sign in as %s.\n", p.Name, models.EmailKey(p.Email))
		}
		return err
	})
}

type personPasswordCommand struct {
	Email         string `required:"" placeholder:"ADDRESS" help:"Whose password it is."`
	PasswordStdin bool   `required:"" help:"Read the password from standard input."`
}

func (p *personPasswordCommand) Run(c *console) error {
	password, err := c.password()
	if err != nil {
		return err
	}
	return c.with(func(db *models.DB) error {
		err := db.Write(c.ctx, models.CommandLine, func(tx *models.Tx) error { return models.NewPassword(tx, p.Email, password) })
		if err == nil {
			fmt.Fprintf(c.err, "The password of %s is changed. They are signed out everywhere.\n", models.EmailKey(p.Email))
		}
		return err
	})
}

// password reads the first line of standard input.
func (c *console) password() (string, error) {
	line, err := bufio.NewReader(io.LimitReader(c.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("the password cannot be read: %w", err)
	}
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if line == "" {
		return "", wrongUsage("write the password to standard input, on one line")
	}
	return line, nil
}
