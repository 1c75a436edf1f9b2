package handlers

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showOperations shows the execution gap, the workflows and the processes, of all teams or of one and those below it.
func (a *App) showOperations(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		team, teams, err := pickedTeam(c, r)
		if err != nil {
			return err
		}
		n := pageNumber(c)
		o, err := r.Operations(teams, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v := views.OperationsPage{OperationsPage: o, Team: team,
			Paging: paging(n, int64(o.All), func(page int) string { return link.Operations(team, page) })}
		return a.show(c, views.Operations(a.page(c, r, "Operations", "operations"), v))
	})
}

// pickedTeam is the team that an address narrows a list to, with the ids of it and all below; nil for all teams.
func pickedTeam(c echo.Context, r *models.Read) (ref string, teams []string, err error) {
	ref = c.QueryParam("team")
	if ref == "" {
		return "", nil, nil
	}
	team, err := r.TeamByRef(ref)
	if err != nil {
		return "", nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return "", nil, err
	}
	return ref, tree.Under(team.ID), nil
}

// showWorkflow shows one workflow.
func (a *App) showWorkflow(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.WorkflowPage(c.Param("ref"))
		if err != nil {
			return err
		}
		f, _ := a.endingForm(c, r, v.Workflow)
		if f != nil {
			f.Show(a.locale(c))
		}
		return a.showOf(c, r, v.Name, "operations", "workflow", v.Ref, func(p views.Page) templ.Component { return views.Workflow(p, v, f) })
	})
}
