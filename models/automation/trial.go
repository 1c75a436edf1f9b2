package automation

import (
	"context"
	"encoding/json"
	"errors"

	"throughline/models"
	"throughline/models/blocks"
)

// Trial is what a rule would do: nothing of it has happened.
type Trial struct {
	Event *models.Event // nil for a sample
	Ref   string        // of the thing it is about
	Title string
	Held  bool // its conditions hold
	Seen  []blocks.Seen
	Run   *models.RunDetail // nil where they do not hold; a sample is gone through all the same
}

// TrialAsk is what is tried: a definition of a rule on an event, with the answer that each approval gets.
type TrialAsk struct {
	Rule       *models.Rule
	Definition *blocks.Definition
	EventID    string // empty: a sample
	Answer     string // a state of an approval
}

// mostTried bounds how many pieces of work one trial does.
const mostTried = 1000

var errTrial = errors.New("automation: a trial is always rolled back")

// Try does what a rule would do, in a transaction that is always rolled back. Every effect of a rule is a row of that transaction, and what
// leaves the house leaves it only after one was kept: so nothing is made, nobody is told, and nobody outside is called. Waits are passed
// over, and approvals get the answer that is asked for.
func (e *Engine) Try(ctx context.Context, db *models.DB, who models.Who, ask TrialAsk) (t *Trial, err error) {
	err = db.Write(ctx, who, func(tx *models.Tx) error {
		rule, err := tx.RuleByRef(ask.Rule.Ref)
		if err != nil {
			return err
		}
		if !who.MayWriteRule(rule) {
			return models.NotAllowed("You may not try this rule. Who may write it may: executives and authors; heads and leads for their teams.")
		}
		if t, err = e.try(tx, rule, ask); err != nil {
			return err
		}
		return errTrial
	})
	if errors.Is(err, errTrial) {
		err = nil
	}
	return t, err
}

func (e *Engine) try(tx *models.Tx, rule *models.Rule, ask TrialAsk) (*Trial, error) {
	h, err := tried(&tx.Read, ask)
	if err != nil {
		return nil, err
	}
	clock, err := clockOf(&tx.Read)
	if err != nil {
		return nil, err
	}
	t := &Trial{Event: h.Event, Ref: h.Ref, Title: h.Title}
	if ask.EventID == "" {
		t.Event = nil
	}
	if t.Held, t.Seen = ask.Definition.Trigger.Where.Holds(h.Facts, clock); !t.Held && t.Event != nil {
		return t, nil
	}
	publisher := rule.PublisherPersonID
	if publisher == nil && tx.Who.SignedIn() {
		publisher = &tx.Who.PersonID
	}
	v, err := tx.TrialVersion(rule, ask.Definition.Write(), publisher)
	if err != nil {
		return nil, err
	}
	facts, err := json.Marshal(h.Facts)
	if err != nil {
		return nil, err
	}
	trace, err := json.Marshal(t.Seen)
	if err != nil {
		return nil, err
	}
	run := &models.Run{RuleID: rule.ID, RuleVersionID: v.ID, EventID: h.Event.ID, RerunNo: -1, EntityType: h.Event.EntityType, EntityID: h.Event.EntityID, EntityRef: h.Ref, EntityTitle: h.Title,
		TeamID: h.TeamID, Facts: string(facts), Trace: string(trace), Chain: rule.ID, Depth: 1, RootID: h.Event.ID, State: models.RunRunning}
	if err := tx.BeginRun(run); err != nil {
		return nil, err
	}
	for range mostTried {
		list, err := tx.TrialWork(run.ID)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			break
		}
		if err := e.tryWork(tx, list[0], ask.Answer); err != nil {
			return nil, err
		}
	}
	t.Run, err = tx.RunPage(run.Ref)
	return t, err
}

// tried is what happened, or a sample of it.
func tried(r *models.Read, ask TrialAsk) (*Happened, error) {
	trigger := ask.Definition.Trigger.Type
	if ask.EventID != "" {
		list, err := r.EventsByID([]string{ask.EventID})
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || list[0].Type != models.EventOf(trigger) {
			return nil, models.AgainstRuleAt("event", "Choose something that happened, from the list.")
		}
		hidden, err := r.Unseen(list[0].EntityType, []string{list[0].EntityID})
		if err == nil && hidden[list[0].EntityID] {
			err = models.AgainstRuleAt("event", "Choose something that happened, from the list.")
		}
		if err != nil {
			return nil, err
		}
		h, err := Happen(r, list[0])
		if err == nil && (h.Draft || !h.Starts(ask.Definition.Trigger)) {
			err = models.AgainstRuleAt("event", "Choose something that happened, from the list.")
		}
		return h, err
	}
	h := &Happened{Event: &models.Event{ID: "sample", Type: models.EventOf(trigger), EntityType: models.Subject(trigger)}, Facts: blocks.Facts{}}
	for _, f := range Fields(trigger) {
		v := blocks.Value{Kind: f.Kind, Text: f.Sample}
		if f.Kind == blocks.ListField {
			v = blocks.Value{Kind: f.Kind, List: []string{f.Sample}}
		}
		h.Facts[f.Name] = v
	}
	if trigger == blocks.OnWebhook {
		return h, h.sampled(r, ask.Definition.Trigger.Hook)
	}
	h.Ref, h.Title = h.Facts["thing.ref"].Text, h.Facts["thing.title"].Text
	return h, nil
}

// tryWork does one piece of the work of a run in a trial.
func (e *Engine) tryWork(tx *models.Tx, w *models.Work, answer string) error {
	do := e.doStep
	switch w.Kind {
	case models.DoRunStep:
	case models.CallOutside:
		e.keepAnswer(w.ID, models.Answer{}) // nobody is called
	default:
		if err := e.answer(tx, w, answer); err != nil {
			return err
		}
		do = e.goesOn
		if answer == models.ApprovalLate && w.Kind == models.RunDue {
			do = e.due
		}
	}
	return e.atOnce(tx, w, do)
}

// answer decides the approval or ends the wait that a work would end by its time.
func (e *Engine) answer(tx *models.Tx, w *models.Work, answer string) error {
	if w.Kind != models.RunDue || answer == models.ApprovalLate {
		return nil
	}
	run, key, iter := place(w)
	a, err := tx.ApprovalOf(run, key, iter)
	if err != nil {
		return err
	}
	if a != nil {
		_, err := tx.EndApproval(a, answer)
		return err
	}
	wait, err := tx.WaitOf(run, key, iter)
	if err != nil || wait == nil {
		return err
	}
	_, err = tx.EndWait(wait)
	return err
}
