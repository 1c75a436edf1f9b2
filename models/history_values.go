package models

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"gorm.io/gorm"

	"throughline/models/day"
)

// wants notes the things that the values of a field point at, so that their names can be read together.
func (h *historyReader) wants(fields []HistoryField, of map[string]any) {
	if of == nil {
		return
	}
	for _, f := range fields {
		v := deep(of, f.key)
		switch f.reads {
		case asThing:
			h.wish(f.of, v)
		case asThings:
			for _, id := range valuesIn(v) {
				h.wish(f.of, id)
			}
		case asLinks:
			for _, row := range rowsIn(v) {
				if f.of != "" {
					h.wish(f.of, row[f.link])
				}
			}
		case asAny:
			for _, row := range rowsIn(v) {
				kind, _ := row["Type"].(string)
				h.wish(kind, row["ID"])
			}
		case asRows:
			for _, row := range rowsIn(v) {
				h.wants(f.rows, row)
			}
		}
	}
}

func (h *historyReader) wish(kind string, id any) {
	s, ok := id.(string)
	if !ok || s == "" || kind == "" {
		return
	}
	if h.want[kind] == nil {
		h.want[kind] = map[string]bool{}
	}
	h.want[kind][s] = true
}

// readNames reads the names of all that was wished for, a few queries for each kind. What this person may not know of is named by words
// that say nothing.
func (h *historyReader) readNames() error {
	for kind, ids := range h.want {
		if h.names[kind] == nil {
			h.names[kind] = map[string]HistoryName{}
		}
		var missing []string
		for id := range ids {
			if _, known := h.names[kind][id]; !known {
				missing = append(missing, id)
			}
		}
		slices.Sort(missing)
		for part := range slices.Chunk(missing, 500) {
			list, err := h.r.historyNames(kind, part)
			if err != nil {
				return err
			}
			for _, n := range list {
				h.names[kind][n.ID] = n
			}
		}
	}
	clear(h.want)
	return nil
}

// historyNames reads the names of some things of one kind.
func (r *Read) historyNames(kind string, ids []string) ([]HistoryName, error) {
	var names []HistoryName
	if kind == "metric" {
		err := r.DB().Model(&Metric{}).Select("id, ref, name").Where("id IN ?", ids).Limit(len(ids)).Scan(&names).Error
		return names, err
	}
	k := HistoryOf(kind)
	if k == nil {
		return nil, nil
	}
	if err := k.named(r).Where("id IN ?", ids).Limit(len(ids)).Scan(&names).Error; err != nil {
		return nil, err
	}
	open := map[string]bool{}
	if kind != "person" && kind != "team" {
		var seen []string
		if err := k.rows(r).Where("id IN ?", ids).Limit(len(ids)).Pluck("id", &seen).Error; err != nil {
			return nil, err
		}
		for _, id := range seen {
			open[id] = true
		}
	}
	for i := range names {
		if k.called != nil {
			names[i].Name = k.called(names[i].Name)
		}
		if kind != "person" && kind != "team" && !open[names[i].ID] {
			names[i] = HistoryName{ID: names[i].ID, Name: unseenWords, Hidden: true}
		}
	}
	return names, nil
}

// named is the table of the names of one kind.
func (k *HistoryKind) named(r *Read) *gorm.DB { return r.DB().Table("(?) AS things", k.names(r)) }

// thing names a thing in a sentence: "O3 Clinics stay", "Priya Raman".
func (h *historyReader) thing(kind string, id any) string {
	s, _ := id.(string)
	if s == "" {
		return ""
	}
	n, known := h.names[kind][s]
	switch {
	case !known:
		return "something that is gone"
	case n.Hidden, kind == "person", kind == "team", kind == "metric", kind == "approval_chain":
		return n.Name
	}
	return strings.TrimSpace(n.Ref + " " + n.Name)
}

// value is how a field of a recorded thing reads; empty when nothing stands there.
func (h *historyReader) value(f HistoryField, of map[string]any) string {
	v := deep(of, f.key)
	switch f.reads {
	case asNumber, asMoney, asHundred:
		return h.number(f, of, v)
	case asYes:
		if yes, _ := v.(bool); yes {
			return "yes"
		}
		return "no"
	case asThings, asLinks, asAny, asRows:
		return strings.Join(h.members(f, v), ", ")
	case asThing:
		return h.thing(f.of, v)
	}
	s, _ := v.(string)
	if (f.key == "DeadlineText" || f.key == "DueText") && !strings.ContainsFunc(s, unicode.IsLetter) {
		return "" // a day typed in figures: the day itself says it
	}
	switch f.reads {
	case asDay:
		return dayWords(s)
	case asInstant:
		if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
			return t.In(h.zone).Format("2 Jan 2006")
		}
	}
	return s
}

// dayWords is a recorded day as people read it; a word that is no day stays.
func dayWords(s string) string {
	if d := day.Day(s); d.Valid() {
		return d.Short()
	}
	return s
}

func (h *historyReader) number(f HistoryField, of map[string]any, v any) string {
	n, ok := v.(float64)
	if !ok {
		return ""
	}
	switch f.reads {
	case asMoney:
		return h.company.Money(h.loc, int64(n))
	case asHundred:
		if n == 0 {
			return ""
		}
		return h.loc.Number(n / 100)
	}
	if (f.key == "Priority" || f.key == "Confidence") && n == 0 { // not given
		return ""
	}
	if f.key == "Score" {
		n = Rounded(n, 1)
	}
	return Figure(h.loc, &n, deepText(of, f.of))
}

// members are the names of what a list holds.
func (h *historyReader) members(f HistoryField, v any) (names []string) {
	switch f.reads {
	case asThings:
		for _, id := range valuesIn(v) {
			names = append(names, h.thing(f.of, id))
		}
	case asLinks:
		for _, row := range rowsIn(v) {
			if f.of == "" {
				if s := strings.ReplaceAll(deepText(row, f.link), "_", " "); s != "" {
					names = append(names, s)
				}
			} else if name := h.thing(f.of, row[f.link]); name != "" {
				names = append(names, name)
			}
		}
	case asAny:
		for _, row := range rowsIn(v) {
			kind, _ := row["Type"].(string)
			names = append(names, h.thing(kind, row["ID"]))
		}
	case asRows:
		for i, row := range rowsIn(v) {
			names = append(names, rowName(f, row, i))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// rowName names a row within a thing: a metric of an outcome, a stage of a chain.
func rowName(f HistoryField, row map[string]any, i int) string {
	if name := deepText(row, f.link); name != "" {
		return name
	}
	return f.noun + " " + itoa(i+1)
}

func valuesIn(v any) []any {
	l, _ := v.([]any)
	return l
}

func rowsIn(v any) (rows []map[string]any) {
	for _, one := range valuesIn(v) {
		if row, ok := one.(map[string]any); ok {
			rows = append(rows, row)
		}
	}
	return rows
}
