package notify

import (
	"context"
	"errors"
	"sync"

	"throughline/models"
)

// sending sends deliveries: outside of a transaction first, then how it went is recorded together with the end of the work.
type sending struct {
	post *Post

	mu    sync.Mutex
	tries map[string]models.Sent // how a try ended, until that is recorded
}

// before tries to send. A failure that may pass is recorded at once, and the work comes back later.
func (s *sending) before(ctx context.Context, w *models.Work) error {
	var d *models.Delivery
	err := s.post.DB.Read(ctx, models.Background, func(r *models.Read) (err error) { d, err = r.DeliveryToSend(w.Ref); return err })
	if err != nil || d == nil {
		return err
	}
	ended := s.post.try(ctx, d)
	w.Pause = ended.Pause
	if ended.Status == models.DeliveryWaiting {
		if w.LastTry() {
			ended.Status = models.DeliveryGivenUp
		}
		note := context.WithoutCancel(ctx)
		if err := s.post.DB.Write(note, models.Background, func(tx *models.Tx) error { return tx.NoteTry(d, ended) }); err != nil {
			return err
		}
		return models.AgainstRule(ended.Error)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tries[w.ID] = ended
	return nil
}

// try sends once and says how it ended.
func (p *Post) try(ctx context.Context, d *models.Delivery) models.Sent {
	sender := p.Senders[d.Channel]
	switch {
	case sender == nil:
		return models.Sent{Status: models.DeliveryWaiting, Error: "Nothing is connected that sends this. It is tried again."}
	case d.Target == "":
		return models.Sent{Status: models.DeliveryDropped, Error: "The person left or has no address any more."}
	}
	code, err := sender.Send(ctx, d)
	var refused *Refused
	switch {
	case err == nil:
		return models.Sent{Status: models.DeliverySent, Code: code}
	case errors.As(err, &refused):
		return models.Sent{Status: models.DeliveryFailed, Code: code, Error: refused.Say}
	}
	ended := models.Sent{Status: models.DeliveryWaiting, Code: code, Error: err.Error()}
	var later *Later
	if errors.As(err, &later) {
		ended.Pause = later.After
	}
	return ended
}

// done records what was sent or refused for good.
func (s *sending) done(tx *models.Tx, w *models.Work) error {
	s.mu.Lock()
	ended, tried := s.tries[w.ID]
	delete(s.tries, w.ID)
	s.mu.Unlock()
	if !tried {
		return nil
	}
	d, err := tx.DeliveryToSend(w.Ref)
	if err != nil || d == nil {
		return err
	}
	return tx.NoteTry(d, ended)
}
