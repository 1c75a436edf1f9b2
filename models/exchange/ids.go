package exchange

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"

	"throughline/models"
)

// space is the namespace of the ids that imports make: UUID version 5 of origin, kind and the file's own id.
var space = uuid.MustParse("6f0c2b1e-93d4-4f7a-8a51-2d7c9be04c13")

// id is the id of a row of a kind that a file calls by this name. A UUID is kept.
func (im *importer) id(kind, external string) string {
	if u, ok := isUUID(external); ok {
		return u
	}
	return im.made(kind, external)
}

// made is an id that is the same in every import of this origin.
func (im *importer) made(parts ...string) string {
	return uuid.NewSHA1(space, []byte(strings.Join(append([]string{im.origin}, parts...), "\x00"))).String()
}

func isUUID(text string) (string, bool) {
	if len(text) != 36 {
		return "", false
	}
	u, err := uuid.Parse(text)
	return u.String(), err == nil
}

// keep notes that a row is on its way in, under its id, its id in any letter case, and its name.
func (im *importer) keep(it *item) {
	put(im.stored, it.kind.name, it.id, it.id)
	if it.sheet.own || !im.naming[it.sheet.kind.name] && it.sheet.kind.many {
		return
	}
	folded := strings.ToLower(it.external)
	if im.spelled[it.sheet.kind.name][folded] == "" {
		put(im.spelled, it.sheet.kind.name, folded, it.external)
	}
	if it.name != "" {
		called := strings.ToLower(it.name)
		if other, twice := im.called[it.sheet.kind.name][called]; twice && other != it.external {
			put(im.called, it.sheet.kind.name, called, "") // two of one name: the name tells nothing
		} else {
			put(im.called, it.sheet.kind.name, called, it.external)
		}
	}
	if it.kind.name == "person" {
		im.person[it.id] = it.name
	}
	if email := strings.ToLower(it.text("email", "e_mail", "mail")); it.kind.name == "person" && email != "" && im.emails[email] == "" {
		im.emails[email] = it.id
	}
}

func put[V any](m map[string]map[string]V, a, b string, v V) {
	if m[a] == nil {
		m[a] = map[string]V{}
	}
	m[a][b] = v
}

// places are the kinds and ids under which a name may be stored: an objective of a file may have become a goal.
func (im *importer) places(kind, external string) (out [][2]string) {
	add := func(k, id string) { out = append(out, [2]string{k, id}) }
	switch kind {
	case "objective":
		add("objective", im.id("objective", external))
		add("goal", im.id("objective", external))
		add("goal", im.id("goal", external))
	case "goal":
		add("goal", im.id("goal", external))
		add("goal", im.id("objective", external))
		add("objective", im.id("objective", external))
	default:
		add(kind, im.id(kind, external))
	}
	return out
}

// mentions notes all that a row names, so that one question per kind finds what is stored already.
func (im *importer) mentions(it *item) {
	want := func(kind, external string) {
		for _, p := range im.places(kind, external) {
			put(im.wanted, p[0], p[1], true)
		}
	}
	for _, k := range it.sheet.kind.kinds {
		put(im.wanted, k, it.id, true)
	}
	for _, f := range it.kind.schema.Fields {
		if kind := names(f.DBName); kind != "" && !it.byThought(f.DBName) {
			if cell := it.text(append([]string{f.DBName}, it.sheet.kind.others(f.DBName, it.sheet.own)...)...); cell != "" {
				want(kind, cell)
			}
		}
	}
	if it.sheet.own {
		return
	}
	for heading, kind := range it.sheet.kind.also {
		if kind != "" {
			for _, one := range list(it.text(heading)) {
				want(kind, one)
			}
		}
	}
}

// byThought tells the columns of foreign files that take fills.
func (it *item) byThought(column string) bool {
	_, also := it.sheet.kind.also[column]
	return also && !it.sheet.own
}

// list cuts a cell with several ids in it.
func list(cell string) (out []string) {
	for _, one := range strings.Split(cell, ";") {
		if one = strings.TrimSpace(one); one != "" && !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// lookUp asks, once per kind, which of the rows and of what they name is stored already.
func (im *importer) lookUp() error {
	for _, k := range kinds() {
		found, err := k.there(im.tx, slices.Sorted(maps.Keys(im.wanted[k.name])))
		if err != nil {
			return err
		}
		for _, id := range found {
			put(im.before, k.name, id, true)
			put(im.stored, k.name, id, id)
		}
	}
	im.wanted = nil
	measures, err := of("outcome_metric").find(im.tx, "outcome_id", slices.Sorted(maps.Keys(im.before["outcome"])))
	if err != nil {
		return err
	}
	for _, e := range measures {
		if m := e.(*models.OutcomeMetric); im.metricOf[m.OutcomeID] == nil || m.Position < im.metricOf[m.OutcomeID].Position {
			im.metricOf[m.OutcomeID] = m
		}
	}
	for _, it := range im.items {
		for _, k := range it.sheet.kind.kinds {
			if it.refused == "" && im.before[k][it.id] {
				it.there = true
				if k != it.kind.name {
					delete(im.stored[it.kind.name], it.id)
				}
			}
		}
	}
	people, err := of("person").find(im.tx, "email", slices.Sorted(maps.Keys(im.emails)))
	for _, e := range people {
		im.emails[*e.(*models.Person).Email] = e.(*models.Person).ID
	}
	return err
}

// resolve finds what a cell names: by id, by id in other letter case, by name; a person by address too.
func (im *importer) resolve(kind, external string) (found, id string, ok bool) {
	tries := []string{external}
	folded := strings.ToLower(external)
	for _, k := range []string{kind, map[string]string{"objective": "goal", "goal": "objective"}[kind]} {
		for _, other := range []string{im.spelled[k][folded], im.called[k][folded]} {
			if other != "" {
				tries = append(tries, other)
			}
		}
	}
	for _, try := range tries {
		for _, p := range im.places(kind, try) {
			if id, ok := im.stored[p[0]][p[1]]; ok {
				return p[0], id, true
			}
		}
	}
	if kind == "person" && im.emails[folded] != "" {
		if id, ok := im.stored["person"][im.emails[folded]]; ok {
			return kind, id, true
		}
	}
	return "", "", false
}

// settle puts in what a row names. What is named and is nowhere is kept in a finding; a row that cannot be without it is refused.
func (im *importer) settle(it *item) {
	for _, f := range it.kind.schema.Fields {
		kind := names(f.DBName)
		if kind == "" || it.byThought(f.DBName) || it.alone && f.DBName == it.sheet.kind.parent {
			continue
		}
		cell := it.text(append([]string{f.DBName}, it.sheet.kind.others(f.DBName, it.sheet.own)...)...)
		field := it.field(f.DBName)
		must := field.Kind() != reflect.Pointer
		if cell == "" {
			if must {
				it.refused = fmt.Sprintf("Its %s is empty.", f.DBName)
				return
			}
			continue
		}
		found, id, ok := im.resolve(kind, cell)
		switch {
		case ok && found == kind && must:
			field.SetString(id)
		case ok && found == kind:
			_ = set(field, id)
		case must:
			it.refused = fmt.Sprintf("Its %s names %q, which is not here.", f.DBName, short(cell))
			return
		default:
			it.find("dangling", f.DBName+": "+cell)
		}
	}
}

// origins keeps where a row of a foreign file came from.
func (im *importer) origins(it *item) {
	source := it.text("source")
	if it.sheet.own || it.external == it.id && source == "" {
		return
	}
	im.link(&models.ExternalRef{
		Row:  models.Row{ID: im.made("external_ref", it.sheet.kind.name, it.external)},
		Kind: it.sheet.kind.name, EntityID: it.id, Origin: im.origin, ExternalID: it.external, Source: source,
	})
}

// link adds a row that follows from another one.
func (im *importer) link(e models.Entity) {
	name := models.EntityType(e)
	im.rows[name] = append(im.rows[name], e)
}

// keysOf learns the unique columns of the stored rows with these values in the first of them.
func (im *importer) keysOf(k *kind, values []string) error {
	there, err := k.find(im.tx, k.unique[0], values)
	for _, e := range there {
		put(im.keys, k.name, strings.Join(k.values(e), "\x00"), k.idOf(e))
	}
	return err
}

// unlike leaves out the rows that are the same as one already there by their unique columns, and says which that is.
func (im *importer) unlike(k *kind, list []models.Entity) (keep []models.Entity, alike map[models.Entity]string, err error) {
	if im.asked != k.name {
		first := map[string]bool{}
		for _, e := range list {
			first[k.values(e)[0]] = true
		}
		if err := im.keysOf(k, slices.Sorted(maps.Keys(first))); err != nil {
			return nil, nil, err
		}
	}
	alike = map[models.Entity]string{}
	for _, e := range list {
		key, id := strings.Join(k.values(e), "\x00"), k.idOf(e)
		if other, taken := im.keys[k.name][key]; taken && other != id {
			alike[e] = other
			continue
		} else if !taken {
			put(im.keys, k.name, key, id)
		}
		keep = append(keep, e)
	}
	return keep, alike, nil
}
