package handlers

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

// squeezed is the text of something on a page, on one line.
func squeezed(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func TestPageFilesAndBriefSayTheSameFiguresToEverybody(t *testing.T) {
	h, _ := example(t)
	first := ""
	for _, role := range []models.Role{models.Executive, models.DepartmentHead, models.TeamLead, models.Member, models.Administrator} {
		g := h.as(role)
		body := g.get(link.GapJSON("")).is(http.StatusOK).Body
		if first == "" {
			first = body
		}
		if body != first {
			t.Errorf("%s reads other figures: %s", role, body)
		}
		var file models.GapFile
		if err := json.Unmarshal([]byte(body), &file); err != nil || len(file.Parts) != 7 || len(file.Weeks) != 13 || file.Score == nil {
			t.Fatalf("%v: %s", err, body)
		}
		page := g.get(link.Gap("")).is(http.StatusOK).page()
		if got := page.Find("#gap-score .big").Text(); got != strconv.FormatFloat(*file.Score, 'f', -1, 64) {
			t.Errorf("the page says %s, the file %v", got, *file.Score)
		}
		rows := page.Find("table").First().Find("tbody tr")
		brief := squeezed(g.get(link.CompanyBrief()).is(http.StatusOK).page().Find("#b-gap"))
		if !strings.Contains(brief, strconv.FormatFloat(*file.Score, 'f', -1, 64)+" of 100") {
			t.Errorf("the brief says %s", brief)
		}
		for i, p := range file.Parts {
			row := squeezed(rows.Eq(i))
			share := form.Locale{}.Number(*p.Connected) + "%"
			if !strings.Contains(row, share) || !strings.Contains(row, p.Title) {
				t.Errorf("the page says %s, the file %s and %s", row, p.Title, share)
			}
			words := p.Words(form.Locale{})
			if !strings.Contains(strings.ToLower(brief), strings.ToLower(words)) {
				t.Errorf("the brief says %s, and not %s", brief, words)
			}
		}
		lines, err := csv.NewReader(strings.NewReader(g.get(link.GapCSV("")).is(http.StatusOK).Body)).ReadAll()
		if err != nil || len(lines) != len(file.Rows()) {
			t.Fatalf("%d lines, %v", len(lines), err)
		}
		for i, line := range file.Rows() {
			if strings.Join(line, "|") != strings.Join(lines[i], "|") {
				t.Errorf("line %d is %v, and %v in the other file", i, lines[i], line)
			}
		}
	}
}

func TestEveryPartOfTheGapOpensToItsListAndNarrowsToATeam(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	page := lead.get(link.Gap("")).is(http.StatusOK).says("of 100 connected", "Each part gives the share of it that is connected", "By week", "By team").page()
	if n := page.Find("table").First().Find("tbody a.name").Length(); n != 7 {
		t.Errorf("%d parts lead on", n)
	}
	page.Find("main td.n > a").Each(func(_ int, a *goquery.Selection) {
		if address := a.AttrOr("href", ""); strings.HasPrefix(address, "/gap/") {
			if got := lead.get(address).is(http.StatusOK); got.page().Find("details.explain b").First().Text() != a.Text() {
				t.Errorf("%s says %q, the table %q", address, got.page().Find("details.explain b").First().Text(), a.Text())
			}
		}
	})
	ref := c.Teams["Client Services"].Ref
	lead.get(link.Gap(ref)).is(http.StatusOK).says("for Client Services with the teams below it", "Client Services itself").silent("By week")
	lead.get(link.GapPart(models.GapTasks, "", false, 1)).is(http.StatusOK).says("Collect photos for the wall in the entrance", "where many can be changed at once")
	for _, address := range []string{link.Gap("TM99"), link.GapJSON("TM99"), link.GapCSV("TM99"), link.GapPart("nothing", "", false, 1), link.GapPart(models.GapGoals, "TM99", false, 1)} {
		lead.get(address).is(http.StatusNotFound)
	}
	for _, address := range []string{link.Gap(""), link.GapJSON(""), link.GapCSV(""), link.GapPart(models.GapGoals, "", false, 1)} {
		h.nobody().get(address).is(http.StatusSeeOther)
	}
}

func TestADraftCountsInNoFigureOfTheGap(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	before := owner.get(link.GapJSON("")).Body
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows["Ticket triage"])
	h.write(func(tx *models.Tx) error { return tx.Remove(d.task) }) // which everybody may see
	if after := owner.get(link.GapJSON("")).Body; after != before {
		t.Errorf("with a draft beside it:\n%s\nand before:\n%s", after, before)
	}
}

func TestAnEmptyCompanyHasNoScoreAndIsToldWhy(t *testing.T) {
	h := open(t)
	g := h.as(models.Executive)
	g.get(link.Gap("")).is(http.StatusOK).says("No score yet", "No strategy is in force yet", "Left out, because nothing is known of it", "No task is open.")
	for _, k := range models.GapKinds {
		g.get(link.GapPart(k.Key, "", false, 1)).is(http.StatusOK).says(k.Nothing)
	}
}
