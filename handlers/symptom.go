package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showSymptoms shows what was found, as the address narrows it: all kinds with the worst of each, or one kind as a list.
func (a *App) showSymptoms(c echo.Context) error {
	asked := url.Values{}
	for name, values := range c.QueryParams() {
		asked.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		v := views.SymptomsPage{Query: models.ReadSymptomQuery(asked), People: people}
		if _, known := models.SymptomKindOf(v.Query.Kind); !known {
			v.Query.Kind = ""
		}
		title := "Symptoms"
		if v.Groups, err = r.SymptomGroups(v.Query); err != nil {
			return err
		}
		if v.Query.Kind != "" {
			kind, _ := models.SymptomKindOf(v.Query.Kind)
			n, all := pageNumber(c), int64(0)
			if v.Rows, all, err = r.SymptomsFound(v.Query, (n-1)*perPage, perPage); err != nil {
				return err
			}
			title, v.Paging = kind.Title, paging(n, all, func(page int) string { return link.SymptomsPage(v.Query.Values(), page) })
		}
		if v.Look, err = r.LastSymptomLook(); err != nil {
			return err
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.Symptoms(a.page(c, r, title, navSymptoms), v))
	})
}

// lookForSymptoms looks again, because somebody asks.
func (a *App) lookForSymptoms(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		_, err := tx.LookAgain()
		return err
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Symptoms(nil), "Looked again. What was mended is gone, and what is new stands below.")
}

// symptomForms are the forms on a symptom's page that were sent and have to be mended; nil for a fresh one.
type symptomForms struct{ keep, split, merge, hand *form.Form }

func (a *App) showSymptom(c echo.Context) error {
	return a.oneSymptom(c, http.StatusOK, symptomForms{}, "")
}

func (a *App) oneSymptom(c echo.Context, status int, forms symptomForms, meanwhile string) error {
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		d, err := r.SymptomPage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.OneSymptomPage{SymptomDetail: d, People: people, May: r.Who.MayAnswer(d.Symptom), Keep: forms.keep, Split: forms.split, Merge: forms.merge, Hand: forms.hand, Meanwhile: meanwhile}
		if v.May {
			fresh := func(f **form.Form, fields ...*form.Field) {
				if *f == nil {
					*f = form.Of(fields...)
					(*f).Show(a.locale(c))
				}
			}
			fresh(&v.Keep, reasonField(new(string)))
			fresh(&v.Hand, handField(new(string), people))
			if d.Splits(d.SymptomSays) {
				fresh(&v.Split, borderFields(d.SymptomSays, &[2]string{})...)
			}
			if d.Merges(d.SymptomSays) {
				fresh(&v.Merge, keepField(d.SymptomSays, new(string)))
			}
		}
		p := a.page(c, r, d.Symptom.Title, navSymptoms)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OneSymptom(p, v))
	})
}

func reasonField(into *string) *form.Field {
	return form.Text("reason", "Why it stays as it is", into).Max(2000).Required("Say in a sentence why it stays as it is.")
}

func handField(into *string, people *form.Directory) *form.Field {
	return form.Pick("owner", "Who is asked to act", into, nil, people).Required("Choose who is asked to act.").Help("A name, or a mail address.")
}

func borderFields(says *models.SymptomSays, into *[2]string) []*form.Field {
	var fields []*form.Field
	for n, t := range says.About {
		name := []string{"border_1", "border_2"}[n]
		of := t.Ref
		if t.Team != "" {
			of += ", " + t.Team
		}
		fields = append(fields, form.Text(name, "What belongs to "+of, &into[n]).Max(1000).Required("Say what belongs to "+t.Ref+" and not to the other."))
	}
	return fields
}

func keepField(says *models.SymptomSays, into *string) *form.Field {
	var options []form.Option
	for _, t := range says.About {
		options = append(options, form.Option{Value: t.Ref, Label: t.Ref + " " + t.Title + " (" + t.Team + ")"})
	}
	return form.Choice("keep", "Which one stays", into, options...).Required("Choose which of the two stays.").
		Help(mergeHelp[says.About[0].Kind])
}

// mergeHelp says what becomes of the two, by their kind.
var mergeHelp = map[string]string{
	"objective":  "It takes over the goals, tasks, initiatives and decisions of the other, which goes out of sight. Where something rests on the other, you look at that first. You can make them two again.",
	"initiative": "It takes over what the other serves, its tasks and its decisions. The other is dropped and says why. You can make them two again.",
	"workflow":   "It takes over the hours, outcomes, processes and decisions of the other, which goes out of sight. You can make them two again.",
	"process":    "It takes over the decisions of the other, which goes out of sight with its steps. You can make them two again.",
	"task":       "It takes over what the other serves and the tasks under it. The other is cancelled and says why. You can make them two again.",
}

// answerSymptom fills a form on a symptom's page, does what belongs to it and says so there.
func (a *App) answerSymptom(c echo.Context, values url.Values, f *form.Form, said string, do func(*models.Tx, *models.Symptom) error, back func(*form.Form) symptomForms) error {
	return a.answerSymptomThen(c, values, f, func() error { return a.goToSaying(c, link.Symptom(c.Param("ref")), said) }, do, back)
}

// answerSymptomThen is answerSymptom that goes on elsewhere.
func (a *App) answerSymptomThen(c echo.Context, values url.Values, f *form.Form, then func() error, do func(*models.Tx, *models.Symptom) error, back func(*form.Form) symptomForms) error {
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := a.write(c, func(tx *models.Tx) error {
			s, err := tx.SymptomByRef(c.Param("ref"))
			if err != nil {
				return err
			}
			if err := tx.SymptomSeen(s, first(values, "seen")); err != nil {
				return err
			}
			return do(tx, s)
		})
		r, refused := models.AsRefusal(err)
		if refused && r.Kind == models.KindStale {
			return a.oneSymptom(c, http.StatusConflict, back(f), r.Say)
		}
		if refused && r.About == "" {
			return err
		}
		if err := blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.oneSymptom(c, http.StatusUnprocessableEntity, back(f), "")
	}
	return then()
}

// symptomSays reads what a symptom is about, for the fields that ask about that; who may not answer is refused before anything is said.
func (a *App) symptomSays(c echo.Context) (says *models.SymptomSays, err error) {
	err = a.read(c, func(r *models.Read) error {
		d, err := r.SymptomPage(c.Param("ref"))
		if err != nil {
			return err
		}
		says = d.SymptomSays
		return r.Who.Must(models.AnswerSymptom, models.Owned(d.Symptom.TeamID, d.OwnerPersonID))
	})
	return says, err
}

func (a *App) acceptSymptom(c echo.Context) error {
	values, err := a.answered(c)
	if err != nil {
		return err
	}
	var reason string
	return a.answerSymptom(c, values, form.Of(reasonField(&reason)), "Accepted. It comes back only when its facts change.",
		func(tx *models.Tx, s *models.Symptom) error { return tx.AcceptSymptom(s, reason) }, func(f *form.Form) symptomForms { return symptomForms{keep: f} })
}

func (a *App) splitSymptom(c echo.Context) error {
	values, err := a.answered(c)
	if err != nil {
		return err
	}
	says, err := a.symptomSays(c)
	if err != nil {
		return err
	}
	var border [2]string
	f := form.Of(borderFields(says, &border)...)
	if len(says.About) != 2 {
		f = form.Of()
	}
	return a.answerSymptom(c, values, f, "The border is written. It comes back only when its facts change.",
		func(tx *models.Tx, s *models.Symptom) error { return tx.SplitSymptom(s, border) }, func(f *form.Form) symptomForms { return symptomForms{split: f} })
}

func (a *App) mergeSymptom(c echo.Context) error {
	values, err := a.answered(c)
	if err != nil {
		return err
	}
	says, err := a.symptomSays(c)
	if err != nil {
		return err
	}
	var keep string
	var ch *models.PlannedChange
	return a.answerSymptomThen(c, values, form.Of(keepField(says, &keep)), func() error {
		if ch != nil {
			return a.toChange(c, ch, "")
		}
		return a.goToSaying(c, link.Symptom(c.Param("ref")), "They are one now. What the other had belongs to the one that stays.")
	}, func(tx *models.Tx, s *models.Symptom) (err error) { ch, err = tx.MergeTwins(s, keep); return err }, func(f *form.Form) symptomForms { return symptomForms{merge: f} })
}

// partSymptom makes two again of what was made one.
func (a *App) partSymptom(c echo.Context) error {
	return a.takenBack(c, (*models.Tx).PartTwins, "They are two again, each with what it had.")
}

func (a *App) handSymptom(c echo.Context) error {
	values, err := a.answered(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, values, "owner")
	if err != nil {
		return err
	}
	var owner string
	return a.answerSymptom(c, values, form.Of(handField(&owner, people)), "Handed over. That person is told.",
		func(tx *models.Tx, s *models.Symptom) error { return tx.HandSymptom(s, owner) }, func(f *form.Form) symptomForms { return symptomForms{hand: f} })
}

// answered reads what was sent about a symptom that this person may answer.
func (a *App) answered(c echo.Context) (url.Values, error) {
	if _, err := a.symptomSays(c); err != nil {
		return nil, err
	}
	return a.values(c)
}

func (a *App) reopenSymptom(c echo.Context) error {
	return a.takenBack(c, (*models.Tx).ReopenSymptom, "It is open again.")
}

// takenBack takes back how a symptom was settled.
func (a *App) takenBack(c echo.Context, do func(*models.Tx, *models.Symptom) error, said string) error {
	if err := a.write(c, func(tx *models.Tx) error {
		s, err := tx.SymptomByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return do(tx, s)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Symptom(c.Param("ref")), said)
}
