package form

import (
	"strings"

	"throughline/models/day"
)

// NotAnswered stands on check-answers pages where nothing was given.
const NotAnswered = "Not answered"

// Answer is the bound value as a person reads it: the option's label, the number with its unit, the day in words.
func (f *Field) Answer() string {
	if f.Kind == KindTick {
		if *f.tick {
			return "Yes"
		}
		return "No"
	}
	if f.Kind == KindWhole && (*f.whole != 0 || f.zeroCounts()) {
		return f.withUnit(float64(*f.whole))
	}
	if f.Kind == KindWhole || f.empty() {
		return NotAnswered
	}
	switch f.Kind {
	case KindPassword:
		return "Set, not shown"
	case KindNumber:
		return f.quantityAnswer()
	case KindDate:
		return f.dateAnswer()
	case KindPick:
		if *f.str == "" {
			return *f.words
		}
		return f.dir.Label(*f.str)
	case KindChoice:
		return f.optionLabel(*f.str)
	case KindMany:
		labels := make([]string, len(*f.list))
		for i, value := range *f.list {
			labels[i] = f.optionLabel(value)
		}
		return strings.Join(labels, ", ")
	}
	return *f.str
}

func (f *Field) quantityAnswer() string {
	if f.words != nil && *f.words != "" {
		if n, err := ParseNumber(*f.words, f.loc); *f.num == nil || err != nil || n != **f.num || strings.HasSuffix(*f.words, "%") {
			return *f.words
		}
	}
	return f.withUnit(**f.num)
}

func (f *Field) withUnit(n float64) string {
	switch f.Unit {
	case "":
		return f.loc.Number(n)
	case "%":
		return f.loc.Number(n) + "\u00a0%"
	}
	return f.loc.Number(n) + " " + f.Unit
}

func (f *Field) dateAnswer() string {
	if !f.date.Valid() {
		return *f.words
	}
	if f.words != nil && *f.words != "" {
		if _, err := day.Parse(*f.words, f.loc.Order); err != nil {
			return f.date.Long() + " (“" + *f.words + "”)"
		}
	}
	return f.date.Long()
}

func (f *Field) optionLabel(value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return "As stored (no longer on the list)"
}
