package wizard

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestToolingWaitsForOwnerInputsOutputsAndSteps(t *testing.T) {
	full := func() *models.Process {
		return &models.Process{OwnerPersonID: ptr("tom"), Current: &models.ProcessVersion{State: models.ProcessDraft, Inputs: "A call", Outputs: "A fix", Steps: []*models.ProcessStep{{Title: "Answer"}}}}
	}
	for name, take := range map[string]func(p *models.Process){
		"an owner": func(p *models.Process) { p.OwnerPersonID = nil }, "inputs": func(p *models.Process) { p.Current.Inputs = "" },
		"outputs": func(p *models.Process) { p.Current.Outputs = "" }, "documented steps": func(p *models.Process) { p.Current.Steps = nil },
	} {
		p := full()
		if take(p); !slices.Equal(p.Lacks(), []string{name}) {
			t.Errorf("without %s it lacks %v", name, p.Lacks())
		}
		for _, f := range bindProcess(p).fields(sound()) {
			if locked := f.Locked != ""; locked != (f.Key == "technology" || f.Key == "automation") || locked && !strings.Contains(f.Locked, name) {
				t.Errorf("without %s, %s is locked: %q", name, f.Key, f.Locked)
			}
		}
	}
	for _, f := range bindProcess(full()).fields(sound()) {
		if f.Locked != "" {
			t.Errorf("%s stays locked: %s", f.Key, f.Locked)
		}
	}
}

// redesigning is a company whose audit asks for two processes: of a workflow, and of an outcome that nothing moves.
func redesigning(t *testing.T, db *models.DB) (maja models.Who, w *World) {
	t.Helper()
	maja, _ = ready(t, db)
	o := world(t, db, maja).Outcomes
	mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage", models.Redesign, o[0].ID, o[1].ID), true)
	return maja, world(t, db, maja)
}

func TestTheAuditAsksForAProcessOfEachRedesignAndEachOutcomeThatNothingMoves(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, w := redesigning(t, db)
		due := w.DueProcesses()
		if len(due) != 2 || due[0].Workflow == nil || due[1].Outcome == nil || len(redesignGaps(w)) != 2 {
			t.Fatalf("%+v", due)
		}
		for range 2 { // pressed twice
			for _, d := range due {
				mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + d.Key()}}, false)
			}
		}
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:nothing"}}, false)
		w = world(t, db, maja)
		if len(w.Processes) != 2 || w.Processes[0].Name != "Triage" || text(w.Processes[1].OutcomeID) != due[1].Outcome.ID {
			t.Fatalf("%+v", w.Processes)
		}
		if sheet := mustSave(t, db, maja, "redesign", Query{}, url.Values{}, true); sheet.Form.Valid() {
			t.Fatal("two empty processes are done")
		}
		posted := mustSave(t, db, maja, "redesign", Query{}, url.Values{"processes." + newID(5) + ".name": {"A process nobody asked for"}}, false)
		if posted.Saved || len(world(t, db, maja).Processes) != 2 {
			t.Fatal("a process that the audit did not ask for was added by hand")
		}
	})
}

func written(at, inputs string) url.Values {
	return url.Values{at + "owner": {"Tom"}, at + "inputs": {inputs}, at + "outputs": {"A fix"},
		"steps.new1.title": {"Desk answers"}, "steps.new1.accountable": {"Tom"}, "steps.new2.title": {"  Desk fixes  "}, "steps.new2.accountable": {"Maja"},
		at + "people": {"the desk books"}, at + "process": {"one queue"}, at + "technology_change": {"the phone does"}, at + "technology_same": {"on"}}
}

func TestALockedFieldIsNotReadWhenPostedByHandAndAnApprovedVersionIsOnlySucceeded(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, w := redesigning(t, db)
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
		p := world(t, db, maja).Processes[0]
		at, q := "processes."+p.ID+".", Query{Item: p.Ref}
		now := func() *models.Process { return world(t, db, maja).Processes[0] }

		mustSave(t, db, maja, "redesign", q, url.Values{at + "technology": {"A shiny tool"}, at + "automation": {"A bot"}}, false)
		if v := now().Current; v.Technology != "" || v.Automation != "" {
			t.Fatalf("the lock was passed: %+v", v)
		}
		if _, err := Save(context.Background(), db, maja, ByKey("redesign"), Query{}, url.Values{"do": {"documented:" + p.ID}}, false); err == nil {
			t.Fatal("an empty process was documented")
		}
		mustSave(t, db, maja, "redesign", q, written(at, "A call"), false)
		mustSave(t, db, maja, "redesign", q, url.Values{at + "technology": {"The phone"}}, false)
		if v := now().Current; v.Technology != "The phone" || len(v.Steps) != 2 || v.Steps[1].Title != "Desk fixes" {
			t.Fatalf("%+v", v)
		}
		if !flagsOn(world(t, db, maja), "redesign", p.ID)["process.draft"] {
			t.Fatal("nothing says that it can be documented")
		}
		if _, err := Save(context.Background(), db, another(t, db), ByKey("redesign"), Query{}, url.Values{"do": {"approve:" + p.ID}}, false); err == nil {
			t.Fatal("approved before it was documented")
		}
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"documented:" + p.ID}}, false)
		if _, err := Save(context.Background(), db, maja, ByKey("redesign"), q, url.Values{at + "inputs": {"Typed on a page from before"}}, false); err == nil {
			t.Fatal("a documented version was changed")
		}
		if _, err := Save(context.Background(), db, maja, ByKey("redesign"), Query{}, url.Values{"do": {"approve:" + p.ID}}, false); err == nil {
			t.Fatal("who wrote it approved it")
		}
		other := another(t, db)
		for range 2 {
			mustSave(t, db, other, "redesign", Query{}, url.Values{"do": {"approve:" + p.ID}}, false)
		}
		if v := now().Current; v.State != models.ProcessInUse || v.N != 1 || v.ApprovedAt == nil || text(v.ApprovedPersonID) != other.PersonID {
			t.Fatalf("%+v", v)
		}
		if _, err := Save(context.Background(), db, maja, ByKey("redesign"), q, url.Values{at + "inputs": {"A call or a mail"}}, false); err == nil {
			t.Fatal("an approved version was changed")
		}
		for range 2 {
			mustSave(t, db, maja, "redesign", q, url.Values{"do": {"succeed:" + p.ID}}, false)
		}
		mustSave(t, db, maja, "redesign", q, url.Values{at + "inputs": {"A call or a mail"}}, false)
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			list, err := r.ProcessVersions(p.ID)
			if len(list) != 2 || list[0].N != 2 || list[0].State != models.ProcessDraft || list[0].Inputs != "A call or a mail" || list[0].ApprovedAt != nil ||
				list[1].State != models.ProcessInUse || list[1].Inputs != "A call" || len(list[1].Steps) != 2 || len(list[0].Steps) != 2 ||
				list[0].Steps[1].StepKey != list[1].Steps[1].StepKey || list[0].Steps[1].ID == list[1].Steps[1].ID || len(list[0].Steps[0].With(models.Accountable)) != 1 {
				t.Fatalf("%+v", list)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"documented:" + p.ID}}, false)
		mustSave(t, db, other, "redesign", Query{}, url.Values{"do": {"approve:" + p.ID}}, false)
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			list, err := r.ProcessVersions(p.ID)
			if list[0].State != models.ProcessInUse || list[1].State != models.ProcessReplaced || list[1].RetiredAt == nil {
				t.Fatalf("%+v", list)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// another is a second executive.
func another(t *testing.T, db *models.DB) models.Who {
	t.Helper()
	p := &models.Person{Name: "Olga Owner", Executive: true, Active: true}
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error { return tx.Insert(p) }); err != nil {
		t.Fatal(err)
	}
	return models.Who{PersonID: p.ID, Name: p.Name, Executive: true}
}

func TestAnAuthorWhoIsNoHeadApprovesNoProcess(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, w := redesigning(t, db)
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
		p := world(t, db, maja).Processes[0]
		mustSave(t, db, maja, "redesign", Query{Item: p.Ref}, written("processes."+p.ID+".", "A call"), false)
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"documented:" + p.ID}}, false)
		author := anAuthor(t, db, maja)
		_, err := Save(context.Background(), db, author, ByKey("redesign"), Query{}, url.Values{"do": {"approve:" + p.ID}}, false)
		if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindNotAllowed {
			t.Fatalf("%v", err)
		}
	})
}
