package handlers

import (
	"cmp"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/parts"
)

// contest is a filled form, and the thing it would be saved over.
type contest struct {
	f      *form.Form
	values url.Values
	what   string        // as in "this team"
	row    models.Entity // as it is stored
	action string        // where the form is sent, and where the page is
	back   string        // where the page is, when that is elsewhere
}

// contested joins a form with what somebody else saved meanwhile. Where both changed the same field to different values it asks, at 409, and
// nothing is saved; else the form's values hold both people's changes.
func (a *App) contested(c echo.Context, on contest) (asked bool, err error) {
	if !on.f.Contested() {
		return false, nil
	}
	var by string
	var at time.Time
	err = a.read(c, func(r *models.Read) (err error) { by, at, err = r.SavedBy(on.row); return err })
	if err != nil {
		return false, err
	}
	notes, clashes := on.f.Settle(on.values, by)
	if len(clashes) == 0 {
		return false, nil
	}
	clash := parts.Clash{What: on.what, Who: by, When: at.In(a.zone(c)).Format("15:04"), Action: on.action, Merged: notes, Back: cmp.Or(on.back, on.action)}
	for _, sent := range on.f.Carry() {
		clash.Carry = append(clash.Carry, parts.Hidden{Name: sent.Name, Value: sent.Value})
	}
	for _, field := range clashes {
		clash.Fields = append(clash.Fields, parts.ClashField{Name: field.KeepName(), Label: field.Field.Label, Was: field.Base, Mine: field.Mine, Theirs: field.Theirs})
	}
	s := a.shell(c, "Somebody else saved first", "")
	s.Error = true
	return true, a.showAs(c, http.StatusConflict, views.Conflict(s, clash))
}
