package models_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

// saidOf is all that a change says.
func saidOf(d *models.Deed) string {
	says := []string{d.Does}
	for _, l := range d.Lines {
		says = append(says, l.Say)
		for _, p := range l.Pieces {
			says = append(says, p.Text)
		}
	}
	return strings.Join(append(says, d.Why), " ")
}

// historyOf is all that somebody reads in the history of a thing, the newest first.
func historyOf(t *testing.T, db *models.DB, who models.Who, kind, ref string) (says []string) {
	t.Helper()
	read(t, db, who, func(r *models.Read) error {
		k := models.HistoryOf(kind)
		it, err := r.HistoryThing(k, ref)
		if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		list, err := r.HistoryOfThing(k, it.ID, models.HistoryQuery{}, models.ReadsAs{}, 500)
		if err != nil {
			return err
		}
		for _, d := range list.Deeds {
			says = append(says, d.By+": "+saidOf(d))
		}
		return nil
	})
	return says
}

// feedOf is all that somebody reads in the history of the company.
func feedOf(t *testing.T, db *models.DB, who models.Who) (all string) {
	t.Helper()
	read(t, db, who, func(r *models.Read) error {
		list, err := r.History(models.HistoryQuery{}, models.ReadsAs{}, 1000)
		if err != nil {
			return err
		}
		for _, d := range list.Deeds {
			all += d.Title + " " + saidOf(d) + "\n"
		}
		return nil
	})
	return all
}

func TestAChangeSaysWhoChangedWhatFromWhatToWhatAndWhy(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := as(t, db, c.Owner)
		task := c.Tasks["Publish fix notes 10 to 12"]
		write(t, db, owner, func(tx *models.Tx) error {
			now, err := tx.TaskToChange(task.Ref)
			if err != nil {
				return err
			}
			before, after := *now, *now
			after.DueDay, after.Description = "2027-03-10", "Write all three notes, and have one read by the desk."
			after.OwnerPersonID = &c.Lead.ID
			defer tx.For("The desk is two people short.")()
			return tx.ChangeTask(&before, &after)
		})
		said := historyOf(t, db, owner, "task", task.Ref)
		for _, want := range []string{c.Owner.Name, "Moved the due date from", "to 10 Mar 2027.", "Gave it to " + c.Lead.Name, "have one read by the desk", "The desk is two people short."} {
			if len(said) == 0 || !strings.Contains(said[0], want) {
				t.Errorf("the newest change does not say %q: %q", want, said)
			}
		}
	})
}

func TestWhatNobodyStatedIsNotToldAndASentenceEndsOnce(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := as(t, db, c.Owner)
		d := &models.Decision{Title: "One desk", State: models.Proposed, DeciderPersonID: &c.Owner.ID}
		write(t, db, owner, func(tx *models.Tx) error {
			if err := tx.Insert(d); err != nil {
				return err
			}
			after := *d
			after.Title = "One desk for all of Berlin."
			return tx.Emit(models.DecisionChanged, d, d, &after)
		})
		task := c.Tasks["Publish fix notes 10 to 12"]
		write(t, db, owner, func(tx *models.Tx) error {
			after := *task
			after.DueDay, after.DueText = "2027-03-10", "10/03/2027"
			return tx.Emit(models.TaskChanged, task, task, &after)
		})
		if said := historyOf(t, db, owner, "task", task.Ref); !strings.Contains(said[0], "to 10 Mar 2027.") || strings.Contains(said[0], "as written") {
			t.Errorf("a day typed in figures is told as %q", said[0])
		}
		ref := ""
		write(t, db, owner, func(tx *models.Tx) error {
			s, _, err := tx.InForce()
			if err != nil {
				return err
			}
			list, err := tx.OutcomesOf(s.ID)
			if err != nil {
				return err
			}
			ref = list[0].Ref
			return tx.RecordReading(list[0], list[0].Measures[0], &models.Reading{Day: tx.Today(), Value: new(float64)})
		})
		if all := strings.Join(historyOf(t, db, owner, "outcome", ref), " "); !strings.Contains(all, "Set the value to 0. Set the day") || strings.Contains(all, "confidence") {
			t.Errorf("a reading without a confidence is told as %q", all)
		}
		if said := strings.Join(historyOf(t, db, owner, "decision", d.Ref), " "); !strings.Contains(said, "Berlin.") || strings.Contains(said, "..") {
			t.Errorf("it says %q", said)
		}
	})
}

func TestNobodyReadsThroughHistoryWhatTheyMayNotOpen(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner, admin, head, lead, member := as(t, db, c.Owner), as(t, db, c.Administrator), as(t, db, c.Head), as(t, db, c.Lead), as(t, db, c.Member)
		other := as(t, db, c.People["Chiara Bellandi"])
		draft := &models.Strategy{Kind: models.Organizational, State: models.Draft, AuthorPersonID: &c.Owner.ID}
		hidden := &models.Outcome{Title: "Secret plan for the south", State: models.OutcomeDraft}
		own := &models.Task{Title: "Ask my doctor for a day", OwnerPersonID: &c.Member.ID}
		var ref string
		write(t, db, owner, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			if hidden.StrategyID = &draft.ID; tx.AddOutcome(hidden) != nil {
				t.Error("no outcome in the draft")
			}
			was := *hidden
			hidden.Title = "Secret plan for the far south"
			return tx.SaveOutcome(models.OutcomeChanged, &was, hidden)
		})
		write(t, db, member, func(tx *models.Tx) error { return tx.AddTask(own) })
		retarget(t, db, owner, 7731, false)
		retarget(t, db, owner, 8842, true)
		write(t, db, admin, func(tx *models.Tx) error {
			p, err := tx.PersonByID(c.Member.ID)
			if err != nil {
				return err
			}
			was := *p
			ref, p.RoleTitle = p.Ref, "Night shift, on probation"
			return tx.SavePerson(&was, p)
		})
		for name, who := range map[string]models.Who{"owner": owner, "administrator": admin, "head": head, "lead": lead, "member": member, "another": other} {
			feed := feedOf(t, db, who)
			reads := func(words string, may bool) {
				t.Helper()
				if strings.Contains(feed, words) != may {
					t.Errorf("%s reads %q in the history of the company: %v", name, words, !may)
				}
			}
			reads("Secret plan", name == "owner")
			reads("Ask my doctor", name == "owner" || name == "member" || name == "head" || name == "lead")
			reads("on probation", name == "administrator" || name == "member")
			reads("7731", false)
			reads("8842", false)
			reads("Decided", true)
			if got := len(historyOf(t, db, who, "outcome", hidden.Ref)) > 0; got != (name == "owner") {
				t.Errorf("%s opens the history of a draft: %v", name, got)
			}
			if got := len(historyOf(t, db, who, "task", own.Ref)) > 0; got != (name == "owner" || name == "member" || name == "head" || name == "lead") {
				t.Errorf("%s opens the history of a personal task: %v", name, got)
			}
			if got := len(historyOf(t, db, who, "person", ref)) > 0; got != (name == "administrator" || name == "member") {
				t.Errorf("%s opens the history of a person: %v", name, got)
			}
			if got := len(historyOf(t, db, who, "company", "settings")) > 0; got != (name == "administrator") {
				t.Errorf("%s opens the history of the settings: %v", name, got)
			}
			if said := strings.Join(historyOf(t, db, who, "outcome", "O1"), "\n"); strings.Contains(said, "7731") || strings.Contains(said, "8842") || !strings.Contains(said, "target is known") {
				t.Errorf("%s reads a target that is not shown: %s", name, said)
			}
		}
	})
}

// retarget gives the first metric of O1 another target, shown or not.
func retarget(t *testing.T, db *models.DB, who models.Who, target float64, withheld bool) {
	t.Helper()
	write(t, db, who, func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		was, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		o.Measures[0].Target, o.Measures[0].TargetWithheld = &target, withheld
		return tx.SaveOutcome(models.OutcomeChanged, was, o)
	})
}

func TestWhatWasWrittenInADraftStaysWithItsAuthorsWhenItComesInForce(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		if said := historyOf(t, db, as(t, db, c.Member), "outcome", "O1"); len(said) != 0 {
			t.Errorf("a member reads from the draft: %q", said)
		}
		if said := historyOf(t, db, as(t, db, c.Owner), "outcome", "O1"); len(said) == 0 {
			t.Error("its author does not read it")
		}
	})
}

func TestPagesOfHistoryHoldEveryChangeOnce(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			all, err := r.History(models.HistoryQuery{}, models.ReadsAs{}, 5000)
			if err != nil {
				return err
			}
			for _, kind := range []string{"", "task", "process"} {
				var want, got []string
				for _, d := range all.Deeds {
					if kind == "" || d.Kind.Key == kind {
						want = append(want, d.ID)
					}
				}
				q := models.HistoryQuery{Kind: kind}
				for n := 0; n == 0 || q.Before != ""; n++ {
					page, err := r.History(q, models.ReadsAs{}, 17)
					if err != nil {
						return err
					}
					for _, d := range page.Deeds {
						got = append(got, d.ID)
					}
					q.Before = page.Next
				}
				if !slices.Equal(want, got) || len(want) == 0 {
					t.Errorf("kind %q: %d changes on pages, %d at once", kind, len(got), len(want))
				}
			}
			return nil
		})
	})
}

func TestTheWordsOfATextThatStayedWentAndCameAreItsTwoWordings(t *testing.T) {
	for _, pair := range [][2]string{
		{"", "all of it is new"}, {"all of it goes", ""}, {"we answer first", "we answer first"},
		{"we call every clinic within a week and write it down", "we ring every clinic within a day and write all of it down"},
		{"one two three", "three two one"},
	} {
		var was, is []string
		for _, p := range models.Differ(pair[0], pair[1]) {
			if p.Did != models.Came {
				was = append(was, p.Text)
			}
			if p.Did != models.Went {
				is = append(is, p.Text)
			}
		}
		if strings.Join(was, " ") != pair[0] || strings.Join(is, " ") != pair[1] {
			t.Errorf("%q to %q came out as %q and %q", pair[0], pair[1], was, is)
		}
	}
}
