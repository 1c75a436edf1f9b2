package models

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm/clause"
)

// tellBatch is how many people one transaction tells of an event.
const tellBatch = 200

// story is one event with what the sentence about it needs.
type story struct {
	*Event
	tx    *Tx
	from  string            // whoever comes up to this id has been told by an earlier batch
	thing thing             // what it is about
	may   func(*Read) error // refuses who may not see that; nil: everyone who is signed in may

	change Change

	// What about has read for the sentence.
	words      string // what somebody wrote
	person     string // whom it names
	unmailed   bool   // it stands in the app alone
	handoff    Handoff
	answer     *HandoffAnswer
	silence    Silence
	quiet      MetricSilence
	decision   *Decision
	turn       StatusTurn
	outcome    *Outcome
	process    *Process
	clock      Cadence
	review     Review
	move       *ReviewMove
	edition    *Edition
	issue      *Issue
	recall     *RecallRound
	pulse      *Pulse
	made       map[string]int // how many issues and decisions were made in its room
	absence    Absence
	asked      Asked
	sheet      ReviewSheet
	verdicts   map[string]int // how many things a review said each of
	initiative Initiative
	allocation Allocation
	rule       RunTelling
	failure    RunFailure
	approval   Approval
	planned    ChangeStory
	symptom    Symptom
	news       []*SymptomNews
	strategy   Strategy
	held       HeldUp
	operations OperationsStrategy
}

// thing is what an event is about, as people find it again.
type thing struct{ kind, ref, title, part string }

// addressee is somebody to be told, and the reason, which continues "because". Say and about take the place of what all are told, where
// they are given.
type addressee struct {
	id, because, say string
	about            *thing
}

// is says what the event is about.
func (s *story) is(kind, ref, title string) { s.thing = thing{kind, ref, title, ""} }

// after reads how the thing stood after the event.
func (s *story) after(into any) error { return json.Unmarshal(s.change.After, into) }

// by is who did it, at the beginning of a sentence.
func (s *story) by() string {
	if s.CauseRunID != "" {
		return s.ActorName
	}
	if s.ActorPersonID == nil {
		return "Throughline"
	}
	return s.ActorName
}

// byActor tells whether somebody did it.
func (s *story) byActor(id *string) bool {
	return id != nil && s.ActorPersonID != nil && *id == *s.ActorPersonID
}

// tellLater has an event told by the work of its own, in the transaction of the event.
func (tx *Tx) tellLater(e *Event) error {
	if tellings[EventType(e.Type)] == nil || tx.hushed || tx.plan != "" {
		return nil
	}
	return tx.Enqueue(&Work{Key: "event:" + e.ID, Kind: TellEvent, Ref: e.ID})
}

// Hush keeps what this transaction records from being told to anybody: what comes in with an import or with the example happened elsewhere
// or never. The function given back ends it.
func (tx *Tx) Hush() (speak func()) {
	was := tx.hushed
	tx.hushed = true
	return func() { tx.hushed = was }
}

// TellEvent writes the notices of one event: to everyone whom it concerns and who may see the thing at this moment, but not to whoever did
// it nor to people who left. It is done once for each event and person. A long list is told in batches, each with work of its own.
func (tx *Tx) TellEvent(w *Work) ([]*Notice, error) {
	id, from, _ := strings.Cut(w.Ref, " ")
	events, err := found[*Event](tx.DB().Where("id = ?", id))
	if err != nil || len(events) == 0 {
		return nil, err // the example was removed meanwhile
	}
	s := &story{Event: events[0], tx: tx, from: from}
	line := tellings[EventType(s.Type)]
	if line == nil {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(s.Payload), &s.change); err != nil {
		return nil, err
	}
	people, last, err := s.people(line)
	if err != nil {
		return nil, gone(err)
	}
	if err := s.actorKnows(); err != nil {
		return nil, err
	}
	if err := s.tellChannels(line); err != nil {
		return nil, err
	}
	list, err := s.notices(line, people)
	if err != nil || last == "" {
		return list, err
	}
	return list, tx.Enqueue(&Work{Key: "event:" + s.ID + "+" + last, Kind: TellEvent, Ref: s.ID + " " + last})
}

// gone keeps from failing what is about a thing that was removed meanwhile: nobody is told of that.
func gone(err error) error {
	if r, refused := AsRefusal(err); refused && r.Kind == KindNotFound {
		return nil
	}
	return err
}

// people gives the next batch of those whom an event concerns, and the id of the last of them when there are more.
func (s *story) people(line *telling) (list []addressee, last string, err error) {
	if err := line.about(s); err != nil {
		return nil, "", err
	}
	all, err := line.to(s)
	if err != nil {
		return nil, "", err
	}
	if all, err = s.withDeputies(line, all); err != nil {
		return nil, "", err
	}
	slices.SortStableFunc(all, func(a, b addressee) int { return cmp.Compare(a.id, b.id) })
	all = slices.CompactFunc(all, func(a, b addressee) bool { return a.id == b.id }) // the first reason counts
	for _, a := range all {
		if a.id <= s.from || s.byActor(&a.id) {
			continue
		}
		if len(list) == tellBatch {
			return list, list[tellBatch-1].id, nil
		}
		list = append(list, a)
	}
	return list, "", nil
}

// notices writes down what each of some people is told.
func (s *story) notices(line *telling, people []addressee) ([]*Notice, error) {
	var ids []*string
	for i := range people {
		ids = append(ids, &people[i].id)
	}
	known, err := s.tx.peopleByID(ids...)
	if err != nil {
		return nil, err
	}
	wanted, err := s.tx.rhythms(line.topic, keys(known))
	if err != nil {
		return nil, err
	}
	var list []*Notice
	if s.unmailed {
		clear(wanted)
	}
	for _, a := range people {
		p := known[a.id]
		if p == nil || !p.Active {
			continue
		}
		if seen, err := s.seenBy(p); err != nil || !seen {
			if err != nil {
				return nil, err
			}
			continue
		}
		it := cmp.Or(a.about, &s.thing)
		list = append(list, &Notice{
			EventID: s.ID, PersonID: p.ID, Type: s.Type, Topic: line.topic, ThingKind: it.kind, ThingRef: it.ref, ThingTitle: it.title, ThingPart: it.part,
			Sentence: cmp.Or(a.say, line.say(s)), Reason: a.because, HappenedAt: s.OccurredAt, Rhythm: cmp.Or(wanted[p.ID], NoMail),
		})
	}
	for _, n := range list {
		if err := s.tx.prepare(n); err != nil {
			return nil, err
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	once := clause.OnConflict{Columns: []clause.Column{{Name: "event_id"}, {Name: "person_id"}}, DoNothing: true}
	return list, s.tx.DB().Clauses(once).CreateInBatches(list, 50).Error
}

// seenBy asks, with the rights of this moment, whether somebody may see what the event is about.
func (s *story) seenBy(p *Person) (bool, error) {
	if s.may == nil {
		return true, nil
	}
	other := s.tx.Read
	var err error
	if other.Who, err = s.tx.WhoIs(p); err != nil {
		return false, err
	}
	err = s.may(&other)
	if r, refused := AsRefusal(err); refused && (r.Kind == KindNotFound || r.Kind == KindNotAllowed) {
		return false, nil
	}
	return err == nil, err
}
