package builder

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
)

// What can be open on the builder's page beside a block, which is opened by its key.
const (
	OpenWhen  = "when"
	OpenAbout = "about"
)

// Act is an edit that the builder's page asks for: a verb with what it is about, as "up:KEY", and the form that was sent with it.
type Act struct {
	Values url.Values
	Loc    form.Locale
	verb   string
	args   []string
}

// ReadAct takes what was posted.
func ReadAct(values url.Values, loc form.Locale) Act {
	verb, rest, _ := strings.Cut(values.Get("do"), ":")
	return Act{Values: values, Loc: loc, verb: verb, args: strings.Split(rest, ":")}
}

func (a Act) arg(i int) string { return at(a.args, i) }

// Rev is the revision of the draft that the person had before them.
func (a Act) Rev() int {
	n, err := strconv.Atoi(a.Values.Get("rev"))
	if err != nil {
		return -1
	}
	return n
}

// Made is what became of an act: what is open afterwards, and the forms that were filled, to be shown back where they have to be mended.
type Made struct {
	Open  string
	Entry *Entry
	When  *When
	About *About
}

// Form is the form that was filled; nil when there was none.
func (m *Made) Form() *form.Form {
	switch {
	case m.Entry != nil:
		return m.Entry.Form
	case m.When != nil:
		return m.When.Form
	case m.About != nil:
		return m.About.Form
	}
	return nil
}

// Make makes the edit. A form with something to mend comes back with form.Invalid, and nothing is written.
func Make(tx *models.Tx, rule *models.Rule, act Act) (*Made, error) {
	made := &Made{}
	switch act.verb {
	case "undo", "redo":
		_, err := tx.UndoEdit(rule, act.Rev(), act.verb == "redo")
		return made, err
	}
	w, err := automation.LoadWorld(&tx.Read)
	if err != nil {
		return nil, err
	}
	edit := models.Edit{}
	switch act.verb {
	case "when", OpenAbout, "save", "row", "group", "drop":
		edit, err = act.fill(tx, rule, w, made)
		if err != nil {
			return made, err
		}
	case "discard", "version":
		if edit, err = restore(tx, rule, act.arg(0)); err != nil {
			return made, err
		}
	default:
		edit = act.move(made)
	}
	if edit.Do == nil {
		return nil, models.AgainstRule("This edit is not known. Open the page again.")
	}
	return made, tx.EditDraft(rule, act.Rev(), edit)
}

// move is an edit of where blocks stand.
func (a Act) move(made *Made) models.Edit {
	key := a.arg(0)
	step := func(said string, do func(*blocks.Definition) (*blocks.Definition, error)) models.Edit {
		return models.Edit{Said: said, Do: func(_ *models.Rule, d *blocks.Definition) (*blocks.Definition, error) { return do(d) }}
	}
	n, err := strconv.Atoi(a.Values.Get("at"))
	if err != nil {
		n = blocks.MostSteps
	}
	spot := blocks.Spot{In: a.Values.Get("in"), Branch: a.Values.Get("branch"), At: n}
	switch a.verb {
	case blocks.Up, blocks.Down, blocks.Into, blocks.Out:
		return step("A block was moved", func(d *blocks.Definition) (*blocks.Definition, error) { return d.Step(key, a.verb) })
	case "move":
		return step("A block was moved", func(d *blocks.Definition) (*blocks.Definition, error) { return d.Move(key, spot) })
	case "remove":
		return step("A block was removed", func(d *blocks.Definition) (*blocks.Definition, error) { return d.Remove(key) })
	case "copy":
		return step("A block was copied", func(d *blocks.Definition) (*blocks.Definition, error) { return d.Duplicate(key, models.NewID) })
	case "add":
		kind := blocks.Kind(key)
		if len(a.args) >= 2 { // added in a branch, of the kind that was chosen there
			spot = blocks.Spot{In: a.arg(0), Branch: a.arg(1), At: blocks.MostSteps}
			kind = blocks.Kind(a.Values.Get("kind:" + a.arg(0) + ":" + a.arg(1)))
		}
		return step("A block was added", func(d *blocks.Definition) (*blocks.Definition, error) {
			if !slices.ContainsFunc(Palette, func(p Kind) bool { return p.Kind == kind }) {
				return nil, blocks.Refusal("Choose what the block does.")
			}
			if after, at := d.Find(a.Values.Get("after")); after != nil && len(a.args) < 2 {
				spot = blocks.Spot{Branch: at.Branch, At: at.At + 1}
				if at.Parent != nil {
					spot.In = at.Parent.Key
				}
			}
			s := fresh(kind)
			made.Open = s.Key
			return d.Insert(s, spot)
		})
	}
	return models.Edit{}
}

// fresh is a new block of a kind, with what most of its kind say.
func fresh(kind blocks.Kind) *blocks.Step {
	s := &blocks.Step{Key: models.NewID(), Do: kind}
	switch kind {
	case blocks.Notify:
		s.Via = []string{"app", "mail"}
	case blocks.Approval:
		s.Need = "any"
		s.Late = []*blocks.Step{{Key: models.NewID(), Do: blocks.Stop, Text: "Nobody decided in time"}}
	}
	return s
}

// fill takes a form that was sent, and then adds or removes a condition where that was the button.
func (a Act) fill(tx *models.Tx, rule *models.Rule, w *automation.World, made *Made) (models.Edit, error) {
	d, err := rule.Definition()
	if err != nil {
		return models.Edit{}, err
	}
	key := a.arg(0)
	fill := func(f *form.Form) error {
		f.Fill(a.Values, a.Loc, form.Draft)
		return nil
	}
	edit := models.Edit{Said: "A block was changed"}
	switch {
	case a.verb == OpenAbout:
		if made.About, err = a.about(tx, rule, d, w); err != nil {
			return edit, err
		}
		made.Open = OpenAbout
		if err := fill(made.About.Form); err != nil {
			return edit, err
		}
		edit.Said = "Owner, decision or deadline was changed"
		edit.Do = func(rule *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
			return d.Change(func(d *blocks.Definition) { made.About.PutInto(rule, d) })
		}
		made.About.PutInto(&models.Rule{}, d.Copy())
	case a.verb == "when" || key == "":
		made.When, made.Open = WhenOf(d, w), OpenWhen
		if err := fill(made.When.Form); err != nil {
			return edit, err
		}
		trigger := made.When.Take(d.Trigger.Type)
		edit.Said = "The moment was changed"
		edit.Do = func(_ *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
			to, err := d.Change(func(d *blocks.Definition) { d.Trigger = trigger })
			if err != nil {
				return nil, err
			}
			return a.conditions(to, "")
		}
	default:
		if made.Entry = EntryOf(d, key, w); made.Entry == nil {
			return edit, models.AgainstRule("This block is not here any more. Somebody may have removed it.")
		}
		made.Open = key
		if err := fill(made.Entry.Form); err != nil {
			return edit, err
		}
		taken := made.Entry.Take()
		edit.Do = func(_ *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
			to, err := d.Set(key, func(s *blocks.Step) {
				then, otherwise, late, failed := s.Then, s.Else, s.Late, s.Failed
				*s = *taken
				s.Then, s.Else, s.Late, s.Failed = then, otherwise, late, failed
			})
			if err != nil {
				return nil, err
			}
			return a.conditions(to, key)
		}
	}
	return edit, made.Form().Invalid()
}

// conditions adds a condition or a group, or drops one, where that was the button.
func (a Act) conditions(d *blocks.Definition, key string) (*blocks.Definition, error) {
	if a.verb != "row" && a.verb != "group" && a.verb != "drop" {
		return d, nil
	}
	which := a.arg(1)
	nest, err := blocks.ReadNest(a.arg(2))
	if err != nil {
		return nil, err
	}
	g := d.Group(key, which)
	switch a.verb {
	case "row":
		err = g.AddRow(nest, blocks.Row{Condition: &blocks.Condition{}})
	case "group":
		err = g.AddRow(nest, blocks.Row{Group: &blocks.Group{Join: blocks.Any, Rows: []blocks.Row{{Condition: &blocks.Condition{}}}}})
	case "drop":
		err = g.RemoveRow(nest)
	}
	if err != nil {
		return nil, err
	}
	return d.SetGroup(key, which, g)
}

func (a Act) about(tx *models.Tx, rule *models.Rule, d *blocks.Definition, w *automation.World) (*About, error) {
	return LoadAbout(&tx.Read, rule, d, w)
}

// LoadAbout is AboutOf with the decisions and teams that this person may choose.
func LoadAbout(r *models.Read, rule *models.Rule, d *blocks.Definition, w *automation.World) (*About, error) {
	decided, err := r.AcceptedDecisions()
	if err != nil {
		return nil, err
	}
	var options []form.Option
	for _, one := range decided {
		options = append(options, form.Option{Value: one.ID, Label: one.Ref + " " + one.Title})
	}
	return AboutOf(rule, d, w, options, TeamsToWrite(r.Who, w)), nil
}

// TeamsToWrite are the teams that a person may write rules for, the whole company first where that is theirs.
func TeamsToWrite(who models.Who, w *automation.World) (list []form.Option) {
	if who.MayWriteRule(&models.Rule{}) {
		list = append(list, WholeCompany)
	}
	for _, t := range w.Tree.All() {
		if who.MayWriteRule(&models.Rule{TeamID: &t.ID}) {
			list = append(list, form.Option{Value: t.ID, Label: t.Name})
		}
	}
	return list
}
