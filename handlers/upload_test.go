package handlers

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

// auditing is drafting with an intent that holds, and two outcomes.
func auditing(t *testing.T) (*house, *guest) {
	t.Helper()
	h, g := drafting(t)
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	return h, g
}

// give sends a list as a file.
func (g *guest) give(name, content string) *answer {
	g.h.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.WriteField("list", ""); err != nil {
		g.h.t.Fatal(err)
	}
	file, err := w.CreateFormFile("file", name)
	if err != nil {
		g.h.t.Fatal(err)
	}
	if _, err := file.Write([]byte(content)); err != nil {
		g.h.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		g.h.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080"+link.Uploads(), &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return g.do(r, false)
}

const fourWorkflows = "Workflow\tTeam\tHours\tOwner\tRemark\nTriage of calls\tSupport\t12\tLiv Lead\tmorning\nWrite offers\tSales\t4\tZed\tlate\nSort mail\tPost Room\t3\t\t\n\tSales\t1\t\t\n"

func TestPastedCellsAreMappedPreviewedBroughtInAndTakenBackWithoutScript(t *testing.T) {
	h, g := auditing(t)
	page := g.get(link.Step("audit")).is(200).says("No workflows yet", "Bring in a list")
	give, _ := page.page().Find("main a.btn.main").Attr("href")
	page = g.get(give).is(200).says("Nothing is written until you bring it in")
	page = page.paper(g, `form[action="`+link.Uploads()+`"]`).write("list", fourWorkflows).press("Show what would happen").onward(g)
	page.says("Pasted cells", "4 rows", "3 will be added", "1 refused", "It has no name.", "There is no team “Post Room” here", "1 team that is not here", "1 owner who is not here", "Bring in 3 workflows")
	if page.Header.Get("Cache-Control") != "no-store" {
		t.Error(page.Header.Get("Cache-Control"))
	}
	if n := len(h.world().Workflows); n != 0 {
		t.Fatalf("%d workflows before anything was confirmed", n)
	}

	// The mapping changes, names are settled, one row is left out: the preview comes again.
	f := page.paper(g, `form[action^="`+link.Upload("UP1")+`"]`).write("col.4", "").write("team.is.0", "Support").write("person.is.0", "Dana Head").write("row.2", "skip")
	page = f.press("Show the preview with these").onward(g).says("2 will be added", "1 left out", "Left out by your choice.", "Not taken: “Remark”.", "Bring in 2 workflows")
	page = page.paper(g, `form[action^="`+link.Upload("UP1")+`"]`).press("Bring in 2 workflows").onward(g)
	page.says("2 workflows added.", "Write offers", "Sort mail", "Support")
	w := h.world()
	if len(w.Workflows) != 2 || w.Person(w.Workflows[0].OwnerPersonID)+w.Person(w.Workflows[1].OwnerPersonID) != "Dana Head" || w.Workflows[0].Description != "" {
		t.Fatalf("%+v %+v", w.Workflows[0], w.Workflows[1])
	}
	if state, _ := w.State(wizard.ByKey("audit")); state != wizard.InProgress {
		t.Errorf("the audit is %s", state)
	}

	// The list is among one's own, and goes back from there.
	g.get(link.Uploads()).is(200).says("Your lists", "Pasted cells", "Came in")
	page = g.get(link.Upload("UP1")).is(200).says("This removes 2 workflows that it added.")
	page.paper(g, `form[action="`+link.UploadBack("UP1")+`"]`).press("Take the list back").onward(g).says("Taken back: 2 workflows are as before.", "No workflows yet")
	g.get(link.Upload("UP1")).is(200).says("You took this list back", "Nothing of this list is left here.")
	g.post(link.UploadGone("UP1"), nil).is(422)
}

func TestAPreviewThatNoLongerHoldsIsShownAgainBeforeAnythingIsWritten(t *testing.T) {
	h, g := auditing(t)
	g.post(link.Uploads(), url.Values{"list": {fourWorkflows}}).leadsTo(link.Upload("UP1"))
	page := g.get(link.Upload("UP1")).is(200)
	h.write(func(tx *models.Tx) error {
		return tx.AddWorkflow(&models.Workflow{Name: "write offers", TeamID: &h.teams["Sales"].ID})
	})
	page.paper(g, `form[action^="`+link.Upload("UP1")+`"]`).press("Bring in 3 workflows").onward(g).says("The preview has changed since you saw it.", "2 will be added", "1 will change one that is here", "Hours a week: 4")
	if n := len(h.world().Workflows); n != 1 {
		t.Fatalf("%d workflows", n)
	}
}

func TestAWrongNameIsSaidAtItsFieldAndKept(t *testing.T) {
	_, g := auditing(t)
	g.post(link.Uploads(), url.Values{"list": {fourWorkflows}}).is(303)
	f := g.get(link.Upload("UP1")).is(200).paper(g, `form[action^="`+link.Upload("UP1")+`"]`).write("person.is.0", "Nobody Such").write("row.3", "skip")
	page := f.press("Bring in 3 workflows").is(422).says("There is a problem", "Nothing here is called “Nobody Such”.", "Left out by your choice.")
	if got := page.page().Find("#person-is-0").AttrOr("value", ""); got != "Nobody Such" || page.page().Find(`a[href="#person-is-0"]`).Length() != 1 {
		t.Errorf("the field holds %q", got)
	}
}

func TestAFileIsReadWithItsSheetsAndABadOneIsRefusedBesideTheField(t *testing.T) {
	_, g := auditing(t)
	book := excelize.NewFile()
	for _, sheet := range []string{"Data", "Old"} {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range map[string]any{"A1": "Activity", "B1": "Minutes", "C1": "How often", "A2": "Stand-up", "B2": 15, "C2": "daily"} {
		if err := book.SetCellValue("Data", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellValue("Old", "A1", "Workflow"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	g.give("../<b>plan.xlsx", out.String()).leadsTo(link.Upload("UP1"))
	page := g.get(link.Upload("UP1")).is(200).says("<b>plan.xlsx", "Stand-up", "1.3", "Data, 2 rows")
	page.paper(g, `form[action^="`+link.Upload("UP1")+`"]`).write("sheet", "1").press("Show the preview with these").onward(g).says("Nothing of this list would be written.").silent("Bring in 1")
	page.paper(g, `form[action="`+link.UploadGone("UP1")+`"]`).press("Throw this list away").onward(g).says("The list is thrown away.")
	g.get(link.Upload("UP1")).is(404)

	for what, c := range map[string][2]string{"empty": {"", "There is nothing in this list"}, "PDF": {"%PDF-1.4", "This is a PDF"}, "workbook": {out.String()[:300], "not a workbook that can be read"}} {
		got := g.give("x", c[1][:0]+c[0])
		if got.is(422).page().Find("#list-problem").Length() != 1 {
			t.Errorf("%s: nothing beside the field", what)
		}
		got.says("There is a problem", c[1])
	}
	g.give("big.csv", strings.Repeat("x", 6<<20)).is(413)
}

func TestWhoMayBringInAListAndWhen(t *testing.T) {
	h, g := drafting(t)
	g.get(link.Uploads()).is(200).says("This opens once the intent holds")
	g.post(link.Uploads(), url.Values{"list": {fourWorkflows}}).is(422).says("Finish step 1 first")
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	g.post(link.Uploads(), url.Values{"list": {fourWorkflows}}).is(303)
	other := &models.Person{Name: "Eva Second", Executive: true}
	h.write(func(tx *models.Tx) error { return tx.AddToPeople(other) })
	others := map[string]*guest{"another executive": h.signedIn(other)}
	for _, role := range models.Roles {
		if role != models.Executive {
			others[string(role)] = h.as(role)
		}
	}
	for who, o := range others {
		for _, address := range []string{link.Upload("UP1"), link.Uploads()} {
			if got := o.get(address); got.Status != 404 && (address == link.Upload("UP1") || who != "another executive") || strings.Contains(got.Body, "Write offers") {
				t.Errorf("%s gets %d on %s", who, got.Status, address)
			}
		}
		for _, address := range []string{link.Upload("UP1"), link.UploadGone("UP1"), link.UploadBack("UP1")} {
			if got := o.post(address, url.Values{"do": {"confirm"}}); got.Status != 404 && got.Status != 403 {
				t.Errorf("%s posts to %s: %d", who, address, got.Status)
			}
		}
	}
	h.nobody().get(link.Uploads()).leadsTo(link.SignInTo(link.Uploads()))
	g.get(link.Upload("UP1")).is(200)
}

func TestTheRowsOfALongListAreNarrowedAndPaged(t *testing.T) {
	_, g := auditing(t)
	var list strings.Builder
	list.WriteString("Workflow,Hours\n")
	for i := range 230 {
		fmt.Fprintf(&list, "Work %d,%d\n", i, i%7)
	}
	list.WriteString(",3\n")
	g.post(link.Uploads(), url.Values{"list": {list.String()}}).is(303)
	page := g.get(link.Upload("UP1")).is(200).says("231 rows", "1 to 100 of 231")
	if n := page.page().Find("select[name^='row.']").Length(); n != 100 {
		t.Errorf("%d rows on a page", n)
	}
	g.get(link.UploadAt("UP1", "refused", 1)).is(200).says("It has no name.").silent("Work 17<")
	// What is chosen on one page holds on the others.
	page = g.get(link.UploadAt("UP1", "", 3)).is(200).says("201 to 231 of 231")
	page.paper(g, `form[action^="`+link.Upload("UP1")+`"]`).write("row.210", "skip").press("Bring in 230").onward(g).says("The preview has changed").says("229 will be added")
}
