package models

import "throughline/models/day"

// promiseRule says which moves of dates count.
const promiseRule = "Each time a due date, deadline, review, ending or day of a next action was moved while somebody stood by it. Drafts, candidates, what is over and personal tasks do not count. A date that the same person sets right within an hour counts once, and a move that was taken back with its change not at all."

// laterRule says how the days of moves are added up.
const laterRule = "From each day to the one it was moved to, in calendar days, added up: later counts up, earlier counts down. A date that was taken away adds none, and a move that was taken back neither."

// Explain says how the number of moves came about, with those of each team (R30).
func (l *Ledger) Explain(today day.Day) Explanation {
	e := Explanation{Figure: "Promised dates moved", Result: Input{Value: ptr(float64(l.Moves))}, Formula: promiseRule, Day: today}
	return e.of(append([]Input{count("Dates that were moved", l.Things)}, l.byTeam(func(t TeamMoves) Input { return count("", t.Moves) })...)...)
}

// ExplainLater says how the days by which dates moved came about, with those of each team.
func (l *Ledger) ExplainLater(today day.Day) Explanation {
	days := func(n int) Input { return Input{Value: ptr(float64(n)), Unit: UnitDays} }
	e := Explanation{Figure: "Later, all together", Result: days(l.Days), Formula: laterRule, Day: today}
	return e.of(append([]Input{count("Moves", l.Moves)}, l.byTeam(func(t TeamMoves) Input { return days(t.Days) })...)...)
}

// ExplainUnsaid says how many moves have no reason, out of all.
func (l *Ledger) ExplainUnsaid(today day.Day) Explanation {
	return Counted("Moves without a reason", "Moves that count and for which nobody said why, out of all that count.", l.Unsaid, l.Moves, today, "")
}

// ExplainBack says how many moves were taken back.
func (l *Ledger) ExplainBack(today day.Day) Explanation {
	return Counted("Moves taken back", "Moves that were taken back with the change that made them, out of all moves. They count nowhere else.", l.Back, l.Moves+l.Back, today, "")
}

// byTeam are the teams behind a sum, each with what it adds.
func (l *Ledger) byTeam(of func(TeamMoves) Input) (list []Input) {
	for _, t := range l.Teams {
		in := of(t)
		if in.Name = "Of no team"; t.Team != nil {
			in.Name = t.Team.Name
		}
		list = append(list, in)
	}
	return list
}

// Explain says how often one date was moved and by how much, with each of its newest moves.
func (p *Promise) Explain(today day.Day) Explanation {
	e := Explanation{Figure: upperFirst(PromiseTitle(p.Promise)) + " of " + p.Thing.Ref + " moved", Result: Input{Value: ptr(float64(p.Moves)), Unit: unitTimes}, Formula: promiseRule + " " + laterRule, Day: today}
	list := []Input{{Name: "Later, all together", Value: ptr(float64(p.Days)), Unit: UnitDays}}
	if p.Unsaid > 0 {
		list = append(list, count("Without a reason", p.Unsaid))
	}
	for _, m := range p.Trail {
		in := Input{Name: "To " + m.ToDay.Short(), Value: ptr(float64(m.Days)), Unit: UnitDays, Day: m.MovedDay}
		switch {
		case m.TakenBackAt != nil:
			in = Input{Name: "To " + m.ToDay.Short(), Text: "Taken back, adds nothing", Day: m.MovedDay}
		case !m.ToDay.Valid():
			in.Name = "Taken away"
		}
		list = append(list, in)
	}
	e = e.of(list...)
	e.More += max(0, p.Moves+p.Back-len(p.Trail))
	return e
}
