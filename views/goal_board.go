package views

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views/link"
	"throughline/views/say"
)

// boardViews are the ways in which step 5 can be arranged.
var boardViews = []form.Option{{Value: "", Label: "By goal"}, {Value: "teams", Label: "By team"}, {Value: "owners", Label: "Who carries how much"}}

// aimMark is what a goal or an objective lacks, or what is worth a look, in a few words.
type aimMark struct {
	key, short, say string
	gap             bool
}

// gapShort are the few words for what keeps a thing from being done, by its field.
var gapShort = map[string]string{"title": "No words", "outcomes": "Serves no outcome", "goals": "Delivers no goal", "owner": "No owner", "team": "No team", "due": "No date",
	"start": "Starts after its end", "target": "Start and target are the same", "direction": "Goes the wrong way"}

// flagShort are the few words for advice, by its code.
var flagShort = map[string]string{
	"goal.no_objective": "No objective", "goal.reads_like_objective": "Reads like an objective", "goal.near": "Due within three months",
	"objective.reads_like_goal": "Reads like a goal", "objective.unsure": "Goal or objective?", "objective.horizon": "Outside 90 days to 12 months",
	"objective.after_goal": "Due after its goal", "owner.many": "Owner over the limit", "owner.left": "Owner left",
}

// aimMarks are the marks of all goals and objectives by their id.
func (p WizardStep) aimMarks() map[string][]aimMark {
	all := map[string][]aimMark{}
	for _, g := range p.Sheet.Gaps() {
		if g.Row != "" {
			short := gapShort[g.Key]
			if g.Key == "due" && g.Wrong {
				short = "Its day has passed"
			}
			all[g.Row] = append(all[g.Row], aimMark{g.Key, short, g.Say, true})
		}
	}
	for _, f := range p.Sheet.Flags() {
		short := flagShort[f.Code]
		if strings.HasPrefix(f.Code, "twin.") {
			short = "Said twice?"
		}
		if f.Row != "" && short != "" {
			all[f.Row] = append(all[f.Row], aimMark{f.Key, short, f.Say, false})
		}
	}
	return all
}

func aimKind(r *form.Rows) string {
	if r.Group == "goals" {
		return "goal"
	}
	return "objective"
}

// boardHref is the board in one arrangement, narrowed.
func boardHref(q wizard.Query) string {
	return link.GoalBoard(q.View, q.Team, q.Owner, q.Only, q.Open)
}

// boardMoves is where moves of this board are sent; the answer shows the same part of it.
func boardMoves(p WizardStep) string {
	q := p.Sheet.Query
	_, query, _ := strings.Cut(boardHref(q), "?")
	if query == "" {
		return link.GoalMoves()
	}
	return link.GoalMoves() + "?" + query
}

func titleOr(title, otherwise string) string {
	if strings.TrimSpace(title) == "" {
		return otherwise
	}
	return title
}

// goalWords are the facts on a goal's card.
func goalWords(p WizardStep, g *models.Goal) []string {
	return wordsOf(p.world().Team(g.TeamID), say.Upper(g.Course().Said(p.loc())), p.world().Person(g.OwnerPersonID))
}

// objectiveWords are the facts on an objective's card: its team where goals are shown, its goals where teams are.
func objectiveWords(p WizardStep, o *models.Objective, kind string) []string {
	first := p.world().Team(o.TeamID)
	if kind == "team" {
		var refs []string
		for _, g := range p.world().Goals {
			for _, id := range o.GoalIDs {
				if id == g.ID {
					refs = append(refs, g.Ref)
				}
			}
		}
		first = strings.Join(refs, " ")
	}
	return wordsOf(first, say.Upper(o.Course().Said(p.loc())), p.world().Person(o.OwnerPersonID))
}

func wordsOf(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func carriedHref(c wizard.Carried) string {
	switch c.Kind {
	case "process":
		return link.StepItem("redesign", c.Ref)
	case "verdict":
		return link.StepItem("audit", c.Ref)
	}
	return link.StepItem("goals", c.Ref)
}

// carriesShort is how much somebody carries, beside their name where an owner is picked: "8 of 5".
func (p WizardStep) carriesShort(person string) string {
	if l := p.world().LoadOf(person); l != nil && p.step().Key == "goals" {
		return fmt.Sprintf("carries %d of %d", len(l.Items), l.Limit)
	}
	return ""
}

func taskWords(l *wizard.Burden) string {
	if l.Tasks.Open == 0 {
		return ""
	}
	text := fmt.Sprintf("; %d open tasks", l.Tasks.Open)
	if l.Tasks.Open == 1 {
		text = "; 1 open task"
	}
	if l.Tasks.First != "" {
		text += ", the first due " + l.Tasks.First.Short()
	}
	return text
}

// firstGoal is the goal at the top of the board.
func firstGoal(b *wizard.Board) string {
	for _, o := range b.Outcomes {
		for _, g := range o.Goals {
			return g.ID
		}
	}
	for _, g := range b.Unserved {
		return g.ID
	}
	return ""
}

// teamLanes are the teams as the board shows them, narrowed as it is.
func (p WizardStep) teamLanes() []*wizard.TeamLoad {
	q := p.Sheet.Query
	shown := map[string]bool{}
	b := p.Sheet.Board()
	for _, o := range b.Loose {
		shown[o.ID] = true
	}
	for _, g := range b.AllGoals() {
		for _, o := range g.Objectives {
			shown[o.ID] = true
		}
	}
	var list []*wizard.TeamLoad
	for _, t := range p.world().TeamLoads() {
		if q.Team != "" && teamID(t) != q.Team {
			continue
		}
		var left []*models.Objective
		for _, o := range t.Objectives {
			if shown[o.ID] {
				left = append(left, o)
			}
		}
		if t.Objectives = left; len(left) > 0 || q.Only == "" && q.Owner == "" {
			list = append(list, t)
		}
	}
	return list
}

func teamID(t *wizard.TeamLoad) string {
	if t.Team == nil {
		return ""
	}
	return t.Team.ID
}

func teamTitle(t *wizard.TeamLoad) string {
	if t.Team == nil {
		return "No team"
	}
	return t.Team.Name
}

func teamWords(p WizardStep, t *wizard.TeamLoad) string {
	words := []string{say.Count(p.loc(), len(t.Objectives), "objective", "objectives")}
	if t.Late > 0 {
		words = append(words, fmt.Sprintf("%d late", t.Late))
	}
	if t.Kept > 0 {
		words = append(words, models.Hours(p.loc(), t.Kept)+" a week kept")
	}
	if t.Freed > 0 {
		words = append(words, models.Hours(p.loc(), t.Freed)+" a week freed")
	}
	if t.Unknown > 0 {
		words = append(words, say.Count(p.loc(), t.Unknown, "workflow", "workflows")+" without hours")
	}
	return say.Upper(strings.Join(words, ", "))
}

func laneAfter(list []*wizard.TeamLoad, i int) string {
	if i+1 < len(list) {
		return teamID(list[i+1])
	}
	return ""
}

func laneBefore(list []*wizard.TeamLoad, i int) string {
	if i > 0 {
		return teamID(list[i-1])
	}
	return ""
}

// laneName is a goal's reference or a team's name, as the buttons that move something there say it.
func (p WizardStep) laneName(kind, id string) string {
	for _, g := range p.world().Goals {
		if kind == "goal" && g.ID == id {
			return g.Ref
		}
	}
	return p.world().Team(&id)
}

// objectiveChoices are the objectives that stand on the board, to be moved by choosing.
func objectiveChoices(p WizardStep, shown map[string]bool) []form.Option {
	list := []form.Option{{Label: "Choose"}}
	for _, o := range p.world().Objectives {
		if !shown[o.ID] {
			continue
		}
		list = append(list, form.Option{Value: o.ID, Label: o.Ref + " " + o.Title})
	}
	return list
}

func teamChoices(p WizardStep) []form.Option {
	list := []form.Option{{Label: "Leave it"}}
	for _, t := range p.world().Teams {
		list = append(list, form.Option{Value: t.ID, Label: t.Name})
	}
	return list
}

func goalChoices(p WizardStep) []form.Option {
	list := []form.Option{{Label: "Leave it"}}
	for _, g := range p.world().Goals {
		list = append(list, form.Option{Value: g.ID, Label: g.Ref + " " + g.Title})
	}
	return list
}

// openTwins are the pairs nobody has settled yet.
func (p WizardStep) openTwins() (list []wizard.TwinPair) {
	for _, t := range p.world().TwinPairs() {
		if t.Kept == "" {
			list = append(list, t)
		}
	}
	return list
}

// keptTwin says beside a thing why it stays although another says almost the same.
func (p WizardStep) keptTwin(id string) string {
	for _, t := range p.world().TwinPairs() {
		if t.Kept != "" && (t.Keep.Identity() == id || t.Other.Identity() == id) {
			return "Kept beside the other of " + t.Refs[0] + " and " + t.Refs[1] + ", because: " + t.Kept
		}
	}
	return ""
}

func mergeCode(t wizard.TwinPair, keep int) string {
	ids := [2]string{t.Keep.Identity(), t.Other.Identity()}
	return t.Kind + "." + ids[keep] + "." + ids[1-keep]
}
