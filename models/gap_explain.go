package models

import "throughline/models/day"

// gapList is where the whole list behind a part stands, as links name it.
const gapList = "gap"

// Explain says how a part of the gap came about.
func (p GapPart) Explain(at day.Day) Explanation {
	unit := ""
	if p.Hours {
		unit = UnitHours
	}
	e := Explanation{Figure: p.Title, Formula: p.Rule, Day: at, Kind: gapList, Ref: p.Key, Result: said("", p.Nothing)}
	if p.Known() {
		e.Result = Input{Value: ptr(p.Amiss), Of: ptr(p.Of), Unit: unit}
	}
	connected := said("Connected", "Not known")
	if p.Known() {
		connected = input("Connected", ptr(p.ConnectedShown()), UnitPercent)
	}
	return e.of(input("Amiss", ptr(p.Amiss), unit), input("Out of", ptr(p.Of), unit), connected, input("Weight in the score", ptr(p.Weight), ""))
}

// ExplainScore says how the score of some parts came about: each part with its weight.
func ExplainScore(parts []GapPart, at day.Day) Explanation {
	score, weight := GapScore(parts)
	e := Explanation{Figure: "Execution gap, score", Formula: ScoreRule, Day: at, Kind: "gap-page", Result: said("", "No score: less than half of the weight is known")}
	if score != nil {
		e.Result = Input{Value: score, Of: ptr(100.0)}
	}
	var list []Input
	for _, p := range parts {
		in := Input{Name: p.Title, Kind: gapList, Ref: p.Key, Part: ptr(p.Weight), Parts: ptr(weight)}
		if p.Known() {
			in.Value, in.Unit = ptr(p.ConnectedShown()), UnitPercent
		} else {
			in = Input{Name: p.Title, Text: "Not known, left out with its weight of " + itoa(int(p.Weight)), Kind: gapList, Ref: p.Key}
		}
		list = append(list, in)
	}
	return e.of(list...)
}
