package models_test

import (
	"slices"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// nextOf reads what becomes of everything in the draft that follows.
func nextOf(t *testing.T, db *models.DB, who models.Who) (n *models.Next) {
	t.Helper()
	read(t, db, who, func(r *models.Read) error {
		s, err := r.NextDraft()
		if err != nil || s == nil {
			t.Fatalf("no draft follows: %v", err)
		}
		n, err = r.NextOf(s)
		return err
	})
	return n
}

func choose(t *testing.T, db *models.DB, who models.Who, ch models.NextChoice) error {
	t.Helper()
	n := nextOf(t, db, who)
	return db.Write(t.Context(), who, func(tx *models.Tx) error { return tx.ChooseNext(n, ch) })
}

func TestWhatIsCarriedIntoTheNextStrategyIsCopiedAndTiedAndTheOneInForceStaysAsItIs(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c := exampleIn(t, db)
		owner, member := as(t, db, c.Owner), as(t, db, c.Member)
		begin := func(who models.Who, title string) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error { _, err := tx.BeginNext(title); return err })
		}
		refusedAs(t, begin(member, "Next"), models.KindNotAllowed)
		refusedAs(t, begin(owner, " "), models.KindRule)
		if err := begin(owner, "Next"); err != nil {
			t.Fatal(err)
		}
		refusedAs(t, begin(owner, "Another"), models.KindRule)
		read(t, db, member, func(r *models.Read) error {
			if s, err := r.NextDraft(); s != nil || err != nil {
				t.Errorf("a member knows of the draft: %v %v", s, err)
			}
			return nil
		})
		before := nextOf(t, db, owner)
		if len(before.Gaps()) != len(before.Groups)+1 {
			t.Errorf("asked for: %v", before.Gaps())
		}
		refusedAs(t, choose(t, db, owner, models.NextChoice{Kind: "goal", All: true, Choice: models.LeftOut}), models.KindRule)
		refusedAs(t, choose(t, db, owner, models.NextChoice{Kind: "goal", Choice: models.Carried}), models.KindRule)
		// What rests on other things is carried first here, so that it is tied when those follow.
		for _, kind := range []string{"rule", "process", "workflow", "objective", "goal", "outcome"} {
			if err := choose(t, db, owner, models.NextChoice{Kind: kind, All: true, Choice: models.Carried}); err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
		}
		o1 := nextOf(t, db, owner).Group("outcome").Things[0]
		if err := choose(t, db, owner, models.NextChoice{Kind: "outcome", IDs: []string{o1.ID}, Choice: models.LeftOut, Reason: "Nobody asks for it any more."}); err != nil {
			t.Fatal(err)
		}
		if n := nextOf(t, db, owner); n.Group("outcome").Count(models.LeftOut) != 1 {
			t.Fatal("it is not dropped")
		}
		adrift := func() (list []string) {
			n := nextOf(t, db, owner)
			for _, g := range n.Groups {
				for _, one := range g.Things {
					if n.Adrift(one) {
						list = append(list, one.Ref)
					}
				}
			}
			return list
		}
		if list := adrift(); !slices.Contains(list, "G1") || slices.Contains(list, "G2") {
			t.Errorf("of what serves O1 alone is carried: %v", list)
		}
		read(t, db, owner, func(r *models.Read) error {
			p, err := r.StrategyByRef(nextOf(t, db, owner).Strategy.Ref)
			if err == nil && (len(p.Left) != 1 || p.Left[0].EntityID != o1.ID || p.Left[0].Tasks == 0) {
				t.Errorf("open work on what is dropped: %+v", p.Left)
			}
			return err
		})
		if err := choose(t, db, owner, models.NextChoice{Kind: "outcome", IDs: []string{o1.ID}, Choice: models.Carried}); err != nil {
			t.Fatal(err)
		}
		if list := adrift(); len(list) > 0 {
			t.Errorf("everything is carried, and %v serves nothing", list)
		}
		n := nextOf(t, db, owner)
		if again := n.Thing("outcome", o1.ID); again.CopyRef != o1.CopyRef || again.CopyRef == "" {
			t.Errorf("carried again as %q, first as %q", again.CopyRef, o1.CopyRef)
		}
		if gaps := n.Gaps(); len(gaps) != 1 {
			t.Errorf("only the closes are left to ask for: %v", gaps)
		}
		sameThread(t, db, owner, n)
		read(t, db, owner, func(r *models.Read) error {
			was, err := r.Foundation(n.Former)
			if err != nil {
				return err
			}
			is, err := r.Foundation(n.Strategy)
			if err != nil {
				return err
			}
			if len(is.Long) != len(was.Long) || len(is.Capabilities) != len(was.Capabilities) || len(was.Long) == 0 || is.Strategy.Position != was.Strategy.Position {
				t.Fatalf("it stands on %d long-term goals and %d capabilities, before %d and %d", len(is.Long), len(is.Capabilities), len(was.Long), len(was.Capabilities))
			}
			for i, l := range is.Long {
				if l.Title != was.Long[i].Title || len(is.Under(l)) != len(was.Under(was.Long[i])) {
					t.Errorf("under “%s” stand %d goals, before %d", l.Title, len(is.Under(l)), len(was.Under(was.Long[i])))
				}
			}
			return nil
		})
		read(t, db, member, func(r *models.Read) error {
			for _, kind := range []string{"outcome", "goal", "objective"} {
				if things := n.Group(kind).Things; len(things) == 0 {
					t.Errorf("the example has no %s", kind)
				}
			}
			_, err := r.NextByRef(n.Strategy.Ref)
			refusedAs(t, err, models.KindNotFound)
			o, err := r.OutcomeByRef(o1.CopyRef)
			if err != nil {
				return err
			}
			_, err = r.OutcomePage(o.Ref, "")
			refusedAs(t, err, models.KindNotFound)
			return nil
		})
	})
}

// sameThread compares the thread of the strategy in force with the one of the draft: the same metrics, and as many ties between as many things.
func sameThread(t *testing.T, db *models.DB, who models.Who, n *models.Next) {
	t.Helper()
	shape := func(r *models.Read, s *models.Strategy, over ...string) (list []int) {
		outcomes, err := r.OutcomesOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		goals, err := r.GoalsOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		objectives, err := r.ObjectivesOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		workflows, err := r.Workflows()
		if err != nil {
			t.Fatal(err)
		}
		processes, err := r.ProcessesOf(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		ours, metrics := map[string]bool{}, 0
		for _, o := range outcomes {
			if !slices.Contains(over, o.State) {
				ours[o.ID] = true
				metrics += len(o.Measures)
			}
		}
		ties := func(ids []string) (n int) {
			for _, id := range ids {
				if ours[id] {
					n++
				}
			}
			return n
		}
		list = []int{len(ours), metrics, 0, 0, 0, len(processes), 0, 0}
		for _, g := range goals {
			if !slices.Contains(over, g.State) {
				list[2]++
				list[3] += ties(g.OutcomeIDs)
			}
		}
		for _, o := range objectives {
			if !slices.Contains(over, o.State) {
				list[4] += 1 + 100*len(o.GoalIDs)
			}
		}
		for _, w := range workflows {
			for _, l := range w.Outcomes {
				if w.Verdict != models.Stop {
					list[6] += ties([]string{l.OutcomeID})
				}
			}
		}
		for _, p := range processes {
			list[7] += len(p.Current.Steps)
			if p.OutcomeID != nil {
				list[7] += 100 * ties([]string{*p.OutcomeID})
			}
		}
		return list
	}
	read(t, db, who, func(r *models.Read) error {
		was, is := shape(r, n.Former, models.OutcomeAchieved, models.OutcomeMissed, models.OutcomeRetired, models.Done, models.Dropped), shape(r, n.Strategy)
		if !slices.Equal(was, is) {
			t.Errorf("outcomes, metrics, goals, ties, objectives, processes, workflows, steps: in force %v, drafted %v", was, is)
		}
		return nil
	})
}
