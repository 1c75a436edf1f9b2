package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/secret"
	"throughline/static"
	"throughline/views/link"
)

// store keeps sessions in the database. The browser holds a random token and nothing else.
type store struct {
	db     *models.DB
	secure bool
}

// The keys of what a session holds while a request lasts.
const (
	sessionRow    = "row"
	sessionPerson = "person"
)

func (s *store) name() string {
	if s.secure {
		return "__Host-throughline"
	}
	return "throughline"
}

// Get gives the session of a request, read once.
func (s *store) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session that the request's cookie names. An unknown or ended one gives a new, empty session.
func (s *store) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode, MaxAge: int(models.SessionLasts.Seconds())}
	session.IsNew = true
	cookie, err := r.Cookie(name)
	if err != nil || len(cookie.Value) > 100 || cookie.Value == "" {
		return session, nil
	}
	err = s.db.Read(r.Context(), models.Nobody, func(rd *models.Read) error {
		row, person, err := rd.SessionOf(cookie.Value)
		if err != nil {
			return err
		}
		session.ID, session.IsNew = cookie.Value, false
		session.Values[sessionRow], session.Values[sessionPerson] = row, person
		return nil
	})
	if r, refused := models.AsRefusal(err); refused && r.Kind == models.KindNotFound {
		return session, nil
	}
	return session, err
}

// Save sends the session's token to the browser, or takes it away when the session has ended. Its row is written by models.
func (s *store) Save(_ *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	if session.ID == "" && session.Options.MaxAge >= 0 {
		return errors.New("handlers: a session without a token cannot be saved")
	}
	http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
	return nil
}

// withPerson finds out who asks: the session by the cookie, the person's rights as they are now.
func (a *App) withPerson(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if path := c.Request().URL.Path; strings.HasPrefix(path, static.Root) || strings.HasPrefix(path, link.UnderCalled) {
			return next(c)
		}
		known, err := a.recognise(c)
		if err != nil || known == nil {
			if err != nil {
				return err
			}
			return next(c)
		}
		c.Set("person", known)
		if known.session.Renew && fragmentOf(c.Request()) == "" && !wantsJSON(c.Request()) && c.Request().Method == http.MethodGet {
			if err := a.renew(c); err != nil {
				return err
			}
		} else if now := a.db.Now(); known.session.NeedsNote(now) {
			if err := a.db.Note(c.Request().Context(), known.who, func(tx *models.Tx) error { return tx.NoteSession(known.session.ID) }); err != nil {
				return err
			}
			a.guests.noted(c, known, now)
		}
		return next(c)
	}
}

// recognise gives the person of a request; nil when nobody is signed in there. Those who asked before are known from then on, as long
// as nothing at all was changed.
func (a *App) recognise(c echo.Context) (*person, error) {
	cookie, err := c.Request().Cookie(a.sessions.name())
	if err != nil || cookie.Value == "" {
		return nil, nil
	}
	ctx := c.Request().Context()
	revision, err := a.db.Revision(ctx)
	if err != nil {
		return nil, err
	}
	key := secret.Fingerprint(cookie.Value)
	if known := a.guests.recall(revision, key, a.db.Now()); known != nil {
		return a.counted(c, known)
	}
	session, err := a.sessions.Get(c.Request(), a.sessions.name())
	if err != nil {
		return nil, err
	}
	row, _ := session.Values[sessionRow].(*models.Session)
	p, _ := session.Values[sessionPerson].(*models.Person)
	if row == nil || p == nil {
		return nil, nil
	}
	known := &person{row: p, session: row, revision: revision, key: key}
	err = a.db.Read(ctx, models.Nobody, func(r *models.Read) error {
		if known.who, err = r.WhoIs(p); err != nil {
			return err
		}
		known.company, err = r.Company()
		return err
	})
	if err != nil {
		return nil, err
	}
	a.guests.remember(known)
	return a.counted(c, known)
}

// renew gives this browser's session a new token, after rights or password changed.
func (a *App) renew(c echo.Context) error {
	var token string
	err := a.write(c, func(tx *models.Tx) (err error) {
		token, err = tx.RenewSession(a.person(c).session)
		return err
	})
	if err != nil || token == "" {
		return err
	}
	return a.hand(c, token)
}

// hand gives the browser a session's token.
func (a *App) hand(c echo.Context, token string) error {
	session, err := a.sessions.Get(c.Request(), a.sessions.name())
	if err != nil {
		return err
	}
	session.ID = token
	return session.Save(c.Request(), c.Response())
}

// takeAway removes the token from the browser.
func (a *App) takeAway(c echo.Context) error {
	session, err := a.sessions.Get(c.Request(), a.sessions.name())
	if err != nil {
		return err
	}
	session.ID, session.Options.MaxAge = "", -1
	return session.Save(c.Request(), c.Response())
}
