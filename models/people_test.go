package models_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/secret"
)

const boats = "four quiet winter boats"

// staff is a database with a company, and short ways to write and read it.
type staff struct {
	*testing.T
	db *models.DB
}

func (s staff) write(f func(tx *models.Tx) error) {
	s.Helper()
	if err := s.db.Write(context.Background(), models.CommandLine, f); err != nil {
		s.Fatal(err)
	}
}

func (s staff) refused(say string, f func(tx *models.Tx) error) {
	s.Helper()
	err := s.db.Write(context.Background(), models.CommandLine, f)
	if r, ok := models.AsRefusal(err); !ok || !strings.Contains(r.Say, say) {
		s.Errorf("%v, not a refusal with %q", err, say)
	}
}

func (s staff) add(n models.NewPerson) {
	s.Helper()
	s.write(func(tx *models.Tx) error { return models.AddPerson(tx, n) })
}

func (s staff) who(email string) (p *models.Person, who models.Who) {
	s.Helper()
	s.write(func(tx *models.Tx) (err error) {
		if p, err = tx.PersonByEmail(email); err != nil {
			return err
		}
		who, err = tx.WhoIs(p)
		return err
	})
	return p, who
}

func TestAPersonIsAddedToAnEmptyDatabaseAndTheirRolesReplaced(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		s := staff{t, db}
		s.add(models.NewPerson{Email: "ROOT@x.example", Name: "Root", Roles: []models.Role{models.Administrator, models.Executive}, Password: boats})
		_, who := s.who("root@x.example")
		if !who.Administrator || !who.Executive {
			t.Fatalf("%+v", who)
		}
		s.write(func(tx *models.Tx) error {
			var strategies int64
			if err := tx.DB().Model(&models.Strategy{}).Count(&strategies).Error; err != nil || strategies != 1 {
				t.Errorf("%d strategies %v", strategies, err)
			}
			top := &models.Team{Name: "Company"}
			if err := tx.AddTeam(top); err != nil {
				return err
			}
			if err := tx.AddTeam(&models.Team{Name: "Sales", ParentTeamID: &top.ID}); err != nil {
				return err
			}
			return tx.AddTeam(&models.Team{Name: "Lone", ParentTeamID: &top.ID})
		})
		s.add(models.NewPerson{Email: "lea@x.example", Name: "Lea", Roles: []models.Role{models.TeamLead}, Team: "Sales", Password: boats})
		_, who = s.who("lea@x.example")
		if len(who.Leads) != 1 || len(who.Heads) != 0 || len(who.MemberOf) != 1 {
			t.Fatalf("a team lead: %+v", who)
		}
		s.add(models.NewPerson{Email: "lea@x.example", Name: "Lea", Roles: []models.Role{models.DepartmentHead}, Team: "Lone", Password: boats})
		p, who := s.who("lea@x.example")
		if len(who.Leads) != 1 || len(who.Heads) != 1 {
			t.Fatalf("a department head, and no lead of Sales any more: %+v", who)
		}
		s.write(func(tx *models.Tx) error { return tx.SwitchOff(p) })
		s.add(models.NewPerson{Email: "lea@x.example", Name: "Lea Renamed", Roles: []models.Role{models.Member}, Password: "six loud summer trains"})
		p, who = s.who("lea@x.example")
		if !p.Active || p.Name != "Lea Renamed" || len(who.Leads) != 0 {
			t.Fatalf("a member: %+v %+v", p, who)
		}
		s.write(func(tx *models.Tx) error {
			hash, err := tx.PasswordOf(p.ID)
			if err != nil {
				return err
			}
			same, err := secret.Matches(context.Background(), "six loud summer trains", hash)
			if !same {
				t.Error("the password was not replaced")
			}
			return err
		})
	})
}

func TestAPersonWhoCannotBeAddedIsRefusedInASentence(t *testing.T) {
	s := staff{t, modelstest.Open(t)}
	s.write(func(tx *models.Tx) error {
		for _, name := range []string{"One", "Two"} {
			top := &models.Team{Name: name}
			if err := tx.AddTeam(top); err != nil {
				return err
			}
			if err := tx.AddTeam(&models.Team{Name: "Support", ParentTeamID: &top.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	for say, n := range map[string]models.NewPerson{
		"Write the e-mail address":          {Email: "nobody", Name: "N"},
		"Give a name":                       {Email: "a@x.example", Name: " "},
		"There is no role “king”":           {Email: "a@x.example", Name: "N", Roles: []models.Role{"king"}},
		"Name it, by its ref":               {Email: "a@x.example", Name: "N", Roles: []models.Role{models.TeamLead}},
		"There is no team “Nowhere”":        {Email: "a@x.example", Name: "N", Team: "Nowhere"},
		"Several teams are named “Support”": {Email: "a@x.example", Name: "N", Team: "Support"},
		"at least 12":                       {Email: "a@x.example", Name: "N", Password: "short"},
	} {
		s.refused(say, func(tx *models.Tx) error { return models.AddPerson(tx, n) })
	}
	s.refused("is not here", func(tx *models.Tx) error { return models.NewPassword(tx, "nobody@x.example", boats) })
}

func TestACircleOfTeamsIsRefusedHoweverLong(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		s := staff{t, db}
		var chain []*models.Team
		s.write(func(tx *models.Tx) error {
			for i := range 5 {
				team := &models.Team{Name: string(rune('A' + i))}
				if i > 0 {
					team.ParentTeamID = &chain[i-1].ID
				}
				if err := tx.AddTeam(team); err != nil {
					return err
				}
				chain = append(chain, team)
			}
			return nil
		})
		s.refused("“A” cannot be under “E”", func(tx *models.Tx) error {
			before, after := *chain[0], *chain[0]
			after.ParentTeamID = &chain[4].ID
			return tx.SaveTeam(&before, &after)
		})
		s.write(func(tx *models.Tx) error {
			tree, err := tx.TeamTree()
			if err == nil && (len(tree) != 5 || tree[4].Depth != 4 || tree[4].Name != "E") {
				t.Errorf("%d teams, the last %+v", len(tree), tree[len(tree)-1])
			}
			return err
		})
	})
}

func TestEverythingInSomebodysNameIsListedAndHandedOver(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		s := staff{t, db}
		s.add(models.NewPerson{Email: "from@x.example", Name: "From"})
		s.add(models.NewPerson{Email: "to@x.example", Name: "To"})
		from, _ := s.who("from@x.example")
		to, _ := s.who("to@x.example")
		s.write(func(tx *models.Tx) error {
			strategy, err := tx.EnsureStrategy()
			if err != nil {
				return err
			}
			id := &from.ID
			o := &models.Outcome{Title: "Out", State: models.OutcomeDraft, StrategyID: &strategy.ID, OwnerPersonID: id, Measures: []*models.OutcomeMetric{{Metric: &models.Metric{Name: "M"}}}}
			if err := tx.AddOutcome(o); err != nil {
				return err
			}
			if err := tx.AddWorkflow(&models.Workflow{Name: "Flow", OwnerPersonID: &to.ID, VerdictPersonID: id}); err != nil {
				return err
			}
			if err := tx.AddProcess(&models.Process{Name: "Way", OwnerPersonID: id, StrategyID: &strategy.ID, Current: &models.ProcessVersion{}}); err != nil {
				return err
			}
			for _, e := range []models.Entity{
				&models.Team{Name: "Crew", LeadPersonID: id}, &models.Goal{Title: "Goal", State: models.Draft, OwnerPersonID: id}, &models.Objective{Title: "Step", State: models.Draft, OwnerPersonID: id},
				&models.Initiative{Name: "Change", State: models.Candidate, OwnerPersonID: id}, &models.Task{Title: "Do", State: models.TaskOpen, OwnerPersonID: id},
				&models.Rule{Name: "When", State: models.Draft, OwnerPersonID: id, StrategyID: &strategy.ID},
				&models.Cadence{StrategyID: strategy.ID, Clock: models.ClockPulse, OwnerPersonID: id},
				&models.Review{StrategyID: strategy.ID, Clock: models.ClockPulse, Day: "2026-12-01", PlannedDay: "2026-12-01", State: "scheduled", OwnerPersonID: id},
			} {
				if err := tx.Insert(e); err != nil {
					return err
				}
			}
			return nil
		})
		s.write(func(tx *models.Tx) error {
			owned, err := tx.OwnedBy(from)
			if err != nil {
				return err
			}
			if len(owned) != 11 {
				t.Errorf("%d things in the list", len(owned))
			}
			if err := leaves(tx, from, to); err != nil {
				return err
			}
			if owned, err = tx.OwnedBy(from); len(owned) != 0 {
				t.Errorf("%d things stayed", len(owned))
			}
			if err != nil {
				return err
			}
			now, err := tx.OwnedBy(to)
			if len(now) != 11 {
				t.Errorf("%d things arrived", len(now))
			}
			return err
		})
		s.refused("It has to go to somebody else", func(tx *models.Tx) error { return leaves(tx, to, to) })
		s.refused("has left", func(tx *models.Tx) error { return leaves(tx, to, from) })
	})
}

func TestTriesCountBeforeThePasswordIsLookedAt(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		s := staff{t, db}
		limit := models.Guessing{Account: 3, Address: 5, Window: 10 * time.Minute}
		try := func(account, address string) (wait time.Duration) {
			s.write(func(tx *models.Tx) (err error) { _, wait, err = tx.Try(account, address, limit); return err })
			return wait
		}
		for range 3 {
			if wait := try("a@x.example", "10.0.0.1"); wait != 0 {
				t.Fatalf("slowed at once: %v", wait)
			}
			clock.Advance(time.Minute)
		}
		if wait := try(" A@X.example", "10.9.9.9"); wait != 7*time.Minute {
			t.Errorf("the account waits %v", wait)
		}
		if try("b@x.example", "10.0.0.1") != 0 || try("c@x.example", "10.0.0.1") != 0 || try("d@x.example", "10.0.0.1") == 0 {
			t.Error("the address is not slowed after five")
		}
		clock.Advance(7 * time.Minute)
		var mine *models.SignInTry
		s.write(func(tx *models.Tx) (err error) { mine, _, err = tx.Try("a@x.example", "10.0.0.7", limit); return err })
		if mine == nil {
			t.Fatal("locked for good")
		}
		s.write(func(tx *models.Tx) error {
			if err := tx.Succeeded(mine); err != nil {
				return err
			}
			var left []models.FailedSignIn
			err := tx.DB().Limit(20).Find(&left).Error
			for _, f := range left {
				if strings.Contains(f.Account, "@") {
					t.Error("the account is readable in the table")
				}
			}
			if len(left) != 2 {
				t.Errorf("%d failures are left", len(left))
			}
			return err
		})
	})
}

func TestOfTwoWhoUseALinkOneSucceeds(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		s := staff{t, db}
		s.add(models.NewPerson{Email: "a@x.example", Name: "A"})
		p, _ := s.who("a@x.example")
		token := ""
		s.write(func(tx *models.Tx) (err error) { token, err = tx.MakeLink(p, models.LinkInvitation); return err })
		results := make(chan error, 8)
		for range cap(results) {
			go func() {
				results <- db.Write(context.Background(), models.Nobody, func(tx *models.Tx) error { _, _, err := tx.UseLink(token); return err })
			}()
		}
		in := 0
		for range cap(results) {
			if <-results == nil {
				in++
			}
		}
		if in != 1 {
			t.Errorf("%d got in", in)
		}
	})
}
