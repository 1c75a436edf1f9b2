package models

import (
	"encoding/json"
	"strings"
	"time"
)

// SymptomByRef finds one symptom.
func (r *Read) SymptomByRef(ref string) (*Symptom, error) {
	return one("This symptom", func() ([]*Symptom, error) { return found[*Symptom](r.DB().Where("ref = ?", ref)) })
}

// SymptomDetail is one symptom with what happened to it.
type SymptomDetail struct {
	*SymptomNow
	History []*SymptomLine
}

// SymptomLine is one line of what happened to a symptom.
type SymptomLine struct {
	At   time.Time
	By   string
	Says string
}

// mostSymptomLines is how much of its history a symptom shows, the newest.
const mostSymptomLines = 40

// SymptomPage reads one symptom with its history.
func (r *Read) SymptomPage(ref string) (*SymptomDetail, error) {
	s, err := r.SymptomByRef(ref)
	if err != nil {
		return nil, err
	}
	now, err := r.symptomsNow([]*Symptom{s})
	if err != nil {
		return nil, err
	}
	d := &SymptomDetail{SymptomNow: now[0]}
	if d.hidden() {
		return nil, NotFound("This symptom")
	}
	var events []*Event
	if err := r.DB().Where("entity_type = 'symptom' AND entity_id = ?", s.ID).Order("occurred_at DESC, id DESC").Limit(mostSymptomLines).Find(&events).Error; err != nil {
		return nil, err
	}
	var after []*Symptom
	var named []*string
	for _, e := range events {
		var c struct{ After Symptom }
		if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
			return nil, err
		}
		after, named = append(after, &c.After), append(named, c.After.OwnerPersonID)
	}
	people, err := r.peopleByID(named...)
	for i, e := range events {
		d.History = append(d.History, &SymptomLine{At: e.OccurredAt, By: e.ActorName, Says: after[i].happened(EventType(e.Type), nameIn(people, after[i].OwnerPersonID))})
	}
	return d, err
}

// happened says in words what an event did to a symptom.
func (s *Symptom) happened(event EventType, owner string) string {
	switch event {
	case SymptomFound:
		if s.Changed != "" {
			return "Found again. " + s.Changed
		}
		return "Found."
	case SymptomChanged:
		return "Its facts changed."
	case SymptomHanded:
		return "Handed to " + owner + "."
	case SymptomKept:
		if s.Way == WaySplit {
			return "Split, with a border: " + s.Reason
		}
		return "Accepted: " + s.Reason
	case SymptomReopened:
		return "Opened again."
	}
	if s.Way == WayApart {
		return "Kept apart, not mended. " + s.Reason
	}
	if s.Reason != "" {
		return "Gone. " + s.Reason
	}
	return "Gone: its facts were mended."
}

// goneBy says in a sentence why a symptom does not show any more.
func (s *Symptom) goneBy() string {
	switch s.Way {
	case WayMerged:
		return s.SettledName + " made both one."
	case WayApart:
		return "Both were kept apart in the alignment."
	}
	return "Its facts were mended."
}

// Seen tells what somebody saw who opened a symptom: how it stood, with which facts, and who was asked to act.
func (s *Symptom) Seen() string {
	return s.State + " " + s.Fingerprint + " " + idOf(s.OwnerPersonID)
}

// SymptomSeen refuses an answer to a symptom that no longer stands as somebody saw it, and says what changed. Who says nothing of what they
// saw is not asked.
func (tx *Tx) SymptomSeen(s *Symptom, seen string) error {
	if seen == "" || seen == s.Seen() {
		return nil
	}
	state, rest, _ := strings.Cut(seen, " ")
	facts, _, _ := strings.Cut(rest, " ")
	say := "It was handed to somebody else while you were looking at it."
	switch {
	case state != s.State && s.State == SymptomAccepted:
		say = s.SettledName + " accepted it while you were looking at it."
	case state != s.State && s.State == SymptomGone:
		say = strings.TrimSuffix(s.goneBy(), ".") + " while you were looking at it."
	case state != s.State:
		say = "It was opened again while you were looking at it."
	case facts != s.Fingerprint:
		say = "Its facts changed while you were looking at it."
	}
	return &Refusal{Kind: KindStale, Say: say}
}
