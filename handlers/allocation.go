package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showAllocations is who puts what into which outcome in a period.
func (a *App) showAllocations(c echo.Context) error {
	return a.allocationsPage(c, http.StatusOK, c.QueryParams(), nil)
}

// allocationsPage shows the matrix as the values ask for it; the form of a ceiling that has to be mended comes back.
func (a *App) allocationsPage(c echo.Context, status int, asked url.Values, ceiling *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		v := views.AllocationsPage{Look: models.KnownLook(asked.Get("look")), Span: asked.Get("span"), At: day.Day(asked.Get("at")), Team: asked.Get("team"), Row: asked.Get("row"), Column: asked.Get("column")}
		company, err := r.Company()
		if err != nil {
			return err
		}
		if !v.At.Valid() {
			v.At = r.Today()
		}
		if v.Span != "year" {
			v.Span = "quarter"
		}
		var teams []string
		if v.Team != "" {
			team, err := r.TeamByRef(v.Team)
			if err != nil {
				return err
			}
			tree, err := r.Tree()
			if err != nil {
				return err
			}
			teams = tree.Under(team.ID)
		}
		from, to, label := company.Periods(v.At, v.Span)
		if v.AllocationMatrix, err = r.AllocationMatrix(v.Look, from, to, teams); err != nil {
			return err
		}
		v.Label = label
		if r.Who.Reach(models.Decide) == models.All {
			if v.Ceiling = ceiling; ceiling == nil {
				v.Ceiling = ceilingForm(new(string), new(string), v.AllocationMatrix)
				v.Ceiling.Show(a.locale(c))
			}
		}
		p := a.page(c, r, "Allocations", "initiatives")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Allocations(p, v))
	})
}

// ceilingForm asks what a team may spend.
func ceilingForm(team, amount *string, m *models.AllocationMatrix) *form.Form {
	var teams []form.Option
	for _, t := range m.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	return form.Of(
		form.Choice("ceiling_team", "Team", team, teams...).Required("Choose the team."),
		form.Line("ceiling", "It and the teams below may spend in a fiscal year", amount).Max(40).In(m.Company.Currency).Help("Leave it empty to take the ceiling away."),
	)
}

// setCeiling sets what a team may spend in a fiscal year.
func (a *App) setCeiling(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		company, err := tx.Company()
		if err != nil {
			return err
		}
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		var ref, typed string
		f = ceilingForm(&ref, &typed, &models.AllocationMatrix{Tree: tree, Company: company})
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		team, err := tx.TeamByRef(ref)
		if err != nil {
			return err
		}
		if strings.TrimSpace(typed) == "" {
			return tx.SetCeiling(team, nil)
		}
		amount, err := form.ParseDecimal(typed, company.MoneyDigits(), a.locale(c))
		if err != nil {
			return models.AgainstRuleAt("ceiling", err.Error())
		}
		return tx.SetCeiling(team, &amount)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.allocationsPage(c, http.StatusUnprocessableEntity, url.Values{"look": {models.LookMoney}, "span": {"year"}}, wrong)
	}
	return a.goToSaying(c, link.Allocations(models.LookMoney, "year", "", ""), "The ceiling is set.")
}

// showAllocation is one allocation.
func (a *App) showAllocation(c echo.Context) error {
	return a.allocationPage(c, http.StatusOK, nil)
}

func (a *App) allocationPage(c echo.Context, status int, decide *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.AllocationPage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.AllocationPage{AllocationDetail: d, Decide: decide}
		if v.Decide == nil {
			v.Decide = decidedByForm(new(string))
			v.Decide.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, d.Name, "initiatives", "allocation", d.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Allocation(p, v))
	})
}

func decidedByForm(ref *string) *form.Form {
	return form.Of(form.Line("decision", "An accepted decision decides it", ref).Required("Give the reference of an accepted decision, such as D3.").Max(20).Help("Its reference, such as D3."))
}

// onAllocation changes an allocation found by its reference.
func (a *App) onAllocation(c echo.Context, change func(*models.Tx, *models.Allocation) error) error {
	return a.write(c, func(tx *models.Tx) error {
		one, err := tx.AllocationByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, one)
	})
}

// decideAllocation says which accepted decision has decided an allocation.
func (a *App) decideAllocation(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var ref string
	f := decidedByForm(&ref)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		if err := blame(f, a.onAllocation(c, func(tx *models.Tx, one *models.Allocation) error { return tx.DecideAllocation(one, ref) })); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.allocationPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.Allocation(c.Param("ref")), "It is decided.")
}

// removeAllocation takes a proposed allocation out of sight and offers to bring it back.
func (a *App) removeAllocation(c echo.Context) error {
	if err := a.onAllocation(c, (*models.Tx).RemoveAllocation); err != nil {
		return err
	}
	return a.goToUndo(c, link.Allocations("", "", "", ""), parts.Undo{Say: "The proposal is removed.", Action: link.AllocationBack(c.Param("ref"))})
}

// putBackAllocation undoes that.
func (a *App) putBackAllocation(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		one, err := tx.RemovedAllocation(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.PutBackAllocation(one)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Allocation(c.Param("ref")), "It is proposed again.")
}
