package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

// chosenChain is the id of the chain that approves the versions of a process.
type chosenChain struct{ id *string }

// processChainForm asks by which chain the versions of a process are approved.
func processChainForm(p *models.ProcessDetail, e *chosenChain) *form.Form {
	var options []form.Option
	for _, c := range p.Chains {
		options = append(options, form.Option{Value: c.ID, Label: c.Ref + " " + c.Name})
	}
	if e.id == nil {
		e.id = new(string)
	}
	id := *e.id
	e.id = &id
	return form.Of(form.Choice("chain", "Approval chain", e.id, options...).Help("Without a choice somebody else approves who may."))
}

// setProcessChain says by which chain the versions of a process are approved.
func (a *App) setProcessChain(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		p, err := tx.ProcessPage(c.Param("ref"))
		if err != nil {
			return err
		}
		if err := tx.Who.Must(models.ApproveProcess, models.OfTeam(p.TeamID)); err != nil {
			return err
		}
		e := &chosenChain{p.ApprovalChainID}
		f = processChainForm(p, e)
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		var chain *models.ApprovalChain
		if *e.id != "" {
			if chain, err = tx.ChainByID(*e.id); err != nil {
				return err
			}
		}
		return tx.SetProcessChain(p.Process, chain)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.processPage(c, http.StatusUnprocessableEntity, nil, wrong)
	}
	return a.goToSaying(c, link.Process(c.Param("ref")), "Saved. It holds for the next version that is documented.")
}
