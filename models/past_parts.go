package models

import (
	"slices"
	"strings"
)

// pastParts reads how the rows that belong to a thing stood at a moment, for each kind of them that is shown.
func (r *Read) pastParts(h *historyReader, p *Past) error {
	p.parts = make([][]map[string]any, len(p.Kind.parts))
	if p.of == nil {
		return nil
	}
	var inner map[string]bool
	if p.Kind.drafts != nil {
		var err error
		if inner, err = p.Kind.drafts(r, []string{p.Thing.ID}); err != nil {
			return err
		}
	}
	for i, part := range p.Kind.parts {
		if part.title == "" || part.inside || p.Kind.drafts != nil && !inner[p.Thing.ID] {
			continue
		}
		var ids []string
		if err := part.of(r, p.Thing.ID).Limit(mostPastParts).Pluck("id", &ids).Error; err != nil {
			return err
		}
		rows, err := r.rowsAt(part.entity, part.now, ids, p.Moment)
		if err != nil {
			return err
		}
		p.parts[i] = slices.DeleteFunc(rows, func(row map[string]any) bool {
			return stoodAt(row, p.Moment) != Stood || part.within != nil && !part.within(p, row)
		})
		for _, row := range p.parts[i] {
			h.wants(part.fields, row)
		}
	}
	return nil
}

// fillPastParts tells them.
func (r *Read) fillPastParts(h *historyReader, p *Past) error {
	if err := r.pastParts(h, p); err != nil {
		return err
	}
	if err := h.readNames(); err != nil {
		return err
	}
	for i, part := range p.Kind.parts {
		if len(p.parts[i]) == 0 {
			continue
		}
		told := PastPart{Title: part.title}
		for _, row := range p.parts[i] {
			one := PastRow{Name: part.name(row)}
			for _, f := range h.pastFields(part.fields, row) {
				if f.Value != "" && f.Value != one.Name {
					one.Fields = append(one.Fields, f)
				}
			}
			told.Rows = append(told.Rows, one)
		}
		p.Parts = append(p.Parts, told)
	}
	return nil
}

// name is what a row that belongs to a thing is called in a list of its kind.
func (part *historyPart) name(row map[string]any) string {
	for _, key := range []string{"Title", "Words", "Statement"} {
		if name := deepText(row, key); name != "" {
			return name
		}
	}
	if part.about == nil {
		return ""
	}
	return strings.TrimSpace(part.about(row))
}

// rowsField is the part as a field of rows, so that two states of it are told apart as those are.
func (part *historyPart) rowsField() HistoryField {
	noun := map[string]string{"process_step": "step", "task_item": "line of the checklist", "cadence": "clock", "pulse_line": "report", "intent": "sentence", "outcome_close": "close"}[part.entity]
	return HistoryField{key: part.entity, noun: noun, reads: asRows, link: rowTitle, rows: part.fields}
}

// currentOnly keeps of the steps of a process those of the version that counted then.
func currentOnly(p *Past, row map[string]any) bool {
	current := deepText(p.of, "Current.id")
	return current != "" && deepText(row, "ProcessVersionID") == current
}

// saidThen keeps of the sentences of a strategy the one that counted then, as it stood then.
func saidThen(p *Past, row map[string]any) bool {
	over, ended := instantIn(row["SupersededAt"])
	if ended && p.Moment.passed(over) {
		return false
	}
	if ended {
		row["State"] = InForce
	}
	return true
}

// sentencesNow, clocksNow, stepsNow, linesNow and reportsNow read rows that belong to a thing, in the order in which people see them.
func sentencesNow(r *Read, ids []string) (any, error) {
	return found[*Intent](r.DB().Where("id IN ?", ids).Order("created_at, id"))
}

func clocksNow(r *Read, ids []string) (any, error) {
	return found[*Cadence](r.DB().Where("id IN ?", ids).Order("clock, id"))
}

func stepsNow(r *Read, ids []string) (any, error) {
	return found[*ProcessStep](r.DB().Where("id IN ?", ids).Order("position, id"))
}

func linesNow(r *Read, ids []string) (any, error) {
	return found[*TaskItem](r.DB().Where("id IN ?", ids).Order("position, id"))
}

func reportsNow(r *Read, ids []string) (any, error) {
	return found[*PulseLine](r.DB().Where("id IN ?", ids).Order("place, id"))
}
