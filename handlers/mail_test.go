package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/notify"
	"throughline/views/link"
	"throughline/views/mail"
)

// connected is the pages of a company with a mail server that is not there.
func connected(t *testing.T) *house {
	h := open(t)
	h.app.cfg.Post = &notify.Post{DB: h.db, Senders: map[string]notify.Sender{models.ByMail: &notify.Mail{
		SMTP: notify.SMTP{Host: "127.0.0.1", Port: 1, TLS: notify.NoTLS, User: "line", Password: "not to be shown", From: "line@fjord.example"}, DB: h.db, Base: h.app.cfg.BaseURL, StopAt: link.StopMail,
		Render: func(l *models.Letter, stop string) (notify.Rendered, error) {
			text, html, err := mail.Of(h.app.cfg.BaseURL, l, stop)
			return notify.Rendered{Text: text, HTML: html}, err
		}}}}
	return h
}

func TestAnAdministratorSeesHowMailIsConnectedAndTestsIt(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	admin.get(link.CompanySettings()).is(http.StatusOK).says("how a mail server is connected")
	admin.get(link.Mail()).is(http.StatusOK).says("No mail server is connected", "--smtp-host", "THROUGHLINE_SMTP_PASSWORD").silent("Send me a test")
	admin.post(link.MailTests(), nil).is(http.StatusUnprocessableEntity).says("The test was not sent. No mail server is connected yet")
	h.as(models.TeamLead).get(link.Mail()).is(http.StatusNotFound)
	h.as(models.TeamLead).post(link.MailTests(), nil).is(http.StatusForbidden)

	h = connected(t)
	admin = h.as(models.Administrator)
	admin.get(link.Mail()).is(http.StatusOK).says("127.0.0.1:1", "Not encrypted", "line@fjord.example", "Send me a test").silent("not to be shown")
	admin.post(link.MailTests(), nil).is(http.StatusUnprocessableEntity).says("The test was not sent. 127.0.0.1 cannot be reached")
	admin.get(link.Deliveries("", 1)).is(http.StatusOK).says("A test of Throughline’s mail", "Given up", "127.0.0.1 cannot be reached").silent("Try again")
	h.app.cfg.Post.Mail().Log = h.app.log
	admin.post(link.MailTests(), nil).is(http.StatusOK).says("The test is in the log of the program")
}

func TestWhatWasRefusedIsTriedAgainByHandAndNothingElse(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	d := &models.Delivery{IdempotencyKey: "k", Channel: models.ByMail, Kind: models.LetterNotice, PersonID: &h.cast[models.Member].ID, Target: "mo@fjord.example", Subject: "Ring back", Content: "{}"}
	h.write(func(tx *models.Tx) error {
		if err := tx.Deliver(d); err != nil {
			return err
		}
		return tx.NoteTry(d, models.Sent{Status: models.DeliveryFailed, Code: 550, Error: "mail.fjord.example refuses this mail for good: 550 no such person"})
	})
	admin.get(link.Deliveries(models.DeliveryFailed, 1)).is(http.StatusOK).says("Ring back", "Mo Member", "no such person", "Try again", "Tried 1 time")
	admin.get(link.Deliveries(models.DeliverySent, 1)).is(http.StatusOK).says("Nothing here")
	h.as(models.Member).post(link.DeliveryTries(d.ID), nil).is(http.StatusForbidden)
	admin.post(link.DeliveryTries(d.ID), nil).leadsTo(link.Deliveries("", 1))
	admin.post(link.DeliveryTries(d.ID), nil).is(http.StatusUnprocessableEntity).says("waiting now")
	admin.post(link.DeliveryTries("none"), nil).is(http.StatusNotFound)
	admin.get(link.Deliveries("", 1)).is(http.StatusOK).says("Waiting").silent("Try again")
}

func TestAPersonChoosesWhatTheyAreMailed(t *testing.T) {
	h := connected(t)
	member := h.as(models.Member)
	member.get(link.Me()).is(http.StatusOK).says("What you are mailed")
	page := member.get(link.NoticeChoices()).is(http.StatusOK).says("New handoffs", "The page of Monday").silent("Running Throughline", "No mail server")
	f := page.paper(member, "main form")
	f.values.Set("mentions", "never at all")
	f.press("Save").is(http.StatusUnprocessableEntity)
	f.values.Set("mentions", string(models.NoMail))
	f.values.Del("digest")
	f.press("Save").leadsTo(link.NoticeChoices())
	again := member.get(link.NoticeChoices()).is(http.StatusOK).says("Your choices are saved")
	kept := again.paper(member, "main form").values
	if kept.Get("mentions") != string(models.NoMail) || kept.Get("handoffs") != string(models.AtOnce) || kept.Get("digest") != "" {
		t.Errorf("kept is %v", kept)
	}
	h.as(models.Administrator).get(link.NoticeChoices()).is(http.StatusOK).says("Running Throughline")
}

func TestTheLinkAtTheFootOfAMailChangesNothingUntilItsButtonIsPressed(t *testing.T) {
	h := connected(t)
	mo := h.cast[models.Member]
	var token string
	h.write(func(tx *models.Tx) error {
		key, err := tx.MakeStopKey()
		token = (&models.Letter{Topic: models.TopicMentions, PersonID: mo.ID}).StopToken(key)
		return err
	})
	chosen := func() (rhythm string) {
		h.read(func(r *models.Read) error {
			c, err := r.NoticeChoicesOf(mo.ID)
			if err == nil {
				rhythm = *c.Rhythm[models.TopicMentions]
			}
			return err
		})
		return rhythm
	}
	address := link.StopMail(token)
	h.nobody().get(address).is(http.StatusOK).says("Mail about “Mentions”", "Press the button", "Mo Member")
	h.nobody().send(http.MethodHead, address, nil)
	if chosen() != string(models.AtOnce) {
		t.Fatal("looking at the page has stopped the mail")
	}
	h.nobody().post(address, url.Values{"List-Unsubscribe": {"One-Click"}}).is(http.StatusOK).says("Stopped")
	if chosen() != string(models.NoMail) {
		t.Fatal("one press has not stopped the mail")
	}
	h.nobody().post(address, url.Values{"do": {"again"}}).is(http.StatusOK).says("It comes again")
	if chosen() != string(models.AtOnce) {
		t.Fatal("it does not come again")
	}
	for _, wrong := range []string{"x", strings.Replace(token, ".", ".x", 1), "." + token, token + "x"} {
		h.nobody().get(link.StopMail(wrong)).is(http.StatusNotFound)
		h.nobody().post(link.StopMail(wrong), nil).is(http.StatusNotFound)
	}
}

func TestALetterReadsWellAsTextAndAsHTMLWithoutAnyImage(t *testing.T) {
	l := &models.Letter{Kind: models.LetterHourly, Subject: "Ring back and 1 more", To: "Mo <Member>", Lead: "2 things happened that concern you.", Topic: models.TopicKey(models.Hourly), PersonID: "p",
		Parts: []models.LetterPart{{Title: "Mentions", Lines: []models.LetterLine{{Kind: "task", Ref: "T1", Part: "c-1", Title: "<b>Ring back</b>", Say: "Ada names you.", Because: "the comment names you"},
			{Kind: "something", Title: "Without a page"}}}}}
	text, html, err := mail.Of("https://line.example", l, "https://line.example/mail/stop/x")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Hello Mo <Member>,", "MENTIONS", "* <b>Ring back</b>\n  Ada names you.\n  You are told because the comment names you.\n  https://line.example/tasks/T1#c-1\n", "Stop mail of this kind: https://line.example/mail/stop/x"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(html, "<img") || strings.Contains(html, "<b>Ring back</b></a>") && !strings.Contains(html, "&lt;b&gt;Ring back") || !strings.Contains(html, `href="https://line.example/tasks/T1#c-1"`) || !strings.Contains(html, "Mo &lt;Member&gt;") {
		t.Errorf("the HTML is %s", html)
	}
}
