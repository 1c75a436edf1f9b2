package models

import (
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// PastStrategy is a whole strategy as it was at a moment: its sentence, and what belonged to it.
type PastStrategy struct {
	*Strategy
	Moment   PastMoment
	Stood    PastStanding
	State    string // its state then
	Sentence string // empty when none was written yet
	Kinds    []*PastKind
	Began    Beginning
}

// PastKind is what belonged to a strategy of one kind.
type PastKind struct {
	Kind   *HistoryKind
	Things []*PastThing
}

// PastThing is one of them in a line of a list.
type PastThing struct {
	ID, Ref, Title string
	Owner          string
	When           string // its deadline or due date
	Aim            string // from what to what, hours a week, or which version
	State          string
	of             map[string]any
}

// pastKinds are the kinds of things that are shown with a strategy, and of which rows each time: those of the strategy itself, and for the work
// of the company, which belongs to no strategy, all of it.
var pastKinds = []struct {
	kind *HistoryKind
	of   func(*gorm.DB, string) *gorm.DB
}{
	{historyOutcome, ofOne}, {historyGoal, ofOne}, {historyObjective, ofOne}, {historyProcess, ofOne}, {historyWorkflow, ofAll}, {historyInitiative, ofAll},
}

func ofOne(g *gorm.DB, strategy string) *gorm.DB { return g.Where("strategy_id = ?", strategy) }
func ofAll(g *gorm.DB, _ string) *gorm.DB        { return g }

// PastStrategyOf is a strategy as it was at a moment. A draft is there for its authors and executives only.
func (r *Read) PastStrategyOf(ref string, m PastMoment, reader ReadsAs) (*PastStrategy, error) {
	it, err := r.HistoryThing(historyStrategy, ref)
	if err != nil {
		return nil, err
	}
	h, err := r.historyReader(reader.Loc, reader.Zone)
	if err != nil {
		return nil, err
	}
	p, err := r.pastStrategy(h, it, m)
	if err != nil {
		return nil, err
	}
	return p, h.tellPast(p)
}

// pastStrategy reads how a strategy stood, before it is told.
func (r *Read) pastStrategy(h *historyReader, it HistoryName, m PastMoment) (*PastStrategy, error) {
	p := &PastStrategy{Moment: m}
	rows, err := found[*Strategy](r.DB().Where("id = ?", it.ID))
	if err != nil || len(rows) == 0 {
		return nil, orNotFound(err, "This strategy")
	}
	p.Strategy = rows[0]
	if p.Began, err = r.RecordBegan(historyStrategy, it); err != nil {
		return nil, err
	}
	states, err := r.statesAt(historyStrategy, []string{it.ID}, m)
	if err != nil {
		return nil, err
	}
	if p.Stood, p.State = states[it.ID].Stood, deepText(states[it.ID].of, "State"); states[it.ID].of == nil {
		return p, nil
	}
	if p.Sentence, err = r.sentenceAt(it.ID, m); err != nil {
		return nil, err
	}
	for _, k := range pastKinds {
		kind, err := r.pastKind(h, k.kind, k.of(k.kind.rows(r), it.ID), it.ID, m)
		if err != nil {
			return nil, err
		}
		p.Kinds = append(p.Kinds, kind)
	}
	return p, nil
}

func orNotFound(err error, what string) error {
	if err != nil {
		return err
	}
	return NotFound(what)
}

// sentenceAt is the sentence that a strategy stood on at a moment.
func (r *Read) sentenceAt(strategyID string, m PastMoment) (string, error) {
	var ids []string
	if err := r.DB().Model(&Intent{}).Where("strategy_id = ?", strategyID).Limit(mostPastParts).Pluck("id", &ids).Error; err != nil {
		return "", err
	}
	rows, err := r.rowsAt("intent", sentencesNow, ids, m)
	said := ""
	for _, row := range rows {
		if stoodAt(row, m) == Stood && saidThen(&Past{Moment: m}, row) {
			said = deepText(row, "Statement")
		}
	}
	return said, err
}

// pastKind reads what belonged to a strategy of one kind.
func (r *Read) pastKind(h *historyReader, kind *HistoryKind, of *gorm.DB, strategyID string, m PastMoment) (*PastKind, error) {
	var ids []string
	if err := of.Order("id").Limit(most).Pluck("id", &ids).Error; err != nil {
		return nil, err
	}
	k := &PastKind{Kind: kind}
	states, err := r.statesAt(kind, ids, m)
	if err != nil {
		return nil, err
	}
	for id, s := range states {
		if s.of == nil || s.Stood != Stood || kind.strat && deepText(s.of, "StrategyID") != strategyID || kind == historyOutcome && deepText(s.of, "State") == OutcomeAside {
			continue
		}
		h.wants(kind.fields, s.of)
		k.Things = append(k.Things, &PastThing{ID: id, Ref: deepText(s.of, "Ref"), of: s.of})
	}
	slices.SortFunc(k.Things, func(a, b *PastThing) int { return refOrder(a.Ref, b.Ref) })
	return k, nil
}

// tellPast puts what belonged to a strategy in words.
func (h *historyReader) tellPast(p *PastStrategy) error {
	if err := h.readNames(); err != nil {
		return err
	}
	for _, k := range p.Kinds {
		for _, t := range k.Things {
			h.tellThing(k.Kind, t)
		}
	}
	return nil
}

func (h *historyReader) tellThing(kind *HistoryKind, t *PastThing) {
	t.Title = h.titleOf(kind, t.of)
	for _, key := range []string{"OwnerPersonID", "OwnerTeamID", "TeamID"} {
		of := "team"
		if key == "OwnerPersonID" {
			of = "person"
		}
		if t.Owner == "" {
			t.Owner = h.thing(of, t.of[key])
		}
	}
	if t.Owner == "" {
		t.Owner = deepText(t.of, "OwnerText")
	}
	for _, key := range []string{"Deadline", "DeadlineText", "DueDay", "DueText"} {
		if t.When == "" {
			t.When = dayWords(deepText(t.of, key))
		}
	}
	t.State = deepText(t.of, "State")
	switch kind {
	case historyOutcome:
		t.Aim = h.aimsOfOutcome(t.of)
	case historyGoal:
		t.Aim = h.aimAs(t.of, &Goal{})
	case historyObjective:
		t.Aim = h.aimAs(t.of, &Objective{})
	case historyWorkflow:
		t.State = strings.ReplaceAll(deepText(t.of, "Verdict"), "_", " ")
		if hours, known := t.of["Hours"].(float64); known {
			t.Aim = h.loc.Number(hours) + " hours a week"
		}
	case historyProcess:
		t.State = deepText(t.of, "Current.State")
		if n, known := deep(t.of, "Current.N").(float64); known {
			t.Aim = "Version " + h.loc.Number(n)
		}
	case historyInitiative:
		t.Aim = deepText(t.of, "SuccessMetric")
	}
}

// withCourse is what has a way from a baseline to a target.
type withCourse interface{ Course() Course }

// aimAs brings a recorded goal or objective back, and says its way without the day.
func (h *historyReader) aimAs(of map[string]any, into withCourse) string {
	if b, err := json.Marshal(of); err != nil || json.Unmarshal(b, into) != nil {
		return ""
	}
	return into.Course().Undated().Said(h.loc)
}

// aimsOfOutcome says the ways of the metrics of a recorded outcome.
func (h *historyReader) aimsOfOutcome(of map[string]any) string {
	var o Outcome
	if b, err := json.Marshal(of); err != nil || json.Unmarshal(b, &o) != nil {
		return ""
	}
	var says []string
	for _, m := range o.Measures {
		c := Course{Direction: m.Direction, Unit: m.Unit, From: m.Baseline, To: m.Target, FromText: m.BaselineText, ToText: m.TargetText, Withheld: m.TargetWithheld}
		if m.Direction == Band {
			c.From, c.To = m.Low, m.High
		}
		say := c.Said(h.loc)
		if m.Metric != nil && m.Metric.Name != "" {
			say = strings.TrimRight(m.Metric.Name, ".:") + ", " + say
		}
		says = append(says, strings.TrimSuffix(say, ", "))
	}
	return strings.Join(says, "; ")
}
