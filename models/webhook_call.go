package models

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/models/secret"
)

// WebhookCall is one call at a hook as it is remembered: taken, or refused with the reason.
type WebhookCall struct {
	Row
	WebhookID string
	Taken     bool
	Code      int // that it was answered with
	Reason    string
	EventID   string
	MessageID string // as the sender names it
	Bytes     int
}

// MostPayload bounds what a call may hold, in bytes.
const MostPayload = 256 << 10

const (
	callsKept    = 150 // of each hook, taken, and as many refused
	callsAMinute = 120 // that are taken or refused at one hook; more are told to wait
	mostMessage  = 200 // characters of a sender's name for a call
)

// Incoming is a call as it came in.
type Incoming struct {
	Token string
	secret.Signed
	Chain    string // of another Throughline
	Body     []byte
	TooLarge bool
}

// Received is what a call is answered.
type Received struct {
	Code    int
	EventID string // of one that was taken
	Say     string // why it was refused
	Wait    time.Duration
}

// HookCalled is what an event says of a call.
type HookCalled struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	MessageID string          `json:"message_id,omitempty"`
	Payload   json.RawMessage `json:"payload"`
}

// errRepeated tells that another try of the same call was taken at this very moment.
var errRepeated = errors.New("models: the call was taken already")

// Receive takes a call at a hook: the event and the work that follows from it are kept in one transaction before it is answered. The same
// call a second time, by its sender's name for it, gives the same event. Found is false for an address that there is not.
func (db *DB) Receive(ctx context.Context, in Incoming) (out Received, found bool, err error) {
	var w *Webhook
	key := ""
	err = db.Read(ctx, Background, func(r *Read) (err error) {
		if w, err = r.webhookAt(in.Token); err != nil || w == nil || w.SecretID == nil {
			return err
		}
		key, err = r.SecretOf(*w.SecretID)
		return err
	})
	if w == nil {
		return out, false, err
	}
	if _, refused := AsRefusal(err); refused {
		out, err = Received{Code: 503, Say: "Calls cannot be checked here now. Try again later.", Wait: 15 * time.Minute}, nil
	}
	if err != nil {
		return out, true, err
	}
	if out.Code == 0 {
		out = w.judge(in, key, db.Now())
	}
	who := Who{Name: "Hook " + w.Name, System: true}
	for range 2 {
		var kept Received
		err = db.Write(ctx, who, func(tx *Tx) (err error) { kept, err = tx.receive(w.ID, in, out); return err })
		if !errors.Is(err, errRepeated) {
			return kept, true, err
		}
	}
	return out, true, err
}

// webhookAt finds the hook of an address; nil when there is none.
func (r *Read) webhookAt(token string) (*Webhook, error) {
	list, err := found[*Webhook](r.DB().Omit("sample").Where("token_hash = ? AND removed_at IS NULL", secret.Fingerprint(token)))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// judge says how a call is answered, before it is known whether it came before.
func (w *Webhook) judge(in Incoming, key string, now time.Time) Received {
	switch {
	case w.Paused:
		return Received{Code: 503, Say: "This hook is paused. Try again later.", Wait: 15 * time.Minute}
	case in.TooLarge || len(in.Body) > MostPayload:
		return Received{Code: 413, Say: "A call may hold 256 KB."}
	case w.SecretID != nil:
		if err := in.Check(key, in.Body, now); err != nil {
			return Received{Code: 401, Say: "The call is not signed as it has to be: " + err.Error() + "."}
		}
	}
	switch {
	case utf8.RuneCountInString(in.ID) > mostMessage || in.ID != storable(in.ID):
		return Received{Code: 400, Say: "The webhook-id is too long, or no text."}
	case !utf8.Valid(in.Body) || !json.Valid(in.Body):
		return Received{Code: 400, Say: "What was sent is no JSON."}
	}
	return Received{Code: 202}
}

// receive keeps a call, and what follows from it when it is taken.
func (tx *Tx) receive(id string, in Incoming, out Received) (Received, error) {
	list, err := found[*Webhook](tx.DB().Where("id = ? AND removed_at IS NULL", id))
	if err != nil || len(list) == 0 {
		return Received{Code: 404, Say: "There is no hook at this address."}, err
	}
	w := list[0]
	call := &WebhookCall{WebhookID: w.ID, Taken: out.Code == 202, Code: out.Code, Reason: out.Say, MessageID: storable(cutTo(in.ID, mostMessage)), Bytes: len(in.Body)}
	var n int64
	if err := tx.DB().Model(&WebhookCall{}).Where("webhook_id = ? AND taken = ? AND created_at > ?", w.ID, call.Taken, tx.Now.Add(-time.Minute)).Count(&n).Error; err != nil {
		return out, err
	}
	if n >= callsAMinute {
		return Received{Code: 429, Say: "Too many calls. Try again in a minute.", Wait: time.Minute}, nil
	}
	if call.Taken {
		if call.EventID, call.Reason, err = tx.happenAt(w, in); err != nil {
			return out, err
		}
		out.EventID = call.EventID
	}
	if err := tx.Insert(call); err != nil {
		return out, err
	}
	kept := tx.DB().Model(&WebhookCall{}).Select("id").Where("webhook_id = ? AND taken = ?", w.ID, call.Taken).Order("id DESC").Limit(callsKept)
	return out, tx.DB().Where("webhook_id = ? AND taken = ? AND id NOT IN (?)", w.ID, call.Taken, kept).Delete(&WebhookCall{}).Error
}

// happenAt records that a call came in, once, and gives the event. What came is the sample that rules are built with from then on.
func (tx *Tx) happenAt(w *Webhook, in Incoming) (eventID, reason string, err error) {
	var key *string
	if in.ID != "" {
		k := "hook:" + w.ID + ":" + in.ID
		key = &k
		before, err := found[*Event](tx.DB().Select("id").Where("dedupe_key = ?", k))
		if err != nil {
			return "", "", err
		}
		if len(before) > 0 {
			return before[0].ID, "It came before; nothing more follows from it.", nil
		}
	}
	if chain := ReadChain(in.Chain); chain != "" {
		tx.Because(Cause{Depth: len(strings.Fields(chain)), Chain: chain, Name: tx.Who.Name})
	}
	if err := w.learn(in.Body, PayloadFacts(in.Body)); err != nil {
		return "", "", err
	}
	to := map[string]any{"sample": w.Sample, "fields": w.Fields, "sample_at": tx.Now}
	if err := tx.DB().Model(&Webhook{}).Where("id = ?", w.ID).Updates(to).Error; err != nil { // its version stays: nobody's form is overtaken by a call
		return "", "", err
	}
	e, err := tx.event(WebhookCame, w, nil, &HookCalled{w.ID, w.Name, in.ID, in.Body})
	if err != nil {
		return "", "", err
	}
	e.EntityVersion, e.DedupeKey = 0, key
	if err := tx.record(e); err != nil {
		if ErrDuplicate(err) {
			err = errRepeated
		}
		return "", "", err
	}
	return e.ID, "", nil
}

func cutTo(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// CallNow is a call with the runs that it started.
type CallNow struct {
	*WebhookCall
	Runs []*Run
}

// CallsAt gives the last calls at a hook, the newest first.
func (r *Read) CallsAt(w *Webhook) (list []*CallNow, err error) {
	rows, err := found[*WebhookCall](r.DB().Where("webhook_id = ?", w.ID).Order("id DESC"))
	if err != nil {
		return nil, err
	}
	var events []string
	for _, c := range rows {
		list = append(list, &CallNow{WebhookCall: c})
		if c.EventID != "" {
			events = append(events, c.EventID)
		}
	}
	runs, err := found[*Run](r.DB().Select("id", "ref", "event_id", "rule_id", "state").Where("event_id IN ?", events).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	rules := make([]string, len(runs))
	for i, run := range runs {
		rules[i] = run.RuleID
	}
	hidden, err := r.hiddenThings("rule", rules)
	for _, c := range list {
		for _, run := range runs {
			if c.EventID != "" && run.EventID == c.EventID && !hidden[run.RuleID] {
				c.Runs = append(c.Runs, run)
			}
		}
	}
	return list, err
}
