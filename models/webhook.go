package models

import (
	"strings"
	"time"

	"throughline/models/blocks"
	"throughline/models/form"
	"throughline/models/secret"
)

// Webhook is an address at which another system calls, so that rules start. The table holds the fingerprint of its token only; the
// address is shown when it is made, and never again.
type Webhook struct {
	Row
	Name      string
	TokenHash string  `json:"-"`
	SecretID  *string // that calls have to be signed with; nil: the address alone counts
	Paused    bool
	PersonID  *string // who set it up
	RenewedAt time.Time
	Sample    string     `json:"-"` // what the latest call that was taken held, JSON
	Fields    string     `json:"-"` // what fields its calls have had, JSON; see Known
	SampleAt  *time.Time // when that call came
	RemovedAt *time.Time
}

// WebhookEntry is a hook as its form asks for it.
type WebhookEntry struct {
	Name, Secret string // Secret is an id
	Paused       bool
}

// Entry is the hook, ready to be changed.
func (w *Webhook) Entry() *WebhookEntry {
	return &WebhookEntry{Name: w.Name, Secret: text(w.SecretID), Paused: w.Paused}
}

// FormFields asks for them; secrets are those there are.
func (e *WebhookEntry) FormFields(secrets []*HookSecret, there bool) []*form.Field {
	var options []form.Option
	for _, s := range secrets {
		options = append(options, form.Option{Value: s.ID, Label: s.Name})
	}
	list := []*form.Field{
		form.Line("name", "Name", &e.Name).Required("Give the hook a name, such as Ticket desk.").Max(80).Help("As rules name it: a call comes in at Ticket desk."),
		form.Choice("secret", "Calls are signed with", &e.Secret, options...).Help("After Standard Webhooks. Without a choice whoever knows the address is believed."),
	}
	if there {
		list = append(list, form.Tick("paused", "Paused: calls are refused, and their senders told to try again later", &e.Paused))
	}
	return list
}

// SaveWebhook writes a new or changed hook. Token is that of a new one, to be shown this once.
func (tx *Tx) SaveWebhook(w *Webhook, e *WebhookEntry) (token string, err error) {
	if err := tx.Who.mayKeepCalls(w.ID != "", w.PersonID); err != nil {
		return "", err
	}
	w.Name, w.SecretID, w.Paused = strings.TrimSpace(e.Name), nil, e.Paused
	if e.Secret != "" {
		if _, err := tx.SecretName(e.Secret); err != nil {
			return "", AgainstRuleAt("secret", "This secret is not there any more. Choose another one.")
		}
		w.SecretID = &e.Secret
	}
	kind, save := WebhookChanged, tx.Save
	if w.ID == "" {
		token = secret.Token()
		w.TokenHash, w.PersonID, w.RenewedAt = secret.Fingerprint(token), tx.actor(), tx.Now
		kind, save = WebhookAdded, tx.Insert
	}
	if err := save(w); err != nil {
		return "", err
	}
	return token, tx.Emit(kind, w, nil, map[string]any{"name": w.Name, "signed": w.SecretID != nil, "paused": w.Paused})
}

// RenewWebhook gives a hook another address; the one before is worth nothing any more.
func (tx *Tx) RenewWebhook(w *Webhook) (token string, err error) {
	if err := tx.Who.mayKeepCalls(true, w.PersonID); err != nil {
		return "", err
	}
	token = secret.Token()
	w.TokenHash, w.RenewedAt = secret.Fingerprint(token), tx.Now
	if err := tx.Save(w); err != nil {
		return "", err
	}
	return token, tx.Emit(WebhookRenewed, w, nil, map[string]string{"name": w.Name})
}

// RemoveWebhook takes a hook out: its address is worth nothing any more. While a published rule starts at it, it is refused.
func (tx *Tx) RemoveWebhook(w *Webhook) error {
	if err := tx.Who.mayKeepCalls(true, w.PersonID); err != nil {
		return err
	}
	rules, err := tx.RulesOfWebhook(w.ID)
	if err != nil {
		return err
	}
	if len(rules) > 0 {
		return AgainstRule("Rule " + rules[0].Ref + " “" + rules[0].Name + "” starts at “" + w.Name + "”. Retire the rule, or publish it with another moment, first.")
	}
	w.TokenHash, w.Sample, w.Fields, w.SecretID = "removed "+w.ID, "", "", nil
	if err := tx.Remove(w); err != nil {
		return err
	}
	return tx.Emit(WebhookRemoved, w, map[string]string{"name": w.Name}, nil)
}

// WebhookByID finds one hook that was not removed, for those who keep them.
func (r *Read) WebhookByID(id string) (*Webhook, error) {
	if !r.Who.May(KeepCalls) {
		return nil, NotFound("This hook")
	}
	return one("This hook", func() ([]*Webhook, error) { return found[*Webhook](r.DB().Where("id = ? AND removed_at IS NULL", id)) })
}

// Webhooks lists the hooks by name, without what came in last: whoever writes rules may choose from them.
func (r *Read) Webhooks() (list []*Webhook, err error) {
	err = r.DB().Omit("token_hash", "sample").Where("removed_at IS NULL").Order("name, id").Limit(most).Find(&list).Error
	return list, err
}

// WebhookSample gives the fields of the latest call at a hook; none where none came yet.
func (r *Read) WebhookSample(id string) (*Webhook, blocks.Facts, error) {
	list, err := found[*Webhook](r.DB().Where("id = ? AND removed_at IS NULL", id))
	if err != nil || len(list) == 0 || list[0].Sample == "" {
		return nil, nil, err
	}
	return list[0], PayloadFacts([]byte(list[0].Sample)), nil
}

// RulesOfWebhook are the rules whose published version starts at a hook.
func (r *Read) RulesOfWebhook(id string) (list []*Rule, err error) {
	rules, err := found[*Rule](r.DB().Where("trigger_type = ? AND removed_at IS NULL AND version_id IS NOT NULL", blocks.OnWebhook).Order("name, id"))
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	var ids []string
	for _, rule := range rules {
		ids = append(ids, *rule.VersionID)
	}
	versions, err := r.DefinitionsOf(ids)
	if err != nil {
		return nil, err
	}
	starts := map[string]bool{}
	for _, v := range versions {
		d, err := blocks.Read([]byte(v.Definition))
		starts[v.ID] = err == nil && d.Trigger.Hook == id
	}
	for _, rule := range rules {
		if starts[*rule.VersionID] {
			list = append(list, rule)
		}
	}
	return list, nil
}
