package views

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// FoundInBox is the place of the list in the box that opens above every page.
const FoundInBox = "found"

// SearchPage is what was found, or what is at hand before anything is searched for.
type SearchPage struct {
	Query  models.SearchQuery
	Result *models.SearchResult
	AtHand *models.AtHand // nil once something is searched for
	Tree   *models.Tree
	Rows   []*models.FoundThing // of this page
	Paging parts.Paging
	InBox  bool
}

// SearchParts are the parts of the search that are drawn alone.
func SearchParts(p Page, v SearchPage) map[string]templ.Component {
	return map[string]templ.Component{FoundInBox: foundBox(p, v)}
}

// foundHref leads to the page of a thing that was found.
func foundHref(f *models.FoundThing) string {
	switch f.Kind {
	case "strategy", "intent":
		switch {
		case f.State == models.Draft:
			return link.Alignment()
		case f.Over != nil:
			return link.StrategyRecord(f.Over.Ref)
		case f.State == models.Superseded && f.Ref != "":
			return link.StrategyRecord(f.Ref)
		}
		return link.Strategy()
	case "metric":
		if f.At == "" {
			return link.PathOutcomes
		}
		return link.Outcome(f.At)
	case "person":
		return link.PeopleFound(f.Title(), "", "")
	}
	return link.Thing(f.Kind, f.Ref)
}

// foundAbout says in a line what a thing is: its kind, where it belongs and how it stands.
func foundAbout(f *models.FoundThing) string {
	k, _ := models.SearchKindOf(f.Kind)
	words := []string{k.One}
	if f.Ref != "" {
		words[0] += " " + f.Ref
	}
	for _, more := range []string{f.Team, f.State} {
		if more != "" {
			words = append(words, more)
		}
	}
	if f.Over != nil {
		words = append(words, "of "+strings.TrimSpace(f.Over.Ref+" "+f.Over.Title)+", which is over")
	}
	return strings.Join(words, " · ")
}

// count says how much was found.
func (v SearchPage) count(loc form.Locale) string {
	n := len(v.Result.All)
	switch {
	case n == 0 && len(v.Result.Nearest) > 0:
		return "Nothing has all of these words. " + say.Count(loc, len(v.Result.Nearest), "title is", "titles are") + " near."
	case n == 0:
		return "Nothing was found."
	case v.Result.More:
		return "More than " + strconv.Itoa(models.MostFound) + " things have these words. Here are those that fit best; narrow them by a kind, a team or another word."
	}
	return say.Count(loc, n, "thing", "things") + " found."
}

// kinds are the ways to narrow what was found by its kind.
func (v SearchPage) kinds() (list []quickTasks) {
	to := func(kind string) string { return link.Search(v.Query.Words, kind, v.Query.Team, 1) }
	list = append(list, quickTasks{"All kinds", to(""), v.Query.Kind == ""})
	for _, k := range v.Result.Kinds {
		label := k.Many + " " + strconv.Itoa(k.Count)
		if v.Result.More {
			label = k.Many
		}
		list = append(list, quickTasks{label, to(k.Key), v.Query.Kind == k.Key})
	}
	if k, narrowed := models.SearchKindOf(v.Query.Kind); narrowed && len(v.Result.All) == 0 {
		list = append(list, quickTasks{k.Many + " 0", to(k.Key), true})
	}
	return list
}

func (v SearchPage) searching() bool { return len(v.Result.Words) > 0 }

// here is the address of this page, to come back to.
func (v SearchPage) here() string { return link.Search(v.Query.Words, v.Query.Kind, v.Query.Team, 1) }

// nearWords explains how the nearest titles are found.
func nearWords() string {
	return "Two words are alike by the groups of three letters that both have: “delivery” and “delvery” share 6 of 11, which is " +
		strconv.Itoa(int(models.Likeness("delivery", "delvery")*100+0.5)) + "%. Words of titles that are at least " + strconv.Itoa(int(models.NearEnough*100)) +
		"% like a word you typed are tried in its place. Only titles of what you may open are looked at."
}

// boxSay is what is said aloud when the list in the box has changed.
func boxSay(p Page, v SearchPage) string {
	if v.searching() {
		return v.count(p.Loc)
	}
	if n := len(v.AtHand.Pinned) + len(v.AtHand.Opened) + len(v.AtHand.Words); n > 0 {
		return say.Count(p.Loc, n, "thing", "things") + " at hand."
	}
	return "Type the beginning of a word, or a reference such as T17."
}
