package handlers

import (
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
)

// sendRuns gives the list of runs as a file, the newest first, no more than models.MostRunsFile.
func (a *App) sendRuns(c echo.Context) error {
	q := models.ReadRunQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		list, _, _, err := r.RunsFound(q, 0, models.MostRunsFile)
		if err != nil {
			return err
		}
		rows := [][]string{{"Run", "Rule", "Rule name", "Version", "State", "About", "About name", "Team", "Began (UTC)", "Ended (UTC)", "Seconds", "Blocks done", "Reason"}}
		for _, n := range list {
			team, ended, seconds := "", "", ""
			if n.Team != nil {
				team = n.Team.Name
			}
			if n.FinishedAt != nil {
				ended = n.FinishedAt.UTC().Format(time.RFC3339)
				seconds = strconv.FormatFloat(n.Took(r.Now).Seconds(), 'f', 1, 64)
			}
			rows = append(rows, []string{n.Ref, n.RuleRef, n.Rule, strconv.Itoa(n.N), n.State, n.EntityRef, n.EntityTitle, team, n.CreatedAt.UTC().Format(time.RFC3339), ended, seconds, strconv.Itoa(n.StepsDone), n.Reason})
		}
		return sendCSV(c, "throughline-runs.csv", rows)
	})
}
