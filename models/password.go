package models

import (
	"time"

	"gorm.io/gorm/clause"
)

// Password is what is stored of a person's password.
type Password struct {
	PersonID  string `gorm:"primaryKey"`
	Hash      string
	ChangedAt time.Time
}

// PasswordOf is the hash of a person's password, empty when there is none.
func (r *Read) PasswordOf(personID string) (string, error) {
	var hash string
	err := r.DB().Model(&Password{}).Where("person_id = ?", personID).Limit(1).Pluck("hash", &hash).Error
	return hash, err
}

// SetPassword keeps the hash of a new password. All sessions of the person end but the one named, which may be empty,
// and links that were made for them and the private address of their calendar are worth nothing any more.
func (tx *Tx) SetPassword(p *Person, hash, butSession string) error {
	row := &Password{PersonID: p.ID, Hash: hash, ChangedAt: tx.Now}
	again := clause.OnConflict{Columns: []clause.Column{{Name: "person_id"}}, DoUpdates: clause.AssignmentColumns([]string{"hash", "changed_at"})}
	if err := tx.DB().Clauses(again).Create(row).Error; err != nil {
		return err
	}
	if err := tx.EndSessions(p.ID, butSession); err != nil {
		return err
	}
	if err := tx.endLinks(p.ID); err != nil {
		return err
	}
	if err := tx.endFeed(p.ID); err != nil {
		return err
	}
	return tx.Emit(PersonPasswordSet, p, nil, nil)
}
