package models

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// MapQuery is how the map is asked for. It is kept in the page's address, so that a view can be sent to somebody.
type MapQuery struct {
	Of     string         // reference of a strategy; "none" for what belongs to none yet; empty for the one in force
	At     string         // reference of the thing whose thread is followed; empty for the whole map
	Team   string         // reference; with the teams below it
	Person string         // reference, address or name of whoever answers for it
	Status string         // a mark, or "amiss" for what needs a look
	Tasks  string         // "all": those that are done or cancelled too
	Down   string         // the layer down to which all is open; empty: as far as stays readable
	View   string         // "list" or "map"; empty: whichever fits the screen
	Open   []string       // keys of what is open beyond that
	Fold   []string       // keys of what is folded
	From   map[string]int // where a long row of things begins, by its key
}

// mostMapKeys bounds how much an address may open or fold.
const mostMapKeys = 120

// MapDowns are the layers that everything can be opened to, as an address names them.
var MapDowns = []string{"outcomes", "goals", "objectives", "tasks"}

// ReadMapQuery reads it from an address. What makes no sense there is left out.
func ReadMapQuery(v url.Values) MapQuery {
	q := MapQuery{Of: mapWord(v.Get("of")), At: mapWord(v.Get("at")), Team: mapWord(v.Get("team")), Person: mapWord(v.Get("person")), Open: mapKeys(v.Get("open")), Fold: mapKeys(v.Get("fold"))}
	if s := v.Get("status"); s == "amiss" || MapMark(s).rank() > 0 {
		q.Status = s
	}
	if v.Get("tasks") == "all" {
		q.Tasks = "all"
	}
	if slices.Contains(MapDowns, v.Get("down")) {
		q.Down = v.Get("down")
	}
	if s := v.Get("view"); s == "list" || s == "map" {
		q.View = s
	}
	for _, one := range mapKeys(v.Get("from")) {
		key, at, _ := strings.Cut(one, ":")
		if n, err := strconv.Atoi(at); err == nil && n > 0 && n < 10_000_000 {
			if q.From == nil {
				q.From = map[string]int{}
			}
			q.From[key] = n
		}
	}
	return q
}

func mapWord(s string) string {
	if len(s) > 60 {
		return ""
	}
	return strings.TrimSpace(s)
}

func mapKeys(s string) []string {
	var list []string
	for key := range strings.SplitSeq(s, ",") {
		if key = mapWord(key); key != "" && len(list) < mostMapKeys && !slices.Contains(list, key) {
			list = append(list, key)
		}
	}
	return list
}

// Values are how the query stands in an address; what is empty is left out.
func (q MapQuery) Values() url.Values {
	v := url.Values{}
	var from []string
	for key, n := range q.From {
		from = append(from, key+":"+strconv.Itoa(n))
	}
	slices.Sort(from)
	for name, value := range map[string]string{"of": q.Of, "at": q.At, "team": q.Team, "person": q.Person, "status": q.Status, "tasks": q.Tasks, "down": q.Down,
		"view": q.View, "open": strings.Join(q.Open, ","), "fold": strings.Join(q.Fold, ","), "from": strings.Join(from, ",")} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// Opening is the query with one thing opened.
func (q MapQuery) Opening(key string) MapQuery {
	q.Open, q.Fold = append(without(q.Open, []string{key}), key), without(q.Fold, []string{key})
	if len(q.Open) > mostMapKeys {
		q.Open = q.Open[1:]
	}
	return q
}

// Folding is the query with one thing folded.
func (q MapQuery) Folding(key string) MapQuery {
	q.Open, q.Fold = without(q.Open, []string{key}), append(without(q.Fold, []string{key}), key)
	if len(q.Fold) > mostMapKeys {
		q.Fold = q.Fold[1:]
	}
	return q
}

// Turning is the query with a long row of things that begins elsewhere.
func (q MapQuery) Turning(key string, from int) MapQuery {
	turned := map[string]int{}
	for k, n := range q.From {
		turned[k] = n
	}
	if delete(turned, key); from > 0 {
		turned[key] = from
	}
	q.From = turned
	return q
}

// Following is the query that follows the thread of one thing, with the same filters.
func (q MapQuery) Following(ref string) MapQuery {
	q.At, q.Open, q.Fold, q.From, q.Down = ref, nil, nil, nil, ""
	return q
}

// Narrowed tells whether something leaves things out beside the thread that is followed.
func (q MapQuery) Narrowed() bool { return q.Team != "" || q.Person != "" || q.Status != "" }
