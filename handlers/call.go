package handlers

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/secret"
)

// How often somebody may ask for addresses that there are not, within the time that failed sign-ins count.
const (
	guessesOfHook    = 20
	guessesOfNetwork = 60
)

// takeCall takes a call of another system. It has no session and no form of ours: the token of the address counts, and the signature where
// the hook asks for one. It is answered once the event is kept.
func (a *App) takeCall(c echo.Context) error {
	q, token := c.Request(), c.Param("token")
	in := models.Incoming{Token: token, Chain: q.Header.Get(models.ChainHeader),
		Signed: secret.Signed{ID: q.Header.Get("webhook-id"), Timestamp: q.Header.Get("webhook-timestamp"), Signature: q.Header.Get("webhook-signature")}}
	if in.ID == "" {
		in.ID = q.Header.Get("Idempotency-Key")
	}
	var err error
	if in.Body, err = io.ReadAll(q.Body); err != nil {
		var large *http.MaxBytesError
		if !errors.As(err, &large) {
			return answerCall(c, models.Received{Code: http.StatusBadRequest, Say: "The call broke off."})
		}
		in.TooLarge = true
	}
	out, found, err := a.db.Receive(q.Context(), in)
	if err != nil {
		return err
	}
	if !found {
		out = models.Received{Code: http.StatusNotFound, Say: "There is no hook at this address."}
		if err := a.db.Note(q.Context(), models.Nobody, func(tx *models.Tx) error {
			_, wait, err := tx.Try("hook "+token, "hook "+c.RealIP(), models.Guessing{Account: guessesOfHook, Address: guessesOfNetwork, Window: a.cfg.SignInWindow})
			if wait > 0 {
				out = models.Received{Code: http.StatusTooManyRequests, Say: "Too many calls at addresses that are not there.", Wait: wait}
			}
			return err
		}); err != nil {
			return err
		}
	}
	return answerCall(c, out)
}

// answerCall answers a program: with the event that was kept, or with why the call was not taken.
func answerCall(c echo.Context, out models.Received) error {
	if out.Wait > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(out.Wait/time.Second)+1))
	}
	if out.Code == http.StatusAccepted {
		return c.JSON(out.Code, map[string]string{"event": out.EventID})
	}
	return c.JSON(out.Code, map[string]string{"error": out.Say})
}
