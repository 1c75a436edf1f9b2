package models

import (
	"hash/fnv"
	"strings"
	"time"
)

const (
	hourlyLooksBack = 24 * time.Hour // how old a notice may be that a mail of an hour still brings
	mostInLetter    = 40             // lines of one mail
)

// MailNotices has mail about fresh notices sent, by the choice of each person: at once, or with the next mail of the hour.
func (tx *Tx) MailNotices(list []*Notice) error {
	var ids []*string
	for _, n := range list {
		ids = append(ids, &n.PersonID)
	}
	people, err := tx.peopleByID(ids...)
	if err != nil {
		return err
	}
	for _, n := range list {
		p := people[n.PersonID]
		if p == nil || p.Email == nil || *p.Email == "" {
			continue
		}
		switch n.Rhythm {
		case AtOnce:
			l := &Letter{Kind: LetterNotice, Subject: n.ThingTitle, To: p.Name, Parts: []LetterPart{{Lines: []LetterLine{n.line()}}}, Topic: n.Topic, PersonID: p.ID}
			d, err := tx.DeliverLetter("notice:"+n.EventID+":"+n.PersonID, p, l)
			if err == nil && d != nil {
				err = tx.DB().Model(&Notice{}).Where("event_id = ? AND person_id = ?", n.EventID, n.PersonID).Update("delivery_id", d.ID).Error
			}
			if err != nil {
				return err
			}
		case Hourly:
			at := nextHourly(p.ID, tx.Now)
			if err := tx.Enqueue(&Work{Key: "hourly:" + p.ID + ":" + at.Format("2006-01-02T15"), Kind: MailHourly, Ref: p.ID, RunAt: at}); err != nil {
				return err
			}
		}
	}
	return nil
}

// nextHourly is when a person's next mail of the hour goes out: always at the same minute, and not everybody's at once.
func nextHourly(personID string, now time.Time) time.Time {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(personID))
	at := now.Truncate(time.Hour).Add(time.Duration(sum.Sum32()%60) * time.Minute)
	if !at.After(now) {
		at = at.Add(time.Hour)
	}
	return at
}

// MailHour sends one person in one mail what they were told since the last and have not read; nothing when there is nothing.
func (tx *Tx) MailHour(w *Work) error {
	people, err := found[*Person](tx.DB().Where("id = ?", w.Ref))
	if err != nil || len(people) == 0 {
		return err
	}
	var list []*Notice
	err = tx.DB().Where("person_id = ? AND rhythm = ? AND delivery_id = '' AND read_at IS NULL AND happened_at > ?", w.Ref, Hourly, tx.Now.Add(-hourlyLooksBack)).
		Order("happened_at, id").Limit(mostInLetter).Find(&list).Error
	if err != nil || len(list) == 0 {
		return err
	}
	l := &Letter{Kind: LetterHourly, Subject: subjectOf(list), To: people[0].Name, Topic: TopicKey(Hourly), PersonID: w.Ref, Parts: byTopic(list)}
	if len(list) > 1 {
		l.Lead = itoa(len(list)) + " things happened that concern you."
	}
	d, err := tx.DeliverLetter(w.Key, people[0], l)
	if err != nil || d == nil {
		return err
	}
	ids := make([]string, len(list))
	for i, n := range list {
		ids[i] = n.ID
	}
	return tx.DB().Model(&Notice{}).Where("id IN ?", ids).Update("delivery_id", d.ID).Error
}

// subjectOf names what a mail is about: the one thing, or the first and how many more.
func subjectOf(list []*Notice) string {
	things := map[string]bool{}
	for _, n := range list {
		things[n.ThingKind+n.ThingRef] = true
	}
	first := strings.TrimSpace(list[0].ThingTitle)
	if len(things) == 1 {
		return first
	}
	return first + " and " + itoa(len(things)-1) + " more"
}

// byTopic puts notices under the titles of their topics.
func byTopic(list []*Notice) (parts []LetterPart) {
	for _, t := range Topics {
		var lines []LetterLine
		for _, n := range list {
			if n.Topic == t.Key {
				lines = append(lines, n.line())
			}
		}
		if len(lines) > 0 {
			parts = append(parts, LetterPart{Title: t.Title, Lines: lines})
		}
	}
	return parts
}
