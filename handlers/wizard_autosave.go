package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// autosaved is what the script is told: the time, the new versions, and what stands at which field.
type autosaved struct {
	Saved    string              `json:"saved,omitempty"`
	Versions map[string]string   `json:"versions"`
	Problems map[string]string   `json:"problems"`
	Advice   map[string][]string `json:"advice"`
	Values   map[string][]string `json:"values,omitempty"` // what others saved meanwhile; a page that still had the old answers would put them back
	Conflict string              `json:"conflict,omitempty"`
	Held     *heldBack           `json:"held,omitempty"` // what was saved does not count yet
	Show     map[string]string   `json:"show,omitempty"` // the words that now stand in the elements of these ids
}

// heldBack says that what was typed is kept and counts only later, and where to look at what rests on it.
type heldBack struct {
	Say  string `json:"say"`
	Link string `json:"link"`
	Href string `json:"href"`
}

// answerAutosave answers under the names that the person's page has.
func (a *App) answerAutosave(c echo.Context, sheet *wizard.Sheet) error {
	out := autosaved{Versions: map[string]string{}, Problems: map[string]string{}, Advice: map[string][]string{}, Values: map[string][]string{}}
	for _, p := range sheet.Form.Problems() {
		if p.ID != "" {
			out.Problems[sheet.Posted(p.ID)] = p.Say
		}
	}
	if sheet.Clash != nil {
		out.Conflict = "here"
		return c.JSON(http.StatusConflict, out)
	}
	if !sheet.Saved {
		return c.JSON(http.StatusUnprocessableEntity, out)
	}
	out.Saved = a.db.Now().In(a.zone(c)).Format("15:04")
	for _, name := range sheet.Taken {
		if f := sheet.Form.Field(name); f != nil {
			out.Values[sheet.Posted(name)] = f.Picked
			if len(f.Picked) == 0 {
				out.Values[sheet.Posted(name)] = []string{f.Typed}
			}
		}
	}
	sheet.Advise()
	for _, rows := range sheet.Form.Rows {
		for _, row := range rows.Items {
			out.Versions[sheet.Posted(row.VersionName())] = strconv.Itoa(row.Version)
			for _, f := range row.Fields {
				for _, advice := range f.Advice {
					out.Advice[sheet.Posted(f.Name)] = append(out.Advice[sheet.Posted(f.Name)], advice.Say)
				}
			}
		}
	}
	if len(sheet.Held) > 0 {
		n, err := a.restingOn(c, sheet.Held...)
		if err != nil {
			return err
		}
		out.Held = &heldBack{Say: views.HeldWords(n), Link: "See what rests on it", Href: link.Change(sheet.Held[0].Ref)}
	}
	out.Show = views.AuditFigures(sheet)
	return c.JSON(http.StatusOK, out)
}
