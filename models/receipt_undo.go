package models

import "time"

// freshReceipt is how long it can be taken back that one has read a text: for a slip of the finger, not for a change of mind.
const freshReceipt = 15 * time.Minute

// TakeBackReceipt takes back that this person has just said to have read an edition. The events keep that it was said.
func (tx *Tx) TakeBackReceipt(e *Edition) error {
	given, err := found[*Receipt](tx.DB().Where("edition_id = ? AND person_id = ?", e.ID, tx.Who.PersonID))
	if err != nil || len(given) == 0 {
		return err
	}
	if tx.Now.Sub(given[0].ReadAt) > freshReceipt {
		return AgainstRule("You said more than a quarter of an hour ago that you have read this. It stays on record.")
	}
	if err := tx.Delete(given[0]); err != nil {
		return err
	}
	return tx.Emit(ReceiptTakenBack, given[0], given[0], nil)
}
