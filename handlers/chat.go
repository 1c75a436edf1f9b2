package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showChat is the chat rooms that are told of events, and the servers that messages may go to.
func (a *App) showChat(c echo.Context) error { return a.chatPage(c, http.StatusOK, nil, nil) }

func (a *App) chatPage(c echo.Context, status int, host *form.Form, test *models.Sent) error {
	if host == nil {
		host = form.Of(new(models.HostEntry).Fields()...)
		host.Show(a.locale(c))
	}
	return a.read(c, func(r *models.Read) (err error) {
		v := views.ChatPage{Host: host, Test: test, Now: r.Now}
		if v.Rooms, v.Hosts, err = r.Channels(); err != nil {
			return err
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if v.NoKey = unsealed(r); v.NoKey == "" {
			if v.Lost, err = r.ChannelsLost(v.Rooms); err != nil {
				return err
			}
		}
		once(c) // the key stands outside the database
		p := a.page(c, r, "Chat rooms", navSettings)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Chat(p, v))
	})
}

// unsealed is why no secret can be kept here; empty when it can.
func unsealed(r *models.Read) string {
	if refused, ok := models.AsRefusal(r.SealKey()); ok {
		return refused.Say
	}
	return ""
}

// allowHost puts a server on the list.
func (a *App) allowHost(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	e := &models.HostEntry{}
	f := form.Of(e.Fields()...)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err = a.write(c, func(tx *models.Tx) error { return tx.AllowHost(e) })
	}
	if wrong, err := mended(f, firstOf(f.Invalid(), err)); err != nil {
		return err
	} else if wrong != nil {
		return a.chatPage(c, http.StatusUnprocessableEntity, wrong, nil)
	}
	return a.goToSaying(c, link.Chat(), "Messages may go to "+e.Host+" now.")
}

func firstOf(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// forbidHost takes a server off the list.
func (a *App) forbidHost(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error { return tx.ForbidHost(c.Param("id")) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Chat(), "No message goes there any more.")
}

// roomForm is the form of a room, which may be new.
func (a *App) roomForm(r *models.Read, room *models.Channel) (*form.Form, *models.ChannelEntry, error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, nil, err
	}
	ref := ""
	if room.TeamID != nil && tree.ByID[*room.TeamID] != nil {
		ref = tree.ByID[*room.TeamID].Ref
	}
	e := room.Entry(ref)
	f := form.Of(e.Fields(tree.All(), room.Host)...)
	f.Version = room.Version
	return f, e, nil
}

// roomOf is the room of the address; a new one when the address names none.
func roomOf(c echo.Context, r *models.Read) (*models.Channel, error) {
	if c.Param("id") == "" {
		return &models.Channel{Topics: string(models.TopicDecisions)}, nil
	}
	return r.ChannelByID(c.Param("id"))
}

// showRoom asks for a room, or changes one.
func (a *App) showRoom(c echo.Context) error { return a.roomPage(c, http.StatusOK, nil) }

func (a *App) roomPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		room, err := roomOf(c, r)
		if err != nil {
			return err
		}
		if f == nil {
			if f, _, err = a.roomForm(r, room); err != nil {
				return err
			}
			f.Show(a.locale(c))
		}
		once(c)
		p := a.page(c, r, "Chat room", navSettings)
		p.Shell.Error = status != http.StatusOK
		v := views.ChatRoomPage{Room: room, Form: f, NoKey: unsealed(r)}
		if p.Shell.Error {
			v.NoKey = "" // it stands beside the field
		} else if v.NoKey == "" && room.ID != "" {
			lost, err := r.ChannelsLost([]*models.Channel{room})
			if err != nil {
				return err
			}
			v.Lost = lost[room.ID]
		}
		return a.showAs(c, status, views.ChatRoom(p, v))
	})
}

// saveRoom connects a room, or changes one.
func (a *App) saveRoom(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		room, err := roomOf(c, &tx.Read)
		if err != nil {
			return err
		}
		var e *models.ChannelEntry
		if f, e, err = a.roomForm(&tx.Read, room); err != nil {
			return err
		}
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", "Somebody else changed this room while you were editing. Open it again.")
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		return tx.SaveChannel(room, e)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.roomPage(c, http.StatusUnprocessableEntity, wrong)
	}
	return a.goToSaying(c, link.Chat(), "Saved. Send a test to see whether it arrives.")
}

// removeRoom takes a room out.
func (a *App) removeRoom(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		room, err := tx.ChannelByID(c.Param("id"))
		if err != nil {
			return err
		}
		return tx.RemoveChannel(room)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Chat(), "The room is taken out and its address forgotten.")
}

// testRoom sends a test to a room and says in words how that went.
func (a *App) testRoom(c echo.Context) error {
	if err := a.read(c, func(r *models.Read) error { _, err := r.ChannelByID(c.Param("id")); return err }); err != nil {
		return err
	}
	sent := a.chat.Test(c.Request().Context(), c.Param("id"))
	if sent.Status != models.DeliverySent {
		return a.chatPage(c, http.StatusUnprocessableEntity, nil, &sent)
	}
	return a.chatPage(c, http.StatusOK, nil, &sent)
}
