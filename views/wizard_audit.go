package views

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// AuditRows is how many rows one page of the audit shows: all of most companies, and fewer than one post may carry.
const AuditRows = 400

// auditHref is the audit narrowed as a query says, at a place in the list.
func auditHref(q wizard.Query, from int) string {
	v := url.Values{}
	for name, value := range map[string]string{"find": q.Find, "team": q.Team, "only": q.Only} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.ByTeam {
		v.Set("group", "team")
		if len(q.Fold) > 0 {
			v.Set("fold", strings.Join(q.Fold, ","))
		}
	}
	if from > 0 {
		v.Set("from", strconv.Itoa(from))
	}
	if len(v) == 0 {
		return link.Step("audit")
	}
	return link.Step("audit") + "?" + v.Encode()
}

func (p WizardStep) paging() parts.Paging {
	q := p.Sheet.Query
	page := parts.Paging{From: p.From + 1, To: min(p.From+AuditRows, p.Total), Total: p.Total}
	if p.From > 0 {
		page.Prev = auditHref(q, max(0, p.From-AuditRows))
	}
	if page.To < p.Total {
		page.Next = auditHref(q, p.From+AuditRows)
	}
	return page
}

// AuditStates are what the audit can be narrowed to.
var AuditStates = []form.Option{
	{Value: "", Label: "Any verdict"}, {Value: models.Undecided, Label: "Undecided"}, {Value: wizard.Unmapped, Label: "Moves no outcome"}, {Value: models.Keep, Label: "Keep"},
	{Value: models.Redesign, Label: "Redesign"}, {Value: models.Stop, Label: "Stop"}, {Value: models.OutcomeMissing, Label: "Outcome missing"},
}

// states are what the list offers; a page narrowed to one outcome or one kind of advice offers to stay so.
func (p WizardStep) states() []form.Option {
	if o := p.world().OutcomeByRef(p.Sheet.Query.Only); o != nil {
		return append(AuditStates[:len(AuditStates):len(AuditStates)], form.Option{Value: o.Ref, Label: "Moves " + o.Ref})
	}
	for _, a := range p.advices() {
		if a.Code == p.Sheet.Query.Only {
			return append(AuditStates[:len(AuditStates):len(AuditStates)], form.Option{Value: a.Code, Label: a.Short})
		}
	}
	return AuditStates
}

// narrowed tells whether the page shows a part of the workflows.
func (p WizardStep) narrowed() bool {
	q := p.Sheet.Query
	return q.Find != "" || q.Team != "" || q.Only != ""
}

// auditCount says how many workflows the page is about.
func (p WizardStep) auditCount() string {
	all, undecided, hidden := 0, 0, 0
	for _, g := range p.world().AuditGroups(p.Sheet.Query) {
		all += g.All
		undecided += g.Undecided
		if g.Folded && p.Sheet.Query.ByTeam {
			hidden += g.All
		}
	}
	text := say.Count(p.loc(), all, "workflow", "workflows")
	if p.narrowed() {
		text = fmt.Sprintf("%d of %s", all, say.Count(p.loc(), len(p.world().Workflows), "workflow", "workflows"))
	}
	text += fmt.Sprintf(", %d undecided", undecided)
	if hidden > 0 {
		text += fmt.Sprintf("; %d in folded teams", hidden)
	}
	return text
}

// groupWords are a team's hours and what still waits for a verdict there.
func groupWords(loc form.Locale, g *wizard.AuditGroup) string {
	text := say.Count(loc, g.All, "workflow", "workflows") + ", " + models.Hours(loc, g.Hours) + " a week"
	if g.Unknown > 0 {
		text += fmt.Sprintf(" (%d not known)", g.Unknown)
	}
	if g.Undecided == 0 {
		return text + ", all decided"
	}
	return text + fmt.Sprintf(", %d undecided", g.Undecided)
}

// foldHref folds a team, or opens it again.
func foldHref(q wizard.Query, g *wizard.AuditGroup) string {
	var fold []string
	for _, ref := range q.Fold {
		if ref != g.Ref {
			fold = append(fold, ref)
		}
	}
	if !g.Folded {
		fold = append(fold, g.Ref)
	}
	q.Fold = fold
	return auditHref(q, 0)
}

// groupRows are the rows of the page that stand under one team.
func (p WizardStep) groupRows() map[string][]*form.Row {
	in := map[string][]*form.Row{}
	for _, row := range p.rows("workflows").Items {
		ref := wizard.NoTeam
		if f := p.world().Workflow(row.ID); f != nil {
			ref = p.world().GroupOf(f)
		}
		in[ref] = append(in[ref], row)
	}
	return in
}

func workflowOf(w *wizard.World, row *form.Row) *models.Workflow {
	if f := w.Workflow(row.ID); f != nil {
		return f
	}
	return &models.Workflow{}
}

// hoursWords are a workflow's hours in its row.
func hoursWords(loc form.Locale, f *models.Workflow) string {
	if h, known := models.WeeklyHours(f); known {
		return models.Hours(loc, h)
	}
	return "not known"
}

// effort carries what is known of a workflow's effort to the fields that the script opens at its row.
func effort(loc form.Locale, f *models.Workflow) string {
	v := url.Values{}
	put := func(name string, n *float64) {
		if n != nil {
			v.Set(name, loc.Typed(*n))
		}
	}
	put("hours", f.Hours)
	put("times", f.Times)
	put("minutes", f.Minutes)
	put("attendees", f.Attendees)
	if f.EffortText != "" {
		v.Set("hours", f.EffortText)
	}
	if f.Per != "" {
		v.Set("per", f.Per)
	}
	return v.Encode()
}

// needs tells which verdicts ask for more than the verdict.
func needs(verdict string) string {
	switch verdict {
	case models.Stop:
		return "stop"
	case models.OutcomeMissing:
		return "missing"
	}
	return ""
}

func picked(f *form.Field) string {
	if len(f.Picked) > 0 {
		return f.Picked[0]
	}
	return ""
}

var effortSpan = map[string]string{"hours": "s3", "times": "s2", "per": "s3", "minutes": "s2", "attendees": "s2"}

func effortWrong(row *form.Row) bool {
	return wrong(row, "hours", "times", "per", "minutes", "attendees")
}

func moreWrong(row *form.Row) bool { return wrong(row, "reason", "carrier", "day") }

func wrong(row *form.Row, keys ...string) bool {
	for _, key := range keys {
		if f := row.Field(key); f != nil && f.Problem != "" {
			return true
		}
	}
	return false
}

// allMatching is the button that takes all workflows the page is narrowed to.
func allMatching(p WizardStep) string {
	n := len(p.world().AuditMatches(p.Sheet.Query))
	if p.narrowed() {
		return "Change all that are shown (" + p.loc().Number(float64(n)) + ")"
	}
	return "Change all " + p.loc().Number(float64(n))
}

// AuditFigures are the figures that a save changes on the audit's page, by the id of the element that shows each.
func AuditFigures(sheet *wizard.Sheet) map[string]string {
	if sheet.Step.Key != "audit" || sheet.Query.Item != "" {
		return nil
	}
	p := WizardStep{Sheet: sheet}
	show := map[string]string{"mini": coverageShort(p), "audit-count": say.Upper(p.auditCount())}
	for _, row := range p.rows("workflows").Items {
		f := workflowOf(p.world(), row)
		show["h-"+f.Ref] = hoursWords(p.loc(), f)
	}
	if sheet.Query.ByTeam {
		for _, g := range p.world().AuditGroups(sheet.Query) {
			show["sum-"+g.Ref] = groupWords(p.loc(), g)
		}
	}
	return show
}

// AuditKeys are the keys of the matrix, with what each does.
var AuditKeys = []form.Option{
	{Value: "↑ ↓", Label: "The row above or below"}, {Value: "← →", Label: "The next thing in the row"},
	{Value: "Home End", Label: "The first or last thing in the row; with Ctrl the first or last row"}, {Value: "PageUp PageDown", Label: "Ten rows up or down"},
	{Value: "Space", Label: "Tick or untick the outcome"}, {Value: "1 … 9", Label: "Tick or untick that outcome, from anywhere in the row"},
	{Value: "k", Label: "Keep"}, {Value: "r", Label: "Redesign"}, {Value: "s", Label: "Stop"}, {Value: "o", Label: "Outcome missing"}, {Value: "u", Label: "Undecided"},
	{Value: "n", Label: "The next undecided workflow"}, {Value: "d", Label: "What the verdict still needs: why, who, by when"},
	{Value: "h", Label: "Hours: how often, how long, how many people"}, {Value: "x", Label: "Tick the row, to change several at once"},
	{Value: "/ f", Label: "Find by name, team or owner"}, {Value: "Esc", Label: "Out of a field, back to its row"}, {Value: "?", Label: "This list"},
}

// auditAdvices is one kind of advice with how many workflows it is about.
type auditAdvices struct {
	Code, Short, Say, Count, Href, Reason string
}

var adviceWords = []auditAdvices{
	{Code: "workflow.unmapped", Short: "Undecided, moves nothing", Say: "move no outcome and have no verdict. Can they stop, or is an outcome missing?"},
	{Code: "workflow.all", Short: "All outcomes ticked", Say: "tick every outcome. Which one would each move first?"},
	{Code: "workflow.owner", Short: "Nobody owns it", Say: "have no owner yet."},
	{Code: "owner.left", Short: "Its owner left", Say: "still name an owner who left."},
	{Code: "workflow.effort", Short: "Effort not known", Say: "have an effort that is not known, so they count in no hours."},
}

// advices are the kinds of advice that some workflow has, each with the way to those workflows.
func (p WizardStep) advices() []auditAdvices {
	count := map[string]int{}
	for _, f := range p.Sheet.Flags() {
		count[f.Code]++
	}
	return p.kinds(count, nil)
}

// asides are the kinds of advice that were set aside, with the reason given last.
func (p WizardStep) asides() []auditAdvices {
	count, reason := map[string]int{}, map[string]string{}
	for _, a := range p.Sheet.SetAside() {
		count[a.Code]++
		reason[a.Code] = a.Reason
	}
	return p.kinds(count, reason)
}

func (p WizardStep) kinds(count map[string]int, reason map[string]string) []auditAdvices {
	var list []auditAdvices
	for _, a := range adviceWords {
		if n := count[a.Code]; n > 0 {
			a.Count, a.Reason = p.loc().Number(float64(n)), reason[a.Code]
			if n == 1 {
				a.Say = singular.Replace(a.Say)
			}
			a.Href = auditHref(wizard.Query{Only: a.Code}, 0)
			list = append(list, a)
		}
	}
	return list
}

var singular = strings.NewReplacer("move no", "moves no", "and have", "and has", "Can they", "Can it", "tick every", "ticks every", "would each", "would it", "have ", "has ", "still name", "still names", "they count", "it counts")
