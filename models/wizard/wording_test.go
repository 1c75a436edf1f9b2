package wizard

import (
	"context"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/statement"
)

// said lists the codes of the advice on typed words, without the mark of the words.
func said(w *World, name, typed string) string {
	f := w.Wording(name, typed, form.Locale{})
	if f == nil {
		return "no such field"
	}
	var codes []string
	for _, a := range f.Wording.Advice {
		code, _, _ := strings.Cut(a.Code, ":")
		codes = append(codes, code)
		for _, s := range a.Words {
			if s.From < 0 || s.From >= s.To || s.To > len(f.Typed) {
				return "words outside the text"
			}
		}
	}
	return strings.Join(codes, " ")
}

// poorObjective is the sentence that step 5 gives as its poor example.
var poorObjective = strings.TrimPrefix(strings.Split(goalsStep.Poor, ".")[0], "Objective: ")

func TestWordsAreAdvisedOnWhileTheyAreTyped(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"intent.sentence.statement", goodIntent, ""},
		{"intent.sentence.statement", "Wildcard Component Library", "no-verb"},
		{"intent.sentence.statement", "By 2030 we run clinics because we care. We answer first.", "many-sentence"},
		{"intent.sentence.statement", "", ""},
		{"outcomes.o1.title", "Problems are fixed at first contact", ""},
		{"outcomes.o1.title", "Launch a new booking platform", "like-work"},
		{"outcomes.new-1.title", "Improve morale", ""}, // a number may stand beside it
		{"goals.g1.title", "Cut handoff lag between sales and delivery to under 24 hours", "goal.reads_like_objective"},
		{"goals.g1.title", "Reduce delivery cycle time by 30%", ""},
		{"objectives.b1.title", "Become the most trusted partner of our clients", "objective.reads_like_goal"},
		{"objectives.b1.title", "Be better", "objective.unsure"},
		{"objectives.b1.title", poorObjective, "objective.reads_like_goal"},
		{"objectives.b1.title", "Write the runbook for restores", ""},
		{"objectives.nothing.title", "Be better", "no such field"},
		{"goals.g1.owner", "Tom", "no such field"},
		{"workflows.w1.title", "Triage", "no such field"},
		{"", "x", "no such field"},
	} {
		if got := said(sound(), c.name, c.typed); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.name, c.typed, got, c.want)
		}
	}
}

func TestAnOutcomeWithoutANumberInWordsOrFieldsIsCalledAWish(t *testing.T) {
	w := sound()
	m := w.Outcomes[0].Measures[0]
	m.Target, w.Outcomes[0].Deadline = nil, ""
	if got := said(w, "outcomes.o1.title", "Improve morale by May 2027"); got != "wish deadline-word" {
		t.Errorf("without a target: %q", got)
	}
	f := w.Wording("outcomes.o1.title", "Improve morale", form.Locale{})
	if a := f.Wording.Advice[0]; a.Shape != "Raise [what] from [x] to [y] by [date]" || a.About != "outcome:o1" || f.Typed[a.Words[0].From:a.Words[0].To] != "Improve" {
		t.Errorf("%+v", a)
	}
	m.TargetText = ">80%"
	if got := said(w, "outcomes.o1.title", "Improve morale"); got != "" {
		t.Errorf("with a target in words: %q", got)
	}
}

func TestTeamAndDateTipWordsThatLeanAndOverruleNone(t *testing.T) {
	w := sound()
	o := w.Objectives[0]
	leaning := "Automate the order desk"
	o.TeamID, o.StartDay, o.DueDay = nil, "", ""
	if got := said(w, "objectives.b1.title", leaning); got != "objective.unsure" {
		t.Errorf("words alone: %q", got)
	}
	o.TeamID, o.DueDay = ptr("desk"), today.AddMonths(6)
	if got := said(w, "objectives.b1.title", leaning); got != "" {
		t.Errorf("one team within a year: %q", got)
	}
	if got := said(w, "objectives.b1.title", "Reduce delivery cycle time across all teams by 30%"); got != "objective.reads_like_goal" {
		t.Errorf("clear words: %q", got)
	}
	w.Teams = append(w.Teams, &models.Team{Row: models.Row{ID: "below"}, ParentTeamID: ptr("desk")})
	if w.scopeOf(ptr("desk")) != statement.WholeFunction || w.scopeOf(ptr("below")) != statement.OneTeam || w.scopeOf(nil) != statement.AnyScope {
		t.Error("a team with teams below it is a function")
	}
	o.KindKeptReason = "The board decided so"
	if got := said(w, "objectives.b1.title", "Be better"); got != "" {
		t.Errorf("somebody said which it is: %q", got)
	}
}

func TestTypedWordsAreReadOnlySoFar(t *testing.T) {
	f := sound().Wording("intent.sentence.statement", strings.Repeat("é", 5000), form.Locale{})
	if n := len([]rune(f.Typed)); n != LongestWording {
		t.Errorf("%d characters are read", n)
	}
}

func TestAdviceOnWordingIsSetAsideForTheseWordsOnly(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		change := func(f func(tx *models.Tx, w *World) error) *World {
			t.Helper()
			if err := db.Write(context.Background(), maja, func(tx *models.Tx) error {
				s, err := Current(&tx.Read)
				if err != nil {
					return err
				}
				w, err := Load(&tx.Read, s)
				if err != nil {
					return err
				}
				return f(tx, w)
			}); err != nil {
				t.Fatal(err)
			}
			return world(t, db, maja)
		}
		title := func(text string) func(tx *models.Tx, w *World) error {
			return func(tx *models.Tx, w *World) error {
				o := w.Outcomes[0]
				before := *o
				o.Title = text
				return tx.SaveOutcome(models.OutcomeChanged, &before, o)
			}
		}
		w := change(title("Launch a new booking platform"))
		id := w.Outcomes[0].ID
		code := "like-work:" + mark("Launch a new booking platform")
		if step, f := w.Given(id, code); f == nil || step != &outcomesStep {
			t.Fatalf("not given: %v", outcomesStep.Flags(w))
		}
		w = change(func(tx *models.Tx, w *World) error { return Dismiss(tx, w, id, code, "The board calls it so") })
		name := "outcomes." + id + ".title"
		if got := said(w, name, "Launch a new  booking platform "); got != "" {
			t.Errorf("the same words: %q", got)
		}
		if got := said(w, name, "Launch a newer booking platform"); got != "like-work" {
			t.Errorf("other words: %q", got)
		}
		aside := outcomesStep.SetAside(w)
		if len(aside) != 1 || aside[0].Reason != "The board calls it so" || aside[0].By != maja.Name {
			t.Errorf("set aside: %+v", aside)
		}
		w = change(title("Launch another booking platform"))
		if !flagsOn(w, "outcomes", id)["like-work"] || len(outcomesStep.SetAside(w)) != 0 {
			t.Error("the advice does not come back when the words change")
		}
		w = change(title("Launch a new booking platform"))
		if flagsOn(w, "outcomes", id)["like-work"] {
			t.Error("the same words are advised on again")
		}
		for range 2 {
			w = change(func(tx *models.Tx, w *World) error { return TakeBack(tx, w, id, code) })
		}
		if !flagsOn(w, "outcomes", id)["like-work"] || len(w.Dismissed) != 0 {
			t.Error("what was taken back does not stand again")
		}
		var n int64
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			return r.DB().Model(&models.Event{}).Where("type = ?", string(models.AdviceTakenBack)).Count(&n).Error
		}); err != nil || n != 1 {
			t.Errorf("%d events of taking back: %v", n, err)
		}
	})
}
