package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showProcess shows one process: its newest version, or the one asked for.
func (a *App) showProcess(c echo.Context) error { return a.processPage(c, http.StatusOK, nil, nil) }

func (a *App) processPage(c echo.Context, status int, back, chain *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		v := views.ProcessPage{Return: back, ChainForm: chain}
		var err error
		if v.ProcessDetail, err = r.ProcessPage(c.Param("ref")); err != nil {
			return err
		}
		n := versionAsked(c, "version")
		if v.Shown = v.Version(n); v.Shown == nil && n > 0 {
			return models.NotFound("This version")
		}
		if v.Waits(r.Who) && back == nil {
			v.Return = returnForm(new(string))
			v.Return.Show(a.locale(c))
		}
		if v.Chains != nil && chain == nil {
			v.ChainForm = processChainForm(v.ProcessDetail, &chosenChain{v.ApprovalChainID})
			v.ChainForm.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, v.Name(), "operations", "process", v.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Process(p, v))
	})
}

// versionAsked is the number of a version in an address; 0 for none, -1 for what is no number.
func versionAsked(c echo.Context, name string) int {
	typed := c.QueryParam(name)
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 {
		return 1 << 30
	}
	return n
}

// returnForm asks why a version is sent back.
func returnForm(reason *string) *form.Form {
	return form.Of(form.Text("reason", "What has to change first", reason).Max(2000).Required("Say in a sentence what has to change first."))
}

// approveProcess approves the version that waits for it.
func (a *App) approveProcess(c echo.Context) error {
	say := "Approved. It is in use from now on."
	err := a.onProcess(c, func(tx *models.Tx, p *models.Process) error {
		if err := tx.ApproveProcess(p); err != nil || p.Current.State == models.ProcessInUse {
			return err
		}
		say = "Your answer is kept. It waits for the others of its approval chain."
		return nil
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Process(c.Param("ref")), say)
}

// returnProcess sends the version that waits for approval back, with the reason.
func (a *App) returnProcess(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var reason string
	f := returnForm(&reason)
	f.Fill(values, a.locale(c), form.Strict)
	if !f.Valid() {
		return a.processPage(c, http.StatusUnprocessableEntity, f, nil)
	}
	if err := a.onProcess(c, func(tx *models.Tx, p *models.Process) error { return tx.ReturnProcess(p, reason) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Process(c.Param("ref")), "Sent back. Those who wrote it see why.")
}

// onProcess changes a process that this person may know of.
func (a *App) onProcess(c echo.Context, change func(*models.Tx, *models.Process) error) error {
	return a.write(c, func(tx *models.Tx) error {
		p, err := tx.ProcessPage(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, p.Process)
	})
}

// showComparison says in words how two versions differ: the two asked for, or the newest and the one before it.
func (a *App) showComparison(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v := views.ComparisonPage{}
		var err error
		if v.ProcessDetail, err = r.ProcessPage(c.Param("ref")); err != nil {
			return err
		}
		from, to := versionAsked(c, "from"), versionAsked(c, "to")
		if v.To = v.Version(to); v.To != nil && from == 0 {
			from = max(v.To.N-1, 1)
		}
		if v.From = v.Version(from); v.To == nil && to > 0 || v.From == nil && from > 0 {
			return models.NotFound("This version")
		}
		if v.From != nil && v.To != nil {
			if v.From.N > v.To.N {
				v.From, v.To = v.To, v.From
			}
			v.Parts = models.Compare(v.From, v.To, v.PartyName)
		}
		return a.show(c, views.Comparison(a.page(c, r, "Versions of "+v.Name(), "operations"), v))
	})
}

// showProcessSheet is one version on paper.
func (a *App) showProcessSheet(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v := views.ProcessPage{}
		var err error
		if v.ProcessDetail, err = r.ProcessPage(c.Param("ref")); err != nil {
			return err
		}
		if v.Shown = v.Version(versionAsked(c, "version")); v.Shown == nil {
			return models.NotFound("This version")
		}
		p := a.page(c, r, v.Name(), "operations")
		p.Shell.Back, p.Shell.BackLabel = link.Process(v.Ref), "Back to the process"
		return a.show(c, views.ProcessSheet(p, v))
	})
}
