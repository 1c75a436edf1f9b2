package models

import (
	"strings"
	"time"

	"throughline/models/day"
)

// The page of Monday: when it comes, in a person's own time, and how long after that it still does when nobody was there to send it.
const (
	digestHour = 7
	digestLate = 24 * time.Hour
	digestLead = 2 * time.Hour // how early it is planned
)

// DigestsDueNow plans the pages of Monday for each time zone in which it is Monday morning soon, or was not long ago.
func (tx *Tx) DigestsDueNow() error {
	c, err := tx.Company()
	if err != nil {
		return gone(err)
	}
	var zones []string
	if err := tx.DB().Model(&Person{}).Distinct().Where("active = ?", true).Order("time_zone").Limit(1000).Pluck("time_zone", &zones).Error; err != nil {
		return err
	}
	for _, name := range zones {
		at := digestAt(zoneOr(name, c), tx.Now.Add(digestLead))
		if tx.Now.Sub(at) > digestLate {
			continue
		}
		if err := tx.Enqueue(&Work{Key: "digests:" + name + ":" + at.Format("2006-01-02"), Kind: DigestsOf, Ref: name, RunAt: at}); err != nil {
			return err
		}
	}
	return nil
}

func zoneOr(name string, c *Company) *time.Location {
	if zone, err := day.Zone(name); err == nil && name != "" {
		return zone
	}
	return c.Calendar().Zone
}

// digestAt is the latest Monday at seven in a zone that is not after a moment.
func digestAt(zone *time.Location, until time.Time) time.Time {
	local := until.In(zone)
	back := (int(local.Weekday()) + 6) % 7
	at := time.Date(local.Year(), local.Month(), local.Day()-back, digestHour, 0, 0, 0, zone)
	if at.After(until) {
		at = time.Date(local.Year(), local.Month(), local.Day()-back-7, digestHour, 0, 0, 0, zone)
	}
	return at.UTC()
}

// DigestsOfZone plans the page of each person in one time zone who wants it, a batch at a time.
func (tx *Tx) DigestsOfZone(w *Work) error {
	name, from, _ := strings.Cut(w.Ref, " ")
	off := tx.DB().Model(&NoticeChoice{}).Select("person_id").Where("topic = ? AND rhythm = ?", TopicDigest, NoMail)
	var ids []string
	err := tx.DB().Model(&Person{}).Where("active = ? AND email IS NOT NULL AND time_zone = ? AND id > ? AND id NOT IN (?)", true, name, from, off).
		Order("id").Limit(tellBatch).Pluck("id", &ids).Error
	if err != nil {
		return err
	}
	slot := w.RunAt.UTC().Format("2006-01-02")
	for _, id := range ids {
		if err := tx.Enqueue(&Work{Key: "digest:" + id + ":" + slot, Kind: MailDigest, Ref: id}); err != nil {
			return err
		}
	}
	if len(ids) < tellBatch {
		return nil
	}
	last := ids[len(ids)-1]
	return tx.Enqueue(&Work{Key: "digests:" + name + ":" + slot + "+" + last, Kind: DigestsOf, Ref: name + " " + last, RunAt: w.RunAt})
}

// MailDigestTo sends one person the page of Monday: what they owe, what is due this week, what changed. Nothing when there is nothing.
func (tx *Tx) MailDigestTo(w *Work) error {
	people, err := found[*Person](tx.DB().Where("id = ? AND active = ?", w.Ref, true))
	if err != nil || len(people) == 0 {
		return err
	}
	p := people[0]
	own := tx.Read
	if own.Who, err = tx.WhoIs(p); err != nil {
		return err
	}
	l := &Letter{Kind: LetterDigest, To: p.Name, Topic: TopicDigest, PersonID: p.ID}
	for _, part := range []func() (LetterPart, error){own.owedLines, own.weekLines, own.readLines, own.changedLines} {
		one, err := part()
		if err != nil {
			return err
		}
		if len(one.Lines) > 0 {
			l.Parts = append(l.Parts, one)
		}
	}
	if len(l.Parts) == 0 {
		return nil
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	l.Subject = "Your week from " + day.Of(tx.Now, zoneOr(p.TimeZone, c)).Long()
	d, err := tx.DeliverLetter(w.Key, p, l)
	if err != nil || d == nil {
		return err
	}
	return tx.DB().Model(&Notice{}).Where("person_id = ? AND rhythm = ? AND delivery_id = ''", p.ID, InDigest).Update("delivery_id", d.ID).Error
}

// mostOfPart is how many lines one part of the page of Monday has.
const mostOfPart = 12

// owedLines is what waits for an answer of this person.
func (r *Read) owedLines() (p LetterPart, err error) {
	p.Title = "Waits for you"
	answer, back, err := r.OwedHandoffs()
	if err != nil {
		return p, err
	}
	for _, h := range answer {
		p.Lines = append(p.Lines, LetterLine{Kind: "handoff", Ref: h.Ref, Title: h.Work, Say: "To be answered by " + h.AnswerDay.Long() + "."})
	}
	for _, h := range back {
		p.Lines = append(p.Lines, LetterLine{Kind: "handoff", Ref: h.Ref, Title: h.Work, Say: h.Receiver + " waits for your answer: " + h.State + "."})
	}
	waiting, err := r.WaitingApprovals()
	for _, one := range waiting {
		p.Lines = append(p.Lines, LetterLine{Kind: "process", Ref: one.Ref, Title: one.Name, Say: "Waits for your approval."})
	}
	p.Lines = p.Lines[:min(len(p.Lines), mostOfPart)]
	return p, err
}

// weekLines is what is late or due this week in this person's name, and the readings to record.
func (r *Read) weekLines() (p LetterPart, err error) {
	p.Title = "Due this week"
	today := r.Today()
	update, err := r.WeeklyUpdate()
	if err != nil {
		return p, err
	}
	if update.Due > 0 {
		p.Lines = append(p.Lines, LetterLine{Kind: "readings", Title: counted(update.Due, "1 reading to record", "readings to record"), Say: "It takes under a minute."})
	}
	due, err := r.OwnDue(today.Add(-365), today.Add(6))
	for _, d := range due {
		say := "Due on " + d.Day.Long() + "."
		if d.Day.Before(today) {
			say = "It was due on " + d.Day.Long() + "."
		}
		p.Lines = append(p.Lines, LetterLine{Kind: d.Kind, Ref: d.Ref, Title: d.Title, Say: say})
	}
	p.Lines = p.Lines[:min(len(p.Lines), mostOfPart)]
	return p, err
}

// readLines is what this person is asked to read.
func (r *Read) readLines() (p LetterPart, err error) {
	p.Title = "To read"
	list, err := r.ToRead()
	for _, one := range list {
		p.Lines = append(p.Lines, LetterLine{Kind: "edition", Ref: one.Ref, Title: "Edition " + itoa(one.N) + " of " + BriefName(one.Team), Say: one.Note})
	}
	p.Lines = p.Lines[:min(len(p.Lines), mostOfPart)]
	return p, err
}

// changedLines is what this person was told in the last week and has not read, and all that they want to hear of on Mondays.
func (r *Read) changedLines() (p LetterPart, err error) {
	p.Title = "What changed"
	var list []*Notice
	err = r.DB().Where("person_id = ? AND happened_at > ? AND (read_at IS NULL OR rhythm = ? AND delivery_id = '')", r.Who.PersonID, r.Now.AddDate(0, 0, -7), InDigest).
		Order("happened_at DESC, id DESC").Limit(mostOfPart).Find(&list).Error
	for _, n := range list {
		p.Lines = append(p.Lines, n.line())
	}
	return p, err
}
