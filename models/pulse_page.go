package models

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// PulseNow is a pulse as a list shows it.
type PulseNow struct {
	*Pulse
	Day         day.Day
	Date        *Review
	Facilitator string
	Explainer   string // who wrote why it was missed
	Leads       int
	Reported    int
	Mine        *PulseLine // the reader's own line; nil when they have none
}

// PulseList is the pulses of the company: those to come, those missed without a reason, and those that are over.
type PulseList struct {
	Coming  []*PulseNow
	Missed  []*PulseNow // without a reason
	Past    []*PulseNow // held, and missed with a reason; newest first
	Planned []*Review   // further dates, without a meeting yet
}

// How much the list of pulses shows.
const (
	mostPulses  = 60
	nextPlanned = 4
)

// PulseList reads the pulses of the company.
func (r *Read) PulseList() (*PulseList, error) {
	var list []*Pulse
	if err := r.DB().Order("CASE WHEN state = 'scheduled' THEN 0 WHEN state = 'missed' AND reason = '' THEN 1 ELSE 2 END, created_at DESC, id DESC").Limit(mostPulses).
		Find(&list).Error; err != nil {
		return nil, err
	}
	now, err := r.pulsesNow(list)
	if err != nil {
		return nil, err
	}
	p := &PulseList{}
	var last day.Day
	for _, one := range now {
		last = max(last, one.Day)
		switch {
		case one.State == Scheduled:
			p.Coming = append(p.Coming, one)
		case one.State == Missed && one.Reason == "":
			p.Missed = append(p.Missed, one)
		default:
			p.Past = append(p.Past, one)
		}
	}
	s, _, err := r.InForce()
	if err != nil || s == nil {
		return p, err
	}
	err = r.DB().Where("strategy_id = ? AND clock = ? AND removed_at IS NULL AND state = ? AND day > ? AND day >= ?", s.ID, ClockPulse, Scheduled, string(last), string(r.Today())).
		Order("day, id").Limit(nextPlanned).Find(&p.Planned).Error
	return p, err
}

// pulsesNow adds dates, names and how many have reported, in a fixed number of queries.
func (r *Read) pulsesNow(list []*Pulse) ([]*PulseNow, error) {
	if len(list) == 0 {
		return nil, nil
	}
	var dates, people = []string{}, []*string{}
	at := map[string]*PulseNow{}
	out := make([]*PulseNow, len(list))
	for i, p := range list {
		out[i] = &PulseNow{Pulse: p}
		at[p.ID] = out[i]
		dates, people = append(dates, p.ReviewID), append(people, p.FacilitatorPersonID, p.ReasonPersonID)
	}
	reviews, err := found[*Review](r.DB().Where("id IN ?", dates))
	if err != nil {
		return nil, err
	}
	named, err := r.peopleByID(people...)
	if err != nil {
		return nil, err
	}
	name := func(id *string) string {
		if id == nil || named[*id] == nil {
			return ""
		}
		return named[*id].Name
	}
	lines, err := r.linesOf(list...)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		p := at[l.PulseID]
		if p.Leads++; l.ReportedAt != nil {
			p.Reported++
		}
		if l.PersonID == r.Who.PersonID {
			p.Mine = l
		}
	}
	for _, p := range out {
		p.Facilitator, p.Explainer = name(p.FacilitatorPersonID), name(p.ReasonPersonID)
		for _, v := range reviews {
			if v.ID == p.ReviewID {
				p.Date, p.Day = v, v.Day
			}
		}
	}
	return out, nil
}

// PulseDetail is one pulse with its agenda and what was made in its room.
type PulseDetail struct {
	*PulseNow
	Lines     []*PulseLine
	Agenda    *PulseAgenda // as it stands now, or as it stood at the end
	Issues    []*IssueNow  // raised in the room, as they stand today
	Decisions []*DecisionNow
	Given     map[string][]*HandoffNow // the handoffs of these decisions, by decision
	Others    []*PulseNow              // the other groups on the same date
	Now       time.Time
}

// PulsePage reads one pulse.
func (r *Read) PulsePage(ref string) (*PulseDetail, error) {
	p, lines, err := r.PulseByRef(ref)
	if err != nil {
		return nil, err
	}
	now, err := r.pulsesNow([]*Pulse{p})
	if err != nil {
		return nil, err
	}
	d := &PulseDetail{PulseNow: now[0], Lines: lines, Agenda: &PulseAgenda{}, Given: map[string][]*HandoffNow{}, Now: r.Now}
	if p.Minutes != "" {
		err = json.Unmarshal([]byte(p.Minutes), d.Agenda)
	} else {
		d.Agenda, err = r.pulseAgenda(p, lines)
	}
	if err != nil {
		return nil, err
	}
	others, err := found[*Pulse](r.DB().Where("review_id = ? AND id <> ?", p.ReviewID, p.ID).Order("created_at, id").Limit(mostPulses))
	if err != nil {
		return nil, err
	}
	if d.Others, err = r.pulsesNow(others); err != nil {
		return nil, err
	}
	return d, r.fillMade(d)
}

// fillMade reads the issues and decisions that were made in the room, as they stand today.
func (r *Read) fillMade(d *PulseDetail) error {
	ids := func(kind string) *gorm.DB {
		return r.DB().Model(&PulseItem{}).Select("entity_id").Where("pulse_id = ? AND entity_type = ?", d.ID, kind)
	}
	var issues []*Issue
	if err := r.DB().Where("id IN (?)", ids("issue")).Order("created_at, id").Limit(most).Find(&issues).Error; err != nil {
		return err
	}
	var err error
	if d.Issues, err = r.issuesNow(issues); err != nil {
		return err
	}
	var decisions []*Decision
	if err := r.DB().Where("id IN (?) AND removed_at IS NULL", ids("decision")).Order("created_at, id").Limit(most).Find(&decisions).Error; err != nil || len(decisions) == 0 {
		return err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return err
	}
	if d.Decisions, err = r.decisionsNow(decisions, tree); err != nil {
		return err
	}
	var of []string
	for _, one := range decisions {
		of = append(of, one.ID)
	}
	given, err := r.handoffsNow(r.DB().Where("decision_id IN ?", of).Order("created_at, id").Limit(most), tree)
	for _, h := range given {
		d.Given[h.DecisionID] = append(d.Given[h.DecisionID], h)
	}
	return err
}

// NextPulseOf gives the next pulse that waits for the reader's own line, with it; nil when none does. A line that is filled waits no more.
func (r *Read) NextPulseOf() (*PulseNow, error) {
	if !r.Who.SignedIn() {
		return nil, nil
	}
	mine := r.DB().Model(&PulseLine{}).Select("pulse_id").Where("person_id = ? AND reported_at IS NULL", r.Who.PersonID)
	var list []*Pulse
	if err := r.DB().Where("state = ? AND ended_at IS NULL AND id IN (?)", Scheduled, mine).Order("created_at, id").Limit(1).Find(&list).Error; err != nil {
		return nil, err
	}
	now, err := r.pulsesNow(list)
	if err != nil || len(now) == 0 {
		return nil, err
	}
	return now[0], nil
}
