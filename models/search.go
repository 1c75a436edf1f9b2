package models

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// SearchQuery is what somebody searches for. It is kept in the page's address.
type SearchQuery struct {
	Words string // as typed
	Kind  string // key of a kind; empty for all
	Team  string // reference of a team, with those below it; empty for all
}

// MostFound is how many things one search gives at the most: beyond it there is more, and the search is to be narrowed.
const MostFound = 500

// FoundThing is one thing that was found.
type FoundThing struct {
	ID       int64 `gorm:"column:id"` // of its line in the index; later lines are newer
	Kind     string
	EntityID string
	Ref      string
	Head     string // reference and title
	TeamID   *string

	State   string  `gorm:"-"` // empty where its kind has none
	Team    string  `gorm:"-"` // name
	Snippet Snippet `gorm:"-"` // from what it says beside its title; empty when the title has all words
	At      string  `gorm:"-"` // reference of the thing whose page shows it, where it has none of its own
	Pinned  bool    `gorm:"-"`

	Over *Strategy `gorm:"-"` // the superseded strategy that it belongs to; nil for everything else
}

// Title is the thing's title, without its reference.
func (f *FoundThing) Title() string { return strings.TrimSpace(strings.TrimPrefix(f.Head, f.Ref)) }

// KindCount is how many things of a kind were found.
type KindCount struct {
	SearchKind
	Count int
}

// SearchResult is what a search found, the best first.
type SearchResult struct {
	Words   []string // that were searched for, folded
	All     []*FoundThing
	Kinds   []KindCount   // what was found of each kind, without those of which nothing was
	More    bool          // there is more than MostFound
	Nearest []*FoundThing // titles that are near, when nothing was found
}

// references look like T17: letters and a number.
var references = regexp.MustCompile(`^[a-z]{1,3}[0-9]{1,9}$`)

// Search finds what the person who asks may know of and what has all words, each at the beginning of a word: what is called so by its reference first,
// then titles, then what says so. When nothing is found it gives the nearest titles.
func (r *Read) Search(q SearchQuery) (*SearchResult, error) {
	s := &SearchResult{Words: SearchWords(q.Words)}
	if len(s.Words) == 0 {
		return s, nil
	}
	teams, known, err := r.searchTeams(q.Team)
	if err != nil || !known {
		return s, err
	}
	found, typed := map[int64]*FoundThing{}, typedWords(q.Words)
	take := func(limit int, ask lineQuery) (all bool, err error) {
		ask.kind, ask.teams, ask.typed, ask.limit = q.Kind, teams, typed, limit
		list, err := r.searchLines(ask)
		for _, f := range list {
			found[f.ID] = f
		}
		return len(list) < limit, err
	}
	if len(s.Words) == 1 && references.MatchString(s.Words[0]) {
		if _, err := take(10, lineQuery{ref: strings.ToUpper(s.Words[0])}); err != nil {
			return nil, err
		}
	}
	whole, err := take(MostFound+1, lineQuery{words: s.Words})
	if err != nil {
		return nil, err
	}
	if !whole { // the newest of many: what few things there are of the rarer kinds, and titles, must not be missed for them
		s.More = true
		for _, ask := range []lineQuery{{words: s.Words, few: true}, {words: s.Words, titles: true}} {
			if _, err := take(MostFound, ask); err != nil {
				return nil, err
			}
		}
	}
	for _, f := range found {
		s.All = append(s.All, f)
	}
	rankFound(s.Words, s.All)
	s.All = s.All[:min(len(s.All), MostFound)]
	s.count()
	if len(s.All) == 0 {
		s.Nearest, err = r.nearestTitles(s.Words, q.Kind, teams)
	}
	return s, err
}

func (s *SearchResult) count() {
	count := map[string]int{}
	for _, f := range s.All {
		count[f.Kind]++
	}
	for _, k := range SearchKinds {
		if count[k.Key] > 0 {
			s.Kinds = append(s.Kinds, KindCount{k, count[k.Key]})
		}
	}
}

// searchTeams are the ids of a team and those below it; nil for all teams. A team that is not known finds nothing.
func (r *Read) searchTeams(ref string) (teams []string, known bool, err error) {
	if ref == "" {
		return nil, true, nil
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, false, err
	}
	for id, team := range tree.ByID {
		if strings.EqualFold(team.Ref, ref) {
			return tree.Under(id), true, nil
		}
	}
	return nil, false, nil
}

// fit is how well a thing fits: 0 the best.
func fit(words []string, f *FoundThing) int {
	said := strings.Join(words, " ")
	title := wordsOf(f.Title())
	joined := strings.Join(title, " ")
	began, whole := matches(words, title)
	switch {
	case strings.EqualFold(f.Ref, said):
		return 0
	case joined == said:
		return 1
	case strings.HasPrefix(joined, said):
		return 2
	case whole == len(words):
		return 3
	case began == len(words):
		return 4
	case began > 0:
		return 5
	case strings.HasPrefix(strings.ToLower(f.Ref), said):
		return 6
	}
	return 7
}

// rankFound puts the best first: by how they fit, by kind, the newest first.
func rankFound(words []string, list []*FoundThing) {
	order, at := map[string]int{}, map[int64]int{}
	for i, k := range SearchKinds {
		order[k.Key] = i
	}
	for _, f := range list {
		at[f.ID] = fit(words, f)
	}
	slices.SortFunc(list, func(a, b *FoundThing) int {
		return cmp.Or(cmp.Compare(at[a.ID], at[b.ID]), cmp.Compare(order[a.Kind], order[b.Kind]), cmp.Compare(b.ID, a.ID))
	})
}

// lineQuery asks the index.
type lineQuery struct {
	words  []string          // all of them
	typed  map[string]string // as they were typed, where that differs
	any    []string          // or one of these in the title, whole
	ref    string            // or this reference
	titles bool              // only titles count
	few    bool              // only kinds of which there are few
	kind   string
	teams  []string
	limit  int
}

// searchLines gives lines of the index about things that this person may know of, the newest first.
func (r *Read) searchLines(ask lineQuery) ([]*FoundThing, error) {
	var list []*FoundThing
	q := r.DB().Table("search_docs d")
	if ask.ref == "" && r.g.Name() != "postgres" {
		q = r.DB().Table("search_text").Joins("CROSS JOIN search_docs d") // the index is read first, its lines only as far as they are needed
	}
	q = q.Select("d.id, d.kind, d.entity_id, d.ref, d.head, d.team_id").Where(r.seenLines(ask.kind))
	switch {
	case ask.ref != "":
		q = q.Where("d.ref = ?", ask.ref)
		if ask.teams != nil {
			q = q.Where("d.team_id IN ?", ask.teams)
		}
		q = q.Order("d.id DESC")
	case r.g.Name() == "postgres":
		q = q.Where("d.words @@ CAST(? AS tsquery)", ask.postgres()).Order("d.id DESC")
	default:
		q = q.Where("d.id = search_text.docid AND search_text MATCH ?", ask.sqlite()).Order("search_text.docid DESC")
	}
	return list, q.Limit(ask.limit).Find(&list).Error
}

// thing reads the lines of things that are known already, if this person may know of them.
func (r *Read) thing(q func(*gorm.DB) *gorm.DB, limit int) ([]*FoundThing, error) {
	var list []*FoundThing
	lines := r.DB().Table("search_docs d").Select("d.id, d.kind, d.entity_id, d.ref, d.head, d.team_id").Where(r.seenLines(""))
	return list, q(lines).Limit(limit).Find(&list).Error
}

// tag is the key of a tag in the index; see the migrations that make it.
func tag(mark, of string) string { return mark + strings.NewReplacer("_", "", "-", "").Replace(of) }

// mostTeamTags bounds how many teams narrow one search.
const mostTeamTags = 300

// said joins what is asked of each line: all words, one of the others, the kind and one of the teams.
func (ask lineQuery) said(word func(word string, begins, title bool) string, tag func(of string) string, and, or string) string {
	var all []string
	either := func(list []string) {
		if len(list) > 0 {
			all = append(all, "("+strings.Join(list, or)+")")
		}
	}
	for _, w := range ask.words {
		all = append(all, word(w, begins(w), ask.titles))
	}
	var near, teams []string
	for _, w := range ask.any {
		near = append(near, word(w, false, true))
	}
	either(near)
	if ask.kind != "" {
		all = append(all, tag(ask.kind))
	} else if ask.few {
		all = append(all, tag("few"))
	}
	for _, id := range ask.teams[:min(len(ask.teams), mostTeamTags)] {
		teams = append(teams, tag(id))
	}
	either(teams)
	return strings.Join(all, and)
}

// sqlite says the question in the words of FTS4. Each word holds letters and digits only and is in lower case, so none is an operator.
func (ask lineQuery) sqlite() string {
	one := func(word string, begins, title bool) string {
		if begins {
			word += "*"
		}
		if title {
			word = "head:" + word
		}
		return word
	}
	return ask.said(func(word string, begins, title bool) string {
		if typed := ask.typed[word]; typed != "" {
			return "(" + one(word, begins, title) + " OR " + one(typed, begins, title) + ")"
		}
		return one(word, begins, title)
	}, func(of string) string { return tag("tags:\ue000", of) }, " AND ", " OR ")
}

// postgres says the question in the words of a tsquery, each in quotes.
func (ask lineQuery) postgres() string {
	return ask.said(func(word string, begins, title bool) string {
		label := ""
		if begins {
			label = "*"
		}
		if title {
			label += "A"
		}
		if label != "" {
			label = ":" + label
		}
		return "'" + word + "'" + label
	}, func(of string) string { return "'" + tag("=", of) + "'" }, " & ", " | ")
}
