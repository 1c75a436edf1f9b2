package notify

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"throughline/models"
)

// Outside calls the servers that an administrator allowed, for rules.
type Outside struct{ DB *models.DB }

// Call makes one call once, signed after Standard Webhooks. Its key is the webhook's id on every try; its time is that of the try.
func (o *Outside) Call(ctx context.Context, c models.Call) models.Answer {
	began := o.DB.Now()
	a := o.call(ctx, c)
	a.Took = max(0, o.DB.Now().Sub(began))
	return a
}

func (o *Outside) call(ctx context.Context, c models.Call) models.Answer {
	host, err := o.host(ctx, c.Address)
	if err != nil {
		return models.Answer{Fault: err.Error(), Final: true}
	}
	at := o.DB.Now()
	header := map[string]string{standardwebhooks.HeaderWebhookID: c.Key, standardwebhooks.HeaderWebhookTimestamp: strconv.FormatInt(at.Unix(), 10), "Idempotency-Key": c.Key}
	if c.Chain != "" {
		header[models.ChainHeader] = c.Chain
	}
	signature := ""
	if c.Secret != "" {
		w, err := standardwebhooks.NewWebhook(c.Secret)
		if err == nil {
			signature, err = w.Sign(c.Key, at, []byte(c.Body))
		}
		if err != nil {
			return models.Answer{Fault: "The secret that signs the call cannot be used. Set it again", Final: true}
		}
		header[standardwebhooks.HeaderWebhookSignature] = signature
	}
	answer, said, err := post(ctx, host, c.Address, strings.NewReader(c.Body), header)
	said = leaveOut(said, c.Secret, strings.TrimPrefix(c.Secret, models.SecretPrefix), signature, strings.TrimPrefix(signature, "v1,"))
	a := models.Answer{Text: said}
	if err == nil {
		a.Code = answer.StatusCode
		err = judge(answer, host.Host, "", "Look what it expects, and change the block", at)
	}
	var refused *Refused
	var later *Later
	if err != nil {
		a.Fault = err.Error()
		a.Final = errors.As(err, &refused)
	}
	if errors.As(err, &later) {
		a.Pause = later.After
	}
	return a
}

// host is the server of an address as it is allowed at this moment.
func (o *Outside) host(ctx context.Context, address string) (host *models.ChannelHost, err error) {
	err = o.DB.Read(ctx, models.Background, func(r *models.Read) error {
		list := map[string]*models.ChannelHost{}
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
			h, err := r.HostAllowed(u.Hostname())
			if err != nil {
				return err
			}
			list[h.Host] = h
		}
		host, err = models.CallHost(address, list)
		return err
	})
	if refused, ok := models.AsRefusal(err); ok {
		err = errors.New(strings.TrimSuffix(refused.Say, "."))
	}
	return host, err
}

// leaveOut takes secrets out of a text, for an answer that repeats them.
func leaveOut(text string, secrets ...string) string {
	for _, s := range secrets {
		if len(s) >= 8 {
			text = strings.ReplaceAll(text, s, "(left out)")
		}
	}
	return text
}
