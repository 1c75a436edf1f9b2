package views

import (
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestADayIsShownWithWordsOnlyWhereItWasReadFromWords(t *testing.T) {
	for words, says := range map[string]string{"30/06/2028": "30 Jun 2028", "2028-06-30": "30 Jun 2028", "30 June 2028": "30 Jun 2028", "": "30 Jun 2028", "end of june": "30 Jun 2028 (“end of june”)"} {
		if got := withWords("2028-06-30", words); got != says {
			t.Errorf("%q is shown as %q", words, got)
		}
	}
	if got := weekly(form.Locale{}, &models.Workflow{}); got != "Effort unknown" {
		t.Errorf("effort that nobody knows is shown as %q", got)
	}
}
