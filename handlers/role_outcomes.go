package handlers

import (
	"slices"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showMyOutcomes shows the role page of whoever asks.
func (a *App) showMyOutcomes(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		role, err := r.MyOutcomes()
		if err != nil {
			return err
		}
		v, err := a.rolePage(c, r, role, link.MyOutcomes())
		if err != nil {
			return err
		}
		return a.show(c, views.RoleOutcomes(a.page(c, r, "My outcomes", navMine), v))
	})
}

// showTeamOutcomes shows what the strategy means for a team.
func (a *App) showTeamOutcomes(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		role, err := r.TeamOutcomesOf(c.Param("ref"))
		if err != nil {
			return err
		}
		v, err := a.rolePage(c, r, role, link.TeamOutcomes(role.Team.Ref))
		if err != nil {
			return err
		}
		return a.showRole(c, r, "Outcomes of "+role.Team.Name, role.Team.Ref, v)
	})
}

// showPersonOutcomes shows what the strategy means for a person, to that person and the leads above.
func (a *App) showPersonOutcomes(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		role, err := r.PersonOutcomesOf(c.Param("ref"))
		if err != nil {
			return err
		}
		v, err := a.rolePage(c, r, role, link.PersonOutcomes(role.Person.Ref))
		if err != nil {
			return err
		}
		return a.showRole(c, r, "Outcomes of "+role.Person.Name, role.Person.Ref, v)
	})
}

// showRole shows the page of a team or a person, with the symptoms that name it.
func (a *App) showRole(c echo.Context, r *models.Read, title, ref string, v views.RolePage) error {
	p := a.page(c, r, title, navMine)
	var err error
	if p.Signs, err = r.SymptomsAbout(ref); err != nil {
		return err
	}
	return a.show(c, views.RoleOutcomes(p, v))
}

// rolePage adds to a role page the form for a new task, for those who may add one there.
func (a *App) rolePage(c echo.Context, r *models.Read, role *models.RoleOutcomes, address string) (views.RolePage, error) {
	v := views.RolePage{RoleOutcomes: role, Back: address}
	if role.Team != nil {
		var err error
		if v.Moved, err = r.MovedThisQuarter(role.Team.Ref); err != nil {
			return v, err
		}
	}
	if role.Team != nil && slices.Contains(r.Who.Leads, role.Team.ID) || role.Person != nil && role.Person.ID == r.Who.PersonID {
		var err error
		if v.Readings, err = r.WeeklyUpdate(); err != nil {
			return v, err
		}
	}
	if !r.Who.May(models.AddTask, roleScope(role)) {
		return v, nil
	}
	choices, err := r.TaskChoices(role)
	if err != nil {
		return v, err
	}
	entry := &models.TaskEntry{}
	v.Task = form.Of(entry.Fields(choices)...)
	v.Task.Show(a.locale(c))
	return v, nil
}

// roleScope is whose a role page is.
func roleScope(role *models.RoleOutcomes) models.Scope {
	if role.Team != nil {
		return models.OfTeam(&role.Team.ID)
	}
	return models.OfPerson(&role.Person.ID)
}
