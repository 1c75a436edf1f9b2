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
		return &models.Process{OwnerPersonID: ptr("tom"), Current: &models.ProcessVersion{Inputs: "A call", Outputs: "A fix", Steps: []*models.ProcessStep{{Title: "Answer"}}}}
	}
	for name, take := range map[string]func(p *models.Process){
		"an owner": func(p *models.Process) { p.OwnerPersonID = nil }, "inputs": func(p *models.Process) { p.Current.Inputs = "" },
		"outputs": func(p *models.Process) { p.Current.Outputs = "" }, "steps": func(p *models.Process) { p.Current.Steps = nil },
	} {
		p := full()
		if take(p); !slices.Equal(Lacks(p), []string{name}) {
			t.Errorf("without %s it lacks %v", name, Lacks(p))
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
	return url.Values{at + "owner": {"Tom"}, at + "inputs": {inputs}, at + "outputs": {"A fix"}, at + "steps": {"Desk answers\n\n  Desk fixes  "},
		at + "people": {"no change"}, at + "process": {"one queue"}, at + "technology_change": {"no change"}}
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
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"approve:" + p.ID}}, false)
		if now().Current.State != models.ProcessDraft {
			t.Fatal("approved before it was documented")
		}
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"documented:" + p.ID}}, false)
		for range 2 {
			mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"approve:" + p.ID}}, false)
		}
		if v := now().Current; v.State != models.ProcessInUse || v.N != 1 || v.ApprovedAt == nil {
			t.Fatalf("%+v", v)
		}
		mustSave(t, db, maja, "redesign", q, written(at, "A call or a mail"), false)
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			list, err := r.ProcessVersions(p.ID)
			if len(list) != 2 || list[0].N != 2 || list[0].State != models.ProcessDraft || list[0].Inputs != "A call or a mail" ||
				list[1].State != models.ProcessInUse || list[1].Inputs != "A call" || len(list[1].Steps) != 2 {
				t.Fatalf("%+v", list)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
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
