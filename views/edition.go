package views

import (
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/views/say"
)

// day is an instant's day where the reader is.
func (p Page) day(t time.Time) string { return day.Of(t, p.Zone).Short() }

// editionName says which edition a sheet is: "Edition 2 of 3 Feb 2026".
func (v BriefPage) editionName() string {
	name := "Edition " + itoa(v.Edition.N)
	if v.Day != "" {
		name += " of " + v.Day.Short()
	}
	return name + ", issued by " + v.Edition.IssuedName
}

func (v BriefPage) forgedWords() string {
	if v.Unreadable {
		return "The content of this edition cannot be read and does not match its hash: it was changed after it was issued. Take it from a backup, or issue a new edition."
	}
	return "The content of this edition does not match its hash: it was changed after it was issued. Do not rely on it."
}

// knownWords tells somebody why they are not asked to read this edition.
func (v BriefPage) knownWords() string {
	if was := v.Own.Was; was.N != v.Edition.N {
		return "You know this wording from edition " + itoa(was.N) + ". Only figures, tasks and dates are new."
	}
	return "You issued this edition, so you are not asked to read it."
}

// maySeeReaders tells whether the list of readers has somebody in it for this person.
func (v BriefPage) maySeeReaders(who models.Who) bool {
	return who.Reach(models.SeeReceipts) == models.All || v.Edition.TeamID == nil || who.Below[*v.Edition.TeamID]
}

// differs counts what is new: "2 changes of wording, 5 of figures, tasks and dates."
func (p Page) differs(list []models.BriefChange) string {
	worded, moved := len(models.Worded(list)), len(models.Moved(list))
	switch {
	case worded+moved == 0:
		return "Nothing has changed."
	case moved == 0:
		return say.Upper(say.Count(p.Loc, worded, "change", "changes")) + " of wording."
	case worded == 0:
		return "The wording is the same; " + say.Count(p.Loc, moved, "change", "changes") + " of figures, tasks and dates."
	}
	return say.Upper(say.Count(p.Loc, worded, "change", "changes")) + " of wording, " + p.Loc.Number(float64(moved)) + " of figures, tasks and dates."
}

// sinceWords says what an edition brought against an earlier one.
func (p Page) sinceWords(before *models.Edition, list []models.BriefChange) string {
	return "Since edition " + itoa(before.N) + ": " + lower(p.differs(list))
}

// between says which two versions are compared.
func (p Page) between(v ChangesPage) string {
	text := "From edition " + itoa(v.From.N) + " of " + p.day(v.From.IssuedAt)
	if v.To == nil {
		return text + " to the live page of " + p.Today.Short() + ": " + lower(p.differs(v.Changes))
	}
	return text + " to edition " + itoa(v.To.N) + " of " + p.day(v.To.IssuedAt) + ": " + lower(p.differs(v.Changes))
}
