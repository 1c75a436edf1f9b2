package main

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestJourneyAWorkbookOfTwoHundredWorkflowsComesInByMappingAndIsTakenBack(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "register.xlsx")
	book := excelize.NewFile()
	rows := [][]any{{"Process register"}, {}, {"Department", "Activity", "Std/Woche", "Who does it", "Note"}}
	for i := range 200 {
		rows = append(rows, []any{[]string{"Service Desk", "Field", "Finance", "Post Room"}[i%4], fmt.Sprintf("Register work %03d", i+1), 0.5 + float64(i%9), "Priya Raman", "from the register"})
	}
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/alignment/audit")
	p.Follow("Bring in a list")
	p.Axe()
	p.Upload("Or choose a file", file)
	p.Press("Show what would happen")
	p.See("200 rows", "200 will be added", "There is no team “Post Room” here", "Register work 001")

	// The mapping was guessed but for one column, which is mapped by hand; a team that is not here gets one that is.
	p.Press("What the columns mean 5 of 5 are taken")
	p.Fill("What “Note” means", "Not taken")
	p.Fill("Or the team here that Post Room is", "Finance")
	p.Press("Show the preview with these")
	p.See("200 will be added", "Not taken: “Note”.")
	p.SeeNot("There is no team")
	p.Axe()
	p.Press("Bring in 200 workflows")
	p.at("/alignment/audit")
	p.See("200 workflows added.", "Register work 001")
	p.Open("/alignment/lists")
	p.Follow("register.xlsx")
	p.See("This removes 200 workflows that it added.")
	p.Axe()
	p.Press("Take the list back")
	p.See("Taken back: 200 workflows are as before.")
	p.SeeNot("Register work 001")
	p.Phone()
	p.Open("/alignment/lists")
	p.See("nothing of it is left")
	p.Axe()
}
