package models

import (
	"slices"

	"throughline/models/form"
)

// NoticeChoice is how one person wants to be told of one topic by mail.
type NoticeChoice struct {
	Row
	PersonID string
	Topic    TopicKey
	Rhythm   Rhythm
}

// rhythms are how some people want to hear of a topic.
func (r *Read) rhythms(t TopicKey, people []string) (map[string]Rhythm, error) {
	topic, _ := TopicOf(t)
	out := map[string]Rhythm{}
	for _, id := range people {
		out[id] = topic.Rhythm
	}
	chosen, err := found[*NoticeChoice](r.DB().Where("topic = ? AND person_id IN ?", t, people))
	for _, c := range chosen {
		out[c.PersonID] = c.Rhythm
	}
	return out, err
}

// NoticeChoices are how the person who asks wants to be told of each topic by mail.
type NoticeChoices struct {
	Rhythm map[TopicKey]*string
	Digest bool // the page of Monday morning
}

// NoticeChoicesOf reads a person's choices, with what the product proposes where they chose nothing.
func (r *Read) NoticeChoicesOf(personID string) (*NoticeChoices, error) {
	c := &NoticeChoices{Rhythm: map[TopicKey]*string{}, Digest: true}
	for _, t := range Topics {
		rhythm := string(t.Rhythm)
		c.Rhythm[t.Key] = &rhythm
	}
	rows, err := found[*NoticeChoice](r.DB().Where("person_id = ?", personID))
	for _, row := range rows {
		if row.Topic == TopicDigest {
			c.Digest = row.Rhythm != NoMail
		} else if at := c.Rhythm[row.Topic]; at != nil {
			*at = string(row.Rhythm)
		}
	}
	return c, err
}

// Fields asks for them.
func (c *NoticeChoices) Fields(administrator bool) (list []*form.Field) {
	for _, t := range Topics {
		if t.Admins && !administrator {
			continue
		}
		list = append(list, form.Choice(string(t.Key), t.Title, c.Rhythm[t.Key], form.Option{Value: string(AtOnce), Label: "At once"},
			form.Option{Value: string(Hourly), Label: "Together, one mail an hour at most"}, form.Option{Value: string(InDigest), Label: "With the page of Monday"},
			form.Option{Value: string(NoMail), Label: "No mail"}).Required().Help(t.Help))
	}
	return append(list, form.Tick("digest", "The page of Monday, 07:00 in my own time", &c.Digest).Help("What you owe, what changed and what is due, on one page. None when there is nothing."))
}

// SaveNoticeChoices keeps what the person who asks chose.
func (tx *Tx) SaveNoticeChoices(c *NoticeChoices) error {
	if err := tx.Who.Must(ManageSelf, OfPerson(&tx.Who.PersonID)); err != nil {
		return err
	}
	want := map[TopicKey]Rhythm{TopicDigest: NoMail}
	if c.Digest {
		want[TopicDigest] = InDigest
	}
	for _, t := range Topics {
		if !t.Admins || tx.Who.Administrator {
			want[t.Key] = Rhythm(*c.Rhythm[t.Key])
		}
	}
	return tx.choose(tx.Who.PersonID, want)
}

// choose writes choices, each topic's in its one row.
func (tx *Tx) choose(personID string, want map[TopicKey]Rhythm) error {
	rows, err := found[*NoticeChoice](tx.DB().Where("person_id = ?", personID))
	if err != nil {
		return err
	}
	for topic, rhythm := range want {
		at := slices.IndexFunc(rows, func(c *NoticeChoice) bool { return c.Topic == topic })
		switch {
		case at < 0:
			err = tx.Insert(&NoticeChoice{PersonID: personID, Topic: topic, Rhythm: rhythm})
		case rows[at].Rhythm != rhythm:
			rows[at].Rhythm = rhythm
			err = tx.Save(rows[at])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
