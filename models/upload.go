package models

import (
	"time"

	"gorm.io/gorm"
)

// States of an upload.
const (
	UploadOpen      = "open"       // read and previewed; nothing of it is written yet
	UploadTakenIn   = "taken in"   // confirmed; it can be taken back
	UploadTakenBack = "taken back" // what could be taken back was
)

// How long an upload is kept: one that was never confirmed a day, what is needed to take one back as long as removed things rest.
const (
	UploadRests = 24 * time.Hour
	UploadKept  = 30 * 24 * time.Hour
)

// mostOpenUploads is how many lists one person may have open at once; the oldest go first.
const mostOpenUploads = 5

// Upload is a list of workflows, or of readings of one metric, on its way in. Its cells are confidential material: it belongs to the person who gave it, nobody else
// finds it, it goes when it is taken in or has rested for a day, and no event and no export holds it.
type Upload struct {
	Row
	Ref       string
	PersonID  string
	State     string
	Name      string // the file's name, or what stands for pasted cells
	Content   string `json:"-"` // the cells as read; empty once it was taken in
	Mapping   string `json:"-"` // what the columns mean and what was chosen for rows
	Result    string `json:"-"` // which workflows it added and changed, in which version
	Added     int    // workflows it added that have not been taken back
	Changed   int    // workflows it changed that have not been put back
	ExpiresAt time.Time
	MeasureID string // the outcome's metric that it brings readings of; empty for a list of workflows
}

func (u *Upload) reference() (string, *string) { return "UP", &u.Ref }

// Uploads lists a person's own lists of workflows, the newest first, without their cells.
func (r *Read) Uploads() ([]*Upload, error) { return r.uploads("") }

// SeriesUploads lists a person's own lists of readings of one metric, the newest first, without their cells.
func (r *Read) SeriesUploads(measureID string) ([]*Upload, error) { return r.uploads(measureID) }

func (r *Read) uploads(measureID string) ([]*Upload, error) {
	var list []*Upload
	err := r.DB().Omit("content", "mapping", "result").Where("person_id = ? AND expires_at > ? AND measure_id = ?", r.Who.PersonID, r.Now, measureID).
		Order("created_at DESC, id DESC").Limit(20).Find(&list).Error
	return list, err
}

// UploadByRef finds one of a person's own lists of workflows. Somebody else's is not found.
func (r *Read) UploadByRef(ref string) (*Upload, error) {
	return one("This list", func() ([]*Upload, error) {
		return found[*Upload](r.DB().Where("ref = ? AND person_id = ? AND expires_at > ? AND measure_id = ''", ref, r.Who.PersonID, r.Now))
	})
}

// SeriesByRef finds one of a person's own lists of readings. Somebody else's is not found.
func (r *Read) SeriesByRef(ref string) (*Upload, error) {
	return one("This list", func() ([]*Upload, error) {
		return found[*Upload](r.DB().Where("ref = ? AND person_id = ? AND expires_at > ? AND measure_id <> ''", ref, r.Who.PersonID, r.Now))
	})
}

// BeginUpload keeps a list that was read, for its preview. It is a draft of one person and no change of the company, so it is no event.
func (tx *Tx) BeginUpload(u *Upload) error {
	if u.MeasureID != "" {
		if _, _, err := tx.MeasureByID(u.MeasureID); err != nil {
			return err
		}
	} else if !tx.Who.Aligns() {
		return NotAllowed("Lists are brought in by executives and by those who work on the alignment.")
	}
	u.PersonID, u.State, u.ExpiresAt = tx.Who.PersonID, UploadOpen, tx.Now.Add(UploadRests)
	if err := tx.Insert(u); err != nil {
		return err
	}
	var open []string
	err := tx.DB().Model(&Upload{}).Where("person_id = ? AND state = ?", u.PersonID, UploadOpen).
		Order("created_at DESC, id DESC").Limit(mostOpenUploads+20).Pluck("id", &open).Error
	if err != nil || len(open) <= mostOpenUploads {
		return err
	}
	return tx.DB().Where("id IN ?", open[mostOpenUploads:]).Delete(&Upload{}).Error
}

// SaveMapping keeps what a person chose for an open list.
func (tx *Tx) SaveMapping(u *Upload) error {
	if u.State != UploadOpen {
		return AgainstRule("This list has been taken in already.")
	}
	return tx.Save(u)
}

// DropUpload throws an open list away.
func (tx *Tx) DropUpload(u *Upload) error {
	if u.State != UploadOpen {
		return AgainstRule("This list has been taken in. Take it back instead.")
	}
	return tx.Delete(u)
}

// FinishUpload records that a list was taken in or taken back. The cells go; what is needed to take it back stays.
func (tx *Tx) FinishUpload(u *Upload, state string) error {
	before := *u
	u.State, u.Content, u.Mapping, u.ExpiresAt = state, "", "", tx.Now.Add(UploadKept)
	if err := tx.Save(u); err != nil {
		return err
	}
	kind := UploadCameIn
	if state == UploadTakenBack {
		kind = UploadWentBack
	}
	return tx.Emit(kind, u, &before, u)
}

// clearUploads takes out lists whose time is over.
func (tx *Tx) clearUploads() *gorm.DB {
	return tx.DB().Where("expires_at <= ?", tx.Now).Delete(&Upload{})
}
