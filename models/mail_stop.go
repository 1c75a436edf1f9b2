package models

import (
	"strings"

	"throughline/models/secret"
)

// stopSecret names the secret that the links at the foot of mails are sealed with.
const stopSecret = "mail.stop"

// StopKey is the secret that the links at the foot of mails are sealed with; empty before the first was made.
func (r *Read) StopKey() (string, error) {
	var values []string
	err := r.DB().Table("secrets").Where("name = ?", stopSecret).Limit(1).Pluck("value", &values).Error
	if err != nil || len(values) == 0 {
		return "", err
	}
	return values[0], nil
}

// MakeStopKey makes that secret once.
func (tx *Tx) MakeStopKey() (string, error) {
	if err := tx.DB().Exec("INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", stopSecret, secret.Token()).Error; err != nil {
		return "", err
	}
	return tx.StopKey()
}

// StopToken is what the link at the foot of a letter bears; empty for a letter that cannot be stopped.
func (l *Letter) StopToken(key string) string {
	if l.Topic == "" || key == "" {
		return ""
	}
	return secret.Seal(key, string(l.Topic)+":"+l.PersonID)
}

// MailStop is what the link at the foot of a mail stops: for whom, and which mail.
type MailStop struct {
	Person *Person
	Topic  TopicKey // a topic, TopicDigest, or Hourly for every mail of the hour
}

// Name says which mail it is.
func (s *MailStop) Name() string {
	if t, known := TopicOf(s.Topic); known {
		return "Mail about “" + t.Title + "”"
	}
	if s.Topic == TopicDigest {
		return "The page of Monday"
	}
	return "The mail of the hour"
}

// StopOf reads the link at the foot of a mail. One that was not made here is not found.
func (r *Read) StopOf(token string) (*MailStop, error) {
	key, err := r.StopKey()
	if err != nil {
		return nil, err
	}
	text, sound := secret.Unseal(key, token)
	if key == "" || !sound {
		return nil, NotFound("This link")
	}
	topic, id, _ := strings.Cut(text, ":")
	p, err := r.PersonByID(id)
	if err != nil {
		return nil, err
	}
	return &MailStop{Person: p, Topic: TopicKey(topic)}, nil
}

// StopMail ends the mail that a link at the foot stands for, or has it come again as the product proposes. In the app everything stays.
func (tx *Tx) StopMail(s *MailStop, again bool) error {
	want := map[TopicKey]Rhythm{}
	switch t, known := TopicOf(s.Topic); {
	case known && again:
		want[s.Topic] = t.Rhythm
	case known:
		want[s.Topic] = NoMail
	case s.Topic == TopicDigest && again:
		want[TopicDigest] = InDigest
	case s.Topic == TopicDigest:
		want[TopicDigest] = NoMail
	default:
		if err := tx.hourlyTopics(s.Person.ID, again, want); err != nil {
			return err
		}
	}
	return tx.choose(s.Person.ID, want)
}

// hourlyTopics are those that come with the mail of the hour now; or, when it is to come again, those that the product proposes for it.
func (tx *Tx) hourlyTopics(personID string, again bool, want map[TopicKey]Rhythm) error {
	now, err := tx.NoticeChoicesOf(personID)
	if err != nil {
		return err
	}
	for _, t := range Topics {
		switch {
		case again && t.Rhythm == Hourly && *now.Rhythm[t.Key] == string(NoMail):
			want[t.Key] = Hourly
		case !again && *now.Rhythm[t.Key] == string(Hourly):
			want[t.Key] = NoMail
		}
	}
	return nil
}
