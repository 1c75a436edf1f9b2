package exchange

import (
	"fmt"

	"throughline/models"
)

// found is something about a row that does not fit the method yet, with the words it is about.
type found struct{ code, detail string }

// say has one sentence for each finding: what somebody should do.
var say = map[string]string{
	"horizon":            "State the horizon: a goal sets a level of result beyond a quarter, an objective is a step of one team within 90 days to 12 months.",
	"owner_one":          "Name one owner.",
	"dangling":           "This names something that was not in the import. Choose it again.",
	"not_read":           "This could not be read. Enter it again.",
	"wide":               "The row had more cells than its file had headings. See whether something belongs here.",
	"goal_under_aim":     "A goal cannot stand under an objective. Choose the goal it belongs to.",
	"goal_missing":       "Name the goal that this objective delivers.",
	"deadline_missing":   "Set a deadline.",
	"deadline_past":      "Set a deadline after today.",
	"deadline_words":     "Set the deadline as a day.",
	"measure_missing":    "Complete the measure; without numbers this is a wish.",
	"target_words":       "State the target as a number.",
	"target_partly":      "A part of this target is withheld at its source. Say which number counts.",
	"baseline_words":     "State the baseline as a number.",
	"baseline_is_target": "Baseline and target are equal. Set the target to what will be true.",
	"direction_missing":  "Choose the direction: increase, reduce, or keep in a band.",
	"direction_contrary": "Direction and numbers disagree. Correct one of them.",
	"statement_missing":  "Say what will be true; so far only the metric is named.",
	"metric_missing":     "The outcome of this reading had no metric. Choose the metric it measures.",
	"day_missing":        "State the day of this reading.",
	"email_used":         "Another person has this e-mail address. Give an address of their own.",
	"email_wrong":        "This is no e-mail address. Correct it.",
	"email_missing":      "Give an e-mail address, so that this person can sign in.",
	"manager_circle":     "This manager would be managed by the person in turn. Choose the manager again.",
	"team_alone":         "Say which team this team belongs to.",
	"status_words":       "This state is not known here. Set the state.",
	"frequency_words":    "State the effort: how often, how long, how many people.",
	"success_missing":    "Give it a success metric.",
	"review_missing":     "Set a review date.",
	"strategy_second":    "Another strategy is in force here. Decide which one holds.",
}

// find notes something about a row that does not fit.
func (it *item) find(code, detail string) { it.found = append(it.found, found{code, detail}) }

// notes keeps a row's findings.
func (im *importer) notes(it *item) {
	for i, f := range it.found {
		im.link(&models.Finding{
			Row:        models.Row{ID: im.made("finding", it.id, f.code, fmt.Sprint(i), f.detail)},
			EntityType: it.kind.name, EntityID: it.id, Code: f.code, Say: say[f.code], Detail: f.detail,
			Source: fmt.Sprintf("%s:%d", it.sheet.file, it.line.number),
		})
	}
}
