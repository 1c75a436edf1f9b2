package models_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/models"
)

var attacked = models.RecallTarget{Kind: "outcome", Ref: "O1"}

// public is everything that a page says of a round: whoever reads two rounds with the same text cannot tell them apart.
func public(groups []models.RecallGroup) string {
	s := models.Shown(groups)
	if s.Whole == nil {
		return "nothing"
	}
	text := fmt.Sprint(s.Whole.Answers, " ", s.Whole.Named[attacked.Key()], " ", s.Hidden)
	for _, g := range s.Groups {
		text += " " + g.Name + " " + fmt.Sprint(g.Stepped(attacked))
	}
	return text
}

// Somebody who knows the rule, how many were asked in each department, and everything that is shown, works backwards through all rounds that
// could have given the same page. Of no department with fewer than five answers they come to how many named a target, unless all or none of
// those that are not shown did; and those are always five answers and more.
func TestNothingThatIsShownLetsAnybodyWorkOutADepartmentUnderFive(t *testing.T) {
	t.Parallel()
	for _, asked := range [][]int{{7, 7}, {5, 9}, {6, 6, 6}, {5, 5, 8}, {5, 6, 7}, {5, 5, 5, 5}} {
		worlds := map[string][]map[int]bool{} // by the page: how many of each department may have named it
		under := map[string][]bool{}          // whether a department was under five in some round
		mixed := map[string]bool{}            // whether in some round a part of those that are not shown named it
		groups := make([]models.RecallGroup, len(asked))
		var fill func(at int)
		fill = func(at int) {
			if at == len(asked) {
				page := public(groups)
				if worlds[page] == nil {
					under[page] = make([]bool, len(asked))
					for range asked {
						worlds[page] = append(worlds[page], map[int]bool{})
					}
				}
				left, named := 0, 0
				for i, g := range groups {
					worlds[page][i][g.Named[attacked.Key()]] = true
					under[page][i] = under[page][i] || g.Answers < models.LeastGroup
					if !strings.Contains(page, g.Name) {
						left, named = left+g.Answers, named+g.Named[attacked.Key()]
					}
				}
				mixed[page] = mixed[page] || named > 0 && named < left
				if page != "nothing" && strings.Count(page, "G") < len(groups) && left < models.LeastGroup {
					t.Fatalf("%+v: %q leaves %d answers", groups, page, left)
				}
				return
			}
			for n := 0; n <= asked[at]; n++ {
				for k := 0; k <= n; k++ {
					groups[at] = models.RecallGroup{Key: fmt.Sprint(at), Name: fmt.Sprint("G", at), Answers: n, Named: map[string]int{attacked.Key(): k}}
					fill(at + 1)
				}
			}
		}
		fill(0)
		for page, world := range worlds {
			if page == "nothing" {
				continue
			}
			for i, named := range world {
				if under[page][i] && strings.Contains(page, fmt.Sprint("G", i)) {
					t.Fatalf("%v: %q shows a department that was under five", asked, page)
				}
				if under[page][i] && mixed[page] && len(named) < 2 {
					t.Errorf("%v: %q tells how many named it in department %d: %v", asked, page, i, named)
				}
			}
		}
	}
}
