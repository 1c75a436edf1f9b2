package form

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// fill reads the posted rows. Stored rows that are not in the post stay as they are, at the end: a second
// tab may have added them. New rows left blank are ignored.
func (r *Rows) fill(values url.Values, loc Locale, mode Mode) {
	r.Problem, r.Removed, r.Notes = "", nil, nil
	ids, sent := r.posted(values)
	if len(ids) > mostRows {
		r.Problem = fmt.Sprintf("Send at most %s rows at a time; this has %s. The rows after that were not read.", loc.count(mostRows), loc.count(len(ids)))
		ids = ids[:mostRows]
	}
	stored := make(map[string]*Row, len(r.Items))
	for _, row := range r.Items {
		stored[row.name()] = row
	}
	items := make([]*Row, 0, len(ids)+len(r.Items))
	var lost []*Row
	for _, id := range ids {
		switch row := stored[id]; {
		case row != nil:
			row.refill(values, loc, mode, sent[id] > 0)
			items = append(items, row)
			delete(stored, id)
		case sent[id] == 0:
		case r.blank == nil:
			r.Problem = "A row on this page is no longer there; somebody removed it meanwhile. The others are unharmed: check them and save again."
		default:
			row = r.fresh(id)
			row.New = newID.MatchString(id)
			touched := row.read(values, loc, mode)
			switch {
			case touched && row.New:
				items = append(items, row)
			case touched:
				items, lost = append(items, row), append(lost, row)
			case !row.New:
				r.Notes = append(r.Notes, r.Label+": a row that you had not changed was removed meanwhile.")
			}
		}
	}
	for _, row := range r.Items {
		if stored[row.name()] != nil {
			row.refill(nil, loc, mode, false)
			items = append(items, row)
		}
	}
	if !values.Has(r.OrderName()) { // a page that shows some of the rows says nothing of the order of all
		place := make(map[string]int, len(r.Items))
		for i, row := range r.Items {
			place[row.name()] = i + 1
		}
		last := len(r.Items) + 1
		at := func(row *Row) int {
			if n := place[row.name()]; n > 0 {
				return n
			}
			return last
		}
		slices.SortStableFunc(items, func(a, b *Row) int { return cmp.Compare(at(a), at(b)) })
	}
	r.Items = items
	r.revive(lost)
	if r.Problem == "" && len(r.Items) > r.most() {
		r.Problem = fmt.Sprintf("Keep at most %s rows; this list has %s.", loc.count(r.most()), loc.count(len(r.Items)))
	}
}

// refill reads a stored row. One of which only the place was posted keeps its answers.
func (row *Row) refill(values url.Values, loc Locale, mode Mode, sent bool) {
	row.Problem, row.Clashes = "", nil
	row.Seen = version(values, row.VersionName(), row.Version)
	if sent || values.Has(row.VersionName()) {
		fill(row.Fields, values, loc, mode, !row.Stale())
		return
	}
	for _, field := range row.Fields {
		field.show(loc)
	}
}

// read fills a row that is not stored. It is false when the row was left as a blank one is, or as it was
// last seen before somebody removed it.
func (row *Row) read(values url.Values, loc Locale, mode Mode) bool {
	touched := false
	for _, field := range row.Fields {
		field.show(loc)
		before, picked := field.Typed, field.Picked
		if was, known := values["was."+field.Name]; known && !row.New {
			before, picked = strings.Join(was, ""), was
		}
		field.read(values, loc)
		picks := field.Kind == KindChoice || field.Kind == KindMany || field.Kind == KindTick
		if field.Problem != "" || !picks && field.Typed != before || picks && !samePicks(field.Picked, picked) {
			touched = true
		}
	}
	for _, field := range row.Fields {
		if field.strict = mode == Strict; field.strict && touched {
			field.check()
		}
	}
	return touched
}

func samePicks(a, b []string) bool {
	b = slices.DeleteFunc(slices.Clone(b), func(v string) bool { return v == "" })
	return len(a) == len(b) && !slices.ContainsFunc(a, func(v string) bool { return !slices.Contains(b, v) })
}

// revive keeps what was typed in a row that is no longer stored: it becomes a new row, with a sentence.
func (r *Rows) revive(lost []*Row) {
	for _, row := range lost {
		row.New = true
		row.ID = r.nextID()
		row.Version, row.Seen = 0, 0
		r.place(row)
		row.Problem = "This row was removed meanwhile. Save to add it again with what you typed, or remove it."
	}
}

// posted lists the row ids of the post in the order of the page, and how many answers each row has.
func (r *Rows) posted(values url.Values) (ids []string, sent map[string]int) {
	sent = map[string]int{}
	prefix := r.Group + "."
	for name := range values {
		rest, ours := strings.CutPrefix(name, prefix)
		id, key, dotted := strings.Cut(rest, ".")
		if !ours || !dotted || id == "" {
			continue
		}
		if sent[id] += 0; key != "version" {
			sent[id]++
		}
	}
	placed := map[string]bool{}
	for _, list := range values[r.OrderName()] {
		for _, id := range strings.Split(list, ",") {
			if id = strings.TrimSpace(id); id != "" && !placed[id] {
				placed[id] = true
				ids = append(ids, id)
			}
		}
	}
	var rest []string
	for id := range sent {
		if !placed[id] {
			rest = append(rest, id)
		}
	}
	place := make(map[string]int, len(r.Items))
	for i, row := range r.Items {
		place[row.name()] = i + 1
	}
	slices.SortFunc(rest, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(place, a), rank(place, b)), strings.Compare(a, b))
	})
	return append(ids, rest...), sent
}

// rank orders rows for which the post gives no order: as stored, then the new ones by number, then others.
func rank(place map[string]int, id string) int {
	if at := place[id]; at > 0 {
		return at
	}
	if newID.MatchString(id) {
		n, _ := strconv.Atoi(id[3:])
		return len(place) + n
	}
	return len(place) + 100_000
}
