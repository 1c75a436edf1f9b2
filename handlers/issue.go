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

// showIssues lists the issues as the address narrows them.
func (a *App) showIssues(c echo.Context) error {
	asked := url.Values{}
	for name, values := range c.QueryParams() {
		asked.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		n, q := pageNumber(c), models.ReadIssueQuery(asked)
		list, all, err := r.IssuesFound(q, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v := views.IssuesPage{Query: q, Rows: list, People: people, Paging: paging(n, all, func(page int) string { return link.IssuesPage(q.Values(), page) })}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.Issues(a.page(c, r, "Issues", navIssues), v))
	})
}

// showIssueNew asks for a new issue. The address may say what it is about.
func (a *App) showIssueNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		e, err := r.NewIssueForm(shortened(c.QueryParam("about"), 20))
		if err != nil {
			return err
		}
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		f := form.Of(e.Fields(owners.People)...)
		f.Show(a.locale(c))
		return a.show(c, views.IssueForm(a.page(c, r, "Raise an issue", navIssues), views.IssueFormPage{Form: f, People: owners.People}))
	})
}

// raiseIssue writes a new issue.
func (a *App) raiseIssue(c echo.Context) error {
	i, wrong, people, err := a.takeIssue(c, nil)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.read(c, func(r *models.Read) error {
			p := a.page(c, r, "Raise an issue", navIssues)
			p.Shell.Error = true
			return a.showAs(c, http.StatusUnprocessableEntity, views.IssueForm(p, views.IssueFormPage{Form: wrong, People: people}))
		})
	}
	return a.goToSaying(c, link.Issue(i.Ref), "Raised. Its clock runs from now on.")
}

// takeIssue raises an issue from what was posted, and does what belongs to it in the same change. A form with something to mend comes back.
func (a *App) takeIssue(c echo.Context, also func(*models.Tx, *models.Issue) error) (i *models.Issue, wrong *form.Form, people *form.Directory, err error) {
	values, err := a.values(c)
	if err != nil {
		return nil, nil, nil, err
	}
	if people, err = a.picking(c, values, "owner"); err != nil {
		return nil, nil, nil, err
	}
	e := &models.IssueForm{}
	f := form.Of(e.Fields(people)...)
	if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
		return nil, f, people, nil
	}
	err = a.write(c, func(tx *models.Tx) error {
		if i, err = tx.TakeIssue(e); err != nil {
			return err
		}
		if err := tx.RaiseIssue(i); err != nil || also == nil {
			return err
		}
		return also(tx, i)
	})
	wrong, err = mended(f, err)
	return i, wrong, people, err
}

// issueForms are the forms on an issue's page that were sent and have to be mended; nil for a fresh one.
type issueForms struct{ move, end, comment *form.Form }

// showIssue shows one issue with its thread.
func (a *App) showIssue(c echo.Context) error { return a.oneIssue(c, http.StatusOK, issueForms{}) }

func (a *App) oneIssue(c echo.Context, status int, forms issueForms) error {
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		i, err := r.IssuePage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.OneIssuePage{IssueDetail: i, Move: forms.move, End: forms.end, Comment: forms.comment, People: people}
		if v.Comment == nil {
			v.Comment = commentForm(new(string))
			v.Comment.Show(a.locale(c))
		}
		if r.Who.MayMove(i.Issue) {
			if v.Move == nil {
				v.Move = form.Of(i.Move().Fields(people)...)
				v.Move.Version = i.Version
				v.Move.Show(a.locale(c))
			}
			if v.End == nil {
				v.End = endForm(new(string))
				v.End.Show(a.locale(c))
			}
		}
		p, err := a.pageOf(c, r, i.Title, navIssues, "issue", i.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OneIssue(p, v))
	})
}

func commentForm(words *string) *form.Form {
	return form.Of(form.Text("comment", "A comment", words).Max(2000).Required("Write something first."))
}

func endForm(how *string) *form.Form {
	return form.Of(form.Text("how", "How it was resolved", how).Max(2000).Required("Say in a sentence how it was resolved."))
}

// onIssue changes an issue found by its reference.
func (a *App) onIssue(c echo.Context, change func(*models.Tx, *models.Issue) error) error {
	return a.write(c, func(tx *models.Tx) error {
		i, err := tx.IssueByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, i)
	})
}

// moveIssue sets owner, next action and day, or opens a resolved issue again with them.
func (a *App) moveIssue(c echo.Context) error {
	return a.stepIssue(c, "Its next action is set, and its clock runs from now on.", (*models.Tx).MoveIssue)
}

// reopenIssue takes a resolution back.
func (a *App) reopenIssue(c echo.Context) error {
	return a.stepIssue(c, "It is open again.", (*models.Tx).ReopenIssue)
}

func (a *App) stepIssue(c echo.Context, said string, step func(*models.Tx, *models.Issue, models.IssueMove) error) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, values, "owner")
	if err != nil {
		return err
	}
	var stored *models.Issue
	if err := a.read(c, func(r *models.Read) error {
		if stored, err = r.IssueByRef(c.Param("ref")); err == nil && !r.Who.MayMove(stored) {
			err = r.Who.Must(models.MoveIssue, models.OfPerson(stored.OwnerPersonID))
		}
		return err
	}); err != nil {
		return err
	}
	m := stored.Move()
	f := form.Of(m.Fields(people)...)
	f.Version = stored.Version
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		if asked, err := a.contested(c, contest{f: f, values: values, what: "this issue", row: stored, action: link.Issue(stored.Ref)}); asked || err != nil {
			return err
		}
		m.Wait = first(values, "do") == "wait"
		if err := blame(f, a.write(c, func(tx *models.Tx) error { return step(tx, stored, *m) })); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.oneIssue(c, http.StatusUnprocessableEntity, issueForms{move: f})
	}
	return a.goToSaying(c, link.Issue(stored.Ref), said)
}

// resolveIssue ends an issue.
func (a *App) resolveIssue(c echo.Context) error {
	var how string
	return a.sayOnIssue(c, endForm(&how), "Resolved. It stays readable, with its thread.",
		func(tx *models.Tx, i *models.Issue) error { return tx.ResolveIssue(i, how) }, func(f *form.Form) issueForms { return issueForms{end: f} })
}

// commentOnIssue adds a comment to the thread.
func (a *App) commentOnIssue(c echo.Context) error {
	var words string
	return a.sayOnIssue(c, commentForm(&words), "Kept with the issue.",
		func(tx *models.Tx, i *models.Issue) error { return tx.CommentOnIssue(i, words) }, func(f *form.Form) issueForms { return issueForms{comment: f} })
}

// sayOnIssue fills a form of words and does what belongs to it.
func (a *App) sayOnIssue(c echo.Context, f *form.Form, said string, do func(*models.Tx, *models.Issue) error, back func(*form.Form) issueForms) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		if err := blame(f, a.onIssue(c, do)); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.oneIssue(c, http.StatusUnprocessableEntity, back(f))
	}
	return a.goToSaying(c, link.Issue(c.Param("ref")), said)
}
