package handlers

import (
	"encoding/json"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// gapAsked reads the execution gap that an address asks for, with its trend; a team has none.
func (a *App) gapAsked(c echo.Context, r *models.Read) (v views.GapPage, err error) {
	if v.GapReport, err = r.Gap(c.QueryParam("team")); err != nil || v.Team != nil {
		return v, err
	}
	v.Trend, err = r.GapTrend()
	return v, err
}

// showGap is the execution gap in figures.
func (a *App) showGap(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := a.gapAsked(c, r)
		if err != nil {
			return err
		}
		if v.Tree, err = r.KnownTree(); err != nil {
			return err
		}
		return a.show(c, views.ExecutionGap(a.page(c, r, "Execution gap", navGap), v))
	})
}

// sendGapJSON gives the same figures for other programs.
func (a *App) sendGapJSON(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := a.gapAsked(c, r)
		if err != nil {
			return err
		}
		body, err := json.MarshalIndent(v.File(v.Trend), "", "  ")
		if err != nil {
			return err
		}
		return sendFile(c, "application/json; charset=utf-8", "throughline-gap.json", append(body, '\n'))
	})
}

// sendGapCSV gives the same figures as a table.
func (a *App) sendGapCSV(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := a.gapAsked(c, r)
		if err != nil {
			return err
		}
		return sendCSV(c, "throughline-gap.csv", v.File(v.Trend).Rows())
	})
}

// showGapPart lists what one part of the gap counts as amiss.
func (a *App) showGapPart(c echo.Context) error {
	n, team, alone := pageNumber(c), c.QueryParam("team"), c.QueryParam("alone") != ""
	return a.read(c, func(r *models.Read) error {
		list, err := r.GapRows(c.Param("part"), team, alone, (n-1)*perPage, perPage, a.locale(c))
		if err != nil {
			return err
		}
		v := views.GapPartPage{GapList: list, Alone: alone,
			Paging: paging(n, int64(list.All), func(page int) string { return link.GapPart(list.Key, team, alone, page) })}
		return a.show(c, views.GapPart(a.page(c, r, list.Title, navGap), v))
	})
}
