package models

import (
	"strings"

	"gorm.io/gorm"
)

// Pin is a thing that a person wants at hand: it stands first where they search.
type Pin struct {
	Row
	PersonID   string
	EntityType string
	EntityID   string
}

// Recent is what a person searched for or opened from a search: words, or a thing.
type Recent struct {
	Row
	PersonID   string
	Words      string // as typed; empty for a thing
	EntityType string
	EntityID   string
}

// Bounds of what is kept for one person.
const (
	MostPins    = 50
	mostRecents = 8
)

// AtHand is what a person finds before they have typed anything.
type AtHand struct {
	Pinned []*FoundThing
	Opened []*FoundThing // the newest first, without those that are pinned
	Words  []string      // searched for before, the newest first
}

// AtHand reads what this person has pinned, opened and searched for. What they may not open any more is left out.
func (r *Read) AtHand() (*AtHand, error) {
	h := &AtHand{}
	var err error
	if h.Pinned, err = r.pinned(); err != nil {
		return nil, err
	}
	h.Opened, err = r.thing(func(q *gorm.DB) *gorm.DB {
		return q.Joins("JOIN recents x ON x.entity_type = d.kind AND x.entity_id = d.entity_id").Where("x.person_id = ?", r.Who.PersonID).
			Where("NOT EXISTS (?)", r.DB().Model(&Pin{}).Select("1").Where("person_id = x.person_id AND entity_type = x.entity_type AND entity_id = x.entity_id")).
			Order("x.updated_at DESC, x.id DESC")
	}, mostRecents)
	if err != nil {
		return nil, err
	}
	err = r.DB().Model(&Recent{}).Where("person_id = ? AND entity_id = ''", r.Who.PersonID).Order("updated_at DESC, id DESC").Limit(mostRecents).Pluck("words", &h.Words).Error
	if err != nil {
		return nil, err
	}
	return h, r.FillFound(nil, append(append([]*FoundThing{}, h.Pinned...), h.Opened...))
}

func (r *Read) pinned() ([]*FoundThing, error) {
	return r.thing(func(q *gorm.DB) *gorm.DB {
		return q.Joins("JOIN pins x ON x.entity_type = d.kind AND x.entity_id = d.entity_id").Where("x.person_id = ?", r.Who.PersonID).Order("x.created_at, x.id")
	}, MostPins)
}

// Pins are the kinds and references of what this person has pinned: "task T17".
func (r *Read) Pins() (map[string]bool, error) {
	var any int64
	if err := r.DB().Model(&Pin{}).Where("person_id = ?", r.Who.PersonID).Count(&any).Error; err != nil || any == 0 {
		return nil, err
	}
	list, err := r.pinned()
	is := map[string]bool{}
	for _, f := range list {
		is[f.Kind+" "+f.Ref] = true
	}
	return is, err
}

func (r *Read) fillPinned(list []*FoundThing) error {
	is, err := r.Pins()
	for _, f := range list {
		f.Pinned = is[f.Kind+" "+f.Ref]
	}
	return err
}

// toPin finds a thing that this person may know of by its kind and reference.
func (r *Read) toPin(kind, ref string) (*FoundThing, error) {
	return one("This thing", func() ([]*FoundThing, error) {
		return r.thing(func(q *gorm.DB) *gorm.DB { return q.Where("d.kind = ? AND d.ref = ? AND d.ref <> ''", kind, ref) }, 1)
	})
}

// Pin puts a thing among those at hand for the person who asks, and gives its title. A thing that is pinned already stays so.
func (tx *Tx) Pin(kind, ref string) (*FoundThing, error) {
	f, err := tx.toPin(kind, ref)
	if err != nil {
		return nil, err
	}
	var have []*Pin
	if err := tx.DB().Where("person_id = ?", tx.Who.PersonID).Limit(MostPins + 1).Find(&have).Error; err != nil {
		return nil, err
	}
	for _, p := range have {
		if p.EntityType == f.Kind && p.EntityID == f.EntityID {
			return f, nil
		}
	}
	if len(have) >= MostPins {
		return nil, AgainstRule("You have pinned 50 things, which is the most. Unpin one that you need no longer.")
	}
	return f, tx.Insert(&Pin{PersonID: tx.Who.PersonID, EntityType: f.Kind, EntityID: f.EntityID})
}

// Unpin takes a thing from those at hand.
func (tx *Tx) Unpin(kind, ref string) (*FoundThing, error) {
	f, err := tx.toPin(kind, ref)
	if err != nil {
		return nil, err
	}
	return f, tx.DB().Where("person_id = ? AND entity_type = ? AND entity_id = ?", tx.Who.PersonID, f.Kind, f.EntityID).Delete(&Pin{}).Error
}

// NoteSearched remembers for the person who asks what they searched for, and NoteOpened what they opened. Only the newest are kept.
func (tx *Tx) NoteSearched(words string) error {
	words = strings.Join(strings.Fields(words), " ")
	if len(SearchWords(words)) == 0 {
		return nil
	}
	return tx.noteRecent(&Recent{PersonID: tx.Who.PersonID, Words: firstRunes(words, MostSearchRunes)})
}

// NoteOpened remembers a thing that was opened from a search.
func (tx *Tx) NoteOpened(kind, ref string) error {
	f, err := tx.toPin(kind, ref)
	if err != nil {
		return err
	}
	return tx.noteRecent(&Recent{PersonID: tx.Who.PersonID, EntityType: f.Kind, EntityID: f.EntityID})
}

func (tx *Tx) noteRecent(recent *Recent) error {
	same := tx.DB().Model(&Recent{}).Where("person_id = ? AND words = ? AND entity_type = ? AND entity_id = ?", recent.PersonID, recent.Words, recent.EntityType, recent.EntityID).
		Update("updated_at", tx.Now)
	if same.Error != nil || same.RowsAffected > 0 {
		return same.Error
	}
	if err := tx.Insert(recent); err != nil {
		return err
	}
	var old []string
	kept := tx.DB().Model(&Recent{}).Where("person_id = ? AND (entity_id = '') = ?", recent.PersonID, recent.EntityID == "").Order("updated_at DESC, id DESC")
	if err := kept.Offset(mostRecents).Limit(100).Pluck("id", &old).Error; err != nil || len(old) == 0 {
		return err
	}
	return tx.DB().Where("id IN ?", old).Delete(&Recent{}).Error
}
