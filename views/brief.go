package views

import (
	"encoding/base64"
	"strings"

	"github.com/a-h/templ"

	"throughline/models"
	"throughline/models/form"
	"throughline/static"
	"throughline/views/parts"
	"throughline/views/say"
)

// BriefPage is a live brief, or an edition as it was issued.
type BriefPage struct {
	*models.Brief
	Live     string               // the address of the live page, as a person types it
	Editions []*models.Edition    // of this brief, the newest first
	Changes  []models.BriefChange // live: since the newest edition; edition: since the one before

	Edition    *models.Edition // nil on the live page
	Issued     string          // the instant of issue, in the reader's zone
	Newer      *models.Edition // the newest edition, when that is another one
	Ended      bool            // the edition's strategy is no longer in force
	Genuine    bool            // the edition's content matches its hash
	Unreadable bool            // the edition's content cannot be read at all
	Own        models.OwnReading
}

// Before is the edition that the changes of this one are told against: the last one this person has read, or else the one before.
func (v BriefPage) Before() *models.Edition {
	if was := v.Own.Was; v.Own.Asked && was != nil && was.N < v.Edition.N {
		return was
	}
	for _, e := range v.Editions {
		if e.N < v.Edition.N {
			return e
		}
	}
	return nil
}

// stylesAlone carries the stylesheet within a file; as an ordinary address templ would refuse it.
func stylesAlone() templ.Attributes {
	return templ.Attributes{"href": "data:text/css;base64," + base64.StdEncoding.EncodeToString(static.Body("app.css"))}
}

// dated says whose brief this is and of which day.
func (v BriefPage) dated() string {
	text := v.Company
	if v.Title != "" {
		text += ", " + say.Clip(v.Title, 60)
	}
	if v.Lead != "" {
		text += ", lead " + v.Lead
	}
	return text + ", " + v.Day.Long()
}

func (v BriefPage) outcomesTitle() string {
	if v.Team == "" {
		return "Outcomes"
	}
	return "What it means for " + v.Team
}

// foot says which of paper and page counts.
func (v BriefPage) foot() string {
	if v.Edition != nil {
		return "Edition " + itoa(v.Edition.N) + ", SHA-256 " + v.Edition.ShortHash() + "… If the live page differs, the live page counts."
	}
	return "Printed from the live page of " + v.Day.Short() + ". If the live page differs, the live page counts."
}

// ours says what a team does for an outcome: "yours, 82 h a week".
func ours(o models.BriefOutcome, loc form.Locale) string {
	if o.Hours > 0 {
		return "yours, " + models.Hours(loc, o.Hours) + " a week"
	}
	return "yours"
}

// beside is the panel that explains a figure of the brief. In an edition it says what was frozen, and when.
func (v BriefPage) beside(loc form.Locale, list ...models.Explanation) parts.How {
	h := parts.How{Loc: loc, List: list, Aside: true}
	if v.Edition != nil {
		h.At = "Frozen in edition " + itoa(v.Edition.N) + ", issued on " + v.Issued + "."
	}
	return h
}

// by marks a figure of an outcome's row that the panel in that row explains.
func (v BriefPage) by(o models.BriefOutcome) templ.Attributes { return parts.By("b-" + o.Ref) }

func refs(list []string) string {
	if len(list) == 0 {
		return "No outcome"
	}
	return strings.Join(list, ", ")
}

// sign is the shape of a status in plain characters, where no icon can be had.
func sign(s models.Status) string {
	return map[string]string{"ok": "✓", "risk": "▲", "off": "✕", "none": "○"}[say.Mark(s)]
}
