package models

import (
	"encoding/json"
	"slices"
	"strings"
)

// LookForSymptoms finds the symptoms of now and compares them with what is known: new ones are written down, those whose facts were mended
// are gone, and one that was accepted comes back only when its facts have changed. It is done each morning, and whenever somebody asks.
func (tx *Tx) LookForSymptoms() (*SymptomLook, error) {
	f, err := tx.symptomFacts()
	if err != nil {
		return nil, err
	}
	return tx.lookIn(f)
}

// lookIn looks for symptoms in some facts.
func (tx *Tx) lookIn(f *SymptomFacts) (*SymptomLook, error) {
	signs, counts := Signs(f)
	known, err := tx.knownSymptoms(signs)
	if err != nil {
		return nil, err
	}
	fresh := map[string]*SymptomNews{} // by who is asked to act
	for _, sign := range signs {
		s := known[sign.Mark()]
		delete(known, sign.Mark())
		found, err := tx.noteSign(s, sign)
		if err != nil {
			return nil, err
		}
		if found != nil && found.OwnerPersonID != nil {
			n := fresh[*found.OwnerPersonID]
			if n == nil {
				n = &SymptomNews{PersonID: *found.OwnerPersonID, Ref: found.Ref, Title: found.Title}
				fresh[*found.OwnerPersonID] = n
			}
			n.Count++
		}
	}
	apart, err := tx.apartWords()
	if err != nil {
		return nil, err
	}
	for _, s := range known {
		if s.State == SymptomGone {
			continue
		}
		way, reason, err := apart.of(s)
		if err != nil {
			return nil, err
		}
		if err := tx.symptomGone(s, way, reason); err != nil {
			return nil, err
		}
	}
	look, err := tx.keepLook(counts)
	if err != nil || len(fresh) == 0 {
		return look, err
	}
	told := make([]*SymptomNews, 0, len(fresh))
	for _, id := range slices.Sorted(slices.Values(keys(fresh))) {
		told = append(told, fresh[id])
	}
	return look, tx.Tell(SymptomsFound, look, nil, told)
}

// SymptomNews is what one person is told of a look: how many symptoms wait for them anew, and one of them.
type SymptomNews struct {
	PersonID string `json:"person_id"`
	Count    int    `json:"count"`
	Ref      string `json:"ref"`
	Title    string `json:"title"`
}

// knownSymptoms reads by mark what is not gone, and what was gone and shows again.
func (tx *Tx) knownSymptoms(signs []*Sign) (map[string]*Symptom, error) {
	var marks []string
	for _, s := range signs {
		marks = append(marks, s.Mark())
	}
	var list []*Symptom
	err := tx.DB().Where("state <> ? OR mark IN ?", SymptomGone, append(marks, "")).Order("id").Limit(2 * mostOfKind * len(SymptomKinds)).Find(&list).Error
	known := map[string]*Symptom{}
	for _, s := range list {
		known[s.Mark] = s
	}
	return known, err
}

// noteSign writes down what shows. It gives the symptom when it is new, or has come back.
func (tx *Tx) noteSign(s *Symptom, sign *Sign) (*Symptom, error) {
	content, err := json.Marshal(sign.SymptomSays)
	if err != nil {
		return nil, err
	}
	print := sign.Fingerprint()
	if s == nil {
		s = &Symptom{Kind: sign.Kind, Mark: sign.Mark(), Fingerprint: print, State: SymptomOpen, Title: sign.Title, Content: string(content), Weight: sign.Weight,
			TeamID: sign.TeamID, OwnerPersonID: sign.Owner, FoundAt: tx.Now}
		if err := tx.Insert(s); err != nil {
			return nil, err
		}
		return s, tx.Emit(SymptomFound, s, nil, s)
	}
	before := *s
	same := s.Fingerprint == print
	if same && s.State == SymptomAccepted || same && s.State == SymptomOpen && s.Content == string(content) && s.HandedOver == before.HandedOver && sameOwner(s, sign) {
		return nil, nil
	}
	was, err := s.Says()
	if err != nil {
		return nil, err
	}
	s.Fingerprint, s.Title, s.Content, s.Weight, s.TeamID = print, sign.Title, string(content), sign.Weight, sign.TeamID
	if !s.HandedOver || s.State == SymptomGone {
		s.OwnerPersonID, s.HandedOver = sign.Owner, false
	}
	if s.State == SymptomOpen {
		if err := tx.Save(s); err != nil || same && idOf(before.OwnerPersonID) == idOf(s.OwnerPersonID) {
			return nil, err // its facts are the same; only what was measured of them has gone on
		}
		return nil, tx.Emit(SymptomChanged, s, &before, s)
	}
	s.Changed = changesOf(was.Facts, sign.Facts)
	if s.State == SymptomGone {
		s.Changed = strings.TrimSpace("It was gone and is back. " + s.Changed)
	}
	s.State, s.FoundAt, s.SettledAt, s.SettledPersonID, s.SettledName, s.Way, s.Reason = SymptomOpen, tx.Now, nil, nil, "", "", ""
	if err := tx.Save(s); err != nil {
		return nil, err
	}
	return s, tx.Emit(SymptomFound, s, &before, s)
}

// sameOwner tells whether the facts name the owner that a symptom has, or somebody chose another.
func sameOwner(s *Symptom, sign *Sign) bool {
	return s.HandedOver || idOf(s.OwnerPersonID) == idOf(sign.Owner)
}

// symptomGone says that the facts of a symptom were mended: by themselves, or in a way that somebody chose.
func (tx *Tx) symptomGone(s *Symptom, way, reason string) error {
	before := *s
	s.State, s.SettledAt, s.SettledPersonID, s.SettledName, s.Way, s.Reason, s.Changed = SymptomGone, &tx.Now, nil, "", way, reason, ""
	if way == WayMerged {
		s.SettledPersonID, s.SettledName = tx.actor(), tx.Who.Name
	}
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(SymptomMended, s, &before, s)
}

// keepLook writes down that it was looked, once for each day.
func (tx *Tx) keepLook(counts map[string]int) (*SymptomLook, error) {
	content, err := json.Marshal(counts)
	if err != nil {
		return nil, err
	}
	look, err := tx.LastSymptomLook()
	if err != nil {
		return nil, err
	}
	if look == nil || look.Day != tx.Today() {
		look = &SymptomLook{Day: tx.Today(), ByName: tx.Who.Name, Content: string(content)}
		if err := tx.Insert(look); err != nil {
			return nil, err
		}
		return look, tx.Emit(SymptomsLooked, look, nil, look)
	}
	before := *look
	look.ByName, look.Content = tx.Who.Name, string(content)
	if err := tx.Save(look); err != nil {
		return nil, err
	}
	return look, tx.Emit(SymptomsLooked, look, &before, look)
}

// LastSymptomLook is when it was looked last; nil when it never was.
func (r *Read) LastSymptomLook() (*SymptomLook, error) {
	var list []*SymptomLook
	if err := r.DB().Order("day DESC").Limit(1).Find(&list).Error; err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// LookAgain looks for symptoms because somebody asks.
func (tx *Tx) LookAgain() (*SymptomLook, error) {
	if err := tx.Who.Must(LookSymptoms); err != nil {
		return nil, err
	}
	return tx.LookForSymptoms()
}

// LookAtSymptoms is the look of each morning.
func (tx *Tx) LookAtSymptoms() error {
	_, err := tx.LookForSymptoms()
	return err
}
