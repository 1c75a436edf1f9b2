package handlers

import (
	"net/http"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// ownEntry gives the lines of one entry of a calendar, by the beginning of its name.
func ownEntry(body, name string) string {
	for _, entry := range strings.Split(strings.ReplaceAll(body, "\r\n ", ""), "BEGIN:VEVENT") {
		if strings.Contains(entry, "UID:"+name) {
			return entry
		}
	}
	return ""
}

func TestTheCalendarHoldsOnesOwnDeadlinesSaysWhatIsCancelledAndIsNotSentTwice(t *testing.T) {
	h, c := example(t)
	lead, program := h.as(models.TeamLead), h.nobody()
	ref := lead.toAnswer()
	task := &models.Task{Title: "Ring the clinic\r\nATTENDEE:mailto:x@y.example", OwnerPersonID: &c.Lead.ID, DueDay: "2026-11-26"}
	var handoff *models.Handoff
	h.write(func(tx *models.Tx) (err error) {
		if handoff, err = tx.HandoffByRef(ref); err != nil {
			return err
		}
		return tx.AddTask(task)
	})
	address := addressOn(t, lead.post(link.Feed(), nil))
	got := program.get(address).is(200)
	if e := ownEntry(got.Body, "handoff-"+handoff.ID); !strings.Contains(e, "SUMMARY:Answer by: ") || !strings.Contains(e, strings.ReplaceAll(string(handoff.AnswerDay), "-", "")) {
		t.Errorf("the answer is not on the calendar: %q", e)
	}
	e := ownEntry(got.Body, "task-"+task.ID)
	if !strings.Contains(e, "SUMMARY:Due: Ring the clinic ATTENDEE:mailto:x@y.example") || strings.Contains(e, "\nATTENDEE") || !strings.Contains(e, "SEQUENCE:0") {
		t.Errorf("%q", e)
	}
	if strings.Contains(got.Body, "handoff-"+handoff.ID) && strings.Contains(h.as(models.Member).get(link.CalendarFile()).is(200).Body, "handoff-"+handoff.ID) {
		t.Error("somebody else's answers stand in the calendar")
	}
	tag := got.Header.Get("ETag")
	program.with("If-None-Match", tag).get(address).is(http.StatusNotModified)
	h.write(func(tx *models.Tx) error {
		before := *task
		task.DueDay = "2026-11-27"
		if err := tx.Save(task); err != nil {
			return err
		}
		return tx.Emit(models.TaskChanged, task, &before, task)
	})
	got = program.with("If-None-Match", tag).get(address).is(200)
	if e := ownEntry(got.Body, "task-"+task.ID); !strings.Contains(e, "20261127") || !strings.Contains(e, "SEQUENCE:1") {
		t.Errorf("moved: %q", e)
	}
	h.write(func(tx *models.Tx) error { task.State = models.TaskCancelled; return tx.Save(task) })
	if e := ownEntry(program.get(address).is(200).Body, "task-"+task.ID); !strings.Contains(e, "STATUS:CANCELLED") || !strings.Contains(e, "SEQUENCE:2") {
		t.Errorf("cancelled: %q", e)
	}
	h.write(func(tx *models.Tx) error { return tx.SetPassword(c.Lead, "another hash", "") })
	program.get(address).is(404)
	address = addressOn(t, h.as(models.TeamLead).post(link.Feed(), nil))
	h.write(func(tx *models.Tx) error {
		p, err := tx.PersonByID(c.Lead.ID)
		if err != nil {
			return err
		}
		before := *p
		p.Executive = true
		return tx.SavePerson(&before, p)
	})
	program.get(address).is(404)
}
