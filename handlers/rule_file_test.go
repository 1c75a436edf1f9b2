package handlers

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// sendFile posts a file as a browser does.
func (g *guest) sendFile(address, name, content string) *answer {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		g.h.t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		g.h.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		g.h.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "http://127.0.0.1:8080"+address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return g.do(r, false)
}

func TestARuleIsExportedAndComesInAgainByWayOfTheMappingScreen(t *testing.T) {
	h, c := example(t)
	owner, member := h.as(models.Executive), h.as(models.Member)
	rule := h.published(c, "Plan after a new target", asks(c))
	owner.get(link.Rule(rule.Ref, "")).says("Export")
	owner.get(link.Rules(nil, 1)).says("Import a rule")
	member.get(link.Rules(nil, 1)).silent("Import a rule")
	member.get(link.Rule(rule.Ref, "")).silent("Export")
	member.get(link.RuleFile(rule.Ref, 0)).is(403)
	member.get(link.RuleImport()).is(403)
	member.post(link.RuleImport(), url.Values{"rule": {"{}"}}).is(403)
	owner.get(link.RuleFile(rule.Ref, 9)).is(404)
	file := owner.get(link.RuleFile(rule.Ref, 1)).is(200)
	if got := file.Header.Get("Content-Disposition"); !strings.Contains(got, "version-1.json") || strings.Contains(file.Body, c.Lead.ID) || !strings.Contains(file.Body, c.Lead.Name) || !strings.Contains(file.Body, `"schema_version": 1`) {
		t.Errorf("%s holds %s", got, file.Body)
	}

	owner.get(link.RuleImport()).is(200).says("The file", "Paste the rule here")
	owner.post(link.RuleImport(), url.Values{"rule": {""}}).is(422).says("Choose the file of a rule, or paste what stands in it.")
	owner.post(link.RuleImport(), url.Values{"rule": {`{"throughline":"rule","schema_version":9}`}}).is(422).says("no rule that Throughline has written", `{"throughline":"rule","schema_version":9}`)
	wrong := owner.sendFile(link.RuleImport(), "x.json", strings.Replace(file.Body, `"stop"`, `"dance"`, 1)).is(422).says("a block “dance”, which this Throughline does not know")
	if wrong.page().Find("#file[aria-invalid=true]").Length() != 1 {
		t.Error("what is wrong with the file does not stand at the file")
	}

	mapped := owner.sendFile(link.RuleImport(), "rule.json", file.Body).is(200).says("What its names mean here", "2 names in the file", "Found here by its name", "Create the task", "It comes from version 1 of "+rule.Ref+" elsewhere")
	f := mapped.paper(owner, "main form")
	f.write("name", "").press("Import it as a draft").is(422).says("Give the rule a name.", "Found here by its name")
	f.write("ref.1", "Nobody Atall").press("Import it as a draft").is(422).says("Nobody here is called “Nobody Atall”")
	f.write("name", "Plan it here").write("ref.1", c.Member.Name)
	page := f.write("ref.0", "").press("Import it as a draft").is(303).onward(owner).says("It is your draft now", "What was left open stands on its blocks", "left open when the rule came in from a file")
	ref := page.page().Find("h1 + .row .ref").Text()
	if in, d := h.ruleOf(ref); in.State != models.RuleDraft || in.VersionID != nil || len(d.Steps) != 3 || d.Steps[0].Key != "a" || d.Steps[0].Owner.Person != "?" || d.Steps[2].Then[0].To[0].Person != c.Member.ID {
		t.Errorf("%s came in as %s", ref, d.Write())
	}
	owner.get(link.RulePublication(ref)).is(200).says("to mend first")
	lead := h.as(models.TeamLead) // for a team of theirs
	lead.sendFile(link.RuleImport(), "rule.json", file.Body).is(200).silent("The whole company").paper(lead, "main form").press("Import it as a draft").is(303)
	h.nobody().get(link.RuleImport()).is(303)
}
