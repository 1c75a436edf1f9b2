package demo

import (
	"time"

	"throughline/models"
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

// loadEditions issues the first edition of each brief, and the second of one, a few minutes later.
func (l *loader) loadEditions() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	l.tx.Now = now.Add(-4 * time.Minute)
	if _, err := l.tx.IssueEditions(l.Strategy, "The strategy came in force."); err != nil {
		return err
	}
	if err := l.read(readFirst); err != nil {
		return err
	}
	l.tx.Who, l.tx.Now = who, now.Add(-2*time.Minute)
	o := l.Objectives[reworded]
	before := *o
	o.Title = rewords
	if err := l.tx.SaveObjective(models.ObjectiveChanged, &before, o); err != nil {
		return err
	}
	if _, err := l.tx.IssueEditions(l.Strategy, "One objective of Accounts is said more plainly."); err != nil {
		return err
	}
	l.tx.Now = now
	return l.read(readSecond)
}

// read gives the receipts of people for the newest edition of their team's brief, in their own names.
func (l *loader) read(by map[string][]string) error {
	for _, t := range teams {
		for _, name := range by[t.name] {
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
		}
	}
	return nil
}
