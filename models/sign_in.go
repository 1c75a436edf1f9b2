package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/secret"
)

// FailedSignIn is one try that did not succeed, or has not yet. The account is kept as a fingerprint: people type
// passwords into the wrong field.
type FailedSignIn struct {
	ID         string `gorm:"primaryKey"`
	Account    string
	Address    string
	OccurredAt time.Time
}

// Guessing is how many failures are taken before guessing is slowed.
type Guessing struct {
	Account, Address int // failures within Window on one account, from one address
	Window           time.Duration
}

// SignInTry is one try to sign in; it counts as failed until Succeeded is called.
type SignInTry struct{ id, account string }

// Try notes a try before the password is looked at, so that many at once cannot get past the limit. Beyond a limit nothing is noted, and
// wait is the time until the next try is taken: an account is slowed, never locked for good.
func (tx *Tx) Try(account, address string, limit Guessing) (try *SignInTry, wait time.Duration, err error) {
	try = &SignInTry{id: NewID(), account: secret.Fingerprint(EmailKey(account))}
	since := tx.Now.Add(-limit.Window)
	if err := tx.DB().Where("occurred_at <= ?", since).Delete(&FailedSignIn{}).Error; err != nil {
		return nil, 0, err
	}
	byAccount, err := tx.nextTry(tx.DB().Where("account = ?", try.account), limit.Account, limit.Window)
	if err != nil {
		return nil, 0, err
	}
	byAddress, err := tx.nextTry(tx.DB().Where("address = ?", address), limit.Address, limit.Window)
	if err != nil {
		return nil, 0, err
	}
	wait = max(byAccount, byAddress)
	if wait > 0 {
		return nil, wait, nil
	}
	return try, 0, tx.DB().Create(&FailedSignIn{ID: try.id, Account: try.account, Address: short(address, 100), OccurredAt: tx.Now}).Error
}

// Succeeded takes back that a try failed, and clears the account's earlier failures.
func (tx *Tx) Succeeded(try *SignInTry) error {
	return tx.DB().Where("id = ? OR account = ?", try.id, try.account).Delete(&FailedSignIn{}).Error
}

// nextTry is how long it takes until one of the failures found is old enough for another try.
func (tx *Tx) nextTry(failures *gorm.DB, most int, window time.Duration) (time.Duration, error) {
	var list []FailedSignIn
	err := failures.Order("occurred_at DESC, id DESC").Limit(most).Find(&list).Error
	if err != nil || len(list) < most {
		return 0, err
	}
	return max(0, list[len(list)-1].OccurredAt.Add(window).Sub(tx.Now)), nil
}
