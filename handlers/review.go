package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showReview is one date of the cadence with the traces of its moves.
func (a *App) showReview(c echo.Context) error {
	return a.reviewPage(c, http.StatusOK, nil)
}

// reviewForm asks for another day. A day on which nobody works is asked about once more.
func reviewForm(change *models.ReviewChange, ask bool) *form.Form {
	f := form.Of(
		form.Date("to", "New day", &change.To, nil).Required("Give the new day."),
		form.Line("reason", "Why it moves", &change.Reason).Required("Say in a sentence why it moves.").Max(500),
	)
	if ask {
		f.Fields = append(f.Fields, form.Tick("anyway", "Move it there all the same", &change.Anyway))
	}
	return f
}

func (a *App) reviewPage(c echo.Context, status int, f *form.Form) error {
	p := views.ReviewPage{Form: f}
	if err := a.read(c, func(r *models.Read) (err error) {
		if p.Page, err = a.pageOf(c, r, "Review cadence", "strategy", "review", c.Param("ref")); err != nil {
			return err
		}
		if p.Review, err = r.ReviewByRef(c.Param("ref")); err != nil {
			return err
		}
		if p.Moves, err = r.ReviewMoves([]string{p.Review.ID}); err != nil {
			return err
		}
		if p.Form == nil && r.Who.May(models.MoveReview, models.OfPerson(p.Review.OwnerPersonID)) && p.Review.State == models.Scheduled {
			p.Form = reviewForm(new(models.ReviewChange), false)
			p.Form.Version = p.Review.Version
			p.Form.Show(a.locale(c))
		}
		if p.Agendas, err = reviewAgendas(r, p.Review); err != nil {
			return err
		}
		standing, err := r.Standings(p.Review.StrategyID)
		if err != nil {
			return err
		}
		p.Standing = standing.Of(p.Review)
		company, err := r.Company()
		if err != nil {
			return err
		}
		p.Off = company.Calendar().WhyOff(p.Review.Day)
		p.Owner, err = r.PersonName(p.Review.OwnerPersonID)
		return err
	}); err != nil {
		return err
	}
	p.Shell.Title = p.Review.Name() + ", " + p.Review.Day.Long()
	p.Shell.Error = p.Form != nil && !p.Form.Valid()
	return a.showAs(c, status, views.ReviewDate(p))
}

// reviewAgendas are the reviews that a date is for, prepared or not.
func reviewAgendas(r *models.Read, v *models.Review) (list []views.ReviewAgenda, err error) {
	sheets, err := r.SheetsOf(v.ID)
	if err != nil {
		return nil, err
	}
	if v.Clock == models.ClockStrategy {
		one := views.ReviewAgenda{Name: v.Name(), May: r.Who.May(models.HoldReview, models.OfPerson(v.OwnerPersonID))}
		if len(sheets) > 0 {
			one.Sheet = sheets[0]
		}
		return append(list, one), nil
	}
	if v.Clock != models.ClockOperations {
		return nil, nil
	}
	departments, err := r.Departments()
	for _, t := range departments {
		one := views.ReviewAgenda{Name: t.Name, Team: t.Ref, May: r.Who.May(models.HoldReview, models.Owned(&t.ID, v.OwnerPersonID))}
		for _, s := range sheets {
			if s.TeamID != nil && *s.TeamID == t.ID {
				one.Sheet = s
			}
		}
		list = append(list, one)
	}
	return list, err
}

// moveReview moves one date of the cadence, with its reason.
func (a *App) moveReview(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		review, err := tx.ReviewByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		var change models.ReviewChange
		f = reviewForm(&change, true) // a tick that was not offered is not there
		f.Version = review.Version
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		change.Version = f.Seen
		return tx.MoveReview(review, change)
	})
	if f == nil || err == nil {
		if err != nil {
			return err
		}
		return a.goToSaying(c, link.Review(c.Param("ref")), "The date has moved.")
	}
	status, err := judged(f, err)
	if err != nil {
		return err
	}
	return a.reviewPage(c, status, f)
}

// judged puts a refusal at the form's fields: what somebody else changed meanwhile at the whole of it, with the newest version.
func judged(f *form.Form, err error) (status int, rest error) {
	if !f.Valid() {
		dropTick(f)
		return http.StatusUnprocessableEntity, nil
	}
	refused, ok := models.AsRefusal(err)
	switch {
	case !ok || refused.Kind != models.KindStale && refused.About == "":
		return 0, err
	case refused.Kind == models.KindStale:
		f.Problem, f.Seen = refused.Say+" Look at the day below and move it again if it still should.", f.Version
		dropTick(f)
		return http.StatusConflict, nil
	}
	f.Blame(refused.About, refused.Say)
	if !refused.Ask {
		dropTick(f)
	}
	return http.StatusUnprocessableEntity, nil
}

// dropTick leaves the question out while nothing has to be asked.
func dropTick(f *form.Form) {
	if last := len(f.Fields) - 1; f.Fields[last].Key == "anyway" && !f.Fields[last].Ticked() {
		f.Fields = f.Fields[:last]
	}
}
