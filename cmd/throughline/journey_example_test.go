package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// kindOf is the kind of a page, by the shape of its address: /outcomes/O3 is /outcomes/*.
func kindOf(path string) string {
	parts := strings.Split(strings.SplitN(path, "?", 2)[0], "/")
	if len(parts) > 2 && parts[1] == "history" {
		parts[2] = "*" // one page for things of each kind
	}
	for i, part := range parts {
		if strings.ContainsAny(part, "0123456789") {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}

func TestJourneyEveryKindOfPageOfTheExampleIsSoundForEachRole(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	looked := map[string]bool{}
	for _, role := range []string{"owner", "administrator", "head", "lead", "member"} {
		t.Run(role, func(t *testing.T) {
			p := h.enterFor(t, role)
			seen := map[string]bool{}
			type link struct{ path, on string }
			next := []link{{"/", "start"}}
			for len(next) > 0 {
				path, on := next[0].path, next[0].on
				next = next[1:]
				if kind := kindOf(path); seen[kind] {
					continue
				} else {
					seen[kind] = true
				}
				type answer struct {
					Status int
					Links  []string
				}
				var got answer
				// The start page differs by role; the others are the same for all, so one look at each is enough.
				if path == "/" || !looked[kindOf(path)] {
					got.Status = p.Open(path)
					got.Links = ask[[]string](p, `[...new Set([...document.querySelectorAll('a[href]:not([download])')].map(a => a.getAttribute('href')))]`)
					p.AxeOnce()
					looked[kindOf(path)] = true
				} else {
					got = ask[answer](p, `fetch(`+strconv.Quote(path)+`).then(r => r.text().then(text => ({status: r.status,
						links: [...new Set([...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('a[href]:not([download])')].map(a => a.getAttribute('href')))]})))`)
				}
				if got.Status != 200 {
					t.Errorf("%s, linked for the %s on %s, is answered %d", path, role, on, got.Status)
					continue
				}
				for _, to := range got.Links {
					if strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/static/") {
						next = append(next, link{strings.SplitN(to, "#", 2)[0], path})
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

func TestJourneyEachBriefPrintsOnOneSheet(t *testing.T) {
	t.Parallel()
	p := harbour(t).enter("lead")
	p.Follow("Briefs")
	p.Follow("Service Desk")
	p.See("Service Desk", "Edition 2")
	p.Axe()
	for _, brief := range []string{"company", "TM1", "TM2", "TM3", "TM4", "TM5", "TM6", "TM7"} {
		p.Open("/briefs/" + brief)
		for _, paper := range []string{"A4", "Letter"} {
			if n, _ := p.Sheets(paper); n != 1 {
				t.Errorf("the brief of %s prints on %d sheets of %s", brief, n, paper)
			}
		}
	}
}
