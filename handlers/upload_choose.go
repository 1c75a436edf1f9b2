package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"throughline/models/exchange"
	"throughline/models/form"
	"throughline/views"
)

// choose takes what was chosen for a list: its sheet, its headings, its columns, the names nobody here has, and the rows of the page. What
// no choice offers is passed over. It gives what is wrong with typed names, by the name of their field.
func (d *draft) choose(v url.Values, l form.Locale) (problems map[string]views.WrongName) {
	m := d.mapping
	if n, err := strconv.Atoi(v.Get("sheet")); err == nil && n >= 0 && n < len(d.tables) && n != m.Sheet {
		d.mapping = exchange.Guess(d.tables, n, d.here, l)
		return nil
	}
	if n, err := strconv.Atoi(v.Get("head")); err == nil && n != m.Head && (n == 0 || slices.ContainsFunc(d.table().Rows, func(r exchange.Cells) bool { return r.Line == n })) {
		d.mapping = exchange.GuessBelow(d.tables, m.Sheet, n, d.here, l)
		return nil
	}
	meanings := exchange.MeaningsOf(d.here.World)
	for i := range m.Columns {
		if at := "col." + strconv.Itoa(i); v.Has(at) && (v.Get(at) == "" || slices.ContainsFunc(meanings, func(o form.Option) bool { return o.Value == v.Get(at) })) {
			m.Columns[i] = v.Get(at)
		}
	}
	if e := v.Get("existing"); slices.Contains(exchange.Existing, e) {
		m.Existing = e
	}
	for name := range v {
		line, row := strings.CutPrefix(name, "row.")
		n, err := strconv.Atoi(line)
		if !row || err != nil {
			continue
		}
		if m.Rows == nil {
			m.Rows = map[int]string{}
		}
		if choice := v.Get(name); slices.Contains(exchange.Existing, choice) {
			m.Rows[n] = choice
		} else {
			delete(m.Rows, n)
		}
	}
	return d.chooseNames(v)
}

// chooseNames takes for each name that nobody here has: keep it in words, leave it out, or a team or person that was typed.
func (d *draft) chooseNames(v url.Values) map[string]views.WrongName {
	problems := map[string]views.WrongName{}
	for name, keys := range v {
		kind, n, ok := strings.Cut(name, ".key.")
		if !ok || len(keys) != 1 || len(keys[0]) > 1000 || kind != "team" && kind != "person" {
			continue
		}
		key, choice := keys[0], v.Get(kind+"."+n)
		if typed := strings.TrimSpace(v.Get(kind + ".is." + n)); typed != "" {
			id := d.here.PersonCalled(typed)
			if kind == "team" {
				id = d.here.TeamCalled(typed)
			}
			if id == "" {
				problems[kind+".is."+n] = views.WrongName{Typed: typed, Say: "Nothing here is called “" + typed + "”. Choose a name from the list."}
				continue
			}
			choice = id
		}
		d.keep(kind, key, choice)
	}
	return problems
}

func (d *draft) keep(kind, key, choice string) {
	names := &d.mapping.People
	if kind == "team" {
		names = &d.mapping.Teams
	}
	if *names == nil {
		*names = map[string]string{}
	}
	(*names)[key] = choice
}
