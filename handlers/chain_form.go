package handlers

import (
	"slices"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
)

// stageForm asks for a stage, or only for somebody more whom it asks.
type stageForm struct {
	key   string
	stage *models.StageEntry
	who   *models.ApproverEntry
	edit  *form.Form
	add   *form.Form
}

func stageFormOf(key string, s *models.ChainStage, c models.ChainChoices, n models.PartyNames) *stageForm {
	f := &stageForm{key: key, stage: s.Entry(), who: &models.ApproverEntry{}}
	var there []form.Option
	for _, a := range s.Approvers {
		there = append(there, form.Option{Value: a.ID, Label: a.Says(n)})
	}
	f.edit, f.add = form.Of(f.stage.Fields(key)...), form.Of(f.who.Fields(key, c, there)...)
	return f
}

// form is both in one, for a stage that is not there yet.
func (f *stageForm) form() *form.Form { return f.edit }

// freshStage asks for a stage that is not there yet, with the first whom it asks.
func freshStage(c models.ChainChoices) *stageForm {
	f := stageFormOf("new_", &models.ChainStage{Need: models.NeedAny}, c, models.PartyNames{})
	f.edit.Fields = slices.Insert(f.edit.Fields, 1, f.add.Fields...)
	return f
}

// made is the stage that was entered; what is missing is said in the form.
func (f *stageForm) made() (*models.ChainStage, error) {
	who := f.who.Approver(f.edit, f.key)
	if err := f.edit.Invalid(); err != nil {
		return nil, err
	}
	s := &models.ChainStage{}
	f.stage.Into(s)
	s.Approvers = append(s.Approvers, who)
	return s, nil
}

// chainEntry asks for a new chain with its first stage.
type chainEntry struct {
	about *models.ChainEntry
	stage *stageForm
	form  *form.Form
}

func newChain(w models.Who, c models.ChainChoices) *chainEntry {
	e := &chainEntry{about: &models.ChainEntry{Owner: w.PersonID}, stage: freshStage(c)}
	e.form = form.Of(append(e.about.Fields(w, c), e.stage.edit.Fields...)...)
	e.stage.edit = e.form
	return e
}

func (e *chainEntry) into(c *models.ApprovalChain) error {
	s, err := e.stage.made()
	if err != nil {
		return err
	}
	e.about.Into(c)
	return c.AddStage(s, "")
}

// chainForms are the forms on the page of a chain.
type chainForms struct {
	chain   *models.ApprovalChain
	entry   *models.ChainEntry
	about   *form.Form
	stages  []*stageForm
	fresh   *stageForm
	after   string // id of the stage that a new one follows
	options []form.Option
}

func formsOf(c *models.ApprovalChain, w models.Who, choices models.ChainChoices, n models.PartyNames) *chainForms {
	f := &chainForms{chain: c, entry: c.Entry(), fresh: freshStage(choices)}
	f.about = form.Of(f.entry.Fields(w, choices)...)
	for i, s := range c.Stages {
		f.stages = append(f.stages, stageFormOf("s"+strconv.Itoa(i+1)+"_", s, choices, n))
		f.options = append(f.options, form.Option{Value: s.ID, Label: s.Title()})
		f.after = s.ID
	}
	f.fresh.edit.Fields = append(f.fresh.edit.Fields, form.Choice("new_after", "After which stage", &f.after, f.options...).Help("Without a choice it comes first."))
	return f
}

func (f *chainForms) show(loc form.Locale) {
	f.about.Show(loc)
	f.fresh.edit.Show(loc)
	for _, s := range f.stages {
		s.edit.Show(loc)
		s.add.Show(loc)
	}
}

func (f *chainForms) views() (list []views.StageForms) {
	for _, s := range f.stages {
		list = append(list, views.StageForms{Edit: s.edit, Add: s.add})
	}
	return list
}

// chainAct is one change that was asked for: the form that is filled first, if any, and what is then done to the chain in memory.
type chainAct struct {
	name string
	form *form.Form
	do   func() error
}

// act reads what a button asks for: about, stage, up:ID, down:ID, drop:ID, save:ID, add:ID or take:ID of an approver.
func (f *chainForms) act(do string) (*chainAct, error) {
	verb, id, _ := strings.Cut(do, ":")
	c := f.chain
	s, at := c.Stage(id)
	switch verb {
	case "about":
		return &chainAct{do, f.about, func() error { f.entry.Into(c); return f.about.Invalid() }}, nil
	case "stage":
		return &chainAct{do, f.fresh.edit, func() error {
			made, err := f.fresh.made()
			if err != nil {
				return err
			}
			return c.AddStage(made, f.after)
		}}, nil
	case "take":
		return &chainAct{do, nil, func() error { return takeApprover(c, id) }}, nil
	}
	if s == nil {
		return nil, models.AgainstRule("This stage is not here any more. Open the page again.")
	}
	one := f.stages[at]
	switch verb {
	case "up":
		return &chainAct{do, nil, func() error { return c.MoveStage(id, -1) }}, nil
	case "down":
		return &chainAct{do, nil, func() error { return c.MoveStage(id, 1) }}, nil
	case "drop":
		return &chainAct{do, nil, func() error { return c.DropStage(id) }}, nil
	case "save":
		return &chainAct{do, one.edit, func() error { one.stage.Into(s); return one.edit.Invalid() }}, nil
	case "add":
		return &chainAct{do, one.add, func() error { return addApprover(c, s, one) }}, nil
	}
	return nil, models.AgainstRule("This change is not known. Open the page again.")
}

func takeApprover(c *models.ApprovalChain, id string) error {
	for _, s := range c.Stages {
		for _, a := range s.Approvers {
			if a.ID == id {
				_, err := c.TakeApprover(s.ID, a)
				return err
			}
		}
	}
	return models.AgainstRule("They are not asked any more. Open the page again.")
}

func addApprover(c *models.ApprovalChain, s *models.ChainStage, f *stageForm) error {
	who := f.who.Approver(f.add, f.key)
	if err := f.add.Invalid(); err != nil {
		return err
	}
	for _, a := range s.Approvers {
		if a.ID == f.who.Instead {
			_, err := c.Replace(s.ID, a, who)
			return err
		}
	}
	changed, err := c.AddApprover(s.ID, who)
	if err == nil && !changed {
		f.add.Blame(f.key+"role", "The stage asks them already.")
		err = f.add.Invalid()
	}
	return err
}
