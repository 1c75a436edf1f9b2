package automation

import (
	"encoding/json"
	"time"

	"github.com/teambition/rrule-go"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/day"
)

// wall is how a slot of a schedule is written: a date and a time on the wall, without a zone.
const wall = "2006-01-02T15:04"

// Slot is one time of a schedule: on the wall of its zone, and as an instant. Shifted tells that the clocks skip it, so that it comes later.
type Slot struct {
	Wall    string
	At      time.Time
	Shifted bool
}

// Upcoming gives the next times of a schedule after one on the wall, at most n. Each time on the wall comes once, also where the clocks go
// back; one that they skip comes as soon as they have.
func Upcoming(s *blocks.Schedule, company string, after string, n int) ([]Slot, error) {
	name := s.Zone
	if name == "" {
		name = company
	}
	zone, err := day.Zone(name)
	if err != nil {
		return nil, models.AgainstRule("The time zone “" + name + "” is not known.")
	}
	start, err := time.Parse(wall, s.Start)
	if err != nil {
		return nil, models.AgainstRule("The schedule does not say when it begins.")
	}
	from := start.Add(-time.Second)
	if at, err := time.Parse(wall, after); err == nil && !at.Before(start) {
		from = at
	}
	if s.Rule == "" {
		if from.Before(start) {
			return []Slot{slotAt(start, zone)}, nil
		}
		return nil, nil
	}
	o, err := rrule.StrToROption(s.Rule)
	if err != nil {
		return nil, models.AgainstRule("The schedule “" + s.Rule + "” cannot be read.")
	}
	if o.Freq == rrule.SECONDLY || o.Freq == rrule.MINUTELY {
		return nil, models.AgainstRule("A rule runs once an hour at most.")
	}
	o.Dtstart = start
	r, err := rrule.NewRRule(*o)
	if err != nil {
		return nil, models.AgainstRule("The schedule “" + s.Rule + "” cannot be read.")
	}
	var list []Slot
	for at := r.After(from, false); !at.IsZero() && len(list) < n; at = r.After(at, false) {
		list = append(list, slotAt(at, zone))
	}
	return list, nil
}

// slotAt is the instant of a time on the wall. Of one that comes twice it is the first; one that does not come is shifted forward.
func slotAt(at time.Time, zone *time.Location) Slot {
	t := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, zone)
	s := Slot{Wall: at.Format(wall), At: t.UTC()}
	if t.Format(wall) != s.Wall { // the clocks skip it
		s.Shifted = true
		if t.Format(wall) < s.Wall {
			_, before := t.Zone()
			_, after := t.Add(24 * time.Hour).Zone()
			s.At = s.At.Add(time.Duration(after-before) * time.Second)
		}
		return s
	}
	if earlier := t.Add(-time.Hour); earlier.Format(wall) == s.Wall {
		s.At = earlier.UTC()
	}
	return s
}

// How far behind a schedule may be: the latest time that was missed is made up for within missed; no more than mostSlots are looked at.
const (
	missed    = 24 * time.Hour
	mostSlots = 1000
)

// fired is what an event says of a time that came.
type fired struct {
	Slot   string `json:"slot"`
	LateBy string `json:"late_by,omitempty"`
}

// Plan sees that each published rule with a schedule has its next time. It reads the published rules, so a rule that was paused, retired
// or published anew is followed by itself.
func (e *Engine) Plan(tx *models.Tx) error {
	listeners, err := tx.Listeners([]string{blocks.OnSchedule})
	if err != nil {
		return err
	}
	for _, l := range listeners {
		def, err := e.definition(&tx.Read, l.RuleVersionID)
		if err != nil {
			return err
		}
		if def.Trigger.Schedule != nil {
			if err := e.planRule(tx, l, def.Trigger.Schedule); err != nil {
				return err
			}
		}
	}
	return nil
}

// planRule keeps when a rule comes next, from now on. Of two who plan at once, after two publishings or in the sweep of the hour, the second waits
// and finds it planned.
func (e *Engine) planRule(tx *models.Tx, l models.Listener, s *blocks.Schedule) error {
	if old, err := tx.ScheduleOf(l.RuleID); err != nil || old != nil && old.RuleVersionID == l.RuleVersionID {
		return err
	}
	if err := tx.LockRule(l.RuleID); err != nil {
		return err
	}
	old, err := tx.ScheduleOf(l.RuleID)
	if err != nil || old != nil && old.RuleVersionID == l.RuleVersionID {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	now, err := onTheWall(s, c.TimeZone, tx.Now)
	if err != nil {
		return err
	}
	next, err := Upcoming(s, c.TimeZone, now, 1)
	if err != nil || len(next) == 0 {
		return err
	}
	return tx.KeepSchedule(old, &models.Schedule{RuleID: l.RuleID, RuleVersionID: l.RuleVersionID, Slot: next[0].Wall, NextAt: next[0].At})
}

// onTheWall is an instant as the clock on the wall of a schedule's zone shows it.
func onTheWall(s *blocks.Schedule, company string, at time.Time) (string, error) {
	name := s.Zone
	if name == "" {
		name = company
	}
	zone, err := day.Zone(name)
	if err != nil {
		return "", models.AgainstRule("The time zone “" + name + "” is not known.")
	}
	return at.In(zone).Format(wall), nil
}

// fire starts a rule whose time has come, once for each time on the wall. Of the times that were missed the latest is made up for within a
// day; the others are shown as left out.
func (e *Engine) fire(tx *models.Tx, w *models.Work) error {
	at, err := tx.ScheduleOf(w.Ref)
	if err != nil || at == nil || at.NextAt.After(later(tx.Now, w.RunAt)) {
		return err
	}
	rule, err := tx.RuleByID(w.Ref)
	if err != nil || rule.State != models.RulePublished || rule.VersionID == nil {
		return err
	}
	def, err := e.definition(&tx.Read, *rule.VersionID)
	if err != nil {
		return err
	}
	s := def.Trigger.Schedule
	if s == nil || at.RuleVersionID != *rule.VersionID {
		return nil // published anew meanwhile
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	come := []Slot{{Wall: at.Slot, At: at.NextAt}}
	rest, err := Upcoming(s, c.TimeZone, at.Slot, mostSlots)
	if err != nil {
		return err
	}
	var next *Slot
	for i := range rest {
		if rest[i].At.After(later(tx.Now, w.RunAt)) {
			next = &rest[i]
			break
		}
		come = append(come, rest[i])
	}
	latest := come[len(come)-1]
	skipped := come[:len(come)-1]
	if late := tx.Now.Sub(latest.At); late > missed {
		skipped = come
	} else {
		said := fired{Slot: latest.Wall}
		if late > time.Minute {
			said.LateBy = late.Round(time.Minute).String()
		}
		if err := tx.TellOnce(models.ScheduleFired, "sched:"+rule.ID+":"+latest.Wall, rule, said); err != nil {
			return err
		}
	}
	for _, slot := range skipped {
		trace, err := json.Marshal([]blocks.Seen{{Field: "schedule", Met: slot.Wall}})
		if err != nil {
			return err
		}
		if err := tx.CountSkips([]*models.RunSkip{{RuleID: rule.ID, RuleVersionID: *rule.VersionID, Day: day.Day(slot.Wall[:10]), Reason: "Its time passed while nothing was running.", Trace: string(trace)}}); err != nil {
			return err
		}
	}
	if next == nil {
		return tx.EndSchedule(at)
	}
	return tx.KeepSchedule(at, &models.Schedule{RuleID: rule.ID, RuleVersionID: *rule.VersionID, Slot: next.Wall, NextAt: next.At})
}

// later is the later of two instants: work that is due by the clock of the database is due, whatever the clock here says.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
