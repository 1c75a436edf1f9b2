package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestMoreThanTwelveLeadsMeetInGroupsAndEachOnce(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		write(t, m.db, models.CommandLine, func(tx *models.Tx) error {
			for n := range 26 {
				p := &models.Person{Name: fmt.Sprintf("Lead %02d", n), Active: n != 3}
				if err := tx.Insert(p); err != nil {
					return err
				}
				above := m.c.Root.ID
				if n >= 10 {
					above = m.c.Teams["Delivery"].ID
				}
				if err := tx.Insert(&models.Team{Name: fmt.Sprintf("Squad %02d", n), ParentTeamID: &above, LeadPersonID: &p.ID}); err != nil {
					return err
				}
			}
			return nil
		})
		m.at(m.on.Add(1), 6)
		l := m.list()
		if len(l.Coming) < 3 {
			t.Fatalf("32 leads meet in %d groups", len(l.Coming))
		}
		seen, titles := map[string]bool{}, map[string]bool{}
		read(t, m.db, as(t, m.db, m.c.Member), func(r *models.Read) error {
			for _, p := range l.Coming {
				d, err := r.PulsePage(p.Ref)
				if err != nil {
					return err
				}
				if p.Title == "" || titles[p.Title] || len(d.Lines) > 12 || len(d.Lines) == 0 || len(d.Others) != len(l.Coming)-1 {
					t.Errorf("%q has %d leads and %d others", p.Title, len(d.Lines), len(d.Others))
				}
				titles[p.Title] = true
				for i, line := range d.Lines {
					if seen[line.PersonID] || line.Place != i+1 {
						t.Errorf("%s stands twice, or at %d", line.PersonID, line.Place)
					}
					seen[line.PersonID] = true
				}
			}
			return nil
		})
		if len(seen) != 32 { // 7 of the example and 25 who are here
			t.Errorf("%d leads have a line", len(seen))
		}
	})
}

func TestLinesFollowWhoLeadsAndAMovedDateTakesItsPulseAlong(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		tom, hanneke := m.c.People["Tom Okafor"], m.c.People["Hanneke Dijkstra"]
		write(t, m.db, models.CommandLine, func(tx *models.Tx) error {
			for name, lead := range map[string]*models.Person{"Delivery": hanneke, "Field": hanneke} {
				team := *m.c.Teams[name]
				before := team
				team.LeadPersonID = &lead.ID
				if err := tx.SaveTeam(&before, &team); err != nil {
					return err
				}
			}
			date, err := tx.ReviewByRef(m.list().Coming[0].Date.Ref)
			if err != nil {
				return err
			}
			return tx.MoveReview(date, models.ReviewChange{To: m.on.Add(1), Reason: "A fair.", Anyway: true, Version: date.Version})
		})
		m.at(m.on, 6)
		d := m.page()
		if d.Day != m.on.Add(1) || len(d.Lines) != 7 || lineOf(d.Lines, hanneke) == nil {
			t.Errorf("on %s with %d lines", d.Day, len(d.Lines))
		}
		if lineOf(d.Lines, tom).ReportedAt == nil {
			t.Error("what was reported by somebody who leads no more is gone")
		}
		if slices.ContainsFunc(d.Lines, func(l *models.PulseLine) bool { return l.PersonID == m.c.People["Łukasz Nowak"].ID }) {
			t.Error("an empty line of somebody who leads no more is still there")
		}
		for i, l := range d.Lines {
			if l.Place != i+1 {
				t.Errorf("line %d stands at %d", i+1, l.Place)
			}
		}
	})
}

func TestTheFormOfALineOffersMetricsOfOutcomesInForceOnly(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		read(t, m.db, as(t, m.db, m.c.Lead), func(r *models.Read) error {
			_, lines, err := r.PulseByRef(m.ref)
			if err != nil {
				return err
			}
			e := &models.PulseReport{}
			options, unit, err := r.StartReport(lineOf(lines, m.c.Lead), e)
			if err != nil {
				return err
			}
			if len(options) != 7 || !strings.HasPrefix(options[0].Value, "O1/") || e.Metric != options[0].Value || unit != "%" {
				t.Errorf("offered: %v, chosen %q in %q", options, e.Metric, unit)
			}
			if slices.ContainsFunc(options, func(o form.Option) bool { return strings.HasPrefix(o.Value, "O6") }) {
				t.Error("a wish is offered")
			}
			return nil
		})
	})
}
