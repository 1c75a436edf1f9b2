package models

import (
	"slices"
	"strings"
)

// differences says field by field what a thing has after a change that it had not before.
func (h *historyReader) differences(fields []HistoryField, was, is map[string]any) (lines []DeedLine) {
	for _, f := range fields {
		if f.reads == asWhy {
			continue
		}
		lines = append(lines, h.difference(f, was, is)...)
	}
	return lines
}

func (h *historyReader) difference(f HistoryField, was, is map[string]any) []DeedLine {
	a, b := deep(was, f.key), deep(is, f.key)
	switch f.reads {
	case asRows:
		if f.differ != nil {
			var lines []DeedLine
			for _, say := range f.differ(h, was, is) {
				lines = append(lines, DeedLine{Label: f.label(), Say: strings.ToUpper(say[:1]) + say[1:] + "."})
			}
			return lines
		}
		return h.changedRows(f, rowsIn(a), rowsIn(b))
	case asThings, asLinks, asAny:
		return h.changedMembers(f, h.members(f, a), h.members(f, b))
	case asSaid:
		if sameValue(a, b) {
			return nil
		}
		return []DeedLine{{Label: f.label(), Say: saidAs(f, textIn(a), textIn(b), "Changed the "+f.noun+".")}}
	}
	if sameValue(a, b) {
		return nil
	}
	before, after := h.value(f, was), h.value(f, is)
	if before == after {
		return nil
	}
	line := DeedLine{Label: f.label(), Was: before, Is: after}
	switch f.reads {
	case asText:
		line.Pieces = Differ(before, after)
		line.Say = changedText(f.noun, before, after)
	case asYes:
		line.Say = fullStop("It is " + f.noun + " now: " + after)
		if b == true {
			line.Say = "Ticked “" + f.noun + "”."
		} else {
			line.Say = "Took the tick from “" + f.noun + "”."
		}
	default:
		line.Say = changedValue(f, before, after)
	}
	return []DeedLine{line}
}

func saidAs(f HistoryField, was, is, usual string) string {
	if f.tell != nil {
		return f.tell(was, is)
	}
	return usual
}

func textIn(v any) string {
	s, _ := v.(string)
	return s
}

// changedValue says that a value is another one.
func changedValue(f HistoryField, was, is string) string {
	if f.reads == asWords {
		was, is = quotedWords(was), quotedWords(is)
	}
	if f.tell != nil {
		return f.tell(was, is)
	}
	did := "Changed"
	if f.reads == asDay {
		did = "Moved"
	}
	switch {
	case was == "":
		return fullStop("Set " + articled(f.noun) + " to " + is)
	case is == "":
		return fullStop("Took " + articled(f.noun) + " away; it was " + was)
	}
	return fullStop(did + " " + articled(f.noun) + " from " + was + " to " + is)
}

// fullStop ends a sentence, unless what it names at its end has ended it.
func fullStop(s string) string {
	if end := strings.TrimSuffix(s, "”"); strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") {
		return s
	}
	return s + "."
}

// articled puts "the" before the name of a field, where it is not half a sentence by itself.
func articled(noun string) string {
	if strings.HasPrefix(noun, "what ") {
		return noun
	}
	return "the " + noun
}

func changedText(noun, was, is string) string {
	switch {
	case was == "":
		return "Wrote " + articled(noun) + ":"
	case is == "":
		return "Took " + articled(noun) + " away:"
	}
	return "Changed " + articled(noun) + ":"
}

func quotedWords(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// changedMembers says what a list has more and less.
func (h *historyReader) changedMembers(f HistoryField, was, is []string) (lines []DeedLine) {
	came, went := withoutAll(is, was), withoutAll(was, is)
	all := DeedLine{Label: f.label(), Was: strings.Join(was, ", "), Is: strings.Join(is, ", ")}
	if len(came) > 0 {
		line := all
		line.Say = fullStop("Tied it to " + strings.Join(came, ", "))
		lines = append(lines, line)
	}
	if len(went) > 0 {
		line := all
		line.Say = fullStop("Loosened it from " + strings.Join(went, ", "))
		lines = append(lines, line)
	}
	return lines
}

func withoutAll(list, have []string) (out []string) {
	for _, one := range list {
		if !slices.Contains(have, one) {
			out = append(out, one)
		}
	}
	return out
}

// changedRows says what became of the rows within a thing; a row is the same when its id is.
func (h *historyReader) changedRows(f HistoryField, was, is []map[string]any) (lines []DeedLine) {
	before := map[string]map[string]any{}
	for _, row := range was {
		before[deepText(row, "id")] = row
	}
	kept := map[string]bool{}
	for i, row := range is {
		name := quotedWords(rowName(f, row, i))
		old := before[deepText(row, "id")]
		if old == nil {
			lines = append(lines, DeedLine{Label: f.label(), Is: rowName(f, row, i), Say: "Added the " + f.noun + " " + name + "."})
			continue
		}
		kept[deepText(row, "id")] = true
		for _, line := range h.differences(f.rows, old, row) {
			line.Label = rowName(f, row, i) + ": " + strings.ToLower(line.Label[:1]) + line.Label[1:]
			line.Say = strings.TrimSuffix(line.Say, ".") + ", for the " + f.noun + " " + name + "."
			lines = append(lines, line)
		}
	}
	for i, row := range was {
		if !kept[deepText(row, "id")] {
			lines = append(lines, DeedLine{Label: f.label(), Was: rowName(f, row, i), Say: "Took away the " + f.noun + " " + quotedWords(rowName(f, row, i)) + "."})
		}
	}
	return lines
}

// sameValue tells whether two recorded values are the same; nothing and an empty one are.
func sameValue(a, b any) bool {
	if blankValue(a) && blankValue(b) {
		return true
	}
	switch x := a.(type) {
	case string, float64, bool:
		return x == b
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, sameValue)
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			return false
		}
		for key := range x {
			if !sameValue(x[key], y[key]) {
				return false
			}
		}
		return len(x) == len(y)
	}
	return a == nil && b == nil
}

func blankValue(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case string:
		return x == ""
	case []any:
		return len(x) == 0
	case bool:
		return !x
	}
	return false
}
