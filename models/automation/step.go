package automation

import (
	"encoding/json"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// step is one step of a run that is being done.
type step struct {
	tx      *models.Tx
	engine  *Engine
	run     *models.Run
	rule    *models.Rule
	version *models.RuleVersion
	def     *blocks.Definition
	at      *blocks.Step
	iter    string
	row     *models.RunStep
	facts   blocks.Facts // of what happened, and of what earlier steps gave
	clock   blocks.Clock
	effects int
	work    string // id of the work that does it
}

// result is what became of a step.
type result struct {
	given  blocks.Facts   // what later steps can ask of it, as KEY.name
	items  []blocks.Facts // rounds of "for each"
	seen   []blocks.Seen  // conditions with the values they met
	branch string         // then, else, late or failed; empty: what stands behind it
	waits  bool           // it goes on later
	over   string         // why the run ends here; empty: it goes on
}

// doStep does one step of a run, and has the next one done. A run that is over, and a step that was done already, are left alone.
func (e *Engine) doStep(tx *models.Tx, w *models.Work) error {
	runID, key, iter := place(w)
	s, err := e.load(tx, runID, key, iter)
	if err != nil || s == nil {
		return err
	}
	if key == "" {
		return s.goOn("")
	}
	if s.at == nil {
		return tx.FailRun(s.run, "The version of the rule has no such block.")
	}
	if s.row.State == models.RunStepDone || s.row.State == models.RunStepWaiting {
		return nil
	}
	gone, err := s.actsAs()
	if err != nil || gone {
		return err
	}
	do := actions[s.at.Do]
	if do == nil {
		return models.AgainstRule("This version of the program cannot carry out “" + string(s.at.Do) + "”.")
	}
	s.work = w.ID
	s.row.Attempt, s.row.StartedAt = max(s.row.Attempt, w.Attempt), &tx.Now
	res, err := do(s)
	if err != nil {
		return err
	}
	return s.settle(res)
}

// load reads a run and where it stands; nil when it is over.
func (e *Engine) load(tx *models.Tx, runID, key, iter string) (*step, error) {
	run, err := tx.HoldRun(runID)
	if r, refused := models.AsRefusal(err); refused && r.Kind == models.KindNotFound {
		return nil, nil // the example was removed meanwhile
	}
	if err != nil || !run.Live() {
		return nil, err
	}
	s := &step{tx: tx, engine: e, run: run, iter: iter}
	if s.rule, err = tx.RuleAtWork(run.RuleID); err != nil {
		return nil, err
	}
	v, err := e.version(&tx.Read, run.RuleVersionID)
	if err != nil {
		return nil, err
	}
	s.version, s.def = v.RuleVersion, v.says
	if s.clock, err = clockOf(&tx.Read); err != nil {
		return nil, err
	}
	tx.Because(models.Cause{RunID: run.ID, RootID: run.RootID, Depth: run.Depth, Chain: run.Chain, Name: nameOf(s.rule.Ref, s.rule.Name)})
	if key == "" {
		return s, nil
	}
	if s.at, _ = s.def.Find(key); s.at == nil {
		return s, nil
	}
	s.row = &models.RunStep{RunID: runID, StepKey: key, Iter: iter, Kind: string(s.at.Do), State: models.RunStepReady}
	return s, s.recall()
}

// recall gathers what happened, what earlier steps of the same rounds gave, and how far this step has come.
func (s *step) recall() error {
	s.facts = blocks.Facts{}
	if err := json.Unmarshal([]byte(s.run.Facts), &s.facts); err != nil {
		return err
	}
	s.facts["run.ref"] = blocks.Value{Kind: blocks.TextField, Text: s.run.Ref}
	s.facts["rule.name"] = blocks.Value{Kind: blocks.TextField, Text: s.rule.Name}
	s.facts["rule.decision"] = blocks.Value{Kind: blocks.TextField, Text: s.def.Decision}
	rounds := []string{""}
	for i := range s.iter {
		if s.iter[i] == '.' {
			rounds = append(rounds, s.iter[:i])
		}
	}
	done, err := s.tx.StepsOfRounds(s.run.ID, append(rounds, s.iter))
	if err != nil {
		return err
	}
	for _, row := range done {
		if row.StepKey == s.at.Key && row.Iter == s.iter {
			s.row = row
		}
		var o models.StepOutput
		if row.Output != "" && json.Unmarshal([]byte(row.Output), &o) != nil {
			continue
		}
		s.facts[row.StepKey+".state"] = blocks.Value{Kind: blocks.ChoiceField, Text: row.State}
		for name, v := range o.Given {
			s.facts[row.StepKey+"."+name] = v
		}
		inside := strings.TrimPrefix(strings.TrimPrefix(s.iter, row.Iter), ".")
		if round, _, _ := strings.Cut(inside, "."); len(o.Items) > 0 && round != "" {
			if n, err := strconv.Atoi(round); err == nil && n >= 1 && n <= len(o.Items) && s.inside(row.StepKey) {
				for name, v := range o.Items[n-1] {
					s.facts["item."+name] = v
				}
			}
		}
	}
	return nil
}

// inside tells whether this step stands in another block.
func (s *step) inside(key string) bool {
	_, at := s.def.Find(s.at.Key)
	for at.Parent != nil {
		if at.Parent.Key == key {
			return true
		}
		_, at = s.def.Find(at.Parent.Key)
	}
	return false
}

// actsAs gives the step the rights that the publisher of its version has at this moment. A publisher who has left pauses the rule.
func (s *step) actsAs() (gone bool, err error) {
	id := s.version.PublisherPersonID
	if id == nil {
		id = s.rule.PublisherPersonID
	}
	var p *models.Person
	var who models.Who
	if id != nil {
		if p, who, err = s.tx.RightsOf(*id); err != nil {
			return false, err
		}
	}
	if p == nil || !p.Active {
		why := "Nobody stands for this rule any more: whoever published it has left. Somebody with the right to it publishes it again."
		if err := s.tx.PauseRule(s.rule.ID, why); err != nil {
			return true, err
		}
		return true, s.tx.FailRun(s.run, why)
	}
	s.tx.As(who)
	return false, nil
}

// settle keeps what became of a step and goes on from it.
func (s *step) settle(res result) error {
	shortenFacts(res.given)
	text, err := json.Marshal(models.StepOutput{Given: res.given, Items: res.items, Seen: res.seen, Branch: res.branch})
	if err != nil {
		return err
	}
	s.row.Output, s.row.Error, s.row.State = string(text), "", models.RunStepDone
	if res.waits {
		s.row.State = models.RunStepWaiting
	} else {
		s.row.FinishedAt = &s.tx.Now
	}
	if err := s.tx.KeepStep(s.row); err != nil {
		return err
	}
	switch {
	case res.waits:
		_, err := s.tx.MoveRun(s.run, models.RunWaiting)
		return err
	case res.over != "":
		_, err := s.tx.EndRun(s.run, models.RunDone, res.over)
		return err
	}
	return s.goOn(res.branch)
}

// goOn has the step after this one done, or ends the run.
func (s *step) goOn(branch string) error {
	key := ""
	if s.at != nil {
		key = s.at.Key
	}
	next, iter, err := following(s.def, key, s.iter, branch, s.rounds)
	if err != nil {
		return err
	}
	if next == "" {
		_, err := s.tx.EndRun(s.run, models.RunDone, "")
		return err
	}
	if s.run.State != models.RunRunning {
		if moved, err := s.tx.MoveRun(s.run, models.RunRunning); err != nil || !moved {
			return err
		}
	}
	return s.tx.Follow(stepWork(s.def, s.run.ID, next, iter, ""))
}

// stepWork is the work of a step, of the kind that the step needs and with as many tries as its block says.
func stepWork(def *blocks.Definition, runID, key, iter, again string) *models.Work {
	w := models.StepWork(runID, key, iter, again)
	if s, _ := def.Find(key); s != nil {
		w.Max = s.Tries
		if s.Do == blocks.CallWebhook {
			w.Kind = models.CallOutside
		}
	}
	return w
}

// rounds is how often a "for each" goes round.
func (s *step) rounds(key, iter string) (int, error) {
	row, err := s.tx.StepOfRun(s.run.ID, key, iter)
	if err != nil || row == nil {
		return 0, err
	}
	var o models.StepOutput
	err = json.Unmarshal([]byte(row.Output), &o)
	return len(o.Items), err
}

// made keeps one thing that the step made or changed.
func (s *step) made(e *models.RunEffect) error {
	e.RunID, e.StepKey, e.OriginKey = s.run.ID, s.at.Key, "run:"+s.run.ID+":"+s.at.Key
	if s.iter != "" {
		e.OriginKey += ":" + s.iter
	}
	if s.effects > 0 {
		e.OriginKey += "#" + strconv.Itoa(s.effects)
	}
	s.effects++
	return s.tx.KeepEffect(e)
}

// input keeps what a step was given, so that the page of the run shows it.
func (s *step) input(given map[string]string) {
	shorten(given)
	if b, err := json.Marshal(given); err == nil {
		s.row.Input = string(b)
	}
}
