package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// AuditPage is the five-element audit as it stands, or one run of it as it was kept.
type AuditPage struct {
	*models.StrategyAudit // nil while there is nothing to audit
	Choice                models.AuditChoice
	Choices               []models.AuditChoice
	Last                  *models.AuditRun // the newest run that was kept; nil when none was
	Run                   *models.AuditRun // the run that is shown; nil for the live page
}

// AuditHistory is the runs of the audit of one strategy, newest first.
type AuditHistory struct {
	Choice  models.AuditChoice
	Choices []models.AuditChoice
	Runs    []*models.KeptAudit

	From, To *models.KeptAudit // two that were picked to be compared; nil when none were
	Between  []models.AuditChange
}

// Compare picks two runs by their references and says what changed from one to the other.
func (v *AuditHistory) Compare(from, to string) error {
	if from == "" && to == "" {
		return nil
	}
	for _, k := range v.Runs {
		if k.Ref == from {
			v.From = k
		}
		if k.Ref == to {
			v.To = k
		}
	}
	if v.From == nil || v.To == nil {
		return models.NotFound("One of these runs")
	}
	if v.From.CreatedAt.After(v.To.CreatedAt) {
		v.From, v.To = v.To, v.From
	}
	v.Between = models.AuditChanges(v.From.Says, v.To.Says)
	return nil
}

// standMark is the sign and word of a standing.
func standMark(s models.Stand) (tone, icon, word string) {
	switch s {
	case models.Present:
		return "ok", "ok", "Present"
	case models.Partial:
		return "risk", "risk", "Partial"
	}
	return "off", "off", "Missing"
}

// auditChoice is what one choice is called.
func auditChoice(c models.AuditChoice) string {
	if c.Operations != nil {
		return c.Operations.Name + ", " + c.Operations.State
	}
	if c.Strategy == nil {
		return "What was brought in"
	}
	title := c.Strategy.Title
	if title == "" {
		title = c.Strategy.Ref
	}
	return title + ", " + c.Strategy.State
}

// breaksWords says where execution breaks first, and why.
func (v AuditPage) breaksWords() (heading, why string) {
	e := v.Breaks()
	if e == nil {
		return "All five elements are present", "Nothing stands between this strategy and work that teams own. The audit runs again each week."
	}
	heading = "Execution breaks first here: " + e.Title()
	if e.Standing == models.Partial {
		heading = "Nothing is missing. The first that is only partial: " + e.Title()
	}
	for _, c := range e.Checks {
		if c.None != "" {
			return heading, c.None
		}
	}
	var open []string
	for _, c := range e.Checks {
		if c.Holds() != models.Present {
			open = append(open, c.Title+": "+itoa(c.N)+" of "+itoa(c.Of))
		}
	}
	return heading, strings.Join(open, ". ") + "."
}

// auditMend is where an element is mended; empty for who may not.
func (p Page) auditMend(v AuditPage, key string) (label, href string) {
	if s := v.Choice.Operations; s != nil && p.Who.MayRunOperations(s) && (key == models.ElementIntent || key == models.ElementGoals) {
		if s.State == models.Draft {
			return "Its steps", link.OperationsStep(s.Ref, s.Resume())
		}
		return "Its next version", link.OperationsStrategy(s.Ref)
	} else if s != nil && (key == models.ElementIntent || key == models.ElementGoals) {
		return "", ""
	}
	if key == models.ElementResources {
		return "People, money and tools", link.Allocations("", "", "", "")
	}
	if key == models.ElementTriggers {
		return "Handoff rules", link.Rules(nil, 1)
	}
	if !p.Who.Aligns() {
		return "", ""
	}
	switch key {
	case models.ElementIntent:
		return "Step 1 of the alignment", link.Step("intent")
	case models.ElementGoals:
		return "Step 5 of the alignment", link.Step("goals")
	}
	return "Step 4 of the alignment", link.Step("redesign")
}

// auditItemHref leads to a piece of evidence; empty for words without a page.
func auditItemHref(i models.AuditItem) string {
	if i.Ref == "" {
		return ""
	}
	return link.Thing(i.Kind, i.Ref)
}

// auditOperations parts the choices by layer: organizational strategies with what was brought in, and operations strategies.
func auditOperations(choices []models.AuditChoice) (organizational, operations []models.AuditChoice) {
	for _, c := range choices {
		if c.Operations != nil {
			operations = append(operations, c)
		} else {
			organizational = append(organizational, c)
		}
	}
	return organizational, operations
}

// fewLacking is how many things that lack something a check shows at once; the rest opens.
const fewLacking = 3

// picks are the two lists of runs to compare.
func (v AuditHistory) picks() []choice {
	var runs []form.Option
	for _, k := range v.Runs {
		runs = append(runs, form.Option{Value: k.Ref, Label: k.Day.Long() + ", " + k.Ref})
	}
	from, to := v.Runs[1].Ref, v.Runs[0].Ref
	if v.From != nil && v.To != nil {
		from, to = v.From.Ref, v.To.Ref
	}
	return []choice{{"from", "From", "", from, runs}, {"to", "To", "", to, runs}}
}

// AuditList is one page of everything that a check looks at.
type AuditList struct {
	*models.AuditCheck
	Choice         models.AuditChoice
	Title          string // of what is audited
	Lacking, Found []models.AuditItem
	Paging         parts.Paging
}

// checkHow explains the figure of a check; as it stands, it leads to everything that was looked at.
func (p Page) checkHow(v AuditPage, c models.AuditCheck) parts.How {
	h := p.besideEnd(c.Explain(v.Day))
	if v.Run != nil {
		h.At = "Counted for " + v.Day.Short() + " and kept so."
	} else if c.Of > 0 {
		h.To = link.AuditList(v.Choice.Key, c.Key, 1)
	}
	return h
}
