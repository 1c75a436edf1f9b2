package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/models"
)

// The longest texts of a workflow that a list brings, as in the audit.
const (
	mostName = 300
	mostLine = 500
	mostText = 4_000
)

var (
	total    = regexp.MustCompile(`^(?:total|totals|sum|subtotal|grand total|gesamt|summe|totaal|total general|somme)(?: .{0,30})?$`)
	errorNow = regexp.MustCompile(`^#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$`)
	ticks    = map[string]bool{"x": true, "xx": true, "yes": true, "y": true, "1": true, "true": true, "ja": true, "oui": true, "si": true, "✓": true, "✔": true, "☑": true, "•": true}
	noTicks  = map[string]bool{"": true, "no": true, "n": true, "0": true, "false": true, "nein": true, "nee": true, "non": true, "-": true, "–": true, "☐": true}
)

// row reads one row into a workflow and says what becomes of it.
func (p *planner) row(cells Cells) *ListRow {
	r := &ListRow{Line: cells.Line, Choice: p.m.Rows[cells.Line], cells: map[string]string{}, Workflow: &models.Workflow{Verdict: models.Undecided}}
	refuse := func(why string) *ListRow { r.Fate, r.Why = FateRefused, why; return r }
	if why := p.collect(r, cells); why != "" {
		return refuse(why)
	}
	w := r.Workflow
	w.Name = oneLine(r.cells[MeansName])
	switch {
	case w.Name == "":
		return refuse("It has no name.")
	case len([]rune(w.Name)) > mostName:
		return refuse(fmt.Sprintf("Keep the name to %d characters; it has %s.", mostName, thousands(len([]rune(w.Name)))))
	}
	p.place(r)
	if why := p.effort(r, cells); why != "" {
		return refuse(why)
	}
	for means, at := range map[string]*string{MeansText: &w.Description, MeansInputs: &w.Inputs, MeansOutputs: &w.Outputs, MeansSteps: &w.Steps, MeansTools: &w.Technology} {
		if *at = r.cells[means]; len([]rune(*at)) > mostText {
			return refuse(fmt.Sprintf("Keep %s to %s characters; there are %s.", labelOf(means), thousands(mostText), thousands(len([]rune(*at)))))
		}
	}
	p.verdict(r, cells)
	p.fate(r)
	return r
}

// collect puts the cells under what they mean. It says why a row cannot be kept at all.
func (p *planner) collect(r *ListRow, cells Cells) (why string) {
	for i, cell := range cells.Cells {
		if i >= len(p.m.Columns) || p.m.Columns[i] == Ignored {
			continue
		}
		means := p.m.Columns[i]
		if err := fits(p.ColumnName(i), cell, maxText); err != nil {
			return strings.ToUpper(err.Error()[:1]) + err.Error()[1:]
		}
		cell = p.tidy(cell)
		if errorNow.MatchString(cell) {
			r.Notes = append(r.Notes, p.ColumnName(i)+" holds an error of the spreadsheet ("+cell+"); it counts as empty.")
			continue
		}
		switch had := r.cells[means]; {
		case cell == "" || strings.HasPrefix(means, MeansMoves):
		case had == "":
			r.cells[means] = cell
		case several[means] && !strings.Contains("\n"+had+"\n", "\n"+cell+"\n"):
			r.cells[means] = had + "\n" + cell
		case !several[means] && fold(had) != fold(cell):
			r.Notes = append(r.Notes, fmt.Sprintf("%s: “%s” counts, “%s” from %s does not.", labelOf(means), short(had), short(cell), p.ColumnName(i)))
		}
	}
	return ""
}

// tidy takes blanks from a cell's ends and the apostrophe that guards text which a spreadsheet would compute.
func (p *planner) tidy(cell string) string {
	cell = strings.Trim(strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n"), " \t\n\u00a0\ufeff")
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@", rune(cell[1])) {
		p.guarded++
		cell = cell[1:]
	}
	return cell
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// place settles the team and the owner.
func (p *planner) place(r *ListRow) {
	w := r.Workflow
	if name := oneLine(r.cells[MeansTeam]); name != "" {
		r.Team = name
		id := p.TeamCalled(name)
		if id == "" {
			id = p.unknown(0, p.m.Teams, name, NameLeftOut)
		}
		switch {
		case id == NameAsWords:
			w.OwnerText = name
			r.Notes = append(r.Notes, "There is no team “"+short(name)+"” here; it is kept as words beside the owner.")
		case id == NameLeftOut:
			r.Notes = append(r.Notes, "There is no team “"+short(name)+"” here; it comes in without a team.")
		case p.known[id]:
			w.TeamID = &id
			r.Team = p.Team(&id)
		}
	}
	name := oneLine(r.cells[MeansOwner])
	if name == "" {
		return
	}
	id := p.PersonCalled(name)
	if id == "" {
		id = p.unknown(1, p.m.People, name, NameAsWords)
	}
	switch {
	case id == NameLeftOut:
		r.Notes = append(r.Notes, "Nobody here is called “"+short(name)+"”; it comes in without an owner.")
	case id == NameAsWords || p.Person(&id) == "":
		w.OwnerText = short(name)
		r.Notes = append(r.Notes, "Nobody here is called “"+short(name)+"”; the name is kept in words.")
	default:
		w.OwnerPersonID, w.OwnerText = &id, ""
	}
}

// unknown notes a name that nobody here has, and gives what was chosen for it.
func (p *planner) unknown(which int, chosen map[string]string, name, otherwise string) string {
	key := fold(name)
	choice := chosen[key]
	if choice == "" {
		choice = otherwise
	}
	at := fmt.Sprint(which, key)
	if p.names[at] == nil {
		p.names[at] = &Unknown{Key: key, Name: name, Choice: choice}
		p.order[which] = append(p.order[which], at)
	}
	p.names[at].Rows++
	return choice
}

// verdict reads which outcomes the workflow moves, the verdict and its reason. What the strategy in force would refuse is left for later.
func (p *planner) verdict(r *ListRow, cells Cells) {
	w := r.Workflow
	moves := func(id string) {
		if !slices.ContainsFunc(w.Outcomes, func(l *models.WorkflowOutcome) bool { return l.OutcomeID == id }) {
			w.Outcomes = append(w.Outcomes, &models.WorkflowOutcome{OutcomeID: id})
		}
	}
	if whole := outcomeOf(p.World, r.cells[MeansOutcome]); whole != "" {
		moves(whole)
	} else {
		for _, one := range strings.FieldsFunc(r.cells[MeansOutcome], func(c rune) bool { return strings.ContainsRune(";,|\n", c) }) {
			if id := outcomeOf(p.World, one); id != "" {
				moves(id)
			} else if one = strings.TrimSpace(one); one != "" {
				r.Notes = append(r.Notes, "There is no outcome “"+short(one)+"”.")
			}
		}
	}
	for i, means := range p.m.Columns {
		id, column := strings.CutPrefix(means, MeansMoves)
		if !column || i >= len(cells.Cells) || p.Outcome(id) == nil {
			continue
		}
		switch cell := fold(cells.Cells[i]); {
		case ticks[cell]:
			moves(id)
		case !noTicks[cell]:
			r.Notes = append(r.Notes, fmt.Sprintf("%s: “%s” is no cross.", p.ColumnName(i), short(cell)))
		}
	}
	if reason := oneLine(r.cells[MeansReason]); len([]rune(reason)) > mostLine {
		r.Notes = append(r.Notes, fmt.Sprintf("Its reason is longer than %d characters and is left out.", mostLine))
	} else {
		w.VerdictReason = reason
	}
	if cell := r.cells[MeansVerdict]; cell != "" {
		if w.Verdict = verdictWords[plainWords(cell)]; w.Verdict == "" {
			w.Verdict = models.Undecided
			r.Notes = append(r.Notes, "“"+short(cell)+"” is no verdict; it stays undecided.")
		}
	}
}

func labelOf(means string) string {
	for _, m := range Meanings {
		if m.Key == means {
			return m.Label
		}
	}
	return means
}
