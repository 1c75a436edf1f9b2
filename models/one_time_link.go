package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/secret"
)

// What a one-time link is for.
const (
	LinkInvitation = "invitation" // the first password
	LinkReset      = "reset"      // a new password
	LinkSignIn     = "sign-in"    // straight in, as the example company's people
)

// LinkLasts is how long a one-time link can be used.
const LinkLasts = 7 * 24 * time.Hour

// Link lets a person in once. The table holds its token's fingerprint only; the token is shown when it is made, and never again.
type Link struct {
	ID        string `gorm:"primaryKey"`
	TokenHash string
	PersonID  string
	Purpose   string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt time.Time
	UsedAt    *time.Time
	ByName    string
}

// MakeLink makes a link for a person and gives its token. Earlier links of that person are worth nothing any more.
func (tx *Tx) MakeLink(p *Person, purpose string) (token string, err error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return "", err
	}
	if !p.Active {
		return "", AgainstRule(p.Name + " is switched off. Switch them on first.")
	}
	if p.Email == nil && purpose != LinkSignIn {
		return "", AgainstRule("Write down an e-mail address for " + p.Name + " first; it is what they sign in with.")
	}
	if err := tx.endLinks(p.ID); err != nil {
		return "", err
	}
	token = secret.Token()
	l := &Link{ID: NewID(), TokenHash: secret.Fingerprint(token), PersonID: p.ID, Purpose: purpose, CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(LinkLasts), ByName: tx.Who.Name}
	if err := tx.DB().Create(l).Error; err != nil {
		return "", err
	}
	return token, tx.Emit(PersonInvited, p, nil, map[string]string{"purpose": purpose})
}

// LinkOf finds a link that can still be used, and its person. Looking does not use it up.
func (r *Read) LinkOf(token string) (*Link, *Person, error) {
	l, err := one("This link", func() ([]*Link, error) {
		return found[*Link](r.DB().Where("token_hash = ? AND used_at IS NULL AND expires_at > ?", secret.Fingerprint(token), r.Now))
	})
	if err != nil {
		return nil, nil, worthless(err)
	}
	p, err := one("This person", func() ([]*Person, error) {
		return found[*Person](r.DB().Where("id = ? AND active = ?", l.PersonID, true))
	})
	if err != nil {
		return nil, nil, worthless(err)
	}
	return l, p, nil
}

// worthless says of a link that was not found no more than that.
func worthless(err error) error {
	if _, refused := AsRefusal(err); refused {
		return errLink
	}
	return err
}

var errLink = &Refusal{Kind: KindNotFound, Say: "This link has been used, or it is too old. Ask your administrator for a new one."}

// UseLink uses a link up. Of two who try, one succeeds.
func (tx *Tx) UseLink(token string) (*Link, *Person, error) {
	l, p, err := tx.LinkOf(token)
	if err != nil {
		return nil, nil, err
	}
	used := tx.DB().Model(&Link{}).Where("id = ? AND used_at IS NULL", l.ID).Update("used_at", tx.Now)
	if used.Error != nil {
		return nil, nil, used.Error
	}
	if used.RowsAffected != 1 {
		return nil, nil, errLink
	}
	return l, p, nil
}

// endLinks makes the open links of a person worthless.
func (tx *Tx) endLinks(personID string) error {
	return tx.DB().Model(&Link{}).Where("person_id = ? AND used_at IS NULL", personID).Update("used_at", tx.Now).Error
}

// clearLinks takes out links that can no longer be used.
func (tx *Tx) clearLinks() *gorm.DB {
	return tx.DB().Where("used_at IS NOT NULL OR expires_at <= ?", tx.Now).Delete(&Link{})
}
