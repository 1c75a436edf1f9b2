package main

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// example serves the example company and gives the path of each person's one-time link, by role word.
func example(t *testing.T) (*Program, map[string]string) {
	t.Helper()
	db := newDB(t)
	links := map[string]string{}
	for line := range strings.Lines(must(t, "", "demo", "--db", db)) {
		words := strings.Fields(line)
		at, err := url.Parse(words[len(words)-1])
		if err != nil || !strings.HasPrefix(at.Path, "/welcome/") {
			t.Fatalf("demo printed %q", line)
		}
		links[words[0]] = at.Path
	}
	if len(links) != 5 {
		t.Fatalf("demo printed links for %d roles", len(links))
	}
	return startOn(t, db), links
}

// enter signs in by a one-time link.
func enter(t *testing.T, p *Page, link string) {
	t.Helper()
	p.Open(link)
	p.Press("Sign in as")
	if p.Path() != "/" {
		t.Fatalf("a one-time link leads to %s:\n%s", p.Path(), p.Text())
	}
}

// kinds of pages, by the shape of their address: /outcomes/O3 is /outcomes/*.
func kindOf(path string) string {
	parts := strings.Split(strings.SplitN(path, "?", 2)[0], "/")
	for i, part := range parts {
		if strings.ContainsAny(part, "0123456789") {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}

func TestJourneyEveryKindOfPageOfTheExampleIsSoundForEachRole(t *testing.T) {
	program, links := example(t)
	looked := map[string]bool{}
	for _, role := range []string{"owner", "administrator", "head", "lead", "member"} {
		t.Run(role, func(t *testing.T) {
			p := visit(t, program.URL)
			enter(t, p, links[role])
			seen := map[string]bool{}
			next := []string{"/"}
			for len(next) > 0 {
				path := next[0]
				next = next[1:]
				if kind := kindOf(path); seen[kind] {
					continue
				} else {
					seen[kind] = true
				}
				if status := p.Open(path); status != 200 {
					t.Errorf("%s, linked for the %s, is answered %d", path, role, status)
					continue
				}
				// The start page differs by role; the others are the same for all, so one look at each is enough.
				if path == "/" || !looked[kindOf(path)] {
					p.Axe()
					looked[kindOf(path)] = true
				}
				for _, link := range ask[[]string](p, `[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))`) {
					if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "/static/") {
						next = append(next, strings.SplitN(link, "#", 2)[0])
					}
				}
			}
			t.Logf("%d kinds of pages", len(seen))
			if len(seen) < 8 {
				t.Errorf("the %s reaches only %v", role, slices.Sorted(maps.Keys(seen)))
			}
		})
	}
}

func TestJourneyTheTeamsBriefPrintsOnOneSheet(t *testing.T) {
	program, links := example(t)
	p := visit(t, program.URL)
	enter(t, p, links["lead"])
	p.Follow("Briefs")
	p.Axe()
	p.Follow("Service Desk")
	p.See("Service Desk", "Edition 1")
	p.Axe()
	for _, paper := range []string{"A4", "Letter"} {
		if n, _ := p.Sheets(paper); n != 1 {
			t.Errorf("the team's brief prints on %d sheets of %s", n, paper)
		}
	}
	p.Open("/briefs/company")
	for _, paper := range []string{"A4", "Letter"} {
		if n, _ := p.Sheets(paper); n < 1 || n > 2 {
			t.Errorf("the company's brief prints on %d sheets of %s", n, paper)
		}
	}
}
