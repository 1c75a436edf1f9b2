package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showQuestions lists the approvals that wait for whoever asks.
func (a *App) showQuestions(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.OwedApprovals()
		if err != nil {
			return err
		}
		return a.show(c, views.Questions(a.page(c, r, "Waits for your approval", "home"), views.QuestionsPage{Waiting: list}))
	})
}

// showQuestion is one approval. Showing it decides nothing, whoever follows the link.
func (a *App) showQuestion(c echo.Context) error { return a.question(c, http.StatusOK, nil) }

func (a *App) question(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.ApprovalPage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.QuestionPage{ApprovalDetail: d}
		if f != nil {
			v.Problems = f.Problems()
		}
		if d.Mine != nil {
			if v.Form = f; f == nil {
				v.Form = voteForm(new(string))
				v.Form.Show(a.locale(c))
			}
		}
		p := a.page(c, r, d.Question, "home")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Question(p, v))
	})
}

func voteForm(reason *string) *form.Form {
	return form.Of(form.Text("reason", "Why", reason).Max(2000).Help("A no needs a reason; a yes may have one."))
}

// voteOnQuestion keeps a yes or a no. It is the only way to decide.
func (a *App) voteOnQuestion(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	do := first(values, "do")
	if do != models.VoteYes && do != models.VoteNo {
		return models.AgainstRule("Say yes or no with one of the two buttons.")
	}
	var reason string
	f := voteForm(&reason)
	f.Fill(values, a.locale(c), form.Strict)
	var now *models.Approval
	stage := ""
	err = a.write(c, func(tx *models.Tx) error {
		d, err := tx.ApprovalPage(c.Param("ref"))
		if err != nil {
			return err
		}
		stage = d.StageID
		if err := f.Invalid(); err != nil {
			return err
		}
		now, err = tx.Vote(d.Ref, do == models.VoteYes, reason)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.question(c, http.StatusUnprocessableEntity, wrong)
	}
	said := "Your answer is kept. It waits for the others now."
	if !now.Open() {
		said = "Your answer is kept, and it is decided: " + now.State + ". The rule goes on."
		if now.ProcessVersionID != nil {
			said = "Your answer is kept, and it is decided: " + now.State + "."
		}
	} else if now.StageID != stage {
		said = "Your answer is kept. The next stage is asked now."
	}
	return a.goToSaying(c, link.Question(now.Ref), said)
}
