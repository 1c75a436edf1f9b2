package models

import (
	"crypto/rand"
	"slices"
	"time"
)

// PulseLasts is how long a pulse takes (R20).
const PulseLasts = 20 * time.Minute

// Pulse is one meeting on a date of the monthly clock: each team lead reports exactly one metric that is tied to an outcome (R20). It is
// scheduled, held or missed; between its start and its end it is running. Everything about its time follows from stored instants.
type Pulse struct {
	Row
	Ref                 string
	ReviewID            string // its date on the calendar
	Title               string // of the group, where a company with many leads holds several; empty for the whole company
	State               string
	FacilitatorPersonID *string // who started it
	StartedAt           *time.Time
	EndedAt             *time.Time
	Speaker             int // place of the line whose turn it is; 0 before the first
	SpeakerAt           *time.Time
	Beat                string // made anew by every change that the room shows
	Words               string // what the facilitator says at the end
	Minutes             string // the agenda as it stood at the end, as JSON
	Reason              string // why it was missed
	ReasonPersonID      *string
	ReasonAt            *time.Time
}

func (p *Pulse) reference() (string, *string) { return "PU", &p.Ref }

// PulseLine is what one lead brings to a pulse: exactly one metric of one outcome, where it stands in words, and the notes of the room.
type PulseLine struct {
	Row
	PulseID    string
	PersonID   string
	TeamID     *string // the topmost team the person leads
	Place      int     // whose turn comes when, from 1
	OutcomeID  *string
	MetricID   *string
	Words      string
	Notes      string
	ReportedAt *time.Time // nil: what stands there is a proposal, the metric of last month
}

// PulseItem ties an issue or a decision to the pulse in which it was made.
type PulseItem struct {
	Row
	PulseID    string
	EntityType string
	EntityID   string
}

// Running tells whether the meeting goes on.
func (p *Pulse) Running() bool { return p.StartedAt != nil && p.EndedAt == nil }

// Left is how much of the twenty minutes is left; below zero when it takes longer. All of it before the start, what was left at the end
// after it.
func (p *Pulse) Left(now time.Time) time.Duration {
	switch {
	case p.StartedAt == nil:
		return PulseLasts
	case p.EndedAt != nil:
		now = *p.EndedAt
	}
	return PulseLasts - now.Sub(*p.StartedAt)
}

// Share is the equal part of the time for each of so many leads.
func Share(leads int) time.Duration {
	if leads < 1 {
		return PulseLasts
	}
	return (PulseLasts / time.Duration(leads)).Truncate(time.Second)
}

// SpeakerLeft is how much of their share whoever speaks has left.
func (p *Pulse) SpeakerLeft(now time.Time, leads int) time.Duration {
	if p.SpeakerAt == nil {
		return Share(leads)
	}
	return Share(leads) - now.Sub(*p.SpeakerAt)
}

// newBeat is the mark of a room after a change.
func newBeat() string { return rand.Text()[:12] }

// MayRun tells whether this person may start a pulse, give the word and end it: executives, and department heads above one of its leads.
func (w Who) MayRun(lines []*PulseLine) bool {
	var teams []string
	for _, l := range lines {
		teams = append(teams, ids(l.TeamID)...)
	}
	return w.May(RunPulse, Scope{Teams: teams})
}

// MayReport tells whether this person may fill a line: the lead whose it is, department heads above and executives.
func (w Who) MayReport(l *PulseLine) bool { return w.May(ReportPulse, Owned(l.TeamID, &l.PersonID)) }

// lineOf is the line of a person; nil when they have none.
func lineOf(lines []*PulseLine, personID string) *PulseLine {
	if at := slices.IndexFunc(lines, func(l *PulseLine) bool { return l.PersonID == personID }); at >= 0 {
		return lines[at]
	}
	return nil
}
