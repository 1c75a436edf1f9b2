package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestATaskIsLetRepeatSkippedAndEndedOnItsPage(t *testing.T) {
	h, c := example(t)
	ref := c.Tasks[noteTask].Ref
	address := link.TaskRepeat(ref)
	h.signedIn(c.People["Samuel Brandt"]).post(address, url.Values{"do": {"end"}}).is(http.StatusForbidden)
	h.signedIn(c.People["Samuel Brandt"]).get(link.Task(ref)).is(200).silent("Let it repeat")
	member := h.as(models.Member)
	f := member.get(link.Task(ref)).is(200).says("Once, or again and again").paper(member, `form[action="`+address+`"]`)
	f.write("every", "0").press("Let it repeat by this").is(http.StatusUnprocessableEntity).says("There is a problem")
	f.write("every", "2").write("unit", "hour").press("Let it repeat by this").is(http.StatusUnprocessableEntity)
	delete(f.values, "weekdays")
	f.write("unit", "week").press("Let it repeat by this").is(http.StatusUnprocessableEntity).says("Choose at least one day of the week.")
	f.values["weekdays"] = []string{"MO", "TH"}
	f.write("until", "1 January 1999").press("Let it repeat by this").is(http.StatusUnprocessableEntity).says("Give a day after")
	page := f.write("until", "").press("Let it repeat by this").is(303).onward(member).says("It comes again, by this rule.", "Every 2 weeks on Monday and Thursday.", "The next one comes as soon as this one is done", "Next: Thu 19 Nov 2026, Mon 30 Nov 2026, Thu 3 Dec 2026", "Change the rule")
	settings := page.says("This one and all that come").paper(member, `form[action="`+link.Task(ref)+`"]`)
	settings.write("title", "Read the notes").write("coming", models.ComingAll).press("Save the changes").is(303)
	if n := h.count("task_series", "title = 'Read the notes' AND id <> ?", "-"); n != 1 {
		t.Error("what comes keeps its old words")
	}
	do := func(do string, says ...string) *answer {
		t.Helper()
		member.post(address, url.Values{"do": {do}}).is(303)
		return member.get(link.Task(ref)).is(200).says(says...)
	}
	do("end", "It does not come again.", "Let it come again", "Undo").paper(member, ".toast form").press("Undo").is(303)
	do("skip", "Skipped this time. The next one comes.", "Cancelled")
	if n := h.count("work", "kind = 'task.repeat' AND id <> ?", "-"); n != 1 {
		t.Errorf("%d of the next are asked for", n)
	}
}
