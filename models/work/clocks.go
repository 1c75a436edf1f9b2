package work

import "throughline/models"

// Clocks is the work that a day or an hour brings about by itself: issues that nobody moved.
func Clocks() []Kind {
	return []Kind{
		{Name: models.ClimbIssues, Do: func(tx *models.Tx, w *models.Work) error { return tx.ClimbIssue(w.Ref) }},
	}
}
