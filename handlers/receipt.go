package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// giveReceipt says that the person has read this very edition.
func (a *App) giveReceipt(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	if err := a.write(c, func(tx *models.Tx) error {
		e, err := tx.EditionByRef(ref)
		if err != nil {
			return err
		}
		return tx.GiveReceipt(e)
	}); err != nil {
		return err
	}
	const say = "Thank you. That you have read this edition is on record."
	if address := back(values, link.Edition(ref)); address == link.Home() {
		return a.goToUndo(c, address, parts.Undo{Say: say, Action: link.ReceiptBack(ref), Fields: []parts.Hidden{{Name: "back", Value: address}}})
	}
	return a.goToSaying(c, link.Edition(ref), say)
}

// takeBackReceipt undoes that while it is fresh.
func (a *App) takeBackReceipt(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error {
		e, err := tx.EditionByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.TakeBackReceipt(e)
	}); err != nil {
		return err
	}
	return a.goTo(c, back(values, link.Edition(c.Param("ref"))))
}

// showReaders lists who has not read an edition yet and who has, for executives and for the leads above.
func (a *App) showReaders(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		e, err := r.EditionByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		lines, err := r.ReaderLines(e)
		if err != nil {
			return err
		}
		v := views.ReadersPage{Edition: e, Show: c.QueryParam("show")}
		if e.TeamID != nil {
			tree, err := r.Tree()
			if err != nil {
				return err
			}
			v.Team = tree.ByID[*e.TeamID]
		}
		pageReaders(c, &v, lines)
		newest, err := r.NewestEdition(e.StrategyID, e.TeamID)
		if err != nil {
			return err
		}
		if newest.N > e.N {
			v.Newer = newest
		}
		return a.show(c, views.Readers(a.page(c, r, "Who has read "+v.Name(), "briefs"), v))
	})
}

// pageReaders sorts readers by what they have done, and cuts the page out that is asked for.
func pageReaders(c echo.Context, v *views.ReadersPage, lines []*models.ReaderLine) {
	for _, l := range lines {
		v.Sort(l)
	}
	n := pageNumber(c)
	v.Paging = paging(n, int64(len(v.Shown())), func(page int) string { return v.To(v.Show, page) })
	v.Lines = v.Shown()[min((n-1)*perPage, len(v.Shown())):min(n*perPage, len(v.Shown()))]
}

// remindReaders has those told once more who have not read an edition.
func (a *App) remindReaders(c echo.Context) error {
	ref, n := c.Param("ref"), 0
	if err := a.write(c, func(tx *models.Tx) error {
		e, err := tx.EditionByRef(ref)
		if err != nil {
			return err
		}
		lines, err := tx.ReaderLines(e)
		if err != nil {
			return err
		}
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		asked := models.ToRead{Edition: e}
		if e.TeamID != nil {
			asked.Team = tree.ByID[*e.TeamID]
		}
		n, err = tx.RemindReaders(e, models.Asked{Name: asked.Name(), Edition: e.Ref}, lines)
		return err
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Receipts(ref), views.Reminded(n))
}

// pageTeam is the team whose page an address is about; nil for the intent.
func pageTeam(c echo.Context, r *models.Read) (*models.Team, error) {
	if c.Param("ref") == "" {
		return nil, nil
	}
	return r.TeamByRef(c.Param("ref"))
}

// showPageReaders lists who has read the wording of a team's page or of the intent.
func (a *App) showPageReaders(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		team, err := pageTeam(c, r)
		if err != nil {
			return err
		}
		v := views.ReadersPage{Team: team, Show: c.QueryParam("show")}
		var lines []*models.ReaderLine
		if v.Wording, lines, err = r.WordingLines(team); err != nil {
			return err
		}
		pageReaders(c, &v, lines)
		return a.show(c, views.Readers(a.page(c, r, "Who has read "+v.Name(), "strategy"), v))
	})
}

// readPage says that the person has read the wording that was shown.
func (a *App) readPage(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	to := link.Strategy()
	if err := a.write(c, func(tx *models.Tx) error {
		team, err := pageTeam(c, &tx.Read)
		if err != nil {
			return err
		}
		if team != nil {
			to = link.TeamOutcomes(team.Ref)
		}
		return tx.ReadPage(team, values.Get("wording"))
	}); err != nil {
		return err
	}
	return a.goToSaying(c, back(values, to), "Thank you. That you have read this wording is on record.")
}

// remindPageReaders has those told once more who have not read the wording of a team's page or of the intent.
func (a *App) remindPageReaders(c echo.Context) error {
	n := 0
	if err := a.write(c, func(tx *models.Tx) error {
		team, err := pageTeam(c, &tx.Read)
		if err != nil {
			return err
		}
		w, lines, err := tx.WordingLines(team)
		if err != nil {
			return err
		}
		asked := models.Asked{Name: models.ReadersOf(team)}
		if team != nil {
			asked.TeamRef = team.Ref
		}
		n, err = tx.RemindReaders(w, asked, lines)
		return err
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.PageReceipts(c.Param("ref")), views.Reminded(n))
}
