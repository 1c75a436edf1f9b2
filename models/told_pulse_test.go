package models_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/models"
)

func TestAHeldPulseIsToldToItsLeadsAndAnIssueThatClimbedToTheNextLead(t *testing.T) {
	eachMeeting(t, func(m *meeting) {
		m.at(m.on, 9)
		since := m.clock.Now()
		if err := m.do(m.c.Head, (*models.Tx).StartPulse); err != nil {
			t.Fatal(err)
		}
		if err := m.do(m.c.Head, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
			return tx.EndPulse(p, lines, "Renewals first.")
		}); err != nil {
			t.Fatal(err)
		}
		i := &models.Issue{Title: "The lift is out", OwnerPersonID: &m.c.Member.ID, NextAction: "Ring the maker", NextDay: m.on.Add(1)}
		if err := m.do(m.c.Head, func(tx *models.Tx, _ *models.Pulse, _ []*models.PulseLine) error { return tx.RaiseIssue(i) }); err != nil {
			t.Fatal(err)
		}
		m.at(m.on.Add(4), 9)
		tellAll(t, m.db)
		has := func(who *models.Person, words string) bool {
			return slices.ContainsFunc(toldOf(t, m.db, who, since), func(line string) bool { return strings.Contains(line, words) })
		}
		if !has(m.c.Lead, "It was held, and its minutes are there: Renewals first. (you report to it)") || has(m.c.Member, "It was held") {
			t.Errorf("the lead reads %q", toldOf(t, m.db, m.c.Lead, since))
		}
		if !has(m.c.Member, "made this issue yours. Next: Ring the maker") || !has(m.c.Lead, "The lift is out: Nobody moved it in time") || has(m.c.Owner, "The lift is out") {
			t.Errorf("of the issue, its owner reads %q, the lead %q, the executive %q", toldOf(t, m.db, m.c.Member, since), toldOf(t, m.db, m.c.Lead, since), toldOf(t, m.db, m.c.Owner, since))
		}
	})
}
