package models

import (
	"crypto/rand"
	"encoding/base64"
	"strings"
	"time"

	"throughline/models/form"
)

// HookSecret is a named secret that calls to and from other systems are signed with. It is kept locked and never shown again.
type HookSecret struct {
	Row
	Name     string
	Sealed   string  `json:"-"` // locked; see SecretOf
	PersonID *string // who set it last
	SetAt    time.Time
}

// secretOfCalls is what such a secret is sealed as.
const secretOfCalls = "webhook.secret"

// How a secret is written, after Standard Webhooks: a prefix and 24 to 64 random bytes in base64.
const (
	SecretPrefix = "whsec_"
	leastSecret  = 24
	mostSecret   = 64
)

// NewSecret makes a secret of 256 random bits.
func NewSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: the program ends when the machine has no random numbers
	return SecretPrefix + base64.StdEncoding.EncodeToString(b[:])
}

// HookSecretEntry is a secret as its form asks for it.
type HookSecretEntry struct{ Name, Secret string }

// Fields asks for it; there tells that it is set already.
func (e *HookSecretEntry) Fields(there bool) []*form.Field {
	value := form.Line("secret", "Secret", &e.Secret).Max(200).Help("As the other side gave it, beginning with whsec_. Leave it empty, and one is made and shown once.")
	if there {
		value.Help("Leave it empty to keep the one that is set. A new one counts from the next call on.")
	}
	return []*form.Field{form.Line("name", "Name", &e.Name).Required("Give the secret a name, such as Ticket system.").Max(80), value}
}

// SaveHookSecret writes a new secret, or renames or replaces one. Made is the secret when it was made here, to be shown this once.
func (tx *Tx) SaveHookSecret(s *HookSecret, e *HookSecretEntry) (made string, err error) {
	if err := tx.Who.mayKeepCalls(s.ID != "", s.PersonID); err != nil {
		return "", err
	}
	before := map[string]any{"name": s.Name}
	s.Name = strings.TrimSpace(e.Name)
	value := strings.TrimSpace(e.Secret)
	if value == "" && s.ID == "" {
		made = NewSecret()
		value = made
	}
	after := map[string]any{"name": s.Name, "replaced": value != ""}
	if value != "" {
		if err := judgeSecret(value); err != nil {
			return "", err
		}
		if s.Sealed, err = tx.Seal(secretOfCalls, value); err != nil {
			if refused, ok := AsRefusal(err); ok {
				err = AgainstRuleAt("secret", refused.Say)
			}
			return "", err
		}
		s.SetAt, s.PersonID = tx.Now, tx.actor()
	}
	kind, save := HookSecretSet, tx.Save
	if s.ID == "" {
		kind, save, before = HookSecretAdded, tx.Insert, nil
	}
	if err := save(s); err != nil {
		if ErrDuplicate(err) {
			return "", AgainstRuleAt("name", "There is a secret of this name already. Give this one another name, or replace that one.")
		}
		return "", err
	}
	return made, tx.Emit(kind, s, before, after)
}

// judgeSecret refuses what other systems could not read as a secret.
func judgeSecret(text string) error {
	body, prefixed := strings.CutPrefix(text, SecretPrefix)
	b, err := base64.StdEncoding.DecodeString(body)
	if !prefixed || err != nil || len(b) < leastSecret || len(b) > mostSecret {
		return AgainstRuleAt("secret", "Give the secret as the other side shows it: whsec_ and 32 to 88 characters. Or leave it empty, and one is made.")
	}
	return nil
}

// mayKeepCalls refuses those who may not keep the secrets and hooks of calls; there tells that it is one that somebody made.
func (w Who) mayKeepCalls(there bool, by *string) error {
	if !w.May(KeepCalls) {
		return w.Must(KeepCalls)
	}
	if there && !w.May(KeepCalls, OfPerson(by)) {
		return NotAllowed("Heads of departments change only what they set up themselves. An administrator or an executive can change this.")
	}
	return nil
}

// MayKeepCall tells whether this person may change a secret or a hook that somebody set up.
func (w Who) MayKeepCall(by *string) bool { return w.mayKeepCalls(true, by) == nil }

// RemoveHookSecret deletes a secret for good. While a published rule, a run under way or a hook needs it, it is refused.
func (tx *Tx) RemoveHookSecret(s *HookSecret) error {
	if err := tx.Who.mayKeepCalls(true, s.PersonID); err != nil {
		return err
	}
	uses, err := tx.SecretUses([]*HookSecret{s})
	if err != nil {
		return err
	}
	for _, u := range uses[s.ID] {
		if u.Holds {
			return AgainstRule("“" + s.Name + "” is used by " + u.Words() + ". " + u.Mend())
		}
	}
	if err := tx.Delete(s); err != nil {
		return err
	}
	return tx.Emit(HookSecretGone, s, map[string]string{"name": s.Name}, nil)
}

// HookSecretByID finds one secret, for those who keep them.
func (r *Read) HookSecretByID(id string) (*HookSecret, error) {
	if !r.Who.May(KeepCalls) {
		return nil, NotFound("This secret")
	}
	return one("This secret", func() ([]*HookSecret, error) { return found[*HookSecret](r.DB().Where("id = ?", id)) })
}

// HookSecrets lists the secrets by name, without what is locked in them: whoever writes rules may choose from them.
func (r *Read) HookSecrets() (list []*HookSecret, err error) {
	err = r.DB().Omit("sealed").Order("name, id").Limit(most).Find(&list).Error
	return list, err
}

// SecretOf opens a secret, for the program that signs with it and for nobody else.
func (r *Read) SecretOf(id string) (text string, err error) {
	if !r.Who.System {
		return "", NotAllowed("Nobody reads a secret.")
	}
	list, err := found[*HookSecret](r.DB().Where("id = ?", id))
	if err != nil {
		return "", err
	}
	if len(list) == 0 {
		return "", AgainstRule("The secret that signs the call is not there any more. Choose another one in the rule.")
	}
	text, sound, err := r.Unseal(secretOfCalls, list[0].Sealed)
	if err == nil && !sound {
		err = AgainstRule("The secret “" + list[0].Name + "” cannot be read with the key in use. Put the key back that it was sealed with, or set the secret again.")
	}
	return text, err
}

// SecretsLost are the ids of those secrets that cannot be read with the key in use.
func (r *Read) SecretsLost() (map[string]bool, error) {
	list, err := found[*HookSecret](r.DB().Order("id").Limit(most))
	lost := map[string]bool{}
	for _, s := range list {
		_, sound, err := r.Unseal(secretOfCalls, s.Sealed)
		if err != nil {
			return nil, err
		}
		lost[s.ID] = !sound
	}
	return lost, err
}

// SecretName is how a secret is called.
func (r *Read) SecretName(id string) (string, error) {
	list, err := found[*HookSecret](r.DB().Select("id", "name").Where("id = ?", id))
	if err == nil && len(list) == 0 {
		err = AgainstRule("The secret that signs the call is not there any more. Choose another one in the rule.")
	}
	if err != nil {
		return "", err
	}
	return list[0].Name, nil
}
