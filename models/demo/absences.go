package demo

import "throughline/models"

// loadAbsences lets one person be away who has a handoff to answer, with a deputy on the same team.
func (l *loader) loadAbsences() error {
	a := &models.Absence{
		Row: l.row("absence", "Élodie Marchais", l.work(-3)), PersonID: *l.person("Élodie Marchais"), DeputyPersonID: *l.person("Chiara Bellandi"),
		FromDay: l.work(-2), ToDay: l.work(7), Note: "The five introductions are begun; the list lies with the offers.", EnteredPersonID: l.person("Samuel Brandt"),
	}
	if err := models.InsertAll(l.tx, []*models.Absence{a}); err != nil {
		return err
	}
	return l.record(models.AbsenceEntered, a)
}
