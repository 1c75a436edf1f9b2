package handlers

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
)

// sendRuns gives the list of runs as a file, the newest first, no more than models.MostRunsFile.
func (a *App) sendRuns(c echo.Context) error {
	q := models.ReadRunQuery(askedIn(c))
	var body bytes.Buffer
	err := a.read(c, func(r *models.Read) error {
		list, _, _, err := r.RunsFound(q, 0, models.MostRunsFile)
		if err != nil {
			return err
		}
		w := csv.NewWriter(&body)
		if err := w.Write([]string{"Run", "Rule", "Rule name", "Version", "State", "About", "About name", "Team", "Began (UTC)", "Ended (UTC)", "Seconds", "Blocks done", "Reason"}); err != nil {
			return err
		}
		for _, n := range list {
			team, ended, seconds := "", "", ""
			if n.Team != nil {
				team = n.Team.Name
			}
			if n.FinishedAt != nil {
				ended = n.FinishedAt.UTC().Format(time.RFC3339)
				seconds = strconv.FormatFloat(n.Took(r.Now).Seconds(), 'f', 1, 64)
			}
			row := []string{n.Ref, n.RuleRef, n.Rule, strconv.Itoa(n.N), n.State, n.EntityRef, n.EntityTitle, team, n.CreatedAt.UTC().Format(time.RFC3339), ended, seconds, strconv.Itoa(n.StepsDone), n.Reason}
			for i := range row {
				row[i] = harmless(row[i])
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		w.Flush()
		return w.Error()
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", `attachment; filename="throughline-runs.csv"`)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", body.Bytes())
}

// harmless keeps a cell from being read as a formula by the program that opens the file.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
