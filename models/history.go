package models

import (
	"strings"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
	"throughline/models/form"
)

// HistoryKind is one kind of thing whose changes are told in words: what its fields are called and how their values read, what its events
// are called, who may read them, and how it stands now. There is one for everything that is changed by hand.
type HistoryKind struct {
	Key   string // as events and addresses name it: "outcome"
	Title string // "Outcome"
	Many  string // "Outcomes"

	fields []HistoryField
	does   map[EventType]string                           // what an event is called; the fields say the rest
	states map[string]string                              // what coming into a state is called
	parts  []historyPart                                  // what belongs to it and has events of its own
	names  func(*Read) *gorm.DB                           // id, ref and name of all rows, removed ones too
	rows   func(*Read) *gorm.DB                           // the rows that the reader may know of
	now    func(*Read, []string) (any, error)             // as some stand now, in the shape in which events keep them
	called func(string) string                            // makes a name of what names gives; nil: it is the name
	strat  bool                                           // belongs to a strategy: what was written while that was a draft stays with its authors
	drafts func(*Read, []string) (map[string]bool, error) // of which it has drafts inside that this person may read; nil: it has none
	narrow func(*Read, []string, facts) error             // takes out of what was recorded of some what the reader may not read
}

// reads is how the value of a field is told.
type reads int

const (
	asWords   reads = iota // a few words, told in quotes
	asText                 // a text: what changed in it is told word by word
	asWord                 // one of a few words of the product
	asNumber               // in the reader's writing, with its unit
	asMoney                // in the company's currency, kept in its smallest unit
	asHundred              // kept in hundredths
	asDay
	asInstant
	asYes   // yes or no
	asThing // the id of another thing
	asThings
	asLinks // rows that name another thing
	asAny   // rows that name a thing of any kind
	asRows  // rows of its own
	asSaid  // told by that it changed alone
	asWhy   // the reason of the change
)

// HistoryField is one field of a kind: how the record calls it, how people call it, and how its value reads.
type HistoryField struct {
	key    string // as in the record of events; a dot leads into what is within
	noun   string // as it stands in a sentence: "due date"
	reads  reads
	of     string // kind of the thing, or the key of the unit
	link   string // of asLinks and asRows: the key that names the thing or the row
	rows   []HistoryField
	differ func(h *historyReader, was, is map[string]any) []string // what became of its rows, where that takes more than their fields
	shown  func(h *historyReader, of map[string]any) []string      // its rows in words, where that takes more than their fields
	tell   func(was, is string) string                             // another sentence than the usual one; empty values are ""
}

// historyPart is a kind of rows that belongs to a thing: its events are told on the thing's page.
type historyPart struct {
	entity string                                           // as events name it
	of     func(*Read, string) *gorm.DB                     // the ids of those that belong to one thing
	whose  func(*Read, []string) (map[string]string, error) // the things that some belong to, by id
	fields []HistoryField
	does   map[EventType]string
	about  func(now map[string]any) string        // names the row within the thing: a line of the checklist
	inside bool                                   // only for those who work on the alignment
	title  string                                 // what its rows are called together on the page of a day; empty: they are not shown there
	now    func(*Read, []string) (any, error)     // as some stand now
	within func(p *Past, row map[string]any) bool // which of its rows belonged to the thing as it stood; nil: all
}

// Deed is one change in words: who did what to which thing, when, why, and by which rule.
type Deed struct {
	ID, Type string
	At       time.Time
	By       string // a person's name, or that of the rule or the program
	ByRef    string // of the person; empty for a rule and for the program
	Run      string // reference of the run of a rule that did it; empty when a person or the calendar did
	Depth    int    // how many runs stand between it and what began the chain
	Does     string // what was done, as a sentence without a subject: "Put it in force."
	Lines    []DeedLine
	Why      string

	Kind  *HistoryKind
	Ref   string // of the thing
	Title string
	Gone  bool // it was removed since
	team  *string
}

// DeedLine is one field that changed.
type DeedLine struct {
	Label   string  // "Due date"
	Say     string  // as a sentence without a subject: "Moved the due date from 3 Mar 2027 to 10 Mar 2027."
	Was, Is string  // how the values read; empty for nothing
	Pieces  []Piece // of a text: what went and what came
}

// facts are things as they were recorded, by what the record calls their fields.
type facts []map[string]any

// HistoryOf finds a kind by its key.
func HistoryOf(key string) *HistoryKind { return historyKinds[key] }

// HistoryKinds lists all kinds, in the order in which people read them.
func HistoryKinds() []*HistoryKind { return historyOrder }

// historyKinds are all kinds by their key, and historyParts the parts with the kind they belong to.
var (
	historyKinds = map[string]*HistoryKind{}
	historyParts = map[string]*partWithin{}
)

type partWithin struct {
	*historyPart
	kind *HistoryKind
}

func init() {
	for _, k := range historyOrder {
		historyKinds[k.Key] = k
		for i := range k.parts {
			historyParts[k.parts[i].entity] = &partWithin{&k.parts[i], k}
		}
	}
}

// deep follows a key into a recorded thing.
func deep(of map[string]any, key string) any {
	head, rest, deeper := strings.Cut(key, ".")
	v := of[head]
	if !deeper {
		return v
	}
	inner, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	return deep(inner, rest)
}

// deepText is the text at a key; empty when there is none.
func deepText(of map[string]any, key string) string {
	s, _ := deep(of, key).(string)
	return s
}

// label is a field as a list calls it.
func (f HistoryField) label() string {
	if f.noun == "" {
		return ""
	}
	return strings.ToUpper(f.noun[:1]) + f.noun[1:]
}

// historyReader tells values to one person: with the names of what they point at, and as that person writes numbers and days.
type historyReader struct {
	r       *Read
	loc     form.Locale
	zone    *time.Location
	company *Company
	names   map[string]map[string]HistoryName // by kind and id
	want    map[string]map[string]bool
}

// HistoryName is a thing as people know it. Hidden ones are named in words that say nothing.
type HistoryName struct {
	ID, Ref, Name string
	TeamID        *string
	StrategyID    *string
	RemovedAt     *time.Time
	Hidden        bool
}

func (r *Read) historyReader(loc form.Locale, zone *time.Location) (*historyReader, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	if zone == nil {
		zone = c.Calendar().Zone
	}
	return &historyReader{r: r, loc: loc, zone: zone, company: c, names: map[string]map[string]HistoryName{}, want: map[string]map[string]bool{}}, nil
}

// endOf is the first instant after a day in the company's zone.
func (c *Company) endOf(d day.Day) time.Time { return c.Calendar().At(d.Add(1), 0).UTC() }
