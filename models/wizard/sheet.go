package wizard

import (
	"net/url"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// Sheet is a step's page: its form, what still misses, and what is worth a look.
type Sheet struct {
	Step  *Step
	World *World
	Form  *form.Form
	Query Query
	Notes []string // what merged silently with somebody else's save
	Clash *Clash   // somebody else changed the same field
	Saved bool
	Gone  string                  // id of the stored thing this save removed
	Held  []*models.PlannedChange // what was typed and counts only once somebody has looked at what rests on it
	Taken []string                // names of the fields that took what somebody else saved meanwhile

	values url.Values        // as they were sent
	alias  map[string]string // rows under the names that the person's page still has for them

	flags   []Flag // the step's advice, once it was worked out
	advised bool
}

// Clash names who saved in between, when; the fields stand at the rows.
type Clash struct {
	By   string
	When string // RFC 3339, UTC
}

// Show opens a step's page as stored.
func Show(w *World, step *Step, q Query) *Sheet {
	f := step.sheet(w, q)
	for _, rows := range f.Rows {
		if rows.Group == q.Add && q.AddID != "" && rows.Row(q.AddID) == nil {
			rows.BlankAs(newPrefix+q.AddID, q.Locale)
		}
	}
	f.Show(q.Locale)
	return &Sheet{Step: step, World: w, Form: f, Query: q}
}

// Gaps lists what keeps the step from being done.
func (s *Sheet) Gaps() []Gap { return s.Step.gaps(s.World) }

// Gaps lists what keeps a step from being done.
func (s *Step) Gaps(w *World) []Gap { return s.gaps(w) }

// Fact is the one fact about a step on the task list.
func (s *Step) Fact(w *World) string { return s.fact(w) }

// blame puts the gaps as problems at the form's fields, so that the page shows them where they can be mended.
func (s *Sheet) blame(gaps []Gap) {
	for _, g := range gaps {
		if rows := s.rows(g.Group); rows != nil {
			row := rows.Row(g.Row)
			if row == nil {
				row = rows.Row(newPrefix + g.Row)
			}
			if row != nil {
				row.Blame(g.Key, g.Say)
				continue
			}
		}
		say := g.Say
		if g.Name != "" {
			say = g.Name + ": " + say
		}
		if rows := s.rows(g.Group); rows != nil && g.Row == "" {
			if rows.Problem == "" {
				rows.Problem = say
			}
			continue
		}
		if s.Form.Problem == "" {
			s.Form.Problem = say
		}
	}
}

func (s *Sheet) rows(group string) *form.Rows {
	for _, r := range s.Form.Rows {
		if r.Group == group {
			return r
		}
	}
	return nil
}

// Advise puts the flags as advice at the form's fields.
func (s *Sheet) Advise() {
	list := s.Flags()
	for _, f := range s.advice() {
		if f.Must {
			list = append(list, f)
		}
	}
	if s.Step.notes != nil {
		list = append(list, s.Step.notes(s)...)
	}
	many := map[string]int{}
	for _, f := range list {
		many[f.Code]++
	}
	for _, f := range list {
		rows := s.rows(f.Group)
		if rows == nil || s.Step.crowd > 0 && many[f.Code] > s.Step.crowd && s.Query.Item == "" {
			continue
		}
		if row := rows.Row(f.Row); row != nil {
			field := row.Field(f.Key)
			switch {
			case field == nil:
			case f.Mark != "" && field.Wording != nil:
				field.Wording.Advice = append(field.Wording.Advice, f.advice())
			default:
				field.Advice = append(field.Advice, form.Advice{Code: f.Code, Say: f.Say})
			}
		}
	}
}

// things lists what the form's rows stand for.
func (s *Sheet) things() map[*form.Row]thing {
	all := map[*form.Row]thing{}
	for _, rows := range s.Form.Rows {
		for _, row := range rows.Items {
			if t, ok := row.Of.(thing); ok {
				all[row] = t
			}
		}
	}
	return all
}

// adopt lets a second save of a new row find the row the first save made: its answers move to the stored row's names.
func (s *Sheet) adopt(r *models.Read, values url.Values) url.Values {
	out := make(url.Values, len(values))
	s.alias = map[string]string{}
	for name, list := range values {
		group, rest, dotted := strings.Cut(name, "."+newPrefix)
		bare := strings.TrimPrefix(group, "keep.")
		if rows := s.rows(bare); dotted && rows != nil {
			id, key, _ := strings.Cut(rest, ".")
			s.alias[bare+"."+id] = bare + "." + newPrefix + id
			if row := rows.Row(id); row != nil {
				if key == "version" && len(list) > 0 && list[0] == "0" && mine(r, row) {
					continue // pressed twice: nobody else has seen it in between
				}
				name = group + "." + id + "." + key
			}
		}
		if rows := s.rows(strings.TrimSuffix(name, ".order")); rows != nil {
			list = each(list, func(ids string) string {
				return strings.Join(each(strings.Split(ids, ","), func(id string) string { return lasting(rows, id) }), ",")
			})
		}
		if name == "do" {
			list = each(list, s.lastingButton)
		}
		out[name] = list
	}
	return out
}

// lastingButton moves what a row's button names, "remove:outcomes:new-…", to the stored row.
func (s *Sheet) lastingButton(do string) string {
	verb, rest, _ := strings.Cut(do, ":")
	group, id, _ := strings.Cut(rest, ":")
	if rows := s.rows(group); rows != nil && id != "" {
		return verb + ":" + group + ":" + lasting(rows, id)
	}
	return do
}

// lasting is the id of the stored row that a new row has become; else the id as it is.
func lasting(rows *form.Rows, id string) string {
	if bare, fresh := strings.CutPrefix(id, newPrefix); fresh && rows.Row(bare) != nil {
		return bare
	}
	return id
}

func mine(r *models.Read, row *form.Row) bool {
	t, ok := row.Of.(thing)
	if !ok {
		return false
	}
	last := lastEvent(r, t.entity())
	return text(last.ActorPersonID) == r.Who.PersonID
}

func each[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = f(one)
	}
	return out
}

// Posted is the name that the person's page has for an element of this sheet: a row added there keeps its first name until the
// page is left.
func (s *Sheet) Posted(name string) string {
	group, rest, _ := strings.Cut(name, ".")
	id, key, dotted := strings.Cut(rest, ".")
	row, known := s.alias[group+"."+id]
	switch {
	case !known:
		return name
	case dotted:
		return row + "." + key
	}
	return row
}

// Stored is the id under which a row of a page is kept now: a new row's own id, without what marks it as new.
func (s *Sheet) Stored(row string) string { return strings.TrimPrefix(row, newPrefix) }

// posted lists the ids of the rows that a post speaks of; nil when it speaks of none.
func posted(values url.Values) []string {
	var ids []string
	seen := map[string]bool{}
	for name := range values {
		_, rest, _ := strings.Cut(name, ".")
		id, _, dotted := strings.Cut(rest, ".")
		if id = strings.TrimPrefix(id, newPrefix); dotted && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// called is a thing whose page does not ask for its name, such as a workflow in the matrix.
type called interface{ called() string }

// stored is a step's rows: one for each thing.
func stored[T thing](rows *form.Rows, w *World, list []T) *form.Rows {
	for _, t := range list {
		e := t.entity()
		rows.Stored(e.Identity(), e.Edition(), t, t.fields(w))
		if n, ok := any(t).(called); ok {
			rows.Items[len(rows.Items)-1].Name = n.called()
		}
	}
	return rows
}

// repeat is a step's list of things; blank makes a new one.
func repeat[T thing](w *World, group, label string, blank func() T) *form.Rows {
	return form.Repeat(group, label, func(string) *form.Row {
		t := blank()
		return &form.Row{Of: t, Fields: t.fields(w)}
	})
}
