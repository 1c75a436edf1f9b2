package exchange_test

import (
	"net/url"
	"os"
	"testing"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/modelstest"
	"throughline/models/wizard"
)

func TestARealOrganisationIsWalkedFromItsFolderToAStrategyInForce(t *testing.T) {
	folder := "../../../shared/data/sourcegraph-2021"
	if _, err := os.Stat(folder); err != nil {
		return
	}
	db := modelstest.Open(t)
	if _, err := exchange.Import(t.Context(), db, models.CommandLine, os.DirFS(folder), "sourcegraph-2021"); err != nil {
		t.Fatal(err)
	}
	var boss models.Person
	if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		boss = models.Person{Name: "Ada Boss", Executive: true, Active: true}
		return tx.Insert(&boss)
	}); err != nil {
		t.Fatal(err)
	}
	who := models.Who{PersonID: boss.ID, Name: boss.Name, Executive: true}
	load := func() (w *wizard.World) {
		if err := db.Read(t.Context(), who, func(r *models.Read) error {
			s, err := wizard.Current(r)
			if err != nil {
				return err
			}
			w, err = wizard.Load(r, s)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return
	}
	save := func(step string, q wizard.Query, v url.Values, mark bool) {
		t.Helper()
		sh, err := wizard.Save(t.Context(), db, who, wizard.ByKey(step), q, v, mark)
		if err != nil {
			t.Fatal(step, err)
		}
		if !sh.Form.Valid() {
			p := sh.Form.Problems()
			t.Fatalf("%s: %d problems, %+v", step, len(p), p[0].Say+" "+p[0].Where)
		}
	}
	save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {"By the end of 2029 every developer can find and fix code anywhere, because we make all code searchable."}}, true)
	var drafts []*models.Outcome
	db.Read(t.Context(), who, func(r *models.Read) (err error) { drafts, _, err = r.OutcomesToPick("", 0, 3); return })
	for _, o := range drafts {
		save("outcomes", wizard.Query{}, url.Values{"do": {"pick:" + o.ID}}, false)
	}
	v := url.Values{}
	for _, o := range load().Outcomes {
		for k, x := range map[string]string{"metric": "Metric of " + o.Ref, "direction": "increase", "baseline": "1", "target": "10", "deadline": "31 Dec 2030", "owner": "Ada Boss"} {
			v.Set("outcomes."+o.ID+"."+k, x)
		}
	}
	save("outcomes", wizard.Query{}, v, true)
	w := load()
	for from := 0; from < len(w.Workflows); from += 50 {
		v := url.Values{}
		for _, f := range w.Workflows[from:min(from+50, len(w.Workflows))] {
			v.Set("workflows."+f.ID+".verdict", "keep")
			v.Set("workflows."+f.ID+".outcomes", w.Outcomes[from/50%3].ID)
		}
		save("audit", wizard.Query{Count: 50, From: from}, v, false)
	}
	save("audit", wizard.Query{Count: 50}, url.Values{}, true)
	save("redesign", wizard.Query{}, url.Values{}, true)
	g, b := "goals.new-00000000-0000-7000-8000-000000000001.", "objectives.new-00000000-0000-7000-8000-000000000002."
	save("goals", wizard.Query{}, url.Values{g + "title": {"Reduce delivery cycle time by 30%"}, g + "outcomes": {w.Outcomes[0].ID}, g + "owner": {"Ada Boss"}, g + "due": {"31 Dec 2030"}}, false)
	save("goals", wizard.Query{}, url.Values{b + "title": {"Cut handoff lag between sales and delivery to under 24 hours"}, b + "goals": {load().Goals[0].ID}, b + "team": {w.Teams[0].ID}, b + "owner": {"Ada Boss"}, b + "due": {"31 Dec 2030"}}, true)
	r := "rules.new-00000000-0000-7000-8000-000000000003."
	v = url.Values{r + "trigger": {"outcome.off_track"}, r + "do": {"create_task"}, r + "receiver": {"outcome_owner"}, r + "title": {"Write a plan"}, r + "days": {"2"}, r + "owner": {"Ada Boss"}, r + "decision": {"Every miss gets a plan"}, "do": {"lock"}}
	for _, c := range wizard.Clocks {
		v.Set("cadence."+c.Key+".first", "7 Jan 2030")
		v.Set("cadence."+c.Key+".owner", "Ada Boss")
	}
	save("handoff", wizard.Query{}, v, true)
	s, err := wizard.PutInForce(t.Context(), db, who)
	if err != nil {
		t.Fatal(err)
	}
	var editions int64
	if err := db.Read(t.Context(), who, func(r *models.Read) error { return r.DB().Model(&models.Edition{}).Count(&editions).Error }); err != nil {
		t.Fatal(err)
	}
	if s.State != models.InForce || int(editions) != len(w.Teams)+1 || len(w.Workflows) != 156 {
		t.Errorf("%s, %d editions for %d teams, %d workflows", s.State, editions, len(w.Teams), len(w.Workflows))
	}
}
