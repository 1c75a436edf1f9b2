package exchange

import (
	"context"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// small is a little organisation as other tools write it.
var small = []string{
	"teams.csv", "team_id,name,parent_team_id,kind_derived,lead_person_id,mission,budget\n" +
		"co,Acme,,company,p1,Make it,9\nops,Operations,co,department,p2,,\nold,Old team,,past team,,,\n",
	"people.csv", "person_id,display_name_derived,role_title,email_derived,team_ids,manager_person_id,status\n" +
		"p1,Ada,CEO,Ada@Example.org,co;ops,,filled\np2,Ben,Lead,ben@example.org,ops,P1,filled\np3,Seat,Engineer,seat@example.org,ops,p2,open position\np4,Cy,Engineer,ben@example.org,ops;nowhere,p2,filled\n",
	"objectives.csv", "objective_id,parent_objective_id,level_derived,statement,team_id,owner_ref,end_date_derived,status_text\n" +
		"1,,strategic,Reach more people,co,p1,2028-12-31,\n2,1,tactical,Ship the app,ops,p2,2027-01-31,\n3,2,tactical,Ship the beta,ops,p1;p2,2026-01-31,\n" +
		"4,2,strategic,Odd one,co,p1,2028-12-31,\n5,,,No level,co,,,\n6,1,strategic,Under a goal,co,p1,2028-12-31,done\n",
	"outcomes.csv", "outcome_id,objective_id,statement,metric,indicator_type,baseline,target,target_withheld,deadline_derived,deadline_text,team_id,owner_ref,owner_text\n" +
		"a,1,Fewer faults,Fault rate,Measurable decrease,12%,below 5%,,2027-12-31,,ops,,Ops\nb,2,More sales,,,,,$N,2021-12-31,,,,Sales\nc,9,Grow by half,,,,\"> 50%, maybe\",,,by the end of 2027,,p1;p2,\n",
	"readings.csv", "reading_id,outcome_id,period,date_derived,value,value_text,baseline_then,target_then\n" +
		"r1,a,Q1,2026-03-31,9%,\"9%, good\",12,5\nr2,a,Q2,2026-06-30,,not reported,,\nr3,b,Q2,,3,3,,\nr4,zz,Q2,2026-06-30,3,3,,\n",
	"initiatives.csv", "initiative_id,name,owner_ref,objective_id,success_metric,review_date,deadline_text\n1,Big push,p1,1,Sales,2027-01-15,\n2,Small push,,2,,,~2 months\n",
	"workflows.csv", "workflow_id,team_id,name,frequency_text,effort_text,effort_hours_per_month_derived,owner_ref,steps,technology_derived,mapped_outcome_ids\n" +
		"w1,ops,Standup,every Monday,25-minute,2.6,p2,Meet. Talk.,Slack,a;b\nw2,ops,Sync,each sprint,,,,,,\n",
	"tasks.csv", "task_id,title,team_id,team_id_derived,initiative_id,objective_id,parent_task_id,assignee_ref,status,closed,due_derived,labels\n" +
		"t1,Write it,,ops,1,1,,p2,done,2026-03-04,2026-03-01,x\nt2,Read it,co,ops,,2,t1,,,,,\nt3,Drop it,ops,,,,t1,p2,descoped,,,\nt4,Odd,ops,,77,,,p2,parked,,,\n",
}

func TestAFolderOfOtherPeoplesFilesComesInWithItsMeaning(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		sum := take(t, db, folder(small...), "acme")
		want := map[string][4]int{
			"teams.csv": {2, 1}, "people.csv": {3, 1}, "objectives.csv": {3, 3}, "outcomes.csv": {1, 2}, "readings.csv": {2, 1, 0, 1},
			"initiatives.csv": {1, 1}, "workflows.csv": {1, 1}, "tasks.csv": {2, 2},
		}
		for file, n := range want {
			if f := sum.of(t, file); f.Taken != n[0] || f.Drafted != n[1] || f.There != n[2] || f.Refused != n[3] {
				t.Errorf("%+v, want %v", f, n)
			}
		}
		if notes := strings.Join(sum.of(t, "teams.csv").Notes, " "); !strings.Contains(notes, "unknown columns: budget") {
			t.Errorf("teams.csv notes %q", notes)
		}

		if c := all[models.Company](t, db); len(c) != 1 || c[0].Name != "Acme" || c[0].Confirmed {
			t.Errorf("companies: %+v", c)
		}
		if s := all[models.Strategy](t, db); len(s) != 1 || s[0].State != models.Draft {
			t.Errorf("strategies: %+v", s)
		}
		ada, ben, seat, cy := called[models.Person](t, db, "name = ?", "Ada"), called[models.Person](t, db, "name = ?", "Ben"), called[models.Person](t, db, "name = ?", "Seat"), called[models.Person](t, db, "name = ?", "Cy")
		if *ada.Email != "ada@example.org" || *ben.ManagerPersonID != ada.ID || seat.Email != nil || seat.Status != "open position" || cy.Email != nil {
			t.Errorf("people: %+v %+v %+v %+v", ada, ben, seat, cy)
		}
		if got := codes(t, db, cy.ID); !slices.Contains(got, "email_used") || !slices.Contains(got, "dangling") {
			t.Errorf("Cy has the findings %v", got)
		}
		if m := all[models.Membership](t, db); len(m) != 5 {
			t.Errorf("%d memberships", len(m))
		}
		ops, old := called[models.Team](t, db, "name = ?", "Operations"), called[models.Team](t, db, "name = ?", "Old team")
		if !ops.Department || *ops.LeadPersonID != ben.ID || ops.ParentTeamID == nil || old.ParentTeamID != nil || !slices.Contains(codes(t, db, old.ID), "team_alone") {
			t.Errorf("teams: %+v %+v", ops, old)
		}
		aims(t, db)
		work(t, db)
	})
}

func aims(t *testing.T, db *models.DB) {
	t.Helper()
	reach := called[models.Goal](t, db, "title = ?", "Reach more people")
	under := called[models.Goal](t, db, "title = ?", "Under a goal")
	odd, none := called[models.Goal](t, db, "title = ?", "Odd one"), called[models.Goal](t, db, "title = ?", "No level")
	app, beta := called[models.Objective](t, db, "title = ?", "Ship the app"), called[models.Objective](t, db, "title = ?", "Ship the beta")
	if reach.State != models.Active || under.State != models.Done || *under.ParentGoalID != reach.ID || none.State != models.Draft || odd.ParentGoalID != nil {
		t.Errorf("goals: %+v %+v %+v", reach, under, none)
	}
	if link := all[models.ObjectiveGoal](t, db); len(link) != 1 || link[0].ObjectiveID != app.ID || link[0].GoalID != reach.ID || *beta.ParentObjectiveID != app.ID {
		t.Errorf("links: %+v", link)
	}
	for id, code := range map[string]string{odd.ID: "goal_under_aim", none.ID: "horizon", beta.ID: "owner_one"} {
		if got := codes(t, db, id); !slices.Contains(got, code) {
			t.Errorf("findings %v lack %s", got, code)
		}
	}
	if beta.OwnerText != "Ada; Ben" || beta.State != models.Draft || beta.DueDay != "2026-01-31" || !slices.Contains(codes(t, db, beta.ID), "deadline_past") {
		t.Errorf("beta: %+v", beta)
	}

	faults, sales, grow := called[models.Outcome](t, db, "title = ?", "Fewer faults"), called[models.Outcome](t, db, "title = ?", "More sales"), called[models.Outcome](t, db, "title = ?", "Grow by half")
	if *faults.GoalID != reach.ID || *sales.ObjectiveID != app.ID || grow.Deadline != "2027-12-31" || grow.DeadlineText != "by the end of 2027" || faults.StrategyID != nil {
		t.Errorf("outcomes: %+v %+v %+v", faults, sales, grow)
	}
	m := called[models.OutcomeMetric](t, db, "outcome_id = ?", faults.ID)
	if *m.Baseline != 12 || m.BaselineText != "12%" || *m.Target != 5 || m.TargetText != "below 5%" || m.Unit != "%" || m.Direction != models.Reduce {
		t.Errorf("measure: %+v", m)
	}
	if m := called[models.OutcomeMetric](t, db, "outcome_id = ?", sales.ID); !m.TargetWithheld || m.TargetText != "$N" || m.Target != nil {
		t.Errorf("withheld: %+v", m)
	}
	for id, want := range map[string]string{faults.ID: "", sales.ID: "deadline_past measure_missing", grow.ID: "dangling owner_one measure_missing"} {
		got := codes(t, db, id)
		for _, code := range strings.Fields(want) {
			if !slices.Contains(got, code) {
				t.Errorf("findings %v lack %s", got, code)
			}
		}
		if want == "" && len(got) > 0 {
			t.Errorf("a whole outcome has the findings %v", got)
		}
	}
	readings := all[models.Reading](t, db, "metric_id = ?", m.MetricID)
	if len(readings) != 2 {
		t.Fatalf("%d readings", len(readings))
	}
	for _, r := range readings {
		switch r.Day {
		case "2026-03-31":
			if *r.Value != 9 || r.ValueText != "9%, good" || *r.BaselineThen != 12 || *r.TargetThen != 5 {
				t.Errorf("reading: %+v", r)
			}
		default:
			if r.Value != nil || r.ValueText != "not reported" {
				t.Errorf("a gap became %+v", r)
			}
		}
	}
}

func work(t *testing.T, db *models.DB) {
	t.Helper()
	standup, sync := called[models.Workflow](t, db, "name = ?", "Standup"), called[models.Workflow](t, db, "name = ?", "Sync")
	if *standup.Times != 1 || standup.Per != "week" || *standup.Minutes != 25 || *standup.Hours != 0.6 || standup.Verdict != models.Undecided || standup.Technology != "Slack" {
		t.Errorf("workflow: %+v", standup)
	}
	if sync.Times != nil || sync.FrequencyText != "each sprint" || !slices.Contains(codes(t, db, sync.ID), "frequency_words") {
		t.Errorf("workflow: %+v", sync)
	}
	if serve := all[models.WorkflowOutcome](t, db); len(serve) != 2 {
		t.Errorf("%d workflow links", len(serve))
	}
	done, open, dropped, odd := called[models.Task](t, db, "title = ?", "Write it"), called[models.Task](t, db, "title = ?", "Read it"), called[models.Task](t, db, "title = ?", "Drop it"), called[models.Task](t, db, "title = ?", "Odd")
	if done.State != models.TaskFinished || done.DoneDay != "2026-03-04" || done.TeamID == nil || done.InitiativeID == nil || open.State != models.TaskOpen || *open.ParentTaskID != done.ID || dropped.State != models.TaskCancelled {
		t.Errorf("tasks: %+v %+v %+v", done, open, dropped)
	}
	if got := codes(t, db, odd.ID); !slices.Contains(got, "status_words") || !slices.Contains(got, "dangling") {
		t.Errorf("odd has %v", got)
	}
	if g, o := all[models.TaskGoal](t, db), all[models.TaskObjective](t, db); len(g) != 1 || len(o) != 1 {
		t.Errorf("threads: %v %v", g, o)
	}
	big, little := called[models.Initiative](t, db, "name = ?", "Big push"), called[models.Initiative](t, db, "name = ?", "Small push")
	if big.State != models.Candidate || big.GoalID == nil || little.ObjectiveID == nil || little.DueText != "~2 months" || len(codes(t, db, big.ID)) > 0 {
		t.Errorf("initiatives: %+v %+v", big, little)
	}
	if got := codes(t, db, little.ID); !slices.Contains(got, "success_missing") || !slices.Contains(got, "review_missing") || !slices.Contains(got, "owner_one") {
		t.Errorf("little has %v", got)
	}
}

func TestTheSameFolderAgainChangesNothingAndLeavesWhatWasEdited(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		take(t, db, folder(small...), "acme")
		goal := called[models.Goal](t, db, "title = ?", "Reach more people")
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			goal.Title = "Reach everybody"
			return tx.Save(&goal)
		}); err != nil {
			t.Fatal(err)
		}
		before := given(t, db)
		sum := take(t, db, folder(small...), "acme")
		for _, f := range sum.Files {
			if f.There+f.Refused != f.Read {
				t.Errorf("%+v", f)
			}
		}
		same(t, "again", before, given(t, db))
		var events int64
		_ = db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
			return r.DB().Model(&models.Event{}).Where("type = ?", string(models.ImportDone)).Count(&events).Error
		})
		if events != 2 {
			t.Errorf("%d imports are on record", events)
		}
		take(t, db, folder(small...), "another origin")
		if teams := all[models.Team](t, db); len(teams) != 6 {
			t.Errorf("under another origin the same ids are other teams: %d", len(teams))
		}
	})
}

func TestAUUIDIsKeptAndOtherIdsStayAsReferences(t *testing.T) {
	db := modelstest.Open(t)
	take(t, db, folder("teams.csv", "team_id,name,source\n3F2504E0-4F89-41D3-9A0C-0305E82C3301,Kept,\nplain,Made,wiki.md:3\n"), "x")
	if kept := called[models.Team](t, db, "name = ?", "Kept"); kept.ID != "3f2504e0-4f89-41d3-9a0c-0305e82c3301" {
		t.Errorf("the id became %s", kept.ID)
	}
	made := called[models.Team](t, db, "name = ?", "Made")
	refs := all[models.ExternalRef](t, db, "entity_id = ?", made.ID)
	if len(refs) != 1 || refs[0].ExternalID != "plain" || refs[0].Origin != "x" || refs[0].Source != "wiki.md:3" || made.ID[14] != '5' {
		t.Errorf("%s has the references %+v", made.ID, refs)
	}
}

func TestOnlyWhoManagesPeopleMayImportOrExport(t *testing.T) {
	db := modelstest.Open(t)
	if _, err := Import(context.Background(), db, models.Nobody, folder(small...), "x"); err == nil {
		t.Error("nobody imported")
	}
	if _, err := Export(context.Background(), db, models.Nobody, t.TempDir()); err == nil {
		t.Error("nobody exported")
	}
}
