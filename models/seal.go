package models

import (
	"context"
	"errors"

	"throughline/models/secret"
)

// Seal makes a secret of the installation fit for a column: locked with the key that stands outside the database, as what it is, such as
// "chat.address". It opens only as that. Without a key it is refused with a sentence that says how to give one.
func (tx *Tx) Seal(what, text string) (sealed string, err error) {
	sealed, err = tx.key.Lock(what, text)
	return sealed, keyRule(err)
}

// Unseal gives the secret back. It is not sound when it was sealed with another key, as something else, or is damaged: then it has to be
// entered again. No page and no event may show what it gives.
func (r *Read) Unseal(what, sealed string) (text string, sound bool, err error) {
	text, sound, err = r.key.Unlock(what, sealed)
	return text, sound, keyRule(err)
}

// SealKey says in a refusal why no secret could be sealed now, for a page that asks for one; nil when it could.
func (r *Read) SealKey() error { return keyRule(r.key.Check()) }

func keyRule(err error) error {
	var none secret.NoKey
	if errors.As(err, &none) {
		return AgainstRule(none.Error())
	}
	return err
}

// chatKeyBefore names the key that addresses of rooms were locked with while it stood in the database itself.
const chatKeyBefore = "chat.address"

// SealAnew seals what was locked with a key that stood in the database with the one outside, and forgets that key. Without a key outside
// it waits: what needs the secrets says so. It gives how many it sealed; what its old key does not open has to be entered again.
func (db *DB) SealAnew(ctx context.Context) (n int, err error) {
	err = db.Write(ctx, Background, func(tx *Tx) error {
		var keys []string
		if err := tx.DB().Table("secrets").Where("name = ?", chatKeyBefore).Limit(1).Pluck("value", &keys).Error; err != nil || len(keys) == 0 || tx.SealKey() != nil {
			return err
		}
		rooms, err := found[*Channel](tx.DB().Where("sealed_url <> ?", "").Order("id"))
		if err != nil {
			return err
		}
		for _, c := range rooms {
			address, sound := secret.Unlock(keys[0], "", c.SealedURL)
			if secret.Locked(c.SealedURL) || !sound {
				continue
			}
			if c.SealedURL, err = tx.Seal(roomAddress, address); err != nil {
				return err
			}
			if err := tx.Save(c); err != nil {
				return err
			}
			if err := tx.Emit(ChannelSealed, c, nil, map[string]string{"name": c.Name, "host": c.Host}); err != nil {
				return err
			}
			n++
		}
		return tx.DB().Exec("DELETE FROM secrets WHERE name = ?", chatKeyBefore).Error
	})
	return n, err
}
