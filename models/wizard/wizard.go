// Package wizard is the guided alignment: six steps from one sentence of intent to rules that hand decisions over (R10 to R18).
// A step is one value in one file: what it asks, why, its form, and what still misses. The list below makes the task list,
// the routes, next and back, and the page of all answers.
package wizard

import (
	"net/url"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/statement"
)

// Step is one of the six steps.
type Step struct {
	Key      string
	Title    string // "Audit operations"
	Question string // the one question the page asks
	Lead     string // what to do here, in a sentence
	Why      string // why we ask, in two sentences
	Good     string // a good example
	Poor     string // a poor one, and what is wrong with it
	Needs    []string

	sheet   func(w *World, q Query) *form.Form // the form over what this page shows
	gaps    func(w *World) []Gap               // what keeps the step from being done
	fact    func(w *World) string              // the one fact on the task list
	behind  func(w *World) models.Explanation  // how the numbers in that fact came about
	flags   func(w *World) []Flag              // what is worth a second look; never blocks
	flagsOf func(w *World, id string) []Flag   // the same about one thing alone, for steps that can hold hundreds; nil where all are few
	acts    map[string]act                     // buttons of the step besides those of rows

	guard  func(w *World, q Query, values url.Values) error // refuses a post that speaks of what is no longer there to change
	reword func(s *Sheet, values url.Values) url.Values     // turns what was chosen elsewhere on the page into answers of its fields
	notes  func(s *Sheet) []Flag                            // advice for the fields of the page alone
	settle func(tx *models.Tx, s *Sheet) (bool, error)      // saves what belongs to the rows as a whole, such as their order

	// About today's work, which goes on changing: while the strategy is in force, what is missing here opens the step again
	// and refuses nothing.
	running bool

	// Advice that more rows than this share is said once beside the form, with a way to them, and not at each row. 0 says it at each.
	crowd int
}

// act is a button of a step, such as picking a draft outcome. It returns the id it touched.
type act func(tx *models.Tx, w *World, id string) error

// Steps is the alignment, in order. Adding a step is its file and its line here.
var Steps = []*Step{&intentStep, &outcomesStep, &auditStep, &redesignStep, &goalsStep, &handoffStep}

// ByKey finds a step by its key; nil when there is none.
func ByKey(key string) *Step {
	for _, s := range Steps {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// Number is the step's place, from 1.
func (s *Step) Number() int {
	for i, other := range Steps {
		if other == s {
			return i + 1
		}
	}
	return 0
}

// Next is the step after this one; nil after the last.
func (s *Step) Next() *Step {
	if n := s.Number(); n < len(Steps) {
		return Steps[n]
	}
	return nil
}

// Previous is the step before this one; nil before the first.
func (s *Step) Previous() *Step {
	if n := s.Number(); n > 1 {
		return Steps[n-2]
	}
	return nil
}

// Gap is one thing that keeps a step from being done: a sentence at a field of a row, or at the page.
type Gap struct {
	Group, Row, Key string // where it stands; all empty for the page
	Name            string // the thing's name, for lists outside its form
	Say             string
	Wrong           bool // something given is against a rule, rather than missing
}

// Flag is advice: shown with its reason, never blocking, set aside only with a reason that is kept.
type Flag struct {
	Group, Row, Key string
	Entity          models.Entity // what it is about; nil when it is about the step
	Code, Say       string
	Name            string
	Words           []statement.Span // what it is about in the field's text; empty when it is not about wording
	Shape           string           // a sentence to fill in that would settle it
	Mark            string           // of advice on wording: tells these words from others, so that it comes back when they change
	Must            bool             // of advice on wording: the step cannot be done before it is mended
	To              string           // key of the step that can mend it; empty when it is this one
}

// Aside is the code under which the advice is set aside.
func (f Flag) Aside() string {
	if f.Mark == "" {
		return f.Code
	}
	return f.Code + ":" + f.Mark
}

// Query is which part of a step a page shows.
type Query struct {
	Item    string              // id of one thing, for steps with a page each
	Add     string              // group to offer a blank row in
	AddID   string              // the id the blank row keeps over its saves; empty offers none
	Metrics map[string][]string // ids of metrics that a page offers or a post brings and that are not stored yet, by outcome
	Rows    []string            // ids of the rows a post speaks of; those it shows, whatever the list is narrowed to
	From    int                 // first row shown, from 0
	Count   int                 // rows shown; 0 is all
	Team    string              // only this team's
	Only    string              // only rows in this state, such as "undecided", or with this advice, such as "workflow.owner", or that move this outcome, by reference
	Find    string              // only rows with these words in name, team or owner
	ByTeam  bool                // rows stand under their teams
	Fold    []string            // references of the teams that are folded then
	Owner   string              // only this person's
	Open    string              // reference of the one goal, team or person whose long list stands open
	View    string              // another arrangement of the same things, such as "teams"
	InForce bool                // about the strategy in force, also while another is drafted
	Locale  form.Locale
}

// newPrefix begins the row id of a new thing until its page is left: it stays the same over repeated saves.
const newPrefix = "new-"

// Offers tells whether a page offers a metric that is not stored yet on this outcome.
func (q Query) Offers(outcome string) bool { return len(q.Metrics[outcome]) > 0 }
