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
		for _, l := range lines {
			v.Sort(l)
		}
		n := pageNumber(c)
		v.Paging = paging(n, int64(len(v.Shown())), func(page int) string { return link.Readers(e.Ref, v.Show, page) })
		v.Lines = v.Shown()[min((n-1)*perPage, len(v.Shown())):min(n*perPage, len(v.Shown()))]
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
