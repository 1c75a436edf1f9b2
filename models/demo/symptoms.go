package demo

import "throughline/models"

// lookForSymptoms finds what the flaws of the example show.
func (l *loader) lookForSymptoms() error {
	who := l.tx.Who
	defer func() { l.tx.Who = who }()
	l.tx.Who = models.Background
	_, err := l.tx.LookForSymptoms()
	return err
}
