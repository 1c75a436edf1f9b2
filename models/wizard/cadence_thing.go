package wizard

import (
	"throughline/models"
	"throughline/models/form"
)

// Clock is one of the four clocks with its rhythm in words (R23).
type Clock struct{ Key, Title, Rhythm string }

// Clocks are the four, from the fastest.
var Clocks = []Clock{
	{models.ClockReadings, "Metrics", "every week"},
	{models.ClockPulse, "Pulse", "every month, 20 minutes"},
	{models.ClockOperations, "Operations strategy", "every 90 days"},
	{models.ClockStrategy, "Organizational strategy", "every quarter"},
}

type cadenceThing struct {
	*models.Cadence
	owner string
}

func bindCadence(c *models.Cadence) *cadenceThing {
	return &cadenceThing{Cadence: c, owner: text(c.OwnerPersonID)}
}

func (t *cadenceThing) entity() models.Entity { return t.Cadence }
func (t *cadenceThing) copy() thing           { t.settle(); return bindCadence(clone(t.Cadence)) }
func (t *cadenceThing) settle()               { t.OwnerPersonID = pointer(t.owner) }
func (t *cadenceThing) join(*World)           {}
func (t *cadenceThing) remove(*models.Tx) error {
	return models.AgainstRule("The four clocks stay. Change the first day or the owner instead.")
}

func (t *cadenceThing) fields(w *World) []*form.Field {
	lock := ""
	if t.LockedAt != nil {
		lock = "Agreed. Open the cadence again to change it, or move a single date on the calendar."
	}
	return []*form.Field{
		form.Date("first", "First day", &t.FirstDay, nil).Wanted().Lock(lock),
		form.Pick("owner", "Who calls it", &t.owner, nil, w.People).Wanted().Lock(lock),
	}
}

func (t *cadenceThing) add(tx *models.Tx, w *World) error {
	t.StrategyID = w.Strategy.ID
	if err := tx.Insert(t.Cadence); err != nil {
		return err
	}
	return tx.Emit(models.CadenceChanged, t.Cadence, nil, t.Cadence)
}

func (t *cadenceThing) save(tx *models.Tx, before thing) error {
	if err := tx.Save(t.Cadence); err != nil {
		return err
	}
	return tx.Emit(models.CadenceChanged, t.Cadence, before.entity(), t.Cadence)
}

func (t *cadenceThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Cadence{}
	found, err := r.AsOf("cadence", t.ID, version, was)
	return bindCadence(was), found, err
}

// clocks gives the strategy's four clocks, those not agreed yet as empty ones.
func (w *World) clocks() []*models.Cadence {
	list := make([]*models.Cadence, len(Clocks))
	for i, clock := range Clocks {
		for _, c := range w.Cadences {
			if c.Clock == clock.Key {
				list[i] = c
			}
		}
		if list[i] == nil {
			list[i] = &models.Cadence{StrategyID: w.Strategy.ID, Clock: clock.Key}
		}
	}
	return list
}

// CadenceLocked tells whether all four clocks are agreed. Without it the strategy is not complete (R17).
func (w *World) CadenceLocked() bool {
	for _, c := range w.clocks() {
		if c.LockedAt == nil {
			return false
		}
	}
	return true
}

func cadenceGaps(w *World) (gaps []Gap) {
	for _, c := range w.clocks() {
		miss := func(key, say string, wrong bool) {
			gaps = append(gaps, Gap{Group: "cadence", Row: c.Clock, Key: key, Say: say, Wrong: wrong})
		}
		switch {
		case c.FirstDay == "":
			miss("first", "Set its first day.", false)
		case c.FirstDay.Before(w.Today) && c.LockedAt == nil:
			miss("first", "This day has passed. Set one from "+w.Today.Long()+" on.", true)
		}
		if c.OwnerPersonID == nil {
			miss("owner", "Name who calls it.", false)
		}
	}
	if len(gaps) == 0 && !w.CadenceLocked() {
		gaps = append(gaps, Gap{Group: "cadence", Say: "Agree the cadence: press “Lock the cadence in”. Without it the strategy is not complete."})
	}
	return gaps
}

// lockCadence agrees the four clocks; the dates go on the calendar when the strategy comes in force (R17).
func lockCadence(tx *models.Tx, w *World, _ string) error {
	fresh, err := Load(&tx.Read, w.Strategy)
	if err != nil {
		return err
	}
	for _, g := range cadenceGaps(fresh) {
		if g.Row != "" {
			return models.AgainstRule("The cadence is not complete: give each clock a first day from today on, and a person who calls it.")
		}
	}
	return setLock(tx, fresh, true)
}

// unlockCadence opens the agreed clocks again.
func unlockCadence(tx *models.Tx, w *World, _ string) error { return setLock(tx, w, false) }

func setLock(tx *models.Tx, w *World, locked bool) error {
	for _, c := range w.clocks() {
		if (c.LockedAt != nil) == locked || c.Version == 0 {
			continue
		}
		before := *c
		c.LockedAt = nil
		if locked {
			c.LockedAt = &tx.Now
		}
		if err := tx.Save(c); err != nil {
			return err
		}
		if err := tx.Emit(models.CadenceLocked, c, &before, c); err != nil {
			return err
		}
	}
	if locked && w.Live() {
		return tx.ScheduleReviews(w.Strategy, w.clocks())
	}
	return nil
}
