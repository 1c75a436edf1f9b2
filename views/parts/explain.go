package parts

import (
	"strings"

	"github.com/a-h/templ"

	"throughline/models"
)

// figureNames says which figures a panel explains: "Progress, Status".
func figureNames(list []models.Explanation) string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = e.Figure
	}
	return strings.Join(names, ", ")
}

// wholeList is what the link to everything behind a figure says.
func wholeList(e models.Explanation) string {
	switch e.Kind {
	case "outcome", "workflow", "process", "goal", "objective", "symptom", "issue", "handoff":
		return "Open " + e.Ref
	}
	return "The whole list"
}

// By marks an element as a figure that the panel with this id explains, or a panel inside the element with this id: a bar, a line, or a
// number that stands on the same card as its explanation.
//
//	<p class="now" { parts.By("O3-how")... }>87%</p>
func By(panel string) templ.Attributes {
	return templ.Attributes{"data-figure": "", "data-explained-by": panel}
}
