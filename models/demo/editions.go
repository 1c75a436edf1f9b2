package demo

import (
	"time"

	"throughline/models"
	"throughline/models/day"
)

// Who has read which edition. The Accounts brief was issued anew when one objective was said more plainly, so its readers are asked again.
var (
	readFirst  = map[string][]string{"Accounts": {"Samuel Brandt", "Chiara Bellandi", "Nomvula Khumalo", "Élodie Marchais"}, "Finance": {"Zsófia Kertész", "Jónas Birgisson"}}
	readSecond = map[string][]string{"Accounts": {"Samuel Brandt", "Chiara Bellandi"}}
)

// reworded is the objective whose new words made the second edition.
const (
	reworded = "B12"
	rewords  = "Schedule and hold every renewal call 120 days before the contract ends"
)

// firstIssued is the day of the first editions: the week after the strategy came in force, with the first readings.
func (l *loader) firstIssued() day.Day { return l.onOrAfter(l.inForce.Add(8)) }

// issueFirst issues the first edition of each brief, in the owner's name, as everything stood then.
func (l *loader) issueFirst() error {
	return l.issue(l.at(l.firstIssued(), 10), "The strategy came in force.", nil, readFirst, 26*time.Hour)
}

// issueSecond issues the second ones this morning: a quarter of readings later, and with one objective said more plainly.
func (l *loader) issueSecond() error {
	reword := func() error {
		o := l.Objectives[reworded]
		before := *o
		o.Title = rewords
		return l.tx.SaveObjective(models.ObjectiveChanged, &before, o)
	}
	at := l.at(l.today, 8)
	if at.After(l.tx.Now.Add(-time.Hour)) {
		at = l.at(l.today, 0)
	}
	return l.issue(at, "A quarter has passed, and one objective of Accounts is said more plainly.", reword, readSecond, 10*time.Minute)
}

// issue issues editions at an instant in the name of Maja Holm, after a change of hers. Some people read them: the first after a while, each
// other five minutes later.
func (l *loader) issue(at time.Time, note string, change func() error, read map[string][]string, after time.Duration) (err error) {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	if l.tx.Who, err = l.tx.WhoIs(l.People["Maja Holm"]); err != nil {
		return err
	}
	l.tx.Now = at
	if change != nil {
		if err := change(); err != nil {
			return err
		}
	}
	if _, err := l.tx.IssueEditions(l.Strategy, note); err != nil {
		return err
	}
	if err := l.tx.NoticeWordings(); err != nil {
		return err
	}
	l.tx.Now = at.Add(after)
	for _, t := range teams {
		for _, name := range read[t.name] {
			e, err := l.tx.NewestEdition(l.Strategy.ID, &l.Teams[t.name].ID)
			if err != nil {
				return err
			}
			if l.tx.Who, err = l.tx.WhoIs(l.People[name]); err != nil {
				return err
			}
			if err := l.tx.GiveReceipt(e); err != nil {
				return err
			}
			l.tx.Now = l.tx.Now.Add(5 * time.Minute)
		}
	}
	return nil
}
