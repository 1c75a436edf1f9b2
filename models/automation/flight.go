package automation

import (
	"slices"
	"strconv"

	"throughline/models"
	"throughline/models/blocks"
)

// Flight is what is under way of a rule, and what of it could go on by another version.
type Flight struct {
	All     int
	Waiting int
	Movable []*models.InFlight
	Stays   []Staying // those that wait and cannot be moved
	More    bool      // there are more than can be cancelled or moved at once
	runs    []*models.InFlight
}

// Staying is a run that waits and has to finish by its own version, with the reason.
type Staying struct {
	*models.InFlight
	Why string
}

// FlightOf looks at the runs of a rule that are not over. To is the version they might go on by; nil when there is none.
func FlightOf(r *models.Read, rule *models.Rule, to *blocks.Definition) (*Flight, error) {
	runs, err := r.RunsInFlight(rule.ID)
	if err != nil {
		return nil, err
	}
	return flight(r, runs, to)
}

func flight(r *models.Read, runs []*models.InFlight, to *blocks.Definition) (*Flight, error) {
	f := &Flight{All: len(runs), runs: runs}
	if f.More = len(runs) > models.MostInFlight; f.More {
		f.All--
		f.runs = runs[:models.MostInFlight]
	}
	from := map[string]*blocks.Definition{}
	var ids []string
	for _, run := range f.runs {
		if !slices.Contains(ids, run.RuleVersionID) {
			ids = append(ids, run.RuleVersionID)
		}
	}
	versions, err := r.DefinitionsOf(ids)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if from[v.ID], err = v.Says(); err != nil {
			return nil, err
		}
	}
	for _, run := range f.runs {
		if run.State != models.RunWaiting {
			continue
		}
		f.Waiting++
		if to == nil || from[run.RuleVersionID] == nil {
			continue
		}
		if why := keeps(run, from[run.RuleVersionID], to); why != "" {
			f.Stays = append(f.Stays, Staying{run, why})
		} else {
			f.Movable = append(f.Movable, run)
		}
	}
	return f, nil
}

// keeps says why a run that waits cannot go on by another version; empty when it can: the block that it waits at is there, waits for the
// same, and stands in the same rounds.
func keeps(run *models.InFlight, from, to *blocks.Definition) string {
	was, _ := from.Find(run.StepKey)
	is, _ := to.Find(run.StepKey)
	switch {
	case was == nil || is == nil:
		return "the block it waits at is gone"
	case was.Do != is.Do || was.Do == blocks.Wait && (is.Wait == nil || is.Wait.Event != run.EventType):
		return "the block it waits at now waits for something else"
	case !slices.Equal(roundsAround(from, run.StepKey), roundsAround(to, run.StepKey)):
		return "the block it waits at stands in another “for each” now"
	}
	return ""
}

// roundsAround are the keys of the "for each" blocks around a block.
func roundsAround(d *blocks.Definition, key string) (keys []string) {
	for _, at := d.Find(key); at.Parent != nil; _, at = d.Find(at.Parent.Key) {
		if at.Parent.Do == blocks.Each && at.Branch == "then" {
			keys = append(keys, at.Parent.Key)
		}
	}
	return keys
}

// Flying does with the runs of a rule that are under way what was answered, in the transaction of what made it asked. Why is the reason
// of those that are cancelled; to is the version that the others go on by, nil where there is none.
func Flying(tx *models.Tx, rule *models.Rule, how, why string, to *models.RuleVersion) error {
	if how == "" || how == models.FlightFinish {
		return nil
	}
	runs, err := tx.HeldInFlight(rule.ID)
	if err != nil {
		return err
	}
	if len(runs) > models.MostInFlight {
		return models.AgainstRuleAt("flight", "More than "+strconv.Itoa(models.MostInFlight)+" runs are under way. Let them finish by their version.")
	}
	switch {
	case how == models.FlightCancel:
		for _, run := range runs { // those in the queue come first, so that none of them begins
			if err := tx.CancelRun(run.Run, why); err != nil {
				return err
			}
		}
		return nil
	case how == models.FlightMove && to != nil:
		d, err := to.Says()
		if err != nil {
			return err
		}
		f, err := flight(&tx.Read, runs, d)
		if err != nil {
			return err
		}
		for _, run := range f.Movable {
			if err := tx.MoveRunTo(run.Run, to.ID); err != nil {
				return err
			}
		}
		return nil
	}
	return models.AgainstRuleAt("flight", "Choose what becomes of the runs that are under way.")
}
