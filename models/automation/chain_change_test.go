package automation_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/automation"
)

func TestAChangeOfAChainReachesOpenRequestsWhereItSaysSoAndIsUndoneWhileUntouched(t *testing.T) {
	onStage(t, func(s *stage) {
		chain, finance, tom := s.chain(), s.c.People["Zsófia Kertész"], s.c.People["Tom Okafor"]
		rule := s.publish("Ask the chain", askChain(chain.ID))
		s.retarget("O1", 0.7)
		a := s.asked(s.only(rule, models.RunWaiting))
		instead := `{"chain":"` + chain.ID + `","do":"replace","for":{"role":"team_lead","team":"` + s.c.Teams["Finance"].ID + `"},"who":{"person":"` + tom.ID + `"}`
		undo := func(run *models.Run, alone int) {
			s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
				n, list, err := automation.New().Undo(tx, s.run(run))
				if n != 1-alone || len(list) != alone {
					s.Errorf("%d taken back, alone %v", n, list)
				}
				return err
			})
			s.settle()
		}
		once := func(name, change string) *models.Run {
			r := s.changes(name, change)
			s.later("O1")
			run := s.only(r, models.RunDone)
			s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
				r, err := tx.RuleByID(r.ID)
				if err != nil {
					return err
				}
				return tx.MoveRule(r, models.RuleRetired, "")
			})
			return run
		}

		// New requests only.
		run := once("Instead", instead+`}`)
		if who := s.chainNow(chain.ID).Stages[0].Approvers[0]; *who.PersonID != tom.ID || s.waits(a) != finance.Name {
			s.Errorf("the chain asks %v, the open request %s", who, s.waits(a))
		}
		s.retarget("O2", 0.7)
		s.settle()
		if got := s.waits(s.asked(s.runs(rule)[1])); got != tom.Name {
			s.Errorf("a new request asks %s", got)
		}
		undo(run, 0)
		if who := s.chainNow(chain.ID).Stages[0].Approvers[0]; who.Role != "team_lead" {
			s.Errorf("taken back it asks %+v", who)
		}

		// Open ones too: who is new is told, who is gone owes nothing.
		run = once("Instead, open too", instead+`,"open":true}`)
		if got := s.waits(a); got != tom.Name || s.told(tom, a) != 1 {
			s.Errorf("the open request asks %s, and told them %d times", got, s.told(tom, a))
		}
		if err := s.vote(finance, a, true, ""); err == nil {
			s.Error("who is no longer asked decides")
		}
		undo(run, 0)
		if got := s.waits(a); got != finance.Name {
			s.Errorf("taken back the open request asks %s", got)
		}

		// A stage that goes is passed over: the request goes on at the next.
		run = once("Shorter", `{"chain":"`+chain.ID+`","do":"drop","stage":"`+chain.Stages[0].ID+`","open":true}`)
		if got := s.waits(a); got != "Amina Diallo, Priya Raman" {
			s.Errorf("without its stage the request asks %s", got)
		}
		// Somebody has changed the chain since: the run leaves it alone.
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			c, err := tx.ChainByID(chain.ID)
			if err != nil {
				return err
			}
			before := c.Copy()
			c.Name = "Money and more"
			return tx.SaveChain(before, c)
		})
		undo(run, 1)
		if got := len(s.chainNow(chain.ID).Stages); got != 1 {
			s.Errorf("it has %d stages", got)
		}

		// No stage is left without anybody: the step fails and says so.
		r := s.changes("Nobody", `{"chain":"`+chain.ID+`","do":"drop","stage":"`+chain.Stages[1].ID+`"}`)
		s.later("O1")
		if run := s.only(r, models.RunFailed); !strings.Contains(run.Reason, "nobody would approve any more") {
			s.Errorf("it failed: %s", run.Reason)
		}
		// What is said of one who has answered stays when the others change.
		s.yes(s.c.Lead, a)
		r = s.changes("One less", `{"chain":"`+chain.ID+`","do":"remove","who":{"person":"`+s.c.Head.ID+`"},"open":true}`)
		s.later("O1")
		s.only(r, models.RunDone)
		if s.page(a).State != models.ApprovalApproved {
			s.Error("the yes of the one who is left does not decide")
		}
	})
}
