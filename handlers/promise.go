package handlers

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/views"
	"throughline/views/link"
)

// quartersToAsk is how many quarters the ledger offers.
const quartersToAsk = 8

// showPromises is the ledger of promised dates that were moved.
func (a *App) showPromises(c echo.Context) error {
	q, n := models.ReadLedgerQuery(askedIn(c)), pageNumber(c)
	return a.read(c, func(r *models.Read) error {
		l, err := r.PromiseLedger(q, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		company, err := r.Company()
		if err != nil {
			return err
		}
		v := views.PromisesPage{Ledger: l, Paging: paging(n, int64(l.Dates), func(page int) string { return link.Promises(q.Values(), page) })}
		for at := r.Today(); len(v.Quarters) < quartersToAsk; {
			from, _, label := company.Calendar().Quarter(at)
			v.Quarters = append(v.Quarters, views.Quarter{From: from, Label: label})
			at = from.Add(-1)
		}
		return a.show(c, views.Promises(a.page(c, r, "Moved dates", "strategy"), v))
	})
}

// mostPromisesFile is how many dates the file holds.
const mostPromisesFile = 2000

// sendPromises gives the ledger as a file, a line for each move.
func (a *App) sendPromises(c echo.Context) error {
	q := models.ReadLedgerQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		q.Whole = true
		l, err := r.PromiseLedger(q, 0, mostPromisesFile)
		if err != nil {
			return err
		}
		rows := [][]string{{"Kind", "Reference", "Title", "Team", "Date", "From", "To", "Days later", "Moved on", "By", "Reason", "Moves of this date", "Taken back by"}}
		for _, p := range l.Rows {
			team := ""
			if p.Team != nil {
				team = p.Team.Name
			}
			for _, m := range p.Trail {
				rows = append(rows, []string{p.Kind.Title, p.Thing.Ref, p.Thing.Name, team, models.PromiseTitle(p.Promise), string(m.FromDay), string(m.ToDay), strconv.Itoa(m.Days), string(day.Day(m.MovedDay)), m.ByName, m.Reason, strconv.Itoa(p.Moves), m.TakenBackBy})
			}
		}
		return sendCSV(c, "throughline-moved-dates.csv", rows)
	})
}
