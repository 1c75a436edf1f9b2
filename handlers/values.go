package handlers

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
)

// inMemory is more than any route takes: what was uploaded never lies on the disk.
const inMemory = 8 << 20

// mostNames is how many names one posted form may have.
const mostNames = 10_000

// values gives the posted form. Its size is bounded by the route; what its fields hold is for the form to judge,
// so that a bad character is told beside its field.
func (a *App) values(c echo.Context) (url.Values, error) {
	r := c.Request()
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch kind {
	case "multipart/form-data":
		if err = r.ParseMultipartForm(inMemory); err == nil {
			r.PostForm = r.MultipartForm.Value
		}
	case "application/x-www-form-urlencoded", "":
		err = r.ParseForm()
	default:
		return nil, trouble{http.StatusUnsupportedMediaType, "This could not be read", "Send the form from the page."}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, err
	}
	if err != nil || len(r.PostForm) > mostNames {
		return nil, trouble{http.StatusBadRequest, "This form could not be read", "Nothing was saved. Go back and send it from the page."}
	}
	for name := range r.PostForm {
		if !plain(name) {
			return nil, trouble{http.StatusUnprocessableEntity, "This form could not be read", "One of its names holds characters that no field uses. Send it from the page."}
		}
	}
	return r.PostForm, nil
}

// value gives one posted value that names something: an id, a version, a button. One that names nothing is refused.
func (a *App) value(c echo.Context, name string) (string, error) {
	v, err := a.values(c)
	if err != nil {
		return "", err
	}
	s := strings.TrimSpace(v.Get(name))
	if !plain(s) || len(s) > 300 {
		return "", models.NotFound("What was picked")
	}
	return s, nil
}
