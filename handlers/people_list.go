package handlers

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// listField is where a list is pasted.
func listField(text *string) *form.Form {
	return form.Of(form.Text("list", "Paste the list here", text).Max(1_000_000).
		Help("One person a line: name, e-mail, role title, team. Copied from a spreadsheet is fine."))
}

// showPeopleList asks for a list of people, pasted or as a file.
func (a *App) showPeopleList(c echo.Context) error {
	var text string
	f := listField(&text)
	f.Show(a.locale(c))
	return a.listPage(c, http.StatusOK, f, nil, "")
}

func (a *App) listPage(c echo.Context, status int, f *form.Form, list []*models.ListedPerson, text string) error {
	s := a.shell(c, "Add people from a list", navPeople)
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.PeopleList(s, f, list, text))
}

// previewPeopleList says of each row of the list what would become of it. Nothing is written.
func (a *App) previewPeopleList(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	file, err := uploaded(c.Request())
	if err != nil {
		return err
	}
	f, list, text, err := a.readList(c, v, file)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return a.listPage(c, http.StatusUnprocessableEntity, f, nil, "")
	}
	if err := a.read(c, func(r *models.Read) error { return r.JudgePeople(list) }); err != nil {
		return err
	}
	return a.listPage(c, http.StatusOK, f, list, text)
}

// readList reads the file when there is one, else what was pasted.
func (a *App) readList(c echo.Context, v url.Values, file []byte) (f *form.Form, list []*models.ListedPerson, text string, err error) {
	f = listField(&text)
	raw := v.Get("list")
	f.Fill(url.Values{"list": {raw}}, a.locale(c), form.Strict)
	if len(file) > 0 {
		f.Fields[0].Problem, raw = "", string(file)
	}
	if !f.Valid() {
		return f, nil, "", nil
	}
	list, err = models.ReadPeopleList([]byte(raw))
	return f, list, raw, blame(f, err)
}

// uploaded gives the content of the file that was sent along; nothing without one.
func uploaded(r *http.Request) ([]byte, error) {
	file, _, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(file)
}

// addPeopleList adds the people of a list whose preview was confirmed. The list is judged anew: somebody may have been added meanwhile.
func (a *App) addPeopleList(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	f, list, _, err := a.readList(c, v, nil)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return a.listPage(c, http.StatusUnprocessableEntity, f, nil, "")
	}
	added := 0
	err = a.write(c, func(tx *models.Tx) (err error) { added, err = tx.AddListed(list); return err })
	if err = blame(f, err); err != nil {
		return err
	}
	if !f.Valid() {
		return a.listPage(c, http.StatusUnprocessableEntity, f, nil, "")
	}
	return a.goToSaying(c, link.People(), views.PeopleAdded(added))
}
