package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"throughline/models/day"
)

// States of a symptom.
const (
	SymptomOpen     = "open"
	SymptomAccepted = "accepted" // kept as it is with a written reason, until its facts change
	SymptomGone     = "gone"     // it does not show any more: its facts were mended, or its two were made one or are kept apart
)

// SymptomStates are all states, in the order in which people read them.
var SymptomStates = []string{SymptomOpen, SymptomAccepted, SymptomGone}

// Ways of settling a symptom by hand.
const (
	WayKept   = "kept"   // it stays as it is
	WaySplit  = "split"  // each keeps its own, with a written border
	WayMerged = "merged" // two were made one
)

// Symptom is something that the program found by itself to be wrong between the strategy and the work (R29): of one kind, about some things.
// The same facts always have the same mark, so it stands once. It is about nothing that not everybody who is signed in may read.
type Symptom struct {
	Row
	Ref             string
	Kind            string
	Mark            string // its kind and what it is about
	Fingerprint     string // of the facts it rests on
	State           string
	Title           string
	Content         string // a SymptomSays as JSON
	Weight          float64
	TeamID          *string // whose leads may answer it
	OwnerPersonID   *string // who is asked to act
	HandedOver      bool    // somebody chose the owner; else it follows from the facts
	Changed         string  // what changed since it was accepted, when it came back
	FoundAt         time.Time
	SettledAt       *time.Time // when it was accepted, or was found to be gone
	SettledPersonID *string
	SettledName     string
	Way             string // how it was settled by hand; empty when it went by itself
	Reason          string
}

func (s *Symptom) reference() (string, *string) { return "SY", &s.Ref }

// SymptomSays is what a symptom rests on, as it was found.
type SymptomSays struct {
	Wrong    string         `json:"wrong"`              // what is wrong, in a sentence
	Do       string         `json:"do"`                 // what to do about it
	About    []SymptomThing `json:"about"`              // what it is about
	Facts    []SymptomFact  `json:"facts,omitempty"`    // the facts that its fingerprint is made of
	Measures []SymptomFact  `json:"measures,omitempty"` // further values as of the day, which may change without the facts having changed
	Evidence []SymptomThing `json:"evidence,omitempty"` // the first things that show it
	More     int            `json:"more,omitempty"`     // further evidence that is not listed
	Value    *float64       `json:"value,omitempty"`    // its figure
	Unit     string         `json:"unit,omitempty"`
	Amount   string         `json:"amount,omitempty"` // its figure in words, where it is no number with a unit
	Day      day.Day        `json:"day"`              // it was counted for
}

// SymptomThing is a thing that a symptom is about, or that shows it.
type SymptomThing struct {
	Kind  string `json:"kind"`
	ID    string `json:"id,omitempty"`
	Ref   string `json:"ref,omitempty"`
	Title string `json:"title"`
	Team  string `json:"team,omitempty"`  // name
	Owner string `json:"owner,omitempty"` // name
	Say   string `json:"say,omitempty"`

	Hidden bool `json:"-"` // from who reads it: it became part of a draft, or somebody's own, since it was found
}

// SymptomFact is one value with its name, as people read it.
type SymptomFact struct {
	Name string `json:"name"`
	Is   string `json:"is"`
}

// Says reads what a symptom rests on.
func (s *Symptom) Says() (*SymptomSays, error) {
	says := &SymptomSays{}
	return says, json.Unmarshal([]byte(s.Content), says)
}

// Sign is a symptom as it shows in the facts of a day, before it is compared with what is known. It is made by the function of its kind.
type Sign struct {
	Kind   string
	Key    []string // what it is about, in any order
	Title  string
	Weight float64 // the worse, the larger; within its kind
	TeamID *string
	Owner  *string // the person nearest to it; nil when nobody is
	SymptomSays
}

// Mark is the same for the same kind and the same things, in whatever order they were found.
func (s *Sign) Mark() string {
	key := slices.Sorted(slices.Values(s.Key))
	return s.Kind + ":" + hashed(strings.Join(slices.Compact(key), "\n"))
}

// Fingerprint is the same as long as the facts are the same.
func (s *Sign) Fingerprint() string {
	var lines []string
	for _, f := range s.Facts {
		lines = append(lines, f.Name+"\t"+f.Is)
	}
	slices.Sort(lines)
	return hashed(strings.Join(lines, "\n"))
}

func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}

// changesOf says in words what changed from some facts to others; empty when nothing did.
func changesOf(was, is []SymptomFact) string {
	value := func(list []SymptomFact, name string) string {
		at := slices.IndexFunc(list, func(f SymptomFact) bool { return f.Name == name })
		if at < 0 {
			return ""
		}
		return list[at].Is
	}
	var words []string
	for _, f := range is {
		switch before := value(was, f.Name); before {
		case f.Is:
		case "":
			words = append(words, f.Name+": "+unended(f.Is))
		default:
			words = append(words, f.Name+": "+unended(f.Is)+", before "+unended(before))
		}
	}
	for _, f := range was {
		if value(is, f.Name) == "" {
			words = append(words, f.Name+": no longer, before "+unended(f.Is))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, "; ") + "."
}

// unended is a fact without the stop at its end, to be a part of a sentence.
func unended(fact string) string { return strings.TrimSuffix(fact, ".") }

// scope is whose symptom it is: its owner's and the leads' above what it is about.
func (s *Symptom) scope() Scope { return Owned(s.TeamID, s.OwnerPersonID) }

// MayAnswer tells whether this person may accept a symptom, split what it is about, or hand it to another: its owner, the leads above and executives.
func (w Who) MayAnswer(s *Symptom) bool { return w.May(AnswerSymptom, s.scope()) }

// SymptomLook is when it was looked for symptoms last on a day.
type SymptomLook struct {
	Row
	Day     day.Day
	ByName  string
	Content string // how many there were of each kind, as JSON
}

// Counts are how many symptoms of each kind that look found, those beyond mostOfKind too.
func (l *SymptomLook) Counts() (counts map[string]int, err error) {
	return counts, json.Unmarshal([]byte(l.Content), &counts)
}
