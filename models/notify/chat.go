package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"throughline/models"
)

// Chat posts to the rooms of chat programs by their incoming webhooks.
type Chat struct {
	DB   *models.DB
	Link func(kind, ref, part string) string // the whole address of a thing's page
}

// NewChat posts to the rooms of one company; link gives the whole address of a thing's page.
func NewChat(db *models.DB, link func(kind, ref, part string) string) *Chat {
	return &Chat{DB: db, Link: link}
}

// Send posts one message once.
func (c *Chat) Send(ctx context.Context, d *models.Delivery) (code int, err error) {
	var m models.ChatMessage
	if err := json.Unmarshal([]byte(d.Content), &m); err != nil {
		return 0, &Refused{"What it was to say is not kept any more."}
	}
	return c.post(ctx, d.Target, d.ID, m)
}

// Test posts a message that says what it is, and gives in words how that went.
func (c *Chat) Test(ctx context.Context, channelID string) models.Sent {
	m := models.ChatMessage{Title: "A test of Throughline", Say: "This room is connected. What it is told of is chosen in the settings.", Kind: "strategy"}
	code, err := c.post(ctx, channelID, models.NewID(), m)
	if err != nil {
		return models.Sent{Status: models.DeliveryFailed, Code: code, Error: err.Error()}
	}
	return models.Sent{Status: models.DeliverySent, Code: code}
}

// post sends a message to a room and keeps how that went.
func (c *Chat) post(ctx context.Context, channelID, key string, m models.ChatMessage) (code int, err error) {
	var room *models.Channel
	var host *models.ChannelHost
	address := ""
	err = c.DB.Read(ctx, models.Background, func(r *models.Read) (err error) {
		if room, err = r.ChannelByID(channelID); err != nil {
			return err
		}
		if host, err = r.HostAllowed(room.Host); err != nil {
			return err
		}
		address, err = r.ChannelURL(room)
		return err
	})
	if refused, ok := models.AsRefusal(err); ok {
		return 0, &Refused{strings.TrimSuffix(refused.Say, ".")}
	}
	if err != nil {
		return 0, err
	}
	if room.Paused {
		return 0, &Refused{"The room " + room.Name + " is paused."}
	}
	code, err = c.call(ctx, host, address, key, room.Kind, m)
	failed := ""
	if err != nil {
		failed = err.Error()
	}
	note := c.DB.Write(context.WithoutCancel(ctx), models.Background, func(tx *models.Tx) error { return tx.NoteChannel(room, failed) })
	return code, errors.Join(err, note)
}

func (c *Chat) call(ctx context.Context, host *models.ChannelHost, address, key, kind string, m models.ChatMessage) (code int, err error) {
	body, err := json.Marshal(message(kind, m, c.Link(m.Kind, m.Ref, m.Part)))
	if err != nil {
		return 0, err
	}
	answer, said, err := post(ctx, host, address, bytes.NewReader(body), map[string]string{"Idempotency-Key": key})
	if err != nil {
		return 0, err
	}
	return answer.StatusCode, judge(answer, host.Host, oneLine(said), "Make a new webhook in the chat program and enter its address", c.DB.Now())
}
