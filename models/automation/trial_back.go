package automation

import (
	"slices"
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

// Bounds of what is looked back at.
const (
	BackDays  = 90
	MostBack  = 500 // events, the newest
	MostPicks = 20  // of them to choose from
)

// Past is one stored event as versions of a rule would have taken it.
type Past struct {
	Event  *models.Event
	Ref    string
	Title  string
	Hidden bool   // what it is about is not for this person; it has no name here
	Held   []bool // one for each definition that was asked about
	Why    string // the condition of the first that did not hold
}

// Differs tells whether one of the definitions would have run for it and another would not.
func (p *Past) Differs() bool { return slices.Contains(p.Held, true) && slices.Contains(p.Held, false) }

// Backtest is what definitions would have started on over the last 90 days of stored events. Only conditions are looked at; what is around
// a thing is taken as it is now.
type Backtest struct {
	List   []*Past // those that one of them would have run for, the newest first
	Looked int     // events that met a trigger
	Runs   []int   // for each definition
	Only   []int   // of them those that no other definition would have run for
	More   bool    // there were more than MostBack
	Since  time.Time
}

// LookBack tests definitions on what happened. Nothing is done.
func LookBack(r *models.Read, definitions ...*blocks.Definition) (*Backtest, error) {
	b := &Backtest{Runs: make([]int, len(definitions)), Only: make([]int, len(definitions)), Since: r.Now.AddDate(0, 0, -BackDays)}
	var kinds []string
	for _, d := range definitions {
		kinds = append(kinds, models.EventOf(d.Trigger.Type))
	}
	events, err := r.PastEvents(kinds, b.Since, MostBack+1)
	if err != nil {
		return nil, err
	}
	if b.More = len(events) > MostBack; b.More {
		events = events[:MostBack]
	}
	clock, err := clockOf(r)
	if err != nil {
		return nil, err
	}
	for _, event := range events {
		h, err := Happen(r, event)
		if err != nil {
			return nil, err
		}
		if h.Draft {
			continue
		}
		p := &Past{Event: event, Ref: h.Ref, Title: h.Title, Held: make([]bool, len(definitions))}
		met, ran := false, false
		for i, d := range definitions {
			if !h.Starts(d.Trigger) {
				continue
			}
			met = true
			at := clock
			at.Now = event.OccurredAt
			held, seen := d.Trigger.Where.Holds(h.Facts, at)
			if p.Held[i] = held; held {
				b.Runs[i]++
				ran = true
			} else if p.Why == "" {
				p.Why = failing(event.Type, d.Trigger.Where, seen)
			}
		}
		if met {
			b.Looked++
		}
		if ran {
			b.List = append(b.List, p)
			if i := slices.Index(p.Held, true); !slices.Contains(p.Held[i+1:], true) {
				b.Only[i]++
			}
		}
	}
	return b, hide(r, b.List)
}

// hide takes the names out of events that are about something this person may not read.
func hide(r *models.Read, list []*Past) error {
	ids := map[string][]string{}
	for _, p := range list {
		ids[p.Event.EntityType] = append(ids[p.Event.EntityType], p.Event.EntityID)
	}
	for kind, of := range ids {
		hidden, err := r.Unseen(kind, of)
		if err != nil {
			return err
		}
		for _, p := range list {
			if p.Event.EntityType == kind && hidden[p.Event.EntityID] {
				p.Hidden, p.Ref, p.Title, p.Why = true, "", "", ""
			}
		}
	}
	return nil
}

// Picks are stored events that meet a trigger, the newest first, to try a rule on.
func Picks(r *models.Read, trigger blocks.Trigger) (list []*Past, err error) {
	events, err := r.PastEvents([]string{models.EventOf(trigger.Type)}, r.Now.AddDate(0, 0, -BackDays), MostPicks*3)
	if err != nil {
		return nil, err
	}
	for _, event := range events {
		h, err := Happen(r, event)
		if err != nil {
			return nil, err
		}
		if !h.Draft && h.Starts(trigger) && len(list) < MostPicks {
			list = append(list, &Past{Event: event, Ref: h.Ref, Title: h.Title})
		}
	}
	err = hide(r, list)
	return slices.DeleteFunc(list, func(p *Past) bool { return p.Hidden }), err
}
