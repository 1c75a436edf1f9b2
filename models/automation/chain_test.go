package automation_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

// chain writes an approval chain: the lead of Finance, then two of whom both have to say yes.
func (s *stage) chain() *models.ApprovalChain {
	s.Helper()
	finance := s.c.Teams["Finance"].ID
	c := &models.ApprovalChain{Name: "Money", OwnerPersonID: &s.c.Owner.ID}
	for _, one := range []*models.ChainStage{
		{Name: "Service", Need: models.NeedAll, Approvers: []*models.ChainApprover{s.asks(s.c.Head), s.asks(s.c.Lead)}},
		{Name: "Finance", Need: models.NeedAny, Approvers: []*models.ChainApprover{models.NewApprover(&blocks.Party{Role: "team_lead", Team: finance})}},
	} {
		if err := c.AddStage(one, ""); err != nil {
			s.Fatal(err)
		}
	}
	s.write(s.as(s.c.Owner), func(tx *models.Tx) error { return tx.SaveChain(nil, c) })
	return c
}

func (s *stage) asks(p *models.Person) *models.ChainApprover {
	return models.NewApprover(&blocks.Party{Person: p.ID})
}

func (s *stage) chainNow(id string) (c *models.ApprovalChain) {
	s.Helper()
	if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) { c, err = r.ChainByID(id); return err }); err != nil {
		s.Fatal(err)
	}
	return c
}

// page is an approval as its page shows it, for the owner of the company.
func (s *stage) page(a *models.Approval) (d *models.ApprovalDetail) {
	s.Helper()
	if err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) (err error) { d, err = r.ApprovalPage(a.Ref); return err }); err != nil {
		s.Fatal(err)
	}
	return d
}

// waits names those whose answer an approval waits for.
func (s *stage) waits(a *models.Approval) string {
	s.Helper()
	var names []string
	for _, v := range s.page(a).Votes {
		if v.Said == "" {
			names = append(names, v.Person)
		}
	}
	return strings.Join(names, ", ")
}

func (s *stage) yes(p *models.Person, a *models.Approval) {
	s.Helper()
	if err := s.vote(p, a, true, ""); err != nil {
		s.Fatalf("%s: %v", p.Name, err)
	}
	s.settle()
}

// told counts the notices of an approval that a person got.
func (s *stage) told(p *models.Person, a *models.Approval) int64 {
	s.Helper()
	return s.count("SELECT count(*) FROM notices WHERE person_id = ? AND thing_ref = ?", p.ID, a.Ref)
}

// later moves the deadline of an outcome, which the rules below start at that change a chain.
func (s *stage) later(ref string) {
	s.Helper()
	s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
		o, err := tx.OutcomeByID(s.c.Outcomes[ref].ID)
		if err != nil {
			return err
		}
		before := *o
		o.Deadline = o.Deadline.Add(7)
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
	s.settle()
}

func (s *stage) changes(name, change string) *models.Rule {
	s.Helper()
	return s.publish(name, `{"trigger":{"type":"outcome.deadline_moved"},"mode":"parallel","steps":[{"k":"c","do":"change_chain","chain":`+change+`}]}`)
}

func askChain(id string) string {
	return `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","decision":"Targets are agreed.","steps":[
 {"k":"a","do":"approval","title":"Agree {{outcome.ref}}","by":"` + id + `","due":{"working_days":2},
  "then":[{"k":"b","do":"stop","text":"Agreed"}],"else":[{"k":"c","do":"stop","text":"Not agreed"}],"late":[{"k":"d","do":"stop","text":"Nobody said"}]}]}`
}

func TestAChainIsAskedStageAfterStageAndARefusalOrItsTimeEndsIt(t *testing.T) {
	onStage(t, func(s *stage) {
		finance := s.c.People["Zsófia Kertész"]
		rule := s.publish("Ask the chain", askChain(s.chain().ID))
		s.retarget("O1", 0.7)
		run := s.only(rule, models.RunWaiting)
		a := s.asked(run)
		if got := s.waits(a); got != finance.Name || s.told(finance, a) != 1 || s.told(s.c.Head, a) != 0 {
			s.Errorf("asked first: %s", got)
		}
		if err := s.vote(s.c.Head, a, true, ""); err == nil {
			s.Error("somebody of a later stage decides already")
		}
		s.yes(finance, a)
		if got := s.waits(a); got != "Amina Diallo, Priya Raman" || s.told(s.c.Head, a) != 1 || s.told(finance, a) != 1 {
			s.Errorf("asked then: %s", got)
		}
		d := s.page(a)
		if n, name := d.At(); n != 2 || name != "Service" || d.Stages[0].State != models.StagePassed || len(d.Stages[0].Votes) != 1 || d.Stages[1].State != models.StageReached {
			s.Errorf("it stands at %d %s", n, name)
		}
		s.yes(s.c.Lead, a)
		if s.page(a).State != models.ApprovalPending {
			s.Error("one of two is enough")
		}
		s.yes(s.c.Head, a)
		if run = s.only(rule, models.RunDone); run.Reason != "Agreed" {
			s.Errorf("it ended: %s", run.Reason)
		}

		// Refused at the second stage.
		s.retarget("O2", 0.7)
		s.settle()
		a = s.asked(s.runs(rule)[1])
		s.yes(finance, a)
		if err := s.vote(s.c.Lead, a, false, "Too early"); err != nil {
			s.Fatal(err)
		}
		s.settle()
		if got := s.runs(rule)[1]; got.Reason != "Not agreed" || s.page(a).Stages[1].State != models.StageOver {
			s.Errorf("it ended: %s", got.Reason)
		}

		// The time is that of the whole.
		s.retarget("O3", 0.7)
		s.settle()
		a = s.asked(s.runs(rule)[2])
		s.yes(finance, a)
		s.clock.Advance(72 * time.Hour)
		s.settle()
		if got := s.runs(rule)[2]; got.Reason != "Nobody said" || s.page(a).State != models.ApprovalLate {
			s.Errorf("it is %s: %s", got.State, got.Reason)
		}
	})
}

func TestWhoHasLeftKeepsNoRequestOfAChainWaiting(t *testing.T) {
	onStage(t, func(s *stage) {
		finance := s.c.People["Zsófia Kertész"]
		chain := s.chain()
		rule := s.publish("Ask the chain", askChain(chain.ID))
		s.retarget("O1", 0.7)
		a := s.asked(s.only(rule, models.RunWaiting))
		s.write(s.as(s.c.Administrator), func(tx *models.Tx) error {
			p, err := tx.PersonByID(finance.ID)
			if err != nil {
				return err
			}
			return tx.SwitchOff(p)
		})
		s.settle()
		if got := s.waits(a); got != "" { // the chain's owner began it, and there is no other executive: its time still comes
			s.Errorf("it waits for %s", got)
		}
		s.clock.Advance(72 * time.Hour)
		s.settle()
		if got := s.only(rule, models.RunDone); got.Reason != "Nobody said" {
			s.Errorf("it ended: %s", got.Reason)
		}
	})
}

func TestAVersionIsApprovedByTheChainOfItsProcess(t *testing.T) {
	onStage(t, func(s *stage) {
		finance, name := s.c.People["Zsófia Kertész"], "Escalating with the whole story"
		process := func() (p *models.Process) {
			s.Helper()
			if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) (err error) {
				p, err = r.ProcessByID(s.c.Processes[name].ID)
				return err
			}); err != nil {
				s.Fatal(err)
			}
			return p
		}
		chain := s.chain()
		onIt := func(who *models.Person, do func(tx *models.Tx, p *models.Process) error) error {
			return s.db.Write(s.Context(), s.as(who), func(tx *models.Tx) error {
				p, err := tx.ProcessByID(process().ID)
				if err != nil {
					return err
				}
				return do(tx, p)
			})
		}
		document := func() *models.Approval {
			s.Helper()
			err := onIt(s.c.Owner, func(tx *models.Tx, p *models.Process) error {
				if err := tx.SucceedProcess(p); err != nil {
					return err
				}
				before, current := *p, *p.Current
				before.Current = &current
				p.Current.Outputs += " and a call"
				if err := tx.SaveProcess(models.ProcessChanged, &before, p); err != nil {
					return err
				}
				return tx.DocumentProcess(p)
			})
			if err != nil {
				s.Fatal(err)
			}
			s.settle()
			var list []*models.Approval
			if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error {
				return r.DB().Where("process_version_id = ? AND state = 'pending'", process().Current.ID).Find(&list).Error
			}); err != nil || len(list) != 1 {
				s.Fatalf("%d requests, %v", len(list), err)
			}
			return list[0]
		}
		if err := onIt(s.c.Lead, func(tx *models.Tx, p *models.Process) error { return tx.SetProcessChain(p, chain) }); err == nil {
			s.Error("a lead chooses who approves")
		}
		if err := onIt(s.c.Owner, func(tx *models.Tx, p *models.Process) error { return tx.SetProcessChain(p, chain) }); err != nil {
			s.Fatal(err)
		}
		a := document()
		if s.told(finance, a) != 1 || s.waits(a) != finance.Name {
			s.Errorf("asked: %s", s.waits(a))
		}
		for _, p := range []*models.Person{s.c.Owner, s.c.Head} { // wrote it, and is asked later
			if err := onIt(p, (*models.Tx).ApproveProcess); err == nil {
				s.Errorf("%s approves at the first stage", p.Name)
			}
		}
		s.yes(finance, a)
		if err := onIt(s.c.Head, func(tx *models.Tx, p *models.Process) error { return tx.ReturnProcess(p, "Name the duty line") }); err != nil {
			s.Fatal(err)
		}
		if p := process(); p.Current.State != models.ProcessDraft || p.Current.ReturnReason != "Name the duty line" || s.page(a).State != models.ApprovalRefused {
			s.Errorf("sent back it is %s: %s", p.Current.State, p.Current.ReturnReason)
		}
		a = document()
		for _, p := range []*models.Person{finance, s.c.Head, s.c.Lead} {
			if process().Current.State != models.ProcessWritten {
				s.Error("it is approved before the last has said yes")
			}
			s.yes(p, a)
		}
		if p := process(); p.Current.State != models.ProcessInUse || *p.Current.ApprovedPersonID != s.c.Lead.ID {
			s.Errorf("after the last stage it is %s", p.Current.State)
		}
		// Taken back, nobody owes an answer.
		a = document()
		if err := onIt(s.c.Owner, (*models.Tx).TakeBackProcess); err != nil {
			s.Fatal(err)
		}
		if s.page(a).State != models.ApprovalOver {
			s.Error("it is still asked")
		}
	})
}
