package wizard

import (
	"context"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// Section is one step on the page of all answers.
type Section struct {
	Step   *Step
	State  State
	Wrong  int
	Gaps   []Gap
	Blocks []Block
}

// Block is one thing with its answers.
type Block struct {
	Title   string
	Row     string // id of the element on the step's page where it is changed; empty when it has a page of its own
	Item    string // the reference of the thing whose page changes it
	Answers []QA
}

// QA is one question with its answer as people read it.
type QA struct{ Label, Answer string }

// Answers is everything that was answered, step by step, as it is checked before it comes in force.
func Answers(w *World, loc form.Locale) []Section {
	var list []Section
	for _, s := range Steps {
		section := Section{Step: s, Gaps: s.gaps(w)}
		section.State, section.Wrong = w.State(s)
		for _, rows := range answerForm(w, s, loc).Rows {
			for _, row := range rows.Items {
				section.Blocks = append(section.Blocks, block(rows.Label, row, loc))
			}
		}
		list = append(list, section)
	}
	return list
}

// answerForm is a step's form over all its things, as the page of answers reads it.
func answerForm(w *World, s *Step, loc form.Locale) *form.Form {
	f := s.sheet(w, Query{Locale: loc})
	if s == &redesignStep {
		rows := form.Repeat("processes", "Processes", nil)
		var list []*processThing
		for _, d := range w.DueProcesses() {
			if d.Process != nil {
				list = append(list, bindProcess(d.Process))
			}
		}
		f = &form.Form{Rows: []*form.Rows{stored(rows, w, list)}}
	}
	f.Show(loc)
	return f
}

func block(label string, row *form.Row, loc form.Locale) Block {
	b := Block{Title: label, Row: row.ElementID()}
	for i, field := range row.Fields {
		answer := field.Answer()
		if i == 0 && answer != form.NotAnswered {
			b.Title = answer
		}
		if answer != form.NotAnswered && answer != "No" {
			b.Answers = append(b.Answers, QA{field.Label, answer})
		}
	}
	switch t := row.Of.(type) {
	case *outcomeThing:
		b.Answers = append([]QA{{"In one sentence", strings.Join(t.Sentences(loc), "\n")}}, b.Answers...)
	case *workflowThing:
		b.Title, b.Item = t.Name, t.Workflow.Ref
	case *processThing:
		b.Item = t.Process.Ref
	case *goalThing:
		b.Item = t.Goal.Ref
	case *objectiveThing:
		b.Item = t.Objective.Ref
	case *cadenceThing:
		for _, c := range Clocks {
			if c.Key == t.Clock {
				b.Title = c.Title + ", " + c.Rhythm
			}
		}
	case *ruleThing:
		b.Title = Sentence(t.parts())
	}
	return b
}

// Missing is why the strategy cannot come in force yet: the steps that are not done. Empty when it can.
func (w *World) Missing() []string {
	var list []string
	for _, s := range Steps {
		switch state, _ := w.State(s); state {
		case Done:
		case LookAgain:
			list = append(list, s.Title+" needs another look.")
		default:
			list = append(list, s.Title+" is not done.")
		}
	}
	return list
}

// PutInForce finishes the alignment: the strategy comes in force with its intent, outcomes, goals and objectives, the dates of the
// cadence go on the calendar, and edition 1 of each brief is issued. All of it, or nothing.
func PutInForce(ctx context.Context, db *models.DB, who models.Who) (*models.Strategy, error) {
	var s *models.Strategy
	err := db.Write(ctx, who, func(tx *models.Tx) (err error) {
		if s, err = Current(&tx.Read); err != nil {
			return err
		}
		if err := tx.Who.Must(models.PutInForce); err != nil {
			return err
		}
		if err := tx.Hold(s); err != nil {
			return err
		}
		if s, err = Current(&tx.Read); err != nil {
			return err
		}
		if s.State == models.InForce {
			return nil // pressed twice: it is in force already
		}
		w, err := Load(&tx.Read, s)
		if err != nil {
			return err
		}
		missing, err := w.MissingOf(tx)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			return models.AgainstRule("The strategy cannot come in force yet: " + missing[0])
		}
		return putInForce(tx, w)
	})
	return s, err
}

func putInForce(tx *models.Tx, w *World) error {
	if w.Follows() {
		n, err := tx.NextOf(w.Strategy)
		if err != nil {
			return err
		}
		if err := tx.TakeOver(n); err != nil {
			return err
		}
	}
	if err := tx.SupersedeStrategies(); err != nil {
		return err
	}
	for _, o := range w.Outcomes {
		before := clone(o)
		o.State = models.OutcomeActive
		if err := tx.SaveOutcome(models.OutcomeChanged, before, o); err != nil {
			return err
		}
	}
	for _, g := range w.Goals {
		before := clone(g)
		g.State = models.Active
		if err := tx.SaveGoal(models.GoalChanged, before, g); err != nil {
			return err
		}
	}
	for _, o := range w.Objectives {
		before := clone(o)
		o.State = models.Active
		if err := tx.SaveObjective(models.ObjectiveChanged, before, o); err != nil {
			return err
		}
	}
	if err := tx.PutIntentInForce(w.Intent, w.Before); err != nil {
		return err
	}
	if err := tx.ScheduleReviews(w.Strategy, w.clocks()); err != nil {
		return err
	}
	if err := tx.PutStrategyInForce(w.Strategy); err != nil {
		return err
	}
	_, err := tx.IssueEditions(w.Strategy, "The strategy came in force.")
	return err
}
