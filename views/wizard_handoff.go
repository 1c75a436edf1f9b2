package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
)

// rulePieces is a rule's sentence in its pieces.
func rulePieces(row *form.Row) []wizard.SentencePart {
	if t, ok := row.Of.(interface{ Parts() []wizard.SentencePart }); ok {
		return t.Parts()
	}
	return nil
}

// lead and trail are the blanks round a piece of a sentence.
func lead(text string) string { return text[:len(text)-len(strings.TrimLeft(text, " "))] }

func trail(text string) string { return text[len(strings.TrimRight(text, " ")):] }

// plannedYear is what the clocks of a draft come to; nil while none has a first day, and when the dates are on the calendar.
func (p WizardStep) plannedYear() *models.CalendarYear {
	for _, c := range p.world().Cadences {
		if c.FirstDay != "" && !p.live() {
			return models.PlannedYear(p.world().Today, p.world().Company, p.world().Cadences)
		}
	}
	return nil
}
