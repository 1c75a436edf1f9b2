package wizard

import "throughline/models"

// ListTaken records that workflows came in from a list, or went back: the audit was saved, the steps that rest on it need another look, and a
// verdict that an outcome is missing leads back to the outcomes (R12).
func ListTaken(tx *models.Tx, s *models.Strategy, missing []string) error {
	w, err := Load(&tx.Read, s)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		why := "“" + missing[0] + "” serves a result that the outcomes lack. Add it to them, still three to five, or change the verdict."
		if err := askAgain(tx, w, &outcomesStep, why); err != nil {
			return err
		}
	}
	return Show(w, &auditStep, Query{}).settleStep(tx, w, true, false)
}
