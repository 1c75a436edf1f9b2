package notify

import (
	"context"
	"encoding/json"

	"throughline/models"
)

// Mail is how mail is connected; nil when it is not.
func (p *Post) Mail() *Mail {
	if p == nil {
		return nil
	}
	m, _ := p.Senders[models.ByMail].(*Mail)
	return m
}

// Test sends one mail to somebody right now, keeps how that went among the deliveries, and says it. It is not tried again by itself.
func (p *Post) Test(ctx context.Context, who models.Who, to *models.Person) (models.Sent, error) {
	if err := who.Must(models.ManagePeople); err != nil {
		return models.Sent{}, err
	}
	if p.Mail() == nil {
		return models.Sent{}, models.AgainstRule("No mail server is connected yet, so nothing can be sent.")
	}
	if to.Email == nil || *to.Email == "" {
		return models.Sent{}, models.AgainstRule("You have no mail address here. Have one entered on your page of People first.")
	}
	l := &models.Letter{Kind: models.LetterTest, Subject: "A test of Throughline’s mail", To: to.Name, Lead: "Mail from Throughline reaches you. Nothing else is to be done."}
	content, err := json.Marshal(l)
	if err != nil {
		return models.Sent{}, err
	}
	d := &models.Delivery{Row: models.Row{ID: models.NewID(), CreatedAt: p.DB.Now()}, Channel: models.ByMail, Kind: l.Kind, PersonID: &to.ID, Target: *to.Email, Subject: l.Subject, Content: string(content)}
	d.IdempotencyKey = "test:" + d.ID
	ended := p.try(ctx, d)
	if ended.Status == models.DeliveryWaiting {
		ended.Status = models.DeliveryGivenUp
	}
	return ended, p.DB.Write(context.WithoutCancel(ctx), who, func(tx *models.Tx) error { return tx.KeepTest(d, ended) })
}
