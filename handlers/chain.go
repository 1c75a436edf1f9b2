package handlers

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showChains lists the approval chains.
func (a *App) showChains(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.ChainList()
		if err != nil {
			return err
		}
		return a.show(c, views.Chains(a.page(c, r, "Approval chains", navRules), views.ChainsPage{List: list, MayAdd: r.Who.May(models.ManageChain)}))
	})
}

// showChainNew asks for a new chain with its first stage.
func (a *App) showChainNew(c echo.Context) error { return a.chainNewPage(c, http.StatusOK, nil) }

func (a *App) chainNewPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		choices, err := r.ChainChoices()
		if err != nil {
			return err
		}
		if f == nil {
			f = newChain(r.Who, choices).form
			f.Show(a.locale(c))
		}
		p := a.page(c, r, "New approval chain", navRules)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.ChainNew(p, f, choices.People))
	})
}

// addChain writes a new chain.
func (a *App) addChain(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	chain := &models.ApprovalChain{}
	err = a.write(c, func(tx *models.Tx) error {
		choices, err := tx.ChainChoices()
		if err != nil {
			return err
		}
		e := newChain(tx.Who, choices)
		f = e.form
		f.Fill(values, a.locale(c), form.Strict)
		if err := e.into(chain); err != nil {
			return err
		}
		return tx.SaveChain(nil, chain)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.chainNewPage(c, http.StatusUnprocessableEntity, wrong)
	}
	return a.goToSaying(c, link.Chain(chain.Ref), "The chain is written. Processes and rules can go by it now.")
}

// showChain is one approval chain.
func (a *App) showChain(c echo.Context) error { return a.chainPage(c, http.StatusOK, nil, "") }

// chainPage shows a chain; act is the change that was asked for and has to be mended, say what was refused.
func (a *App) chainPage(c echo.Context, status int, act *chainAct, say string) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.ChainPage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.ChainPage{ChainDetail: d, MayChange: r.Who.MayChangeChain(d.ApprovalChain), Refused: say}
		if v.MayChange {
			if v.Choices, err = r.ChainChoices(); err != nil {
				return err
			}
			f := formsOf(d.ApprovalChain, r.Who, v.Choices, d.Names)
			f.show(a.locale(c))
			v.About, v.New, v.Stages = f.about, f.fresh.form(), f.views()
			if act != nil {
				v.Problems, v.Opened = act.form.Problems(), act.name
				v.Put(act.name, act.form)
			}
		}
		p, err := a.pageOf(c, r, d.Name, navRules, "approval_chain", d.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Chain(p, v))
	})
}

// changeChain makes one change of a chain: its name, a stage, or whom a stage asks.
func (a *App) changeChain(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	seen, err := strconv.Atoi(values.Get("version"))
	if err != nil {
		seen = -1
	}
	var act *chainAct
	err = a.write(c, func(tx *models.Tx) error {
		d, err := tx.ChainPage(c.Param("ref"))
		if err != nil {
			return err
		}
		chain := d.ApprovalChain
		if err := tx.Who.Must(models.ManageChain, models.OfTeam(chain.TeamID)); err != nil {
			return err
		}
		if seen != chain.Version {
			return &models.Refusal{Kind: models.KindStale, Say: "Somebody changed this chain meanwhile. It stands here as it is now; make your change again if it is still wanted."}
		}
		choices, err := tx.ChainChoices()
		if err != nil {
			return err
		}
		before := chain.Copy()
		if act, err = formsOf(chain, tx.Who, choices, d.Names).act(first(values, "do")); err != nil {
			return err
		}
		if act.form != nil {
			act.form.Fill(values, a.locale(c), form.Strict)
		}
		if err := act.do(); err != nil {
			return err
		}
		return tx.SaveChain(before, chain)
	})
	refused, is := models.AsRefusal(err)
	switch {
	case is && refused.Kind == models.KindStale:
		return a.chainPage(c, http.StatusConflict, nil, refused.Say)
	case act != nil && act.form != nil:
		wrong, rest := mended(act.form, err)
		if rest == nil && wrong != nil {
			return a.chainPage(c, http.StatusUnprocessableEntity, act, "")
		}
		err = rest
	case is && refused.Kind == models.KindRule:
		return a.chainPage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Chain(strings.ToUpper(c.Param("ref"))), "Saved. New requests go by it from now on.")
}

// askAnew brings the open requests of a chain to its stages as they are now.
func (a *App) askAnew(c echo.Context) error {
	n := 0
	err := a.onChain(c, func(tx *models.Tx, chain *models.ApprovalChain) (err error) {
		n, err = tx.AskAnew(chain)
		return err
	})
	if err != nil {
		return err
	}
	say := strconv.Itoa(n) + " open requests go by the chain as it is now."
	if n == 1 {
		say = "1 open request goes by the chain as it is now."
	}
	return a.goToSaying(c, link.Chain(c.Param("ref")), say)
}

func (a *App) onChain(c echo.Context, change func(*models.Tx, *models.ApprovalChain) error) error {
	return a.write(c, func(tx *models.Tx) error {
		chain, err := tx.ChainByRef(strings.ToUpper(c.Param("ref")))
		if err != nil {
			return err
		}
		return change(tx, chain)
	})
}

// removeChain takes a chain out of sight that nothing goes by, and offers to bring it back.
func (a *App) removeChain(c echo.Context) error {
	err := a.onChain(c, (*models.Tx).RemoveChain)
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
		return a.chainPage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToUndo(c, link.Chains(), parts.Undo{Say: "The chain is removed.", Action: link.ChainBack(c.Param("ref"))})
}

// putBackChain undoes that.
func (a *App) putBackChain(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		chain, err := tx.RemovedChain(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.PutBackChain(chain)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Chain(c.Param("ref")), "The chain is back.")
}
