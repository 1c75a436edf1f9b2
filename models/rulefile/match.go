package rulefile

import (
	"net/url"
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/form"
)

// Match is one thing that a file names, with what it is here.
type Match struct {
	Named
	Says   string // what it is, in words: Person “Anna Keller”
	Found  bool   // something here has its name
	Places int    // how often the rule names it
	ID     string // of what was chosen for it; empty: left open
	Field  *form.Field
	For    string // of a step of a process: the process here whose steps are offered
	list   []candidate
}

// ForName is the name of the hidden field that says for which process the steps were offered.
func (m *Match) ForName() string { return "for." + m.Field.Name }

// Mapping is a file with all that it names, and what each is here.
type Mapping struct {
	File    *File
	Form    *form.Form
	Matches []*Match
	Again   bool // another process was chosen than the one whose steps were offered, so they have to be looked at
	name    string
	team    string
}

// candidate is something here that a named thing can be.
type candidate struct{ id, ref, name string }

func (c candidate) label() string { return strings.TrimSpace(c.ref + " " + c.name) }

// candidates are the things of a kind that can be chosen here; steps are those of one process.
func candidates(w *automation.World, kind, in string) (list []candidate) {
	switch kind {
	case "team":
		for _, t := range w.Tree.All() {
			list = append(list, candidate{t.ID, t.Ref, t.Name})
		}
	case "outcome":
		for _, o := range w.Outcomes {
			list = append(list, candidate{o.ID, o.Ref, o.Title})
		}
	case "process":
		for _, p := range w.Processes {
			list = append(list, candidate{p.ID, p.Ref, p.Name})
		}
	case "process_step":
		for _, p := range w.Processes {
			if p.ID == in && p.Current != nil {
				for _, s := range p.Current.Steps {
					list = append(list, candidate{s.StepKey, "", s.Title})
				}
			}
		}
	case "rule":
		for _, r := range w.Rules {
			list = append(list, candidate{r.ID, r.Ref, r.Name})
		}
	case "approval_chain":
		for _, c := range w.Chains {
			list = append(list, candidate{c.ID, c.Ref, c.Name})
		}
	case "chain_stage":
		for _, c := range w.Chains {
			for _, s := range c.Stages {
				list = append(list, candidate{s.ID, "", c.Name + ": " + s.Title()})
			}
		}
	case "chat":
		for _, c := range w.Rooms {
			list = append(list, candidate{c.ID, "", c.Name})
		}
	case "secret":
		for _, s := range w.Secrets {
			list = append(list, candidate{s.ID, "", s.Name})
		}
	case "webhook":
		for _, h := range w.Hooks {
			list = append(list, candidate{h.ID, "", h.Name})
		}
	}
	return list
}

// NewMapping finds what a file's names are here. Something of the same name, and the same reference where several have it, is chosen
// beforehand; what was posted goes before that. Its form is shown or filled by whoever asks.
func NewMapping(r *models.Read, w *automation.World, f *File, posted url.Values) (*Mapping, error) {
	m := &Mapping{File: f, name: f.Name}
	decided, err := r.AcceptedDecisions()
	if err != nil {
		return nil, err
	}
	teams := builder.TeamsToWrite(r.Who, w)
	if len(teams) > 0 {
		m.team = teams[0].Value
	}
	for _, n := range f.References {
		if n.Kind == "team" && n.Slug == f.Team && f.Team != "" {
			for _, t := range teams {
				if same(t.Label, n.Name) {
					m.team = t.Value
				}
			}
		}
	}
	m.Form = form.Of(form.Line("name", "Name", &m.name).Required("Give the rule a name.").Max(160),
		form.Choice("team", "For whom it is", &m.team, teams...).Required("Choose for whom it is."))
	places := map[string]int{}
	automation.References(f.Rule.Copy(), func(ref automation.Reference) string { places[ref.Kind+" "+ref.In+" "+ref.ID]++; return ref.ID })
	processes := map[string]string{} // what was chosen, by the slug of the file
	for i, n := range f.named() {
		one := &Match{Named: n, Places: places[n.Kind+" "+n.In+" "+n.Slug], Says: titled(n.Kind)}
		if n.Name != "" {
			one.Says += " “" + clip(n.Name) + "”"
		} else {
			one.Says += " that the file does not name"
		}
		field := "ref." + strconv.Itoa(i)
		switch n.Kind {
		case "person":
			one.person(w)
			one.Field = form.Pick(field, one.Says, &one.ID, nil, w.People).Wanted()
		case "decision":
			for _, d := range decided {
				one.list = append(one.list, candidate{d.ID, d.Ref, d.Title})
			}
			one.choose(field)
		case "process_step":
			one.For = processes[n.In]
			one.list = candidates(w, n.Kind, one.For)
			one.choose(field)
			if posted != nil && posted.Get(one.ForName()) != one.For {
				m.Again = true
				posted.Del(field)
			}
		default:
			one.list = candidates(w, n.Kind, "")
			one.choose(field)
		}
		if n.Kind == "process" {
			processes[n.Slug] = one.ID
			if posted.Has(field) {
				processes[n.Slug] = posted.Get(field)
			}
		}
		m.Matches = append(m.Matches, one)
		m.Form.Fields = append(m.Form.Fields, one.Field)
	}
	return m, nil
}

// person chooses whoever has the same name, when it is one and still here.
func (m *Match) person(w *automation.World) {
	id, known := w.People.Find(m.Name)
	switch twins := len(w.People.Like(m.Name+" (", 2)); {
	case known && m.Name != "" && w.People.Label(id) != "" && !w.Left[id]:
		m.ID, m.Found = id, true
	case twins > 0:
		m.Says += ", a name that several here have"
	}
}

// choose offers what is here, and chooses beforehand what has the same name; of several the one with the same reference.
func (m *Match) choose(field string) {
	var fits []candidate
	var options []form.Option
	for _, c := range m.list {
		options = append(options, form.Option{Value: c.id, Label: c.label()})
		if m.Name != "" && same(c.name, m.Name) {
			fits = append(fits, c)
		}
	}
	if len(fits) == 1 {
		m.ID = fits[0].id
	}
	for _, c := range fits {
		if c.ref == m.Ref {
			m.ID = c.id
		}
	}
	m.Found = m.ID != ""
	m.Field = form.Choice(field, m.Says, &m.ID, options...).Drawn("open").Wanted()
}

// titled is a kind of thing as a label begins with it.
func titled(kind string) string {
	words := []rune(strings.ReplaceAll(clip(kind), "_", " "))
	if len(words) == 0 {
		return "Something"
	}
	return strings.ToUpper(string(words[:1])) + string(words[1:])
}

func same(a, b string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return fold(a) == fold(b)
}

// Open is how many names nobody has chosen anything for.
func (m *Mapping) Open() (n int) {
	for _, one := range m.Matches {
		if one.ID == "" {
			n++
		}
	}
	return n
}

// Definition is the rule with what was chosen; what was left open is marked so, and stands as a problem on its block.
func (m *Mapping) Definition() *blocks.Definition {
	d := m.File.Rule.Copy()
	chosen := map[string]string{}
	for _, one := range m.Matches {
		chosen[one.Kind+" "+one.In+" "+one.Slug] = one.ID
	}
	automation.References(d, func(ref automation.Reference) string {
		if id := chosen[ref.Kind+" "+ref.In+" "+ref.ID]; id != "" {
			return id
		}
		return blocks.LeftOpen
	})
	return d
}

// Import writes the rule as a draft that whoever brings it in owns. Nothing of it runs before somebody publishes it.
func (m *Mapping) Import(tx *models.Tx) (*models.Rule, error) {
	var team *string
	if m.team != builder.WholeCompany.Value {
		team = &m.team
	}
	return tx.StartRule(m.name, team, m.Definition())
}
