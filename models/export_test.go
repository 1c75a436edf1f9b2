package models

import (
	"strings"

	"throughline/models/day"
)

// PartColumns gives, for each table, the column in which the mark of its part stands; empty when nothing is held of it.
func PartColumns() map[string]string {
	list, _, _ := strings.Cut(strings.TrimPrefix(readRevision, "SELECT mark, "), " FROM")
	columns := strings.Split(list, ", ")
	out := map[string]string{}
	for table, part := range tableParts {
		out[table] = ""
		for i, column := range columns {
			if part == 1<<i {
				out[table] = column
			}
		}
	}
	return out
}

// AuditFactsOf reads what the audit of a strategy looks at.
func AuditFactsOf(r *Read, s *Strategy) (*AuditFacts, error) { return r.auditFacts(s) }

// GapFactsOf reads what the execution gap is computed from.
func GapFactsOf(r *Read) (*GapFacts, error) { return r.gapFacts() }

// SymptomFactsOf reads what symptoms are found in.
func SymptomFactsOf(r *Read) (*SymptomFacts, error) { return r.symptomFacts() }

// ThingOf reads one thing whole, as changes read it.
func ThingOf(r *Read, kind, id string) (Entity, error) {
	list, err := kindByKey(kind).load(r, []string{id})
	if err != nil || len(list) != 1 {
		return nil, err
	}
	return list[0], nil
}

// LikenessShown is how alike two titles are said to be, in percent; 0 where they are not taken for alike.
func LikenessShown(a, b string) float64 {
	teams := []string{"t1", "t2"}
	for _, p := range closest([]*Undertaking{{ID: "a", Title: a, TeamID: &teams[0]}, {ID: "b", Title: b, TeamID: &teams[1]}}) {
		return p.percent()
	}
	return 0
}

// LookIn looks for symptoms in facts that a test makes.
func LookIn(tx *Tx, f *SymptomFacts) error { _, err := tx.lookIn(f); return err }

// Waited is a wait of so many working days.
func (w TeamWait) Waited(days float64) *TeamWait { w.days = days; return &w }

// AddQuiet adds a metric that nobody has read since a day.
func (f *SymptomFacts) AddQuiet(m *Metric, since day.Day, o QuietOutcome) {
	f.Quiet = append(f.Quiet, quietMetric{m, &MetricSilence{Ref: m.Ref, Metric: m.Name, Since: since, Cadence: m.CadenceDays, Outcomes: []QuietOutcome{o}}})
}
