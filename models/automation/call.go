package automation

import (
	"context"
	"encoding/json"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/secret"
)

// callFailed tells that a call did not work, with what came of it. Its words are a refusal's, so that they can be shown.
type callFailed struct{ answer models.Answer }

func (c *callFailed) Error() string { return c.answer.Fault }

func (c *callFailed) Unwrap() error {
	return models.AgainstRule(strings.TrimSuffix(c.answer.Fault, ".") + ".")
}

// callOutside makes the call of a step, outside any transaction. What is sent was kept with the step before the first try, so each try
// sends the same under the same key: whoever is killed between the call and the end of the step makes it once more.
func (e *Engine) callOutside(ctx context.Context, w *models.Work) error {
	var call *models.Call
	err := e.db.Write(ctx, models.Background, func(tx *models.Tx) (err error) {
		call, err = e.readyCall(tx, w)
		return err
	})
	if err != nil || call == nil {
		return err
	}
	answer := e.call(ctx, *call)
	if answer.Fault != "" {
		w.Pause = answer.Pause
		return &callFailed{answer}
	}
	e.keepAnswer(w.ID, answer)
	return nil
}

// readyCall gives the call that a work is to make; nil when there is none to make any more.
func (e *Engine) readyCall(tx *models.Tx, w *models.Work) (*models.Call, error) {
	runID, key, iter := place(w)
	s, err := e.load(tx, runID, key, iter)
	if err != nil || s == nil || s.at == nil || s.row.State == models.RunStepDone {
		return nil, err
	}
	if gone, err := s.actsAs(); err != nil || gone {
		return nil, err
	}
	before := s.row.Input
	sent, err := s.sends()
	if err != nil {
		return nil, err
	}
	if s.row.Input != before {
		s.row.StartedAt = &tx.Now
		if err := tx.KeepStep(s.row); err != nil {
			return nil, err
		}
	}
	call := &models.Call{Address: sent.Address, Key: s.callKey(), Chain: s.run.Chain, Body: sent.Body}
	if id := s.at.Hook.Secret; id != "" {
		defer tx.As(models.Background)()
		call.Secret, err = tx.SecretOf(id)
	}
	return call, err
}

// callKey names the step of this run and round for whoever is called. It tells nothing else.
func (s *step) callKey() string {
	return "msg_" + secret.Fingerprint(s.run.ID + " " + s.at.Key + " " + s.iter)[:32]
}

// sent is what a step sends, as it is kept with it: the secret is named, and nothing of it is in here.
type sent struct {
	Address string `json:"address"`
	Body    string `json:"body"`
	Key     string `json:"webhook_id"`
	Signed  string `json:"signed_with"`
}

// sends gives what the step sends, which is made once and kept with it.
func (s *step) sends() (*sent, error) {
	c := s.at.Hook
	if c == nil {
		c = &blocks.Call{}
	}
	if !s.tx.Who.MayPublishRule(s.rule) {
		return nil, models.AgainstRule("Whoever published this rule may not publish it any more, so it calls nobody. Somebody with the right to it publishes it again.")
	}
	kept := &sent{}
	if s.row.Input != "" && json.Unmarshal([]byte(s.row.Input), kept) == nil && kept.Key != "" {
		return kept, nil
	}
	hosts, err := s.tx.HostsAllowed()
	if err != nil {
		return nil, err
	}
	if _, err := models.CallHost(c.URL, hosts); err != nil {
		return nil, err
	}
	kept = &sent{Address: c.URL, Key: s.callKey(), Signed: "nothing: the call is not signed"}
	if c.Secret != "" {
		name, err := s.tx.SecretName(c.Secret)
		if err != nil {
			return nil, err
		}
		kept.Signed = name
	}
	if kept.Body, err = s.facts.Body(c.Body, s.def.Trigger.Type, s.clock.Now); err != nil {
		return nil, models.AgainstRule("What is sent is no sound JSON: " + err.Error() + ". Mend it in the block.")
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	s.row.Input = string(text)
	return kept, nil
}

// clip cuts a text to so many characters.
func clip(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

func (e *Engine) keepAnswer(workID string, a models.Answer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answered[workID] = a
}

// takeAnswer gives how the call of a work ended, once.
func (e *Engine) takeAnswer(workID string) (a models.Answer, made bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	a, made = e.answered[workID]
	delete(e.answered, workID)
	return a, made
}
