package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showRecall shows what answers from memory said, round by round, and how they are counted.
func (a *App) showRecall(c echo.Context) error {
	return a.recallPage(c, http.StatusOK, "", "")
}

func (a *App) recallPage(c echo.Context, status int, team, problem string) error {
	return a.read(c, func(r *models.Read) error {
		round, err := r.RecallPage()
		if err != nil {
			return err
		}
		p := a.page(c, r, "Recall test", "strategy")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Recall(p, views.RecallView{RecallPage: round, Picked: team, Problem: problem}))
	})
}

// startRecall asks the people of a team, or of the company.
func (a *App) startRecall(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := first(values, "team")
	var round *models.RecallRound
	err = a.write(c, func(tx *models.Tx) error {
		var id *string
		if ref != "" {
			team, err := tx.TeamByRef(ref)
			if err != nil {
				return err
			}
			id = &team.ID
		}
		round, err = tx.StartRecall(id)
		return err
	})
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
		return a.recallPage(c, http.StatusUnprocessableEntity, ref, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Recall(), "The round has begun. Those who are asked find it on their first page, until "+round.UntilDay.Long()+".")
}

// recallField is the one box; what is over length is cut, because time may end in the middle of a word.
func recallField(words *string) *form.Form {
	return form.Of(form.Text("words", "Our priorities, as you remember them", words).Max(models.MostRecall).Help("Where we are going and what matters most, in your own words. One a line is fine."))
}

// showRecallAnswer asks for the priorities.
func (a *App) showRecallAnswer(c echo.Context) error {
	once(c)
	return a.read(c, func(r *models.Read) error {
		page, err := r.RecallPage()
		if err != nil {
			return err
		}
		if page.Mine == nil || page.Mine.Ref != c.Param("ref") {
			return models.NotFound("This round")
		}
		var words string
		f := recallField(&words)
		f.Show(a.locale(c))
		return a.show(c, views.RecallAnswer(a.page(c, r, "Write our priorities", "home"), page.Mine, f))
	})
}

// answerRecall counts what was written, and drops it.
func (a *App) answerRecall(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	words := shortened(values.Get("words"), models.MostRecall)
	if err := a.write(c, func(tx *models.Tx) error { return tx.AnswerRecall(c.Param("ref"), words) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Home(), "Counted. Your words are dropped; what all groups remember stands on the page of the recall test when the round is over.")
}
