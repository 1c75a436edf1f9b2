package rulefile_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/demo"
	"throughline/models/form"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/rulefile"
)

// house is a company of its own.
type house struct {
	*testing.T
	db *models.DB
	c  *demo.Company
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, db: modelstest.Open(t, modelstest.At(modelstest.Monday))}
	h.write(models.CommandLine, func(tx *models.Tx) (err error) { h.c, err = example.Load(tx); return err })
	return h
}

func (h *house) write(who models.Who, do func(tx *models.Tx) error) {
	h.Helper()
	if err := h.db.Write(h.Context(), who, do); err != nil {
		h.Fatal(err)
	}
}

func (h *house) who(p *models.Person) (w models.Who) {
	h.write(models.CommandLine, func(tx *models.Tx) (err error) { w, err = tx.WhoIs(p); return err })
	return w
}

// exported writes a rule and gives its file.
func (h *house) exported(name string, team *string, d *blocks.Definition) (text []byte) {
	h.Helper()
	h.write(h.who(h.c.Owner), func(tx *models.Tx) error {
		rule, err := tx.StartRule(name, team, d)
		if err != nil {
			return err
		}
		w, err := automation.LoadWorld(&tx.Read)
		if err != nil {
			return err
		}
		f, err := rulefile.Export(&tx.Read, w, rule, d, 0)
		if err == nil {
			text = f.Write()
		}
		return err
	})
	return text
}

// imported takes a file in as a person, with answers of theirs.
func (h *house) imported(p *models.Person, text []byte, answers url.Values) (rule *models.Rule, m *rulefile.Mapping) {
	h.Helper()
	f, err := rulefile.Read(text)
	if err != nil {
		h.Fatalf("%v\n%s", err, text)
	}
	h.write(h.who(p), func(tx *models.Tx) error {
		w, err := automation.LoadWorld(&tx.Read)
		if err != nil {
			return err
		}
		if m, err = rulefile.NewMapping(&tx.Read, w, f, answers); err != nil {
			return err
		}
		if answers != nil {
			m.Form.Fill(answers, form.Locale{}, form.Strict)
			if err := m.Form.Invalid(); err != nil {
				return err
			}
		}
		rule, err = m.Import(tx)
		return err
	})
	return rule, m
}

// naming is a rule that names one thing of every kind, and hostile words beside.
func naming(c *demo.Company, process *models.Process, decision string) *blocks.Definition {
	say := `"><zqx onzqx=1> '; DROP TABLE people; -- 👨‍👩‍👧‍👦 ‮שלום‬ {{outcome.title}}` + "\n=cmd|' /C calc'!A1"
	steps := process.Current.Steps
	return &blocks.Definition{SchemaVersion: 1, DecisionID: decision, Decision: say[:20], Deadline: &blocks.Due{WorkingDays: 1},
		Trigger: blocks.Trigger{Type: "outcome.retargeted", Where: &blocks.Group{Join: blocks.Any, Rows: []blocks.Row{
			{Condition: &blocks.Condition{Field: "outcome.id", Op: "in", Values: []string{c.Outcomes["O1"].ID, c.Outcomes["O2"].ID}}},
			{Group: &blocks.Group{Join: blocks.None, Rows: []blocks.Row{{Condition: &blocks.Condition{Field: "actor.id", Op: "in", Values: []string{c.Head.ID}}}}}}}}},
		Steps: []*blocks.Step{
			{Key: "a", Do: blocks.CreateTask, Title: say, Text: say, Owner: &blocks.Party{Role: "team_lead", Team: c.Teams["Service Desk"].ID, Fallback: "person:" + c.Lead.ID}, Due: &blocks.Due{WorkingDays: 2}, Links: []string{"outcome:" + c.Outcomes["O1"].ID}},
			{Key: "b", Do: blocks.Notify, Title: say, To: []*blocks.Party{{Person: c.Member.ID}, {Team: c.Teams["Service Desk"].ID}, {Role: "owner"}}, Via: []string{"app"}},
			{Key: "c", Do: blocks.AdjustProcess, Process: &blocks.Change{Process: process.ID, Do: "move", Step: steps[0].StepKey, After: steps[1].StepKey}},
			{Key: "d", Do: blocks.RerouteTasks, Owner: &blocks.Party{Person: c.Lead.ID}, Tasks: &blocks.Group{Join: blocks.All, Rows: []blocks.Row{{Condition: &blocks.Condition{Field: "task.team_id", Op: "in", Values: []string{c.Teams["Service Desk"].ID}}}}}},
		}}
}

func TestARuleThatNamesOneOfEverythingMeansTheSameInAnotherCompany(t *testing.T) {
	from, to := newHouse(t), newHouse(t)
	things := func(h *house) (p *models.Process, decision string) {
		h.write(h.who(h.c.Owner), func(tx *models.Tx) error {
			list, err := tx.Processes()
			if err != nil {
				return err
			}
			for _, one := range list {
				if p == nil && one.Current != nil && len(one.Current.Steps) > 1 {
					p = one
				}
			}
			decided, err := tx.AcceptedDecisions()
			decision = decided[0].ID
			return err
		})
		return p, decision
	}
	p, decision := things(from)
	team := from.c.Teams["Service Desk"].ID
	text := from.exported("Hostile \"><zqx>", &team, naming(from.c, p, decision))
	for _, id := range []string{from.c.Owner.ID, from.c.Lead.ID, from.c.Member.ID, team, p.ID, decision, from.c.Outcomes["O1"].ID, p.Current.Steps[0].StepKey} {
		if strings.Contains(string(text), id) {
			t.Errorf("an id of the company is in the file: %s", id)
		}
	}
	rule, m := to.imported(to.c.Owner, text, nil)
	if m.Open() != 0 {
		for _, one := range m.Matches {
			t.Logf("%s %s: %q", one.Kind, one.Name, one.ID)
		}
		t.Errorf("%d names are open", m.Open())
	}
	p, decision = things(to)
	want := naming(to.c, p, decision).Copy().Write()
	if rule.Draft != want {
		t.Errorf("it came in as\n%s\nand not as\n%s", rule.Draft, want)
	}
	if rule.State != models.RuleDraft || rule.VersionID != nil || rule.TriggerType != "" || *rule.OwnerPersonID != to.c.Owner.ID || rule.TeamID == nil || *rule.TeamID != to.c.Teams["Service Desk"].ID {
		t.Errorf("it came in as %+v", rule)
	}
}

func TestEveryRecipeGoesToAnotherCompanyAndSaysTheSameThere(t *testing.T) {
	from, to := newHouse(t), newHouse(t)
	for _, recipe := range builder.Recipes {
		d := recipe.Made(from.c.Owner.ID)
		rule, _ := to.imported(to.c.Head, from.exported(recipe.Name, nil, d), nil)
		for id, is := range map[string]string{from.c.Owner.ID: to.c.Owner.ID} {
			d, _ = blocks.Read([]byte(strings.ReplaceAll(d.Write(), id, is)))
		}
		if rule.Draft != d.Write() {
			t.Errorf("%s came in as\n%s\nand was\n%s", recipe.Name, rule.Draft, d.Write())
		}
	}
}

func TestWhatIsLeftOpenStandsOnItsBlockUntilItIsMended(t *testing.T) {
	from, to := newHouse(t), newHouse(t)
	d := &blocks.Definition{SchemaVersion: 1, Trigger: blocks.Trigger{Type: "outcome.off_track"}, Steps: []*blocks.Step{
		{Key: "a", Do: blocks.CreateTask, Title: "Look", Owner: &blocks.Party{Role: "team_lead", Team: from.c.Teams["Service Desk"].ID, Fallback: "person:" + from.c.Lead.ID}, Due: &blocks.Due{WorkingDays: 2}, Links: []string{"outcome:" + from.c.Outcomes["O1"].ID}},
		{Key: "b", Do: blocks.Notify, Title: "Look", To: []*blocks.Party{{Person: from.c.Member.ID}, {Role: "owner"}}, Via: []string{"app"}}}}
	text := from.exported("Look", nil, d)
	to.write(models.CommandLine, func(tx *models.Tx) error { // nobody there has these names
		for _, statement := range []string{"UPDATE people SET name = 'X ' || name", "UPDATE teams SET name = 'X ' || name", "UPDATE outcomes SET title = 'X ' || title", "UPDATE counters SET last = last"} {
			if err := tx.DB().Exec(statement).Error; err != nil {
				return err
			}
		}
		return nil
	})
	rule, m := to.imported(to.c.Owner, text, nil)
	if m.Open() != 4 {
		t.Errorf("%d of four names are open", m.Open())
	}
	problems := func(d *blocks.Definition) map[string]bool {
		found := map[string]bool{}
		to.write(models.CommandLine, func(tx *models.Tx) error {
			w, err := automation.LoadWorld(&tx.Read)
			if err != nil {
				return err
			}
			for _, p := range automation.Stops(automation.Check(d, w)) {
				found[p.Key+" "+p.Field] = true
			}
			return nil
		})
		return found
	}
	got, err := rule.Definition()
	if err != nil {
		t.Fatal(err)
	}
	found := problems(got)
	for _, want := range []string{"a owner", "a links", "b to"} {
		if !found[want] {
			t.Errorf("nothing is said at %s: %v", want, found)
		}
	}
}

func TestAFileThatCannotBeTakenIsRefusedInASentence(t *testing.T) {
	whole := `{"throughline":"rule","schema_version":1,"name":"N","rule":{"schema_version":1,"trigger":{"type":"outcome.off_track"},"decision":"","steps":[%s]},"references":[]}`
	with := func(steps string) string { return strings.Replace(whole, "%s", steps, 1) }
	if _, err := rulefile.Read([]byte("\xef\xbb\xbf\n" + with(`{"k":"a","do":"stop"}`))); err != nil {
		t.Fatal(err)
	}
	var names []string
	for range rulefile.MostNamed + 1 {
		names = append(names, `{"person":"p`+strings.Repeat("x", len(names))+`"}`)
	}
	for text, says := range map[string]string{
		"":                       "Choose the file of a rule",
		"hello":                  "line 1 cannot be read",
		"{\n\"throughline\":\n}": "line 3 cannot be read",
		"[]":                     "",
		`{"throughline":"plan"}`: "no rule that Throughline has written",
		strings.Replace(with(""), `version":1`, `version":2`, 1):                     "A newer Throughline has written this rule, in schema version 2",
		strings.Replace(with(""), `"schema_version":1,"name"`, `"name"`, 1):          "schema_version",
		with(`{"k":"a","do":"dance"}`):                                               "a block “dance”",
		with(`{"k":"a","do":"if","then":[{"k":"b","do":"sing","to":"me"}]}`):         "a block “sing”",
		with(`{"k":"a","do":"stop","colour":"red"}`):                                 "It says “colour”",
		with(`{"k":"a","do":"stop","title":7}`):                                      "does not hold what it should",
		with(`{"k":"a","do":"stop"},{"k":"a","do":"stop"}`):                          "two blocks have the key",
		with(`{"k":"a b","do":"stop"}`):                                              "The key “a b”",
		with(`{"k":"a"}`):                                                            "does not say what it does",
		with(`{"k":"a","do":"stop","text":"\u0000"}`):                                "hidden control character",
		with(`{"k":"a","do":"stop"}`) + "{}":                                         "cannot be read",
		with(`{"k":"a","do":"notify","to":[` + strings.Join(names, ",") + `]}`):      "names more than 200",
		strings.Repeat(" ", 8) + `"` + strings.Repeat("x", rulefile.MostBytes) + `"`: "more than 512 KB",
	} {
		_, err := rulefile.Read([]byte(text))
		if r, is := models.AsRefusal(err); !is || !strings.Contains(r.Say, says) || !strings.HasSuffix(r.Say, ".") && !strings.HasSuffix(r.Say, "first.") {
			t.Errorf("%.80q is answered with %v, and not with %q", text, err, says)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"throughline":"rule","schema_version":1,"name":"N","rule":{"schema_version":1,"trigger":{"type":"outcome.off_track","where":{"all":[{"f":"outcome.id","op":"in","v":["o1"]}]}},"decision":"","steps":[{"k":"a","do":"notify","to":[{"person":"anna"}],"via":["app"]}]},"references":[{"kind":"person","slug":"anna","name":"Anna"}]}`))
	f.Add([]byte(`{"throughline":"rule","schema_version":1,"rule":{"steps":[{"k":"a","do":"if","if":{"any":[]},"then":[{"k":"b","do":"adjust_process","process":{"process":"p","do":"move","step":"s","after":"t"}}]}]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := rulefile.Read(text)
		if err != nil {
			if _, is := models.AsRefusal(err); !is {
				t.Fatalf("%q is no sentence: %v", text, err)
			}
			return
		}
		again, err := rulefile.Read(got.Write())
		if err != nil {
			if len(got.Write()) > rulefile.MostBytes {
				return
			}
			t.Fatalf("what was read cannot be read again: %v\n%s", err, got.Write())
		}
		one, _ := json.Marshal(got)
		two, _ := json.Marshal(again)
		if string(one) != string(two) {
			t.Fatalf("read again it is another rule:\n%s\n%s", one, two)
		}
	})
}
