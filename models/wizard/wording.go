package wizard

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/models/statement"
)

// LongestWording is how many characters of a sentence are read for advice while somebody types.
const LongestWording = 1000

// mark tells one wording from another, however it is spaced.
func mark(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:4])
}

// wording is the advice on the words of one title or sentence (R10, R11, R15).
type wording struct {
	group, row, key, name string
	entity                models.Entity // nil for a row that is not saved yet
	as                    statement.Place
	numbered              bool // a number to reach stands in a field beside it
	dated                 bool // a day stands in a field beside it
	sure                  bool // somebody said which kind it is and why, so that is not asked again
	known                 statement.Known
}

// codes are names that advice on goals and objectives has had since before it was given on the words alone.
var codes = map[string]string{
	"goal " + statement.LikeObjective:   "goal.reads_like_objective",
	"objective " + statement.LikeGoal:   "objective.reads_like_goal",
	"objective " + statement.UnsureKind: "objective.unsure",
}

func (o wording) flags(text string) (flags []Flag) {
	for _, f := range statement.Advise(text, o.as, o.numbered, o.known) {
		if o.sure && (f.Code == statement.LikeGoal || f.Code == statement.LikeObjective || f.Code == statement.UnsureKind) {
			continue
		}
		if o.dated && f.Code == statement.DeadlineWord {
			continue
		}
		code := f.Code
		if own := codes[string(o.as)+" "+code]; own != "" {
			code = own
		}
		must := o.as == statement.AsIntent && (f.Code == statement.ManySentence || f.Code == statement.NoVerb)
		flags = append(flags, Flag{Group: o.group, Row: o.row, Key: o.key, Entity: o.entity, Name: o.name, Code: code, Say: f.Say,
			Words: f.Words, Shape: f.Shape, Mark: mark(text), Must: must})
	}
	return flags
}

// advice is the flag as it stands at its field.
func (f Flag) advice() form.Advice {
	a := form.Advice{Code: f.Aside(), Say: f.Say, Shape: f.Shape, Must: f.Must}
	if f.Entity != nil && !f.Must {
		a.About = models.EntityType(f.Entity) + ":" + f.Entity.Identity()
	}
	for _, s := range f.Words {
		a.Words = append(a.Words, form.Span{From: s.From, To: s.To})
	}
	return a
}

func (w *World) intentWording() wording {
	return wording{group: "intent", row: theSentence, key: "statement", name: "Intent", entity: w.Intent, as: statement.AsIntent}
}

func (w *World) outcomeWording(o *models.Outcome) wording {
	numbered := false
	for _, m := range o.Measures {
		_, said := statement.ParseTarget(m.TargetText)
		numbered = numbered || m.Target != nil || m.Low != nil || m.TargetWithheld || said
	}
	return wording{group: "outcomes", row: o.ID, key: "title", name: o.Title, entity: o, as: statement.AsOutcome,
		numbered: numbered, dated: o.Deadline != ""}
}

func (w *World) goalWording(g *models.Goal) wording {
	return wording{group: "goals", row: g.ID, key: "title", name: g.Title, entity: g, as: statement.AsGoal,
		known: statement.Known{Scope: w.scopeOf(g.TeamID), Days: daysTo(w.Today, g.DueDay)}}
}

func (w *World) objectiveWording(o *models.Objective) wording {
	start := o.StartDay
	if start == "" {
		start = w.Today
	}
	return wording{group: "objectives", row: o.ID, key: "title", name: o.Title, entity: o, as: statement.AsObjective, sure: o.KindKeptReason != "",
		known: statement.Known{Scope: w.scopeOf(o.TeamID), Days: daysTo(start, o.DueDay)}}
}

// scopeOf is how much of the company a team is: one with teams below it is a function.
func (w *World) scopeOf(teamID *string) statement.Scope {
	if teamID == nil {
		return statement.AnyScope
	}
	for _, t := range w.Teams {
		if text(t.ParentTeamID) == *teamID {
			return statement.WholeFunction
		}
	}
	return statement.OneTeam
}

func daysTo(from, to day.Day) int {
	if from == "" || to == "" || !from.Before(to) {
		return 0
	}
	return to.Sub(from)
}

// Wording is the advice on the words somebody types in a field of a step, by the field's name; nil when the step gives none
// there. It writes nothing. What was set aside for the same words stays aside.
func (w *World) Wording(name, typed string, locale form.Locale) *form.Field {
	group, rest, _ := strings.Cut(name, ".")
	id, key, _ := strings.Cut(rest, ".")
	about, saved := w.wordingAt(group, id, key)
	if about == nil {
		return nil
	}
	typed = clip(typed)
	f := form.Text(name, "", &typed).Worded()
	form.Of(f).Show(locale)
	for _, flag := range about.flags(typed) {
		if flag.Entity != nil && w.Dismissed[flag.Entity.Identity()+" "+flag.Aside()] != "" {
			continue
		}
		// A strategy in force is saved by hand only, so what is typed may not be what is kept.
		if w.Live() && mark(saved) != flag.Mark {
			flag.Entity = nil
		}
		f.Wording.Advice = append(f.Wording.Advice, flag.advice())
	}
	return f
}

// wordingAt finds what stands in a field of a step, and its text as saved.
func (w *World) wordingAt(group, id, key string) (*wording, string) {
	switch {
	case group == "intent" && key == "statement":
		at := w.intentWording()
		return &at, w.Intent.Statement
	case key != "title":
		return nil, ""
	}
	fresh := strings.HasPrefix(id, newPrefix)
	switch group {
	case "outcomes":
		if o := w.Outcome(strings.TrimPrefix(id, newPrefix)); o != nil {
			at := w.outcomeWording(o)
			return &at, o.Title
		}
		return unsaved(fresh, statement.AsOutcome)
	case "goals":
		if g := w.goal(strings.TrimPrefix(id, newPrefix)); g != nil {
			at := w.goalWording(g)
			return &at, g.Title
		}
		return unsaved(fresh, statement.AsGoal)
	case "objectives":
		for _, o := range w.Objectives {
			if o.ID == strings.TrimPrefix(id, newPrefix) {
				at := w.objectiveWording(o)
				return &at, o.Title
			}
		}
		return unsaved(fresh, statement.AsObjective)
	}
	return nil, ""
}

// unsaved is a row somebody has just added; a number may stand beside it that nobody saved yet, so none is missed.
func unsaved(fresh bool, as statement.Place) (*wording, string) {
	if !fresh {
		return nil, ""
	}
	return &wording{as: as, numbered: true, dated: true}, ""
}

func clip(text string) string {
	n := 0
	for i := range text {
		if n == LongestWording {
			return text[:i]
		}
		n++
	}
	return text
}
