package demo

import "throughline/models"

// auditPast keeps the strategy audit and the execution gap as they stood in the weeks before, as far as the example's rows tell when they came.
func (l *loader) auditPast() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	l.tx.Who = models.Background
	for _, ago := range []int{12, 8, 4, 2, 1} {
		l.tx.Now = l.at(l.today.Monday().Add(-7*ago), 6)
		if err := l.tx.KeepAuditOf(l.Strategy, l.tx.Now); err != nil {
			return err
		}
	}
	for ago := 13; ago > 0; ago-- {
		l.tx.Now = l.at(l.today.Monday().Add(-7*ago), 6)
		if err := l.tx.KeepGapOf(l.tx.Now); err != nil {
			return err
		}
	}
	return nil
}
